/// A score as a whole number of hundredths: exact, so that two people get the same digit.
public struct Points: Sendable, Hashable, Comparable {
    /// The score times one hundred.
    public let hundredths: Int

    /// A score of so many hundredths.
    public init(hundredths: Int) {
        self.hundredths = hundredths
    }

    /// A whole score.
    public init(_ whole: Int) {
        self.init(hundredths: whole * 100)
    }

    /// Reads a whole text as a decimal with at most two places (`85`, `85.5`, `-3.25`); nil for anything else,
    /// a digit of another script or trailing letters included.
    public init?(_ text: String) {
        var bytes = Array(text.utf8)[...]
        let negative = bytes.first == UInt8(ascii: "-")
        if negative { bytes = bytes.dropFirst() }
        let parts = bytes.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, (1...9).contains(whole.count), parts.count < 2 || (1...2).contains(parts[1].count)
        else { return nil }
        var value = 0
        var places = 0
        for byte in whole + (parts.count == 2 ? parts[1] : []) {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        places = parts.count == 2 ? parts[1].count : 0
        for _ in places..<2 { value *= 10 }
        self.init(hundredths: negative ? -value : value)
    }

    /// Smaller first.
    public static func < (left: Points, right: Points) -> Bool { left.hundredths < right.hundredths }

    /// The difference.
    public static func - (left: Points, right: Points) -> Points {
        Points(hundredths: left.hundredths - right.hundredths)
    }
}

extension Points: CustomStringConvertible, Codable {
    /// The score with two places: `85.50`.
    public var description: String {
        // The least whole number has no positive one beside it.
        let size = hundredths.magnitude
        return "\(hundredths < 0 ? "-" : "")\(size / 100).\(size % 100 < 10 ? "0" : "")\(size % 100)"
    }

    /// The score as short as it is exact: `85`, `85.5`.
    public var short: String {
        var text = description
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    /// Reads a number of hundredths.
    public init(from decoder: any Decoder) throws {
        self.init(hundredths: try decoder.singleValueContainer().decode(Int.self))
    }

    /// Writes the number of hundredths.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hundredths)
    }
}
