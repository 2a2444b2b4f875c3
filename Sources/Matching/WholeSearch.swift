internal import Solver

/// The search for a plan, once the relaxation has given multipliers and a bound: from a solution with fractions to
/// whole shares of the pairs.
struct WholeSearch {
    let model: AssignmentModel
    let clock: SearchClock
    /// A plan within this part of the bound is good enough.
    let relativeGap: Double
    let program: RestrictedProgram
    let certificate: Certificate
    /// No plan is worth more, in units.
    let bound: Int
    let hand: PlanInHand
    /// A plan that keeps to everything, where one is known.
    var known: [AssignmentPair] = []

    private typealias Incumbent = (pairs: [AssignmentPair], total: Int)

    /// The best plan, by branch and bound over whole shares near a solution of the relaxation, where there is one,
    /// then over all that could be better.
    func run(near solution: RestrictedProgram.Solution? = nil) throws -> TotalSearch.Outcome {
        guard let multipliers = Multipliers(certificate, of: model) else { return .undecided(bound: bound) }
        hand.phase = .search
        if let solution, let pairs = program.wholePairs(solution), isGoodEnough(model.worth(of: pairs)) {
            return .found(pairs: pairs, bound: bound, certificate: certificate)
        }
        let margins = Margins(of: program.pairs, by: multipliers, in: model)
        let mended = try solution.flatMap { try mend($0, margins) }
        if let mended {
            clock.tell(.search, bound: model.value(bound), best: hand.worth)
            if isGoodEnough(mended.total) {
                return .found(pairs: mended.pairs, bound: bound, certificate: certificate)
            }
        }
        let incumbent = known.isEmpty ? nil : Incumbent(pairs: known, total: model.worth(of: known))
        let start = [mended, incumbent].compactMap(\.self).max { $0.total < $1.total }
        return try search(margins, from: start)
    }

    private func isGoodEnough(_ total: Int) -> Bool {
        total >= bound
            || relativeGap > 0
                && Double(bound - total) <= relativeGap * max(abs(Double(total)), 1e-9 * Double(model.scale))
    }

    // MARK: Near the relaxation

    /// A good plan that differs from a solution of the relaxation on few panels only: those with fractions, then more
    /// and more of those that share experts with them (after E. Danna, E. Rothberg and C. Le Pape, "Exploring
    /// Relaxation Induced Neighborhoods to Improve MIP Solutions", 2005). Nil where there is none.
    private func mend(_ solution: RestrictedProgram.Solution, _ margins: Margins) throws -> Incumbent? {
        let pairs = program.pairs
        var panels = FractionalPanels(pairs, solution.shares, model)
        // What is in a plan that reaches the bound; where affinities are fine, few plans do.
        let window = max(margins.closing(bound), margins.width(of: model.places))
        var best: Incumbent?
        for attempt in 0..<(model.aim.isCounted ? 2 : 1) * Self.attempts where clock.hasTime {
            if attempt > 0 { guard panels.loosenMore() else { break } }
            let (kept, fixed) = panels.split(
                fixing: { model.isPinned(pairs[$0]) || margins.ofKnown[$0] > window },
                dropping: { margins.ofKnown[$0] < -window })
            guard case .found(let pairs, _) = try solve(keeping: kept, fixed: fixed, branchLimit: 100) else { continue }
            let total = model.worth(of: pairs)
            if total > best?.total ?? Int.min { best = (pairs, total) }
            hand.take(pairs, total)
            if isGoodEnough(total) { return best }
        }
        return best
    }

    private static let attempts = 4

    // MARK: Everywhere

