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
                Excuses.self, Flags.self, Decide.self, List.self, Register.self,
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
        @OptionGroup var reading: ReadingOptions
        @OptionGroup var round: RoundOptions

        struct Taken: Encodable {
            var dossiers: Int
            var flags: Int
            var report: IntakeReport
        }

        func run() async throws {
            let office = try round.office()
            let form = DossierTable.form(of: try await office.call(as: round.actor))
            let tables = TableFiles(sheet: reading.sheet)
            for file in files { try tables.read(file, as: form) }
            let (content, report) = try await tables.report(reading, round.common) {
                try await office.takeInDossiers(tables.tables, unread: tables.unread, as: round.actor)
            }
            try round.common.show(Taken(dossiers: content.dossiers.count, flags: content.flags.count, report: report)) {
                report.after(
                    Text(
                        zh: "已导入 \(content.dossiers.count) 份申报材料，\(content.flags.count) 项待核定。",
                        en: "\(content.dossiers.count) dossiers taken in, \(content.flags.count) flags to decide."),
                    details: reading.details)
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
        @OptionGroup var round: RoundOptions

        struct Taken: Encodable {
            var experts: Int
            var affiliations: Int
            var interests: Int
            var report: IntakeReport
        }

        func run() async throws {
            let office = try round.office()
            let call = try await office.call(as: round.actor)
            let tables = TableFiles(sheet: reading.sheet)
            let people = try tables.read(file, as: ExpertTables.expertForm(of: call))
            let positions = try table(affiliations, beside: people, as: ExpertTables.affiliationForm, tables)
            let declared = try table(interests, beside: people, as: ExpertTables.interestForm, tables)
            let (content, report) = try await tables.report(reading, round.common) {
                // Rows refer to rows of the other tables: where one can't be read, the others can't be judged.
                guard tables.unread.isEmpty, let people else { throw Failure.malformed(tables.unread) }
                return try await office.takeInExperts(
                    people, affiliations: positions, interests: declared, as: round.actor)
            }
            let taken = Taken(
                experts: content.experts.count, affiliations: content.affiliations.count, interests: content.interests.count,
                report: report)
            try round.common.show(taken) {
                report.after(
                    Text(
                        zh: "已导入专家 \(taken.experts) 名、任职 \(taken.affiliations) 条、利害关系 \(taken.interests) 条。",
                        en:
                            "\(taken.experts) experts, \(taken.affiliations) affiliations and \(taken.interests) interests taken in."
                    ), details: reading.details)
            }
        }

        /// A table in a file of its own, else on another sheet of the workbook that has the experts, as the template has it.
        private func table(
            _ named: String?, beside people: Table?, as form: TableForm, _ tables: TableFiles
        ) throws -> Table? {
            if let named { return try tables.read(named, as: form) }
            return try tables.readBeside(people, as: form)
        }
    }

    struct Flags: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "flags", abstract: local("列出待核定事项", "List the flags and what was decided"))
        }

        @OptionGroup var round: RoundOptions

        func run() async throws {
            let office = try round.office()
            let call = try await office.call(as: round.actor)
            let filed = try await office.dossiers(as: round.actor).filter { !$0.flags.isEmpty }
            try round.common.show(["flags": filed.flatMap(\.flags)]) {
                var listing = Listing(
                    Text(zh: "材料", en: "dossier"), Text(zh: "申报主体", en: "applicant"), Text(zh: "条件", en: "condition"),
                    Text(zh: "填报", en: "found"), Text(zh: "处理", en: "decision"), Text(zh: "理由", en: "reason"))
                for entry in filed {
                    for flag in entry.flags {
                        let check = call.eligibility.first { $0.id == flag.check }?.name.local ?? flag.check
                        listing.add(
                            flag.dossier, entry.dossier.applicant, check, flag.found, flag.state.name.local,
                            flag.reason ?? "")
                    }
                }
                return listing.lines
            }
        }
    }

    struct Decide: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "decide", abstract: local("核定“原则上”的条件", "Decide on a condition “in principle”"))
        }

        @Argument(help: .text("材料编号", "The dossier")) var dossier: String
        @Flag(exclusivity: .exclusive, help: .text("予以受理或不予受理", "The dossier stays in or is out")) var verdict: Verdict
        @Option(help: .text("理由", "The written reason")) var reason: String
        @Option(help: .text("条件编号（有多项时）", "The condition, where there are several", value: "check")) var check: String?
        @OptionGroup var round: RoundOptions

        enum Verdict: String, EnumerableFlag {
            case accept
            case refuse
        }

        func run() async throws {
            let flag = try await round.office().decideFlag(
                dossier: dossier, check: check, accept: verdict == .accept, reason: reason, as: round.actor)
            try round.common.show(flag) { "\(flag.dossier)  \(flag.check)  \(flag.state.name.local)" }
        }
    }

    struct List: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "list", abstract: local("列出申报材料", "List the dossiers"))
        }

        @Option(help: .text("只列一个类别", "One category only", value: "category")) var category: String?
        @OptionGroup var round: RoundOptions

        func run() async throws {
            let office = try round.office()
            let call = try await office.call(as: round.actor)
            let filed = try await office.dossiers(as: round.actor)
                .filter { category == nil || $0.dossier.category == category }
            try round.common.show(["dossiers": filed]) {
                var listing = Listing(
                    Text(zh: "编号", en: "number"), Text(zh: "类别", en: "category"), Text(zh: "推荐单位", en: "authority"),
                    Text(zh: "申报主体", en: "applicant"))
                for entry in filed {
                    listing.add(
                        entry.dossier.id, call.name(ofCategory: entry.dossier.category).local,
                        call.authority(entry.dossier.authority)?.name ?? "", entry.dossier.applicant)
                }
                return listing.lines
            }
        }
    }
}
