import Formats
import Foundation
import Programme
import Testing

@Suite("Tables of experts")
struct ExpertTablesTests {
    private static let expert = ["E-1", "示例甲", "湖北省", "技术；财务", "共享制造", "纺织服装", "是", "12", "0", "10"]
    private static let affiliation = ["E-1", "示例大学", "", "2010-01-01", "", "教授"]
    private static let interest = ["E-1", "示例公司", "", "亲属关系", "示例"]

    private func table(_ columns: [String], _ rows: [[String]], _ file: String) throws -> Table {
        var writer = CSVWriter(header: columns)
        for row in rows { writer.add(row) }
        return try Table(csv: Array(writer.text.utf8), file: file)
    }

    private func read(
        experts: [[String]] = [expert], affiliations: [[String]] = [], interests: [[String]] = [],
        existing: [Expert] = []
    ) throws -> ExpertTables.Content {
        try ExpertTables.read(
            experts: table(ExpertTables.expertColumns, experts, "专家.csv"),
            affiliations: table(ExpertTables.affiliationColumns, affiliations, "任职.csv"),
            interests: table(ExpertTables.interestColumns, interests, "利害.csv"), call: NationalCall.call,
            existing: existing)
    }

    private func changed(_ row: [String], _ columns: [String], _ column: String, _ value: String) throws -> [String] {
        var row = row
        row[try #require(columns.firstIndex(of: column))] = value
        return row
    }

    @Test("the made-up experts of the national round are taken in whole")
    func nationalRound() throws {
        let folder = NationalCall.repository.appending(path: "fixtures/round-2023")
        func table(_ name: String) throws -> Table {
            try Table(csv: Array(Data(contentsOf: folder.appending(path: name))), file: name)
        }
        let content = try ExpertTables.read(
            experts: table("experts.csv"), affiliations: table("affiliations.csv"), interests: table("interests.csv"),
            call: NationalCall.call, existing: [])
        #expect(content.experts.count == 320)
        #expect(content.affiliations.count == 468)
        #expect(content.interests.count == 50)
        #expect(content.experts.reduce(0) { $0 + $1.maximumLoad } == 3044)
    }

    @Test("a sound row becomes an expert as it stands, the main specialty first")
    func sound() throws {
        let content = try read(affiliations: [Self.affiliation], interests: [Self.interest])
        #expect(
            content.experts == [
                Expert(
                    id: "E-1", name: "示例甲", region: "420000", specialties: ["technology", "finance"], modes: ["共享制造"],
                    industries: ["纺织服装"], seniorTitle: true, years: 12, minimumLoad: 0, maximumLoad: 10)
            ])
        #expect(content.affiliations.first?.until == nil)
        #expect(content.interests.first?.kind == .kinship)
    }

    @Test(
        "each fault of an expert is told with row and column",
        arguments: [
            ("编号", "", "编号“”不对", "the number is “”"), ("编号", "-1", "编号“-1”不对", "the number is “-1”"),
            ("姓名", "", "为空", "is empty"), ("所在地区", "湖北", "没有“湖北”这一地区", "there is no region “湖北”"),
            ("专业类别", "", "为空", "is empty"), ("专业类别", "诗歌", "没有“诗歌”这一专业类别", "there is no specialty “诗歌”"),
            ("熟悉模式", "诗歌", "没有“诗歌”", "there is no “诗歌”"), ("高级职称", "教授", "“教授”不对", "the value is “教授”"),
            ("高级职称", "否", "不具有高级职称", "has no senior title"), ("从业年限", "7", "从业 7 年", "7 years in the field"),
            ("从业年限", "八", "“八”不对", "the value is “八”"), ("从业年限", "８", "“８”不对", "the value is “８”"),
            ("从业年限", "8.5", "“8.5”不对", "the value is “8.5”"), ("最多评审", "11", "“11”不对", "the value is “11”"),
            ("最多评审", "", "“”不对", "the value is “”"), ("最少评审", "-1", "“-1”不对", "the value is “-1”"),
        ])
    func expertFaults(column: String, value: String, zh: String, en: String) throws {
        let row = try changed(Self.expert, ExpertTables.expertColumns, column, value)
        let found = faults { _ = try read(experts: [row]) }
        let fault = try #require(found.first { $0.place == .init(file: "专家.csv", row: 2, column: column) })
        #expect(fault.message.zh.contains(zh) || found.contains { $0.message.zh.contains(zh) })
        #expect(fault.message.en.contains(en) || found.contains { $0.message.en.contains(en) })
    }

