internal import Programme

extension Table {
    /// Reads the table that a form describes out of a file: the sheet and the row of its header are found, the values brought to
    /// the form's.
    ///
    /// What can't be read of single rows and cells is kept in `faults`, so that all that is wrong can be told at once.
    ///
    /// - Parameter sheet: which sheet to read, where several fit.
    /// - Throws: `Failure.malformed` where no sheet fits, or several do.
    public init(_ spreadsheet: Spreadsheet, as form: TableForm, sheet: String? = nil) throws {
        let choice = try SheetChoice(spreadsheet, form, sheet)
        var reading = FormReading(choice, form)
        let rows = try reading.rows()
        let names = reading.columns.map(\.column.name)
        let layout = Layout(
            file: choice.grid.file, sheet: choice.grid.sheet, columns: names, numbers: reading.columns.map(\.number))
        self.init(
            grid: choice.grid, columns: names, headerRow: choice.header.number,
            rows: rows.map { Row(layout, number: $0.number, cells: $0.values) }, notes: reading.notes,
            faults: reading.faults.faults)
    }
}

extension Spreadsheet {
    /// The names of the sheets that look like a table of a form.
    public func sheets(fitting form: TableForm) -> [String] {
        let search = HeaderSearch(form: form)
        return grids.filter { grid in search.header(in: grid).map(search.isConvincing) ?? false }.compactMap(\.sheet)
    }
}

/// Which sheet of a file holds the table.
struct SheetChoice {
    let grid: Grid
    let header: HeaderSearch.Header
    private(set) var notes: [ReadingNote] = []

    init(_ spreadsheet: Spreadsheet, _ form: TableForm, _ sheet: String?) throws {
        let search = HeaderSearch(form: form)
        let filled = spreadsheet.grids.filter { !$0.rows.isEmpty }
        guard !filled.isEmpty else { throw Failure.malformed([Table.empty(spreadsheet.file)]) }
        let headers = filled.map { (grid: $0, header: search.header(in: $0)) }
        let fitting = headers.compactMap { grid, header in
            header.flatMap { search.isConvincing($0) ? (grid: grid, header: $0) : nil }
        }
        let chosen = try SheetChoice.choose(fitting, headers, spreadsheet, form, sheet)
        grid = chosen.grid
        header = chosen.header
        for other in filled where other.sheet != grid.sheet {
            notes.append(ReadingNote(.init(file: other.file, sheet: other.sheet), old: "", new: "", [.otherSheet]))
        }
        for hidden in spreadsheet.hiddenSheets {
            notes.append(ReadingNote(.init(file: spreadsheet.file, sheet: hidden), old: "", new: "", [.hiddenSheet]))
        }
    }

    private static func choose(
        _ fitting: [(grid: Grid, header: HeaderSearch.Header)], _ all: [(grid: Grid, header: HeaderSearch.Header?)],
        _ spreadsheet: Spreadsheet, _ form: TableForm, _ sheet: String?
    ) throws -> (grid: Grid, header: HeaderSearch.Header) {
        if let sheet, spreadsheet.encoding == nil {
            guard let named = all.first(where: { $0.grid.sheet == sheet }) else {
                throw failure(
                    spreadsheet, Text(zh: "没有名为“\(sheet)”的可见工作表", en: "there is no visible sheet “\(sheet)”"),
                    expected: Text(verbatim: all.compactMap(\.grid.sheet).joined(separator: " / ")),
                    advice: Text(zh: "核对 --sheet", en: "check --sheet"))
            }
            if let header = named.header { return (named.grid, header) }
        } else if fitting.count == 1 {
            return fitting[0]
        } else if fitting.count > 1 {
            // A sheet with the header alone, as templates have, competes with none that is filled in.
            let filled = fitting.filter { $0.grid.rows.count > $0.header.index + 1 }
            if filled.count == 1 { return filled[0] }
            throw failure(
                spreadsheet,
                Text(
                    zh: "有 \(fitting.count) 张工作表都像\(form.name.zh)：", en: "\(fitting.count) sheets look like \(form.name.en): ")
                    + Text(verbatim: fitting.compactMap(\.grid.sheet).joined(separator: " / ")),
                advice: Text(zh: "用 --sheet 指明，或只保留一张", en: "name one with --sheet, or keep one only"))
        } else if let only = all.first, all.count == 1, let header = only.header {
            // It is the only one; which columns it lacks is told by who needs them.
            return (only.grid, header)
        }
        throw failure(
            spreadsheet, Text(zh: "没有找到\(form.name.zh)的表头", en: "the header of \(form.name.en) is nowhere"),
            expected: Text(verbatim: form.columns.filter(\.isNeeded).map(\.name).joined(separator: ",")),
            advice: Text(zh: "按此表头补列；隐藏的工作表不读", en: "give the table this header; hidden sheets are not read"))
    }

