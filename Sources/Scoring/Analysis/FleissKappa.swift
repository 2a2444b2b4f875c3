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
        let total = Double(counts.count * raters)
        let observed =
            counts.joined().reduce(0) { $0 + Double($1 * ($1 - 1)) } / (total * Double(raters - 1))
        let expected = first.indices.reduce(0.0) { sum, category in
            let share = Double(counts.reduce(0) { $0 + $1[category] }) / total
            return sum + share * share
        }
        return expected < 1 ? (observed - expected) / (1 - expected) : nil
    }
}
