public import Formats
internal import Programme
internal import Scoring

extension Office {
    /// What the scores say beside the official results, category by category; for those who see results, once they are computed.
    ///
    /// - Parameter category: One category only.
    public func analysis(of category: String? = nil, as actor: String) async throws -> [CategoryAnalysis] {
        try await consult(.seeResults, as: actor) { reader, call, _ in try reader.analyses(call, of: category) }
    }
}

extension RoundReader {
    /// The analyses by category in the call's order, of categories in which something was reviewed. Figures are over all dossiers,
    /// whoever looks; a recused chair gets no lines on theirs.
    func analyses(_ call: Call, of category: String? = nil) throws -> [CategoryAnalysis] {
        if let category, call.category(category) == nil {
            throw Failure.usage(
                Text(zh: "没有类别“\(category)”；有：", en: "There is no category “\(category)”; there are: ")
                    + call.categories.map { Text(verbatim: $0.id) }.enumerated())
        }
        let outcomes = try unhidden.all(Outcome.self)
        guard !outcomes.isEmpty else {
            throw Failure.failed(Text(zh: "尚未计算成绩。先用 results compute。", en: "Nothing is computed yet. Use results compute first."))
        }
        let panels = try unhidden.sheetsInForce(call)
        let dossiers = Dictionary(grouping: try unhidden.all(Dossier.self), by: \.category)
        let seen = Set(try all(Dossier.self).map(\.id))
        return try call.categories.filter { category == nil || $0.id == category }.compactMap { kind in
            let analysis = try CategoryAnalysis(
                of: kind.id, in: call, outcomes: outcomes.filter { $0.category == kind.id }, panels: panels,
                dossiers: dossiers[kind.id] ?? [])
            return analysis.flatMap { $0.lines.isEmpty ? nil : $0.seen(by: seen) }
        }
    }
}
