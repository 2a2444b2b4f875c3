public import Programme

/// A proposal to move a dossier with the votes on it.
public struct MotionLine: Codable, Sendable {
    /// The proposal.
    public var motion: Motion
    /// The votes, from the first.
    public var votes: [Vote]
    /// Who may vote on it.
    public var entitled: [String]
    /// Where it stands.
    public var standing: BallotStanding
}

/// What a move came to.
public struct MoveReport: Codable, Sendable {
    /// The dossier's place now.
    public var placement: Placement
    /// The proposal that chairs vote on; nil where one chair's reason is enough.
    public var motion: MotionLine?
}

/// What a vote on the list came to.
public struct ListVote: Codable, Sendable {
    /// The digest of the list.
    public var digest: String
    /// The votes on it.
    public var votes: [Vote]
    /// Who may vote.
    public var entitled: [String]
    /// Where it stands.
    public var standing: BallotStanding
}

extension Office {
    /// Notes that a chair is present.
    public func attendDecisions(as chair: String) async throws -> Attendance {
        try await perform(.attendDecisions, as: chair) { ledger in
            guard try ledger.reader.find(Attendance.self, [chair]) == nil else {
                throw Failure.failed(Text(zh: "您已签到。", en: "You are present already."))
            }
            let attendance = Attendance(chair: chair, at: ledger.now)
            try ledger.put(attendance)
            return attendance
        }
    }

    /// Recuses a chair from a dossier, by themselves or by the secretariat: from now on they see nothing of it, and have no vote
    /// on it. Votes that they gave before count no more. It can't be taken back.
    public func recuseChair(_ chair: String?, from dossier: String, reason: String, as actor: String) async throws -> ChairRecusal {
        try await perform(.recuseChair, as: actor, remark: reason) { ledger in
            try requireReason(reason)
            let person = try ledger.reader.get(Person.self, chair ?? actor, named: Text(zh: "人员", en: "person"))
            guard person.role == .chair else {
                throw Failure.usage(
                    Text(
                        zh: "\(person.id) 不是组长；用 --chair 指明回避的组长。",
                        en: "\(person.id) is no chair; name the one who is recused with --chair."))
            }
            guard let own = try ledger.reader.find(Person.self, [actor]), own.role != .chair || own.id == person.id else {
                throw Failure.notPermitted(
                    Text(zh: "组长只能为自己申请回避。", en: "A chair recuses nobody but themselves."))
            }
            _ = try ledger.reader.get(Dossier.self, dossier, named: Text(zh: "申报材料", en: "dossier"))
            guard try ledger.reader.find(ChairRecusal.self, [person.id, dossier]) == nil else {
                throw Failure.failed(
                    Text(zh: "\(person.id) 已就 \(dossier) 回避。", en: "\(person.id) is recused from \(dossier) already."))
            }
            let recusal = ChairRecusal(chair: person.id, dossier: dossier, reason: reason, by: actor, at: ledger.now)
            try ledger.put(recusal)
            return recusal
        }
    }

    /// Votes on a proposal. With the vote that makes a majority of those entitled it takes effect.
    public func vote(on motion: Int, _ choice: Vote.Choice, reason: String?, as chair: String) async throws -> MoveReport {
        try await perform(.castVote, as: chair, remark: reason) { ledger in
            let motion = try ledger.reader.get(Motion.self, "\(motion)", named: Text(zh: "动议", en: "motion"))
            try ledger.requireSeat(of: chair, on: motion.dossier)
            let standing = try ledger.reader.line(of: motion, ledger.call).standing
            guard standing != .lapsed else {
                throw Failure.failed(
                    Text(
                        zh: "第 \(motion.number) 号动议已失效：提出后有评分作废，所据名单已不存在。仍须调整的，按现名单重新提出（decisions move）。",
                        en:
                            "Motion \(motion.number) lapsed: scores became void after it was made, and the list it rests on is gone. Where the move is still wanted, propose it anew on the list as it is (decisions move)."
                    ))
            }
            guard standing == .open else {
                throw Failure.failed(
                    Text(
                        zh: "第 \(motion.number) 号动议已有结果：\(standing.name.zh)。",
                        en: "Motion \(motion.number) is decided: \(standing.name.en)."))
            }
            try ledger.vote(choice, motion: motion.number, digest: nil, reason: reason)
            return try ledger.settle(motion)
        }
    }

