extension AssignmentProblem {
    /// The same problem with a pair that must be in the plan. It must have an affinity and be in no conflict that binds.
    public func forcing(_ pair: AssignmentPair) -> AssignmentProblem {
        var problem = self
        if !hardPins.contains(pair) { problem.pins.append(PairRule(pair)) }
        return problem
    }

    /// The same problem with a pair that may not be in the plan. It must not be pinned, unless at a price.
    public func forbidding(_ pair: AssignmentPair) -> AssignmentProblem {
        // A pair with a soft pin must stay assignable; a limit of none on a load of one dossier forbids it all the same.
        guard pins.contains(where: { $0.pair == pair }) else {
            var problem = self
            problem.conflicts.append(PairRule(pair))
            return problem
        }
        var problem = self
        problem.loads.append(LoadRule(experts: .listed([pair.expert]), dossiers: .listed([pair.dossier]), maximum: 0))
        return problem
    }

    /// The same problem if a pair were neither pinned nor in a conflict that binds.
    func lifting(_ pair: AssignmentPair) -> AssignmentProblem {
        var problem = self
        problem.pins.removeAll { $0.pair == pair && $0.price == nil }
        problem.conflicts.removeAll { $0.pair == pair && $0.price == nil }
        return problem
    }

    /// The same problem without an expert: they have no load, and nothing asks for any.
    public func without(expert: Int) -> AssignmentProblem {
        var problem = self
        problem.experts[expert].minimumLoad = 0
        problem.experts[expert].maximumLoad = 0
        problem.experts[expert].price = nil
        problem.pins.removeAll { $0.pair.expert == expert }
        for (index, rule) in loads.enumerated() where rule.minimum > 0 {
            problem.loads[index].experts = .listed(experts(in: rule.experts).filter { $0 != expert })
        }
        return problem
    }

    /// The same problem if an expert took one dossier more.
    public func withOneMore(for expert: Int) -> AssignmentProblem {
        var problem = self
        problem.experts[expert].maximumLoad += 1
        return problem
    }
}
