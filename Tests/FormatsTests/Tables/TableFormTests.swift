@testable import Formats
import Foundation
import Programme
import Testing

@Suite("Tables as they come")
struct TableFormTests {
    private static let form = TableForm(
        name: Text(zh: "示例表", en: "a sample"),
        columns: [
            .init("编号", .identifier), .init("申报主体", .name), .init("统一社会信用代码", .creditCode), .init("申报日期", .day),
            .init("服务收入占比", .percentage, isNeeded: false), .init("独立法人", .yesNo, isNeeded: false),
            .init("无重大事故", .yesNo, isNeeded: false), .init("高级职称", .possession, isNeeded: false),
            .init("从业年限", .number(unit: "年"), isNeeded: false), .init("类别", .choice(["示范平台（共享制造类）", "示范企业"]), isNeeded: false),
            .init("专业", .choices(["技术", "管理", "财务"]), isNeeded: false), .init("说明", .prose, isNeeded: false),
        ])

    private func table(_ text: String, sheet: String? = nil) throws -> Table {
        try Table(try Spreadsheet(Array(text.utf8), file: "t.csv"), as: Self.form, sheet: sheet)
    }

    /// One value as it is read in a column, and why it changed.
    private func read(_ content: Grid.Content, _ name: String) throws -> CellReading.Result {
        let column = try #require(Self.form.columns.first { $0.name == name })
        return CellReading(column: column, epoch: .of1900).read(content)
    }

    @Test("the header is found below titles and remarks, and rows keep the numbers that a spreadsheet shows")
    func titles() throws {
        let table = try table("2023 年申报汇总表,,,\n填报单位：示例厅,,,编号\n,,,\n编号,申报主体,统一社会信用代码,申报日期\n1,示例甲,X,2023-05-20\n,,,\n2,示例乙,Y,2023-05-21\n")
        #expect(table.headerRow == 4)
        #expect(table.rows.map(\.number) == [5, 7])
        #expect(table.rows[1].place("申报主体") == .init(file: "t.csv", row: 7, column: "申报主体", columnNumber: 2))
    }

