internal import Foundation

/// Reads JSON from bytes, strictly by RFC 8259: no comments, no trailing commas, no member twice, nothing after the
/// end, at most 64 levels.
struct JSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depth = 0

    /// The document in some bytes.
    static func read(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
        let result = bytes.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(bytes: buffer)
            return Result { () throws(JSONFault) in try reader.document() }
        }
        return try result.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    private mutating func document() throws(JSONFault) -> JSONValue {
        // A byte order mark is not allowed, but some editors write one.
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
        let value = try value()
        skipSpace()
        guard position == bytes.count else {
            throw fault("文档结束后还有内容", "there is something after the end of the document")
        }
        return value
    }

    private mutating func value() throws(JSONFault) -> JSONValue {
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func object() throws(JSONFault) -> JSONValue {
        try descend()
        defer { depth -= 1 }
        position += 1
        var members: [(name: String, value: JSONValue)] = []
        var names: Set<String> = []
        skipSpace()
        if take("}") { return .object(members) }
        repeat {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else {
                throw fault("应为成员名（字符串）", "expected the name of a member, a string")
            }
            let name = try string()
            guard names.insert(name).inserted else {
                throw fault("成员“\(name)”重复", "the member “\(name)” occurs twice")
            }
            skipSpace()
            guard take(":") else { throw fault("应为“:”", "expected “:”") }
            members.append((name, try value()))
            skipSpace()
        } while take(",")
        guard take("}") else { throw fault("应为“,”或“}”", "expected “,” or “}”") }
        return .object(members)
    }

    private mutating func array() throws(JSONFault) -> JSONValue {
        try descend()
        defer { depth -= 1 }
        position += 1
        skipSpace()
        if take("]") { return .array([]) }
        var numbers: [Double] = []
        var elements: [JSONValue]?
        repeat {
            skipSpace()
            if elements == nil, let number = try numberOrNull() {
                numbers.append(number)
            } else {
                if elements == nil { elements = JSONValue.numbers(numbers).elements }
                elements?.append(try value())
            }
            skipSpace()
        } while take(",")
        guard take("]") else { throw fault("应为“,”或“]”", "expected “,” or “]”") }
        return elements.map(JSONValue.array) ?? .numbers(numbers)
    }

    private mutating func numberOrNull() throws(JSONFault) -> Double? {
        switch peek {
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "n"):
            _ = try word("null", .null)
            return .nan
        default: return nil
        }
    }

    /// Numbers of up to 15 digits and 22 places are exact by one division; the C library reads the others.
    private mutating func number() throws(JSONFault) -> Double {
        let start = position
        let isNegative = take("-")
        let firstDigit = position
        var digits = 0
        var mantissa = 0
        var places = 0
        while let digit = digit() {
            if digits < 18 { mantissa = mantissa &* 10 &+ digit }
            digits += 1
            position += 1
        }
        guard digits > 0 else { throw fault("应为一个值", "expected a value") }
        guard digits == 1 || bytes[firstDigit] != UInt8(ascii: "0") else {
            throw fault("数字不能以 0 开头", "a number may not begin with a zero")
        }
        if take(".") {
            while let digit = digit() {
                if digits < 18 { mantissa = mantissa &* 10 &+ digit }
                digits += 1
                places += 1
                position += 1
            }
            guard places > 0 else { throw fault("小数点后应有数字", "expected a digit after the point") }
        }
        let hasExponent = take("e") || take("E")
        if hasExponent {
            _ = take("+") || take("-")
            guard digit() != nil else { throw fault("指数应有数字", "expected a digit in the exponent") }
            while digit() != nil { position += 1 }
        }
        if !hasExponent, digits <= 15 {
            let magnitude = places == 0 ? Double(mantissa) : Double(mantissa) / Self.powersOfTen[places]
            return isNegative ? -magnitude : magnitude
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let value = Double(text), value.isFinite else { throw fault("数字过大", "the number is too large") }
        return value
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]

    private mutating func string() throws(JSONFault) -> String {
        position += 1
        var text: [UInt8] = []
        while true {
            guard position < bytes.count else { throw fault("字符串没有结束", "the string does not end") }
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw fault("字符串不是有效的 UTF-8", "the string is not valid UTF-8")
                }
                // One spelling for what looks the same.
                return string.utf8.allSatisfy { $0 < 128 } ? string : string.precomposedStringWithCanonicalMapping
            case UInt8(ascii: "\\"): text += try escaped()
            case 0..<0x20: throw fault("字符串中有控制字符", "there is a control character in a string")
            default: text.append(byte)
            }
        }
    }

    private mutating func escaped() throws(JSONFault) -> [UInt8] {
        let byte = peek
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "u"):
            var units = [try codeUnit()]
            if UTF16.isLeadSurrogate(units[0]), take("\\"), take("u") { units.append(try codeUnit()) }
            guard let text = String(validating: units, as: UTF16.self) else {
                throw fault("无效的 \\u 转义", "an invalid \\u escape")
            }
            return Array(text.utf8)
        default: throw fault("无效的转义", "an invalid escape")
        }
    }

    private mutating func codeUnit() throws(JSONFault) -> UInt16 {
        guard position + 4 <= bytes.count else { throw fault("无效的 \\u 转义", "an invalid \\u escape") }
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(UnicodeScalar(peek)).hexDigitValue else {
                throw fault("无效的 \\u 转义", "an invalid \\u escape")
            }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        let length = word.utf8CodeUnitCount
        let matches =
            position + length <= bytes.count && (0..<length).allSatisfy { bytes[position + $0] == word.utf8Start[$0] }
        guard matches else { throw fault("应为一个值", "expected a value") }
        position += length
        return value
    }

    private mutating func descend() throws(JSONFault) {
        depth += 1
        guard depth <= 64 else { throw fault("嵌套过深", "nested too deeply") }
    }

    /// The byte at hand; 0, which JSON nowhere allows, at the end.
    private var peek: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private func digit() -> Int? {
        let digit = peek &- UInt8(ascii: "0")
        return digit < 10 ? Int(digit) : nil
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private func fault(_ zh: String, _ en: String) -> JSONFault {
        let line = 1 + bytes.prefix(position).count { $0 == 0x0A }
        return JSONFault(line: line, zh: zh, en: en)
    }
}
