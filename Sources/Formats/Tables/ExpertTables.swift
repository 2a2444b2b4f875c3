public import Programme

/// Reads the list of experts with the tables of their affiliations and declared interests: all of it or nothing.
public struct ExpertTables {
    /// The header of the list of experts.
    public static let expertColumns = ["编号", "姓名", "所在地区", "专业类别", "熟悉模式", "熟悉行业", "高级职称", "从业年限", "最少评审", "最多评审"]
    /// The header of the table of affiliations.
    public static let affiliationColumns = ["专家编号", "单位", "统一社会信用代码", "开始", "结束", "职务"]
    /// The header of the table of interests.
    public static let interestColumns = ["专家编号", "申报主体", "统一社会信用代码", "情形", "说明"]

    /// What the tables hold.
    public struct Content: Codable, Sendable {
        /// The experts.
        public var experts: [Expert]
        /// Their affiliations.
        public var affiliations: [Affiliation]
        /// Their declared interests.
        public var interests: [Interest]
    }

    private let call: Call
    private let faults: FaultCollector

    private init(call: Call, unread: [Diagnostic]) {
        self.call = call
        faults = FaultCollector(unread: unread)
    }

    /// What the list of experts looks like under a call.
    public static func expertForm(of call: Call) -> TableForm {
        TableForm(
            name: Text(zh: "专家名单", en: "a list of experts"),
            columns: [
                .init("编号", .identifier), .init("姓名", .name),
                .init("所在地区", .choice(call.authorities.flatMap { [$0.name, $0.code] })),
                .init("专业类别", .choices(call.specialties.flatMap { [$0.name.zh, $0.id] })),
                .init("熟悉模式", .choices(call.modes.map(\.name))), .init("熟悉行业", .names), .init("高级职称", .possession),
                .init("从业年限", .number(unit: "年")), .init("最少评审", .number(unit: "份")), .init("最多评审", .number(unit: "份")),
            ])
    }

    /// What the table of affiliations looks like.
    public static let affiliationForm = TableForm(
        name: Text(zh: "任职表", en: "a table of affiliations"),
        columns: [
            .init("专家编号", .identifier), .init("单位", .name), .init("统一社会信用代码", .creditCode), .init("开始", .day),
            .init("结束", .day), .init("职务", .name),
        ])

    /// What the table of interests looks like.
    public static let interestForm = TableForm(
        name: Text(zh: "利害关系声明表", en: "a table of declared interests"),
        columns: [
            .init("专家编号", .identifier), .init("申报主体", .name), .init("统一社会信用代码", .creditCode),
            .init("情形", .choice(Interest.Kind.allCases.flatMap { [$0.name.zh, $0.rawValue] })), .init("说明", .prose),
        ])

    /// Reads the tables that add to the experts that a round has already.
    ///
    /// - Throws: `Failure.malformed` with every fault of every table, each with file, row and column.
    public static func read(
        experts: Table, affiliations: Table?, interests: Table?, call: Call, existing: [Expert]
    ) throws -> Content {
        let reader = ExpertTables(
            call: call, unread: [experts, affiliations, interests].compactMap(\.self).flatMap(\.faults))
        let missing =
            experts.missing(expertColumns) + (affiliations?.missing(affiliationColumns) ?? [])
            + (interests?.missing(interestColumns) ?? [])
        guard missing.isEmpty else { throw Failure.malformed(reader.faults.faults + missing) }
        let people = experts.rows.map { (reader.expert($0), $0) }
        var ids = Set(existing.map(\.id))
        for (expert, row) in people where !ids.insert(expert.id).inserted {
            reader.faults.add(
                row.place("编号"), Text(zh: "编号 \(expert.id) 重复", en: "the number \(expert.id) is taken"),
                expected: Text(zh: "本轮中没有的编号", en: "a number that the round does not have"))
        }
        if let affiliations { reader.refuseRepeats(in: affiliations, by: ["专家编号", "单位", "开始"]) }
        if let interests { reader.refuseRepeats(in: interests, by: ["专家编号", "申报主体", "统一社会信用代码", "情形"]) }
        let content = Content(
            experts: people.map(\.0),
            affiliations: affiliations?.rows.compactMap { reader.affiliation($0, experts: ids) } ?? [],
            interests: interests?.rows.compactMap { reader.interest($0, experts: ids) } ?? [])
        try reader.faults.throwIfAny()
        return content
    }

