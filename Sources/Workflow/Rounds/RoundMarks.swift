internal import Programme

/// What every page of a round says or offers, whoever reads it: it tells nothing of what is filed.
public struct RoundMarks: Sendable, Hashable {
    /// Whether its data are made up, by the names that applicants and demonstrations bear (示例…); not where there are none yet.
    public var isMadeUp: Bool
    /// Whether earlier demonstrations are reassessed in it.
    public var hasReassessment: Bool

    /// Puts them together.
    public init(isMadeUp: Bool, hasReassessment: Bool) {
        self.isMadeUp = isMadeUp
        self.hasReassessment = hasReassessment
    }
}

extension Office {
    /// What every page of the round says or offers. Nobody is asked who they are: a frame stands around refusals too.
    public func marks() async throws -> RoundMarks {
        try await store.read { reader in
            let (_, call) = try frozen(reader)
            return RoundMarks(
                isMadeUp: try answers.answer(to: "made-up", in: reader) { try reader.isMadeUp() },
                hasReassessment: call.reassessment != nil)
        }
    }
}

extension RoundReader {
    /// Whether all that was filed and all that is reassessed is made up; the first name that is not decides.
    func isMadeUp() throws -> Bool {
        let (dossiers, demonstrations) = try (unhidden.all(Dossier.self), unhidden.all(Demonstration.self))
        guard !dossiers.isEmpty || !demonstrations.isEmpty else { return false }
        return dossiers.allSatisfy { $0.applicant.isMarkedAsMadeUp } && demonstrations.allSatisfy { $0.name.isMarkedAsMadeUp }
    }
}

extension String {
    /// Whether a name says that it is made up; by its bytes, since ten thousand are looked at for a page.
    fileprivate var isMarkedAsMadeUp: Bool { utf8.starts(with: "示例".utf8) }
}
