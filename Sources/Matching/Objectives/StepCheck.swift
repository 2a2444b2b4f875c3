public import Programme

/// The check of several objectives in order: that each step's plan is what it says, that its proof holds for all plans
/// that keep what earlier steps reached, and that the plan is that of the last step.
struct StepCheck {
    private let problem: AssignmentProblem
    private let plan: Plan
    /// Whether the steps can prove the plan the best of all: not where other groups could have been formed.
    private let isProvable: Bool
    private(set) var faults: [Text] = []
    private(set) var facts: [Text] = []

    init(_ problem: AssignmentProblem, _ plan: Plan) {
        // Where groups were to be formed, the steps are about plans with those that the plan has.
        self.problem = problem.forming(plan.groups).withMaxima(of: plan.leads)
        isProvable = !problem.formsGroups
        self.plan = plan
    }

    mutating func run() {
        checkCourse()
        guard faults.isEmpty, let first = plan.steps.first else { return }
        var model = AssignmentModel(problem).comparing(with: earlierInRange)
        if plan.status == .infeasible {
            guard isInRange(first.assignments) else { return fault(first, Text(zh: "方案有误", en: "its plan is malformed")) }
            model = model.loosened(to: first.assignments)
        }
        for step in plan.steps {
            check(step, in: &model)
            guard faults.isEmpty else { return }
        }
    }

    /// What can be told of the steps without computing.
    private mutating func checkCourse() {
        let objectives = plan.steps.map(\.step.objective)
        if plan.steps.isEmpty, plan.status != .infeasible {
            faults.append(Text(zh: "没有列出各项目标的结果", en: "the steps of its objectives are missing"))
        }
        if Set(objectives).count < objectives.count {
            faults.append(Text(zh: "同一目标出现两次", en: "an objective is pursued twice"))
        }
        if objectives.contains(.changes) != (plan.earlier != nil) && plan.status != .infeasible {
            faults.append(
                Text(zh: "改动须相对于一个原方案计数", en: "changes are counted against an earlier plan, and there must be one exactly then"))
        }
        if let last = plan.steps.last, last.assignments != plan.assignments {
            faults.append(Text(zh: "方案与最后一步的不同", en: "the plan is not that of its last step"))
        }
        if plan.status == .infeasible, let first = objectives.first, first != .fill {
            faults.append(Text(zh: "无解时首先须尽量落实名额", en: "without a solution, filling places must come first"))
        }
        if plan.bound != nil || plan.gap != nil || plan.floorBound != nil || plan.certificate != nil {
            faults.append(Text(zh: "依次追求几项目标时，上界与证书应列在各步", en: "with several objectives, bounds and proofs belong to the steps"))
        }
        let isProven = isProvable && plan.steps.allSatisfy(\.isProven)
        if plan.status != .infeasible, (plan.status == .optimal) != isProven {
            faults.append(Text(zh: "状态与各步的上界不符", en: "the status does not fit the bounds of the steps"))
        }
    }

    private var earlierInRange: [AssignmentPair] { (plan.earlier ?? []).filter { isInRange([$0]) } }

    private func isInRange(_ pairs: [AssignmentPair]) -> Bool {
        pairs.allSatisfy { problem.dossiers.indices ~= $0.dossier && problem.experts.indices ~= $0.expert }
    }

    private mutating func fault(_ step: PlanStep, _ what: Text) {
        faults.append(step.step.objective.text + Text(zh: "：", en: ": ") + what)
    }

    /// Checks a step, and keeps what it reached.
    private mutating func check(_ step: PlanStep, in model: inout AssignmentModel) {
        let pairs = step.assignments
        guard isInRange(pairs), zip(pairs, pairs.dropFirst()).allSatisfy(<),
            pairs.allSatisfy({ model.isAllowed(model.index($0)) }), model.isFeasible(pairs), model.sharesPanels(pairs)
        else {
            return fault(step, Text(zh: "其方案不符合要求，或未保持先前各步的结果", en: "its plan breaks requirements, or what earlier steps reached"))
        }
        let objective = step.step.objective
        let measures = problem.measures(of: pairs, comparedWith: plan.earlier)
        guard isSame(measures, step.measures), isNear(step.value, measures.value(of: objective)) else {
            return fault(step, Text(zh: "所列数值与其方案不符", en: "its figures are not those of its plan"))
        }
        guard (0...1_000_000) ~= step.step.tolerance else {
            return fault(step, Text(zh: "容许值有误", en: "its tolerance is malformed"))
        }
        let aimed = model.aiming(at: objective)
        let reached = aimed.measure(objective, of: pairs)
        checkBound(step, reached, aimed)
        let least = step.step.least(from: reached)
        if objective == .fair {
            if aimed.worst(pairs) != nil { model.floor = least }
        } else {
            model = model.keeping(KeptObjective(objective: objective, least: least))
        }
    }

