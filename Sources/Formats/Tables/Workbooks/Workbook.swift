internal import Programme

/// A workbook in the format of Excel (ECMA-376, Office Open XML), whoever saved it: the sheets that a person sees.
///
/// Only what tables consist of is opened: the list of sheets, shared texts, number formats, cells. Pictures, links, queries
/// and embedded things stay closed. A workbook with macros is refused, since nobody needs them in a table and the file would
/// be sent on.
struct Workbook {
    private(set) var grids: [Grid] = []
    private(set) var hiddenSheets: [String] = []

    init(_ bytes: [UInt8], file: String) throws {
        let archive = try ZipArchive(bytes, file: file)
        let package = Package(archive: archive, file: file)
        try package.refuseOthers()
        let part = try package.workbookPart()
        let book = try WorkbookPart(package, part)
        let links = try package.relationships(of: part)
        let formats = try CellFormats(package, links.first { $0.kind == "styles" }?.target, epoch: book.epoch)
        let purse = CellPurse(file: file)
        let shared = try SharedTexts(package, links.first { $0.kind == "sharedStrings" }?.target, purse)
        for sheet in book.sheets {
            guard let link = links.first(where: { $0.id == sheet.link }) else {
                throw ZipArchive.damaged(file, "no relationship \(sheet.link)")
            }
            if link.kind == "xlMacrosheet" || link.kind == "xlIntlMacrosheet" { throw package.macros() }
            guard link.kind == "worksheet" else { continue }
            guard !sheet.isHidden else {
                hiddenSheets.append(sheet.name)
                continue
            }
            guard let target = link.target else { throw ZipArchive.damaged(file, "the sheet lies outside the file") }
            var grid = Grid(file: file, sheet: sheet.name)
            grid.countsFrom1904 = book.epoch == .of1904
            let reader = SheetReader(grid, shared: shared, formats: formats, purse)
            grids.append(try reader.read(package, target))
        }
    }
}

/// The list of sheets, and the day on which the workbook's days begin.
struct WorkbookPart {
    struct Sheet {
        var name: String
        var link: String
        var isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var epoch = SerialDay.Epoch.of1900

    init(_ package: Package, _ part: String) throws {
        let scanner = try XMLScanner(file: package.file, part: part)
        var sheets: [Sheet] = []
        var epoch = SerialDay.Epoch.of1900
        scanner.begin = { element in
            switch element.name {
            case "workbookPr":
                if let value = element["date1904"], value == "1" || value == "true" { epoch = .of1904 }
            case "sheet":
                guard sheets.count < WorkbookLimits.sheets else {
                    throw ZipArchive.failure(
                        package.file,
                        Text(zh: "工作表多于 \(WorkbookLimits.sheets) 张", en: "there are more than \(WorkbookLimits.sheets) sheets"),
                        advice: Text(zh: "只保留要报送的工作表", en: "keep only the sheets that are sent in"))
                }
                sheets.append(
                    Sheet(
                        name: ShownText.of(element["name"] ?? ""), link: element["id"] ?? "",
                        isHidden: element["state"] == "hidden" || element["state"] == "veryHidden"))
            default: break
            }
        }
        try package.scan(part, scanner)
        self.sheets = sheets
        self.epoch = epoch
    }
}

/// A text of a file as it may be printed: without control characters, which could drive a terminal, and not endless.
enum ShownText {
    static func of(_ text: String, atMost limit: Int = 80) -> String {
        var shown = String(
            String.UnicodeScalarView(
                text.unicodeScalars.lazy.filter { $0.properties.generalCategory != .control && $0.properties.generalCategory != .format }
                    .prefix(limit)))
        if text.unicodeScalars.count > limit { shown += "…" }
        return shown
    }
}
