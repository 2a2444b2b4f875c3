import ArgumentParser
import Formats
import Programme
import Workflow

extension IntakeCommand {
    /// `linxuan intake relations`: how organisations belong together.
    struct Relations: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "relations",
                abstract: local("导入或更正单位关系表，全部或不导入", "Take in or correct relations of organisations, all or nothing"))
        }

        @Argument(help: .text("单位关系表", "The table of relations", value: "file")) var file: String
        @OptionGroup var correction: CorrectionOptions
        @OptionGroup var round: RoundOptions

        func run() async throws {
            let report = try await round.office().takeInRelations(
                try Tables.read(file), correct: correction.correct, reason: correction.reason, as: round.actor)
            try correction.show(report, round)
        }
    }

    /// `linxuan intake affiliations`: affiliations that came late, or were wrong.
    struct Affiliations: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "affiliations",
                abstract: local("补充或更正专家任职，全部或不导入", "Add or correct affiliations of experts, all or nothing"))
        }

        @Argument(help: .text("任职表", "The table of affiliations", value: "file")) var file: String
        @OptionGroup var correction: CorrectionOptions
        @OptionGroup var round: RoundOptions

        func run() async throws {
            let report = try await round.office().takeInAffiliations(
                try Tables.read(file), correct: correction.correct, reason: correction.reason, as: round.actor)
            try correction.show(report, round)
        }
    }
}

/// Whether rows may take the place of earlier ones, and why.
struct CorrectionOptions: ParsableArguments {
    @Flag(help: .text("更正已有的行（“作废”列填“是”的删去），须写明理由", "Correct rows that are there (those with 是 under 作废 go), with a reason"))
    var correct = false
    @Option(help: .text("理由", "The written reason")) var reason: String?

    func show(_ report: TableReport, _ round: RoundOptions) throws {
        try round.common.show(report) {
            local(
                "新增 \(report.added) 条，更正 \(report.corrected) 条，作废 \(report.removed) 条，已有 \(report.unchanged) 条。",
                "\(report.added) new, \(report.corrected) corrected, \(report.removed) taken away, \(report.unchanged) known already.")
                + (report.added + report.corrected + report.removed == 0
                    ? ""
                    : local(
                        "\n回避登记尚未改动；所引起的变化用 conflicts replay 查看。",
                        "\nThe register is as it was; see what follows with conflicts replay."))
        }
    }
}
