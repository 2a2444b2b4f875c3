import Matching
import Programme
import Testing

@Suite struct EdgeCaseTests {
    /// Dossiers of the given demands, experts of the given loads, all pairs worth the same.
    private func even(_ demands: [Int], _ loads: [Int], value: Double = 0.5) -> AssignmentProblem {
        AssignmentProblem(
            name: "even", dossiers: demands.enumerated().map { .init(id: "D\($0)", demand: $1) },
            experts: loads.enumerated().map { .init(id: "E\($0)", maximumLoad: $1) },
            affinity: AffinityMatrix(
                dossierCount: demands.count, expertCount: loads.count,
                values: [Double](repeating: value, count: demands.count * loads.count)))
    }

    @Test func nothingAtAll() throws {
        for problem in [even([], []), even([0, 0], []), even([], [3]), even([0], [3])] {
            let inOrder = SolveOptions(steps: ObjectiveStep.Objective.allCases.map { ObjectiveStep($0) })
            for options in [SolveOptions(objective: .total), SolveOptions(objective: .fair), inOrder] {
                let plan = try problem.solve(options)
                #expect(plan.status == .optimal)
                #expect(plan.assignments.isEmpty && plan.total == 0 && plan.floor == nil)
                #expect(problem.verify(plan).holds)
            }
        }
    }

    /// Shortfalls are counted in whole affinities, of which tiny ones make many units.
    @Test func tinyAffinitiesWithoutSolution() throws {
        let problem = AssignmentProblem(
            name: "tiny", dossiers: [.init(id: "D", demand: 2)],
            experts: (0..<3).map { .init(id: "E\($0)", maximumLoad: 1, tags: ["s": [$0 == 0 ? "a" : "b"]]) },
            affinity: AffinityMatrix(dossierCount: 1, expertCount: 3, values: [.nan, 2.7e-8, 5.4e-8 / 7]),
            composition: [.init(tag: "s", limit: .count(value: "a", minimum: 1, maximum: nil))])
        let plan = try problem.solve()
        #expect(plan.status == .infeasible && plan.diagnosis.first?.remedies.isEmpty == false)
    }

    @Test(arguments: [0.5, 0, -0.5, 1.0 / 3, 1e-9, 999_999.0]) func allEqual(value: Double) throws {
        let problem = even([2, 2, 1], [2, 2, 2], value: value)
        let plan = try problem.solve()
        #expect(plan.status == .optimal)
        #expect(plan.assignments.count == 5)
        #expect(abs(plan.total - 5 * value) <= 1e-12 * max(1, abs(plan.total)))
        #expect(problem.verify(plan).holds)
    }

    /// Values of single precision are exact in a power of two.
    @Test func singlePrecision() throws {
        var problem = even([2, 2, 1], [2, 2, 2])
        problem.affinity.values = problem.affinity.values.indices.map { Double(Float($0) * 0.1 + 0.05) }
        let plan = try problem.solve()
        #expect(plan.status == .optimal && plan.gap == 0)
        #expect(problem.verify(plan).holds)
    }

    /// Single precision and decimal prices have no common unit: prices are rounded down, so that the bound stands.
    @Test func pricesWithoutCommonUnit() throws {
        var problem = even([2, 2, 1], [1, 1, 1])
        problem.affinity.values = problem.affinity.values.indices.map { Double(Float($0) * 0.1 + 0.05) }
        for index in problem.experts.indices { problem.experts[index].price = 0.1 }
        let plan = try problem.solve()
        #expect(plan.status == .optimal && plan.gap == 0 && plan.concessions.reduce(0) { $0 + $1.amount } == 2)
        #expect(abs((plan.value ?? 0) - (plan.total - 0.2)) < 1e-12)
        #expect(problem.verify(plan).holds)
    }

    /// Where nothing is worth its price, or all of it is free.
    @Test(arguments: [0, 0.5, 1_000_000]) func pricesFromNothingToAll(price: Double) throws {
        var problem = even([2, 2], [1, 1], value: -0.5)
        for index in problem.dossiers.indices { problem.dossiers[index].price = price }
        let plan = try problem.solve()
        #expect(plan.status == .optimal && problem.verify(plan).holds)
        #expect(plan.assignments.count == (price > 0.5 ? 2 : plan.assignments.count))
        #expect(plan.value == -0.5 * Double(plan.assignments.count) - price * Double(4 - plan.assignments.count))
        if price == 0 { #expect(plan.assignments.isEmpty && plan.concessions.map(\.amount) == [2, 2]) }
    }

    @Test func nothingIsSoftWithoutAPrice() throws {
        let plan = try even([2, 2, 1], [2, 2, 2]).solve()
        #expect(plan.value == nil && plan.concessions.isEmpty && plan.worth == plan.total)
    }

    @Test func faultsAreRefused() {
        var twice = even([1, 1], [2])
        twice.dossiers[1].id = "D0"
        var negative = even([1], [1])
        negative.dossiers[0].demand = -1
        var upsideDown = even([1], [1])
        upsideDown.experts[0].minimumLoad = 2
        var pinned = even([1], [1])
        pinned.conflicts = [.init(dossier: 0, expert: 0)]
        pinned.pins = pinned.conflicts
        var infinite = even([1], [1])
        infinite.affinity[0, 0] = .infinity
        var missing = even([1], [1])
        missing.pins = [.init(dossier: 0, expert: 5)]
        var paid = even([1], [1])
        paid.dossiers[0].price = -1
        var endless = even([1], [1])
        endless.experts[0].price = .infinity
        var unnumbered = even([1], [1])
        unnumbered.pins = [.init(dossier: 0, expert: 0, price: .nan)]
        var inexact = even([1], [1])
        inexact.loads = [LoadRule(dossiers: .all, minimum: 1_000_000, price: 1_000_000)]
        inexact.loads += inexact.loads
        var empty = even([1], [1])
        empty.affinity[0, 0] = .nan
        empty.conflicts = [.init(dossier: 0, expert: 0, price: 1)]
        var unlikely = even([1], [1])
        unlikely.conflicts = [.init(dossier: 0, expert: 0)]
        unlikely.pins = [.init(dossier: 0, expert: 0, price: 1)]
        var astray = even([1], [1])
        astray.loads = [LoadRule(experts: .listed([1]), dossiers: .all, maximum: 1)]
        for problem in [
            twice, negative, upsideDown, pinned, infinite, missing, paid, endless, unnumbered, inexact, empty, unlikely,
            astray,
        ] {
            #expect(throws: Failure.self) { try problem.solve() }
            #expect(!problem.faults.isEmpty)
        }
    }

    @Test func repairKeepsWhatIsThere() throws {
        var problem = even([2, 2], [2, 2, 2])
        problem.affinity.values = [1, 0.75, 0, 1, 0.5, 0.25]
        let kept = [AssignmentPair(dossier: 0, expert: 2)]
        let plan = try problem.repaired(keeping: kept)
        #expect(plan.assignments.contains(kept[0]))
        #expect(plan.total == 1 + 1 + 0.5)
    }
}
