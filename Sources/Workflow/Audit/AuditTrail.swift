internal import Cryptography
internal import Formats
internal import Matching
public import Programme

/// What an audit of a round found.
public struct AuditReport: Codable, Sendable {
    /// The acts in the log.
    public var acts: Int
    /// The records that were held against the log.
    public var records: Int
    /// The digest of the last act: whoever noted it earlier can tell a log that was made anew.
    public var logDigest: String
    /// Everything that was changed behind the log's back, and where.
    public var findings: [Text]
}

extension Office {
    /// The acts of the round.
    public func log(as actor: String) async throws -> [LogEntry] {
        try await consult(.seeLog, as: actor) { reader, _, _ in
            try actShelf.acts(in: reader)
        }
    }

    /// The log as it is stored, a body a line: what an independent check starts from.
    public func exportLog(as actor: String) async throws -> [LogRow] {
        try await consult(.seeBundle, as: actor) { reader, _, _ in try reader.log() }
    }

    /// Recomputes the chain of digests, plays the log from its beginning, and holds every record against it.
    ///
    /// Needs no role: whoever has the file may check it. `expected` is a digest of the log noted earlier.
    public func verifyAudit(expecting expected: String?) async throws -> AuditReport {
        try await store.read { reader in
            var audit = Audit()
            let rows = try reader.log()
            for (index, row) in rows.enumerated() { audit.follow(row, number: index + 1) }
            for kind in recordKinds { try audit.compare(kind, in: reader) }
            audit.reportMissing()
            try audit.repeatDraws(in: reader)
            try audit.compareLotteries(in: reader)
            try audit.compareDecisions(in: reader)
            try audit.compareVisitChoices(in: reader)
            // A call that can't be read is found above.
            if let call = try? frozen(reader).1 {
                for finding in try reader.faultsOfAdjudication(call) + reader.faultsOfRanking(call) { audit.find(finding) }
            }
            if rows.isEmpty { audit.find(Text(zh: "日志为空", en: "the log is empty")) }
            if let expected, !rows.contains(where: { $0.digest == expected }) {
                audit.find(
                    Text(
                        zh: "日志中没有摘要为 \(expected) 的记录：日志被截断或重写过",
                        en: "no act of the log has the digest \(expected): the log was cut or written anew"))
            }
            return AuditReport(
                acts: rows.count, records: audit.records, logDigest: rows.last?.digest ?? "", findings: audit.findings)
        }
    }
}

/// Plays a log and compares what it says with what is stored.
private struct Audit {
    private(set) var findings: [Text] = []
    private(set) var records = 0
    private var told: [Key: (value: String, act: Int)] = [:]
    private var previous = ""
    /// In which act what chairs did was done: several things happen in a second.
    private var turns: [Key: Int] = [:]
    private static let deliberation: Set<String> = [
        Attendance.recordName, ChairRecusal.recordName, Vote.recordName, PlacementMove.recordName,
    ]

    private func turn<R: RoundRecord>(_ record: R) -> Int { turns[Key(kind: R.recordName, identity: record.identity)] ?? 0 }

    private struct Key: Hashable {
        var kind: String
        var identity: [String]

        var name: String { "\(kind) \(identity.joined(separator: " / "))" }
    }

    mutating func find(_ finding: Text) { findings.append(finding) }

    mutating func follow(_ row: LogRow, number: Int) {
        defer { previous = row.digest }
        guard row.number == number else {
            return find(
                Text(
                    zh: "日志第 \(number) 条缺失，其位置上是第 \(row.number) 条",
                    en: "act \(number) is missing from the log; act \(row.number) stands in its place"))
        }
        guard SHA256Digest(of: row.body).description == row.digest else {
            return find(Text(zh: "日志第 \(number) 条的内容与摘要不符", en: "act \(number) of the log does not match its digest"))
        }
        guard let body = LogBody(row.body), body.number == number else {
            return find(Text(zh: "日志第 \(number) 条无法识别", en: "act \(number) of the log cannot be read"))
        }
        if body.previous != previous {
            find(Text(zh: "日志第 \(number) 条未接在前一条之后", en: "act \(number) of the log does not follow the one before"))
        }
        for change in body.changes {
            let key = Key(kind: change.kind, identity: change.identity)
            // Of a place on the list, when it was proposed: after void scores that may be a second time.
            let isProposal = change.kind == Placement.recordName && told[key] == nil
            told[key] = change.after.map { ($0, number) }
            if isProposal || Audit.deliberation.contains(change.kind) { turns[key] = number }
        }
    }

