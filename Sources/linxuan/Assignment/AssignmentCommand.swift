import ArgumentParser
import Formats
import Foundation
import Matching
import Programme
import Workflow

/// `linxuan assignment`: plan, look, approve, explain.
struct AssignmentCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "assignment", abstract: local("专家分配", "The assignment of experts"),
            subcommands: [
                MakePlan.self, MakeLottery.self, Replace.self, Approve.self, Show.self, ExplainAssignment.self, Record.self, Instance.self,
                Export.self,
            ])
    }

    struct MakePlan: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "plan", abstract: local("求本轮的最优分配方案", "Find the best plan for the round, proven"))
        }

        @OptionGroup var search: SearchOptions
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let started = ContinuousClock.now
            let watched = WatchedSearch(search.reporting, .readingRound)
            let report = try await watched.ask(Workflow.MakePlan(timeLimit: search.timeLimit, seed: search.seed), at: round)
            try report.present(watched, round.common, seconds: started.duration(to: .now))
        }
    }

    struct MakeLottery: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "lottery",
                abstract: local("编制本轮的抽签方案，供公开抽取", "Make a lottery of plans for the round, to be drawn from in public"),
                discussion: local(
                    "每张签都满足全部要求，任何组合的机会都不超过上限。公告抽取：draw commit --plans；抽取后其方案待批准。",
                    "Each ticket keeps to every requirement, and no pair has a chance above the limit. Announce its draw with draw commit --plans; the plan that is drawn then awaits approval."
                ))
        }

        @Option(
            help: .text(
                "机会上限，如 0.5 或 1/3；通知已有规定的从其规定", "The limit of chance, such as 0.5 or 1/3; not where the call sets it", value: "chance"))
        var limit: String?
        @Option(help: .text("签数（默认按上限选定）", "How many tickets (by default what fits the limit)", value: "number")) var tickets: Int?
        @OptionGroup var search: SearchOptions
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let watched = WatchedSearch(search.reporting, .readingRound)
            let report = try await watched.ask(
                Workflow.MakeLottery(
                    limit: try limit.map(LotteryWords.limit), tickets: tickets, timeLimit: search.timeLimit, seed: search.seed),
                at: round)
            try round.common.show(report) {
                local("第 \(report.number) 号抽签方案：\n", "Lottery \(report.number):\n")
                    + LotteryWords(report).lines.map(\.local).joined(separator: "\n")
            }
        }
    }

    struct Replace: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "replace", abstract: local("为空缺补选专家，改动最少", "Fill vacant places with the fewest changes"),
                discussion: local(
                    """
                    其余能够不变的，一律不变；确需调整的，调整的评审最少（已证明），其中已存草稿的最少，再求总匹配度最大。\
                    已提交的评审不动。谁离开、谁加入，在批准前列明。
                    """,
                    """
                    Everything else stays where it can. Where it can't, as few reviews as possible move, proven, of them as \
                    few as possible with a saved draft; then the total affinity is the largest. Submitted reviews never \
                    move. Who leaves and who comes is shown before anybody approves it.
                    """))
        }

        @OptionGroup var search: SearchOptions
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let started = ContinuousClock.now
            let watched = WatchedSearch(search.reporting, .readingRound)
            let report = try await watched.ask(FindReplacements(timeLimit: search.timeLimit, seed: search.seed), at: round)
            try report.present(watched, round.common, seconds: started.duration(to: .now))
        }
    }

    struct Approve: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "approve", abstract: local("批准分配方案", "Approve a plan"))
        }

        @Argument(help: .text("方案号（默认最近一个）", "The plan's number (by default the last)")) var number: Int?
        @Option(
            help: .text(
                "调整评审的理由，告知有关专家（默认为补足空缺）", "Why reviews are moved, told to their experts (by default: to fill vacant places)"))
        var reason: String?
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let approved = try await round.desk().ask(ApprovePlan(number: number, reason: reason))
            try round.common.show(approved) {
                local(
                    "已批准第 \(approved.plan) 号方案，共 \(approved.pairs) 对。", "Plan \(approved.plan) is approved, \(approved.pairs) pairs.")
                    + (approved.moved == 0
                        ? ""
                        : local("已调整 \(approved.moved) 份评审，有关专家不再评审。", " Reviews moved from their experts: \(approved.moved)."))
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "show",
                abstract: local("列出分配结果，或一个方案及其变动", "List the assignment as it stands, or show a plan and what it changes"))
        }

        @Argument(help: .text("方案号；不填则列出现时的分配", "A plan's number; without it, the assignment as it stands")) var number: Int?
        @OptionGroup var round: DeskOptions

        func run() async throws {
            if let number {
                let report = try await round.desk().ask(ShowPlan(number: number))
                return try round.common.show(report) { report.words(seconds: nil) }
            }
            let pairs = try await round.desk().ask(ListAssignments())
            try round.common.show(["assignments": pairs]) {
                let sharesPanels = pairs.contains { $0.group != nil }
                let asksForLeads = pairs.contains { $0.lead != nil }
                var columns = [Text(zh: "材料", en: "dossier"), Text(zh: "专家", en: "expert"), Text(zh: "状态", en: "state")]
                if sharesPanels { columns.append(Text(zh: "组", en: "group")) }
                if asksForLeads { columns.append(Text(zh: "组长", en: "lead")) }
                var listing = Listing(columns)
                for pair in pairs {
                    var cells = [pair.dossier, pair.expert, pair.state.name.local]
                    if sharesPanels { cells.append(pair.group.map(String.init) ?? "") }
                    if asksForLeads { cells.append(pair.lead == true ? local("组长", "lead") : "") }
                    listing.add(cells)
                }
                return listing.lines
            }
        }
    }

    struct Instance: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "instance",
                abstract: local("导出现时的分配问题，供 linxuan solve、verify 使用", "Write the problem as it stands, for linxuan solve and verify"))
        }

        @Argument(help: .text("文件", "The file", value: "file.json")) var file: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            try Files.write(try await round.desk().ask(ShowInstance()).text, to: file)
            try round.common.show(["file": file]) { file }
        }
    }

    struct Export: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "export", abstract: local("导出方案及其证明，供 linxuan verify 核验", "Write a plan with its proof, for linxuan verify"))
        }

        @Argument(help: .text("文件", "The file", value: "file.json")) var file: String
        @Option(help: .text("方案号（默认最近一个）", "The plan's number (by default the last)")) var number: Int?
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let plan = try await round.desk().ask(ShowPlanDocument(number: number))
            try Files.write(plan.document, to: file)
            try round.common.show(["file": file]) { file }
        }
    }
}

