public import Programme

/// What a check of a plan against its problem found, without a solver.
public struct Verification: Sendable, Hashable {
    /// Everything that does not hold; empty where the plan is what it claims to be.
    public var faults: [Text]
    /// What was established, a sentence each; also what was not.
    public var facts: [Text]

    /// Whether everything holds.
    public var holds: Bool { faults.isEmpty }
}

extension AssignmentProblem {
    /// Checks a plan: every requirement, the concessions, the totals, and the bound from the certificate by exact whole numbers.
    public func verify(_ plan: Plan) -> Verification {
        guard faults.isEmpty else { return Verification(faults: faults, facts: []) }
        var check = PlanCheck(self, plan)
        return check.run()
    }
}

/// A check under way.
private struct PlanCheck {
    let problem: AssignmentProblem
    let plan: Plan
    var model: AssignmentModel
    var faults: [Text] = []
    var facts: [Text] = []

    init(_ problem: AssignmentProblem, _ plan: Plan) {
        self.problem = problem
        self.plan = plan
        model = AssignmentModel(problem.withMaxima(of: plan.leads))
    }

    mutating func run() -> Verification {
        checkPairs()
        if faults.isEmpty {
            checkRequirements()
            checkGroups()
            checkLeads()
            checkConcessions()
            checkTotals()
            switch (plan.objective, plan.status) {
            case (.ordered, _): checkSteps()
            case (_, .infeasible): checkImpossibility()
            default: checkBound()
            }
        }
        return Verification(faults: faults, facts: facts)
    }

    private mutating func checkPairs() {
        let inRange = plan.assignments.allSatisfy {
            problem.dossiers.indices ~= $0.dossier && problem.experts.indices ~= $0.expert
        }
        guard inRange else {
            faults.append(Text(zh: "方案中有不存在的材料或专家", en: "the plan names a dossier or expert that does not exist"))
            return
        }
        for (pair, next) in zip(plan.assignments, plan.assignments.dropFirst()) where pair >= next {
            let what = problem.text(of: next)
            faults.append(
                pair == next
                    ? Text(zh: "组合 ", en: "the pair ") + what + Text(zh: " 重复", en: " occurs twice")
                    : Text(zh: "组合 ", en: "the pair ") + what + Text(zh: " 未按顺序排列", en: " is out of order"))
        }
        for pair in plan.assignments where !model.isAllowed(model.index(pair)) {
            faults.append(problem.text(of: pair) + Text(zh: " 不得分配", en: " may not be assigned"))
        }
    }

    /// A plan for a problem without solution must keep to what limits it, if not to what it can't reach.
    private mutating func checkRequirements() {
        let broken =
            plan.status == .infeasible
            ? model.excesses(of: plan.assignments) : model.brokenRequirements(by: plan.assignments)
        for breach in broken {
            faults.append(
                problem.text(of: breach.requirement)
                    + Text(zh: "，而方案中为 \(breach.count)", en: ", but the plan has \(breach.count)"))
        }
        guard broken.isEmpty else { return }
        let vacant = model.places - plan.assignments.count
        facts.append(
            plan.status == .infeasible
                ? Text(
                    zh: "方案遵守各项上限；空缺 \(vacant) 个名额",
                    en: "the plan keeps to every limit; \(vacant) places are empty")
                : Text(
                    zh: "\(plan.assignments.count) 个组合，满足全部\(problem.isSoft ? "刚性" : "")要求",
                    en: "\(plan.assignments.count) pairs, every \(problem.isSoft ? "hard " : "")requirement holds"))
    }

