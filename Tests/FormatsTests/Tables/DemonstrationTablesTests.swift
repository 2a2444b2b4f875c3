import Foundation
import Formats
import Programme
import Testing

@Suite("The tables of a reassessment")
struct DemonstrationTablesTests {
    private let call = NationalCall.call

    private static let demonstrations = """
        示范登记表,,,,,,
        编号,批次,类别,企业名称,统一社会信用代码,推荐单位,认定时间
        R-1,第四批,示范企业,示例甲公司,91350100M000100Y43,湖北省,2022年1月5日
        R-2,3,示范项目,示例乙公司,914403001922038216,湖北省,2020-12-01
        R-3,二,示范城市,示例丙市,9135010557098120XJ,福建省,2018-12-01

        """

    private func read(_ text: String, as form: TableForm) throws -> Table {
        try Table(Spreadsheet(Array(text.utf8), file: "表.csv"), as: form)
    }

    private func register(_ text: String = demonstrations, existing: [Demonstration] = []) throws -> [Demonstration] {
        try DemonstrationTables.register(read(text, as: DemonstrationTables.registerForm(of: call)), call: call, existing: existing)
    }

    private func faults(_ work: () throws -> Void) -> [Diagnostic] {
        do { try work() } catch Failure.malformed(let faults) {
            return faults
        } catch { Issue.record("not malformed but \(error)") }
        return []
    }

    @Test("the register is read with its usual other headers, batches in any of their forms")
    func sound() throws {
        let read = try register()
        #expect(read.map(\.id) == ["R-1", "R-2", "R-3"])
        #expect(read.map(\.batch) == [4, 3, 2])
        #expect(read.map(\.category) == ["reassessed-enterprise", "reassessed-project", "reassessed-city"])
        #expect(read[0].designatedOn == Day("2022-01-05") && read[0].authority == "420000")
    }

    @Test(
        "a row of the register that can't be is refused with its cell",
        arguments: [
            ("第四批", "第五批", "C3", "not a batch"), ("示范项目", "示范工程", "C4", "no kind"),
            ("91350100M000100Y43", "91350100M000100Y44", "E3", "check character"), ("湖北省,2020", "湖广省,2020", "F4", "not an authority"),
            ("2020-12-01", "2023-12-01", "G4", "is after 2023-05-31"), ("R-2,", "R-1,", "A4", "is taken"),
            ("示例乙公司", "", "D4", "is empty"), ("R-3,", "R 3?,", "A5", "the number is"),
        ])
    func registerFaults(old: String, new: String, cell: String, message: String) throws {
        let found = faults { _ = try register(Self.demonstrations.replacing(old, with: new)) }
        #expect(found.count == 1, "\(found.map(\.line.en))")
        #expect(found.first?.message.en.contains(message) == true, "\(found.map(\.line.en))")
        #expect(found.first?.place.row.map { "\(cell.last == Character("\($0)"))" } == "true")
    }

    @Test("the same body is in the register once in a category, also with what the round has")
    func repeated() throws {
        let known = try register()
        let found = faults { _ = try register(Self.demonstrations.replacing("R-", with: "S-"), existing: known) }
        #expect(found.count == 3)
        #expect(found.allSatisfy { $0.place.column == "统一社会信用代码" })
    }

    private static let filings = """
        编号,示范编号,示范主体,统一社会信用代码,模式,行业,填报日期,不适宜评审专家
        P-1,R-1,,,供应链管理,轻工,2023-05-31,E-1
        P-2,R-2,示例新乙公司,914403001922038216,定制化服务,,2023-05-01,
        P-3,R-3,示例丙市,,,,2023-04-01,

        """

    private func filings(
        _ text: String = filings, excused: [Excuse] = []
    ) throws -> [(filing: ReassessmentFiling, dossier: Dossier)] {
        try DemonstrationTables.filings(
            read(text, as: DemonstrationTables.filingForm(of: call)), call: call,
            register: DemonstrationRegister(try register(), filings: [], excuses: excused), existing: [])
    }

    @Test("a filing becomes a dossier with what the register knows, under its present name")
    func filed() throws {
        let read = try filings()
        #expect(read.map(\.dossier.applicant) == ["示例甲公司", "示例新乙公司", "示例丙市"])
        #expect(read.map(\.dossier.category) == ["reassessed-enterprise", "reassessed-project", "reassessed-city"])
        #expect(read[1].dossier.creditCode == "914403001922038216" && read[0].dossier.unsuitable == ["E-1"])
        #expect(read.map(\.filing.demonstration) == ["R-1", "R-2", "R-3"] && read.allSatisfy { $0.filing.late == nil })
    }

