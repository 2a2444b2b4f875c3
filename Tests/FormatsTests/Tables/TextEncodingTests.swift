import Formats
import Foundation
import Programme
import Testing

@Suite("Encodings and separators are found out")
struct TextEncodingTests {
    private static let gb18030 = String.Encoding(rawValue: 0x8000_0632)
    private static let text = "编号,名称\r\n1,示例甲公司㐀𠀀é\r\n2,\"乙,丙\"\r\n"

    private func table(_ bytes: [UInt8]) throws -> (Table, String?) {
        (try Table(csv: bytes, file: "t.csv"), try Spreadsheet(bytes, file: "t.csv").encoding)
    }

    private func units(_ text: String, big: Bool) -> [UInt8] {
        text.utf16.flatMap { big ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    @Test("one table in seven encodings")
    func encodings() throws {
        let gb = Array(try #require(Self.text.data(using: Self.gb18030)))
        let all: [(String, [UInt8])] = [
            ("UTF-8", Array(Self.text.utf8)), ("UTF-8", [0xEF, 0xBB, 0xBF] + Self.text.utf8), ("GB18030", gb),
            ("UTF-16LE", [0xFF, 0xFE] + units(Self.text, big: false)), ("UTF-16BE", [0xFE, 0xFF] + units(Self.text, big: true)),
            ("UTF-16LE", units(Self.text, big: false)), ("UTF-16BE", units(Self.text, big: true)),
        ]
        for (name, bytes) in all {
            let (table, encoding) = try table(bytes)
            #expect(encoding == name)
            #expect(table.columns == ["编号", "名称"])
            #expect(table.rows.map { $0["名称"] } == ["示例甲公司㐀𠀀é", "乙,丙"])
        }
    }

    @Test("the fuzzer's seeds hold one table, in four encodings", arguments: ["comma", "gb18030", "utf16", "tab"])
    func seeds(name: String) throws {
        let seed = try Data(contentsOf: NationalCall.repository.appending(path: "Fuzzing/Seeds/table-\(name)"))
        let form = TableForm(
            name: Text(verbatim: ""),
            columns: [.init("编号", .identifier), .init("申报日期", .day), .init("服务收入占比", .percentage), .init("从业年限", .number(unit: "年"))])
        let table = try Table(try Spreadsheet(Array(seed.dropFirst()), file: name), as: form)
        #expect(table.rows.map { row in table.columns.map { row[$0] } } == [["D-1", "2023-05-31", "32%", "15"]])
    }

    @Test(
        "broken bytes are refused with their line, and nothing is replaced",
        arguments: [
            ([0xEF, 0xBB, 0xBF] + Array("a,b\n1,2\n3,".utf8) + [0xD6, 0xD0], 3, "the UTF-8 text is damaged"),
            (Array("编号,申报主体名称\n1,2\n3,示例".utf8) + [0xE7, 0xA4], 3, "the UTF-8 text is damaged"),
            ([0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00, 0x00, 0xD8, 0x61, 0x00], 2, "this is no text in UTF-8, UTF-16 or GB18030"),
            ([0xFF, 0xFE, 0x61, 0x00, 0x0A], 1, "this is no text in UTF-8, UTF-16 or GB18030"),
            (Array("a,b\r\n1,".utf8) + [0x81, 0x30, 0x81], 2, "this is no text in UTF-8, UTF-16 or GB18030"),
            (Array("a,b\n1,".utf8) + [0xD6, 0x0A], 2, "this is no text in UTF-8, UTF-16 or GB18030"),
        ] as [([UInt8], Int, String)])
    func broken(bytes: [UInt8], line: Int, message: String) throws {
        let found = faults { _ = try Spreadsheet(bytes, file: "t.csv") }
        #expect(found.map(\.place) == [.init(file: "t.csv", line: line)])
        #expect(found.map(\.message.en) == [message])
    }

    @Test(
        "the separator is that by which most rows are of one length",
        arguments: [
            ("a,b\n1,2\n", ["1", "2"]), ("a\tb\n1\t2\n", ["1", "2"]), ("a;b\n1;2\n", ["1", "2"]), ("a;b\n1,5;2\n", ["1,5", "2"]),
            ("a,b,c\nE1;E2,x,y\nE3;E4,x,y\n", ["E1;E2", "x", "y"]), ("a\tb\n1,200\tx,y\n3,4\tz\n", ["1,200", "x,y"]),
            ("a;b\n\"x,y,z\";2\n", ["x,y,z", "2"]), ("a\n1\n", ["1"]), ("a\n1;2\n", ["1;2"]),
        ])
    func separators(text: String, row: [String]) throws {
        let table = try Table(csv: Array(text.utf8), file: "t.csv")
        #expect(table.rows.first.map { first in table.columns.map { first[$0] } } == row)
    }
}
