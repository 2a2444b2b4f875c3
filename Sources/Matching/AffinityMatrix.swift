/// How well each expert suits each dossier: dossiers × experts, row by row.
///
/// A missing value (not a number) forbids the pair. What is not forbidden may be any finite number, also a negative
/// one, of magnitude at most `largestMagnitude`. Values of single precision stay in the bytes in which they came.
public struct AffinityMatrix: Sendable {
    /// Greater magnitudes are refused: sums of them must stay exact.
    public static let largestMagnitude: Double = 1_000_000

    private enum Storage: Sendable {
        case double([Double])
        case single(SingleValues)
    }

    /// Number of rows.
    public let dossierCount: Int
    /// Number of columns.
    public let expertCount: Int
    private var storage: Storage
    /// No value is of greater magnitude.
    public private(set) var extent: Double

    /// A matrix of `dossierCount × expertCount` values, row by row.
    public init(dossierCount: Int, expertCount: Int, values: [Double]) {
        self.init(dossierCount, expertCount, values.count, .double(values))
    }

    /// A matrix of `dossierCount × expertCount` values of single precision, little-endian and row by row, in the bytes
    /// from `start` on.
    public init(dossierCount: Int, expertCount: Int, singlePrecision bytes: [UInt8], from start: Int) {
        let values = SingleValues(bytes: bytes, start: start, count: dossierCount * expertCount)
        self.init(dossierCount, expertCount, values.count, .single(values))
    }

    private init(_ dossierCount: Int, _ expertCount: Int, _ valueCount: Int, _ storage: Storage) {
        precondition(valueCount == dossierCount * expertCount, "an affinity matrix has a value for each pair")
        self.dossierCount = dossierCount
        self.expertCount = expertCount
        self.storage = storage
        extent =
            switch storage {
            case .double(let values): values.reduce(0) { abs($1) > $0 ? abs($1) : $0 }
            case .single(let values): Double(values.extent)
            }
    }

    /// How many values there are.
    public var count: Int { dossierCount * expertCount }

    /// The affinity of a pair, NaN where it may not be assigned.
    public subscript(dossier: Int, expert: Int) -> Double {
        get { self[dossier * expertCount + expert] }
        set {
            let place = dossier * expertCount + expert
            if abs(newValue) > extent { extent = abs(newValue) }
            var values = self.values
            storage = .double([])  // The values stay in one place only, to be changed where they are.
            values[place] = newValue
            storage = .double(values)
        }
    }

    /// The value at a place, counted row by row.
    subscript(place: Int) -> Double {
        switch storage {
        case .double(let values): values[place]
        case .single(let values): Double(values[place])
        }
    }

    /// The values, row by row; NaN where the pair may not be assigned.
    public var values: [Double] {
        get {
            switch storage {
            case .double(let values): values
            case .single(let values): (0..<values.count).map { Double(values[$0]) }
            }
        }
        set { self = AffinityMatrix(dossierCount: dossierCount, expertCount: expertCount, values: newValue) }
    }

    /// The values, where they are of single precision.
    var singleValues: SingleValues? {
        if case .single(let values) = storage { values } else { nil }
    }

    /// Whether all values at some places satisfy something.
    @inline(__always)
    func allSatisfy(in places: Range<Int>, _ body: (Double) -> Bool) -> Bool {
        switch storage {
        case .double(let values): values[places].allSatisfy(body)
        case .single(let values): values.allSatisfy(in: places, body)
        }
    }

    /// The same with rows and columns in another order.
    func reordered(dossiers: [Int], experts: [Int]) -> AffinityMatrix {
        var matrix = self
        switch storage {
        case .double(let values):
            var moved: [Double] = []
            moved.reserveCapacity(values.count)
            for dossier in dossiers {
                for expert in experts { moved.append(values[dossier * expertCount + expert]) }
            }
            matrix.storage = .double(moved)
        case .single(let values):
            var bytes: [UInt8] = []
            bytes.reserveCapacity(4 * values.count)
            for dossier in dossiers {
                for expert in experts {
                    withUnsafeBytes(of: values[dossier * expertCount + expert].bitPattern.littleEndian) { bytes += $0 }
                }
            }
            matrix.storage = .single(SingleValues(bytes: bytes, start: 0, count: values.count))
        }
        return matrix
    }
}

extension AffinityMatrix: Hashable {
    /// Whether two matrices hold the same values, in whatever precision they are kept.
    public static func == (left: AffinityMatrix, right: AffinityMatrix) -> Bool {
        (left.dossierCount, left.expertCount) == (right.dossierCount, right.expertCount) && left.values == right.values
    }

    /// Mixes in the values.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(expertCount)
        hasher.combine(values)
    }
}
