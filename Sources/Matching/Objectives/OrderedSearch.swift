internal import Programme
internal import Solver

/// The search for the plan that is best by several objectives in order: each step is solved by itself, then what it
/// reached must be kept, and all that its proof rules out is out of the problem for the later ones.
struct OrderedSearch {
    let base: AssignmentModel
    let steps: [ObjectiveStep]
    let clock: SearchClock
    let relativeGap: Double

    /// How a step ended; in units of which more is better.
    struct Outcome {
        let step: ObjectiveStep
        var pairs: [AssignmentPair]
        let reached: Int
        /// No plan that keeps what earlier steps reached has more; nil where that is not known.
        let bound: Int?
        /// A proof for the whole problem.
        var certificate: Certificate?
        /// A proof that no floor is higher.
        var floorProof: CaseProof?
    }

    /// The outcome of each step; nil where nothing satisfies all requirements.
    ///
    /// - Parameter known: A plan that keeps to everything, where one is known.
    func run(from known: [AssignmentPair]? = nil) throws -> [Outcome]? {
        var state = State(base: base, pairs: known)
        // A plan of the largest total is soon found; from some plan onwards the searches for counts are easier.
        if known == nil, steps.first(where: { $0.objective != .fill || base.mayLeavePlacesEmpty })?.objective.isCounted == true {
            switch try TotalSearch(model: base, clock: clock.half, relativeGap: 0.01).run() {
            case .infeasible: return nil
            case .undecided: break
            case .found(let pairs, _, _): state.pairs = pairs
            }
        }
        for (index, step) in steps.enumerated() {
            let isTrivial = step.objective == .fill && !base.mayLeavePlacesEmpty
            if isTrivial, state.pairs != nil || index < steps.count - 1 {
                state.outcomes.append(
                    .init(step: step, pairs: state.pairs ?? [], reached: base.places, bound: base.places, certificate: nil))
                continue
            }
            let share = clock.limited(to: clock.remaining.map { $0 / Double(steps.count - index) })
            if step.objective == .fair {
                guard try raiseFloor(step, &state, share) else { return nil }
            } else if isTrivial {
                // Any plan at all will do; that of the largest total is soon found.
                guard try pursue(ObjectiveStep(.total), &state, share) else { return nil }
                let found = state.outcomes.removeLast()
                state.outcomes.append(
                    .init(step: step, pairs: found.pairs, reached: base.places, bound: base.places, certificate: nil))
            } else {
                guard try pursue(step, &state, share) else { return nil }
            }
        }
        // Where all places are filled anyway, the plan of the next step is as good as any.
        if let first = state.outcomes.first, first.pairs.isEmpty, state.outcomes.count > 1 {
            state.outcomes[0].pairs = state.outcomes[1].pairs
        }
        return state.outcomes
    }

    /// How far the steps have come.
    fileprivate struct State {
        /// The problem with what must be kept.
        var whole: AssignmentModel
        /// The same without what earlier proofs rule out.
        var narrow: AssignmentModel
        var stages: [CertificateLift.Stage] = []
        var pairs: [AssignmentPair]?
        var outcomes: [Outcome] = []
        /// The best total on a floor, found with it.
        var totalOnFloor: TotalSearch.Outcome?

        init(base: AssignmentModel, pairs: [AssignmentPair]?) {
            (whole, narrow, self.pairs) = (base, base, pairs)
        }
    }

    private func raiseFloor(_ step: ObjectiveStep, _ state: inout State, _ clock: SearchClock) throws -> Bool {
        let fair = try FairSearch(model: state.narrow.aiming(at: .total), clock: clock, relativeGap: relativeGap).run()
        switch fair.total {
        case .infeasible where state.pairs == nil: return false
        case .undecided where state.pairs == nil: throw clock.endedWithoutPlan
        case .infeasible, .undecided:
            let pairs = state.pairs ?? []
            let reached = base.worst(pairs) ?? 0
            state.outcomes.append(.init(step: step, pairs: pairs, reached: reached, bound: nil, certificate: nil))
        case .found(let pairs, _, _):
            let reached = base.worst(pairs) ?? 0
            let bound = max(reached, fair.floorBound ?? reached)
            let proof = try bound == reached ? floorProof(pairs, state.whole) : nil
            state.outcomes.append(
                .init(step: step, pairs: pairs, reached: reached, bound: bound, certificate: nil, floorProof: proof))
            state.pairs = pairs
            if step.tolerance == 0 { state.totalOnFloor = fair.total }
        }
        let reached = state.outcomes.last?.reached ?? 0
        if base.worst(state.pairs ?? []) != nil {
            state.whole.floor = step.least(from: reached)
            state.narrow.floor = state.whole.floor
        }
        return true
    }

    /// A proof by cases that no floor is higher than that of some pairs.
    private func floorProof(_ pairs: [AssignmentPair], _ whole: AssignmentModel) throws -> CaseProof? {
        guard let higher = whole.aiming(at: .total).withHigherFloor(than: pairs) else { return nil }
        return try CaseSearch(model: higher, clock: clock).proofOfImpossibility()
    }

