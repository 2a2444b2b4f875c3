internal import Foundation

/// The joint distribution of the errors of all adjusted scores, by drawing from it.
///
/// Given the mean and the effects of the few, those of the many are independent; so a draw takes one product with L⁻ᵀ, and the
/// rest is simple. Normal, at the variances as estimated.
struct JointErrors: Sendable {
    let design: CrossedDesign
    let ratios: RestrictedLikelihood.Ratios
    let shares: [Double]
    let factor: CholeskyFactor
    let fall: [Double]
    let meanDeviation: Double
    let deviation: Double

    /// Four draws of the errors of mean + effect of every dossier.
    func draw(_ chance: inout Normal) -> [SIMD4<Double>] {
        var mean = SIMD4<Double>.zero
        for lane in 0..<4 { mean[lane] = meanDeviation * chance.next() }
        var source = [SIMD4<Double>](repeating: .zero, count: factor.padded)
        for index in 0..<factor.order { source[index] = chance.four() }
        var few = source
        source.withUnsafeBufferPointer { source in
            few.withUnsafeMutableBufferPointer { few in
                guard let from = source.baseAddress, let to = few.baseAddress else { return }
                factor.backward(fours: from, into: to)
            }
        }
        let scale = deviation * ratios.few.squareRoot()
        for index in 0..<factor.order { few[index] = few[index] * scale - mean * fall[index] }
        if design.ratersAreMany { return few.prefix(factor.order).map { $0 + mean } }
        return (0..<design.manyCount).map { index in
            var sum = SIMD4<Double>.zero
            for place in design.range(index) { sum += few[design.few[place]] + mean }
            return chance.four() * (deviation * shares[index].squareRoot()) + mean - sum * shares[index]
        }
    }
}

/// Standard normal deviates from a seed.
struct Normal {
    private var state: UInt64
    private var spare: Double?

    /// One of the many sequences of a seed, each of which begins somewhere of its own.
    init(seed: UInt64, stream: UInt64) {
        state = seed
        state = bits() &+ stream
        state = bits()
    }

    /// SplitMix64: Steele, Lea, Flood, “Fast Splittable Pseudorandom Number Generators”, OOPSLA 2014.
    private mutating func bits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// The next one, by Box and Muller (Ann. Math. Stat. 29, 1958).
    mutating func next() -> Double {
        if let spare {
            self.spare = nil
            return spare
        }
        let pair = pair()
        spare = pair.1
        return pair.0
    }

    /// Four at once.
    mutating func four() -> SIMD4<Double> {
        let (first, second) = (pair(), pair())
        return SIMD4(first.0, first.1, second.0, second.1)
    }

    private mutating func pair() -> (Double, Double) {
        let unit = 0x1p-53
        let radius = (-2 * log((Double(bits() >> 11) + 0.5) * unit)).squareRoot()
        let angle = 2 * Double.pi * Double(bits() >> 11) * unit
        return (radius * cos(angle), radius * sin(angle))
    }
}
