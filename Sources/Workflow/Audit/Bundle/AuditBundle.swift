internal import Cryptography
internal import Formats
internal import Matching
internal import Programme

extension Office {
    /// The auditors' form of the round's bundle, and the secret table that tells who its pseudonyms are.
    ///
    /// It has the log with tokens in the place of what tells who an expert is, the rules as the program reads them, and the
    /// assignment problem of each plan, written again from the log as it stood when the plan was made.
    public func auditBundle(as actor: String) async throws -> (bundle: RoundBundle, identities: String) {
        let (rows, call, round) = try await consult(.seeBundle, as: actor) { reader, call, round in (try reader.log(), call, round) }
        let key = try await bundleKey()
        let bodies = try rows.map { try LogBody.reading($0) }
        let pseudonyms = try Pseudonyms(of: bodies, key: key)

        var lines = ""
        var link = ""
        for row in rows {
            let hidden = try pseudonyms.hide(row.body)
            link = SHA256Digest(of: "\(link)\n\(hidden)").description
            lines += "{\"digest\":\"\(row.digest)\",\"link\":\"\(link)\",\"body\":\(hidden)}\n"
        }
        var files = ["log.jsonl": lines, "call.json": try CanonicalJSON.text(of: call) + "\n"]
        let (instances, notRebuilt) = try problems(of: bodies, rows, call: call)
        for (number, text) in instances { files["instances/plan-\(number).json"] = try pseudonyms.hide(text) }

        let bundle = try RoundBundle(
            .audit, files, call: call, round: round, acts: rows.count, head: link, logDigest: rows.last?.digest, notRebuilt: notRebuilt)
        let identities = IdentityTable(callDigest: round.callDigest, key: Hexadecimal.text(of: key), tokens: pseudonyms.table)
        return (bundle, try CanonicalJSON.text(of: identities) + "\n")
    }

    /// The problem of each plan, from the round as it stood before the plan was made; and the plans whose problem does not come out
    /// with the digest that the plan names. Those of new panels are in the log itself (`Rereview.instance`).
    private func problems(of bodies: [LogBody], _ rows: [LogRow], call: Call) throws -> (texts: [Int: String], failed: [Int]) {
        var past = PastRound()
        var texts: [Int: String] = [:]
        var failed: [Int] = []
        for (body, row) in zip(bodies, rows) {
            let isRereview = body.changes.contains { $0.kind == Rereview.recordName }
            for change in body.changes where change.kind == PlanRecord.recordName && !isRereview {
                guard let after = change.after, try past.find(PlanRecord.self, change.identity) == nil else { continue }
                let plan = try change.record(PlanRecord.self, after)
                guard let round = try past.all(RoundState.self).first else { continue }
                let text = InstanceFile.text(of: try past.problem(of: plan, madeBy: body, call, round))
                if SHA256Digest(of: text).description == plan.instance { texts[plan.number] = text } else { failed.append(plan.number) }
            }
            past.follow(body, digest: row.digest)
        }
        return (texts, failed)
    }
}

extension PastRound {
    /// The problem that a plan solves which an act made of the round as it stands.
    fileprivate func problem(of plan: PlanRecord, madeBy body: LogBody, _ call: Call, _ round: RoundState) throws -> AssignmentProblem {
        for change in body.changes where change.kind == AdjudicationStep.recordName {
            guard let after = change.after else { continue }
            let step = try change.record(AdjudicationStep.self, after)
            if step.plan == plan.number { return try problemOfThirdReading(of: step.expert, on: step.dossier, call, round).0 }
        }
        return try AssignmentDraft(self, call: call, round: round).as(of: plan, begun: begunReviews()).problem(named: call.id)
    }
}

extension AssignmentDraft {
    /// The draft that a plan was made from: with the reserves that it called up, and reviews free to move where it moves some.
    fileprivate func `as`(of plan: PlanRecord, begun: Set<Pair>) -> AssignmentDraft {
        var draft = self
        if plan.purpose == .replacement {
            draft.openings = Dictionary(grouping: plan.admitted ?? [], by: { $0[0] }).mapValues { Set($0.map { $0[1] }) }
        }
        guard let within = plan.changes?.within else { return draft }
        return draft.loosened(begun: begun, joining: plan.admittedPairs, within: within)
    }
}

extension LogBody {
    /// The body of a row, which `audit verify` would say is damaged where it can't be read.
    static func reading(_ row: LogRow) throws -> LogBody {
        if let body = LogBody(row.body) { return body }
        throw Failure.failed(
            Text(
                zh: "日志第 \(row.number) 条无法识别，不能导出。请运行 linxuan audit verify。",
                en: "Act \(row.number) of the log cannot be read: nothing is exported. Run linxuan audit verify."))
    }
}
