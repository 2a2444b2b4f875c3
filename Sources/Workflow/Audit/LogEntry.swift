internal import Foundation
public import Programme

/// One act as the log tells it.
public struct LogEntry: Codable, Sendable {
    /// Its number, from 1.
    public var number: Int
    /// When.
    public var at: Instant
    /// Who.
    public var actor: String
    /// What.
    public var act: String
    /// What the person wrote with it.
    public var remark: String
    /// How many records it changed.
    public var changes: Int
    /// The digest of the act, which covers the one before.
    public var digest: String

    /// An entry as the log tells it.
    ///
    /// - Parameter at: The moment as text; the beginning of time where it is none.
    public init(number: Int, at: String, actor: String, act: String, remark: String, changes: Int, digest: String) {
        self.number = number
        self.at = Instant(at) ?? Instant(seconds: 0)
        self.actor = actor
        self.act = act
        self.remark = remark
        self.changes = changes
        self.digest = digest
    }

    init(_ row: LogRow, _ body: LogBody) {
        self.init(
            number: row.number, at: body.at, actor: body.actor, act: body.act, remark: body.remark, changes: body.changes.count,
            digest: row.digest)
    }
}

/// The body of a log row, taken apart.
struct LogBody {
    var number: Int
    var at: String
    var actor: String
    var act: String
    var remark: String
    var previous: String
    var changes: [Change]

    struct Change {
        var kind: String
        var identity: [String]
        /// The value after the act as canonical JSON; nil where it was removed.
        var after: String?
    }

    /// Nil where the text is not the body of a log row.
    init?(_ text: String) {
        guard
            let top = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
            let number = top["number"] as? Int, let at = top["at"] as? String, let actor = top["actor"] as? String,
            let act = top["act"] as? String, let remark = top["remark"] as? String,
            let previous = top["previous"] as? String, let told = top["changes"] as? [[String: Any]]
        else { return nil }
        self.number = number
        self.at = at
        self.actor = actor
        self.act = act
        self.remark = remark
        self.previous = previous
        changes = []
        for change in told {
            guard let kind = change["kind"] as? String, let identity = change["identity"] as? [String],
                let after = change["after"]
            else { return nil }
            changes.append(
                Change(
                    kind: kind, identity: identity,
                    after: after is NSNull ? nil : LogBody.canonical(after)))
        }
    }

    /// A JSON value in one form only, whatever wrote it.
    static func canonical(_ value: Any) -> String {
        let data = try? JSONSerialization.data(
            withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed])
        return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    static func canonical(json: String) -> String {
        (try? JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)).map(canonical) ?? json
    }
}