    /// Votes on the list as it stands; where the call asks for votes, nobody signs a list that isn't carried.
    public func voteOnList(_ choice: Vote.Choice, reason: String?, as chair: String) async throws -> ListVote {
        try await perform(.castVote, as: chair, remark: reason) { ledger in
            try ledger.requireSeat(of: chair, on: nil)
            guard ledger.call.decisions.moves == .majority else {
                throw Failure.failed(
                    Text(zh: "通知未规定对名单表决；请直接签字。", en: "The call asks for no vote on the list: sign it."))
            }
            try ledger.vote(choice, motion: nil, digest: try ledger.reader.listDigest(ledger.round), reason: reason)
            return try ledger.reader.listVote(ledger.call, ledger.round)
        }
    }

    /// Puts a dissent on record, in writing and with its reasons. It stands in every paper, and holds nothing up
    /// (招标投标法实施条例 53).
    public func dissent(from dossier: String?, reason: String, as chair: String) async throws -> Dissent {
        try await perform(.enterDissent, as: chair, remark: reason) { ledger in
            try requireReason(reason)
            if let dossier {
                try ledger.refuseRecused(chair, on: dossier)
                guard try ledger.reader.find(Placement.self, [dossier]) != nil else { throw noPlacement(dossier) }
            }
            let dissent = Dissent(
                number: try ledger.reader.all(Dissent.self).count + 1, chair: chair, dossier: dossier,
                digest: try ledger.reader.listDigest(ledger.round), reason: reason, at: ledger.now)
            try ledger.put(dissent)
            return dissent
        }
    }
}

/// Says that the list has no such dossier.
func noPlacement(_ dossier: String) -> Failure {
    .failed(
        Text(
            zh: "名单中没有 \(dossier)。请核对编号，或先用 decisions propose 提出名单。",
            en: "The list has no \(dossier). Check the number, or propose the list first with decisions propose."))
}

extension RoundReader {
    /// The chairs who may vote on a dossier, or on the list: those present where the call has a quorum, else all; without those
    /// who are recused from it.
    func chairs(on dossier: String?, _ call: Call) throws -> [String] {
        let whole = unhidden
        let present =
            call.decisions.quorum == nil
            ? try whole.all(Person.self).filter { $0.role == .chair }.map(\.id) : try whole.all(Attendance.self).map(\.chair)
        guard let dossier else { return present }
        let recused = Set(try whole.all(ChairRecusal.self).filter { $0.dossier == dossier }.map(\.chair))
        return present.filter { !recused.contains($0) }
    }

    /// A proposal with its votes. One that took effect stays carried, whoever comes later; one that lapsed is never open again.
    func line(of motion: Motion, _ call: Call) throws -> MotionLine {
        let votes = try unhidden.all(Vote.self).filter { $0.motion == motion.number }.sorted { $0.number < $1.number }
        let entitled = try chairs(on: motion.dossier, call)
        let isDone = try unhidden.all(PlacementMove.self).contains { $0.motion == motion.number }
        let count = BallotStanding(votes, entitled: Set(entitled))
        let hasLapsed = try unhidden.find(MotionLapse.self, ["\(motion.number)"]) != nil
        return MotionLine(
            motion: motion, votes: votes, entitled: entitled,
            standing: isDone ? .carried : hasLapsed && count != .lost ? .lapsed : count)
    }

    /// The votes on the list as it stands.
    func listVote(_ call: Call, _ round: RoundState) throws -> ListVote {
        let digest = try listDigest(round)
        let votes = try unhidden.all(Vote.self).filter { $0.digest == digest }.sorted { $0.number < $1.number }
        let entitled = try chairs(on: nil, call)
        return ListVote(
            digest: digest, votes: votes, entitled: entitled, standing: BallotStanding(votes, entitled: Set(entitled)))
    }

