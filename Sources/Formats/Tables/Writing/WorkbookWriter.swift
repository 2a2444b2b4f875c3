internal import CXLSXWriter
internal import Programme

/// Writes a workbook by libxlsxwriter.
struct WorkbookWriter {
    private let book: UnsafeMutablePointer<lxw_workbook>
    private let styles: CellStyles
    /// The day on which every workbook says that it was made: when it was would differ from run to run.
    private static let created = Day(year: 1980, month: 1, day: 1)?.daysSince1970 ?? 0

    /// Beyond so many cells a workbook is written row by row, texts in their cells: the library would keep all of them, and
    /// a copy of each text.
    private static let cellsKept = 50_000

    static func write(_ workbook: WorkbookDocument, to path: String, temporaryFolder: String) throws {
        let strings = CStrings()
        var options = lxw_workbook_options()
        options.tmpdir = strings.pointer(temporaryFolder)
        options.constant_memory = workbook.sheets.reduce(0) { $0 + $1.size } > cellsKept ? 1 : 0
        guard let book = workbook_new_opt(path, &options) else {
            throw WorkbookDocument.failure(Text(zh: "内存不足", en: "there is not enough memory"))
        }
        let writer = WorkbookWriter(book: book, styles: CellStyles(book: book))
        do {
            var properties = lxw_doc_properties()
            properties.created = created * 86_400
            try check(workbook_set_properties(book, &properties))
            for sheet in workbook.sheets { try writer.add(sheet) }
        } catch {
            lxw_workbook_free(book)
            throw error
        }
        // Closing frees the workbook, whether or not it could be written.
        try check(workbook_close(book))
    }

    private func add(_ sheet: WorkbookDocument.Sheet) throws {
        // The library would name a sheet itself where the name is no name, and print a warning.
        try WorkbookWriter.check(workbook_validate_sheet_name(book, sheet.name))
        guard !sheet.name.isEmpty, let page = workbook_add_worksheet(book, sheet.name) else {
            throw WorkbookDocument.failure(Text(zh: "不能添加工作表“\(sheet.name)”", en: "the sheet “\(sheet.name)” cannot be added"))
        }
        try SheetWriter(sheet: sheet, page: page, styles: styles).write()
    }

    static func check(_ code: lxw_error) throws {
        guard code != LXW_NO_ERROR else { return }
        let reason = lxw_strerror(code).map { String(cString: $0) } ?? "\(code.rawValue)"
        throw WorkbookDocument.failure(Text(verbatim: reason))
    }
}

/// Texts as C keeps them, for as long as this value lives.
final class CStrings {
    private var pointers: [UnsafeMutablePointer<CChar>?] = []

    deinit {
        for pointer in pointers { free(pointer) }
    }

    func pointer(_ text: String) -> UnsafeMutablePointer<CChar>? {
        let pointer = strdup(text)
        pointers.append(pointer)
        return pointer
    }
}