    /// Reads affiliations of experts that are known, each with its row.
    static func affiliations(_ table: Table, call: Call, experts: [Expert]) throws -> [(Affiliation, Table.Row)] {
        let reader = ExpertTables(call: call, unread: table.faults)
        let missing = table.missing(affiliationColumns)
        guard missing.isEmpty else { throw Failure.malformed(table.faults + missing) }
        let ids = Set(experts.map(\.id))
        reader.refuseRepeats(in: table, by: ["专家编号", "单位", "开始"])
        let rows = table.rows.compactMap { row in reader.affiliation(row, experts: ids).map { ($0, row) } }
        try reader.faults.throwIfAny()
        return rows
    }

    /// Of two rows that say different things of the same relation one would hide the other.
    private func refuseRepeats(in table: Table, by columns: [String]) {
        var seen: [[String]: Int] = [:]
        for row in table.rows {
            let key = columns.map { row[$0] }
            guard let earlier = seen.updateValue(row.number, forKey: key) else { continue }
            faults.add(
                row.place(columns[1]), Text(zh: "与第 \(earlier) 行重复", en: "repeats row \(earlier)"),
                advice: Text(zh: "合并为一行", en: "merge the two rows"))
        }
    }

    private func expert(_ row: Table.Row) -> Expert {
        if !Identifier.isSound(row["编号"]) {
            faults.add(
                row.place("编号"), Text(zh: "编号“\(row["编号"])”不对", en: "the number is “\(row["编号"])”"),
                expected: Identifier.form)
        }
        if row["姓名"].isEmpty { faults.add(row.place("姓名"), Text(zh: "为空", en: "is empty")) }
        let most = whole(row, "最多评审", in: 0...call.workload.maximum)
        let least = whole(row, "最少评审", in: 0...call.workload.maximum)
        if least > most {
            faults.add(
                row.place("最少评审"), Text(zh: "最少评审数大于最多评审数", en: "the least exceeds the most"),
                expected: Text(zh: "不超过 \(most)", en: "at most \(most)"))
        }
        let senior = yes(row, "高级职称")
        let years = whole(row, "从业年限", in: 0...80)
        if call.qualification.seniorTitle, !senior {
            faults.add(
                row.place("高级职称"), Text(zh: "不具有高级职称", en: "has no senior title"),
                expected: Text(zh: "是（本通知要求）", en: "是 (the call asks for it)"),
                advice: Text(zh: "更换专家或更正", en: "name another expert or correct it"))
        }
        if years < call.qualification.yearsInField {
            faults.add(
                row.place("从业年限"), Text(zh: "从业 \(years) 年", en: "\(years) years in the field"),
                expected: Text(zh: "不少于 \(call.qualification.yearsInField) 年", en: "at least \(call.qualification.yearsInField)"))
        }
        return Expert(
            id: row["编号"], name: row["姓名"], region: region(row), specialties: specialties(row),
            modes: known(row, "熟悉模式", call.modes.map(\.name)), industries: row.list("熟悉行业"), seniorTitle: senior,
            years: years, minimumLoad: least, maximumLoad: most)
    }

    private func region(_ row: Table.Row) -> String {
        let name = row["所在地区"]
        if let authority = call.authorities.first(where: { $0.name == name || $0.code == name }) { return authority.code }
        faults.add(
            row.place("所在地区"), Text(zh: "没有“\(name)”这一地区", en: "there is no region “\(name)”"),
            expected: Text(zh: "推荐单位所在地区名称或代码", en: "the name or code of an authority's region"))
        return ""
    }

