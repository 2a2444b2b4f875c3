internal import Cryptography
public import Formats
public import Programme

extension Office {
    /// Opens a round: freezes the call with its rubrics and their digest, and names the first of the secretariat.
    ///
    /// - Returns: the digest of the call.
    public func openRound(call: Call, documents: [CallDocument], by person: Person) async throws -> String {
        try person.requireSound()
        guard person.role == .secretariat else {
            throw Failure.notPermitted(Text(zh: "一轮工作由秘书处建立。", en: "A round is opened by the secretariat."))
        }
        let frozen = documents.map {
            FrozenDocument(path: $0.path, text: $0.text, digest: SHA256Digest(of: $0.text).description)
        }
        let digest = FrozenDocument.digest(of: frozen)
        let round = RoundState(
            callDocument: documents[0].path, callDigest: digest, stage: .intake, conflictsDetected: false,
            visitsChosen: false, openedAt: now)
        return try await found(call: call, round: round, by: person.id) { ledger in
            for document in frozen { try ledger.put(document) }
            for rubric in call.rubrics {
                for criterion in rubric.criteria {
                    try ledger.put(
                        CriterionRow(
                            category: rubric.id, criterion: criterion.id, weight: criterion.weight,
                            minimum: rubric.scale.minimum, maximum: rubric.scale.maximum))
                }
            }
            try ledger.put(person)
            return digest
        }
    }
}
