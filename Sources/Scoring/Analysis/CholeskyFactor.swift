internal import CholeskyKernels
internal import Foundation

/// The factor L of a positive definite matrix M = L·Lᵀ and, where asked for, Y = L⁻ᵀ, so that M⁻¹ = Y·Yᵀ.
///
/// Left-looking by blocks of columns: what the columns before add to a block is subtracted by tiles of 4 × 4 or 4 × 8 that stay in
/// registers (`CholeskyKernels`, in C for the wide registers of newer processors), over stretches of columns that stay in the
/// cache. The rows of Y are eliminated by the same steps as rows below M would be, since (I; M) → (L⁻ᵀ; L). Rows are shared out
/// among the processors; what is done to a row does not depend on how, nor on the registers, so that the same matrix gives the
/// same digits anywhere.
final class CholeskyFactor: @unchecked Sendable {
    /// The order of the matrix.
    let order: Int
    /// The order with rows and columns of a unit matrix after it, so that tiles come out even.
    let padded: Int
    /// From one row to the next.
    let stride: Int
    /// L, row by row, its lower triangle.
    private let lower: UnsafeMutablePointer<Double>
    /// L⁻ᵀ, row by row, its upper triangle; zero below.
    private var inverse: UnsafeMutablePointer<Double>?

    private static let width = 64
    private static let stretch = 256

    /// Factorises a matrix.
    ///
    /// - Parameter fill: Is given the first place of a zero matrix and the way from one row to the next, and fills in the lower
    ///   triangle of a positive definite matrix.
    init(order: Int, fill: (UnsafeMutablePointer<Double>, Int) -> Void) {
        self.order = order
        padded = (order + 7) & ~7
        // Rows that begin a multiple of a large power of two apart would share a few lines of the cache.
        stride = padded % 64 == 0 ? padded + 8 : padded
        lower = Self.zeros(padded * stride)
        fill(lower, stride)
        for index in order..<padded { lower[index * stride + index] = 1 }
        factorise()
    }

    deinit {
        lower.deallocate()
        inverse?.deallocate()
    }

    private static func zeros(_ count: Int) -> UnsafeMutablePointer<Double> {
        let pointer = UnsafeMutablePointer<Double>.allocate(capacity: max(count, 1))
        pointer.initialize(repeating: 0, count: max(count, 1))
        return pointer
    }

    // MARK: What it is for

    /// log |M|.
    var logDeterminant: Double {
        (0..<order).reduce(0) { $0 + 2 * log(lower[$1 * stride + $1]) }
    }

    /// The trace of M⁻¹; after `invert`.
    var inverseTrace: Double {
        (0..<order).reduce(0) { $0 + inverseDiagonal($1) }
    }

    /// A place on the diagonal of M⁻¹; after `invert`.
    func inverseDiagonal(_ index: Int) -> Double {
        let row = inverseRow(index)
        return Self.dot(row + index, row + index, padded - index)
    }

    /// A row of L⁻ᵀ, a column of L⁻¹: zero before its own place; after `invert`.
    func inverseRow(_ index: Int) -> UnsafePointer<Double> {
        guard let inverse else { preconditionFailure("the factor was not inverted") }
        return UnsafePointer(inverse + index * stride)
    }

    /// L⁻¹·x.
    func forward(_ right: [Double]) -> [Double] {
        var x = right
        x.withUnsafeMutableBufferPointer { x in
            guard let base = x.baseAddress else { return }
            for index in 0..<order {
                let row = lower + index * stride
                x[index] = (x[index] - Self.dot(row, base, index)) / row[index]
            }
        }
        return x
    }

    /// L⁻ᵀ·x; after `invert`.
    func backward(_ right: [Double]) -> [Double] {
        right.withUnsafeBufferPointer { right in
            (0..<order).map { index in
                guard let base = right.baseAddress else { return 0 }
                return Self.dot(inverseRow(index) + index, base + index, order - index)
            }
        }
    }

    /// L⁻ᵀ·Z of four columns at once; after `invert`. Rows beyond the order of the matrix are left as they are.
    func backward(fours right: UnsafePointer<SIMD4<Double>>, into result: UnsafeMutablePointer<SIMD4<Double>>) {
        right.withMemoryRebound(to: Double.self, capacity: 4 * padded) { right in
            for row in Swift.stride(from: 0, to: padded, by: 4) {
                let tile = Self.tile(inverseRow(row) + row, stride, right + 4 * row, padded - row)
                (result[row], result[row + 1], result[row + 2], result[row + 3]) = tile
            }
        }
    }

    // MARK: Elimination

    private func factorise() {
        let strips = Self.zeros(padded * Self.width)
        defer { strips.deallocate() }
        for first in Swift.stride(from: 0, to: padded, by: Self.width) {
            let width = min(Self.width, padded - first)
            pack(first, width, into: strips)
            let own = first..<(first + width)
            subtract(from: lower, rows: own, first, width, strips)
            factoriseBlock(first, width)
            RowsTogether.forEachPart(of: own.upperBound..<padded, by: 8, effort: width * (first + width)) { rows in
                subtract(from: lower, rows: rows, first, width, strips)
                eliminate(lower, rows: rows, first, width)
            }
        }
    }

