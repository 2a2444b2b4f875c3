import Formats
import Foundation
import Matching
import Programme
import Testing

/// Instances from conferences, whose best totals were proven by another solver (fixtures/instances/README.md).
@Suite struct RealInstanceTests {
    @Test(arguments: [
        ("preflib1", 124.25), ("preflib2", 141.5), ("preflib3", 454.25), ("aamas2016", 949.5), ("aamas2015", 1406.25),
        ("aamas2021-roles", 1992.25),
    ])
    func provenTotal(name: String, total: Double) throws {
        let instance = try InstanceFile(path: fixture("instances/\(name).json"))
        let plan = try instance.problem.solve()
        #expect(plan.status == .optimal)
        #expect(plan.total == total && plan.bound == total && plan.gap == 0)
        let verification = instance.problem.verify(plan)
        #expect(verification.holds)
        #expect(verification.facts.contains { $0.en == "the certificate proves that no plan has a larger total" })
    }

    @Test func twoAtOnce() async throws {
        let problem = try InstanceFile(path: fixture("instances/preflib1.json")).problem
        async let first = Task.detached { try problem.solve() }.value
        async let second = Task.detached { try problem.solve(SolveOptions(seed: 3)) }.value
        let totals = try await [first.total, second.total]
        #expect(totals == [124.25, 124.25])
    }
}

/// A file of the folder fixtures at the root of the package.
func fixture(_ name: String) -> String {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return tests.deletingLastPathComponent().appendingPathComponent("fixtures/\(name)").path
}
