internal import CXLSXWriter
internal import Programme

/// Writes one sheet of a workbook.
struct SheetWriter {
    let sheet: WorkbookDocument.Sheet
    let page: UnsafeMutablePointer<lxw_worksheet>
    let styles: CellStyles
    private let strings = CStrings()
    /// So many characters are side by side on a screen.
    private static let screen = 110

    init(sheet: WorkbookDocument.Sheet, page: UnsafeMutablePointer<lxw_worksheet>, styles: CellStyles) {
        self.sheet = sheet
        self.page = page
        self.styles = styles
    }

    private var lastRow: Int { sheet.headerRow + sheet.rows.count + sheet.emptyRows }

    func write() throws {
        for (index, column) in sheet.columns.enumerated() {
            try check(worksheet_set_column(page, lxw_col_t(index), lxw_col_t(index), Double(column.width), nil))
        }
        for (row, heading) in sheet.heading.enumerated() { try write(heading, row) }
        for (index, column) in sheet.columns.enumerated() {
            try put(.text(column.header), sheet.headerRow, index, CellStyle(part: .header, look: column.look))
        }
        for (index, cells) in sheet.rows.enumerated() { try write(cells, sheet.headerRow + 1 + index) }
        for row in 0..<sheet.emptyRows { try write([], sheet.headerRow + 1 + sheet.rows.count + row) }
        try addRules()
        arrange()
        try prepareForPaper()
    }

    private func write(_ heading: WorkbookDocument.Heading, _ row: Int) throws {
        switch heading {
        case .title(let text): try span(text, row, CellStyle(part: .title), lineHeight: 22)
        case .remark(let text): try span(text, row, CellStyle(part: .remark), lineHeight: 15)
        case .blanks(let names):
            for (index, name) in names.enumerated() {
                try put(.text(name), row, 2 * index, CellStyle(part: .label))
                try put(.nothing, row, 2 * index + 1, CellStyle(part: .body, isUnlocked: true))
            }
        case .texts(let texts):
            for (index, text) in texts.enumerated() where !text.isEmpty {
                try put(.text(text), row, index, CellStyle(part: .text))
            }
        }
    }

    /// A text over the columns that a screen shows at once, with room for all its lines: a spreadsheet doesn't make room
    /// for merged cells itself.
    private func span(_ text: String, _ row: Int, _ style: CellStyle, lineHeight: Int) throws {
        var columns = 0
        var width = 0
        while columns < sheet.columns.count, columns == 0 || width < SheetWriter.screen {
            width += sheet.columns[columns].width
            columns += 1
        }
        width = max(1, width * 15 / lineHeight)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { lines, line in
            lines + max(1, (DisplayWidth.columns(of: String(line)) + width - 1) / width)
        }
        try check(worksheet_set_row(page, lxw_row_t(row), Double(min(400, lines * lineHeight + 4)), nil))
        guard columns > 1 else { return try put(.text(text), row, 0, style) }
        try check(
            worksheet_merge_range(
                page, lxw_row_t(row), 0, lxw_row_t(row), lxw_col_t(columns - 1), CellText.escaped(text), styles[style]))
    }

    private func write(_ cells: [WorkbookDocument.Cell], _ row: Int) throws {
        for (index, column) in sheet.columns.enumerated() where index < cells.count || column.entry != nil {
            let cell = index < cells.count ? cells[index] : .empty
            let style = CellStyle(
                part: .body, kind: column.kind, look: cell.look,
                isUnlocked: sheet.isProtected && (cell.entry ?? column.entry) != nil)
            try put(cell.value, row, index, style)
        }
    }

    private func put(_ value: WorkbookDocument.Value, _ row: Int, _ column: Int, _ style: CellStyle) throws {
        let (line, place) = (lxw_row_t(row), lxw_col_t(column))
        switch value {
        case .nothing: try check(worksheet_write_blank(page, line, place, styles[style]))
        case .text(let text):
            let code = worksheet_write_string(page, line, place, CellText.escaped(text), styles[style])
            guard code != LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED else { throw tooLong(row, column) }
            try check(code)
        case .whole(let number): try check(worksheet_write_number(page, line, place, Double(number), styles[style]))
        case .points(let points):
            try check(worksheet_write_number(page, line, place, Double(points.hundredths) / 100, styles[style]))
        case .day(let day): try check(worksheet_write_number(page, line, place, Double(day.serialNumber), styles[style]))
        }
    }

    private func tooLong(_ row: Int, _ column: Int) -> Failure {
        let cell = WorkbookDocument.Area.letters(column) + "\(row + 1)"
        return WorkbookDocument.failure(
            Text(
                zh: "工作表“\(sheet.name)”\(cell) 单元格的文字超过 32767 字",
                en: "the text of cell \(cell) of the sheet “\(sheet.name)” is longer than 32 767 characters"))
    }

