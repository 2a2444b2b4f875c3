internal import Programme

/// Solves a problem again with one thing changed, and holds the best plan against the one at hand.
struct AlternativeSearch {
    let problem: AssignmentProblem
    /// The plan at hand.
    let plan: Plan
    /// How each solve goes about it; the objective is that of the plan.
    let options: SolveOptions
    /// Who may end it sooner.
    let cancellation: Cancellation?

    init(_ problem: AssignmentProblem, _ plan: Plan, _ options: SolveOptions, _ cancellation: Cancellation?) {
        self.problem = problem
        self.plan = plan
        self.cancellation = cancellation
        var options = options
        options.objective = plan.objective
        self.options = options
    }

    /// The best plan of a changed problem. Among the plans that are worth most it is one that keeps the most of the plan at
    /// hand, so that what differs is due to the change.
    func alternative(_ changed: AssignmentProblem) throws(Failure) -> Alternative {
        let certified = certifiedLoss(in: changed)
        guard let best = try solved(changed) else { return Alternative(certifiedLoss: certified, outcome: .undecided) }
        guard best.status != .infeasible else {
            return Alternative(certifiedLoss: certified, outcome: .impossible(best.diagnosis))
        }
        let closest = try best.status == .optimal ? closest(of: changed, to: best) : nil
        return Alternative(
            certifiedLoss: certified,
            outcome: .plan(
                .init(
                    worth: best.worth, loss: exactDifference(plan.worth, best.worth),
                    leastLoss: exactDifference(plan.worth, best.bound ?? best.worth), floor: best.floor,
                    isProven: best.status == .optimal, isByCertificate: false,
                    difference: PlanDifference(from: plan.assignments, to: closest ?? best.assignments),
                    isClosest: closest != nil)))
    }

    /// The same for a problem of which the plan at hand is a plan too: where its certificate shows that it stays the best,
    /// nothing is solved.
    func gain(_ eased: AssignmentProblem) throws(Failure) -> Alternative {
        guard plan.objective == .total, let loss = certifiedLoss(in: eased), loss >= 0 else { return try alternative(eased) }
        return Alternative(
            certifiedLoss: loss,
            outcome: .plan(
                .init(
                    worth: plan.worth, loss: 0, leastLoss: 0, floor: plan.floor, isProven: true, isByCertificate: true,
                    difference: PlanDifference(from: [], to: []), isClosest: true)))
    }

    /// What the multipliers of the certificate prove of a changed problem: they are a proof of any (weak duality), whoever
    /// found them for which.
    private func certifiedLoss(in changed: AssignmentProblem) -> Double? {
        // Where the groups that share panels are part of the answer, a certificate is about those of its plan.
        guard !changed.formsGroups, var certificate = plan.certificate else { return nil }
        var model = AssignmentModel(changed)
        if plan.objective == .fair { model.floor = AssignmentModel(problem).worst(plan.assignments) }
        certificate.duals = certificate.duals.filter { requirement, _ in
            guard case .categoryLoad(let rule, let expert) = requirement else { return true }
            return model.contains(requirement) && model.loadRules[rule].concerns(expert)
        }
        guard let bound = model.bound(by: certificate) else { return nil }
        let rounding = model.affinity.isExact ? 0 : 0.5 * Double(model.places) / Double(model.affinity.scale)
        return exactDifference(plan.worth, model.value(bound) + rounding)
    }

    private func closest(of changed: AssignmentProblem, to best: Plan) throws(Failure) -> [AssignmentPair]? {
        guard !changed.formsGroups, let problem = changed.bestPlans(like: best, keeping: plan.assignments),
            let closest = try solved(problem, .total), closest.status == .optimal
        else { return nil }
        let model = AssignmentModel(changed)
        // It must be as good: where the certificate left some doubt, it may not be.
        guard model.isFeasible(closest.assignments), model.worth(of: closest.assignments) == model.worth(of: best.assignments),
            plan.objective == .total || model.worst(closest.assignments) == model.worst(best.assignments)
        else { return nil }
        return closest.assignments
    }

    /// Nil where the time ran out first, or somebody ended it.
    private func solved(_ problem: AssignmentProblem, _ objective: SolveOptions.Objective? = nil) throws(Failure) -> Plan? {
        var options = options
        if let objective { options.objective = objective }
        do { return try problem.solve(options, cancellation: cancellation) } catch {
            if case .failed = error, options.timeLimit != nil || cancellation?.isCancelled == true { return nil }
            throw error
        }
    }
}

/// By how much one number is larger, exact where both are whole numbers of a common unit.
func exactDifference(_ larger: Double, _ smaller: Double) -> Double {
    let exact = ExactAffinity([larger, smaller])
    return Double(exact.weights[0] - exact.weights[1]) / Double(exact.scale)
}