    private static func failure(_ spreadsheet: Spreadsheet, _ message: Text, expected: Text? = nil, advice: Text) -> Failure {
        let grid = spreadsheet.grids.first { !$0.rows.isEmpty }
        return .malformed([
            Diagnostic(
                .init(file: spreadsheet.file, sheet: spreadsheet.grids.count == 1 ? grid?.sheet : nil), message, expected: expected,
                advice: advice)
        ])
    }
}

/// Reads the rows below a header by a form.
struct FormReading {
    private let choice: SheetChoice
    private let form: TableForm
    /// The columns that the sheet has, in the form's order.
    let columns: [(column: TableForm.Column, number: Int)]
    private(set) var notes: [ReadingNote]
    let faults = FaultCollector()

    private var grid: Grid { choice.grid }

    init(_ choice: SheetChoice, _ form: TableForm) {
        self.choice = choice
        self.form = form
        columns = form.columns.enumerated().compactMap { index, column in choice.header.columns[index].map { (column, $0) } }
        notes = choice.notes
    }

    mutating func rows() throws -> [(number: Int, values: [String])] {
        noteHeader()
        noteHiddenParts()
        let merged = try mergedValues()
        let headerRow = grid.rows[choice.header.index]
        let readings = columns.map { CellReading(column: $0.column, epoch: grid.countsFrom1904 ? .of1904 : .of1900) }
        // A header of two rows goes on below the row that names the most.
        return grid.rows[(choice.header.index + 1)...].compactMap { row in
            guard isEntry(row) else { return nil }
            if row.refuseOtherLength(than: headerRow, in: grid, faults) { return nil }
            for cell in row.cells where choice.header.isNameless(cell.column) {
                Table.refuse(nameless: cell, in: row, of: grid, faults)
            }
            let values = columns.indices.map { index in
                value(of: row, index, readings[index], merged[columns[index].number]?[row.number])
            }
            return (row.number, values)
        }
    }

    private mutating func value(of row: Grid.Row, _ index: Int, _ reading: CellReading, _ merged: Grid.Content?) -> String {
        let (column, number) = columns[index]
        let own = row.content(number)
        guard let content = own ?? merged else { return "" }
        let result = reading.read(content)
        let place = grid.place(row: row.number, column: number, named: column.name)
        if let fault = result.fault {
            faults.add(place, fault.message, expected: fault.expected, advice: fault.advice)
            return ""
        }
        let reasons = own == nil ? [.merged] + result.reasons : result.reasons
        if !reasons.isEmpty {
            let old = own == nil ? "" : CellReading.shown(content)
            notes.append(ReadingNote(place, old: ShownText.of(old), new: ShownText.of(result.value), reasons))
        }
        return result.value
    }

    // MARK: Rows that are no entries

    /// Words with which a remark, a sum or a signature below a table begins.
    private static let closings = [
        "注：", "注:", "备注", "说明", "填表", "填报", "联系人", "联系电话", "审核", "负责人", "制表", "合计", "总计", "小计", "共计", "（盖章", "(盖章",
        "单位盖章", "日期：", "日期:", "经办人",
    ]

    /// Whether a row is an entry of the table; what is passed over and isn't empty is noted.
    private mutating func isEntry(_ row: Grid.Row) -> Bool {
        let filled = columns.filter { !row.text($0.number).trimmed.isEmpty }
        let first = row.cells.map { CellReading.shown($0.content).trimmed }.first { !$0.isEmpty } ?? ""
        if filled.isEmpty {
            // A row of a prepared table that has its running number and nothing else; but a text under no name is no empty row.
            guard !row.cells.contains(where: { choice.header.isNameless($0.column) && !row.text($0.column).trimmed.isEmpty }) else {
                guard isClosing(first) else { return true }
                passOver(row, first)
                return false
            }
            if !first.isEmpty { passOver(row, first) }
            return false
        }
        guard filled.contains(where: { !form.filledByTemplate.contains($0.column.name) }) else {
            passOver(row, first)
            return false
        }
        let isHeaderAgain =
            filled.count == columns.count
            && columns.allSatisfy { ColumnNames.plain(row.text($0.number)) == ColumnNames.plain(choice.header.texts[$0.number] ?? "") }
        guard isHeaderAgain || (filled.count <= 2 && isClosing(first)) else { return true }
        passOver(row, first)
        return false
    }

