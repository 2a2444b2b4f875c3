internal import Programme

/// A form that somebody filled in, as its file has it.
enum FilledForm {
    /// Tables with a row an answer.
    case tables([Table])
    /// One form in YAML.
    case yaml(String)

    /// Reads it by the ending of the file's name: `.xlsx`, `.csv`, or `.yaml` and `.yml`.
    ///
    /// - Parameter workbook: Reads the tables of a workbook.
    /// - Throws: `Failure.malformed` with every fault.
    init(_ bytes: [UInt8], file: String, columns: [String], workbook: () throws -> [Table]) throws {
        if TableFile.isWorkbook(file) {
            self = .tables(try workbook())
        } else if file.hasSuffix(".csv") {
            let table = try Table(csv: bytes, file: file)
            try table.require(columns)
            self = .tables([table])
        } else {
            self = .yaml(try FileText.utf8(bytes, file: file))
        }
    }
}
