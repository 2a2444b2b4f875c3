public import Programme

/// Who is selected by the official rule whichever expert had handed in nothing: each left out in turn.
///
/// As `LeaveOneOut`, but by the call itself: gates, policy, rounding, pass mark and places. Who is in under all of it owes the place
/// to no one person. That a panel is then too small by the call's rule is not held against the dossier: nobody knows what another
/// expert would have given.
public struct ExpertsLeftOut: Sendable, Hashable {
    /// Who is selected with all experts: who passed, up to the places of the category. Those who tie across the last place are in.
    public let selected: Set<String>
    /// Who is selected with all of them and without any one of them.
    public let always: Set<String>
    /// For each dossier that is in or out because of single experts, those experts, in order.
    public let depends: [String: [String]]
}

extension Call {
    /// Leaves out each expert of a category in turn.
    public func expertsLeftOut(_ panels: [PanelSheets], in category: String) -> ExpertsLeftOut {
        let own = panels.filter { $0.category == category }.sorted { $0.dossier < $1.dossier }
        // By official scores, also where the call ranks by adjusted ones: those have no single panel that an expert could be left out of.
        var official = self
        official.scoring.ranking = nil
        var relaxed = official
        relaxed.scoring.minimumSheets = 1
        let places = self.category(category)?.places
        func mark(_ panel: PanelSheets, by call: Call) -> Points? {
            call.results(of: [panel]).first.flatMap { $0.standing == .passed ? $0.score : nil }
        }
        let marks = own.map { mark($0, by: official) }
        let sorted = marks.compactMap(\.self).sorted(by: >)
        let selected = marks.map(SelectionCut(places: places, sorted).selects)
        var panelsOf: [String: [Int]] = [:]
        for (index, panel) in own.enumerated() {
            for sheet in panel.sheets { panelsOf[sheet.expert, default: []].append(index) }
        }
        var depends: [String: [String]] = [:]
        for (expert, indices) in panelsOf.sorted(by: { $0.key < $1.key }) {
            var changed = marks
            // One that has too few sheets as it is has no score to change.
            for index in indices where own[index].sheets.count >= scoring.minimumSheets {
                var panel = own[index]
                panel.sheets.removeAll { $0.expert == expert }
                changed[index] = mark(panel, by: relaxed)
            }
            let cut = SelectionCut(
                places: places, sorted, without: indices.compactMap { marks[$0] }.sorted(by: >),
                with: indices.compactMap { changed[$0] }.sorted(by: >))
            for (index, isIn) in changed.map(cut.selects).enumerated() where isIn != selected[index] {
                depends[own[index].dossier, default: []].append(expert)
            }
        }
        let names = zip(own, selected).filter(\.1).map(\.0.dossier)
        return ExpertsLeftOut(selected: Set(names), always: Set(names.filter { depends[$0] == nil }), depends: depends)
    }
}
