internal import Cryptography
public import Programme

/// The order in which a numbered pool is drawn, by the method of RFC 3797.
public struct DrawOrder: Sendable, Hashable {
    /// The most that RFC 3797 can draw among: its rounds are counted in two bytes.
    public static let largestPool = 65_535

    /// The numbers of the pool, from 1, in the order in which they are drawn.
    public let numbers: [Int]

    /// Draws all of a pool of `count`, one after the other.
    ///
    /// Round i, from 0, digests i as two bytes, most significant first, then the key, then the same two bytes; the
    /// digest, read as a big-endian integer, modulo the number of those left is the position drawn among them,
    /// counted from 0. MD5 has 2¹²⁸ values and SHA-256 2²⁵⁶, so that no position is likelier than another by more
    /// than one part in 2¹¹².
    ///
    /// - Throws: `Failure.failed` where the machine refuses to compute MD5.
    public init(count: Int, key: DrawKey, method: DrawMethod) throws(Failure) {
        precondition((0...Self.largestPool).contains(count), "RFC 3797 draws among at most 65 535")
        var left = Array(1...max(count, 1)).prefix(count).map(Int32.init)
        var drawn: [Int] = []
        for round in 0..<count {
            let mark = [UInt8(round >> 8), UInt8(round & 0xFF)]
            let digest = try DrawOrder.digest(of: mark + Array(key.text.utf8) + mark, by: method)
            drawn.append(Int(left.remove(at: digest.remainder(dividedBy: left.count))))
        }
        numbers = drawn
    }

    private static func digest(of message: [UInt8], by method: DrawMethod) throws(Failure) -> [UInt8] {
        switch method {
        case .sha256: return SHA256Digest(of: message).bytes
        case .md5:
            do { return try MD5Digest(of: message).bytes } catch {
                throw .failed(
                    Text(
                        zh: "本机的 OpenSSL 不允许使用 MD5（可能处于 FIPS 模式），无法按 rfc3797-md5 抽取。请换一台机器，或在通知规则中改用 rfc3797-sha256。",
                        en: "The OpenSSL of this machine refuses MD5 (perhaps it is in FIPS mode), so nothing can be drawn by "
                            + "rfc3797-md5. Use another machine, or rfc3797-sha256 in the call."))
            }
        }
    }
}

extension [UInt8] {
    /// What remains of the bytes, read as a big-endian integer, after division.
    fileprivate func remainder(dividedBy divisor: Int) -> Int {
        reduce(0) { ($0 << 8 | Int($1)) % divisor }
    }
}
