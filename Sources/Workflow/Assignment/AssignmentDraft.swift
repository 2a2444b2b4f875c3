internal import Formats
internal import Matching
public import Programme

/// What an expert brings to a dossier, part by part, in ten-thousandths.
public struct AffinityParts: Codable, Sendable, Hashable {
    /// The expert knows the dossier's mode.
    public var mode: Int
    /// The expert knows the dossier's industry.
    public var industry: Int
    /// The expert's years in the field, full marks at thirty.
    public var experience: Int

    /// The whole affinity.
    public var total: Int { mode + industry + experience }
}

extension Call.AffinityPolicy {
    /// The parts of an affinity by the call's weights. A dossier without a mode or an industry gives nothing for it.
    public func parts(of expert: Expert, for dossier: Dossier) -> AffinityParts {
        AffinityParts(
            mode: !dossier.mode.isEmpty && expert.modes.contains(dossier.mode) ? mode * 100 : 0,
            industry: !dossier.industry.isEmpty && expert.industries.contains(dossier.industry) ? industry * 100 : 0,
            experience: experience * 100 * min(expert.years, 30) / 30)
    }
}

/// A round's dossiers, experts and conflicts as an assignment problem.
struct AssignmentDraft {
    let call: Call
    var dossiers: [Dossier]
    var experts: [Expert]
    let organisations: [String: [String]]
    /// The entries of the register that keep experts out, by expert and dossier: those that bind, and open suspicions where
    /// the expert does not sit yet.
    let conflicts: [Pair: [Conflict]]
    /// Pairs that were given back: an expert is not asked twice.
    var left: [Pair: Review]
    /// Pairs that sit once the reviews have begun, submitted or not.
    let sitting: [Pair]
    /// Pairs that stay.
    var kept: [Pair]
    /// Who leads what, as far as that stays where it can.
    let leading: [Pair]
    /// Where not all that sit can stay: what may move, and what that costs. Nil where all do.
    var mending: Mending?
    /// Whom the public draws let serve.
    let pools: DrawnPools
    /// Once the reviews have begun: who may be put on a dossier whose experts were drawn. Before that, nil: whoever
    /// was drawn.
    var openings: [String: Set<String>]?
    /// The groups that share panels by the plan in force; nil until the reviews have begun.
    let groups: [[String]]?
    /// The digest of the last act that it knows of.
    let knownUpTo: String?
    private let submitted: Set<Pair>
    /// Reviews of which not both may be, where the call says so.
    private let exchanges: [MutualReviews.Exchange]

    struct Pair: Hashable {
        var dossier: String
        var expert: String
    }

    /// Pairs that may move so that vacant places can be filled.
    struct Mending {
        /// Pairs that sit and whose sheets are not handed in.
        var movable: [Pair]
        /// Of these, the ones with a saved draft: they are spared before the others.
        var begun: Set<Pair>
        /// Up to how many changes the prices outweigh everything; nil where it is only asked whether there is a plan.
        var within: Int?
    }

