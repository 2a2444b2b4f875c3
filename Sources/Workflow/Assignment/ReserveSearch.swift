internal import Matching
internal import Programme

/// A place that an expert left on a dossier of a category whose experts were drawn.
struct Vacancy {
    let dossier: Dossier
    /// The stratum of the expert who left.
    let stratum: DrawStratum
}

/// Finds the reserves who take the vacant places of drawn categories.
///
/// Places are filled in the order in which they became vacant, each by the first in the order of succession
/// (`ReserveOrder`) with whom the requirements of all dossiers can still be met: the reserves join in order until the
/// engine proves that there is a plan. Nothing in it is chosen by anybody, nor by how well somebody suits. In a draft
/// that was loosened the same order holds, and a plan is one in which reviews that are not handed in may move.
struct ReserveSearch {
    let draft: AssignmentDraft
    let common: SearchesTogether

    /// Who takes each vacant place of a drawn category; nil where no succession makes a plan possible.
    func places() async throws -> [Place]? {
        let vacancies = draft.vacancies
        guard !vacancies.isEmpty else { return [] }
        if let first = firstInLine(vacancies), try await isFeasible(with: first, later: []) { return first }
        // One question tells where nobody at all will do; else it would be asked of each.
        guard try await isFeasible(with: [], later: candidates) else { return nil }
        var orders = draft.pools.orders
        var settled: [Place] = []
        for (index, vacancy) in vacancies.enumerated() {
            let later = vacancies.dropFirst(index + 1)
            guard let place = try await firstFeasible(vacancy, orders, after: settled, later: later) else { return nil }
            settled.append(place)
            orders[vacancy.dossier.category]?.call(place.expert)
        }
        return settled
    }

    /// Everybody who may take a vacant place, for a diagnosis that names what is in the way.
    var candidates: [Place] {
        draft.vacancies.flatMap { vacancy in
            successors(to: vacancy, draft.pools.orders, after: []).map { Place(dossier: vacancy.dossier, expert: $0) }
        }
    }

    /// An expert on a vacant place.
    struct Place {
        let dossier: Dossier
        let expert: String

        var pair: AssignmentDraft.Pair { .init(dossier: dossier.id, expert: expert) }
    }

    /// The first of each succession, each called up before the next place is looked at; nil where one has nobody.
    private func firstInLine(_ vacancies: [Vacancy]) -> [Place]? {
        var orders = draft.pools.orders
        var settled: [Place] = []
        for vacancy in vacancies {
            guard let next = inLine(for: vacancy, orders).first(where: { mayJoin($0, vacancy, after: settled) }) else { return nil }
            settled.append(Place(dossier: vacancy.dossier, expert: next))
            orders[vacancy.dossier.category]?.call(next)
        }
        return settled
    }

    private func firstFeasible(
        _ vacancy: Vacancy, _ orders: [String: ReserveOrder], after settled: [Place], later: ArraySlice<Vacancy>
    ) async throws -> Place? {
        for expert in successors(to: vacancy, orders, after: settled) {
            let place = Place(dossier: vacancy.dossier, expert: expert)
            var called = orders
            called[vacancy.dossier.category]?.call(expert)
            let open = later.flatMap { other in
                successors(to: other, called, after: settled + [place]).map { Place(dossier: other.dossier, expert: $0) }
            }
            if try await isFeasible(with: settled + [place], later: open) { return place }
        }
        return nil
    }

    /// Those who may serve on a vacant place, the first first.
    private func successors(to vacancy: Vacancy, _ orders: [String: ReserveOrder], after settled: [Place]) -> [String] {
        inLine(for: vacancy, orders).filter { mayJoin($0, vacancy, after: settled) }
    }

    private func inLine(for vacancy: Vacancy, _ orders: [String: ReserveOrder]) -> [String] {
        orders[vacancy.dossier.category]?.successors(to: vacancy.stratum) ?? []
    }

    private func mayJoin(_ expert: String, _ vacancy: Vacancy, after settled: [Place]) -> Bool {
        let joined = settled.filter { $0.dossier.id == vacancy.dossier.id }.map(\.expert)
        return draft.maySucceed(expert, on: vacancy.dossier, beside: joined)
    }

    /// Whether the engine finds a plan in which some take their places and any of the others the places that are left.
    private func isFeasible(with settled: [Place], later: [Place]) async throws -> Bool {
        var rest = draft.onlyVacant
        rest.openings = later.openings
        rest.kept += settled.map(\.pair)
        let plan = try await rest.problemOfKept(named: draft.call.id)
            .solved(common.options(diagnosing: false), cancellation: common.cancellation)
        return plan.status != .infeasible
    }
}