    /// Each lead is of its panel, may lead and leads no more than they may; as many panels have one as can.
    private mutating func checkLeads() {
        let before = faults.count
        // A panel that is shared has one lead, whichever dossiers the plan put together.
        let model = problem.formsGroups && before == 0 ? AssignmentModel(problem.forming(plan.groups)) : model
        let chosen = Set(plan.assignments)
        let dutyOf = Dictionary(model.leadDuties.flatMap { duty in duty.panels.map { ($0, duty) } }) { first, _ in first }
        for (lead, next) in zip(plan.leads, plan.leads.dropFirst()) where lead.dossier >= next.dossier {
            faults.append(Text(zh: "组长重复或未按顺序排列", en: "leads occur twice or are out of order"))
        }
        var counts: [Int: [Int: Int]] = [:]
        for lead in plan.leads {
            guard let duty = dutyOf[lead.dossier], chosen.contains(lead), duty.mayLead[lead.expert] else {
                let names = problem.dossiers.indices ~= lead.dossier && problem.experts.indices ~= lead.expert
                let what = names ? problem.text(of: lead) : Text(zh: "所列组长", en: "a lead")
                faults.append(what + Text(zh: "：不能担任该组组长", en: ": this expert is no lead of that panel"))
                continue
            }
            counts[duty.rule, default: [:]][lead.expert, default: 0] += 1
        }
        for duty in model.leadDuties {
            for (expert, count) in (counts[duty.rule] ?? [:]).sorted(by: { $0.key < $1.key }) where count > duty.maximum {
                faults.append(
                    Text(
                        zh: "专家“\(problem.experts[expert].id)”任 \(count) 组组长，至多 \(duty.maximum) 组",
                        en: "expert “\(problem.experts[expert].id)” leads \(count) panels, \(duty.maximum) at most"))
            }
        }
        guard faults.count == before else { return }
        let best = model.leads(of: plan.assignments)
        guard plan.leads.map(\.dossier) == best.map(\.dossier) else {
            faults.append(Text(zh: "有的评审组没有组长，或所列组长不该在列", en: "a panel lacks a lead, or has one that another should have"))
            return
        }
        if problem.formsGroups, plan.status != .infeasible, best.count < model.leadDuties.reduce(0, { $0 + $1.panels.count }) {
            faults.append(Text(zh: "有的评审组没有组长", en: "a panel lacks a lead"))
            return
        }
        if !problem.leads.isEmpty { tellLeads(counts, best, model) }
    }

    private mutating func tellLeads(_ counts: [Int: [Int: Int]], _ best: [AssignmentPair], _ model: AssignmentModel) {
        func unevenness(_ leads: [AssignmentPair]) -> Int {
            var counts: [AssignmentPair: Int] = [:]
            for lead in leads where !model.leadDuties.isEmpty {
                let rule = model.leadDuties.firstIndex { $0.panels.contains(lead.dossier) } ?? 0
                counts[AssignmentPair(dossier: rule, expert: lead.expert), default: 0] += 1
            }
            return counts.values.reduce(0) { $0 + $1 * $1 }
        }
        let most = counts.values.flatMap(\.values).max() ?? 0
        let isEven = unevenness(plan.leads) <= unevenness(best)
        facts.append(
            Text(
                zh: "\(plan.leads.count) 个评审组有组长，每人至多任 \(most) 组",
                en: "\(plan.leads.count) panels have a lead, nobody leads more than \(most)")
                + (isEven ? Text(zh: "，分布已最均匀", en: ", as even as it can be") : Text(zh: "", en: "")))
        guard plan.status != .infeasible else { return }
        for duty in model.leadDuties where problem.leads[duty.rule].maximum == nil && !duty.panels.isEmpty {
            if duty.maximum * duty.experts.count < duty.panels.count + duty.experts.count {
                facts.append(Text(zh: "每人至多任 \(duty.maximum) 组，单凭人数已不能再少", en: "fewer than \(duty.maximum) each would not be enough"))
            } else {
                facts.append(
                    Text(
                        zh: "每人所任组数不能再少系由搜索得出，未予证明",
                        en: "that no plan has fewer than \(duty.maximum) each is by search, which is not shown"))
            }
        }
    }

    /// The groups that share panels: those that are given, or such as were to be formed; and that they do share them.
    private mutating func checkGroups() {
        // Of a problem without solution it may not even be known how to divide the dossiers.
        if plan.status == .infeasible, plan.groups.isEmpty { return }
        let misfits = problem.misfits(of: plan.groups)
        faults += misfits
        guard misfits.isEmpty, problem.hasPanels else { return }
        let panels = Dictionary(grouping: plan.assignments, by: \.dossier).mapValues { $0.map(\.expert) }
        for group in plan.groups {
            for dossier in group where panels[dossier] != panels[group[0]] {
                let (first, other) = (problem.dossiers[group[0]].id, problem.dossiers[dossier].id)
                faults.append(
                    Text(
                        zh: "材料“\(first)”与“\(other)”同组，评审组却不相同",
                        en: "“\(first)” and “\(other)” are in one group, but their panels differ"))
            }
        }
        guard faults.isEmpty else { return }
        facts.append(
            Text(
                zh: "\(plan.groups.count) 组材料，每组共用一个评审组", en: "groups: \(plan.groups.count), each with one panel"))
    }

