internal import Solver

/// The search for the plan that is worth most: the relaxation over a growing choice of pairs, then, where that has fractions,
/// whole shares among the pairs that its duals don't rule out.
struct TotalSearch {
    /// How a search ended; what plans are worth, and bounds, in units.
    enum Outcome {
        /// A plan; `bound` is proven.
        case found(pairs: [AssignmentPair], bound: Int, certificate: Certificate)
        /// Nothing satisfies all requirements.
        case infeasible
        /// The time ran out first.
        case undecided(bound: Int?)
    }

    let model: AssignmentModel
    let clock: SearchClock
    /// A plan within this part of the bound is good enough.
    var relativeGap: Double = 0
    /// The search for whole shares is given up after so many branches at a time; nil for never.
    var branchLimit: Int?

    /// The plan worth most, proven, or what could be had in the time.
    func run() throws -> Outcome {
        guard let program = startingProgram() else { return .infeasible }
        guard let relaxation = try relax(program) else { return .infeasible }
        var certificate = relaxation.certificate
        certificate.bound = model.attainable(atMost: relaxation.bound)
        let search = WholeSearch(
            model: model, clock: clock, relativeGap: relativeGap, program: program, certificate: certificate,
            bound: certificate.bound, branchLimit: branchLimit)
        // Without a solution it is too close to call by fractions, and whole shares tell; or the time ran out.
        guard let solution = relaxation.solution else {
            return relaxation.isConverged ? try search.run() : try search.makeDo()
        }
        clock.tell(.relaxation, bound: model.value(search.bound), best: nil)
        return try search.run(near: solution)
    }

    /// The program to begin with: at the tree of the network's best flow, where there is one; nil where demands and
    /// loads alone can't be met. Where the flow breaks other requirements and affinities are coarse, they are scattered
    /// from the start: the solver would wander among equals.
    func startingProgram() -> RestrictedProgram? {
        let candidates = Candidates(model, leaving: model.isSettled)
        guard let network = AssignmentNetwork(model, candidates), network.solve(clock) else {
            return RestrictedProgram(model)
        }
        // All that the network asks for the problem asks for too, unless it may give way.
        if network.isShort { return model.problem.isSoft ? RestrictedProgram(model, startingFrom: network) : nil }
        if model.affinity.isCoarse, !model.isFeasible(network.flowingPairs) {
            guard network.solve(scattering: Scattering(of: model.affinity), clock) else { return RestrictedProgram(model) }
        }
        return RestrictedProgram(model, startingFrom: network)
    }

    /// The multipliers of the best bound, and the optimal shares unless the time ran out.
    struct Relaxation {
        var certificate: Certificate
        var bound: Int
        var solution: RestrictedProgram.Solution?
        /// Whether nothing outside the program could change its answer.
        var isConverged = false
    }

    /// Solves the relaxation over all allowed pairs and all requirements; nil where it has no solution.
    func relax(_ program: RestrictedProgram) throws -> Relaxation? {
        var price = max(4 * model.value(model.dearest), 2 * program.worthOfPlace, 1e-3)
        var best: Relaxation?
        for _ in 0..<4 {
            guard let solution = try settle(program, price: price, best: &best) else {
                best?.isConverged = false
                break
            }
            if solution.shortfall < 1e-7 {
                best?.solution = solution
                return best
            }
            // Either the price of a shortfall was too low, or there is no way around it. Ask without affinities.
            guard let least = try converge(program, .feasibility, best: &best) else {
                best?.isConverged = false
                break
            }
            if least.shortfall > 1e-6 { return nil }
            price *= 30
            best?.isConverged = true
        }
        // Multipliers of zero prove a bound too, if a poor one.
        return best ?? trivial
    }

    private var trivial: Relaxation? {
        let certificate = Certificate(scale: model.affinity.scale, resolution: model.resolution, duals: [:])
        let bound = Multipliers(certificate, of: model)?.bound(in: model) ?? 0
        return Relaxation(certificate: certificate, bound: bound, solution: nil)
    }

    /// Solves with affinities scattered, where the program began so, then from there without.
    private func settle(
        _ program: RestrictedProgram, price: Double, best: inout Relaxation?
    ) throws -> RestrictedProgram.Solution? {
        if !program.scatter.isNone {
            guard try converge(program, .total(price: price), best: &best) != nil else { return nil }
            program.scatter = .none
        }
        return try converge(program, .total(price: price), best: &best)
    }

    /// Solves and grows the program until nothing outside it could change the answer; nil when the time ran out.
    private func converge(
        _ program: RestrictedProgram, _ purpose: RestrictedProgram.Purpose, best: inout Relaxation?
    ) throws -> RestrictedProgram.Solution? {
        while true {
            guard let solution = try program.solve(purpose, within: clock.share(0.6)) else { return nil }
            if case .total = purpose, let multipliers = Multipliers(solution.certificate, of: model) {
                let bound = multipliers.bound(in: model)
                if bound <= best?.bound ?? Int.max {
                    // A better bound starts anew: it is not yet known whether the program has converged.
                    best = Relaxation(certificate: solution.certificate, bound: bound, solution: nil)
                }
                clock.tell(.relaxation, bound: best.map { model.value($0.bound) }, best: nil)
            }
            let shares = Array(zip(program.pairs, solution.shares)).map { (pair: $0, share: $1) }
            // Both at once: each round costs a solve.
            let grewRows = program.addBrokenRequirements(by: shares)
            let grewPairs = program.addWorthwhilePairs(by: solution.certificate, purpose: purpose)
            if !grewRows && !grewPairs { return solution }
        }
    }
}
