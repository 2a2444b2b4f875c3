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
        /// What is proven of the floor without a search.
        var floorCertificate: Certificate?
        /// The model with the floor that the total keeps.
        var model: AssignmentModel
    }

    /// The plan of the largest total, then the highest floor that the relaxation allows: often there is a plan with it. Else
    /// the floor is raised as far as is soon done, and only then are the floors between searched through.
    func run() throws -> Outcome {
        let first = try TotalSearch(model: model, clock: clock).run()
        guard case .found(let pairs, let bound, let certificate) = first, let reached = model.worst(pairs) else {
            return Outcome(total: first, floorBound: nil, floorCertificate: nil, model: model)
        }
        var ascent = FloorAscent(
            model: model, clock: clock, relativeGap: relativeGap, pairs: pairs, bound: bound, certificate: certificate,
            reached: reached)
        try ascent.lowerCeiling()
        try ascent.tryCeiling()
        try ascent.climb()
        try ascent.perfect()
        try ascent.searchThrough()
        return ascent.outcome
    }
}

/// A floor that is raised from below and a ceiling over all floors that is lowered, until they meet.
private struct FloorAscent {
    let model: AssignmentModel
    let clock: SearchClock
    let relativeGap: Double
    /// The best plan so far; no plan with its floor is worth more than the bound.
    var pairs: [AssignmentPair]
    var bound: Int
    var certificate: Certificate
    /// The floor of that plan, in units.
    var reached: Int
    /// No plan has a higher floor, in units.
    private var ceiling: Int
    private var ceilingCertificate: Certificate?
    /// All floors are multiples of this.
    private let step: Int

    init(
        model: AssignmentModel, clock: SearchClock, relativeGap: Double, pairs: [AssignmentPair], bound: Int,
        certificate: Certificate, reached: Int
    ) {
        self.model = model
        self.clock = clock
        self.relativeGap = relativeGap
        self.pairs = pairs
        self.bound = bound
        self.certificate = certificate
        self.reached = reached
        step = max(1, model.unitOfSums)
        let fewest = model.problem.dossiers.map(\.demand).filter { $0 > 0 }.min() ?? 0
        let most = fewest.multipliedReportingOverflow(by: model.affinity.largest)
        ceiling = most.overflow ? Int.max / 2 : floorDivision(most.partialValue, step) * step
    }

    private var isOpen: Bool { reached < ceiling && clock.hasTime }

    var outcome: FairSearch.Outcome {
        var best = model
        // The largest total on a lower floor is also the largest on the floor that its plan reaches.
        best.floor = reached
        return FairSearch.Outcome(
            total: .found(pairs: pairs, bound: bound, certificate: certificate), floorBound: max(ceiling, reached),
            floorCertificate: ceilingCertificate, model: best)
    }

    private func tell() { clock.tell(.floor, bound: model.value(ceiling), best: model.value(reached)) }

    // MARK: The ceiling

    /// Lowers the ceiling to the highest floor that the relaxation allows. Where it allows none so high, the multipliers
    /// that prove it prove the same of floors somewhat lower; the next attempt is just below those (W. Dinkelbach, "On
    /// nonlinear fractional programming", 1967).
    ///
    /// - Parameter isWhole: Whether to ask for all that the problem does; else as if there were only the dossiers that are
    ///   below the ceiling so far, which often says as much.
    mutating func lowerCeiling(isWhole: Bool = false) throws {
        if ceilingCertificate == nil { lowerCeiling(by: [model.floorAlone]) }
        guard isOpen else { return }
        var trial = model
        trial.floor = ceiling
        guard
            let program = isWhole
                ? TotalSearch(model: trial, clock: clock).startingProgram() : RestrictedProgram(trial, among: dossiersBelow(ceiling))
        else { return }
        // What steps prove changes by leaps with the floor: first how far one gets without.
        program.countsSteps = false
        while isOpen {
            tell()
            program.setFloor(ceiling)
            trial.floor = ceiling
            let before = ceiling
            if try isRefuted(program, trial, isWhole) { lowerCeiling(by: program.floorProofs) }
            guard ceiling == before else { continue }
            guard !program.countsSteps else { return }
            program.countsSteps = true
        }
    }