    @Test(
        "a filing that can't be is refused with its cell",
        arguments: [
            ("P-2,R-2", "P-2,R-9", "示范编号", "the register has no R-9"), ("P-2,R-2", "P-1,R-2", "编号", "is taken"),
            ("P-2,R-2,示例新乙公司,914403001922038216", "P-2,R-2,示例新乙公司,", "示范主体", "is not the register's name"),
            ("914403001922038216", "91350100M000100Y43", "统一社会信用代码", "is not the register's"),
            ("供应链管理,轻工", "共享制造,轻工", "模式", "is not a mode"), (",,,2023-04-01", ",供应链管理,,2023-04-01", "模式", "names no mode"),
            ("2023-05-31", "五月", "填报日期", "the date is"),
            ("P-3,R-3,示例丙市", "P-3,R-1,示例甲公司", "示范编号", "stands twice"),
            ("E-1", "E-1;E-2;E-3;E-4", "不适宜评审专家", "4 unsuitable experts"),
        ])
    func filingFaults(old: String, new: String, column: String, message: String) throws {
        let found = faults { _ = try filings(Self.filings.replacing(old, with: new)) }
        #expect(found.contains { $0.place.column == column && $0.message.en.contains(message) }, "\(found.map(\.line.en))")
    }

    @Test("what comes after the last day is taken in: whether it counts is decided in the round")
    func late() throws {
        let read = try filings(Self.filings.replacing("2023-05-31", with: "2023-06-01"))
        #expect(read.map(\.filing.filedOn.description) == ["2023-06-01", "2023-05-01", "2023-04-01"])
        #expect(read.allSatisfy { $0.filing.late == nil })
    }

    private static let excuses = """
        示范编号,示范主体,情形,文号,说明日期,说明
        R-1,示例甲公司,注销,示例函1号,2023-05-08,
        R-2,,其他,示例函2号,2023-05-09,示例：合并

        """

    private func excuses(_ text: String = excuses, late: LateApproval? = nil) throws -> [Excuse] {
        try DemonstrationTables.excuses(
            read(text, as: DemonstrationTables.excuseForm), call: call,
            register: DemonstrationRegister(try register(), filings: [], excuses: []), late: late)
    }

    @Test("an explanation excuses, and nobody both files and is excused")
    func excused() throws {
        let read = try excuses()
        #expect(read.map(\.ground) == [.deregistered, .other] && read.map(\.document) == ["示例函1号", "示例函2号"])
        let found = faults { _ = try filings(excused: read) }
        #expect(found.map(\.place.column) == ["示范编号", "示范编号"])
        #expect(found.allSatisfy { $0.message.en.contains("excused") })
        #expect(
            try excuses(Self.excuses.replacing("2023-05-09", with: "2023-06-09"), late: LateApproval(by: "S-1", reason: "示例")).map {
                $0.late != nil
            } == [false, true])
    }

    @Test(
        "an explanation that can't be is refused with its cell",
        arguments: [
            ("注销", "搬迁", "情形", "no ground"), ("示例函1号", "", "文号", "is empty"), ("示例：合并", "", "说明", "say which"),
            ("R-2,", "R-1,", "示范编号", "stands twice"), ("2023-05-08", "2023-06-08", "说明日期", "after the deadline"),
            ("示例甲公司", "示例丁公司", "示范主体", "not the register's name"),
        ])
    func excuseFaults(old: String, new: String, column: String, message: String) throws {
        let found = faults { _ = try excuses(Self.excuses.replacing(old, with: new)) }
        #expect(found.contains { $0.place.column == column && $0.message.en.contains(message) }, "\(found.map(\.line.en))")
    }

    @Test("a summary table of the selection knows no category of the reassessment")
    func selectionOnly() throws {
        let text = """
            编号,省级主管部门,类别,申报主体,统一社会信用代码,申报日期
            D-1,湖北省,示范企业（评估评价）,示例甲公司,91350100M000100Y43,2023-05-01

            """
        let found = faults { _ = try DossierTable.read([Table(csv: Array(text.utf8), file: "表.csv")], call: call, existing: []) }
        #expect(found.map(\.place.column) == ["类别"])
    }

    @Test("the made-up reassessment is read without a fault")
    func madeUp() throws {
        let folder = NationalCall.repository.appending(path: "fixtures/round-2023/reassessment")
        func table(_ name: String, _ form: TableForm) throws -> Table {
            try Table(Spreadsheet(Array(try Data(contentsOf: folder.appending(path: name))), file: name), as: form)
        }
        let known = try DemonstrationTables.register(
            table("demonstrations.csv", DemonstrationTables.registerForm(of: call)), call: call, existing: [])
        let excuses = try DemonstrationTables.excuses(
            table("excuses.csv", DemonstrationTables.excuseForm), call: call,
            register: DemonstrationRegister(known, filings: [], excuses: []), late: nil)
        let filed = try DemonstrationTables.filings(
            table("reassessments.csv", DemonstrationTables.filingForm(of: call)), call: call,
            register: DemonstrationRegister(known, filings: [], excuses: excuses), existing: [])
        #expect(known.count == 400 && excuses.count == 17 && filed.count == 372)
        #expect(known.allSatisfy { $0.name.hasPrefix("示例") && $0.creditCode.dropFirst(2).hasPrefix("000000") })
        #expect(Set(known.map(\.batch)) == [1, 2, 3, 4])
    }
}
