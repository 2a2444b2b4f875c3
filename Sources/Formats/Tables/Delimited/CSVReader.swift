internal import Programme

/// Reads separated values strictly, over bytes (RFC 4180): quotes only around whole fields, doubled inside; lines end in LF,
/// CRLF or CR. What separates them is found from the content (`FieldSeparator`).
enum CSVReader {
    /// The cells of a text.
    ///
    /// - Parameters:
    ///   - text: bytes of UTF-8 without a byte-order mark.
    ///   - purse: what the cells may hold together; nil for a table of the program's own, which may be of any size.
    static func grid(of text: [UInt8], file: String, purse: CellPurse? = nil) throws -> Grid {
        var scanner = Scanner(bytes: text, separator: FieldSeparator.found(in: text), file: file, purse: purse)
        return try scanner.grid()
    }

    private struct Scanner {
        let bytes: [UInt8]
        let separator: UInt8
        let file: String
        let purse: CellPurse?
        var position = 0
        var line = 1

        init(bytes: [UInt8], separator: UInt8, file: String, purse: CellPurse?) {
            self.bytes = bytes
            self.separator = separator
            self.file = file
            self.purse = purse
        }

        mutating func grid() throws -> Grid {
            var grid = Grid(file: file)
            // Rows are counted as a spreadsheet counts them: records, empty ones included.
            var number = 0
            while position < bytes.count {
                let fields = try record()
                number += 1
                // Spreadsheets save rows that were emptied as rows of bare commas: they say nothing.
                let cells = fields.enumerated().compactMap { column, field in
                    field.isEmpty ? nil : Grid.Cell(column: column + 1, content: .text(field))
                }
                if !cells.isEmpty { grid.rows.append(Grid.Row(number: number, cells: cells, fields: fields.count)) }
            }
            return grid
        }

        private mutating func record() throws -> [String] {
            var fields: [String] = []
            while true {
                let field = try field()
                if !field.isEmpty { try purse?.pay(bytes: field.utf8.count) }
                fields.append(field)
                guard fields.count <= WorkbookLimits.lastColumn else {
                    throw fault(
                        Text(zh: "此行多于 \(WorkbookLimits.lastColumn) 个字段", en: "the row has more than \(WorkbookLimits.lastColumn) fields"),
                        Text(zh: "核对分隔符和引号", en: "check separators and quotes"))
                }
                guard position < bytes.count else { return fields }
                guard bytes[position] == separator else {
                    endLine()
                    return fields
                }
                position += 1
            }
        }

        private mutating func endLine() {
            if bytes[position] == UInt8(ascii: "\r") { position += 1 }
            if position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
            line += 1
        }

        private mutating func field() throws -> String {
            position < bytes.count && bytes[position] == UInt8(ascii: "\"") ? try quoted() : try plain()
        }

        private mutating func plain() throws -> String {
            let start = position
            while position < bytes.count, !endsField(bytes[position]) {
                if bytes[position] == UInt8(ascii: "\"") {
                    throw fault(Text(zh: "引号出现在字段中间", en: "a quote stands within a field"), doubled)
                }
                position += 1
            }
            return text(bytes[start..<position])
        }

        private mutating func quoted() throws -> String {
            let opened = line
            position += 1
            var content: [UInt8] = []
            while true {
                guard position < bytes.count else {
                    line = opened
                    throw fault(Text(zh: "引号没有结束", en: "a quote is never closed"), doubled)
                }
                let byte = bytes[position]
                position += 1
                if byte == UInt8(ascii: "\"") {
                    guard position < bytes.count, bytes[position] == byte else { break }
                    position += 1
                } else if byte == UInt8(ascii: "\n") {
                    line += 1
                }
                content.append(byte)
            }
            if position < bytes.count, !endsField(bytes[position]) {
                throw fault(Text(zh: "引号之后还有文字", en: "text follows a closing quote"), doubled)
            }
            return text(content[...])
        }

        private func endsField(_ byte: UInt8) -> Bool {
            byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        }

        private func text(_ content: ArraySlice<UInt8>) -> String { String(decoding: content, as: UTF8.self) }

        private var doubled: Text {
            Text(zh: "含引号、分隔符或换行的字段整体加引号，其中的引号写两遍", en: "quote the whole field and double the quotes inside")
        }

        private func fault(_ message: Text, _ advice: Text) -> Failure {
            .malformed([Diagnostic(.init(file: file, line: line), message, advice: advice)])
        }
    }
}
