/// A dossier's scores in short, without any model.
public enum ScoreSummary {
    /// The mean; nil where there are none.
    public static func mean(_ scores: [Double]) -> Double? {
        scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
    }

    /// The mean without one highest and one lowest, where there are at least so many; else the mean.
    public static func trimmedMean(_ scores: [Double], from least: Int = 3) -> Double? {
        scores.count >= max(3, least) ? mean(Array(scores.sorted().dropFirst().dropLast())) : mean(scores)
    }

    /// The median.
    public static func median(_ scores: [Double]) -> Double? {
        let sorted = scores.sorted()
        return sorted.isEmpty ? nil : (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}
