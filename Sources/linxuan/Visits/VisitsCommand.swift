import ArgumentParser
import Formats
import Programme
import Workflow

/// `linxuan visits`: which applicants are visited and why, by whom and when, and what was found.
struct VisitsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "visits", abstract: local("现场考查", "Site visits"),
            subcommands: [
                Choose.self, List.self, Explain.self, Teams.self, Schedule.self, Export.self, Own.self, Template.self, Submit.self,
                Findings.self,
            ])
    }

    struct Choose: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "choose", abstract: local("按通知规则和预算确定考查对象", "Choose the visits by the call's policy and budgets"))
        }

        @Option(help: .text("指定考查的材料，可重复", "A dossier that is visited in any case; may be repeated", value: "dossier")) var with: [String] =
            []
        @Option(help: .text("不考查的材料，可重复", "A dossier that is not visited; may be repeated", value: "dossier")) var without: [String] = []
        @Option(help: .text("指定或排除的理由", "Why they are put in or left out")) var reason: String?
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let visits = try await desk.ask(ChooseVisits(with: with, without: without, reason: reason))
            let plan = try await desk.ask(ShowVisitPlan()).plan
            try round.common.show(ChosenVisits(visits: visits, plan: plan)) {
                local("确定现场考查 \(visits.count) 个。", "\(visits.count) site visits.") + (plan.map { "\n" + $0.words.local } ?? "")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "list", abstract: local("列出考查对象及理由", "List the visits with their reasons"))
        }

        @OptionGroup var round: DeskOptions

        func run() async throws {
            let visits = try await round.desk().ask(ListVisits())
            try round.common.show(["visits": visits.map(\.visit)]) {
                var listing = Listing(
                    Text(zh: "材料", en: "dossier"), Text(zh: "申报主体", en: "applicant"), Text(zh: "理由", en: "reasons"))
                for line in visits {
                    listing.add(
                        line.dossier.id, line.dossier.applicant,
                        line.visit.reasons.map(\.text.local).joined(separator: local("；", "; ")))
                }
                return listing.lines
            }
        }
    }

    struct Explain: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "explain",
                abstract: local("说明一份材料为何考查或不考查，改变的代价", "Why a dossier is visited or not, and what the other would cost"))
        }

        @Argument(help: .text("材料编号", "The dossier")) var dossier: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let explanation = try await round.desk().ask(ExplainVisit(dossier: dossier))
            try round.common.show(explanation) { explanation.words.local }
        }
    }

    struct Export: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "export", abstract: local("导出考查名单（.xlsx 或 CSV）", "Write the visits (.xlsx or CSV)"))
        }

        @Argument(help: .text("文件", "The file", value: "file")) var file: String
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let call = try await desk.ask(ShowCall())
            var table = WorkbookDocument.Sheet(
                named: "现场考查",
                columns: [
                    WorkbookDocument.Column("类别", width: 28), WorkbookDocument.Column("编号", width: 14),
                    WorkbookDocument.Column("申报主体", width: 36),
                    WorkbookDocument.Column("推荐单位", width: 22), WorkbookDocument.Column("考查理由", width: 50),
                    WorkbookDocument.Column("应核实的事项", width: 60),
                ])
            table.isFiltered = true
            table.rows = try await desk.ask(ListVisits()).map { line in
                [
                    call.name(ofCategory: line.dossier.category).zh, line.dossier.id, line.dossier.applicant,
                    call.authority(line.dossier.authority)?.name ?? "",
                    line.visit.reasons.map(\.text.zh).joined(separator: "；"),
                    line.visit.questions.joined(separator: "；"),
                ].map(WorkbookDocument.Cell.text)
            }
            try Files.write(try TableFile.bytes(of: table, named: file), to: file)
            try round.common.show(["file": file]) { file }
        }
    }
}

/// What `visits choose` prints as JSON.
private struct ChosenVisits: Encodable {
    var visits: [Visit]
    var plan: VisitPlanRecord?
}
