import Foundation
import Programme
import Testing

@testable import Scoring

@Suite("Sheets that stand out")
struct AbnormalSheetTests {
    private func call(_ rule: Call.AbnormalPolicy?, _ policy: Call.Average = .mean) -> Call {
        var call = Panels.call(policy)
        call.abnormal = rule
        return call
    }

    private func marked(_ scores: [Int], _ rule: Call.AbnormalPolicy) -> [String] {
        call(rule).abnormalSheets(of: [Panels.panel("D", scores)]).map(\.expert)
    }

    @Test("differ by more than the points, not by just as many, from the mean of the others")
    func plainRule() {
        let rule = Call.AbnormalPolicy(against: .mean, points: Points(20))
        // 60 beside a mean of 80 is twenty below: no more than the rule allows.
        #expect(marked([6000, 7900, 8000, 8100], rule).isEmpty)
        #expect(marked([5999, 7900, 8000, 8100], rule) == ["E-1"])
        // A mean of 80 1/3 is exact: 60.33 is 20 + 1/300 points below it.
        #expect(marked([6033, 8000, 8000, 8100], rule) == ["E-1"])
        #expect(marked([6034, 8000, 8000, 8100], rule).isEmpty)
    }

    @Test("against the median, one outlier marks nobody else")
    func median() {
        let scores = [1000, 8000, 8000, 8400]
        #expect(marked(scores, .init(against: .median, points: Points(10))) == ["E-1"])
        #expect(marked(scores, .init(against: .mean, points: Points(10))) == ["E-1", "E-2", "E-3", "E-4"])
    }

    @Test("need two others, and a rule")
    func few() {
        #expect(marked([1000, 9000], .init(against: .mean, points: Points(20))).isEmpty)
        #expect(call(nil).abnormalSheets(of: [Panels.panel("D", [1000, 9000, 9000])]).isEmpty)
    }

    @Test("say their figures exactly")
    func figures() throws {
        let rule = Call.AbnormalPolicy(against: .mean, points: Points(20))
        let mark = try #require(call(rule).abnormalSheets(of: [Panels.panel("D", [5000, 8000, 8000, 8100])]).first)
        #expect(mark.total == Fraction(5000) && mark.others == Fraction(24_100, over: 3) && mark.standardised == nil)
    }

    @Test("by the model are those far from what all other scores let expect")
    func model() {
        let panels = (0..<12).map { dossier in
            Panels.panel(
                "D-\(dossier + 10)",
                (0..<4).map { expert in
                    5000 + 250 * dossier + 100 * expert + (dossier * 7 + expert * 3) % 5 * 40 + (dossier == 6 && expert == 2 ? -2000 : 0)
                })
        }
        let rule = Call.AbnormalPolicy(against: .mean, points: Points(90), residual: Points(3))
        let marks = call(rule).abnormalSheets(of: panels)
        #expect(marks.map { [$0.dossier, $0.expert] } == [["D-16", "E-3"]])
        #expect((marks.first?.standardised ?? 0) < -3)
        #expect(call(rule).abnormalSheets(of: panels.reversed()) == marks)
    }

    @Test("are replaced by the exact mean of the others, and the result says so")
    func replaced() throws {
        var panel = Panels.panel("D", [4000, 8000, 8000, 8100])
        let rule = Call.AbnormalPolicy(against: .mean, points: Points(20), reasonDays: 3, replace: true)
        let before = try #require(call(rule).results(of: [panel]).first)
        #expect(before.score == Points(hundredths: 7025))
        #expect(before.sheets[0].others == Fraction(24_100, over: 3) && before.sheets[0].own == nil)
        panel.replaced = ["E-1"]
        let after = try #require(call(rule).results(of: [panel]).first)
        #expect(after.score == Points(hundredths: 8033))
        #expect(after.sheets[0].total == Fraction(24_100, over: 3) && after.sheets[0].own == Fraction(4000))
        #expect(after.sheets[1].own == nil && after.sheets[1].total == Fraction(8000))
        // All replaced: there is nothing to replace them by.
        panel.replaced = ["E-1", "E-2", "E-3", "E-4"]
        #expect(call(rule).results(of: [panel]).first?.score == before.score)
    }

    @Test("are replaced criterion by criterion as well, so that the criteria still add up to the score")
    func criteria() throws {
        var call = Panels.call(.trimmed, trimFrom: 5, criteria: [("idea", 60), ("proof", 40)])
        call.abnormal = Call.AbnormalPolicy(against: .mean, points: Points(20), reasonDays: 3, replace: true)
        let scores = [(90, 80), (50, 80), (70, 70), (60, 91), (20, 20)]
        let sheets = scores.enumerated().map { Panels.sheet("E-\($0 + 1)", ["idea": Points($1.0), "proof": Points($1.1)]) }
        let panel = PanelSheets(dossier: "D", category: "school", sheets: sheets, missing: 0, replaced: ["E-5"])
        let outcome = try #require(call.results(of: [panel]).first)
        #expect(outcome.sheets.first { $0.expert == "E-5" }?.counted == true)
        let sum = call.criterionScores(of: outcome, sheets: sheets)
            .reduce(Fraction(0)) { $0 + Fraction($1.exact.numerator * $1.weight, over: $1.exact.denominator * 100) }
        #expect(sum.rounded(call.scoring.rounding) == outcome.score)
    }

    @Test("leave no trace in results of a call without the rule")
    func withoutRule() throws {
        let outcome = call(nil).results(of: [Panels.panel("D", [1000, 9000, 9000])])
        let text = String(decoding: try JSONEncoder().encode(outcome), as: UTF8.self)
        #expect(!text.contains("own") && !text.contains("others"))
    }
}
