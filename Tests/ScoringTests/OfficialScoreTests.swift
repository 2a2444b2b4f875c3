import Programme
import Scoring
import Testing

@Suite("Official scores")
struct OfficialScoreTests {
    private func outcome(_ call: Call, _ hundredths: [Int], missing: Int = 0, excluding: Int = 0) -> Outcome? {
        call.results(of: [Panels.panel("D", hundredths, missing: missing, excluding: excluding)]).first
    }

    @Test(
        "each policy takes its average",
        arguments: [
            (Call.Average.mean, [70_00, 80_00, 90_00], "80.00"), (.mean, [70_00, 70_00, 71_00], "70.33"),
            (.mean, [66_66, 66_67], "66.67"), (.median, [10_00, 80_00, 90_00], "80.00"),
            (.median, [10_00, 80_00, 81_00, 90_00], "80.50"), (.median, [77_77], "77.77"),
            (.trimmed, [10_00, 80_00, 81_00, 82_00, 100_00], "81.00"),
            (.trimmed, [10_00, 80_00, 81_00, 82_00], "63.25"),
            (.trimmed, [50_00, 50_00, 50_00, 50_00, 50_00], "50.00"),
            (.trimmed, [0, 70_00, 75_00, 80_00, 85_00, 90_00, 100_00], "80.00"),
        ])
    func policies(policy: Call.Average, scores: [Int], expected: String) {
        #expect(outcome(Panels.call(policy), scores)?.score?.description == expected)
    }

    @Test("all three policies agree with a plain calculation over thousands of panels, whatever the order of sheets")
    func plainCalculation() {
        var random = Seeded(37)
        for policy in Call.Average.allCases {
            let call = Panels.call(policy)
            for _ in 0..<700 {
                let scores = (0..<Int.random(in: 1...9, using: &random)).map { _ in
                    Int.random(in: 0...10_000, using: &random)
                }
                let expected = plain(policy, scores)
                #expect(outcome(call, scores)?.score?.hundredths == expected)
                #expect(outcome(call, scores.shuffled(using: &random))?.score?.hundredths == expected)
            }
        }
    }

    /// The score by hand: sorted, cut, summed, and rounded half up in whole numbers.
    private func plain(_ policy: Call.Average, _ scores: [Int]) -> Int {
        var middle = scores.sorted()
        switch policy {
        case .mean: break
        case .trimmed: if middle.count >= 5 { middle = Array(middle[1..<(middle.count - 1)]) }
        case .median: while middle.count > 2 { middle = Array(middle[1..<(middle.count - 1)]) }
        }
        return (2 * middle.reduce(0, +) + middle.count) / (2 * middle.count)
    }

    @Test("with a trimmed mean no single expert can move the score beyond the others' range")
    func oneExpertCannotDecide() {
        var random = Seeded(48)
        let call = Panels.call(.trimmed)
        for _ in 0..<300 {
            let others = (0..<4).map { _ in Int.random(in: 0...10_000, using: &random) }
            let low = outcome(call, others + [0])?.score?.hundredths ?? -1
            let high = outcome(call, others + [10_000])?.score?.hundredths ?? -1
            #expect(low >= others.min() ?? 0 && high <= others.max() ?? 0 && low <= high)
        }
    }

    @Test("the sheets that enter the score are marked, one of several equal extremes is left out")
    func counted() {
        let found = outcome(Panels.call(.trimmed), [80_00, 50_00, 90_00, 90_00, 70_00])
        #expect(found?.sheets.map(\.counted) == [true, false, true, false, true])
        #expect(found?.score?.description == "80.00")
        let few = outcome(Panels.call(.trimmed), [80_00, 50_00, 90_00, 90_00])
        #expect(few?.sheets.map(\.counted) == [true, true, true, true])
    }

