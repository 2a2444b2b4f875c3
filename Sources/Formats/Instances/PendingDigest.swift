internal import Cryptography
internal import Dispatch
internal import Synchronization

/// The digest of a large file, computed beside other work. Who asks for it waits until it is there.
final class PendingDigest: Sendable {
    private let done = DispatchGroup()
    private let digest = Mutex<SHA256Digest?>(nil)

    init(of bytes: [UInt8]) {
        DispatchQueue.global(qos: .userInitiated).async(group: done) { [digest = self] in
            let found = SHA256Digest(of: bytes)
            digest.digest.withLock { $0 = found }
        }
    }

    /// The digest.
    var value: SHA256Digest {
        done.wait()
        guard let digest = digest.withLock({ $0 }) else { preconditionFailure("a digest is computed once") }
        return digest
    }
}
