import Formats
import Foundation
import Programme
import Testing

/// The real call with one thing changed for the worse, and what it must be refused with.
struct Mutation: Sendable, CustomTestStringConvertible {
    var file: String
    /// What is replaced where it first occurs.
    var old: String
    var new: String
    /// The fault stands on the first line of the changed file that contains this; the line of `new` where nil.
    var marker: String?
    var zh: String
    var en: String

    init(_ file: String, _ old: String, _ new: String, at marker: String? = nil, zh: String, en: String) {
        self.file = file
        self.old = old
        self.new = new
        self.marker = marker
        self.zh = zh
        self.en = en
    }

    var testDescription: String { "\(file): \(old) → \(new)" }

    /// The changed file, with the line on which the fault is expected.
    func text() throws -> (text: String, line: Int?) {
        let original = try #require(NationalCall.files[file])
        let range = try #require(original.firstRange(of: old), "the call has no “\(old)” to change")
        var text = original
        text.replaceSubrange(range, with: new)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if let marker { return (text, lines.firstIndex { $0.contains(marker) }.map { $0 + 1 }) }
        return (text, original[..<range.lowerBound].count { $0 == "\n" } + 1)
    }
}

@Suite("A call with something wrong in it")
struct CallMutationTests {
    @Test(
        "is refused with file, line and reason in both languages",
        arguments: [
            // The file as YAML.
            Mutation("call.yaml", "batch: 5", "batch: [5", at: "tracks:", zh: "YAML 语法错误", en: "YAML syntax error"),
            Mutation(
                "call.yaml", "title:\n", "title:\n\tx: 1\n", at: "\tx: 1", zh: "YAML 语法错误", en: "YAML syntax error"),
            // Keys.
            Mutation(
                "call.yaml", "format: linxuan-call/1", "format: linxuan-call/2", zh: "格式不是通知规则",
                en: "format is not that of a call"),
            Mutation("call.yaml", "batch: 5", "batsh: 5", zh: "未知的键“batsh”", en: "unknown key “batsh”"),
            Mutation(
                "call.yaml", "  spread: 25", "  sprad: 25", zh: "未知的键“visits.sprad”", en: "unknown key “visits.sprad”"),
            Mutation(
                "call.yaml", "    passMark: 70 ", "    mark: 70 ", at: "id: enterprise",
                zh: "缺少“categories[1].passMark”", en: "“categories[1].passMark” is missing"),
            Mutation(
                "enterprise.yaml", "    wording:", "    words:", at: "id: character", zh: "缺少“criteria[1].wording”",
                en: "“criteria[1].wording” is missing"),
            Mutation(
                "call.yaml", "name: {zh: 技术, en: technology}", "name: {zh: 技术}", zh: "缺少“specialties[1].name.en”",
                en: "“specialties[1].name.en” is missing"),
            Mutation(
                "call.yaml", "{check: late, otherwise: decide,", "{check: tardy, otherwise: decide,",
                zh: "“admission[1].check”的值 “tardy” 不对", en: "“admission[1].check” is “tardy”"),
            Mutation(
                "call.yaml", "{check: same-category, otherwise: send-back}", "{check: same-category, otherwise: shrug}",
                zh: "“admission[2].otherwise”的值 “shrug” 不对", en: "“admission[2].otherwise” is “shrug”"),
            Mutation(
                "call.yaml", "{check: changed-name, otherwise: decide}", "{check: changed-name, otherwise: decide, by: me}",
                zh: "未知的键“admission[5].by”", en: "unknown key “admission[5].by”"),
            Mutation(
                "call.yaml", "{check: changed-name, otherwise: decide}", "{check: late, otherwise: decide}",
                at: "{check: late, otherwise: decide, clause",
                zh: "“late”重复", en: "“late” stands twice"),
            // Decisions.
            Mutation(
                "call.yaml", "  moves: majority ", "  moves: lot ", zh: "“decisions.moves”的值 “lot” 不对", en: "“decisions.moves” is “lot”"),
            Mutation(
                "call.yaml", "  quorum: 2 ", "  quorum: 1 ", zh: "法定人数 1 少于签字人数", en: "a quorum of 1 is less than the signatures"),
            Mutation("call.yaml", "  quorum: 2 ", "  quorum: none ", zh: "“decisions.quorum”的值", en: "“decisions.quorum” is “none”"),
            Mutation("call.yaml", "  quorum: 2 ", "  quoram: 2 ", zh: "未知的键“decisions.quoram”", en: "unknown key “decisions.quoram”"),
            Mutation(
                "call.yaml", "    workingDays: 5 ", "    workingDays: 0 ", zh: "“decisions.publicNotice.workingDays”的值",
                en: "“decisions.publicNotice.workingDays” is “0”"),
            Mutation(
                "call.yaml", "    answerDays: 3 ", "    answerDays: 0 ", zh: "“decisions.publicNotice.answerDays”的值",
                en: "“decisions.publicNotice.answerDays” is “0”"),
            Mutation(
                "call.yaml", "    holidays: holidays.csv ", "    # none ", at: "answerDays: 3", zh: "没有异议可答复",
                en: "there are no objections to answer"),
            Mutation(
                "call.yaml", "    holidays: holidays.csv ", "    holyday: holidays.csv ", zh: "未知的键“decisions.publicNotice.holyday”",
                en: "unknown key “decisions.publicNotice.holyday”"),
            // Types.
            Mutation("call.yaml", "batch: 5", "batch: five", zh: "“batch”的值 “five” 不对", en: "“batch” is “five”"),
            Mutation("call.yaml", "batch: 5", "batch: 5.0", zh: "“batch”的值 “5.0” 不对", en: "“batch” is “5.0”"),
            Mutation("call.yaml", "batch: 5", "batch: 0", zh: "“batch”的值 “0” 不对", en: "“batch” is “0”"),
            Mutation(
                "call.yaml", "filing: 2023-05-31", "filing: 2023-02-30", zh: "“deadlines.filing”的值",
                en: "“deadlines.filing” is"),
            Mutation(
                "call.yaml", "contacts: 2023-03-20", "contacts: 20.3.2023", zh: "“deadlines.contacts”的值",
                en: "“deadlines.contacts” is"),
            Mutation(
                "call.yaml", "eligibility: [not-a-demonstration-city]", "eligibility: not-a-demonstration-city",
                zh: "“categories[4].eligibility”的值", en: "“categories[4].eligibility” is"),
            Mutation(
                "call.yaml", "seniorTitle: true", "seniorTitle: yes", zh: "“qualification.seniorTitle”的值 “yes” 不对",
                en: "“qualification.seniorTitle” is “yes”"),
            Mutation(
                "call.yaml", "  - {id: finance, ", "  - finance\n  - {id: finance, ", zh: "“specialties”第 3 项不是键值结构",
                en: "item 3 of “specialties” is no mapping"),
            Mutation(
                "call.yaml", "policy: trimmed", "policy: average", zh: "“scoring.policy”的值 “average” 不对",
                en: "“scoring.policy” is “average”"),
            Mutation(
                "call.yaml", "digits: 2", "digits: 3", zh: "“scoring.rounding.digits”的值",
                en: "“scoring.rounding.digits” is"),
            Mutation("call.yaml", "spread: 25", "spread: 25.125", zh: "“visits.spread”的值", en: "“visits.spread” is"),
            Mutation(
                "call.yaml", "visits: where-needed", "visits: sometimes", zh: "“categories[1].visits”的值",
                en: "“categories[1].visits” is"),
            Mutation(
                "call.yaml", "otherwise: refuse\n  - id: legal", "otherwise: shrug\n  - id: legal",
                zh: "“eligibility[1].otherwise”的值", en: "“eligibility[1].otherwise” is"),
            Mutation("call.yaml", "must: {be: 是}", "must: {seem: 是}", zh: "条件不明", en: "the condition is not known"),
            Mutation(
                "call.yaml", "fullYearsBeforeFiling: 2", "fullYearsBeforeFiling: 0", zh: "fullYearsBeforeFiling”的值",
                en: "fullYearsBeforeFiling” is"),
            Mutation(
                "call.yaml", "trimFrom: 5", "trimFrom: 2", zh: "“scoring.trimFrom”的值", en: "“scoring.trimFrom” is"),
            Mutation(
                "call.yaml", "- id: enterprise", "- id: Enterprise", zh: "“categories[1].id”的值",
                en: "“categories[1].id” is"),
            Mutation(
                "call.yaml", "    panel: city\n", "    panel: city\n    sharedPanels: {groups: 2, largest: 3}\n", at: "sharedPanels:",
                zh: "分组办法不明", en: "not clear how to divide"),
            Mutation(
                "call.yaml", "    panel: city\n", "    panel: city\n    sharedPanels: {}\n", at: "sharedPanels:", zh: "分组办法不明",
                en: "not clear how to divide"),
            Mutation(
                "call.yaml", "    panel: city\n", "    panel: city\n    sharedPanels: {groups: 0}\n", at: "sharedPanels:",
                zh: "sharedPanels.groups”的值", en: "sharedPanels.groups” is"),
            // References.
            Mutation(
                "call.yaml", "track: selection", "track: choice", zh: "引用的“choice”不存在",
                en: "names “choice”, which does not exist"),
            Mutation(
                "call.yaml", "panel: city", "panel: metropolis", zh: "引用的“metropolis”不存在",
                en: "names “metropolis”, which does not exist"),
            Mutation(
                "call.yaml", "eligibility: [not-a-demonstration-city]", "eligibility: [famous]", zh: "引用的“famous”不存在",
                en: "names “famous”, which does not exist"),
            Mutation(
                "call.yaml", "quota: max_enterprise", "quota: max_firm", zh: "引用的“max_firm”不存在",
                en: "names “max_firm”, which does not exist"),
            Mutation(
                "call.yaml", "modes: enterprise ", "modes: firm ", zh: "引用的“firm”不存在",
                en: "names “firm”, which does not exist"),
            Mutation(
                "call.yaml", "categories: [comprehensive-city, design-city]",
                "categories: [comprehensive-city, village]", zh: "引用的“village”不存在",
                en: "names “village”, which does not exist"),
            Mutation(
                "call.yaml", "ownRegion: [comprehensive-city, design-city, reassessed-city]", "ownRegion: [town]", zh: "引用的“town”不存在",
                en: "names “town”, which does not exist"),
            Mutation(
                "call.yaml", "specialty: technology", "specialty: poetry", zh: "引用的“poetry”不存在",
                en: "names “poetry”, which does not exist"),
            Mutation(
                "call.yaml", "tieBreak: []", "tieBreak: [charm]", zh: "引用的“charm”不存在",
                en: "names “charm”, which does not exist"),
            Mutation(
                "call.yaml", "rubric: enterprise.yaml", "rubric: design-city.yaml", zh: "是“design-city”的评分标准",
                en: "is the rubric of “design-city”"),
            // The same thing twice.
            Mutation(
                "call.yaml", "- id: design-city", "- id: comprehensive-city", at: "- id: enterprise",
                zh: "“comprehensive-city”重复", en: "“comprehensive-city” stands twice"),
            Mutation(
                "call.yaml", "{id: finance", "{id: management", at: "id: technology", zh: "“management”重复",
                en: "“management” stands twice"),
            Mutation(
                "call.yaml", "- id: sound", "- id: registered", at: "- id: registered", zh: "“registered”重复",
                en: "“registered” stands twice"),
            Mutation(
                "call.yaml", "eligibility: [not-a-demonstration-city]",
                "eligibility: [not-a-demonstration-city, not-a-demonstration-city]", zh: "重复", en: "stands twice"),
            Mutation(
                "enterprise.yaml", "  - id: strategy", "  - id: character", at: "- id: character", zh: "“character”重复",
                en: "“character” stands twice"),
            Mutation(
                "enterprise.yaml", "  - id: strategy", "  - id: sound", at: "- id: character", zh: "“sound”重复",
                en: "“sound” stands twice"),
            Mutation(
                "enterprise.yaml", "  - id: strategy", "  - id: visit", at: "- id: character", zh: "“visit”为保留编号",
                en: "“visit” is a reserved identifier"),
            // Numbers that do not go together.
            Mutation(
                "call.yaml", "  mode: 50", "  mode: 51", zh: "匹配度各部分权重合计为 101",
                en: "the parts of the affinity add up to 101"),
            Mutation("call.yaml", "passMark: 70 ", "passMark: 100.01 ", zh: "及格线", en: "the pass mark is"),
            Mutation("call.yaml", "passMark: 70 ", "passMark: -1 ", zh: "及格线", en: "the pass mark is"),
            Mutation(
                "call.yaml", "technology, minimum: 2", "technology, minimum: 6", at: "technology, minimum: 6",
                zh: "超过评审组人数", en: "exceeds the panel's size"),
            Mutation(
                "call.yaml", "technology, minimum: 2", "technology, minimum: 4", at: "technology, minimum: 4",
                zh: "各类专家最少人数合计 6", en: "the minima add up to 6"),
            Mutation(
                "call.yaml", "minimum: 1, maximum: 2", "minimum: 1, maximum: 0", zh: "最多人数少于最少人数",
                en: "the maximum is below the minimum"),
            Mutation("call.yaml", "size: 5", "size: 0", zh: "“panels[1].size”的值", en: "“panels[1].size” is"),
            Mutation(
                "enterprise.yaml", "weight: 20", "weight: 21", at: "- id: character", zh: "各指标权重合计为 101",
                en: "the weights add up to 101"),
            Mutation(
                "enterprise.yaml", "weight: 20", "weight: 15", at: "- id: character", zh: "各指标权重合计为 95",
                en: "the weights add up to 95"),
            Mutation(
                "enterprise.yaml", "weight: 20", "weight: 0", zh: "“criteria[6].weight”的值",
                en: "“criteria[6].weight” is"),
            // Scales, levels, reasons.
            Mutation("enterprise.yaml", "step: 1}", "step: 0}", zh: "评分范围不成立", en: "the scale does not hold together"),
            Mutation("enterprise.yaml", "step: 1}", "step: 7}", zh: "评分范围不成立", en: "the scale does not hold together"),
            Mutation(
                "enterprise.yaml", "minimum: 0, maximum: 100", "minimum: 100, maximum: 100", zh: "评分范围不成立",
                en: "the scale does not hold together"),
            Mutation(
                "enterprise.yaml", "minimum: 0,", "minimum: -10,", zh: "评分范围不成立", en: "the scale does not hold together"
            ),
            Mutation(
                "enterprise.yaml", "from: 75", "from: 76", at: "- from: 90", zh: "有空档",
                en: "a gap between levels from 75 to 76"),
            Mutation(
                "enterprise.yaml", "from: 75", "from: 74", at: "- from: 90", zh: "分档在 74 处重叠",
                en: "levels overlap at 74"),
            Mutation(
                "enterprise.yaml", "to: 100\n", "to: 99\n", at: "- from: 90", zh: "分档未达到最高分 100",
                en: "levels do not end at 100"),
            Mutation(
                "enterprise.yaml", "- from: 0\n", "- from: 1\n", at: "- from: 90", zh: "有空档",
                en: "a gap between levels from 0 to 1"),
            Mutation(
                "enterprise.yaml", "step: 1}", "step: 5}", at: "- from: 90", zh: "不在评分档位上", en: "is not on the scale"),
            Mutation(
                "enterprise.yaml", "reason: below 60", "reason: below 500", zh: "何时须写理由",
                en: "when a reason is required"),
            Mutation(
                "enterprise.yaml", "reason: below 60", "reason: below -5", zh: "何时须写理由", en: "when a reason is required"
            ),
            Mutation(
                "enterprise.yaml", "reason: below 60", "reason: under 60", zh: "何时须写理由", en: "when a reason is required"
            ),
            Mutation(
                "enterprise.yaml", "weights: project-default", "weights: mine", zh: "“weights”的值 “mine” 不对",
                en: "“weights” is “mine”"),
            Mutation(
                "enterprise.yaml", "format: linxuan-rubric/1", "format: linxuan-call/1", zh: "格式不是评分标准",
                en: "the format is not that of a rubric"),
        ])
    func refused(mutation: Mutation) throws {
        let (text, line) = try mutation.text()
        var files = NationalCall.files
        files[mutation.file] = text
        let found = faults { _ = try NationalCall.load(files) }
        let fault = try #require(
            found.first { $0.message.zh.contains(mutation.zh) && $0.message.en.contains(mutation.en) },
            "not refused for this: \(found.map(\.line.en))")
        #expect(fault.place.file == mutation.file)
        #expect(fault.place.line == line)
    }

    @Test("a key given twice is refused where it stands the second time, or at its mapping")
    func duplicateKey() throws {
        var files = NationalCall.files
        files["call.yaml"] = files["call.yaml"]?.replacing("batch: 5", with: "batch: 5\nbatch: 6")
        let found = faults { _ = try NationalCall.load(files) }
        #expect(found.map(\.message) == [Text(zh: "键重复：batch", en: "key given twice: batch")])
        #expect(found.first?.place.file == "call.yaml")
        #expect(found.first?.place.line != nil)
    }

    @Test("a key given twice deep in a file is refused near the place, not at the top of the file")
    func duplicateKeyDeep() throws {
        let mutation = Mutation("enterprise.yaml", "    weight: 20", "    weight: 20\n    weight: 20", zh: "", en: "")
        let (text, line) = try mutation.text()
        var files = NationalCall.files
        files["enterprise.yaml"] = text
        let found = faults { _ = try NationalCall.load(files) }
        let expected = try #require(line)
        #expect(found.map(\.message) == [Text(zh: "键重复：weight", en: "key given twice: weight")])
        #expect((expected - 2...expected + 1).contains(try #require(found.first?.place.line)))
    }

    @Test("a quote that is never closed is refused")
    func openQuote() throws {
        var files = NationalCall.files
        files["enterprise.yaml"] = files["enterprise.yaml"]?
            .replacing("weights: project-default", with: "weights: \"project-default")
        let found = faults { _ = try NationalCall.load(files) }
        #expect(found.count == 1)
        #expect(found.first?.message.zh.hasPrefix("YAML 语法错误") == true)
        #expect(found.first?.place.file == "enterprise.yaml")
        #expect(found.first?.place.line != nil)
    }

    @Test("a file that is no mapping is refused", arguments: ["", "- a\n- b\n", "just text\n", "# nothing\n"])
    func noMapping(text: String) {
        var files = NationalCall.files
        files["call.yaml"] = text
        let found = faults { _ = try NationalCall.load(files) }
        #expect(found.map(\.message) == [Text(zh: "文件内容不是键值结构", en: "the file is not a mapping")])
        #expect(found.first?.place == .init(file: "call.yaml", line: 1))
    }

    @Test("no categories at all are refused")
    func noCategories() throws {
        let text = try #require(NationalCall.files["call.yaml"])
        let start = try #require(text.firstRange(of: "categories:\n")).lowerBound
        let end = try #require(text.firstRange(of: "jointQuotas:")).lowerBound
        var files = NationalCall.files
        files["call.yaml"] = text.replacingCharacters(in: start..<end, with: "categories: []\n")
        let found = faults { _ = try NationalCall.load(files) }
        #expect(found.contains { $0.message == Text(zh: "没有类别", en: "there is no category") })
    }

    @Test(
        "a setting that no round could be run by is refused",
        arguments: [
            ("spread: 25", "spread: -1"), ("nearPassMark: 2 ", "nearPassMark: -2 "),
            ("notBelow: 10 ", "notBelow: -10 "),
            ("atLeast: 30", "atLeast: -30"), ("minimumSheets: 3", "minimumSheets: 9"),
        ])
    func senseless(old: String, new: String) throws {
        let (text, line) = try Mutation("call.yaml", old, new, zh: "", en: "").text()
        var files = NationalCall.files
        files["call.yaml"] = text
        let found = faults { _ = try NationalCall.load(files) }
        #expect(found.contains { $0.place.line == line }, "\(new) was taken")
    }
}

