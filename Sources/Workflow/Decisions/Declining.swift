public import Programme

/// A refusal to sign with whether it stands.
public struct RefusalLine: Codable, Sendable {
    /// The refusal.
    public var refusal: SigningRefusal
    /// Whether it stands: its chair gave no signature afterwards.
    public var stands: Bool
    /// Whether it is of the list as it is now, and not of an earlier one.
    public var ofThisList: Bool
}

extension SigningRefusal: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "signing_refusal" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["number"] }
    /// Their values.
    public var identity: [String] { ["\(number)"] }
}

extension Office {
    /// Puts on record that a chair declines to sign the list, with the reasons. A signature of theirs counts no more; once the list is
    /// public none is taken back. Signing afterwards is a change of mind, and a record of its own.
    public func declineToSign(reason: String, as chair: String) async throws -> SigningRefusal {
        try await perform(.declineToSign, as: chair, remark: reason) { ledger in
            try requireReason(reason)
            try ledger.requireSomethingToSign()
            try ledger.requireSeat(of: chair, on: nil)
            let digest = try ledger.reader.listDigest(ledger.round)
            guard try !ledger.reader.refusals(of: digest).contains(where: { $0.stands && $0.ofThisList && $0.refusal.chair == chair })
            else {
                throw Failure.failed(
                    Text(
                        zh: "您已就此名单拒绝签字。改变主意的，用 decisions sign；另有意见的，用 decisions dissent。",
                        en:
                            "You have declined to sign this list already. To change your mind, decisions sign; to say more, decisions dissent."
                    ))
            }
            let signatures = try ledger.reader.all(Signature.self)
            if var own = signatures.first(where: { $0.stands && $0.chair == chair }) {
                guard ledger.round.stage == .decisions else {
                    throw Failure.failed(
                        Text(
                            zh: "名单已签字公示，签字不能撤回。不同意见用 decisions dissent 记录。",
                            en:
                                "The list is public as you signed it: a signature is not taken back. Put a dissent on record with decisions dissent."
                        ))
                }
                own.stands = false
                try ledger.put(own)
            }
            let refusal = SigningRefusal(
                number: try ledger.reader.all(SigningRefusal.self).count + 1, chair: chair, digest: digest,
                signaturesBefore: signatures.count, reason: reason, at: ledger.now)
            try ledger.put(refusal)
            return refusal
        }
    }
}

extension RoundReader {
    /// Every refusal to sign, from the first.
    ///
    /// - Parameter digest: The digest of the list as it is now.
    func refusals(of digest: String) throws -> [RefusalLine] {
        let signatures = try all(Signature.self)
        return try all(SigningRefusal.self).sorted { $0.number < $1.number }.map {
            RefusalLine(refusal: $0, stands: $0.stands(among: signatures), ofThisList: $0.digest == digest)
        }
    }
}

extension Ledger {
    /// Refuses where nothing was proposed that could be signed.
    func requireSomethingToSign() throws {
        guard try reader.all(Placement.self).isEmpty, try reader.all(ReassessmentOutcome.self).isEmpty else { return }
        throw Failure.failed(
            Text(zh: "尚无拟入选名单。先用 decisions propose。", en: "There is no shortlist yet. Propose it with decisions propose."))
    }
}
