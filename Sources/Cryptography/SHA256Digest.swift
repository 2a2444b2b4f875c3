internal import CCrypto

/// The SHA-256 digest (FIPS 180-4) of some bytes, by OpenSSL's libcrypto.
public struct SHA256Digest: Sendable, Hashable, CustomStringConvertible {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// The digest of `message`.
    public init(of message: some Sequence<UInt8>) {
        bytes = Array(message).withUnsafeBufferPointer(SHA256Digest.digest)
    }

    /// The digest of a string's UTF-8 bytes.
    public init(of text: String) {
        // Where the text lies in one piece, which all but the shortest do, it isn't copied: the log of a large act is long.
        var text = text
        bytes = text.withUTF8(SHA256Digest.digest)
    }

    private static func digest(of message: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: 32)
        let done = Libcrypto.isReady ? EVP_Digest(message.baseAddress, message.count, &output, nil, EVP_sha256(), nil) : 0
        precondition(done == 1, "libcrypto refused to compute SHA-256")
        return output
    }

    /// The digest as 64 lower-case hexadecimal digits.
    public var description: String { Hexadecimal.text(of: bytes) }
}
