internal import Programme

/// Reads the cells of one sheet as they come; only those that hold something are kept, so that a million empty rows cost
/// time and no memory.
final class SheetReader {
    private var grid: Grid
    private let shared: SharedTexts
    private let formats: CellFormats
    private let purse: CellPurse

    private var rowNumber = 0
    private var rowIsHidden = false
    private var cells: [Grid.Cell] = []
    private var column = 0
    private var type = ""
    private var format = 0
    private var hasValue = false
    private var isFormula = false
    private let content: TextContent
    private let part: String

    init(_ grid: Grid, shared: SharedTexts, formats: CellFormats, _ purse: CellPurse) {
        self.grid = grid
        self.shared = shared
        self.formats = formats
        self.purse = purse
        part = grid.sheet ?? ""
        content = TextContent(file: grid.file, part: part)
    }

    func read(_ package: Package, _ part: String) throws -> Grid {
        let scanner = try XMLScanner(file: package.file, part: part)
        scanner.begin = { [unowned scanner] in try self.begin($0, scanner) }
        scanner.end = { [unowned scanner] in try self.end($0, scanner) }
        scanner.text = content.add
        try package.scan(part, scanner)
        return grid
    }

    private func begin(_ element: XMLScanner.Element, _ scanner: XMLScanner) throws {
        switch element.name {
        case "row": try beginRow(element)
        case "c": try beginCell(element)
        case "v":
            hasValue = true
            scanner.wantsText = true
        case "t": scanner.wantsText = !content.isAid
        case "rPh": content.isAid = true
        case "f": isFormula = true
        case "col": noteHiddenColumns(element)
        case "mergeCell": try addMerge(element["ref"] ?? "")
        default: break
        }
    }

    private func end(_ name: String, _ scanner: XMLScanner) throws {
        switch name {
        case "v", "t": scanner.wantsText = false
        case "rPh": content.isAid = false
        case "c": try endCell()
        case "row": try endRow()
        default: break
        }
    }

    private func beginRow(_ element: XMLScanner.Element) throws {
        let number = element["r"].map { WholeNumber.parse($0) ?? 0 } ?? rowNumber + 1
        guard number > rowNumber, number <= WorkbookLimits.lastRow else {
            throw refusal(at: number, Text(zh: "行号错乱", en: "the numbers of rows are out of order"))
        }
        rowNumber = number
        column = 0
        cells = []
        let hidden = element["hidden"]
        rowIsHidden = hidden == "1" || hidden == "true"
    }

    private func endRow() throws {
        guard !cells.isEmpty else { return }
        guard grid.rows.count < WorkbookLimits.rows else {
            throw refusal(
                at: rowNumber,
                Text(zh: "有内容的行多于 \(WorkbookLimits.rows / 10_000) 万", en: "more than \(WorkbookLimits.rows) rows hold something"))
        }
        grid.rows.append(Grid.Row(number: rowNumber, cells: cells))
        if rowIsHidden { grid.hiddenRows.append(rowNumber) }
    }

    private func beginCell(_ element: XMLScanner.Element) throws {
        let place = element["r"].map { CellReference($0) }
        let number = place.map { $0?.column ?? 0 } ?? column + 1
        if let place, place?.row != rowNumber {
            throw refusal(at: rowNumber, Text(zh: "单元格不在所在的行里", en: "a cell stands in another row than it says"))
        }
        guard number > column, number <= WorkbookLimits.lastColumn else {
            throw refusal(at: rowNumber, Text(zh: "单元格顺序错乱", en: "the cells are out of order"))
        }
        column = number
        type = element["t"] ?? "n"
        format = element["s"].flatMap { WholeNumber.parse($0) } ?? 0
        hasValue = false
        isFormula = false
        content.clear()
    }

    private func endCell() throws {
        guard rowNumber > 0, column > 0 else { return }
        if isFormula { grid.formulas += 1 }
        guard let content = try cellContent() else { return }
        var size = 0
        if case .text(let text) = content {
            guard !text.isEmpty else { return }
            size = text.utf8.count
        }
        try purse.pay(bytes: size)
        cells.append(Grid.Cell(column: column, content: content))
    }

    /// What the cell holds; nil where it is empty.
    private func cellContent() throws -> Grid.Content? {
        let text = try content.text()
        switch type {
        case "inlineStr": return .text(text)
        case "str":
            // A formula may well end in an empty text; one without a result has no value at all.
            return isFormula && !hasValue ? .unsavedFormula : .text(text)
        case "d": return isFormula && text.isEmpty ? .unsavedFormula : .text(text)
        default: break
        }
        guard !text.isEmpty else { return isFormula ? .unsavedFormula : nil }
        switch type {
        case "s":
            guard let index = WholeNumber.parse(text), shared.texts.indices.contains(index) else {
                throw refusal(at: rowNumber, Text(zh: "单元格引用了不存在的文字", en: "a cell refers to a text that is not there"))
            }
            return .text(shared.texts[index])
        case "b": return .truth(text == "1" || text == "true")
        case "e": return .error(ShownText.of(text))
        case "n":
            guard let number = DecimalText(text) else {
                throw refusal(at: rowNumber, Text(zh: "“\(ShownText.of(text))”不是数", en: "“\(ShownText.of(text))” is no number"))
            }
            return .number(text, formats.style(of: number, format: format))
        default:
            throw refusal(
                at: rowNumber, Text(zh: "单元格类型“\(ShownText.of(type))”未知", en: "the cell type “\(ShownText.of(type))” is not known"))
        }
    }

    private func noteHiddenColumns(_ element: XMLScanner.Element) {
        guard element["hidden"] == "1" || element["hidden"] == "true", grid.hiddenColumns.count < WorkbookLimits.lastColumn,
            let first = element["min"].flatMap({ WholeNumber.parse($0) }), let last = element["max"].flatMap({ WholeNumber.parse($0) }),
            first >= 1, first <= last
        else { return }
        grid.hiddenColumns.append(first...last)
    }

    private func addMerge(_ reference: String) throws {
        let corners = reference.split(separator: ":").map { CellReference(String($0)) }
        guard corners.count == 2, let first = corners[0], let last = corners[1], first.row <= last.row, first.column <= last.column,
            last.row <= WorkbookLimits.lastRow, last.column <= WorkbookLimits.lastColumn, grid.merges.count < WorkbookLimits.merges
        else {
            throw refusal(
                at: rowNumber, Text(zh: "合并单元格有误：\(ShownText.of(reference))", en: "the merged cells \(ShownText.of(reference)) are wrong"))
        }
        grid.merges.append(Grid.Range(rows: first.row...last.row, columns: first.column...last.column))
    }

    private func refusal(at row: Int, _ message: Text) -> Failure {
        .malformed([
            Diagnostic(
                .init(file: grid.file, sheet: grid.sheet, row: max(row, 1)), message,
                advice: ZipArchive.saveAgain)
        ])
    }
}

/// A cell's name as its row and column: `E7`.
struct CellReference {
    var row: Int
    var column: Int

    init?(_ text: String) {
        let bytes = Array(text.utf8).filter { $0 != UInt8(ascii: "$") }
        let letters = bytes.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0 & 0xDF) && $0 >= UInt8(ascii: "A") }
        guard (1...3).contains(letters.count), bytes.count > letters.count,
            let row = WholeNumber.parse(String(decoding: bytes.dropFirst(letters.count), as: UTF8.self)), row >= 1
        else { return nil }
        self.row = row
        column = letters.reduce(0) { $0 * 26 + Int($1 & 0xDF) - 64 }
    }
}
