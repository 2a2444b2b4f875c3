import Formats
import Programme
import Testing

@Suite("Tables as comma-separated values")
struct TableReadingTests {
    private func table(_ text: String) throws -> Table { try Table(csv: Array(text.utf8), file: "t.csv") }

    /// The cells of a table, row by row, in the order of the header.
    private func cells(_ text: String) throws -> [[String]] {
        let table = try table(text)
        return table.rows.map { row in table.columns.map { row[$0] } }
    }

    private func refusal(_ bytes: [UInt8]) throws -> Diagnostic {
        let found = faults { _ = try Table(csv: bytes, file: "t.csv") }
        #expect(found.count == 1)
        return try #require(found.first)
    }

    @Test(
        "quotes hold commas, line ends and doubled quotes",
        arguments: [
            ("a,b\n\"x,y\",z\n", ["x,y", "z"]), ("a,b\n\"he said \"\"no\"\"\",z\n", ["he said \"no\"", "z"]),
            ("a,b\n\"x\ny\",z\n", ["x\ny", "z"]), ("a,b\n\"x\r\ny\",z\n", ["x\r\ny", "z"]),
            ("a,b\n\"\",z\n", ["", "z"]),
            ("a,b\n\"\"\"\",z\n", ["\"", "z"]), ("a,b\n\"x\",\"y\"", ["x", "y"]), ("\"a\",\"b\"\nx,y\n", ["x", "y"]),
        ])
    func quotes(text: String, row: [String]) throws {
        #expect(try cells(text) == [row])
    }

    @Test("lines end in LF, CRLF or CR, the last one with or without", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(end: String) throws {
        let lines = ["a,b", "1,2", "3,4"].joined(separator: end)
        #expect(try cells(lines) == [["1", "2"], ["3", "4"]])
        #expect(try cells(lines + end) == [["1", "2"], ["3", "4"]])
    }

    @Test("a byte-order mark is no part of the first column's name")
    func byteOrderMark() throws {
        let table = try table("\u{FEFF}编号,名称\n1,甲\n")
        #expect(table.columns == ["编号", "名称"])
        #expect(table.rows.first?["编号"] == "1")
    }

    @Test("empty fields at the end of a row are fields")
    func trailing() throws {
        #expect(try cells("a,b,c\n1,,\n,,3\n") == [["1", "", ""], ["", "", "3"]])
    }

    @Test("a comma before a combining mark separates")
    func combiningComma() throws {
        #expect(try cells("a,b\nx,\u{301}y\n") == [["x", "\u{301}y"]])
        #expect(try cells("a,b\n\"x\"\n".replacing("\"x\"", with: "\"x\",\u{301}")) == [["x", "\u{301}"]])
    }

    @Test("a quote before a combining mark closes")
    func combiningQuote() throws {
        let fault = try refusal(Array("a,b\n\"x\"\u{301},y\n".utf8))
        #expect(fault.message.en == "text follows a closing quote")
    }

    @Test("texts are trimmed and in form C, and so are the names of columns")
    func normalised() throws {
        let table = try table(" e\u{301} ,b\n\u{3000}cafe\u{301}\u{A0},\"  x \"\n")
        #expect(Array(table.columns[0].unicodeScalars) == ["\u{E9}"])
        #expect(table.rows.first.map { Array($0["\u{E9}"].unicodeScalars) } == Array("caf\u{E9}".unicodeScalars))
        #expect(table.rows.first?["b"] == "x")
    }

    @Test("a compatibility ideograph becomes its plain form, so that the database holds the same")
    func ideographs() throws {
        let row = try #require(try table("a\n\u{F9B4}\n").rows.first)
        #expect(Array(row["a"].unicodeScalars) == ["\u{9818}"])
    }

    @Test("rows without any text are passed over and still counted")
    func blankRows() throws {
        let table = try table("a,b\n,\n\n1,2\n,,\n3,4\n")
        #expect(table.rows.map(\.number) == [4, 6])
    }

    @Test("a row after a cell of several lines has the number that a spreadsheet shows")
    func rowNumbers() throws {
        let table = try table("a,b\n\"x\ny\nz\",1\nw,2\n")
        #expect(table.rows.map(\.number) == [2, 3])
    }

    @Test("an empty file is refused", arguments: ["", "\n\n", "\u{FEFF}", ",,\n"])
    func empty(text: String) throws {
        #expect(try refusal(Array(text.utf8)).message == Text(zh: "表是空的", en: "the table is empty"))
    }

    @Test("a header alone is a table without rows")
    func headerOnly() throws {
        #expect(try table("a,b\n").rows.isEmpty)
        #expect(try table("a,b").columns == ["a", "b"])
    }

    @Test(
        "broken quotes are refused with their line",
        arguments: [
            ("a,b\n1,2\n\"3,4\n5,6\n", 3, "引号没有结束", "a quote is never closed"),
            ("a,b\n1,2\n3\"x,4\n", 3, "引号出现在字段中间", "a quote stands within a field"),
            ("a,b\n\"1\"x,2\n", 2, "引号之后还有文字", "text follows a closing quote"),
            ("a,b\n\"1\" ,2\n", 2, "引号之后还有文字", "text follows a closing quote"),
            ("a,b\n1, \"2\"\n", 2, "引号出现在字段中间", "a quote stands within a field"),
            ("a,b\n1,\"", 2, "引号没有结束", "a quote is never closed"),
        ])
    func brokenQuotes(text: String, line: Int, zh: String, en: String) throws {
        let fault = try refusal(Array(text.utf8))
        #expect(fault.place == .init(file: "t.csv", line: line))
        #expect(fault.message == Text(zh: zh, en: en))
        #expect(fault.advice != nil)
    }

    @Test(
        "bytes that are no text are refused with their line",
        arguments: [
            [0xFF] as [UInt8], [0xC0, 0x20], [0xED, 0xA0, 0x80], [0xE9], [0xF4, 0x90, 0x80],
        ])
    func notText(bytes: [UInt8]) throws {
        let fault = try refusal(Array("a,b\n1,2\n3,".utf8) + bytes + Array("\n".utf8))
        #expect(fault.place == .init(file: "t.csv", line: 3))
        let quoted = try refusal(Array("a,b\n1,2\n3,\"".utf8) + bytes + Array("\"\n".utf8))
        #expect(quoted.place == .init(file: "t.csv", line: 3))
    }

    @Test("too many or too few fields are refused row by row, all at once")
    func fieldCounts() {
        let found = faults { _ = try table("a,b\n1,2,3\n4\n5,6\n7,8,\n") }
        #expect(found.map(\.place.row) == [2, 3])
        #expect(
            found.map(\.message.en) == ["the row has 3 fields, the header 2", "the row has 1 fields, the header 2"])
        #expect(found.map(\.message.zh) == ["此行有 3 个字段，表头只有 2 列", "此行只有 1 个字段，表头有 2 列"])
    }

