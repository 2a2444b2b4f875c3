import Formats
import Programme

/// Rows in columns of even width, for a terminal in which Chinese characters are two columns wide.
struct Listing {
    private var rows: [[String]]

    /// A listing with a header.
    init(_ header: Text...) { self.init(header) }

    /// A listing with a header that depends on what there is to list.
    init(_ header: [Text]) {
        rows = [header.map(\.local)]
    }

    mutating func add(_ cells: String...) { add(cells) }

    mutating func add(_ cells: [String]) { rows.append(cells.map(Listing.onOneLine)) }

    /// A cell with spaces for what would break the line or command the terminal.
    private static func onOneLine(_ cell: String) -> String {
        guard cell.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return cell }
        return String(String.UnicodeScalarView(cell.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }

    /// The rows as lines; the last column is as wide as it is.
    var lines: String {
        let widths = rows[0].indices.map { column in rows.map { DisplayWidth.columns(of: $0[column]) }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                column + 1 == row.count
                    ? cell : cell + String(repeating: " ", count: widths[column] - DisplayWidth.columns(of: cell))
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
