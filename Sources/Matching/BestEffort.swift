internal import Solver

/// The plan with as few empty places as possible, for a problem that has none without.
struct BestEffort {
    let model: AssignmentModel
    let clock: SearchClock

    /// Its pairs. No limit is exceeded; minima and pins hold as far as they can.
    func pairs() throws -> [AssignmentPair] {
        let model = withTenablePins
        let price = 40 * max(model.value(model.dearest), 1e-3)
        let program = RestrictedProgram(model)
        guard let solution = try program.converged(.total(price: price)) else { return [] }
        if solution.shares.allSatisfy({ $0 < 1e-6 || $0 > 1 - 1e-6 }) {
            return zip(program.pairs, solution.shares).filter { $0.1 > 0.5 }.map { model.pair($0.0) }.sorted()
        }
        let kept = program.pairs.filter { !model.isPinned[$0] }
        let fixed = program.pairs.filter { model.isPinned[$0] }
        for _ in 0..<50 {
            guard let whole = program.wholeProgram(keeping: kept, fixed: fixed, buying: price) else { break }
            let answer = try whole.program.solve(ProgramOptions(timeLimit: 10, relativeGap: 1e-6))
            guard answer.status == .optimal || answer.status == .feasible else { break }
            let chosen = zip(kept, answer.values).filter { $0.1 > 0.5 }.map(\.0) + fixed
            if !program.addBrokenRequirements(by: chosen.map { (pair: $0, share: 1.0) }) {
                return chosen.map(model.pair).sorted()
            }
        }
        return []
    }

    /// The same problem with only those pins that can stand together, in their order, and those that are soft.
    private var withTenablePins: AssignmentModel {
        guard !model.excesses(of: model.problem.hardPins).isEmpty else { return model }
        var tenable: [AssignmentPair] = []
        for pin in model.problem.hardPins where model.excesses(of: tenable + [pin]).isEmpty { tenable.append(pin) }
        var problem = model.problem
        problem.pins.removeAll { $0.price == nil }
        problem.pins += tenable.map { .init($0) }
        return AssignmentModel(problem)
    }
}
