public import Programme

/// Reads affiliations that are added to, or correct, those of a round: the same columns as at the intake, and 作废.
public enum AffiliationTable {
    /// What the table looks like.
    public static let form = TableForm(
        name: ExpertTables.affiliationForm.name,
        columns: ExpertTables.affiliationForm.columns + [.voiding])

    /// What the table holds.
    public struct Content: Sendable {
        /// Affiliations that are new or corrected.
        public var affiliations: [Affiliation]
        /// Affiliations that are taken away.
        public var removed: [Affiliation]
        /// How many are corrections.
        public var corrected: Int
        /// How many rows the round had already, word by word.
        public var unchanged: Int
    }

    /// Reads a table.
    ///
    /// - Throws: `Failure.malformed` with every fault, each with row and column.
    public static func read(
        _ table: Table, call: Call, experts: [Expert], existing: [Affiliation], correct: Bool
    ) throws -> Content {
        let rows = try ExpertTables.affiliations(table, call: call, experts: experts)
        let known = Dictionary(existing.map { (Subject($0), $0) }, uniquingKeysWith: { first, _ in first })
        let faults = FaultCollector()
        var content = Content(affiliations: [], removed: [], corrected: 0, unchanged: 0)
        for (affiliation, row) in rows {
            let earlier = known[Subject(affiliation)]
            if row.isVoiding {
                if let earlier = row.voided(earlier, correct: correct, faults) { content.removed.append(earlier) }
            } else if earlier == affiliation {
                content.unchanged += 1
            } else if let earlier {
                guard correct else {
                    faults.add(
                        row.place("单位"), Text(zh: "本轮已有此任职，内容不同", en: "the round has this affiliation with other contents"),
                        advice: Text(zh: "确需更正的，用 --correct 并写明理由", en: "to correct it, use --correct with a reason"))
                    continue
                }
                // The position is part of what identifies a record: a corrected one takes its place.
                if earlier.position != affiliation.position { content.removed.append(earlier) }
                content.corrected += 1
                content.affiliations.append(affiliation)
            } else {
                content.affiliations.append(affiliation)
            }
        }
        try faults.throwIfAny()
        return content
    }

    private struct Subject: Hashable {
        var parts: [String]

        init(_ affiliation: Affiliation) {
            parts = [affiliation.expert, affiliation.organisation, affiliation.from.description]
        }
    }
}
