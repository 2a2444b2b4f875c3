internal import Programme

/// The parts of a workbook's file and how they hang together (ECMA-376, part 2: Open Packaging Conventions).
struct Package {
    let archive: ZipArchive
    let file: String

    /// One part's link to another.
    struct Relationship {
        var id: String
        /// The last word of its type: `worksheet`, `styles`.
        var kind: String
        /// The part that it leads to; nil where that lies outside the file.
        var target: String?
    }

    /// Runs a scanner over a part.
    func scan(_ part: String, _ scanner: XMLScanner) throws {
        try archive.read(part, scanner.take)
        try scanner.finish()
    }

    /// The links of a part; of the package itself where the name is empty.
    func relationships(of part: String) throws -> [Relationship] {
        let folder = part.split(separator: "/").dropLast()
        let name = part.split(separator: "/").last ?? ""
        let path = (folder + ["_rels", "\(name).rels"]).joined(separator: "/")
        guard archive.contains(path) else { return [] }
        var links: [Relationship] = []
        let scanner = try XMLScanner(file: file, part: path)
        scanner.begin = { element in
            guard element.name == "Relationship", let id = element["Id"], let type = element["Type"] else { return }
            guard links.count < WorkbookLimits.entries else { throw ZipArchive.damaged(file, "too many relationships") }
            let isInside = element["TargetMode"] != "External"
            links.append(
                Relationship(
                    id: id, kind: String(type.split(separator: "/").last ?? ""),
                    target: isInside ? Package.resolve(element["Target"] ?? "", from: folder.map(String.init)) : nil))
        }
        try scan(path, scanner)
        return links
    }

    /// A target as the name of an entry: absolute ones begin with `/`, others at the folder of the part that links; nil where
    /// it leaves the package.
    private static func resolve(_ target: String, from folder: [String]) -> String? {
        var path = target.utf8.first == UInt8(ascii: "/") ? [] : folder
        for step in target.split(separator: "/") {
            switch step {
            case ".": continue
            case "..":
                guard !path.isEmpty else { return nil }
                path.removeLast()
            default: path.append(String(step))
            }
        }
        return path.joined(separator: "/")
    }

    /// The part with the list of sheets.
    func workbookPart() throws -> String {
        let link = try relationships(of: "").first { $0.kind == "officeDocument" }
        let part = link?.target ?? "xl/workbook.xml"
        guard archive.contains(part) else {
            throw ZipArchive.failure(
                file, Text(zh: "压缩包里没有工作簿", en: "the archive holds no workbook"), expected: Text(verbatim: ".xlsx"),
                advice: Text(zh: "解压后导入其中的表格；或另存为 .xlsx", en: "unpack it and take in the tables, or save it as .xlsx"))
        }
        return part
    }

    /// Refuses what is packed in the same way and is something else, or more than a table.
    func refuseOthers() throws {
        let names = archive.names.map { $0.lowercased() }
        if names.contains(where: { $0.hasSuffix("vbaproject.bin") || $0.hasSuffix("vbadata.xml") }) { throw macros() }
        if names.contains("xl/workbook.bin") { throw other("xlsb") }
        if names.contains("mimetype") || names.contains("content.xml") { throw other("ods") }
        if names.contains("word/document.xml") { throw other("docx") }
        guard archive.contains("[Content_Types].xml") else { return }
        // A macro may be under any name; the type can't be, or no program would run it.
        let scanner = try XMLScanner(file: file, part: "[Content_Types].xml")
        scanner.begin = { element in
            let type = (element["ContentType"] ?? "").lowercased()
            if type.contains("macroenabled") || type.contains("vbaproject") || type.contains("macrosheet") { throw macros() }
        }
        try scan("[Content_Types].xml", scanner)
    }

    func macros() -> Failure {
        ZipArchive.failure(
            file, Text(zh: "文件含有宏", en: "the file holds macros"), expected: Text(zh: "不含宏的 .xlsx", en: "an .xlsx without macros"),
            advice: Text(
                zh: "另存为“Excel 工作簿（*.xlsx）”，宏随之去掉；来历不明的，请勿启用",
                en: "save it as an “Excel workbook (*.xlsx)”, which drops the macros; never enable those of unknown origin"))
    }

    private func other(_ format: String) -> Failure {
        ZipArchive.failure(
            file, Text(zh: "这是 .\(format) 文件", en: "this is an .\(format) file"), expected: Text(zh: ".xlsx 或 CSV", en: ".xlsx or CSV"),
            advice: Text(zh: "打开后另存为 .xlsx", en: "open it and save it as .xlsx"))
    }
}
