/// The search for so many plans, none of whose pairs occurs in more than a given number of them, and whose mean is
/// worth as much as possible.
///
/// The mean of any such plans is a point of the relaxation in which a pair is assigned by its limit at most; the best
/// such point is worth no less than the best lottery. Plans are taken out of it one after the other. Each lies on the
/// face of the point: what the point has wholly it has, what the point lacks it lacks, and it leaves no expert more or
/// less than the plans to come can take. Then the best point for these is found, with what is left of each pair's
/// limit. Where demands and loads are all there is, the point times the number of plans is whole and always falls into
/// whole plans (S. Baum and L. E. Trotter, "Integer rounding and polyhedral decomposition for totally unimodular
/// systems", 1978): nothing is lost. Where other requirements keep a plan off the face, another is taken, and what
/// that costs shows against the bound.
struct LotterySearch {
    /// How a search ended.
    enum Outcome {
        /// The plans.
        case found([[AssignmentPair]])
        /// Some plans were found, but none to go with them.
        case stuck
        /// The time ran out.
        case undecided
    }

    let model: AssignmentModel
    let clock: SearchClock
    let program: RestrictedProgram
    /// How many plans.
    let count: Int
    /// In how many of them a pair may be.
    let most: Int
    /// Told how many plans have been found.
    let tell: (Int) -> Void

    func run() throws -> Outcome {
        var used = [Int](repeating: 0, count: model.pairCount)
        var tickets: [[AssignmentPair]] = []
        while tickets.count < count {
            guard clock.hasTime else { return .undecided }
            let left = count - tickets.count
            let limits = used.map { min(1, Double(most - $0) / Double(left)) }
            switch try RelaxedMean.best(in: program, limits: limits, clock) {
            case .impossible: return .stuck
            case .undecided: return .undecided
            case .found(let mean):
                guard let ticket = try plan(near: mean, left, used) else { return clock.hasTime ? .stuck : .undecided }
                for pair in ticket { used[model.index(pair)] += 1 }
                tickets.append(ticket)
                tell(tickets.count)
            }
        }
        return .found(tickets)
    }

    /// A whole plan on the face of the mean of those that are left; where there is none, one that only keeps within
    /// what is left of the limits.
    private func plan(near mean: RelaxedMean, _ left: Int, _ used: [Int]) throws -> [AssignmentPair]? {
        for isOnFace in [true, false] {
            let guided = guidedProblem(by: mean, left, used, onFace: isOnFace)
            // Any plan on the face will do: the last thousandth of the guiding affinities proves nothing.
            let search = TotalSearch(model: AssignmentModel(guided), clock: clock, relativeGap: 1e-3)
            if case .found(let pairs, _, _) = try search.run(), model.isFeasible(pairs) { return pairs }
        }
        return nil
    }

    /// The problem of one plan: affinities less the toll of limits, as a plan of the best lottery would see them, and a
    /// bonus for what the mean has much of.
    private func guidedProblem(
        by mean: RelaxedMean, _ left: Int, _ used: [Int], onFace: Bool
    ) -> AssignmentProblem {
        var problem = model.problem
        guard let multipliers = Multipliers(mean.certificate, of: model) else { return problem }
        var share = [Double](repeating: 0, count: model.pairCount)
        for (pair, part) in mean.shares { share[pair] = part }
        let bonus = max(meanMagnitude(of: mean) / 10, 1)
        var margins = [Int](repeating: 0, count: model.expertCount)
        for dossier in 0..<model.dossierCount {
            multipliers.margins(of: dossier, in: model, into: &margins)
            for expert in 0..<model.expertCount {
                let pair = model.index(dossier, expert)
                // A pair that stands for a group stands aside with all of it, and what it is charged they bear together.
                let shared = model.pairs(sharedBy: pair)
                let isOpen = model.isAllowed(pair) && used[pair] < most && (!onFace || share[pair] > 0)
                let toll = max(0, Double(margins[expert]) / Double(multipliers.resolution)) / Double(max(shared.count, 1))
                for one in shared {
                    let units = Double(model.affinityUnits(one)) - toll + bonus * share[pair]
                    problem.affinity[one / model.expertCount, expert] = isOpen ? guide(units) : .nan
                }
            }
        }
        if onFace { narrow(&problem, to: mean, left) }
        return problem
    }

    /// Units as an affinity in whole millionths, and within what a problem may have.
    private func guide(_ units: Double) -> Double {
        let value = (units / Double(model.affinity.scale) * 1e6).rounded() / 1e6
        return min(max(value, -AffinityMatrix.largestMagnitude), AffinityMatrix.largestMagnitude)
    }

    private func meanMagnitude(of mean: RelaxedMean) -> Double {
        let sum = mean.shares.reduce(0.0) { $0 + abs(Double(model.weights[$1.pair])) * $1.share }
        return sum / Double(max(model.places, 1))
    }

    /// Has a plan take what the mean has wholly, and leave to each expert what the others can take.
    private func narrow(_ problem: inout AssignmentProblem, to mean: RelaxedMean, _ left: Int) {
        var sums = [Double](repeating: 0, count: model.expertCount)
        for (pair, part) in mean.shares {
            sums[pair % model.expertCount] += part * Double(left * model.pairs(sharedBy: pair).count)
            if part > 1 - 1e-6 { problem.pins.append(.init(model.pair(pair))) }
        }
        for (expert, facts) in model.problem.experts.enumerated() where facts.price == nil {
            let others = Double(left - 1)
            let least = (sums[expert] - others * Double(facts.maximumLoad) - 1e-4).rounded(.up)
            let most = (sums[expert] - others * Double(facts.minimumLoad) + 1e-4).rounded(.down)
            guard least <= most else { continue }
            let limits = facts.minimumLoad...facts.maximumLoad
            problem.experts[expert].minimumLoad = Int(least).clamped(to: limits)
            problem.experts[expert].maximumLoad = Int(most).clamped(to: limits)
        }
    }
}

extension Int {
    fileprivate func clamped(to limits: ClosedRange<Int>) -> Int { Swift.min(Swift.max(self, limits.lowerBound), limits.upperBound) }
}
