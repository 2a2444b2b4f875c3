import ArgumentParser
import Formats
import Programme
import Workflow

extension ResultsCommand {
    struct Analyze: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "analyze",
                abstract: local(
                    "分析成绩：正式与调整对照、区间、宽严、一致性、去掉任一专家的影响",
                    "What scores say: official and adjusted side by side, intervals, leniency, agreement, each expert left out"),
                discussion: local(
                    "按全部已评材料计算，供参考，不改变正式成绩。公式与出处见 docs/analysis.md。",
                    "Over everything that was reviewed; it stands beside the official result and never changes it. Formulas: docs/analysis.md."
                ))
        }

        @Option(help: .text("只列一个类别", "One category only", value: "category")) var category: String?
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let analyses = try await round.desk().ask(AnalyseScores(category: category))
            try round.common.show(["categories": analyses]) {
                analyses.map { CategoryAnalysisWords(analysis: $0).text }.joined(separator: "\n\n")
            }
        }
    }
}

/// The analysis of a category in words and columns, for a terminal.
struct CategoryAnalysisWords {
    let analysis: CategoryAnalysis

    var text: String {
        [overview, lines, sensitivity, agreement, criteria, experts, robust].compactMap(\.self).joined(separator: "\n\n")
    }

    private var overview: String {
        let counts = analysis.counts
        var text = [
            "== \(analysis.name.local) ==",
            local(
                "评分表 \(counts.scores) 份，材料 \(counts.items) 件，专家 \(counts.raters) 人；按成绩入选 \(analysis.selected) 件。",
                "\(counts.scores) sheets of \(counts.items) dossiers by \(counts.raters) experts; \(analysis.selected) are selected by score."
            ),
        ]
        if let variance = analysis.variance {
            let total = variance.item + variance.rater + variance.residual
            func share(_ part: Double) -> String { Figure.percent(total > 0 ? part / total : nil) }
            text.append(
                local(
                    "均值 \(Figure.two(analysis.mean))。评分的差异：\(share(variance.item)) 来自材料，\(share(variance.rater)) 来自专家宽严，\(share(variance.residual)) 来自其余。",
                    "Mean \(Figure.two(analysis.mean)). Scores differ by dossiers (\(share(variance.item)) of the variance), by leniency of experts (\(share(variance.rater))) and by what is left (\(share(variance.residual)))."
                ))
        } else {
            text.append(local("评分太少或全部相同，不能估计。", "There are too few scores, or all are the same: nothing can be estimated."))
        }
        if counts.components > 1 {
            text.append(
                local(
                    "材料与专家分为互不相连的 \(counts.components) 组；宽严只能在组内比较。",
                    "Dossiers and experts fall into \(counts.components) groups that no review connects; leniency compares within a group only."
                ))
        }
        if analysis.withheld > 0 {
            text.append(
                local("因回避略去 \(analysis.withheld) 件材料。", "Left out, since you are recused from them: \(analysis.withheld) dossiers."))
        }
        return text.joined(separator: "\n")
    }

    private var lines: String {
        var listing = Listing(
            Text(zh: "名次", en: "place"), Text(zh: "成绩", en: "score"), Text(zh: "调整", en: "adjusted"),
            Text(zh: "调整名次", en: "adj. place"), Text(zh: "成绩区间", en: "90 % of scores"), Text(zh: "名次区间", en: "90 % of places"),
            Text(zh: "概率", en: "chance"), Text(zh: "稳健", en: "robust"), Text(zh: "均入选", en: "always"), Text(zh: "材料", en: "dossier"),
            Text(zh: "结论", en: "standing"), Text(zh: "申报主体", en: "applicant"))
        for line in analysis.lines {
            listing.add(
                line.rank.map { line.tied ? local("\($0)（并列）", "\($0) (tie)") : "\($0)" } ?? "–", line.score?.description ?? "–",
                Figure.two(line.adjusted), line.adjustedPlace.map(String.init) ?? "–",
                line.lower == nil ? "–" : "\(Figure.two(line.lower))–\(Figure.two(line.upper))", Figure.places(line.placeInterval),
                Figure.percent(line.chance), Figure.two(line.robust), line.always ? "✓" : "", line.dossier, line.standing.name.local,
                line.applicant)
        }
        return listing.lines
    }

