/// A score table as the fit takes it: of dossiers and experts one side is *many*, and is eliminated one by one, the other *few*,
/// for which a dense system remains. The model is the same in both, so that it makes no difference which is which.
struct CrossedDesign: Sendable {
    /// Whether the experts are the many.
    let ratersAreMany: Bool
    let manyCount: Int
    let fewCount: Int
    /// The scores of the many, one after the other: those of `i` are `starts[i]..<starts[i + 1]`.
    let starts: [Int]
    /// Who of the few each score is of, ascending within one of the many.
    let few: [Int]
    /// The scores less their mean, which makes sums of squares exact to more digits.
    let values: [Double]
    /// The mean of all scores.
    let center: Double
    /// Where each score stands in the table.
    let positions: [Int]

    init(_ table: ScoreTable) {
        let ratersAreMany = table.raters.count > table.items.count
        let many = table.entries.map { ratersAreMany ? $0.rater : $0.item }
        let center = table.entries.reduce(0) { $0 + $1.value } / Double(max(1, table.entries.count))
        self.ratersAreMany = ratersAreMany
        manyCount = max(table.items.count, table.raters.count)
        fewCount = min(table.items.count, table.raters.count)
        self.center = center
        var starts = [Int](repeating: 0, count: manyCount + 1)
        for index in many { starts[index + 1] += 1 }
        for index in 0..<manyCount { starts[index + 1] += starts[index] }
        var next = starts
        var positions = [Int](repeating: 0, count: many.count)
        for (position, index) in many.enumerated() {
            positions[next[index]] = position
            next[index] += 1
        }
        few = positions.map { ratersAreMany ? table.entries[$0].item : table.entries[$0].rater }
        values = positions.map { table.entries[$0].value - center }
        self.starts = starts
        self.positions = positions
    }

    var count: Int { values.count }

    func range(_ index: Int) -> Range<Int> { starts[index]..<starts[index + 1] }

    func size(_ index: Int) -> Double { Double(starts[index + 1] - starts[index]) }

    /// The sums over the scores of each of the many.
    func sumsOfMany(_ entries: [Double]) -> [Double] {
        (0..<manyCount).map { index in range(index).reduce(0) { $0 + entries[$1] } }
    }

    /// The sums over the scores of each of the few.
    func sumsOfFew(_ entries: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: fewCount)
        for index in entries.indices { sums[few[index]] += entries[index] }
        return sums
    }
}
