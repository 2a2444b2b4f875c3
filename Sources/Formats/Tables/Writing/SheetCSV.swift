internal import Programme

extension WorkbookDocument.Sheet {
    /// The header and the rows as comma-separated values; what stands above the header, widths and rules are not in it.
    public var csv: String {
        var writer = CSVWriter(header: columns.map(\.header))
        for row in rows { writer.add(row.map(\.value.text)) }
        return writer.text
    }
}

extension WorkbookDocument.Value {
    /// The value as text.
    var text: String {
        switch self {
        case .nothing: ""
        case .text(let text): text
        case .whole(let number): "\(number)"
        case .points(let points): points.description
        case .day(let day): day.description
        }
    }
}

/// A table as a file for people.
public enum TableFile {
    /// The bytes of a table as the ending of the file's name asks for: `.xlsx` for a workbook, CSV for any other.
    ///
    /// - Throws: `Failure.failed` where the table doesn't fit into a workbook.
    public static func bytes(of sheet: WorkbookDocument.Sheet, named file: String) throws -> [UInt8] {
        isWorkbook(file) ? try WorkbookDocument([sheet]).bytes() : Array(sheet.csv.utf8)
    }

    /// Whether a file's name says that it is a workbook.
    public static func isWorkbook(_ file: String) -> Bool { file.lowercased().hasSuffix(".xlsx") }
}
