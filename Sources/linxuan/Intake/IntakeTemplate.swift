import ArgumentParser
import Formats
import Foundation
import Programme
import Workflow

extension IntakeCommand {
    struct Template: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "template",
                abstract: local(
                    "写出待填的申报汇总表、专家名单、联系人名单或评估评价各表（XLSX）",
                    "Write summary tables, lists of experts or contacts, or tables of the reassessment to fill in (XLSX)"),
                discussion: local(
                    "类别和模式从列表中选择，名额、截止日期和推荐单位已填好，待填单元格以外均受保护。规则取自一轮工作（--database、--as，或 --server）或通知规则文件（--call）。",
                    "Categories and modes are chosen from lists; quotas, deadlines and the authority are filled in; all but the cells to fill is protected. The rules are those of a round (--database, --as, or --server) or of a call (--call)."
                ))
        }

        @Option(help: .text("一个推荐单位的申报汇总表：名称或代码", "The summary table of one authority: its name or code", value: "name"))
        var authority: String?
        @Flag(help: .text("每个推荐单位一份申报汇总表", "A summary table for each authority")) var all = false
        @Flag(help: .text("专家名单及任职、利害关系声明", "The list of experts, with affiliations and interests")) var experts = false
        @Flag(help: .text("各主管部门联系人名单", "The list of the authorities' contact persons")) var contacts = false
        @Flag(help: .text("前几批示范登记表", "The register of earlier demonstrations")) var demonstrations = false
        @Flag(help: .text("评估评价填报表；已有登记表的，列出尚未填报的示范", "Reassessment filings; with a register, those that have yet to file"))
        var reassessments = false
        @Flag(help: .text("无法填报的书面说明表；同上", "Explanations why demonstrations cannot file; likewise")) var excuses = false
        @Option(help: .text("写入的文件（.xlsx）；--all 时为目录", "The file to write (.xlsx); a folder with --all", value: "path")) var out: String
        @OptionGroup var rules: RulesOptions

        func validate() throws {
            guard [authority != nil, all, experts, contacts, demonstrations, reassessments, excuses].count(where: { $0 }) == 1 else {
                throw ValidationError(
                    local(
                        "--authority、--all、--experts、--contacts、--demonstrations、--reassessments、--excuses 七者取一",
                        "Give one of --authority, --all, --experts, --contacts, --demonstrations, --reassessments and --excuses"))
            }
            guard all || TableFile.isWorkbook(out) else {
                throw ValidationError(local("--out 应以 .xlsx 结尾", "--out takes a name that ends in .xlsx"))
            }
        }

        func run() async throws {
            let call = try await rules.call()
            let language = Language.current
            var files: [String] = []
            if experts {
                files.append(try write(ExpertTemplate.workbook(of: call, in: language), to: out))
            } else if contacts {
                files.append(try write(ContactTemplate.workbook(of: call, in: language), to: out))
            } else if demonstrations || reassessments || excuses {
                let templates = try DemonstrationTemplates(
                    of: call, demonstrations: try await rules.unanswered(), in: language)
                files.append(
                    try write(demonstrations ? templates.register : reassessments ? templates.filings : templates.excuses, to: out))
            } else {
                for one in try authorities(of: call) {
                    let file = all ? out + "/" + SummaryTemplate.fileName(for: one) : out
                    files.append(try write(SummaryTemplate.workbook(for: one, of: call, in: language), to: file))
                }
            }
            try rules.common.show(["files": files]) { files.joined(separator: "\n") }
        }

        private func authorities(of call: Call) throws -> [Authority] {
            guard let authority else { return call.authorities }
            guard let one = call.authorities.first(where: { $0.name == authority || $0.code == authority }) else {
                throw Failure.usage(
                    Text(
                        zh: "“\(authority)”不是本通知的推荐单位；请写推荐单位的名称或代码，如 \(call.authorities.first?.name ?? "")。",
                        en: "“\(authority)” is not an authority of this call; give its name or code."))
            }
            return [one]
        }

        private func write(_ workbook: WorkbookDocument, to file: String) throws -> String {
            try Files.write(try workbook.bytes(), to: file)
            return file
        }
    }
}

/// The rules that a command goes by: those of a round, or those of a call that no round has yet.
struct RulesOptions: ParsableArguments {
    @Option(help: .text("通知规则文件（尚未建立一轮工作时）", "The call, where there is no round yet", value: "call.yaml"))
    var call: String?

    @Option(help: .text("本轮工作的数据库文件（默认 round.db）", "The database of the round (by default round.db)", value: "file"))
    var database: String?

    @OptionGroup var remote: ServerOptions

    @Option(name: .customLong("as"), help: .text("以谁的身份（人员编号）", "Who acts (a person's number)", value: "person"))
    var actor: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        try remote.requireOnePlace(beside: database)
        let isForRound = actor != nil || remote.isGiven || call == nil && remote.leadsToServer(beside: database, actor: actor)
        if (call == nil) != isForRound {
            throw ValidationError(
                local("指明 --call，或 --server，或 --database 和 --as", "Give --call, or --server, or --database with --as"))
        }
    }

    /// The rules.
    func call() async throws -> Call {
        if let call { return try CallFolder.read(call).0 }
        return try await desk().ask(ShowCall())
    }

    /// The demonstrations of a round's register that have neither filed nor been excused; none without a round.
    func unanswered() async throws -> [Demonstration] {
        guard call == nil else { return [] }
        return try await desk().ask(ListDemonstrations(missing: true)).map(\.demonstration)
    }

    private func desk() throws -> any Desk { try DeskOptions.desk(database: database, remote: remote, actor: actor) }
}
