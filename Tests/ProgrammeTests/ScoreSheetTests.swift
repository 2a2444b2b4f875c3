import Programme
import Testing

@Suite("Score sheets")
struct ScoreSheetTests {
    private let rubric = MadeUp.rubric("school")

    private func complete() -> ScoreSheet {
        var sheet = ScoreSheet(dossier: "D-1", expert: "E-1", at: Instant(seconds: 0))
        sheet.scores = ["idea": Points(8), "proof": Points(7)]
        sheet.gates = ["legal": true]
        sheet.visitNeeded = false
        return sheet
    }

    private func items(_ sheet: ScoreSheet, complete: Bool = true) -> [String] {
        sheet.faults(under: rubric, complete: complete).map(\.item)
    }

    @Test("a complete sheet has no fault")
    func sound() {
        #expect(items(complete()).isEmpty)
    }

    @Test("an empty draft has no fault; handed in, every open answer is one")
    func draft() {
        let empty = ScoreSheet(dossier: "D-1", expert: "E-1", at: Instant(seconds: 0))
        #expect(items(empty, complete: false).isEmpty)
        #expect(items(empty) == ["idea", "proof", "legal", "visit"])
    }

    @Test(
        "a score off the scale or off its steps is refused even in a draft", arguments: ["10.5", "-0.5", "7.25", "100"])
    func offScale(text: String) throws {
        let score = try #require(Points(text))
        var sheet = complete()
        sheet.scores["idea"] = score
        #expect(items(sheet) == ["idea"])
        #expect(items(sheet, complete: false) == ["idea"])
    }

    @Test("the ends of the scale and its steps are on it", arguments: ["0", "10", "7.5", "0.5"])
    func onScale(text: String) throws {
        let score = try #require(Points(text))
        #expect(rubric.scale.contains(score))
    }

    @Test("a criterion, a gate or a reason that the rubric does not have is refused")
    func unknown() {
        var sheet = complete()
        sheet.scores["charm"] = Points(9)
        sheet.gates["lucky"] = true
        sheet.reasons["weather"] = "示例"
        #expect(items(sheet) == ["charm", "lucky", "weather"])
        #expect(items(sheet, complete: false) == ["charm", "lucky", "weather"])
    }

    @Test("a reason is asked for under the limit, not at it, and blanks are no reason")
    func reason() {
        var sheet = complete()
        sheet.scores["proof"] = Points(4)
        #expect(items(sheet).isEmpty)
        sheet.scores["proof"] = Points(hundredths: 350)
        #expect(items(sheet) == ["proof"])
        #expect(items(sheet, complete: false).isEmpty)
        sheet.reasons["proof"] = " \u{3000}\n"
        #expect(items(sheet) == ["proof"])
        sheet.reasons["proof"] = "示例：缺少佐证"
        #expect(items(sheet).isEmpty)
    }

    @Test("a gate marked as not met needs a reason")
    func gate() {
        var sheet = complete()
        sheet.gates["legal"] = false
        #expect(items(sheet) == ["legal"])
        sheet.reasons["legal"] = "示例：已注销"
        #expect(items(sheet).isEmpty)
    }

    @Test("a visit that is asked for needs a question")
    func visit() {
        var sheet = complete()
        sheet.visitNeeded = true
        #expect(items(sheet) == ["visit"])
        sheet.visitQuestion = "示例：设备是否在用"
        #expect(items(sheet).isEmpty)
    }

    @Test("a reason rule applies always, never, or strictly below its limit")
    func reasonRule() {
        #expect(Rubric.ReasonRule.always.applies(to: Points(100)))
        #expect(!Rubric.ReasonRule.never.applies(to: Points(0)))
        #expect(Rubric.ReasonRule.below(Points(60)).applies(to: Points(hundredths: 5999)))
        #expect(!Rubric.ReasonRule.below(Points(60)).applies(to: Points(60)))
    }
}
