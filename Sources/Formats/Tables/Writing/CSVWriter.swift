/// Writes comma-separated values that a spreadsheet opens as text and never runs.
public struct CSVWriter: Sendable {
    /// What has been written: UTF-8 with a byte-order mark, since Excel asks for one.
    public private(set) var text = "\u{FEFF}"

    /// A table with a header.
    public init(header: [String]) {
        add(header)
    }

    /// Adds a row.
    public mutating func add(_ fields: [String]) {
        text += fields.map(CSVWriter.field).joined(separator: ",") + "\r\n"
    }

    /// A field in quotes where it needs them; with an apostrophe before a sign that a spreadsheet takes for a formula.
    private static func field(_ value: String) -> String {
        var bytes = Array(value.utf8)
        if FormulaSign.begins(bytes), !isNumber(bytes) {
            bytes.insert(UInt8(ascii: "'"), at: 0)
        }
        guard bytes.contains(where: { "\",\r\n".utf8.contains($0) }) else { return String(decoding: bytes, as: UTF8.self) }
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { quoted.append(byte) }
            quoted.append(byte)
        }
        quoted.append(UInt8(ascii: "\""))
        return String(decoding: quoted, as: UTF8.self)
    }

    private static func isNumber(_ bytes: [UInt8]) -> Bool {
        bytes.count > 1 && "+-".utf8.contains(bytes[0]) && bytes.dropFirst().allSatisfy { "0123456789.".utf8.contains($0) }
    }
}
