public import Programme

/// What the scores of a category say beside the official result, for people to read; nothing of it is official.
public struct CategoryAnalysis: Codable, Sendable {
    /// The category.
    public var category: String
    /// The mean of all totals, in points; nil where the model is not defined.
    public var mean: Double?
    /// The shares of the three variances in their sum, from 0 to 1: dossiers, experts, the rest; nil as above.
    public var shares: [Double]?
    /// How reliable the mean of so many sheets as an average panel has is, for places: dossiers ÷ (dossiers + rest ÷ k).
    public var relative: Double?
    /// The same for scores as such: dossiers ÷ (dossiers + (experts + rest) ÷ k).
    public var absolute: Double?
    /// How many groups of dossiers and experts no review connects; between them leniency is not compared.
    public var components: Int?
    /// How many are selected, for the chances.
    public var selected: Int
    /// The dossiers, in the order of the official places.
    public var dossiers: [DossierLine]
    /// The experts, the most lenient first within each group.
    public var experts: [ExpertLine]

    /// One dossier.
    public struct DossierLine: Codable, Sendable {
        /// The dossier.
        public var dossier: String
        /// The official score and place.
        public var official: Points?
        /// The official place.
        public var rank: Int?
        /// The adjusted score, in points.
        public var adjusted: Double?
        /// Its standard error.
        public var standardError: Double?
        /// The place to expect.
        public var expectedRank: Double?
        /// The middle 90 % of its places, the first and the last.
        public var interval: [Int]?
        /// The chance that it truly is among those selected.
        public var chance: Double?
    }

    /// One expert.
    public struct ExpertLine: Codable, Sendable {
        /// The expert.
        public var expert: String
        /// How many sheets they gave.
        public var sheets: Int
        /// By how many points they score above the mean expert of their group.
        public var leniency: Double?
        /// Its standard error.
        public var standardError: Double?
        /// The group, from 1.
        public var component: Int?
        /// Who would be proposed without this expert's sheets, and is not.
        public var entering: [String]
        /// Who is proposed, and would not be without them.
        public var leaving: [String]
    }
}

extension Call {
    /// The analysis of a category, of everything that was reviewed in it.
    public func analysis(of category: Category, _ panels: [PanelSheets]) -> CategoryAnalysis {
        let own = panels.filter { $0.category == category.id }
        let outcomes = results(of: own)
        let proposed = proposed(by: outcomes)
        let model = scoreModel(of: own)
        let forecast = model.map { RankForecast($0, selecting: proposed.isEmpty ? nil : proposed.count) }
        let items = Dictionary(uniqueKeysWithValues: (model?.table.items ?? []).enumerated().map { ($1, $0) })
        let sheets = own.flatMap(\.sheets)
        var analysis = CategoryAnalysis(
            category: category.id, selected: proposed.count,
            dossiers: outcomes.sorted { ($0.rank ?? .max, $0.dossier) < ($1.rank ?? .max, $1.dossier) }.map { outcome in
                let item = items[outcome.dossier]
                let place = item.flatMap { forecast?.places[$0] }
                return CategoryAnalysis.DossierLine(
                    dossier: outcome.dossier, official: outcome.score, rank: outcome.rank,
                    adjusted: item.flatMap { model?.items[$0].value }, standardError: item.flatMap { model?.items[$0].standardError },
                    expectedRank: place?.expectedRank, interval: place.map { [$0.interval.lowerBound, $0.interval.upperBound] },
                    chance: place?.probabilitySelected)
            },
            experts: expertLines(own, model, proposed))
        if let model, !own.isEmpty {
            let (item, rater, residual) = (model.variance.item, model.variance.rater, model.variance.residual)
            let all = item + rater + residual
            let size = Double(sheets.count) / Double(own.count { !$0.sheets.isEmpty })
            analysis.mean = model.mean.value
            analysis.shares = all > 0 ? [item / all, rater / all, residual / all] : nil
            analysis.relative = item + residual > 0 ? item / (item + residual / size) : nil
            analysis.absolute = all > 0 ? item / (item + (rater + residual) / size) : nil
            analysis.components = model.components.count
        }
        return analysis
    }

    private func expertLines(_ panels: [PanelSheets], _ model: ScoreModel?, _ proposed: Set<String>) -> [CategoryAnalysis.ExpertLine] {
        let raters = Dictionary(uniqueKeysWithValues: (model?.table.raters ?? []).enumerated().map { ($1, $0) })
        let sheets = Dictionary(grouping: panels.flatMap(\.sheets), by: \.expert)
        return sheets.keys.sorted().map { expert in
            let without = self.proposed(by: results(of: panels.map { $0.without(expert) }))
            let rater = raters[expert]
            return CategoryAnalysis.ExpertLine(
                expert: expert, sheets: sheets[expert]?.count ?? 0, leniency: rater.flatMap { model?.raters[$0].value },
                standardError: rater.flatMap { model?.raters[$0].standardError },
                component: rater.flatMap { model?.components.raters[$0] }.map { $0 + 1 },
                entering: without.subtracting(proposed).sorted(), leaving: proposed.subtracting(without).sorted())
        }
        .sorted { left, right in
            let (l, r) = ((left.component ?? 0, -(left.leniency ?? 0)), (right.component ?? 0, -(right.leniency ?? 0)))
            return l == r ? left.expert < right.expert : l < r
        }
    }

    private func proposed(by outcomes: [Outcome]) -> Set<String> {
        Set(placements(by: outcomes).filter(\.proposed).map(\.dossier))
    }
}

extension PanelSheets {
    /// The panel as if an expert had handed in nothing.
    fileprivate func without(_ expert: String) -> PanelSheets {
        var panel = self
        panel.sheets.removeAll { $0.expert == expert }
        return panel
    }
}