    /// The best plan, by whole shares of the pairs whose margin is within a window around zero. A plan that departs
    /// from the signs of the margins outside the window loses at least the window's width against the bound: one
    /// found within it that is no worse than that is the best of all. Otherwise the window is widened.
    private func search(_ margins: Margins, from known: Incumbent?) throws -> TotalSearch.Outcome {
        var best = known
        var window = margins.width(of: model.places / 2 + 200)
        if let known { window = min(window, margins.closing(known.total)) }
        searching: while clock.hasTime {
            let (kept, fixed) = margins.split(window)
            // Counts have so many equals that a search for whole shares may not end; the bound says what is open.
            switch try solve(keeping: kept, fixed: fixed, branchLimit: model.aim.isCounted ? 1_000 : nil) {
            case .found(let pairs, let isBest):
                let total = model.worth(of: pairs)
                if total > best?.total ?? Int.min { best = (pairs, total) }
                hand.take(pairs, total)
                clock.tell(.search, bound: model.value(bound), best: hand.worth)
                guard let best else { break searching }
                if isGoodEnough(best.total) { return .found(pairs: best.pairs, bound: bound, certificate: certificate) }
                guard isBest else { break searching }
                // Outside the window, at most this.
                let outside = model.attainable(atMost: margins.outside(window))
                if best.total >= outside || window == Int.max {
                    return .found(pairs: best.pairs, bound: best.total, certificate: certificate)
                }
                window = max(window, margins.closing(best.total))
            case .nothing:
                if window == Int.max { return .infeasible }
                window = margins.widest <= window ? Int.max : window &* 4
            case .undecided:
                guard best == nil else { break searching }
                return try makeDo()
            }
        }
        return best == nil ? try makeDo() : hand.outcome(bound, certificate)
    }

    // MARK: Branch and bound

    private enum Answer {
        case found(pairs: [AssignmentPair], isBest: Bool)
        case nothing
        case undecided
    }

    /// The best plan among the kept pairs and with the fixed ones.
    private func solve(keeping kept: [Int], fixed: [Int], branchLimit: Int? = nil) throws -> Answer {
        var isComplete = false
        for round in 0... {
            // Rows are seldom missing. Where they are again and again, or it takes long to find out, all that these pairs
            // could break are rows at once, so that what is found on the way is a plan.
            if round >= 2 { isComplete = true }
            if isComplete { program.addRequirements(on: kept + fixed) }
            guard let whole = program.wholeProgram(keeping: kept, fixed: fixed, buying: nil) else { return .nothing }
            guard clock.hasTime else { return .undecided }
            let answer = try whole.program.solve(
                clock.options(
                    relativeGap: relativeGap, branchLimit: branchLimit ?? (isComplete ? nil : Self.branchesWithoutRows),
                    watch: clock.watch(hand, plansOf: isComplete ? model : nil, fixed)))
            switch answer.status {
            case .optimal, .feasible:
                let chosen = zip(kept, answer.values).filter { $0.1 > 0.5 }.map(\.0) + fixed
                if program.breaksMore(by: chosen) {
                    hand.shares = chosen.map { (pair: $0, share: 1) }
                    continue
                }
                let pairs = model.plan(of: chosen)
                guard model.isFeasible(pairs) else { return .undecided }
                let isCutShort = answer.bound - answer.objective > max(relativeGap * abs(answer.objective), 0)
                if answer.status == .feasible, isCutShort, branchLimit == nil, !isComplete, clock.hasTime {
                    hand.take(pairs, model.worth(of: pairs))
                    isComplete = true
                    continue
                }
                let isBest = answer.bound.isFinite && answer.status == .optimal && relativeGap == 0
                return .found(pairs: pairs, isBest: isBest)
            case .infeasible: return .nothing
            case .timeLimit where branchLimit == nil && !isComplete && clock.hasTime: isComplete = true
            default: return .undecided
            }
        }
        return .undecided
    }

    private static let branchesWithoutRows = 200

    /// Where the search can't go on: the plan in hand, or a better one among the pairs at hand in the time that is left.
    func makeDo() throws -> TotalSearch.Outcome {
        let clock = clock.limit == nil ? clock.limited(to: 3) : clock
        if clock.hasTime { hand.seek(clock.half) }
        let loose = program.pairs.filter { !model.isPinned($0) }
        let pinned = program.pairs.filter { model.isPinned($0) }
        program.addRequirements(on: program.pairs)
        while clock.hasTime, !loose.isEmpty, let whole = program.wholeProgram(keeping: loose, fixed: pinned, buying: nil) {
            let answer = try whole.program.solve(clock.options(relativeGap: 0.02, watch: clock.watch(hand, plansOf: model, pinned)))
            guard answer.status == .optimal || answer.status == .feasible else { break }
            let chosen = zip(loose, answer.values).filter { $0.1 > 0.5 }.map(\.0) + pinned
            if program.breaksMore(by: chosen) { continue }
            hand.offer(model.plan(of: chosen))
            break
        }
        return hand.outcome(bound, certificate)
    }
}

