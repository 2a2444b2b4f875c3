/// A whole number for each pair, row by row. Where the values of a matrix of single precision are whole multiples of a
/// unit, they are left where they are; else the numbers take four bytes each where they fit, or eight.
struct UnitMatrix: Sendable {
    /// Stands for a pair that may not be assigned.
    static let forbidden = Int.min
    /// Some room is left for what is added later.
    private static let narrowLimit = 0x1p30

    private var scaled: ScaledValues?
    private var narrow: [Int32] = []
    private var wide: [Int] = []

    private enum Form {
        case scaled, narrow, wide
    }

    private var form: Form

    /// - Parameters:
    ///   - magnitude: No number is of greater magnitude.
    ///   - number: The number at a place.
    init(count: Int, magnitude: Double, _ number: (Int) -> Int) {
        form = magnitude < Self.narrowLimit ? .narrow : .wide
        if form == .narrow {
            narrow = [Int32](unsafeUninitializedCapacity: count) { numbers, written in
                let whole = numbers
                _ = inPortions(of: pairsInPortion, count) { places in
                    for place in places {
                        let number = number(place)
                        whole.initializeElement(at: place, to: number == Self.forbidden ? Int32.min : Int32(number))
                    }
                }
                written = count
            }
        } else {
            wide = (0..<count).map(number)
        }
    }

    /// The multiples of a unit that some values are.
    ///
    /// - Parameter scale: How many units make one; all values are multiples of the unit.
    /// - Returns: nil where the numbers would be too large.
    init?(_ values: SingleValues, scale: Int) {
        guard Double(values.extent) * Double(scale) < Self.narrowLimit else { return nil }
        scaled = ScaledValues(values: values, scale: Double(scale))
        form = .scaled
    }

    var count: Int {
        switch form {
        case .scaled: scaled?.values.count ?? 0
        case .narrow: narrow.count
        case .wide: wide.count
        }
    }

    /// The number at a place.
    @inline(__always)
    subscript(place: Int) -> Int {
        get {
            switch form {
            case .scaled: scaled.map { Self.widened($0[place]) } ?? Self.forbidden
            case .narrow: Self.widened(narrow[place])
            case .wide: wide[place]
            }
        }
        set {
            copyScaled()
            if form == .narrow, newValue != Self.forbidden, Int32(exactly: newValue) == nil || newValue == Int32.min { widen() }
            if form == .narrow {
                narrow[place] = newValue == Self.forbidden ? Int32.min : Int32(newValue)
            } else {
                wide[place] = newValue
            }
        }
    }

    @inline(__always)
    private static func widened(_ number: Int32) -> Int { number == Int32.min ? forbidden : Int(number) }

    /// The values stay as they are; numbers are put beside them to be changed.
    private mutating func copyScaled() {
        guard let scaled else { return }
        narrow = [Int32](unsafeUninitializedCapacity: count) { numbers, written in
            if let first = numbers.baseAddress { scaled.write(0..<count, to: first) }
            written = count
        }
        self.scaled = nil
        form = .narrow
    }

    private mutating func widen() {
        wide = narrow.map(Self.widened)
        narrow = []
        form = .wide
    }

    /// Hands over a number after the other from some places.
    @inline(__always)
    func forEach(in places: Range<Int>, _ body: (_ offset: Int, _ number: Int) -> Void) {
        switch form {
        case .scaled:
            scaled?.forEachBlock(in: places) { first, numbers in
                for place in numbers.indices { body(first &- places.lowerBound &+ place, Self.widened(numbers[place])) }
            }
        case .narrow:
            narrow.withUnsafeBufferPointer { numbers in
                for place in places { body(place &- places.lowerBound, Self.widened(numbers[place])) }
            }
        case .wide:
            wide.withUnsafeBufferPointer { numbers in
                for place in places { body(place &- places.lowerBound, numbers[place]) }
            }
        }
    }

    /// Hands over those numbers from some places, with their offsets, that are above a limit with what is added to them:
    /// the number in its parts and the addition at its offset. The limit may be changed in between.
    @inline(__always)
    func forEach(
        in places: Range<Int>, with additions: Additions, above limit: inout Int,
        _ body: (_ offset: Int, _ number: Int, _ limit: inout Int) -> Void
    ) {
        additions.amounts.withUnsafeBufferPointer { amounts in
            @inline(__always)
            func offer(_ offset: Int, _ number: Int) {
                if number != Self.forbidden, number &* additions.parts &+ amounts[offset] > limit {
                    body(offset, number, &limit)
                }
            }
            guard form == .scaled, let scaled else {
                forEach(in: places, offer)
                return
            }
            var first = 0
            var roughLimit = additions.roughLimit(limit, scaled)
            scaled.values.withNumbers { value in
                additions.rough.withUnsafeBufferPointer { rough in
                    // Most are far below: a few at a time, roughly, by an amount that rounding can't hide.
                    while first + Self.glance <= places.count {
                        var isAbove: UInt32 = 0
                        for offset in 0..<Self.glance {
                            let sum = value(places.lowerBound &+ first &+ offset) + rough[first &+ offset]
                            isAbove |= sum > roughLimit ? 1 : 0
                        }
                        if isAbove != 0 {
                            let known = limit
                            for offset in first..<first + Self.glance {
                                offer(offset, Self.widened(scaled[places.lowerBound + offset]))
                            }
                            if limit != known { roughLimit = additions.roughLimit(limit, scaled) }
                        }
                        first += Self.glance
                    }
                }
            }
            for offset in first..<places.count { offer(offset, Self.widened(scaled[places.lowerBound + offset])) }
        }
    }

