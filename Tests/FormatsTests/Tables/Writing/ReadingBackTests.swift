import Foundation
import Programme
import Testing

@testable import Formats

@Suite("Workbooks that are written, read back")
struct ReadingBackTests {
    private func sheet(_ columns: [WorkbookDocument.Column], _ rows: [[WorkbookDocument.Cell]]) -> WorkbookDocument.Sheet {
        WorkbookDocument.Sheet(named: "示例", columns: columns, rows: rows)
    }

    private func read(_ document: WorkbookDocument, file: String = "t.xlsx") throws -> Spreadsheet {
        try Spreadsheet(try document.bytes(), file: file)
    }

    /// The parts of the file, by their names.
    private func parts(of document: WorkbookDocument, _ names: [String]) throws -> [String: String] {
        let archive = try ZipArchive(try document.bytes(), file: "t.xlsx")
        return try Dictionary(
            uniqueKeysWithValues: names.map { name in
                var bytes: [UInt8] = []
                _ = try archive.read(name) { bytes += $0 }
                return (name, String(decoding: bytes, as: UTF8.self))
            })
    }

    @Test(
        "a text stays the text that it was, and is never a formula",
        arguments: [
            "=1+1", "=\u{301}1", "＝1", "+1", "-1", "@a", "\t=1", "=HYPERLINK(\"http://example.invalid\")", "00123", "1e5",
            "91000000MA0000000X",
            "3-4", "TRUE", "#REF!", "_x0041_", "_x0041_\u{301}", "a\u{FFFF}b", "第一行\n第二行", "<b>&amp;\"", " 示例 ", "e\u{301}", "😀", "'=1",
        ])
    func texts(text: String) throws {
        let document = WorkbookDocument([sheet([.init("列", width: 20)], [[.text(text)]])])
        let grid = try #require(try read(document).grids.first)
        #expect(grid.rows.last?.cells.map(\.content) == [.text(text.replacing("\u{FFFF}", with: "\u{FFFD}"))])
        #expect(grid.formulas == 0)
    }

    @Test("every score up to 100 is read as the digits that are shown")
    func scores() throws {
        let all = (0...10_000).map(Points.init(hundredths:))
        let document = WorkbookDocument([sheet([.init("分", width: 10, kind: .points)], all.map { [.points($0)] })])
        let grid = try #require(try read(document).grids.first)
        let digits = grid.rows.dropFirst().map { row -> String in
            guard case .number(let digits, .plain)? = row.cells.first?.content else { return "" }
            return DecimalText(digits)?.text ?? ""
        }
        #expect(digits == all.map(\.short))
    }

    @Test("days are days, from the first of the calendar to the last")
    func days() throws {
        let all = ["1900-01-01", "1900-02-28", "1900-03-01", "1999-12-31", "2000-02-29", "2023-05-31", "2999-12-31"].compactMap { Day($0) }
        let document = WorkbookDocument([sheet([.init("日", width: 12, kind: .day)], all.map { [.day($0)] })])
        let grid = try #require(try read(document).grids.first)
        let days = grid.rows.dropFirst().map { row -> Day? in
            guard case .number(_, .day(let day, hasTime: false))? = row.cells.first?.content else { return nil }
            return day
        }
        #expect(days == all)
    }

    @Test("nothing of a template is hidden, nobody is named, and its day is always the same")
    func nothingHidden() throws {
        let call = NationalCall.call
        for document in [
            SummaryTemplate.workbook(for: call.authorities[0], of: call, in: .zh), ExpertTemplate.workbook(of: call, in: .en),
        ] {
            let spreadsheet = try read(document)
            #expect(spreadsheet.hiddenSheets.isEmpty)
            #expect(spreadsheet.grids.map(\.sheet) == document.sheets.map(\.name))
            #expect(spreadsheet.grids.allSatisfy { $0.hiddenRows.isEmpty && $0.hiddenColumns.isEmpty && $0.formulas == 0 })
            let parts = try parts(of: document, ["docProps/core.xml", "docProps/app.xml", "[Content_Types].xml"])
            let core = try #require(parts["docProps/core.xml"])
            #expect(core.contains("<dc:creator></dc:creator>") && core.contains("<cp:lastModifiedBy></cp:lastModifiedBy>"))
            #expect(core.matches(of: #/1980-01-01T00:00:00Z/#).count == 2)
            #expect(parts["docProps/app.xml"]?.contains("<Company></Company>") == true)
            #expect(parts["[Content_Types].xml"]?.contains("comments") == false)
        }
    }

