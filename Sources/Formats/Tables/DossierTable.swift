public import Programme

/// Reads the summary tables of the authorities (申报汇总表) by the rules of a call: all of it or nothing.
public struct DossierTable {
    /// The columns that every table has; the eligibility checks of the categories add theirs.
    public static let columns = ["编号", "省级主管部门", "类别", "申报主体", "统一社会信用代码", "申报日期"]

    /// What a set of tables holds.
    public struct Content: Codable, Sendable {
        /// The dossiers, in the order of the tables.
        public var dossiers: [Dossier]
        /// What was found against them: conditions that are not met, late filing, several applications.
        public var flags: [Flag]
        /// Where each of them was read.
        public var sources: [DossierSource]
    }

    private let call: Call
    let faults: FaultCollector

    init(call: Call, unread: [Diagnostic]) {
        self.call = call
        faults = FaultCollector(unread: unread)
    }

    /// What a summary table looks like under a call.
    public static func form(of call: Call) -> TableForm {
        var columns: [TableForm.Column] = [
            .init("编号", .identifier), .init("省级主管部门", .choice(call.authorities.flatMap { [$0.name, $0.code] })),
            .init("类别", .choice(call.selectionCategories.flatMap { [$0.name.zh, $0.id] })), .init("申报主体", .name),
            .init("统一社会信用代码", .creditCode), .init("信用代码说明", .prose, isNeeded: false),
            .init("模式", .choice(call.modes.map(\.name)), isNeeded: false), .init("行业", .name, isNeeded: false),
            .init("申报日期", .day), .init("不适宜评审专家", .identifiers, isNeeded: false),
        ]
        for check in call.eligibility where !columns.contains(where: { $0.name == check.column }) {
            columns.append(.init(check.column, check.must.kind, isNeeded: false))
        }
        return TableForm(
            name: Text(zh: "申报汇总表", en: "a summary table"), columns: columns, filledByTemplate: ["编号", "省级主管部门"])
    }

    /// Reads tables that add to what a round has already.
    ///
    /// A condition that is not met refuses no table: the dossier is taken in with a flag, so that what was found stays on record.
    /// What can't be read, and what goes beyond a quota, refuses all tables.
    /// - Parameters:
    ///   - flags: The flags of the round as they stand, by which existing dossiers are out or wait.
    ///   - designated: Who is a demonstration already.
    ///   - verdicts: What persons found of near names.
    /// - Throws: `Failure.malformed` with every fault of every table, each with file, row and column.
    public static func read(
        _ tables: [Table], call: Call, existing: [Dossier], flags known: [Flag] = [], designated: [Designation] = [],
        verdicts: NameVerdicts = NameVerdicts([])
    ) throws -> Content {
        let reader = DossierTable(call: call, unread: tables.flatMap(\.faults))
        var entries: [(dossier: Dossier, row: Table.Row)] = []
        var flags: [Flag] = []
        for table in tables {
            guard reader.hasColumns(table) else { continue }
            for row in table.rows {
                guard let dossier = reader.dossier(row) else { continue }
                entries.append((dossier, row))
                flags += reader.eligibility(of: dossier, row: row)
            }
        }
        let repeated = reader.refuseRepeatedNumbers(entries, existing: existing)
        let out = Set((known + flags).filter(\.isOut).map(\.dossier))
        // That a demonstration is reassessed is no other application of the same body.
        let applications = existing.filter { !out.contains($0.id) && !call.isReassessed($0.category) }
        var search = FlagSearch(call: call, existing: applications, designated: designated, verdicts: verdicts)
        flags += reader.admission(
            entries.filter { !out.contains($0.dossier.id) && !repeated.contains($0.dossier.id) }, &search)
        reader.refuseExcess(entries, existing: existing, flags: known + flags)
        try reader.faults.throwIfAny()
        return Content(
            dossiers: entries.map(\.dossier), flags: flags, sources: entries.map { $0.row.source(of: $0.dossier.id) })
    }

    /// Whether a table has every column: those of all tables, and those that the checks of its categories read.
    private func hasColumns(_ table: Table) -> Bool {
        let names = Set(table.rows.map { $0["类别"] })
        let categories = call.selectionCategories.filter { names.contains($0.name.zh) || names.contains($0.id) }
        let read = categories.flatMap { call.checks(of: $0).map(\.column) }
        let missing = table.missing(DossierTable.columns + read)
        for fault in missing {
            faults.add(fault.place, fault.message, expected: fault.expected, advice: fault.advice)
        }
        return missing.isEmpty
    }

