internal import Cryptography
internal import Formats
internal import Matching
public import Programme
import Synchronization

/// The office that runs one round: checks who may do what, does it in one transaction, and records it.
///
/// Its use cases stand in the folders of the stages, as extensions.
public struct Office: Sendable {
    let store: any RoundStore
    private let clock: @Sendable () -> Instant
    private let chance: @Sendable (Int) throws -> [UInt8]
    private let calls = CallShelf()
    /// Who leads, as it was read last.
    let leadShelf = LeadShelf()
    /// The acts that were read before.
    let actShelf = ActShelf()
    /// The answers that were worked out before.
    let answers = AnswerShelf()
    /// The request that this office answers, where it may come twice.
    var request: OnceOnly?
    /// How many seconds ago what is asked was asked, where it waited at its sender's since.
    var waited: Int?
    /// The length of the log that an act is to be added to, where it is to hold for no other state of the round.
    var logLength: Int?
    /// Who watches a search, and may end it.
    var watch = SearchWatch()

    /// The office of the round in a store, with the clock that tells deadlines.
    ///
    /// - Parameter chance: gives so many bytes that nobody can foresee; by default OpenSSL's generator.
    public init(
        store: any RoundStore, clock: @escaping @Sendable () -> Instant = { .now },
        chance: (@Sendable (Int) throws -> [UInt8])? = nil
    ) {
        self.store = store
        self.clock = clock
        self.chance = chance ?? { try SecureRandom.bytes($0) }
    }

    /// Does an act as one transaction.
    ///
    /// - Throws: `Failure.notPermitted` where the person may not do it, `Failure.failed` where the stage does not
    ///   allow it; on any error nothing is changed.
    func perform<Value: Sendable>(
        _ act: Act, as actor: String, remark: String? = nil, _ work: @Sendable (Ledger) throws -> Value
    ) async throws -> Value {
        try await store.write { writer in
            // What was done already is answered again, whatever has become of the stage since.
            if let told: Value = try request?.answer(to: actor, act: act, in: writer) { return told }
            if let logLength, try writer.logEnd()?.number ?? 0 != logLength { throw RoundMoved() }
            let (round, call) = try frozen(writer)
            try act.check(try person(actor, in: writer), in: round.stage)
            let ledger = Ledger(writer: writer, call: call, round: round, actor: actor, now: try now(in: writer))
            let value = try work(ledger)
            try ledger.put(ledger.round)
            try ledger.close(act, remark: remark)
            if let request { try writer.put(request.receipt(of: value, act: act, by: actor, at: ledger.now)) }
            return value
        }
    }

    /// Looks something up in one snapshot.
    func consult<Value: Sendable>(
        _ act: Act, as actor: String, _ work: @Sendable (any RoundReader, Call, RoundState) throws -> Value
    ) async throws -> Value {
        try await store.read { reader in
            let (round, call) = try frozen(reader)
            let person = try person(actor, in: reader)
            try act.check(person, in: round.stage)
            return try work(try reader.asSeen(by: person), call, round)
        }
    }

    /// Looks something up that takes long and that nothing but the records of the log decides, once for all who see the same of them.
    ///
    /// - Parameter question: What tells it from other questions.
    func consultOnce<Value: Sendable>(
        _ act: Act, _ question: String, as actor: String, _ work: @Sendable (any RoundReader, Call, RoundState) throws -> Value
    ) async throws -> Value {
        try await consult(act, as: actor) { reader, call, round in
            let hidden = (reader as? RecusedReader)?.dossiers.sorted() ?? []
            return try answers.answer(to: ([question] + hidden).joined(separator: "\n"), in: reader) { try work(reader, call, round) }
        }
    }

    /// What a person who sees the round may do as it stands.
    func permittedActs(as actor: String) async throws -> [Act] {
        try await store.read { reader in
            let (round, _) = try frozen(reader)
            let person = try person(actor, in: reader)
            try Act.seeRound.check(person, in: round.stage)
            return Act.allCases.filter { act in
                do { try act.check(person, in: round.stage) } catch { return false }
                return true
            }
        }
    }

    /// Whether a person may do an act as the round stands.
    public func allows(_ act: Act, as actor: String) async throws -> Bool {
        try await store.read { reader in
            let (round, _) = try frozen(reader)
            let person = try person(actor, in: reader)
            do { try act.check(person, in: round.stage) } catch { return false }
            return true
        }
    }

