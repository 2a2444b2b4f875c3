import ArgumentParser
import Cryptography
import Dispatch
import Foundation
import Programme
import Storage
import Synchronization

/// `linxuan backup`: a verified copy of a round, also while it is being worked on.
struct BackupCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "backup",
            abstract: local("备份数据库，服务运行时也可进行", "Back a round up, also while a server is running"),
            discussion: local(
                "备份是某一时刻的完整副本，一个文件，仅本人可读，写盘并核验（完整性、引用、日志摘要链）后才有其名；不覆盖已有文件。请记下所示摘要，恢复时核对。",
                "The backup is the whole round as it stood at one moment, in one file that its owner alone can read. It has its name once it is on disk and verified: integrity, references, the chain of the log. No file is overwritten. Note the digest for a restore."
            ))
    }

    @Argument(help: .text("备份写到哪个文件", "The file to write", value: "file")) var file: String
    @Option(help: .text("本轮工作的数据库文件", "The database of the round", value: "file")) var database = "round.db"
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let report = try await EndingBySignal.run { isAsked in try await RoundCopy.back(up: database, to: file, unless: isAsked) }
        let copy = try VerifiedCopy(report, file: file, digestOf: file)
        try common.show(copy) {
            local(
                "已备份到 \(file)，\(copy.bytes) 字节，核验无误：日志 \(copy.acts) 条，日志摘要 \(copy.logDigest)\n文件的 SHA-256 摘要：\(copy.sha256)",
                "Backed up to \(file), \(copy.bytes) bytes, verified: \(copy.acts) acts, digest of the log \(copy.logDigest)\nSHA-256 digest of the file: \(copy.sha256)"
            )
        }
    }
}

/// `linxuan restore`: a new database out of a backup.
struct RestoreCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "restore", abstract: local("由备份恢复数据库", "Make a database out of a backup"),
            discussion: local(
                "先核验备份，再写成新的数据库文件；备份损坏或出自较新版本的程序、数据库已存在、其上有服务在运行的，一律拒绝。",
                "The backup is verified first. A damaged one, one of a newer program, a database that exists and one with a server on it are refused."
            ))
    }

    @Argument(help: .text("备份文件", "The backup", value: "backup")) var backup: String
    @Option(help: .text("恢复成哪个数据库文件，须不存在", "The database to make, which must not exist", value: "file")) var database: String
    @Option(help: .text("备份时所示的摘要，不符即拒绝", "The digest that the backup showed; another is refused", value: "digest")) var expect: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        if let expect {
            let found = try digest(of: backup)
            guard found == expect.lowercased() else {
                throw Failure.failed(
                    Text(
                        zh: "备份 \(backup) 的摘要是 \(found)，与所给的不符，未恢复任何数据。请换用其他备份。",
                        en:
                            "The digest of the backup \(backup) is \(found), not what was expected; nothing was restored. Use another backup."
                    ))
            }
        }
        let report = try await EndingBySignal.run { isAsked in try await RoundCopy.restore(backup, to: database, unless: isAsked) }
        let copy = try VerifiedCopy(report, file: database, digestOf: backup)
        try common.show(copy) {
            local(
                "已由 \(backup) 恢复成 \(database)，核验无误：日志 \(copy.acts) 条，日志摘要 \(copy.logDigest)\n备份的 SHA-256 摘要：\(copy.sha256)",
                "Made \(database) out of \(backup), verified: \(copy.acts) acts, digest of the log \(copy.logDigest)\nSHA-256 digest of the backup: \(copy.sha256)"
            )
        }
    }
}

/// What is printed of a copy.
private struct VerifiedCopy: Encodable {
    var file: String
    var bytes: Int
    var sha256: String
    var acts: Int
    var records: Int
    var logDigest: String

    /// - Parameter source: The backup, whose digest is shown.
    init(_ report: CopyReport, file: String, digestOf backup: String) throws {
        self.file = file
        bytes = try FileManager.default.attributesOfItem(atPath: backup)[.size] as? Int ?? 0
        sha256 = try digest(of: backup)
        (acts, records, logDigest) = (report.acts, report.records, report.logDigest)
    }
}

private func digest(of path: String) throws -> String {
    do { return SHA256Digest(of: try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)).description } catch {
        throw Failure.failed(Text(zh: "无法读取 \(path)。请核对路径和权限。", en: "\(path) cannot be read. Check the path and the rights."))
    }
}

/// A work that ends by a signal as it would by an error, so that it tidies up.
private enum EndingBySignal {
    static func run<Value>(_ work: (@escaping @Sendable () -> Bool) async throws -> Value) async throws -> Value {
        let asked = Asked()
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { asked.set() }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        do { return try await work { asked.isSet } } catch is CancellationError {
            throw Failure.failed(Text(zh: "已中止，没有留下任何文件。", en: "Ended as asked; nothing was left."))
        }
    }

    private final class Asked: Sendable {
        private let value = Atomic(false)
        var isSet: Bool { value.load(ordering: .relaxed) }
        func set() { value.store(true, ordering: .relaxed) }
    }
}
