import ArgumentParser
import Formats
import Programme
import Workflow

extension ConflictsCommand {
    /// `linxuan conflicts explain`: all records about an expert and a dossier.
    struct Explain: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "explain",
                abstract: local("一名专家与一份材料的全部登记和依据", "Every record and all evidence about an expert and a dossier"))
        }

        @Argument(help: .text("专家编号", "The expert")) var expert: String
        @Argument(help: .text("材料编号", "The dossier")) var dossier: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let file = try await round.desk().ask(ExplainConflicts(expert: expert, dossier: dossier))
            try round.common.show(file) { file.words }
        }
    }

    /// `linxuan conflicts statistics`: the register by ground.
    struct Statistics: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "statistics", abstract: local("按情形统计回避登记", "The register by ground"))
        }

        @OptionGroup var round: DeskOptions

        func run() async throws {
            let counts = try await round.desk().ask(ShowConflictStatistics())
            try round.common.show(["grounds": counts]) {
                var listing = Listing(
                    Text(zh: "情形", en: "ground"), Conflict.Standing.confirmed.name, Conflict.Standing.suspected.name,
                    Conflict.Standing.cleared.name, Text(zh: "仅因此回避", en: "on this ground alone"))
                for count in counts {
                    listing.add(
                        count.ground.name.local, "\(count.confirmed)", "\(count.suspected)", "\(count.cleared)", "\(count.alone)")
                }
                return listing.lines
            }
        }
    }

    /// `linxuan conflicts matrix`: experts and dossiers on one page.
    struct Matrix: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "matrix",
                abstract: local("写出专家与材料的回避矩阵（HTML，不含脚本）", "Write the matrix of experts and dossiers (HTML, no script)"))
        }

        @Argument(help: .text("文件", "The file", value: "file.html")) var file: String
        @Option(help: .text("专家按地区或单位归并：region 或 organisation", "Experts by region or organisation", value: "rows"))
        var by = ConflictRows.region.rawValue
        @Option(help: .text("至多几行，其余合为一行", "So many rows at most, all others as one", value: "rows")) var most = 60
        @OptionGroup var round: DeskOptions

        func run() async throws {
            guard let rows = ConflictRows(rawValue: by) else {
                throw Failure.usage(Text(zh: "--by 只能是 region 或 organisation。", en: "--by takes region or organisation."))
            }
            let page = try await round.desk().ask(DrawConflictMatrix(rows: rows, most: most))
            try Files.write(page.html(in: .current), to: file)
            try round.common.show(["file": file]) {
                var listing = Listing(
                    page.rowTitle, Text(zh: "专家", en: "experts"), Text(zh: "应回避（对）", en: "pairs in conflict"),
                    Text(zh: "待核实", en: "to be settled"), Text(zh: "最多的推荐单位", en: "most with"))
                for row in page.rows.prefix(12) {
                    let most = zip(row.cells, page.columns).max { $0.0.confirmed < $1.0.confirmed }
                    listing.add(
                        row.name.local, "\(row.experts)", "\(row.cells.reduce(0) { $0 + $1.confirmed })",
                        "\(row.cells.reduce(0) { $0 + $1.suspected })", most.map { "\($0.1.name) \($0.0.confirmed)" } ?? "")
                }
                return listing.lines + (page.rows.count > 12 ? "\n…" : "") + "\n\(file)"
            }
        }
    }

    /// `linxuan conflicts replay`: detection again on data that has changed.
    struct Replay: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "replay",
                abstract: local("按现有资料重新查找，先看变化，经批准才登记", "Detect again on the data as they are: shown first, done when approved"))
        }

        @Option(help: .text("批准所示变化：写明其摘要（至少前 8 位）", "Approve what was shown: its digest, at least 8 characters", value: "digest"))
        var approve: String?
        @Option(help: .text("理由", "The written reason")) var reason: String?
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let report: ReplayReport
            if let approve {
                report = try await desk.ask(ApproveReplay(digest: approve, reason: reason ?? ""))
            } else {
                report = try await desk.ask(PreviewReplay())
            }
            try round.common.show(report) { report.words(done: approve != nil) }
        }
    }
}