    /// What a signature stands for.
    func listDigest(_ round: RoundState) throws -> String {
        try unhidden.all(Placement.self).digest(with: unhidden.all(ReassessmentOutcome.self), callDigest: round.callDigest)
    }
}

extension Ledger {
    /// Refuses a chair who is recused from a dossier.
    func refuseRecused(_ chair: String, on dossier: String) throws {
        guard try reader.find(ChairRecusal.self, [chair, dossier]) != nil else { return }
        throw Failure.notPermitted(
            Text(zh: "您已就 \(dossier) 回避，不参与其审定。", en: "You are recused from \(dossier) and have no part in it."))
    }

    /// Refuses a chair who is recused or not present, and a meeting that has too few.
    func requireSeat(of chair: String, on dossier: String?) throws {
        if let dossier { try refuseRecused(chair, on: dossier) }
        guard let quorum = call.decisions.quorum else { return }
        guard try reader.find(Attendance.self, [chair]) != nil else {
            throw Failure.failed(Text(zh: "您尚未签到；先用 decisions attend。", en: "You are not present yet: say so with decisions attend."))
        }
        let able = try reader.chairs(on: dossier, call)
        guard able.count >= quorum else {
            throw Failure.failed(
                Text(
                    zh: "到会\(dossier == nil ? "" : "且无须回避")的组长 \(able.count) 人，不足法定人数 \(quorum)；须有其他组长签到（decisions attend）。",
                    en:
                        "\(able.count) chairs are present\(dossier == nil ? "" : " and not recused"), and \(quorum) are needed: others have to come (decisions attend)."
                ))
        }
    }

    /// Keeps a vote. Who is against says why.
    fileprivate func vote(_ choice: Vote.Choice, motion: Int?, digest: String?, reason: String?) throws {
        let isEmpty = reason?.allSatisfy(\.isWhitespace) ?? true
        if choice == .against, isEmpty {
            throw Failure.usage(Text(zh: "反对须写明理由（--reason）。", en: "Who is against gives a reason (--reason)."))
        }
        try put(
            Vote(
                number: try reader.all(Vote.self).count + 1, motion: motion, digest: digest, chair: actor, choice: choice,
                reason: isEmpty ? nil : reason, at: now))
    }

    /// Proposes a move; its chair's own vote is for it.
    func propose(_ dossier: String, listed: Bool, reason: String) throws -> MoveReport {
        let motions = try reader.all(Motion.self)
        if let open = try motions.filter({ $0.dossier == dossier }).first(where: { try reader.line(of: $0, call).standing == .open }) {
            throw Failure.failed(
                Text(
                    zh: "\(dossier) 已有第 \(open.number) 号动议待表决（decisions vote）。",
                    en: "Motion \(open.number) on \(dossier) is open: vote on it (decisions vote)."))
        }
        let motion = Motion(number: motions.count + 1, dossier: dossier, listed: listed, reason: reason, chair: actor, at: now)
        try put(motion)
        try vote(.agree, motion: motion.number, digest: nil, reason: nil)
        return try settle(motion)
    }

    /// Lets a proposal take effect that is carried.
    fileprivate func settle(_ motion: Motion) throws -> MoveReport {
        guard var placement = try reader.find(Placement.self, [motion.dossier]) else { throw noPlacement(motion.dossier) }
        var line = try reader.line(of: motion, call)
        if line.standing == .carried {
            placement = try move(placement, listed: motion.listed, by: motion.chair, reason: motion.reason, motion: motion.number)
            line = try reader.line(of: motion, call)
        }
        return MoveReport(placement: placement, motion: line)
    }

    /// Changes the list and keeps that it was changed; signatures under the other list stand no more.
    func move(
        _ placement: Placement, listed: Bool, by chair: String, reason: String, motion: Int? = nil, rereview: Int? = nil
    ) throws -> Placement {
        var placement = placement
        try put(
            PlacementMove(
                number: try reader.all(PlacementMove.self).count + 1, dossier: placement.dossier, before: placement.listed, after: listed,
                by: chair, at: now, reason: reason, motion: motion, rereview: rereview))
        placement.listed = listed
        placement.movedBy = chair
        placement.reason = reason
        try put(placement)
        try voidSignatures()
        return placement
    }
}
