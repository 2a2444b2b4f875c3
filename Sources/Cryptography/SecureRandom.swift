internal import CCrypto

/// Bytes that nobody can foresee, by OpenSSL's generator (RAND_bytes), which the operating system seeds.
public enum SecureRandom {
    /// So many bytes.
    ///
    /// - Throws: `Unavailable` where the generator could not be seeded; nothing weaker takes its place.
    public static func bytes(_ count: Int) throws(Unavailable) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard count > 0 else { return bytes }
        guard let length = Int32(exactly: count), Libcrypto.isReady, RAND_bytes(&bytes, length) == 1 else { throw Unavailable() }
        return bytes
    }

    /// The machine gives no unforeseeable bytes.
    public struct Unavailable: Error {}
}
