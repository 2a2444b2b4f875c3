/// Where a dossier stood in the summary table that an authority handed in, so that whoever asks can look at the cell.
public struct DossierSource: Codable, Sendable, Hashable {
    /// The dossier.
    public var dossier: String
    /// The name of the file, without the folders in which it lay.
    public var file: String
    /// The sheet of a workbook.
    public var sheet: String?
    /// The row, as a spreadsheet numbers it.
    public var row: Int
    /// The number of each column that was read, from 1, by its name.
    public var columns: [String: Int]

    /// A source.
    public init(dossier: String, file: String, sheet: String?, row: Int, columns: [String: Int]) {
        self.dossier = dossier
        self.file = file
        self.sheet = sheet
        self.row = row
        self.columns = columns
    }

    /// The cell of a column; nil where the table has no such column.
    public func place(of column: String) -> Diagnostic.Place? {
        columns[column].map { Diagnostic.Place(file: file, sheet: sheet, row: row, columnNumber: $0) }
    }
}
