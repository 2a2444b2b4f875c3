/// HMAC-SHA256 (RFC 2104): a digest that only who has the key can make or try out.
public enum KeyedDigest {
    /// The 32 bytes of the digest of a message under a key.
    public static func bytes(of message: some Sequence<UInt8>, key: [UInt8]) -> [UInt8] {
        var block = key.count > 64 ? SHA256Digest(of: key).bytes : key
        block += [UInt8](repeating: 0, count: 64 - block.count)
        let inner = SHA256Digest(of: block.map { $0 ^ 0x36 } + Array(message)).bytes
        return SHA256Digest(of: block.map { $0 ^ 0x5c } + inner).bytes
    }

    /// The digest as 64 lower-case hexadecimal digits.
    public static func text(of message: String, key: [UInt8]) -> String {
        Hexadecimal.text(of: bytes(of: message.utf8, key: key))
    }
}
