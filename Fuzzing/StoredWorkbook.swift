/// A workbook around parts of the fuzzer's making, so that it needn't find out how to pack and to sum.
enum StoredWorkbook {
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// The workbook whose parts, zero bytes between them, are: what stands in the sheet, in the shared texts, in the formats, in
    /// the workbook before its sheets.
    static func bytes(ofParts input: [UInt8]) -> [UInt8] {
        let given = input.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false).map(Array.init)
        func part(_ index: Int, in root: String, _ before: String = "", _ after: String = "") -> [UInt8] {
            Array("<\(root) xmlns=\"\(main)\" xmlns:r=\"\(links)\">\(before)".utf8) + (index < given.count ? given[index] : [])
                + Array("\(after)</\(root)>".utf8)
        }
        let relationships = ["worksheet", "sharedStrings", "styles"].enumerated().map { index, kind in
            "<Relationship Id=\"r\(index)\" Type=\"\(links)/\(kind)\" Target=\"\(kind).xml\"/>"
        }
        return archive([
            ("xl/workbook.xml", part(3, in: "workbook", "", "<sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r0\"/></sheets>")),
            (
                "xl/_rels/workbook.xml.rels",
                Array(
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(relationships.joined())</Relationships>"
                        .utf8)
            ),
            ("xl/worksheet.xml", part(0, in: "worksheet")), ("xl/sharedStrings.xml", part(1, in: "sst")),
            ("xl/styles.xml", part(2, in: "styleSheet")),
        ])
    }

    /// A zip archive of parts that are not packed (APPNOTE 6.3.10).
    private static func archive(_ parts: [(name: String, content: [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for (name, content) in parts {
            let start = UInt32(bytes.count)
            var header: [UInt8] = []
            for value: UInt32 in [20, 0, 0, 0, 33] { header += little(value, 2) }
            for value in [checksum(content), UInt32(content.count), UInt32(content.count)] { header += little(value, 4) }
            header += little(UInt32(name.utf8.count), 2)
            header += little(0, 2)
            bytes += [0x50, 0x4B, 3, 4]
            bytes += header
            bytes += Array(name.utf8)
            bytes += content
            directory += [0x50, 0x4B, 1, 2]
            directory += little(20, 2)
            directory += header
            directory += little(0, 10)
            directory += little(start, 4)
            directory += Array(name.utf8)
        }
        var end: [UInt8] = [0x50, 0x4B, 5, 6]
        end += little(0, 4)
        for _ in 0..<2 { end += little(UInt32(parts.count), 2) }
        end += little(UInt32(directory.count), 4)
        end += little(UInt32(bytes.count), 4)
        end += little(0, 2)
        return bytes + directory + end
    }

    private static func little(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 4 ? UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) : 0 }
    }

    /// CRC-32 as zip has it.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = UInt32.max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
