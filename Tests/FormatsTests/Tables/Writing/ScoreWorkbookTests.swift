import Formats
import Programme
import Testing

@Suite("Score sheets in one workbook")
struct ScoreWorkbookTests {
    private let rubric: Rubric
    private let dossiers: [Dossier]

    init() throws {
        rubric = try #require(NationalCall.call.rubric(of: "enterprise"))
        dossiers = try DossierTable.read(
            [DossierRow.table([.enterprise(1), .enterprise(2)])], call: NationalCall.call, existing: []
        ).dossiers
    }

    private func filled(_ dossier: Dossier, reason: String = "示例理由") -> ScoreSheet {
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

    private func workbook(_ sheets: [ScoreSheet?], in language: Language = .zh) -> WorkbookDocument {
        ScoreWorkbook.workbook(for: zip(dossiers, sheets).map { ($0, rubric, $1) }, in: language)
    }

    private func read(_ document: WorkbookDocument) throws -> [SheetFile.Answers] {
        try SheetFile.read(try document.bytes(), file: "s.xlsx")
    }

    @Test(
        "what is saved is in the workbook and comes back from it", arguments: [Language.zh, .en],
        ["示例理由", "=1+1", "第一行\n第二行", "_x0041_ 与 <b>&", "-不足"])
    func roundTrip(language: Language, reason: String) throws {
        let sheets = dossiers.map { filled($0, reason: reason) }
        let answers = try read(workbook(sheets, in: language))
        #expect(answers.map(\.dossier) == dossiers.map(\.id))
        for (answers, sheet) in zip(answers, sheets) {
            #expect(answers.scores == sheet.scores)
            #expect(answers.reasons == sheet.reasons)
            #expect(answers.gates == sheet.gates)
            #expect(answers.visitNeeded == sheet.visitNeeded)
            #expect(answers.visitQuestion == sheet.visitQuestion)
        }
    }

    @Test("an empty one has no answers, and says where each would stand")
    func empty() throws {
        let answers = try read(workbook([nil, nil]))
        #expect(answers.count == 2)
        #expect(answers.allSatisfy { $0.scores.isEmpty && $0.gates.isEmpty && $0.visitNeeded == nil && $0.visitQuestion.isEmpty })
        let place = try #require(answers[1].places[rubric.criteria[0].id])
        #expect(place.sheet == "2 \(dossiers[1].id)" && place.cell == "F4")
    }

    @Test("only scores and reasons can be changed, and each score has the rule of its kind")
    func rules() throws {
        let document = workbook([nil, nil])
        #expect(document.sheets.allSatisfy { $0.isProtected })
        #expect(document.sheets[0].rows.flatMap { $0 }.allSatisfy { $0.entry == nil })
        for sheet in document.sheets.dropFirst() {
            #expect(sheet.columns.allSatisfy { $0.entry == nil })
            let scores = try #require(sheet.columns.firstIndex { $0.header == "分值" })
            let reasons = try #require(sheet.columns.firstIndex { $0.header == "理由" })
            for row in sheet.rows {
                #expect(row.indices.filter { row[$0].entry != nil } == [scores, reasons].sorted())
            }
            #expect(sheet.rows.prefix(rubric.criteria.count).allSatisfy { $0[scores].entry?.rule == .scale(rubric.scale) })
            #expect(sheet.rows.last?[scores].entry?.rule == .oneOf(["需要", "不需要"]))
        }
    }

    @Test(
        "an answer that can't be read is refused with sheet and cell, and nothing is taken",
        arguments: ["八十", "85 分", "85%", "1e2", "TRUE"])
    func unreadable(value: String) throws {
        var document = workbook(dossiers.map { filled($0) })
        document.sheets[2].rows[0][5].value = .text(value)
        let found = faults { _ = try read(document) }
        #expect(found.map(\.place.cell) == ["F4"])
        #expect(found.map(\.place.sheet) == [document.sheets[2].name])
    }

    @Test("a dossier that stands on two sheets is refused")
    func twice() throws {
        var document = workbook(dossiers.map { filled($0) })
        var copy = document.sheets[1]
        copy.name = "副本"
        document.sheets.append(copy)
        #expect(faults { _ = try read(document) }.count == copy.rows.count)
    }

    @Test("a sheet that lost a column is refused, and so is a workbook without any sheet of answers")
    func missing() throws {
        var document = workbook(dossiers.map { filled($0) })
        document.sheets[1].columns[5].header = "得分"
        #expect(faults { _ = try read(document) }.map(\.place.sheet) == [document.sheets[1].name])
        #expect(faults { _ = try read(WorkbookDocument([document.sheets[0]])) }.count == 1)
    }

    @Test("steps of a half are a rule too, and numbers of dossiers of any length a sheet's name")
    func halves() throws {
        var halves = rubric
        halves.scale.step = Points(hundredths: 50)
        var long = dossiers[0]
        long.id = String(repeating: "D", count: 40)
        var other = long
        other.id = String(repeating: "D", count: 39) + "E"
        var sheet = filled(long)
        sheet.scores[halves.criteria[0].id] = Points(hundredths: 7850)
        let document = ScoreWorkbook.workbook(for: [(long, halves, sheet), (other, halves, nil)], in: .zh)
        let answers = try read(document)
        #expect(answers.map(\.dossier) == [long.id, other.id])
        #expect(answers[0].scores[halves.criteria[0].id] == Points(hundredths: 7850))
    }
}
