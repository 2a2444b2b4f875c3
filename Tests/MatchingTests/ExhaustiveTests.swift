import Matching
import Testing

/// The engine against trying everything.
@Suite struct ExhaustiveTests {
    /// Whether a plan is the best there is by every claim that it makes of itself.
    private func check(_ plan: Plan, of problem: AssignmentProblem, against best: Double?) {
        let seed = Comment(rawValue: problem.name)
        #expect(problem.verify(plan).faults.isEmpty, seed)
        #expect((plan.value != nil) == problem.isSoft, seed)
        guard let best else {
            #expect(plan.status == .infeasible && !plan.diagnosis.isEmpty, seed)
            return
        }
        #expect(plan.status == .optimal, seed)
        #expect(abs(plan.worth - best) < 1e-9, seed)
        #expect(plan.gap == 0 && plan.bound == plan.worth, seed)
    }

    @Test(arguments: 0..<8) func total(block: UInt64) throws {
        for seed in block * 50..<block * 50 + 50 {
            let problem = randomProblem(seed: seed)
            check(try problem.solve(), of: problem, against: ExhaustiveSearch(problem).best)
        }
    }

    @Test(arguments: 0..<8) func softTotal(block: UInt64) throws {
        for seed in block * 200..<block * 200 + 200 {
            let problem = randomProblem(seed: seed, isSoft: true)
            check(try problem.solve(), of: problem, against: ExhaustiveSearch(problem).best)
        }
    }

    @Test(arguments: [false, true], 0..<8) func fair(isSoft: Bool, block: UInt64) throws {
        for seed in block * 50..<block * 50 + 50 {
            let problem = randomProblem(seed: seed, isSoft: isSoft)
            let best = ExhaustiveSearch(problem).bestFair
            let plan = try problem.solve(SolveOptions(objective: .fair))
            check(plan, of: problem, against: best?.value)
            if let best { #expect(abs((plan.floor ?? 0) - best.floor) < 1e-9, "seed \(seed)") }
        }
    }

    /// The best plan is worth the same whatever the seed, hence whatever the order; it is the same for one seed.
    @Test(arguments: [false, true]) func orderDoesNotMatter(isSoft: Bool) throws {
        for seed in 0..<60 as Range<UInt64> {
            let problem = randomProblem(seed: seed, isSoft: isSoft)
            let first = try problem.solve()
            guard first.status != .infeasible else { continue }
            let second = try problem.solve(SolveOptions(seed: 7))
            #expect(abs(first.worth - second.worth) < 1e-12)
            #expect(problem.verify(second).holds, "seed \(seed)")
            #expect(try problem.solve(SolveOptions(seed: 7)) == second)
        }
    }
}
