internal import Matching
public import Programme

/// Why a dossier is visited or not, and what the other would cost.
public struct VisitExplanation: Codable, Sendable {
    /// The dossier.
    public var dossier: Dossier
    /// The visit; nil where there is none.
    public var visit: Visit?
    /// What a visit would gain; nil where none may be made, or need not be considered.
    public var gain: VisitGain?
    /// Whether it is visited in any case.
    public var isFixed: Bool
    /// Whether somebody left it out.
    public var isLeftOut: Bool
    /// Why it can't be a matter of gains; nil where it is.
    public var outside: Text?
    /// What all visits together gain less with the other decision, in ten-thousandths of a point; nil where that cannot be.
    public var costOfOther: Int?
    /// What has to be given up for the other decision: visits that it takes the place of, or that take its place.
    public var exchanged: Exchange?
    /// Why the other decision cannot be; nil where it can.
    public var impossible: Text?

    /// What another decision changes in the visits.
    public struct Exchange: Codable, Sendable {
        /// Visits that are made then, and are not now.
        public var coming: [String]
        /// Visits that are made now, and are not then.
        public var going: [String]
    }
}

extension Office {
    /// The last choice of visits by what they are worth; nil where they are chosen by triggers, or not yet.
    public func visitPlan(as actor: String) async throws -> VisitPlanRecord? {
        try await consult(.seeVisits, as: actor) { reader, _, _ in try reader.visitPlan() }
    }

    /// Why a dossier is visited or not: what is in the balance, and what forcing the other would cost.
    public func explainVisit(_ dossier: String, as actor: String) async throws -> VisitExplanation {
        try await consult(.seeVisits, as: actor) { reader, call, round in
            let filed = try reader.get(Dossier.self, dossier, named: Text(zh: "申报材料", en: "dossier"))
            guard round.visitsChosen else {
                throw Failure.failed(
                    Text(zh: "尚未确定考查对象。先用 visits choose。", en: "No visits are chosen yet. Choose them with visits choose."))
            }
            let visit = try reader.find(Visit.self, [dossier])
            // Visits are weighed against one another: the plan is the whole one, whoever asks.
            let plan = try reader.unhidden.visitPlan()
            let gain = plan?.gains.first { $0.dossier == dossier }
            let fixed = plan?.fixed.first { $0.dossier == dossier }
            var explanation = VisitExplanation(
                dossier: filed, visit: visit, gain: gain, isFixed: fixed != nil, isLeftOut: plan?.leftOut.contains(dossier) ?? false,
                outside: call.whyNoMatterOfGain(try reader.find(Outcome.self, [dossier]), filed, hasPlan: plan != nil))
            guard let plan, let other = plan.other(for: filed, gain, fixed, isVisited: visit != nil, call) else { return explanation }
            do {
                let changed = try other.solve()
                let (before, after) = (
                    Set(plan.dossiers).subtracting(reader.hiddenDossiers), Set(changed.dossiers).subtracting(reader.hiddenDossiers)
                )
                explanation.costOfOther = plan.gain - changed.gain
                explanation.exchanged = .init(
                    coming: after.subtracting(before).subtracting([dossier]).sorted(),
                    going: before.subtracting(after).subtracting([dossier]).sorted())
            } catch let small as VisitBudgetTooSmall {
                explanation.impossible = Text(
                    zh: "预算容不下：须 \(small.needed.visits) 个、\(small.needed.teamDays) 个工作日、\(small.needed.trips) 条线路",
                    en:
                        "the budget has no room: \(small.needed.visits) visits, \(small.needed.teamDays) team days and \(small.needed.trips) trips would be needed"
                )
            }
            return explanation
        }
    }
}

extension VisitPlanRecord {
    /// The problem with the other decision on a dossier; nil where that is no matter of gains.
    fileprivate func other(
        for filed: Dossier, _ gain: VisitGain?, _ fixed: FixedVisit?, isVisited: Bool, _ call: Call
    ) -> VisitSelection? {
        if isVisited { return fixed == nil ? problem.leavingOut(filed.id) : nil }
        return gain.map { problem.putting(.init($0)) }
    }
}

extension Call {
    /// Why a dossier is visited or not visited without a balance of gains; nil where it is weighed.
    fileprivate func whyNoMatterOfGain(_ outcome: Outcome?, _ filed: Dossier, hasPlan: Bool) -> Text? {
        guard let outcome else { return Text(zh: "没有结果：不参加评审", en: "it has no result: it takes no part") }
        guard !isReassessed(outcome.category), let category = category(outcome.category), category.visits != .none else {
            return Text(zh: "所属类别不安排现场考查", en: "its category has no site visits")
        }
        if category.visits == .allThatPass {
            return outcome.standing == .passed
                ? Text(zh: "所属类别通过评审即须考查", en: "its category is visited once it passes")
                : Text(
                    zh: "所属类别通过评审才考查；本件\(outcome.standing.name.zh)",
                    en: "its category is visited once it passes; it is \(outcome.standing.name.en)")
        }
        guard mayBeVisited(outcome) else {
            return outcome.standing == .failed
                ? Text(
                    zh: "成绩低于及格线超过 \(visits.notBelow) 分（notBelow）",
                    en: "its score is more than \(visits.notBelow) below the pass mark (notBelow)")
                : outcome.standing.name
        }
        return hasPlan ? nil : Text(zh: "本通知按触发条件确定考查对象", en: "the call chooses visits by triggers")
    }
}
