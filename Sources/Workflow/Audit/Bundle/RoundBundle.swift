internal import Cryptography
internal import Formats
internal import Programme

/// Files by which a round can be checked without the program (核验包): `docs/formats/bundle.md`.
public struct RoundBundle: Codable, Sendable {
    /// The name of the format.
    public static let format = "linxuan-bundle/1"

    /// For whom it is.
    public enum Form: String, Codable, Sendable {
        /// For those who check the round: everything, experts by pseudonym.
        case audit
        /// For everybody: what is public, and commitments to the rest.
        case publication
    }

    /// The texts of its files by their names, the manifest among them.
    public private(set) var files: [String: String]
    /// The acts that it covers.
    public let acts: Int
    /// The last link of its chain of acts: what to note elsewhere.
    public let head: String
    /// Plans whose problem could not be written again.
    public let notRebuilt: [Int]

    /// What stands in the manifest.
    private struct Manifest: Codable {
        var format: String
        var form: Form
        var call: String
        var callDigest: String
        var stage: Stage
        var acts: Int
        var head: String
        var logDigest: String?
        var notRebuilt: [Int]?
        var files: [String: String]
    }

    /// Adds the manifest to some files.
    ///
    /// - Parameter logDigest: the digest of the last act, in the auditors' form alone.
    init(
        _ form: Form, _ files: [String: String], call: Call, round: RoundState, acts: Int, head: String, logDigest: String?,
        notRebuilt: [Int] = []
    ) throws {
        let manifest = Manifest(
            format: RoundBundle.format, form: form, call: call.id, callDigest: round.callDigest, stage: round.stage, acts: acts, head: head,
            logDigest: logDigest, notRebuilt: form == .audit ? notRebuilt : nil,
            files: files.mapValues { SHA256Digest(of: $0).description })
        self.files = files
        self.files["manifest.json"] = try CanonicalJSON.text(of: manifest) + "\n"
        self.acts = acts
        self.head = head
        self.notRebuilt = notRebuilt
    }
}

extension RoundBundle {
    /// Its files in the order of their names, to be written to a folder.
    ///
    /// - Throws: `Failure.failed` where a name leads out of the folder: a bundle that came from a server says what that server chose.
    public func filesOfAFolder() throws -> [(name: String, text: String)] {
        for name in files.keys {
            let parts = name.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.allSatisfy({ !["", ".", ".."].contains($0) }), !name.utf8.contains(0) else {
                throw Failure.failed(
                    Text(
                        zh: "核验包中有超出目录的文件名“\(name)”，未写任何文件。请核对 --server，并告知管理员。",
                        en:
                            "The bundle has a file “\(name)” outside of its folder; nothing was written. Check --server, and tell the administrator."
                    ))
            }
        }
        return files.sorted { $0.key < $1.key }.map { (name: $0.key, text: $0.value) }
    }
}

/// Which pseudonym stands for whom: secret, apart from the bundle.
struct IdentityTable: Codable {
    var format = "linxuan-identities/1"
    var callDigest: String
    var key: String
    var tokens: [String: String]
}
