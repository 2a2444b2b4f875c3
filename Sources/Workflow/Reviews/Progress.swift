public import Programme

/// How far an expert or a category is with scoring; no scores.
public struct Progress: Codable, Sendable {
    /// The expert's number or the category's identifier.
    public var id: String
    /// The name.
    public var name: Text
    /// Reviews asked for and not given back.
    public var asked: Int
    /// Of these, submitted.
    public var submitted: Int
    /// Declined.
    public var declined: Int
    /// Recused.
    public var recused: Int
    /// Taken back by a later plan before anything was submitted.
    public var withdrawn: Int
}

extension Office {
    /// How far scoring is, by category and by expert.
    public func progress(as actor: String) async throws -> (categories: [Progress], experts: [Progress]) {
        try await consultOnce(.seeProgress, "progress", as: actor) { reader, call, _ in
            let reviews = try reader.all(Review.self)
            let category = Dictionary(
                try reader.all(Dossier.self).map { ($0.id, $0.category) }, uniquingKeysWith: { first, _ in first })
            let names = Dictionary(
                try reader.all(Expert.self).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
            let byCategory = Dictionary(grouping: reviews) { category[$0.dossier] ?? "" }
            let byExpert = Dictionary(grouping: reviews, by: \.expert)
            return (
                call.categories.map { Progress(id: $0.id, name: $0.name, of: byCategory[$0.id] ?? []) },
                byExpert.keys.sorted().map {
                    Progress(id: $0, name: Text(verbatim: names[$0] ?? ""), of: byExpert[$0] ?? [])
                }
            )
        }
    }
}

extension Progress {
    init(id: String, name: Text, of reviews: [Review]) {
        self.init(
            id: id, name: name, asked: reviews.count(where: \.state.sits),
            submitted: reviews.count { $0.state == .submitted }, declined: reviews.count { $0.state == .declined },
            recused: reviews.count { $0.state == .recused }, withdrawn: reviews.count { $0.state == .withdrawn })
    }
}
