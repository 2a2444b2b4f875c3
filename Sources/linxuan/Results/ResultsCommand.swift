import ArgumentParser
import Formats
import Programme
import Workflow

/// `linxuan results`: official scores and places.
struct ResultsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "results", abstract: local("成绩和排名", "Official scores and places"),
            subcommands: [
                Compute.self, List.self, Show.self, Analyze.self, Report.self, Records.self, Export.self, Abnormal.self,
                AskReasons.self, ThirdReading.self, Discuss.self, Decide.self,
            ])
    }

    struct Compute: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "compute", abstract: local("按通知规则计算成绩", "Compute the scores by the call's policy"))
        }

        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let call = try await desk.ask(ShowCall())
            let computed = try await desk.ask(ComputeResults())
            let outcomes = computed.outcomes
            for step in computed.lapsed { note(Text(verbatim: step.dossier + "  ") + step.told) }
            for basis in try await desk.ask(ListRankingBases()) {
                note(call.name(ofCategory: basis.category) + Text(zh: "：", en: ": ") + basis.told)
            }
            try round.common.show(["results": outcomes]) {
                var listing = Listing(
                    Text(zh: "类别", en: "category"), Text(zh: "材料", en: "dossiers"), Text(zh: "通过", en: "passed"),
                    Text(zh: "未通过", en: "not passed"), Text(zh: "否决", en: "excluded"), Text(zh: "评分表不足", en: "incomplete"))
                for category in call.categories {
                    let own = outcomes.filter { $0.category == category.id }
                    func count(_ standing: Outcome.Standing) -> String { "\(own.count { $0.standing == standing })" }
                    listing.add(
                        category.name.local, "\(own.count)", count(.passed), count(.failed), count(.excluded),
                        count(.incomplete))
                }
                return listing.lines
            }
        }
    }

    struct List: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "list", abstract: local("列出成绩和排名", "List scores and places"))
        }

        @Option(help: .text("只列一个类别", "One category only", value: "category")) var category: String?
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let call = try await desk.ask(ShowCall())
            let lines = try await desk.ask(ListResults(category: category))
            try round.common.show(["results": lines.map(\.outcome)]) {
                if call.scoring.ranking == .adjusted { return rankedByAdjusted(lines, call) }
                var listing = Listing(
                    Text(zh: "类别", en: "category"), Text(zh: "名次", en: "place"), Text(zh: "成绩", en: "score"), Text(zh: "材料", en: "dossier"),
                    Text(zh: "结论", en: "standing"), Text(zh: "申报主体", en: "applicant"))
                for line in lines {
                    listing.add(
                        call.name(ofCategory: line.outcome.category).local, line.outcome.place, line.outcome.score?.description ?? "–",
                        line.dossier.id,
                        line.outcome.standing.name.local, line.dossier.applicant)
                }
                return listing.lines
            }
        }

        /// The same with the adjusted score and the place by it beside the official ones.
        private func rankedByAdjusted(_ lines: [ResultLine], _ call: Call) -> String {
            var listing = Listing(
                Text(zh: "类别", en: "category"), Text(zh: "名次", en: "place"), Text(zh: "成绩", en: "score"),
                Text(zh: "调整名次", en: "adj. place"), Text(zh: "调整成绩", en: "adjusted"), Text(zh: "材料", en: "dossier"),
                Text(zh: "结论", en: "standing"), Text(zh: "申报主体", en: "applicant"))
            for line in lines {
                let (outcome, adjusted) = (line.outcome, line.outcome.adjusted)
                listing.add(
                    call.name(ofCategory: outcome.category).local, outcome.place, outcome.score?.description ?? "–",
                    adjusted.map { $0.tied ? local("\($0.rank)（并列）", "\($0.rank) (tie)") : "\($0.rank)" } ?? "–",
                    adjusted?.score.description ?? "–", line.dossier.id, outcome.standing.name.local, line.dossier.applicant)
            }
            return listing.lines
        }
    }

    struct Show: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "show", abstract: local("说明一份材料的成绩如何得出（组长、监督人员）", "How a dossier's score comes about (chairs, auditors)"))
        }

        @Argument(help: .text("材料编号", "The dossier")) var dossier: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let call = try await desk.ask(ShowCall())
            let result = try await desk.ask(ShowResult(dossier: dossier))
            let (line, steps) = (result.line, result.adjudication)
            try round.common.show(
                ResultDetail(outcome: line.outcome, sheets: result.sheets, adjudication: steps.isEmpty ? nil : steps)
            ) {
                ([line.words(sheets: result.sheets, rubric: call.rubric(of: line.outcome.category))] + steps.map { "  " + $0.told.local })
                    .joined(separator: "\n")
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "export", abstract: local("导出成绩表（.xlsx 或 CSV）", "Write the results (.xlsx or CSV)"))
        }

        @Argument(help: .text("文件", "The file", value: "file")) var file: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let call = try await desk.ask(ShowCall())
            let isByAdjusted = call.scoring.ranking == .adjusted
            var table = WorkbookDocument.Sheet(
                named: "成绩",
                columns: [
                    WorkbookDocument.Column("类别", width: 28), WorkbookDocument.Column("名次", width: 8, kind: .whole),
                    WorkbookDocument.Column("成绩", width: 10, kind: .points), WorkbookDocument.Column("结论", width: 12),
                    WorkbookDocument.Column("编号", width: 14), WorkbookDocument.Column("申报主体", width: 36),
                    WorkbookDocument.Column("推荐单位", width: 22),
                    WorkbookDocument.Column("评分表数", width: 10, kind: .whole), WorkbookDocument.Column("缺评分表数", width: 12, kind: .whole),
                ]
                    + (isByAdjusted
                        ? [
                            WorkbookDocument.Column("调整成绩", width: 10, kind: .points),
                            WorkbookDocument.Column("调整名次", width: 10, kind: .whole),
                        ] : []))
            table.isFiltered = true
            table.rows = try await desk.ask(ListResults()).map { line in
                [
                    .text(call.name(ofCategory: line.outcome.category).zh), line.outcome.rank.map(WorkbookDocument.Cell.whole) ?? .empty,
                    .points(line.outcome.score), .text(line.outcome.standing.name.zh), .text(line.dossier.id),
                    .text(line.dossier.applicant), .text(call.authority(line.dossier.authority)?.name ?? ""),
                    .whole(line.outcome.sheets.count), .whole(line.outcome.missing),
                ] + (isByAdjusted ? line.outcome.adjustedCells : [])
            }
            try Files.write(try TableFile.bytes(of: table, named: file), to: file)
            try round.common.show(["file": file]) { file }
        }
    }
}

