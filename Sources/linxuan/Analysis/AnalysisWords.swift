import Formats
import Foundation
import Programme

/// An analysis in words and columns, for a terminal.
struct AnalysisWords {
    let document: AnalysisDocument

    init(_ document: AnalysisDocument) { self.document = document }

    var text: String {
        [overview, agreement, items, raters, leaveOneOut, robust, criteria].compactMap(\.self).joined(separator: "\n\n")
    }

    private func figure(_ value: Double?, _ digits: Int = 2) -> String {
        value.map { String(format: "%.\(digits)f", $0) } ?? "–"
    }

    private func percent(_ value: Double?) -> String { value.map { String(format: "%.0f%%", $0 * 100) } ?? "–" }

    private var overview: String {
        let counts = document.counts
        let head = local(
            "评分 \(counts.scores) 个，材料 \(counts.items) 份，专家 \(counts.raters) 人。",
            "\(counts.scores) scores of \(counts.items) dossiers by \(counts.raters) experts.")
        let apart =
            counts.components > 1
            ? local(
                "\n材料与专家分为互不相连的 \(counts.components) 组；宽严只能在组内比较。",
                "\nDossiers and experts fall into \(counts.components) groups that no review connects; leniency compares within a group only."
            )
            : ""
        guard let variance = document.variance else {
            return head + apart
                + local("\n评分太少或全部相同，不能估计。", "\nThere are too few scores, or all are the same: nothing can be estimated.")
        }
        let total = variance.item + variance.rater + variance.residual
        return head + apart
            + local(
                "\n均值 \(figure(document.mean))。评分的差异：\(percent(variance.item / total)) 来自材料，\(percent(variance.rater / total)) 来自专家宽严，\(percent(variance.residual / total)) 来自其余。",
                "\nMean \(figure(document.mean)). Scores differ by dossiers (\(percent(variance.item / total)) of the variance), by leniency of experts (\(percent(variance.rater / total))) and by what is left (\(percent(variance.residual / total)))."
            )
    }

    private var agreement: String {
        let agreement = document.agreement
        var lines = [
            local("一致性（按全部已评材料）", "Agreement (over all that were reviewed)"),
            local(
                "信度：相对 \(figure(agreement.relative, 3))，绝对 \(figure(agreement.absolute, 3))",
                "reliability: relative \(figure(agreement.relative, 3)), absolute \(figure(agreement.absolute, 3))"),
            local("Krippendorff α：", "Krippendorff's alpha: ")
                + local(
                    "间距 \(figure(agreement.krippendorffInterval, 3))，次序 \(figure(agreement.krippendorffOrdinal, 3))，类别 \(figure(agreement.krippendorffNominal, 3))",
                    "interval \(figure(agreement.krippendorffInterval, 3)), ordinal \(figure(agreement.krippendorffOrdinal, 3)), nominal \(figure(agreement.krippendorffNominal, 3))"
                ),
        ]
        if let icc = agreement.icc {
            lines.append("ICC: " + icc.keys.sorted().map { "(\($0)) \(figure(icc[$0]?.wrappedValue, 3))" }.joined(separator: "  "))
        }
        if agreement.fleissKappa != nil {
            lines.append(local("Fleiss κ（各分值为一类）：", "Fleiss' kappa (each score a category): ") + figure(agreement.fleissKappa, 3))
        }
        if agreement.kendallW != nil {
            lines.append(
                local("Kendall W：", "Kendall's W: ") + figure(agreement.kendallW, 3)
                    + local("，同分校正后 ", ", corrected for ties ") + figure(agreement.kendallWTies, 3))
        }
        var listing = Listing(
            Text(zh: "每份专家数", en: "experts each"), Text(zh: "相对信度", en: "relative"), Text(zh: "绝对信度", en: "absolute"))
        for row in agreement.byReviewers { listing.add(String(row.reviewers), figure(row.relative, 3), figure(row.absolute, 3)) }
        return lines.joined(separator: "\n") + (agreement.byReviewers.isEmpty ? "" : "\n" + listing.lines)
    }

