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

    mutating func add(_ cells: [String]) { rows.append(cells) }

    /// The rows as lines; the last column is as wide as it is.
    var lines: String {
        let widths = rows[0].indices.map { column in rows.map { Listing.width(of: $0[column]) }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                column + 1 == row.count
                    ? cell : cell + String(repeating: " ", count: widths[column] - Listing.width(of: cell))
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    /// The columns that a text takes in a terminal (Unicode Standard Annex 11: wide and full-width ones take two,
    /// combining ones none).
    static func width(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { width, scalar in
            if scalar.properties.generalCategory == .nonspacingMark { return width }
            let wide =
                switch scalar.value {
                case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
                    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x20000...0x3FFFD:
                    true
                default: false
                }
            return width + (wide ? 2 : 1)
        }
    }
}
