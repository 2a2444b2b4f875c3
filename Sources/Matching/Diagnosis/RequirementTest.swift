internal import Solver

/// Tells whether some of a problem's requirements can hold together, the others left aside.
struct RequirementTest {
    /// What a test says.
    enum Verdict {
        case possible([AssignmentPair]?)
        case impossible
        /// The time ran out first.
        case unknown
    }

    let model: AssignmentModel
    let clock: SearchClock
    /// Where shares of pairs suffice to show a clash, whole ones need not be searched.
    var isFractional = true

    /// Requirements that can't hold together, not yet the fewest, and whether shares suffice to show it; nil where the
    /// time ran out first.
    func suspects() throws -> (requirements: [Requirement], isFractional: Bool)? {
        let program = RestrictedProgram(model)
        guard let solution = try program.converged(.feasibility, clock) else { return nil }
        if solution.shortfall > 1e-6 {
            for denominator in 1...6 {
                let factor = Double(denominator) / Double(solution.certificate.resolution * model.affinity.scale)
                let multipliers = solution.certificate.duals.mapValues { Int((Double($0) * factor).rounded()) }
                if let proof = ImpossibilityProof(multipliers, of: model) {
                    return (proof.reduced { $0.inOrderOfDispensing }.requirements.inOrderOfDispensing, true)
                }
            }
            let pins = model.hardRequirements.filter { if case .pin = $0 { true } else { false } }
            let suspects = Set(solution.certificate.duals.keys).union(pins)
            if case .impossible = try verdict(on: suspects) { return (Array(suspects).inOrderOfDispensing, true) }
        }
        return (model.hardRequirements.inOrderOfDispensing, false)
    }

    /// Whether some requirements can hold together.
    func verdict(on requirements: Set<Requirement>) throws -> Verdict {
        let program = RestrictedProgram(model) { requirements.contains($0) }
        guard let solution = try program.converged(.feasibility, clock) else { return .unknown }
        if solution.shortfall > 1e-6 { return .impossible }
        let isWhole = solution.shares.allSatisfy { $0 < 1e-6 || $0 > 1 - 1e-6 }
        if isWhole { return .possible(zip(program.pairs, solution.shares).filter { $0.1 > 0.5 }.map { model.pair($0.0) }) }
        return try isFractional ? .possible(nil) : verdictInWhole(program)
    }

    private func verdictInWhole(_ program: RestrictedProgram) throws -> Verdict {
        let fixed = (0..<model.pairCount).filter { program.isPinned($0) }
        let kept = (0..<model.pairCount).filter { model.isAllowed($0) && !program.isPinned($0) }
        while clock.hasTime {
            guard let whole = program.wholeProgram(keeping: kept, fixed: fixed, buying: nil) else { return .impossible }
            let answer = try whole.program.solve(ProgramOptions(timeLimit: clock.remaining, relativeGap: 10))
            switch answer.status {
            case .infeasible: return .impossible
            case .optimal, .feasible:
                let chosen = zip(kept, answer.values).filter { $0.1 > 0.5 }.map(\.0) + fixed
                if !program.addBrokenRequirements(by: chosen.map { (pair: $0, share: 1.0) }) {
                    return .possible(chosen.map(model.pair))
                }
            default: return .unknown
            }
        }
        return .unknown
    }
}

extension Sequence<Requirement> {
    /// Rules first, to be left out before the demands that everyone expects to hold.
    var inOrderOfDispensing: [Requirement] {
        map { (key: $0.dispensability, requirement: $0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.requirement)
    }
}

extension Requirement {
    fileprivate var dispensability: [Int] {
        switch self {
        case .neverMutual(let index): [0, index]
        case .neverTogether(let index, let dossier): [1, index, dossier]
        case .composition(let rule, let value, let dossier): [2, dossier, rule] + value.utf8.map(Int.init)
        case .categoryLoad(let rule, let expert): [3, rule, expert]
        case .floor(let dossier), .floorSteps(let dossier, _, _): [4, dossier]
        case .load(let expert): [5, expert]
        case .demand(let dossier): [6, dossier]
        case .pin(let index): [7, index]
        case .conflict(let index): [8, index]
        }
    }
}

extension RestrictedProgram {
    /// The solution over all allowed pairs and all enforced requirements; nil where the time ran out first.
    func converged(_ purpose: Purpose, _ clock: SearchClock) throws -> Solution? {
        while clock.hasTime, let solution = try solve(purpose, within: clock.remaining) {
            let shares = Array(zip(pairs, solution.shares)).map { (pair: $0, share: $1) }
            let grewRows = addBrokenRequirements(by: shares)
            let grewPairs = addWorthwhilePairs(by: solution.certificate, purpose: purpose)
            if !grewRows && !grewPairs { return solution }
        }
        return nil
    }
}
