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

        @Option(help: .text("本轮工作的数据库文件（默认 round.db）", "The database of the round (by default round.db)", value: "file"))
        var database: String?
        @OptionGroup var remote: ServerOptions
        @Option(
            name: .customLong("as"),
            help: .text(
                "以谁的身份（人员编号），用于 --server；只登录了一人的可不填",
                "Who asks (a person's number), with --server; not needed where one is signed in", value: "person"))
        var actor: String?
        @Option(help: .text("此前记下的日志摘要", "A digest of the log noted earlier", value: "digest")) var expect: String?
        @OptionGroup var common: CommonOptions

        func validate() throws {
            try remote.requireOnePlace(beside: database)
            if !remote.isGiven, actor != nil {
                throw ValidationError(
                    local("--as 用于 --server；核验数据库文件不需要身份", "--as goes with --server: a database is verified by anybody"))
            }
        }

        /// What was found: a server says it to who may see the log, a database at hand to anybody.
        private func report() async throws -> AuditReport {
            if remote.isGiven {
                return try await DeskOptions.desk(database: nil, remote: remote, actor: actor).ask(VerifyAuditLog(expected: expect))
            }
            return try await Office(store: try RoundDatabase(path: database ?? "round.db", creating: false))
                .verifyAudit(expecting: expect)
        }

        func run() async throws {
            let report = try await self.report()
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

        @OptionGroup var round: DeskOptions

        func run() async throws {
            let entries = try await round.desk().ask(ListActs())
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
