public import Programme
internal import Solver

/// The visits that gain most within a budget, and what shows it.
public struct VisitSelectionPlan: Sendable, Hashable {
    /// The dossiers that are visited, sorted.
    public var dossiers: [String]
    /// What they gain together.
    public var gain: Int
    /// What they cost.
    public var cost: VisitSelection.Cost
    /// No choice within the budget gains more: rounded down, by exact whole numbers.
    public var bound: Int
    /// What one visit, team day and trip more are worth at most, in thousandths of the unit of gains: multipliers by which anybody can
    /// recompute `VisitSelection.bound(by:)` without a solver.
    public var multipliers: [Int]
    /// Puts one together from its parts.
    public init(dossiers: [String], gain: Int, cost: VisitSelection.Cost, bound: Int, multipliers: [Int]) {
        self.dossiers = dossiers
        self.gain = gain
        self.cost = cost
        self.bound = bound
        self.multipliers = multipliers
    }

    /// Whether the bound is the gain itself.
    public var isOptimal: Bool { bound == gain }
}

/// Why no choice keeps to a budget: what is visited in any case costs more.
public struct VisitBudgetTooSmall: Error, Sendable, Hashable {
    /// What the visits cost that are made in any case.
    public var needed: VisitSelection.Cost
    /// What there is.
    public var budget: Call.VisitBudget
}

extension VisitSelection {
    /// The unit of multipliers: so many make one unit of gain.
    static let scale = 1000

    /// Finds the best choice by an integer program on GLPK, and proves it in whole numbers.
    ///
    /// GLPK solves the relaxation, whose multipliers bound what any choice can gain, and searches for whole values. What lies between
    /// is settled exactly: `ExactChoice` goes through the provinces and leaves out only what the bound shows to be no better.
    ///
    /// - Throws: `VisitBudgetTooSmall`, where what is visited in any case costs more than there is; `Failure.failed`, where
    /// the solver gives up.
    public func solve() throws -> VisitSelectionPlan {
        let needed = leastCost
        guard needed.isWithin(budget) else { throw VisitBudgetTooSmall(needed: needed, budget: budget) }
        let provinces = options()
        let multipliers = try relaxationMultipliers(provinces.map(\.options))
        var best = try wholeChoice(provinces.map(\.options))
        let exact = ExactChoice(provinces.map(\.options), budget: budget, multipliers: multipliers)
        let search = exact.better(than: best.map { $0.reduce(0) { $0 + $1.gain } })
        if let found = search.choice { best = found }
        guard let best else { preconditionFailure("the choice that only visits what must be visited is within the budget") }
        let gain = best.reduce(0) { $0 + $1.gain }
        return VisitSelectionPlan(
            dossiers: best.flatMap(\.dossiers).sorted(), gain: gain, cost: best.map(\.cost).reduce(Cost(), +),
            bound: search.isComplete ? gain : max(gain, bound(by: multipliers)), multipliers: multipliers)
    }

    /// What no choice exceeds by some multipliers, in whole numbers and without a solver: the budget at their price, and for each
    /// province what its best option gains beyond its cost (Lagrange).
    public func bound(by multipliers: [Int]) -> Int {
        let spent = zip(multipliers, budget.amounts).reduce(0) { $0 + $1.0 * ($1.1 ?? 0) }
        let scaled = options().reduce(spent) { $0 + ExactChoice.best(of: $1.options, by: multipliers) }
        return floorDivide(scaled, VisitSelection.scale)
    }

    /// The multipliers of the relaxation, in whole numbers; zero for what has no limit.
    private func relaxationMultipliers(_ provinces: [[Option]]) throws -> [Int] {
        let answer = try program(provinces, .continuous).solveOrFail()
        guard answer.status == .optimal else { return [0, 0, 0] }
        return (0..<3).map { budget.amounts[$0] == nil ? 0 : max(0, Int((answer.duals[$0] * Double(VisitSelection.scale)).rounded())) }
    }

    /// The choice that GLPK's branch and bound finds; nil where it ends without one. Its values are read as which option is taken, so
    /// that no tolerance enters; whether the choice keeps to the budget is checked in whole numbers.
    private func wholeChoice(_ provinces: [[Option]]) throws -> [Option]? {
        let answer = try program(provinces, .integer).solveOrFail(ProgramOptions(branchLimit: 20_000))
        guard answer.status == .optimal || answer.status == .feasible else { return nil }
        var next = 0
        var choice: [Option] = []
        for options in provinces {
            guard let taken = options.indices.first(where: { answer.values[next + $0] > 0.5 }) else { return nil }
            choice.append(options[taken])
            next += options.count
        }
        return choice.map(\.cost).reduce(Cost(), +).isWithin(budget) ? choice : nil
    }

    /// One column an option, a row for each limit and one for each province, of whose options exactly one is taken.
    private func program(_ provinces: [[Option]], _ kind: IntegerProgram.Kind) -> IntegerProgram {
        var program = IntegerProgram(.maximise)
        for limit in budget.amounts { program.addRow(to: limit.map(Double.init) ?? .infinity) }
        for options in provinces {
            let row = program.addRow(from: 1, to: 1)
            for option in options {
                let costs = option.cost.amounts.enumerated().filter { $0.element > 0 }
                    .map { IntegerProgram.Entry(row: $0.offset, value: Double($0.element)) }
                program.addColumn(cost: Double(option.gain), kind, entries: costs + [IntegerProgram.Entry(row: row, value: 1)])
            }
        }
        return program
    }
}

extension IntegerProgram {
    /// Solves it; what the solver says where it gives up is a failure that a person can read.
    func solveOrFail(_ options: ProgramOptions = ProgramOptions()) throws(Failure) -> ProgramAnswer {
        do { return try solve(options) } catch { throw .failed(error.text) }
    }
}

/// The quotient rounded down; the divisor is positive.
func floorDivide(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
}