    /// Whether the relaxation has no solution on the floor of a model.
    private func isRefuted(_ program: RestrictedProgram, _ trial: AssignmentModel, _ isWhole: Bool) throws -> Bool {
        // Among many dossiers the way leads by the largest total: without any aim the solver would wander.
        if isWhole { return try TotalSearch(model: trial, clock: clock).relax(program) == nil }
        return try program.converged(.feasibility, clock).map { $0.shortfall > 1e-7 } ?? false
    }

    /// The dossiers whose panels are below a floor, a flag each.
    private func dossiersBelow(_ floor: Int) -> [Bool] {
        var sums = [Int](repeating: 0, count: model.dossierCount)
        for pair in pairs { sums[pair.dossier] += model.affinityUnits(model.index(pair)) }
        return sums.enumerated().map { model.problem.dossiers[$0].demand > 0 && $1 < floor }
    }

    /// Takes the best proof, if it is better than the one there is.
    private mutating func lowerCeiling(by proofs: [Certificate]) {
        for var proof in proofs {
            guard let bound = model.floorBound(by: proof, atMost: ceiling) else { continue }
            guard bound < ceiling || bound == ceiling && ceilingCertificate == nil else { continue }
            proof.bound = bound
            (ceiling, ceilingCertificate) = (bound, proof)
        }
    }

    // MARK: The floor

    private enum Trial {
        case reached
        case impossible
        case undecided
    }

    /// Looks for a plan with some floor.
    ///
    /// - Parameters:
    ///   - gap: Which plan is good enough.
    ///   - branchLimit: How far to search; nil for to the end.
    private mutating func attempt(_ target: Int, gap: Double, branchLimit: Int?) throws -> Trial {
        tell()
        var trial = model
        trial.floor = target
        let search = TotalSearch(model: trial, clock: clock, relativeGap: gap, branchLimit: branchLimit)
        switch try search.run() {
        case .found(let found, let foundBound, let foundCertificate):
            (pairs, bound, certificate) = (found, foundBound, foundCertificate)
            reached = max(target, trial.worst(found) ?? target)
            return .reached
        case .infeasible:
            ceiling = min(ceiling, target - step)
            return .impossible
        case .undecided: return .undecided
        }
    }

    /// Whether nothing on the floor reached is worth more than the plan at hand, as far as is asked for.
    private var isPerfect: Bool {
        let worth = model.worth(of: pairs)
        return worth >= bound || Matching.relativeGap(of: model.value(worth), bound: model.value(bound)) <= relativeGap
    }

    mutating func tryCeiling() throws {
        guard isOpen else { return }
        guard try attempt(ceiling, gap: relativeGap, branchLimit: Self.brief) == .impossible, isOpen else { return }
        try lowerCeiling(isWhole: true)
        if isOpen { _ = try attempt(ceiling, gap: relativeGap, branchLimit: Self.brief) }
    }

    /// Raises the floor by halving the range, as long as some plan is soon found.
    mutating func climb() throws {
        var open = ceiling
        var left = Self.mostAttempts
        while reached < open, isOpen, left > 0 {
            left -= 1
            let target = min(open, reached + max(step, (open - reached) / step / 2 * step))
            if try attempt(target, gap: Self.anyGap, branchLimit: Self.brief) != .reached { open = target - step }
        }
    }

    /// Makes the plan the best on its floor.
    mutating func perfect() throws {
        guard !isPerfect, clock.hasTime else { return }
        let before = (pairs, reached)
        guard try attempt(reached, gap: relativeGap, branchLimit: nil) == .reached else { return }
        if model.worth(of: pairs) < model.worth(of: before.0) { (pairs, reached) = before }
    }

    /// Settles the floors that are still open, to the end or as long as there is time.
    mutating func searchThrough() throws {
        while isOpen {
            let target = min(ceiling, reached + max(step, (ceiling - reached) / step / 2 * step))
            guard try attempt(target, gap: relativeGap, branchLimit: nil) != .undecided else { return }
        }
    }

    private static let brief = 200
    private static let mostAttempts = 12
    /// Any plan will do.
    private static let anyGap = 1e6
}
