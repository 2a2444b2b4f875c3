public import Cryptography
internal import Foundation
public import Matching
public import Programme

/// An assignment problem as a file in the format `linxuan-assignment/1`.
public struct InstanceFile: Sendable {
    /// The name of the format.
    public static let format = "linxuan-assignment/1"

    /// The problem.
    public let problem: AssignmentProblem
    /// The digest of the file's bytes, by which a plan names its instance.
    public let digest: SHA256Digest
    /// The digest of the matrix beside it; nil where the file itself has the affinities. It may not be there yet.
    public var affinityDigest: SHA256Digest? { pendingDigest?.value }
    private let pendingDigest: PendingDigest?

    /// Reads an instance, and the matrix beside it where it names one.
    ///
    /// - Throws: `Failure.malformed` with every fault found and its path in the document; `Failure.failed` where the
    ///   file can't be read.
    public init(path: String) throws(Failure) {
        let bytes = try Self.bytes(of: path)
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try self.init(bytes: bytes, file: path) { (name: String) throws(Failure) in
            try Self.bytes(of: folder.appendingPathComponent(name).path)
        }
    }

    /// Reads an instance from bytes.
    ///
    /// - Parameters:
    ///   - file: What messages call the file.
    ///   - beside: The bytes of a file beside it.
    /// - Throws: `Failure.malformed` with every fault found and its path in the document.
    public init(
        bytes: [UInt8], file: String, beside: (String) throws(Failure) -> [UInt8]
    ) throws(Failure) {
        var reader = DocumentReader(file: file)
        let document = try reader.document(bytes)
        var matrix: PendingDigest?
        problem = try InstanceReader.problem(document, &reader) { (name: String) throws(Failure) in
            let bytes = try beside(name)
            matrix = PendingDigest(of: bytes)
            return bytes
        }
        digest = SHA256Digest(of: bytes)
        pendingDigest = matrix
    }

    static func bytes(of path: String) throws(Failure) -> [UInt8] {
        do {
            return try Self.read(path)
        } catch {
            throw .failed(
                Text(
                    zh: "无法读取文件“\(path)”；请检查路径与权限。",
                    en: "the file “\(path)” cannot be read; check its path and permissions."))
        }
    }
}

extension InstanceFile {
    /// Reads a file into one piece of memory: a matrix may be as large as all the rest.
    private static func read(_ path: String) throws -> [UInt8] {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        var status = stat()
        guard fstat(handle.fileDescriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return [UInt8](try handle.readToEnd() ?? Data())
        }
        let size = Int(status.st_size)
        return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            useLargePages(for: buffer)
            while count < size {
                let piece = Glibc.read(handle.fileDescriptor, buffer.baseAddress?.advanced(by: count), size - count)
                guard piece >= 0 || errno == EINTR else { throw CocoaError(.fileReadUnknown) }
                if piece == 0 { break }
                count += max(0, piece)
            }
        }
    }

    /// Asks for memory in large pages: a large matrix would need ten thousands of small ones, each by a fault. It is a wish
    /// only; nothing depends on it.
    private static func useLargePages(for buffer: UnsafeMutableBufferPointer<UInt8>) {
        let page = 4_096
        guard let start = buffer.baseAddress, buffer.count > 1 << 24 else { return }
        let gap = (page - Int(bitPattern: start) % page) % page
        madvise(start + gap, buffer.count - gap, MADV_HUGEPAGE)
    }
}
