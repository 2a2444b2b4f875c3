import Foundation

/// A table as comma-separated values.
struct Table {
    /// How the bytes are laid out; offices send both.
    enum Layout {
        /// UTF-8, lines end in a line feed.
        case plain
        /// UTF-8 with a byte order mark, lines end in carriage return and line feed: a spreadsheet's export.
        case spreadsheet
    }

    /// Names of the columns.
    var header: [String]
    /// The rows, each as long as the header.
    var rows: [[String]]

    /// The bytes of the file.
    func data(_ layout: Layout = .plain) -> Data {
        let end = layout == .plain ? "\n" : "\r\n"
        var text = layout == .plain ? "" : "\u{feff}"
        for row in [header] + rows {
            precondition(row.count == header.count, "a row has as many fields as the header")
            text += row.map(Table.quoted).joined(separator: ",") + end
        }
        return Data(text.utf8)
    }

    /// The field as it stands in a file: in quotes where it holds a comma, a quote or a line's end.
    private static func quoted(_ field: String) -> String {
        let special: [UInt8] = [0x22, 0x2c, 0x0a, 0x0d]
        guard field.utf8.contains(where: special.contains) else { return field }
        return "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}

extension Table {
    /// Reads one of the plain tables that this tool needs: no quotes, a comma always divides.
    init(readingPlain path: String) throws {
        let lines = try Table.lines(of: path).map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard let header = lines.first else { throw Complaint("\(path): the table is empty") }
        for (index, fields) in lines.enumerated() where fields.count != header.count {
            throw Complaint("\(path):\(index + 1): \(fields.count) fields where the header has \(header.count)")
        }
        self.init(header: header, rows: Array(lines.dropFirst()))
    }

    /// The place of a column.
    func column(_ name: String, of path: String) throws -> Int {
        guard let place = header.firstIndex(of: name) else { throw Complaint("\(path): no column \(name)") }
        return place
    }

    /// The lines of a text that are not empty, without byte order mark and line ends.
    static func lines(of path: String) throws -> [String] {
        var bytes = try contents(of: path)
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes = Data(bytes.dropFirst(3)) }
        return bytes.split(separator: 0x0a).compactMap { line in
            let line = line.last == 0x0d ? line.dropLast() : line
            return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
        }
    }
}