    mutating func compare<R: RoundRecord>(_ kind: R.Type, in reader: any RoundReader) throws {
        let (readable, unreadable) = try reader.inspect(kind)
        for identity in unreadable {
            let key = Key(kind: R.recordName, identity: identity)
            told[key] = nil
            find(Text(zh: "\(key.name)：数据库中的内容无法识别，被改动过", en: "\(key.name): cannot be read; it was altered"))
        }
        for record in readable {
            records += 1
            let key = Key(kind: R.recordName, identity: record.identity)
            let stored = LogBody.canonical(json: try CanonicalJSON.text(of: record))
            guard let expected = told.removeValue(forKey: key) else {
                find(Text(zh: "\(key.name)：日志中没有，却存在于数据库", en: "\(key.name): in the database, not in the log"))
                continue
            }
            if stored != expected.value {
                find(
                    Text(
                        zh: "\(key.name)：与日志第 \(expected.act) 条不符；日志为 \(expected.value)，数据库为 \(stored)",
                        en:
                            "\(key.name): differs from act \(expected.act) of the log, which says \(expected.value); the database says \(stored)"
                    ))
            }
        }
    }

    mutating func reportMissing() {
        for (key, value) in told.sorted(by: { $0.value.act < $1.value.act }) {
            find(
                Text(
                    zh: "\(key.name)：日志第 \(value.act) 条写入，数据库中已不存在",
                    en: "\(key.name): written by act \(value.act), gone from the database"))
        }
    }

    /// Makes every draw again, and holds the sealed seeds against the digests that were published.
    mutating func repeatDraws(in reader: any RoundReader) throws {
        let seeds = Dictionary(
            try reader.inspect(SealedSeed.self).records.map { ($0.number, $0.seed) }, uniquingKeysWith: { first, _ in first })
        for draw in try reader.inspect(DrawRecord.self).records {
            for difference in differences(of: draw) {
                find(Text(zh: "第 \(draw.number) 次抽取：", en: "draw \(draw.number): ") + difference)
            }
            let digest = seeds[draw.number].flatMap(Hexadecimal.bytes).map(DrawSeed.digest)
            if digest != draw.announcement.seedDigest {
                find(
                    Text(
                        zh: "第 \(draw.number) 次抽取：封存的种子缺失，或与公布的摘要不符",
                        en: "draw \(draw.number): the sealed seed is missing or does not have the digest that was published"))
            }
        }
    }

    /// Holds every lottery against its digest, and the tickets that draws announced against those of their lotteries.
    mutating func compareLotteries(in reader: any RoundReader) throws {
        var tickets: [String: [String]] = [:]
        for lottery in try reader.inspect(LotteryRecord.self).records {
            guard let digests = LotteryFile.digests(in: lottery.document), digests.lottery == lottery.digest else {
                find(
                    Text(
                        zh: "第 \(lottery.number) 号抽签方案：内容与其摘要不符", en: "lottery \(lottery.number): its contents do not match its digest"))
                continue
            }
            tickets[lottery.digest] = digests.tickets
        }
        for draw in try reader.inspect(DrawRecord.self).records {
            guard let digest = draw.announcement.lottery, tickets[digest] != draw.announcement.pool.map(\.expert) else { continue }
            find(
                Text(
                    zh: "第 \(draw.number) 次抽取：公告的签与抽签方案不符", en: "draw \(draw.number): its tickets are not those of the lottery"))
        }
    }

