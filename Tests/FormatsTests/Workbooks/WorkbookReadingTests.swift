@testable import Formats
import Foundation
import Programme
import Testing

@Suite("Workbooks, whoever saved them")
struct WorkbookReadingTests {
    private func grid(_ made: MadeWorkbook) throws -> Grid {
        try #require(try Spreadsheet(try made.bytes(), file: "鄂.xlsx").grids.first)
    }

    private func contents(_ made: MadeWorkbook) throws -> [Grid.Content] {
        try grid(made).rows.flatMap { $0.cells.map(\.content) }
    }

    @Test("shared texts, rich runs, inline texts and results of formulas are texts; reading aids are not")
    func texts() throws {
        let made = MadeWorkbook(
            rows: """
                <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>内</t></is></c>
                <c r="D1" t="inlineStr"><is><r><rPr><b/></rPr><t>富</t></r><r><t xml:space="preserve"> 文</t></r></is></c>
                <c r="E1" t="str"><f>A1&amp;"x"</f><v>示例x</v></c><c r="F1" t="str"><f>""</f><v></v></c></row>
                """,
            shared: """
                <si><t>示例_x000D_公司_x005F_</t></si>
                <si><r><t>有限</t></r><r><rPr/><t>公司</t></r><rPh sb="0" eb="2"><t>ユウゲン</t></rPh></si>
                """)
        #expect(try contents(made) == [.text("示例\r公司_"), .text("有限公司"), .text("内"), .text("富 文"), .text("示例x")])
        #expect(try grid(made).formulas == 2)
    }