    /// A requirement that gives way must be told, by how much and at what price, and no other.
    private mutating func checkConcessions() {
        var owed = Dictionary(uniqueKeysWithValues: model.concessions(in: plan.assignments).map { ($0.requirement, $0) })
        let count = owed.count
        for listed in plan.concessions {
            guard model.contains(listed.requirement) else {
                faults.append(Text(zh: "所列让步中有不存在的要求", en: "a concession is of a requirement that does not exist"))
                continue
            }
            let what = Text(zh: "所列让步“", en: "the concession “") + problem.text(of: listed.requirement)
            guard let found = owed.removeValue(forKey: listed.requirement) else {
                faults.append(what + Text(zh: "”并不存在或重复", en: "” is not made, or listed twice"))
                continue
            }
            if (listed.amount, listed.price) != (found.amount, found.price) {
                faults.append(
                    what
                        + Text(
                            zh: "”写作 \(listed.amount)（代价 \(listed.price)），实为 \(found.amount)（代价 \(found.price)）",
                            en: "” is given as \(listed.amount) at \(listed.price) "
                                + "but is \(found.amount) at \(found.price)"))
            }
        }
        for hidden in owed.values.sorted(by: { $0.requirement.sortKey.lexicographicallyPrecedes($1.requirement.sortKey) }) {
            faults.append(Text(zh: "未列出的让步：", en: "a concession is not listed: ") + hidden.message)
        }
        if problem.isSoft, faults.isEmpty {
            facts.append(Text(zh: "让步 \(count) 项，均已列明", en: "concessions: \(count), all of them listed"))
        }
    }

    private mutating func checkTotals() {
        let total = problem.total(of: plan.assignments)
        compare(plan.total, total, Text(zh: "总匹配度", en: "the total"))
        switch (plan.floor, problem.floor(of: plan.assignments)) {
        case (let claimed?, let floor?): compare(claimed, floor, Text(zh: "最低匹配度", en: "the floor"))
        case (nil, nil): break
        case (_, let floor):
            let value = floor.map { "\($0)" } ?? "null"
            faults.append(Text(zh: "最低匹配度应为 \(value)", en: "the floor should be \(value)"))
        }
        switch (plan.value, value) {
        case (let claimed?, let value?): compare(claimed, value, Text(zh: "净匹配度", en: "the value"))
        case (nil, nil): break
        case (nil, let value?):
            faults.append(Text(zh: "缺少净匹配度，应为 \(value)", en: "the value is missing; it should be \(value)"))
        case (_?, nil):
            faults.append(Text(zh: "没有可让步的要求，不应有净匹配度", en: "no requirement is soft, so there is no value to be told"))
        }
    }

    /// What the plan is worth, found anew; nil where no requirement is soft.
    private var value: Double? {
        problem.value(of: plan.assignments, model.concessions(in: plan.assignments))
    }

    /// What the bound is about.
    private var measure: Text {
        problem.isSoft ? Text(zh: "净匹配度", en: "value") : Text(zh: "总匹配度", en: "total")
    }

    /// Numbers in a file may have lost their last digit.
    private mutating func compare(_ claimed: Double, _ found: Double, _ what: Text) {
        if abs(claimed - found) <= 1e-12 * max(1, abs(found)) {
            facts.append(what + Text(zh: "为 \(found)", en: " is \(found)"))
        } else {
            faults.append(
                what + Text(zh: "写作 \(claimed)，实为 \(found)", en: " is given as \(claimed) but is \(found)"))
        }
    }