extension [ReserveSearch.Place] {
    /// Who may be put on each dossier.
    var openings: [String: Set<String>] {
        Dictionary(grouping: self, by: \.dossier.id).mapValues { Set($0.map(\.expert)) }
    }
}

extension AssignmentDraft {
    /// The vacant places of drawn categories, in the order in which they became vacant.
    var vacancies: [Vacancy] {
        let seats = Dictionary(grouping: sitting, by: \.dossier).mapValues(\.count)
        let strata = Dictionary(experts.map { ($0.id, $0.stratum) }, uniquingKeysWith: { first, _ in first })
        let found = dossiers.filter { pools.drew($0.category) }.flatMap { dossier in
            let vacant = max(0, (panel(of: dossier)?.size ?? 0) - (seats[dossier.id] ?? 0))
            let last = lastLeavers(of: dossier, from: vacant)
            let places = last.map { (at: $0.at, vacancy: Vacancy(dossier: dossier, stratum: strata[$0.expert] ?? .unknown)) }
            let others = [Vacancy](repeating: Vacancy(dossier: dossier, stratum: .unknown), count: vacant - last.count)
            return places + others.map { (at: Instant(seconds: 0), vacancy: $0) }
        }
        return found.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element.vacancy)
    }

    /// Those who left so many places of a dossier last, in the order in which they left: who left earlier has been
    /// replaced already.
    func lastLeavers(of dossier: Dossier, from places: Int) -> [Review] {
        guard places > 0 else { return [] }
        return left.values.filter { $0.dossier == dossier.id }
            .sorted { ($0.at, $0.expert) < ($1.at, $1.expert) }.suffix(places)
    }

    /// Whether an expert could be put on a vacant place, as far as can be seen without solving: not barred, with room
    /// for one review more, and within the limits of the panel as it sits with those who join it.
    func maySucceed(_ expert: String, on dossier: Dossier, beside joined: [String]) -> Bool {
        let pair = Pair(dossier: dossier.id, expert: expert)
        let sitting = kept.filter { $0.dossier == dossier.id }.map(\.expert) + joined
        guard conflicts[pair] == nil, left[pair] == nil, !sitting.contains(expert),
            mending?.movable.contains(pair) != true, let rules = panel(of: dossier),
            let candidate = experts.first(where: { $0.id == expert }),
            kept.count(where: { $0.expert == expert }) < candidate.maximumLoad
        else { return false }
        let panel = experts.filter { sitting.contains($0.id) } + [candidate]
        let own = Set(organisations[expert] ?? [])
        let colleagues = own.map { house in panel.count { organisations[$0.id]?.contains(house) == true } }.max() ?? 0
        let vacant = rules.size - panel.count
        return colleagues <= rules.perOrganisation ?? Int.max
            && panel.count { $0.region == candidate.region } <= rules.perRegion ?? Int.max
            && rules.composition.allSatisfy { share in
                let count = panel.count { $0.specialties.contains(share.specialty) }
                return count <= share.maximum ?? Int.max && count + vacant >= share.minimum ?? 0
            }
    }

    /// The same with the vacant dossiers only: all else is pinned, and takes from the loads what it takes. Where reviews
    /// may move, all of it.
    var onlyVacant: AssignmentDraft {
        guard mending == nil else { return self }
        let seats = Dictionary(grouping: kept, by: \.dossier).mapValues(\.count)
        var rest = self
        rest.dossiers = dossiers.filter { (seats[$0.id] ?? 0) < panel(of: $0)?.size ?? 0 }
        let vacant = Set(rest.dossiers.map(\.id))
        rest.kept = kept.filter { vacant.contains($0.dossier) }
        let elsewhere = Dictionary(grouping: kept.filter { !vacant.contains($0.dossier) }, by: \.expert).mapValues(\.count)
        rest.experts = experts.map { expert in
            var expert = expert
            expert.maximumLoad = max(0, expert.maximumLoad - (elsewhere[expert.id] ?? 0))
            expert.minimumLoad = max(0, expert.minimumLoad - (elsewhere[expert.id] ?? 0))
            return expert
        }
        return rest
    }
}

extension DrawStratum {
    /// Of a place that nobody left.
    fileprivate static let unknown = DrawStratum(specialty: "", region: "")
}
