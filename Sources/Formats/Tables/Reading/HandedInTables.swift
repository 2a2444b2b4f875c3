public import Programme

/// The tables that were handed in together, as far as they could be read, and what was found in reading them.
public struct HandedInTables: Sendable {
    /// Which sheet is read, where several fit; nil where nobody has said.
    private let sheet: String?
    /// The tables, in the order in which they were read.
    public private(set) var tables: [Table] = []
    /// The files that the tables were read out of.
    private var spreadsheets: [Spreadsheet] = []
    /// Faults of files that could not be read as tables.
    public private(set) var unread: [Diagnostic] = []
    /// What became of each file; it says that nothing is taken in until somebody enters that it was.
    public var report = IntakeReport()

    /// No tables yet.
    ///
    /// - Parameter sheet: which sheet to read, where several fit.
    public init(sheet: String?) { self.sheet = sheet }

    /// Reads a table; nil where it can't be read, which is kept among the faults.
    @discardableResult
    public mutating func read(_ upload: TableUpload, as form: TableForm) throws -> Table? {
        do {
            let spreadsheet = try Spreadsheet(Array(upload.content), file: upload.file)
            let table = try Table(spreadsheet, as: form, sheet: sheet)
            add(table, of: spreadsheet)
            return table
        } catch Failure.malformed(let found) {
            unread += found
            report.add(unread: upload.file)
            return nil
        }
    }

    /// Reads a table that stands on another sheet of a workbook which was read already; nil where none does.
    public mutating func readBeside(_ table: Table?, as form: TableForm) throws -> Table? {
        guard let table, let index = tables.firstIndex(where: { $0.file == table.file && $0.sheet == table.sheet }) else { return nil }
        let spreadsheet = spreadsheets[index]
        guard let sheet = spreadsheet.sheets(fitting: form).first(where: { $0 != table.sheet }) else { return nil }
        do {
            let other = try Table(spreadsheet, as: form, sheet: sheet)
            add(other, of: spreadsheet)
            return other
        } catch Failure.malformed(let found) {
            unread += found
            return nil
        }
    }

    private mutating func add(_ table: Table, of spreadsheet: Spreadsheet) {
        tables.append(table)
        spreadsheets.append(spreadsheet)
        report.add(table, encoding: spreadsheet.encoding)
    }

    /// The tables with faults, each with the file that it stands in.
    public func faulty(_ faults: [Diagnostic]) -> [(table: Table, spreadsheet: Spreadsheet)] {
        zip(tables, spreadsheets).filter { table, _ in
            faults.contains { $0.place.file == table.file && ($0.place.sheet == nil || $0.place.sheet == table.sheet) }
        }.map { ($0, $1) }
    }
}
