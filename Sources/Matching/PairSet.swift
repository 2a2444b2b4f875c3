/// A set of pairs, a bit for each pair that there is.
struct PairSet: Sendable {
    private var words: [UInt64]
    private(set) var isEmpty = true

    /// An empty set.
    ///
    /// - Parameter count: How many pairs there are at all.
    init(of count: Int) {
        words = [UInt64](repeating: 0, count: (count + 63) / 64)
    }

    init(of count: Int, _ pairs: some Sequence<Int>) {
        self.init(of: count)
        for pair in pairs { insert(pair) }
    }

    @inline(__always)
    func contains(_ pair: Int) -> Bool { words[pair >> 6] & (1 << UInt64(truncatingIfNeeded: pair & 63)) != 0 }

    /// Puts a pair in; whether it was not in before.
    @discardableResult
    mutating func insert(_ pair: Int) -> Bool {
        guard !contains(pair) else { return false }
        words[pair >> 6] |= 1 << UInt64(truncatingIfNeeded: pair & 63)
        isEmpty = false
        return true
    }
}