    private func dossier(_ row: Table.Row) -> Dossier? {
        let id = identifier(row)
        let authority = authority(row)
        let category = category(row)
        let applicant = row["申报主体"]
        if applicant.isEmpty { empty(row, "申报主体") }
        checkCode(row)
        let day = filingDay(row)
        // Without an authority the row is judged all the same, so that everything is told at once.
        guard let category else { return nil }
        checkMode(row, category)
        let unsuitable = unsuitable(row)
        var declared: [String: String] = [:]
        for check in call.checks(of: category) { declared[check.column] = row[check.column] }
        return Dossier(
            id: id, authority: authority?.code ?? "", category: category.id, applicant: applicant,
            creditCode: row["统一社会信用代码"], creditCodeReason: row["信用代码说明"], mode: row["模式"],
            industry: row["行业"], filedOn: day, unsuitable: unsuitable, declared: declared)
    }

    /// The experts whom an applicant names as unsuitable, no more than the call admits.
    func unsuitable(_ row: Table.Row) -> [String] {
        let unsuitable = row.list("不适宜评审专家")
        if unsuitable.count > call.conflicts.unsuitableAtMost {
            faults.add(
                row.place("不适宜评审专家"),
                Text(zh: "提出了 \(unsuitable.count) 名不适宜评审专家", en: "\(unsuitable.count) unsuitable experts are named"),
                expected: Text(zh: "至多 \(call.conflicts.unsuitableAtMost) 名", en: "at most \(call.conflicts.unsuitableAtMost)"))
        }
        return unsuitable
    }

    func empty(_ row: Table.Row, _ column: String) {
        faults.add(row.place(column), Text(zh: "为空", en: "is empty"), advice: Text(zh: "补填", en: "fill it in"))
    }

    func identifier(_ row: Table.Row) -> String {
        let id = row["编号"]
        if !Identifier.isSound(id) {
            faults.add(
                row.place("编号"), Text(zh: "编号“\(id)”不对", en: "the number is “\(id)”"), expected: Identifier.form)
        }
        return id
    }

    func authority(_ row: Table.Row) -> Authority? {
        let name = row["省级主管部门"]
        if let authority = call.authorities.first(where: { $0.name == name || $0.code == name }) { return authority }
        faults.add(
            row.place("省级主管部门"), Text(zh: "“\(name)”不是本通知的推荐单位", en: "“\(name)” is not an authority of this call"),
            expected: Text(zh: "推荐单位名称或代码，如 \(call.authorities.first?.name ?? "")", en: "an authority's name or code"),
            advice: Text(zh: "按推荐单位名单填写", en: "write it as in the list of authorities"))
        return nil
    }

    private func category(_ row: Table.Row) -> Category? {
        let name = row["类别"]
        if let category = call.selectionCategories.first(where: { $0.name.zh == name || $0.id == name }) { return category }
        faults.add(
            row.place("类别"), Text(zh: "没有“\(name)”这一类别", en: "there is no category “\(name)”"),
            expected: Text(verbatim: call.selectionCategories.map(\.name.zh).joined(separator: " / ")))
        return nil
    }

    func checkCode(_ row: Table.Row) {
        let code = row["统一社会信用代码"]
        guard let fault = CreditCodeFault(of: code), !fault.mayBeIssued || row["信用代码说明"].isEmpty else { return }
        faults.add(
            row.place("统一社会信用代码"), fault.found, expected: fault.expected,
            advice: fault.advice(reason: Text(zh: "“信用代码说明”列", en: "the column 信用代码说明")))
    }

    private func filingDay(_ row: Table.Row) -> Day {
        day(row, "申报日期") ?? call.deadlines.filing
    }

    func day(_ row: Table.Row, _ column: String) -> Day? { row.day(column, faults) }

    func checkMode(_ row: Table.Row, _ category: Category) {
        guard let column = category.modes else {
            if !row["模式"].isEmpty {
                faults.add(
                    row.place("模式"), Text(zh: "\(category.name.zh)不填模式", en: "\(category.name.en) names no mode"),
                    expected: Text(zh: "留空", en: "nothing"))
            }
            return
        }
        let allowed = call.modes.filter { $0.allowedIn.contains(column) }.map(\.name)
        if !allowed.contains(row["模式"]) {
            faults.add(
                row.place("模式"),
                Text(
                    zh: "“\(row["模式"])”不是\(category.name.zh)可申报的模式",
                    en: "“\(row["模式"])” is not a mode of \(category.name.en)"),
                expected: Text(verbatim: allowed.joined(separator: " / ")))
        }
    }

