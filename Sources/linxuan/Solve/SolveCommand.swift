import ArgumentParser
import Formats
import Foundation
import Matching
import Programme

/// `linxuan solve`: an assignment problem apart from any round.
struct SolveCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "solve",
            abstract: local("求解一个分配问题，并给出最优性证明", "Solve an assignment problem, with a proof of how good the plan is"))
    }

    @Argument(help: .text("实例文件（linxuan-assignment/1）", "The instance, in the format linxuan-assignment/1"))
    var instance: String

    @Option(help: .text("方案写入的文件；省略则输出到标准输出", "Where to write the plan; standard output if left out"))
    var out: String?

    @Option(
        help: .text(
            """
            total：总匹配度最大；fair：先使最差一份材料的匹配度最大，再使总匹配度最大；或依次列出若干目标，以逗号分隔，前者优先：\
            fill（落实名额最多）、fair（仅指最差一份材料）、total、even（任务量最均衡）、changes（较原方案改动最少）；\
            可注明其后各步可让出的部分，如 total:0.5%
            """,
            """
            total: the largest total; fair: first the largest worst-dossier affinity, then the largest total; or several, \
            separated by commas, the first counting most: fill (as many places as possible), fair (the worst dossier alone), \
            total, even (the most even load), changes (the fewest from an earlier plan); with what later ones may give up \
            of it, as in total:0.5%
            """))
    var objective: ObjectiveArgument = .named(.total)

    @Option(help: .text("原方案文件；changes 相对于它计数", "The earlier plan to which changes are counted"))
    var from: String?

    @Option(help: .text("时间上限（秒）", "Seconds the search may take"))
    var timeLimit: Double?

    @Option(help: .text("允许的相对差距", "The relative gap at which a plan is good enough"))
    var gap: Double = 0

    @Option(help: .text("在同样好的方案中作选择的种子", "Chooses among plans that are equally good"))
    var seed: UInt64 = 0

    @OptionGroup var reporting: ProgressOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let timeLimit, !(timeLimit > 0) {
            throw ValidationError(local("--time-limit 应为正数", "--time-limit must be above zero"))
        }
        if objective.countsChanges != (from != nil) {
            throw ValidationError(
                local("--from 与目标 changes 须同时给出", "--from and the objective “changes” are given together or not at all"))
        }
        guard gap >= 0, gap.isFinite else {
            throw ValidationError(local("--gap 不得为负", "--gap must not be negative"))
        }
    }

    func run() async throws {
        let search = WatchedSearch(reporting, .readingInstance)
        let file = try InstanceFile(path: instance)
        let earlier = try from.map { try EarlierPlan(path: $0, in: file.problem) }
        let options = self.options(comparedWith: earlier)
        let plan = try await search.run { try await file.problem.solved(options, cancellation: $0, progress: $1) }
        search.remark(on: plan)
        try write(PlanFile(plan: plan, instance: file).text(for: file.problem))
        if out != nil, !common.json {
            for line in summary(plan, of: file.problem) { say(line) }
            if let unknown = earlier?.unknown, !unknown.isEmpty {
                say(
                    Text(
                        zh: "原方案中有 \(unknown.count) 个组合已不在实例之中，未计入改动",
                        en: "pairs of the earlier plan that the instance no longer has, not counted as changes: \(unknown.count)"))
            }
        }
        guard plan.status == .infeasible else { return }
        for line in diagnosis(plan) { note(line) }
        throw ExitCode(2)
    }

    private func options(comparedWith earlier: EarlierPlan?) -> SolveOptions {
        switch objective {
        case .named(let objective):
            SolveOptions(objective: objective, timeLimit: timeLimit, relativeGap: gap, seed: seed)
        case .ordered(let steps):
            SolveOptions(
                steps: steps, comparedWith: earlier?.pairs ?? [], timeLimit: timeLimit, relativeGap: gap, seed: seed)
        }
    }

    private func write(_ text: String) throws {
        if out == nil || common.json { print(text, terminator: "") }
        if let out { try Files.write(text, to: out) }
    }

    private func summary(_ plan: Plan, of problem: AssignmentProblem) -> [Text] {
        var lines: [Text] = []
        switch plan.status {
        case .optimal:
            lines.append(Text(zh: "已得到最优方案", en: "optimal"))
        case .feasible:
            let share = plan.gap.map { $0 * 100 }
            lines.append(
                Text(zh: "方案可行，尚未证明最优", en: "feasible, not proven the best")
                    + (share.map { Text(zh: "；差距 \($0)%", en: "; gap \($0) %") } ?? Text(verbatim: "")))
        case .infeasible:
            lines.append(Text(zh: "无法满足全部要求", en: "infeasible: not every requirement can hold"))
        }
        lines.append(Text(zh: "组合 \(plan.assignments.count) 个", en: "pairs \(plan.assignments.count)"))
        lines.append(Text(zh: "总匹配度 \(plan.total)", en: "total \(plan.total)"))
        if let value = plan.value {
            lines.append(Text(zh: "净匹配度（减去让步代价）\(value)", en: "value (total less prices) \(value)"))
        }
        if let bound = plan.bound { lines.append(Text(zh: "上界 \(bound)", en: "bound \(bound)")) }
        if let floor = plan.floor { lines.append(Text(zh: "最低一份材料 \(floor)", en: "worst dossier \(floor)")) }
        lines += plan.stepTexts(for: problem)
        lines += plan.concessions.map { Text(zh: "让步：", en: "gives way: ") + $0.message }
        return lines
    }

    private func diagnosis(_ plan: Plan) -> [Text] {
        plan.diagnosis.flatMap { obstacle in
            [Text(zh: "原因：", en: "why: ") + obstacle.message]
                + obstacle.remedies.map { Text(zh: "  办法：", en: "  a way out: ") + $0.message }
        }
    }
}
