/// The plan with as few empty places as possible, for a problem that has none without.
struct BestEffort {
    let model: AssignmentModel
    /// The dossiers whose panels can't be formed even alone.
    let impossiblePanels: [Int]
    let clock: SearchClock

    /// Its pairs. No limit is exceeded; minima and pins hold as far as they can.
    ///
    /// The best flow of demands, loads and classes is taken as far as it exceeds nothing, and completed by shifting. Where
    /// that leaves more places empty than panels and loads explain, what can't be reached is asked for no more, and the
    /// problem that is left is solved.
    func pairs() throws -> [AssignmentPair] {
        guard model.sharing == nil else { return withSharedPanels() }
        var problem = problemWithTenablePins
        var model = AssignmentModel(problem)
        guard let network = AssignmentNetwork(model, Candidates(model, leaving: model.isSettled)), network.solve(clock) else {
            return completed(from: [])
        }
        let flow = network.flowingPairs
        let found = try withMostLeads(completed(from: flow))
        let lacking = try shortfallsOfPanels(in: model)
        let empty = lacking.reduce(0) { sum, breach in
            if case .demand = breach.requirement { sum - breach.excess } else { sum }
        }
        guard found.count < min(flow.count, model.places - empty) else { return found }
        problem.giveUp(lacking)
        if network.isShort { problem.giveUp(model.breaches(by: flow).filter { $0.excess < 0 && $0.price == nil }) }
        model = AssignmentModel(problem)
        let search = TotalSearch(model: model, clock: clock.limited(to: 10), relativeGap: 1)
        guard case .found(let better, _, _) = try? search.run(), better.count > found.count else { return found }
        return better
    }

    /// A plan in which fewer panels go without a lead, where nothing else is missing: leads at a price above all affinities.
    private func withMostLeads(_ pairs: [AssignmentPair]) throws -> [AssignmentPair] {
        let broken = model.brokenRequirements(by: pairs)
        guard broken.count > 1, broken.allSatisfy(\.requirement.isLead) else { return pairs }
        var problem = problemWithTenablePins
        for rule in problem.leads.indices where problem.leads[rule].maximum != nil && problem.leads[rule].price == nil {
            problem.leads[rule].price = AffinityMatrix.largestMagnitude
        }
        guard problem.faults.isEmpty else { return pairs }
        let search = TotalSearch(model: AssignmentModel(problem), clock: clock.limited(to: 10))
        guard case .found(let better, _, _) = try search.run() else { return pairs }
        return model.brokenRequirements(by: better).count < broken.count ? better : pairs
    }

    /// Panels for several dossiers can't be shifted pair by pair: the problem is solved with empty places at a price and
    /// without minima.
    private func withSharedPanels() -> [AssignmentPair] {
        var problem = problemWithTenablePins
        let price = min(problem.greatestPayment + 1, AffinityMatrix.largestMagnitude)
        problem.affinity.values = problem.affinity.values.map { $0.isNaN ? $0 : 0 }
        for index in problem.dossiers.indices { problem.dossiers[index].price = price }
        for index in problem.experts.indices { problem.experts[index].minimumLoad = 0 }
        for index in problem.loads.indices { problem.loads[index].minimum = 0 }
        problem.leads = []
        for index in problem.composition.indices {
            guard case .count(let value, _, let maximum) = problem.composition[index].limit else { continue }
            problem.composition[index].limit = .count(value: value, minimum: 0, maximum: maximum)
        }
        guard problem.faults.isEmpty else { return [] }
        let search = TotalSearch(model: AssignmentModel(problem), clock: clock.limited(to: 10), relativeGap: 0.01)
        guard case .found(let pairs, _, _) = try? search.run() else { return [] }
        return pairs
    }

    /// What panels lack that could not be formed even alone.
    private func shortfallsOfPanels(in model: AssignmentModel) throws -> [Breach] {
        try impossiblePanels.flatMap { dossier in
            try PanelTest(model, dossier).shortfalls().map { requirement, amount in
                Breach(requirement: requirement, count: 0, excess: -amount, price: nil)
            }
        }
    }

    /// As many of some pairs as exceed no limit, and what can be added by shifting them.
    private func completed(from pairs: [AssignmentPair]) -> [AssignmentPair] {
        var shift = PlanShift(model, clock: clock)
        shift.take(problemWithTenablePins.hardPins + pairs)
        shift.takeBest()
        _ = shift.complete()
        return shift.pairs
    }

    /// The same problem with only those pins that can stand together, in their order, and those that are soft.
    private var problemWithTenablePins: AssignmentProblem {
        guard !model.excesses(of: model.pinnedPairs).isEmpty else { return model.problem }
        var tenable: [AssignmentPair] = []
        for pin in model.problem.hardPins {
            var trial = model.problem
            trial.pins = (tenable + [pin]).map { .init($0) }
            if model.excesses(of: trial.hardPins(sharedBy: model.sharing)).isEmpty { tenable.append(pin) }
        }
        var problem = model.problem
        problem.pins.removeAll { $0.price == nil }
        problem.pins += tenable.map { .init($0) }
        return problem
    }
}

extension AssignmentProblem {
    /// Asks for less wherever less was reached.
    mutating func giveUp(_ breaches: [Breach]) {
        var onPanels: [Int: [Int: [Int]]] = [:]
        for breach in breaches where breach.excess < 0 {
            switch breach.requirement {
            case .demand(let dossier): dossiers[dossier].demand += breach.excess
            case .load(let expert): experts[expert].minimumLoad += breach.excess
            case .composition(let rule, _, let dossier): onPanels[rule, default: [:]][breach.excess, default: []].append(dossier)
            case .categoryLoad(let rule, let expert):
                let index = exempt(expert, fromLoadRule: rule)
                loads[index].minimum = max(0, loads[index].minimum + breach.excess)
            case .pin(let index): pins[index].price = 0
            case .lead(let rule, let dossier): exempt(dossier, fromLeadRule: rule)
            default: break
            }
        }
        for (rule, byExcess) in onPanels.sorted(by: { $0.key < $1.key }) {
            for (excess, dossiers) in byExcess.sorted(by: { $0.key < $1.key }) { lower(rule, by: -excess, on: dossiers) }
        }
    }

    /// Lowers the minimum of a rule on some dossiers, by a rule of their own.
    private mutating func lower(_ rule: Int, by amount: Int, on dossiers: [Int]) {
        guard case .count(let value, let minimum, let maximum) = composition[rule].limit else { return }
        var own = composition[rule]
        let kept = Set(self.dossiers(in: own.dossiers)).subtracting(dossiers)
        composition[rule].dossiers = .listed(kept.sorted())
        own.dossiers = .listed(dossiers.sorted())
        own.limit = .count(value: value, minimum: max(0, minimum - amount), maximum: maximum)
        composition.append(own)
    }

    /// Lets the panel of a dossier do without a lead.
    mutating func exempt(_ dossier: Int, fromLeadRule index: Int) {
        leads[index].dossiers = .listed(dossiers(in: leads[index].dossiers).filter { $0 != dossier })
    }

    /// Gives an expert a load rule of their own in place of one for several; its index.
    mutating func exempt(_ expert: Int, fromLoadRule index: Int) -> Int {
        var own = loads[index]
        loads[index].experts = .listed(experts(in: own.experts).filter { $0 != expert })
        own.experts = .listed([expert])
        loads.append(own)
        return loads.count - 1
    }
}
