import Cryptography

/// The digest of a log body, as whoever rewrites a log would compute it.
enum LogDigest {
    static func of(_ body: String) -> String { SHA256Digest(of: body).description }
}
