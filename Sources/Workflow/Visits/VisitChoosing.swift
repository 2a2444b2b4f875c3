internal import Matching
internal import Programme
internal import Scoring

extension Ledger {
    /// Chooses by what visits are worth, and keeps how.
    func chooseByWorth(_ value: Call.VisitValue, _ wishes: VisitWishes) throws -> [Visit] {
        let outcomes = try reader.all(Outcome.self)
        let dossiers = Dictionary(try reader.all(Dossier.self).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let wishes = try sound(wishes, outcomes)
        let requests = try reader.visitRequests()
        let flags = Dictionary(grouping: try reader.flagsAsDecided(), by: \.dossier)
        let rule = call.visits.trips ?? Call.TripRule(visits: .max / 2, travelDays: 0, visitDays: 1)
        let gains = try gains(by: value, outcomes, dossiers, requests: requests, flags: flags, rule)

        // What has been found already stays: those visits have been made.
        let found = Set(try reader.visitFindings().map(\.dossier))
        var fixed: [String: VisitPlanRecord.FixedVisit] = [:]
        for outcome in outcomes {
            guard let dossier = dossiers[outcome.dossier] else { continue }
            let isForced = wishes.with.contains(dossier.id)
            guard isForced || call.mustBeVisited(outcome) || found.contains(dossier.id) else { continue }
            fixed[dossier.id] = .init(
                dossier: dossier.id, province: call.province(of: dossier), days: rule.days(in: dossier.category), isForced: isForced)
        }
        if let clash = wishes.without.first(where: { fixed[$0] != nil }) {
            throw Failure.failed(
                Text(
                    zh: "\(clash) 不能排除：所属类别通过评审即须考查，或已提交考查意见，或同时被指定。",
                    en: "\(clash) cannot be left out: its category is visited once it passes, or findings are in, or it is put in as well.")
            )
        }
        let fixedOnes = fixed.values.sorted { $0.dossier < $1.dossier }
        let gainOf = Dictionary(gains.map { ($0.dossier, $0.total) }, uniquingKeysWith: { first, _ in first })
        let problem = VisitSelection(
            gains: gains, fixed: fixedOnes, leftOut: wishes.without, budget: call.visits.budget ?? Call.VisitBudget(),
            visitsPerTrip: rule.visits, travelDays: rule.travelDays)
        let plan = try problem.plan()
        let record = VisitPlanRecord(
            number: try reader.all(VisitPlanRecord.self).count + 1, gains: gains, fixed: fixedOnes, leftOut: wishes.without.sorted(),
            reason: wishes.isEmpty ? nil : wishes.reason, problem: problem, plan: plan, oneMore: try problem.worthOfOneMore(beside: plan),
            madeBy: actor, madeAt: now)
        try put(record)

        let byDossier = Dictionary(outcomes.map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
        return plan.dossiers.compactMap { dossier in
            guard let outcome = byDossier[dossier] else { return nil }
            var reasons: [Visit.Reason] = call.mustBeVisited(outcome) ? [.passed] : []
            if fixed[dossier]?.isForced == true { reasons.append(.forced(wishes.reason ?? "")) }
            if let gain = gainOf[dossier], gain > 0 { reasons.append(.worth(gain)) }
            let asked = requests[dossier] ?? []
            if !asked.isEmpty { reasons.append(.requested(asked.count)) }
            for flag in flagsThatCount(flags[dossier] ?? []) { reasons.append(.flag(call.name(ofCheck: flag.check))) }
            if reasons.isEmpty { reasons.append(.worth(0)) }
            return Visit(dossier: dossier, reasons: reasons, questions: asked)
        }
    }

    /// What a visit to each dossier gains that may be visited and need not be, in the order of the dossiers' numbers.
    private func gains(
        by value: Call.VisitValue, _ outcomes: [Outcome], _ dossiers: [String: Dossier], requests: [String: [String]],
        flags: [String: [Flag]], _ rule: Call.TripRule
    ) throws -> [VisitGain] {
        let beliefs = try reader.scoreBeliefs(call, outcomes)
        return outcomes.filter(call.mayBeVisited).compactMap { outcome in
            guard let dossier = dossiers[outcome.dossier], let belief = beliefs[outcome.dossier] else { return nil }
            let (threshold, isIn) = call.threshold(of: outcome, among: outcomes)
            return VisitGain(
                dossier: dossier.id, province: call.province(of: dossier), days: rule.days(in: dossier.category), mean: belief.mean,
                standardError: belief.standardError, source: belief.source, threshold: threshold, isIn: isIn,
                byScore: value.gain(belief, threshold: threshold, isIn: isIn),
                byRequests: (requests[dossier.id]?.count ?? 0) * value.perRequest.hundredths * 100,
                byFlags: flagsThatCount(flags[dossier.id] ?? []).count * value.perFlag.hundredths * 100, least: value.least)
        }.sorted { $0.dossier < $1.dossier }
    }

    /// A day or a second application is no question that a visit answers.
    private func flagsThatCount(_ flags: [Flag]) -> [Flag] { flags.filter { AdmissionCheck(rawValue: $0.check) == nil } }

    /// Refuses wishes that make no sense: without a reason, or for dossiers that no visit can be made to.
    private func sound(_ wishes: VisitWishes, _ outcomes: [Outcome]) throws -> VisitWishes {
        guard !wishes.isEmpty else { return wishes }
        try requireReason(wishes.reason ?? "")
        for dossier in wishes.with + wishes.without {
            guard let outcome = outcomes.first(where: { $0.dossier == dossier }) else {
                throw Failure.failed(
                    Text(zh: "\(dossier) 没有结果。请核对编号。", en: "There is no result of \(dossier). Check the number."))
            }
            guard !call.isReassessed(outcome.category), call.category(outcome.category)?.visits != Category.Visits.none else {
                throw Failure.failed(
                    Text(zh: "\(dossier) 所属类别不安排现场考查。", en: "The category of \(dossier) has no site visits."))
            }
        }
        return wishes
    }
}

extension VisitSelection {
    /// The best choice, or what would be needed for any.
    func plan() throws -> VisitSelectionPlan {
        do { return try solve() } catch let small as VisitBudgetTooSmall {
            func line(_ name: Text, _ needed: Int, _ limit: Int?) -> Text? {
                guard let limit, needed > limit else { return nil }
                return Text(
                    zh: "\(name.zh) 须 \(needed)，预算 \(limit)，缺 \(needed - limit)",
                    en: "\(name.en): \(needed) needed, \(limit) in the budget, \(needed - limit) short")
            }
            let lines = [
                line(Text(zh: "考查个数", en: "visits"), small.needed.visits, small.budget.visits),
                line(Text(zh: "考查组工作日", en: "team days"), small.needed.teamDays, small.budget.teamDays),
                line(Text(zh: "线路", en: "trips"), small.needed.trips, small.budget.trips),
            ].compactMap(\.self)
            throw Failure.noSolution(
                Text(
                    zh: "预算不够：必须考查的（通过评审的城市、指定的、已考查的）共 \(small.needed.visits) 个。\(lines.map(\.zh).joined(separator: "；"))。须增加预算或减少指定的考查。",
                    en:
                        "The budget is too small for what is visited in any case (\(small.needed.visits): categories visited once they pass, those put in, those already made). \(lines.map(\.en).joined(separator: "; ")). Enlarge the budget, or put in fewer."
                ))
        }
    }
}
