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

    /// The largest total, proven, or what could be had in the time.
    func run() throws -> Outcome {
        let program = RestrictedProgram(model)
        guard let relaxation = try relax(program) else { return .infeasible }
        let bound = model.attainable(atMost: relaxation.bound)
        guard let solution = relaxation.solution else {
            // Too close to call by fractions: whole shares tell. Otherwise the time ran out.
            return relaxation.isConverged
                ? try searchWhole(program, relaxation.certificate, bound)
                : try makeDo(program, bound, relaxation.certificate)
        }
        clock.tell(.relaxation, bound: model.value(bound), best: nil)

        if let pairs = wholePairs(program, solution) {
            if model.worth(of: pairs) >= bound || isGoodEnough(model.worth(of: pairs), bound) {
                return .found(pairs: pairs, bound: bound, certificate: relaxation.certificate)
            }
        }
        return try searchWhole(program, relaxation.certificate, bound)
    }

    /// The multipliers of the best bound, and the optimal shares unless the time ran out.
    private struct Relaxation {
        var certificate: Certificate
        var bound: Int
        var solution: RestrictedProgram.Solution?
        /// Whether nothing outside the program could change its answer.
        var isConverged = false
    }

    /// Solves the relaxation over all allowed pairs and all requirements; nil where it has no solution.
    private func relax(_ program: RestrictedProgram) throws -> Relaxation? {
        var price = 4 * max(model.value(model.dearest), 1e-3)
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

    /// Solves with affinities scattered less and less, each time from where the last ended, until the solution is as
    /// good as its bound. Where totals differ by more than the last scattering adds up to, the bound loses nothing by
    /// it, and a corner with fractions is left for another by scattering otherwise; where they don't, the last solve
    /// is without any.
    private func settle(
        _ program: RestrictedProgram, price: Double, best: inout Relaxation?
    ) throws -> RestrictedProgram.Solution? {
        var solution: RestrictedProgram.Solution?
        let least = 3e-8
        let isCoarse = least * Double(model.affinity.largest) * Double(model.places) < Double(model.affinity.step)
        for draw in 0..<(isCoarse ? 24 : 1) {
            program.draw = draw
            for scatter in [1e-5, 1e-6, least] {
                program.scatter = scatter
                guard let next = try converge(program, .total(price: price), best: &best) else { return solution }
                solution = next
                guard next.shortfall < 1e-7, let bound = best?.bound else { return next }
                if let pairs = wholePairs(program, next), model.worth(of: pairs) >= model.attainable(atMost: bound) { return next }
            }
        }
        guard !isCoarse else { return solution }
        program.scatter = 0
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

    /// The pairs of a solution without fractions; nil where it has some.
    private func wholePairs(
        _ program: RestrictedProgram, _ solution: RestrictedProgram.Solution
    ) -> [AssignmentPair]? {
        guard solution.shares.allSatisfy({ $0 < 1e-6 || $0 > 1 - 1e-6 }) else { return nil }
        let chosen = zip(program.pairs, solution.shares).filter { $0.1 > 0.5 }.map(\.0)
        let pairs = chosen.map(model.pair).sorted()
        return model.isFeasible(pairs) ? pairs : nil
    }

    private func isGoodEnough(_ total: Int, _ bound: Int) -> Bool {
        relativeGap > 0
            && Double(bound - total) <= relativeGap * max(abs(Double(total)), 1e-9 * Double(model.affinity.scale))
    }

    // MARK: Whole shares

    /// The best plan, by whole shares of the pairs whose margin is within a window around zero. A plan that departs
    /// from the signs of the margins outside the window loses at least the window's width against the bound: one
    /// found within it that is no worse than that is the best of all. Otherwise the window is widened.
    private func searchWhole(
        _ program: RestrictedProgram, _ certificate: Certificate, _ bound: Int
    ) throws -> Outcome {
        guard let multipliers = Multipliers(certificate, of: model) else { return .undecided(bound: bound) }
        let rawBound = multipliers.bound(in: model)
        let margins = allMargins(multipliers)
        var window = firstWindow(margins)
        var best: (pairs: [AssignmentPair], total: Int)?
        searching: while clock.hasTime {
            let answer = try solveWithin(window, margins, program, best?.total)
            switch answer {
            case .found(let pairs, let isBest):
                let total = model.worth(of: pairs)
                if total > best?.total ?? Int.min { best = (pairs, total) }
                clock.tell(.search, bound: model.value(bound), best: model.value(total))
                if total >= bound || isGoodEnough(total, bound) {
                    return .found(pairs: pairs, bound: bound, certificate: certificate)
                }
                guard isBest, let best else { break searching }
                // Outside the window, at most this.
                let outside = model.attainable(atMost: rawBound - window / multipliers.resolution)
                if best.total >= outside || window == Int.max {
                    return .found(pairs: best.pairs, bound: best.total, certificate: certificate)
                }
                window = max(window, (rawBound - total + 1) * multipliers.resolution)
            case .nothing:
                if window == Int.max { return .infeasible }
                window = widest(margins) <= window ? Int.max : window &* 4
            case .undecided:
                return try makeDo(program, bound, certificate)
            }
        }
        if let best { return .found(pairs: best.pairs, bound: bound, certificate: certificate) }
        return try makeDo(program, bound, certificate)
    }

    private enum WindowAnswer {
        case found(pairs: [AssignmentPair], isBest: Bool)
        case nothing
        case undecided
    }

    /// The best plan that keeps to the signs of the margins outside the window.
    private func solveWithin(
        _ window: Int, _ margins: [Int], _ program: RestrictedProgram, _ known: Int?
    ) throws -> WindowAnswer {
        var kept: [Int] = []
        var fixed: [Int] = []
        for (pair, margin) in margins.enumerated() where margin != ExactAffinity.forbidden {
            if model.isPinned[pair] || (margin > window) {
                fixed.append(pair)
            } else if margin >= 0 || -margin <= window {
                kept.append(pair)
            }
        }
        while true {
            guard let whole = program.wholeProgram(keeping: kept, fixed: fixed, buying: nil) else { return .nothing }
            guard clock.hasTime else { return .undecided }
            let answer = try whole.program.solve(
                ProgramOptions(
                    timeLimit: clock.remaining, relativeGap: relativeGap, watch: clock.watch(model, fixed)))
            switch answer.status {
            case .optimal, .feasible:
                let chosen = zip(kept, answer.values).filter { $0.1 > 0.5 }.map(\.0) + fixed
                let shares = chosen.map { (pair: $0, share: 1.0) }
                if program.addBrokenRequirements(by: shares) { continue }
                if program.refusePanelsBelowFloor(chosen) { continue }
                let pairs = chosen.map(model.pair).sorted()
                guard model.isFeasible(pairs) else { return .undecided }
                let total = answer.bound.isFinite && answer.status == .optimal && relativeGap == 0
                return .found(pairs: pairs, isBest: total)
            case .infeasible: return .nothing
            default: return .undecided
            }
        }
    }

    private func allMargins(_ multipliers: Multipliers) -> [Int] {
        var all: [Int] = []
        all.reserveCapacity(model.pairCount)
        var margins = [Int](repeating: 0, count: model.expertCount)
        for dossier in 0..<model.dossierCount {
            multipliers.margins(of: dossier, in: model, into: &margins)
            all += margins
        }
        return all
    }

    /// Wide enough for a few pairs a place, and for one step between affinities.
    private func firstWindow(_ margins: [Int]) -> Int {
        let sizes = margins.lazy.filter { $0 != ExactAffinity.forbidden }.map(abs).sorted()
        let wanted = min(sizes.count, 4 * model.places + 50)
        let width = wanted == 0 ? 0 : sizes[wanted - 1]
        return min(max(width, model.resolution), Int.max / 8)
    }

    private func widest(_ margins: [Int]) -> Int {
        margins.lazy.filter { $0 != ExactAffinity.forbidden }.map(abs).max() ?? 0
    }

    /// When the time ran out: some plan among the pairs at hand, in what little time it takes.
    private func makeDo(
        _ program: RestrictedProgram, _ bound: Int, _ certificate: Certificate
    ) throws -> Outcome {
        let grace = max(1.0, (clock.limit ?? 10) * 0.3)
        let loose = program.pairs.filter { !model.isPinned[$0] }
        let pinned = program.pairs.filter { model.isPinned[$0] }
        for _ in 0..<20 {
            guard let whole = program.wholeProgram(keeping: loose, fixed: pinned, buying: nil), !loose.isEmpty
            else { break }
            let answer = try whole.program.solve(ProgramOptions(timeLimit: grace, relativeGap: 0.02))
            guard answer.status == .optimal || answer.status == .feasible else { break }
            let chosen = zip(loose, answer.values).filter { $0.1 > 0.5 }.map(\.0) + pinned
            if program.addBrokenRequirements(by: chosen.map { (pair: $0, share: 1.0) }) { continue }
            if program.refusePanelsBelowFloor(chosen) { continue }
            let pairs = chosen.map(model.pair).sorted()
            guard model.isFeasible(pairs) else { break }
            return .found(pairs: pairs, bound: bound, certificate: certificate)
        }
        return .undecided(bound: bound)
    }
}
