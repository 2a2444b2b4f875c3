import Solver
import Synchronization
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

    @Test func stopsWhenAsked() throws {
        var program = IntegerProgram(.maximise)
        let rows = (0..<60).map { _ in program.addRow(to: 17) }
        for column in 0..<120 {
            let entries = rows.filter { ($0 * 7 + column * 13) % 11 < 5 }
                .map { IntegerProgram.Entry(row: $0, value: Double(1 + ($0 + column * column) % 7)) }
            program.addColumn(cost: Double(5 + column * 31 % 17), .integer, entries: entries)
        }
        // At its first question, and ever later: never an error, and never a solution that breaks a limit.
        var best = 0.0
        for most in [0, 1, 2, 5, 20, 100, 500, 5_000] {
            let asked = Questions(most)
            let answer = try program.solve(ProgramOptions(isStopped: { asked.isOver }))
            #expect([.timeLimit, .feasible, .optimal].contains(answer.status))
            guard answer.status != .timeLimit else { continue }
            #expect(answer.values.allSatisfy { abs($0 - $0.rounded()) < 1e-6 })
            #expect(answer.bound >= answer.objective - 1e-6)
            best = max(best, answer.objective)
        }
        #expect(best > 0)
        // And the next solve is none the worse.
        #expect(try small.solve().status == .optimal)
    }

    /// A relaxation that takes some hundred steps has no answer when it is stopped on its way.
    @Test func relaxationStops() throws {
        var program = IntegerProgram(.minimise)
        let rows = (0..<150).map { program.addRow(from: Double(40 + $0 % 9)) }
        for column in 0..<400 {
            let entries = rows.filter { ($0 * 7 + column * 13) % 11 < 5 }
                .map { IntegerProgram.Entry(row: $0, value: Double(1 + ($0 * 3 + column * column) % 7)) }
            program.addColumn(cost: Double(5 + column * 31 % 97), entries: entries)
        }
        let asked = Questions(0)
        #expect(try program.solve(ProgramOptions(isStopped: { asked.isOver })).status == .timeLimit)
        #expect(try program.solve(ProgramOptions(isStopped: { false })).status == .optimal)
    }

    /// Says that it is over after so many questions.
    private final class Questions: Sendable {
        private let left: Atomic<Int>
        init(_ count: Int) { left = Atomic(count) }
        var isOver: Bool { left.wrappingSubtract(1, ordering: .relaxed).oldValue <= 0 }
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
