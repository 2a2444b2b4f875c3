import Foundation
import Programme

/// Reads and writes files with reasons that a user can act on.
enum Files {
    /// The bytes of a file, or so many of them. One that can't be read is no malformed input, since nobody has seen what is in it.
    static func read(_ path: String, atMost limit: Int? = nil) throws -> [UInt8] {
        do {
            guard let limit else { return Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            return Array(try file.read(upToCount: limit) ?? Data())
        } catch {
            throw Failure.failed(
                Text(
                    zh: "无法读取文件“\(path)”；请检查路径与权限。",
                    en: "the file “\(path)” cannot be read; check its path and permissions."))
        }
    }

    /// Writes a file as a whole: it is there complete, or as it was before.
    static func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

    /// Writes a file as a whole: it is there complete, or as it was before. A device or a pipe is written to, never
    /// put aside for a file.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let url = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            if isSpecial(path) {
                let file = try FileHandle(forWritingTo: url)
                defer { try? file.close() }
                try file.write(contentsOf: Data(bytes))
            } else {
                try Data(bytes).write(to: url, options: .atomic)
            }
        } catch {
            throw Failure.failed(
                Text(
                    zh: "无法写入 \(path)。请检查目录、权限和磁盘空间。", en: "\(path) cannot be written. Check the folder, the rights and the space."))
        }
    }

    /// The same for a text that its owner alone may read.
    static func writePrivately(_ text: String, to path: String) throws {
        let usual = umask(0o077)
        defer { umask(usual) }
        try write(text, to: path)
    }

    /// Whether there is something at a path that is no file, seen through links; a folder isn't written to anyway.
    private static func isSpecial(_ path: String) -> Bool {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let type = (try? FileManager.default.attributesOfItem(atPath: target))?[.type] as? FileAttributeType
        return type.map { $0 != .typeRegular && $0 != .typeDirectory } ?? false
    }
}
