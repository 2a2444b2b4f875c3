public import Formats
internal import Programme

extension Office {
    /// The reports of the categories in the call's order; for those who see results. What isn't there yet is left out of them, and
    /// of a recused chair's what is about their dossiers.
    public func reports(of category: String? = nil, as actor: String) async throws -> [CategoryReport] {
        try await consultOnce(.seeResults, "reports \(category ?? "")", as: actor) { reader, call, round in
            try reader.reports(call, round, of: category)
        }
    }
}

extension RoundReader {
    func reports(_ call: Call, _ round: RoundState, of category: String? = nil) throws -> [CategoryReport] {
        let analyses = try analyses(call, of: category)
        let filed = Dictionary(grouping: try all(Dossier.self), by: \.category)
        let placements = Dictionary(try all(Placement.self).map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
        let demonstrations = Dictionary(
            try all(ReassessmentOutcome.self).compactMap { outcome in outcome.dossier.map { ($0, outcome) } },
            uniquingKeysWith: { first, _ in first })
        let visits = Dictionary(try all(Visit.self).map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
        let findings = Dictionary(try visitFindings().map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
        let (isSynthetic, isRehearsal) = try (isMadeUp(), isRehearsed())
        let bases = try rankingBases(call)
        let around = try expertsAround()
        let decisions = try decisionsTold(call).map { decision in
            var decision = decision
            decision.reason = Text(verbatim: decision.reason).without(around[decision.dossier] ?? []).zh
            return decision
        }
        return try analyses.map { analysis in
            let own = (filed[analysis.category] ?? []).sorted { $0.id < $1.id }
            let gates = call.rubric(of: analysis.category)?.gates ?? []
            let lines = Dictionary(analysis.lines.map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
            var fates: [String: CategoryReport.Fate] = [:]
            for dossier in own where lines[dossier.id] != nil {
                let placement = placements[dossier.id]
                let outcome = demonstrations[dossier.id]
                fates[dossier.id] = .init(
                    listed: placement?.listed ?? outcome?.decided.map { $0 != .withdraw }, ground: placement?.ground ?? outcome?.ground,
                    moved: placement.map { $0.listed != $0.proposed } ?? outcome?.isMoved ?? false, visited: visits[dossier.id] != nil,
                    authority: call.authority(dossier.authority)?.name ?? dossier.authority)
            }
            let stops = own.compactMap { dossier in
                visits[dossier.id].map { visit in
                    CategoryReport.Stop(
                        dossier: dossier.id, applicant: dossier.applicant, reasons: visit.reasons.map(\.text).enumerated(),
                        finding: findings[dossier.id]?.line(gates: gates).without(around[dossier.id] ?? []))
                }
            }
            let trips = try tripsTold(stops, call)
            let onTrips = Set(trips.flatMap { $0.stops.map(\.dossier) })
            let ids = Set(own.map(\.id))
            return CategoryReport(
                title: call.title, source: call.source, stage: round.stage.name, analysis: analysis, filed: own.count, fates: fates,
                regions: call.authorities.compactMap { authority in
                    let here = own.filter { $0.authority == authority.code }
                    let results = here.compactMap { lines[$0.id] }
                    return here.isEmpty
                        ? nil
                        : .init(
                            name: authority.name, filed: here.count, ranked: results.count { $0.rank != nil },
                            passed: results.count { $0.standing == .passed }, visited: here.count { visits[$0.id] != nil },
                            listed: here.count { fates[$0.id]?.listed == true })
                }, trips: trips, visitsWithoutTrip: stops.filter { !onTrips.contains($0.dossier) },
                decisions: decisions.filter { ids.contains($0.dossier) }, callDigest: round.callDigest, isSynthetic: isSynthetic,
                isRehearsal: isRehearsal, ranking: bases.first { $0.category == analysis.category }?.told)
        }
    }

    /// Names and numbers of the experts who had to do with each dossier: none of them may stand in what was written about it.
    func expertsAround() throws -> [String: [String]] {
        let names = Dictionary(try unhidden.all(Expert.self).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let pairs =
            try unhidden.all(Review.self).map { ($0.dossier, $0.expert) } + unhidden.all(VisitSeat.self).map { ($0.dossier, $0.expert) }
        return Dictionary(grouping: pairs, by: \.0).mapValues { pairs in
            Set(pairs.map(\.1)).sorted().flatMap { [names[$0] ?? "", $0] }.filter { !$0.isEmpty }
        }
    }

    /// Whether days of the round are those of a rehearsal.
    func isRehearsed() throws -> Bool { try unhidden.all(PublicNotice.self).contains { $0.isRehearsal == true } }

    /// The trips on which some visits lie, with those visits.
    private func tripsTold(_ stops: [CategoryReport.Stop], _ call: Call) throws -> [CategoryReport.Trip] {
        guard let teams = try unhidden.visitTeams() else { return [] }
        let byDossier = Dictionary(stops.map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
        return try unhidden.view(of: teams).trips.compactMap { line in
            let own = line.trip.dossiers.compactMap { byDossier[$0] }
            guard !own.isEmpty else { return nil }
            return CategoryReport.Trip(
                number: line.trip.number, province: call.authority(line.trip.province)?.name ?? line.trip.province,
                from: line.dates?.from, until: line.dates?.until, team: line.team.count, stops: own)
        }
    }

    /// What chairs decided, what was brought up against it and what came of that, in the order of the records of each kind.
    private func decisionsTold(_ call: Call) throws -> [CategoryReport.Decision] {
        let motions = Dictionary(
            try all(Motion.self).map { ($0.number, try line(of: $0, call)) }, uniquingKeysWith: { first, _ in first })
        func direction(_ listed: Bool) -> Text { listed ? Text(zh: "调入", en: "in") : Text(zh: "调出", en: "out") }
        var told = try all(PlacementMove.self).sorted { $0.number < $1.number }.map { move in
            CategoryReport.Decision(
                dossier: move.dossier, kind: Text(zh: "调整", en: "move"),
                what: direction(move.after) + Text(zh: "，", en: ", ") + Text(verbatim: move.by)
                    + (move.motion.flatMap { motions[$0] }.map { Text(zh: "，", en: ", ") + $0.tallied } ?? Text(verbatim: "")),
                reason: move.reason)
        }
        told += motions.values.filter { $0.standing != .carried }.sorted { $0.motion.number < $1.motion.number }.map { line in
            CategoryReport.Decision(
                dossier: line.motion.dossier, kind: Text(zh: "动议未获通过", en: "motion not carried"),
                what: direction(line.motion.listed) + Text(zh: "，", en: ", ") + Text(verbatim: line.motion.chair) + Text(zh: "，", en: ", ")
                    + line.tallied, reason: line.motion.reason)
        }
        told += try all(ReassessmentMove.self).sorted { $0.number < $1.number }.compactMap { move in
            try find(ReassessmentOutcome.self, [move.demonstration])?.dossier.map { dossier in
                CategoryReport.Decision(
                    dossier: dossier, kind: Text(zh: "评估评价决定", en: "reassessment"),
                    what: (move.before?.name ?? Text(zh: "未定", en: "open")) + Text(verbatim: " → ") + move.after.name
                        + Text(zh: "，\(move.chair)", en: ", \(move.chair)"), reason: move.reason)
            }
        }
        told += try all(Dissent.self).sorted { $0.number < $1.number }.compactMap { dissent in
            dissent.dossier.map {
                .init(
                    dossier: $0, kind: Text(zh: "不同意见", en: "dissent"), what: Text(verbatim: dissent.chair), reason: dissent.reason)
            }
        }
        for line in try objectionLines() {
            guard let dossier = line.objection.dossier else { continue }
            let kind = line.objection.kind.name + Text(verbatim: " \(line.objection.number)")
            told.append(.init(dossier: dossier, kind: kind, what: line.objection.ground.name, reason: line.objection.statement))
            if let answer = line.answer {
                told.append(
                    .init(
                        dossier: dossier, kind: kind + Text(zh: " 答复", en: ", answer"),
                        what: answer.verdict.name + Text(zh: "，\(answer.by)", en: ", \(answer.by)"), reason: answer.reason))
            }
        }
        told += try rereviewLines().map { line in
            let after = line.result.map { $0.after.score?.description ?? "–" } ?? "–"
            return CategoryReport.Decision(
                dossier: line.rereview.dossier, kind: Text(zh: "重新评审", en: "reviewed again"),
                what: Text(
                    zh: "成绩 \(line.rereview.before.score?.description ?? "–") → \(after)",
                    en: "score \(line.rereview.before.score?.description ?? "–") → \(after)"), reason: "")
        }
        return told
    }
}

extension MotionLine {
    /// How votes fell.
    var tallied: Text { MotionLine.tally(votes, entitled, standing) }

    /// How votes fell: the last of each chair who may vote.
    static func tally(_ votes: [Vote], _ entitled: [String], _ standing: BallotStanding) -> Text {
        let last = Dictionary(votes.map { ($0.chair, $0) }) { $0.number > $1.number ? $0 : $1 }.values.filter {
            entitled.contains($0.chair)
        }
        func count(_ choice: Vote.Choice) -> Int { last.count { $0.choice == choice } }
        return Text(
            zh: "同意 \(count(.agree))、反对 \(count(.against))、弃权 \(count(.abstain))，应表决 \(entitled.count) 人，\(standing.name.zh)",
            en: "\(count(.agree)) for, \(count(.against)) against, \(count(.abstain)) abstain, of \(entitled.count): \(standing.name.en)")
    }
}
