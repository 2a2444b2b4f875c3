internal import Foundation

/// The fields of a form or of a query, as browsers send them (application/x-www-form-urlencoded).
struct FormFields: Sendable {
    private var values: [String: [String]] = [:]

    init() {}

    /// Reads fields; what isn't UTF-8 becomes U+FFFD, and line ends become one character, as they are in the page.
    init(_ bytes: some Sequence<UInt8>) {
        for pair in Array(bytes).split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            values[FormFields.text(parts[0]), default: []].append(parts.count > 1 ? FormFields.text(parts[1]) : "")
        }
    }

    /// The first value of a field; empty where there is none.
    subscript(name: String) -> String { values[name]?.first ?? "" }

    /// Whether a field came with it.
    func has(_ name: String) -> Bool { values[name] != nil }

    /// Every value of a field.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// All of it but the keys of the form itself, in one order: what the request asks for.
    var content: [UInt8] {
        values.filter { $0.key != "form-key" && $0.key != "once" }.sorted { $0.key < $1.key }
            .flatMap { Array("\($0.key)\u{0}\($0.value.joined(separator: "\u{0}"))\u{0}\u{0}".utf8) }
    }

    private static func text(_ encoded: ArraySlice<UInt8>) -> String {
        var bytes: [UInt8] = []
        var index = encoded.startIndex
        while index < encoded.endIndex {
            switch encoded[index] {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                if index + 2 < encoded.endIndex, let high = digit(encoded[index + 1]), let low = digit(encoded[index + 2]) {
                    bytes.append(high << 4 | low)
                    index += 2
                } else {
                    bytes.append(encoded[index])
                }
            default: bytes.append(encoded[index])
            }
            index += 1
        }
        return String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

/// Addresses within the pages.
enum PageAddress {
    /// A path out of parts that come from data: everything but letters, digits and `-._~` is escaped.
    static func path(_ parts: String...) -> String { parts.map { "/" + escaped($0) }.joined() }

    /// A part of a path, or a value of a query.
    static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        return String(
            decoding: text.utf8.flatMap { byte -> [UInt8] in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                    [byte]
                default: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
                }
            }, as: UTF8.self)
    }

    /// Whether an address that came from outside leads nowhere but here: a path, with no host before it.
    static func isLocal(_ address: String) -> Bool {
        let bytes = Array(address.utf8)
        return bytes.first == UInt8(ascii: "/") && bytes.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
            && (bytes.count < 2 || bytes[1] != UInt8(ascii: "/"))
    }
}
