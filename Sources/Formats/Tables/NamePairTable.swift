public import Programme

/// Reads pairs of names of organisations with what they truly are: what the comparison of names is measured by.
public enum NamePairTable {
    /// The header of the table.
    public static let columns = ["a", "b", "aCode", "bCode", "label", "pattern"]

    /// What the table looks like.
    public static let form = TableForm(
        name: Text(zh: "名称对照表", en: "a table of pairs of names"),
        columns: [
            // Names are what is looked into here: they are kept as they stand.
            .init("a", .prose), .init("b", .prose), .init("aCode", .creditCode), .init("bCode", .creditCode),
            .init("label", .choice(Label.allCases.map(\.rawValue))), .init("pattern", .prose),
        ])

    /// What two names truly are.
    public enum Label: String, Sendable, CaseIterable {
        /// One legal person.
        case same
        /// One house.
        case related
        /// Nothing to each other.
        case different
    }

    /// A pair.
    public struct Pair: Sendable {
        /// The one.
        public var first: Organisation
        /// The other.
        public var second: Organisation
        /// What they are.
        public var label: Label
        /// What makes it hard.
        public var pattern: String
    }

    /// Reads a table.
    ///
    /// - Throws: `Failure.malformed` with every row whose label is not known or that lacks a name.
    public static func read(_ table: Table) throws -> [Pair] {
        let missing = table.missing(columns)
        guard missing.isEmpty else { throw Failure.malformed(table.faults + missing) }
        let faults = FaultCollector(unread: table.faults)
        let pairs = table.rows.compactMap { row -> Pair? in
            for column in ["a", "b"] where row[column].isEmpty { faults.add(row.place(column), Text(zh: "为空", en: "is empty")) }
            guard let label = Label(rawValue: row["label"]) else {
                faults.add(
                    row.place("label"), Text(zh: "“\(row["label"])”不对", en: "the label is “\(row["label"])”"),
                    expected: Text(verbatim: Label.allCases.map(\.rawValue).joined(separator: " / ")))
                return nil
            }
            return Pair(
                first: Organisation(row["a"], creditCode: row["aCode"]), second: Organisation(row["b"], creditCode: row["bCode"]),
                label: label, pattern: row["pattern"])
        }
        try faults.throwIfAny()
        return pairs
    }
}
