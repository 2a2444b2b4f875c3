public import Programme

/// The tables of a reassessment as workbooks to fill in: the register of earlier demonstrations, what they filed, and the
/// explanations of authorities why some cannot.
public struct DemonstrationTemplates {
    private let call: Call
    private let policy: Call.ReassessmentPolicy
    private let demonstrations: [Demonstration]
    private let language: Language

    private static let rows = 600

    /// - Parameters:
    ///   - demonstrations: Those of the register that have neither filed nor been excused: a row for each of them is begun in
    ///     the two tables about them. Without a register the rows are empty.
    /// - Throws: `Failure.failed` where the call reassesses nothing.
    public init(of call: Call, demonstrations: [Demonstration] = [], in language: Language) throws {
        guard let policy = call.reassessment else { throw Failure.failed(DemonstrationTables.noReassessment) }
        self.call = call
        self.policy = policy
        self.demonstrations = demonstrations
        self.language = language
    }

    /// The register.
    public var register: WorkbookDocument {
        var lists = ChoiceLists(in: language)
        let first = Day(year: 1990, month: 1, day: 1) ?? policy.filing
        let columns = [
            column("示范编号", 14, Text(zh: "登记表中的编号，不重复：", en: "Its number in the register, once: ") + Identifier.form),
            column(
                "批次", 10, Text(zh: "从列表中选择。", en: "Choose from the list."),
                .oneOf(policy.batches.map { "第\(Numeral.chinese($0))批" })),
            column(
                "示范种类", 18, Text(zh: "从列表中选择。", en: "Choose from the list."),
                lists.rule(policy.designations.flatMap(\.names), named: "示范种类")),
            column("示范主体", 34, Text(zh: "认定时的全称。", en: "The full name.")), code(mayBeEmpty: false),
            column("信用代码说明", 28, Text(zh: "校验位不符而确为登记机关所发的，写明；否则留空。", en: "Why a code that doesn't conform is right; else empty.")),
            column(
                "省级主管部门", 22, Text(zh: "从列表中选择。", en: "Choose from the list."),
                lists.rule(call.authorities.map(\.name), named: "省级主管部门")),
            column(
                "认定日期", 13, Text(zh: "认定的日期，不晚于 \(policy.filing)。", en: "The day of designation, no later than \(policy.filing)."),
                .day(first...policy.filing), kind: .day),
        ]
        return workbook(
            "示范登记表", Text(zh: "前几批示范登记表", en: "The register of earlier demonstrations"),
            Text(
                zh: "每个示范一行；同一主体在一个种类只填一次。不要增删列。",
                en: "A row for each demonstration; a body stands in each kind once. Neither add nor remove columns."), columns, [], lists)
    }

    /// What demonstrations filed, as dossiers of the reassessment.
    public var filings: WorkbookDocument {
        var lists = ChoiceLists(in: language)
        let modes = call.modes.filter { mode in call.reassessmentCategories.contains { $0.modes.map(mode.allowedIn.contains) ?? false } }
        let columns = [
            column("编号", 14, Text(zh: "材料编号，不重复：", en: "The dossier's number, once: ") + Identifier.form), number,
            column("示范主体", 34, Text(zh: "现名；更名的一并填信用代码。可不填。", en: "Its name now; with another name the code too. May be empty.")),
            code(mayBeEmpty: true),
            column(
                "模式", 24, Text(zh: "种类有模式的，从列表中选择；否则留空。", en: "From the list where the kind has modes; else empty."),
                lists.rule(modes.map(\.name), named: "模式"), isStrict: false),
            column("行业", 20, Text(zh: "可不填。", en: "May be empty.")),
            column(
                "填报日期", 13, Text(zh: "网上填报的日期，截止 \(policy.filing)。", en: "The day of filing online, by \(policy.filing)."), anyDay,
                kind: .day),
            column(
                "不适宜评审专家", 22,
                Text(
                    zh: "专家编号，以“、”分隔，至多 \(call.conflicts.unsuitableAtMost) 名；可不填。",
                    en: "Numbers of experts, separated by “、”, at most \(call.conflicts.unsuitableAtMost); may be empty.")),
        ]
        return workbook(
            "评估评价填报表", Text(zh: "评估评价填报表", en: "Reassessment filings"),
            Text(
                zh: "每个填报的示范一行；未填报的行留空编号，不予读取。截止 \(policy.filing)。不要增删列。",
                en: "A row for each that filed; rows of the others are passed over. By \(policy.filing). Neither add nor remove columns."),
            columns, demonstrations.map { [.empty, .text($0.id), .text($0.name)] }, lists)
    }

