/// A linear program, some columns of which may have to be whole: what to choose (columns), within which limits
/// (rows), at which worth (cost).
///
/// Columns and rows are numbered from 0 in the order in which they are added. Rows may be added after the columns
/// that enter them, and columns after their rows: the entries are kept by column.
public struct IntegerProgram: Sendable {
    /// Whether a column's value may be any number or must be whole.
    public enum Kind: Sendable, Hashable {
        /// Any number within the bounds.
        case continuous
        /// A whole number within the bounds.
        case integer
    }

    /// Which end of the cost is sought.
    public enum Direction: Sendable, Hashable {
        /// The largest cost.
        case maximise
        /// The smallest cost.
        case minimise
    }

    /// One coefficient of a column.
    public struct Entry: Sendable, Hashable {
        /// The row, from 0.
        public var row: Int
        /// The coefficient.
        public var value: Double

        /// A coefficient in a row.
        public init(row: Int, value: Double) {
            self.row = row
            self.value = value
        }
    }

    /// Which end of the cost is sought.
    public let direction: Direction
    /// Lower bounds of the rows, `-infinity` where there is none.
    public private(set) var rowLower: [Double] = []
    /// Upper bounds of the rows, `infinity` where there is none.
    public private(set) var rowUpper: [Double] = []
    /// Lower bounds of the columns.
    public private(set) var columnLower: [Double] = []
    /// Upper bounds of the columns.
    public private(set) var columnUpper: [Double] = []
    /// Cost of one unit of each column.
    public private(set) var cost: [Double] = []

    private(set) var isInteger: [UInt8] = []
    private(set) var columnStart: [Int32] = [0]
    private(set) var entryRow: [Int32] = []
    private(set) var entryValue: [Double] = []

    /// An empty program.
    public init(_ direction: Direction) {
        self.direction = direction
    }

    /// How many rows there are.
    public var rowCount: Int { rowLower.count }
    /// How many columns there are.
    public var columnCount: Int { cost.count }
    /// Whether any column must be whole.
    public var hasIntegers: Bool { isInteger.contains(1) }

    /// Adds a row with its bounds; the answer is its number.
    @discardableResult
    public mutating func addRow(from lower: Double = -.infinity, to upper: Double = .infinity) -> Int {
        rowLower.append(lower)
        rowUpper.append(upper)
        return rowCount - 1
    }

    /// Adds a column with its bounds and its coefficients, at most one a row; the answer is its number.
    @discardableResult
    public mutating func addColumn(
        cost: Double, from lower: Double = 0, to upper: Double = 1, _ kind: Kind = .continuous,
        entries: some Sequence<Entry>
    ) -> Int {
        self.cost.append(cost)
        columnLower.append(lower)
        columnUpper.append(upper)
        isInteger.append(kind == .integer ? 1 : 0)
        for entry in entries {
            entryRow.append(Int32(entry.row))
            entryValue.append(entry.value)
        }
        columnStart.append(Int32(entryRow.count))
        return columnCount - 1
    }
}
