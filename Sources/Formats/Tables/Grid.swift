public import Programme

/// The cells of one sheet as they stand in the file, whether a workbook or a table of separated values.
///
/// Only what holds something is kept: rows and columns have the numbers that a spreadsheet shows, and where none is kept,
/// the cell is empty.
public struct Grid: Sendable {
    /// The file's name as the user gave it.
    public var file: String
    /// The sheet's name; nil where the file is a single table without a name.
    public var sheet: String?
    /// The rows with at least one cell, downwards.
    public var rows: [Row] = []
    /// Cells that were merged, each range with its first and last row and column.
    public var merges: [Range] = []
    /// The numbers of rows that are hidden, among those kept.
    public var hiddenRows: [Int] = []
    /// The numbers of columns that are hidden.
    public var hiddenColumns: [ClosedRange<Int>] = []
    /// How many cells are formulas, whose saved results were read.
    public var formulas = 0
    /// Whether the workbook counts days from 1904, as old Macintoshes did.
    public var countsFrom1904 = false

    /// A sheet without cells.
    public init(file: String, sheet: String? = nil) {
        self.file = file
        self.sheet = sheet
    }

    /// A row with its cells from left to right.
    public struct Row: Sendable {
        /// The number that a spreadsheet shows, from 1.
        public var number: Int
        /// The cells that hold something.
        public var cells: [Cell]
        /// How many fields the row has, where the format says so: separated values do, workbooks don't.
        public var fields: Int?

        /// A row.
        public init(number: Int, cells: [Cell], fields: Int? = nil) {
            self.number = number
            self.cells = cells
            self.fields = fields
        }

        /// What stands in a column.
        func content(_ column: Int) -> Content? {
            var low = 0
            var high = cells.count
            while low < high {
                let middle = (low + high) / 2
                if cells[middle].column < column { low = middle + 1 } else { high = middle }
            }
            return low < cells.count && cells[low].column == column ? cells[low].content : nil
        }
    }

    /// A cell with its column, from 1.
    public struct Cell: Sendable {
        /// The number of the column.
        public var column: Int
        /// What stands there.
        public var content: Content

        /// A cell.
        public init(column: Int, content: Content) {
            self.column = column
            self.content = content
        }
    }

    /// What stands in a cell.
    public enum Content: Sendable, Hashable {
        /// A text, as it stands.
        case text(String)
        /// A number, its digits as the file has them, and what its format makes of it.
        case number(String, Style)
        /// A yes or no of the spreadsheet's own.
        case truth(Bool)
        /// An error that a formula ended in: `#REF!`.
        case error(String)
        /// A formula whose result was not saved with it.
        case unsavedFormula
    }

    /// What the format of a number shows it as.
    public enum Style: Sendable, Hashable {
        /// A number.
        case plain
        /// A share of a hundred.
        case percentage
        /// A day; nil where the number is none of the calendar. The time of the day, where there is one, is left out.
        case day(Day?, hasTime: Bool)
    }

    /// A rectangle of merged cells.
    public struct Range: Sendable, Hashable {
        /// Its rows.
        public var rows: ClosedRange<Int>
        /// Its columns.
        public var columns: ClosedRange<Int>

        /// A rectangle.
        public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
            self.rows = rows
            self.columns = columns
        }
    }

    /// The place of a row or a cell.
    func place(row: Int, column: Int? = nil, named name: String? = nil) -> Diagnostic.Place {
        .init(file: file, sheet: sheet, row: row, column: name, columnNumber: column)
    }
}
