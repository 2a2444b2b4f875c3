/// The greatest chance that a pair of a dossier and an expert may have (机会上限), as an exact fraction: above zero, at
/// most one.
public struct ChanceLimit: Sendable, Hashable, CustomStringConvertible {
    /// How many of `denominator` equally likely cases.
    public let numerator: Int
    /// Out of how many; at most a million.
    public let denominator: Int

    /// The greatest denominator: products with it stay exact.
    public static let largestDenominator = 1_000_000

    /// The quotient in lowest terms; nil unless it is above zero and at most one, with a sensible denominator.
    public init?(_ numerator: Int, outOf denominator: Int) {
        guard numerator > 0, numerator <= denominator else { return nil }
        let divisor = Self.greatestCommonDivisor(numerator, denominator)
        guard denominator / divisor <= Self.largestDenominator else { return nil }
        self.numerator = numerator / divisor
        self.denominator = denominator / divisor
    }

    /// A chance as people write it: `0.3` or `1/3`; nil where it is none. Digits are taken as they stand, so that 0.3
    /// is three tenths.
    public init?(_ text: String) {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if halves.count == 2, let numerator = WholeNumber.parse(halves[0]), let denominator = WholeNumber.parse(halves[1]) {
            self.init(numerator, outOf: denominator)
            return
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard halves.count == 1, (1...2).contains(parts.count), let whole = WholeNumber.parse(parts[0]), whole <= 1 else {
            return nil
        }
        guard parts.count == 2 else {
            self.init(whole, outOf: 1)
            return
        }
        guard (1...6).contains(parts[1].utf8.count), let places = WholeNumber.parse(parts[1]) else { return nil }
        let unit = parts[1].utf8.reduce(1) { product, _ in product * 10 }
        self.init(whole * unit + places, outOf: unit)
    }

    /// Whether so many cases out of so many are no more than this chance.
    public func allows(_ count: Int, outOf all: Int) -> Bool {
        Int128(count) * Int128(denominator) <= Int128(numerator) * Int128(all)
    }

    /// How many of so many equally likely cases it allows at most.
    public func most(of all: Int) -> Int { Int(Int128(all) * Int128(numerator) / Int128(denominator)) }

    private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
        b == 0 ? a : greatestCommonDivisor(b, a % b)
    }

    /// The nearest number.
    public var value: Double { Double(numerator) / Double(denominator) }

    /// The fraction, `1/2`.
    public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
}

extension ChanceLimit: Codable {
    /// Reads the text that is its description.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let limit = ChanceLimit(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "“\(text)” is no chance")
        }
        self = limit
    }

    /// Writes the fraction as text, so that it stays exact.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
