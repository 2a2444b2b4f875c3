internal import Formats
internal import GRDB
internal import Programme
internal import Workflow

/// Reads and writes records within one transaction: every statement of the program stands here.
///
/// Statements keep to what SQLite and PostgreSQL share; text is sorted by the program, never by the database.
struct Session: RoundWriter {
    let db: Database
    private let insertions = Insertions()
    private let touched = Touched()
    /// What was read before, for who only reads.
    private let shelf: RecordShelf?

    init(db: Database, shelf: RecordShelf? = nil) {
        self.db = db
        self.shelf = shelf
    }

    func all<R: RoundRecord>(_ kind: R.Type) throws -> [R] {
        guard let shelf else { return try read(kind) }
        let version = try version(of: kind)
        return try shelf.records(kind, at: version) { try read(kind) }
    }

    private func version<R: RoundRecord>(of kind: R.Type) throws -> Int {
        let statement = try db.cachedStatement(sql: "SELECT version FROM record_version WHERE kind = $1")
        return try Int.fetchOne(statement, arguments: [kind.recordName]) ?? 0
    }

    private func read<R: RoundRecord>(_ kind: R.Type) throws -> [R] {
        try sorted(rows("SELECT * FROM \(kind.recordName)", []))
    }

    func all<R: RoundRecord>(_ kind: R.Type, where name: String, is value: String) throws -> [R] {
        precondition(kind.lookupNames.contains(name), "\(kind.recordName) is not looked up by \(name)")
        return try sorted(rows("SELECT * FROM \(kind.recordName) WHERE \"\(name)\" = $1", [value]))
    }

    func inspect<R: RoundRecord>(_ kind: R.Type) throws -> (records: [R], unreadable: [[String]]) {
        var records: [R] = []
        var unreadable: [[String]] = []
        for row in try Row.fetchAll(db.cachedStatement(sql: "SELECT * FROM \(kind.recordName)")) {
            if let record = try? RowDecoder.record(R.self, from: row) {
                records.append(record)
            } else {
                unreadable.append(kind.identityNames.map { row[$0].map { "\($0)" } ?? "" })
            }
        }
        return (sorted(records), unreadable)
    }

    func texts<R: RoundRecord>(_ names: [String], of kind: R.Type) throws -> [[String]] {
        let columns = names.map { "CAST(\"\($0)\" AS TEXT)" }.joined(separator: ", ")
        return try Row.fetchAll(db.cachedStatement(sql: "SELECT \(columns) FROM \(kind.recordName)"))
            .map { row in names.indices.map { row[$0] as String? ?? "" } }
    }

    func last<R: RoundRecord>(_ kind: R.Type, by name: String) throws -> R? {
        precondition(kind.lookupNames.contains(name), "\(kind.recordName) is not looked up by \(name)")
        let found: [R] = try rows("SELECT * FROM \(kind.recordName) ORDER BY \"\(name)\" DESC LIMIT 1", [])
        return found.first
    }

    func lastMoment() throws -> Instant? {
        try String.fetchOne(db.cachedStatement(sql: "SELECT max(json_extract(body, '$.at')) FROM log")).flatMap { Instant($0) }
    }

    func find<R: RoundRecord>(_ kind: R.Type, _ identity: [String]) throws -> R? {
        guard kind.isKnownByHeart, let shelf else { return try look(for: kind, identity) }
        return try shelf.record(identity, at: version(of: kind)) { try look(for: kind, identity) }
    }

    private func look<R: RoundRecord>(for kind: R.Type, _ identity: [String]) throws -> R? {
        let found: [R] = try rows("SELECT * FROM \(kind.recordName) WHERE \(condition(kind))", identity)
        return found.first
    }

    func put<R: RoundRecord>(_ record: R, as fields: RecordFields) throws {
        touched.kinds.insert(R.recordName)
        let insertion = try insertions.insertion(R.self, in: db)
        try insertion.statement.execute(arguments: StatementArguments(try insertion.values(of: fields)))
    }

    func remove<R: RoundRecord>(_ record: R) throws {
        touched.kinds.insert(R.recordName)
        try execute("DELETE FROM \(R.recordName) WHERE \(condition(R.self))", record.identity.map(\.databaseValue))
    }

    /// Notes in the database, at the end of a transaction, that what was read of the kinds that it changed holds no more.
    func noteVersions() throws {
        for kind in touched.kinds.sorted() {
            try execute(
                "INSERT INTO record_version (kind, version) VALUES ($1, 1) ON CONFLICT (kind) DO UPDATE SET version = record_version.version + 1",
                [kind.databaseValue])
        }
    }

    func log() throws -> [LogRow] {
        try Row.fetchAll(db.cachedStatement(sql: "SELECT number, body, digest FROM log ORDER BY number")).map(logRow)
    }

