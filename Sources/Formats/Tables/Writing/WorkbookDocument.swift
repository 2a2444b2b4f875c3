public import Programme

/// A workbook to be written: what its sheets show, and nothing besides.
///
/// It has no hidden sheets, columns or rows, no comments, no author and no machine: the value has no room for them. The
/// same value is written as the same bytes (`bytes()`).
public struct WorkbookDocument: Sendable, Hashable {
    /// Its sheets, in the order of their tabs.
    public var sheets: [Sheet]

    /// A workbook of some sheets.
    public init(_ sheets: [Sheet]) {
        self.sheets = sheets
    }

    /// One sheet: a table with a header, with lines above it where they are needed.
    public struct Sheet: Sendable, Hashable {
        /// The name on its tab: at most 31 characters, without `[]:*?/\`.
        public var name: String
        /// What stands above the header.
        public var heading: [Heading] = []
        /// The columns.
        public var columns: [Column]
        /// The rows under the header; a row may be shorter than the header: what it lacks is left as it is.
        public var rows: [[Cell]]
        /// So many empty rows under them are ready to be filled.
        public var emptyRows = 0
        /// Whether the rows can be filtered by column.
        public var isFiltered = false
        /// Whether only the cells with an `Entry` can be changed.
        public var isProtected = false
        /// So many columns stay in view with the header.
        public var frozenColumns = 0

        /// A table.
        public init(named name: String, columns: [Column], rows: [[Cell]] = []) {
            self.name = name
            self.columns = columns
            self.rows = rows
        }
    }

    /// A line above the header.
    public enum Heading: Sendable, Hashable {
        /// A title over the whole width.
        case title(String)
        /// A remark over the whole width.
        case remark(String)
        /// Names of things, each with a cell after it to be filled.
        case blanks([String])
        /// Texts, a cell each.
        case texts([String])
    }

    /// A column of a table.
    public struct Column: Sendable, Hashable {
        /// Its name in the header.
        public var header: String
        /// Its width in characters; a Chinese one takes two.
        public var width: Int
        /// How its cells are written and shown.
        public var kind: Kind
        /// What is filled in under it; nil where nothing is.
        public var entry: Entry?
        /// How its header is coloured.
        public var look = Look.plain

        /// A column.
        public init(_ header: String, width: Int, kind: Kind = .text, entry: Entry? = nil) {
            self.header = header
            self.width = width
            self.kind = kind
            self.entry = entry
        }
    }

    /// How the cells of a column are written and shown.
    public enum Kind: Sendable, Hashable {
        /// As text, so that a spreadsheet neither runs it nor rounds the 18 digits of a credit code.
        case text
        /// As a whole number.
        case whole
        /// As a number, with the decimal places that were given.
        case number
        /// As a score with two decimal places.
        case points
        /// As a share: 32 typed into it is 32 %.
        case percentage
        /// As a day of the calendar.
        case day
    }

    /// A cell.
    public struct Cell: Sendable, Hashable {
        /// What it holds.
        public var value: Value
        /// What is filled in; nil for what the column says.
        public var entry: Entry?
        /// How it is coloured.
        public var look = Look.plain

        /// A cell.
        public init(_ value: Value, entry: Entry? = nil, look: Look = .plain) {
            self.value = value
            self.entry = entry
            self.look = look
        }

        /// A cell with a text.
        public static func text(_ text: String) -> Cell { Cell(.text(text)) }
        /// A cell with a whole number.
        public static func whole(_ number: Int) -> Cell { Cell(.whole(number)) }
        /// A cell with a score, or an empty one.
        public static func points(_ points: Points?) -> Cell { Cell(points.map(Value.points) ?? .nothing) }
        /// A cell with a day.
        public static func day(_ day: Day) -> Cell { Cell(.day(day)) }
        /// An empty cell.
        public static let empty = Cell(.nothing)
    }

    /// What a cell holds.
    public enum Value: Sendable, Hashable {
        /// Nothing.
        case nothing
        /// A text; a formula's sign at its beginning is a letter like any other.
        case text(String)
        /// A whole number.
        case whole(Int)
        /// An exact score.
        case points(Points)
        /// A day.
        case day(Day)
    }

    /// How a cell is coloured.
    public enum Look: Sendable, Hashable {
        /// As its column.
        case plain
        /// As something that is wrong.
        case fault
        /// As a remark on something that is wrong.
        case remark
    }

    /// What may be filled in, and what is told to the person who does.
    public struct Entry: Sendable, Hashable {
        /// What is accepted.
        public var rule: Rule
        /// What is told where the cell is selected: at most 255 characters.
        public var hint: String
        /// Whether anything else is refused, or only asked about.
        public var isStrict: Bool

        /// What may be filled in.
        public init(_ rule: Rule = .anything, hint: String = "", isStrict: Bool = true) {
            self.rule = rule
            self.hint = hint
            self.isStrict = isStrict
        }
    }

    /// What a cell accepts. What takes room lies elsewhere, since a large table has a million cells and most have no rule.
    public enum Rule: Sendable, Hashable {
        /// Anything.
        case anything
        /// One of a few short texts, none with a comma, at most 255 characters in all.
        case oneOf([String])
        /// One of the texts in a part of a column of a sheet.
        indirect case listed(Area)
        /// One of the texts in the column of an area whose header is the text in another column of the same row.
        indirect case listedUnder(column: Int, headers: Area, body: Area)
        /// A whole number.
        case whole(ClosedRange<Int>)
        /// A score: the minimum and a whole number of steps.
        indirect case scale(Rubric.Scale)
        /// A share from nothing to all.
        case share
        /// A number no smaller than nought.
        case atLeastNought
        /// A text of so many characters.
        case length(Int)
        /// A day.
        case day(ClosedRange<Day>)

        /// Whether a rule has room for some texts; where it hasn't, they stand on a sheet.
        static func hasRoom(for texts: [String]) -> Bool {
            texts.joined(separator: ",").unicodeScalars.count <= 255
                && texts.allSatisfy { !$0.utf8.contains(UInt8(ascii: ",")) && !$0.utf8.contains(UInt8(ascii: "\"")) }
        }
    }

    /// A rectangle of cells of a sheet; rows and columns count from 0.
    public struct Area: Sendable, Hashable {
        /// The sheet's name.
        public var sheet: String
        /// The rows.
        public var rows: ClosedRange<Int>
        /// The columns.
        public var columns: ClosedRange<Int>

        /// A rectangle.
        public init(sheet: String, rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
            self.sheet = sheet
            self.rows = rows
            self.columns = columns
        }

        /// The area as a formula names it: `'可选项'!$A$2:$A$6`.
        var reference: String {
            "'\(sheet.replacing("'", with: "''"))'!"
                + "$\(Area.letters(columns.lowerBound))$\(rows.lowerBound + 1):$\(Area.letters(columns.upperBound))$\(rows.upperBound + 1)"
        }

        /// The letters of a column that is counted from 0.
        static func letters(_ column: Int) -> String {
            let last = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(column % 26)))
            return column < 26 ? last : letters(column / 26 - 1) + last
        }
    }
}

extension WorkbookDocument.Sheet {
    /// The row of the header, counted from 0.
    public var headerRow: Int { heading.count }

    /// How many cells it has, about: those of its rows.
    var size: Int { rows.reduce(0) { $0 + $1.count } }
}
