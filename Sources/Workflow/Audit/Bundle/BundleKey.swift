internal import Cryptography
internal import Programme

/// The secret from which a round's bundles take pseudonyms and commitments: made once, never changed, in no export but the
/// table of identities.
///
/// It is no record of what was done, so the log doesn't tell it: a log that is handed out would give the pseudonyms away.
struct BundleKey: RoundRecord {
    /// Always `bundle`.
    var id = "bundle"
    /// The key as 64 hexadecimal digits.
    var key: String

    /// What the kind is called in the store.
    static let recordName = "bundle_key"
    /// The properties that tell two of the kind apart.
    static let identityNames = ["id"]
    /// Their values.
    var identity: [String] { [id] }

    /// Puts one together from its bytes.
    init(_ bytes: [UInt8]) { key = Hexadecimal.text(of: bytes) }
}

extension Office {
    /// The key of the round's bundles, made where there is none yet, so that every export of a round has the same pseudonyms.
    func bundleKey() async throws -> [UInt8] {
        let fresh = try freshSeed()
        let kept = try await store.write { writer in
            if let kept = try writer.find(BundleKey.self, ["bundle"]) { return kept }
            let key = BundleKey(fresh)
            try writer.put(key)
            return key
        }
        guard let bytes = Hexadecimal.bytes(kept.key) else {
            throw Failure.failed(
                Text(zh: "数据库中的核验包密钥已损坏。请用备份。", en: "The key of the bundles in the database is damaged. Use a backup."))
        }
        return bytes
    }
}
