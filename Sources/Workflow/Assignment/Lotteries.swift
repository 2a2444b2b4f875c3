internal import Cryptography
internal import Formats
internal import Matching
public import Programme

/// A lottery that was made, with what a reader weighs before publishing it.
public struct LotteryReport: Codable, Sendable {
    /// Its number in the round.
    public var number: Int
    /// No pair has a greater chance.
    public var limit: ChanceLimit
    /// How many tickets there are.
    public var tickets: Int
    /// On how many of them the most frequent pair is.
    public var mostOccurrences: Int
    /// What the draw is worth on average.
    public var expected: Double
    /// What the poorest ticket is worth.
    public var least: Double
    /// No lottery with the limit expects more.
    public var bound: Double
    /// The expected worth as a part of that.
    public var share: Double
    /// No single plan is worth more.
    public var ceiling: Double
    /// The expected worth as a part of that.
    public var shareOfCeiling: Double
    /// The digest to be published.
    public var digest: String

    /// Puts one together from its parts.
    public init(
        number: Int, limit: ChanceLimit, tickets: Int, mostOccurrences: Int, expected: Double, least: Double, bound: Double,
        share: Double, ceiling: Double, shareOfCeiling: Double, digest: String
    ) {
        self.number = number
        self.limit = limit
        self.tickets = tickets
        self.mostOccurrences = mostOccurrences
        self.expected = expected
        self.least = least
        self.bound = bound
        self.share = share
        self.ceiling = ceiling
        self.shareOfCeiling = shareOfCeiling
        self.digest = digest
    }
}

extension Office {
    /// Makes a lottery for the whole round: plans that keep to every rule, no pair in more of them than the limit
    /// allows. One of them becomes the proposal by a public draw (`commitDraw`, `runDraw`).
    ///
    /// - Parameter limit: where the call sets none.
    public func makeLottery(
        limit: ChanceLimit?, tickets: Int?, as actor: String, timeLimit: Double?, seed: UInt64
    ) async throws -> LotteryReport {
        if let told: LotteryReport = try await told(.makeLottery, to: actor) { return told }
        let (draft, limit) = try await consult(.makeLottery, as: actor) { reader, call, round in
            let missing = try reader.missingPoolDraws(call)
            guard missing.isEmpty else {
                throw Failure.failed(
                    Text(zh: "通知规定先公开抽取专家：", en: "The call asks for experts to be drawn first: ") + missing.enumerated())
            }
            return (try AssignmentDraft(reader, call: call, round: round), try call.chanceLimit(asked: limit))
        }
        let problem = try draft.problem(named: draft.call.id)
        let text = InstanceFile.text(of: problem)
        let instance = try InstanceFile(bytes: Array(text.utf8), file: draft.call.id) { name throws(Failure) in
            throw .failed(Text(verbatim: name))
        }
        let options = LotteryOptions(limit: limit, tickets: tickets, timeLimit: timeLimit, seed: seed)
        guard
            case .made(let lottery) = try await instance.problem.lotteryMade(
                options, cancellation: watch.cancellation, progress: watch.progress)
        else {
            throw Failure.noSolution(
                Text(
                    zh: "没有满足全部要求的方案，无从抽签。用 assignment plan 查看原因。",
                    en: "There is no plan that keeps to every requirement, so there is nothing to draw from. See assignment plan for why."))
        }
        let file = LotteryFile(lottery: lottery, instance: instance)
        let faults = file.verify(against: instance).faults
        guard faults.isEmpty else {
            throw Failure.failed(
                Text(zh: "抽签方案未通过核验，未保存：", en: "The lottery did not pass its own check and was not kept: ")
                    + faults.enumerated())
        }
        let figures = instance.problem.figures(of: lottery)
        return try await perform(.makeLottery, as: actor) { ledger in
            guard try ledger.reader.instanceDigest(ledger) == file.instanceDigest else {
                throw Failure.failed(
                    Text(
                        zh: "计算期间回避登记有变，抽签方案未保存。请重新运行。",
                        en: "The register changed meanwhile; the lottery was not kept. Run it again."))
            }
            let number = try ledger.reader.lotteries().count + 1
            try ledger.put(
                LotteryRecord(
                    number: number, limit: limit, tickets: lottery.tickets.count, instance: file.instanceDigest,
                    digest: file.digest, document: file.text, madeBy: ledger.actor, madeAt: ledger.now))
            return LotteryReport(
                number: number, limit: limit, tickets: lottery.tickets.count,
                mostOccurrences: figures.mostOccurrences, expected: figures.expected, least: figures.least,
                bound: lottery.bound, share: figures.share, ceiling: lottery.ceiling,
                shareOfCeiling: figures.shareOfCeiling, digest: file.digest)
        }
    }

    /// A lottery (by default the last), to hand out once the draw is made, or before to those who watch it.
    public func lottery(_ number: Int?, as actor: String) async throws -> LotteryRecord {
        try await consult(.seeAssignment, as: actor) { reader, _, _ in
            guard let record = try reader.lotteries().last(where: { number == nil || $0.number == number }) else {
                throw Failure.failed(
                    Text(zh: "没有抽签方案。先用 linxuan assignment lottery。", en: "There is no lottery. Make one with linxuan assignment lottery."))
            }
            return record
        }
    }
}