    private func specialties(_ row: Table.Row) -> [String] {
        let names = row.list("专业类别")
        if names.isEmpty { faults.add(row.place("专业类别"), Text(zh: "为空", en: "is empty"), expected: specialtyNames) }
        var ids: [String] = []
        for name in names {
            guard let specialty = call.specialties.first(where: { $0.name.zh == name || $0.id == name }) else {
                faults.add(
                    row.place("专业类别"), Text(zh: "没有“\(name)”这一专业类别", en: "there is no specialty “\(name)”"),
                    expected: specialtyNames)
                continue
            }
            if !ids.contains(specialty.id) { ids.append(specialty.id) }
        }
        return ids
    }

    private var specialtyNames: Text { Text(verbatim: call.specialties.map(\.name.zh).joined(separator: " / ")) }

    private func known(_ row: Table.Row, _ column: String, _ names: [String]) -> [String] {
        row.list(column).filter { name in
            if names.contains(name) { return true }
            faults.add(
                row.place(column), Text(zh: "没有“\(name)”", en: "there is no “\(name)”"),
                expected: Text(verbatim: names.joined(separator: " / ")))
            return false
        }
    }

    private func whole(_ row: Table.Row, _ column: String, in range: ClosedRange<Int>) -> Int {
        if let value = WholeNumber.parse(row[column]), range.contains(value) { return value }
        faults.add(
            row.place(column), Text(zh: "“\(row[column])”不对", en: "the value is “\(row[column])”"),
            expected: Text(
                zh: "\(range.lowerBound) 至 \(range.upperBound) 的整数",
                en: "a whole number from \(range.lowerBound) to \(range.upperBound)"))
        return range.lowerBound
    }

    private func yes(_ row: Table.Row, _ column: String) -> Bool {
        if row[column] == "是" { return true }
        if row[column] != "否" {
            faults.add(
                row.place(column), Text(zh: "“\(row[column])”不对", en: "the value is “\(row[column])”"),
                expected: Text(zh: "是或否", en: "是 or 否"))
        }
        return false
    }

    private func expertId(_ row: Table.Row, _ experts: Set<String>) -> String? {
        let id = row["专家编号"]
        if experts.contains(id) { return id }
        faults.add(
            row.place("专家编号"), Text(zh: "没有专家 \(id)", en: "there is no expert \(id)"),
            expected: Text(zh: "专家名单中的编号", en: "a number from the list of experts"))
        return nil
    }

    private func affiliation(_ row: Table.Row, experts: Set<String>) -> Affiliation? {
        row.refuseMalformedCode("统一社会信用代码", faults)
        if row["单位"].isEmpty { faults.add(row.place("单位"), Text(zh: "为空", en: "is empty")) }
        let (from, until) = (row.day("开始", faults), row.day("结束", mayBeEmpty: true, faults))
        row.refuse(from, after: until, faults)
        guard let expert = expertId(row, experts), let from else { return nil }
        return Affiliation(
            expert: expert, organisation: row["单位"], creditCode: row["统一社会信用代码"], from: from, until: until,
            position: row["职务"])
    }

    private func interest(_ row: Table.Row, experts: Set<String>) -> Interest? {
        row.refuseMalformedCode("统一社会信用代码", faults)
        if row["申报主体"].isEmpty, row["统一社会信用代码"].isEmpty {
            faults.add(row.place("申报主体"), Text(zh: "名称和代码都为空", en: "neither name nor code is given"))
        }
        let kind = Interest.Kind.allCases.first { $0.name.zh == row["情形"] || $0.rawValue == row["情形"] }
        if kind == nil {
            faults.add(
                row.place("情形"), Text(zh: "没有“\(row["情形"])”这一情形", en: "there is no ground “\(row["情形"])”"),
                expected: Text(verbatim: Interest.Kind.allCases.map(\.name.zh).joined(separator: " / ")))
        }
        guard let expert = expertId(row, experts), let kind else { return nil }
        return Interest(
            expert: expert, applicant: row["申报主体"], creditCode: row["统一社会信用代码"], kind: kind, note: row["说明"])
    }
}
