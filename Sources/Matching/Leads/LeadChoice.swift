extension LeadDuty {
    /// Who leads which panel, given the experts on each: as many panels as can have a lead, those of earlier leads that
    /// may stay, and leads as even over experts as can be.
    ///
    /// Panels are taken in their order, each along a cheapest way by which those before it hand over their leads. A lead
    /// that is no longer the earlier one costs more than any unevenness, and each further panel of an expert one more
    /// than the one before, so that the sum is least where leads are most even (N. Harvey, R. Ladner, L. Lovász and
    /// T. Tamir, "Semi-matchings for bipartite graphs and load balancing", 2006). Equal ways are taken in the order of
    /// experts. Which panels have a lead does not depend on the costs.
    ///
    /// - Parameters:
    ///   - panelOf: The experts on the panel of a dossier.
    ///   - earlier: Earlier leads, by dossier.
    /// - Returns: The lead of each panel, in the order of `panels`; nil for none.
    func leads(among panelOf: (_ dossier: Int) -> [Int], keeping earlier: [Int: Int] = [:]) -> [Int?] {
        var choice = LeadChoice(self, panels.map { panelOf($0).filter { mayLead[$0] }.sorted() }, panels.map { earlier[$0] })
        for place in panels.indices { choice.giveLead(to: place) }
        return choice.leadOf
    }
}

/// A choice of leads under way; panels are named by their places.
private struct LeadChoice {
    private let maximum: Int
    private let willing: [[Int]]
    private let earlier: [Int?]
    private let priceOfChange: Int
    private(set) var leadOf: [Int?]
    private var ledBy: [[Int]]

    init(_ duty: LeadDuty, _ willing: [[Int]], _ earlier: [Int?]) {
        maximum = duty.maximum
        self.willing = willing
        self.earlier = earlier
        priceOfChange = willing.count * (willing.count + 1)
        leadOf = [Int?](repeating: nil, count: willing.count)
        ledBy = [[Int]](repeating: [], count: duty.mayLead.count)
    }

    private func cost(_ place: Int, _ expert: Int) -> Int {
        earlier[place].map { $0 == expert ? 0 : priceOfChange } ?? 0
    }

    /// Finds a cheapest way by going on from whatever has become cheaper (R. Bellman and L. R. Ford).
    mutating func giveLead(to start: Int) {
        var costOf: [Int: Int] = [:]
        var cameFrom: [Int: Int] = [:]
        var queue = [start]
        var costOfPlace = [start: 0]
        var head = 0
        while head < queue.count {
            let place = queue[head]
            head += 1
            guard let sofar = costOfPlace[place] else { continue }
            for expert in willing[place] where expert != leadOf[place] {
                let cost = sofar + cost(place, expert)
                guard cost < costOf[expert] ?? Int.max else { continue }
                costOf[expert] = cost
                cameFrom[expert] = place
                for other in ledBy[expert] {
                    let own = cost - self.cost(other, expert)
                    guard own < costOfPlace[other] ?? Int.max else { continue }
                    costOfPlace[other] = own
                    queue.append(other)
                }
            }
        }
        let ends = costOf.filter { ledBy[$0.key].count < maximum }
            .min { ($0.value + ledBy[$0.key].count, $0.key) < ($1.value + ledBy[$1.key].count, $1.key) }
        guard var expert = ends?.key else { return }
        while let place = cameFrom[expert] {
            let before = leadOf[place]
            leadOf[place] = expert
            ledBy[expert].append(place)
            ledBy[expert].sort()
            guard let before else { return }
            ledBy[before].removeAll { $0 == place }
            expert = before
        }
    }
}

extension AssignmentModel {
    /// The panels that have no lead in a plan, though some of their experts may lead: the others lead enough already.
    func panelsWithoutLead(_ duty: LeadDuty, among panels: [[Int]]) -> [Int] {
        guard duty.isCapped else { return [] }
        let leads = duty.leads { panels[$0] }
        return zip(duty.panels, leads).filter { dossier, lead in lead == nil && panels[dossier].contains { duty.mayLead[$0] } }
            .map(\.0)
    }

    /// The leads of a plan, by dossier.
    func leads(of pairs: [AssignmentPair], keeping earlier: [AssignmentPair] = []) -> [AssignmentPair] {
        guard !leadDuties.isEmpty else { return [] }
        var panels = [[Int]](repeating: [], count: dossierCount)
        for pair in pairs { panels[pair.dossier].append(pair.expert) }
        let earlier = Dictionary(earlier.map { ($0.dossier, $0.expert) }) { first, _ in first }
        return leadDuties.flatMap { duty in
            zip(duty.panels, duty.leads(among: { panels[$0] }, keeping: earlier)).compactMap { dossier, lead in
                lead.map { AssignmentPair(dossier: dossier, expert: $0) }
            }
        }
        .sorted()
    }
}

extension AssignmentProblem {
    /// The leads of a plan with as many of some earlier leads as possible; within that they are as even over experts as
    /// can be. Where a rule has no maximum, nobody leads more panels than somebody did in the plan.
    public func leads(of plan: Plan, keeping earlier: [AssignmentPair]) -> [AssignmentPair] {
        guard !leads.isEmpty else { return [] }
        return AssignmentModel(withMaxima(of: plan.leads).forming(plan.groups)).leads(of: plan.assignments, keeping: earlier)
    }

    /// The problem with the most panels that somebody leads in a plan as the maximum of rules that have none.
    func withMaxima(of leads: [AssignmentPair]) -> AssignmentProblem {
        guard self.leads.contains(where: { $0.maximum == nil }) else { return self }
        var problem = self
        let leadOf = Dictionary(leads.map { ($0.dossier, $0.expert) }) { first, _ in first }
        for (index, rule) in self.leads.enumerated() where rule.maximum == nil {
            var counts: [Int: Int] = [:]
            for dossier in panels(of: rule) { if let lead = leadOf[dossier] { counts[lead, default: 0] += 1 } }
            problem.leads[index].maximum = max(1, counts.values.max() ?? 1)
        }
        return problem
    }
}