@Suite("The tables of a call with something wrong in them")
struct CallTableMutationTests {
    private func found(_ file: String, _ old: String, _ new: String) throws -> [Diagnostic] {
        let original = try #require(NationalCall.files[file])
        #expect(original.contains(old))
        var files = NationalCall.files
        files[file] = original.replacing(old, with: new)
        return faults { _ = try NationalCall.load(files) }
    }

    @Test("a day of the table of holidays that is none")
    func holiday() throws {
        let found = try found("holidays.csv", "2023,2023-10-01,holiday", "2023,2023-13-01,holiday")
        #expect(found.map(\.place.column) == ["date"] && found.allSatisfy { $0.place.file == "holidays.csv" })
    }

    @Test("a quota that is no whole number of at least 0", arguments: ["ten", "-1", "1.5", "１０", "1e1"])
    func quota(value: String) throws {
        let found = try found("authorities.csv", "北京市,province,,10,1", "北京市,province,,\(value),1")
        #expect(found.map(\.place) == [.init(file: "authorities.csv", row: 2, column: "max_enterprise")])
        #expect(found.first?.message == Text(zh: "名额“\(value)”不对", en: "the quota is “\(value)”"))
    }

    @Test("an authority whose code or name another has, or which has none")
    func repeats() throws {
        #expect(
            try found("authorities.csv", "120000,天津市", "110000,天津市").contains {
                $0.place == .init(file: "authorities.csv", row: 3, column: "code") && $0.message.zh == "“110000”重复"
            })
        #expect(
            try found("authorities.csv", "天津市", "北京市").contains {
                $0.place == .init(file: "authorities.csv", row: 3, column: "name")
                    && $0.message.en == "“北京市” stands twice"
            })
        #expect(
            try found("authorities.csv", "XPCC,", ",").contains {
                $0.place == .init(file: "authorities.csv", row: 38, column: "code") && $0.message.en == "is empty"
            })
    }

    @Test("a province that a city lies in and that does not exist, which would hide conflicts of region")
    func unknownParent() throws {
        let found = try found("authorities.csv", "separately_planned_city,210000", "separately_planned_city,219999")
        #expect(found.map(\.place) == [.init(file: "authorities.csv", row: 33, column: "parent_code")])
    }

    @Test("a mode that is neither allowed nor not", arguments: ["maybe", "Yes", "是", ""])
    func mode(value: String) throws {
        let found = try found("modes.csv", "共享制造,no,yes,yes", "共享制造,\(value),yes,yes")
        #expect(found.map(\.place) == [.init(file: "modes.csv", row: 9, column: "enterprise")])
        #expect(found.first?.expected == Text(verbatim: "yes / no"))
    }

    @Test("a table without a column that it needs")
    func column() throws {
        let found = try found("modes.csv", "name,", "title,")
        #expect(found.map(\.place) == [.init(file: "modes.csv", row: 1)])
        #expect(found.first?.message == Text(zh: "缺少“name”列", en: "the column “name” is missing"))
    }
}
