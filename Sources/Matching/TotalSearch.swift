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
    private(set) var clock: SearchClock
    /// A plan within this part of the bound is good enough.
    var relativeGap: Double = 0
    /// A plan that keeps to everything, where one is known; so the program has a solution at once.
    var known: [AssignmentPair] = []

    /// The plan worth most, proven, or what could be had in the time.
    func run() throws -> Outcome {
        switch begin() {
        case .impossible: return .infeasible
        case .cutShort(let network):
            let hand = PlanInHand(model, clock, network)
            let known = bound(by: network)
            return hand.outcome(known.bound, known.certificate)
        case .program(let program, let network):
            let hand = PlanInHand(model, clock, network)
            var search = self
            if hand.isOfUse { search.clock.alongside = { hand.seekWhenDue() } }
            return try search.run(program, network, hand)
        }
    }

    private func run(_ program: RestrictedProgram, _ network: AssignmentNetwork?, _ hand: PlanInHand) throws -> Outcome {
        for pair in known where model.stands(pair.dossier) { program.add(model.index(pair)) }
        clock.tell(.relaxation)
        guard let relaxation = try relax(program, network, hand) else { return .infeasible }
        var certificate = relaxation.certificate
        certificate.bound = model.attainable(atMost: relaxation.bound)
        hand.bound = model.value(certificate.bound)
        let search = WholeSearch(
            model: model, clock: clock, relativeGap: relativeGap, program: program, certificate: certificate,
            bound: certificate.bound, hand: hand, known: known)
        // Without a solution it is too close to call by fractions, and whole shares tell; or the time ran out.
        guard let solution = relaxation.solution else {
            return relaxation.isConverged ? try search.run() : try search.makeDo()
        }
        clock.tell(.relaxation, bound: hand.bound, best: hand.worth)
        return try search.run(near: solution)
    }

    private enum Beginning {
        /// The program to begin with, and the network that it begins at.
        case program(RestrictedProgram, AssignmentNetwork?)
        /// Demands and loads alone can't be met.
        case impossible
        /// The time ran out first.
        case cutShort(AssignmentNetwork?)
    }

    /// The program to begin with: at the tree of the network's best flow, where there is one; nil where demands and
    /// loads alone can't be met. Where the flow breaks other requirements and affinities are coarse, they are scattered
    /// from the start: the solver would wander among equals.
    func startingProgram() -> RestrictedProgram? {
        switch begin() {
        case .program(let program, _): program
        case .impossible: nil
        case .cutShort: RestrictedProgram(model)
        }
    }

    private func begin() -> Beginning {
        clock.tell(.network)
        // A panel for several dossiers takes a whole number of places with each expert: no flow of a network.
        guard model.sharing == nil else { return .program(RestrictedProgram(model), nil) }
        let candidates = Candidates(model, leaving: model.isSettled)
        guard let network = AssignmentNetwork(model, candidates) else { return .program(RestrictedProgram(model), nil) }
        guard network.solve(clock) else { return .cutShort(network) }
        // All that the network asks for the problem asks for too, unless it may give way.
        if network.isShort, !model.problem.isSoft { return .impossible }
        if !network.isShort, model.isCoarse, !model.isFeasible(network.flowingPairs) {
            guard network.solve(scattering: model.scattering, clock) else {
                return clock.hasTime ? .program(RestrictedProgram(model), nil) : .cutShort(network)
            }
        }
        guard clock.hasTime else { return .cutShort(network) }
        return .program(RestrictedProgram(model, startingFrom: network), network)
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
    func relax(
        _ program: RestrictedProgram, _ network: AssignmentNetwork? = nil, _ hand: PlanInHand? = nil
    ) throws -> Relaxation? {
        let settling = Settling(program: program, clock: clock.part(0.6), hand: hand)
        var price = max(4 * model.value(model.dearest), 2 * program.worthOfPlace, 1e-3)
        var best: Relaxation?
        for _ in 0..<4 {
            guard let solution = try settle(settling, price: price, best: &best) else {
                best?.isConverged = false
                break
            }
            if solution.shortfall < 1e-7 {
                best?.solution = solution
                return best
            }
            // Either the price of a shortfall was too low, or there is no way around it. Ask without affinities.
            guard let least = try converge(settling, .feasibility, best: &best) else {
                best?.isConverged = false
                break
            }
            if least.shortfall > 1e-6 { return nil }
            price *= 30
            best?.isConverged = true
        }
        return best ?? bound(by: network)
    }

    /// The better of what a network's potentials prove and of what there is without any network.
    private func bound(by network: AssignmentNetwork?) -> Relaxation {
        let alone = model.certificateOfPanelsAlone
        let proven = [alone, network?.certificate].compactMap { $0 }.compactMap { certificate -> Relaxation? in
            guard let bound = Multipliers(certificate, of: model)?.bound(in: model) else { return nil }
            return Relaxation(certificate: certificate, bound: bound, solution: nil)
        }
        guard var best = proven.min(by: { $0.bound < $1.bound }) else { return Relaxation(certificate: alone, bound: Int.max) }
        best.bound = model.attainable(atMost: best.bound)
        best.certificate.bound = best.bound
        return best
    }

    /// A relaxation at work: within which time, and what looks for a plan meanwhile.
    private struct Settling {
        let program: RestrictedProgram
        let clock: SearchClock
        let hand: PlanInHand?
    }

    /// Solves with affinities scattered, where the program began so, then from there without.
    private func settle(
        _ settling: Settling, price: Double, best: inout Relaxation?
    ) throws -> RestrictedProgram.Solution? {
        if !settling.program.scatter.isNone {
            guard try converge(settling, .total(price: price), best: &best) != nil else { return nil }
            settling.program.scatter = .none
        }
        return try converge(settling, .total(price: price), best: &best)
    }

    /// Solves and grows the program until nothing outside it could change the answer; nil when the time ran out.
    private func converge(
        _ settling: Settling, _ purpose: RestrictedProgram.Purpose, best: inout Relaxation?
    ) throws -> RestrictedProgram.Solution? {
        let (program, hand) = (settling.program, settling.hand)
        while true {
            guard let solution = try program.solve(purpose, settling.clock) else { return nil }
            var isAtBound = false
            if case .total = purpose, let multipliers = Multipliers(solution.certificate, of: model) {
                let bound = multipliers.bound(in: model)
                isAtBound = program.scatter.isNone && solution.worth * Double(model.scale) + 0.5 > Double(bound)
                if bound <= best?.bound ?? Int.max {
                    // A better bound starts anew: it is not yet known whether the program has converged.
                    best = Relaxation(certificate: solution.certificate, bound: bound, solution: nil)
                }
                clock.tell(.relaxation, bound: best.map { model.value($0.bound) }, best: hand?.worth)
            }
            let shares = Array(zip(program.pairs, solution.shares)).map { (pair: $0, share: $1) }
            hand?.shares = shares
            // Both at once: each round costs a solve.
            let grewRows = program.addBrokenRequirements(by: shares)
            // The bound is on all pairs: no other can be worth more.
            if isAtBound && !grewRows { return solution }
            let grewPairs = program.addWorthwhilePairs(by: solution.certificate, purpose: purpose)
            if !grewRows && !grewPairs { return solution }
        }
    }
}

extension AssignmentModel {
    /// A proof that needs no search: no plan is worth more than if each dossier chose first, rules and loads apart. The
    /// multiplier of a demand is what the last one chosen is worth.
    fileprivate var certificateOfPanelsAlone: Certificate {
        var duals: [Requirement: Int] = [:]
        for (dossier, facts) in problem.dossiers.enumerated() where facts.demand > 0 {
            var best: [Int] = []
            weights.forEach(in: index(dossier, 0)..<index(dossier + 1, 0)) { _, weight in
                guard weight != ExactAffinity.forbidden else { return }
                if best.count < facts.demand {
                    best.append(weight)
                } else if let least = best.last, weight > least {
                    best[best.count - 1] = weight
                } else {
                    return
                }
                var place = best.count - 1
                while place > 0, best[place - 1] < best[place] {
                    best.swapAt(place - 1, place)
                    place -= 1
                }
            }
            let requirement = Requirement.demand(dossier: dossier)
            let least = leeway(of: requirement).below.map { -$0 } ?? Int.min
            if let last = best.last, last != 0 { duals[requirement] = max(last, least) * resolution }
        }
        return Certificate(scale: scale, resolution: resolution, duals: duals)
    }
}
