import Foundation
import Programme
import Testing

@testable import Formats

@Suite("Templates of a reassessment")
struct DemonstrationTemplatesTests {
    private let call: Call

    init() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "rubrics/service-manufacturing-2023")
        call = try CallFile.read("call.yaml") { path in Array(try Data(contentsOf: folder.appending(path: path))) }.0
    }

    private let demonstrations = [1, 2].map { number in
        Demonstration(
            id: "R-\(number)", batch: 4, category: "reassessed-enterprise", name: "示例\(number)公司", creditCode: "91350100M000100Y43",
            creditCodeReason: "", authority: "420000", designatedOn: Day(year: 2022, month: 1, day: 5)!)
    }

    /// The table of a template with some rows filled in, read by the ordinary reader.
    private func read(_ workbook: WorkbookDocument, rows: [[String]], as form: TableForm) throws -> Table {
        var workbook = workbook
        workbook.sheets[0].rows = rows.map { $0.map { $0.isEmpty ? .empty : .text($0) } }
        return try Table(try Spreadsheet(try workbook.bytes(), file: "示例.xlsx"), as: form)
    }

    @Test("are filled in and read back by the ordinary readers", arguments: [Language.zh, .en])
    func readBack(language: Language) throws {
        let templates = try DemonstrationTemplates(of: call, demonstrations: demonstrations, in: language)
        let register = try DemonstrationTables.register(
            read(
                templates.register,
                rows: [["R-1", "第四批", "示范企业", "示例1公司", "91350100M000100Y43", "", "湖北省", "2022-01-05"]],
                as: DemonstrationTables.registerForm(of: call)), call: call, existing: [])
        #expect(register.map(\.id) == ["R-1"] && register[0].batch == 4)
        let known = DemonstrationRegister(register, filings: [], excuses: [])
        let filed = try DemonstrationTables.filings(
            read(
                templates.filings, rows: [["P-1", "R-1", "示例1公司", "", "供应链管理", "", "2023-05-31", ""], ["", "R-2", "示例2公司"]],
                as: DemonstrationTables.filingForm(of: call)), call: call, register: known, existing: [])
        #expect(filed.map(\.dossier.id) == ["P-1"], "a row that only names a demonstration is no filing")
        let excused = try DemonstrationTables.excuses(
            read(
                templates.excuses, rows: [["R-1", "示例1公司", "", "注销", "示例函1号", "2023-05-08", ""], ["R-2", "示例2公司"]],
                as: DemonstrationTables.excuseForm), call: call, register: known, late: nil)
        #expect(excused.map(\.demonstration) == ["R-1"])
    }

    @Test("begin with those that have yet to answer, and are read as nothing while they are empty")
    func empty() throws {
        let templates = try DemonstrationTemplates(of: call, demonstrations: demonstrations, in: .zh)
        let filings = try Table(
            try Spreadsheet(try templates.filings.bytes(), file: "示例.xlsx"), as: DemonstrationTables.filingForm(of: call))
        #expect(filings.rows.isEmpty && filings.faults.isEmpty && filings.notes.contains { $0.reasons == [.noEntry] })
        let excuses = try Table(try Spreadsheet(try templates.excuses.bytes(), file: "示例.xlsx"), as: DemonstrationTables.excuseForm)
        #expect(excuses.rows.isEmpty && excuses.faults.isEmpty)
    }

    @Test("a call that reassesses nothing has none")
    func none() throws {
        var other = call
        other.reassessment = nil
        #expect(throws: Failure.self) { try DemonstrationTemplates(of: other, in: .zh) }
    }
}