    func acts(from number: Int) throws -> [LogEntry] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT number, digest, json_extract(body, '$.at') AS at, json_extract(body, '$.actor') AS actor,
                    json_extract(body, '$.act') AS act, json_extract(body, '$.remark') AS remark,
                    json_array_length(body, '$.changes') AS changes
                FROM log WHERE number >= $1 AND json_valid(body) ORDER BY number
                """)
        return try Row.fetchAll(statement, arguments: [number]).compactMap { row in
            guard let actor: String = row["actor"], let act: String = row["act"], let changes: Int = row["changes"] else { return nil }
            return LogEntry(
                number: row["number"], at: row["at"] ?? "", actor: actor, act: act, remark: row["remark"] ?? "", changes: changes,
                digest: row["digest"])
        }
    }

    func logEnd() throws -> (number: Int, digest: String)? {
        try Row.fetchOne(db.cachedStatement(sql: "SELECT number, digest FROM log ORDER BY number DESC LIMIT 1"))
            .map { ($0["number"], $0["digest"]) }
    }

    func append(_ row: LogRow) throws {
        try execute(
            "INSERT INTO log (number, body, digest) VALUES ($1, $2, $3)",
            [row.number.databaseValue, row.body.databaseValue, row.digest.databaseValue])
    }

    private func logRow(_ row: Row) -> LogRow {
        LogRow(number: row["number"], body: row["body"], digest: row["digest"])
    }

    private func condition<R: RoundRecord>(_ kind: R.Type) -> String {
        kind.identityNames.enumerated().map { "\"\($1)\" = $\($0 + 1)" }.joined(separator: " AND ")
    }

    private func rows<R: RoundRecord>(_ sql: String, _ values: [String]) throws -> [R] {
        let statement = try db.cachedStatement(sql: sql)
        return try Row.fetchAll(statement, arguments: StatementArguments(values))
            .map { try RowDecoder.record(R.self, from: $0) }
    }

    private func execute(_ sql: String, _ values: [DatabaseValue]) throws {
        try db.cachedStatement(sql: sql).execute(arguments: StatementArguments(values))
    }

    private func sorted<R: RoundRecord>(_ records: [R]) -> [R] {
        records.map { (key: $0.identity, record: $0) }
            .sorted { left, right in left.key.lexicographicallyPrecedes(right.key) { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
            .map(\.record)
    }
}

/// The kinds of record that a transaction changed.
private final class Touched {
    var kinds: Set<String> = []
}

/// The statements that store records, each prepared once in a transaction.
private final class Insertions {
    private var byKind: [String: Insertion] = [:]

    func insertion<R: RoundRecord>(_ kind: R.Type, in db: Database) throws -> Insertion {
        if let known = byKind[kind.recordName] { return known }
        let insertion = try Insertion(kind, in: db)
        byKind[kind.recordName] = insertion
        return insertion
    }
}

/// The statement that stores a record of a kind: a property a column, lists and nested values as JSON.
private struct Insertion {
    let statement: Statement
    /// The columns in the order of their names, which is that of a record's properties.
    private let columns: [String]

    init<R: RoundRecord>(_ kind: R.Type, in db: Database) throws {
        columns = try db.columns(in: kind.recordName).map(\.name).sorted()
        let names = columns.map { "\"\($0)\"" }
        let places = columns.indices.map { "$\($0 + 1)" }
        let updates = columns.filter { !kind.identityNames.contains($0) }.map { "\"\($0)\" = excluded.\"\($0)\"" }
        let identity = kind.identityNames.map { "\"\($0)\"" }.joined(separator: ", ")
        statement = try db.cachedStatement(
            sql: "INSERT INTO \(kind.recordName) (\(names.joined(separator: ", "))) VALUES (\(places.joined(separator: ", "))) "
                + "ON CONFLICT (\(identity)) DO " + (updates.isEmpty ? "NOTHING" : "UPDATE SET \(updates.joined(separator: ", "))"))
    }

    /// What the columns get: nothing where the record has nothing.
    func values(of record: RecordFields) throws -> [DatabaseValue] {
        var values: [DatabaseValue] = []
        values.reserveCapacity(columns.count)
        var next = 0
        for column in columns {
            if next < record.fields.count, record.fields[next].name == column {
                values.append(record.fields[next].value.databaseValue)
                next += 1
            } else {
                values.append(.null)
            }
        }
        // A property without a column would be lost without a word.
        guard next == record.fields.count else {
            throw DatabaseError(message: "there is no column for \(record.fields[next].name)")
        }
        return values
    }
}

extension RecordFields.Value {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .nothing: return .null
        case .truth(let truth): return (truth ? 1 : 0).databaseValue
        case .whole(let number): return number.databaseValue
        case .fraction(let number): return number.databaseValue
        case .text(let text): return text.databaseValue
        case .list, .object:
            var bytes: [UInt8] = []
            // As rows have always had it, so that the schema's triggers see no change where there is none.
            append(to: &bytes, escapingSlashes: true)
            return String(decoding: bytes, as: UTF8.self).databaseValue
        }
    }
}
