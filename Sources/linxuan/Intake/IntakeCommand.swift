import ArgumentParser
import Formats
import Programme
import Workflow

/// `linxuan intake`: take in what the authorities recommend, and the experts.
struct IntakeCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "intake", abstract: local("接收申报汇总表、专家名单和前几批示范材料", "Take in summary tables, experts, and earlier demonstrations"),
            subcommands: [
                Template.self, Dossiers.self, Experts.self, Relations.self, Affiliations.self, Demonstrations.self, Reassessments.self,
                Excuses.self, Eligibility.self, Flags.self, Decide.self, Correct.self, List.self, Register.self, Contacts.self,
            ])
    }

    struct Dossiers: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "dossiers",
                abstract: local(
                    "导入申报汇总表（XLSX 或 CSV），全部或不导入", "Take in summary tables (XLSX or CSV), all or nothing"))
        }

        @Argument(help: .text("申报汇总表", "Summary tables", value: "file")) var files: [String]
        @OptionGroup var lateness: LateOptions
        @OptionGroup var reading: ReadingOptions
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let taken = try await reading.takeIn(
                TakeInDossiers(tables: try files.map(TableUpload.init(reading:)), sheet: reading.sheet, lateReason: lateness.lateReason),
                round)
            try round.common.show(taken) {
                var sentence = Text(
                    zh: "已导入 \(taken.dossiers) 份申报材料，\(taken.flags) 项待核定。",
                    en: "\(taken.dossiers) dossiers taken in, \(taken.flags) flags to decide.")
                if taken.waiting > 0 {
                    sentence =
                        sentence
                        + Text(
                            zh: "其中 \(taken.waiting) 份逾期，经批准前不参加评审。",
                            en: " \(taken.waiting) were filed late and take no part before they are approved."
                        )
                }
                if taken.notMet > 0 {
                    sentence =
                        sentence
                        + Text(
                            zh: "\(taken.notMet) 份不符合申报条件，不予受理（intake eligibility 查看）。",
                            en: " \(taken.notMet) don't meet a condition and are out (see intake eligibility).")
                }
                return taken.report.after(sentence, details: reading.details)
            }
        }
    }

    struct Experts: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "experts", abstract: local("导入专家名单及任职、利害关系表", "Take in experts, their affiliations and interests"))
        }

        @Argument(
            help: .text(
                "专家名单；同一工作簿中的任职表、声明表一并导入", "The list of experts; affiliations and interests in the same workbook come with it",
                value: "file")) var file: String
        @Option(help: .text("任职表", "The table of affiliations", value: "file")) var affiliations: String?
        @Option(help: .text("利害关系声明表", "The table of declared interests", value: "file")) var interests: String?
        @OptionGroup var reading: ReadingOptions
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let taken = try await reading.takeIn(
                TakeInExperts(
                    table: try TableUpload(reading: file), affiliations: try affiliations.map(TableUpload.init(reading:)),
                    interests: try interests.map(TableUpload.init(reading:)), sheet: reading.sheet), round)
            try round.common.show(taken) {
                taken.report.after(
                    Text(
                        zh: "已导入专家 \(taken.experts) 名、任职 \(taken.affiliations) 条、利害关系 \(taken.interests) 条。",
                        en:
                            "\(taken.experts) experts, \(taken.affiliations) affiliations and \(taken.interests) interests taken in."
                    ), details: reading.details)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "list", abstract: local("列出申报材料", "List the dossiers"))
        }

        @Option(help: .text("只列一个类别", "One category only", value: "category")) var category: String?
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let call = try await desk.ask(ShowCall())
            let filed = try await desk.ask(ListDossiers(category: category))
            try round.common.show(["dossiers": filed]) {
                var listing = Listing(
                    Text(zh: "编号", en: "number"), Text(zh: "类别", en: "category"), Text(zh: "推荐单位", en: "authority"),
                    Text(zh: "受理", en: "standing"), Text(zh: "申报主体", en: "applicant"))
                for entry in filed {
                    listing.add(
                        entry.dossier.id, call.name(ofCategory: entry.dossier.category).local,
                        call.authority(entry.dossier.authority)?.name ?? "", entry.standing.name.local, entry.dossier.applicant)
                }
                return listing.lines
            }
        }
    }
}
