public import Formats
public import Programme

/// A use case that takes in tables as they were handed in: they are read where the round is, by its rules.
public protocol TableIntake: UseCase {
    /// Reads the tables by the rules of a call. Who keeps the files can do it too, to see what was read of tables that were refused.
    ///
    /// - Throws: `Failure` where the call has no such tables; what can't be read is kept among what was read.
    func tables(under call: Call) throws -> HandedInTables
}

/// A use case that takes in one table.
protocol OneTableIntake: TableIntake {
    /// The file.
    var table: TableUpload { get }
    /// Which sheet is read, where several fit.
    var sheet: String? { get }

    /// What is looked for in it.
    ///
    /// - Throws: `Failure.failed` where the call has no such tables.
    static func form(of call: Call) throws -> TableForm
}

extension OneTableIntake {
    /// Reads the table.
    public func tables(under call: Call) throws -> HandedInTables {
        var tables = HandedInTables(sheet: sheet)
        try tables.read(table, as: try Self.form(of: call))
        return tables
    }

    /// Reads the table and does the work on it, with the report on the reading.
    ///
    /// - Throws: `Failure.notPermitted` before anything is read, for somebody who may not.
    func takeIn<Value>(
        by office: Office, for person: String, _ work: (Table) async throws -> Value
    ) async throws -> (Value, IntakeReport) {
        try await office.requireRole(for: Self.route.act, as: person)
        var tables = try tables(under: try await office.call(as: person))
        guard let table = tables.tables.first else { throw Failure.malformed(tables.unread) }
        let value = try await work(table)
        tables.report.isTaken = true
        return (value, tables.report)
    }
}
