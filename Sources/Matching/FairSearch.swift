internal import Solver

/// The search for the fairest plan: first the highest floor under all panels, then the plan on it that is worth most.
struct FairSearch {
    let model: AssignmentModel
    let clock: SearchClock
    let relativeGap: Double

    /// How the search ended; `floorBound` in units: no plan has a higher floor.
    struct Outcome {
        var total: TotalSearch.Outcome
        var floorBound: Int?
        /// The model with the floor that the total keeps.
        var model: AssignmentModel
    }

    /// The highest floor by halving the range in which it lies, from a plan of the largest total upwards; each step
    /// is a search with a floor. The bound, the best each dossier could have alone, often holds: it is tried first.
    func run() throws -> Outcome {
        let first = try TotalSearch(model: model, clock: clock).run()
        guard case .found(var pairs, var bound, var certificate) = first, var reached = model.worst(pairs) else {
            return Outcome(total: first, floorBound: nil, model: model)
        }
        var best = model
        best.floor = reached
        var ceiling = max(reached, model.floorAlone)
        let step = model.floorStep
        var isFirst = true
        raising: while reached < ceiling, clock.hasTime {
            let target = isFirst ? ceiling : min(ceiling, reached + max(step, (ceiling - reached) / step / 2 * step))
            isFirst = false
            clock.tell(.floor, bound: model.value(ceiling), best: model.value(reached))
            var trial = model
            trial.floor = target
            switch try TotalSearch(model: trial, clock: clock, relativeGap: relativeGap).run() {
            case .found(let found, let foundBound, let foundCertificate):
                (pairs, bound, certificate) = (found, foundBound, foundCertificate)
                reached = trial.worst(found) ?? target
                best = trial
            case .infeasible: ceiling = target - step
            case .undecided: break raising
            }
        }
        // The largest total on a lower floor is also the largest on the floor that its plan reaches.
        best.floor = reached
        return Outcome(
            total: .found(pairs: pairs, bound: bound, certificate: certificate), floorBound: ceiling, model: best)
    }
}

extension AssignmentModel {
    /// The affinities of a panel add up to a multiple of this, in units.
    var floorStep: Int { max(1, greatestCommonDivisor(affinity.step, abs(affinity.offset))) }

    /// No floor is higher than the best that some dossier could have if it chose first, rules apart; in units.
    var floorAlone: Int {
        let panels = problem.dossiers.enumerated().filter { $0.element.demand > 0 }
        let sums = panels.map { dossier, facts -> Int in
            var own: [Int] = []
            affinity.weights.forEach(in: index(dossier, 0)..<index(dossier + 1, 0)) { _, weight in
                if weight != ExactAffinity.forbidden, weight > 0 || facts.price == nil { own.append(weight) }
            }
            return own.sorted(by: >).prefix(facts.demand).reduce(0, +)
        }
        return sums.min() ?? 0
    }
}
