/// The objectives in order for a problem without solution, where filling places comes first: as many places as possible
/// are filled within all that limits from above, then the other objectives follow.
///
/// Minima and pins hold as far as they do in the plan that the diagnosis proposes, or in the one that fills most.
struct Filling {
    /// The model of the problem without solution.
    let model: AssignmentModel
    let clock: SearchClock
    let relativeGap: Double

    /// Puts the objectives in order into the plan of a diagnosis.
    func improve(_ plan: inout Plan, _ options: SolveOptions) throws {
        var pairs = plan.assignments
        let loosest = model.loosened(to: pairs, keepingMinima: false).aiming(at: .fill)
        if case .found(let more, _, _) = try TotalSearch(model: loosest, clock: clock.half, known: pairs).run(),
            more.count > pairs.count
        {
            pairs = more
        }
        let search = OrderedSearch(
            base: model.loosened(to: pairs), steps: options.steps, clock: clock, relativeGap: relativeGap)
        guard let outcomes = try search.run(from: pairs), let last = outcomes.last else { return }
        var improved = Plan(last.pairs, .infeasible, .ordered, of: model)
        improved.diagnosis = plan.diagnosis
        improved.take(outcomes, of: model, options)
        plan = improved
    }
}

extension AssignmentModel {
    /// The problem in which places may stay empty, minima are no higher than what some pairs reach, or zero, and pins
    /// that are not among them are dropped; only requirements without a price.
    func loosened(to pairs: [AssignmentPair], keepingMinima: Bool = true) -> AssignmentModel {
        var problem = problem
        for dossier in problem.dossiers.indices where problem.dossiers[dossier].price == nil {
            problem.dossiers[dossier].price = 0
        }
        let chosen = Set(pairs)
        problem.pins.removeAll { $0.price == nil && !chosen.contains($0.pair) }
        var limits: [Requirement: ClosedRange<Int>] = [:]
        if keepingMinima {
            for breach in brokenRequirements(by: pairs) where breach.excess < 0 {
                switch breach.requirement {
                case .load, .composition, .categoryLoad:
                    limits[breach.requirement] = breach.count...self.limits(of: breach.requirement).upperBound
                default: break
                }
            }
        } else {
            for minimum in minima { limits[minimum] = 0...self.limits(of: minimum).upperBound }
        }
        let earlier = earlierPairs
        return AssignmentModel(problem).comparing(with: earlier).limiting(limits)
    }

    /// All that asks for something beside places and pins, and has no price.
    private var minima: [Requirement] {
        let loads = (0..<expertCount).map { Requirement.load(expert: $0) }
        let panels = rules.filter { $0.minimum > 0 }.flatMap { rule in
            (0..<dossierCount).filter(rule.concerns).map(rule.requirement)
        }
        let categories = loadRules.filter { $0.minimum > 0 }.flatMap { rule in
            (0..<expertCount).filter(rule.concerns).map(rule.requirement)
        }
        return (loads + panels + categories).filter { isHard($0) && limits(of: $0).lowerBound > 0 }
    }

    private var earlierPairs: [AssignmentPair] {
        guard let earlier else { return [] }
        return (0..<pairCount).filter(earlier.contains).map(pair)
    }
}
