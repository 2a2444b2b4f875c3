/// The affinities as whole numbers of a small unit, so that sums of them are exact.
///
/// The unit is a millionth where all affinities are whole millionths (any decimal with up to six places), else the
/// smallest sufficient power of two. Where even that would be too small for exact sums (values of very unlike
/// magnitude), values are rounded to the nearest multiple of the finest unit allowed, and `isExact` says so.
struct ExactAffinity: Sendable {
    /// Stands for a pair that may not be assigned.
    static let forbidden = Int.min

    /// How many units make an affinity of one.
    let scale: Int
    /// Whether the whole numbers stand for the very affinities.
    let isExact: Bool
    /// The affinities in units, row by row; `forbidden` where there is none.
    let weights: [Int]
    /// Every affinity is `offset` plus a multiple of this; zero where all are equal.
    let step: Int
    /// One of the affinities.
    let offset: Int
    /// The largest magnitude among them.
    let largest: Int

    init(_ values: [Double]) {
        let largestValue = values.reduce(0) { $1.isNaN ? $0 : max($0, abs($1)) }
        (scale, isExact) = ExactAffinity.unit(of: values, largest: largestValue)
        let factor = Double(scale)
        weights = values.map { $0.isNaN ? ExactAffinity.forbidden : Int(($0 * factor).rounded()) }
        offset = weights.first { $0 != ExactAffinity.forbidden } ?? 0
        var step = 0
        var largest = 0
        for weight in weights where weight != ExactAffinity.forbidden {
            step = greatestCommonDivisor(step, abs(weight - offset))
            largest = max(largest, abs(weight))
        }
        self.step = step
        self.largest = largest
    }

    private static func unit(of values: [Double], largest: Double) -> (scale: Int, isExact: Bool) {
        let million = 1_000_000.0
        if values.allSatisfy({ $0.isNaN || ($0 * million).rounded() / million == $0 }) { return (1_000_000, true) }
        // 2^46 units leave room in 63 bits for a hundred thousand places.
        var scale = 1 << 10
        while scale < 1 << 46, largest * Double(scale) < 0x1p46 {
            let factor = Double(scale)
            if values.allSatisfy({ $0.isNaN || ($0 * factor).rounded() == $0 * factor }) { return (scale, true) }
            scale <<= 1
        }
        return (scale, false)
    }
}

/// The greatest number that divides both; the other one where one is zero.
func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
}
