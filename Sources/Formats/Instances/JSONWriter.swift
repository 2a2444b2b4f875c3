/// Writes JSON: members in the order given, two spaces a level, arrays of plain values, and of such beside plain arrays, on
/// one line.
struct JSONWriter {
    private var bytes: [UInt8] = []

    /// A document as text, with a line end.
    static func text(of value: JSONValue) -> String {
        var writer = JSONWriter()
        writer.write(value, indent: "")
        writer.write("\n")
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private mutating func write(_ text: String) { bytes += text.utf8 }

    private mutating func write(_ value: JSONValue, indent: String) {
        switch value {
        case .null: write("null")
        case .bool(let flag): write(flag ? "true" : "false")
        case .number(let number): write(Self.number(number))
        case .string(let string): quote(string)
        case .numbers(let numbers): write("[" + numbers.map(Self.number).joined(separator: ", ") + "]")
        case .array(let elements): writeArray(elements, indent)
        case .object(let members):
            guard !members.isEmpty else { return write("{}") }
            write("{\n")
            for (index, member) in members.enumerated() {
                write(indent + "  ")
                quote(member.name)
                write(": ")
                write(member.value, indent: indent + "  ")
                write(index == members.count - 1 ? "\n" : ",\n")
            }
            write(indent + "}")
        }
    }

    private mutating func writeArray(_ elements: [JSONValue], _ indent: String) {
        let isPlain =
            elements.allSatisfy(\.isPlain) || elements.contains(where: \.isPlain) && elements.allSatisfy { $0.isPlain || $0.isPlainArray }
        let inner = indent + "  "
        write("[")
        for (index, element) in elements.enumerated() {
            if index > 0 { write(isPlain ? ", " : ",") }
            if !isPlain { write("\n" + inner) }
            write(element, indent: inner)
        }
        write(isPlain ? "]" : "\n" + indent + "]")
    }

    /// Whole numbers without a point; what is no number as null.
    static func number(_ number: Double) -> String {
        guard number.isFinite else { return "null" }
        return number == number.rounded() && abs(number) < 0x1p53 ? String(Int(number)) : "\(number)"
    }

    private mutating func quote(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        // All that is escaped is a byte of its own in UTF-8.
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""): write("\\\"")
            case UInt8(ascii: "\\"): write("\\\\")
            case UInt8(ascii: "\n"): write("\\n")
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                write("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension JSONValue {
    fileprivate var isPlain: Bool {
        switch self {
        case .null, .bool, .number, .string: true
        case .array, .numbers, .object: false
        }
    }

    fileprivate var isPlainArray: Bool { if case .array(let elements) = self { elements.allSatisfy(\.isPlain) } else { false } }

    /// A number, or null for nil.
    init(_ number: Double?) {
        self = number.map(JSONValue.number) ?? .null
    }

    /// A whole number; exact up to 2^53, beyond that a string.
    init(_ number: Int) {
        self = abs(number) < 1 << 53 ? .number(Double(number)) : .string(String(number))
    }
}
