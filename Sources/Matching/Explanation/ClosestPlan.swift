extension AssignmentProblem {
    /// The problem of keeping as many of some pairs as any best plan of this one does: its plans are all the best plans,
    /// where the certificate of one leaves no doubt of it, else some more.
    ///
    /// A plan that has a pair of negative margin, lacks one of positive margin, or isn't at the limit of a requirement that
    /// has a multiplier, loses that much against the bound (complementary slackness). So where it loses more than there is
    /// between the bound and the best plan, it is none of the best, and the choice may be narrowed to the others. The rest
    /// is a problem of ones and noughts, which is soon solved.
    func bestPlans(like best: Plan, keeping pairs: [AssignmentPair]) -> AssignmentProblem? {
        var model = AssignmentModel(self)
        if best.objective == .fair { model.floor = model.worst(best.assignments) }
        guard let certificate = best.certificate, let multipliers = Multipliers(certificate, of: model) else { return nil }
        let margins = Margins(of: [], by: multipliers, in: model)
        let window = margins.closing(model.worth(of: best.assignments))
        let (open, taken) = margins.split(window)
        var problem = self
        let wanted = PairSet(of: model.pairCount, pairs.lazy.map(model.index))
        var values = [Double](repeating: .nan, count: model.pairCount)
        for pair in open + taken { values[pair] = wanted.contains(pair) ? 1 : 0 }
        problem.affinity.values = values
        problem.conflicts = []
        problem.pins = taken.map { PairRule(model.pair($0)) }
        problem.forgetPrices()
        for (requirement, value) in certificate.duals.map({ (key: $0.key.sortKey, dual: $0) })
            .sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }).map(\.dual)
        where abs(value) > window && model.isHard(requirement) {
            let limits = model.limits(of: requirement)
            problem.fix(requirement, at: value > 0 ? limits.upperBound : limits.lowerBound)
        }
        problem.joinRules(from: composition.count, loads.count)
        return problem.faults.isEmpty ? problem : nil
    }

    /// Lets what may give way do so for nothing.
    private mutating func forgetPrices() {
        for index in dossiers.indices where dossiers[index].price != nil { dossiers[index].price = 0 }
        for index in experts.indices where experts[index].price != nil { experts[index].price = 0 }
        for index in composition.indices where composition[index].price != nil { composition[index].price = 0 }
        for index in loads.indices where loads[index].price != nil { loads[index].price = 0 }
        for index in leads.indices where leads[index].price != nil { leads[index].price = 0 }
        neverTogether.removeAll { $0.price != nil }
        neverMutual.removeAll { $0.price != nil }
    }

    /// Asks for exactly so many. What can't be said so is left as it is.
    private mutating func fix(_ requirement: Requirement, at count: Int) {
        switch requirement {
        case .load(let expert): (experts[expert].minimumLoad, experts[expert].maximumLoad) = (count, count)
        case .composition(let rule, let value, let dossier):
            composition.append(
                CompositionRule(
                    dossiers: .listed([dossier]), tag: composition[rule].tag,
                    limit: .count(value: value, minimum: count, maximum: count)))
        case .categoryLoad(let rule, let expert):
            loads.append(
                LoadRule(experts: .listed([expert]), dossiers: loads[rule].dossiers, minimum: count, maximum: count))
        case .demand, .neverTogether, .neverMutual, .pin, .conflict, .floor, .lead, .leadCut: break
        }
    }

    /// Makes one rule of those that say the same of several dossiers or experts.
    private mutating func joinRules(from firstComposition: Int, _ firstLoad: Int) {
        var joined: [CompositionRule] = []
        for rule in composition[firstComposition...] {
            let same = joined.firstIndex { $0.tag == rule.tag && $0.limit == rule.limit }
            if let same { joined[same].dossiers = joined[same].dossiers.and(rule.dossiers) } else { joined.append(rule) }
        }
        composition = composition[..<firstComposition] + joined
        var joinedLoads: [LoadRule] = []
        for rule in loads[firstLoad...] {
            let same = joinedLoads.firstIndex {
                $0.dossiers == rule.dossiers && $0.minimum == rule.minimum && $0.maximum == rule.maximum
            }
            if let same { joinedLoads[same].experts = joinedLoads[same].experts.and(rule.experts) } else { joinedLoads.append(rule) }
        }
        loads = loads[..<firstLoad] + joinedLoads
    }
}

extension Scope {
    /// Those that either names; both name theirs by indices.
    fileprivate func and(_ other: Scope) -> Scope {
        guard case .listed(let own) = self, case .listed(let others) = other else { return self }
        return .listed(own + others)
    }
}