    @Test("a number with a sign is no whole number of a table", arguments: ["+12", "-0"])
    func sign(value: String) throws {
        let row = try changed(Self.expert, ExpertTables.expertColumns, "最少评审", value == "-0" ? value : "+1")
        #expect(faults { _ = try read(experts: [row]) }.count == 1)
    }

    @Test("the least number of reviews is no more than the most")
    func loads() throws {
        var row = try changed(Self.expert, ExpertTables.expertColumns, "最少评审", "6")
        row = try changed(row, ExpertTables.expertColumns, "最多评审", "5")
        let found = faults { _ = try read(experts: [row]) }
        #expect(found.map(\.place.column) == ["最少评审"])
        #expect(found.first?.message == Text(zh: "最少评审数大于最多评审数", en: "the least exceeds the most"))
    }

    @Test(
        "each fault of an affiliation is told with row and column",
        arguments: [
            ("专家编号", "E-9", "没有专家 E-9", "there is no expert E-9"), ("单位", "", "为空", "is empty"),
            ("统一社会信用代码", "123", "“123”不是统一社会信用代码", "“123” is not a credit code"),
            ("开始", "", "日期“”不对", "the date is “”"), ("开始", "2010", "日期“2010”不对", "the date is “2010”"),
            ("结束", "至今", "日期“至今”不对", "the date is “至今”"), ("结束", "2009-12-31", "结束早于开始", "it ends before it begins"),
        ])
    func affiliationFaults(column: String, value: String, zh: String, en: String) throws {
        let row = try changed(Self.affiliation, ExpertTables.affiliationColumns, column, value)
        let found = faults { _ = try read(affiliations: [row]) }
        #expect(found.map(\.place) == [.init(file: "任职.csv", row: 2, column: column)])
        #expect(found.first?.message == Text(zh: zh, en: en))
    }

    @Test(
        "each fault of a declared interest is told with row and column",
        arguments: [
            ("专家编号", "", "没有专家 ", "there is no expert "), ("申报主体", "", "名称和代码都为空", "neither name nor code is given"),
            ("统一社会信用代码", "123", "“123”不是统一社会信用代码", "“123” is not a credit code"),
            ("情形", "朋友", "没有“朋友”这一情形", "there is no ground “朋友”"),
        ])
    func interestFaults(column: String, value: String, zh: String, en: String) throws {
        let row = try changed(Self.interest, ExpertTables.interestColumns, column, value)
        let found = faults { _ = try read(interests: [row]) }
        #expect(found.map(\.place) == [.init(file: "利害.csv", row: 2, column: column)])
        #expect(found.first?.message == Text(zh: zh, en: en))
    }

    @Test("every fault of the three tables is told at once")
    func allAtOnce() throws {
        let expert = try changed(Self.expert, ExpertTables.expertColumns, "姓名", "")
        let affiliation = try changed(Self.affiliation, ExpertTables.affiliationColumns, "开始", "x")
        let interest = try changed(Self.interest, ExpertTables.interestColumns, "情形", "x")
        let found = faults {
            _ = try read(experts: [expert, Self.expert], affiliations: [affiliation], interests: [interest])
        }
        #expect(Set(found.map(\.place.file)) == ["专家.csv", "任职.csv", "利害.csv"])
        #expect(found.count == 4, "and the number that stands twice")
    }

    @Test("a number taken already is refused, in the table and in the round")
    func repeatedNumber() throws {
        let twice = faults { _ = try read(experts: [Self.expert, Self.expert]) }
        #expect(twice.map(\.place) == [.init(file: "专家.csv", row: 3, column: "编号")])
        let existing = try read().experts
        #expect(faults { _ = try read(existing: existing) }.map(\.place.column) == ["编号"])
    }

    @Test("posts and interests may be of experts taken in before")
    func existing() throws {
        let existing = try read().experts
        let content = try read(
            experts: [changed(Self.expert, ExpertTables.expertColumns, "编号", "E-2")], affiliations: [Self.affiliation],
            existing: existing)
        #expect(content.affiliations.map(\.expert) == ["E-1"])
    }

    @Test("two posts at one organisation from the same day are refused: the one stored last would hide the other")
    func repeatedPost() throws {
        let ended = try changed(Self.affiliation, ExpertTables.affiliationColumns, "结束", "2012-12-31")
        let found = faults { _ = try read(affiliations: [Self.affiliation, ended]) }
        #expect(found.map(\.place.row) == [3])
    }
}