    private mutating func checkBound() {
        guard let bound = plan.bound, let gap = plan.gap, let certificate = plan.certificate else {
            faults.append(Text(zh: "方案没有上界、差距或证书", en: "the plan lacks a bound, a gap or a certificate"))
            return
        }
        let worth = value ?? problem.total(of: plan.assignments)
        if bound < worth - 1e-12 * max(1, abs(worth)) {
            faults.append(Text(zh: "上界 \(bound) 低于", en: "the bound \(bound) is below the ") + measure)
        }
        if abs(gap - relativeGap(of: plan.worth, bound: bound)) > 1e-9 {
            faults.append(Text(zh: "差距 \(gap) 与上界不符", en: "the gap \(gap) does not fit the bound"))
        }
        if plan.status == .optimal, bound > plan.worth {
            faults.append(Text(zh: "称为最优，上界却更高", en: "called optimal, but its bound is higher"))
        }
        if plan.objective == .fair { checkFloorBound() }
        // The bound of a fair plan is that of all plans with its floor.
        if plan.objective == .fair { model.floor = model.worst(plan.assignments) }
        guard let proven = model.bound(by: certificate), proven == certificate.bound else {
            faults.append(
                Text(zh: "证书不成立：由它算不出其所称的上界", en: "the certificate does not hold: it does not give the bound it states")
            )
            return
        }
        if let cases = certificate.cases {
            guard model.proves(cases, thatNoneExceeds: model.worth(of: plan.assignments), resolution: certificate.resolution) else {
                faults.append(
                    Text(
                        zh: "分情形的证明不成立：并非在每种情形下都没有更好的方案",
                        en: "the proof by cases does not hold: not in every case is there no better plan"))
                return
            }
        }
        tellProven(certificate.cases == nil ? proven : model.worth(of: plan.assignments), bound)
        if plan.objective == .fair { tellFloor() }
    }

    /// That nothing satisfies everything, where there is a proof.
    private mutating func checkImpossibility() {
        guard let proof = plan.impossibilityProof else {
            facts.append(Text(zh: "无解由搜索得出，未予证明", en: "that there is no solution is by search, which is not shown"))
            return
        }
        if model.provesImpossibility(proof) {
            facts.append(Text(zh: "证明成立：没有方案能满足全部要求", en: "the proof holds that no plan satisfies every requirement"))
        } else {
            faults.append(Text(zh: "无解的证明不成立", en: "the proof that there is no solution does not hold"))
        }
    }

    private mutating func checkSteps() {
        var check = StepCheck(problem, plan)
        check.run()
        faults += check.faults
        facts += check.facts
    }

    private mutating func checkFloorBound() {
        guard let floor = plan.floor else { return }
        let excess = (plan.floorBound ?? -.infinity) - floor
        let tolerance = 1e-12 * max(1, abs(floor))
        if excess < -tolerance || plan.status == .optimal && excess > tolerance {
            let stated = plan.floorBound.map { "\($0)" } ?? "null"
            faults.append(
                Text(
                    zh: "floorBound 写作 \(stated)，与最低匹配度不符", en: "the floorBound \(stated) does not fit the floor"))
        }
    }

    private mutating func tellProven(_ proven: Int, _ bound: Double) {
        let rounding = model.affinity.isExact ? 0 : 0.5 * Double(model.places) / Double(model.affinity.scale)
        let value = model.value(proven) + rounding
        if proven <= model.worth(of: plan.assignments) {
            facts.append(
                Text(
                    zh: "证书证明：没有\(measure.zh)更高的方案",
                    en: "the certificate proves that no plan has a larger \(measure.en)"))
        } else if value <= bound {
            facts.append(
                Text(
                    zh: "证书证明\(measure.zh)不超过 \(value)",
                    en: "the certificate proves that no \(measure.en) exceeds \(value)"))
        } else {
            facts.append(
                Text(
                    zh: "证书证明\(measure.zh)至多 \(value)；其余由分支定界得出，证书未予证明",
                    en: "the certificate proves at most \(value); the rest is by branch and bound, "
                        + "which it does not show"))
        }
    }

    private mutating func tellFloor() {
        guard let floor = model.worst(plan.assignments) else { return }
        if floor >= model.floorAlone {
            facts.append(
                Text(zh: "最低匹配度已达某份材料单独所能达到的最高值", en: "the floor is the best that some dossier could have alone"))
        } else if let proof = plan.floorProof, let higher = model.withHigherFloor(than: plan.assignments) {
            if higher.provesImpossibility(proof) {
                facts.append(Text(zh: "证明成立：没有最低匹配度更高的方案", en: "the proof holds that no plan has a higher floor"))
            } else {
                faults.append(Text(zh: "最低匹配度最优的证明不成立", en: "the proof that no floor is higher does not hold"))
            }
        } else {
            facts.append(
                Text(
                    zh: "最低匹配度的最优性由搜索得出，证书未予证明",
                    en: "that no floor is higher is by search, which the certificate does not show"))
        }
    }
}