    /// The explanations of authorities why demonstrations cannot file.
    public var excuses: WorkbookDocument {
        let columns = [
            number,
            column("示范主体", 34, Text(zh: "与登记表一致；可不填。", en: "As in the register; may be empty.")), code(mayBeEmpty: true),
            column(
                "情形", 12, Text(zh: "从列表中选择。", en: "Choose from the list."), .oneOf(Excuse.Ground.allCases.map(\.name.zh))),
            column("文号", 26, Text(zh: "主管部门书面说明的文号。", en: "The reference of the authority's letter.")),
            column("说明日期", 13, Text(zh: "书面说明的日期。", en: "The day of the letter."), anyDay, kind: .day),
            column("说明", 40, Text(zh: "情形为“其他”的必填。", en: "What it says; needed with 其他.")),
        ]
        return workbook(
            "书面说明表", Text(zh: "无法填报的书面说明", en: "Explanations why demonstrations cannot file"),
            Text(
                zh: "每个不能填报的示范一行；其余的行留空，不予读取。不要增删列。",
                en: "A row for each that cannot file; rows of the others are passed over. Neither add nor remove columns."), columns,
            demonstrations.map { [.text($0.id), .text($0.name)] }, ChoiceLists(in: language))
    }

    private func workbook(
        _ name: String, _ title: Text, _ howTo: Text, _ columns: [WorkbookDocument.Column], _ rows: [[WorkbookDocument.Cell]],
        _ lists: ChoiceLists
    ) -> WorkbookDocument {
        var table = WorkbookDocument.Sheet(named: name, columns: columns, rows: rows)
        table.heading = [.title((call.title + Text(zh: "：", en: ": ") + title)(in: language)), .remark(howTo(in: language))]
        table.emptyRows = rows.isEmpty ? DemonstrationTemplates.rows : 0
        table.isProtected = true
        table.isFiltered = true
        table.frozenColumns = 2
        let guide = FillingGuide.sheet(title, remarks: [howTo], columns: [(name, columns)], in: language)
        return WorkbookDocument([table, guide] + (lists.sheet.map { [$0] } ?? []))
    }

    private var number: WorkbookDocument.Column {
        column("示范编号", 14, Text(zh: "示范登记表中的编号。", en: "Its number in the register."))
    }

    private func code(mayBeEmpty: Bool) -> WorkbookDocument.Column {
        column(
            "统一社会信用代码", 22,
            mayBeEmpty ? Text(zh: "18 位；可不填。", en: "18 characters; may be empty.") : Text(zh: "18 位。", en: "18 characters."), .length(18))
    }

    private var anyDay: WorkbookDocument.Rule {
        let first = Day(year: 1990, month: 1, day: 1) ?? policy.filing
        return .day(first...policy.filing.adding(years: 5))
    }

    private func column(
        _ name: String, _ width: Int, _ hint: Text, _ rule: WorkbookDocument.Rule = .anything, kind: WorkbookDocument.Kind = .text,
        isStrict: Bool = true
    ) -> WorkbookDocument.Column {
        WorkbookDocument.Column(
            name, width: width, kind: kind, entry: WorkbookDocument.Entry(rule, hint: hint(in: language), isStrict: isStrict))
    }
}
