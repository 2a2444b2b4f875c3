/// A little noise on affinities. Where many are equal, the simplex method wanders among equally good corners for
/// minutes; noise ends that. Corners that are best with the noise are nearly always best without.
///
/// Noisy affinities are whole numbers of a part of the unit, so that all who compute with them mean the same.
struct Scattering: Sendable {
    /// In how many parts a unit of affinity is divided.
    let fineness: Int
    /// The most that is added, in parts.
    let spread: Int

    /// No noise at all.
    static let none = Scattering(fineness: 1, spread: 0)

    private init(fineness: Int, spread: Int) {
        (self.fineness, self.spread) = (fineness, spread)
    }

    /// Noise of at most a thousandth of the largest weight.
    fileprivate init(largest: Int) {
        self.init(fineness: 10_000, spread: 10 * max(largest, 1))
    }

    var isNone: Bool { spread == 0 }

    /// What a pair of a weight in units is worth, in parts.
    @inline(__always)
    func worth(of pair: Int, _ weight: Int) -> Int {
        isNone ? weight : weight * fineness + Int(scattered(pair).multipliedFullWidth(by: UInt64(spread)).high)
    }
}

extension AssignmentModel {
    /// The noise that suits what is sought.
    var scattering: Scattering { Scattering(largest: aim.isCounted ? 1 : affinity.largest) }

    /// Whether so many pairs are worth the same that they should be scattered.
    var isCoarse: Bool { aim.isCounted || affinity.isCoarse }
}

extension ExactAffinity {
    /// Whether so many affinities are equal that they should be scattered.
    var isCoarse: Bool {
        let stride = max(1, weights.count / 20_000)
        let sample = Swift.stride(from: 0, to: weights.count, by: stride).map { weights[$0] }
        return Set(sample).count < sample.count / 10 + 2
    }
}

/// A number that looks drawn at random, always the same for the same index (the finaliser of SplitMix64).
func scattered(_ index: Int) -> UInt64 {
    var bits = UInt64(truncatingIfNeeded: index) &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
}