/// How long and how a plan is searched for.
struct SearchOptions: ParsableArguments {
    @Option(help: .text("时限（秒）；到时给出已有最好方案及差距", "Time limit in seconds; then the best so far with its gap", value: "seconds"))
    var timeLimit: Double?
    @Option(help: .text("随机种子", "The seed", value: "n")) var seed: UInt64 = 0
    @OptionGroup var reporting: ProgressOptions

    func validate() throws {
        if let timeLimit, !(timeLimit > 0 && timeLimit.isFinite) {
            throw ValidationError(local("--time-limit 须为正数", "--time-limit takes a positive number"))
        }
    }
}

extension PlanReport {
    /// Shows a plan, or why there is none; the latter ends the program with code 2.
    func present(_ search: WatchedSearch, _ common: CommonOptions, seconds: Duration) throws {
        if let status = Plan.Status(rawValue: status) {
            search.remark(
                status: status, bound: Double(bound) / 10_000, gap: Double(bound - total) / Double(max(1, abs(total))))
        }
        try common.show(self) { words(seconds: seconds) }
        if status == Plan.Status.infeasible.rawValue { throw ExitCode(2) }
    }

    /// The plan as text; where it is shown again, without the time that it took.
    func words(seconds: Duration?) -> String {
        let time = seconds.map { seconds in
            let figure = String(format: "%.2f", Double(seconds.components.seconds) + Double(seconds.components.attoseconds) / 1e18)
            return local("（\(figure) 秒）", " (\(figure) s)")
        }
        let took = time ?? ""
        let loadLine = loads.enumerated().filter { $1 > 0 }
            .map { local("评 \($0) 份的 \($1) 人", "\($1) with \($0)") }.joined(separator: local("，", ", "))
        switch Plan.Status(rawValue: status) {
        case .infeasible, nil:
            return local(
                "无法满足全部要求（\(filled)/\(places) 个席位可分配）：", "Not everything can be satisfied (\(filled) of \(places) places can be filled):")
                + "\n" + diagnosis.map { "  · " + $0.local }.joined(separator: "\n")
        case .optimal where steps != nil:
            return head
                + local(
                    "\n依次按各项目标已证明最优：总匹配度 \(Self.decimal(total))",
                    "\nProven the best by its objectives in order: total affinity \(Self.decimal(total))") + took
                + stepLines + local("\n工作量：\(loadLine)", "\nLoads: \(loadLine)") + leadLine + addedLines
        case .feasible where steps != nil:
            return head
                + local(
                    "\n尚未证明各项目标均为最优：总匹配度 \(Self.decimal(total))",
                    "\nNot proven the best by all of its objectives: total affinity \(Self.decimal(total))") + took
                + stepLines + local("\n工作量：\(loadLine)", "\nLoads: \(loadLine)") + leadLine + addedLines
        case .optimal:
            return head
                + (changes.flatMap(\.provenFewest)
                    ?? local(
                        "\n已证明最优：总匹配度 \(Self.decimal(total))，不可能更高",
                        "\nProven optimal: total affinity \(Self.decimal(total)), none is higher")) + took
                + local("\n工作量：\(loadLine)", "\nLoads: \(loadLine)") + leadLine + addedLines
        case .feasible:
            return head
                + local(
                    "\n尚未证明最优：总匹配度 \(Self.decimal(total))，上界 \(Self.decimal(bound))，差距 \(gap)",
                    "\nNot proven optimal: total affinity \(Self.decimal(total)), bound \(Self.decimal(bound)), gap \(gap)") + took
                + local("\n工作量：\(loadLine)", "\nLoads: \(loadLine)") + leadLine + addedLines
        }
    }

