public import Programme

/// The summary table (申报汇总表) of one authority as a workbook to fill in: its name and numbers are in it, categories
/// and modes are chosen from lists, and nothing but the cells to fill can be changed.
public struct SummaryTemplate {
    private let call: Call
    private let authority: Authority
    private let language: Language

    /// So many rows where a quota sets no limit.
    private static let rowsWithoutQuota = 100

    /// The workbook for an authority of a call, with hints in a language; the columns keep their Chinese names.
    public static func workbook(for authority: Authority, of call: Call, in language: Language) -> WorkbookDocument {
        SummaryTemplate(call: call, authority: authority, language: language).workbook
    }

    /// The name of an authority's file, safe in any folder.
    public static func fileName(for authority: Authority) -> String {
        let name = "\(authority.code)-\(authority.name)".unicodeScalars.map { scalar in
            "/\\:*?\"<>|".unicodeScalars.contains(scalar) || scalar.value < 0x20 ? "_" : Character(scalar)
        }
        return "申报汇总表-\(String(name)).xlsx"
    }

    private var workbook: WorkbookDocument {
        var lists = ChoiceLists(in: language)
        let columns = columns(&lists)
        var table = WorkbookDocument.Sheet(named: "申报汇总表", columns: columns, rows: rows(columns))
        table.heading = [
            .title(title(in: language)), .remark(quotas(in: language)), .remark(howTo(in: language)),
            .blanks(
                [
                    Text(zh: "联系人", en: "Contact"), Text(zh: "处室职务", en: "Position"), Text(zh: "电话", en: "Telephone"),
                    Text(zh: "电子邮箱", en: "E-mail"),
                ].map { $0(in: language) }),
        ]
        table.isProtected = true
        table.isFiltered = true
        table.frozenColumns = 1
        let guide = FillingGuide.sheet(
            Text(zh: "申报汇总表填写说明", en: "How to fill in the summary table"), remarks: [howTo],
            columns: [(table.name, columns)], in: language)
        return WorkbookDocument([table, guide] + (lists.sheet.map { [$0] } ?? []))
    }

    // MARK: What stands above the table

    private var title: Text {
        Text(
            zh: "\(call.title.zh)申报汇总表（\(authority.name)）", en: "\(call.title.en): summary table of \(authority.name)")
    }

    private var quotas: Text {
        let single = categories.compactMap { category -> Text? in
            if let limit = limit(of: category) {
                return Text(zh: "\(category.name.zh) \(limit) 个", en: "\(category.name.en) \(limit)")
            }
            guard !call.jointQuotas.contains(where: { $0.categories.contains(category.id) }) else { return nil }
            return Text(zh: "\(category.name.zh)不限", en: "\(category.name.en) without limit")
        }
        let joint = call.jointQuotas.compactMap { quota -> Text? in
            let names = categories.filter { quota.categories.contains($0.id) }.map(\.name)
            guard names.count > 1, let limit = authority.quotas[quota.column] else { return nil }
            return Text(zh: "\(names.enumerated().zh)合计 \(limit) 个", en: "\(names.enumerated().en) \(limit) in all")
        }
        let list = single + joint
        return Text(
            zh: "推荐名额（至多）：\(list.map(\.zh).joined(separator: "；"))。",
            en: "Quotas, at the very most: \(list.map(\.en).joined(separator: "; ")).")
    }

    private var howTo: Text {
        let contacts = call.deadlines.contacts.map { Text(zh: "；联系人名单 \($0) 前报送", en: "; contacts are named by \($0)") }
        return Text(zh: "申报截止 \(call.deadlines.filing)（北京时间 24 时）", en: "Filing ends on \(call.deadlines.filing), midnight in Beijing")
            + (contacts ?? Text(verbatim: ""))
            + Text(
                zh: "。只填浅黄色单元格，一行一个申报主体，用不到的行留空；不要增删列。",
                en:
                    ". Fill in the pale yellow cells only, an applicant a row; leave the rows that you don't need empty; neither add nor remove columns."
            )
    }

    // MARK: Its columns

    /// The categories in which the authority may recommend anybody.
    private var categories: [Category] {
        call.selectionCategories.filter { category in
            limit(of: category) != 0
                && !call.jointQuotas.contains {
                    $0.categories.contains(category.id) && authority.quotas[$0.column] == 0
                }
        }
    }

    private func limit(of category: Category) -> Int? { category.quota.flatMap { authority.quotas[$0] } }

