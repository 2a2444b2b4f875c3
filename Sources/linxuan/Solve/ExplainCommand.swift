import ArgumentParser
import Formats
import Foundation
import Matching
import Programme

/// `linxuan explain`: why a plan is as it is.
struct ExplainCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "explain",
            abstract: local("说明方案为何如此：组合、专家、材料", "Say why a plan is as it is: a pair, an expert, a dossier"),
            discussion: local(
                """
                组合：去掉它或必用它的最优方案，差多少，谁随之变动。专家：没有该专家、多承担一份时的最优方案。\
                材料：再有多少对回避即无解。各数字均可在改动后的实例上用 solve 重算。
                """,
                """
                A pair: the best plan without it, or with it, what that costs and who is moved. An expert: the best plan \
                without them, and with one dossier more. A dossier: how many conflicts more make it impossible. Every \
                figure can be had again by solve on the changed instance.
                """))
    }

    @Argument(help: .text("实例文件", "The instance"))
    var instance: String

    @Argument(help: .text("方案文件", "The plan"))
    var plan: String

    @OptionGroup var question: QuestionOptions

    @Option(help: .text("每次求解的时间上限（秒）", "Seconds each solve may take"))
    var timeLimit: Double?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let timeLimit, !(timeLimit > 0) {
            throw ValidationError(local("--time-limit 应为正数", "--time-limit must be above zero"))
        }
    }

    func run() async throws {
        let file = try InstanceFile(path: instance)
        let document = try PlanFile(path: plan, for: file)
        let faults = document.verify(against: file).faults
        guard faults.isEmpty else {
            throw Failure.failed(
                Text(zh: "方案未通过核验，无从说明：", en: "the plan does not pass verification, so there is nothing to explain: ")
                    + faults.enumerated())
        }
        guard document.plan.status != .infeasible else {
            throw Failure.failed(
                Text(
                    zh: "该方案未满足全部要求，无从比较；原因见方案文件的 diagnosis。",
                    en: "the plan does not meet every requirement, so nothing can be compared with it; its diagnosis says why."))
        }
        let answers = try await file.problem.explained(
            try question.about(file.problem), in: document.plan, SolveOptions(timeLimit: timeLimit))
        let told = ExplanationDocument(answers, in: file.problem)
        try common.show(told) { told.text }
    }
}

/// What is asked of a plan.
struct QuestionOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: .text("一个组合：材料编号、专家编号", "A pair: the ids of a dossier and an expert", value: "id"))
    var pair: [String] = []

    @Option(help: .text("一名专家", "An expert", value: "id"))
    var expert: String?

    @Option(help: .text("一份材料", "A dossier", value: "id"))
    var dossier: String?

    @Option(help: .text("列出最接近无解的若干份材料", "List so many of the dossiers closest to being impossible", value: "number"))
    var tightest: Int?

    func validate() throws {
        guard pair.isEmpty || pair.count == 2 else {
            throw ValidationError(local("--pair 后应为一个材料编号和一个专家编号", "--pair takes the ids of a dossier and an expert"))
        }
        guard !pair.isEmpty || expert != nil || dossier != nil || tightest != nil else {
            throw ValidationError(
                local(
                    "请指明要说明什么：--pair、--expert、--dossier 或 --tightest",
                    "say what is to be explained: --pair, --expert, --dossier or --tightest"))
        }
        if let tightest, tightest < 1 {
            throw ValidationError(local("--tightest 应为正整数", "--tightest must be above zero"))
        }
    }

    /// The same about a problem.
    ///
    /// - Throws: `Failure.usage` where the problem has no such dossier or expert.
    func about(_ problem: AssignmentProblem) throws -> ExplanationQuestion {
        try .init(
            pair: pair.isEmpty ? nil : (pair[0], pair[1]), expert: expert, dossier: dossier, tightest: tightest, in: problem)
    }
}

extension ExplanationDocument {
    /// The answers in words, a paragraph for each question.
    var text: String {
        paragraphs.map { $0.map(\.local).joined(separator: "\n") }.joined(separator: "\n\n")
    }
}
