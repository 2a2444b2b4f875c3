import Scoring

/// Tables for tests.
enum Tables {
    /// A table from rows of scores of the dossiers D01, D02, … by the experts E01, E02, …; nil where there is none.
    static func table(_ rows: [[Double?]]) throws -> ScoreTable {
        func id(_ letter: String, _ index: Int) -> String { letter + (index < 9 ? "0" : "") + "\(index + 1)" }
        return try ScoreTable(
            scores: rows.enumerated().flatMap { item, row in
                row.enumerated().compactMap { rater, value in value.map { (id("D", item), id("E", rater), $0) } }
            })
    }

    /// Made-up scores on a sparse table: `panel` of `raters` score each dossier, drawn from a seed.
    static func madeUp(
        items: Int, raters: Int, panel: Int, seed: UInt64, deviations: (item: Double, rater: Double, residual: Double) = (8, 4, 5)
    ) throws -> ScoreTable {
        var random = Seeded(seed)
        func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0..<1, using: &random) } }
        let leniency = (0..<raters).map { _ in deviations.rater * normal() }
        return try table(
            (0..<items).map { _ in
                let quality = 70 + deviations.item * normal()
                let readers = Set((0..<raters).shuffled(using: &random).prefix(panel))
                return (0..<raters).map { readers.contains($0) ? quality + leniency[$0] + deviations.residual * normal() : nil }
            })
    }
}
