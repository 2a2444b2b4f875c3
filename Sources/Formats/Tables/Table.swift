public import Programme

/// A table with a header, its values in the form in which the rules know them.
public struct Table: Sendable {
    /// The file's name as the user gave it.
    public let file: String
    /// The sheet's name; nil where the file is a single table.
    public let sheet: String?
    /// The header: of a table that was read by a form, the form's names of the columns that it has.
    public let columns: [String]
    /// The rows below the header.
    public let rows: [Row]
    /// The number of the header's row.
    public let headerRow: Int
    /// What was read otherwise than it stands in the file. Only a table that was read by a form has notes.
    public let notes: [ReadingNote]
    /// Cells and rows that could not be read. Who judges the rows adds these to the faults that they find.
    public let faults: [Diagnostic]

    /// Where the columns stand; one for all rows.
    final class Layout: Sendable {
        let file: String
        let sheet: String?
        /// The index of a column among a row's cells.
        let indices: [String: Int]
        /// The number of each column in the sheet; nil in a table of a program, where the name says enough.
        let numbers: [Int]?

        init(file: String, sheet: String?, columns: [String], numbers: [Int]?) {
            self.file = file
            self.sheet = sheet
            indices = Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
            self.numbers = numbers
        }
    }

    /// One row.
    public struct Row: Sendable {
        /// The row's number as a spreadsheet shows it.
        public let number: Int
        private let layout: Layout
        private let cells: [String]

        init(_ layout: Layout, number: Int, cells: [String]) {
            self.layout = layout
            self.number = number
            self.cells = cells
        }

        /// The file's name.
        public var file: String { layout.file }

        /// The text in a column; empty where the column or the text is missing.
        public subscript(column: String) -> String { layout.indices[column].map { cells[$0] } ?? "" }

        /// The place of a cell.
        public func place(_ column: String) -> Diagnostic.Place {
            .init(
                file: layout.file, sheet: layout.sheet, row: number, column: column,
                columnNumber: layout.numbers.flatMap { numbers in layout.indices[column].map { numbers[$0] } })
        }

        /// Where a dossier was read; of the file its name alone, since folders are nobody's business.
        func source(of dossier: String) -> DossierSource {
            let name = layout.file.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? layout.file
            let columns = layout.indices.mapValues { layout.numbers?[$0] ?? $0 + 1 }
            return DossierSource(dossier: dossier, file: name, sheet: layout.sheet, row: number, columns: columns)
        }

        /// The parts of a cell that lists several things, separated by `;`, `；` or `、`.
        public func list(_ column: String) -> [String] { Table.parts(ofList: self[column]) }
    }

    init(
        grid: Grid, columns: [String], headerRow: Int, rows: [Row], notes: [ReadingNote] = [], faults: [Diagnostic] = []
    ) {
        file = grid.file
        sheet = grid.sheet
        self.columns = columns
        self.headerRow = headerRow
        self.rows = rows
        self.notes = notes
        self.faults = faults
    }

    /// Reads separated values whose first row is the header, its names taken as they stand: tables of programs. Tables of people
    /// are read by a form.
    ///
    /// - Throws: `Failure.malformed` where the bytes are no table: broken quotes, no header, rows of another length.
    public init(csv bytes: [UInt8], file: String) throws {
        let (text, _) = try TextEncoding.text(of: bytes, file: file)
        let grid = try CSVReader.grid(of: text, file: file)
        guard let header = grid.rows.first else { throw Failure.malformed([Table.empty(file)]) }
        let faults = FaultCollector()
        let columns = (1...(header.fields ?? 1)).map { header.text($0).clean }
        var seen: Set<String> = []
        for column in columns where !column.isEmpty && !seen.insert(column).inserted {
            Table.refuse(repeated: column, .init(file: file, row: header.number, column: column), faults)
        }
        let named = columns.indices.filter { !columns[$0].isEmpty }
        let layout = Layout(file: file, sheet: nil, columns: named.map { columns[$0] }, numbers: nil)
        let rows = grid.rows.dropFirst().map { row in
            row.refuseOtherLength(than: header, in: grid, faults)
            for cell in row.cells where cell.column <= columns.count && columns[cell.column - 1].isEmpty {
                Table.refuse(nameless: cell, in: row, of: grid, faults)
            }
            return Row(layout, number: row.number, cells: named.map { row.text($0 + 1).clean })
        }
        try faults.throwIfAny()
        self.init(grid: grid, columns: columns, headerRow: header.number, rows: rows)
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
                .init(file: file, sheet: sheet, row: headerRow), Text(zh: "缺少“\($0)”列", en: "the column “\($0)” is missing"),
                expected: Text(verbatim: needed.joined(separator: ",")),
                advice: Text(zh: "按此表头补列", en: "give the table this header"))
        }
    }

    /// The parts of a text that lists several things.
    static func parts(ofList text: String) -> [String] {
        text.split(whereSeparator: { $0 == ";" || $0 == "；" || $0 == "、" }).map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    static func empty(_ file: String) -> Diagnostic {
        Diagnostic(
            .init(file: file, line: 1), Text(zh: "表是空的", en: "the table is empty"),
            expected: Text(zh: "表头和若干行", en: "a header and rows"))
    }

    static func refuse(repeated column: String, _ place: Diagnostic.Place, _ faults: FaultCollector) {
        faults.add(
            place, Text(zh: "列名重复", en: "the column stands twice"), advice: Text(zh: "删去或改名", en: "remove or rename one"))
    }

    /// A text that would be dropped without a word.
    static func refuse(nameless cell: Grid.Cell, in row: Grid.Row, of grid: Grid, _ faults: FaultCollector) {
        let field = CellReading.shown(cell.content).clean
        guard !field.isEmpty else { return }
        faults.add(
            grid.place(row: row.number, column: cell.column),
            Text(zh: "“\(field)”所在列没有列名", en: "“\(field)” stands under a column without a name"),
            advice: Text(zh: "补列名，或删去此列", en: "name the column or remove it"))
    }
}

extension Grid.Row {
    /// The text of a cell as it is shown; empty where it is.
    func text(_ column: Int) -> String { content(column).map(CellReading.shown) ?? "" }

    /// Refuses a row whose number of fields isn't the header's, where the format counts fields: its values may stand in the
    /// wrong columns. Empty fields beyond the header say nothing.
    ///
    /// - Returns: whether it was refused.
    @discardableResult
    func refuseOtherLength(than header: Grid.Row, in grid: Grid, _ faults: FaultCollector) -> Bool {
        guard let fields, let width = header.fields else { return false }
        if fields > width, cells.contains(where: { $0.column > width }) {
            faults.add(
                grid.place(row: number),
                Text(
                    zh: "此行有 \(fields) 个字段，表头只有 \(width) 列", en: "the row has \(fields) fields, the header \(width)"),
                advice: Text(zh: "含逗号的文字加引号", en: "quote texts that contain commas"))
            return true
        }
        guard fields < width else { return false }
        faults.add(
            grid.place(row: number),
            Text(zh: "此行只有 \(fields) 个字段，表头有 \(width) 列", en: "the row has \(fields) fields, the header \(width)"),
            advice: Text(zh: "补齐空字段的逗号", en: "add the commas of empty fields"))
        return true
    }
}
