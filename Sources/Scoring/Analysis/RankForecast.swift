internal import Foundation

/// How surely the dossiers' places by adjusted score are known.
///
/// Drawn from the joint distribution of the adjusted scores: dossiers that the same experts read err together, and the mean errs
/// for all alike, so that errors of differences are not those of single scores. Each draw comes with its mirror image, which
/// halves the work and leaves no error in the means. The normal distribution at the variances as estimated; ranks by their
/// uncertainty as in Goldstein & Spiegelhalter, “League Tables and Their Limitations”, J. R. Stat. Soc. A 159, 1996.
public struct RankForecast: Sendable, Hashable {
    /// What is known of the place of one dossier; the first place is 1.
    public struct Place: Sendable, Hashable {
        /// The mean of its places.
        public var expectedRank: Double
        /// The middle 90 % of its places: the 5 % and the 95 % quantile.
        public var interval: ClosedRange<Int>
        /// The chance that it truly is among the first so many; nil where that was not asked for.
        public var probabilitySelected: Double?
    }

    /// The dossiers, in the order of the table.
    public let places: [Place]
    /// How many are selected.
    public let selected: Int?
    /// How many draws there were; a chance p is known to within √(p(1 − p)/draws).
    public let draws: Int

    /// The forecast for a model.
    ///
    /// - Parameters:
    ///   - selected: How many dossiers are selected.
    ///   - draws: How many draws to make, rounded up to a multiple of 8; by default as many as take little time.
    ///   - seed: What they are drawn from; the same seed gives the same forecast.
    public init(_ model: ScoreModel, selecting selected: Int? = nil, draws: Int? = nil, seed: UInt64 = 0) {
        let count = model.items.count
        let rounds = max(1, ((draws ?? Self.usualDraws(for: count)) + 7) / 8)
        let total = 8 * rounds
        // The ranks of a dossier lie side by side.
        let ranks = [UInt32](unsafeUninitializedCapacity: count * total) { buffer, written in
            // Every eight draws have a generator and places of their own, so that it makes no difference who does them.
            nonisolated(unsafe) let ranks = buffer
            RowsTogether.forEachPart(of: 0..<rounds, by: 1, effort: 100 * count) { part in
                var order = RankOrder(count: count)
                for round in part {
                    var chance = Normal(seed: seed, stream: UInt64(round))
                    let errors = model.errors.draw(&chance)
                    for lane in 0..<8 {
                        for item in 0..<count {
                            let error = errors[item][lane & 3]
                            order[item] = model.items[item].value + (lane < 4 ? error : -error)
                        }
                        order.forEachInOrder { rank, item in
                            ranks.initializeElement(at: item * total + 8 * round + lane, to: UInt32(rank))
                        }
                    }
                }
            }
            written = count * total
        }
        places = (0..<count).map { Self.place(of: ranks[($0 * total)..<(($0 + 1) * total)], selected) }
        self.selected = selected
        self.draws = total
    }

    private static func usualDraws(for count: Int) -> Int {
        min(4_000, max(1_000, 10_000_000 / max(1, count)))
    }

    private static func place(of ranks: ArraySlice<UInt32>, _ selected: Int?) -> Place {
        let (first, last) = (Int(ranks.min() ?? 1), Int(ranks.max() ?? 1))
        var counts = [Int](repeating: 0, count: last - first + 1)
        var sum = 0
        for rank in ranks {
            counts[Int(rank) - first] += 1
            sum += Int(rank)
        }
        // The least rank with at least so large a part of the draws up to it.
        func quantile(_ part: Double) -> Int {
            var left = Int((part * Double(ranks.count)).rounded(.up))
            for (offset, count) in counts.enumerated() {
                left -= count
                if left <= 0 { return first + offset }
            }
            return last
        }
        return Place(
            expectedRank: Double(sum) / Double(ranks.count), interval: quantile(0.05)...quantile(0.95),
            probabilitySelected: selected.map { selected in
                Double(ranks.count { Int($0) <= selected }) / Double(ranks.count)
            })
    }
}

/// Puts values in order, the largest first, again and again: a radix sort of 32-bit keys.
private struct RankOrder {
    private let count: Int
    /// The key in the high half, the position in the low.
    private var keys: [UInt64]
    private var spare: [UInt64]

    init(count: Int) {
        self.count = count
        keys = .init(repeating: 0, count: count)
        spare = keys
    }

    subscript(item: Int) -> Double {
        get { Double(keys[item]) }
        set {
            // Single precision is finer than any score; the larger value gets the smaller key.
            let bits = Float(newValue).bitPattern
            let ascending = bits & 0x8000_0000 == 0 ? bits | 0x8000_0000 : ~bits
            keys[item] = UInt64(~ascending) << 32 | UInt64(item)
        }
    }

    /// Calls for each item with its rank from 1 on; equal values go by position.
    mutating func forEachInOrder(_ body: (_ rank: Int, _ item: Int) -> Void) {
        for shift in [32, 43, 54] {
            withUnsafeTemporaryAllocation(of: Int.self, capacity: 2_048) { places in
                places.initialize(repeating: 0)
                for key in keys { places[Int(key >> UInt64(shift)) & 2_047] += 1 }
                var next = 0
                for digit in places.indices { (places[digit], next) = (next, next + places[digit]) }
                for key in keys {
                    let digit = Int(key >> UInt64(shift)) & 2_047
                    spare[places[digit]] = key
                    places[digit] += 1
                }
            }
            swap(&keys, &spare)
        }
        for rank in keys.indices { body(rank + 1, Int(keys[rank] & 0xFFFF_FFFF)) }
    }
}
