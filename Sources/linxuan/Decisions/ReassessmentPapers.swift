import Formats
import Programme
import Workflow

/// What becomes of earlier demonstrations as papers in Chinese: a table, and a page to read.
struct ReassessmentPapers {
    let list: ShortlistView
    let call: Call

    private var lines: [ReassessmentLine] { list.reassessment }

    var table: WorkbookDocument.Sheet {
        var table = WorkbookDocument.Sheet(
            named: "评估评价结论",
            columns: [
                WorkbookDocument.Column("类别", width: 26), WorkbookDocument.Column("示范编号", width: 12),
                WorkbookDocument.Column("批次", width: 8, kind: .whole), WorkbookDocument.Column("示范主体", width: 36),
                WorkbookDocument.Column("统一社会信用代码", width: 22), WorkbookDocument.Column("主管部门", width: 20),
                WorkbookDocument.Column("材料编号", width: 12), WorkbookDocument.Column("成绩", width: 10, kind: .points),
                WorkbookDocument.Column("依据", width: 36), WorkbookDocument.Column("按规则意见", width: 14),
                WorkbookDocument.Column("结论", width: 14), WorkbookDocument.Column("整改期限", width: 14, kind: .day),
                WorkbookDocument.Column("决定人", width: 12), WorkbookDocument.Column("理由", width: 40),
                WorkbookDocument.Column("可再次申报", width: 12),
            ])
        table.isFiltered = true
        table.rows = lines.map { line in
            let (demonstration, outcome) = (line.demonstration, line.outcome)
            return [
                .text(call.name(ofCategory: demonstration.category).zh), .text(demonstration.id), .whole(demonstration.batch),
                .text(demonstration.name), .text(demonstration.creditCode), .text(authority(line)), .text(outcome.dossier ?? ""),
                .points(line.result?.score), .text(outcome.ground.zh), .text(outcome.proposed?.name.zh ?? ""),
                .text(outcome.decided?.name.zh ?? outcome.name.zh), outcome.rectifyBy.map(WorkbookDocument.Cell.day) ?? .empty,
                .text(outcome.decidedBy ?? ""), .text(outcome.reason ?? ""), .text(again(line)),
            ]
        }
        return table
    }

    /// Whether somebody for whom it mattered that they are one already may apply again.
    private func again(_ line: ReassessmentLine) -> String {
        let bars = call.reassessment?.designations.first { $0.category == line.demonstration.category }?.bars
        guard bars != nil else { return "" }
        return line.outcome.decided == .withdraw || (line.outcome.basis == .excused && line.outcome.decided == nil) ? "是" : "否"
    }

    var markdown: String {
        var text = "# \(Paper.cell(call.title.zh))：前几批示范评估评价结论\n\n依据：\(Paper.cell(call.source.zh))\n\n"
        text += list.draftPaper
        text += "共 \(lines.count) 个：\(lines.tally.zh)。\n\n"
        for category in call.reassessmentCategories {
            let own = lines.filter { $0.demonstration.category == category.id }
            text += "## \(category.name.zh)（\(own.count) 个）\n\n"
            guard !own.isEmpty else {
                text += "无。\n\n"
                continue
            }
            text += "\(own.tally.zh)。\n\n"
            text += "| 示范编号 | 批次 | 示范主体 | 主管部门 | 成绩 | 结论 | 依据 |\n| --- | ---: | --- | --- | ---: | --- | --- |\n"
            for line in own {
                text +=
                    "| \(line.demonstration.id) | \(line.demonstration.batch) | \(Paper.cell(line.demonstration.name)) "
                    + "| \(Paper.cell(authority(line))) | \(line.result?.score?.description ?? "–") | \(line.outcome.name.zh) "
                    + "| \(Paper.cell(line.outcome.ground.zh)) |\n"
            }
            text += "\n"
        }
        text += moves
        text += list.signaturePaper
        text += "\n名单摘要（SHA-256）：`\(list.digest)`\n\n规则摘要（SHA-256）：`\(list.callDigest)`\n"
        return text
    }

    private var moves: String {
        let moves = lines.flatMap { line in line.moves.map { (line, $0) } }.sorted { $0.1.number < $1.1.number }
        guard !moves.isEmpty else { return "" }
        let words = moves.map { line, move in
            "- \(move.demonstration) \(Paper.cell(line.demonstration.name))：\(move.before?.name.zh ?? "未定") → \(move.after.name.zh)"
                + (move.rectifyBy.map { "（\($0) 前）" } ?? "") + "，\(move.chair)，\(move.at.inChina)，理由：\(Paper.cell(move.reason))\n"
        }
        return "## 组长决定\n\n\(words.joined())\n"
    }

    private func authority(_ line: ReassessmentLine) -> String { call.authority(line.demonstration.authority)?.name ?? "" }
}

/// Texts on paper in Markdown.
enum Paper {
    /// A text that cannot break out of a table's cell.
    static func cell(_ text: String) -> String {
        String(
            text.unicodeScalars.flatMap { scalar -> [Character] in
                switch scalar {
                case "|", "<", ">", "[", "]", "*", "_", "`", "\\": ["\\", Character(scalar)]
                case "\n", "\r": [" "]
                default: [Character(scalar)]
                }
            })
    }
}

extension ShortlistView {
    /// That a paper is not the last word yet; nothing where it is.
    var draftPaper: String {
        if final { return "" }
        return stage == .notice && signatures.count(where: \.stands) >= needed
            ? "**公示阶段：已签字 \(needed) 人，不是最终名单。**\n\n" : "**草案：签字未满 \(needed) 人，不是终局。**\n\n"
    }

    /// The signatures that stand, as a part of a paper.
    var signaturePaper: String {
        let standing = signatures.filter(\.stands)
        guard !standing.isEmpty else { return "" }
        return "## 签字\n\n" + standing.map { "- \($0.chair)，\($0.at.inChina)\n" }.joined()
    }
}
