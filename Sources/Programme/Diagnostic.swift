/// One fault in what was handed in: where it is, what is wrong, what was expected, what to do.
///
/// The form of every error in a rubric, a call, a table or an instance.
public struct Diagnostic: Sendable, Hashable, Codable {
    /// Where a fault is.
    public struct Place: Sendable, Hashable, Codable {
        /// The file's name as the user gave it.
        public var file: String
        /// The sheet of a workbook, by its name.
        public var sheet: String?
        /// Line of a text file, from 1.
        public var line: Int?
        /// Row of a table, from 1, the header row counted.
        public var row: Int?
        /// Name of the column, as the program calls it.
        public var column: String?
        /// Number of the column, from 1: with the row it says which cell a spreadsheet would mark.
        public var columnNumber: Int?

        /// A place in a file.
        public init(
            file: String, sheet: String? = nil, line: Int? = nil, row: Int? = nil, column: String? = nil, columnNumber: Int? = nil
        ) {
            self.file = file
            self.sheet = sheet
            self.line = line
            self.row = row
            self.column = column
            self.columnNumber = columnNumber
        }
    }

    /// Where.
    public var place: Place
    /// What is wrong.
    public var message: Text
    /// What was expected there.
    public var expected: Text?
    /// What to do about it.
    public var advice: Text?

    /// A fault at a place.
    public init(_ place: Place, _ message: Text, expected: Text? = nil, advice: Text? = nil) {
        self.place = place
        self.message = message
        self.expected = expected
        self.advice = advice
    }

    /// The whole fault as one line: place, what is wrong, what was expected, what to do.
    public var line: Text {
        var text = place.text + Text(zh: "：", en: ": ") + message
        if let expected { text = text + Text(zh: "；应为：", en: "; expected: ") + expected }
        if let advice { text = text + Text(zh: "；处理办法：", en: "; what to do: ") + advice }
        return text
    }
}

extension Diagnostic.Place {
    /// The place in words: `file:line`; file, row and column; or file, sheet, cell and column as a spreadsheet names them.
    public var text: Text {
        var text = Text(verbatim: file)
        if let line { text = text + Text(verbatim: ":\(line)") }
        if let sheet { text = text + Text(zh: "，「\(sheet)」", en: ", sheet “\(sheet)”") }
        if sheet != nil, let cell {
            text = text + Text(zh: " \(cell)", en: ", cell \(cell)")
        } else if let row {
            text = text + Text(zh: sheet == nil ? "，第 \(row) 行" : "第 \(row) 行", en: ", row \(row)")
        }
        if let column { text = text + Text(zh: "，“\(column)”列", en: ", column “\(column)”") }
        return text
    }

    /// The cell as a spreadsheet names it: `E7`; nil where row or column is not known.
    public var cell: String? {
        guard let row, let columnNumber else { return nil }
        return Diagnostic.Place.letters(ofColumn: columnNumber) + "\(row)"
    }

    /// The letters that a spreadsheet gives to a column, numbered from 1: A, …, Z, AA, ….
    public static func letters(ofColumn number: Int) -> String {
        var letters: [UInt8] = []
        var rest = number
        while rest > 0 {
            letters.insert(UInt8(ascii: "A") + UInt8((rest - 1) % 26), at: 0)
            rest = (rest - 1) / 26
        }
        return String(decoding: letters, as: UTF8.self)
    }
}
