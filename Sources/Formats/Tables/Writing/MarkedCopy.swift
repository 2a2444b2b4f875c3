public import Programme

/// A copy of a file's table in which what is wrong is marked, to be sent back to who handed it in: the cells in question
/// are coloured, a column 问题 at the end of each row tells its faults, and a sheet lists all of them.
///
/// Rows and columns stand where they stood, so that the report, the copy and the file speak of the same cells. Values are
/// texts as they were read; where a cell was merged with those above it, its value stands in all of them, as it was read.
public struct MarkedCopy {
    private let grid: Grid
    private let headerRow: Int
    private let faults: [Diagnostic]
    private let language: Language
    /// The last column that holds anything.
    private let width: Int
    private let faultsByRow: [Int: [Diagnostic]]

    /// A table of the programme has some thousands of rows and some tens of columns; what is far beyond that gets no copy.
    private static let mostCells = 1_000_000

    /// The copy of a table.
    ///
    /// - Parameters:
    ///   - spreadsheet: the file as it came.
    ///   - table: the table that was read out of it.
    ///   - faults: what is wrong, also that of other files and sheets, which is passed over.
    /// - Throws: `Failure.failed` where the sheet has more cells than anybody would look through.
    public static func workbook(
        of spreadsheet: Spreadsheet, read table: Table, faults: [Diagnostic], in language: Language
    ) throws -> WorkbookDocument {
        let grid = spreadsheet.grids.first { $0.sheet == table.sheet } ?? Grid(file: spreadsheet.file)
        let own = faults.filter { $0.place.file == grid.file && ($0.place.sheet == nil || $0.place.sheet == grid.sheet) }
        let copy = MarkedCopy(grid: grid, headerRow: table.headerRow, faults: own, in: language)
        guard copy.size <= mostCells else {
            throw Failure.failed(
                Text(
                    zh: "\(spreadsheet.file) 的单元格过多，不写标注副本。请删去表外的内容后重试。",
                    en: "\(spreadsheet.file) has too many cells for a marked copy. Remove what is no part of the table, and try again."))
        }
        return WorkbookDocument([copy.copy, copy.list])
    }

    private init(grid: Grid, headerRow: Int, faults: [Diagnostic], in language: Language) {
        self.grid = grid
        self.headerRow = headerRow
        self.faults = faults
        self.language = language
        width = max(1, grid.rows.compactMap { $0.cells.last?.column }.max() ?? 1, faults.compactMap(\.place.columnNumber).max() ?? 1)
        faultsByRow = Dictionary(grouping: faults.filter { $0.place.row != nil }) { $0.place.row ?? 0 }
    }

    /// How many cells the copy has.
    private var size: Int { grid.rows.reduce(0) { $0 + extent(of: $1) } }

    /// The last column of a row that is written: with faults, those before its remark too.
    private func extent(of row: Grid.Row) -> Int { faultsByRow[row.number] == nil ? row.cells.last?.column ?? 0 : width }

    // MARK: The copy

    private var copy: WorkbookDocument.Sheet {
        let header = grid.row(headerRow)
        var columns = (1...width).map { number in
            var column = WorkbookDocument.Column(header?.shown(number) ?? "", width: columnWidth(number))
            if faultsByRow[headerRow]?.contains(where: { $0.place.columnNumber == number }) == true { column.look = .fault }
            return column
        }
        columns.append(WorkbookDocument.Column(Text(zh: "问题", en: "What is wrong")(in: language), width: 60))
        var sheet = WorkbookDocument.Sheet(named: name, columns: columns, rows: rows)
        sheet.heading = (1..<max(headerRow, 1)).map { number in
            .texts(grid.row(number).map { row in (1...extent(of: row)).map(row.shown) } ?? [])
        }
        sheet.isFiltered = true
        return sheet
    }

    /// The rows below the header, empty ones where the file has none.
    private var rows: [[WorkbookDocument.Cell]] {
        let merged = mergedTexts
        var rows: [[WorkbookDocument.Cell]] = []
        for row in grid.rows where row.number > headerRow {
            while rows.count < row.number - headerRow - 1 { rows.append([]) }
            let wrong = faultsByRow[row.number] ?? []
            let marked = Set(wrong.compactMap(\.place.columnNumber))
            let shared = merged[row.number] ?? [:]
            var cells = (1...max(extent(of: row), shared.keys.max() ?? 1)).map { number -> WorkbookDocument.Cell in
                let text = shared[number] ?? row.shown(number)
                return WorkbookDocument.Cell(
                    text.isEmpty ? .nothing : .text(text), look: marked.contains(number) ? .fault : .plain)
            }
            if !wrong.isEmpty {
                let remarks = wrong.map { $0.remark(in: language) }.joined(separator: "\n")
                cells.append(WorkbookDocument.Cell(.text(remarks), look: .remark))
            }
            rows.append(cells)
        }
        return rows
    }

