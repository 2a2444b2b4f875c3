internal import Programme
internal import Scoring

/// A dossier's score as the model of its category sees it, leniency of its experts taken out. It stands beside the official score
/// and never in its place; where the call ranks by adjusted scores it is the one that was recorded with the results.
public struct AdjustedScore: Codable, Sendable, Hashable {
    /// The adjusted score, in points.
    public var score: Double
    /// The lower end of its 90 % interval.
    public var lower: Double
    /// The upper end.
    public var upper: Double
    /// The first place of the 90 % interval of its places.
    public var bestPlace: Int
    /// The last.
    public var worstPlace: Int

    /// The score with its interval: `78.41 [75.20, 81.62]`.
    public var text: String { "\(AdjustedScore.two(score)) [\(AdjustedScore.two(lower)), \(AdjustedScore.two(upper))]" }

    private static func two(_ value: Double) -> String {
        value.isFinite && abs(value) < 1e9 ? Points(hundredths: Int((value * 100).rounded())).description : "–"
    }
}

extension RoundReader {
    /// The adjusted scores by dossier, a model for each category, over everything that was reviewed; none where the model is not
    /// defined, as in a category of one dossier.
    func adjustedScores(_ call: Call) throws -> [String: AdjustedScore] {
        let panels = Dictionary(grouping: try unhidden.sheetsInForce(call), by: \.category)
        var scores: [String: AdjustedScore] = [:]
        for category in call.categories {
            guard let rubric = call.rubric(of: category.id), let own = panels[category.id] else { continue }
            let table = try ScoreTable(
                scores: own.flatMap { panel in
                    panel.sheets.map { (panel.dossier, $0.expert, $0.total(under: rubric).inPoints) }
                })
            guard let model = ScoreModel.fit(table) else { continue }
            let forecast = RankForecast(model)
            // Where the call ranks by adjusted scores, the recorded ones, to their digit.
            let recorded = try unhidden.all(Outcome.self).filter { $0.category == category.id }
            let decisive = Dictionary(
                recorded.compactMap { outcome in outcome.adjusted.map { (outcome.dossier, $0.score) } },
                uniquingKeysWith: { first, _ in first })
            for (index, item) in model.table.items.enumerated() {
                let effect = model.items[index]
                let score = decisive[item].map { Double($0.hundredths) / 100 } ?? effect.value
                // The normal distribution's 95 % quantile.
                let half = 1.6448536269514722 * effect.standardError
                scores[item] = AdjustedScore(
                    score: score, lower: score - half, upper: score + half,
                    bestPlace: forecast.places[index].interval.lowerBound, worstPlace: forecast.places[index].interval.upperBound)
            }
        }
        return scores
    }
}
