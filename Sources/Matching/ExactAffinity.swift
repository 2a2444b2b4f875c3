/// The affinities, and the prices of soft requirements, as whole numbers of a small unit, so that sums of them are
/// exact.
///
/// The unit is a millionth where all of them are whole millionths (any decimal with up to six places), else the
/// smallest sufficient power of two. Where even that would be too small for exact sums (values of very unlike
/// magnitude), affinities are rounded to the nearest multiple of the finest unit allowed and prices down, so that no
/// bound is too low for them; `isExact` says so.
struct ExactAffinity: Sendable {
    /// Stands for a pair that may not be assigned.
    static let forbidden = UnitMatrix.forbidden

    /// How many units make an affinity of one.
    let scale: Int
    /// Whether the whole numbers stand for the very affinities and prices.
    let isExact: Bool
    /// The affinities in units, row by row; `forbidden` where there is none.
    let weights: UnitMatrix
    /// Every affinity is `offset` plus a multiple of this; zero where all are equal.
    let step: Int
    /// One of the affinities.
    let offset: Int
    /// The largest magnitude among them.
    let largest: Int

    /// - Parameters:
    ///   - barred: Pairs that have no affinity whatever the matrix says.
    ///   - payment: More than all prices that a plan could pay together.
    init(_ matrix: AffinityMatrix, barring barred: PairSet? = nil, prices: [Double] = [], payment: Double = 0) {
        let given = GivenAffinities(matrix: matrix, barred: barred.flatMap { $0.isEmpty ? nil : $0 })
        let unit = ExactAffinity.unit(of: given, prices, payment)
        scale = unit.scale
        isExact = unit.isExact
        let factor = Double(unit.scale)
        // By a power of two, products are exact.
        let isWhole = unit.isExact && unit.scale.nonzeroBitCount == 1
        weights = UnitMatrix(count: matrix.count, magnitude: unit.largest * factor) { place in
            let value = given[place]
            if value.isNaN { return ExactAffinity.forbidden }
            return isWhole ? Int(value * factor) : Int((value * factor).rounded())
        }
        var offset: Int?
        var step = 0
        var largest = 0
        weights.forEachAllowed { weight in
            largest = max(largest, abs(weight))
            guard let first = offset else {
                offset = weight
                return
            }
            let distance = abs(weight - first)
            if step != 1, distance != 0, step == 0 || distance % step != 0 { step = greatestCommonDivisor(step, distance) }
        }
        self.offset = offset ?? 0
        self.step = step
        self.largest = largest
    }

    /// Some affinities that may all be assigned.
    init(_ values: [Double], prices: [Double] = [], payment: Double = 0) {
        self.init(
            AffinityMatrix(dossierCount: values.count, expertCount: 1, values: values), prices: prices, payment: payment)
    }

    /// The sum of all, in units.
    var sum: Int {
        var sum = 0
        weights.forEachAllowed { sum += $0 }
        return sum
    }

    /// A price in units.
    func units(ofPrice price: Double) -> Int {
        Int((price * Double(scale)).rounded(isExact ? .toNearestOrAwayFromZero : .down))
    }

    private static func unit(
        of given: GivenAffinities, _ prices: [Double], _ payment: Double
    ) -> (scale: Int, isExact: Bool, largest: Double) {
        let largest = max(given.largest, prices.max() ?? 0)
        let million = 1_000_000.0
        let isMillionths = { (value: Double) in (value * million).rounded() / million == value }
        if prices.allSatisfy(isMillionths), given.allSatisfy(isMillionths) { return (1_000_000, true, largest) }
        // 2^46 units leave room in 63 bits for a hundred thousand places, and 2^60 for what is paid.
        var scale = 1 << 10
        while scale < 1 << 46, largest * Double(scale) < 0x1p46, payment * Double(scale) < 0x1p60 {
            let factor = Double(scale)
            // The product is below 2^63 here.
            let isWhole = { (value: Double) in Double(Int(value * factor)) == value * factor }
            if prices.allSatisfy(isWhole), given.allSatisfy(isWhole) { return (scale, true, largest) }
            scale <<= 1
        }
        return (scale, false, largest)
    }
}

/// A matrix, less the pairs that are barred.
private struct GivenAffinities {
    let matrix: AffinityMatrix
    let barred: PairSet?

    subscript(place: Int) -> Double { barred?.contains(place) == true ? .nan : matrix[place] }

    @inline(__always)
    func allSatisfy(_ body: (Double) -> Bool) -> Bool {
        guard let barred else { return matrix.allSatisfy { $0.isNaN || body($0) } }
        return (0..<matrix.count).allSatisfy { barred.contains($0) || matrix[$0].isNaN || body(matrix[$0]) }
    }

    /// The largest magnitude.
    var largest: Double {
        guard barred != nil else { return matrix.extent }
        var largest = 0.0
        _ = allSatisfy { value in
            largest = max(largest, abs(value))
            return true
        }
        return largest
    }
}

/// The greatest number that divides both; the other one where one is zero.
func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
}
