internal import Matching

/// The draws of a simulation: whole numbers only, so that no digit depends on a mathematics library, nor on how a
/// standard library draws from a range.
///
/// Each purpose has a stream of its own, so that more requirements, coarser affinities or other loads leave all else
/// as it was.
struct Chance {
    /// What is drawn. The numbers are part of the format: another one gives other files.
    enum Purpose: Int {
        case dossierTopics = 1
        case expertTopics
        case affinities
        case specialties
        case organisations
        case expertRegions
        case dossierRegions
        case panels
        case qualities
        case leniencies
        case residuals
    }

    private var generator: SeededGenerator

    /// The stream of a purpose, or of one part of it, under a seed.
    init(seed: UInt64, _ purpose: Purpose, part: Int = 0) {
        var key = seed
        for number in [purpose.rawValue, part] {
            var generator = SeededGenerator(seed: key)
            key = generator.next() &+ UInt64(number)
        }
        generator = SeededGenerator(seed: key)
    }

    /// The next 64 bits.
    mutating func bits() -> UInt64 {
        generator.next()
    }

    /// A whole number from 0 up to, not including, a bound; of any bound below 2^32 each is equally likely to within
    /// a part in 2^32 (Lemire 2019: the high word of the product).
    mutating func below(_ bound: Int) -> Int {
        Int(generator.next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A deviation in 65 536ths of a standard deviation, nearly normal and never beyond six of them: the Irwin–Hall
    /// sum of twelve uniform 16-bit numbers less its mean. The variance of the sum is 2^32 − 1.
    mutating func deviation() -> Int {
        var sum = -6 * 65_535
        for _ in 0..<3 {
            var bits = generator.next()
            for _ in 0..<4 {
                sum += Int(bits & 0xFFFF)
                bits >>= 16
            }
        }
        return sum
    }

    /// A nearly normal number of a standard deviation, rounded to the nearest whole one, halves up.
    mutating func normal(standardDeviation: Int) -> Int {
        (deviation() * standardDeviation + 32_768) >> 16
    }

    /// The elements in a drawn order (Fisher and Yates).
    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var elements = elements
        for last in stride(from: elements.count - 1, to: 0, by: -1) { elements.swapAt(last, below(last + 1)) }
        return elements
    }
}
