/// A whole number for each pair, row by row: in four bytes each where they fit, else in eight.
struct UnitMatrix: Sendable {
    /// Stands for a pair that may not be assigned.
    static let forbidden = Int.min

    private var narrow: [Int32] = []
    private var wide: [Int] = []
    private var isNarrow: Bool

    /// - Parameters:
    ///   - magnitude: No number is of greater magnitude.
    ///   - number: The number at a place.
    init(count: Int, magnitude: Double, _ number: (Int) -> Int) {
        // Some room is left for what is added later.
        isNarrow = magnitude < 0x1p30
        if isNarrow {
            narrow = [Int32](unsafeUninitializedCapacity: count) { numbers, written in
                for place in 0..<count {
                    let number = number(place)
                    numbers[place] = number == Self.forbidden ? Int32.min : Int32(number)
                }
                written = count
            }
        } else {
            wide = (0..<count).map(number)
        }
    }

    var count: Int { isNarrow ? narrow.count : wide.count }

    /// The number at a place.
    @inline(__always)
    subscript(place: Int) -> Int {
        get {
            guard isNarrow else { return wide[place] }
            return narrow[place] == Int32.min ? Self.forbidden : Int(narrow[place])
        }
        set {
            if isNarrow, newValue != Self.forbidden, Int32(exactly: newValue) == nil || newValue == Int32.min { widen() }
            if isNarrow {
                narrow[place] = newValue == Self.forbidden ? Int32.min : Int32(newValue)
            } else {
                wide[place] = newValue
            }
        }
    }

    private mutating func widen() {
        wide = narrow.map { $0 == Int32.min ? Self.forbidden : Int($0) }
        narrow = []
        isNarrow = false
    }

    /// Hands over a number after the other from some places.
    @inline(__always)
    func forEach(in places: Range<Int>, _ body: (_ offset: Int, _ number: Int) -> Void) {
        if isNarrow {
            narrow.withUnsafeBufferPointer { numbers in
                for place in places {
                    let number = numbers[place]
                    body(place &- places.lowerBound, number == Int32.min ? Self.forbidden : Int(number))
                }
            }
        } else {
            wide.withUnsafeBufferPointer { numbers in
                for place in places { body(place &- places.lowerBound, numbers[place]) }
            }
        }
    }

    /// Hands over the numbers that are not forbidden.
    @inline(__always)
    func forEachAllowed(_ body: (_ number: Int) -> Void) {
        forEach(in: 0..<count) { if $1 != Self.forbidden { body($1) } }
    }
}
