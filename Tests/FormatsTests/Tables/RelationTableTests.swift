import Formats
import Foundation
import Programme
import Testing

@Suite("Tables of relations between organisations")
struct RelationTableTests {
    private static let row = ["示例集团", "", "持股", "示例甲公司", "", "51.25%", "2020-01-01", "", "示例年报"]

    private func read(
        _ rows: [[String]], existing: [OrganisationRelation] = [], correct: Bool = false, void: Bool = false
    ) throws -> RelationTable.Content {
        var writer = CSVWriter(header: RelationTable.columns + (void ? ["作废"] : []))
        for row in rows { writer.add(row) }
        return try RelationTable.read(
            Table(csv: Array(writer.text.utf8), file: "关系.csv"), existing: existing, correct: correct)
    }

    private func changed(_ column: String, _ value: String) throws -> [String] {
        var row = Self.row
        row[try #require(RelationTable.columns.firstIndex(of: column))] = value
        return row
    }

    private func columns(refusedIn rows: [[String]], existing: [OrganisationRelation] = []) -> [String] {
        do { _ = try read(rows, existing: existing) } catch Failure.malformed(let faults) {
            return faults.map { $0.place.column ?? "" }
        } catch { Issue.record("refused otherwise than as malformed: \(error)") }
        return []
    }

    @Test("a sound row is taken as it stands, and numbered after those of the round")
    func sound() throws {
        let content = try read([Self.row])
        let relation = try #require(content.relations.first)
        #expect(relation.share == Points(hundredths: 5125) && relation.kind == .share && relation.number == 1)
        #expect(relation.from?.description == "2020-01-01" && relation.until == nil && relation.source == "示例年报")
        var earlier = relation
        earlier.number = 7
        earlier.other = "示例乙公司"
        #expect(try read([Self.row], existing: [earlier]).relations.map(\.number) == [8])
    }

    @Test(
        "what is wrong is refused at its cell",
        arguments: [
            ("单位甲", "", "单位甲"), ("单位乙", "", "单位乙"), ("关系", "亲戚", "关系"), ("甲统一社会信用代码", "123", "甲统一社会信用代码"),
            ("乙统一社会信用代码", "I", "乙统一社会信用代码"), ("持股比例", "", "持股比例"), ("持股比例", "0", "持股比例"), ("持股比例", "100.01", "持股比例"),
            ("持股比例", "一半", "持股比例"), ("关系", "母公司", "持股比例"), ("开始", "2020年", "开始"), ("结束", "2019-12-31", "结束"), ("来源", "", "来源"),
        ])
    func faults(column: String, value: String, at place: String) throws {
        #expect(columns(refusedIn: [try changed(column, value)]) == [place])
    }

    @Test("a row that repeats another, or contradicts what the round has, is refused; one that says the same is passed over")
    func repeats() throws {
        #expect(columns(refusedIn: [Self.row, Self.row]) == ["单位甲"])
        let known = try read([Self.row]).relations
        #expect(try read([Self.row], existing: known).unchanged == 1)
        #expect(columns(refusedIn: [try changed("持股比例", "60")], existing: known) == ["单位甲"])
    }

    @Test("a correction takes the place of the row and its number, or takes it away; what is not there cannot be corrected away")
    func corrections() throws {
        let known = try read([Self.row]).relations
        let content = try read([try changed("持股比例", "60")], existing: known, correct: true)
        #expect(content.corrected == 1 && content.relations.map(\.number) == [1] && content.relations[0].share == Points(60))
        #expect(try read([Self.row + ["是"]], existing: known, correct: true, void: true).removed == known)
        #expect(throws: Failure.self) { try read([Self.row + ["是"]], existing: [], correct: true, void: true) }
        #expect(throws: Failure.self) { try read([Self.row + ["是"]], existing: known, correct: false, void: true) }
    }
}

@Suite("Relations, officials and declarations in a call")
struct CallConflictTests {
    @Test("the call of 2023 says how far relations go; what is left out has the documented default")
    func defaults() throws {
        let policy = NationalCall.call.conflicts
        #expect(policy.relations == RelationPolicy(depth: 2, shareholdingAtLeast: Points(5), controlAtLeast: Points(hundredths: 5001)))
        #expect(policy.mutualReviews && policy.declarations && policy.officials == policy.ownRegion)
        var files = NationalCall.files
        let text = try #require(files["call.yaml"])
        let start = try #require(text.firstRange(of: "  relations: {")).lowerBound
        let end = try #require(text.firstRange(of: "\npanels:")).lowerBound
        files["call.yaml"] = text.replacingCharacters(in: start..<end, with: "")
        let plain = try NationalCall.load(files).conflicts
        #expect(plain.relations == RelationPolicy() && !plain.mutualReviews && !plain.declarations)
        #expect(plain.officials == plain.ownRegion)
    }

    @Test(
        "what is wrong is refused with file, line and reason in both languages",
        arguments: [
            Mutation(
                "call.yaml", "{depth: 2,", "{deep: 2,", zh: "未知的键“conflicts.relations.deep”", en: "unknown key “conflicts.relations.deep”"),
            Mutation("call.yaml", "{depth: 2,", "{depth: 10,", zh: "“conflicts.relations.depth”的值", en: "“conflicts.relations.depth” is"),
            Mutation(
                "call.yaml", "shareholdingAtLeast: 5,", "shareholdingAtLeast: -5,", zh: "shareholdingAtLeast”的值",
                en: "shareholdingAtLeast” is"),
            Mutation("call.yaml", "shareholdingAtLeast: 5,", "shareholdingAtLeast: 101,", zh: "比例超过 100", en: "the share is above 100"),
            Mutation("call.yaml", "controlAtLeast: 50.01", "controlAtLeast: most", zh: "controlAtLeast”的值", en: "controlAtLeast” is"),
            Mutation("call.yaml", "mutualReviews: true", "mutualReviews: yes", zh: "mutualReviews”的值", en: "mutualReviews” is"),
            Mutation("call.yaml", "declarations: true", "declarations: 1", zh: "declarations”的值", en: "declarations” is"),
            Mutation(
                "call.yaml", "officials: [comprehensive-city,", "officials: [village,", zh: "引用的“village”不存在",
                en: "names “village”, which does not exist"),
        ])
    func refused(mutation: Mutation) throws {
        let (text, line) = try mutation.text()
        var files = NationalCall.files
        files[mutation.file] = text
        let found = faults { _ = try NationalCall.load(files) }
        let fault = try #require(
            found.first { $0.message.zh.contains(mutation.zh) && $0.message.en.contains(mutation.en) }, "\(found.map(\.line.en))")
        #expect(fault.place.line == line)
    }
}