    /// Rows of a block less what all columns before it add to them.
    private func subtract(
        from target: UnsafeMutablePointer<Double>, rows: Range<Int>, _ first: Int, _ width: Int, _ strips: UnsafeMutablePointer<Double>
    ) {
        for begin in Swift.stride(from: 0, to: first, by: Self.stretch) {
            let end = min(begin + Self.stretch, first)
            for row in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: 4) {
                subtract(from: target, row, first, width, strips, begin..<end)
            }
        }
    }

    /// Computes L⁻ᵀ.
    func invert() {
        guard inverse == nil else { return }
        let inverse = Self.zeros(padded * stride)
        self.inverse = inverse
        for index in 0..<padded { inverse[index * stride + index] = 1 }
        let strips = Self.zeros(padded * Self.width)
        defer { strips.deallocate() }
        for first in Swift.stride(from: 0, to: padded, by: Self.width) {
            let width = min(Self.width, padded - first)
            pack(first, width, into: strips)
            RowsTogether.forEachPart(of: 0..<(first + width), by: 8, effort: width * (first + width) / 2) { rows in
                for begin in Swift.stride(from: 0, to: first, by: Self.stretch) {
                    let end = min(begin + Self.stretch, first)
                    for row in Swift.stride(from: rows.lowerBound, to: min(rows.upperBound, end), by: 4) {
                        subtract(from: inverse, row, first, width, strips, max(begin, row)..<end)
                    }
                }
                eliminate(inverse, rows: rows, first, width)
            }
        }
    }

    /// The rows of a block as columns, in strips of four that are read from beginning to end.
    private func pack(_ first: Int, _ width: Int, into strips: UnsafeMutablePointer<Double>) {
        for column in 0..<width {
            let row = lower + (first + column) * stride
            let strip = strips + (column >> 2) * 4 * first + (column & 3)
            for index in 0..<first { strip[4 * index] = row[index] }
        }
    }

    /// Four rows of a block less what the columns in a range add to them.
    private func subtract(
        from target: UnsafeMutablePointer<Double>, _ row: Int, _ first: Int, _ width: Int,
        _ strips: UnsafeMutablePointer<Double>, _ columns: Range<Int>
    ) {
        linxuan_subtract(target, stride, row, first, width, strips, columns.lowerBound, columns.upperBound)
    }

    private func factoriseBlock(_ first: Int, _ width: Int) {
        for row in first..<(first + width) {
            let left = lower + row * stride
            for column in first..<row {
                let other = lower + column * stride
                left[column] = (left[column] - Self.dot(left + first, other + first, column - first)) / other[column]
            }
            left[row] = (left[row] - Self.dot(left + first, left + first, row - first)).squareRoot()
        }
    }

    /// Rows of a block times the inverse of its own triangle, eight rows at once.
    private func eliminate(_ target: UnsafeMutablePointer<Double>, rows: Range<Int>, _ first: Int, _ width: Int) {
        withUnsafeTemporaryAllocation(of: SIMD8<Double>.self, capacity: width) { eight in
            guard let eight = eight.baseAddress else { return }
            for row in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: 8) {
                let block = target + row * stride + first
                for column in 0..<width {
                    var value = SIMD8<Double>()
                    for lane in 0..<8 { value[lane] = block[lane * stride + column] }
                    eight[column] = value
                }
                for column in 0..<width {
                    let factors = lower + (first + column) * stride + first
                    var even = eight[column]
                    var odd = SIMD8<Double>.zero
                    var index = 0
                    while index + 1 < column {
                        even -= eight[index] * factors[index]
                        odd += eight[index + 1] * factors[index + 1]
                        index += 2
                    }
                    if index < column { even -= eight[index] * factors[index] }
                    eight[column] = (even - odd) / factors[column]
                }
                for column in 0..<width {
                    for lane in 0..<8 { block[lane * stride + column] = eight[column][lane] }
                }
            }
        }
    }

    // MARK: Kernels

    /// Four rows times a strip of four columns.
    @inline(__always)
    private static func tile(
        _ left: UnsafePointer<Double>, _ stride: Int, _ strip: UnsafePointer<Double>, _ count: Int
    ) -> (SIMD4<Double>, SIMD4<Double>, SIMD4<Double>, SIMD4<Double>) {
        var (sum0, sum1, sum2, sum3) = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)
        let (left1, left2, left3) = (left + stride, left + 2 * stride, left + 3 * stride)
        for index in 0..<count {
            let right = load(strip + 4 * index)
            sum0 += right * left[index]
            sum1 += right * left1[index]
            sum2 += right * left2[index]
            sum3 += right * left3[index]
        }
        return (sum0, sum1, sum2, sum3)
    }

    /// Σ left·right, in four sums.
    @inline(__always)
    static func dot(_ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, _ count: Int) -> Double {
        var (sum, more) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
        var index = 0
        while index + 8 <= count {
            sum += load(left + index) * load(right + index)
            more += load(left + index + 4) * load(right + index + 4)
            index += 8
        }
        var rest = 0.0
        while index < count {
            rest += left[index] * right[index]
            index += 1
        }
        return (sum + more).sum() + rest
    }

    @inline(__always)
    private static func load(_ place: UnsafePointer<Double>) -> SIMD4<Double> {
        UnsafeRawPointer(place).loadUnaligned(as: SIMD4<Double>.self)
    }
}
