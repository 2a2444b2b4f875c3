internal import GRDB
internal import Workflow

/// Reads and writes records within one transaction: every statement of the program stands here.
///
/// Statements keep to what SQLite and PostgreSQL share; text is sorted by the program, never by the database.
struct Session: RoundWriter {
    let db: Database

    func all<R: RoundRecord>(_ kind: R.Type) throws -> [R] {
        try sorted(rows("SELECT * FROM \(kind.recordName)", []))
    }

    func all<R: RoundRecord>(_ kind: R.Type, where name: String, is value: String) throws -> [R] {
        precondition(kind.identityNames.contains(name), "\(kind.recordName) is not looked up by \(name)")
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

    func find<R: RoundRecord>(_ kind: R.Type, _ identity: [String]) throws -> R? {
        let found: [R] = try rows("SELECT * FROM \(kind.recordName) WHERE \(condition(kind))", identity)
        return found.first
    }

    func put<R: RoundRecord>(_ record: R) throws {
        let columns = try RowEncoder.columns(of: record)
        let names = columns.map { "\"\($0.name)\"" }
        let places = columns.indices.map { "$\($0 + 1)" }
        let updates = columns.filter { !R.identityNames.contains($0.name) }.map { "\"\($0.name)\" = excluded.\"\($0.name)\"" }
        let identity = R.identityNames.map { "\"\($0)\"" }.joined(separator: ", ")
        try execute(
            "INSERT INTO \(R.recordName) (\(names.joined(separator: ", "))) VALUES (\(places.joined(separator: ", "))) "
                + "ON CONFLICT (\(identity)) DO "
                + (updates.isEmpty ? "NOTHING" : "UPDATE SET \(updates.joined(separator: ", "))"),
            columns.map(\.value))
    }

    func remove<R: RoundRecord>(_ record: R) throws {
        try execute("DELETE FROM \(R.recordName) WHERE \(condition(R.self))", record.identity.map(\.databaseValue))
    }

    func log() throws -> [LogRow] {
        try Row.fetchAll(db.cachedStatement(sql: "SELECT number, body, digest FROM log ORDER BY number")).map(logRow)
    }

    func lastLogRow() throws -> LogRow? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT number, body, digest FROM log ORDER BY number DESC LIMIT 1")
        ).map(logRow)
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