    /// What there is to assign. Once the reviews have begun, the pairs that sit stay; before that a plan starts afresh.
    init(_ reader: any RoundReader, call: Call, round: RoundState) throws {
        self.call = call
        dossiers = try reader.activeDossiers()
        let readings = round.stage <= .assignment ? [] : try reader.thirdReadings()
        var experts = try reader.all(Expert.self)
        let affiliations = try reader.all(Affiliation.self)
        organisations = OrganisationKeys(affiliations, on: call.deadlines.filing).byExpert
        exchanges =
            call.conflicts.mutualReviews
            ? MutualReviews.exchanges(
                dossiers: dossiers, affiliations: affiliations, findings: try reader.all(NameFinding.self)) : []
        let reviews = try reader.all(Review.self)
        let seated = round.stage == .assignment ? [] : Set(reviews.filter(\.state.sits).map(\.identity))
        conflicts = Dictionary(
            grouping: try reader.all(Conflict.self).filter { $0.binds || ($0.keepsOut && !seated.contains([$0.dossier, $0.expert])) }
        ) { Pair(dossier: $0.dossier, expert: $0.expert) }
        let sitsBeside = reviews.filter { $0.state.sits && readings.contains($0.identity) }
        // A third reading takes of what its expert can do, and no seat of the panel.
        let beside = Dictionary(grouping: sitsBeside, by: \.expert).mapValues(\.count)
        experts = experts.map { expert in
            var expert = expert
            expert.maximumLoad = max(0, expert.maximumLoad - (beside[expert.id] ?? 0))
            return expert
        }
        self.experts = experts
        left = Dictionary(
            (reviews.filter(\.state.wasGivenBack) + sitsBeside).map { (Pair(dossier: $0.dossier, expert: $0.expert), $0) },
            uniquingKeysWith: { first, _ in first })
        sitting =
            round.stage == .assignment
            ? [] : reviews.filter { $0.state.sits && !readings.contains($0.identity) }.map { Pair(dossier: $0.dossier, expert: $0.expert) }
        let plans = round.stage <= .assignment ? [] : try reader.all(PlanRecord.self)
        leading = plans.leads.map { Pair(dossier: $0[0], expert: $0[1]) }
        submitted = Set(reviews.filter { $0.state == .submitted }.map { Pair(dossier: $0.dossier, expert: $0.expert) })
        kept = sitting
        pools = try DrawnPools(reader, call: call, round: round, dossiers: dossiers, reviews: reviews)
        openings = round.stage <= .assignment ? nil : plans.admitted
        // Reading a plan takes time: only where its groups matter.
        let sharesPanels = call.categories.contains { $0.sharedPanels != nil }
        groups = round.stage <= .assignment ? nil : sharesPanels ? try plans.approvedGroups : []
        knownUpTo = try reader.logEnd()?.digest
    }

    func panel(of dossier: Dossier) -> Call.Panel? { call.category(dossier.category).flatMap(call.panel) }

    /// The same where only what is submitted must stay, beside those who take places already.
    ///
    /// - Parameters:
    ///   - begun: The reviews with a saved draft.
    ///   - joining: Reserves on the places to which the draw calls them.
    func loosened(begun: Set<Pair>, joining: [Pair] = [], within changes: Int? = nil) -> AssignmentDraft {
        var loose = self
        loose.kept = sitting.filter(submitted.contains) + joining
        let movable = sitting.filter { !submitted.contains($0) }
        loose.mending = Mending(movable: movable, begun: begun.intersection(movable), within: changes)
        return loose
    }

    /// The problem with the kept pairs pinned, and those that may move pinned at their price.
    ///
    /// - Throws: as `AssignmentProblem.mending`.
    func problem(named name: String) throws -> AssignmentProblem {
        let problem = problemOfKept(named: name)
        guard let mending, let changes = mending.within else { return problem }
        let (movable, begun) = pairs(of: mending)
        return try problem.mending(movable, sparing: begun, within: changes)
    }

    /// What may move, and what of it is spared, by indices.
    func pairs(of mending: Mending) -> (movable: [AssignmentPair], begun: Set<AssignmentPair>) {
        (indices(of: mending.movable), Set(indices(of: Array(mending.begun))))
    }

    /// Pairs by their indices; without those that take no part any more.
    func indices(of pairs: [Pair]) -> [AssignmentPair] { pairs.compactMap(indices()) }

    /// Finds the indices of pairs in the problem.
    private func indices() -> (Pair) -> AssignmentPair? {
        let expertIndex = Dictionary(uniqueKeysWithValues: experts.enumerated().map { ($1.id, $0) })
        let dossierIndex = Dictionary(uniqueKeysWithValues: dossiers.enumerated().map { ($1.id, $0) })
        return { pair in
            guard let dossier = dossierIndex[pair.dossier], let expert = expertIndex[pair.expert] else { return nil }
            return AssignmentPair(dossier: dossier, expert: expert)
        }
    }

