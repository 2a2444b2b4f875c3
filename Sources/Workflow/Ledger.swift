internal import Cryptography
internal import Formats
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
    /// Submitted reviews that this act ended, with their scores.
    var ended: [Review] = []
    private let writer: any RoundWriter
    /// What was changed, as the log tells it: written as it comes, since a register has changes by the hundred thousand.
    private var told: [UInt8] = []

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
        try store(record, before: before)
    }

    /// Stores a record that is known to be new, without looking for it first: what comes by the hundred thousand.
    func add<R: RoundRecord>(_ record: R) throws { try store(record, before: nil) }

    private func store<R: RoundRecord>(_ record: R, before: R?) throws {
        let fields = try RecordFields(record)
        tell(record, before: try before.map { try RecordFields($0) }, after: fields)
        try writer.put(record, as: fields)
    }

    private func tell<R: RoundRecord>(_ record: R, before: RecordFields?, after: RecordFields?) {
        if !told.isEmpty { told.append(UInt8(ascii: ",")) }
        told += #"{"after":"#.utf8
        if let after { after.append(to: &told) } else { told += "null".utf8 }
        told += #","before":"#.utf8
        if let before { before.append(to: &told) } else { told += "null".utf8 }
        told += #","identity":"#.utf8
        RecordFields.Value.list(record.identity.map(RecordFields.Value.text)).append(to: &told)
        told += #","kind":"#.utf8
        RecordFields.Value.text(R.recordName).append(to: &told)
        told.append(UInt8(ascii: "}"))
    }

    /// Keeps the seed of a draw without telling it: the log has its digest from the draw's own record.
    func seal(_ seed: SealedSeed) throws { try writer.put(seed) }

    /// Removes a record.
    func remove<R: RoundRecord>(_ record: R) throws {
        tell(record, before: try RecordFields(record), after: nil)
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
        guard !told.isEmpty else { return }
        let last = try writer.logEnd()
        let number = (last?.number ?? 0) + 1
        var body =
            "{\"act\":\(try CanonicalJSON.text(of: act)),\"actor\":\(try CanonicalJSON.text(of: actor)),"
            + "\"at\":\(try CanonicalJSON.text(of: now)),\"changes\":["
        body += String(decoding: told, as: UTF8.self)
        told = []
        body +=
            "],\"number\":\(number),\"previous\":\(try CanonicalJSON.text(of: last?.digest ?? "")),"
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
}
