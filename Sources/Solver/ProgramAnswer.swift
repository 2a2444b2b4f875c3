/// What became of an integer program.
public struct ProgramAnswer: Sendable {
    /// How the solve ended.
    public enum Status: Sendable, Hashable {
        /// The values are optimal.
        case optimal
        /// The values satisfy everything; `bound` says how much better the best could be.
        case feasible
        /// Nothing satisfies all rows and bounds.
        case infeasible
        /// The cost has no end.
        case unbounded
        /// The time ran out before anything was found.
        case timeLimit
    }

    /// How the solve ended.
    public var status: Status
    /// Cost of `values`.
    public var objective: Double
    /// No solution is better than this.
    public var bound: Double
    /// Value of each column. Meaningful where the status is optimal or feasible.
    public var values: [Double]
    /// What one unit more of a row's bound would be worth; empty for a program with whole columns.
    public var duals: [Double]
    /// Cost of a column less what its entries are worth by the duals; empty for a program with whole columns.
    public var reducedCosts: [Double]
    /// Where the next solve of a program that grew out of this one may begin; nil for one with whole columns.
    public var basis: Basis?
    /// Simplex iterations.
    public var iterations: Int

    /// A corner of the feasible region: which rows and columns are basic, and at which bound the others stand.
    public struct Basis: Sendable {
        /// How a row or column stands.
        public enum Standing: Sendable, Hashable {
            /// Its value follows from those that stand at bounds.
            case basic
            /// At its lower bound.
            case atLower
            /// At its upper bound.
            case atUpper
        }

        var rows: [UInt8]
        var columns: [UInt8]
    }
}
