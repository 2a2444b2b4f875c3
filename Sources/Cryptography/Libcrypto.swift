internal import CCrypto

/// OpenSSL's library, ready for use.
enum Libcrypto {
    /// Whether it is ready. It isn't taken down when the process ends: a digest that is still being computed beside the
    /// rest would find it gone.
    static let isReady = OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil) == 1
}
