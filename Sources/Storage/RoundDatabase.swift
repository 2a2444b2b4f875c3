internal import Foundation
internal import GRDB
public import Programme
public import Workflow

/// The store of a round on SQLite, in write-ahead-log mode, every commit on disk before it is acknowledged.
public struct RoundDatabase: RoundStore {
    let pool: DatabasePool
    private let commits: GroupCommit
    private let shelf = RecordShelf()

    /// Opens the database of a round.
    ///
    /// - Parameter creating: Whether a file that does not exist is made; otherwise it is refused.
    /// - Throws: `Failure.failed` where the file cannot be opened, is no database of a round, or is of a newer program.
    public init(path: String, creating: Bool) throws {
        let exists = FileManager.default.fileExists(atPath: path)
        guard exists != creating else {
            throw Failure.failed(
                creating
                    ? Text(zh: "\(path) 已存在。请另选数据库文件。", en: "\(path) exists already. Choose another file.")
                    : Text(
                        zh: "找不到数据库 \(path)。用 linxuan round new 建立，或用 --database 指明。",
                        en: "There is no database \(path). Open a round with linxuan round new, or name it with --database."))
        }
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            configuration.foreignKeysEnabled = true
            if creating { RoundDatabase.makePrivate(path) } else { try RoundDatabase.requireRound(in: path) }
            pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets NORMAL itself while it opens; only FULL keeps what was acknowledged through a power cut.
            try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
            try RoundDatabase.migrate(pool, path: path)
            // `GroupCommit` writes the log back itself, so that it learns whether the disk took it.
            try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA wal_autocheckpoint = 0") }
            commits = GroupCommit(pool)
        } catch let error as DatabaseError {
            if creating { try? FileManager.default.removeItem(atPath: path) }
            throw Failure(error, path: path)
        }
    }

    /// Makes the file, for its owner alone to read and write: scores are in it. SQLite gives `-wal` and `-shm` the rights of the file that
    /// they belong to. Where it can't be made, opening says why.
    private static func makePrivate(_ path: String) {
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if file >= 0 { close(file) }
    }

    /// Refuses a database that is not a round's before anything in it is touched.
    private static func requireRound(in path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        guard try queue.read({ db in try db.tableExists("round") && db.tableExists("log") }) else {
            throw Failure.failed(
                Text(
                    zh: "\(path) 不是评审数据库，未作任何改动。请核对路径。",
                    en: "\(path) is not the database of a round; nothing was changed. Check the path."))
        }
    }

    private static func migrate(_ pool: DatabasePool, path: String) throws {
        let migrator = Schema.migrator
        guard try !pool.read(migrator.hasBeenSuperseded) else {
            throw Failure.failed(
                Text(
                    zh: "\(path) 由较新版本的程序写成。请升级程序。", en: "\(path) was written by a newer program. Upgrade the program."))
        }
        try migrator.migrate(pool)
    }

    /// The value of `PRAGMA synchronous` on the connection that writes; 2 is FULL.
    public func synchronousLevel() async throws -> Int {
        try await pool.write { db in try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? -1 }
    }

    /// Reads in one snapshot.
    public func read<Value: Sendable>(
        _ work: @Sendable (any RoundReader) throws -> Value
    ) async throws -> Value {
        try await withoutActuallyEscaping(work) { work in
            try await explained { try await pool.read { db in try work(Session(db: db, shelf: shelf)) } }
        }
    }

    /// Why nothing is written any more: a flush to the disk failed, and until the program is started anew nobody knows what is on it.
    public var standstill: Failure? { commits.standstill }

    /// Writes in one transaction, on disk once this returns; works that come at once share it.
    public func write<Value: Sendable>(
        _ work: @Sendable (any RoundWriter) throws -> Value
    ) async throws -> Value {
        try await withoutActuallyEscaping(work) { work in
            try await explained { try await commits.perform(work) }
        }
    }

    private func explained<Value>(_ work: () async throws -> Value) async throws -> Value {
        do { return try await work() } catch let error as DatabaseError {
            throw Failure(error, path: pool.path)
        } catch let error where error is DecodingError || error is RowDecodingError {
            throw Failure.failed(
                Text(
                    zh: "数据库 \(pool.path) 中有无法识别的内容，可能被改动过。请运行 linxuan audit verify。",
                    en: "The database \(pool.path) holds something that cannot be read: it may have been altered. Run linxuan audit verify."
                ))
        }
    }
}
