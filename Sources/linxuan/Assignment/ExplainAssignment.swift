import ArgumentParser
import Formats
import Programme
import Workflow

/// `linxuan assignment explain`: why the plan of a round is as it is.
struct ExplainAssignment: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "explain",
            abstract: local(
                "说明一份材料由谁评审、其他人为何不评；一个组合、一名专家的得失",
                "Who reviews a dossier, and who does not and why; what a pair or an expert is worth to the plan"),
            discussion: local(
                """
                材料：评审组、其他专家及原因、再有多少对回避即无解。材料与专家：去掉或必用这一组合的最优方案，差多少，谁随之变动。\
                --expert：没有该专家、多承担一份时的最优方案。--tightest：最接近无解的材料。
                """,
                """
                A dossier: its panel, all others and why not, and how many conflicts more make it impossible. A dossier and an \
                expert: the best plan without that pair, or with it, what that costs and who is moved. --expert: the best plan \
                without them, and with one dossier more. --tightest: the dossiers closest to being impossible.
                """))
    }

    @Argument(help: .text("材料编号", "The dossier")) var dossier: String?
    @Argument(help: .text("专家编号：只说明这一组合", "An expert: explain this pair only", value: "with")) var partner: String?
    @Option(help: .text("说明一名专家", "Explain an expert", value: "id")) var expert: String?
    @Option(help: .text("列出最接近无解的若干份材料", "List so many of the dossiers closest to being impossible", value: "number"))
    var tightest: Int?
    @Flag(help: .text("列出全部专家（默认前 15 名）", "List every expert (by default the best 15)")) var all = false
    @OptionGroup var round: DeskOptions

    func validate() throws {
        guard [dossier != nil, expert != nil, tightest != nil].count(where: { $0 }) == 1 else {
            throw ValidationError(
                local(
                    "请指明一项：材料编号（可加专家编号）、--expert 或 --tightest",
                    "say one thing to explain: a dossier (and an expert), --expert or --tightest"))
        }
        if let tightest, !ExplainPlan.tightestCounts.contains(tightest) {
            throw ValidationError(ExplainPlan.tightestCounts.refusal(of: "--tightest").local)
        }
    }

    /// What is asked where it isn't about one dossier alone.
    private var question: ExplainPlan {
        if let dossier, let partner { return ExplainPlan(dossier: dossier, with: partner) }
        return expert.map { ExplainPlan(expert: $0) } ?? ExplainPlan(tightest: tightest ?? 1)
    }

    func run() async throws {
        let desk = try round.desk()
        if let dossier, partner == nil {
            let explanation = try await desk.ask(ExplainPanel(dossier: dossier))
            return try round.common.show(explanation) { explanation.words(all: all) }
        }
        let explanation = try await desk.ask(question)
        try round.common.show(explanation) {
            [explanation.answers.text, explanation.remark?.local].compactMap { $0 }.joined(separator: "\n")
        }
    }
}
