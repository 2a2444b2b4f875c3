/// Who would be selected if one expert had never scored anything: each expert left out in turn.
///
/// A dossier that is in whoever is left out does not owe its place to any one person.
public struct LeaveOneOut: Sendable, Hashable {
    /// For each dossier, the experts without whom it is selected.
    public let selectedWithout: [Int]
    /// For each dossier, the experts whose leaving out changes whether it is selected.
    public let changers: [[Int]]
    /// Whether each dossier is selected with all experts.
    public let selected: [Bool]
    /// How many experts were left out in turn.
    public let experts: Int

    /// Whether a dossier is selected with everybody and without anyone.
    public func isAlwaysIn(_ item: Int) -> Bool { selected[item] && selectedWithout[item] == experts }

    /// Whether a dossier is selected in no case.
    public func isNeverIn(_ item: Int) -> Bool { !selected[item] && selectedWithout[item] == 0 }

    /// Leaves out each expert in turn.
    ///
    /// Dossiers of one score share a place at the cut: all are in, so that the selection does not depend on their order.
    ///
    /// - Parameters:
    ///   - table: The scores.
    ///   - count: How many dossiers are selected.
    ///   - score: What a dossier is ranked by, from its scores; nil where there is none, which ranks last.
    public init(_ table: ScoreTable, selecting count: Int, by score: ([Double]) -> Double?) {
        var scores = [[(rater: Int, value: Double)]](repeating: [], count: table.items.count)
        for entry in table.entries { scores[entry.item].append((entry.rater, entry.value)) }
        var ranked = scores.map { score($0.map(\.value)) }
        let sorted = ranked.compactMap(\.self).sorted(by: >)
        let cut = SelectionCut(places: count, sorted)
        let all = ranked.map(cut.selects)
        var without = [Int](repeating: 0, count: table.items.count)
        var changers = [[Int]](repeating: [], count: table.items.count)
        var readers = [[Int]](repeating: [], count: table.raters.count)
        for entry in table.entries { readers[entry.rater].append(entry.item) }
        for rater in table.raters.indices {
            let items = readers[rater]
            let before = items.map { ranked[$0] }
            for item in items { ranked[item] = score(scores[item].filter { $0.rater != rater }.map(\.value)) }
            let cut = SelectionCut(
                places: count, sorted, without: before.compactMap(\.self).sorted(by: >),
                with: items.compactMap { ranked[$0] }.sorted(by: >))
            for (item, isIn) in ranked.map(cut.selects).enumerated() {
                if isIn { without[item] += 1 }
                if isIn != all[item] { changers[item].append(rater) }
            }
            for (item, score) in zip(items, before) { ranked[item] = score }
        }
        selected = all
        selectedWithout = without
        self.changers = changers
        experts = table.raters.count
    }
}
