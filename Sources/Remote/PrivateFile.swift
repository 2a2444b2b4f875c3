internal import Foundation
internal import Glibc
internal import Programme

/// Files of this user that nobody else can read, each there whole or as it was before, also after a power cut.
public enum PrivateFile {
    /// Writes the whole file beside the old one, private from its first byte, and puts it in its place; the folder is made where
    /// it is missing, private as well.
    ///
    /// - Throws: `Failure.failed` where it isn't on the disk.
    public static func write(_ bytes: [UInt8], to path: String) throws {
        let folder = folder(of: path)
        let new = "\(path).\(getpid())~"
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let file = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        var isWritten = file >= 0 && put(bytes, into: file) && fsync(file) == 0
        if file >= 0 { isWritten = close(file) == 0 && isWritten }
        isWritten = isWritten && rename(new, path) == 0 && flush(folder)
        guard isWritten else {
            unlink(new)
            throw Failure.failed(
                Text(zh: "无法写入 \(path)。请检查目录、权限和磁盘空间。", en: "\(path) cannot be written. Check the folder, the rights and the space."))
        }
    }

    /// Writes a value as JSON.
    public static func write(_ value: some Encodable, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try write([UInt8](try encoder.encode(value)), to: path)
    }

    /// Removes a file for good; one that isn't there is removed already.
    public static func remove(_ path: String) {
        unlink(path)
        _ = flush(folder(of: path))
    }

    /// Whether somebody else has any of these rights on a file; false where there is none.
    static func others(have rights: mode_t, on path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & rights & 0o077 != 0
    }

    private static func folder(of path: String) -> String { String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)) }

    private static func put(_ bytes: [UInt8], into file: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// A new name is on the disk only when its folder is (fsync(2)).
    private static func flush(_ folder: String) -> Bool {
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        return fsync(file) == 0
    }
}
