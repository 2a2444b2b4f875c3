import Formats
import Foundation
import Programme
import Testing

@Suite("Files that mean harm")
struct HostileWorkbookTests {
    private func refusal(_ bytes: [UInt8]) throws -> Diagnostic {
        let found = faults { _ = try Spreadsheet(bytes, file: "x.xlsx") }
        #expect(found.count == 1)
        let fault = try #require(found.first)
        #expect(fault.advice != nil)
        return fault
    }

    private func refusal(_ made: MadeWorkbook) throws -> Diagnostic { try refusal(try made.bytes()) }

    private static let sound = MadeWorkbook(rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")

    @Test(
        "a bomb is refused long before it is large, wherever it is hidden",
        arguments: ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "[Content_Types].xml"])
    func bomb(part: String) throws {
        var made = Self.sound
        made.put(part, Array("<worksheet>".utf8) + [UInt8](repeating: UInt8(ascii: " "), count: 160 << 20))
        let fault = try refusal(made)
        #expect(fault.message.en.contains("unpacks to more than a table could have"))
        #expect(fault.message.zh.contains(part))
    }

    @Test(
        "a document type is refused before any entity is known",
        arguments: ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
    func entities(part: String) throws {
        var made = Self.sound
        let lol = (1...9).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }.joined()
        made[part] = "<!DOCTYPE x [<!ENTITY l0 \"lol\">\(lol)<!ENTITY f SYSTEM \"file:///etc/passwd\">]>" + made[part]
        #expect(try refusal(made).message.en.contains("DOCTYPE"))
    }

