internal import Cryptography
public import Programme

/// The shortlist as chairs see it.
public struct ShortlistView: Codable, Sendable {
    /// Every dossier with a result, and whether it is listed.
    public var lines: [Line]
    /// What becomes of each earlier demonstration; empty where none is reassessed. Signatures stand for it too.
    public var reassessment: [ReassessmentLine]
    /// The signatures under the list.
    public var signatures: [Signature]
    /// How many signatures make it final.
    public var needed: Int
    /// Whether it is final.
    public var final: Bool
    /// The digest that a signature stands for.
    public var digest: String
    /// The frozen call's digest.
    public var callDigest: String

    /// One dossier.
    public struct Line: Codable, Sendable {
        /// Its place on the list.
        public var placement: Placement
        /// Its result.
        public var outcome: Outcome
        /// The dossier.
        public var dossier: Dossier
        /// Whether it is visited.
        public var visited: Bool
    }
}

extension Office {
    /// Proposes the shortlist from the results: those that passed, up to the places of the category; and by the call's bands
    /// what becomes of each earlier demonstration.
    public func proposeShortlist(as chair: String) async throws -> (placements: [Placement], reassessment: [ReassessmentOutcome]) {
        try await perform(.proposeShortlist, as: chair) { ledger in
            let outcomes = try ledger.reader.all(Outcome.self)
            let placements = ledger.call.placements(by: outcomes)
            let reassessment = ledger.call.reassessmentOutcomes(of: try ledger.reader.register(), by: outcomes)
            // Once scores became void after the reviews, both are proposed anew from the new results.
            let isNew = try reassessment.filter { try !ledger.reader.isProposed($0) }
            guard try ledger.reader.all(Placement.self).isEmpty, !placements.isEmpty || !isNew.isEmpty || reassessment.isEmpty else {
                throw Failure.failed(
                    Text(
                        zh: "拟入选名单已经提出；调整用 decisions move。", en: "The shortlist is proposed already; change it with decisions move."))
            }
            for placement in placements { try ledger.put(placement) }
            for outcome in isNew { try ledger.put(outcome) }
            return (placements, reassessment)
        }
    }

    /// Moves a dossier in or out with a written reason. Signatures given before do not stand for the new list.
    public func moveDossier(_ dossier: String, listed: Bool, reason: String, as chair: String) async throws -> Placement {
        try await perform(.moveDossier, as: chair, remark: reason) { ledger in
            try requireReason(reason)
            guard var placement = try ledger.reader.find(Placement.self, [dossier]) else {
                throw Failure.failed(
                    Text(
                        zh: "名单中没有 \(dossier)。请核对编号，或先用 decisions propose 提出名单。",
                        en: "The list has no \(dossier). Check the number, or propose the list first with decisions propose."))
            }
            guard placement.listed != listed else {
                throw Failure.failed(
                    Text(
                        zh: "\(dossier) 已\(listed ? "在" : "不在")名单中。", en: "\(dossier) is \(listed ? "on" : "off") the list already."))
            }
            placement.listed = listed
            placement.movedBy = chair
            placement.reason = reason
            try ledger.put(placement)
            try ledger.voidSignatures()
            return placement
        }
    }

    /// Signs the list as it stands. With the last signature that the call asks for it is final and the round closed.
    ///
    /// - Returns: whether the list is final now.
    public func signShortlist(as chair: String) async throws -> Bool {
        try await perform(.signShortlist, as: chair) { ledger in
            let placements = try ledger.reader.all(Placement.self)
            let reassessment = try ledger.reader.all(ReassessmentOutcome.self)
            guard !placements.isEmpty || !reassessment.isEmpty else {
                throw Failure.failed(
                    Text(zh: "尚无拟入选名单。先用 decisions propose。", en: "There is no shortlist yet. Propose it with decisions propose."))
            }
            let open = reassessment.filter(\.isOpen).map(\.demonstration)
            guard open.isEmpty else {
                throw Failure.failed(
                    Text(
                        zh: "尚有 \(open.count) 个示范须由组长决定（decisions decide）：\(open.joined(separator: "、"))",
                        en:
                            "\(open.count) demonstrations are for the chairs to decide (decisions decide): \(open.joined(separator: ", "))"
                    ))
            }
            if let unsettled = try ledger.reader.missingSettlements(in: ledger.round.stage).first { throw Failure.failed(unsettled) }
            let standing = try ledger.reader.all(Signature.self).filter(\.stands)
            guard !standing.contains(where: { $0.chair == chair }) else {
                throw Failure.failed(Text(zh: "您已签字。", en: "You have signed already."))
            }
            try ledger.put(
                Signature(
                    number: try ledger.reader.all(Signature.self).count + 1, chair: chair, at: ledger.now,
                    digest: try placements.digest(with: reassessment, callDigest: ledger.round.callDigest)))
            guard standing.count + 1 >= ledger.call.decisions.signatures else { return false }
            ledger.round.stage = .closed
            return true
        }
    }

    /// The shortlist with all that chairs weigh.
    public func shortlist(as actor: String) async throws -> ShortlistView {
        try await consult(.seeShortlist, as: actor) { reader, call, round in
            let placements = try reader.all(Placement.self)
            let byDossier = Dictionary(placements.map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
            let visited = Set(try reader.all(Visit.self).map(\.dossier))
            return ShortlistView(
                lines: try reader.resultLines(call).compactMap { line in
                    byDossier[line.dossier.id].map {
                        .init(
                            placement: $0, outcome: line.outcome, dossier: line.dossier,
                            visited: visited.contains(line.dossier.id))
                    }
                },
                reassessment: try reader.reassessmentLines(call), signatures: try reader.all(Signature.self),
                needed: call.decisions.signatures, final: round.stage == .closed,
                digest: try placements.digest(
                    with: try reader.all(ReassessmentOutcome.self), callDigest: round.callDigest),
                callDigest: round.callDigest)
        }
    }
}

extension [Placement] {
    /// What a signature stands for: the call, each dossier with its place and the reason for a move, and where there is a
    /// reassessment what becomes of each demonstration; as canonical JSON, so that no text in a reason can stand for another
    /// list.
    func digest(with reassessment: [ReassessmentOutcome] = [], callDigest: String) throws -> String {
        var text = callDigest + (try CanonicalJSON.text(of: sorted { $0.dossier < $1.dossier }))
        if !reassessment.isEmpty {
            text += try CanonicalJSON.text(of: reassessment.sorted { $0.demonstration < $1.demonstration })
        }
        return SHA256Digest(of: text).description
    }
}