    @Test("formulas without a saved result, errors and truths are told apart")
    func others() throws {
        let made = MadeWorkbook(
            rows: """
                <row r="1"><c r="A1"><f>1+1</f><v></v></c><c r="B1"><f>1+1</f></c><c r="C1" t="e"><f>Z9</f><v>#REF!</v></c>
                <c r="D1" t="b"><v>1</v></c><c r="E1" t="b"><v>0</v></c><c r="F1" s="0"/><c r="G1"><f>2</f><v>2</v></c></row>
                """)
        #expect(
            try contents(made) == [
                .unsavedFormula, .unsavedFormula, .error("#REF!"), .truth(true), .truth(false), .number("2", .plain),
            ])
    }

    private static let styles = """
        <numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>
        <numFmt numFmtId="177" formatCode="[$-804]yyyy/m/d\\ h:mm"/><numFmt numFmtId="178" formatCode="[Red]0.0%"/>
        <numFmt numFmtId="179" formatCode="0&quot;天ymd&quot;"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="31"/><xf numFmtId="9"/>
        <xf numFmtId="178"/><xf numFmtId="179"/><xf numFmtId="20"/></cellXfs>
        """

    @Test("numbers are days and shares by the formats of their cells, not by their looks")
    func formats() throws {
        let day = Grid.Style.day(Day("2023-05-31"), hasTime: false)
        let made = MadeWorkbook(
            rows: """
                <row r="1"><c r="A1" s="0"><v>45077</v></c><c r="B1" s="1"><v>45077</v></c><c r="C1" s="2"><v>45077</v></c>
                <c r="D1" s="3"><v>45077.5</v></c><c r="E1" s="4"><v>4.5077E4</v></c><c r="F1" s="5"><v>0.32</v></c>
                <c r="G1" s="6"><v>0.32000000000000001</v></c><c r="H1" s="7"><v>3</v></c><c r="I1" s="8"><v>0.5</v></c></row>
                """, styles: Self.styles)
        #expect(
            try contents(made) == [
                .number("45077", .plain), .number("45077", day), .number("45077", day),
                .number("45077.5", .day(Day("2023-05-31"), hasTime: true)), .number("4.5077E4", day),
                .number("0.32", .percentage), .number("0.32000000000000001", .percentage), .number("3", .plain), .number("0.5", .plain),
            ])
    }

    @Test("a format that is named by its number only is that of the number")
    func reserved() throws {
        let styles = "<numFmts><numFmt numFmtId=\"31\" formatCode=\"reserved-0x1F\"/></numFmts><cellXfs><xf numFmtId=\"31\"/></cellXfs>"
        let made = MadeWorkbook(rows: "<row><c><v>45077</v></c></row>", styles: styles)
        #expect(try contents(made) == [.number("45077", .day(Day("2023-05-31"), hasTime: false))])
    }

    @Test(
        "days are counted from 1900 with the leap day that never was, or from 1904",
        arguments: [
            ("1", "1900-01-01", "1904-01-02"), ("59", "1900-02-28", "1904-02-29"), ("60", nil, "1904-03-01"),
            ("61", "1900-03-01", "1904-03-02"), ("45077", "2023-05-31", "2027-06-01"), ("0", nil, "1904-01-01"), ("-1", nil, nil),
            ("2958465", nil, nil),
        ] as [(String, String?, String?)])
    func epochs(serial: String, from1900: String?, from1904: String?) throws {
        let number = try #require(DecimalText(serial))
        #expect(SerialDay.day(number, .of1900)?.description == from1900)
        #expect(SerialDay.day(number, .of1904)?.description == from1904)
    }

    @Test("every day of the calendar is counted back to itself")
    func days() throws {
        let first = try #require(Day("1900-01-01")).daysSince1970
        let last = try #require(Day("2999-12-31")).daysSince1970
        for days in stride(from: first, through: last, by: 1) { #expect(Day(daysSince1970: days)?.daysSince1970 == days) }
        #expect(Day(daysSince1970: first - 1) == nil && Day(daysSince1970: last + 1) == nil)
    }

    @Test("a workbook says by itself that it counts from 1904", arguments: ["1", "true"])
    func macintosh(value: String) throws {
        let made = MadeWorkbook(
            rows: "<row><c s=\"1\"><v>43615</v></c></row>", styles: Self.styles, epoch: "<workbookPr date1904=\"\(value)\"/>")
        #expect(try contents(made) == [.number("43615", .day(Day("2023-05-31"), hasTime: false))])
    }

    @Test(
        "what a format shows, by its first section",
        arguments: [
            ("General", CellFormats.Kind.plain), ("0.00", .plain), ("#,##0", .plain), ("yyyy-mm-dd", .day), ("d/m/yy", .day),
            ("yyyy\"年\"m\"月\"", .day), ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", .day), ("m\"月\"d\"日\"", .day), ("h:mm:ss", .plain),
            ("[h]:mm", .plain), ("mm:ss.0", .plain), ("0%", .percentage), ("0.00%;[Red]-0.00%", .percentage), ("0\"%\"", .plain),
            ("0.00E+00", .plain), ("@", .plain), ("0;\"d\"", .plain), ("e\"年\"m\"月\"d\"日\"", .day), ("\"第\"0\"天\"", .plain),
        ])
    func codes(code: String, kind: CellFormats.Kind) {
        #expect(CellFormats.kind(of: code) == kind)
    }

    @Test(
        "numbers are exact, without the traces of binary fractions",
        arguments: [
            ("0.32000000000000001", "0.32"), ("0.1", "0.1"), ("1E-3", "0.001"), ("1.5E3", "1500"), ("-0.0", "0"), ("00120", "120"),
            ("12.3400", "12.34"), ("9.1100000012345601E+17", "911000000123456000"), ("4.4999999999999998E-2", "0.045"), ("+7", "7"),
            (".5", "0.5"),
        ])
    func exact(raw: String, text: String) {
        #expect(DecimalText(raw)?.text == text)
    }

    @Test("what is no number is none", arguments: ["", "-", ".", "1e", "e5", "1.2.3", "NaN", "INF", "0x10", "1,2", "1e99999", "１"])
    func noNumber(raw: String) {
        #expect(DecimalText(raw) == nil)
    }

    @Test("cells without names stand one after the other, and so do rows")
    func unnamed() throws {
        let made = MadeWorkbook(
            rows:
                "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r=\"5\"><c r=\"C5\"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>"
        )
        let grid = try grid(made)
        #expect(grid.rows.map(\.number) == [1, 5, 6])
        #expect(grid.rows.map { $0.cells.map(\.column) } == [[1, 3], [3, 4], [1]])
    }

    @Test("elements with a prefix, the strict namespace and foreign elements between are read alike")
    func namespaces() throws {
        var made = MadeWorkbook(rows: "")
        made["xl/worksheets/sheet1.xml"] = """
            <?xml version="1.0" encoding="utf-8"?>
            <x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:mc="urn:mc"><mc:AlternateContent><x:row r="9"/>
            </mc:AlternateContent><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row>
            </x:sheetData></x:worksheet>
            """
        #expect(try contents(made) == [.text("甲")])
    }

    @Test("hidden sheets are passed over and named, however well they are hidden")
    func hiddenSheets() throws {
        let made = MadeWorkbook(
            [("字典", "<sheetData/>"), ("汇总表", "<sheetData/>"), ("密", "<sheetData/>")], states: ["字典": "hidden", "密": "veryHidden"])
        let file = try Spreadsheet(try made.bytes(), file: "x.xlsx")
        #expect(file.grids.map(\.sheet) == ["汇总表"])
        #expect(file.hiddenSheets == ["字典", "密"])
    }

    @Test("merged cells, hidden rows and hidden columns are known")
    func shape() throws {
        let made = MadeWorkbook([
            (
                "汇总表",
                """
                <cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="2" hidden="1"><c r="A2"><v>1</v></c></row>
                <row r="3" hidden="1"/></sheetData><mergeCells><mergeCell ref="A2:$B$4"/></mergeCells>
                """
            )
        ])
        let grid = try grid(made)
        #expect(grid.merges == [.init(rows: 2...4, columns: 1...2)])
        #expect(grid.hiddenRows == [2])
        #expect(grid.hiddenColumns == [2...3])
    }

    @Test(
        "files of openpyxl, XlsxWriter and LibreOffice hold the same table, as workbooks and as CSV in other encodings",
        arguments: [
            "openpyxl.xlsx", "xlsxwriter.xlsx", "libreoffice.xlsx", "calc-openpyxl.xlsx", "calc-xlsxwriter.xlsx", "calc-gb18030.csv",
            "calc-utf16.csv",
        ])
    func programs(name: String) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let bytes = Array(try Data(contentsOf: folder.appending(path: "Fixtures/\(name)")))
        let table = try Table(try Spreadsheet(bytes, file: name), as: DossierTable.form(of: NationalCall.call))
        #expect(table.faults.isEmpty)
        #expect(table.headerRow == 3)
        #expect(table.rows.map(\.number) == [4, 5, 7])
        #expect(table.rows.map { $0["申报主体"] } == ["示例甲公司", "示例乙公司", "示例丙公司"])
        #expect(table.rows.map { $0["申报日期"] } == ["2023-05-20", "2023-05-21", "2023-05-22"])
        // Text has a figure as it was shown, and knows of no merged cells: the authority stands in the first of its rows alone.
        let isText = name.hasSuffix(".csv")
        #expect(table.rows.map { $0["服务收入占比"] } == [isText ? "32.0%" : "32%", "45.5%", "60"])
        #expect(table.rows.map { $0["省级主管部门"] } == (isText ? ["湖北省", "", ""] : ["湖北省", "湖北省", "湖北省"]))
        guard !isText else { return }
        #expect(table.rows[0].place("申报主体").cell == "E4")
        let content = try DossierTable.read([table], call: NationalCall.call, existing: [])
        #expect(content.dossiers.count == 3 && content.flags.isEmpty)
    }
}
