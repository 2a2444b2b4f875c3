/// What a workbook may cost. Far above what a table of the programme needs; far below what would hurt.
///
/// The limits hold for what really comes out of the file, never for what it declares.
enum WorkbookLimits {
    /// Entries of the archive.
    static let entries = 2000
    /// Bytes out of one entry.
    static let entryBytes = 192 << 20
    /// Bytes out of all entries that are read.
    static let totalBytes = 256 << 20
    /// Bytes out of an entry for each byte in the archive, beyond the first `freeBytes`. Sheets are packed 10 to 100 times
    /// smaller; deflate ends at 1032.
    static let ratio = 400
    /// Bytes out of an entry before its ratio is looked at: small sheets of equal rows pack very well.
    static let freeBytes = 8 << 20
    /// Elements within elements; a sheet has fewer than ten.
    static let depth = 100
    /// Bytes of one tag with its attributes, or of one piece of text.
    static let tokenBytes = 1 << 20
    /// Bytes of one cell's text: Excel ends at 32 767 characters.
    static let cellBytes = 4 * 32_767
    /// Rows of a sheet that hold something.
    static let rows = 100_000
    /// Cells that hold something, and shared texts, of all sheets.
    static let cells = 1_000_000
    /// Bytes of text in all cells, a shared text counted as often as it stands somewhere, since reading makes copies.
    static let textBytes = 64 << 20
    /// Merged ranges of a sheet.
    static let merges = 50_000
    /// Sheets.
    static let sheets = 256
    /// The last row and column that the format knows (ECMA-376).
    static let lastRow = 1_048_576
    /// The last column.
    static let lastColumn = 16_384
}
