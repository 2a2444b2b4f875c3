import Formats
import Programme
import Workflow

/// The shortlist as papers in Chinese: a table, and a page to read.
struct ShortlistPapers {
    let list: ShortlistView
    let call: Call
    /// On what each category is ranked, where the call ranks by adjusted scores; empty otherwise.
    let bases: [RankingBasis]

    private var isByAdjusted: Bool { call.scoring.ranking == .adjusted }
    private var listed: [ShortlistView.Line] { list.lines.filter(\.placement.listed) }

    var table: WorkbookDocument.Sheet {
        var table = WorkbookDocument.Sheet(
            named: "拟入选名单",
            columns: [
                WorkbookDocument.Column("类别", width: 28), WorkbookDocument.Column("序号", width: 8, kind: .whole),
                WorkbookDocument.Column("编号", width: 14),
                WorkbookDocument.Column("申报主体", width: 36), WorkbookDocument.Column("统一社会信用代码", width: 22),
                WorkbookDocument.Column("推荐单位", width: 22),
                WorkbookDocument.Column("成绩", width: 10, kind: .points), WorkbookDocument.Column("名次", width: 8, kind: .whole),
                WorkbookDocument.Column("调整理由", width: 40),
            ]
                + (isByAdjusted
                    ? [WorkbookDocument.Column("调整成绩", width: 10, kind: .points), WorkbookDocument.Column("调整名次", width: 10, kind: .whole)]
                    : []))
        table.isFiltered = true
        for category in call.selectionCategories {
            for (index, line) in listed.filter({ $0.dossier.category == category.id }).enumerated() {
                table.rows.append(
                    [
                        .text(category.name.zh), .whole(index + 1), .text(line.dossier.id), .text(line.dossier.applicant),
                        .text(line.dossier.creditCode), .text(authority(line)), .points(line.outcome.score),
                        line.outcome.rank.map(WorkbookDocument.Cell.whole) ?? .empty, .text(line.placement.reason ?? ""),
                    ] + (isByAdjusted ? line.outcome.adjustedCells : []))
            }
        }
        return table
    }

    var markdown: String {
        var text = "# \(Paper.cell(call.title.zh))：拟入选名单\n\n"
        text += "依据：\(Paper.cell(call.source.zh))\n\n"
        text += list.draftPaper
        for category in call.selectionCategories {
            let own = listed.filter { $0.dossier.category == category.id }
            text += "## \(category.name.zh)（\(own.count) 个）\n\n"
            guard !own.isEmpty else {
                text += "无。\n\n"
                continue
            }
            if let basis = bases.first(where: { $0.category == category.id }) { text += "\(basis.told.zh)\n\n" }
            text += "| 序号 | 编号 | 申报主体 | 推荐单位 | 成绩 |\(isByAdjusted ? " 调整成绩 | 调整名次 |" : "")\n"
            text += "| ---: | --- | --- | --- | ---: |\(isByAdjusted ? " ---: | ---: |" : "")\n"
            for (index, line) in own.enumerated() {
                text +=
                    "| \(index + 1) | \(line.dossier.id) | \(Paper.cell(line.dossier.applicant)) | \(Paper.cell(authority(line))) "
                    + "| \(line.outcome.score?.description ?? "–") |"
                let adjusted = line.outcome.adjusted
                if isByAdjusted { text += " \(adjusted?.score.description ?? "–") | \(adjusted.map { "\($0.rank)" } ?? "–") |" }
                text += "\n"
            }
            text += "\n"
        }
        text += moves + list.proceedings.paper + list.signaturePaper
        text += "\n名单摘要（SHA-256）：`\(list.digest)`\n\n规则摘要（SHA-256）：`\(list.callDigest)`\n"
        return text
    }

    /// Every change with its reason and votes; of earlier versions of the program, which kept the last alone, that.
    private var moves: String {
        let lines = list.lines.flatMap { line -> [(number: Int, text: String)] in
            func text(_ listed: Bool, _ by: String, _ reason: String, _ votes: String) -> String {
                "- \(line.dossier.id) \(Paper.cell(line.dossier.applicant))：\(listed ? "调入" : "调出")，\(by)，理由：\(Paper.cell(reason))\(votes)\n"
            }
            if line.moves.isEmpty, line.placement.listed != line.placement.proposed {
                return [(0, text(line.placement.listed, line.placement.movedBy ?? "", line.placement.reason ?? "", ""))]
            }
            return line.moves.map { move in
                let motion = list.proceedings.motions.first { $0.motion.number == move.motion }
                return (
                    move.number,
                    text(move.after, move.by, move.reason, motion.map { "；" + tally($0.votes, $0.entitled, $0.standing).zh } ?? "")
                )
            }
        }
        guard !lines.isEmpty else { return "" }
        return "## 调整\n\n\(lines.sorted { $0.number < $1.number }.map(\.text).joined())\n" + rejected
    }

    /// Motions that were not carried.
    private var rejected: String {
        let lost = list.proceedings.motions.filter { $0.standing != .carried }
        guard !lost.isEmpty else { return "" }
        return "## 未通过的动议\n\n"
            + lost.map {
                "- 第 \($0.motion.number) 号：\($0.motion.dossier) \($0.motion.listed ? "调入" : "调出")，\($0.motion.chair)，理由：\(Paper.cell($0.motion.reason))；\(tally($0.votes, $0.entitled, $0.standing).zh)\n"
            }.joined() + "\n"
    }

    private func authority(_ line: ShortlistView.Line) -> String { call.authority(line.dossier.authority)?.name ?? "" }
}

extension Outcome {
    /// The adjusted score and the place by it as cells of a table.
    var adjustedCells: [WorkbookDocument.Cell] { [.points(adjusted?.score), adjusted.map { .whole($0.rank) } ?? .empty] }
}
