import Foundation
import Programme

/// Reads and writes files with reasons that a user can act on.
enum Files {
    static func read(_ path: String) throws -> [UInt8] {
        do { return Array(try Data(contentsOf: URL(fileURLWithPath: path))) } catch {
            throw Failure.malformed([
                Diagnostic(
                    .init(file: path), Text(zh: "无法读取文件", en: "the file cannot be read"),
                    advice: Text(zh: "核对路径和权限", en: "check the path and the rights"))
            ])
        }
    }

    /// Writes a file as a whole: it is there complete, or as it was before.
    static func write(_ text: String, to path: String) throws {
        let url = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url, options: .atomic)
        } catch {
            throw Failure.failed(
                Text(
                    zh: "无法写入 \(path)。请检查目录、权限和磁盘空间。", en: "\(path) cannot be written. Check the folder, the rights and the space."))
        }
    }
}
