public import Programme

extension Office {
    /// How long a refusal to sign in takes at least; longer than any try that is written down.
    static let refusalTime = Duration.milliseconds(500)

    /// Exchanges a code for a token, and refuses at the same speed whatever is wrong: how long it takes tells nobody who has a code,
    /// and nobody tries many (OWASP ASVS 5.0, 6.3.8).
    ///
    /// - Throws: as `signIn`.
    public func signInAtOnePace(_ person: String, code: String, device: String) async throws -> SignedIn {
        let start = ContinuousClock.now
        do { return try await signIn(person, code: code, device: device) } catch {
            try await Task.sleep(until: start + Office.refusalTime)
            throw error
        }
    }
}
