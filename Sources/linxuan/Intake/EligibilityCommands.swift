import ArgumentParser
import Formats
import Programme
import Workflow

extension IntakeCommand {
    /// `linxuan intake eligibility`: every rule of the notice, and what it came to.
    struct Eligibility: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "eligibility",
                abstract: local("逐条查看申报条件的审查情况", "Show every rule of the notice and what it came to"),
                discussion: local(
                    "给出材料编号，逐条列出条款、结论、依据和核定；不给编号，按类别、推荐单位和条件汇总，并列出名额使用情况。",
                    "With a dossier, each rule with its clause, outcome, evidence and decisions; without, sums by category, authority and rule, and the quotas used."
                ))
        }

        @Argument(help: .text("材料编号", "The dossier")) var dossier: String?
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let desk = try round.desk()
            if let dossier {
                let found = try await desk.ask(ShowEligibility(dossier: dossier))
                try round.common.show(found) { lines(of: found) }
            } else {
                let summary = try await desk.ask(SummariseEligibility())
                try round.common.show(summary) { lines(of: summary) }
            }
        }

        private func lines(of found: DossierEligibility) -> String {
            let head = "\(found.dossier.id)  \(found.dossier.applicant)  \(found.standing.name.local)\n"
            var listing = Listing(
                Text(zh: "条件", en: "rule"), Text(zh: "条款", en: "clause"), Text(zh: "结论", en: "outcome"), Text(zh: "提供", en: "given by"),
                Text(zh: "依据", en: "evidence"))
            for item in found.items {
                listing.add(
                    item.name.local, item.clause ?? local("项目默认", "project default"), outcome(of: item), item.givenBy.local,
                    item.evidence.local)
            }
            let decided = found.items.flatMap { item in
                item.decisions.map { "  \(item.check)  \($0.line.local)" }
            }
            let corrected = found.corrections.map { "  \($0.line.local)" }
            return head + listing.lines
                + (corrected.isEmpty ? "" : "\n" + local("更正：", "Corrections:") + "\n" + corrected.joined(separator: "\n"))
                + (decided.isEmpty
                    ? "" : "\n" + local("核定（以最后一次为准）：", "Decisions, of which the last counts:") + "\n" + decided.joined(separator: "\n"))
        }

        /// That a person decided is part of what it came to.
        private func outcome(of item: EligibilityItem) -> String {
            item.outcome.name.local + (item.decisions.isEmpty ? "" : local("（核定）", " (decided)"))
        }

        private func lines(of summary: EligibilitySummary) -> String {
            func table(_ title: Text, _ lines: [EligibilityLine]) -> String {
                var listing = Listing(
                    title, Text(zh: "申报", en: "filed"), Text(zh: "参加", en: "take part"), Text(zh: "待核定", en: "to be decided"),
                    Text(zh: "不予受理", en: "out"))
                for line in lines {
                    listing.add(line.name.local, "\(line.filed)", "\(line.admitted)", "\(line.toBeDecided)", "\(line.out)")
                }
                return listing.lines
            }
            var checks = Listing(
                Text(zh: "条件", en: "rule"), Text(zh: "编号", en: "check"), Text(zh: "条款", en: "clause"), Text(zh: "符合", en: "met"),
                Text(zh: "不符合", en: "not met"), Text(zh: "待核定", en: "to be decided"))
            for line in summary.checks {
                checks.add(
                    line.name.local, line.check, line.clause ?? local("项目默认", "project default"), "\(line.met)", "\(line.notMet)",
                    "\(line.toBeDecided)")
            }
            var quotas = Listing(
                Text(zh: "推荐单位", en: "authority"), Text(zh: "名额", en: "quota"), Text(zh: "条款", en: "clause"),
                Text(zh: "已用/名额", en: "used/limit"))
            for use in summary.quotas where use.limit > 0 || use.count > 0 {
                quotas.add(use.authority.name, use.name.local, use.clause, "\(use.count)/\(use.limit)")
            }
            return [
                table(Text(zh: "类别", en: "category"), summary.categories), table(Text(zh: "推荐单位", en: "authority"), summary.authorities),
                checks.lines, quotas.lines,
            ].joined(separator: "\n\n")
        }
    }

    struct Flags: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "flags", abstract: local("列出待核定事项", "List the flags and what was decided"))
        }

        @OptionGroup var round: DeskOptions

        private struct Flagged: Encodable {
            var flags: [Programme.Flag]
            var decisions: [EligibilityDecision]
        }

        func run() async throws {
            let desk = try round.desk()
            let call = try await desk.ask(ShowCall())
            let filed = try await desk.ask(ListDossiers()).filter { !$0.flags.isEmpty }
            try round.common.show(Flagged(flags: filed.flatMap(\.flags), decisions: filed.flatMap(\.decisions))) {
                var listing = Listing(
                    Text(zh: "材料", en: "dossier"), Text(zh: "申报主体", en: "applicant"), Text(zh: "条件", en: "condition"),
                    Text(zh: "填报", en: "found"), Text(zh: "处理", en: "decision"), Text(zh: "理由", en: "reason"))
                for entry in filed {
                    for flag in entry.flags {
                        listing.add(
                            flag.dossier, entry.dossier.applicant, call.name(ofCheck: flag.check).local, flag.found,
                            flag.standing.local, flag.reason ?? "")
                    }
                }
                // Where somebody changed their mind, all that was decided.
                let changed = filed.flatMap { entry in
                    entry.flags.flatMap { flag in
                        let history = entry.decisions.filter { $0.dossier == flag.dossier && $0.check == flag.check }
                        return history.count > 1 ? history.map { "\(flag.dossier)  \(flag.check)  \($0.line.local)" } : []
                    }
                }
                return listing.lines
                    + (changed.isEmpty
                        ? ""
                        : "\n\n" + local("多次核定（以最后一次为准）：", "Decided more than once, the last counts:") + "\n"
                            + changed.joined(separator: "\n"))
            }
        }
    }

    struct Decide: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "decide", abstract: local("核定一项待核定事项", "Decide on a flag"),
                discussion: local(
                    "再次核定另记一条，以最后一次为准。“原则上”以外的条件不能由人放宽；填报有误的，凭推荐单位的更正用 --corrected 写明正确的值。逾期申报：--check late。",
                    "Deciding again is a new record, and the last one counts. A condition that is not “in principle” can't be waived; where the authority has corrected what was filled in wrongly, give the right value with --corrected. Late filing: --check late."
                ))
        }

        @Argument(help: .text("材料编号", "The dossier")) var dossier: String
        @Flag(exclusivity: .exclusive, help: .text("予以受理或不予受理", "The dossier stays in or is out")) var verdict: Verdict
        @Option(help: .text("理由", "The written reason")) var reason: String
        @Option(help: .text("条件编号（有多项时）", "The condition, where there are several", value: "check")) var check: String?
        @Option(help: .text("推荐单位更正后的值", "The value as the authority has corrected it", value: "value")) var corrected: String?
        @Flag(
            exclusivity: .exclusive,
            help: .text(
                "名称相近的（similar-name）：同一单位、不同单位；对回避登记同样有效",
                "For near names (similar-name): one organisation, two; it holds for the register of conflicts too")) var names: Names?
        @OptionGroup var round: DeskOptions

        enum Verdict: String, EnumerableFlag {
            case accept
            case refuse
        }

        enum Names: String, EnumerableFlag {
            case same
            case different
        }

        func run() async throws {
            let flag = try await round.desk().ask(
                DecideFlag(
                    dossier: dossier, check: check, accept: verdict == .accept, corrected: corrected, same: names.map { $0 == .same },
                    reason: reason))
            try round.common.show(flag) { "\(flag.dossier)  \(flag.check)  \(flag.state.name.local)" }
        }
    }

    /// `linxuan intake correct`: the applicant's name or code, where the authority made a mistake.
    struct Correct: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "correct", abstract: local("更正申报主体的名称或信用代码", "Correct an applicant's name or credit code"),
                discussion: local(
                    "推荐单位填报有误的，评审开始前可以更正。更正另记一条，原值留存；重复申报、名称相近等事项和回避情形重新查找，对原情况所作的核定不再算数。",
                    "Where the authority made a mistake, before the reviews. A correction is a record of its own, and what stood there is kept; second applications, near names and conflicts are looked for anew, and decisions on what was found before count no more."
                ))
        }

        @Argument(help: .text("材料编号", "The dossier")) var dossier: String
        @Option(help: .text("正确的名称", "The right name", value: "name")) var name: String?
        @Option(help: .text("正确的统一社会信用代码", "The right credit code", value: "code")) var code: String?
        @Option(help: .text("代码校验位不符时的说明", "Why a code that doesn't conform is right", value: "reason")) var codeReason: String?
        @Option(help: .text("理由，如推荐单位来函文号", "The written reason, such as the authority's letter")) var reason: String
        @OptionGroup var round: DeskOptions

        func validate() throws {
            guard name != nil || code != nil else {
                throw ValidationError(local("用 --name 或 --code 写明正确的值", "Give the right value with --name or --code"))
            }
        }

        func run() async throws {
            let desk = try round.desk()
            let report = try await desk.ask(
                CorrectDossier(dossier: dossier, name: name, creditCode: code, codeReason: codeReason, reason: reason))
            let call = try await desk.ask(ShowCall())
            try round.common.show(report) { lines(of: report, call) }
        }

        private func lines(of report: CorrectionReport, _ call: Call) -> String {
            var lines = [report.correction.line.local]
            for flag in report.raised {
                lines.append(local("新增事项：", "New flag: ") + "\(flag.dossier)  \(call.name(ofCheck: flag.check).local)  \(flag.found)")
            }
            for renewal in report.renewed {
                lines.append(
                    (renewal.stands ? local("事项有变，须重新核定：", "Flag to be decided anew: ") : local("事项消除：", "Flag gone: "))
                        + "\(renewal.dossier)  \(call.name(ofCheck: renewal.check).local)  \(renewal.found)")
            }
            for entry in report.conflicts {
                lines.append(
                    local("回避登记：", "Register: ")
                        + "\(entry.expert)  \(entry.dossier)  \(entry.ground.name.local)  \(entry.state.name.local)")
            }
            if !report.unsupported.isEmpty {
                lines.append(
                    local(
                        "\(report.unsupported.count) 条登记已无资料支持，仍然有效；见 conflicts replay。",
                        "\(report.unsupported.count) entries of the register are borne out by nothing any more and stand: see conflicts replay."
                    ))
            }
            return lines.joined(separator: "\n")
        }
    }

    /// `linxuan intake contacts`: the contact persons of the authorities.
    struct Contacts: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "contacts",
                abstract: local("登记各主管部门的联系人，或查看名单", "Take in the contact persons of the authorities, or list them"),
                discussion: local(
                    "给出文件则登记，全部或不登记；不给文件则列出各主管部门的联系人、逾期的和未报的。重新报送另记一条，以最后一次为准。联系人信息只供秘书处和监督人员使用。",
                    "With a file, takes it in, all or nothing; without, lists who is there, who was late and who is missing. A later submission is a new record, and the last one counts. Personal data: for the secretariat and auditors only."
                ))
        }

        @Argument(help: .text("联系人名单（XLSX 或 CSV）", "The list of contact persons (XLSX or CSV)", value: "file")) var file: String?
        @OptionGroup var reading: ReadingOptions
        @OptionGroup var round: DeskOptions

        private struct Listed: Encodable {
            var deadline: Day?
            var authorities: [ContactStanding]
            var late: [String]
            var missing: [String]
        }

        func run() async throws {
            if let file { try await takeIn(file) } else { try await list() }
        }

        private func takeIn(_ file: String) async throws {
            let taken = try await reading.takeIn(TakeInContacts(table: try TableUpload(reading: file), sheet: reading.sheet), round)
            try round.common.show(taken) {
                let rows = taken.rows
                return taken.report.after(
                    Text(
                        zh: "联系人：新增 \(rows.added) 名，更换 \(rows.replaced) 名，已有 \(rows.unchanged) 名。",
                        en: "Contact persons: \(rows.added) new, \(rows.replaced) replaced, \(rows.unchanged) known already."),
                    details: reading.details)
            }
        }

        private func list() async throws {
            let desk = try round.desk()
            let standings = try await desk.ask(ListContacts())
            let deadline = try await desk.ask(ShowCall()).deadlines.contacts
            let late = standings.filter(\.isLate).map(\.authority.name)
            let missing = standings.filter { $0.contact == nil }.map(\.authority.name)
            try round.common.show(Listed(deadline: deadline, authorities: standings, late: late, missing: missing)) {
                var listing = Listing(
                    Text(zh: "主管部门", en: "authority"), Text(zh: "姓名", en: "name"), Text(zh: "职务", en: "position"),
                    Text(zh: "电话", en: "telephone"), Text(zh: "手机", en: "mobile"), Text(zh: "电子邮箱", en: "e-mail"),
                    Text(zh: "报送日期", en: "given on"), Text(zh: "备注", en: "remark"))
                for standing in standings {
                    guard let contact = standing.contact else { continue }
                    listing.add(
                        standing.authority.name, contact.name, contact.position, contact.phone, contact.mobile, contact.email,
                        contact.givenOn.description, remark(on: standing).local)
                }
                let until = deadline.map { Text(zh: "（截止 \($0)）", en: " (by \($0))").local } ?? ""
                func names(_ list: [String]) -> String { list.isEmpty ? local("无", "none") : list.joined(separator: local("、", ", ")) }
                return listing.lines + "\n" + local("逾期\(until)：", "Late\(until): ") + names(late) + "\n"
                    + local("未报：", "Missing: ") + names(missing)
            }
        }

        private func remark(on standing: ContactStanding) -> Text {
            let late = standing.isLate ? [Text(zh: "逾期", en: "late")] : []
            let changes = standing.submissions.count - 1
            let replaced = changes > 0 ? [Text(zh: "更换 \(changes) 次", en: "replaced \(changes) times")] : []
            return (late + replaced).enumerated()
        }
    }
}
