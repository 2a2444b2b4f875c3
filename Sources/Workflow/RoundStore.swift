public import Formats
public import Programme

/// Where a round is kept. `Storage` implements it on SQLite; the workflow knows no more than this.
public protocol RoundStore: Sendable {
    /// Reads in one snapshot.
    func read<Value: Sendable>(_ work: @Sendable (any RoundReader) throws -> Value) async throws -> Value
    /// Writes in one transaction: on an error nothing of it is kept; once this returns, it is on disk.
    func write<Value: Sendable>(_ work: @Sendable (any RoundWriter) throws -> Value) async throws -> Value
    /// Why nothing is written any more until the program is started anew; nil while writes are taken.
    var standstill: Failure? { get }
}

extension RoundStore {
    /// A store that never stops.
    public var standstill: Failure? { nil }
}

/// What can be read of a round.
public protocol RoundReader {
    /// Every record of a kind, in the order of the identities' bytes.
    func all<R: RoundRecord>(_ kind: R.Type) throws -> [R]
    /// The records of a kind in which a property (one of `lookupNames`) has a value, in the same order.
    func all<R: RoundRecord>(_ kind: R.Type, where name: String, is value: String) throws -> [R]
    /// The records of a kind that can be read, and the identities of rows that cannot since somebody altered them.
    func inspect<R: RoundRecord>(_ kind: R.Type) throws -> (records: [R], unreadable: [[String]])
    /// The record with an identity.
    func find<R: RoundRecord>(_ kind: R.Type, _ identity: [String]) throws -> R?
    /// Properties of every record as text, in no order, without reading the rest of them, which may be long.
    func texts<R: RoundRecord>(_ names: [String], of kind: R.Type) throws -> [[String]]
    /// The record with the greatest value of a property that is a whole number.
    func last<R: RoundRecord>(_ kind: R.Type, by name: String) throws -> R?
    /// The latest moment of an act; nil before the first. Time doesn't run back in a round, whatever a machine's clock does.
    func lastMoment() throws -> Instant?
    /// The log of acts from its beginning.
    func log() throws -> [LogRow]
    /// What was done from an act of the log on, without what it changed, which may be long; rows that can't be read are left out.
    func acts(from number: Int) throws -> [LogEntry]
    /// The number and the digest of the last act, without its body, which may be long.
    func logEnd() throws -> (number: Int, digest: String)?
}

extension RoundReader {
    /// As any reader can, out of whole records.
    public func texts<R: RoundRecord>(_ names: [String], of kind: R.Type) throws -> [[String]] {
        try all(kind).map { record in
            let fields = try RecordFields(record)
            return names.map { fields.text(of: $0) }
        }
    }

    /// As any reader can, out of whole rows.
    public func acts(from number: Int) throws -> [LogEntry] {
        try log().filter { $0.number >= number }.compactMap { row in LogBody(row.body).map { LogEntry(row, $0) } }
    }

    /// As any reader can, out of whole records.
    public func last<R: RoundRecord>(_ kind: R.Type, by name: String) throws -> R? {
        try all(kind).map { (number: Int(try RecordFields($0).text(of: name)) ?? 0, record: $0) }.max { $0.number < $1.number }?.record
    }
}

/// What can be changed in a round.
public protocol RoundWriter: RoundReader {
    /// Stores a record, taken apart already, in place of the one with the same identity.
    func put<R: RoundRecord>(_ record: R, as fields: RecordFields) throws
    /// Removes a record.
    func remove<R: RoundRecord>(_ record: R) throws
    /// Appends an act to the log.
    func append(_ row: LogRow) throws
}

extension RoundWriter {
    /// Stores a record in place of the one with the same identity.
    public func put<R: RoundRecord>(_ record: R) throws { try put(record, as: RecordFields(record)) }
}

/// One line of the append-only log, as it is stored.
public struct LogRow: Codable, Sendable, Hashable {
    /// The number of the act, from 1.
    public var number: Int
    /// What was done, as canonical JSON: keys sorted, no spaces.
    public var body: String
    /// The SHA-256 digest of the body, which names the digest of the act before it.
    public var digest: String

    /// A line.
    public init(number: Int, body: String, digest: String) {
        self.number = number
        self.body = body
        self.digest = digest
    }
}