    private mutating func checkBound(_ step: PlanStep, _ reached: Int, _ model: AssignmentModel) {
        guard let bound = step.bound else { return tell(step, Text(zh: "未证明上界", en: "no bound is shown")) }
        let sign: Double = step.step.objective.isLowered ? -1 : 1
        let tolerance = 1e-12 * max(1, abs(step.value))
        guard sign * (bound - step.value) >= -tolerance else {
            return fault(step, Text(zh: "界 \(bound) 不及已达到的 \(step.value)", en: "the bound \(bound) is short of \(step.value)"))
        }
        if step.step.objective == .fair {
            return checkFloor(step, model)
        }
        guard let certificate = step.certificate else {
            if step.step.objective == .fill, reached == model.places {
                return tell(step, Text(zh: "全部落实", en: "all are filled"))
            }
            return tell(step, Text(zh: "最优性由搜索得出，没有证书", en: "its bound is by search, without a certificate"))
        }
        guard let proven = model.bound(by: certificate), proven == certificate.bound else {
            return fault(step, Text(zh: "证书不成立：由它算不出其所称的上界", en: "the certificate does not hold: it does not give the bound it states"))
        }
        if let cases = certificate.cases {
            guard model.proves(cases, thatNoneExceeds: reached, resolution: certificate.resolution) else {
                return fault(step, Text(zh: "分情形的证明不成立", en: "the proof by cases does not hold"))
            }
        }
        if proven <= reached || certificate.cases != nil {
            tell(step, Text(zh: "证书证明：在保持先前各步结果的方案中最优", en: "the certificate proves it the best among plans that keep what came before"))
        } else {
            tell(
                step,
                Text(
                    zh: "证书证明至多可再改进 \(proven - reached) 个单位；其余由分支定界得出，证书未予证明",
                    en: "the certificate proves it within \(proven - reached) units of the best; the rest is by branch and bound, "
                        + "which it does not show"))
        }
    }

    private mutating func checkFloor(_ step: PlanStep, _ model: AssignmentModel) {
        let isAlone = model.worst(step.assignments).map { $0 >= model.floorAlone } ?? true
        guard !isAlone else {
            return tell(step, Text(zh: "已达某份材料单独所能达到的最高值", en: "the best that some dossier could have alone"))
        }
        guard let proof = step.floorProof else {
            return tell(
                step, Text(zh: "最优性由搜索得出，证书未予证明", en: "that none is higher is by search, which the certificate does not show"))
        }
        guard model.aiming(at: .total).withHigherFloor(than: step.assignments)?.provesImpossibility(proof) == true else {
            return fault(step, Text(zh: "最低匹配度最优的证明不成立", en: "the proof that no floor is higher does not hold"))
        }
        tell(step, Text(zh: "证明成立：没有更高的", en: "the proof holds that none is higher"))
    }

    private mutating func tell(_ step: PlanStep, _ what: Text) {
        facts.append(step.step.objective.text + Text(zh: "为 \(step.value)：", en: " is \(step.value): ") + what)
    }

    private func isSame(_ one: PlanMeasures, _ other: PlanMeasures) -> Bool {
        one.places == other.places && one.squares == other.squares && one.largestLoad == other.largestLoad
            && one.smallestLoad == other.smallestLoad && one.changes == other.changes && isNear(one.total, other.total)
            && isNear(one.floor, other.floor) && isNear(one.value, other.value)
    }

    /// Numbers in a file may have lost their last digit.
    private func isNear(_ one: Double?, _ other: Double?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return abs(one - other) <= 1e-12 * max(1, abs(other))
    }
}

extension ObjectiveStep.Objective {
    /// What it makes large or small, in words.
    public var text: Text {
        switch self {
        case .fill: Text(zh: "已落实名额", en: "places filled")
        case .fair: Text(zh: "最低一份材料的匹配度", en: "the worst dossier")
        case .total: Text(zh: "总匹配度", en: "the total")
        case .even: Text(zh: "任务量平方和", en: "the sum of squared loads")
        case .changes: Text(zh: "改动的组合", en: "changed pairs")
        }
    }
}
