import ArgumentParser
import Foundation
import Matching
import Programme
import Workflow

/// What a lottery comes to, in words.
struct LotteryWords {
    let lines: [Text]

    init(_ lottery: Lottery, _ problem: AssignmentProblem, digest: String) {
        let figures = problem.figures(of: lottery)
        self.init(
            LotteryReport(
                number: 1, limit: lottery.limit, tickets: lottery.tickets.count, mostOccurrences: figures.mostOccurrences,
                expected: figures.expected, least: figures.least, bound: lottery.bound, share: figures.share,
                ceiling: lottery.ceiling, shareOfCeiling: figures.shareOfCeiling, digest: digest))
    }

    init(_ figures: LotteryReport) {
        lines = [
            Text(
                zh: "\(figures.tickets) 张签，机会相等；任何组合至多出现在 \(figures.mostOccurrences) 张上（上限 \(figures.limit)）",
                en:
                    "\(figures.tickets) tickets, equally likely; no pair is on more than \(figures.mostOccurrences) (limit \(figures.limit))"
            ),
            Text(
                zh: "期望总匹配度 \(figures.expected)，最差一张 \(figures.least)",
                en: "expected total \(figures.expected), poorest ticket \(figures.least)"),
            Text(
                zh: "同样上限的抽签方案，期望都不超过 \(figures.bound)：已达其 \(Self.percent(figures.share))",
                en: "no lottery with this limit expects more than \(figures.bound): \(Self.percent(figures.share)) of that"),
            Text(
                zh: "不设上限的单个方案至多 \(figures.ceiling)：为其 \(Self.percent(figures.shareOfCeiling))",
                en: "no single plan without the limit has more than \(figures.ceiling): \(Self.percent(figures.shareOfCeiling)) of that"),
            Text(zh: "摘要（SHA-256）：\(figures.digest)", en: "Digest (SHA-256): \(figures.digest)"),
        ]
    }

    /// A limit as it is given on the command line.
    static func limit(_ argument: String) throws -> ChanceLimit {
        guard let limit = ChanceLimit(argument) else {
            throw ValidationError(
                local(
                    "--limit 应为大于 0、不大于 1 的数，如 0.5 或 1/3（至多六位小数）",
                    "--limit takes a chance above 0 and at most 1, such as 0.5 or 1/3 (six decimals at most)"))
        }
        return limit
    }

    /// A part in hundredths, never rounded up.
    private static func percent(_ part: Double) -> String { String(format: "%.2f %%", (part * 10_000).rounded(.down) / 100) }
}
