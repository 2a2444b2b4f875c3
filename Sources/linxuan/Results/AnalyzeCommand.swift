import ArgumentParser
import Foundation
import Programme
import Scoring
import Workflow

extension ResultsCommand {
    /// `linxuan results analyze`: what the scores say beside the official results.
    struct Analyze: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "analyze",
                abstract: local(
                    "分析成绩：校正分、名次把握、专家宽严（不改变正式成绩）", "Analyse the scores: adjusted scores, how sure places are, leniency (nothing official)"))
        }

        @Option(help: .text("只分析一个类别", "One category only", value: "category")) var category: String?
        @OptionGroup var round: RoundOptions

        func run() async throws {
            let office = try round.office()
            let call = try await office.call(as: round.actor)
            let analyses = try await office.analyzeResults(category: category, as: round.actor)
            try round.common.show(["analysis": analyses]) {
                analyses.map { $0.words(call.name(ofCategory: $0.category)) }.joined(separator: "\n\n")
            }
        }
    }
}

extension Double {
    /// With so many decimals, to read.
    func shown(_ digits: Int) -> String { String(format: "%.\(digits)f", self) }
}

extension CategoryAnalysis {
    fileprivate func words(_ name: Text) -> String {
        guard let mean, let shares else {
            return name.local + "\n"
                + local("  评分不足以估计模型；正式成绩见 results list。", "  The scores do not define the model; official scores are in results list.")
        }
        func percent(_ value: Double) -> String { "\((100 * value).shown(0)) %" }
        let head = [
            name.local,
            local(
                "  总平均 \(mean.shown(2))；差异来自材料 \(percent(shares[0]))、专家宽严 \(percent(shares[1]))、其余 \(percent(shares[2]))",
                "  mean \(mean.shown(2)); differences come from dossiers \(percent(shares[0])), leniency \(percent(shares[1])), the rest \(percent(shares[2]))"
            ),
            local(
                "  评审组平均分的信度：排序 \(relative.map { $0.shown(2) } ?? "–")，分值 \(absolute.map { $0.shown(2) } ?? "–")；入选 \(selected) 项",
                "  reliability of a panel's mean: for places \(relative.map { $0.shown(2) } ?? "–"), for scores \(absolute.map { $0.shown(2) } ?? "–"); \(selected) selected"
            ),
        ]
        var places = Listing(
            Text(zh: "名次", en: "place"), Text(zh: "材料", en: "dossier"), Text(zh: "正式成绩", en: "official"), Text(zh: "校正分", en: "adjusted"),
            Text(zh: "标准误", en: "SE"), Text(zh: "期望名次", en: "expected place"), Text(zh: "90 % 区间", en: "90 % interval"),
            Text(zh: "入选把握", en: "chance"))
        for line in dossiers {
            places.add(
                line.rank.map { "\($0)" } ?? "–", line.dossier, line.official?.description ?? "–", line.adjusted?.shown(2) ?? "–",
                line.standardError?.shown(2) ?? "–", line.expectedRank?.shown(1) ?? "–",
                line.interval.map { "\($0[0])–\($0[1])" } ?? "–", line.chance.map(percent) ?? "–")
        }
        var leniency = Listing(
            Text(zh: "专家", en: "expert"), Text(zh: "评分表", en: "sheets"), Text(zh: "宽严", en: "leniency"), Text(zh: "标准误", en: "SE"),
            Text(zh: "组", en: "group"), Text(zh: "缺此专家时名单变化", en: "selection without them"))
        for line in experts {
            let changes = line.entering.map { "+\($0)" } + line.leaving.map { "−\($0)" }
            leniency.add(
                line.expert, "\(line.sheets)", line.leniency?.shown(2) ?? "–", line.standardError?.shown(2) ?? "–",
                line.component.map { "\($0)" } ?? "–", changes.isEmpty ? local("不变", "the same") : changes.joined(separator: " "))
        }
        let groups =
            (components ?? 1) > 1
            ? [
                local(
                    "  专家分属 \(components ?? 1) 组，组间无共同材料，宽严不可比较",
                    "  \(components ?? 1) groups share no dossier: leniency is not compared between them")
            ] : []
        return (head + ["", places.lines, ""] + groups + [leniency.lines]).joined(separator: "\n")
    }
}