private struct ResultDetail: Encodable {
    var outcome: Outcome
    var sheets: [ScoreSheet]
    /// What followed from marked sheets; nil where nothing did.
    var adjudication: [AdjudicationStep]?
}

extension Outcome {
    /// The place, marked where it is shared.
    var place: String {
        guard let rank else { return "–" }
        return tied ? local("\(rank)（并列）", "\(rank) (tie)") : "\(rank)"
    }
}

extension ResultLine {
    /// The score with everything that it is made of.
    func words(sheets: [ScoreSheet], rubric: Rubric?) -> String {
        var lines = [
            "\(dossier.id)  \(dossier.applicant)",
            local(
                "成绩 \(outcome.score?.description ?? "–")，名次 \(outcome.place)，\(outcome.standing.name.zh)，缺评分表 \(outcome.missing) 份",
                "score \(outcome.score?.description ?? "–"), place \(outcome.place), \(outcome.standing.name.en), \(outcome.missing) sheets missing"
            ),
        ]
        if let adjusted = outcome.adjusted { lines.append("  " + local("排序所依：", "ranked by: ") + adjusted.told.local) }
        for total in outcome.sheets {
            let mark = total.counted ? "" : local("（去掉）", " (left out)")
            let exact = total.total.rounded(Call.Rounding(digits: 2, rule: .halfUp))
            let replaced =
                total.own.map { local("（其他专家平均分，原为 \($0.shown)）", " (mean of the others, in place of \($0.shown))") } ?? ""
            let stands =
                total.others.map { local("（异常：其他专家 \($0.shown)）", " (stands out: others \($0.shown))") } ?? ""
            lines.append("  \(total.expert)  \(exact)\(mark)\(replaced)\(stands)")
            guard let sheet = sheets.first(where: { $0.expert == total.expert }), let rubric else { continue }
            for criterion in rubric.criteria {
                let reason = sheet.reasons[criterion.id].map { "  \($0)" } ?? ""
                lines.append("      \(criterion.name.local) ×\(criterion.weight) %  \(sheet.scores[criterion.id]?.short ?? "–")\(reason)")
            }
        }
        for gate in outcome.gates {
            let question = rubric?.gates.first { $0.id == gate.gate }?.question.local ?? gate.gate
            lines.append(local("  \(gate.notMet) 名专家认为不符合：\(question)", "  not met in the eyes of \(gate.notMet): \(question)"))
        }
        return lines.joined(separator: "\n")
    }
}