    @Test("a total is the weighted sum, on any scale, without rounding on the way")
    func weighted() {
        let call = Panels.call(criteria: [("a", 37), ("b", 63)], maximum: 7)
        let scores = ["a": Points(hundredths: 5_11), "b": Points(hundredths: 3_33)]
        let panel = PanelSheets(
            dossier: "D", category: "school", sheets: [Panels.sheet("E-1", scores)], missing: 0)
        let total = call.results(of: [panel]).first?.sheets.first?.total
        #expect(total == Fraction((37 * 511 + 63 * 333) * 100, over: 700))
        #expect(call.results(of: [panel]).first?.score?.description == "56.98")
    }

    @Test("rounding is the call's", arguments: [(Call.RoundingRule.halfUp, "70.1"), (.halfEven, "70")])
    func rounding(rule: Call.RoundingRule, expected: String) {
        #expect(outcome(Panels.call(digits: 1, rule: rule), [70_00, 70_10])?.score?.short == expected)
    }

    @Test("a dossier passes from its pass mark on, by the rounded score")
    func passMark() {
        #expect(outcome(Panels.call(), [59_99, 60_00])?.standing == .passed)
        #expect(outcome(Panels.call(), [59_99])?.standing == .failed)
        #expect(outcome(Panels.call(), [60_00])?.standing == .passed)
    }

    @Test("with too few sheets there is no score, no place and nothing that counts")
    func tooFew() {
        let found = outcome(Panels.call(minimumSheets: 3), [90_00, 90_00], missing: 3)
        #expect(found?.standing == .incomplete)
        #expect(found?.score == nil && found?.rank == nil)
        #expect(found?.missing == 3)
        #expect(found?.sheets.map(\.counted) == [false, false])
        #expect(outcome(Panels.call(), [])?.standing == .incomplete)
    }

    @Test(
        "one expert excludes where any does, more than half where the majority does",
        arguments: [
            (Call.GateRule.any, 5, 0, false), (.any, 5, 1, true), (.majority, 5, 2, false), (.majority, 5, 3, true),
            (.majority, 4, 2, false), (.majority, 4, 3, true), (.majority, 7, 3, false), (.majority, 7, 4, true),
        ])
    func gates(rule: Call.GateRule, sheets: Int, notMet: Int, excluded: Bool) {
        let found = outcome(Panels.call(gate: rule), Array(repeating: 90_00, count: sheets), excluding: notMet)
        #expect(found?.standing == (excluded ? .excluded : .passed))
        #expect(found?.gates == (notMet > 0 ? [Outcome.GateCount(gate: "legal", notMet: notMet)] : []))
        #expect((found?.rank == nil) == excluded)
    }

    @Test("two gates held as not met by different experts are not added up")
    func gatesApart() {
        let scores = ["all": Points(90)]
        let sheets = [
            Panels.sheet("E-1", scores, notMet: ["legal"]), Panels.sheet("E-2", scores, notMet: ["sound"]),
            Panels.sheet("E-3", scores),
        ]
        let panel = PanelSheets(dossier: "D", category: "school", sheets: sheets, missing: 0)
        let found = Panels.call(gate: .majority).results(of: [panel]).first
        #expect(found?.standing == .passed)
        #expect(found?.gates.map(\.notMet) == [1, 1])
    }
}

@Suite("Places")
struct PlacesTests {
    @Test("equal scores share a place and the next is left out: 1, 2, 2, 4")
    func ties() {
        let panels = [("D-1", 70_00), ("D-2", 90_00), ("D-3", 80_00), ("D-4", 80_00)]
        let results = Panels.call().results(of: panels.map { Panels.panel($0, [$1]) })
        #expect(results.map(\.dossier) == ["D-2", "D-3", "D-4", "D-1"])
        #expect(results.map(\.rank) == [1, 2, 2, 4])
        #expect(results.map(\.tied) == [false, true, true, false])
    }

    @Test("three that tie at the top share the first place and the fourth is fourth")
    func tiesAtTheTop() {
        let results = Panels.call().results(
            of: [80, 80, 80, 70].enumerated().map { Panels.panel("D-\($0)", [$1 * 100]) })
        #expect(results.map(\.rank) == [1, 1, 1, 4])
        #expect(results.map(\.tied) == [true, true, true, false])
    }

