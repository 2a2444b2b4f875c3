import Programme
import Scoring
import Testing

@Suite("Leaving out each expert by the official rule")
struct ExpertsLeftOutTests {
    private func panels(_ scores: [String: [Int]], excluding: [String: Int] = [:]) -> [PanelSheets] {
        scores.sorted { $0.key < $1.key }.map { Panels.panel($0.key, $0.value.map { $0 * 100 }, excluding: excluding[$0.key] ?? 0) }
    }

    @Test("by the pass mark: who passes without anyone owes it to no one; who fails by one expert depends on them")
    func passMark() {
        let call = Panels.call(.mean, passMark: 60)
        let all = panels(["A": [80, 80, 80], "B": [50, 60, 73], "C": [90, 40, 40], "D": [20, 20, 20]])
        let left = call.expertsLeftOut(all, in: "school")
        #expect(left.selected == ["A", "B"] && left.always == ["A"])
        // B has 61; without E-3 it has 55, without E-2 61.5, without E-1 66.5. C has 56.67; without E-2 or E-3 it has 65.
        #expect(left.depends == ["B": ["E-3"], "C": ["E-2", "E-3"]])
    }

    @Test("by places: leaving out an expert may put another dossier in, and those who tie across the last place are in")
    func places() {
        var call = Panels.call(.mean, passMark: 10)
        call.categories[0].places = 2
        let left = call.expertsLeftOut(panels(["A": [90, 90], "B": [80, 60], "C": [70, 69], "D": [30, 30]]), in: "school")
        #expect(left.selected == ["A", "B"] && left.always == ["A"])
        // Without E-1 B has 60 and C 69: C is in, and B out. Without E-2 B has 80 and C 70.
        #expect(left.depends == ["B": ["E-1"], "C": ["E-1"]])
        let tied = call.expertsLeftOut(panels(["A": [90], "B": [80], "C": [80]]), in: "school")
        #expect(tied.selected == ["A", "B", "C"])
        call.categories[0].places = 0
        #expect(call.expertsLeftOut(panels(["A": [90]]), in: "school").selected.isEmpty)
    }

    @Test("a gate goes with the expert who marked it; a panel that is too small then is not out for that, one too small before stays out")
    func gatesAndSize() {
        let call = Panels.call(.mean, minimumSheets: 2, passMark: 60)
        let left = call.expertsLeftOut(
            panels(["A": [80, 80, 80], "B": [70, 70], "C": [99]], excluding: ["A": 1]), in: "school")
        #expect(left.selected == ["B"] && left.always == ["B"])
        #expect(left.depends == ["A": ["E-1"]])
    }

    @Test("the order of panels and sheets doesn't matter", arguments: UInt64(0)..<5)
    func order(seed: UInt64) {
        var chance = Seeded(seed)
        var call = Panels.call(.trimmed, passMark: 60)
        call.categories[0].places = 3
        var all = panels(["A": [61, 80, 70, 90, 55], "B": [50, 60, 73, 66, 70], "C": [90, 40, 40, 80, 77], "D": [65, 64, 63, 62, 61]])
        let first = call.expertsLeftOut(all, in: "school")
        all.shuffle(using: &chance)
        for index in all.indices { all[index].sheets.shuffle(using: &chance) }
        #expect(call.expertsLeftOut(all, in: "school") == first)
    }
}
