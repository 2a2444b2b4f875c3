import Foundation
internal import Programme

/// A private file that comes into being whole or not at all: written under another name beside its own, flushed, and named at last. It
/// never takes the place of another.
final class WholeFile {
    let path: String
    /// Where it is written.
    let unfinished: String
    private let file: Int32

    /// Begins a file. What a program that was killed left unfinished under the same name is begun anew.
    ///
    /// - Throws: `Failure.failed` where there is a file of that name, somebody else is writing it, or it can't be made.
    init(_ path: String) throws {
        self.path = path
        unfinished = path + ".unfinished"
        guard !FileManager.default.fileExists(atPath: path) else { throw WholeFile.taken(path) }
        let file = open(unfinished, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw WholeFile.failure(path) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw Failure.failed(
                Text(
                    zh: "另一程序正在写 \(path)。请等它完成，或另选文件名。",
                    en: "Another program is writing \(path). Wait for it, or choose another name."))
        }
        self.file = file
        guard ftruncate(file, 0) == 0, fchmod(file, 0o600) == 0 else { throw WholeFile.failure(path) }
    }

    /// Flushes what was written and gives it its name.
    func finish() throws {
        guard fsync(file) == 0 else { throw WholeFile.failure(path) }
        // Unlike a renaming, a link takes the place of nothing.
        guard link(unfinished, path) == 0 else { throw errno == EEXIST ? WholeFile.taken(path) : WholeFile.failure(path) }
        unlink(unfinished)
        let folder = open(URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw WholeFile.failure(path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw WholeFile.failure(path) }
    }

    deinit {
        for ending in ["", "-journal", "-wal", "-shm"] { unlink(unfinished + ending) }
        close(file)
    }

    private static func taken(_ path: String) -> Failure {
        .failed(Text(zh: "\(path) 已存在，未作任何改动。请另选文件名。", en: "\(path) exists already; nothing was changed. Choose another name."))
    }

    private static func failure(_ path: String) -> Failure {
        let (code, reason) = (errno, String(cString: strerror(errno)))
        let text = Text(
            zh: "无法写入 \(path)：\(reason)。请检查目录、权限和磁盘空间。",
            en: "\(path) cannot be written: \(reason). Check the folder, the rights and the space on the disk.")
        return code == ENOSPC ? .storage(.full, text) : .failed(text)
    }
}
