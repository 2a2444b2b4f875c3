/// Fleiss' kappa: agreement on categories among equally many raters a subject, who need not be the same ones.
///
/// Fleiss, “Measuring Nominal Scale Agreement among Many Raters”, Psychol. Bull. 76, 1971.
public enum FleissKappa {
    /// Kappa, from how many raters put each subject into each category.
    ///
    /// - Returns: nil where subjects have different numbers of raters or fewer than two, or all are in one category.
    public static func kappa(_ counts: [[Int]]) -> Double? {
        guard let first = counts.first, case let raters = first.reduce(0, +), raters > 1,
            counts.allSatisfy({ $0.reduce(0, +) == raters && $0.count == first.count })
        else { return nil }
        return kappa(
            agreeing: counts.joined().reduce(0) { $0 + $1 * ($1 - 1) }, raters: raters, subjects: counts.count,
            categories: first.indices.map { category in counts.reduce(0) { $0 + $1[category] } })
    }

    /// - Parameters:
    ///   - agreeing: Pairs of raters who agree on a subject, each counted both ways, over all subjects.
    ///   - categories: How many ratings fell into each category.
    fileprivate static func kappa(agreeing: Int, raters: Int, subjects: Int, categories: [Int]) -> Double? {
        let total = Double(subjects * raters)
        let observed = Double(agreeing) / (total * Double(raters - 1))
        let expected = categories.reduce(0.0) { $0 + Double($1) / total * (Double($1) / total) }
        return expected < 1 ? (observed - expected) / (1 - expected) : nil
    }
}

extension ScoreTable {
    /// Fleiss' kappa, each score that somebody gave being a category; nil where dossiers have different numbers of scores or fewer than two,
    /// or all scores are the same.
    public var fleissKappa: Double? {
        let scores = scoresByItem
        guard let raters = scores.first?.count, raters > 1, scores.allSatisfy({ $0.count == raters }) else { return nil }
        func counts(_ values: [Double]) -> [Int] {
            values.sorted().reduce(into: [(value: Double, count: Int)]()) { runs, value in
                if runs.last?.value == value { runs[runs.count - 1].count += 1 } else { runs.append((value, 1)) }
            }.map(\.count)
        }
        return FleissKappa.kappa(
            agreeing: scores.reduce(0) { sum, own in counts(own).reduce(sum) { $0 + $1 * ($1 - 1) } }, raters: raters,
            subjects: scores.count, categories: counts(entries.map(\.value)))
    }
}
