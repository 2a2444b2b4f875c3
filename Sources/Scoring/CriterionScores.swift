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
        // A sheet that was replaced by the mean of the others is so criterion by criterion.
        let replaced = Set(outcome.sheets.filter { $0.own != nil }.map(\.expert))
        let panel = Set(outcome.sheets.map(\.expert))
        let others = sheets.filter { panel.contains($0.expert) && !replaced.contains($0.expert) }
        return rubric.criteria.map { criterion in
            func score(_ sheet: ScoreSheet) -> Fraction { Fraction(sheet.scores[criterion.id]?.hundredths ?? 0) }
            let exact = entering.map { replaced.contains($0.expert) && !others.isEmpty ? others.map(score).mean : score($0) }.mean
            return CriterionScore(
                criterion: criterion.id, name: criterion.name, weight: criterion.weight, score: exact.rounded(scoring.rounding),
                exact: exact)
        }
    }
}
