internal import Foundation
internal import Programme

/// The adjusted scores of a category as a decision takes them: to the digits of the call, at ratios that are recorded.
struct AdjustedRanking {
    /// What the scores stand on.
    var basis: RankingBasis
    /// The adjusted scores by dossier; empty where the category is ranked by official ones.
    var scores: [String: Points]

    /// Ratios are recorded in billionths.
    private static let unit = 1e9

    /// The ranking of a category, over everything in it that was reviewed.
    ///
    /// - Parameters:
    ///   - ranked: The dossiers that have a place.
    ///   - rounding: Of official scores.
    init(_ panels: [PanelSheets], of category: String, ranked: Set<String>, under rubric: Rubric, _ rounding: Call.Rounding) {
        // What stands in place of a replaced sheet says nothing of its own.
        let totals = panels.flatMap { panel in
            panel.sheets.filter { !panel.replaced.contains($0.expert) }.map { (panel.dossier, $0.expert, $0.total(under: rubric).inPoints) }
        }
        scores = [:]
        guard let table = try? ScoreTable(scores: totals), let fit = ScoreModel.bestRatios(of: table) else {
            basis = RankingBasis(category: category, fallback: .undefined, scores: totals.count, groups: 0)
            return
        }
        let components = ScoreComponents(table)
        let groups = Set(table.items.indices.filter { ranked.contains(table.items[$0]) }.map { components.items[$0] })
        let (dossiers, experts) = ((fit.item * Self.unit).rounded(), (fit.rater * Self.unit).rounded())
        let isEachInTable = ranked.isSubset(of: table.items)
        basis = RankingBasis(
            category: category,
            fallback: !isEachInTable ? .undefined : groups.count > 1 ? .unconnected : dossiers == 0 ? .noDifferences : nil,
            scores: totals.count, groups: components.count, dossierRatio: Int(dossiers), expertRatio: Int(experts))
        guard basis.fallback == nil else { return }
        let predictions = ScoreModel.predictions(of: table, item: dossiers / Self.unit, rater: experts / Self.unit)
        scores = Dictionary(
            uniqueKeysWithValues: zip(table.items, predictions).map { ($0, Self.points($1, rounding)) })
    }

    /// A score in points to the digits of the call. Millionths of a hundredth come first, so that halves are halves and not what
    /// binary fractions make of them.
    private static func points(_ value: Double, _ rounding: Call.Rounding) -> Points {
        Fraction(Int((value * 100 * 1e6).rounded()), over: 1_000_000).rounded(rounding)
    }
}

extension ScoreModel {
    /// The ratios of the variances of dossiers and experts to that of the residuals that fit best; nil where the model is not defined.
    static func bestRatios(of table: ScoreTable) -> (item: Double, rater: Double)? {
        guard isDefined(table) else { return nil }
        let design = CrossedDesign(table)
        let best = VarianceSearch(design: design).best()
        guard best.criterion.isFinite, best.squares > 0 else { return nil }
        return design.ratersAreMany ? (best.ratios.few, best.ratios.many) : (best.ratios.many, best.ratios.few)
    }

    /// Mean + effect of each dossier at given ratios of variances, in points, in the order of the table.
    static func predictions(of table: ScoreTable, item: Double, rater: Double) -> [Double] {
        let design = CrossedDesign(table)
        let fit = RestrictedLikelihood(design, design.ratersAreMany ? .init(many: rater, few: item) : .init(many: item, few: rater))
        let effects = fit.effects()
        return (design.ratersAreMany ? effects.few : effects.many).map { fit.mean + design.center + $0 }
    }
}
