import Formats
import Programme
import Testing

@Suite("Tables to fill in")
struct TemplateTests {
    private let call = NationalCall.call

    private func summary(_ code: String, in language: Language = .zh) throws -> WorkbookDocument {
        SummaryTemplate.workbook(for: try #require(call.authority(code)), of: call, in: language)
    }

    @Test("every authority has as many rows as its quotas allow, with number and name filled in and not to be changed")
    func rows() throws {
        var places = 0
        for authority in call.authorities {
            let table = try #require(SummaryTemplate.workbook(for: authority, of: call, in: .zh).sheets.first)
            places += table.rows.count
            #expect(table.isProtected && table.emptyRows == 0)
            #expect(table.rows.allSatisfy { $0.count == 2 && $0[1].value == .text(authority.name) })
            #expect(table.columns.prefix(2).allSatisfy { $0.entry == nil })
            #expect(table.columns.dropFirst(2).allSatisfy { $0.entry != nil })
            #expect(table.heading.contains { if case .title(let title) = $0 { title.contains(authority.name) } else { false } })
        }
        // The notice's quotas allow 540 dossiers at the very most.
        #expect(places == 540)
    }

    @Test("the numbers of all authorities together are sound, and none stands twice")
    func numbers() {
        let numbers = call.authorities.flatMap { authority in
            SummaryTemplate.workbook(for: authority, of: call, in: .zh).sheets[0].rows.map { $0[0].value }
        }
        #expect(Set(numbers).count == numbers.count)
        for case .text(let number) in numbers { #expect(Identifier.isSound(number)) }
    }

    @Test("it has the columns that are read, those of the checks of all its categories included")
    func columns() throws {
        let headers = Set(try summary("370000").sheets[0].columns.map(\.header))
        #expect(headers.isSuperset(of: DossierTable.columns))
        #expect(headers.isSuperset(of: call.categories.flatMap { call.checks(of: $0).map(\.column) }))
        #expect(headers.isSuperset(of: ["模式", "行业", "信用代码说明", "不适宜评审专家"]))
    }

    @Test("a category without a quota can't be chosen, and its columns are left out")
    func corps() throws {
        let columns = try summary("XPCC").sheets[0].columns
        #expect(columns.first { $0.header == "类别" }?.entry?.rule == .oneOf(["示范企业", "示范平台（共享制造类）", "示范平台（其他类）"]))
        #expect(!columns.contains { $0.header == "已是示范城市" })
    }

    @Test("modes are those of the category chosen in the row, from a sheet that everybody sees")
    func modes() throws {
        let workbook = try summary("370000")
        let lists = try #require(workbook.sheets.last)
        let rule = try #require(workbook.sheets[0].columns.first { $0.header == "模式" }?.entry?.rule)
        guard case .listedUnder(let column, let headers, let body) = rule else {
            Issue.record("not dependent: \(rule)")
            return
        }
        #expect(workbook.sheets[0].columns[column].header == "类别")
        #expect([headers.sheet, body.sheet] == [lists.name, lists.name])
        for index in body.columns {
            let category = try #require(call.categories.first { $0.name.zh == lists.columns[index].header })
            let allowed = call.modes.filter { $0.allowedIn.contains(category.modes ?? "") }.map(\.name)
            let listed = body.rows.compactMap { row -> String? in
                guard case .text(let text) = lists.rows[row - 1][index].value else { return nil }
                return text
            }
            #expect(listed == allowed)
        }
    }

    @Test("hints have room in a cell's message and names in a file's, in both languages", arguments: [Language.zh, .en])
    func hints(language: Language) throws {
        let workbooks =
            call.authorities.map { SummaryTemplate.workbook(for: $0, of: call, in: language) }
            + [ExpertTemplate.workbook(of: call, in: language)]
        for sheet in workbooks.flatMap(\.sheets) {
            for entry in sheet.columns.compactMap(\.entry) { #expect((1...255).contains(entry.hint.unicodeScalars.count), "\(entry.hint)") }
        }
        for authority in call.authorities {
            let name = SummaryTemplate.fileName(for: authority)
            #expect(name.hasSuffix(".xlsx") && !name.contains("/"))
        }
        let climber = Authority(code: "../../1", name: "a/b\\c", kind: "province", quotas: [:])
        #expect(!SummaryTemplate.fileName(for: climber).contains { "/\\".contains($0) })
    }

    @Test("the list of experts has the columns that are read, a sheet for each table")
    func experts() {
        let sheets = ExpertTemplate.workbook(of: call, in: .zh).sheets
        #expect(
            sheets.prefix(3).map { $0.columns.map(\.header) }
                == [ExpertTables.expertColumns, ExpertTables.affiliationColumns, ExpertTables.interestColumns])
        #expect(sheets.prefix(3).allSatisfy { $0.isProtected && $0.columns.allSatisfy { $0.entry != nil } })
    }

    @Test("a list that has no room in a rule stands on a sheet, whatever its texts")
    func longLists() throws {
        var changed = call
        changed.modes = (0..<60).map { Mode(name: "示例模式，含标点,\"\($0)\"", allowedIn: ["enterprise"]) }
        let workbook = ExpertTemplate.workbook(of: changed, in: .zh)
        let rule = workbook.sheets[0].columns.first { $0.header == "熟悉模式" }?.entry?.rule
        #expect(rule == .listed(WorkbookDocument.Area(sheet: "可选项", rows: 1...60, columns: 0...0)))
        #expect(workbook.sheets.last?.rows.count == 60)
        #expect(try !workbook.bytes().isEmpty)
    }
}
