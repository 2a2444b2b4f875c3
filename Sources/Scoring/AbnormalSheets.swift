public import Programme

/// By how much a sheet's total stands out from the panel's others.
public struct AbnormalMark: Codable, Sendable, Hashable {
    /// The dossier.
    public var dossier: String
    /// The expert.
    public var expert: String
    /// The sheet's own total, exact.
    public var total: Fraction
    /// The mean or median of the panel's other sheets, as the call says.
    public var others: Fraction
    /// How far it lies from what the model of all scores lets expect, in standard errors; nil unless the call marks by it, or
    /// where the model is not defined. Not official: it marks, and enters no score.
    public var standardised: Double?
}

extension Call.AbnormalPolicy {
    /// The totals that differ from the middle of the others by more than the call's points. A sheet needs two others:
    /// of two alone neither is the one that stands out.
    func marked(_ totals: [Fraction]) -> [(index: Int, others: Fraction)] {
        guard totals.count > 2 else { return [] }
        return totals.indices.compactMap { index in
            let middle = middle(of: totals.without(index))
            let (low, high) = (min(totals[index], middle), max(totals[index], middle))
            return high - low > Fraction(points.hundredths) ? (index, middle) : nil
        }
    }

    /// Whether a total lies further from what the model lets expect than the call's standard errors; never where the call doesn't mark
    /// by the model.
    public func isFar(_ standardised: Double?) -> Bool {
        guard let residual, let standardised else { return false }
        return abs(standardised) * 100 > Double(residual.hundredths)
    }

    func middle(of totals: [Fraction]) -> Fraction {
        switch against {
        case .mean: totals.mean
        case .median: Array(totals.sorted()[((totals.count - 1) / 2)...(totals.count / 2)]).mean
        }
    }
}

extension Call {
    /// The sheets that stand out by the call's plain rule, or by the model of all scores where the call marks by it, in their
    /// order by dossier and expert; none without a rule. The sheets' own totals count, whatever was replaced since.
    ///
    /// - Parameter panels: All of the round: the model is of everything that was reviewed.
    public func abnormalSheets(of panels: [PanelSheets]) -> [AbnormalMark] {
        guard let abnormal else { return [] }
        let models = abnormal.residual == nil ? [:] : standardisedTotals(of: panels)
        return panels.sorted { $0.dossier < $1.dossier }.flatMap { panel -> [AbnormalMark] in
            guard let rubric = rubric(of: panel.category) else { return [] }
            let sheets = panel.sheets.sorted { $0.expert < $1.expert }
            let totals = sheets.map { $0.total(under: rubric) }
            let plain = Set(abnormal.marked(totals).map(\.index))
            return sheets.indices.compactMap { index in
                let standardised = models[panel.dossier]?[sheets[index].expert]
                guard totals.count > 1, plain.contains(index) || abnormal.isFar(standardised) else { return nil }
                return AbnormalMark(
                    dossier: panel.dossier, expert: sheets[index].expert, total: totals[index],
                    others: abnormal.middle(of: totals.without(index)), standardised: standardised)
            }
        }
    }

    /// How far each total lies from what the others of its category let expect, by dossier and expert.
    private func standardisedTotals(of panels: [PanelSheets]) -> [String: [String: Double]] {
        var found: [String: [String: Double]] = [:]
        for category in categories {
            guard let model = scoreModel(of: panels.filter { $0.category == category.id }) else { continue }
            for (entry, residual) in zip(model.table.entries, model.residuals) {
                found[model.table.items[entry.item], default: [:]][model.table.raters[entry.rater]] = residual.standardised
            }
        }
        return found
    }

    /// The model of the totals of a category's sheets, as the experts gave them; nil where it is not defined.
    private func scoreModel(of panels: [PanelSheets]) -> ScoreModel? {
        let scores = panels.flatMap { panel -> [(item: String, rater: String, value: Double)] in
            guard let rubric = rubric(of: panel.category) else { return [] }
            return panel.sheets.map { (panel.dossier, $0.expert, $0.total(under: rubric).inPoints) }
        }
        return (try? ScoreTable(scores: scores)).flatMap(ScoreModel.fit)
    }
}

extension [Fraction] {
    /// All but one.
    func without(_ place: Int) -> [Fraction] { indices.filter { $0 != place }.map { self[$0] } }

    /// The arithmetic mean, exact; there is at least one.
    var mean: Fraction { reduce(Fraction(0), +) / count }

    /// The values with those of some places replaced by the mean of all others; as they are where no other is left.
    func replacing(_ places: Set<Int>) -> [Fraction] {
        let others = indices.filter { !places.contains($0) }.map { self[$0] }
        guard !places.isEmpty, !others.isEmpty else { return self }
        let mean = others.mean
        return indices.map { places.contains($0) ? mean : self[$0] }
    }
}