    @Test("the rules of a template's cells are in the file: lists, lengths, days, what is locked and what is not")
    func rules() throws {
        let call = NationalCall.call
        let document = SummaryTemplate.workbook(for: try #require(call.authority("370000")), of: call, in: .zh)
        let page = try #require(try parts(of: document, ["xl/worksheets/sheet1.xml"])["xl/worksheets/sheet1.xml"])
        #expect(page.contains("<sheetProtection sheet=\"1\""))
        #expect(page.contains("state=\"frozen\"") && page.contains("<autoFilter ref=\"A5:T21\"/>"))
        #expect(page.contains("<formula1>\"是,否\"</formula1>"))
        #expect(page.contains("<formula1>INDEX('可选项'!$A$2:$C$10,0,MATCH($C6,'可选项'!$A$1:$C$1,0))</formula1>"))
        #expect(page.contains("type=\"textLength\" operator=\"equal\""))
        #expect(page.contains("type=\"date\" errorStyle=\"warning\""))
        #expect(page.matches(of: #/<dataValidation\s/#).count == 18)
    }

    @Test("a list of 255 Chinese characters has room in a rule, which libxlsxwriter itself doesn't bear")
    func longRule() throws {
        let texts = (0..<16).map { _ in String(repeating: "长", count: 15) }
        let entry = WorkbookDocument.Entry(.oneOf(texts), hint: String(repeating: "示", count: 400))
        let document = WorkbookDocument([sheet([.init("列", width: 10, entry: entry)], [[.empty]])])
        let page = try #require(try parts(of: document, ["xl/worksheets/sheet1.xml"])["xl/worksheets/sheet1.xml"])
        #expect(page.contains("<formula1>\"\(texts.joined(separator: ","))\"</formula1>"))
        #expect(page.contains("prompt=\"\(String(repeating: "示", count: 254))…\""))
    }

    // MARK: Templates that come back

    /// The summary table of an authority with some rows filled in.
    private func filled(_ rows: [[String: WorkbookDocument.Value]], for code: String) throws -> WorkbookDocument {
        var document = SummaryTemplate.workbook(for: try #require(NationalCall.call.authority(code)), of: NationalCall.call, in: .zh)
        let headers = document.sheets[0].columns.map(\.header)
        for (index, values) in rows.enumerated() {
            let own = document.sheets[0].rows[index]
            document.sheets[0].rows[index] = headers.enumerated().map { column, header in
                column < own.count ? own[column] : WorkbookDocument.Cell(values[header] ?? .nothing)
            }
        }
        return document
    }

    private func row(_ number: Int) throws -> [String: WorkbookDocument.Value] {
        let day = try #require(Day("2023-05-20"))
        return [
            "类别": .text("示范企业"), "申报主体": .text("示例\(number)公司"), "统一社会信用代码": .text(DossierRow.code(number)), "模式": .text("定制化服务"),
            "行业": .text("纺织服装"), "申报日期": .day(day), "境内注册": .text("是"), "独立法人": .text("是"), "运营财务良好": .text("是"), "无重大事故": .text("是"),
            "无违法违规": .text("是"), "制造业企业": .text("是"),
            // A hundredth of a hundred: what a percent format makes of 32.
            "服务收入占比": .points(Points(hundredths: 32)),
        ]
    }

    @Test("a summary table that was filled in is taken in; rows that were not needed are not")
    func summary() throws {
        let call = NationalCall.call
        let spreadsheet = try read(try filled([row(1), row(2)], for: "420000"))
        let table = try Table(spreadsheet, as: DossierTable.form(of: call))
        let content = try DossierTable.read([table], call: call, existing: [])
        #expect(content.dossiers.map(\.id) == ["420000-001", "420000-002"])
        #expect(content.dossiers.allSatisfy { $0.authority == "420000" && $0.declared["服务收入占比"] == "32%" })
        #expect(content.flags.isEmpty)
        #expect(table.rows.count == 2)
        #expect(table.notes.count { $0.reasons == [.noEntry] } == 14)
    }

    @Test("an empty summary table has no rows")
    func emptySummary() throws {
        let table = try Table(try read(try filled([], for: "420000")), as: DossierTable.form(of: NationalCall.call))
        #expect(table.rows.isEmpty && table.faults.isEmpty)
    }

    @Test("a faulty table comes as a copy with the cells marked, and the copy, corrected, is taken in")
    func markedCopy() throws {
        let call = NationalCall.call
        var wrong = try row(2)
        wrong["类别"] = .text("示范乡村")
        wrong["境内注册"] = .text("大概")
        let spreadsheet = try read(try filled([row(1), wrong], for: "420000"), file: "鄂.xlsx")
        let table = try Table(spreadsheet, as: DossierTable.form(of: call))
        let found = faults { _ = try DossierTable.read([table], call: call, existing: []) }
        #expect(found.count == 1)
        let elsewhere = Diagnostic(.init(file: "鲁.xlsx", row: 6, columnNumber: 1), Text(verbatim: "别处"))
        var copy = try MarkedCopy.workbook(of: spreadsheet, read: table, faults: found + [elsewhere], in: .zh)
        let marked = copy.sheets[0]
        #expect(marked.headerRow == 4)
        #expect(marked.columns.last?.header == "问题")
        #expect(marked.rows[0].allSatisfy { $0.look == .plain })
        #expect(marked.rows[1].enumerated().filter { $0.element.look == .fault }.map(\.offset) == [2])
        #expect(marked.rows[1].last?.look == .remark)
        guard case .text(let remark)? = marked.rows[1].last?.value else {
            Issue.record("no remark")
            return
        }
        #expect(remark.contains("示范乡村") && !remark.contains("别处"))
        #expect(copy.sheets[1].rows.count == 1)
        #expect(copy.sheets[1].rows[0][0].value == .text("C7"))

        copy.sheets[0].rows[1][2] = .text("示范企业")
        copy.sheets[0].rows[1][10] = .text("是")
        let again = try Table(try read(copy), as: DossierTable.form(of: call))
        #expect(try DossierTable.read([again], call: call, existing: []).dossiers.map(\.id) == ["420000-001", "420000-002"])
    }

    @Test("a marked copy has values where cells were merged, and keeps every row where it stood")
    func mergedAndSparse() throws {
        var grid = Grid(file: "t.xlsx", sheet: "表")
        func row(_ number: Int, _ texts: [Int: String]) -> Grid.Row {
            Grid.Row(number: number, cells: texts.sorted { $0.key < $1.key }.map { Grid.Cell(column: $0.key, content: .text($0.value)) })
        }
        grid.rows = [
            row(2, [1: "标题"]), row(4, [1: "编号", 2: "部门"]), row(6, [1: "D-1", 2: "示例部门"]), row(7, [1: "D-2"]), row(9, [1: "D-3"]),
        ]
        grid.merges = [Grid.Range(rows: 6...7, columns: 2...2)]
        var spreadsheet = try read(WorkbookDocument([sheet([.init("编号", width: 10), .init("部门", width: 10)], [])]))
        spreadsheet.grids = [grid]
        let form = TableForm(name: Text(verbatim: "表"), columns: [.init("编号", .identifier), .init("部门", .name)])
        let table = try Table(spreadsheet, as: form)
        let fault = Diagnostic(.init(file: "t.xlsx", sheet: "表", row: 9, column: "部门", columnNumber: 2), Text(zh: "为空", en: "is empty"))
        let copy = try MarkedCopy.workbook(of: spreadsheet, read: table, faults: [fault], in: .en).sheets[0]
        #expect(copy.heading == [.texts([]), .texts(["标题"]), .texts([])])
        #expect(copy.rows.count == 5)
        #expect(copy.rows[2][1].value == .text("示例部门"))
        #expect(copy.rows[4][1] == WorkbookDocument.Cell(.nothing, look: .fault))
        #expect(copy.rows[4][2].value == .text("“部门”: is empty"))
    }

    @Test("a table with far too many cells gets no copy")
    func tooManyCells() throws {
        var grid = Grid(file: "t.xlsx", sheet: "表")
        grid.rows = (1...2000).map { number in
            Grid.Row(number: number, cells: [1, 16_384].map { Grid.Cell(column: $0, content: .text("编号")) })
        }
        var spreadsheet = try read(WorkbookDocument([sheet([.init("编号", width: 10)], [])]))
        spreadsheet.grids = [grid]
        let table = try Table(spreadsheet, as: TableForm(name: Text(verbatim: "表"), columns: [.init("编号", .identifier)]))
        #expect(throws: Failure.self) { try MarkedCopy.workbook(of: spreadsheet, read: table, faults: [], in: .zh) }
    }

    @Test("an empty list of experts has three tables in one workbook, each found by its own form")
    func experts() throws {
        let call = NationalCall.call
        let spreadsheet = try read(ExpertTemplate.workbook(of: call, in: .zh))
        #expect(spreadsheet.sheets(fitting: ExpertTables.expertForm(of: call)) == ["专家名单"])
        #expect(spreadsheet.sheets(fitting: ExpertTables.affiliationForm) == ["任职"])
        #expect(spreadsheet.sheets(fitting: ExpertTables.interestForm) == ["利害关系声明"])
    }
}
