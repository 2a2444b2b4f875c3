import Matching

/// Damages bytes as transmission, editors and enemies do; the same way for the same seed.
struct Damage {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    private mutating func draw(_ range: Range<Int>) -> Int { Int.random(in: range, using: &generator) }

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[draw(0..<elements.count)] }

    /// Somewhat damaged text of JSON: one blow or two, most of which leave it JSON.
    mutating func text(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<pick([1, 1, 2]) {
            switch draw(0..<10) {
            case 0: bytes = blow(bytes)
            case 1: bytes = blowAtToken(bytes)
            case 2, 3: bytes = withoutElement(bytes)
            case 4, 5: bytes = exchangingValues(bytes)
            default: bytes = exchangingScalar(bytes)
            }
        }
        return bytes
    }

    /// A somewhat damaged matrix of NumPy: mostly in its values, where it stays one.
    mutating func matrix(_ bytes: [UInt8], headerLength: Int) -> [UInt8] {
        if draw(0..<3) == 0 { return blow(bytes) }
        var bytes = bytes
        if draw(0..<3) == 0 {
            let header = draw(10..<headerLength)
            bytes[header] = pick(Array("0123456789 '\"(),:{}TFtrue<>=f4f8|\n".utf8))
            return bytes
        }
        for _ in 0..<draw(1..<4) { bytes[draw(headerLength..<bytes.count)] = pick([0, 1, 0x7F, 0x80, 0xF0, 0xFF, 0x3F, 0x49]) }
        return bytes
    }

    // MARK: Anywhere

    private mutating func blow(_ bytes: [UInt8]) -> [UInt8] {
        guard !bytes.isEmpty else { return [UInt8(draw(0..<256))] }
        var bytes = bytes
        let place = draw(0..<bytes.count)
        let piece = place..<min(place + draw(1..<12), bytes.count)
        switch draw(0..<8) {
        case 0: bytes[place] ^= 1 << UInt8(draw(0..<8))
        case 1: bytes[place] = pick([0, 255, 0x22, 0x5C, 0x7B, 0x5B, 0x2C, 0x30, 0xC0, 0xED])
        case 2: bytes.insert(UInt8(draw(0..<256)), at: place)
        case 3: bytes.removeSubrange(piece)
        case 4: bytes.insert(contentsOf: Array(bytes[piece]), at: draw(0..<bytes.count))
        case 5: bytes.removeSubrange(place...)
        case 6: bytes = Array(bytes[place...]) + bytes[..<place]
        default: for index in piece { bytes[index] = UInt8(draw(0..<256)) }
        }
        return bytes
    }

    // MARK: At a token

    private static let numbers = [
        "0", "-0", "1", "-1", "2", "3", "0.5", "1.5", "1e6", "1000000", "1000001", "1e-400", "1e308", "1e999", "-1e999", "1E+2",
        "9007199254740993", "123456789012345678901234567890", "0.1234567890123456789", "2e-45", "1e-7", "NaN", "Infinity",
        "-Infinity", "01", ".5", "5.", "+1", "0x10", "1_000", "null", "0.30000000000000004", "1000000.0000001", "-1e-20",
    ]

    private static let strings = [
        "\"\"", "\"all\"", "\"D1\"", "\"E2\"", "\"E4\"", "\"a\"", "\"b\"", "\"x\"", "\"s\"", "\"values\"", "\"npy\"", "\"tags\"",
        "\"\\u0000\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"", "\"e\\u0301\"", "\"é\"", "\"\\u00E9\"", "\"..\"", "\"/etc/passwd\"",
        "\"Demand\"", "\"pinned\"", "\"\\n\"", "\"\\x\"", "\"\u{FEFF}\"", "\"\u{1F469}\u{200D}\u{1F52C}\"",
    ]

    private static let values =
        numbers + strings + [
            "true", "false", "[]", "{}", "[[]]", "[null]", "[1, null]", "[\"D1\", \"E1\"]", "[\"D1\", \"E1\", \"D2\", \"E2\"]",
            "{\"id\": \"D1\", \"demand\": 1}", "{\"tag\": \"s\", \"dossiers\": [], \"maximumPerValue\": 0}",
            String(repeating: "[", count: 70) + String(repeating: "]", count: 70), String(repeating: "{\"a\": ", count: 1000),
            "[[0.5, 0.25, 1, null], [0.5, 0.25, 1, null], [0.5, 0.25, 1, null]]",
        ]

    /// A number for a number, a text for a text, from elsewhere in the document or from the lists above.
    private mutating func exchangingScalar(_ bytes: [UInt8]) -> [UInt8] {
        let scalars = Damage.tokens(of: bytes).filter { !"{}[],:".utf8.contains(bytes[$0.lowerBound]) }
        guard !scalars.isEmpty else { return blow(bytes) }
        let token = pick(scalars)
        let isText = bytes[token.lowerBound] == UInt8(ascii: "\"")
        let alike = scalars.filter { (bytes[$0.lowerBound] == UInt8(ascii: "\"")) == isText }
        let other = draw(0..<2) == 0 ? Array(bytes[pick(alike)]) : Array(pick(isText ? Damage.strings : Damage.numbers).utf8)
        return Array(bytes[..<token.lowerBound]) + other + bytes[token.upperBound...]
    }

    /// A value of the document in the place of another.
    private mutating func exchangingValues(_ bytes: [UInt8]) -> [UInt8] {
        let tokens = Damage.tokens(of: bytes)
        guard !tokens.isEmpty else { return blow(bytes) }
        let values = [pick(tokens), pick(tokens)].map { Damage.value(from: $0, in: bytes) }
        return Array(bytes[..<values[0].lowerBound]) + bytes[values[1]] + bytes[values[0].upperBound...]
    }

    /// An element or member less, its comma too; or once more.
    private mutating func withoutElement(_ bytes: [UInt8]) -> [UInt8] {
        let commas = Damage.tokens(of: bytes).filter { bytes[$0.lowerBound] == UInt8(ascii: ",") }
        guard !commas.isEmpty else { return blow(bytes) }
        let start = pick(commas).lowerBound
        var depth = 0
        var end = start + 1
        while end < bytes.count {
            let sign = bytes[end]
            if depth == 0, ",]}".utf8.contains(sign) { break }
            if "[{".utf8.contains(sign) { depth += 1 }
            if "]}".utf8.contains(sign) { depth -= 1 }
            end += 1
        }
        let element = draw(0..<3) == 0 ? Array(bytes[start..<end]) + bytes[start..<end] : []
        return Array(bytes[..<start]) + element + bytes[end...]
    }

    /// The value that begins with a token, to the bracket that closes it.
    private static func value(from token: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        guard "[{".utf8.contains(bytes[token.lowerBound]) else { return token }
        var depth = 0
        for place in token.lowerBound..<bytes.count {
            if "[{".utf8.contains(bytes[place]) { depth += 1 }
            if "]}".utf8.contains(bytes[place]) { depth -= 1 }
            if depth == 0 { return token.lowerBound..<place + 1 }
        }
        return token
    }

    /// Swaps a token for another, leaves it out, says it twice, or puts something before it.
    private mutating func blowAtToken(_ bytes: [UInt8]) -> [UInt8] {
        let tokens = Damage.tokens(of: bytes)
        guard !tokens.isEmpty else { return blow(bytes) }
        let token = pick(tokens)
        let other = pick(tokens)
        let instead: [UInt8]
        switch draw(0..<7) {
        case 0, 1, 2: instead = Array(pick(Damage.values).utf8)
        case 3: instead = Array(bytes[other])
        case 4: instead = []
        case 5: instead = Array(pick(Damage.values).utf8) + Array(", ".utf8) + Array(bytes[token])
        // From this token to another once more: members that occur twice, elements too many.
        default: instead = Array(bytes[token.lowerBound..<max(token.upperBound, other.upperBound)]) + Array(bytes[token])
        }
        return Array(bytes[..<token.lowerBound]) + instead + bytes[token.upperBound...]
    }

    /// Strings, words and numbers, signs.
    private static func tokens(of bytes: [UInt8]) -> [Range<Int>] {
        var tokens: [Range<Int>] = []
        var place = 0
        while place < bytes.count {
            let start = place
            let isSign = "{}[],:".utf8.contains(bytes[place])
            let isString = bytes[place] == UInt8(ascii: "\"")
            place += 1
            if isString {
                while place < bytes.count, bytes[place] != UInt8(ascii: "\"") { place += 1 }
                place = min(place + 1, bytes.count)
            } else if !isSign {
                while place < bytes.count, !"{}[],:\" \n".utf8.contains(bytes[place]) { place += 1 }
            }
            if !" \n".utf8.contains(bytes[start]) { tokens.append(start..<place) }
        }
        return tokens
    }
}
