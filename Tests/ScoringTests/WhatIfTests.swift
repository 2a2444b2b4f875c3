import Programme
import Scoring
import Testing

@Suite("What would become of the list under other rules")
struct WhatIfTests {
    private let panels = [
        Panels.panel("D-1", [9000, 9000]), Panels.panel("D-2", [7000, 7500]), Panels.panel("D-3", [5500, 5900]),
        Panels.panel("D-4", [6000, 6000]),
    ]

    private func changed(_ change: WhatIf, _ call: Call = Panels.call()) throws -> [String: WhatIfLine] {
        Dictionary(try call.whatIf(change, of: panels).map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
    }

    @Test("a lower pass mark lets in, a higher one lets go, and scores stay")
    func passMarks() throws {
        let lower = try changed(WhatIf(passMarks: ["school": Points(55)]))
        #expect(lower["D-3"]?.change == .comesIn && lower["D-1"]?.change == .stays)
        let higher = try changed(WhatIf(passMarks: ["school": Points(hundredths: 6001)]))
        #expect(higher.filter { $0.value.change == .goesOut }.map(\.key) == ["D-4"])
        #expect(higher.values.allSatisfy { $0.before.score == $0.after.score && $0.before.rank == $0.after.rank })
        #expect(try changed(WhatIf()).values.allSatisfy { $0.before == $0.after })
    }

    @Test("places cut the list, and none let all in who passed")
    func places() throws {
        let cut = try changed(WhatIf(places: ["school": 1]))
        #expect(Set(cut.filter { $0.value.change == .goesOut }.keys) == ["D-2", "D-4"])
        var call = Panels.call()
        call.categories[0].places = 1
        let open = try changed(WhatIf(places: ["school": nil]), call)
        #expect(Set(open.filter { $0.value.change == .comesIn }.keys) == ["D-2", "D-4"])
    }

    @Test("other weights make other scores, exactly, and have to add up to 100")
    func weights() throws {
        let call = Panels.call(criteria: [("idea", 60), ("proof", 40)], maximum: 10, passMark: 70)
        let sheets = [("E-1", 8, 5), ("E-2", 9, 6)].map { Panels.sheet($0.0, ["idea": Points($0.1), "proof": Points($0.2)]) }
        let panel = PanelSheets(dossier: "D-1", category: "school", sheets: sheets, missing: 0)
        let line = try #require(try call.whatIf(WhatIf(weights: ["school": ["idea": 40, "proof": 60]]), of: [panel]).first)
        #expect(line.before.score == Points(73) && line.after.score == Points(67) && line.change == .goesOut)
        let failure = #expect(throws: Failure.self) { try call.whatIf(WhatIf(weights: ["school": ["idea": 50]]), of: [panel]) }
        #expect(failure?.exitCode == 64 && failure?.text.en.contains("add up to 90") == true)
    }

    @Test(
        "what isn't there is refused with what is",
        arguments: [
            WhatIf(passMarks: ["x": Points(1)]), WhatIf(places: ["x": 1]), WhatIf(weights: ["school": ["x": 1]]),
            WhatIf(passMarks: ["school": Points(101)]),
        ])
    func unknown(change: WhatIf) {
        #expect(throws: Failure.self) { try Panels.call().whatIf(change, of: panels) }
    }

    @Test("the same whatever the order of panels")
    func order() throws {
        let change = WhatIf(passMarks: ["school": Points(70)], places: ["school": 2])
        #expect(try Panels.call().whatIf(change, of: panels) == Panels.call().whatIf(change, of: panels.reversed()))
    }

    @Test("scores by criterion are over the sheets that count, and their weighted sum is the official score to the digit")
    func criteria() throws {
        let call = Panels.call(.trimmed, trimFrom: 5, criteria: [("idea", 60), ("proof", 40)])
        let scores = [(90, 10), (50, 80), (70, 70), (60, 90), (20, 20)]
        let sheets = scores.enumerated().map { Panels.sheet("E-\($0 + 1)", ["idea": Points($1.0), "proof": Points($1.1)]) }
        let outcome = try #require(call.results(of: [PanelSheets(dossier: "D", category: "school", sheets: sheets, missing: 0)]).first)
        let criteria = call.criterionScores(of: outcome, sheets: sheets)
        let sum = criteria.reduce(Fraction(0)) { $0 + Fraction($1.exact.numerator * $1.weight, over: $1.exact.denominator * 100) }
        #expect(sum.rounded(call.scoring.rounding) == outcome.score)
        #expect(criteria.map(\.score) == [Points(hundredths: 7000), Points(hundredths: 5333)])
        var none = outcome
        none.score = nil
        #expect(call.criterionScores(of: none, sheets: sheets).isEmpty)
    }
}
