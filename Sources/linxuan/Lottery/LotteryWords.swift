import Foundation
import Matching
import Programme

/// What a lottery comes to, in words.
struct LotteryWords {
    let lines: [Text]

    init(_ lottery: Lottery, _ problem: AssignmentProblem, digest: String) {
        let figures = problem.figures(of: lottery)
        let count = lottery.tickets.count
        lines = [
            Text(
                zh: "\(count) 张签，机会相等；任何组合至多出现在 \(figures.mostOccurrences) 张上（上限 \(lottery.limit)）",
                en: "\(count) tickets, equally likely; no pair is on more than \(figures.mostOccurrences) (limit \(lottery.limit))"),
            Text(
                zh: "期望总匹配度 \(figures.expected)，最差一张 \(figures.least)",
                en: "expected total \(figures.expected), poorest ticket \(figures.least)"),
            Text(
                zh: "同样上限的抽签方案，期望都不超过 \(lottery.bound)：已达其 \(Self.percent(figures.share))",
                en: "no lottery with this limit expects more than \(lottery.bound): \(Self.percent(figures.share)) of that"),
            Text(
                zh: "不设上限的单个方案至多 \(lottery.ceiling)：为其 \(Self.percent(figures.shareOfCeiling))",
                en: "no single plan without the limit has more than \(lottery.ceiling): \(Self.percent(figures.shareOfCeiling)) of that"),
            Text(zh: "摘要（SHA-256）：\(digest)", en: "Digest (SHA-256): \(digest)"),
        ]
    }

    /// A part in hundredths, never rounded up.
    private static func percent(_ part: Double) -> String { String(format: "%.2f %%", (part * 10_000).rounded(.down) / 100) }
}