    private func pursue(_ step: ObjectiveStep, _ state: inout State, _ clock: SearchClock) throws -> Bool {
        let model = state.narrow.aiming(at: step.objective)
        if step.objective == .even, let pairs = state.pairs { state.pairs = Evening(model: model, clock: clock.half).evened(pairs) }
        let search = TotalSearch(
            model: model, clock: clock, relativeGap: step.objective == .total ? relativeGap : 0, known: state.pairs ?? [])
        let found = try step.objective == .total ? state.totalOnFloor ?? search.run() : search.run()
        state.totalOnFloor = nil
        switch found {
        case .infeasible where state.pairs == nil: return false
        case .undecided where state.pairs == nil: throw clock.endedWithoutPlan
        case .infeasible, .undecided(nil):
            state.finish(step, bound: nil, certificate: nil, model)
        case .undecided(let bound): state.finish(step, bound: bound, certificate: nil, model)
        case .found(let pairs, let bound, let certificate):
            if state.pairs.map({ model.worth(of: $0) < model.worth(of: pairs) }) ?? true { state.pairs = pairs }
            let whole = state.whole.aiming(at: step.objective)
            state.finish(step, bound: bound, certificate: certificate, model)
            try proveByCases(&state.outcomes[state.outcomes.count - 1], whole)
        }
        return true
    }

    /// Adds a proof by cases where the multipliers leave open whether there is a better plan.
    private func proveByCases(_ outcome: inout Outcome, _ whole: AssignmentModel) throws {
        guard outcome.bound == outcome.reached, let proven = outcome.certificate?.bound, proven > outcome.reached
        else { return }
        outcome.certificate?.cases = try CaseSearch(model: whole, clock: clock).proof(thatNoneExceeds: outcome.reached)
    }
}

extension OrderedSearch.State {
    /// Notes what a step reached, with its proof for the whole problem, and keeps it from now on.
    fileprivate mutating func finish(
        _ step: ObjectiveStep, bound: Int?, certificate: Certificate?, _ model: AssignmentModel
    ) {
        let pairs = pairs ?? []
        let reached = model.worth(of: pairs)
        let problem = whole
        let aimed = whole.aiming(at: step.objective)
        let lift = CertificateLift(stages: stages, model: aimed)
        let lifted = certificate.flatMap { lift.lifted($0, target: bound ?? .min) }
        outcomes.append(
            .init(step: step, pairs: pairs, reached: reached, bound: bound.map { max($0, reached) }, certificate: lifted))
        let least = step.least(from: reached)
        whole = whole.keeping(KeptObjective(objective: step.objective, least: least))
        // Cuts on leads are no limits that could be narrowed.
        if model.leadDuties.isEmpty, let certificate, let lifted,
            let (narrowed, narrowing) = model.narrowed(keeping: least, provenBy: certificate)
        {
            narrow = narrowed
            stages.append(
                .init(objective: step.objective, narrowing: narrowing, certificate: lifted) {
                    problem.aiming(at: step.objective)
                })
        } else {
            narrow = model.keeping(KeptObjective(objective: step.objective, least: least))
        }
    }
}

extension AssignmentModel {
    /// Whether a place may stay empty at some price.
    var mayLeavePlacesEmpty: Bool { problem.dossiers.contains { $0.price != nil } }
}

extension Plan {
    /// The plan of the last of some steps, with what each of them reached.
    init(
        _ outcomes: [OrderedSearch.Outcome], of model: AssignmentModel, comparedWith options: SolveOptions
    ) {
        let isProven = outcomes.allSatisfy { $0.bound == $0.reached }
        self.init(outcomes.last?.pairs ?? [], isProven ? .optimal : .feasible, .ordered, of: model)
        take(outcomes, of: model, options)
    }

    /// Takes over the pairs of the last of some steps, and what each of them reached.
    mutating func take(_ outcomes: [OrderedSearch.Outcome], of model: AssignmentModel, _ options: SolveOptions) {
        if options.steps.contains(where: { $0.objective == .changes }) { earlier = options.earlier }
        let (problem, earlier) = (model.problem, earlier)
        steps = outcomes.map { outcome in
            let measures = problem.measures(of: outcome.pairs, comparedWith: earlier)
            let value = measures.value(of: outcome.step.objective)
            return PlanStep(
                step: outcome.step, value: value,
                bound: outcome.bound.map { bound in
                    guard bound > outcome.reached else { return value }
                    return model.figure(bound, of: outcome.step.objective, past: value, earlier?.count ?? 0)
                }, certificate: outcome.certificate, floorProof: outcome.floorProof, assignments: outcome.pairs,
                measures: measures)
        }
    }
}

extension AssignmentModel {
    /// A bound as a figure that people read; no better than what was reached.
    fileprivate func figure(
        _ bound: Int, of objective: ObjectiveStep.Objective, past value: Double, _ earlierCount: Int
    ) -> Double {
        switch objective {
        case .total, .fair: max(value, Double(bound) / Double(affinity.scale) + roundingAllowance)
        case .fill: Double(bound)
        case .even: Double(max(0, -bound))
        case .changes: Double(max(0, earlierCount - bound))
        }
    }
}
