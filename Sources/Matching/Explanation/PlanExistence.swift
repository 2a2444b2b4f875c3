/// Whether a problem has any plan, with the cheapest of several proofs.
struct PlanExistence {
    /// What is known.
    enum Verdict {
        case plan([AssignmentPair])
        case impossible
        /// The time ran out first.
        case unknown
    }

    let clock: SearchClock

    /// What can be told at once of a problem of which only the panel of one dossier may have become impossible: that it has,
    /// or that a plan from before need only be shifted. Nil where that does not tell.
    ///
    /// - Parameter known: The pairs of a plan from before: most of them are likely to stay.
    func quickVerdict(on model: AssignmentModel, changedAt dossier: Int, from known: [AssignmentPair]) throws -> Verdict? {
        let panel = PanelTest(model, dossier)
        if try !panel.isPossible(panel.requirements) { return .impossible }
        return shifted(known, in: model).map { .plan($0) }
    }

    /// Whether there is a plan, by solving.
    func solvedVerdict(on problem: AssignmentProblem) throws -> Verdict {
        if problem.hasPanels { return try verdict(onGroups: problem) }
        // Any plan will do, however far from the best.
        switch try TotalSearch(model: AssignmentModel(problem), clock: clock, relativeGap: 1).run() {
        case .found(let pairs, _, _): return .plan(pairs)
        case .infeasible: return .impossible
        case .undecided: return .unknown
        }
    }

    /// Groups that share panels may be part of the answer: there the whole engine is asked.
    private func verdict(onGroups problem: AssignmentProblem) throws -> Verdict {
        let plan = try problem.solve(SolveOptions(timeLimit: clock.remaining, relativeGap: 1), cancellation: clock.cancellation)
        return plan.status == .infeasible ? .impossible : .plan(plan.assignments)
    }

    private func shifted(_ known: [AssignmentPair], in model: AssignmentModel) -> [AssignmentPair]? {
        var shift = PlanShift(model, clock: clock)
        shift.take(known.filter { model.isAllowed(model.index($0)) })
        guard shift.complete(givingUpAfter: 1).isEmpty else { return nil }
        let pairs = shift.pairs
        return model.isFeasible(pairs) ? pairs : nil
    }
}