    /// Holds places against their moves, moves against the votes that carried them, and signatures against the list.
    mutating func compareDecisions(in reader: any RoundReader) throws {
        let placements = try reader.inspect(Placement.self).records
        let moves = try reader.inspect(PlacementMove.self).records.sorted { $0.number < $1.number }
        let last = Dictionary(moves.map { ($0.dossier, $0) }, uniquingKeysWith: { $1 })
        for placement in placements {
            guard let move = last[placement.dossier], turn(move) > turn(placement), move.after != placement.listed else { continue }
            find(Text(zh: "\(placement.dossier)：名单与历次调整不符", en: "\(placement.dossier): the list is not what its moves come to"))
        }
        let attendance = try reader.inspect(Attendance.self).records
        let recusals = try reader.inspect(ChairRecusal.self).records
        let votes = try reader.inspect(Vote.self).records
        for move in moves {
            guard let motion = move.motion, !attendance.isEmpty else { continue }
            let recused = Set(recusals.filter { $0.dossier == move.dossier && turn($0) < turn(move) }.map(\.chair))
            let entitled = Set(attendance.filter { turn($0) < turn(move) }.map(\.chair)).subtracting(recused)
            let cast = votes.filter { $0.motion == motion && turn($0) <= turn(move) }
            if BallotStanding(cast, entitled: entitled) != .carried {
                find(Text(zh: "第 \(move.number) 次调整：动议 \(motion) 未获过半数", en: "move \(move.number): motion \(motion) had no majority"))
            }
        }
        guard let round = try reader.inspect(RoundState.self).records.first else { return }
        let reassessment = try reader.inspect(ReassessmentOutcome.self).records
        let digest = try placements.digest(with: reassessment, callDigest: round.callDigest)
        try compareNotice(round, placements, in: reader)
        let others = try reader.inspect(Signature.self).records.filter { $0.stands && $0.digest != digest }
        guard !others.isEmpty else { return }
        let names = others.map { "\($0.number)" }
        find(
            Text(
                zh: "签字 \(names.joined(separator: "、")) 签的不是现在的名单",
                en: "signatures under another list than this: \(names.joined(separator: ", "))"))
    }

    /// Holds a list that became final after its public notice against what had to come before.
    private mutating func compareNotice(_ round: RoundState, _ placements: [Placement], in reader: any RoundReader) throws {
        for rereview in try reader.inspect(Rereview.self).records where !Set(rereview.panel).isDisjoint(with: rereview.former) {
            find(
                Text(
                    zh: "第 \(rereview.number) 次重新评审：新评审组中有原专家",
                    en: "re-review \(rereview.number): an expert of the former panel sits on the new one"))
        }
        guard let closed = round.closedOn else { return }
        let notices = try reader.inspect(PublicNotice.self).records
        let shown = Set(notices.flatMap(\.dossiers))
        for placement in placements where placement.listed && !shown.contains(placement.dossier) {
            find(Text(zh: "\(placement.dossier)：列入最终名单而未公示", en: "\(placement.dossier): on the final list and never published"))
        }
        for notice in notices where notice.until >= closed {
            find(
                Text(
                    zh: "第 \(notice.number) 次公示未满期（至 \(notice.until)）即于 \(closed) 办结",
                    en: "public notice \(notice.number) ran until \(notice.until), and the round was closed on \(closed)"))
        }
        let answered = Set(try reader.inspect(ObjectionAnswer.self).records.map(\.objection))
        for objection in try reader.inspect(Objection.self).records
        where objection.kind == .objection && !answered.contains(objection.number) {
            find(
                Text(
                    zh: "第 \(objection.number) 号异议未答复即办结", en: "objection \(objection.number) was not answered before the round closed"))
        }
    }

    /// Shows anew that each choice of visits is within its budget, gains what it says, and that none gains more than its bound.
    mutating func compareVisitChoices(in reader: any RoundReader) throws {
        for plan in try reader.inspect(VisitPlanRecord.self).records {
            let choice = VisitSelectionPlan(
                dossiers: plan.dossiers, gain: plan.gain, cost: plan.cost, bound: plan.bound, multipliers: plan.multipliers)
            for fault in plan.problem.faults(of: choice) {
                find(Text(zh: "第 \(plan.number) 次选定考查：", en: "choice \(plan.number) of visits: ") + fault)
            }
        }
    }

    private func differences(of draw: DrawRecord) -> [Text] {
        guard let outcome = draw.outcome else {
            return draw.announcement.digest == draw.digest
                ? [] : [Text(zh: "公告内容与其摘要不符", en: "the announcement does not match its digest")]
        }
        do { return try draw.announcement.differences(of: outcome, digest: draw.digest) } catch { return [error.text] }
    }
}
