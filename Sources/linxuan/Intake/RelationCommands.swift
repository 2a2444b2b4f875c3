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
        @OptionGroup var reading: ReadingOptions
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let taken = try await reading.takeIn(
                TakeInRelations(
                    table: try TableUpload(reading: file), sheet: reading.sheet, correct: correction.correct, reason: correction.reason),
                round)
            try correction.show(taken, details: reading.details, round)
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
        @OptionGroup var reading: ReadingOptions
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let taken = try await reading.takeIn(
                TakeInAffiliations(
                    table: try TableUpload(reading: file), sheet: reading.sheet, correct: correction.correct, reason: correction.reason),
                round)
            try correction.show(taken, details: reading.details, round)
        }
    }
}

/// Whether rows may take the place of earlier ones, and why.
struct CorrectionOptions: ParsableArguments {
    @Flag(help: .text("更正已有的行（“作废”列填“是”的删去），须写明理由", "Correct rows that are there (those with 是 under 作废 go), with a reason"))
    var correct = false
    @Option(help: .text("理由", "The written reason")) var reason: String?

    func show(_ taken: TableTaken, details: Bool, _ round: DeskOptions) throws {
        try round.common.show(taken) {
            let rows = taken.rows
            let counts = Text(
                zh: "新增 \(rows.added) 条，更正 \(rows.corrected) 条，作废 \(rows.removed) 条，已有 \(rows.unchanged) 条。",
                en: "\(rows.added) new, \(rows.corrected) corrected, \(rows.removed) taken away, \(rows.unchanged) known already.")
            let next = Text(
                zh: "\n回避登记尚未改动；所引起的变化用 conflicts replay 查看。",
                en: "\nThe register is as it was; see what follows with conflicts replay.")
            return taken.report.after(rows.changes == 0 ? counts : counts + next, details: details)
        }
    }
}