    private var sensitivity: String {
        let depends = analysis.lines.filter { !$0.dependsOn.isEmpty }
        let head = local(
            "无论去掉哪一名专家均按成绩入选：\(analysis.lines.count(where: \.always)) 件；随个别专家而变：\(depends.count) 件。",
            "Selected whichever expert is left out: \(analysis.lines.count(where: \.always)); depending on single experts: \(depends.count)."
        )
        return
            ([head]
            + depends.map {
                "  \($0.dossier)" + local("：取决于 ", ": depends on ") + $0.dependsOn.joined(separator: local("、", ", "))
            }).joined(separator: "\n")
    }

    private var agreement: String {
        let agreement = analysis.agreement
        var listing = Listing(Text(zh: "评审人数", en: "experts"), Text(zh: "相对信度", en: "relative"), Text(zh: "绝对信度", en: "absolute"))
        for row in agreement.byReviewers { listing.add("\(row.reviewers)", Figure.two(row.relative), Figure.two(row.absolute)) }
        return local(
            "评审组平均分的信度：相对 \(Figure.two(agreement.relative))，绝对 \(Figure.two(agreement.absolute))；Krippendorff α（等距）\(Figure.two(agreement.krippendorffInterval))",
            "Reliability of a panel's mean: relative \(Figure.two(agreement.relative)), absolute \(Figure.two(agreement.absolute)); Krippendorff's alpha (interval) \(Figure.two(agreement.krippendorffInterval))"
        ) + "\n" + listing.lines
    }

    private var criteria: String {
        var listing = Listing(
            Text(zh: "均值", en: "mean"), Text(zh: "入选者", en: "selected"), Text(zh: "其余", en: "others"),
            Text(zh: "相对信度", en: "relative"), Text(zh: "绝对信度", en: "absolute"), Text(zh: "指标", en: "criterion"))
        for criterion in analysis.criteria {
            listing.add(
                Figure.two(criterion.analysis.mean), Figure.two(criterion.ofSelected), Figure.two(criterion.ofOthers),
                Figure.two(criterion.analysis.agreement.relative), Figure.two(criterion.analysis.agreement.absolute),
                "\(criterion.name.local) \(criterion.weight)%")
        }
        return listing.lines
    }

    private var experts: String {
        let isApart = analysis.counts.components > 1
        var header = [
            Text(zh: "专家", en: "expert"), Text(zh: "份数", en: "sheets"), Text(zh: "宽严", en: "leniency"), Text(zh: "标准误", en: "error"),
        ]
        if isApart { header.append(Text(zh: "组", en: "group")) }
        var listing = Listing(header)
        for expert in analysis.experts {
            let cells = [expert.id, "\(expert.scores)", Figure.signed(expert.leniency), Figure.two(expert.standardError)]
            listing.add(isApart ? cells + ["\(expert.component + 1)"] : cells)
        }
        return listing.lines
    }

    private var robust: String? {
        guard let robust = analysis.robust else { return nil }
        let head = local(
            "稳健（Huber）估计：剩余标准差 \(Figure.two(robust.deviation)) 分；被压低影响的评分 \(robust.heldBack.count) 个。",
            "Robust (Huber) view: residual standard deviation \(Figure.two(robust.deviation)); scores held back: \(robust.heldBack.count).")
        var listing = Listing(
            Text(zh: "材料", en: "dossier"), Text(zh: "专家", en: "expert"), Text(zh: "评分", en: "score"), Text(zh: "计入", en: "counts"))
        for held in robust.heldBack { listing.add(held.item, held.rater, Figure.two(held.score), Figure.percent(held.weight)) }
        return robust.heldBack.isEmpty ? head : head + "\n" + listing.lines
    }
}
