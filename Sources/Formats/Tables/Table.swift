import Foundation
public import Programme

/// A table with a header, its texts trimmed and in Unicode's form C.
public struct Table: Sendable {
    /// The file's name as the user gave it.
    public let file: String
    /// The header.
    public let columns: [String]
    /// The rows below the header.
    public let rows: [Row]

    /// One row.
    public struct Row: Sendable {
        /// The file's name.
        public let file: String
        /// The row's number, the header being 1.
        public let number: Int
        private let cells: [String: String]

        init(file: String, number: Int, cells: [String: String]) {
            self.file = file
            self.number = number
            self.cells = cells
        }

        /// The text in a column; empty where the column or the text is missing.
        public subscript(column: String) -> String { cells[column] ?? "" }

        /// The place of a cell.
        public func place(_ column: String) -> Diagnostic.Place {
            .init(file: file, row: number, column: column)
        }

        /// The parts of a cell that lists several things, separated by `;`, `；` or `、`.
        public func list(_ column: String) -> [String] {
            self[column].split(whereSeparator: { $0 == ";" || $0 == "；" || $0 == "、" })
                .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        }
    }

    /// Reads comma-separated values.
    ///
    /// - Throws: `Failure.malformed` where the bytes are no table: broken quotes, no header, rows of another length.
    public init(csv bytes: [UInt8], file: String) throws {
        let lines = try CSVReader.lines(of: bytes, file: file)
        guard let header = lines.first else {
            throw Failure.malformed([
                Diagnostic(
                    .init(file: file, line: 1), Text(zh: "表是空的", en: "the table is empty"),
                    expected: Text(zh: "表头和若干行", en: "a header and rows"))
            ])
        }
        self.file = file
        let columns = header.fields.map(Table.clean)
        self.columns = columns
        var faults: [Diagnostic] = []
        var seen: Set<String> = []
        for column in columns where !column.isEmpty && !seen.insert(column).inserted {
            faults.append(
                Diagnostic(
                    .init(file: file, row: 1, column: column), Text(zh: "列名重复", en: "the column stands twice"),
                    advice: Text(zh: "删去或改名", en: "remove or rename one")))
        }
        rows = lines.dropFirst().map { line in
            if line.fields.count > columns.count, line.fields.dropFirst(columns.count).contains(where: { !$0.isEmpty }) {
                faults.append(
                    Diagnostic(
                        .init(file: file, row: line.record),
                        Text(
                            zh: "此行有 \(line.fields.count) 个字段，表头只有 \(columns.count) 列",
                            en: "the row has \(line.fields.count) fields, the header \(columns.count)"),
                        advice: Text(zh: "含逗号的文字加引号", en: "quote texts that contain commas")))
            } else if line.fields.count < columns.count {
                faults.append(
                    Diagnostic(
                        .init(file: file, row: line.record),
                        Text(
                            zh: "此行只有 \(line.fields.count) 个字段，表头有 \(columns.count) 列",
                            en: "the row has \(line.fields.count) fields, the header \(columns.count)"),
                        advice: Text(zh: "补齐空字段的逗号", en: "add the commas of empty fields")))
            }
            for (column, field) in zip(columns, line.fields) where column.isEmpty && !Table.clean(field).isEmpty {
                faults.append(
                    Diagnostic(
                        .init(file: file, row: line.record),
                        Text(zh: "“\(field)”所在列没有列名", en: "“\(field)” stands under a column without a name"),
                        advice: Text(zh: "补列名，或删去此列", en: "name the column or remove it")))
            }
            var cells: [String: String] = [:]
            for (column, field) in zip(columns, line.fields) where !column.isEmpty { cells[column] = Table.clean(field) }
            return Row(file: file, number: line.record, cells: cells)
        }
        if !faults.isEmpty { throw Failure.malformed(faults) }
    }

    /// Refuses a table without some columns.
    public func require(_ needed: [String]) throws {
        let missing = missing(needed)
        guard missing.isEmpty else { throw Failure.malformed(missing) }
    }

    /// A fault for each column that is needed and missing, once each.
    func missing(_ needed: [String]) -> [Diagnostic] {
        var seen = Set(columns)
        return needed.filter { seen.insert($0).inserted }.map {
            Diagnostic(
                .init(file: file, row: 1), Text(zh: "缺少“\($0)”列", en: "the column “\($0)” is missing"),
                expected: Text(verbatim: needed.joined(separator: ",")),
                advice: Text(zh: "按此表头补列", en: "give the table this header"))
        }
    }

    /// A text as it is kept: trimmed, in form C, without the apostrophe that keeps a spreadsheet from running it.
    private static func clean(_ field: String) -> String {
        let text = field.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
        guard text.utf8.first == UInt8(ascii: "'"), FormulaSign.begins(text.utf8.dropFirst()) else { return text }
        return String(decoding: text.utf8.dropFirst(), as: UTF8.self)
    }
}
