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
        let ranked = scores.map { score($0.map(\.value)) }
        let all = Self.selection(of: ranked, count)
        var without = [Int](repeating: 0, count: table.items.count)
        var changers = [[Int]](repeating: [], count: table.items.count)
        var readers = [[Int]](repeating: [], count: table.raters.count)
        for entry in table.entries { readers[entry.rater].append(entry.item) }
        for rater in table.raters.indices {
            var changed = ranked
            for item in readers[rater] { changed[item] = score(scores[item].filter { $0.rater != rater }.map(\.value)) }
            for (item, isIn) in Self.selection(of: changed, count).enumerated() {
                if isIn { without[item] += 1 }
                if isIn != all[item] { changers[item].append(rater) }
            }
        }
        selected = all
        selectedWithout = without
        self.changers = changers
        experts = table.raters.count
    }

    private static func selection(of scores: [Double?], _ count: Int) -> [Bool] {
        let present = scores.compactMap(\.self).sorted(by: >)
        guard count > 0, let last = present.prefix(count).last else { return scores.map { _ in false } }
        return scores.map { ($0 ?? -.infinity) >= last }
    }
}
