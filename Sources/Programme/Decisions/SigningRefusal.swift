/// A chair's refusal to sign the list, with its reasons (招标投标法实施条例 53: who refuses to sign states why in writing).
///
/// It stands until the same chair signs: a list that is changed afterwards makes no consent of it. None is rewritten; changing one's
/// mind is a signature, or another refusal.
public struct SigningRefusal: Codable, Sendable, Hashable {
    /// Its number in the round, from 1.
    public var number: Int
    /// The chair.
    public var chair: String
    /// The digest of the list that they refused to sign.
    public var digest: String
    /// How many signatures had been given in the round by then, so that it is plain what came first.
    public var signaturesBefore: Int
    /// The reasons.
    public var reason: String
    /// When.
    public var at: Instant

    /// A refusal.
    public init(number: Int, chair: String, digest: String, signaturesBefore: Int, reason: String, at: Instant) {
        self.number = number
        self.chair = chair
        self.digest = digest
        self.signaturesBefore = signaturesBefore
        self.reason = reason
        self.at = at
    }

    /// Whether it stands: the chair gave no signature after it.
    ///
    /// - Parameter signatures: All signatures of the round, those that were voided too.
    public func stands(among signatures: [Signature]) -> Bool {
        !signatures.contains { $0.chair == chair && $0.number > signaturesBefore }
    }
}
