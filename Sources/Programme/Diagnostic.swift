/// One fault in what was handed in: where it is, what is wrong, what was expected, what to do.
///
/// The form of every error in a rubric, a call, a table or an instance.
public struct Diagnostic: Sendable, Hashable, Codable {
    /// Where a fault is.
    public struct Place: Sendable, Hashable, Codable {
        /// The file's name as the user gave it.
        public var file: String
        /// Line of a text file, from 1.
        public var line: Int?
        /// Row of a table, from 1, the header row counted.
        public var row: Int?
        /// Name of the column, as in the header.
        public var column: String?

        /// A place in a file.
        public init(file: String, line: Int? = nil, row: Int? = nil, column: String? = nil) {
            self.file = file
            self.line = line
            self.row = row
            self.column = column
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
    /// The place in words: `file:line`, or file, row and column.
    public var text: Text {
        var text = Text(verbatim: file)
        if let line { text = text + Text(verbatim: ":\(line)") }
        if let row { text = text + Text(zh: "，第 \(row) 行", en: ", row \(row)") }
        if let column { text = text + Text(zh: "，“\(column)”列", en: ", column “\(column)”") }
        return text
    }
}
