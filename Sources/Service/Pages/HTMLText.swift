/// A piece of HTML: the only thing that a template can be filled with as text.
///
/// What comes from people is escaped where it becomes one; what the program itself wrote has to be marked as that. The library's own
/// escaping isn't relied on: it goes by characters, and a `<` with a combining mark after it is another character than `<`, but the
/// same byte, and it is bytes that a browser reads.
struct HTMLText: Sendable, Hashable, CustomStringConvertible {
    /// The HTML.
    let html: String

    /// Text from anywhere, escaped byte by byte so that it stands in text and in quoted attributes alike. Control characters have
    /// no place in a page, but for line ends and tabs, which a field of several lines keeps.
    init(_ text: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            case UInt8(ascii: "`"): bytes += "&#96;".utf8
            case UInt8(ascii: "\t"), UInt8(ascii: "\n"): bytes.append(byte)
            // A literal carriage return would become a line end.
            case UInt8(ascii: "\r"): bytes += "&#13;".utf8
            case 0..<0x20, 0x7F: bytes += "\u{FFFD}".utf8
            default: bytes.append(byte)
            }
        }
        html = String(decoding: bytes, as: UTF8.self)
    }

    /// HTML that the program wrote, with everything in it escaped already.
    init(written html: String) { self.html = html }

    var description: String { html }
}
