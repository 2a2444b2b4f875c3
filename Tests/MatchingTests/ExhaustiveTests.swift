import Matching
import Testing

/// The engine against trying everything.
@Suite struct ExhaustiveTests {
    @Test(arguments: 0..<8) func total(block: UInt64) throws {
        for seed in block * 50..<block * 50 + 50 {
            let problem = randomProblem(seed: seed)
            let best = ExhaustiveSearch(problem).bestTotal
            let plan = try problem.solve()
            guard let best else {
                #expect(plan.status == .infeasible, "seed \(seed)")
                #expect(!plan.diagnosis.isEmpty, "seed \(seed)")
                #expect(problem.verify(plan).faults.isEmpty, "seed \(seed)")
                continue
            }
            #expect(plan.status == .optimal, "seed \(seed)")
            #expect(abs(plan.total - best) < 1e-9, "seed \(seed)")
            #expect(plan.gap == 0 && plan.bound == plan.total, "seed \(seed)")
            #expect(problem.verify(plan).faults.isEmpty, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<4) func fair(block: UInt64) throws {
        for seed in block * 50..<block * 50 + 50 {
            let problem = randomProblem(seed: seed)
            let plan = try problem.solve(SolveOptions(objective: .fair))
            guard let best = ExhaustiveSearch(problem).bestFair else {
                #expect(plan.status == .infeasible, "seed \(seed)")
                continue
            }
            #expect(plan.status == .optimal, "seed \(seed)")
            #expect(abs((plan.floor ?? 0) - best.floor) < 1e-9, "seed \(seed)")
            #expect(abs(plan.total - best.total) < 1e-9, "seed \(seed)")
            #expect(problem.verify(plan).faults.isEmpty, "seed \(seed)")
        }
    }

    /// The best total is the same whatever the seed, hence whatever the order; the plan is the same for one seed.
    @Test func orderDoesNotMatter() throws {
        for seed in 0..<60 as Range<UInt64> {
            let problem = randomProblem(seed: seed)
            let first = try problem.solve()
            guard first.status != .infeasible else { continue }
            let second = try problem.solve(SolveOptions(seed: 7))
            #expect(abs(first.total - second.total) < 1e-12)
            #expect(problem.verify(second).holds, "seed \(seed)")
            #expect(try problem.solve(SolveOptions(seed: 7)) == second)
        }
    }
}
