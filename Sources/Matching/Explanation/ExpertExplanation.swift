public import Programme

/// How scarce an expert is: what a plan would be without them, and with one dossier more for them.
public struct ExpertExplanation: Sendable, Hashable {
    /// The expert.
    public var expert: Int
    /// How many dossiers they have.
    public var load: Int
    /// The fewest they must have.
    public var minimumLoad: Int
    /// The most they may have.
    public var maximumLoad: Int
    /// How many dossiers that need experts they may read.
    public var readable: Int
    /// How many dossiers need experts at all.
    public var dossierCount: Int
    /// What the plan at hand is worth.
    public var worth: Double
    /// The floor of the plan at hand, where that was an objective.
    public var floor: Double?
    /// The best plan without them.
    public var without: Alternative
    /// The best plan if they took one dossier more; nil where they take as many as they may read.
    public var oneMore: Alternative?
    /// The classes of experts to which they belong and of which panels need some, the scarcest first.
    public var classes: [ScarceClass]
}

extension AssignmentProblem {
    /// Says how scarce an expert is. Blocks the thread.
    ///
    /// - Parameters:
    ///   - plan: A plan of this problem that keeps to every requirement.
    ///   - cancellation: Ends the search like a time limit that is over.
    /// - Throws: as `solve`; where only the time ran out, the answer says so.
    public func explain(
        expert: Int, in plan: Plan, _ options: SolveOptions = SolveOptions(), cancellation: Cancellation? = nil
    ) throws(Failure) -> ExpertExplanation {
        let model = AssignmentModel(self)
        let search = AlternativeSearch(self, plan, options, cancellation)
        let needy = dossiers.indices.filter { dossiers[$0].demand > 0 }
        let readable = needy.count { model.isAllowed(model.index($0, expert)) }
        let most = experts[expert].maximumLoad
        return ExpertExplanation(
            expert: expert, load: plan.assignments.count { $0.expert == expert },
            minimumLoad: experts[expert].minimumLoad, maximumLoad: most, readable: readable, dossierCount: needy.count,
            worth: plan.worth, floor: plan.objective == .fair ? plan.floor : nil,
            without: try search.alternative(without(expert: expert)),
            oneMore: readable > most && most < Self.largestCount ? try search.gain(withOneMore(for: expert)) : nil,
            classes: model.scarceClasses(of: expert))
    }
}
