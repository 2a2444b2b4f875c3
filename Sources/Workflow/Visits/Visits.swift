public import Programme

/// A visit with the dossier that it is about.
public struct VisitLine: Codable, Sendable {
    /// The visit.
    public var visit: Visit
    /// The dossier.
    public var dossier: Dossier
}

/// Which visits somebody wants made or not made, whatever they gain.
public struct VisitWishes: Sendable {
    /// Dossiers that are visited.
    public var with: [String]
    /// Dossiers that are not.
    public var without: [String]
    /// Why.
    public var reason: String?

    /// Wishes; none by default.
    public init(with: [String] = [], without: [String] = [], reason: String? = nil) {
        self.with = with
        self.without = without
        self.reason = reason
    }

    var isEmpty: Bool { with.isEmpty && without.isEmpty }
}

extension Office {
    /// Chooses the site visits from the results: by what they are worth within the budgets, where the call says what they are worth, else
    /// by its triggers.
    ///
    /// - Throws: `Failure.noSolution`, where what is visited in any case does not fit the budgets: with what would be needed.
    public func chooseVisits(_ wishes: VisitWishes = VisitWishes(), as actor: String) async throws -> [Visit] {
        try await perform(.chooseVisits, as: actor, remark: wishes.reason) { ledger in
            let visits: [Visit]
            if let value = ledger.call.visits.value {
                visits = try ledger.chooseByWorth(value, wishes)
            } else {
                guard wishes.isEmpty else {
                    throw Failure.usage(
                        Text(
                            zh: "本通知按触发条件确定考查对象，没有预算，不能指定或排除（--with、--without）。",
                            en: "The call chooses visits by triggers and has no budget: nobody is put in or left out (--with, --without)."))
                }
                visits = try ledger.visitsByTriggers()
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

extension Ledger {
    fileprivate func visitsByTriggers() throws -> [Visit] {
        let requests = try reader.visitRequests()
        let flags = Dictionary(grouping: try reader.flagsAsDecided(), by: \.dossier)
        return try reader.all(Outcome.self).compactMap { outcome in
            call.visit(to: outcome, requests: requests[outcome.dossier] ?? [], flags: flags[outcome.dossier] ?? [])
        }
    }
}

extension RoundReader {
    /// What experts want to be found out, by dossier: a question each who asked for a visit.
    func visitRequests() throws -> [String: [String]] {
        // A third reading speaks once it counts.
        let beside = try thirdReadings()
        let counted = beside.isEmpty ? [] : Set(try all(Outcome.self).flatMap { line in line.sheets.map { [line.dossier, $0.expert] } })
        return Dictionary(
            grouping: try all(ScoreSheet.self).filter {
                $0.state == .submitted && $0.visitNeeded == true && (!beside.contains($0.identity) || counted.contains($0.identity))
            }, by: \.dossier
        ).mapValues { $0.map(\.visitQuestion) }
    }
}
