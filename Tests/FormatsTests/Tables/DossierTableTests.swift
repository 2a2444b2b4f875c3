import Formats
import Foundation
import Programme
import Testing

/// A row of a summary table, sound unless a test changes it.
struct DossierRow {
    static let columns = [
        "编号", "省级主管部门", "类别", "申报主体", "统一社会信用代码", "信用代码说明", "模式", "行业", "申报日期", "不适宜评审专家",
        "境内注册", "独立法人", "运营财务良好", "无重大事故", "无违法违规", "制造业企业", "服务收入占比", "平台性质", "投入运营日期", "已是示范城市",
    ]

    private var cells: [String: String]

    subscript(column: String) -> String {
        get { cells[column] ?? "" }
        set { cells[column] = newValue }
    }

    static func enterprise(_ number: Int, _ changes: [String: String] = [:]) -> DossierRow {
        var row = common(number, "示范企业")
        row["制造业企业"] = "是"
        row["服务收入占比"] = "30"
        row["模式"] = "定制化服务"
        return row.changed(changes)
    }

    static func platform(_ number: Int, _ changes: [String: String] = [:]) -> DossierRow {
        var row = common(number, "示范平台（共享制造类）")
        row["平台性质"] = "第三方专业服务"
        row["投入运营日期"] = "2021-05-20"
        row["模式"] = "共享制造"
        return row.changed(changes)
    }

    static func city(_ number: Int, _ changes: [String: String] = [:]) -> DossierRow {
        var row = DossierRow(cells: [
            "编号": "D-\(number)", "省级主管部门": "湖北省", "类别": "示范城市（综合类）", "申报主体": "示例\(number)市",
            "统一社会信用代码": code(number), "申报日期": "2023-05-20",
        ])
        row["已是示范城市"] = "否"
        return row.changed(changes)
    }

    private static func common(_ number: Int, _ category: String) -> DossierRow {
        DossierRow(cells: [
            "编号": "D-\(number)", "省级主管部门": "湖北省", "类别": category, "申报主体": "示例\(number)公司",
            "统一社会信用代码": code(number), "行业": "纺织服装", "申报日期": "2023-05-20", "境内注册": "是", "独立法人": "是",
            "运营财务良好": "是", "无重大事故": "是", "无违法违规": "是",
        ])
    }

    private func changed(_ changes: [String: String]) -> DossierRow {
        var row = self
        for (column, value) in changes { row[column] = value }
        return row
    }

    /// A code that conforms, in an area of zeros.
    static func code(_ number: Int) -> String {
        let digits = "\(number)"
        let body = "91000000MA" + String(repeating: "0", count: 7 - digits.count) + digits
        if case .wrongCheckCharacter(let expected) = CreditCode.standing(of: body + "0") { return body + "\(expected)" }
        return body + "0"
    }

    static func table(_ rows: [DossierRow], columns: [String] = columns, file: String = "鄂.csv") throws -> Table {
        var writer = CSVWriter(header: columns)
        for row in rows { writer.add(columns.map { row[$0] }) }
        return try Table(csv: Array(writer.text.utf8), file: file)
    }
}

@Suite("Summary tables of the authorities")
struct DossierTableTests {
    private func read(_ rows: [DossierRow], existing: [Dossier] = []) throws -> DossierTable.Content {
        try DossierTable.read([DossierRow.table(rows)], call: NationalCall.call, existing: existing)
    }

    private func found(_ rows: [DossierRow], existing: [Dossier] = []) -> [Diagnostic] {
        faults { _ = try read(rows, existing: existing) }
    }

    @Test("the made-up national round is taken in whole: 540 dossiers, 12 flags, every quota filled")
    func nationalRound() throws {
        let folder = NationalCall.repository.appending(path: "fixtures/round-2023/dossiers")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let tables = try files.map {
            try Table(csv: Array(Data(contentsOf: folder.appending(path: $0))), file: $0)
        }
        let content = try DossierTable.read(tables, call: NationalCall.call, existing: [])
        #expect(tables.count == 37)
        #expect(content.dossiers.count == 540)
        #expect(content.flags.count == 12)
        #expect(Set(content.flags.map(\.check)) == ["service-share"])
        let counts = Dictionary(grouping: content.dossiers, by: \.category).mapValues(\.count)
        #expect(counts["enterprise"] == 335)
        #expect(counts["shared-platform"] == 37)
        #expect(counts["other-platform"] == 101)
        #expect((counts["comprehensive-city"] ?? 0) + (counts["design-city"] ?? 0) == 67)
        #expect(NationalCall.call.exceededQuotas(by: content.dossiers).isEmpty)
    }

