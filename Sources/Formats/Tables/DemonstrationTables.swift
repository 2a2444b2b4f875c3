public import Programme

/// Reads the tables of a reassessment (评估评价): the register of earlier demonstrations, their filings, and the explanations of
/// authorities; each all of it or nothing.
public struct DemonstrationTables {
    /// The header of the register that every register has.
    public static let registerColumns = ["示范编号", "批次", "示范种类", "示范主体", "统一社会信用代码", "省级主管部门", "认定日期"]
    /// The header that every table of filings has.
    public static let filingColumns = ["编号", "示范编号", "填报日期"]
    /// The header of a table of explanations.
    public static let excuseColumns = ["示范编号", "情形", "文号", "说明日期"]

    private let call: Call
    private let policy: Call.ReassessmentPolicy
    /// Reads the cells that summary tables have too.
    private let cells: DossierTable
    private var faults: FaultCollector { cells.faults }

    private init(_ table: Table, call: Call) throws {
        guard let policy = call.reassessment else { throw Failure.failed(DemonstrationTables.noReassessment) }
        self.call = call
        self.policy = policy
        cells = DossierTable(call: call, unread: table.faults)
    }

    /// What is said where a call reassesses nothing.
    public static let noReassessment = Text(
        zh: "本通知没有评估评价（call.yaml 无 reassessment）。", en: "The call reassesses nothing (call.yaml has no reassessment).")

    // MARK: What the tables look like

    /// What the register looks like under a call.
    public static func registerForm(of call: Call) -> TableForm {
        TableForm(
            name: Text(zh: "示范登记表", en: "a register of demonstrations"),
            columns: [
                .init("示范编号", .identifier), .init("批次", .choice((call.reassessment?.batches ?? []).flatMap(batchNames))),
                .init("示范种类", .choice((call.reassessment?.designations ?? []).flatMap { $0.names + [$0.category] })),
                .init("示范主体", .name), .init("统一社会信用代码", .creditCode), .init("信用代码说明", .prose, isNeeded: false),
                .init("省级主管部门", .choice(call.authorities.flatMap { [$0.name, $0.code] })), .init("认定日期", .day),
            ])
    }

    /// What a table of filings looks like under a call.
    public static func filingForm(of call: Call) -> TableForm {
        TableForm(
            name: Text(zh: "评估评价填报表", en: "a table of reassessment filings"),
            columns: [
                .init("编号", .identifier), .init("示范编号", .identifier), .init("示范主体", .name, isNeeded: false),
                .init("统一社会信用代码", .creditCode, isNeeded: false),
                .init("模式", .choice(call.modes.map(\.name)), isNeeded: false), .init("行业", .name, isNeeded: false),
                .init("填报日期", .day), .init("不适宜评审专家", .identifiers, isNeeded: false),
            ], filledByTemplate: ["示范编号", "示范主体"])
    }

    /// What a table of explanations looks like.
    public static let excuseForm = TableForm(
        name: Text(zh: "书面说明表", en: "a table of explanations"),
        columns: [
            .init("示范编号", .identifier), .init("示范主体", .name, isNeeded: false),
            .init("统一社会信用代码", .creditCode, isNeeded: false),
            .init("情形", .choice(Excuse.Ground.allCases.flatMap { [$0.name.zh, $0.rawValue] })), .init("文号", .prose),
            .init("说明日期", .day), .init("说明", .prose, isNeeded: false),
        ], filledByTemplate: ["示范编号", "示范主体"])

    /// How a batch is written: 4, 第4批, 第四批.
    private static func batchNames(_ batch: Int) -> [String] {
        ["\(batch)", "第\(batch)批", "第\(Numeral.chinese(batch))批", Numeral.chinese(batch)]
    }

    // MARK: The register

    /// Reads rows that add to the demonstrations that a round has already.
    ///
    /// - Throws: `Failure.malformed` with every fault, each with file, row and column.
    public static func register(_ table: Table, call: Call, existing: [Demonstration]) throws -> [Demonstration] {
        let reader = try DemonstrationTables(table, call: call)
        try reader.require(registerColumns, of: table)
        let read = table.rows.map { (demonstration: reader.demonstration($0), row: $0) }
        var ids = Set(existing.map(\.id))
        var titles = Dictionary(existing.map { ($0.creditCode + $0.category, $0.id) }, uniquingKeysWith: { first, _ in first })
        for (demonstration, row) in read {
            reader.refuseRepeat(of: row["示范编号"], row, among: &ids, column: "示范编号")
            guard let demonstration else { continue }
            guard let earlier = titles.updateValue(demonstration.id, forKey: demonstration.creditCode + demonstration.category) else {
                continue
            }
            reader.faults.add(
                row.place("统一社会信用代码"),
                Text(zh: "同一主体在此种类已有 \(earlier)", en: "the same body is \(earlier) in this category already"),
                advice: Text(zh: "只保留一项", en: "keep one of them"))
        }
        try reader.faults.throwIfAny()
        return read.compactMap(\.demonstration)
    }