    @Test("a separator is found below titles that have none, in another encoding too")
    func titlesAndSeparators() throws {
        let text = "标题\n填报单位：示例厅\n\n编号;申报主体;信用代码;申报日期\n1;示例，甲;X;2023-05-20\n"
        let bytes = Array(try #require(text.data(using: String.Encoding(rawValue: 0x8000_0632))))
        let table = try Table(try Spreadsheet(bytes, file: "t.csv"), as: Self.form)
        #expect(table.headerRow == 4)
        #expect(table.rows.map { $0["申报主体"] } == ["示例，甲"])
    }

    @Test(
        "columns are known by their usual other names, whatever their form",
        arguments: [
            "企业名称", "单位名称", "申报单位", " 申报\n主体 ", "申 报 主 体", "*申报主体", "申报主体：", "申报主体（全称）", "申报主体(与营业执照一致)", "申报主体名称",
        ])
    func variants(header: String) throws {
        let table = try table("编号,\"\(header)\",信用代码,申报时间\n1,示例甲,X,2023-05-20\n")
        #expect(table.rows.first?["申报主体"] == "示例甲")
        #expect(table.columns == ["编号", "申报主体", "统一社会信用代码", "申报日期"])
        #expect(table.notes.contains { $0.new == "申报主体" && $0.reasons == [.headerName] })
    }

    @Test("a running number is no number of a dossier")
    func runningNumber() throws {
        let table = try table("序号,申报主体,统一社会信用代码,申报日期\n1,示例甲,X,2023-05-20\n")
        #expect(table.missing(["编号"]).map(\.message.en) == ["the column “编号” is missing"])
        #expect(table.notes.isEmpty)
    }

    @Test("a column under its own name is that, whatever other name stands beside it")
    func ownName() throws {
        let table = try table("编号,单位名称,申报主体,统一社会信用代码,申报日期\n1,示例厅,示例甲,X,2023-05-20\n")
        #expect(table.rows.first?["申报主体"] == "示例甲")
        #expect(table.faults.isEmpty)
        #expect(table.notes.map(\.old) == ["单位名称"])
    }

    @Test("two columns that could be the one are refused")
    func twoNames() throws {
        let table = try table("编号,单位名称,企业名称,统一社会信用代码,申报日期\n1,示例厅,示例甲,X,2023-05-20\n")
        #expect(table.faults.map(\.message.zh) == ["列名重复"])
        #expect(table.faults.map(\.place.columnNumber) == [3])
    }

    @Test("columns that nobody asked for are named, so that a slip in a header is seen")
    func unused() throws {
        let table = try table("编号,申报主体,统一社会信用代码,申报日期,备忘\n1,示例甲,X,2023-05-20,y\n")
        #expect(table.notes.map(\.reasons) == [[.unusedColumns]])
        #expect(table.notes.map(\.old) == ["备忘"])
    }

    @Test("remarks and sums below, prepared empty rows and the header once more are no entries, and are named")
    func noEntries() throws {
        let table = try table(
            """
            序号,编号,申报主体,统一社会信用代码,申报日期
            1,1,示例甲,X,2023-05-20
            序号,编号,申报主体,统一社会信用代码,申报日期
            2,2,示例乙,X,2023-05-20
            3,,,,
            合计,2,,,
            填表人：示例,,联系电话：000,,
            """)
        #expect(table.rows.map(\.number) == [2, 4])
        #expect(table.notes.map(\.place.row) == [3, 5, 6, 7])
        #expect(table.notes.allSatisfy { $0.reasons == [.noEntry] })
        #expect(table.faults.isEmpty)
    }

    @Test("a row that is half filled is an entry, not a remark")
    func halfFilled() throws {
        #expect(try table("编号,申报主体,统一社会信用代码,申报日期\n1,,,\n,示例甲,,\n").rows.count == 2)
    }

    @Test("a text beside the table is not dropped without a word")
    func beside() throws {
        let table = try table("编号,申报主体,统一社会信用代码,申报日期,\n1,示例甲,X,2023-05-20,看这里\n,,,,只有这里\n")
        #expect(table.faults.map(\.place.row) == [2, 3])
        #expect(table.faults.map(\.place.columnNumber) == [5, 5])
    }

    @Test("rows of another length are refused all the same")
    func lengths() throws {
        let table = try table("编号,申报主体,统一社会信用代码,申报日期\n1,示例甲,X\n2,示例,乙,Y,2023-05-20\n3,示例丙,z,2023-05-20\n")
        #expect(table.faults.map(\.place.row) == [2, 3])
        #expect(table.rows.map(\.number) == [4])
    }

    @Test(
        "days are read in the forms that people write, and only where month and day are sure",
        arguments: [
            ("2023年5月31日", "2023-05-31"), ("2023 年 05 月 31 日", "2023-05-31"), ("2023/5/31", "2023-05-31"), ("2023.5.31", "2023-05-31"),
            ("20230531", "2023-05-31"), ("2023-5-31", "2023-05-31"), ("２０２３－０５－３１", "2023-05-31"), ("2023-05-31 00:00:00", "2023-05-31"),
            ("2023-05-31T08:30", "2023-05-31"), ("2023年5月31号", "2023-05-31"), ("2023年5月", "2023年5月"), ("5/31/2023", "5/31/2023"),
            ("23.5.31", "23.5.31"), ("2023-5/31", "2023-5/31"), ("2023-02-30", "2023-02-30"), ("20231345", "20231345"),
            ("2023.5.31.", "2023.5.31."),
            ("45077", "45077"), ("2023-05-3108:30", "2023-05-3108:30"),
        ])
    func dayTexts(text: String, day: String) throws {
        #expect(try read(.text(text), "申报日期").value == day)
    }

    @Test("a number without a date format is a day only where it can hardly be anything else")
    func dayNumbers() throws {
        #expect(try read(.number("45077", .plain), "申报日期").value == "2023-05-31")
        #expect(try read(.number("45077", .plain), "申报日期").reasons == [.dayNumber])
        #expect(try read(.number("20230531", .plain), "申报日期").value == "2023-05-31")
        #expect(try read(.number("2023", .plain), "申报日期").value == "2023")
        #expect(try read(.number("45077.75", .day(Day("2023-05-31"), hasTime: true)), "申报日期").reasons == [.timeOfDay])
        #expect(try read(.number("45077", .day(Day("2023-05-31"), hasTime: false)), "申报日期").reasons == [])
        #expect(try read(.number("60", .day(nil, hasTime: false)), "申报日期").fault != nil)
    }

    @Test("a share is what its format or its sign says")
    func shares() throws {
        #expect(try read(.number("0.32", .percentage), "服务收入占比").value == "32%")
        #expect(try read(.number("0.28999999999999998", .percentage), "服务收入占比").value == "29%")
        #expect(try read(.number("32", .plain), "服务收入占比").value == "32")
        for text in ["32%", "32％", "３２％", " 32 % "] { #expect(try read(.text(text), "服务收入占比").value == "32%") }
        #expect(try read(.text("45.50"), "服务收入占比").value == "45.50")
        #expect(try read(.text("0.5%"), "服务收入占比").value == "0.5%")
        #expect(try read(.text("0"), "服务收入占比").value == "0")
    }

    @Test("a bare 0.32 or 1 may mean two things: nobody guesses", arguments: ["0.32", "1", "0.01", "1.0", "０．５"])
    func doubtfulShares(text: String) throws {
        #expect(try read(.text(text), "服务收入占比").fault?.expected?.en == "a number with a percent sign, such as 32%")
        guard let number = DecimalText(text) else { return }
        #expect(try read(.number(number.text, .plain), "服务收入占比").fault != nil)
    }

    @Test("places beyond the second are cut off, so that nobody is rounded over a limit")
    func places() throws {
        let result = try read(.number("0.299999", .percentage), "服务收入占比")
        #expect(result.value == "29.99%" && result.reasons == [.percentage, .places])
        #expect(try read(.text("29.996"), "服务收入占比").value == "29.99")
    }

    @Test("answers are 是 or 否 where they are clear")
    func answers() throws {
        for text in ["√", "✓", "Y", "yes", "Ｙ", " 是 "] { #expect(try read(.text(text), "独立法人").value == "是") }
        for text in ["×", "N", "no"] { #expect(try read(.text(text), "独立法人").value == "否") }
        for text in ["有", "无", "对", "1", ""] { #expect(try read(.text(text), "独立法人").value == text) }
        #expect(try read(.text("有"), "高级职称").value == "是")
        #expect(try read(.text("无"), "高级职称").value == "否")
        #expect(try read(.truth(true), "独立法人").value == "是")
        // “无重大事故：无”, a cross and FALSE may all mean that there was none.
        for text in ["无", "×", "N"] { #expect(try read(.text(text), "无重大事故").value == text) }
        #expect(try read(.truth(false), "无重大事故").value == "FALSE")
        #expect(try read(.text("√"), "无重大事故").value == "是")
    }

    @Test("codes, names, numbers and listed values are brought to one form, each change with its reasons")
    func values() throws {
        let code = try read(.text("９１０００００0ma 0000001\u{200B}x"), "统一社会信用代码")
        #expect(code.value == "91000000MA0000001X")
        #expect(code.reasons == [.hiddenCharacters, .fullWidth, .spaces, .capitals])
        #expect(try read(.text("示例　甲\n公司（Ａ）  B  C"), "申报主体").value == "示例甲公司（A） B C")
        #expect(try read(.text("1５年"), "从业年限").value == "15")
        #expect(try read(.text("1,200"), "从业年限").value == "1200")
        #expect(try read(.text("1,20"), "从业年限").value == "1,20")
        #expect(try read(.text("示范平台(共享制造类)"), "类别").value == "示范平台（共享制造类）")
        #expect(try read(.text("技术, 管理"), "专业").value == "技术；管理")
        #expect(try read(.text("技 术、财务"), "专业").value == "技术；财务")
        #expect(try read(.text("技术；财务"), "专业").reasons == [])
        #expect(try read(.text(" a\nb "), "说明").value == "a\nb")
        #expect(try read(.number("1.0", .plain), "编号").value == "1")
    }

    @Test("a code that became a number has lost digits")
    func lostDigits() throws {
        #expect(try read(.number("9.11000001234567E+17", .plain), "统一社会信用代码").fault != nil)
        #expect(try read(.number("123456789012345", .plain), "编号").value == "123456789012345")
    }

    @Test("errors and formulas without a result are refused at their cells, and nothing else is said of them")
    func formulas() throws {
        let made = MadeWorkbook(
            rows: """
                <row r="1"><c t="inlineStr"><is><t>编号</t></is></c><c t="inlineStr"><is><t>申报主体</t></is></c>
                <c t="inlineStr"><is><t>统一社会信用代码</t></is></c><c t="inlineStr"><is><t>申报日期</t></is></c></row>
                <row r="2"><c><v>1</v></c><c t="e"><v>#REF!</v></c><c><f>A1</f></c><c t="str"><v>2023-05-20</v></c></row>
                """)
        let table = try Table(try Spreadsheet(try made.bytes(), file: "鄂.xlsx"), as: Self.form)
        #expect(table.faults.map(\.place.text.zh) == ["鄂.xlsx，「汇总表」 B2，“申报主体”列", "鄂.xlsx，「汇总表」 C2，“统一社会信用代码”列"])
        #expect(table.faults.map(\.place.text.en).last == "鄂.xlsx, sheet “汇总表”, cell C2, column “统一社会信用代码”")
        #expect(
            table.faults.map(\.message) == [
                Text(zh: "公式出错，值为 #REF!", en: "a formula ended in #REF!"),
                Text(zh: "公式没有保存计算结果", en: "the result of the formula was not saved"),
            ])
    }

    private func sheet(_ header: [String], rows: Int) -> String {
        func row(_ texts: [String]) -> String {
            "<row>" + texts.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
        }
        let numbers = (0..<rows).map { number in row(header.map { _ in "\(number)" }) }
        return "<sheetData>" + row(header) + numbers.joined() + "</sheetData>"
    }

    @Test("the sheet is found by its header; where two fit, one has to be named")
    func sheets() throws {
        let header = ["编号", "申报主体", "统一社会信用代码", "申报日期"]
        func table(_ sheets: [(String, String)], _ name: String? = nil) throws -> Table {
            try Table(try Spreadsheet(try MadeWorkbook(sheets).bytes(), file: "x.xlsx"), as: Self.form, sheet: name)
        }
        let cover = ("封面", sheet(["说明", "编号"], rows: 2))
        let first = ("甲", sheet(header, rows: 2))
        let second = ("乙", sheet(header, rows: 1))
        #expect(try table([cover, first]).sheet == "甲")
        #expect(try table([cover, first]).notes.map(\.place.sheet) == ["封面"])
        #expect(try table([("空", sheet(header, rows: 0)), second]).sheet == "乙")
        #expect(faults { _ = try table([first, second]) }.map(\.message.zh) == ["有 2 张工作表都像示例表：甲 / 乙"])
        #expect(try table([first, second], "乙").rows.count == 1)
        #expect(faults { _ = try table([first, second], "丙") }.map(\.message.zh) == ["没有名为“丙”的可见工作表"])
        #expect(faults { _ = try table([cover, ("目录", sheet(["a"], rows: 1))]) }.map(\.message.zh) == ["没有找到示例表的表头"])
    }

    @Test("a header of two rows, and cells merged downwards, are read as they look")
    func merged() throws {
        func cell(_ name: String, _ text: String) -> String { "<c r=\"\(name)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>" }
        let made = MadeWorkbook(
            rows: "<row r=\"1\">" + cell("A1", "编号") + cell("B1", "基本情况") + cell("D1", "申报日期") + "</row><row r=\"2\">" + cell("B2", "申报主体")
                + cell("C2", "统一社会信用代码") + "</row><row r=\"3\">" + cell("A3", "1") + cell("B3", "示例甲") + cell("C3", "X")
                + cell("D3", "2023-05-20")
                + "</row><row r=\"4\">" + cell("A4", "2") + cell("B4", "示例乙") + cell("C4", "Y") + "</row>",
            after:
                "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/><mergeCell ref=\"D1:D2\"/><mergeCell ref=\"D3:D4\"/></mergeCells>"
        )
        let table = try Table(try Spreadsheet(try made.bytes(), file: "x.xlsx"), as: Self.form)
        #expect(table.headerRow == 2)
        #expect(table.rows.map { $0["申报日期"] } == ["2023-05-20", "2023-05-20"])
        #expect(table.notes.map(\.reasons) == [[.merged]])
        #expect(table.notes.map(\.place.cell) == ["D4"])
    }

    @Test("a file without the header says which columns it lacks")
    func noHeader() throws {
        #expect(faults { _ = try table("a,b\n1,2\n") }.map(\.message.en) == ["the header of a sample is nowhere"])
        #expect(try table("编号,b\n1,2\n").missing(["编号", "申报主体"]).count == 1)
        #expect(faults { _ = try table(" \n") }.map(\.message.en) != [])
    }
}
