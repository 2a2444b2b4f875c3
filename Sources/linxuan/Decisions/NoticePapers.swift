import Formats
import Programme

extension ListPaper {
    /// The list as a table in Chinese.
    var table: WorkbookDocument.Sheet {
        var table = WorkbookDocument.Sheet(
            named: kind == .notice ? "公示名单" : "入选名单",
            columns: [
                WorkbookDocument.Column("类别", width: 30), WorkbookDocument.Column("序号", width: 8, kind: .whole),
                WorkbookDocument.Column("地区", width: 24), WorkbookDocument.Column("名称", width: 44),
                WorkbookDocument.Column("评估评价结论", width: 24),
            ])
        table.isFiltered = true
        table.rows = (groups + reassessment).flatMap { group in
            group.rows.enumerated().map { index, row in
                [.text(group.name.zh), .whole(index + 1), .text(row.authority), .text(row.name), .text(row.outcome?.zh ?? "")]
            }
        }
        return table
    }

    /// The list as a page to read in Chinese.
    var markdown: String {
        var text = "# \(Paper.cell(heading.zh))\n\n"
        text += isRehearsal ? "**演练：日期不是实际日期。**\n\n" : ""
        text += opening.map { "\(Paper.cell($0.zh))\n\n" }.joined()
        text += groups.map { section($0) }.joined()
        if !reassessment.isEmpty { text += "# 前几批示范评估评价结论\n\n" + reassessment.map { section($0) }.joined() }
        if kind == .final, !signatures.isEmpty {
            text += "审定签字：\n\n" + signatures.map { "- \(Paper.cell($0.name))，\($0.time)\n" }.joined() + "\n"
        }
        return text + "\(day)\n\n名单摘要（SHA-256）：`\(digest)`\n"
    }

    private func section(_ group: Group) -> String {
        guard !group.rows.isEmpty else { return "## \(Paper.cell(group.name.zh))\n\n无。\n\n" }
        let hasOutcomes = group.rows.contains { $0.outcome != nil }
        let rows = group.rows.enumerated().map { index, row in
            "| \(index + 1) | \(Paper.cell(row.authority)) | \(Paper.cell(row.name)) |" + (hasOutcomes ? " \(row.outcome?.zh ?? "") |" : "")
                + "\n"
        }
        return "## \(Paper.cell(group.name.zh))（\(group.rows.count) 个）\n\n| 序号 | 地区 | 名称 |\(hasOutcomes ? " 结论 |" : "")\n"
            + "| ---: | --- | --- |\(hasOutcomes ? " --- |" : "")\n\(rows.joined())\n"
    }
}
