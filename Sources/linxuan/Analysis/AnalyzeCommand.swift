import ArgumentParser
import Formats
import Foundation
import Programme
import Scoring

/// `linxuan analyze`: statistics of a table of scores.
struct AnalyzeCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "analyze",
            abstract: local("分析一张评分表：宽严、一致性、名次的把握", "Analyse a table of scores: leniency, agreement, how sure ranks are"),
            discussion: local(
                """
                每行一个评分。评分＝均值＋材料＋专家＋剩余，按限制极大似然估计；请用全部已评材料，不要只用入选材料。\
                分析供参考，不改变正式得分。公式与出处见 docs/analysis.md。
                """,
                """
                A row a score. Score = mean + dossier + expert + residual, by restricted maximum likelihood; give it everything that \
                was reviewed, not the selected alone. It stands beside the official score and never changes it. Formulas and \
                sources: docs/analysis.md.
                """))
    }

    @Argument(help: .text("评分表（CSV）", "The table of scores (CSV)"))
    var scores: String

    @Option(help: .text("材料所在列", "The column of dossiers", value: "column"))
    var item = "dossier"

    @Option(help: .text("专家所在列", "The column of experts", value: "column"))
    var rater = "expert"

    @Option(help: .text("评分所在列", "The column of scores", value: "column"))
    var score = "score"

    @Option(
        help: .text(
            "指标所在列：逐项指标分析，总分为各指标之和", "The column of criteria: each is analysed, and their sums as the scores", value: "column"))
    var criterion: String?

    @Option(help: .text("入选份数：给出入选概率，并逐一去掉专家重新选取", "How many are selected: gives chances, and leaves each expert out", value: "number"))
    var select: Int?

    @Option(help: .text("满几个评分时去掉一个最高分和一个最低分", "From how many scores on one highest and one lowest are left out", value: "number"))
    var trim = 3

    @Flag(help: .text("另给出压低离群评分影响的稳健估计", "Also a view that holds outlying scores back"))
    var robust = false

    @Flag(help: .text("在标准错误输出模型拟合和名次推算各用多少秒", "Say on standard error how many seconds the fit and the ranks took"))
    var timings = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let select, select < 1 { throw ValidationError(local("--select 应为正整数", "--select must be above zero")) }
        if trim < 3 { throw ValidationError(local("--trim 至少为 3", "--trim must be at least 3")) }
    }

    func run() throws {
        let columns = ScoreTableReader.Columns(item: item, rater: rater, score: score, criterion: criterion)
        let tables = try ScoreTableReader.read(Table(csv: Files.read(scores), file: scores), columns)
        guard let first = tables.first else {
            throw Failure.malformed([
                Diagnostic(
                    .init(file: scores, line: 2), Text(zh: "没有评分", en: "there are no scores"),
                    expected: Text(zh: "每行一个评分", en: "a row a score"))
            ])
        }
        let table = criterion == nil ? first.table : try ScoreTable(summing: tables.map(\.table))
        var document = AnalysisDocument(table, .init(selected: select, trimFrom: trim, isRobust: robust)) { step, time in
            if timings { note(Self.words(step, time)) }
        }
        if criterion != nil { document.criteria = tables.map { AnalysisDocument.Criterion($0.criterion, $0.table) } }
        try common.show(document) { AnalysisWords(document).text }
    }

    private static func words(_ step: AnalysisDocument.Step, _ time: Duration) -> Text {
        let seconds = String(format: "%.4f", time / .seconds(1))
        return switch step {
        case .fit: Text(zh: "模型拟合：\(seconds) 秒", en: "fit: \(seconds) s")
        case .ranks: Text(zh: "名次推算：\(seconds) 秒", en: "ranks: \(seconds) s")
        }
    }
}