    @Test("a million empty rows cost no memory, and a workbook that has them is read")
    func emptyRows() throws {
        let rows = (2...1_000_000).map { "<row r=\"\($0)\"/>" }.joined()
        let bytes = try MadeWorkbook(rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>" + rows).bytes()
        let grid = try #require(try Spreadsheet(bytes, file: "x.xlsx").grids.first)
        #expect(grid.rows.count == 1)
    }

    @Test("rows beyond those of the format are refused")
    func beyond() throws {
        #expect(try refusal(MadeWorkbook(rows: "<row r=\"1048577\"/>")).message.en == "the numbers of rows are out of order")
        #expect(try refusal(MadeWorkbook(rows: "<row r=\"1\"><c r=\"XFE1\"/></row>")).place.row == 1)
    }

    @Test("one text in a million cells is refused, since reading would copy it as often")
    func sharedBomb() throws {
        let text = String(repeating: "示", count: 30_000)
        let row = { (number: Int) in "<row r=\"\(number)\">" + String(repeating: "<c t=\"s\"><v>0</v></c>", count: 100) + "</row>" }
        let made = MadeWorkbook(rows: (1...100).map(row).joined(), shared: "<si><t>\(text)</t></si>")
        #expect(try refusal(made).message.en == "the workbook holds more than a table could have")
    }

    @Test("a cell without an end is refused")
    func longCell() throws {
        let text = String(repeating: "x", count: 200_000)
        #expect(try refusal(MadeWorkbook(rows: "<row><c t=\"inlineStr\"><is><t>\(text)</t></is></c></row>")).message.en.contains("32 767"))
        var made = Self.sound
        made["xl/worksheets/sheet1.xml"] = "<worksheet a=\"" + String(repeating: "示x?", count: 1_000_000)
        #expect(try refusal(made).message.en.contains("1 MB"))
    }

    @Test("what nests too deep is refused")
    func deep() throws {
        let made = MadeWorkbook(rows: String(repeating: "<x>", count: 100_000))
        #expect(try refusal(made).message.en.contains("nest more than 100 deep"))
    }

    @Test("macros are refused, under their own name or another")
    func macros() throws {
        var named = Self.sound
        named["xl/vbaProject.bin"] = "x"
        #expect(try refusal(named).message == Text(zh: "文件含有宏", en: "the file holds macros"))
        var typed = Self.sound
        typed["[Content_Types].xml"] = """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml"
            ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>
            """
        #expect(try refusal(typed).message.zh == "文件含有宏")
        var sheet = Self.sound
        sheet["xl/_rels/workbook.xml.rels"] = MadeWorkbook.relationships([("rId1", "xlMacrosheet", "worksheets/sheet1.xml")])
        #expect(try refusal(sheet).message.zh == "文件含有宏")
    }

    @Test("names with a path are refused", arguments: ["../evil", "/etc/passwd", "xl/../../x", "C:x", "xl\\x.xml", "./x", "x/.."])
    func paths(name: String) throws {
        var made = Self.sound
        made[name] = "x"
        #expect(try refusal(made).message.en == "the name of the part “\(name)” is a path out of the file")
    }

    @Test("a link out of the file is not followed", arguments: ["../../../etc/passwd", "/../x", "file:///etc/passwd"])
    func links(target: String) throws {
        var made = Self.sound
        made["xl/_rels/workbook.xml.rels"] = MadeWorkbook.relationships([("rId1", "worksheet", target)])
        #expect(try refusal(made).message.en.contains("damaged"))
    }

    @Test("two parts of one name, in capitals or not, are refused")
    func twice() throws {
        var made = Self.sound
        made["XL/Workbook.xml"] = "x"
        #expect(try refusal(made).message.en.contains("stands twice"))
    }

    @Test("a file that was cut short is refused, wherever it ends")
    func truncated() throws {
        let bytes = try Self.sound.bytes()
        for count in stride(from: 4, to: bytes.count, by: 7) { #expect(try refusal(Array(bytes.prefix(count))).place.file == "x.xlsx") }
    }

    @Test("a wrong checksum is refused")
    func checksum() throws {
        var made = Self.sound
        made.put("xl/worksheets/sheet1.xml", Array(made["xl/worksheets/sheet1.xml"].utf8))
        var bytes = try made.bytes()
        // The checksum stands 14 bytes into each local header, 16 into each of the directory: both are changed alike.
        let name = Array("xl/worksheets/sheet1.xml".utf8)
        let places = bytes.indices.filter { bytes[$0...].starts(with: name) }
        #expect(places.count == 2)
        bytes[places[0] - 30 + 14] ^= 0xFF
        bytes[places[1] - 46 + 16] ^= 0xFF
        #expect(try refusal(bytes).message.en.contains("damaged"))
    }

    @Test("any byte that is flipped ends in words, or in a sheet")
    func flips() throws {
        let bytes = try Self.sound.bytes()
        var random = SplitMix(42)
        for _ in 0..<2000 {
            var damaged = bytes
            damaged[Int.random(in: bytes.indices, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            do { _ = try Spreadsheet(damaged, file: "x.xlsx") } catch Failure.malformed(let faults) {
                #expect(faults.allSatisfy { !$0.line.zh.isEmpty })
            }
        }
    }

    @Test("other formats are told by name, with what to do")
    func others() throws {
        let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
        #expect(try refusal(compound).message.en == "this is an old .xls file")
        #expect(try refusal(compound).advice?.zh.contains("另存为 .xlsx") == true)
        let encrypted = compound + "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try refusal(encrypted).message.en == "the file is protected by a password")
        #expect(try refusal(Array("%PDF-1.7".utf8)).message.en.contains("PDF"))
        for (part, format) in [("xl/workbook.bin", "xlsb"), ("content.xml", "ods"), ("word/document.xml", "docx")] {
            var made = Self.sound
            made[part] = "x"
            #expect(try refusal(made).message.en == "this is an .\(format) file")
        }
        var none = Self.sound
        none.remove("xl/workbook.xml")
        #expect(try refusal(none).message.en == "the archive holds no workbook")
    }

    @Test(
        "too many parts, rows out of order, texts that are not there",
        arguments: [
            "<row r=\"2\"/><row r=\"2\"/>", "<row r=\"2\"/><row r=\"1\"/>", "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>",
            "<row r=\"1\"><c r=\"A2\"/></row>", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", "<row r=\"x\"/>",
            "<row r=\"1\"><c r=\"A1\"><v>abc</v></c></row>", "<row r=\"1\"><c r=\"A1\" t=\"z\"><v>1</v></c></row>", "<row>",
            "<row r=\"1\"><c r=\"1A\"/></row>",
            "<row r=\"-1\"/>", "<row r=\"99999999999999999999\"/>",
        ])
    func nonsense(rows: String) throws {
        #expect(try refusal(MadeWorkbook(rows: rows)).place.file == "x.xlsx")
    }

    @Test("thousands of parts are refused")
    func parts() throws {
        var made = Self.sound
        for number in 0..<2000 { made["x/\(number)"] = "" }
        #expect(try refusal(made).message.en == "the file has 2005 parts")
    }

    @Test("control characters of a sheet's name don't reach the terminal")
    func names() throws {
        let made = MadeWorkbook([("a\u{85}\u{202E}b", "<sheetData/>")])
        #expect(try Spreadsheet(try made.bytes(), file: "x").grids.map(\.sheet) == ["ab"])
    }
}