    /// Judges each check of the category: a cell that can't be read is a fault, a condition that is not met a flag.
    private func eligibility(of dossier: Dossier, row: Table.Row) -> [Flag] {
        guard let category = call.category(dossier.category) else { return [] }
        return call.checks(of: category).compactMap { check in
            let value = row[check.column]
            switch check.judge(value, filedOn: dossier.filedOn) {
            case .met: return nil
            case .unreadable(let expected):
                faults.add(
                    row.place(check.column),
                    Text(
                        zh: value.isEmpty ? "为空（\(check.name.zh)）" : "“\(value)”无法识别（\(check.name.zh)）",
                        en: value.isEmpty ? "is empty (\(check.name.en))" : "“\(value)” cannot be read (\(check.name.en))"),
                    expected: expected)
                return nil
            case .notMet:
                return Flag(
                    dossier: dossier.id, check: check.id, found: value, effect: check.otherwise == .refuse ? .fails : nil)
            }
        }
    }

    /// What speaks against the dossiers beside their own rows. What goes back to the authority is a fault.
    private func admission(_ entries: [(dossier: Dossier, row: Table.Row)], _ search: inout FlagSearch) -> [Flag] {
        let rows = Dictionary(entries.map { ($0.dossier.id, $0.row) }, uniquingKeysWith: { first, _ in first })
        return search.flags(on: entries.map(\.dossier)).compactMap { flag, rule in
            guard rule.otherwise == .sendBack, let row = rows[flag.dossier] else { return flag }
            let clause = rule.clause.map { Text(zh: "（通知\($0)）", en: " (notice \($0))") } ?? Text(verbatim: "")
            faults.add(
                row.place(rule.check.column),
                rule.check.name + Text(zh: "：不符合，见 \(flag.found)", en: ": not met, see \(flag.found)") + clause,
                advice: Text(zh: "核对后只保留一份，或改正", en: "check it, and keep one of them or correct the row"))
            return nil
        }
    }

    /// - Returns: the numbers that are taken: of those rows nothing more can be said.
    private func refuseRepeatedNumbers(_ entries: [(dossier: Dossier, row: Table.Row)], existing: [Dossier]) -> Set<String> {
        var ids: [String: Diagnostic.Place?] = Dictionary(uniqueKeysWithValues: existing.map { ($0.id, nil) })
        var repeated: Set<String> = []
        for (dossier, row) in entries {
            guard let earlier = ids.updateValue(row.place("编号"), forKey: dossier.id) else { continue }
            repeated.insert(dossier.id)
            faults.add(
                row.place("编号"), Text(zh: "编号 \(dossier.id) 重复", en: "the number \(dossier.id) is taken"),
                expected: earlier.map { Text(zh: "已用于：", en: "used at: ") + $0.text }
                    ?? Text(zh: "本轮中没有的编号", en: "a number that the round does not have"))
        }
        return repeated
    }

    /// A place of a quota is taken by who takes part: not by who is out, nor by who waits for a late approval.
    private func refuseExcess(_ entries: [(dossier: Dossier, row: Table.Row)], existing: [Dossier], flags: [Flag]) {
        let rows = Dictionary(entries.map { ($0.dossier.id, $0.row) }, uniquingKeysWith: { first, _ in first })
        let without = Set(flags.filter(\.keepsOut).map(\.dossier))
        for use in call.exceededQuotas(by: (existing + entries.map(\.dossier)).filter { !without.contains($0.id) }) {
            for dossier in use.beyond {
                guard let row = rows[dossier.id] else { continue }
                faults.add(
                    row.place("类别"), use.excess, expected: Text(zh: "不超过 \(use.limit) 个", en: "at most \(use.limit)"),
                    advice: Text(zh: "请推荐单位择优删减", en: "ask the authority to choose"))
            }
        }
    }
}

extension AdmissionCheck {
    /// The column of a summary table that a finding is about.
    fileprivate var column: String {
        switch self {
        case .late: "申报日期"
        case .changedName, .similarName, .designated: "申报主体"
        case .sameCategory, .twoAuthorities, .twoCategories: "统一社会信用代码"
        }
    }
}

extension EligibilityCheck.Requirement {
    /// What a column holds that must meet this.
    fileprivate var kind: TableForm.Kind {
        switch self {
        case .be("是"), .be("否"): .yesNo
        case .be(let value): .choice([value])
        case .oneOf(let values): .choice(values)
        case .atLeast(_, unit: "%"): .percentage
        case .atLeast(_, let unit): .number(unit: unit)
        case .fullYearsBeforeFiling: .day
        }
    }
}

/// The form of numbers of dossiers, experts and other people.
public enum Identifier {
    /// The form in words.
    public static let form = Text(zh: "字母、数字和连字符，至多 40 位", en: "letters, digits and hyphens, at most 40")

    /// Whether a text has the form.
    public static func isSound(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
            } && text.utf8.first != UInt8(ascii: "-")
    }
}
