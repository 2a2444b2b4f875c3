public import Foundation

/// A file of tables as it is handed in: its bytes, under the name that its user knows it by, so that a fault can be named there.
public struct TableUpload: Codable, Sendable {
    /// The file's name as the user gave it.
    public var file: String
    /// Its bytes, an XLSX workbook or separated values.
    public var content: Data

    /// A file.
    public init(file: String, content: Data) {
        self.file = file
        self.content = content
    }
}
