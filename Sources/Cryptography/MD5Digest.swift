internal import CCrypto

/// The MD5 digest (RFC 1321) of some bytes, by OpenSSL's libcrypto.
///
/// MD5 protects nothing any more. It is here because RFC 3797 draws with it, where nobody can choose what is digested.
public struct MD5Digest: Sendable, Hashable, CustomStringConvertible {
    /// The 16 bytes.
    public let bytes: [UInt8]

    /// The digest of `message`.
    ///
    /// - Throws: `Unavailable` where libcrypto is configured to refuse MD5, as in its FIPS mode.
    public init(of message: some Sequence<UInt8>) throws(Unavailable) {
        let input = Array(message)
        var output = [UInt8](repeating: 0, count: 16)
        guard Libcrypto.isReady, EVP_Digest(input, input.count, &output, nil, EVP_md5(), nil) == 1 else { throw Unavailable() }
        bytes = output
    }

    /// This machine's libcrypto does not compute MD5.
    public struct Unavailable: Error {}

    /// The digest as 32 lower-case hexadecimal digits.
    public var description: String { Hexadecimal.text(of: bytes) }
}
