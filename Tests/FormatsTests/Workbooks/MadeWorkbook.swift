import CZip
import Testing

/// A workbook put together from parts, sound unless a test changes one.
struct MadeWorkbook {
    /// The parts by their names, in the order in which they are written.
    private(set) var parts: [(name: String, content: [UInt8])] = []

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// A workbook with one sheet, or several; each is what stands within `worksheet`.
    init(
        _ sheets: [(name: String, content: String)], states: [String: String] = [:], shared: String = "", styles: String = "",
        epoch: String = ""
    ) {
        self["[Content_Types].xml"] = """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="xml" ContentType="application/xml"/></Types>
            """
        self["_rels/.rels"] = Self.relationships([("rId1", "officeDocument", "xl/workbook.xml")])
        let list = sheets.enumerated().map { index, sheet in
            let state = states[sheet.name].map { " state=\"\($0)\"" } ?? ""
            return "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"rId\(index + 1)\"/>"
        }
        self["xl/workbook.xml"] = """
            <workbook xmlns="\(Self.main)" xmlns:r="\(Self.links)">\(epoch)<sheets>\(list.joined())</sheets></workbook>
            """
        self["xl/_rels/workbook.xml.rels"] = Self.relationships(
            sheets.indices.map { ("rId\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml") } + [
                ("rId90", "styles", "styles.xml"), ("rId91", "sharedStrings", "/xl/sharedStrings.xml"),
            ])
        for (index, sheet) in sheets.enumerated() {
            self["xl/worksheets/sheet\(index + 1).xml"] =
                "<worksheet xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.links)\">\(sheet.content)</worksheet>"
        }
        if !shared.isEmpty { self["xl/sharedStrings.xml"] = "<sst xmlns=\"\(Self.main)\">\(shared)</sst>" }
        if !styles.isEmpty { self["xl/styles.xml"] = "<styleSheet xmlns=\"\(Self.main)\">\(styles)</styleSheet>" }
    }

    /// One sheet of rows as they stand within `sheetData`.
    init(rows: String, shared: String = "", styles: String = "", epoch: String = "", after: String = "") {
        self.init([("汇总表", "<sheetData>\(rows)</sheetData>\(after)")], shared: shared, styles: styles, epoch: epoch)
    }

    static func relationships(_ links: [(id: String, kind: String, target: String)]) -> String {
        let list = links.map {
            "<Relationship Id=\"\($0.id)\" Type=\"\(Self.links)/\($0.kind)\" Target=\"\($0.target)\"/>"
        }
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(list.joined())</Relationships>"
    }

    subscript(name: String) -> String {
        get { String(decoding: parts.first { $0.name == name }?.content ?? [], as: UTF8.self) }
        set { put(name, Array(newValue.utf8)) }
    }

    mutating func put(_ name: String, _ content: [UInt8]) {
        if let index = parts.firstIndex(where: { $0.name == name }) {
            parts[index].content = content
        } else {
            parts.append((name, content))
        }
    }

    mutating func remove(_ name: String) { parts.removeAll { $0.name == name } }

    /// The file.
    func bytes() throws -> [UInt8] {
        let source = try #require(zip_source_buffer_create(nil, 0, 0, nil))
        let archive = try #require(zip_open_from_source(source, ZIP_TRUNCATE, nil))
        // Kept beyond the closing, which writes the archive into it.
        zip_source_keep(source)
        defer { zip_source_free(source) }
        let buffers = parts.map { part in
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(part.content.count, 1), alignment: 1)
            buffer.copyBytes(from: part.content)
            return buffer
        }
        defer { for buffer in buffers { buffer.deallocate() } }
        for (part, buffer) in zip(parts, buffers) {
            let content = try #require(zip_source_buffer(archive, buffer.baseAddress, zip_uint64_t(part.content.count), 0))
            #expect(zip_file_add(archive, part.name, content, zip_flags_t(ZIP_FL_ENC_UTF_8)) >= 0)
        }
        #expect(zip_close(archive) == 0)
        var stat = zip_stat_t()
        zip_stat_init(&stat)
        #expect(zip_source_stat(source, &stat) == 0 && zip_source_open(source) == 0)
        defer { zip_source_close(source) }
        var bytes = [UInt8](repeating: 0, count: Int(stat.size))
        #expect(zip_source_read(source, &bytes, stat.size) == zip_int64_t(stat.size))
        return bytes
    }
}
