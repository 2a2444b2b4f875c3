/// The search for the smallest number of panels that each expert leads at most, for rules on leads that set none.
struct LeastLeads {
    let problem: AssignmentProblem
    let clock: SearchClock

    /// The problem with numbers in place, and whether there is certainly no plan with smaller ones.
    struct Outcome {
        var problem: AssignmentProblem
        var isShown = true
    }

    /// One rule after the other, those after it still without a number; nil where there is no plan at all.
    func run() throws -> Outcome? {
        var outcome = Outcome(problem: problem)
        for index in problem.leads.indices where problem.leads[index].maximum == nil {
            guard try setLeast(index, &outcome) else { return nil }
        }
        return outcome
    }

    /// Most often the number at which leads are just enough is attained. Else a plan without any gives one that is, and
    /// the range between is halved.
    private func setLeast(_ index: Int, _ outcome: inout Outcome) throws -> Bool {
        let duty = LeadDuty(outcome.problem, index)
        var least = max(1, (duty.panels.count + duty.experts.count - 1) / max(1, duty.experts.count))
        outcome.problem.leads[index].maximum = least
        if case .found = try trial(index, &outcome) { return true }
        outcome.problem.leads[index].maximum = nil
        var most: Int
        switch try trial(index, &outcome) {
        case .found(let reached): most = reached
        case .impossible: return false
        case .undecided: return true
        }
        least += 1
        while least < most {
            let middle = (least + most) / 2
            outcome.problem.leads[index].maximum = middle
            if case .found(let reached) = try trial(index, &outcome) {
                most = min(middle, reached)
            } else {
                least = middle + 1
            }
        }
        outcome.problem.leads[index].maximum = most
        return true
    }

    private enum Trial {
        /// A plan in which nobody leads more panels of the rule than so many.
        case found(Int)
        case impossible
        /// The time ran out first.
        case undecided
    }

    /// Looks for any plan for the problem as it stands.
    private func trial(_ index: Int, _ outcome: inout Outcome) throws -> Trial {
        let model = AssignmentModel(outcome.problem)
        switch try TotalSearch(model: model, clock: clock, relativeGap: 1).run() {
        case .found(let pairs, _, _):
            let panels = Set(model.leadDuties[index].panels)
            var counts: [Int: Int] = [:]
            for lead in model.leads(of: pairs) where panels.contains(lead.dossier) { counts[lead.expert, default: 0] += 1 }
            return .found(max(1, counts.values.max() ?? 1))
        case .infeasible: return .impossible
        case .undecided:
            outcome.isShown = false
            return .undecided
        }
    }
}
