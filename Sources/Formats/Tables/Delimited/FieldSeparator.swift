/// Which sign separates the fields of a text: the comma, the tab (what is pasted from a spreadsheet) or the semicolon (what
/// spreadsheets save where the comma is the decimal point).
enum FieldSeparator {
    /// How many records are looked at.
    private static let records = 100

    /// The sign by which most records have the same number of fields, more than one; among such the one with more fields, then
    /// the comma before the tab before the semicolon. Signs within quotes don't count. A text without any has one column.
    static func found(in text: [UInt8]) -> UInt8 {
        let candidates = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")]
        var best = (sign: candidates[0], records: 0, fields: 1)
        for (sign, counts) in zip(candidates, fieldCounts(of: text, by: candidates)) {
            let frequent = Dictionary(grouping: counts.filter { $0 > 1 }, by: \.self)
                .map { (fields: $0.key, records: $0.value.count) }
                .max { ($0.records, $0.fields) < ($1.records, $1.fields) }
            // A single record below the first that has the sign is a cell that lists something.
            guard let frequent, frequent.records > 1 || counts[0] > 1, (frequent.records, frequent.fields) > (best.records, best.fields)
            else { continue }
            best = (sign, frequent.records, frequent.fields)
        }
        return best.sign
    }

    /// The number of fields of each of the first records, by each sign.
    private static func fieldCounts(of text: [UInt8], by signs: [UInt8]) -> [[Int]] {
        var counts: [[Int]] = signs.map { _ in [] }
        var current = signs.map { _ in 1 }
        var isQuoted = false
        var hasText = false
        func close() {
            for index in signs.indices where hasText { counts[index].append(current[index]) }
            current = signs.map { _ in 1 }
            hasText = false
        }
        for byte in text {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                close()
                if counts[0].count == records { return counts }
                continue
            }
            hasText = true
            guard !isQuoted else { continue }
            for index in signs.indices where signs[index] == byte { current[index] += 1 }
        }
        close()
        return counts
    }
}
