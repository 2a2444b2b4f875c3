import ArgumentParser
import Programme
import Storage
import Workflow

/// `linxuan audit`: what was done, and whether anything was changed behind the log's back.
struct AuditCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "audit", abstract: local("审计日志", "The log of acts"),
            subcommands: [VerifyLog.self, Log.self, ExportCommand.self])
    }

    struct VerifyLog: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "verify",
                abstract: local("查找绕过日志的改动", "Find any change made behind the log's back"))
        }

        @Option(help: .text("本轮工作的数据库文件", "The database of the round", value: "file")) var database = "round.db"
        @Option(help: .text("此前记下的日志摘要", "A digest of the log noted earlier", value: "digest")) var expect: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let office = Office(store: try RoundDatabase(path: database, creating: false))
            let report = try await office.verifyAudit(expecting: expect)
            try common.show(report) {
                report.findings.isEmpty
                    ? local(
                        "核验无误：日志 \(report.acts) 条，记录 \(report.records) 项，日志摘要 \(report.logDigest)",
                        "Verified: \(report.acts) acts, \(report.records) records, digest of the log \(report.logDigest)")
                    : report.findings.map { "✗ " + $0.local }.joined(separator: "\n")
            }
            guard report.findings.isEmpty else {
                throw Failure.failed(
                    Text(
                        zh: "发现 \(report.findings.count) 处与日志不符。请保全该文件，并与备份比对。",
                        en: "\(report.findings.count) differences from the log. Keep the file as it is and compare it with a backup."))
            }
        }
    }

    struct Log: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "log", abstract: local("列出全部操作", "List every act"))
        }

        @OptionGroup var round: RoundOptions

        func run() async throws {
            let entries = try await round.office().log(as: round.actor)
            try round.common.show(["log": entries]) {
                var listing = Listing(
                    Text(zh: "序号", en: "number"), Text(zh: "时间", en: "time"), Text(zh: "人员", en: "person"),
                    Text(zh: "操作", en: "act"), Text(zh: "改动", en: "changes"), Text(zh: "备注", en: "remark"))
                for entry in entries {
                    listing.add(
                        "\(entry.number)", entry.at.inChina, entry.actor, entry.act, "\(entry.changes)", entry.remark)
                }
                return listing.lines
            }
        }
    }
}
