import Programme
import Testing

@testable import Scoring

@Suite("Ranking by adjusted scores, where the call says so beforehand")
struct AdjustedRankingTests {
    /// Scores in points by dossier and expert: E-3 is severe, E-5 lenient.
    private let lenient: [(String, [(String, Int)])] = [
        ("D-1", [("E-1", 80), ("E-2", 85), ("E-3", 50)]), ("D-2", [("E-1", 65), ("E-2", 60), ("E-3", 30)]),
        ("D-3", [("E-1", 70), ("E-2", 75), ("E-5", 95)]),
    ]

    private func call(_ ranking: Call.Ranking? = .adjusted, places: Int? = nil, passMark: Int = 40, digits: Int = 2) -> Call {
        var call = Panels.call(digits: digits, passMark: passMark)
        call.scoring.ranking = ranking
        call.categories[0].places = places
        return call
    }

    private func panels(_ scores: [(String, [(String, Int)])], replaced: [String: Set<String>] = [:]) -> [PanelSheets] {
        scores.map { dossier, own in
            PanelSheets(
                dossier: dossier, category: "school",
                sheets: own.map { expert, score in Panels.sheet(expert, ["all": Points(score)]) }, missing: 0,
                replaced: replaced[dossier] ?? [])
        }
    }

    @Test("the order is that of the adjusted scores, and official scores and places stay what they were")
    func order() throws {
        let (outcomes, bases) = call().resultsAndBases(of: panels(lenient))
        let official = call(nil).results(of: panels(lenient))
        #expect(outcomes.map(\.score) == official.map(\.score) && outcomes.map(\.rank) == official.map(\.rank))
        #expect(official.allSatisfy { $0.adjusted == nil })
        #expect(outcomes.map(\.dossier) == ["D-3", "D-1", "D-2"])
        #expect(outcomes.map { $0.adjusted?.rank } == [2, 1, 3])
        let basis = try #require(bases.first)
        #expect(bases.count == 1 && basis.fallback == nil && basis.scores == 9 && basis.groups == 1)
        // To the digit of the model's own predictions.
        let table = try ScoreTable(scores: lenient.flatMap { dossier, own in own.map { (dossier, $0.0, Double($0.1)) } })
        let model = try #require(ScoreModel.fit(table))
        for (id, effect) in zip(table.items, model.items) {
            let score = try #require(outcomes.first { $0.dossier == id }?.adjusted?.score)
            #expect(abs(Double(score.hundredths) / 100 - effect.value) < 0.0051, "\(id)")
        }
        let ratio = try #require(basis.dossierRatio)
        #expect(abs(Double(ratio) / 1e9 - model.variance.item / model.variance.residual) < 1e-6)
    }

    @Test("neither the order of sheets nor that of dossiers changes a digit")
    func shuffled() {
        let turned = lenient.reversed().map { ($0.0, Array($0.1.reversed())) }
        #expect(call().results(of: panels(turned)) == call().results(of: panels(lenient)))
    }

    @Test("places of the shortlist go by adjusted scores, the pass mark by official ones")
    func places() throws {
        func listed(_ call: Call) -> [String] { call.placements(by: call.results(of: panels(lenient))).filter(\.proposed).map(\.dossier) }
        #expect(listed(call(nil, places: 1)) == ["D-3"])
        #expect(listed(call(places: 1)) == ["D-1"])
        // D-1 has 71.67: its adjusted 79 does not carry it over a pass mark of 75.
        #expect(listed(call(places: 1, passMark: 75)) == ["D-3"])
        let ground = try #require(call(places: 1).placements(by: call().results(of: panels(lenient))).first { $0.dossier == "D-3" }?.ground)
        #expect(ground.en.contains("by adjusted") && ground.en.contains("place 2 (official 80.00, place 1)"))
        #expect(ground.zh.contains("按调整成绩"))
    }

    @Test("groups that no review connects can't be compared: the category is ranked by official scores, and says why")
    func unconnected() throws {
        let apart = lenient + [("D-4", [("E-7", 90), ("E-8", 92)]), ("D-5", [("E-7", 70), ("E-8", 75)])]
        let (outcomes, bases) = call(places: 1).resultsAndBases(of: panels(apart))
        #expect(bases.first?.fallback == .unconnected && bases.first?.groups == 2)
        #expect(outcomes.allSatisfy { $0.adjusted == nil })
        let placements = call(places: 1).placements(by: outcomes)
        #expect(placements.filter(\.proposed).map(\.dossier) == ["D-4"])
        #expect(placements.first { $0.dossier == "D-4" }?.ground.en.contains("can't be compared") == true)
        // A group of which nothing has a place is in nobody's way.
        let excluded = panels(apart).map { panel in
            var panel = panel
            if ["D-4", "D-5"].contains(panel.dossier) {
                panel.sheets = panel.sheets.map { sheet in
                    var sheet = sheet
                    sheet.gates["legal"] = false
                    return sheet
                }
            }
            return panel
        }
        #expect(call().resultsAndBases(of: excluded).bases.first?.fallback == nil)
    }

    @Test("without a model, or where dossiers differ by chance alone, official scores rank")
    func nothingToRankBy() {
        let once = [("D-1", [("E-1", 80)]), ("D-2", [("E-2", 70)])]
        #expect(call().resultsAndBases(of: panels(once)).bases.first?.fallback == .undefined)
        let alike = [
            ("D-1", [("E-1", 80), ("E-2", 60)]), ("D-2", [("E-1", 60), ("E-2", 80)]), ("D-3", [("E-1", 70), ("E-2", 70)]),
        ]
        let (outcomes, bases) = call().resultsAndBases(of: panels(alike))
        #expect(bases.first?.fallback == .noDifferences && outcomes.allSatisfy { $0.adjusted == nil })
    }

    @Test("what was replaced by the mean of the others says nothing of its own")
    func replaced() {
        let without = lenient.map { dossier, own in (dossier, own.filter { dossier != "D-1" || $0.0 != "E-3" }) }
        let (outcomes, bases) = call().resultsAndBases(of: panels(lenient, replaced: ["D-1": ["E-3"]]))
        #expect(bases.first?.scores == 8)
        #expect(
            outcomes.sorted { $0.dossier < $1.dossier }.map(\.adjusted)
                == call().results(of: panels(without)).sorted { $0.dossier < $1.dossier }.map(\.adjusted))
    }

    @Test("adjusted scores that round to the same tie, and criteria break ties as the call says")
    func ties() {
        let close: [(String, [(String, Int)])] = [
            ("D-1", [("E-1", 80), ("E-2", 81)]), ("D-2", [("E-1", 81), ("E-2", 80)]), ("D-3", [("E-1", 40), ("E-2", 42)]),
        ]
        let outcomes = call(digits: 0).results(of: panels(close)).sorted { $0.dossier < $1.dossier }
        #expect(outcomes.map { $0.adjusted?.rank } == [1, 1, 3] && outcomes.map { $0.adjusted?.tied } == [true, true, false])
        #expect(outcomes.allSatisfy { ($0.adjusted?.score.hundredths ?? 1) % 100 == 0 }, "rounded as the call rounds")
    }

    @Test("leaving experts out goes by official scores, however the call ranks")
    func leftOut() {
        #expect(
            call(places: 1).expertsLeftOut(panels(lenient), in: "school")
                == call(nil, places: 1).expertsLeftOut(panels(lenient), in: "school"))
    }
}