    /// The problem with the kept pairs pinned, and nothing at a price.
    func problemOfKept(named name: String) -> AssignmentProblem {
        let indices = indices()
        var values: [Double] = []
        values.reserveCapacity(dossiers.count * experts.count)
        // Dossiers of one mode and industry suit the same experts.
        var rows: [[String]: [Double]] = [:]
        for dossier in dossiers {
            let kind = [dossier.mode, dossier.industry]
            let row = rows[kind] ?? experts.map { Double(call.affinity.parts(of: $0, for: dossier).total) / 10_000 }
            rows[kind] = row
            values += row
        }
        let held = Dictionary(grouping: kept + (mending?.movable ?? []), by: \.expert).mapValues(\.count)
        let barred = Set(conflicts.keys).union(left.keys).union(notDrawn)
        var reasons: [Bar: Text] = [:]
        let conflicts = barred.compactMap { pair -> AssignmentProblem.PairRule? in
            guard let place = indices(pair) else { return nil }
            let bar = bar(pair)
            let reason = reasons[bar] ?? bar.reason
            reasons[bar] = reason
            return AssignmentProblem.PairRule(place, reason: reason)
        }
        return AssignmentProblem(
            name: name,
            dossiers: dossiers.map { .init(id: $0.id, demand: panel(of: $0)?.size ?? 0, tags: ["category": [$0.category]]) },
            experts: experts.map {
                .init(
                    id: $0.id, minimumLoad: minimumLoad(of: $0, holding: held[$0.id] ?? 0), maximumLoad: $0.maximumLoad,
                    tags: tags(of: $0))
            },
            affinity: AffinityMatrix(dossierCount: dossiers.count, expertCount: experts.count, values: values),
            conflicts: conflicts.sorted { $0.pair < $1.pair },
            pins: kept.compactMap(indices).sorted().map { .init($0) }, composition: composition(),
            neverMutual: mutualPairs(barred: barred, indices), leads: leads(), panels: sharedPanels())
    }

    /// Exchanges of reviews that could come about: neither is barred by itself, and not both sit already.
    private func mutualPairs(barred: Set<Pair>, _ indices: (Pair) -> AssignmentPair?) -> [AssignmentProblem.MutualPairs] {
        let kept = Set(kept)
        return exchanges.compactMap { exchange in
            let first = Pair(dossier: exchange.first.dossier, expert: exchange.first.expert)
            let second = Pair(dossier: exchange.second.dossier, expert: exchange.second.expert)
            guard !barred.contains(first), !barred.contains(second), !(kept.contains(first) && kept.contains(second)),
                let one = indices(first), let other = indices(second)
            else { return nil }
            return one < other ? .init(one, other) : .init(other, one)
        }
        .sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    }

    private func tags(of expert: Expert) -> [String: [String]] {
        var tags = [
            "specialty": expert.specialties, "region": [expert.region], "organisation": organisations[expert.id] ?? [],
        ]
        let led = call.panels.filter { $0.lead?.fits(expert) ?? false }.map(\.id)
        if !led.isEmpty { tags["lead"] = led }
        return tags
    }

