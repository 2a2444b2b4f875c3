public import Programme

/// A visit with the dossier that it is about.
public struct VisitLine: Codable, Sendable {
    /// The visit.
    public var visit: Visit
    /// The dossier.
    public var dossier: Dossier
}

extension Office {
    /// Chooses the site visits from the results by the call's policy.
    public func chooseVisits(as actor: String) async throws -> [Visit] {
        try await perform(.chooseVisits, as: actor) { ledger in
            let sheets = Dictionary(
                grouping: try ledger.reader.all(ScoreSheet.self).filter { $0.state == .submitted }, by: \.dossier)
            let flags = Dictionary(grouping: try ledger.reader.flagsAsDecided(), by: \.dossier)
            let visits = try ledger.reader.all(Outcome.self).compactMap { outcome in
                ledger.call.visit(
                    to: outcome,
                    requests: (sheets[outcome.dossier] ?? []).filter { $0.visitNeeded == true }.map(\.visitQuestion),
                    flags: flags[outcome.dossier] ?? [])
            }
            try ledger.replaceAll(Visit.self, with: visits)
            ledger.round.visitsChosen = true
            return visits
        }
    }

    /// The visits, by category in the call's order.
    public func visits(as actor: String) async throws -> [VisitLine] {
        try await consult(.seeResults, as: actor) { reader, call, _ in
            let dossiers = Dictionary(
                try reader.all(Dossier.self).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            let lines = try reader.all(Visit.self).compactMap { visit in
                dossiers[visit.dossier].map { VisitLine(visit: visit, dossier: $0) }
            }
            return call.categories.flatMap { category in lines.filter { $0.dossier.category == category.id } }
        }
    }
}
