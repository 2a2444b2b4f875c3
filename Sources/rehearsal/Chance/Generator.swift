/// Chance that is the same on every machine: SplitMix64, one stream for each purpose.
///
/// A stream has a name, so a change in how one table is drawn leaves the other tables as they were, and the score of
/// one expert on one dossier does not depend on who else was assigned. Everything is whole numbers: no digit depends on
/// a mathematics library, nor on how the standard library draws from a range.
struct Generator {
    private var state: UInt64

    /// The stream of a name under a seed.
    init(seed: UInt64, stream: String) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in stream.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        state = hash ^ (seed &* 0x9e37_79b9_7f4a_7c15)
        // Names that differ in one letter start far apart.
        state = next()
    }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }

    /// A whole number from 0 up to, not including, a bound; each equally likely.
    mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "a draw needs something to draw from")
        let bound = UInt64(bound)
        let unusable = (UInt64.max % bound + 1) % bound
        while true {
            let bits = next()
            if bits <= UInt64.max - unusable { return Int(bits % bound) }
        }
    }

    /// A whole number of a closed range; each equally likely.
    mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// Whether something happens that happens so many times in a hundred.
    mutating func happens(_ percent: Int) -> Bool {
        below(100) < percent
    }

    /// A deviation in thousandths of a standard deviation, nearly normal: twelve uniform draws, summed.
    mutating func deviation() -> Int {
        var sum = -5994
        for _ in 0..<12 { sum += below(1000) }
        return sum
    }
}

extension Generator {
    /// One of several.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// One of several, each as likely as its weight is large.
    mutating func pick<Element>(_ elements: [(element: Element, weight: Int)]) -> Element {
        var left = below(elements.reduce(0) { $0 + $1.weight })
        for entry in elements {
            if left < entry.weight { return entry.element }
            left -= entry.weight
        }
        preconditionFailure("the draw lies below the sum of the weights")
    }

    /// All of them in a drawn order.
    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var elements = elements
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(last, below(last + 1))
        }
        return elements
    }

    /// So many of them, each at most once, in the order in which they stood.
    mutating func choose<Element>(_ count: Int, of elements: [Element]) -> [Element] {
        let places = shuffled(Array(elements.indices)).prefix(count).sorted()
        return places.map { elements[$0] }
    }
}
