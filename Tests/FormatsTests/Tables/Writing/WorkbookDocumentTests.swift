import Formats
import Foundation
import Programme
import Testing

@Suite("Writing workbooks")
struct WorkbookDocumentTests {
    private func sheet(named name: String = "示例", _ texts: [String] = ["示例"]) -> WorkbookDocument.Sheet {
        WorkbookDocument.Sheet(
            named: name, columns: [WorkbookDocument.Column("列", width: 20)], rows: texts.map { [.text($0)] })
    }

    @Test("the same content is the same bytes, whenever it is written")
    func deterministic() throws {
        let template = WorkbookDocument([sheet()])
        let first = try template.bytes()
        // Time in a file is counted in seconds, in a zip archive in pairs of them.
        Thread.sleep(forTimeInterval: 2.1)
        #expect(try template.bytes() == first)
        #expect(try WorkbookDocument([sheet(["别的"])]).bytes() != first)
    }

    @Test("nothing stays in the folder for temporary files")
    func leavesNothing() throws {
        // A folder of its own: other tests write workbooks at the same time.
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("workbooks-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try WorkbookDocument([sheet()]).bytes(writtenWithin: folder)
        #expect(throws: Failure.self) { try WorkbookDocument([sheet(named: "a/b")]).bytes(writtenWithin: folder) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test("a name that a sheet can't have is refused", arguments: ["a/b", "a:b", "[a]", "'a", String(repeating: "名", count: 32), ""])
    func names(name: String) {
        #expect(throws: Failure.self) { try WorkbookDocument([sheet(named: name)]).bytes() }
    }

    @Test("two sheets of one name are refused")
    func twice() {
        #expect(throws: Failure.self) { try WorkbookDocument([sheet(), sheet()]).bytes() }
    }

    @Test("a text longer than a cell is refused, and the reason names the cell")
    func tooLong() throws {
        _ = try WorkbookDocument([sheet(["a", String(repeating: "长", count: 32_767)])]).bytes()
        do {
            _ = try WorkbookDocument([sheet(["a", String(repeating: "长", count: 32_768)])]).bytes()
            Issue.record("it was written")
        } catch let failure as Failure {
            #expect(failure.exitCode == 1)
            #expect(failure.text.zh.contains("A3") && failure.text.en.contains("A3"))
        }
    }

    @Test("the ending of a name decides between workbook and CSV")
    func endings() throws {
        #expect(try TableFile.bytes(of: sheet(), named: "a.XLSX").starts(with: Array("PK".utf8)))
        #expect(try TableFile.bytes(of: sheet(), named: "a.csv") == Array("\u{FEFF}列\r\n示例\r\n".utf8))
    }

    @Test("as CSV, scores have their two places, days and whole numbers their form, empty cells nothing")
    func csv() throws {
        let day = try #require(Day("2023-05-31"))
        let sheet = WorkbookDocument.Sheet(
            named: "示例", columns: ["a", "b", "c", "d", "e"].map { WorkbookDocument.Column($0, width: 10) },
            rows: [[.points(Points(hundredths: 8950)), .whole(-3), .day(day), .points(nil), .text("=1")]])
        #expect(sheet.csv == "\u{FEFF}a,b,c,d,e\r\n89.50,-3,2023-05-31,,'=1\r\n")
    }
}