    /// How many experts lead how many panels.
    private var leadLine: String {
        guard let leads else { return "" }
        var counts: [Int: Int] = [:]
        for count in Dictionary(grouping: leads, by: { $0[1] }).values.map(\.count) { counts[count, default: 0] += 1 }
        let words = counts.sorted { $0.key < $1.key }.map { local("任 \($0.key) 组的 \($0.value) 人", "\($0.value) lead \($0.key)") }
        return local("\n组长：", "\nLeads: ") + words.joined(separator: local("，", ", "))
    }

    private var head: String {
        local(
            "第 \(number ?? 0) 号方案：\(filled)/\(places) 个席位", "Plan \(number ?? 0): \(filled) of \(places) places filled")
            + (state.map { local("，\($0.name.zh)", ", \($0.name.en)") } ?? "")
            + groupLine
    }

    /// How many groups share panels, and how large they are.
    private var groupLine: String {
        let sizes = (groups ?? []).map(\.count).filter { $0 > 1 }
        guard let least = sizes.min(), let most = sizes.max() else { return "" }
        let size = least == most ? "\(most)" : "\(least)–\(most)"
        return local(
            "\n共用评审组：\(sizes.count) 组，每组 \(size) 份材料", "\nGroups that share a panel: \(sizes.count), of \(size) dossiers each")
    }

    private var stepLines: String { (steps ?? []).map { "\n  " + $0.local }.joined() }

    private var addedLines: String {
        guard purpose == .replacement else { return "" }
        return changes.map { "\n" + $0.words(total: total) }
            ?? local("\n补选：", "\nReplacements:") + added.map { "\n  \($0[0])  \($0[1])" }.joined()
    }

    private var gap: String { String(format: "%.4f %%", 100 * Double(bound - total) / Double(max(1, abs(total)))) }

    /// Ten-thousandths as a decimal.
    static func decimal(_ tenThousandths: Int) -> String {
        let digits = String(abs(tenThousandths) % 10_000)
        return "\(tenThousandths < 0 ? "-" : "")\(abs(tenThousandths) / 10_000)."
            + String(repeating: "0", count: 4 - digits.count) + digits
    }
}

extension AssignmentExplanation {
    /// The explanation as text.
    func words(all: Bool) -> String {
        func affinity(_ parts: AffinityParts) -> String { PlanReport.decimal(parts.total) }
        func split(_ parts: AffinityParts) -> String {
            local(
                "模式 \(PlanReport.decimal(parts.mode))，行业 \(PlanReport.decimal(parts.industry))，资历 \(PlanReport.decimal(parts.experience))",
                "mode \(PlanReport.decimal(parts.mode)), industry \(PlanReport.decimal(parts.industry)), experience \(PlanReport.decimal(parts.experience))"
            )
        }
        var members = Listing(
            Text(zh: "专家", en: "expert"), Text(zh: "姓名", en: "name"), Text(zh: "匹配度", en: "affinity"), Text(zh: "构成", en: "made of"))
        for member in panel { members.add(member.expert.id, member.expert.name, affinity(member.parts), split(member.parts)) }
        var rest = Listing(
            Text(zh: "专家", en: "expert"), Text(zh: "姓名", en: "name"), Text(zh: "匹配度", en: "affinity"),
            Text(zh: "未分配原因", en: "why not"))
        for other in all ? others[...] : others.prefix(15) {
            rest.add(
                other.expert.id, other.expert.name, affinity(other.parts),
                other.reasons.map(\.local).joined(separator: local("；", "; ")))
        }
        let barred = others.count(where: \.barred)
        return """
            \(dossier.id)  \(dossier.applicant)
            \(local("评审组：", "Panel:"))
            \(members.lines)
            \(local("其他专家（\(others.count) 名，其中 \(barred) 名受规则限制）：", "Others (\(others.count), of them \(barred) kept out by a rule):"))
            \(rest.lines)
            """ + ((closeness?.words ?? []) + [remark].compactMap { $0 }).map { "\n" + $0.local }.joined()
    }
}
