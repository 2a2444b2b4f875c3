internal import Matching
public import Programme

/// A draw as a file in the format `linxuan-draw/1`: announced, or made; all that is needed to repeat it.
public struct DrawFile: Sendable, Hashable {
    /// The name of the format.
    public static let format = "linxuan-draw/1"

    /// What was announced.
    public var announcement: DrawAnnouncement
    /// The digest published with the announcement.
    public var digest: String
    /// What the draw came to; nil where it is announced only.
    public var outcome: DrawOutcome?

    /// A draw to be published.
    public init(announcement: DrawAnnouncement, digest: String, outcome: DrawOutcome?) {
        self.announcement = announcement
        self.digest = digest
        self.outcome = outcome
    }

    /// Reads a draw.
    ///
    /// - Throws: `Failure.malformed` with every fault found and its path. That the draw comes out the same is another
    ///   question: `differences`.
    public init(bytes: [UInt8], file: String) throws(Failure) {
        var reader = DocumentReader(file: file)
        let document = try reader.document(bytes)
        self = try DrawDocument.read(document, &reader)
    }

    /// The file's text; always the same for the same draw.
    public var text: String { JSONWriter.text(of: DrawDocument.document(self)) }

    /// Everything in which the draw differs from what it comes to when it is repeated; empty where nothing does.
    ///
    /// - Parameter expected: the digest of the announcement as it was noted elsewhere before the draw.
    /// - Throws: `Failure.failed` where there is no draw yet, or the machine refuses to compute MD5.
    public func differences(expecting expected: String? = nil) throws(Failure) -> [Text] {
        guard let outcome else {
            throw .failed(
                Text(
                    zh: "第 \(announcement.number) 次抽取只有公告，尚未进行，无从重复。数源公布之后再试。",
                    en:
                        "Draw \(announcement.number) is announced, not made: there is nothing to repeat. Try again once the numbers are public."
                ))
        }
        var found = try announcement.differences(of: outcome, digest: digest)
        if let expected, expected != announcement.digest {
            found.insert(
                Text(
                    zh: "公告摘要为 \(announcement.digest)，与事先记下的 \(expected) 不符：不是当初公布的那次抽取",
                    en:
                        "the announcement's digest is \(announcement.digest), not \(expected) as noted before: this is not the draw that was announced"
                ),
                at: 0)
        }
        return found
    }
}
