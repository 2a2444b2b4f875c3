import Foundation
internal import Programme

/// That one server alone has a database: a lock on a file beside it, which the system lifts however the process ends.
public struct ServerLock: ~Copyable {
    private let file: Int32

    /// Takes the lock.
    ///
    /// - Throws: `Failure.failed` where another server has it, or the file can't be made.
    public init(database path: String) throws {
        let name = path + ".serving"
        let file = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw Failure.failed(
                Text(
                    zh: "无法建立 \(name)。请检查目录和权限。", en: "\(name) cannot be made. Check the folder and the rights."))
        }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw Failure.failed(
                Text(
                    zh: "数据库 \(path) 已有一个服务在运行。请先停止它，或另选数据库。",
                    en: "A server is running on the database \(path) already. Stop it first, or choose another database."))
        }
        self.file = file
    }

    /// Whether a server has a database; nothing is made to find out.
    public static func isHeld(database path: String) -> Bool {
        let file = open(path + ".serving", O_RDWR | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        return flock(file, LOCK_EX | LOCK_NB) != 0
    }

    deinit { close(file) }
}
