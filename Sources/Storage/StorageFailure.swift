internal import GRDB
internal import Programme

extension Failure {
    /// What SQLite said, in words.
    ///
    /// - Parameter committing: whether it said so to a commit. Of a commit that failed otherwise than in the writing itself nobody knows
    ///   whether it is on disk.
    init(_ error: DatabaseError, path: String, committing: Bool = false) {
        let said = error.message ?? ""
        switch error.extendedResultCode {
        case .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC, .SQLITE_IOERR_CORRUPTFS:
            self = .storage(.stopped, Failure.unknownOutcome(path, said))
            return
        case .SQLITE_IOERR_WRITE, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMMAP, .SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMLOCK,
            .SQLITE_IOERR_LOCK, .SQLITE_IOERR_NOMEM:
            self = .storage(.failing, Failure.failing(path, said))
            return
        default: break
        }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self = .failed(
                Text(zh: "数据库 \(path) 正被其他程序占用，请稍后再试。", en: "The database \(path) is in use by another program. Try again."))
        case .SQLITE_FULL:
            self = .storage(
                .full,
                Text(
                    zh: "数据库 \(path) 所在磁盘已满，未作任何改动。请腾出空间后重试，程序不必重新启动。",
                    en:
                        "The disk of the database \(path) is full; nothing was changed. Free some space and try again; nothing needs a restart."
                ))
        case .SQLITE_IOERR where committing: self = .storage(.stopped, Failure.unknownOutcome(path, said))
        case .SQLITE_IOERR: self = .storage(.failing, Failure.failing(path, said))
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            self = .failed(
                Text(
                    zh: "\(path) 不是完好的评审数据库。请核对路径，或从备份恢复。",
                    en: "\(path) is not a sound database of a round. Check the path, or restore a backup."))
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
            self = .failed(
                Text(
                    zh: "无法读写数据库 \(path)：\(said)。请检查路径、权限和磁盘。",
                    en: "The database \(path) cannot be read or written: \(said). Check path, rights and disk."))
        default:
            self = .failed(
                Text(
                    zh: "数据库拒绝了这项改动，未作任何改动：\(said)。", en: "The database refused the change; nothing was changed: \(said)."))
        }
    }

    private static func failing(_ path: String, _ said: String) -> Text {
        Text(
            zh: "数据库 \(path) 读写失败：\(said)。此项操作未确认完成。请检查磁盘后重试。",
            en: "The database \(path) cannot be read or written: \(said). This was not confirmed as done. Check the disk and try again.")
    }

    private static func unknownOutcome(_ path: String, _ said: String) -> Text {
        Text(
            zh: "数据库 \(path) 写盘失败：\(said)。此项操作是否已保存，无法确认。为免丢失，程序不再写入，查询照常。请检查磁盘，重新启动程序，再查看此项操作是否已完成。",
            en:
                "The database \(path) could not be flushed to the disk: \(said). Whether this was kept is not known. So that nothing gets lost, nothing more is written; looking things up goes on. Check the disk, start the program anew, and see then whether this was done."
        )
    }

    /// What those are told who come later.
    static func standstill(_ path: String) -> Text {
        Text(
            zh: "数据库 \(path) 此前写盘失败，程序已停止写入，此项操作未执行；查询照常。请管理员检查磁盘，重新启动程序，然后重试。",
            en:
                "The database \(path) could not be flushed to the disk before, and nothing more is written: this was not done. Looking things up goes on. Have the administrator check the disk and start the program anew, then try again."
        )
    }
}
