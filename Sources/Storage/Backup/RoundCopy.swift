internal import Foundation
internal import GRDB
internal import Programme
internal import Workflow

/// What is known of a copy of a round that was verified.
public struct CopyReport: Sendable {
    /// The acts in its log.
    public var acts: Int
    /// The records that were held against the log.
    public var records: Int
    /// The digest of the last act.
    public var logDigest: String
}

/// Copies of a round's database, each verified before it has its name.
public enum RoundCopy {
    /// Copies a round into a new file, also while others read and write it: as it stood at one moment, in one file, readable by its owner
    /// alone.
    ///
    /// - Parameter isAsked: asked now and then whether to end; nothing is left behind then.
    /// - Throws: `Failure.failed` where there is no round, where the file exists, or where the copy isn't sound; the file is not made then.
    public static func back(
        up database: String, to path: String, unless isAsked: @escaping @Sendable () -> Bool = { false }
    ) async throws -> CopyReport {
        try await copy(database, to: path, unless: isAsked) { finding in
            Text(
                zh: "数据库 \(database) 的副本未通过核验，没有留下备份：\(finding.zh)。请运行 linxuan audit verify，并保全数据库文件。",
                en:
                    "The copy of the database \(database) is not sound, and no backup was kept: \(finding.en). Run linxuan audit verify, and keep the database as it is."
            )
        }
    }

    /// Makes a new database out of a backup, which stays as it is.
    ///
    /// - Throws: `Failure.failed` where the backup is damaged or of a newer program, where there is a database or what another left, or
    ///   where a server is running on it.
    public static func restore(
        _ backup: String, to database: String, unless isAsked: @escaping @Sendable () -> Bool = { false }
    ) async throws -> CopyReport {
        guard !ServerLock.isHeld(database: database) else {
            throw Failure.failed(
                Text(
                    zh: "数据库 \(database) 上有服务在运行。请先停止它，或恢复到另一文件。",
                    en: "A server is running on the database \(database). Stop it first, or restore to another file."))
        }
        for ending in ["-wal", "-journal"] where FileManager.default.fileExists(atPath: database + ending) {
            throw Failure.failed(
                Text(
                    zh: "\(database)\(ending) 是另一数据库留下的，会混入恢复的数据。请先移走，或恢复到另一文件。",
                    en:
                        "\(database)\(ending) was left by another database and would be mixed with this one. Move it away, or restore to another file."
                ))
        }
        return try await copy(backup, to: database, unless: isAsked) { finding in
            Text(
                zh: "备份 \(backup) 未通过核验，未恢复任何数据：\(finding.zh)。请换用其他备份。",
                en: "The backup \(backup) is not sound; nothing was restored: \(finding.en). Use another backup.")
        }
    }

    private static func copy(
        _ source: String, to path: String, unless isAsked: @escaping @Sendable () -> Bool, refusing words: (Text) -> Text
    ) async throws -> CopyReport {
        guard FileManager.default.fileExists(atPath: source) else {
            throw Failure.failed(Text(zh: "找不到 \(source)。请核对路径。", en: "There is no \(source). Check the path."))
        }
        let file = try WholeFile(path)
        do {
            try transcribe(source, to: file.unfinished, unless: isAsked)
            // A small round is copied in one go, in which nobody asks.
            if isAsked() { throw CancellationError() }
            let report = try await verify(file.unfinished, named: source, unless: isAsked)
            guard report.findings.isEmpty else { throw Unsound(finding: report.findings[0]) }
            try file.finish()
            return CopyReport(acts: report.acts, records: report.records, logDigest: report.logDigest)
        } catch let unsound as Unsound {
            throw Failure.failed(words(unsound.finding))
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_NOTADB, .SQLITE_CORRUPT:
                throw Failure.failed(words(Text(zh: "文件已损坏，或不是评审数据库", en: "the file is damaged, or no database of a round")))
            case .SQLITE_FULL:
                throw Failure.storage(
                    .full,
                    Text(
                        zh: "\(path) 所在磁盘空间不足，没有留下任何文件。请腾出空间后重试。",
                        en: "The disk of \(path) is full; nothing was left there. Free some space and try again."))
            default: throw Failure(error, path: source)
            }
        }
    }

    /// What is wrong with a copy.
    private struct Unsound: Error { var finding: Text }

    /// Writes one database into an empty file page by page, as it stands at one moment.
    private static func transcribe(_ source: String, to path: String, unless isAsked: @escaping @Sendable () -> Bool) throws {
        let from = try RoundCopy.readOnly(source)
        try from.read { db in
            guard try db.tableExists("round") && db.tableExists("log") else {
                throw Unsound(finding: Text(zh: "不是评审数据库", en: "it is not the database of a round"))
            }
        }
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            // The file has another name until it is flushed as a whole: a journal beside it would guard nothing.
            try db.execute(sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")
        }
        let into = try DatabaseQueue(path: path, configuration: configuration)
        try from.read { db in
            // The moment is that of the first look, and lasts until this reading ends.
            _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM round")
            try into.writeWithoutTransaction { copy in
                try db.backup(to: copy, pagesPerStep: 256) { _ in if isAsked() { throw CancellationError() } }
            }
        }
        // One file and nothing beside it, also where the original writes its log ahead.
        try into.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = DELETE") }
        try into.close()
        try from.close()
    }

    /// Holds a copy against itself, against the references between its tables, and against its log.
    private static func verify(
        _ path: String, named name: String, unless isAsked: @escaping @Sendable () -> Bool
    ) async throws -> AuditReport {
        let queue = try readOnly(path)
        let (faults, strays, isNewer, isOlder) = try await queue.read { db in
            (
                try String.fetchAll(db, sql: "PRAGMA integrity_check(3)"), try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count,
                try Schema.migrator.hasBeenSuperseded(db), try !Schema.migrator.hasCompletedMigrations(db)
            )
        }
        guard faults == ["ok"] else {
            throw Unsound(
                finding: Text(zh: "文件已损坏（\(faults.joined(separator: "；"))）", en: "it is damaged (\(faults.joined(separator: "; ")))"))
        }
        guard strays == 0 else {
            throw Unsound(
                finding: Text(zh: "有 \(strays) 项记录引用了不存在的记录", en: "\(strays) records refer to others that are not there"))
        }
        guard !isNewer else {
            throw Failure.failed(
                Text(zh: "\(name) 由较新版本的程序写成。请升级程序。", en: "\(name) was written by a newer program. Upgrade the program."))
        }
        guard isOlder else { return try await Office(store: SealedRound(queue: queue)).verifyAudit(expecting: nil) }
        try queue.close()
        // What is verified is what this program would make of it; the copy itself stays as the earlier program wrote it.
        let updated = try WholeFile(path + ".updated")
        try transcribe(path, to: updated.unfinished, unless: isAsked)
        let newer = try DatabaseQueue(path: updated.unfinished)
        try Schema.migrator.migrate(newer)
        return try await Office(store: SealedRound(queue: newer)).verifyAudit(expecting: nil)
    }

    private static func readOnly(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}

/// A round of which nothing is changed.
private struct SealedRound: RoundStore {
    let queue: DatabaseQueue

    func read<Value: Sendable>(_ work: @Sendable (any RoundReader) throws -> Value) async throws -> Value {
        try await withoutActuallyEscaping(work) { work in try await queue.read { db in try work(Session(db: db)) } }
    }

    func write<Value: Sendable>(_ work: @Sendable (any RoundWriter) throws -> Value) async throws -> Value {
        throw Failure.failed(Text(zh: "该副本只供核验，不能改动。", en: "The copy is there to be verified, not to be changed."))
    }
}