    private func arrange() {
        worksheet_freeze_panes(page, lxw_row_t(sheet.headerRow + 1), lxw_col_t(sheet.frozenColumns))
        if sheet.isFiltered {
            worksheet_autofilter(
                page, lxw_row_t(sheet.headerRow), 0, lxw_row_t(lastRow), lxw_col_t(max(0, sheet.columns.count - 1)))
        }
        guard sheet.isProtected else { return }
        // Without a password: it keeps from slips, not from people. What changes no content stays allowed.
        var protection = lxw_protection()
        protection.format_columns = 1
        protection.format_rows = 1
        protection.autofilter = 1
        worksheet_protect(page, nil, &protection)
    }

    private func prepareForPaper() throws {
        let a4: UInt8 = 9
        worksheet_set_paper(page, a4)
        worksheet_set_landscape(page)
        worksheet_fit_to_pages(page, 1, 0)
        try check(worksheet_repeat_rows(page, lxw_row_t(sheet.headerRow), lxw_row_t(sheet.headerRow)))
    }

    /// The rule of a column over the rows in which no cell has one of its own, then those of the cells.
    private func addRules() throws {
        for (index, column) in sheet.columns.enumerated() {
            var run: (entry: WorkbookDocument.Entry, first: Int)?
            for row in sheet.headerRow + 1...max(lastRow, sheet.headerRow + 1) {
                let entry = row <= lastRow ? self.entry(row, index) ?? column.entry : nil
                if entry == run?.entry { continue }
                if let run { try add(run.entry, run.first...row - 1, index) }
                run = entry.map { ($0, row) }
            }
            if let run { try add(run.entry, run.first...lastRow, index) }
        }
    }

    private func entry(_ row: Int, _ column: Int) -> WorkbookDocument.Entry? {
        let index = row - sheet.headerRow - 1
        guard index < sheet.rows.count, column < sheet.rows[index].count else { return nil }
        return sheet.rows[index][column].entry
    }

    private func add(_ entry: WorkbookDocument.Entry, _ rows: ClosedRange<Int>, _ column: Int) throws {
        guard rows.upperBound <= lastRow, entry.rule != .anything || !entry.hint.isEmpty else { return }
        var validation = EntryRule(entry: entry, firstRow: rows.lowerBound, column: column, strings: strings).validation
        try check(
            worksheet_data_validation_range(
                page, lxw_row_t(rows.lowerBound), lxw_col_t(column), lxw_row_t(rows.upperBound), lxw_col_t(column), &validation))
    }

    private func check(_ code: lxw_error) throws { try WorkbookWriter.check(code) }
}

extension Day {
    /// The day as a spreadsheet counts it: 1900-03-01 is 61, since it takes 1900 for a leap year (ECMA-376 part 1, 18.17.4.1).
    var serialNumber: Int {
        let days = daysSince1970 + 25_569
        return days > 60 ? days : days - 1
    }
}

/// A text as a cell of an XLSX file holds it.
enum CellText {
    /// What stands for a character, `_x0041_`, is written as letters (ECMA-376 part 1, 22.9.2.19); what XML has no room
    /// for as the replacement character. Lines end in LF alone.
    static func escaped(_ text: String) -> String {
        if isPlain(text) { return text }
        var escaped = text.replacing("\r\n", with: "\n")
            .replacing(/_(?=x[0-9A-Fa-f]{4}_)/.matchingSemantics(.unicodeScalar), with: "_x005F_")
        if escaped.unicodeScalars.contains(where: { $0.value == 0 || $0.value & 0xFFFE == 0xFFFE }) {
            escaped = String(
                String.UnicodeScalarView(
                    escaped.unicodeScalars.map { $0.value == 0 || $0.value & 0xFFFE == 0xFFFE ? "\u{FFFD}" : $0 }))
        }
        return escaped
    }

    /// Whether a text certainly stays as it is. A workbook with every fault marked has half a million texts, nearly all plain,
    /// and a regular expression takes longer for each than all the rest of writing it.
    private static func isPlain(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var last: UInt8 = 0
            for byte in bytes {
                switch (last, byte) {
                // What is no character at the end of each plane ends in these bytes; so do a few characters.
                case (_, 0), (_, UInt8(ascii: "\r")), (UInt8(ascii: "_"), UInt8(ascii: "x")), (0xBF, 0xBE), (0xBF, 0xBF): return false
                default: last = byte
                }
            }
            return true
        }
    }
}