    @Test("one dossier more than the national round is beyond a quota, wherever it comes from")
    func oneMore() throws {
        let folder = NationalCall.repository.appending(path: "fixtures/round-2023/dossiers")
        let bytes = Array(try Data(contentsOf: folder.appending(path: "440300.csv")))
        let full = try DossierTable.read(
            [Table(csv: bytes, file: "440300.csv")], call: NationalCall.call, existing: [])
        let more = [
            DossierRow.enterprise(9001, ["省级主管部门": "深圳市"]), .platform(9002, ["省级主管部门": "440300"]),
            .city(9003, ["省级主管部门": "深圳市"]), .city(9004, ["省级主管部门": "深圳市", "类别": "design-city"]),
        ]
        for row in more { #expect(found([row], existing: full.dossiers).map(\.place.column) == ["类别"]) }
    }

    @Test("a wrong authority hides no other fault of its row")
    func everyFault() {
        let columns = found([.enterprise(1, ["省级主管部门": "火星", "模式": "无", "境内注册": "也许"])]).map(\.place.column)
        #expect(columns == ["省级主管部门", "模式", "境内注册"])
    }

    @Test("a sound row becomes a dossier as it stands")
    func sound() throws {
        let content = try read([.enterprise(1, ["服务收入占比": "45.5%", "不适宜评审专家": "E-001；E-002"]), .platform(2), .city(3)])
        let enterprise = try #require(content.dossiers.first)
        #expect(enterprise.id == "D-1" && enterprise.authority == "420000" && enterprise.category == "enterprise")
        #expect(enterprise.applicant == "示例1公司" && enterprise.mode == "定制化服务" && enterprise.industry == "纺织服装")
        #expect(enterprise.filedOn.description == "2023-05-20" && enterprise.unsuitable == ["E-001", "E-002"])
        #expect(enterprise.declared["服务收入占比"] == "45.5%")
        #expect(content.dossiers.map(\.category) == ["enterprise", "shared-platform", "comprehensive-city"])
        #expect(content.dossiers[2].declared == ["已是示范城市": "否"])
        #expect(content.flags.isEmpty)
    }

    @Test(
        "each fault is told with row, column and reason",
        arguments: [
            (["编号": ""], "编号", "编号“”不对", "the number is “”"),
            (["编号": "甲 1"], "编号", "编号“甲 1”不对", "the number is “甲 1”"),
            (["编号": String(repeating: "1", count: 41)], "编号", "不对", "the number is"),
            (["省级主管部门": "湖北"], "省级主管部门", "“湖北”不是本通知的推荐单位", "“湖北” is not an authority of this call"),
            (["类别": "示范乡村"], "类别", "没有“示范乡村”这一类别", "there is no category “示范乡村”"),
            (["申报主体": ""], "申报主体", "为空", "is empty"),
            (["统一社会信用代码": "9100000"], "统一社会信用代码", "“9100000”不是统一社会信用代码", "is not a credit code"),
            (["统一社会信用代码": ""], "统一社会信用代码", "不是统一社会信用代码", "is not a credit code"),
            (["统一社会信用代码": "91350211M0000XUF46"], "统一社会信用代码", "校验位不符", "check character"),
            (["申报日期": "2023年5月20日"], "申报日期", "日期“2023年5月20日”不对", "the date is “2023年5月20日”"),
            (["申报日期": "2023-06-01"], "申报日期", "已过申报截止日", "is after the deadline"),
            (["模式": "共享制造"], "模式", "不是示范企业可申报的模式", "is not a mode of Demonstration enterprise"),
            (["模式": ""], "模式", "“”不是示范企业可申报的模式", "is not a mode of"),
            (["不适宜评审专家": "E-1;E-2;E-3;E-4"], "不适宜评审专家", "提出了 4 名", "4 unsuitable experts are named"),
            (["境内注册": "否"], "境内注册", "不符合申报条件“境内注册”：否（通知一（二）1）", "“Registered in China” is not met"),
            (["独立法人": ""], "独立法人", "为空（独立法人资格）", "is empty (Independent legal person)"),
            (["无重大事故": "无"], "无重大事故", "“无”无法识别", "“无” cannot be read"),
            (["制造业企业": "否"], "制造业企业", "不符合申报条件“制造业企业”", "“A manufacturer” is not met"),
            (["服务收入占比": "三成"], "服务收入占比", "“三成”无法识别", "“三成” cannot be read"),
            (["服务收入占比": "1,200"], "服务收入占比", "无法识别", "cannot be read"),
        ] as [([String: String], String, String, String)])
    func eachFault(changes: [String: String], column: String, zh: String, en: String) throws {
        let found = found([.enterprise(1), .enterprise(2, changes)])
        #expect(found.count == 1)
        let fault = try #require(found.first)
        #expect(fault.place == .init(file: "鄂.csv", row: 3, column: column))
        #expect(fault.message.zh.contains(zh))
        #expect(fault.message.en.contains(en))
    }

    @Test("every fault of every table is told at once, and nothing is taken in")
    func allAtOnce() throws {
        let first = try DossierRow.table(
            [.enterprise(1, ["申报主体": "", "境内注册": "否", "服务收入占比": ""]), .enterprise(2)], file: "甲.csv")
        let second = try DossierRow.table([.platform(3, ["平台性质": "别的", "投入运营日期": "2021-05-21"])], file: "乙.csv")
        let found = faults {
            _ = try DossierTable.read([first, second], call: NationalCall.call, existing: [])
        }
        #expect(found.map(\.place.file) == ["甲.csv", "甲.csv", "甲.csv", "乙.csv", "乙.csv"])
        #expect(found.map(\.place.column) == ["申报主体", "境内注册", "服务收入占比", "平台性质", "投入运营日期"])
    }

    @Test("a table without a column is told together with the faults of the other tables")
    func missingColumnAndFaults() throws {
        let first = try DossierRow.table([.enterprise(1, ["申报主体": ""])], file: "甲.csv")
        let second = try DossierRow.table(
            [.enterprise(2)], columns: DossierRow.columns.filter { $0 != "申报日期" }, file: "乙.csv")
        let found = faults {
            _ = try DossierTable.read([first, second], call: NationalCall.call, existing: [])
        }
        #expect(found.map(\.place.file).sorted() == ["乙.csv", "甲.csv"])
    }

    @Test("a column that every table must have and that is missing is named", arguments: DossierTable.columns)
    func missingColumn(column: String) throws {
        let found = faults {
            let table = try DossierRow.table([.enterprise(1)], columns: DossierRow.columns.filter { $0 != column })
            _ = try DossierTable.read([table], call: NationalCall.call, existing: [])
        }
        #expect(found.map(\.place) == [.init(file: "鄂.csv", row: 1)])
        #expect(found.first?.message == Text(zh: "缺少“\(column)”列", en: "the column “\(column)” is missing"))
    }

    @Test("a column that a check reads and that is missing is told once, not row by row")
    func missingCheckColumn() throws {
        let table = try DossierRow.table(
            [.enterprise(1), .enterprise(2), .enterprise(3)], columns: DossierRow.columns.filter { $0 != "服务收入占比" })
        let found = faults { _ = try DossierTable.read([table], call: NationalCall.call, existing: []) }
        #expect(found.map(\.message.zh) == ["缺少“服务收入占比”列"])
    }

    @Test("a number taken already is refused, in the same tables and in the round")
    func repeatedNumber() throws {
        let again = found([.enterprise(1), .enterprise(2, ["编号": "D-1"])])
        #expect(again.map(\.place) == [.init(file: "鄂.csv", row: 3, column: "编号")])
        #expect(again.first?.expected?.en == "used at: 鄂.csv, row 2, column “编号”")
        let existing = try read([.enterprise(1)]).dossiers
        let known = found([.platform(5, ["编号": "D-1"])], existing: existing)
        #expect(known.map(\.place.column) == ["编号"])
    }

    @Test("an applicant files once in a category, and may file in another")
    func repeatedApplicant() throws {
        let code = DossierRow.code(1)
        let twice = found([.enterprise(1), .enterprise(2, ["统一社会信用代码": code])])
        #expect(twice.map(\.place) == [.init(file: "鄂.csv", row: 3, column: "统一社会信用代码")])
        #expect(
            twice.first?.message == Text(zh: "同一申报主体在本类别已有 D-1", en: "the applicant has D-1 in this category already"))
        #expect(found([.enterprise(1), .platform(2, ["统一社会信用代码": code])]).isEmpty)
        let existing = try read([.enterprise(1)]).dossiers
        #expect(found([.enterprise(2, ["统一社会信用代码": code])], existing: existing).count == 1)
    }

