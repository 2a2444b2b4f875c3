import Testing

@testable import Matching

/// The same numbers kept in different ways, and passes in portions, must say the same as plain loops.
@Suite struct UnitMatrixTests {
    @Test(arguments: [0, 1, 7, 63, 64, 65, 1_000]) func portionsAreInOrder(count: Int) {
        for size in [1, 2, 64, 2_000] {
            let portions = inPortions(of: size, count) { Array($0) }
            #expect(Array(portions.joined()) == Array(0..<count))
            #expect(portions.allSatisfy { 1...size ~= $0.count })
        }
    }

    /// Values of single precision as a matrix, and the same in double precision.
    private func matrices(_ values: [Float], columns: Int) -> (single: AffinityMatrix, double: AffinityMatrix) {
        // They may lie anywhere in the bytes of a file.
        var bytes: [UInt8] = [7, 7, 7]
        for value in values { withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 } }
        let rows = values.count / columns
        return (
            AffinityMatrix(dossierCount: rows, expertCount: columns, singlePrecision: bytes, from: 3),
            AffinityMatrix(dossierCount: rows, expertCount: columns, values: values.map(Double.init))
        )
    }

    private func values(_ count: Int, _ levels: Int, _ unit: Float, _ generator: inout SeededGenerator) -> [Float] {
        (0..<count).map { _ in
            Int.random(in: 0..<10, using: &generator) == 0
                ? .nan : Float(Int.random(in: -levels...levels, using: &generator)) * unit
        }
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>) func formsSayTheSame(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let columns = Int.random(in: 1...70, using: &generator)
        let levels = [0, 1, 3, 1_000, 1 << 22][Int(seed) % 5]
        let unit: Float = [0x1p-20, 0.25, 0x1p-3, 1 / 3, 0.1][Int(seed) % 5]
        let values = values(columns * 9, levels, unit, &generator)
        let (single, double) = matrices(values, columns: columns)
        let (left, right) = (ExactAffinity(single), ExactAffinity(double))
        #expect(single.extent == double.extent)
        #expect((left.scale, left.isExact, left.step) == (right.scale, right.isExact, right.step))
        #expect((left.offset, left.largest) == (right.offset, right.largest))
        let numbers = (0..<values.count).map { right.weights[$0] }
        #expect((0..<values.count).map { left.weights[$0] } == numbers)
        for weights in [left.weights, right.weights] {
            var handed: [Int] = []
            weights.forEach(in: 3..<values.count) { handed.append($1) }
            #expect(handed == Array(numbers[3...]))
            let allowed = numbers.filter { $0 != UnitMatrix.forbidden }
            #expect(weights.firstAllowed == allowed.first)
            #expect(weights.sum == allowed.reduce(0, +))
            #expect(weights.largest == allowed.map(abs).max() ?? 0)
            let origin = allowed.first ?? 0
            #expect(weights.commonStep(from: origin) == allowed.reduce(0) { greatestCommonDivisor($0, abs($1 - origin)) })
        }
        for _ in 0..<20 {
            // The sums stay within 63 bits.
            let isLarge = left.largest > 1 << 24
            let parts = isLarge ? 1 : [1, 10_000, 1_000_000].randomElement(using: &generator) ?? 1
            let reach = max(1, left.largest) * parts * ([1, 1, 10_000].randomElement(using: &generator) ?? 1)
            let amounts = (0..<columns).map { _ in Int.random(in: -reach...reach, using: &generator) }
            let base = Int.random(in: -reach...reach, using: &generator)
            let additions = Additions(amounts.map { $0 + base }, parts: parts, scale: left.scale)
            let row = Int.random(in: 0..<9, using: &generator) * columns
            // One limit is met exactly by a number: it isn't above it.
            let meeting = numbers[row] == UnitMatrix.forbidden ? 0 : numbers[row] * parts + additions.amounts[0]
            for limit in [meeting, meeting - 1, base, Int.min + 1, Int.max] {
                let expected = (0..<columns).filter { column in
                    let number = numbers[row + column]
                    return number != UnitMatrix.forbidden && number * parts + additions.amounts[column] > limit
                }
                for weights in [left.weights, right.weights] {
                    var limit = limit
                    var found: [Int] = []
                    weights.forEach(in: row..<row + columns, with: additions, above: &limit) { column, number, _ in
                        #expect(number == numbers[row + column])
                        found.append(column)
                    }
                    #expect(found == expected)
                }
            }
        }
    }

    /// Whoever raises the limit to what was found last gets the running maxima.
    @Test(arguments: 1...10 as ClosedRange<UInt64>) func limitMayRise(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let values = values(300, 1_000, 0x1p-20, &generator)
        let weights = ExactAffinity(matrices(values, columns: 300).single).weights
        var limit = UnitMatrix.forbidden
        var found: [Int] = []
        let none = Additions([Int](repeating: 0, count: 300), parts: 1, scale: 1 << 20)
        weights.forEach(in: 0..<300, with: none, above: &limit) { _, number, limit in
            found.append(number)
            limit = number
        }
        var expected: [Int] = []
        for place in 0..<300 where weights[place] > expected.last ?? UnitMatrix.forbidden { expected.append(weights[place]) }
        #expect(found == expected)
    }

    @Test func changesLeaveTheValuesAlone() {
        let (single, _) = matrices([0.5, .nan, -0.25, 1], columns: 2)
        let affinity = ExactAffinity(single)
        var weights = affinity.weights
        weights[0] = 7
        weights[1] = 0
        weights[3] = 1 << 40
        weights[2] = UnitMatrix.forbidden
        #expect((0..<4).map { weights[$0] } == [7, 0, UnitMatrix.forbidden, 1 << 40])
        #expect((0..<4).map { affinity.weights[$0] } == [500_000, UnitMatrix.forbidden, -250_000, 1_000_000])
    }

    /// More pairs than a portion has, and columns that do not divide it.
    @Test func largeMatrixInPortions() throws {
        var generator = SeededGenerator(seed: 5)
        let (rows, columns) = (1_201, 500)
        let (single, double) = matrices(values(rows * columns, 3, 1 / 3, &generator), columns: columns)
        func problem(_ matrix: AffinityMatrix) -> AssignmentProblem {
            AssignmentProblem(
                name: "large", dossiers: (0..<rows).map { .init(id: "D\($0)", demand: 1) },
                experts: (0..<columns).map { .init(id: "E\($0)", minimumLoad: 2, maximumLoad: 3) }, affinity: matrix)
        }
        let plan = try problem(single).solve()
        #expect(plan == (try problem(double).solve()))
        #expect(plan.status == .optimal && problem(single).verify(plan).holds)
    }
}
