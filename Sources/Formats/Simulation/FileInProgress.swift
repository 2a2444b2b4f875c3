internal import Foundation
internal import Programme

/// A file that is written piece by piece under another name beside its own: under its own it is there complete, or as
/// it was before. What was not put in place goes away with this value.
final class FileInProgress {
    private let path: String
    private let partPath: String
    private var descriptor: Int32
    private var waiting: [UInt8] = []
    /// So much is written at once.
    private static let portion = 1 << 20

    /// A new file in a folder that exists.
    ///
    /// - Throws: `Failure.failed` where it can't be made, or where its name belongs to a folder: better now than after
    ///   the work.
    init(_ name: String, in folder: String) throws(Failure) {
        path = folder + "/" + name
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw Self.failure(path, EISDIR)
        }
        partPath = folder + "/.\(name).\(UUID().uuidString).part"
        descriptor = open(partPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
        waiting.reserveCapacity(Self.portion)
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(partPath)
    }

    func write(_ bytes: [UInt8]) throws(Failure) {
        waiting += bytes
        try flushPortions()
    }

    func write(_ text: String) throws(Failure) {
        waiting += text.utf8
        try flushPortions()
    }

    /// Single-precision numbers in little-endian order.
    func write(_ numbers: [Float]) throws(Failure) {
        numbers.map { $0.bitPattern.littleEndian }.withUnsafeBytes { waiting.append(contentsOf: $0) }
        try flushPortions()
    }

    /// Writes what is left, so that only the renaming can still fail.
    func finish() throws(Failure) {
        try flush()
    }

    /// Takes the place of the file that bore the name before, if any.
    func putInPlace() throws(Failure) {
        try flush()
        guard rename(partPath, path) == 0 else { throw Self.failure(path, errno) }
        close(descriptor)
        descriptor = -1
    }

    private func flushPortions() throws(Failure) {
        if waiting.count >= Self.portion { try flush() }
    }

    private func flush() throws(Failure) {
        var written = 0
        while written < waiting.count {
            let count = waiting.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress! + written, $0.count - written) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.failure(path, errno) }
            written += count
        }
        waiting.removeAll(keepingCapacity: true)
    }

    private static func failure(_ path: String, _ code: Int32) -> Failure {
        let reason = String(cString: strerror(code))
        return .failed(
            Text(
                zh: "无法写入“\(path)”（\(reason)）。请检查目录、权限和磁盘空间。",
                en: "“\(path)” cannot be written (\(reason)). Check the folder, the rights and the space."))
    }
}
