import ArgumentParser
import Foundation
import Formats
import Programme
import Storage
import Workflow

/// `linxuan round`: open a round, see where it stands, move it on.
struct RoundCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "round", abstract: local("建立一轮工作、查看进度、推进阶段", "Open a round, see where it stands, move it on"),
            subcommands: [New.self, Status.self, Advance.self, Page.self, Papers.self])
    }

    struct New: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "new", abstract: local("按通知建立一轮工作，冻结规则和评分标准", "Open a round by a call; its rules and rubrics are frozen"))
        }

        @Option(help: .text("通知规则文件", "The call", value: "call.yaml")) var call: String
        @Option(help: .text("要建立的数据库文件", "The database to make", value: "file")) var database = "round.db"
        @Option(name: .customLong("as"), help: .text("秘书处首位人员的编号", "The number of the first of the secretariat", value: "person"))
        var actor: String
        @Option(help: .text("其姓名", "Their name")) var name: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let (rules, documents) = try CallFolder.read(call)
            let office = Office(store: try RoundDatabase(path: database, creating: true))
            let digest: String
            do {
                digest = try await office.openRound(
                    call: rules, documents: documents, by: Person(id: actor, name: name, role: .secretariat))
            } catch {
                // A file without a round would be in the way of the next try.
                for part in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: database + part) }
                throw error
            }
            try common.show(["callDigest": digest, "database": database]) {
                local(
                    "已建立：\(rules.title.zh)\n规则摘要（SHA-256）：\(digest)\n数据库：\(database)",
                    "Opened: \(rules.title.en)\nDigest of the rules (SHA-256): \(digest)\nDatabase: \(database)")
            }
        }
    }

    struct Status: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "status", abstract: local("查看进度和尚缺事项", "Where the round stands and what is missing"))
        }

        @OptionGroup var round: DeskOptions

        func run() async throws {
            let status = try await round.desk().ask(ShowStatus())
            try round.common.show(status) { status.words.local }
        }
    }

    struct Advance: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "advance", abstract: local("推进到下一阶段", "Move on to the next stage"))
        }

        @Option(
            help: .text(
                "评分表未齐而结束评审、或考查意见未齐而结束考查的理由",
                "Why the reviews close although sheets are missing, or the visits although findings are", value: "reason"))
        var despite: String?
        @OptionGroup var round: DeskOptions

        func run() async throws {
            let stage = try await round.desk().ask(AdvanceRound(despite: despite)).stage
            try round.common.show(["stage": stage.rawValue]) {
                local("现处于：\(stage.name.zh)", "The round is now in: \(stage.name.en)")
            }
        }
    }
}

/// Reads a call from its folder.
enum CallFolder {
    static func read(_ path: String) throws -> (Call, [CallDocument]) {
        let url = URL(fileURLWithPath: path)
        return try CallFile.read(url.lastPathComponent) { name in
            try Files.read(url.deletingLastPathComponent().appendingPathComponent(name).path)
        }
    }
}

extension RoundStatus {
    /// The status as a page of text.
    var words: Text {
        func counts(_ counts: [Count], _ language: Language) -> String {
            counts.map { "  \($0.name(in: language)): \($0.count)" }.joined(separator: "\n")
        }
        func open(_ language: Language) -> String {
            missing.map { "  · \($0(in: language))" }.joined(separator: "\n")
        }
        return Text(
            zh: """
                \(title.zh)（\(source.zh)）
                阶段：\(stage.name.zh)
                申报材料：
                \(counts(dossiers, .zh))
                专家：\(experts)
                须回避的专家与材料：\(conflicts) 对
                评审：
                \(counts(reviews, .zh))
                尚缺：\(missing.isEmpty ? "无" : "\n" + open(.zh))
                规则摘要：\(callDigest)
                日志摘要：\(logDigest)
                """,
            en: """
                \(title.en) (\(source.en))
                Stage: \(stage.name.en)
                Dossiers:
                \(counts(dossiers, .en))
                Experts: \(experts)
                Pairs of expert and dossier in conflict: \(conflicts)
                Reviews:
                \(counts(reviews, .en))
                Missing: \(missing.isEmpty ? "nothing" : "\n" + open(.en))
                Digest of the rules: \(callDigest)
                Digest of the log: \(logDigest)
                """)
    }
}
