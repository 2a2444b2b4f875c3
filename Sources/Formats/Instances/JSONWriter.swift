/// Writes JSON: members in the order given, two spaces a level, arrays of plain values, and of such beside plain arrays, on
/// one line.
struct JSONWriter {
    private(set) var text = ""

    /// A document as text, with a line end.
    static func text(of value: JSONValue) -> String {
        var writer = JSONWriter()
        writer.write(value, indent: "")
        return writer.text + "\n"
    }

    private mutating func write(_ value: JSONValue, indent: String) {
        switch value {
        case .null: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .number(let number): text += Self.number(number)
        case .string(let string): quote(string)
        case .numbers(let numbers): text += "[" + numbers.map(Self.number).joined(separator: ", ") + "]"
        case .array(let elements): writeArray(elements, indent)
        case .object(let members):
            guard !members.isEmpty else {
                text += "{}"
                return
            }
            text += "{\n"
            for (index, member) in members.enumerated() {
                text += indent + "  "
                quote(member.name)
                text += ": "
                write(member.value, indent: indent + "  ")
                text += index == members.count - 1 ? "\n" : ",\n"
            }
            text += indent + "}"
        }
    }

    private mutating func writeArray(_ elements: [JSONValue], _ indent: String) {
        let isPlain =
            elements.allSatisfy(\.isPlain) || elements.contains(where: \.isPlain) && elements.allSatisfy { $0.isPlain || $0.isPlainArray }
        text += "["
        for (index, element) in elements.enumerated() {
            text += isPlain ? (index == 0 ? "" : ", ") : (index == 0 ? "\n" : ",\n") + indent + "  "
            write(element, indent: indent + "  ")
        }
        text += isPlain ? "]" : "\n" + indent + "]"
    }

    /// Whole numbers without a point; what is no number as null.
    static func number(_ number: Double) -> String {
        guard number.isFinite else { return "null" }
        return number == number.rounded() && abs(number) < 0x1p53 ? String(Int(number)) : "\(number)"
    }

    private mutating func quote(_ string: String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
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