    private func columns(_ lists: inout ChoiceLists) -> [WorkbookDocument.Column] {
        var columns = [
            WorkbookDocument.Column("编号", width: 14),
            WorkbookDocument.Column("省级主管部门", width: 20),
            WorkbookDocument.Column(
                "类别", width: 26,
                entry: entry(
                    lists.rule(categories.map(\.name.zh), named: "类别"), Text(zh: "从列表中选择申报类别。", en: "Choose the category."))),
            WorkbookDocument.Column(
                "申报主体", width: 34, entry: entry(Text(zh: "全称，与登记证照一致。", en: "The full name, as it is registered."))),
            WorkbookDocument.Column(
                "统一社会信用代码", width: 22,
                entry: entry(.length(18), Text(zh: "18 位，数字和大写字母。", en: "18 digits and capital letters."))),
            WorkbookDocument.Column(
                "信用代码说明", width: 20,
                entry: entry(
                    Text(
                        zh: "代码校验位不符、但确为登记机关所发的，写明情况；其余留空。",
                        en: "Where the check character does not conform and the code was issued so all the same, say so; else empty."))),
        ]
        let modes = categories.compactMap { category in
            category.modes.map { mode in
                (header: category.name.zh, texts: call.modes.filter { $0.allowedIn.contains(mode) }.map(\.name))
            }
        }
        if !modes.isEmpty {
            columns.append(
                WorkbookDocument.Column(
                    "模式", width: 22,
                    entry: entry(
                        lists.rule(modes, chosenIn: 2),
                        Text(
                            zh: "先选类别，再从列表中选择一种模式；\(modes.map(\.header).joined(separator: "、"))填写，其他类别留空。",
                            en: "Choose the category first, then one mode; only for \(modes.map(\.header).joined(separator: ", ")).")))
            )
        }
        let earliest = Day(year: 1949, month: 10, day: 1) ?? call.deadlines.filing
        columns += [
            WorkbookDocument.Column("行业", width: 18, entry: entry(Text(zh: "主营业务所属行业。", en: "The industry of the main business."))),
            WorkbookDocument.Column(
                "申报日期", width: 13, kind: .day,
                entry: WorkbookDocument.Entry(
                    .day(((call.deadlines.contacts ?? call.deadlines.filing).adding(years: -1))...call.deadlines.filing),
                    hint: Text(
                        zh: "日期，如 \(call.deadlines.filing)；不晚于申报截止日。",
                        en: "A day such as \(call.deadlines.filing), no later than the end of filing.")(in: language), isStrict: false)),
            WorkbookDocument.Column(
                "不适宜评审专家", width: 20,
                entry: entry(
                    Text(
                        zh: "申报主体提出的不适宜评审专家的编号，至多 \(call.conflicts.unsuitableAtMost) 名，以“；”分隔；可不填。",
                        en:
                            "Numbers of experts whom the applicant names as unsuitable, at most \(call.conflicts.unsuitableAtMost), separated by “；”; may be empty."
                    ))),
        ]
        return columns + checks.map { column($0, since: earliest, &lists) }
    }

    /// The checks of the categories, a column once.
    private var checks: [EligibilityCheck] {
        var seen: Set<String> = []
        return categories.flatMap { call.checks(of: $0) }.filter { seen.insert($0.column).inserted }
    }

    private func column(_ check: EligibilityCheck, since earliest: Day, _ lists: inout ChoiceLists) -> WorkbookDocument.Column {
        let users = categories.filter { call.checks(of: $0).contains { $0.column == check.column } }
        let only =
            users.count == categories.count
            ? Text(verbatim: "")
            : Text(zh: "；仅\(users.map(\.name).enumerated().zh)填写", en: "; only for \(users.map(\.name).enumerated().en)")
        let clause = Text(zh: "（通知\(check.clause)）", en: " (notice \(check.clause))")
        func entry(_ rule: WorkbookDocument.Rule, _ form: Text) -> WorkbookDocument.Entry {
            self.entry(rule, check.name + clause + Text(zh: "：", en: ": ") + form + only + Text(zh: "。", en: "."))
        }
        switch check.must {
        case .be:
            return WorkbookDocument.Column(
                check.column, width: 14, entry: entry(.oneOf(["是", "否"]), Text(zh: "填“是”或“否”", en: "是 (yes) or 否 (no)")))
        case .oneOf(let texts):
            return WorkbookDocument.Column(
                check.column, width: 20,
                entry: entry(
                    lists.rule(texts, named: check.column), Text(zh: "从列表中选择", en: "choose from the list")))
        case .atLeast(_, "%"):
            return WorkbookDocument.Column(
                check.column, width: 14, kind: .percentage, entry: entry(.share, Text(zh: "百分数，如 32%", en: "per cent, such as 32%")))
        case .atLeast(_, let unit):
            return WorkbookDocument.Column(
                check.column, width: 14, kind: .number,
                entry: entry(.atLeastNought, Text(zh: "数值（单位：\(unit)）", en: "a number (unit: \(unit))")))
        case .fullYearsBeforeFiling:
            return WorkbookDocument.Column(
                check.column, width: 14, kind: .day,
                entry: entry(
                    .day(earliest...call.deadlines.filing), Text(zh: "日期，如 2021-05-31", en: "a day such as 2021-05-31")))
        }
    }

    private func entry(_ hint: Text) -> WorkbookDocument.Entry { entry(.anything, hint) }

    private func entry(_ rule: WorkbookDocument.Rule, _ hint: Text) -> WorkbookDocument.Entry {
        WorkbookDocument.Entry(rule, hint: hint(in: language))
    }

    // MARK: Its rows

    /// A row for each place of the quotas, its number and the authority in it.
    private func rows(_ columns: [WorkbookDocument.Column]) -> [[WorkbookDocument.Cell]] {
        let prefix = Identifier.isSound(authority.code + "-0000") ? authority.code : number(among: call.authorities)
        return (1...max(1, places)).map { place in
            let digits = String(repeating: "0", count: max(0, 3 - "\(place)".count)) + "\(place)"
            return [.text("\(prefix)-\(digits)"), .text(authority.name)]
        }
    }

    private func number(among authorities: [Authority]) -> String {
        "A\((authorities.firstIndex { $0.code == authority.code } ?? 0) + 1)"
    }

    /// How many dossiers the quotas allow in all.
    private var places: Int {
        var inJoint: Set<String> = []
        var sum = 0
        for quota in call.jointQuotas {
            let members = categories.filter { quota.categories.contains($0.id) && !inJoint.contains($0.id) }
            inJoint.formUnion(members.map(\.id))
            sum += min(members.reduce(0) { $0 + rows(of: $1) }, authority.quotas[quota.column] ?? .max)
        }
        return sum + categories.filter { !inJoint.contains($0.id) }.reduce(0) { $0 + rows(of: $1) }
    }

    private func rows(of category: Category) -> Int { limit(of: category) ?? SummaryTemplate.rowsWithoutQuota }
}
