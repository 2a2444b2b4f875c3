internal import Programme

/// Finds the header of a table in a sheet: the row that names most of the columns that are looked for, wherever it stands.
struct HeaderSearch {
    /// How many rows with content are looked through.
    private static let depth = 300

    let form: TableForm

    /// A row that names some of the columns.
    struct Header {
        /// Its index among the rows of the grid.
        var index: Int
        var number: Int
        /// The columns of the form that it names, and where they stand in the sheet.
        var columns: [Int: Int]
        /// What each column of the sheet is called.
        var texts: [Int: String]
        /// The columns whose name isn't their own.
        var renamed: Set<Int>
        /// Columns that stand twice.
        var repeated: [(column: Int, at: Int)]
        /// How many of the needed columns it names.
        var needed: Int
        var fields: Int?
    }

    /// The best row; nil where none names any column.
    func header(in grid: Grid) -> Header? {
        let known = ColumnNames.known(in: form)
        let rows = grid.rows.prefix(HeaderSearch.depth)
        let last = rows.last?.number ?? 0
        let merges = grid.merges.filter { $0.rows.lowerBound < $0.rows.upperBound && $0.rows.lowerBound <= last }
        var best: Header?
        for (index, row) in rows.enumerated() {
            let header = header(row, at: index, known, texts(of: row, in: grid, merges))
            if let best, (header.needed, header.columns.count) <= (best.needed, best.columns.count) { continue }
            if !header.columns.isEmpty { best = header }
        }
        return best
    }

    /// The texts of a row, those included that are merged into it from above: in a header of two rows a name may stretch over both.
    private func texts(of row: Grid.Row, in grid: Grid, _ merges: [Grid.Range]) -> [Int: String] {
        var texts: [Int: String] = [:]
        for cell in row.cells { texts[cell.column] = CellReading.shown(cell.content) }
        for merge in merges where merge.rows.contains(row.number) && texts[merge.columns.lowerBound] == nil {
            guard let anchor = grid.row(merge.rows.lowerBound), case .text(let text) = anchor.content(merge.columns.lowerBound)
            else { continue }
            texts[merge.columns.lowerBound] = text
        }
        return texts
    }

    private func header(
        _ row: Grid.Row, at index: Int, _ known: [String: (column: Int, isOwn: Bool)], _ texts: [Int: String]
    ) -> Header {
        var own: [Int: Int] = [:]
        var other: [Int: [Int]] = [:]
        var repeated: [(column: Int, at: Int)] = []
        for (position, text) in texts.sorted(by: { $0.key < $1.key }) {
            // No header is that long; a cell of a hundred kilobytes needn't be normalised.
            guard text.utf8.count < 600 else { continue }
            let plain = ColumnNames.plain(text)
            guard let match = known[plain] ?? ColumnNames.withoutRemark(plain).flatMap({ known[$0] }) else { continue }
            if match.isOwn {
                if own.updateValue(own[match.column] ?? position, forKey: match.column) != nil {
                    repeated.append((match.column, position))
                }
            } else {
                other[match.column, default: []].append(position)
            }
        }
        // A column under its own name is that column; what bears another of its names beside it is something else.
        for (column, positions) in other where own[column] == nil {
            own[column] = positions[0]
            repeated += positions.dropFirst().map { (column, $0) }
        }
        let renamed = own.filter { (texts[$0.value] ?? "").clean != form.columns[$0.key].name }
        return Header(
            index: index, number: row.number, columns: own, texts: texts, renamed: Set(renamed.keys),
            repeated: repeated.sorted { $0.at < $1.at }, needed: own.keys.count { form.columns[$0].isNeeded }, fields: row.fields)
    }

    /// Whether a row names enough to be taken for the header of this table rather than of another.
    func isConvincing(_ header: Header) -> Bool {
        let needed = form.columns.count(where: \.isNeeded)
        return header.needed >= max(2, (needed + 1) / 2)
    }
}

extension Grid {
    /// The row with a number, where it holds something.
    func row(_ number: Int) -> Row? {
        let index = index(from: number)
        return index < rows.count && rows[index].number == number ? rows[index] : nil
    }

    /// The index of the first row whose number is at least this.
    func index(from number: Int) -> Int {
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