    private var items: String {
        let chances = document.leaveOneOut != nil
        var header = [
            Text(zh: "材料", en: "dossier"), Text(zh: "评分数", en: "scores"), Text(zh: "均值", en: "mean"),
            Text(zh: "去极值均值", en: "trimmed"), Text(zh: "调整后", en: "adjusted"), Text(zh: "标准误", en: "error"),
            Text(zh: "期望名次", en: "expected rank"), Text(zh: "九成区间", en: "90 % of ranks"),
        ]
        if chances { header.append(Text(zh: "入选概率", en: "chance")) }
        var listing = Listing(header)
        let order = document.items.indices.sorted { left, right in
            let (one, other) = (document.items[left], document.items[right])
            return (one.expectedRank ?? -one.mean, left) < (other.expectedRank ?? -other.mean, right)
        }
        for index in order {
            let item = document.items[index]
            let cells = [
                item.id, String(item.scores), figure(item.mean), figure(item.trimmedMean), figure(item.adjusted),
                figure(item.standardError), figure(item.expectedRank, 1),
                item.rankInterval.map { "\($0[0])–\($0[1])" } ?? "–",
            ]
            listing.add(chances ? cells + [percent(item.probabilitySelected)] : cells)
        }
        return listing.lines
    }

    private var raters: String {
        let isApart = document.counts.components > 1
        var header = [
            Text(zh: "专家", en: "expert"), Text(zh: "评分数", en: "scores"), Text(zh: "宽严（分）", en: "leniency"), Text(zh: "标准误", en: "error"),
        ]
        if isApart { header.append(Text(zh: "组", en: "group")) }
        var listing = Listing(header)
        for rater in document.raters {
            let leniency = rater.leniency.map { String(format: "%+.2f", $0) } ?? "–"
            let cells = [rater.id, String(rater.scores), leniency, figure(rater.standardError)]
            listing.add(isApart ? cells + [String(rater.component + 1)] : cells)
        }
        return listing.lines
    }

    private var leaveOneOut: String? {
        guard let left = document.leaveOneOut else { return nil }
        let head = local(
            "无论去掉哪一名专家，按去极值均值均入选的材料：\(left.always.count) 份。",
            "Selected by trimmed mean whichever expert is left out: \(left.always.count) dossiers.")
        let rows = left.depends.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { item in
            "  \(item)" + local("：取决于 ", ": depends on ") + (left.depends[item] ?? []).joined(separator: local("、", ", "))
        }
        return ([head] + rows).joined(separator: "\n")
    }

    private var robust: String? {
        guard let robust = document.robust else { return nil }
        let head = local(
            "稳健估计：剩余标准差 \(figure(robust.deviation)) 分；被压低的评分 \(robust.heldBack.count) 个。",
            "Robust view: residual standard deviation \(figure(robust.deviation)); scores held back: \(robust.heldBack.count).")
        var listing = Listing(
            Text(zh: "材料", en: "dossier"), Text(zh: "专家", en: "expert"), Text(zh: "评分", en: "score"), Text(zh: "计入", en: "counts"))
        for held in robust.heldBack { listing.add(held.item, held.rater, figure(held.score), percent(held.weight)) }
        return robust.heldBack.isEmpty ? head : head + "\n" + listing.lines
    }

    private var criteria: String? {
        guard let criteria = document.criteria else { return nil }
        var listing = Listing(
            Text(zh: "指标", en: "criterion"), Text(zh: "均值", en: "mean"), Text(zh: "材料方差", en: "dossiers"),
            Text(zh: "专家方差", en: "experts"), Text(zh: "其余方差", en: "residual"), Text(zh: "相对信度", en: "relative"),
            Text(zh: "绝对信度", en: "absolute"))
        for criterion in criteria {
            listing.add(
                criterion.id, figure(criterion.mean), figure(criterion.variance?.item), figure(criterion.variance?.rater),
                figure(criterion.variance?.residual), figure(criterion.agreement.relative, 3),
                figure(criterion.agreement.absolute, 3))
        }
        return listing.lines
    }
}
