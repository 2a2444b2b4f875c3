/// The key of a draw: the one text that all public numbers make (RFC 3797, section 4).
///
/// The numbers of a source stand in ascending order, each with a full stop behind it; a stroke ends the source:
/// `9319./2.5.8.10.12./9.18.26.34.41.45./`.
public struct DrawKey: Sendable, Hashable {
    /// The text.
    public let text: String

    /// The key of some sources, each a list of numbers of at least 0 in any order.
    public init(sources: [[Int]]) {
        text = sources.map { $0.sorted().map { "\($0)." }.joined() + "/" }.joined()
    }

    /// The key of a seed and the public numbers: the seed is one source more, the first, and its only number is the
    /// seed read as a big-endian integer.
    ///
    /// Whoever sways a source does not know the seed, and whoever knows the seed does not know the numbers to come.
    public init(seed: [UInt8], sources: [[Int]]) {
        text = "\(DrawKey.decimal(seed))./" + DrawKey(sources: sources).text
    }

    /// Bytes as one big-endian integer in decimal digits, without leading zeros.
    static func decimal(_ bytes: [UInt8]) -> String {
        var rest = bytes.map(Int.init)
        var digits: [String] = []
        repeat {
            var remainder = 0
            for index in rest.indices {
                let value = remainder << 8 | rest[index]
                rest[index] = value / 10
                remainder = value % 10
            }
            digits.append("\(remainder)")
        } while rest.contains { $0 != 0 }
        return digits.reversed().joined()
    }
}