    /// Refuses a person whose role may never do an act: before anything is made of what they handed in.
    ///
    /// - Throws: `Failure.notPermitted`.
    func requireRole(for act: Act, as actor: String) async throws {
        try await store.read { reader in
            // A round is asked for first, as everywhere.
            _ = try frozen(reader)
            try act.check(try person(actor, in: reader), in: act.permission.stages.lowerBound)
        }
    }

    /// The first act of a round, before there is anybody who may do anything.
    func found<Value: Sendable>(
        call: Call, round: RoundState, by actor: String, _ work: @Sendable (Ledger) throws -> Value
    ) async throws -> Value {
        try await store.write { writer in
            guard try writer.find(RoundState.self, ["round"]) == nil else {
                throw Failure.failed(
                    Text(zh: "该数据库中已有一轮工作。请另选数据库文件。", en: "The database holds a round already. Choose another file."))
            }
            let ledger = Ledger(writer: writer, call: call, round: round, actor: actor, now: clock())
            let value = try work(ledger)
            try ledger.put(round)
            try ledger.close(.openRound, remark: nil)
            return value
        }
    }

    /// A seed for a draw.
    func freshSeed() throws -> [UInt8] {
        do { return try chance(DrawSeed.length) } catch {
            throw Failure.failed(
                Text(
                    zh: "本机无法提供不可预知的随机数，未作任何改动。请检查系统随机数来源后重试。",
                    en:
                        "The machine gives no unforeseeable random numbers; nothing was changed. Check its source of randomness and try again."
                ))
        }
    }

    /// The moment by the office's clock alone, where there is no act yet.
    var now: Instant { clock() }

    /// The moment by the office's clock, and none before that of the last act: where the clock was set back, acts stay in the order of
    /// their moments, and what expired stays expired.
    func now(in reader: any RoundReader) throws -> Instant {
        let shown = clock()
        return max(shown, try reader.lastMoment() ?? shown)
    }

    func frozen(_ reader: any RoundReader) throws -> (RoundState, Call) {
        guard let round = try reader.find(RoundState.self, ["round"]) else {
            throw Failure.failed(
                Text(
                    zh: "该数据库中没有评审工作。先用 linxuan round new 建立。",
                    en: "The database holds no round. Open one with linxuan round new."))
        }
        return (round, try calls.call(of: round, in: reader))
    }

    private func person(_ id: String, in reader: any RoundReader) throws -> Person {
        if let person = try reader.find(Person.self, [id]) { return person }
        throw Failure.notPermitted(
            Text(
                zh: "本轮没有编号为 \(id) 的人员。请核对 --as，或由秘书处用 linxuan access grant 登记。",
                en: "Nobody in the round is \(id). Check --as, or have the secretariat register them with linxuan access grant."))
    }
}

/// Keeps the call that was read last, since reading it takes longer than most acts.
private final class CallShelf: Sendable {
    private let shelf = Mutex<(digest: String, call: Call)?>(nil)

    func call(of round: RoundState, in reader: any RoundReader) throws -> Call {
        if let (digest, call) = shelf.withLock({ $0 }), digest == round.callDigest { return call }
        let documents = try reader.all(FrozenDocument.self)
        guard FrozenDocument.digest(of: documents) == round.callDigest else {
            throw Failure.failed(
                Text(
                    zh: "数据库中的通知规则与建立时的摘要不符，可能被改动过。请运行 linxuan audit verify。",
                    en: "The call in the database does not match its digest: it may have been altered. Run linxuan audit verify."))
        }
        let call = try CallFile.read(round.callDocument) { path in
            guard let document = documents.first(where: { $0.path == path }) else {
                throw Failure.failed(
                    Text(zh: "数据库缺少通知文件 \(path)。", en: "The database lacks the document \(path) of the call."))
            }
            return Array(document.text.utf8)
        }.0
        shelf.withLock { $0 = (round.callDigest, call) }
        return call
    }
}

extension FrozenDocument {
    /// The digest of all documents of a call: of their paths and digests, in order.
    static func digest(of documents: [FrozenDocument]) -> String {
        let lines = documents.map { "\($0.path) \(SHA256Digest(of: $0.text))\n" }.sorted()
        return SHA256Digest(of: lines.joined()).description
    }
}