    private func demonstration(_ row: Table.Row) -> Demonstration? {
        let id = identifier(row, "示范编号")
        let authority = cells.authority(row)
        let batch = policy.batches.first { DemonstrationTables.batchNames($0).contains(row["批次"]) }
        if batch == nil {
            faults.add(
                row.place("批次"), Text(zh: "“\(row["批次"])”不是要评估的批次", en: "“\(row["批次"])” is not a batch that is reassessed"),
                expected: Text(verbatim: policy.batches.map { "\($0)" }.joined(separator: " / ")))
        }
        let kind = row["示范种类"]
        let designation = policy.designations.first { $0.names.contains(kind) || $0.category == kind }
        if designation == nil {
            faults.add(
                row.place("示范种类"), Text(zh: "没有“\(kind)”这一种类", en: "there is no kind “\(kind)”"),
                expected: Text(verbatim: policy.designations.flatMap(\.names).joined(separator: " / ")))
        }
        if row["示范主体"].isEmpty { cells.empty(row, "示范主体") }
        cells.checkCode(row)
        let day = day(row, "认定日期", notAfter: policy.filing)
        guard let authority, let batch, let designation, let day else { return nil }
        return Demonstration(
            id: id, batch: batch, category: designation.category, name: row["示范主体"], creditCode: row["统一社会信用代码"],
            creditCodeReason: row["信用代码说明"], authority: authority.code, designatedOn: day)
    }

    // MARK: The filings

    /// Reads what demonstrations filed, as dossiers of the reassessment.
    ///
    /// - Parameters:
    ///   - register: The register, with what is filed and excused already.
    ///   - existing: All dossiers of the round: numbers are not given twice.
    /// - Throws: `Failure.malformed` with every fault, each with file, row and column.
    public static func filings(
        _ table: Table, call: Call, register: DemonstrationRegister, existing: [Dossier]
    ) throws -> [(filing: ReassessmentFiling, dossier: Dossier)] {
        let reader = try DemonstrationTables(table, call: call)
        try reader.require(filingColumns, of: table)
        let known = reader.index(register)
        var numbers = Set(existing.map(\.id))
        var answered: Set<String> = []
        let read = table.rows.map { row in
            reader.refuseRepeat(of: row["编号"], row, among: &numbers, column: "编号")
            return reader.filing(row, known, register, &answered)
        }
        try reader.faults.throwIfAny()
        return read.compactMap(\.self)
    }

    private func filing(
        _ row: Table.Row, _ known: [String: Demonstration], _ register: DemonstrationRegister, _ answered: inout Set<String>
    ) -> (filing: ReassessmentFiling, dossier: Dossier)? {
        let id = cells.identifier(row)
        let day = cells.day(row, "填报日期")
        let unsuitable = cells.unsuitable(row)
        guard let demonstration = demonstration(of: row, known, register, &answered), let category = call.category(demonstration.category)
        else { return nil }
        cells.checkMode(row, category)
        guard let day else { return nil }
        return (
            ReassessmentFiling(demonstration: demonstration.id, dossier: id, filedOn: day),
            Dossier(
                id: id, authority: demonstration.authority, category: demonstration.category,
                applicant: row["示范主体"].isEmpty ? demonstration.name : row["示范主体"], creditCode: demonstration.creditCode,
                creditCodeReason: demonstration.creditCodeReason, mode: row["模式"], industry: row["行业"], filedOn: day,
                unsuitable: unsuitable, declared: [:])
        )
    }

    // MARK: The explanations

    /// Reads the explanations of authorities why demonstrations cannot file.
    ///
    /// - Parameter late: The approval of those that came after the last day; nil where they are refused.
    /// - Throws: `Failure.malformed` with every fault, each with file, row and column.
    public static func excuses(
        _ table: Table, call: Call, register: DemonstrationRegister, late: LateApproval?
    ) throws -> [Excuse] {
        let reader = try DemonstrationTables(table, call: call)
        try reader.require(excuseColumns, of: table)
        let known = reader.index(register)
        var answered: Set<String> = []
        let read = table.rows.map { reader.excuse($0, known, register, late, &answered) }
        try reader.faults.throwIfAny()
        return read.compactMap(\.self)
    }

