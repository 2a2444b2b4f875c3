internal import Foundation
internal import Programme
public import Scoring

/// Reads tables of scores: a row a score, with a dossier, an expert and a number.
public enum ScoreTableReader {
    /// Which columns hold what.
    public struct Columns: Sendable {
        /// The dossier.
        public var item: String
        /// The expert.
        public var rater: String
        /// The score.
        public var score: String
        /// The criterion, where the table has scores by criterion.
        public var criterion: String?

        /// The columns, by their usual names.
        public init(item: String = "dossier", rater: String = "expert", score: String = "score", criterion: String? = nil) {
            self.item = item
            self.rater = rater
            self.score = score
            self.criterion = criterion
        }
    }

    /// The scores of a table, one table a criterion in the order of their names; under the name `""` where there are no criteria.
    ///
    /// - Throws: `Failure.malformed` with each row that lacks an identifier, has no number, or repeats a pair.
    public static func read(_ table: Table, _ columns: Columns) throws -> [(criterion: String, table: ScoreTable)] {
        try table.require([columns.item, columns.rater, columns.score] + (columns.criterion.map { [$0] } ?? []))
        let faults = FaultCollector(unread: table.faults)
        var rows: [String: [(item: String, rater: String, value: Double)]] = [:]
        var seen: [[String]: Int] = [:]
        for row in table.rows {
            let key = [columns.criterion.map { row[$0] } ?? "", row[columns.item], row[columns.rater]]
            for column in [columns.item, columns.rater, columns.criterion].compactMap(\.self) where row[column].isEmpty {
                faults.add(row.place(column), Text(zh: "为空", en: "is empty"))
            }
            if let earlier = seen[key] {
                faults.add(
                    row.place(columns.rater),
                    Text(zh: "同一专家对同一材料在第 \(earlier) 行已有评分", en: "this expert has a score for this dossier in row \(earlier) already"),
                    advice: Text(zh: "删去其一", en: "remove one of them"))
            }
            seen[key] = row.number
            guard let value = number(row[columns.score]) else {
                faults.add(
                    row.place(columns.score), Text(zh: "“\(row[columns.score])”不是数", en: "“\(row[columns.score])” is not a number"),
                    expected: Text(zh: "如 82.5；没有评分的请不列该行", en: "such as 82.5; leave the row out where there is no score"))
                continue
            }
            rows[key[0], default: []].append((key[1], key[2], value))
        }
        try faults.throwIfAny()
        return try rows.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .map { ($0, try ScoreTable(scores: rows[$0] ?? [])) }
    }

    /// A decimal number, read whole.
    private static func number(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }), let value = Double(text), abs(value) <= 1e12 else {
            return nil
        }
        return value
    }
}
