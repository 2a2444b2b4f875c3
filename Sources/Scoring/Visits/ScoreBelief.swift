public import Programme

/// What is believed of a dossier's score before a visit: mean and standard error in ten-thousandths of a point.
public struct ScoreBelief: Sendable, Hashable {
    /// The mean.
    public var mean: Int
    /// The standard error; nil where nothing tells it.
    public var standardError: Int?
    /// Where both come from.
    public var source: VisitGain.Source

    /// A belief.
    public init(mean: Int, standardError: Int?, source: VisitGain.Source) {
        self.mean = mean
        self.standardError = standardError
        self.source = source
    }

    /// A belief in points.
    public init(mean: Double, standardError: Double?, source: VisitGain.Source) {
        self.init(
            mean: Int((mean * 10_000).rounded()), standardError: standardError.map { Int(($0 * 10_000).rounded()) }, source: source)
    }

    /// By the panel's own scores: the official score, and the standard error of the mean of its totals, s ÷ √n with s² = Σ(x − x̄)² ÷
    /// (n − 1). Nil without an official score; without a standard error where there are fewer than two totals.
    ///
    /// It takes the disagreement of five people for the uncertainty of all, and cannot tell a severe panel from a weak dossier: so it is
    /// used only where the model of all scores isn't defined.
    public init?(panelOf outcome: Outcome) {
        guard let score = outcome.score else { return nil }
        let totals = outcome.sheets.map(\.total.inPoints)
        let mean = totals.reduce(0, +) / Double(max(1, totals.count))
        let squares = totals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let error = totals.count < 2 ? nil : (squares / Double(totals.count - 1) / Double(totals.count)).squareRoot()
        self.init(mean: Double(score.hundredths) / 100, standardError: error, source: .panel)
    }
}

extension Call.VisitValue {
    /// What a visit is expected to gain by what the score may change, in ten-thousandths of a point.
    ///
    /// Without a standard error nothing is known of what a visit may change, and this part is nought.
    public func gain(_ belief: ScoreBelief, threshold: Points, isIn: Bool) -> Int {
        guard let standardError = belief.standardError else { return 0 }
        return KnowledgeGradient(
            mean: Double(belief.mean) / 10_000, standardError: Double(standardError) / 10_000, noise: Double(noise.hundredths) / 100,
            threshold: Double(threshold.hundredths) / 100, isIn: isIn
        ).units
    }
}

extension ScoreBelief {
    /// By the model of all scores of a category (`ScoreModel`): adjusted score and its standard error, by dossier. Empty where the model is
    /// not defined, or where it finds nothing that tells dossiers apart.
    public static func byModel(of outcomes: [Outcome]) -> [String: ScoreBelief] {
        let scores = outcomes.sorted { $0.dossier < $1.dossier }.flatMap { outcome in
            outcome.sheets.sorted { $0.expert < $1.expert }.map { sheet in
                (item: outcome.dossier, rater: sheet.expert, value: sheet.total.inPoints)
            }
        }
        guard let table = try? ScoreTable(scores: scores), let model = ScoreModel.fit(table), model.variance.item > 0 else { return [:] }
        let pairs = zip(table.items, model.items).map { item, effect in
            (item, ScoreBelief(mean: effect.value, standardError: effect.standardError, source: .model))
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}