extension RestrictedProgram {
    /// The pairs of a solution without fractions that keeps to every requirement; nil where it is none.
    func wholePairs(_ solution: Solution) -> [AssignmentPair]? {
        guard solution.shares.allSatisfy({ $0 < 1e-6 || $0 > 1 - 1e-6 }) else { return nil }
        let chosen = zip(pairs, solution.shares).filter { $0.1 > 0.5 }.map(\.0)
        let chosenPairs = model.plan(of: chosen)
        return model.isFeasible(chosenPairs) ? chosenPairs : nil
    }

    /// Makes rows of all requirements that some pairs could break if they were assigned together.
    fileprivate func addRequirements(on pairs: [Int]) { _ = addBrokenRequirements(by: pairs.map { (pair: $0, share: 1.0) }) }

    /// Whether chosen pairs break requirements that were no rows before; they are from now on.
    fileprivate func breaksMore(by chosen: [Int]) -> Bool {
        addBrokenRequirements(by: chosen.map { (pair: $0, share: 1.0) }) || refusePanelsBelowFloor(chosen)
    }
}

/// The panels of a solution: those with fractions are loose at first. Pairs are named by their place among the known
/// ones.
private struct FractionalPanels {
    private let model: AssignmentModel
    private let pairs: [Int]
    /// The places of the pairs that are in, wholly.
    private let chosen: [Int]
    private var isLoose: [Bool]
    private var looseCount: Int

    init(_ pairs: [Int], _ shares: [Double], _ model: AssignmentModel) {
        self.model = model
        self.pairs = pairs
        isLoose = [Bool](repeating: false, count: model.dossierCount)
        var chosen: [Int] = []
        for (place, share) in shares.enumerated() {
            if share > 1 - 1e-6 {
                chosen.append(place)
            } else if share > 1e-6 {
                isLoose[pairs[place] / model.expertCount] = true
            }
        }
        self.chosen = chosen
        looseCount = isLoose.count { $0 }
    }

    /// The pairs to choose among, and those that are settled: on the loose panels all but what is dropped, elsewhere
    /// what is in.
    func split(
        fixing isFixed: (Int) -> Bool, dropping isDropped: (Int) -> Bool
    ) -> (kept: [Int], fixed: [Int]) {
        var kept: [Int] = []
        var fixed: [Int] = []
        for (place, pair) in pairs.enumerated() where isLoose[pair / model.expertCount] {
            if isFixed(place) { fixed.append(pair) } else if !isDropped(place) { kept.append(pair) }
        }
        fixed += chosen.map { pairs[$0] }.filter { !isLoose[$0 / model.expertCount] }
        return (kept, fixed)
    }

    /// Loosens as many panels again, and a few: those that share most experts with the loose ones; false where all
    /// are loose.
    mutating func loosenMore() -> Bool {
        guard looseCount < model.dossierCount else { return false }
        var isShared = [Bool](repeating: false, count: model.expertCount)
        let chosenPairs = chosen.map { pairs[$0] }
        for pair in chosenPairs where isLoose[pair / model.expertCount] { isShared[pair % model.expertCount] = true }
        var common = [Int](repeating: 0, count: model.dossierCount)
        for pair in chosenPairs where isShared[pair % model.expertCount] { common[pair / model.expertCount] += 1 }
        let next = isLoose.indices.filter { !isLoose[$0] }
            .sorted { (common[$1], scattered($0)) < (common[$0], scattered($1)) }
            .prefix(looseCount + 10)
        for dossier in next { isLoose[dossier] = true }
        looseCount += next.count
        return true
    }
}
