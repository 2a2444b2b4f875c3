import Formats
import Programme
import Testing

@Suite("Score sheets as files")
struct SheetFileTests {
    private let rubric: Rubric
    private let dossier: Dossier

    init() throws {
        rubric = try #require(NationalCall.call.rubric(of: "enterprise"))
        dossier = try #require(
            try DossierTable.read([DossierRow.table([.enterprise(1)])], call: NationalCall.call, existing: []).dossiers
                .first)
    }

    private func read(_ text: String, file: String = "s.yaml") throws -> [SheetFile.Answers] {
        try SheetFile.read(Array(text.utf8), file: file)
    }

    private func filled(reason: String = "示例理由") -> ScoreSheet {
        var sheet = ScoreSheet(dossier: dossier.id, expert: "E-1", at: Instant(seconds: 0))
        for (index, criterion) in rubric.criteria.enumerated() {
            sheet.scores[criterion.id] = Points(50 + index)
            sheet.reasons[criterion.id] = reason
        }
        for gate in rubric.gates { sheet.gates[gate.id] = gate.id != "sound" }
        sheet.reasons["sound"] = reason
        sheet.visitNeeded = true
        sheet.visitQuestion = reason
        return sheet
    }

    private func expectSame(_ answers: [SheetFile.Answers], _ sheet: ScoreSheet) {
        #expect(answers.map(\.dossier) == [sheet.dossier])
        #expect(answers.first?.scores == sheet.scores)
        #expect(answers.first?.reasons == sheet.reasons)
        #expect(answers.first?.gates == sheet.gates)
        #expect(answers.first?.visitNeeded == sheet.visitNeeded)
        #expect(answers.first?.visitQuestion == sheet.visitQuestion)
    }

    @Test("an empty template is read as a sheet without answers")
    func emptyTemplate() throws {
        let answers = try read(SheetFile.template(for: dossier, under: rubric, filled: nil))
        expectSame(answers, ScoreSheet(dossier: dossier.id, expert: "E-1", at: Instant(seconds: 0)))
    }

    @Test("an empty table is read as sheets without answers")
    func emptyTable() throws {
        let answers = try read(SheetFile.table(for: [(dossier, rubric, nil)]), file: "s.csv")
        expectSame(answers, ScoreSheet(dossier: dossier.id, expert: "E-1", at: Instant(seconds: 0)))
    }

    @Test(
        "a filled sheet comes back from its template and its table, whatever its reasons hold",
        arguments: [
            "示例理由", "带“引号”和\"quotes\"", "反斜杠 \\ 与 #井号: 值", "第一行\n第二行", "制表\t符", "'单引号'", "真: true", "e\u{301}",
            "换行分隔\u{2028}符", "下一行\u{85}符",
        ])
    func roundTrip(reason: String) throws {
        let sheet = filled(reason: reason.precomposedForm)
        expectSame(try read(SheetFile.template(for: dossier, under: rubric, filled: sheet)), sheet)
        expectSame(try read(SheetFile.table(for: [(dossier, rubric, sheet)]), file: "s.csv"), sheet)
    }

    @Test(
        "a reason with the soft line break of a word processor comes back from the template",
        arguments: ["\u{B}", "\u{1}", "\u{7F}"])
    func controlCharacters(character: String) throws {
        let sheet = filled(reason: "上\(character)下")
        expectSame(try read(SheetFile.template(for: dossier, under: rubric, filled: sheet)), sheet)
    }

    @Test("a reason that begins with a dash comes back from the table as it was written")
    func dash() throws {
        let sheet = filled(reason: "- 成效不足")
        expectSame(try read(SheetFile.table(for: [(dossier, rubric, sheet)]), file: "s.csv"), sheet)
    }

    @Test("an applicant's name with a line break does not break the template")
    func applicantLineBreak() throws {
        var named = dossier
        named.applicant = "示例\nscores: {}"
        expectSame(try read(SheetFile.template(for: named, under: rubric, filled: filled())), filled())
    }

    @Test("a table holds any number of sheets, in its own order, and marks every answer's place")
    func severalSheets() throws {
        let answers = try read(
            "材料编号,指标,分值,理由\nD-2,character,80,\nD-1,character,70,甲\nD-2,sound,不符合,乙\nD-1,visit,需要,丙\n", file: "s.csv")
        #expect(answers.map(\.dossier) == ["D-2", "D-1"])
        #expect(answers[0].scores == ["character": Points(80)])
        #expect(answers[0].gates == ["sound": false])
        #expect(answers[0].reasons == ["sound": "乙"])
        #expect(answers[1].visitNeeded == true && answers[1].visitQuestion == "丙")
        #expect(answers[0].places["sound"] == .init(file: "s.csv", row: 4, column: "分值"))
    }

    @Test("gates and visits may be answered in either language")
    func languages() throws {
        let answers = try read("材料编号,指标,分值,理由\nD-1,a,met,\nD-1,b,not met,x\nD-1,visit,not needed,\n", file: "s.csv")
        #expect(answers.first?.gates == ["a": true, "b": false])
        #expect(answers.first?.visitNeeded == false)
    }

    @Test(
        "an answer that cannot be read is refused with row and column, all at once",
        arguments: ["89.5abc", "八十", "1e2", "８０", "+80", "80分", "是"])
    func unreadable(value: String) {
        let found = faults {
            _ = try read("材料编号,指标,分值,理由\nD-1,a,\(value),\nD-1,visit,\(value),\nD-1,b,80,\n", file: "s.csv")
        }
        #expect(found.map(\.place) == [2, 3].map { .init(file: "s.csv", row: $0, column: "分值") })
        #expect(
            found.map(\.message)
                == Array(repeating: Text(zh: "“\(value)”无法识别", en: "“\(value)” cannot be read"), count: 2))
    }

    @Test("an item that stands twice for a dossier, or none, is refused")
    func repeats() {
        let found = faults { _ = try read("材料编号,指标,分值,理由\nD-1,a,80,\nD-1,a,90,\nD-1,,70,\n", file: "s.csv") }
        #expect(found.map(\.place) == [3, 4].map { .init(file: "s.csv", row: $0, column: "指标") })
        #expect(found.first?.message.zh == "D-1 的“a”重复")
    }

    @Test("a row without a dossier is refused")
    func noDossier() {
        let found = faults { _ = try read("材料编号,指标,分值,理由\n,a,80,\n", file: "s.csv") }
        #expect(found.map(\.place) == [.init(file: "s.csv", row: 2, column: "材料编号")])
    }

    @Test("in YAML a score may stand alone or with its reason")
    func yamlForms() throws {
        let answers = try read(
            """
            format: linxuan-sheet/1
            dossier: D-1
            scores:
              a: 85.5
              b: {score: 90, reason: 示例}
            gates:
              c: 符合
            visit: {needed: 不需要}
            """)
        #expect(answers.first?.scores == ["a": Points(hundredths: 8550), "b": Points(90)])
        #expect(answers.first?.reasons == ["b": "示例"])
        #expect(answers.first?.gates == ["c": true])
        #expect(answers.first?.places["b"] == .init(file: "s.yaml", line: 5))
    }

    @Test(
        "a YAML sheet with something wrong is refused with its line",
        arguments: [
            ("format: linxuan-sheet/2\ndossier: D-1\n", 1, "格式不是评分表", "the format is not that of a score sheet"),
            ("format: linxuan-sheet/1\n", 1, "缺少“dossier”", "“dossier” is missing"),
            ("format: linxuan-sheet/1\ndossier: D-1\nscore: {}\n", 3, "未知的键“score”", "unknown key “score”"),
            ("format: linxuan-sheet/1\ndossier: D-1\nscores:\n  a: many\n", 4, "“many”无法识别", "“many” cannot be read"),
            ("format: linxuan-sheet/1\ndossier: D-1\nscores: [1, 2]\n", 3, "“scores”的值", "“scores” is"),
            ("format: linxuan-sheet/1\ndossier: D-1\nvisit: {needed: 也许}\n", 3, "“也许”无法识别", "“也许” cannot be read"),
            ("format: linxuan-sheet/1\ndossier: D-1\nscores: {a: 1, a: 2}\n", 3, "键重复：a", "key given twice: a"),
        ])
    func yamlFaults(text: String, line: Int, zh: String, en: String) {
        let found = faults { _ = try read(text) }
        #expect(found.map(\.place) == [.init(file: "s.yaml", line: line)])
        #expect(found.first?.message.zh.contains(zh) == true)
        #expect(found.first?.message.en.contains(en) == true)
    }

    @Test(
        "a misspelt key or a value of another shape within a score is not passed over without a word",
        arguments: [
            "  a: {score: 80, reson: 示例}\n", "  a: {scroe: 80}\n", "  a: [80]\n", "  a: {score: [80]}\n",
            "  a: {score: 80, reason: [x]}\n",
        ])
    func innerKeys(line: String) {
        let found = faults { _ = try read("format: linxuan-sheet/1\ndossier: D-1\nscores:\n" + line) }
        #expect(found.map(\.place.line) == [4])
    }

    @Test("a NUL written as an escape is refused: the database would cut the text there")
    func escapedNUL() {
        let found = faults {
            _ = try read("format: linxuan-sheet/1\ndossier: D-1\nvisit: {needed: 需要, question: \"上\\0下\"}\n")
        }
        #expect(found.map(\.place.line) == [3])
    }

    @Test("a text in YAML comes in form C, as it does from tables")
    func formC() throws {
        let answers = try read("format: linxuan-sheet/1\ndossier: D-1\nscores: {a: {score: 1, reason: cafe\u{301}}}\n")
        #expect(answers.first?.reasons["a"].map { Array($0.unicodeScalars) } == Array("caf\u{E9}".unicodeScalars))
    }

    @Test("a sheet that is no text is refused, in YAML also one that is not UTF-8")
    func notText() {
        #expect(faults { _ = try SheetFile.read([0xB9, 0xAB, 0x0A], file: "s.yaml") }.count == 1)
        #expect(faults { _ = try SheetFile.read([0xB9, 0x0A], file: "s.csv") }.count == 1)
    }
}

extension String {
    /// The text in Unicode's form C, as tables give it.
    fileprivate var precomposedForm: String {
        String(decoding: Array(self.utf8), as: UTF8.self).replacing("e\u{301}", with: "\u{E9}")
    }
}