    /// The groups of dossiers that share panels: to be formed before the reviews. After that they are those of the plan in
    /// force, but where an expert has left some dossiers of a group and not the others, it goes on in parts; and in
    /// categories whose experts are drawn, each vacant place goes to the next reserve.
    private func sharedPanels() -> [PanelRule] {
        let seated = Dictionary(grouping: sitting, by: \.dossier).mapValues { Set($0.map(\.expert)) }
        return call.categories.compactMap { category in
            guard let sharing = category.sharedPanels else { return nil }
            let own = dossiers.indices.filter { dossiers[$0].category == category.id }
            guard !own.isEmpty else { return nil }
            guard let groups else {
                switch sharing {
                case .groups(let count): return PanelRule(dossiers: .listed(own), .count(min(count, own.count)))
                case .largest(let most): return PanelRule(dossiers: .listed(own), .largest(most))
                }
            }
            guard !pools.drew(category.id) else { return nil }
            let place = Dictionary(own.map { (dossiers[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
            let parts = groups.flatMap { group -> [[Int]] in
                let known = group.compactMap { place[$0] }
                return Array(Dictionary(grouping: known) { seated[dossiers[$0].id] ?? [] }.values)
            }
            let ordered = parts.map { $0.sorted() }.sorted { $0[0] < $1[0] }
            return ordered.isEmpty ? nil : .listed(ordered)
        }
    }

    /// Why a pair may not be assigned.
    private enum Bar: Hashable {
        case conflict(Conflict.Ground)
        case suspicion(Conflict.Ground)
        case left
        case notDrawn

        /// As it is told where a panel cannot be formed.
        var reason: Text {
            switch self {
            case .conflict(let ground): Text(zh: "因\(ground.name.zh)须回避", en: "in conflict (\(ground.name.en))")
            case .suspicion(let ground):
                Text(zh: "有\(ground.name.zh)的疑似情形待核实", en: "suspected of a conflict (\(ground.name.en)) that nobody has settled")
            case .left: Text(zh: "已回避或谢绝", en: "recused or declined")
            case .notDrawn: Text(zh: "未被抽中", en: "not drawn")
            }
        }
    }

    private func bar(_ pair: Pair) -> Bar {
        guard let entries = conflicts[pair], let ground = entries.first?.ground else { return left[pair] != nil ? .left : .notDrawn }
        return entries.contains(where: \.binds) ? .conflict(ground) : .suspicion(ground)
    }

    /// The pairs that the public draws do not let sit.
    private var notDrawn: Set<Pair> {
        let kept = Set(kept + (mending?.movable ?? []))
        let pairs = dossiers.filter { pools.drew($0.category) }.flatMap { dossier in
            experts.filter { !isOpen(dossier, to: $0.id) }.map { Pair(dossier: dossier.id, expert: $0.id) }
        }
        return Set(pairs).subtracting(kept)
    }

    /// Whether the public draws let an expert be put on a dossier now: whoever is called up to a vacant place and, where
    /// not all that sit can stay, those in service in its category.
    func isOpen(_ dossier: Dossier, to expert: String) -> Bool {
        guard pools.drew(dossier.category), let openings, mending == nil || !pools.serves(expert, in: dossier.category) else {
            return pools.serves(expert, in: dossier.category)
        }
        return openings[dossier.id]?.contains(expert) == true
    }

    /// The fewest reviews of an expert: none where the draws leave them no dossier, and once the reviews have begun no
    /// more than they have, since nobody is given others for what they gave back.
    private func minimumLoad(of expert: Expert, holding held: Int) -> Int {
        // In a repair this also keeps what moves from leaving somebody with too little.
        guard openings == nil else { return min(expert.minimumLoad, held) }
        let serves = Set(dossiers.map(\.category)).contains { pools.serves(expert.id, in: $0) }
        return serves ? expert.minimumLoad : 0
    }

    /// The dossiers with a kind of panel.
    private func dossiers(with panel: Call.Panel) -> [Int] {
        let categories = Set(call.categories.filter { $0.panel == panel.id }.map(\.id))
        return dossiers.indices.filter { categories.contains(dossiers[$0].category) }
    }

    private func leads() -> [LeadRule] {
        call.panels.compactMap { panel in
            let own = dossiers(with: panel)
            guard let lead = panel.lead, !own.isEmpty else { return nil }
            let isAnybodyAble = experts.contains(where: lead.fits)
            return LeadRule(
                dossiers: .listed(own), experts: isAnybodyAble ? .tagged("lead", value: panel.id) : .listed([]),
                maximum: lead.maximumPerExpert)
        }
    }

    private func composition() -> [CompositionRule] {
        call.panels.flatMap { panel -> [CompositionRule] in
            let own = dossiers(with: panel)
            guard !own.isEmpty else { return [] }
            var rules = panel.composition.map { share in
                CompositionRule(
                    dossiers: .listed(own), tag: "specialty",
                    limit: .count(value: share.specialty, minimum: share.minimum ?? 0, maximum: share.maximum))
            }
            if let limit = panel.perOrganisation {
                rules.append(CompositionRule(dossiers: .listed(own), tag: "organisation", limit: .maximumPerValue(limit)))
            }
            if let limit = panel.perRegion {
                rules.append(CompositionRule(dossiers: .listed(own), tag: "region", limit: .maximumPerValue(limit)))
            }
            return rules
        }
    }
}

extension [PlanRecord] {
    /// Who leads the panels by the plan in force: dossier, expert.
    fileprivate var leads: [[String]] { filter { $0.state == .approved }.max { $0.number < $1.number }?.leads ?? [] }

    /// The groups that share panels by the plan for the round that is in force, by the ids of their dossiers.
    fileprivate var approvedGroups: [[String]] {
        get throws {
            let plan = last { $0.purpose == .round && $0.state == .approved }
            return try plan.map { try PlanFile.groups(in: $0.document) } ?? []
        }
    }

    /// The pairs that the last replacement plan, where it is not decided on yet, opened to reserves.
    fileprivate var admitted: [String: Set<String>] {
        Dictionary(grouping: undecided?.admitted ?? [], by: { $0[0] }).mapValues { Set($0.map { $0[1] }) }
    }

    /// The last plan, where it is not decided on yet.
    fileprivate var undecided: PlanRecord? {
        self.max { $0.number < $1.number }.flatMap { $0.state == .proposed ? $0 : nil }
    }
}

extension RoundReader {
    /// Who leads the panels by the plan in force: dossier, expert.
    func leads() throws -> [[String]] { try all(PlanRecord.self).leads }

    /// The groups that share panels by the plan for the round that is in force, by the ids of their dossiers.
    func approvedGroups() throws -> [[String]] { try all(PlanRecord.self).approvedGroups }

    /// The reviews with a saved draft.
    func begunReviews() throws -> Set<AssignmentDraft.Pair> {
        Set(try all(ScoreSheet.self).filter { $0.state == .draft }.map { .init(dossier: $0.dossier, expert: $0.expert) })
    }

    /// What there is to assign, as the plan that is not decided on yet takes it: where that moves reviews, they may move.
    func draftAsProposed(call: Call, round: RoundState) throws -> AssignmentDraft {
        let draft = try AssignmentDraft(self, call: call, round: round)
        guard let plan = try all(PlanRecord.self).undecided, let within = plan.changes?.within else { return draft }
        return draft.loosened(begun: try begunReviews(), joining: plan.admittedPairs, within: within)
    }
}

/// The organisations that experts belong to on a day, under one key each: the credit code where any row tells it.
struct OrganisationKeys {
    private(set) var byExpert: [String: [String]] = [:]

    init(_ affiliations: [Affiliation], on day: Day) {
        var codes: [String: String] = [:]
        for affiliation in affiliations where !affiliation.creditCode.isEmpty {
            codes[OrganisationName.plain(affiliation.organisation)] = affiliation.creditCode
        }
        for affiliation in affiliations where affiliation.from <= day && (affiliation.until ?? day) >= day {
            let name = OrganisationName.plain(affiliation.organisation)
            let key = affiliation.creditCode.isEmpty ? codes[name] ?? name : affiliation.creditCode
            if byExpert[affiliation.expert]?.contains(key) != true { byExpert[affiliation.expert, default: []].append(key) }
        }
    }
}
