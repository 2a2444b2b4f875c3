internal import Programme
internal import Scoring

extension Ledger {
    /// Computes the results from the sheets that count and stores them, with what adjusted scores stand on where the call ranks by them.
    func settleResults() throws -> [Outcome] {
        let (outcomes, bases) = call.resultsAndBases(of: try reader.panelSheets(call))
        try replaceAll(Outcome.self, with: outcomes)
        try replaceAll(RankingBasis.self, with: bases)
        return outcomes
    }
}

extension RoundReader {
    /// On what each category is ranked, where the call ranks by adjusted scores, in the call's order; empty otherwise.
    func rankingBases(_ call: Call) throws -> [RankingBasis] {
        let bases = try all(RankingBasis.self)
        return call.categories.compactMap { category in bases.first { $0.category == category.id } }
    }

    /// Computes adjusted scores and what they stand on again, and names each that differs; of categories whose sheets are still those that
    /// the results were computed from.
    func faultsOfRanking(_ call: Call) throws -> [Text] {
        guard call.scoring.ranking == .adjusted else { return [] }
        let stored = Dictionary(grouping: try inspect(Outcome.self).records, by: \.category)
        let (outcomes, bases) = call.resultsAndBases(of: try sheetsInForce(call))
        let known = try inspect(RankingBasis.self).records
        return call.categories.flatMap { category -> [Text] in
            let own = (stored[category.id] ?? []).sorted { $0.dossier < $1.dossier }
            let computed = outcomes.filter { $0.category == category.id }.sorted { $0.dossier < $1.dossier }
            guard own.map(\.sheets) == computed.map(\.sheets), own.map(\.dossier) == computed.map(\.dossier) else { return [] }
            let basis = bases.first { $0.category == category.id }
            var faults = zip(own, computed).filter { $0.adjusted != $1.adjusted }.map { found, expected in
                let none = Text(zh: "无", en: "none")
                return Text(zh: "\(found.dossier)：排序所依记为", en: "\(found.dossier): it is ranked by ") + (found.adjusted?.told ?? none)
                    + Text(zh: "，按评分表应为", en: "; by the sheets it is ") + (expected.adjusted?.told ?? none)
            }
            if known.first(where: { $0.category == category.id }) != basis {
                faults.append(
                    Text(
                        zh: "\(category.name.zh)：调整成绩的依据（方差比、能否比较）与评分表不符",
                        en: "\(category.name.en): what its adjusted scores stand on is not what the sheets come to"))
            }
            return faults
        }
    }
}
