import ArgumentParser
import Formats
import Programme
import Workflow

/// `linxuan decisions`: the shortlist, from proposal to the last signature.
struct DecisionsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "decisions", abstract: local("拟入选名单和评估评价结论", "The shortlist, and what becomes of earlier demonstrations"),
            subcommands: [
                Propose.self, Show.self, WhatIfCommand.self, Attend.self, Recuse.self, Move.self, Ballot.self, Reassessment.self,
                Decide.self,
                Dissenting.self, Decline.self, Sign.self, Publish.self, Notice.self, Object.self, Answer.self, Rereviewing.self,
                Recompute.self,
                Close.self, Letters.self, Minutes.self, Export.self, Holidays.self,
            ])
    }

    struct Propose: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "propose", abstract: local("按成绩提出拟入选名单和评估评价意见", "Propose the shortlist and the reassessment from the results"))
        }

        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let proposed = try await desk.ask(ProposeShortlist())
            let (placements, reassessment) = (proposed.placements, proposed.reassessment)
            let tally = try await desk.ask(ListReassessment()).tally
            try round.common.show(proposed) {
                local(
                    "已提出：\(placements.count(where: \.listed)) 个拟入选，共 \(placements.count) 个。",
                    "Proposed: \(placements.count(where: \.listed)) of \(placements.count) are listed.")
                    + (reassessment.isEmpty
                        ? ""
                        : local(
                            "\n评估评价 \(reassessment.count) 个：\(tally.zh)。", "\nReassessed: \(reassessment.count): \(tally.en)."))
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "show", abstract: local("查看名单（或一份材料的全部情况）", "Show the list, or all there is on one dossier"))
        }

        @Argument(help: .text("材料编号；不写则列出名单", "The dossier; without one the list", value: "dossier")) var dossier: String?
        @Option(help: .text("只列一个类别", "One category only", value: "category")) var category: String?
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let call = try await desk.ask(ShowCall())
            if let dossier {
                let whole = try await desk.ask(ShowDossierInFull(dossier: dossier))
                return try round.common.show(whole) { whole.words(call) }
            }
            var list = try await desk.ask(ShowShortlist(adjusted: true))
            if let category { list.lines = list.lines.filter { $0.dossier.category == category } }
            try round.common.show(list) { list.listing(call) + "\n" + list.signatureWords }
        }
    }

    struct Move: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "move",
                abstract: local(
                    "调入或调出名单，须写明理由（通知规定表决的，即为动议）", "Move a dossier in or out, with a reason; a motion where the call asks for votes"))
        }

        @Argument(help: .text("材料编号", "The dossier")) var dossier: String
        @Flag(exclusivity: .exclusive, help: .text("调入或调出", "On the list or off it")) var direction: Direction
        @Option(help: .text("理由", "The written reason")) var reason: String
        @OptionGroup var round: DeskOptions

        enum Direction: String, EnumerableFlag {
            case `in`
            case out
        }

        func run() async throws {
            let report = try await round.desk().ask(MoveDossier(dossier: dossier, listed: direction == .in, reason: reason))
            try round.common.show(report) { report.words }
        }
    }

    struct Sign: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "sign",
                abstract: local(
                    "签字；签字满数即进入公示，无公示阶段的即为终局",
                    "Sign; with the last signature the list is ready for the public notice, or final where there is none"))
        }

        @OptionGroup var round: DeskOptions

        func run() async throws {
            let signed = try await round.desk().ask(SignShortlist())
            try round.common.show(["final": signed.stage == .closed, "complete": signed.complete]) {
                switch (signed.complete, signed.stage) {
                case (_, .closed): local("已签字。名单已成终局，不能再改。", "Signed. The list is final and cannot be changed.")
                case (true, _):
                    local(
                        "已签字。签字已满，名单可以公示（decisions publish）。",
                        "Signed. All signatures are there: the list can be published (decisions publish).")
                case (false, _): local("已签字，待其他组长签字。", "Signed; other signatures are awaited.")
                }
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "export",
                abstract: local(
                    "导出拟入选名单、评估评价结论、公示名单和最终名单（XLSX、CSV、Markdown，后两者另有可打印 HTML）",
                    "Write the shortlist, the reassessment, the public notice and the final list as XLSX, CSV and Markdown, the last two as HTML to print too"
                ))
        }

        @Argument(help: .text("目录", "The folder")) var folder: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let files = try await ListFiles.write(from: try round.desk(), to: folder)
            try round.common.show(["files": files]) { files.joined(separator: "\n") }
        }
    }
}

extension ShortlistView {
    /// The signatures as text.
    var signatureWords: String {
        let standing = signatures.filter(\.stands)
        let signed = standing.map { "  \($0.chair)  \($0.at.inChina)" }
        let state =
            final
            ? local("已成终局。", "Final.")
            : stage == .notice
                ? local(
                    "公示阶段，签字 \(standing.count)/\(needed)。", "Public notice; \(standing.count) of \(needed) signatures.")
                : local("签字 \(standing.count)/\(needed)。", "\(standing.count) of \(needed) signatures.")
        return ([state] + signed + proceedings.words.map(\.local)).joined(separator: "\n")
    }
}
