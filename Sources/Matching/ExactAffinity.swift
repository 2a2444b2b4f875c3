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
        weights = ExactAffinity.weights(of: given, unit.scale, unit.largest, isExact: unit.isExact)
        largest = weights.largest
        let offset = weights.firstAllowed ?? 0
        self.offset = offset
        step = weights.commonStep(from: offset)
    }

    private static func weights(
        of given: GivenAffinities, _ scale: Int, _ largest: Double, isExact: Bool
    ) -> UnitMatrix {
        if isExact, let values = given.singleValues, let weights = UnitMatrix(values, scale: scale) { return weights }
        let factor = Double(scale)
        // By a power of two, products are exact.
        let isWhole = isExact && scale.nonzeroBitCount == 1
        return UnitMatrix(count: given.count, magnitude: largest * factor) { place in
            let value = given[place]
            if value.isNaN { return ExactAffinity.forbidden }
            return isWhole ? Int(value * factor) : Int((value * factor).rounded())
        }
    }

    /// Some affinities that may all be assigned.
    init(_ values: [Double], prices: [Double] = [], payment: Double = 0) {
        self.init(
            AffinityMatrix(dossierCount: values.count, expertCount: 1, values: values), prices: prices, payment: payment)
    }

    /// The sum of all, in units.
    var sum: Int { weights.sum }

    /// A price in units.
    func units(ofPrice price: Double) -> Int {
        Int((price * Double(scale)).rounded(isExact ? .toNearestOrAwayFromZero : .down))
    }

    private static func unit(
        of given: GivenAffinities, _ prices: [Double], _ payment: Double
    ) -> (scale: Int, isExact: Bool, largest: Double) {
        let largest = max(given.largest, prices.max() ?? 0)
        let million = 1_000_000.0
        // Affinities and prices are at most a million.
        let isMillionths = { (value: Double) in ((value * million + Rounding.shift) - Rounding.shift) / million == value }
        if prices.allSatisfy(isMillionths), given.allSatisfy(isMillionths) { return (1_000_000, true, largest) }
        // 2^46 units leave room in 63 bits for a hundred thousand places, and 2^60 for what is paid.
        var scale = 1 << 10
        while scale < 1 << 46, largest * Double(scale) < 0x1p46, payment * Double(scale) < 0x1p60 {
            let factor = Double(scale)
            let isWhole = { (value: Double) in Rounding.isWhole(value * factor) }
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

    var count: Int { matrix.count }

    /// The values, where they are of single precision and no pair is barred.
    var singleValues: SingleValues? { barred == nil ? matrix.singleValues : nil }

    subscript(place: Int) -> Double { barred?.contains(place) == true ? .nan : matrix[place] }

    /// Whether all satisfy something; the first ones are asked first.
    @inline(__always)
    func allSatisfy(_ body: (Double) -> Bool) -> Bool {
        let first = min(count, 4_096)
        guard allSatisfy(in: 0..<first, body) else { return false }
        return inPortions(of: pairsInPortion, count) { allSatisfy(in: $0, body) }.allSatisfy { $0 }
    }

    @inline(__always)
    private func allSatisfy(in places: Range<Int>, _ body: (Double) -> Bool) -> Bool {
        guard let barred else { return matrix.allSatisfy(in: places) { $0.isNaN || body($0) } }
        return places.allSatisfy { barred.contains($0) || matrix[$0].isNaN || body(matrix[$0]) }
    }

    /// The largest magnitude.
    var largest: Double {
        guard barred != nil else { return matrix.extent }
        let extents = inPortions(of: pairsInPortion, count) { places in
            var largest = 0.0
            for place in places {
                let magnitude = self[place].magnitude
                if magnitude > largest { largest = magnitude }
            }
            return largest
        }
        return extents.max() ?? 0
    }
}

/// The greatest number that divides both; the other one where one is zero.
func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
}
