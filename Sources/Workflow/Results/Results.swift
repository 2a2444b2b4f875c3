public import Programme
internal import Scoring

/// A result with the dossier that it is about.
public struct ResultLine: Codable, Sendable {
    /// The result.
    public var outcome: Outcome
    /// The dossier.
    public var dossier: Dossier
}

/// What a computation of the results came to.
public struct ComputedResults: Codable, Sendable {
    /// The results.
    public var outcomes: [Outcome]
    /// What fell away: decisions on scores that stood out and have lost their basis since.
    public var lapsed: [AdjudicationStep]
}

extension Office {
    /// Computes the official results of the round by the call's policy.
    public func computeResults(as actor: String) async throws -> [Outcome] { try await computeResultsAndLapses(as: actor).outcomes }

    /// The same, with what fell away.
    public func computeResultsAndLapses(as actor: String) async throws -> ComputedResults {
        try await perform(.computeResults, as: actor) { ledger in
            let lapsed = try ledger.letLapse()
            return ComputedResults(outcomes: try ledger.settleResults(), lapsed: lapsed)
        }
    }

    /// The results, by category in the call's order, then by place.
    public func results(as actor: String) async throws -> [ResultLine] {
        try await consult(.seeResults, as: actor) { reader, call, _ in
            try reader.resultLines(call)
        }
    }

    /// On what each category is ranked, where the call ranks by adjusted scores and results are computed; empty otherwise.
    public func rankingBases(as actor: String) async throws -> [RankingBasis] {
        try await consult(.seeResults, as: actor) { reader, call, _ in try reader.rankingBases(call) }
    }

    /// The result of one dossier and the sheets behind it; for chairs and auditors.
    public func result(of dossier: String, as actor: String) async throws -> (ResultLine, [ScoreSheet]) {
        try await consult(.seeSheets, as: actor) { reader, _, _ in
            let outcome = try reader.get(Outcome.self, dossier, named: Text(zh: "结果", en: "result of"))
            let filed = try reader.get(Dossier.self, dossier, named: Text(zh: "申报材料", en: "dossier"))
            let sheets = try reader.all(ScoreSheet.self, where: "dossier", is: dossier)
            return (ResultLine(outcome: outcome, dossier: filed), sheets.filter { $0.state == .submitted })
        }
    }
}

extension RoundReader {
    /// The sheets of each dossier's panel that count: what it handed in, and what was decided on scores that stand out.
    ///
    /// - Parameter step: One more step, to see what it would do.
    func panelSheets(_ call: Call, supposing step: AdjudicationStep? = nil) throws -> [PanelSheets] {
        let submitted = try all(ScoreSheet.self).filter { $0.state == .submitted }
        let sheets = Dictionary(grouping: submitted, by: \.dossier)
        let steps = Dictionary(grouping: try all(AdjudicationStep.self) + (step.map { [$0] } ?? []), by: \.dossier)
        return try activeDossiers().map { dossier in
            let size = call.category(dossier.category).flatMap(call.panel)?.size ?? 0
            let handedIn = sheets[dossier.id] ?? []
            let standing = AdjudicationStanding(steps[dossier.id] ?? [], submitted: Set(handedIn.map(\.expert)), call.abnormal)
            let own = handedIn.filter { standing.counted.contains($0.expert) }
            return PanelSheets(
                dossier: dossier.id, category: dossier.category, sheets: own, missing: max(0, size - own.count), replaced: standing.replaced
            )
        }
    }

    func resultLines(_ call: Call) throws -> [ResultLine] {
        let dossiers = Dictionary(
            try all(Dossier.self).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let outcomes = Dictionary(grouping: try all(Outcome.self), by: \.category)
        return call.categories.flatMap { category in
            (outcomes[category.id] ?? [])
                .sorted { ($0.rank ?? .max, $0.dossier) < ($1.rank ?? .max, $1.dossier) }
                .compactMap { outcome in
                    dossiers[outcome.dossier].map { ResultLine(outcome: outcome, dossier: $0) }
                }
        }
    }
}