    /// So many numbers are looked at together.
    private static let glance = 16
}

extension UnitMatrix {
    /// The first number that is not forbidden.
    var firstAllowed: Int? { (0..<count).lazy.map { self[$0] }.first { $0 != Self.forbidden } }

    /// The sum of the numbers that are not forbidden.
    var sum: Int {
        var sum = 0
        forEach(in: 0..<count) { if $1 != Self.forbidden { sum += $1 } }
        return sum
    }

    /// The largest magnitude.
    var largest: Int {
        if let scaled { return Int((Double(scaled.values.extent) * scaled.scale).rounded()) }
        let largest = inPortions(of: pairsInPortion, count) { places in
            var largest = 0
            forEach(in: places) { if $1 != Self.forbidden { largest = max(largest, abs($1)) } }
            return largest
        }
        return largest.max() ?? 0
    }

    /// The greatest number that divides the distances of all from one of them; zero where all are equal. Their
    /// magnitudes are below 2⁵⁰.
    func commonStep(from origin: Int) -> Int {
        let steps = inPortions(of: pairsInPortion, count) { places in
            var step = 0
            var inverse = 0.0
            for first in stride(from: places.lowerBound, to: places.upperBound, by: 4_096) where step != 1 {
                forEach(in: first..<min(first + 4_096, places.upperBound)) { _, number in
                    guard number != Self.forbidden else { return }
                    let distance = Double(number &- origin)
                    // Without a division, which takes long: a whole number of steps is the distance, or it is not.
                    let steps = (distance * inverse + Rounding.shift) - Rounding.shift
                    if steps * Double(step) != distance {
                        step = greatestCommonDivisor(step, abs(number &- origin))
                        inverse = 1 / Double(step)
                    }
                }
            }
            return step
        }
        return steps.reduce(0, greatestCommonDivisor)
    }
}

/// Values of single precision that are whole multiples of a unit.
private struct ScaledValues: Sendable {
    let values: SingleValues
    /// How many units make one.
    let scale: Double

    /// The number at a place; `Int32.min` where there is none.
    @inline(__always)
    subscript(place: Int) -> Int32 { values.withNumbers { units(of: $0(place)) } }

    @inline(__always)
    private func units(of value: Float) -> Int32 {
        let bits = (Double(value) * scale + Rounding.shift).bitPattern
        return value.isNaN ? Int32.min : Int32(truncatingIfNeeded: bits)
    }

    /// Writes the numbers of some places one after the other.
    @inline(__always)
    func write(_ places: Range<Int>, to numbers: UnsafeMutablePointer<Int32>) {
        values.withNumbers { value in
            for offset in 0..<places.count { numbers[offset] = units(of: value(places.lowerBound &+ offset)) }
        }
    }

    /// Hands over the numbers of some places, many at a time, with the first of the places.
    @inline(__always)
    func forEachBlock(in places: Range<Int>, _ body: (_ first: Int, _ numbers: UnsafeBufferPointer<Int32>) -> Void) {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 512) { block in
            guard let start = block.baseAddress else { return }
            var first = places.lowerBound
            while first < places.upperBound {
                let end = min(first + block.count, places.upperBound)
                write(first..<end, to: start)
                body(first, UnsafeBufferPointer(start: start, count: end - first))
                first = end
            }
        }
    }
}

/// Rounding to whole numbers by addition, which takes no call: beyond 2⁵² a double has no fractions, and the sum is
/// rounded to the nearest.
enum Rounding {
    /// Large enough for numbers of magnitude below 2⁵¹; the low bits of the sum are the number.
    static let shift = 0x1.8p52

    /// Whether a number of magnitude below 2⁵¹ is whole.
    @inline(__always)
    static func isWhole(_ number: Double) -> Bool { (number + shift) - shift == number }
}

/// What is added to the numbers of a matrix, by column, before they are compared with a limit.
struct Additions {
    /// The parts of a unit in which all is counted.
    let parts: Int
    /// What is added, in parts.
    let amounts: [Int]
    /// About the same, in what the matrix's values are: less `base`, which is near to most.
    fileprivate let rough: [Float]
    private let base: Int
    private let roughest: Float
    /// How many parts make an affinity of one.
    private let unit: Double

    /// - Parameter scale: How many units make an affinity of one.
    init(_ amounts: [Int], parts: Int, scale: Int) {
        self.amounts = amounts
        self.parts = parts
        let least = amounts.min() ?? 0
        let base = least + ((amounts.max() ?? 0) - least) / 2
        self.base = base
        let unit = Double(scale) * Double(parts)
        self.unit = unit
        rough = amounts.map { Float(Double($0 - base) / unit) }
        roughest = rough.reduce(0) { max($0, $1.magnitude) }
    }

    /// Sums of values and rough amounts are above this wherever the exact ones are above the limit. Each of the three
    /// roundings on the way (amount, sum, limit) is by at most 2⁻²⁴ of what is rounded.
    fileprivate func roughLimit(_ limit: Int, _ scaled: ScaledValues) -> Float {
        let (rest, overflow) = limit.subtractingReportingOverflow(base)
        guard !overflow else { return limit < base ? -.infinity : .infinity }
        let roughLimit = Float(Double(rest) / unit)
        let magnitudes = scaled.values.extent + roughest + roughLimit.magnitude
        return roughLimit - magnitudes * 0x1p-21 - Float.leastNormalMagnitude
    }
}
