internal import Programme

/// Reads comma-separated values strictly, over bytes (RFC 4180): quotes only around whole fields, doubled inside;
/// lines end in LF or CRLF; UTF-8 with or without a byte-order mark.
enum CSVReader {
    /// A record and the line of the file on which it begins.
    struct Line {
        var fields: [String]
        var number: Int
        /// The number of the record, as a spreadsheet counts rows: from 1, empty ones included.
        var record: Int
    }

    static func lines(of bytes: [UInt8], file: String) throws -> [Line] {
        var scanner = Scanner(bytes: bytes, file: file)
        return try scanner.lines()
    }

    private struct Scanner {
        let bytes: [UInt8]
        let file: String
        var position = 0
        var line = 1

        init(bytes: [UInt8], file: String) {
            self.bytes = bytes
            self.file = file
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        }

        mutating func lines() throws -> [Line] {
            var lines: [Line] = []
            var record = 0
            while position < bytes.count {
                let start = line
                let fields = try self.record()
                record += 1
                // Spreadsheets save rows that were emptied as rows of bare commas: they say nothing.
                if fields.contains(where: { !$0.isEmpty }) { lines.append(Line(fields: fields, number: start, record: record)) }
            }
            return lines
        }

        private mutating func record() throws -> [String] {
            var fields: [String] = []
            while true {
                fields.append(try field())
                guard position < bytes.count else { return fields }
                guard bytes[position] == UInt8(ascii: ",") else {
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
            return try text(bytes[start..<position])
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
            return try text(content[...])
        }

        private func endsField(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        }

        private func text(_ content: ArraySlice<UInt8>) throws -> String {
            guard let text = String(validating: content, as: UTF8.self), !content.contains(0) else {
                throw fault(
                    Text(zh: "不是 UTF-8 文字", en: "this is not UTF-8 text"),
                    Text(zh: "另存为“CSV UTF-8”", en: "save the file as “CSV UTF-8”"))
            }
            return text
        }

        private var doubled: Text {
            Text(zh: "含引号、逗号或换行的字段整体加引号，其中的引号写两遍", en: "quote the whole field and double the quotes inside")
        }

        private func fault(_ message: Text, _ advice: Text) -> Failure {
            .malformed([Diagnostic(.init(file: file, line: line), message, advice: advice)])
        }
    }
}
