internal import Programme

/// Changes of one sort each after which a problem with shared panels has a solution.
///
/// One sort of requirement gets a price of one and nothing else one above zero; the plan worth most then pays the least,
/// and what gives way in it is the remedy. It keeps to all the rest, so each remedy is checked; but where groups are still to
/// be formed, the plan has a panel for each dossier, and whether the remedy also does for groups is open.
struct SharedPanelRemedies {
    let model: AssignmentModel
    let clock: SearchClock

    /// Remedies, the smallest first, equal ones by how drastic they are.
    func remedies() -> [Obstacle.Remedy] {
        var found: [Obstacle.Remedy] = []
        for kind in Self.leastDrasticFirst where clock.hasTime {
            if let remedy = kind == .separatePanels ? separatePanels : remedy(kind) { found.append(remedy) }
        }
        return found.enumerated().sorted { ($0.element.amount, $0.offset) < ($1.element.amount, $1.offset) }.map(\.element)
    }

    private static let leastDrasticFirst: [Obstacle.Remedy.Kind] = [
        .lowerMinimumLoads, .raiseLoads, .separatePanels, .relaxRules, .unpin, .waiveConflicts, .lowerDemands,
    ]

    private func remedy(_ kind: Obstacle.Remedy.Kind) -> Obstacle.Remedy? {
        guard let eased = model.problem.priced.easing(kind), let pairs = plan(of: eased) else { return nil }
        let yielding = AssignmentModel(eased).breaches(by: pairs).filter { $0.price ?? 0 > 0 }
        let amount = yielding.reduce(0) { $0 + abs($1.excess) }
        guard amount > 0 else { return nil }
        return Obstacle.Remedy(
            kind: kind, amount: amount, isChecked: !eased.formsGroups,
            message: RemedySearch.heading(kind, amount) + yielding.map(eased.text).shortened)
    }

    private var separatePanels: Obstacle.Remedy? {
        var apart = model.problem.priced
        apart.panels = []
        guard plan(of: apart) != nil else { return nil }
        let problem = model.problem
        let sizes = problem.givenGroups.map(\.count) + problem.panels.flatMap(problem.groupSizes)
        let count = sizes.count { $0 > 1 }
        return Obstacle.Remedy(
            kind: .separatePanels, amount: count, isChecked: true, message: RemedySearch.heading(.separatePanels, count))
    }

    private func plan(of problem: AssignmentProblem) -> [AssignmentPair]? {
        guard problem.faults.isEmpty else { return nil }
        let model = AssignmentModel(problem)
        guard model.excesses(of: model.pinnedPairs).isEmpty else { return nil }
        let search = TotalSearch(model: model, clock: clock.limited(to: 5))
        guard case .found(let pairs, _, _) = try? search.run() else { return nil }
        return pairs
    }
}

extension AssignmentProblem {
    /// The problem where all pairs are alike and what may give way does so for nothing.
    fileprivate var priced: AssignmentProblem {
        var problem = self
        problem.affinity.values = affinity.values.map { $0.isNaN ? $0 : 0 }
        for index in dossiers.indices where dossiers[index].price != nil { problem.dossiers[index].price = 0 }
        for index in experts.indices where experts[index].price != nil { problem.experts[index].price = 0 }
        for index in composition.indices where composition[index].price != nil { problem.composition[index].price = 0 }
        for index in loads.indices where loads[index].price != nil { problem.loads[index].price = 0 }
        for index in neverTogether.indices where neverTogether[index].price != nil { problem.neverTogether[index].price = 0 }
        for index in neverMutual.indices where neverMutual[index].price != nil { problem.neverMutual[index].price = 0 }
        for index in pins.indices where pins[index].price != nil { problem.pins[index].price = 0 }
        for index in conflicts.indices where conflicts[index].price != nil { problem.conflicts[index].price = 0 }
        for index in leads.indices where leads[index].price != nil { problem.leads[index].price = 0 }
        return problem
    }

    /// The problem where requirements of a sort may give way, each one at a price of one; nil where there are none.
    fileprivate func easing(_ kind: Obstacle.Remedy.Kind) -> AssignmentProblem? {
        var problem = self
        switch kind {
        case .raiseLoads: problem.easeLoads(above: true)
        case .lowerMinimumLoads: problem.easeLoads(above: false)
        case .relaxRules:
            for index in composition.indices { problem.composition[index].price = composition[index].price ?? 1 }
            for index in neverTogether.indices { problem.neverTogether[index].price = neverTogether[index].price ?? 1 }
            for index in neverMutual.indices { problem.neverMutual[index].price = neverMutual[index].price ?? 1 }
            for index in leads.indices where leads[index].maximum != nil { problem.leads[index].price = leads[index].price ?? 1 }
        case .unpin: for index in pins.indices { problem.pins[index].price = pins[index].price ?? 1 }
        case .waiveConflicts:
            let known = Set(conflicts.map(\.pair))
            for index in conflicts.indices { problem.conflicts[index].price = conflicts[index].price ?? 1 }
            for dossier in dossiers.indices {
                for expert in experts.indices where affinity[dossier, expert].isNaN {
                    let pair = AssignmentPair(dossier: dossier, expert: expert)
                    if !known.contains(pair) { problem.conflicts.append(PairRule(pair, price: 1)) }
                }
            }
            problem.affinity.values = affinity.values.map { $0.isNaN ? 0 : $0 }
        case .lowerDemands: for index in dossiers.indices { problem.dossiers[index].price = dossiers[index].price ?? 1 }
        case .addExperts, .raiseLeads, .separatePanels: return nil
        }
        return problem
    }

    /// Lets loads be exceeded, or fall short, at a price of one; the other limit of each becomes a rule that must hold.
    private mutating func easeLoads(above: Bool) {
        for index in loads.indices where loads[index].price == nil && (above ? loads[index].maximum != nil : loads[index].minimum > 0) {
            var kept = loads[index]
            if above { kept.maximum = nil } else { kept.minimum = 0 }
            if kept.minimum > 0 || kept.maximum != nil { loads.append(kept) }
            if above { loads[index].minimum = 0 } else { loads[index].maximum = nil }
            loads[index].price = 1
        }
        for expert in experts.indices where experts[expert].price == nil {
            let (least, most) = (experts[expert].minimumLoad, experts[expert].maximumLoad)
            if above, least > 0 {
                loads.append(LoadRule(experts: .listed([expert]), dossiers: .all, minimum: least))
                experts[expert].minimumLoad = 0
            } else if !above {
                guard least > 0 else { continue }
                loads.append(LoadRule(experts: .listed([expert]), dossiers: .all, maximum: most))
                experts[expert].maximumLoad = max(most, dossiers.count)
            }
            experts[expert].price = 1
        }
    }
}
