public import Programme

extension VisitSelection {
    /// Everything in which a choice is not what it says, without a solver: what it gains and costs, that it keeps to the budget and has
    /// what must be visited, and that no choice gains more than its bound.
    public func faults(of plan: VisitSelectionPlan) -> [Text] {
        var faults: [Text] = []
        func hold(_ condition: Bool, _ zh: String, _ en: String) { if !condition { faults.append(Text(zh: zh, en: en)) } }
        let chosen = Set(plan.dossiers)
        let known = candidates.filter { chosen.contains($0.dossier) }
        hold(
            known.count == plan.dossiers.count, "选定的材料中有重复的，或不在可考查之列",
            "a dossier is chosen twice, or is none that may be visited")
        let left = candidates.filter { $0.isFixed && !chosen.contains($0.dossier) }.map(\.dossier)
        hold(left.isEmpty, "缺少必须考查的 \(left.joined(separator: "、"))", "what must be visited is missing: \(left.joined(separator: ", "))")
        let gain = known.reduce(0) { $0 + $1.gain }
        hold(gain == plan.gain, "收益应为 \(gain)，所记为 \(plan.gain)", "the gain is \(gain), it says \(plan.gain)")
        let cost = cost(of: plan.dossiers)
        hold(cost == plan.cost, "用量与所记不符", "the cost is not what it says")
        hold(cost.isWithin(budget), "超出预算", "it exceeds the budget")
        // Multipliers that are not below zero, and none for what has no limit, prove a bound.
        let isSound =
            plan.multipliers.count == 3 && zip(plan.multipliers, budget.amounts).allSatisfy { $0 == 0 || ($0 > 0 && $1 != nil) }
        hold(isSound, "乘子不成立", "the multipliers make no sense")
        guard faults.isEmpty else { return faults }
        let proven = bound(by: plan.multipliers)
        guard plan.bound < proven || plan.bound != plan.gain else { return [] }
        let search = ExactChoice(options().map(\.options), budget: budget, multipliers: plan.multipliers).better(than: plan.gain)
        hold(search.choice == nil, "有收益更高的选法", "there is a choice that gains more")
        let expected = search.isComplete ? plan.gain : max(plan.gain, proven)
        hold(plan.bound == expected, "上界应为 \(expected)，所记为 \(plan.bound)", "the bound is \(expected), it says \(plan.bound)")
        return faults
    }
}
