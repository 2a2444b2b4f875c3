public import Programme

/// The list of experts with their affiliations and declared interests as a workbook to fill in, a sheet each.
public struct ExpertTemplate {
    private let call: Call
    private let language: Language

    private static let experts = 600
    private static let relations = 2000

    /// The workbook for a call, with hints in a language; the columns keep their Chinese names.
    public static func workbook(of call: Call, in language: Language) -> WorkbookDocument {
        ExpertTemplate(call: call, language: language).workbook
    }

    private var workbook: WorkbookDocument {
        var lists = ChoiceLists(in: language)
        let tables = [
            sheet("专家名单", expertColumns(&lists), rows: ExpertTemplate.experts),
            sheet("任职", affiliationColumns, rows: ExpertTemplate.relations),
            sheet("利害关系声明", interestColumns, rows: ExpertTemplate.relations),
        ]
        let guide = FillingGuide.sheet(
            Text(zh: "专家名单填写说明", en: "How to fill in the list of experts"),
            remarks: [
                Text(
                    zh: "先填“专家名单”，再填“任职”和“利害关系声明”。一格填多项的，以“；”或“、”分隔。不要增删列。",
                    en:
                        "Fill in 专家名单 (experts) first, then 任职 (affiliations) and 利害关系声明 (interests). Several things in one cell are separated by “；” or “、”. Neither add nor remove columns."
                )
            ],
            columns: tables.map { ($0.name, $0.columns) }, in: language)
        return WorkbookDocument(tables + [guide] + (lists.sheet.map { [$0] } ?? []))
    }

    private func sheet(_ name: String, _ columns: [WorkbookDocument.Column], rows: Int) -> WorkbookDocument.Sheet {
        var sheet = WorkbookDocument.Sheet(named: name, columns: columns)
        sheet.emptyRows = rows
        sheet.isProtected = true
        sheet.isFiltered = true
        sheet.frozenColumns = 1
        return sheet
    }

    private func expertColumns(_ lists: inout ChoiceLists) -> [WorkbookDocument.Column] {
        let qualification = call.qualification
        let most = call.workload.maximum
        return [
            WorkbookDocument.Column("编号", width: 12, entry: entry(Text(zh: "专家编号：", en: "The expert's number: ") + Identifier.form)),
            WorkbookDocument.Column("姓名", width: 12, entry: entry(Text(zh: "姓名。", en: "The name."))),
            WorkbookDocument.Column(
                "所在地区", width: 22,
                entry: entry(
                    lists.rule(call.authorities.map(\.name), named: "所在地区"),
                    Text(zh: "从列表中选择所在地区的主管部门。", en: "Choose the authority of the region."))),
            WorkbookDocument.Column(
                "专业类别", width: 18,
                entry: entry(
                    lists.rule(call.specialties.map(\.name.zh), named: "专业类别"),
                    Text(
                        zh: "从列表中选择；有多项的，主专业在前，以“、”分隔。", en: "From the list; where there are several, the main one first, separated by “、”."
                    ),
                    isStrict: false)),
            WorkbookDocument.Column(
                "熟悉模式", width: 28,
                entry: entry(
                    lists.rule(call.modes.map(\.name), named: "熟悉模式"),
                    Text(zh: "从列表中选择；有多项的，以“、”分隔；可不填。", en: "From the list; several are separated by “、”; may be empty."), isStrict: false)),
            WorkbookDocument.Column(
                "熟悉行业", width: 24,
                entry: entry(Text(zh: "有多项的，以“、”分隔；可不填。", en: "Several are separated by “、”; may be empty."))),
            WorkbookDocument.Column(
                "高级职称", width: 12,
                entry: entry(
                    .oneOf(["是", "否"]),
                    qualification.seniorTitle
                        ? Text(zh: "填“是”或“否”；本通知要求具有高级职称。", en: "是 (yes) or 否 (no); the call asks for a senior title.")
                        : Text(zh: "填“是”或“否”。", en: "是 (yes) or 否 (no)."))),
            WorkbookDocument.Column(
                "从业年限", width: 12, kind: .whole,
                entry: entry(
                    .whole(min(qualification.yearsInField, 80)...80),
                    Text(
                        zh: "整数，不少于 \(qualification.yearsInField)。",
                        en: "Whole years in the field, at least \(qualification.yearsInField)."))),
            WorkbookDocument.Column(
                "最少评审", width: 12, kind: .whole,
                entry: entry(.whole(0...most), Text(zh: "整数，0 至 \(most)。", en: "A whole number from 0 to \(most)."))),
            WorkbookDocument.Column(
                "最多评审", width: 12, kind: .whole,
                entry: entry(
                    .whole(0...most), Text(zh: "整数，不少于最少评审，至多 \(most)。", en: "A whole number, at least that of 最少评审 and at most \(most)."))),
        ]
    }

    private var affiliationColumns: [WorkbookDocument.Column] {
        [
            expertNumber,
            WorkbookDocument.Column("单位", width: 34, entry: entry(Text(zh: "单位全称。", en: "The organisation's full name."))),
            code,
            WorkbookDocument.Column("开始", width: 13, kind: .day, entry: entry(anyDay, Text(zh: "开始任职的日期。", en: "The first day."))),
            WorkbookDocument.Column(
                "结束", width: 13, kind: .day,
                entry: entry(anyDay, Text(zh: "结束任职的日期；仍在任的留空。", en: "The last day; empty while it lasts."))),
            WorkbookDocument.Column("职务", width: 20, entry: entry(Text(zh: "可不填。", en: "May be empty."))),
        ]
    }

    private var interestColumns: [WorkbookDocument.Column] {
        [
            expertNumber,
            WorkbookDocument.Column(
                "申报主体", width: 34, entry: entry(Text(zh: "申报主体全称；名称和代码至少填一项。", en: "The applicant's full name; name, code or both."))),
            code,
            WorkbookDocument.Column(
                "情形", width: 22,
                entry: entry(
                    .oneOf(Interest.Kind.allCases.map(\.name.zh)), Text(zh: "从列表中选择。", en: "Choose from the list."))),
            WorkbookDocument.Column("说明", width: 40, entry: entry(Text(zh: "可不填。", en: "May be empty."))),
        ]
    }

    private var expertNumber: WorkbookDocument.Column {
        WorkbookDocument.Column(
            "专家编号", width: 12,
            entry: entry(
                .listed(WorkbookDocument.Area(sheet: "专家名单", rows: 1...ExpertTemplate.experts, columns: 0...0)),
                Text(zh: "“专家名单”中的编号。", en: "A number from the sheet 专家名单.")))
    }

    private var code: WorkbookDocument.Column {
        WorkbookDocument.Column(
            "统一社会信用代码", width: 22,
            entry: entry(.length(18), Text(zh: "18 位；不知道的留空。", en: "18 characters; empty where not known.")))
    }

    private var anyDay: WorkbookDocument.Rule {
        let first = Day(year: 1949, month: 10, day: 1) ?? call.deadlines.filing
        return .day(first...call.deadlines.filing.adding(years: 50))
    }

    private func entry(_ hint: Text) -> WorkbookDocument.Entry { entry(.anything, hint) }

    private func entry(_ rule: WorkbookDocument.Rule, _ hint: Text, isStrict: Bool = true) -> WorkbookDocument.Entry {
        WorkbookDocument.Entry(rule, hint: hint(in: language), isStrict: isStrict)
    }
}