    private func isClosing(_ text: String) -> Bool { FormReading.closings.contains { text.hasPrefix($0) } }

    private mutating func passOver(_ row: Grid.Row, _ first: String) {
        notes.append(ReadingNote(grid.place(row: row.number), old: ShownText.of(first, atMost: 30), new: "", [.noEntry]))
    }

    // MARK: Merged cells

    /// What cells hold that are merged with one above them, by column and row: whoever merges 湖北省 over ten rows means all ten.
    private func mergedValues() throws -> [Int: [Int: Grid.Content]] {
        let wanted = Set(columns.map(\.number))
        var values: [Int: [Int: Grid.Content]] = [:]
        var count = 0
        for merge in grid.merges where merge.rows.lowerBound > choice.header.number && merge.rows.count > 1 {
            let column = merge.columns.lowerBound
            guard wanted.contains(column), let content = grid.row(merge.rows.lowerBound)?.content(column) else { continue }
            var index = grid.index(from: merge.rows.lowerBound + 1)
            while index < grid.rows.count, grid.rows[index].number <= merge.rows.upperBound {
                values[column, default: [:]][grid.rows[index].number] = content
                index += 1
                count += 1
            }
            guard count <= WorkbookLimits.cells else {
                throw ZipArchive.failure(
                    grid.file, Text(zh: "合并单元格相互重叠", en: "merged cells overlap"), advice: Text(zh: "取消合并后另存", en: "unmerge them and save"))
            }
        }
        return values
    }

    // MARK: The header and hidden parts

    private mutating func noteHeader() {
        let header = choice.header
        for (index, number) in header.columns.sorted(by: { $0.value < $1.value }) where header.renamed.contains(index) {
            let column = form.columns[index]
            notes.append(
                ReadingNote(
                    grid.place(row: header.number, column: number, named: column.name), old: ShownText.of(header.texts[number] ?? ""),
                    new: column.name, [.headerName]))
        }
        for (index, number) in header.repeated {
            let column = form.columns[index]
            Table.refuse(repeated: column.name, grid.place(row: header.number, column: number, named: column.name), faults)
        }
        let used = Set(header.columns.values)
        let unused = header.texts.filter { !used.contains($0.key) && !$0.value.trimmed.isEmpty && !ColumnNames.isRunningNumber($0.value) }
            .sorted { $0.key < $1.key }.map { ShownText.of($0.value.trimmed, atMost: 20) }
        if !unused.isEmpty {
            notes.append(ReadingNote(grid.place(row: header.number), old: unused.joined(separator: "、"), new: "", [.unusedColumns]))
        }
    }

    private mutating func noteHiddenParts() {
        let place = Diagnostic.Place(file: grid.file, sheet: grid.sheet)
        let rows = grid.hiddenRows.filter { $0 > choice.header.number }
        if !rows.isEmpty {
            let listed = rows.prefix(20).map(String.init).joined(separator: ",") + (rows.count > 20 ? "… (\(rows.count))" : "")
            notes.append(ReadingNote(place, old: listed, new: "", [.hiddenRows]))
        }
        let hidden = columns.filter { column in grid.hiddenColumns.contains { $0.contains(column.number) } }
        if !hidden.isEmpty {
            notes.append(ReadingNote(place, old: hidden.map(\.column.name).joined(separator: "、"), new: "", [.hiddenColumns]))
        }
        if grid.formulas > 0 { notes.append(ReadingNote(place, old: "\(grid.formulas)", new: "", [.formulas])) }
    }
}

extension HeaderSearch.Header {
    /// Whether nothing says what a column holds.
    func isNameless(_ column: Int) -> Bool { (texts[column] ?? "").trimmed.isEmpty }
}

extension ColumnNames {
    /// Whether a column numbers the rows, as most tables have one.
    static func isRunningNumber(_ header: String) -> Bool { ["序号", "no.", "no"].contains(plain(header)) }
}
