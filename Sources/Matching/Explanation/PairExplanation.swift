public import Programme

/// Why a pair is in a plan or not: what the best plan would be otherwise.
public struct PairExplanation: Sendable, Hashable {
    /// What alone decides on a pair.
    public enum Bond: Sendable, Hashable {
        /// It is pinned.
        case pin
        /// It is in a conflict; with the reason, where one is known.
        case conflict(Text?)
        /// It has no affinity.
        case noAffinity
    }

    /// The pair.
    public var pair: AssignmentPair
    /// Whether the plan has it.
    public var isInPlan: Bool
    /// Its affinity; nil where it has none.
    public var affinity: Double?
    /// What the plan at hand is worth.
    public var worth: Double
    /// The floor of the plan at hand, where that was an objective.
    public var floor: Double?
    /// What alone decides on the pair; nil where the plan had a choice.
    public var bond: Bond?
    /// The best plan without the pair, where the plan has it, else the best one with it. Where a pin or a conflict
    /// decides, the best plan if that were lifted; nil where there is no affinity.
    public var alternative: Alternative?
}

extension AssignmentProblem {
    /// Says of a pair what the best plan would be otherwise: without it, where the plan has it, else with it. Blocks the
    /// thread.
    ///
    /// - Parameters:
    ///   - plan: A plan of this problem that keeps to every requirement.
    ///   - cancellation: Ends the search like a time limit that is over.
    /// - Throws: as `solve`; where only the time ran out, the answer says so.
    public func explain(
        _ pair: AssignmentPair, in plan: Plan, _ options: SolveOptions = SolveOptions(), cancellation: Cancellation? = nil
    ) throws(Failure) -> PairExplanation {
        let isInPlan = plan.assignments.contains(pair)
        let value = affinity[pair.dossier, pair.expert]
        let bond = bond(of: pair)
        var alternative: Alternative?
        if !value.isNaN {
            let free = lifting(pair)
            alternative = try AlternativeSearch(self, plan, options, cancellation)
                .alternative(isInPlan ? free.forbidding(pair) : free.forcing(pair))
        }
        return PairExplanation(
            pair: pair, isInPlan: isInPlan, affinity: value.isNaN ? nil : value, worth: plan.worth,
            floor: plan.objective == .fair ? plan.floor : nil, bond: bond, alternative: alternative)
    }

    private func bond(of pair: AssignmentPair) -> PairExplanation.Bond? {
        if affinity[pair.dossier, pair.expert].isNaN { return .noAffinity }
        if hardPins.contains(pair) { return .pin }
        return conflicts.first { $0.pair == pair && $0.price == nil }.map { .conflict($0.reason) }
    }
}
