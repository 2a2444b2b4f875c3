public import Programme

/// What the experts gave a dossier on one criterion.
public struct CriterionScore: Codable, Sendable, Hashable {
    /// The criterion.
    public var criterion: String
    /// Its name.
    public var name: Text
    /// Its weight, per cent.
    public var weight: Int
    /// The official average, rounded as the official score is.
    public var score: Points
    /// The same, exact: a hundredth of a point as fraction, on the scale of the rubric.
    public var exact: Fraction
}

extension Call {
    /// The official score of a dossier by criterion: the mean over those sheets that enter its official score. So their
    /// weighted sum is that score to the last digit, which the averages of a policy taken criterion by criterion are not.
    ///
    /// Empty where there is no official score.
    public func criterionScores(of outcome: Outcome, sheets: [ScoreSheet]) -> [CriterionScore] {
        guard outcome.score != nil, let rubric = rubric(of: outcome.category) else { return [] }
        let counted = Set(outcome.sheets.filter(\.counted).map(\.expert))
        let entering = sheets.filter { counted.contains($0.expert) }
        guard !entering.isEmpty else { return [] }
        return rubric.criteria.map { criterion in
            let sum = entering.reduce(0) { $0 + ($1.scores[criterion.id]?.hundredths ?? 0) }
            let exact = Fraction(sum, over: entering.count)
            return CriterionScore(
                criterion: criterion.id, name: criterion.name, weight: criterion.weight, score: exact.rounded(scoring.rounding),
                exact: exact)
        }
    }
}
