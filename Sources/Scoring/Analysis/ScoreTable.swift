internal import Foundation
internal import Programme

/// Who gave what how many points: dossiers by experts, with at most one score a pair and most pairs without any.
///
/// Both are in the order of the bytes of their identifiers, and the scores by dossier, then expert; so what is computed from a
/// table does not depend on the order in which it was written down.
///
/// A table holds everything that was reviewed. Statistics of the dossiers that were selected alone say nothing about how experts
/// judge: among those every score is high, and agreement seems to vanish (restriction of range).
public struct ScoreTable: Sendable, Hashable {
    /// One score.
    public struct Entry: Sendable, Hashable {
        /// The dossier, by its position.
        public var item: Int
        /// The expert, by their position.
        public var rater: Int
        /// The score.
        public var value: Double

        /// One score.
        public init(item: Int, rater: Int, value: Double) {
            self.item = item
            self.rater = rater
            self.value = value
        }
    }

    /// The dossiers.
    public let items: [String]
    /// The experts.
    public let raters: [String]
    /// The scores, by dossier, then expert.
    public let entries: [Entry]

    /// A table of scores.
    ///
    /// - Throws: `Failure.failed` where a pair has two scores or a score is not a finite number. Who reads a file looks for both
    ///   beforehand, and names the row.
    public init(scores: [(item: String, rater: String, value: Double)]) throws {
        items = Self.inOrder(scores.lazy.map(\.item))
        raters = Self.inOrder(scores.lazy.map(\.rater))
        let itemPositions = Self.positions(of: items)
        let raterPositions = Self.positions(of: raters)
        entries = scores.map { Entry(item: itemPositions[$0.item] ?? 0, rater: raterPositions[$0.rater] ?? 0, value: $0.value) }
            .sorted { ($0.item, $0.rater) < ($1.item, $1.rater) }
        for (entry, next) in zip(entries, entries.dropFirst()) where (entry.item, entry.rater) == (next.item, next.rater) {
            throw Failure.failed(
                Text(
                    zh: "专家“\(raters[entry.rater])”对材料“\(items[entry.item])”有两个评分；每对至多一个，请删去其一。",
                    en: "the expert “\(raters[entry.rater])” has two scores for the dossier “\(items[entry.item])”; "
                        + "a pair has one at most: remove one of them."))
        }
        for entry in entries where !entry.value.isFinite {
            throw Failure.failed(
                Text(
                    zh: "专家“\(raters[entry.rater])”对材料“\(items[entry.item])”的评分不是有限的数；请改正。",
                    en: "the score of the expert “\(raters[entry.rater])” for the dossier “\(items[entry.item])” is not a finite "
                        + "number; correct it."))
        }
    }

    /// The sums of several tables, such as one a criterion, of the pairs that are in all of them.
    ///
    /// - Throws: `Failure.failed` where a sum is no finite number.
    public init(summing tables: [ScoreTable]) throws {
        var sums: [[String]: (count: Int, value: Double)] = [:]
        for table in tables {
            for entry in table.entries {
                sums[[table.items[entry.item], table.raters[entry.rater]], default: (0, 0)].count += 1
                sums[[table.items[entry.item], table.raters[entry.rater]], default: (0, 0)].value += entry.value
            }
        }
        try self.init(scores: sums.filter { $0.value.count == tables.count }.map { ($0.key[0], $0.key[1], $0.value.value) })
    }

    /// The same dossiers and experts with other scores.
    init(_ table: ScoreTable, entries: [Entry]) {
        items = table.items
        raters = table.raters
        self.entries = entries
    }

    /// The scores of each dossier, in the order of their experts.
    public var scoresByItem: [[Double]] {
        entries.reduce(into: [[Double]](repeating: [], count: items.count)) { $0[$1.item].append($1.value) }
    }

    /// The scores of each expert, in the order of their dossiers.
    public var scoresByRater: [[Double]] {
        entries.reduce(into: [[Double]](repeating: [], count: raters.count)) { $0[$1.rater].append($1.value) }
    }

    private static func inOrder(_ identifiers: some Sequence<String>) -> [String] {
        Set(identifiers).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func positions(of identifiers: [String]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: identifiers.enumerated().map { ($1, $0) })
    }
}
