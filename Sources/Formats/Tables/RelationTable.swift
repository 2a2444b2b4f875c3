public import Programme

/// Reads the table of relations between organisations (单位关系表).
public struct RelationTable {
    /// The header of the table.
    public static let columns = ["单位甲", "甲统一社会信用代码", "关系", "单位乙", "乙统一社会信用代码", "持股比例", "开始", "结束", "来源"]
    /// What the table looks like.
    public static let form = TableForm(
        name: Text(zh: "单位关系表", en: "a table of relations"),
        columns: [
            .init("单位甲", .name), .init("甲统一社会信用代码", .creditCode),
            .init("关系", .choice(OrganisationRelation.Kind.allCases.flatMap { [$0.name.zh, $0.rawValue] })), .init("单位乙", .name),
            .init("乙统一社会信用代码", .creditCode), .init("持股比例", .percentage), .init("开始", .day), .init("结束", .day),
            .init("来源", .prose), .voiding,
        ])

    /// What the table holds.
    public struct Content: Sendable {
        /// Statements that are new or corrected, with their numbers.
        public var relations: [OrganisationRelation]
        /// Statements that are taken away.
        public var removed: [OrganisationRelation]
        /// How many are corrections.
        public var corrected: Int
        /// How many rows the round had already, word by word.
        public var unchanged: Int
    }

    private let faults: FaultCollector

    /// Reads a table that adds to, or corrects, what a round has.
    ///
    /// - Throws: `Failure.malformed` with every fault, each with row and column.
    public static func read(_ table: Table, existing: [OrganisationRelation], correct: Bool) throws -> Content {
        let missing = table.missing(columns)
        guard missing.isEmpty else { throw Failure.malformed(table.faults + missing) }
        let reader = RelationTable(faults: FaultCollector(unread: table.faults))
        var bySubject = Dictionary(existing.map { (Subject($0), $0) }, uniquingKeysWith: { first, _ in first })
        var rows: [Subject: Int] = [:]
        var number = existing.map(\.number).max() ?? 0
        var content = Content(relations: [], removed: [], corrected: 0, unchanged: 0)
        for row in table.rows {
            guard var relation = reader.relation(row) else { continue }
            let subject = Subject(relation)
            if let earlier = rows.updateValue(row.number, forKey: subject) {
                reader.faults.add(
                    row.place("单位甲"), Text(zh: "与第 \(earlier) 行重复", en: "repeats row \(earlier)"),
                    advice: Text(zh: "合并为一行", en: "merge the two rows"))
                continue
            }
            let known = bySubject[subject]
            relation.number = known?.number ?? number + 1
            if row.isVoiding {
                if let known = row.voided(known, correct: correct, reader.faults) { content.removed.append(known) }
            } else if known == relation {
                content.unchanged += 1
            } else if known != nil {
                guard correct else {
                    reader.faults.add(
                        row.place("单位甲"), Text(zh: "本轮已有此关系，内容不同", en: "the round has this relation with other contents"),
                        advice: Text(zh: "确需更正的，用 --correct 并写明理由", en: "to correct it, use --correct with a reason"))
                    continue
                }
                content.corrected += 1
                content.relations.append(relation)
            } else {
                number += 1
                content.relations.append(relation)
                bySubject[subject] = relation
            }
        }
        try reader.faults.throwIfAny()
        return content
    }

    private struct Subject: Hashable {
        var parts: [String]

        init(_ relation: OrganisationRelation) {
            parts = [
                relation.organisation, relation.creditCode, relation.kind.rawValue, relation.other, relation.otherCode,
                relation.from?.description ?? "",
            ]
        }
    }

    private func relation(_ row: Table.Row) -> OrganisationRelation? {
        let before = faults.faults.count
        let kind = OrganisationRelation.Kind.allCases.first { $0.name.zh == row["关系"] || $0.rawValue == row["关系"] }
        if kind == nil {
            faults.add(
                row.place("关系"), Text(zh: "没有“\(row["关系"])”这种关系", en: "there is no relation “\(row["关系"])”"),
                expected: Text(verbatim: OrganisationRelation.Kind.allCases.map(\.name.zh).joined(separator: " / ")))
        }
        for (name, code) in [("单位甲", "甲统一社会信用代码"), ("单位乙", "乙统一社会信用代码")] {
            if row[name].isEmpty, row[code].isEmpty {
                faults.add(row.place(name), Text(zh: "名称和代码都为空", en: "neither name nor code is given"))
            }
            row.refuseMalformedCode(code, faults)
        }
        if row["来源"].isEmpty {
            faults.add(
                row.place("来源"), Text(zh: "为空", en: "is empty"),
                expected: Text(zh: "出处，如企业信用信息公示系统、年报", en: "where it comes from: a register, an annual report"))
        }
        let share = share(row, kind)
        let (from, until) = (row.day("开始", mayBeEmpty: true, faults), row.day("结束", mayBeEmpty: true, faults))
        row.refuse(from, after: until, faults)
        guard let kind, faults.faults.count == before else { return nil }
        return OrganisationRelation(
            number: 0, organisation: row["单位甲"], creditCode: row["甲统一社会信用代码"], kind: kind, other: row["单位乙"],
            otherCode: row["乙统一社会信用代码"], share: share, from: from, until: until, source: row["来源"])
    }

    private func share(_ row: Table.Row, _ kind: OrganisationRelation.Kind?) -> Points? {
        let text = row["持股比例"]
        guard kind == .share else {
            if !text.isEmpty, kind != nil {
                faults.add(
                    row.place("持股比例"), Text(zh: "只有“持股”才填比例", en: "only a shareholding has a share"),
                    advice: Text(zh: "留空，或将关系改为“持股”", en: "leave it empty, or make the relation 持股"))
            }
            return nil
        }
        let number = text.hasSuffix("%") || text.hasSuffix("％") ? String(text.dropLast()) : text
        if let share = Points(number), share > Points(0), share <= Points(100) { return share }
        faults.add(
            row.place("持股比例"), Text(zh: "“\(text)”不对", en: "the value is “\(text)”"),
            expected: Text(zh: "大于 0、不超过 100 的百分数，如 51 或 51.25%", en: "per cent, above 0 and at most 100, such as 51 or 51.25%"))
        return nil
    }
}
