import ArgumentParser
import Formats
import Programme
import Workflow

extension IntakeCommand {
    struct Demonstrations: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "demonstrations",
                abstract: local("导入前几批示范登记表，全部或不导入", "Take in the register of earlier demonstrations, all or nothing"))
        }

        @Argument(help: .text("示范登记表（XLSX 或 CSV）", "The register (XLSX or CSV)", value: "file")) var file: String
        @OptionGroup var reading: ReadingOptions
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let taken = try await reading.takeIn(
                TakeInDemonstrations(table: try TableUpload(reading: file), sheet: reading.sheet), round)
            try round.common.show(taken) {
                taken.report.after(
                    Text(
                        zh: "已导入 \(taken.demonstrations) 个示范，\(taken.flags) 项待核定。",
                        en: "\(taken.demonstrations) demonstrations taken in, \(taken.flags) flags to decide."),
                    details: reading.details)
            }
        }
    }

    struct Reassessments: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "reassessments",
                abstract: local("导入评估评价填报材料，全部或不导入", "Take in what demonstrations filed for their reassessment, all or nothing"))
        }

        @Argument(help: .text("评估评价填报表（XLSX 或 CSV）", "The table of filings (XLSX or CSV)", value: "file")) var file: String
        @OptionGroup var lateness: LateOptions
        @OptionGroup var reading: ReadingOptions
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let taken = try await reading.takeIn(
                TakeInReassessments(table: try TableUpload(reading: file), sheet: reading.sheet, lateReason: lateness.lateReason), round)
            try round.common.show(taken) {
                var sentence = Text(
                    zh: "已导入 \(taken.dossiers) 份评估评价材料，其中逾期经批准 \(taken.late) 份。",
                    en: "\(taken.dossiers) dossiers of the reassessment taken in, \(taken.late) of them late and approved.")
                if taken.waiting > 0 {
                    sentence =
                        sentence
                        + Text(
                            zh: "\(taken.waiting) 份逾期，经批准前不参加评审（intake decide 材料 --check late）。",
                            en:
                                " \(taken.waiting) were filed late and take no part before they are approved (intake decide DOSSIER --check late)."
                        )
                }
                return taken.report.after(sentence, details: reading.details)
            }
        }
    }

    struct Excuses: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "excuses",
                abstract: local(
                    "导入主管部门关于无法填报的书面说明", "Take in the explanations of authorities why demonstrations cannot file"))
        }

        @Argument(help: .text("书面说明表（XLSX 或 CSV）", "The table of explanations (XLSX or CSV)", value: "file")) var file: String
        @OptionGroup var lateness: LateOptions
        @OptionGroup var reading: ReadingOptions
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let taken = try await reading.takeIn(
                TakeInExcuses(table: try TableUpload(reading: file), sheet: reading.sheet, lateReason: lateness.lateReason), round)
            try round.common.show(taken) {
                taken.report.after(
                    Text(
                        zh: "已导入 \(taken.excuses) 份书面说明，其中逾期经批准 \(taken.late) 份。",
                        en: "\(taken.excuses) explanations taken in, \(taken.late) of them late and approved."), details: reading.details)
            }
        }
    }

    struct Register: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "register", abstract: local("列出前几批示范及其填报情况", "List earlier demonstrations and what they did"))
        }

        @Flag(help: .text("只列既未填报也未说明的", "Only those that neither filed nor were excused")) var missing = false
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            let call = try await desk.ask(ShowCall())
            let entries = try await desk.ask(ListDemonstrations(missing: missing))
            try round.common.show(["demonstrations": entries]) {
                var listing = Listing(
                    Text(zh: "示范", en: "number"), Text(zh: "批次", en: "batch"), Text(zh: "类别", en: "category"),
                    Text(zh: "主管部门", en: "authority"), Text(zh: "填报", en: "filing"), Text(zh: "结论", en: "outcome"),
                    Text(zh: "示范主体", en: "name"))
                for entry in entries {
                    let demonstration = entry.demonstration
                    listing.add(
                        demonstration.id, "\(demonstration.batch)", call.name(ofCategory: demonstration.category).local,
                        call.authority(demonstration.authority)?.name ?? "", entry.response.local,
                        entry.outcome?.name.local ?? "–", demonstration.name)
                }
                return listing.lines
            }
        }
    }
}

/// What comes after its deadline counts only where somebody approves it: with the table, or dossier by dossier later.
struct LateOptions: ParsableArguments {
    @Option(
        help: .text(
            "批准逾期的理由，以本人名义批准；不写的，逾期材料待核定（intake decide --check late），逾期说明不予接收",
            "Why what came late counts, approved in your name; without it late dossiers wait for intake decide --check late, and late explanations are refused",
            value: "reason"))
    var lateReason: String?
}

extension RegisteredDemonstration {
    /// What it did, in words.
    fileprivate var response: Text {
        DemonstrationRegister(
            [demonstration], filings: [filing].compactMap(\.self), excuses: [excuse].compactMap(\.self),
            unapproved: isUnapproved ? [demonstration.id] : []
        ).response(of: demonstration.id).name
    }
}