    @Test("scores tie by their rounded values")
    func roundedTies() {
        let results = Panels.call(digits: 1).results(of: [Panels.panel("D-1", [80_04]), Panels.panel("D-2", [80_00])])
        #expect(results.map(\.rank) == [1, 1])
    }

    @Test("the criteria that the call names break ties one after the other, what still ties shares the place")
    func tieBreaks() {
        let call = Panels.call(tieBreak: ["b", "c"], criteria: [("a", 50), ("b", 25), ("c", 25)])
        func panel(_ dossier: String, _ a: Int, _ b: Int, _ c: Int) -> PanelSheets {
            let scores = ["a": Points(a), "b": Points(b), "c": Points(c)]
            return PanelSheets(
                dossier: dossier, category: "school", sheets: [Panels.sheet("E-1", scores)], missing: 0)
        }
        // All four have 75 in all.
        let results = call.results(of: [
            panel("D-1", 75, 70, 80), panel("D-2", 70, 80, 80), panel("D-3", 80, 70, 70), panel("D-4", 75, 70, 80),
        ])
        #expect(Set(results.map(\.score)) == [Points(75)])
        #expect(results.map(\.dossier) == ["D-2", "D-1", "D-4", "D-3"])
        #expect(results.map(\.rank) == [1, 2, 2, 4])
        #expect(results.map(\.tied) == [false, true, true, false])
    }

    @Test("excluded and incomplete dossiers have no place and take none away")
    func unranked() {
        let call = Panels.call(minimumSheets: 2)
        let results = call.results(of: [
            Panels.panel("D-1", [99_00, 99_00], excluding: 1), Panels.panel("D-2", [98_00]),
            Panels.panel("D-3", [50_00, 50_00]), Panels.panel("D-4", [70_00, 70_00]),
        ])
        #expect(results.map(\.dossier) == ["D-4", "D-3", "D-1", "D-2"])
        #expect(results.map(\.rank) == [1, 2, nil, nil])
        #expect(results.map(\.standing) == [.passed, .failed, .excluded, .incomplete])
    }

    @Test("results do not depend on the order of dossiers or sheets, and a place is one more than those above")
    func invariance() {
        var random = Seeded(53)
        let call = Panels.call(.trimmed, digits: 0, gate: .majority)
        for _ in 0..<40 {
            let panels = (0..<25).map { number in
                Panels.panel(
                    "D-\(100 + number)", (0..<5).map { _ in Int.random(in: 55...90, using: &random) * 100 },
                    excluding: Int.random(in: 0...3, using: &random))
            }
            let results = call.results(of: panels)
            let shuffled = panels.shuffled(using: &random).map { panel in
                PanelSheets(
                    dossier: panel.dossier, category: panel.category, sheets: panel.sheets.shuffled(using: &random),
                    missing: panel.missing)
            }
            #expect(call.results(of: shuffled) == results)
            for outcome in results where outcome.rank != nil {
                let above = results.count { other in
                    guard let mine = outcome.score, let theirs = other.score, other.rank != nil else { return false }
                    return theirs > mine
                }
                #expect(outcome.rank == above + 1)
            }
        }
    }

    @Test("raising one score never lowers the dossier's place")
    func monotone() {
        var random = Seeded(59)
        for policy in Call.Average.allCases {
            let call = Panels.call(policy)
            for _ in 0..<60 {
                var scores = (0..<6).map { _ in (0..<5).map { _ in Int.random(in: 40_00...90_00, using: &random) } }
                func rank() -> Int? {
                    call.results(of: scores.enumerated().map { Panels.panel("D-\($0)", $1) })
                        .first { $0.dossier == "D-0" }?.rank
                }
                let before = rank() ?? 0
                scores[0][Int.random(in: 0..<5, using: &random)] += 10_00
                #expect((rank() ?? 99) <= before)
            }
        }
    }
}
