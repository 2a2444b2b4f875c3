internal import Cryptography
import Foundation
internal import Programme

/// One act while it happens: reads, writes, and keeps what it changed so that the log tells it.
///
/// Everything that a use case stores goes through here; nothing can be changed without a line in the log.
final class Ledger {
    let call: Call
    let actor: String
    let now: Instant
    var round: RoundState
    private let writer: any RoundWriter
    private var changes: [Change] = []

    private struct Change {
        var kind: String
        var identity: [String]
        var before: String
        var after: String
    }

    init(writer: any RoundWriter, call: Call, round: RoundState, actor: String, now: Instant) {
        self.writer = writer
        self.call = call
        self.round = round
        self.actor = actor
        self.now = now
    }

    var reader: any RoundReader { writer }

    /// Stores a record, where it differs from what is stored.
    func put<R: RoundRecord>(_ record: R) throws {
        let before = try stored(record)
        guard before != record else { return }
        changes.append(
            Change(
                kind: R.recordName, identity: record.identity, before: try CanonicalJSON.optional(before),
                after: try CanonicalJSON.text(of: record)))
        try writer.put(record)
    }

    /// Stores a record that is known to be new, without looking for it first: what comes by the hundred thousand.
    func add<R: RoundRecord>(_ record: R) throws {
        changes.append(
            Change(kind: R.recordName, identity: record.identity, before: "null", after: try CanonicalJSON.text(of: record)))
        try writer.put(record)
    }

    /// Keeps the seed of a draw without telling it: the log has its digest from the draw's own record.
    func seal(_ seed: SealedSeed) throws { try writer.put(seed) }

    /// Removes a record.
    func remove<R: RoundRecord>(_ record: R) throws {
        changes.append(
            Change(
                kind: R.recordName, identity: record.identity, before: try CanonicalJSON.text(of: record), after: "null"))
        try writer.remove(record)
    }

    /// Makes the records of a kind exactly these.
    func replaceAll<R: RoundRecord>(_ kind: R.Type, with records: [R]) throws {
        let kept = Set(records.map(\.identity))
        for record in try writer.all(kind) where !kept.contains(record.identity) { try remove(record) }
        for record in records { try put(record) }
    }

    private func stored<R: RoundRecord>(_ record: R) throws -> R? {
        try writer.find(R.self, record.identity)
    }

    /// Writes the act to the log, where it changed anything.
    ///
    /// - Parameter remark: what the person wrote with the act, such as a reason.
    func close(_ act: Act, remark: String?) throws {
        guard !changes.isEmpty else { return }
        let last = try writer.lastLogRow()
        let number = (last?.number ?? 0) + 1
        let told = try changes.map { change in
            "{\"after\":\(change.after),\"before\":\(change.before),\"identity\":\(try CanonicalJSON.text(of: change.identity)),"
                + "\"kind\":\(try CanonicalJSON.text(of: change.kind))}"
        }
        let body =
            "{\"act\":\(try CanonicalJSON.text(of: act)),\"actor\":\(try CanonicalJSON.text(of: actor)),"
            + "\"at\":\(try CanonicalJSON.text(of: now)),\"changes\":[\(told.joined(separator: ","))],"
            + "\"number\":\(number),\"previous\":\(try CanonicalJSON.text(of: last?.digest ?? "")),"
            + "\"remark\":\(try CanonicalJSON.text(of: remark ?? ""))}"
        try writer.append(LogRow(number: number, body: body, digest: SHA256Digest(of: body).description))
    }
}

extension RoundReader {
    /// The record with an identity, or a refusal that says that there is none.
    func get<R: RoundRecord>(_ kind: R.Type, _ identity: String..., named name: Text) throws -> R {
        if let record = try find(kind, identity) { return record }
        let shown = identity.joined(separator: " / ")
        throw Failure.failed(
            Text(zh: "没有\(name.zh) \(shown)。请核对编号。", en: "There is no \(name.en) \(shown). Check the number."))
    }
}

/// JSON with sorted keys and nothing superfluous, so that the same value has the same digest everywhere.
enum CanonicalJSON {
    static func text(of value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func optional(_ value: (some Encodable)?) throws -> String {
        try value.map { try text(of: $0) } ?? "null"
    }
}