    @Test("dossiers beyond a quota are refused row by row, those taken in before counted")
    func quota() throws {
        let eleven = (1...11).map { DossierRow.enterprise($0) }
        let fault = try #require(found(eleven).first)
        #expect(found(eleven).count == 1)
        #expect(fault.place == .init(file: "鄂.csv", row: 12, column: "类别"))
        #expect(fault.message.zh == "湖北省推荐示范企业 11 个，超过名额（通知一（二）2（1））")
        #expect(fault.expected == Text(zh: "不超过 10 个", en: "at most 10"))
        let existing = try read(Array(eleven.prefix(10))).dossiers
        #expect(found([eleven[10]], existing: existing).map(\.place.row) == [2])
    }

    @Test("a code that does not conform is taken with its written reason, and blanks are no reason")
    func codeReason() throws {
        let circulating = ["统一社会信用代码": "91350211M0000XUF46"]
        let content = try read([.enterprise(1, circulating.merging(["信用代码说明": "登记机关所发"]) { $1 })])
        #expect(content.dossiers.first?.creditCodeReason == "登记机关所发")
        #expect(found([.enterprise(1, circulating.merging(["信用代码说明": " \u{3000}"]) { $1 })]).count == 1)
        #expect(found([.enterprise(1, ["统一社会信用代码": "短", "信用代码说明": "登记机关所发"])]).count == 1)
    }

    @Test("a condition in principle raises a flag with what was found, and the row stays")
    func flag() throws {
        let content = try read([.enterprise(1, ["服务收入占比": "29.99%"])])
        #expect(content.dossiers.count == 1)
        #expect(content.flags == [Flag(dossier: "D-1", check: "service-share", found: "29.99%")])
        #expect(content.flags.first?.state == .open)
    }

    @Test("a category and an authority may be named or given by identifier and code")
    func identifiers() throws {
        let content = try read([.enterprise(1, ["类别": "enterprise", "省级主管部门": "420000"])])
        #expect(content.dossiers.first?.category == "enterprise")
        #expect(content.dossiers.first?.authority == "420000")
    }
}