extension ReplayReport {
    func words(done: Bool) -> String {
        var lines: [String] = []
        if changes.isEmpty { lines.append(local("登记没有变化。", "Nothing in the register changes.")) }
        if !changes.isEmpty {
            var listing = Listing(
                Text(zh: "专家", en: "expert"), Text(zh: "材料", en: "dossier"), Text(zh: "情形", en: "ground"),
                Text(zh: "变化", en: "change"), Text(zh: "评审", en: "review"), Text(zh: "后果", en: "what follows"),
                Text(zh: "依据", en: "evidence"))
            for change in changes {
                listing.add(
                    change.entry.expert, change.entry.dossier, change.entry.ground.name.local, change.kind.name.local,
                    change.review?.name.local ?? "–", change.consequence.name.local, change.entry.evidence.local)
            }
            lines.append(listing.lines)
            lines.append(
                Consequence.allCases.map { kind in "\(kind.name.local) \(changes.count { $0.consequence == kind })" }
                    .joined(separator: local("；", "; ")))
        }
        if !unsupported.isEmpty {
            lines.append(
                local(
                    "以下登记已无资料支持，仍然有效；确应解除的，用 conflicts waive 或 settle：",
                    "No data bear these out any more; they stand until waived or settled:"))
            lines += unsupported.map { "  \($0.expert)  \($0.dossier)  \($0.ground.name.local)  \($0.evidence.local)" }
        }
        if let reopening { lines += reopening.lines.map(\.local) }
        if done {
            lines.append(
                local(
                    "已登记。评分作废和终止的评审，用 assignment replace 补选。",
                    "Entered. Where reviews ended or scores are void, fill the places with assignment replace."))
        } else if !changes.isEmpty {
            lines.append(
                local(
                    "尚未改动。批准：conflicts replay --approve \(digest.prefix(12)) --reason 理由",
                    "Nothing is changed yet. To approve: conflicts replay --approve \(digest.prefix(12)) --reason REASON"))
        }
        return lines.joined(separator: "\n")
    }
}

extension ConflictFile {
    var words: String {
        var lines = [
            "\(expert.id) \(expert.name) × \(dossier.id) \(dossier.applicant)  [\(standing.name.local)]"
        ]
        if let review { lines.append(local("评审：", "review: ") + review.state.name.local) }
        for entry in entries {
            lines.append("\n\(entry.ground.name.local)  [\(entry.state.name.local)]")
            lines.append("  " + local("依据：", "evidence: ") + entry.evidence.local)
            for statement in statements where statement.ground == entry.ground {
                lines.append(
                    "  \(statement.at.inChina)  \(statement.by)  \(statement.state.name.local)"
                        + (statement.reason.map { "  [\($0)]" } ?? "")
                        + (statement.evidence == entry.evidence ? "" : "\n    \(statement.evidence.local)"))
            }
        }
        if entries.isEmpty { lines.append(local("登记中没有记录。", "The register has no record.")) }
        if !findings.isEmpty { lines.append("\n" + local("名称核实：", "names settled:")) }
        for finding in findings {
            lines.append(
                "  \(finding.at.inChina)  \(finding.by)  “\(finding.first)” \(finding.same ? "=" : "≠") “\(finding.second)”  [\(finding.reason)]"
            )
        }
        lines.append("\n" + local("任职：", "affiliations:"))
        lines += affiliations.map {
            "  \($0.from)–\($0.until.map(\.description) ?? "")  \($0.organisation) \($0.creditCode) \($0.position)"
        }
        if !interests.isEmpty { lines.append(local("所报利害关系：", "declared interests:")) }
        lines += interests.map { "  \($0.kind.name.local)  \($0.applicant) \($0.creditCode)  \($0.note)" }
        if !declarations.isEmpty { lines.append(local("评审前声明：", "declarations before reviews:")) }
        for declaration in declarations {
            let about = declaration.dossiers.contains(dossier.id)
            let said =
                !about
                ? local("未涉及本材料", "not about this dossier")
                : declaration.conflicts.contains(dossier.id)
                    ? local("声明应当回避", "declared a conflict") : local("确认无回避情形", "confirmed that there is none")
            lines.append("  \(declaration.at.inChina)  \(said)")
        }
        return lines.joined(separator: "\n")
    }
}