    /// What cells show that are merged with one above them, by row and column.
    private var mergedTexts: [Int: [Int: String]] {
        var texts: [Int: [Int: String]] = [:]
        var room = MarkedCopy.mostCells
        for merge in grid.merges where merge.rows.count > 1 && merge.rows.lowerBound > headerRow {
            let column = merge.columns.lowerBound
            guard let text = grid.row(merge.rows.lowerBound)?.shown(column) else { continue }
            var index = grid.index(from: merge.rows.lowerBound)
            // Merges that overlap over and over are nobody's table.
            while room > 0, index < grid.rows.count, grid.rows[index].number <= merge.rows.upperBound {
                room -= 1
                texts[grid.rows[index].number, default: [:]][column] = text
                index += 1
            }
        }
        return texts
    }

    private var name: String {
        let name = (grid.sheet ?? "").unicodeScalars.filter { !"[]:*?/\\'".unicodeScalars.contains($0) }
        let short = String(String(String.UnicodeScalarView(name)).prefix(20))
        return short.isEmpty || short == MarkedCopy.listName(in: language) ? Text(zh: "数据", en: "Data")(in: language) : short
    }

    /// As wide as its first rows need, within reason.
    private func columnWidth(_ number: Int) -> Int {
        let widths = grid.rows.prefix(200).filter { $0.number >= headerRow }.map { row in
            row.shown(number).split(whereSeparator: \.isNewline).map { DisplayWidth.columns(of: String($0)) }.max() ?? 0
        }
        return min(40, max(8, (widths.max() ?? 0) + 2))
    }

    // MARK: The list

    private var list: WorkbookDocument.Sheet {
        let columns = [
            (Text(zh: "单元格", en: "cell"), 10), (Text(zh: "行", en: "row"), 8), (Text(zh: "列", en: "column"), 20),
            (Text(zh: "问题", en: "what is wrong"), 50), (Text(zh: "应为", en: "what was expected"), 50),
            (Text(zh: "处理办法", en: "what to do"), 40),
        ]
        var sheet = WorkbookDocument.Sheet(
            named: MarkedCopy.listName(in: language),
            columns: columns.map { name, width in
                WorkbookDocument.Column(name(in: language), width: width, kind: width == 8 ? .whole : .text)
            },
            rows: faults.map { fault in
                [
                    .text(fault.place.cell ?? ""), fault.place.row.map(WorkbookDocument.Cell.whole) ?? .empty,
                    .text(fault.place.column ?? ""), .text(fault.message(in: language)),
                    .text(fault.expected?(in: language) ?? ""), .text(fault.advice?(in: language) ?? ""),
                ]
            })
        sheet.isFiltered = true
        return sheet
    }

    private static func listName(in language: Language) -> String { Text(zh: "问题清单", en: "Faults")(in: language) }
}

extension Grid.Row {
    /// A cell as the spreadsheet shows it: a day as a day, a share with its sign.
    fileprivate func shown(_ column: Int) -> String {
        switch content(column) {
        case .number(_, .day(let day?, _)): day.description
        case .number(let digits, .percentage): DecimalText(digits).map { $0.times(tenToThe: 2).text + "%" } ?? digits
        case .number(let digits, _): DecimalText(digits)?.text ?? digits
        case .some(let other): CellReading.shown(other)
        case nil: ""
        }
    }
}

extension Diagnostic {
    /// The fault as it is told beside its row: column, what is wrong, what was expected, what to do.
    fileprivate func remark(in language: Language) -> String {
        var text = place.column.map { Text(zh: "“\($0)”：", en: "“\($0)”: ") } ?? Text(verbatim: "")
        text = text + message
        if let expected { text = text + Text(zh: "；应为：", en: "; expected: ") + expected }
        if let advice { text = text + Text(zh: "；", en: "; ") + advice }
        return text(in: language)
    }
}
