public import Programme

/// What one dossier's panel handed in.
public struct PanelSheets: Sendable {
    /// The dossier.
    public var dossier: String
    /// Its category.
    public var category: String
    /// The submitted sheets.
    public var sheets: [ScoreSheet]
    /// How many of the panel's sheets are missing.
    public var missing: Int
    /// The experts whose scores are replaced by the mean of the others. Their answers to gates stand: the rule replaces
    /// scores alone.
    public var replaced: Set<String>

    /// A panel's sheets.
    public init(dossier: String, category: String, sheets: [ScoreSheet], missing: Int, replaced: Set<String> = []) {
        self.dossier = dossier
        self.category = category
        self.sheets = sheets
        self.missing = missing
        self.replaced = replaced
    }
}

extension PanelSheets {
    fileprivate func replacedPlaces(in sheets: [ScoreSheet]) -> Set<Int> {
        Set(sheets.indices.filter { replaced.contains(sheets[$0].expert) })
    }
}

extension Call {
    /// The official results of a round: scores by the call's policy, standings, and places by category.
    ///
    /// Places go by the rounded official score, higher first. Where the call names criteria that break ties, the
    /// rounded official averages of those criteria decide, one after the other; what still ties shares a place, and
    /// the next place is left out (1, 2, 2, 4).
    public func results(of panels: [PanelSheets]) -> [Outcome] { resultsAndBases(of: panels).outcomes }

    /// The same, with what the adjusted scores stand on in each category that can be applied for, where the call ranks by them; those
    /// of a category that can't be ranked so say why.
    public func resultsAndBases(of panels: [PanelSheets]) -> (outcomes: [Outcome], bases: [RankingBasis]) {
        let outcomes = panels.sorted { $0.dossier < $1.dossier }.map { (panel: $0, outcome: outcome(of: $0)) }
        var bases: [RankingBasis] = []
        let results = categories.flatMap { category -> [Outcome] in
            let own = outcomes.filter { $0.panel.category == category.id }
            let adjusted = adjustedRanking(of: own, in: category)
            if let adjusted { bases.append(adjusted.basis) }
            return ranked(own.map { ($0.outcome, tieBreaks(of: $0.panel)) }, adjusted: adjusted?.scores ?? [:])
        }
        return (results, bases)
    }

    /// The adjusted scores of a category; nil where the call ranks by official ones, where nothing of it has a place, and for what is
    /// reassessed, which has no places.
    private func adjustedRanking(of own: [(panel: PanelSheets, outcome: Outcome)], in category: Category) -> AdjustedRanking? {
        let ranked = Set(own.map(\.outcome).filter(\.hasPlace).map(\.dossier))
        guard scoring.ranking == .adjusted, !isReassessed(category.id), !ranked.isEmpty, let rubric = rubric(of: category.id) else {
            return nil
        }
        return AdjustedRanking(own.map(\.panel), of: category.id, ranked: ranked, under: rubric, scoring.rounding)
    }

    private func outcome(of panel: PanelSheets) -> Outcome {
        guard let rubric = rubric(of: panel.category), let category = category(panel.category) else {
            preconditionFailure("a dossier of an unknown category was stored")
        }
        let sheets = panel.sheets.sorted { $0.expert < $1.expert }
        let own = sheets.map { $0.total(under: rubric) }
        let replaced = panel.replacedPlaces(in: sheets)
        let totals = own.replacing(replaced)
        let marks = abnormal?.marked(own) ?? []
        let gates = rubric.gates.compactMap { gate -> Outcome.GateCount? in
            let notMet = sheets.count { $0.gates[gate.id] == false }
            return notMet > 0 ? Outcome.GateCount(gate: gate.id, notMet: notMet) : nil
        }
        let others = Dictionary(uniqueKeysWithValues: marks.map { ($0.index, $0.others) })
        let enough = sheets.count >= max(1, scoring.minimumSheets)
        let average = enough ? scoring.average(of: totals) : nil
        let score = average?.score.rounded(scoring.rounding)
        let standing: Outcome.Standing =
            if gates.contains(where: { scoring.excludes(notMet: $0.notMet, of: sheets.count) }), enough {
                .excluded
            } else if let score {
                score >= category.passMark ? .passed : .failed
            } else {
                .incomplete
            }
        return Outcome(
            dossier: panel.dossier, category: panel.category, standing: standing, score: score, rank: nil, tied: false,
            sheets: sheets.indices.map {
                Outcome.SheetTotal(
                    expert: sheets[$0].expert, total: totals[$0], counted: average?.counted[$0] ?? false,
                    own: replaced.contains($0) ? own[$0] : nil, others: others[$0])
            },
            missing: panel.missing, gates: gates)
    }

    private func tieBreaks(of panel: PanelSheets) -> [Points] {
        scoring.tieBreak.map { criterion in
            let values = panel.sheets.map { Fraction($0.scores[criterion]?.hundredths ?? 0) }
                .replacing(panel.replacedPlaces(in: panel.sheets))
            return values.isEmpty ? Points(0) : scoring.average(of: values).score.rounded(scoring.rounding)
        }
    }

    private func ranked(_ entries: [(outcome: Outcome, tieBreaks: [Points])], adjusted: [String: Points]) -> [Outcome] {
        let rankable = entries.filter(\.outcome.hasPlace)
        func places(by score: (Outcome) -> Points) -> [(entry: (outcome: Outcome, tieBreaks: [Points]), rank: Int, tied: Bool)] {
            func key(_ entry: (outcome: Outcome, tieBreaks: [Points])) -> [Int] {
                [score(entry.outcome).hundredths] + entry.tieBreaks.map(\.hundredths)
            }
            let inOrder = rankable.sorted { left, right in
                let (leftKey, rightKey) = (key(left), key(right))
                return leftKey == rightKey
                    ? left.outcome.dossier < right.outcome.dossier : rightKey.lexicographicallyPrecedes(leftKey)
            }
            var rank = 0
            return inOrder.indices.map { index in
                let tiesBefore = index > 0 && key(inOrder[index - 1]) == key(inOrder[index])
                let tiesAfter = index + 1 < inOrder.count && key(inOrder[index + 1]) == key(inOrder[index])
                if !tiesBefore { rank = index + 1 }
                return (inOrder[index], rank, tiesBefore || tiesAfter)
            }
        }
        var byAdjusted: [String: Outcome.AdjustedPlace] = [:]
        if !adjusted.isEmpty {
            for place in places(by: { adjusted[$0.dossier] ?? Points(0) }) {
                let dossier = place.entry.outcome.dossier
                byAdjusted[dossier] = .init(score: adjusted[dossier] ?? Points(0), rank: place.rank, tied: place.tied)
            }
        }
        let ranked = places(by: { $0.score ?? Points(0) }).map { place in
            var outcome = place.entry.outcome
            outcome.rank = place.rank
            outcome.tied = place.tied
            outcome.adjusted = byAdjusted[outcome.dossier]
            return outcome
        }
        return ranked + entries.map(\.outcome).filter { !$0.hasPlace }
    }
}

extension Outcome {
    /// Whether it has a place in its category.
    fileprivate var hasPlace: Bool { standing == .passed || standing == .failed }
}
