import ArgumentParser
import Formats
import Foundation
import Matching
import Programme

/// `linxuan repair`: a plan mended after its instance has changed.
struct RepairCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "repair",
            abstract: local(
                "实例有变后修补原方案：改动最少，再求总匹配度最大",
                "Mend a plan whose instance has changed: the fewest pairs changed, then the largest total"),
            discussion: local(
                """
                原方案中仍可分配的组合，逐一以高于一切匹配度的代价软性指定；所求解的问题写入 --problem，\
                新方案可凭它用 verify 核对，改动最少亦由此得证。不得触动的组合，请在实例的 pins 中指定。
                """,
                """
                Each pair of the earlier plan that may still be assigned is softly pinned, at a price above all that \
                quality could bring. The problem so solved is written to --problem; verify checks the new plan against \
                it, and with it that no plan changes fewer pairs. What must not be touched is pinned in the instance.
                """))
    }

    @Argument(help: .text("变更后的实例文件", "The instance as it is now"))
    var instance: String

    @Argument(help: .text("原方案文件", "The earlier plan"))
    var plan: String

    @Option(help: .text("所求解问题写入的文件", "Where to write the problem that is solved"))
    var problem: String

    @Option(help: .text("新方案写入的文件", "Where to write the new plan"))
    var out: String

    @Option(help: .text("时间上限（秒）", "Seconds the search may take"))
    var timeLimit: Double?

    @Option(help: .text("在同样好的方案中作选择的种子", "Chooses among plans that are equally good"))
    var seed: UInt64 = 0

    @OptionGroup var reporting: ProgressOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let timeLimit, !(timeLimit > 0) {
            throw ValidationError(local("--time-limit 应为正数", "--time-limit must be above zero"))
        }
    }

    func run() async throws {
        let search = WatchedSearch(reporting, .readingInstance)
        let changed = try InstanceFile(path: instance).problem
        let earlier = try EarlierPlan(path: plan, in: changed)
        let mending = try changed.keeping(earlier.groups).mending(earlier.pairs)
        let text = InstanceFile.text(of: mending)
        var mended = try await search.run {
            try await mending.solved(SolveOptions(timeLimit: timeLimit, seed: seed), cancellation: $0, progress: $1)
        }
        mended.leads = mending.leads(of: mended, keeping: earlier.leads)
        search.remark(on: mended)
        try Files.write(text, to: problem)
        try Files.write(PlanFile(plan: mended, instanceName: mending.name, instanceText: text).text(for: mending), to: out)
        let difference = PlanDifference(from: earlier.pairs, to: mended.assignments)
        let report = Report(mended, difference, earlier, in: changed)
        try common.show(report) { report.words }
        guard mended.status == .infeasible else { return }
        for obstacle in mended.diagnosis {
            note(Text(zh: "原因：", en: "why: ") + obstacle.message)
            for remedy in obstacle.remedies { note(Text(zh: "  办法：", en: "  a way out: ") + remedy.message) }
        }
        throw ExitCode(2)
    }

    /// What changes, by ids.
    private struct Report: Encodable {
        let status: String
        let total: Double
        let removed: [[String]]
        let added: [[String]]
        /// Pairs of the earlier plan with a dossier or an expert that the instance no longer has.
        let unknown: [[String]]
        /// The panels with another lead than before; null where the instance asks for no leads.
        let newLeads: [[String]]?

        init(_ plan: Plan, _ difference: PlanDifference, _ earlier: EarlierPlan, in problem: AssignmentProblem) {
            func ids(_ pairs: [AssignmentPair]) -> [[String]] {
                pairs.map { [problem.dossiers[$0.dossier].id, problem.experts[$0.expert].id] }
            }
            status = plan.status.rawValue
            total = plan.total
            removed = ids(difference.removed)
            added = ids(difference.added)
            unknown = earlier.unknown
            newLeads = problem.leads.isEmpty ? nil : ids(plan.leads.filter { !earlier.leads.contains($0) })
        }

        var words: String {
            let proof =
                switch status {
                case Plan.Status.optimal.rawValue:
                    local("已证明改动最少，且总匹配度最大", "proven: no plan changes fewer pairs, and none of those has a larger total")
                case Plan.Status.feasible.rawValue: local("方案可行，尚未证明改动最少", "feasible; not proven to change the fewest pairs")
                default: local("无法满足全部要求", "infeasible: not every requirement can hold")
                }
            let count = local(
                "撤下 \(removed.count) 个组合，新增 \(added.count) 个；总匹配度 \(total)",
                "pairs out: \(removed.count), in: \(added.count); total \(total)")
            let gone = unknown.map { local("已不在实例中：", "no longer in the instance: ") + $0.joined(separator: "  ") }
            let lines = removed.map { "- " + $0.joined(separator: "  ") } + added.map { "+ " + $0.joined(separator: "  ") }
            let leads = (newLeads ?? []).map { local("新任组长：", "new lead: ") + $0.joined(separator: "  ") }
            return ([proof, count] + gone + lines + leads).joined(separator: "\n")
        }
    }
}
