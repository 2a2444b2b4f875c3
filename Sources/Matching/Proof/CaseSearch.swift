internal import Solver

/// The search for a proof by cases, by branch and bound over the relaxation: whatever it claims of a case is shown by
/// multipliers, in whole numbers, so that nobody has to believe the search.
struct CaseSearch {
    /// What is to be shown.
    private enum Claim {
        /// No plan is worth more, in units.
        case worthAtMost(Int)
        /// There is no plan.
        case noPlan
    }

    let model: AssignmentModel
    let clock: SearchClock

    /// More cases than these make a proof that nobody wants to read. It is a number of cases, not of seconds, so that
    /// the same plan has the same proof on every machine.
    private static let mostCases = 1_000
    /// Nor are deeper trees, which readers of JSON refuse.
    private static let mostSplits = 48

    /// A proof that no plan is worth more than so many units; nil where that isn't so, or takes too many cases.
    func proof(thatNoneExceeds worth: Int) throws -> CaseProof? {
        guard let program = TotalSearch(model: model, clock: clock).startingProgram() else { return nil }
        // Multipliers of scattered affinities would be no good ones.
        program.scatter = .none
        return try proof(of: .worthAtMost(worth), program)
    }

    /// A proof that some requirements, or all of them, can't hold together; nil where they can, or it takes too many
    /// cases.
    ///
    /// - Parameter multipliers: Some that may already do.
    func proofOfImpossibility(
        of requirements: [Requirement]? = nil, trying multipliers: [Requirement: Int] = [:]
    ) throws -> CaseProof? {
        let charges = Charges(multipliers)
        if model.provesImpossibility(.shown(charges)) { return .shown(charges) }
        let claimed = requirements.map(Set.init)
        return try proof(of: .noPlan, RestrictedProgram(model) { claimed?.contains($0) ?? true })
    }

    private func proof(of claim: Claim, _ program: RestrictedProgram) throws -> CaseProof? {
        var left = Self.mostCases
        let proof = try proof(of: claim, given: PlanCase(), knowing: Charges([:]), program, left: &left)
        program.given = PlanCase()
        return proof
    }

    /// - Parameter charges: The last ones of the case of which this one is a part.
    private func proof(
        of claim: Claim, given: PlanCase, knowing charges: Charges, _ program: RestrictedProgram, left: inout Int
    ) throws -> CaseProof? {
        guard left > 0, given.pairs.count + given.absent.count <= Self.mostSplits else { return nil }
        left -= 1
        if let excess = excess(given, program) {
            return .shown(charging(excess, in: charges, of: claim, given, program))
        }
        program.given = given
        switch try relaxation(of: claim, given, program) {
        case .proven(let charges): return .shown(charges)
        case .open(let shares, let charges):
            guard model.sharing == nil, let pair = mostDivided(program.pairs, shares),
                let with = try proof(of: claim, given: given.having(pair), knowing: charges, program, left: &left),
                let without = try proof(of: claim, given: given.lacking(pair), knowing: charges, program, left: &left)
            else { return nil }
            return .split(model.pair(pair), with: with, without: without)
        case .undecided: return nil
        }
    }

    /// A requirement of which the pairs of a case are too much by themselves: nothing is left to solve.
    private func excess(_ given: PlanCase, _ program: RestrictedProgram) -> Breach? {
        let pairs = Set(given.pairs.map(model.pair)).union(model.problem.hardPins)
        return model.excesses(of: pairs.sorted()).first { program.enforces($0.requirement) }
    }

    /// Multipliers that charge a requirement so much that the pairs that are too many for it outweigh all else.
    private func charging(
        _ excess: Breach, in charges: Charges, of claim: Claim, _ given: PlanCase, _ program: RestrictedProgram
    ) -> Charges {
        guard case .worthAtMost(let worth) = claim,
            let known = Multipliers(charges, resolution: model.resolution, of: model)
        else { return Charges([excess.requirement: 1]) }
        let missing = known.parts(in: model, given: given) - Int128(worth) * Int128(model.resolution)
        var charges = charges
        let charge = max(0, missing / Int128(excess.excess) + 1)
        charges.duals[excess.requirement] = max(0, charges.duals[excess.requirement] ?? 0) + Int(clamping: charge)
        return charges
    }

    private enum Relaxation {
        case proven(Charges)
        /// Shares of the program's pairs that contradict the claim, as long as shares may be parts.
        case open([Double], Charges)
        case undecided
    }

    /// Solves the relaxation of a case until its multipliers show the claim, or nothing outside it could make them.
    private func relaxation(of claim: Claim, _ given: PlanCase, _ program: RestrictedProgram) throws -> Relaxation {
        var price = max(4 * model.value(model.dearest), 2 * program.worthOfPlace, 1e-3)
        var raises = 0
        while clock.hasTime {
            let purpose: RestrictedProgram.Purpose =
                switch claim {
                case .worthAtMost: .total(price: price)
                case .noPlan: .feasibility
                }
            guard let solution = try? program.solve(purpose, clock) else { return .undecided }
            let certificate = solution.certificate
            if shows(claim, certificate, given) { return .proven(Charges(certificate)) }
            let shares = Array(zip(program.pairs, solution.shares)).map { (pair: $0, share: $1) }
            let grewRows = program.addBrokenRequirements(by: shares)
            let grewPairs = program.addWorthwhilePairs(by: certificate, purpose: purpose)
            if grewRows || grewPairs { continue }
            guard solution.shortfall > 1e-7, case .worthAtMost = claim else { return .open(solution.shares, Charges(certificate)) }
            // What can't be had must cost more than what it brings.
            raises += 1
            guard raises <= 4 else { return .undecided }
            price *= 30
        }
        return .undecided
    }

    private func shows(_ claim: Claim, _ certificate: Certificate, _ given: PlanCase) -> Bool {
        switch claim {
        case .worthAtMost(let worth):
            guard let multipliers = Multipliers(certificate, of: model) else { return false }
            return model.isBound(multipliers.units(multipliers.parts(in: model, given: given)), by: worth)
        case .noPlan:
            guard let multipliers = Multipliers(Charges(certificate), resolution: 0, of: model) else { return false }
            return multipliers.parts(in: model, given: given) < 0
        }
    }

    /// The pair whose share is nearest to one half; nil where all are whole.
    private func mostDivided(_ pairs: [Int], _ shares: [Double]) -> Int? {
        let divided = zip(pairs, shares).filter { $0.1 > 1e-6 && $0.1 < 1 - 1e-6 }
        return divided.min { (abs($0.1 - 0.5), $0.0) < (abs($1.1 - 0.5), $1.0) }?.0
    }
}
