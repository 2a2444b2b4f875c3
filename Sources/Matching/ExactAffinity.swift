/// The affinities, and the prices of soft requirements, as whole numbers of a small unit, so that sums of them are
/// exact.
///
/// The unit is a millionth where all of them are whole millionths (any decimal with up to six places), else the
/// smallest sufficient power of two. Where even that would be too small for exact sums (values of very unlike
/// magnitude), affinities are rounded to the nearest multiple of the finest unit allowed and prices down, so that no
/// bound is too low for them; `isExact` says so.
struct ExactAffinity: Sendable {
    /// Stands for a pair that may not be assigned.
    static let forbidden = Int.min

    /// How many units make an affinity of one.
    let scale: Int
    /// Whether the whole numbers stand for the very affinities and prices.
    let isExact: Bool
    /// The affinities in units, row by row; `forbidden` where there is none.
    let weights: [Int]
    /// Every affinity is `offset` plus a multiple of this; zero where all are equal.
    let step: Int
    /// One of the affinities.
    let offset: Int
    /// The largest magnitude among them.
    let largest: Int

    /// - Parameter payment: More than all prices that a plan could pay together.
    init(_ values: [Double], prices: [Double] = [], payment: Double = 0) {
        (scale, isExact) = ExactAffinity.unit(of: values, prices, payment)
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

    /// A price in units.
    func units(ofPrice price: Double) -> Int {
        Int((price * Double(scale)).rounded(isExact ? .toNearestOrAwayFromZero : .down))
    }

    private static func unit(
        of values: [Double], _ prices: [Double], _ payment: Double
    ) -> (scale: Int, isExact: Bool) {
        func allSatisfy(_ isWhole: (Double) -> Bool) -> Bool {
            values.allSatisfy { $0.isNaN || isWhole($0) } && prices.allSatisfy(isWhole)
        }
        let million = 1_000_000.0
        if allSatisfy({ ($0 * million).rounded() / million == $0 }) { return (1_000_000, true) }
        let largest = values.reduce(prices.max() ?? 0) { $1.isNaN ? $0 : max($0, abs($1)) }
        // 2^46 units leave room in 63 bits for a hundred thousand places, and 2^60 for what is paid.
        var scale = 1 << 10
        while scale < 1 << 46, largest * Double(scale) < 0x1p46, payment * Double(scale) < 0x1p60 {
            let factor = Double(scale)
            if allSatisfy({ ($0 * factor).rounded() == $0 * factor }) { return (scale, true) }
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