    private func excuse(
        _ row: Table.Row, _ known: [String: Demonstration], _ register: DemonstrationRegister, _ late: LateApproval?,
        _ answered: inout Set<String>
    ) -> Excuse? {
        let ground = Excuse.Ground.allCases.first { $0.name.zh == row["情形"] || $0.rawValue == row["情形"] }
        if ground == nil {
            faults.add(
                row.place("情形"), Text(zh: "没有“\(row["情形"])”这一情形", en: "there is no ground “\(row["情形"])”"),
                expected: Text(verbatim: Excuse.Ground.allCases.map(\.name.zh).joined(separator: " / ")))
        }
        if row["文号"].isEmpty { cells.empty(row, "文号") }
        if ground == .other, row["说明"].isEmpty {
            faults.add(
                row.place("说明"), Text(zh: "情形为“其他”，须写明具体情况", en: "the ground is another one: say which"),
                advice: Text(zh: "补填“说明”列", en: "fill in the column 说明"))
        }
        let day = day(row, "说明日期", late: late)
        guard let demonstration = demonstration(of: row, known, register, &answered), let ground, let day else { return nil }
        return Excuse(
            demonstration: demonstration.id, ground: ground, document: row["文号"], statedOn: day, note: row["说明"],
            late: day > policy.filing ? late : nil)
    }

    // MARK: Cells

    private func require(_ columns: [String], of table: Table) throws {
        let missing = table.missing(columns)
        guard missing.isEmpty else { throw Failure.malformed(faults.faults + missing) }
    }

    private func index(_ register: DemonstrationRegister) -> [String: Demonstration] {
        Dictionary(register.demonstrations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The demonstration that a row is about, where it has neither filed nor been excused; what the row says of its name and
    /// code must agree with the register, so that no slip in a number passes for another's answer.
    private func demonstration(
        of row: Table.Row, _ known: [String: Demonstration], _ register: DemonstrationRegister, _ answered: inout Set<String>
    ) -> Demonstration? {
        let id = row["示范编号"]
        guard let demonstration = known[id] else {
            faults.add(
                row.place("示范编号"), Text(zh: "登记表中没有 \(id)", en: "the register has no \(id)"),
                advice: Text(
                    zh: "核对编号，或先导入示范登记表（intake demonstrations）",
                    en: "check the number, or take in the register first (intake demonstrations)"))
            return nil
        }
        let response = register.response(of: id)
        if response != .none || !answered.insert(id).inserted {
            faults.add(
                row.place("示范编号"),
                response == .none
                    ? Text(zh: "\(id) 在本表中重复", en: "\(id) stands twice in the table")
                    : Text(zh: "\(id) \(response.name.zh)", en: "\(id): \(response.name.en)"),
                expected: Text(zh: "每个示范只填报或说明一次", en: "each demonstration files or is excused, once"))
        }
        let code = row["统一社会信用代码"]
        if !code.isEmpty, code != demonstration.creditCode {
            faults.add(
                row.place("统一社会信用代码"), Text(zh: "代码与登记表不符", en: "the code is not the register's"),
                expected: Text(verbatim: demonstration.creditCode))
        }
        let name = row["示范主体"]
        if code.isEmpty, !name.isEmpty, OrganisationName.plain(name) != OrganisationName.plain(demonstration.name) {
            faults.add(
                row.place("示范主体"), Text(zh: "“\(name)”与登记表不符", en: "“\(name)” is not the register's name"),
                expected: Text(verbatim: demonstration.name),
                advice: Text(zh: "更名的，填写统一社会信用代码", en: "where it has a new name, give the credit code too"))
        }
        return demonstration
    }

    private func identifier(_ row: Table.Row, _ column: String) -> String {
        if !Identifier.isSound(row[column]) {
            faults.add(
                row.place(column), Text(zh: "编号“\(row[column])”不对", en: "the number is “\(row[column])”"), expected: Identifier.form)
        }
        return row[column]
    }

    private func refuseRepeat(of id: String, _ row: Table.Row, among ids: inout Set<String>, column: String) {
        guard !id.isEmpty, !ids.insert(id).inserted else { return }
        faults.add(
            row.place(column), Text(zh: "编号 \(id) 重复", en: "the number \(id) is taken"),
            expected: Text(zh: "本轮中没有的编号", en: "a number that the round does not have"))
    }

    private func day(_ row: Table.Row, _ column: String, notAfter limit: Day) -> Day? {
        guard let day = cells.day(row, column) else { return nil }
        if day > limit {
            faults.add(
                row.place(column), Text(zh: "\(day) 晚于 \(limit)", en: "\(day) is after \(limit)"),
                expected: Text(zh: "不晚于 \(limit)", en: "no later than \(limit)"))
        }
        return day
    }

    /// A day up to the last one, or a later one where that is approved.
    private func day(_ row: Table.Row, _ column: String, late: LateApproval?) -> Day? {
        guard let day = cells.day(row, column) else { return nil }
        if day > policy.filing, late == nil {
            faults.add(
                row.place(column), Text(zh: "\(day) 已过评估评价截止日", en: "\(day) is after the deadline of the reassessment"),
                expected: Text(zh: "不晚于 \(policy.filing)", en: "no later than \(policy.filing)"),
                advice: Text(
                    zh: "经批准接收的，用 --late-reason 写明理由，以本人名义批准",
                    en: "where it is to count all the same, approve it in your name with --late-reason"))
        }
        return day
    }
}
