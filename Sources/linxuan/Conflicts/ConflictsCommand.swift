import ArgumentParser
import Programme
import Workflow

/// `linxuan conflicts`: the register of conflicts of interest.
struct ConflictsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "conflicts", abstract: local("回避登记", "The register of conflicts of interest"),
            subcommands: [
                Detect.self, List.self, Suspicions.self, Settle.self, Explain.self, Statistics.self, Matrix.self, Replay.self,
                Enter.self, RequestRecusal.self, Confirm.self, Waive.self, Names.self,
            ])
    }

    struct Detect: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "detect", abstract: local("查找回避情形", "Find conflicts in what was taken in"))
        }

        @OptionGroup var round: DeskOptions

        func run() async throws {
            let report = try await round.desk().ask(DetectConflicts())
            try round.common.show(report) {
                var listing = Listing(Text(zh: "情形", en: "ground"), Text(zh: "条", en: "entries"))
                for ground in report.byGround { listing.add(ground.name.local, "\(ground.count)") }
                return listing.lines + "\n"
                    + local(
                        "新增 \(report.added) 条；共 \(report.pairs) 对专家与材料须回避。",
                        "\(report.added) new entries; \(report.pairs) pairs of expert and dossier are barred.")
                    + (report.suspicions == 0
                        ? ""
                        : local(
                            "\n\(report.suspicions) 条疑似情形待核实：conflicts suspicions。",
                            "\n\(report.suspicions) suspicions are to be settled: conflicts suspicions."))
            }
        }
    }

    struct List: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "list", abstract: local("列出回避登记", "List the register"))
        }

        @Option(help: .text("只列一名专家", "One expert only", value: "expert")) var expert: String?
        @Option(help: .text("只列一份材料", "One dossier only", value: "dossier")) var dossier: String?
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let conflicts = try await round.desk().ask(ListConflicts(expert: expert, dossier: dossier))
            try round.common.show(["conflicts": conflicts]) {
                var listing = Listing(
                    Text(zh: "专家", en: "expert"), Text(zh: "材料", en: "dossier"), Text(zh: "情形", en: "ground"),
                    Text(zh: "状态", en: "state"), Text(zh: "依据", en: "evidence"))
                for conflict in conflicts {
                    listing.add(
                        conflict.expert, conflict.dossier, conflict.ground.name.local, conflict.state.name.local,
                        conflict.evidence.local + (conflict.reason.map { " [\($0)]" } ?? ""))
                }
                return listing.lines
            }
        }
    }

    struct Enter: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "enter", abstract: local("登记他人反映的回避情形", "Enter a conflict that somebody reported"))
        }

        @OptionGroup var entry: EntryOptions
        @OptionGroup var approval: ReopeningOptions
        @OptionGroup var round: DeskOptions

        func run() async throws {
            guard let ground = try entry.parsedGround else {
                throw Failure.usage(Text(zh: "须用 --ground 指明情形。", en: "Name the ground with --ground."))
            }
            let conflict = try await round.desk().ask(
                EnterConflict(
                    expert: entry.expert, dossier: entry.dossier, ground: ground, reason: entry.reason, approving: approval.approve))
            try round.common.show(conflict) { "\(conflict.expert)  \(conflict.dossier)  \(conflict.state.name.local)" }
        }
    }

    struct Confirm: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "confirm", abstract: local("确认回避", "Confirm an entry"))
        }

        @OptionGroup var entry: EntryOptions
        @OptionGroup var round: DeskOptions

        func run() async throws {
            try entry.show(
                try await round.desk().ask(
                    ConfirmConflict(
                        expert: entry.expert, dossier: entry.dossier, ground: try entry.parsedGround, reason: entry.reason)), round)
        }
    }

    struct Waive: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "waive", abstract: local("批准不回避，须写明理由", "Waive an entry, with a reason"))
        }

        @OptionGroup var entry: EntryOptions
        @OptionGroup var round: DeskOptions

        func run() async throws {
            try entry.show(
                try await round.desk().ask(
                    WaiveConflict(
                        expert: entry.expert, dossier: entry.dossier, ground: try entry.parsedGround, reason: entry.reason)), round)
        }
    }
}

/// What voids scores after the reviews is told first, and done where it is approved.
struct ReopeningOptions: ParsableArguments {
    @Option(
        help: .text(
            "评审结束后使评分作废的：批准所示后果，写明其摘要（至少前 8 位）",
            "After the reviews, where scores become void: approve the consequences by their digest, at least 8 characters",
            value: "digest"))
    var approve: String?
}

/// Which entry of the register, and why.
struct EntryOptions: ParsableArguments {
    @Argument(help: .text("专家编号", "The expert")) var expert: String
    @Argument(help: .text("材料编号", "The dossier")) var dossier: String
    @Option(
        help: .text(
            "情形：\(Conflict.Ground.allCases.map(\.rawValue).joined(separator: "、"))",
            "The ground: \(Conflict.Ground.allCases.map(\.rawValue).joined(separator: ", "))", value: "ground"))
    var ground: String?
    @Option(help: .text("理由", "The written reason")) var reason: String

    var parsedGround: Conflict.Ground? {
        get throws {
            guard let ground else { return nil }
            guard let known = Conflict.Ground(rawValue: ground) else {
                throw Failure.usage(Text(zh: "没有“\(ground)”这一情形。", en: "There is no ground “\(ground)”."))
            }
            return known
        }
    }

    func show(_ settled: [Conflict], _ round: DeskOptions) throws {
        try round.common.show(["conflicts": settled]) {
            settled.map { "\($0.expert)  \($0.dossier)  \($0.ground.name.local)  \($0.state.name.local)" }
                .joined(separator: "\n")
        }
    }
}
