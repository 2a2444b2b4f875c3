/// How far experts agree, over everything that was reviewed.
///
/// Never compute it on the dossiers selected alone: there all scores are high, and what is left is mostly chance.
public struct Agreement: Sendable {
    /// The reliability of the dossiers' scores as they are; nil without a model.
    public var reliability: Reliability?
    /// The same for 1, 2, … experts a dossier, up to one more than the largest panel, at most 12.
    public var byReviewers: [Reliability]
    /// Krippendorff's alpha by metric.
    public var alpha: [ScoreTable.Metric: Double]
    /// Fleiss' kappa, each score being a category; nil where dossiers have different numbers of scores.
    public var fleissKappa: Double?
    /// The intraclass correlations of a complete table.
    public var intraclassCorrelations: CompleteTable.IntraclassCorrelations?
    /// Kendall's W of a complete table.
    public var kendallW: Double?
    /// Kendall's W of a complete table, corrected for ties.
    public var kendallWTies: Double?

    /// The agreement in a table, with a model of it.
    public init(_ table: ScoreTable, _ model: ScoreModel?) {
        if let model, let panel = table.usualPanel {
            reliability = Reliability(model.variance, reviewers: panel)
            let largest = min(11, table.scoresByItem.map(\.count).max() ?? 1)
            byReviewers = (1...(largest + 1)).map { Reliability(model.variance, reviewers: Double($0)) }
        } else {
            byReviewers = []
        }
        alpha = ScoreTable.Metric.allCases.reduce(into: [:]) { $0[$1] = table.krippendorffAlpha($1) }
        fleissKappa = table.fleissKappa
        guard let complete = CompleteTable(table) else { return }
        intraclassCorrelations = complete.intraclassCorrelations
        kendallW = complete.kendallW(correctingTies: false)
        kendallWTies = complete.kendallW(correctingTies: true)
    }
}
