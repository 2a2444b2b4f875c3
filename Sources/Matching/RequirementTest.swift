internal import Solver

/// Tells whether some of a problem's requirements can hold together, the others left aside.
struct RequirementTest {
    /// Where shares of pairs suffice to show a clash, whole ones need not be searched.
    private var isFractional = true
    let model: AssignmentModel
    let clock: SearchClock
    private let began: Double

    init(model: AssignmentModel, clock: SearchClock) {
        self.model = model
        self.clock = clock
        began = clock.elapsed
    }

    /// A diagnosis that takes longer than this is no help.
    var hasTime: Bool { clock.elapsed - began < 20 }

    /// Requirements that can't hold together, not yet the fewest.
    mutating func suspects() throws -> [Requirement] {
        let program = RestrictedProgram(model)
        if let solution = try program.converged(.feasibility), solution.shortfall > 1e-6 {
            let suspects = Set(solution.certificate.duals.keys).union(pins)
            if try isImpossible(suspects) { return ordered(suspects) }
        }
        isFractional = false
        return ordered(everything)
    }

    /// Whether some requirements can't hold together.
    func isImpossible(_ requirements: Set<Requirement>) throws -> Bool {
        let program = RestrictedProgram(model) { requirements.contains($0) }
        guard let solution = try program.converged(.feasibility) else { return false }
        if solution.shortfall > 1e-6 { return true }
        return isFractional ? false : try isImpossibleInWhole(program)
    }

    private func isImpossibleInWhole(_ program: RestrictedProgram) throws -> Bool {
        let fixed = (0..<model.pairCount).filter { program.isPinned($0) }
        let kept = (0..<model.pairCount).filter { model.isAllowed($0) && !program.isPinned($0) }
        while hasTime {
            guard let whole = program.wholeProgram(keeping: kept, fixed: fixed, buying: nil) else { return true }
            let answer = try whole.program.solve(ProgramOptions(timeLimit: 5, relativeGap: 10))
            switch answer.status {
            case .infeasible: return true
            case .optimal, .feasible:
                let chosen = zip(kept, answer.values).filter { $0.1 > 0.5 }.map(\.0) + fixed
                if !program.addBrokenRequirements(by: chosen.map { (pair: $0, share: 1.0) }) { return false }
            default: return false
            }
        }
        return false
    }

    private var pins: Set<Requirement> {
        let pins = model.problem.pins
        return Set(pins.indices.filter { pins[$0].price == nil }.map { .pin(index: $0) })
    }

    /// All that can be in the way: what must hold, and that panels don't have too many.
    private var everything: Set<Requirement> {
        var all = pins
        for dossier in 0..<model.dossierCount {
            all.insert(.demand(dossier: dossier))
            for rule in model.rules where rule.concerns(dossier) { all.insert(rule.requirement(on: dossier)) }
        }
        for expert in 0..<model.expertCount { all.insert(.load(expert: expert)) }
        for rule in model.loadRules {
            for expert in 0..<model.expertCount where rule.concerns(expert) { all.insert(rule.requirement(on: expert)) }
        }
        for index in model.problem.neverMutual.indices { all.insert(.neverMutual(index: index)) }
        return all.filter { model.leeway(of: $0).above == nil }
    }

    /// Rules first, to be left out before the demands that everyone expects to hold.
    private func ordered(_ requirements: Set<Requirement>) -> [Requirement] {
        requirements.map { (key: sortKey($0), requirement: $0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.requirement)
    }

    private func sortKey(_ requirement: Requirement) -> [Int] {
        switch requirement {
        case .neverMutual(let index): [0, index]
        case .neverTogether(let index, let dossier): [1, index, dossier]
        case .composition(let rule, let value, let dossier): [2, rule, dossier] + value.utf8.map(Int.init)
        case .categoryLoad(let rule, let expert): [3, rule, expert]
        case .floor(let dossier): [4, dossier]
        case .load(let expert): [5, expert]
        case .demand(let dossier): [6, dossier]
        case .pin(let index): [7, index]
        case .conflict(let index): [8, index]
        }
    }
}

extension RestrictedProgram {
    /// The solution over all allowed pairs and all enforced requirements, without a limit of time.
    func converged(_ purpose: Purpose) throws -> Solution? {
        while let solution = try solve(purpose, within: 60) {
            let shares = Array(zip(pairs, solution.shares)).map { (pair: $0, share: $1) }
            let grewRows = addBrokenRequirements(by: shares)
            let grewPairs = addWorthwhilePairs(by: solution.certificate, purpose: purpose)
            if !grewRows && !grewPairs { return solution }
        }
        return nil
    }
}
