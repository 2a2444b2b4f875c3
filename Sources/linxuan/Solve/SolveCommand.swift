public import ArgumentParser
import Formats
import Foundation
public import Matching
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
            "total：总匹配度最大；fair：先使最差一份材料的匹配度最大，再使总匹配度最大",
            "total: the largest total; fair: first the largest worst-dossier affinity, then the largest total"))
    var objective: SolveOptions.Objective = .total

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
        guard gap >= 0, gap.isFinite else {
            throw ValidationError(local("--gap 不得为负", "--gap must not be negative"))
        }
    }

    func run() async throws {
        let search = WatchedSearch(reporting, .readingInstance)
        let file = try InstanceFile(path: instance)
        let options = SolveOptions(objective: objective, timeLimit: timeLimit, relativeGap: gap, seed: seed)
        let plan = try await search.run { try await file.problem.solved(options, cancellation: $0, progress: $1) }
        search.remark(on: plan)
        try write(PlanFile(plan: plan, instance: file).text(for: file.problem))
        if out != nil, !common.json { for line in summary(plan) { say(line) } }
        guard plan.status == .infeasible else { return }
        for line in diagnosis(plan) { note(line) }
        throw ExitCode(2)
    }

    private func write(_ text: String) throws {
        if out == nil || common.json { print(text, terminator: "") }
        guard let out else { return }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
        } catch {
            throw Failure.failed(
                Text(
                    zh: "无法写入“\(out)”；请检查路径与权限。", en: "“\(out)” cannot be written; check its path and permissions."))
        }
    }

    private func summary(_ plan: Plan) -> [Text] {
        var lines: [Text] = []
        switch plan.status {
        case .optimal:
            lines.append(Text(zh: "已得到最优方案", en: "optimal"))
        case .feasible:
            let gap = (plan.gap ?? 0) * 100
            lines.append(
                Text(
                    zh: "方案可行，尚未证明最优；差距 \(gap)%", en: "feasible, not proven the best; gap \(gap) %"))
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

extension SolveOptions.Objective: ExpressibleByArgument {}
