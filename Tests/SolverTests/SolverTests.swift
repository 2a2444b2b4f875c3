import Solver
import Testing

@Suite struct SolverTests {
    /// Two goods, two limits: 3x + 2y is largest, 12, at x = 4.
    private var small: IntegerProgram {
        var program = IntegerProgram(.maximise)
        program.addRow(to: 4)
        program.addRow(to: 6)
        program.addColumn(
            cost: 3, to: .infinity, entries: [.init(row: 0, value: 1), .init(row: 1, value: 1)])
        program.addColumn(
            cost: 2, to: .infinity, entries: [.init(row: 0, value: 1), .init(row: 1, value: 3)])
        return program
    }

    @Test func linearProgramHasDuals() throws {
        let answer = try small.solve()
        #expect(answer.status == .optimal)
        #expect(abs(answer.objective - 12) < 1e-9)
        #expect(abs(answer.duals[0] - 3) < 1e-9)
        #expect(abs(answer.reducedCosts[1] + 1) < 1e-9)
    }

    @Test func startsFromABasis() throws {
        let first = try small.solve()
        var grown = small
        grown.addRow(to: 3)
        grown.addColumn(cost: 5, to: 1, entries: [.init(row: 0, value: 1), .init(row: 2, value: 1)])
        let answer = try grown.solve(ProgramOptions(basis: first.basis))
        #expect(abs(answer.objective - 14) < 1e-9)
    }

    @Test func wholeValues() throws {
        var program = IntegerProgram(.maximise)
        program.addRow(to: 5)
        for cost in [4.0, 3, 3] {
            program.addColumn(cost: cost, .integer, entries: [.init(row: 0, value: 3 - cost / 4)])
        }
        let answer = try program.solve()
        #expect(answer.status == .optimal)
        #expect(answer.values.allSatisfy { $0 == 0 || $0 == 1 })
        #expect(abs(answer.objective - 7) < 1e-9)
    }

    @Test func infeasibleAndUnbounded() throws {
        var impossible = IntegerProgram(.maximise)
        impossible.addRow(from: 2)
        impossible.addColumn(cost: 1, entries: [.init(row: 0, value: 1)])
        #expect(try impossible.solve().status == .infeasible)

        var endless = IntegerProgram(.maximise)
        endless.addRow(to: 1)
        endless.addColumn(cost: 1, to: .infinity, entries: [.init(row: 0, value: -1)])
        #expect(try endless.solve().status == .unbounded)
    }

    @Test func withoutColumns() throws {
        var program = IntegerProgram(.maximise)
        program.addRow(from: 0, to: 1)
        #expect(try program.solve().status == .optimal)
        program.addRow(from: 1)
        #expect(try program.solve().status == .infeasible)
    }

    /// GLPK aborts the process on a row that occurs twice in a column; here it is an error like any other.
    @Test func abortBecomesAnError() throws {
        var program = IntegerProgram(.maximise)
        program.addRow(to: 1)
        program.addColumn(cost: 1, entries: [.init(row: 0, value: 1), .init(row: 0, value: 1)])
        #expect(throws: SolverError.self) { try program.solve() }
        // And the next solve is none the worse.
        #expect(try small.solve().status == .optimal)
    }

    @Test func malformedProgramsAreRefused() {
        var program = IntegerProgram(.minimise)
        program.addColumn(cost: .nan, entries: [])
        #expect(throws: SolverError.malformedProgram("a coefficient is not a finite number")) { try program.solve() }
        var other = IntegerProgram(.minimise)
        other.addColumn(cost: 1, entries: [.init(row: 3, value: 1)])
        #expect(throws: SolverError.self) { try other.solve() }
    }

    @Test func watchMayStopTheSearch() throws {
        let program = small
        let answer = try program.solve(ProgramOptions(watch: { _, _ in false }))
        #expect(answer.status == .optimal)
    }

    @Test func twoThreadsAtOnce() async throws {
        try await withThrowingTaskGroup(of: Double.self) { group in
            let program = small
            for _ in 0..<16 {
                group.addTask {
                    try await onDedicatedThread { try (0..<20).map { _ in try program.solve().objective }.max() ?? 0 }
                }
            }
            for try await objective in group { #expect(abs(objective - 12) < 1e-9) }
        }
    }
}
