internal import Cryptography
public import Programme

/// What was proposed from the results.
public struct ProposedShortlist: Codable, Sendable {
    /// The dossiers with their places on the list.
    public var placements: [Placement]
    /// What becomes of earlier demonstrations.
    public var reassessment: [ReassessmentOutcome]

    /// The same without what is about dossiers that a reader doesn't show.
    func seen(through reader: any RoundReader) throws -> ProposedShortlist {
        ProposedShortlist(
            placements: try placements.filter { try reader.find(Placement.self, $0.identity) != nil },
            reassessment: try reassessment.filter { try reader.find(ReassessmentOutcome.self, $0.identity) != nil })
    }
}

extension Office {
    /// Proposes the shortlist from the results: those that passed, up to the places of the category; and by the call's bands
    /// what becomes of each earlier demonstration.
    public func proposeShortlist(as chair: String) async throws -> ProposedShortlist {
        try await perform(.proposeShortlist, as: chair) { ledger in
            try ledger.requireSeat(of: chair, on: nil)
            let outcomes = try ledger.reader.all(Outcome.self)
            let placements = try ledger.reader.placements(ledger.call, by: outcomes)
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
            return ProposedShortlist(placements: placements, reassessment: reassessment)
        }
    }

    /// Moves a dossier in or out with a written reason; where the call asks for votes, proposes it to the chairs. Signatures
    /// given before do not stand for the new list.
    public func moveDossier(_ dossier: String, listed: Bool, reason: String, as chair: String) async throws -> MoveReport {
        try await perform(.moveDossier, as: chair, remark: reason) { ledger in
            try requireReason(reason)
            guard let placement = try ledger.reader.find(Placement.self, [dossier]) else { throw noPlacement(dossier) }
            try ledger.requireSeat(of: chair, on: dossier)
            guard placement.listed != listed else {
                throw Failure.failed(
                    Text(
                        zh: "\(dossier) 已\(listed ? "在" : "不在")名单中。", en: "\(dossier) is \(listed ? "on" : "off") the list already."))
            }
            try ledger.requireGroundToChange(dossier: dossier, demonstration: nil)
            switch ledger.call.decisions.moves {
            case .chair: return MoveReport(placement: try ledger.move(placement, listed: listed, by: chair, reason: reason))
            case .majority: return try ledger.propose(dossier, listed: listed, reason: reason)
            }
        }
    }

    /// Signs the list as it stands. With the last signature that the call asks for it is published, or where the call has no
    /// public notice final and the round closed.
    ///
    /// - Parameter read: The digest of the list as the chair read it: another one isn't signed. Nil for the list as it stands.
    /// - Returns: whether all signatures are there now.
    public func signShortlist(asRead read: String? = nil, as chair: String) async throws -> Bool {
        try await perform(.signShortlist, as: chair) { ledger in
            if let read, try read != ledger.reader.listDigest(ledger.round) {
                throw Failure.failed(
                    Text(
                        zh: "名单在您阅读后有变化，未签字。请重新查看名单后再签字。",
                        en: "The list has changed since you read it; it was not signed. Read it again before you sign."))
            }
            let placements = try ledger.reader.all(Placement.self)
            let reassessment = try ledger.reader.all(ReassessmentOutcome.self)
            try ledger.requireSomethingToSign()
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
            try ledger.requireSeat(of: chair, on: nil)
            try ledger.requireCarriedList()
            let standing = try ledger.reader.all(Signature.self).filter(\.stands)
            guard !standing.contains(where: { $0.chair == chair }) else {
                throw Failure.failed(Text(zh: "您已签字。", en: "You have signed already."))
            }
            try ledger.put(
                Signature(
                    number: try ledger.reader.all(Signature.self).count + 1, chair: chair, at: ledger.now,
                    digest: try placements.digest(with: reassessment, callDigest: ledger.round.callDigest)))
            guard standing.count + 1 >= ledger.call.decisions.signatures else { return false }
            if ledger.round.stage == .decisions { ledger.round.stage = ledger.call.decisions.notice == nil ? .closed : .notice }
            return true
        }
    }
}

extension Ledger {
    /// Nobody signs a list that a motion may yet change, or that the chairs have not carried where they vote on it.
    fileprivate func requireCarriedList() throws {
        guard call.decisions.moves == .majority else { return }
        let open = try reader.all(Motion.self).filter { try reader.line(of: $0, call).standing == .open }
        guard open.isEmpty else {
            throw Failure.failed(
                Text(
                    zh: "尚有动议待表决（decisions vote）：\(open.map { "第 \($0.number) 号（\($0.dossier)）" }.joined(separator: "、"))",
                    en: "Motions are open (decisions vote): \(open.map { "\($0.number) on \($0.dossier)" }.joined(separator: ", "))"))
        }
        let vote = try reader.listVote(call, round)
        guard vote.standing == .carried else {
            let agreed = Set(vote.votes.map(\.chair)).count
            throw Failure.failed(
                Text(
                    zh: "名单尚未表决通过：应表决 \(vote.entitled.count) 人，已表决 \(agreed) 人（decisions vote --list）。",
                    en: "The list is not carried: \(agreed) of \(vote.entitled.count) chairs have voted on it (decisions vote --list)."))
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
