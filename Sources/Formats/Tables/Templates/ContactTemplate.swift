public import Programme

/// The list of contact persons (联系人) as a workbook to fill in, the authorities in it.
public enum ContactTemplate {
    /// The workbook for a call, with hints in a language; the columns keep their Chinese names.
    public static func workbook(of call: Call, in language: Language) -> WorkbookDocument {
        func entry(_ hint: Text, _ rule: WorkbookDocument.Rule = .anything) -> WorkbookDocument.Entry {
            WorkbookDocument.Entry(rule, hint: hint(in: language))
        }
        let first = Day(year: 1990, month: 1, day: 1) ?? call.deadlines.filing
        let columns = [
            WorkbookDocument.Column("省级主管部门", width: 22),
            WorkbookDocument.Column("姓名", width: 12, entry: entry(Text(zh: "联系人姓名。", en: "The person's name."))),
            WorkbookDocument.Column("职务", width: 20, entry: entry(Text(zh: "处室和职务。", en: "Division and position."))),
            WorkbookDocument.Column(
                "联系电话", width: 18, entry: entry(Text(zh: "如 010-00000000；与手机至少填一项。", en: "A telephone, or a mobile one."))),
            WorkbookDocument.Column("手机", width: 16, entry: entry(Text(zh: "可不填。", en: "May be empty."))),
            WorkbookDocument.Column("传真", width: 18, entry: entry(Text(zh: "可不填。", en: "May be empty."))),
            WorkbookDocument.Column("电子邮箱", width: 26, entry: entry(Text(zh: "可不填。", en: "May be empty."))),
            WorkbookDocument.Column(
                "报送日期", width: 13, kind: .day,
                entry: entry(
                    Text(zh: "主管部门来函的日期。", en: "The day on which it was given."), .day(first...call.deadlines.filing.adding(years: 5)))),
        ]
        var table = WorkbookDocument.Sheet(
            named: "联系人", columns: columns, rows: call.authorities.map { [.text($0.name)] })
        let until = call.deadlines.contacts.map { Text(zh: "于 \($0) 前报送。", en: " By \($0).") } ?? Text(verbatim: "")
        let howTo =
            Text(zh: "每个主管部门一名联系人。", en: "One contact person an authority.") + until
            + Text(zh: "没有报送的行留空；不要增删列。", en: " Leave the rows of the others empty; neither add nor remove columns.")
        table.heading = [.title((call.title + Text(zh: "联系人名单", en: ": contact persons"))(in: language)), .remark(howTo(in: language))]
        table.isProtected = true
        table.isFiltered = true
        table.frozenColumns = 1
        let guide = FillingGuide.sheet(
            Text(zh: "联系人名单填写说明", en: "How to fill in the list of contact persons"), remarks: [howTo],
            columns: [(table.name, columns)], in: language)
        return WorkbookDocument([table, guide])
    }
}