    @Test("a column that stands twice is refused, in whatever form of Unicode")
    func duplicateHeader() {
        let found = faults { _ = try table("a,b,a\n1,2,3\n") }
        #expect(found.map(\.place) == [.init(file: "t.csv", row: 1, column: "a")])
        #expect(faults { _ = try table("\u{E9},e\u{301}\n1,2\n") }.count == 1)
    }

    @Test("a text under a column without a name is not dropped without a word")
    func namelessColumn() {
        #expect(faults { _ = try table("a,,b\n1,lost,2\n") }.count == 1)
        #expect(faults { _ = try table("a,,b\n1,,2\n") }.isEmpty)
    }

    @Test("a cell that lists several things is split at both kinds of semicolon and at 、")
    func lists() throws {
        let row = try #require(try table("a\n\"甲； 乙;丙、丁 ;;\"\n").rows.first)
        #expect(row.list("a") == ["甲", "乙", "丙", "丁"])
        #expect(row.list("b").isEmpty)
    }
}

@Suite("Writing comma-separated values")
struct TableWritingTests {
    private func line(_ fields: [String]) -> String {
        var writer = CSVWriter(header: ["h"])
        writer.add(fields)
        return String(writer.text.dropFirst("\u{FEFF}h\r\n".count))
    }

    @Test("the text begins with a byte-order mark and its lines end in CRLF")
    func form() {
        #expect(Array(CSVWriter(header: ["a", "b"]).text.utf8) == [0xEF, 0xBB, 0xBF] + Array("a,b\r\n".utf8))
    }

    @Test(
        "what a spreadsheet would run begins with an apostrophe",
        arguments: [
            "=1+1", "=cmd|' /C calc'!A0", "+SUM(A1)", "-SUM(A1)", "@SUM(A1)", "\t=1", "=\u{301}1", "-\u{301}1", "=",
            "-", "@",
            "-1+2", "=1", "@1", "\t1", "-1-", "--1", "=A1", "＝1+1", "＋SUM(A1)", "－1", "＠A1", "＝\u{301}1", "\n=1", "＝",
        ])
    func formulas(value: String) {
        let bytes = Array(line([value]).utf8)
        let start = bytes.first == UInt8(ascii: "\"") ? 1 : 0
        #expect(bytes[start] == UInt8(ascii: "'"))
    }

    @Test("what was guarded is read without the apostrophe", arguments: ["=1", "＝1+1", "@\u{301}a", "－a"])
    func guarded(value: String) throws {
        var writer = CSVWriter(header: ["h"])
        writer.add([value])
        #expect(try Table(csv: Array(writer.text.utf8), file: "t.csv").rows.map { $0["h"] } == [value])
    }

    @Test("a carriage return before a formula is quoted and begins with an apostrophe")
    func carriageReturn() {
        #expect(Array(line(["\r=1"]).utf8) == Array("\"'\r=1\"\r\n".utf8))
    }

    @Test("a number stays a number", arguments: ["-1", "-3.25", "+5", "0", "85.50", "-0.05"])
    func numbers(value: String) {
        #expect(line([value]) == value + "\r\n")
    }

    @Test("commas, quotes and line ends are quoted, by bytes")
    func quoted() {
        #expect(line(["a,b", "c\"d", "e"]) == "\"a,b\",\"c\"\"d\",e\r\n")
        #expect(line(["a,\u{301}b"]) == "\"a,\u{301}b\"\r\n")
        #expect(line(["a\"\u{301}b"]).utf8.count { $0 == UInt8(ascii: "\"") } == 4)
    }

    @Test("what is written is read back, for thousands of nasty texts")
    func roundTrip() throws {
        var random = SplitMix(4180)
        let parts = [
            "a", "示例", ",", "\"", "\n", "\r\n", "\r", "\u{301}", "\u{3000}", "；", "'", "0", "-", "=", "e\u{301}", "😀",
            "\u{200D}",
        ]
        for _ in 0..<300 {
            let rows = (0..<5).map { _ in
                (0..<3).map { _ in
                    // A letter at both ends, since reading trims and writing guards against formulas.
                    "x" + (0..<6).map { _ in parts.randomElement(using: &random) ?? "" }.joined() + "x"
                }
            }
            var writer = CSVWriter(header: ["a", "b", "c"])
            for row in rows { writer.add(row) }
            let table = try Table(csv: Array(writer.text.utf8), file: "t.csv")
            let read = table.rows.map { row in ["a", "b", "c"].map { row[$0] } }
            #expect(read == rows)
        }
    }
}

/// SplitMix64 from a fixed seed.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
