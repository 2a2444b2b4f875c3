extension AssignmentModel {
    /// The pair with an index.
    func pair(_ index: Int) -> AssignmentPair {
        AssignmentPair(dossier: index / expertCount, expert: index % expertCount)
    }

    /// Whether some pairs satisfy every requirement, the floor among them.
    func isFeasible(_ pairs: [AssignmentPair]) -> Bool { brokenRequirements(by: pairs).isEmpty }

    /// Every requirement that some pairs break, with what was counted; pairs must exist and occur once.
    func brokenRequirements(by pairs: [AssignmentPair]) -> [(requirement: Requirement, count: Int)] {
        var broken: [(requirement: Requirement, count: Int)] = []
        func check(_ requirement: Requirement, _ count: Int) {
            if !limits(of: requirement).contains(count) { broken.append((requirement, count)) }
        }
        var panels = [[Int]](repeating: [], count: dossierCount)
        var loads = [[Int]](repeating: [], count: expertCount)
        for pair in pairs {
            panels[pair.dossier].append(pair.expert)
            loads[pair.expert].append(pair.dossier)
        }
        for (dossier, panel) in panels.enumerated() { check(.demand(dossier: dossier), panel.count) }
        for (expert, load) in loads.enumerated() { check(.load(expert: expert), load.count) }
        for broken in rules.broken(by: panels, rulesOfExpert) { check(broken.requirement, broken.count) }
        for broken in loadRules.broken(by: loads, loadRulesOfDossier) { check(broken.requirement, broken.count) }
        if floor != nil {
            for (dossier, panel) in panels.enumerated() where problem.dossiers[dossier].demand > 0 {
                check(.floor(dossier: dossier), panel.reduce(0) { $0 + weights[index(dossier, $1)] })
            }
        }
        let chosen = Set(pairs)
        for (index, pin) in problem.pins.enumerated() where !chosen.contains(pin) { check(.pin(index: index), 0) }
        for (index, exclusion) in problem.neverMutual.enumerated() {
            let both = chosen.contains(exclusion.first) && chosen.contains(exclusion.second)
            if both { check(.neverMutual(index: index), 2) }
        }
        return broken
    }

    /// The requirements of which some pairs are already too much.
    func excesses(of pairs: [AssignmentPair]) -> [(requirement: Requirement, count: Int)] {
        brokenRequirements(by: pairs).filter { $0.count > limits(of: $0.requirement).upperBound }
    }
}

extension [CountRule] {
    /// The requirements that do not hold where each place has taken some members.
    fileprivate func broken(
        by taken: [[Int]], _ rulesOfMember: [[Int]]
    ) -> [(requirement: Requirement, count: Int)] {
        guard !isEmpty else { return [] }
        var broken: [(requirement: Requirement, count: Int)] = []
        var counts = [Int](repeating: 0, count: count)
        for (place, members) in taken.enumerated() {
            for member in members {
                for rule in rulesOfMember[member] { counts[rule] += 1 }
            }
            for (index, rule) in enumerated() where rule.concerns(place) {
                if counts[index] < rule.minimum || counts[index] > rule.maximum {
                    broken.append((rule.requirement(on: place), counts[index]))
                }
            }
            for member in members {
                for rule in rulesOfMember[member] { counts[rule] = 0 }
            }
        }
        return broken
    }
}