extension Call {
    /// The limit of a lottery: the call's, else the one asked for.
    fileprivate func chanceLimit(asked: ChanceLimit?) throws -> ChanceLimit {
        guard let own = draw?.chanceLimit else {
            guard let asked else {
                throw Failure.usage(
                    Text(
                        zh: "通知未规定机会上限，须用 --limit 指定，如 --limit 0.5。",
                        en: "The call sets no limit of chance: give one with --limit, such as --limit 0.5."))
            }
            return asked
        }
        guard asked == nil || asked == own else {
            throw Failure.usage(
                Text(zh: "通知规定的机会上限为 \(own)，不得另定。", en: "The call sets the limit of chance at \(own); no other is taken."))
        }
        return own
    }
}

extension RoundReader {
    /// Every lottery, in the order of their numbers.
    func lotteries() throws -> [LotteryRecord] { try all(LotteryRecord.self).sorted { $0.number < $1.number } }

    /// The digest of the assignment problem as it stands.
    func instanceDigest(_ ledger: Ledger) throws -> String {
        let draft = try AssignmentDraft(self, call: ledger.call, round: ledger.round)
        return SHA256Digest(of: InstanceFile.text(of: try draft.problem(named: ledger.call.id))).description
    }

    /// Whether a plan for the round may come into force by the rules on chance: where the call sets a limit, only the
    /// one that the last draw of a plan took.
    func isDrawnAsAsked(_ plan: PlanRecord, _ call: Call) throws -> Bool {
        guard call.draw?.chanceLimit != nil, plan.purpose == .round else { return true }
        guard let draw = try draws().last(where: { $0.announcement.lottery != nil }), let number = draw.outcome?.drawn.first,
            let ticket = draw.announcement.pool.first(where: { $0.number == number })
        else { return false }
        return LotteryFile.digest(ofTicket: number, plan.pairs) == ticket.expert
    }
}

extension Ledger {
    /// The tickets of the last lottery as the pool of a draw, and the lottery's digest.
    func tickets() throws -> (pool: [DrawCandidate], lottery: LotteryRecord) {
        guard let lottery = try reader.lotteries().last, let digests = LotteryFile.digests(in: lottery.document) else {
            throw Failure.failed(
                Text(
                    zh: "尚无抽签方案，先用 linxuan assignment lottery 编制。", en: "There is no lottery yet. Make one with linxuan assignment lottery."
                ))
        }
        try requireCurrent(lottery)
        let stratum = DrawStratum(specialty: "", region: "")
        let pool = digests.tickets.enumerated().map { DrawCandidate(number: $0 + 1, expert: $1, stratum: stratum) }
        return (pool, lottery)
    }

    private func requireCurrent(_ lottery: LotteryRecord) throws {
        guard try reader.instanceDigest(self) == lottery.instance else {
            throw Failure.failed(
                Text(
                    zh: "第 \(lottery.number) 号抽签方案编制后，回避登记或专家有变，不能再用。请重新编制（assignment lottery），再公告抽取；已有公告的，须以 --reason 写明理由。",
                    en:
                        "The register or the experts changed since lottery \(lottery.number) was made: it cannot be used any more. Make another (assignment lottery) and commit to its draw; where one was announced, with --reason."
                ))
        }
    }

    /// The lottery of a draw, which must still fit the round.
    func lottery(of announcement: DrawAnnouncement) throws -> LotteryRecord? {
        guard let digest = announcement.lottery else { return nil }
        guard let lottery = try reader.lotteries().last(where: { $0.digest == digest }) else {
            throw Failure.failed(
                Text(
                    zh: "公告所指的抽签方案已不在数据库中。请运行 linxuan audit verify。",
                    en: "The lottery that was announced is not in the database. Run linxuan audit verify."))
        }
        try requireCurrent(lottery)
        return lottery
    }

    /// Proposes the plan on the ticket that was drawn.
    func propose(ticket number: Int, of lottery: LotteryRecord) throws {
        let draft = try AssignmentDraft(reader, call: call, round: round)
        let text = InstanceFile.text(of: try draft.problem(named: call.id))
        let instance = try InstanceFile(bytes: Array(text.utf8), file: call.id) { name throws(Failure) in
            throw .failed(Text(verbatim: name))
        }
        let file = try LotteryFile(bytes: Array(lottery.document.utf8), file: "lottery \(lottery.number)", for: instance)
        let faults = file.verify(against: instance, expecting: lottery.digest).faults
        guard faults.isEmpty else {
            throw Failure.failed(
                Text(zh: "抽签方案未通过核验：", en: "The lottery does not pass its check: ") + faults.enumerated())
        }
        let drawn = file.planFile(ofTicket: number, for: instance)
        let report = PlanReport(of: drawn.plan, for: draft, instance.problem, .round)
        _ = try propose(
            drawn.plan, .round, pairs: instance.problem.names(of: drawn.plan.assignments), leads: report.leads,
            admitted: nil, digest: file.instanceDigest, document: drawn.text(for: instance.problem), report)
    }
}
