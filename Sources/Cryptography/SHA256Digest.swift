internal import CCrypto

/// The SHA-256 digest (FIPS 180-4) of some bytes, by OpenSSL's libcrypto.
public struct SHA256Digest: Sendable, Hashable, CustomStringConvertible {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// The digest of `message`.
    public init(of message: some Sequence<UInt8>) {
        let input = Array(message)
        var output = [UInt8](repeating: 0, count: 32)
        let done = Libcrypto.isReady ? EVP_Digest(input, input.count, &output, nil, EVP_sha256(), nil) : 0
        precondition(done == 1, "libcrypto refused to compute SHA-256")
        bytes = output
    }

    /// The digest of a string's UTF-8 bytes.
    public init(of text: String) {
        self.init(of: text.utf8)
    }

    /// The digest as 64 lower-case hexadecimal digits.
    public var description: String { Hexadecimal.text(of: bytes) }
}
