/// A requirement that some pairs do not meet.
struct Breach {
    let requirement: Requirement
    /// What was counted.
    let count: Int
    /// By how much that is too much; negative where it is too little.
    let excess: Int
    /// What each one costs, in units; nil where it may not be.
    let price: Int?
}

extension AssignmentModel {
    /// The pair with an index.
    func pair(_ index: Int) -> AssignmentPair {
        AssignmentPair(dossier: index / expertCount, expert: index % expertCount)
    }

    /// Whether some pairs satisfy every requirement that must hold, the floor among them.
    func isFeasible(_ pairs: [AssignmentPair]) -> Bool {
        brokenRequirements(by: pairs).isEmpty && kept.allSatisfy { measure($0.objective, of: pairs) >= $0.least }
    }

    /// What some pairs break though it must hold; they must exist and occur once.
    func brokenRequirements(by pairs: [AssignmentPair]) -> [Breach] { breaches(by: pairs).filter { $0.price == nil } }

    /// The requirements that must hold of which some pairs are already too much.
    func excesses(of pairs: [AssignmentPair]) -> [Breach] { brokenRequirements(by: pairs).filter { $0.excess > 0 } }

    /// Whether a panel keeps to the demand and all rules on panels, those that may give way included.
    func keepsRules(panel: [Int], on dossier: Int) -> Bool {
        guard panel.count == problem.dossiers[dossier].demand else { return false }
        var counts: [Int: Int] = [:]
        for rule in panel.flatMap({ rulesOfExpert[$0] }) { counts[rule, default: 0] += 1 }
        return rules.indices.allSatisfy { index in
            guard rules[index].concerns(dossier) else { return true }
            return (rules[index].minimum...rules[index].maximum).contains(counts[index] ?? 0)
        }
    }

    /// What a plan is worth, in units: the affinities of its pairs, less the price of each requirement that gives way.
    /// Where something else is sought, how much there is of it.
    func worth(of pairs: [AssignmentPair]) -> Int { measure(aim, of: pairs) }

    /// The affinities of some pairs, less the price of each requirement that gives way.
    func netTotal(of pairs: [AssignmentPair]) -> Int {
        let total = total(pairs)
        guard problem.isSoft else { return total }
        return breaches(by: pairs).reduce(total) { $0 - ($1.price ?? 0) * abs($1.excess) }
    }

    /// Every requirement that some pairs break, whether it may be or not; pairs must exist and occur once.
    func breaches(by pairs: [AssignmentPair]) -> [Breach] {
        var breaches: [Breach] = []
        func check(_ requirement: Requirement, _ count: Int) {
            let limits = limits(of: requirement)
            guard !limits.contains(count) else { return }
            let isTooMuch = count > limits.upperBound
            let leeway = leeway(of: requirement)
            breaches.append(
                Breach(
                    requirement: requirement, count: count,
                    excess: count - (isTooMuch ? limits.upperBound : limits.lowerBound),
                    price: isTooMuch ? leeway.above : leeway.below))
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
        for duty in leadDuties {
            for dossier in panelsWithoutLead(duty, among: panels) { check(.lead(rule: duty.rule, dossier: dossier), 0) }
        }
        for broken in loadRules.broken(by: loads, loadRulesOfDossier) { check(broken.requirement, broken.count) }
        if floor != nil {
            for (dossier, panel) in panels.enumerated() where problem.dossiers[dossier].demand > 0 {
                check(.floor(dossier: dossier), panel.reduce(0) { $0 + affinityUnits(index(dossier, $1)) })
            }
        }
        let chosen = Set(pairs)
        for (index, pin) in problem.pins.enumerated() { check(.pin(index: index), chosen.contains(pin.pair) ? 1 : 0) }
        for (index, conflict) in problem.conflicts.enumerated() where chosen.contains(conflict.pair) {
            check(.conflict(index: index), 1)
        }
        for (index, exclusion) in problem.neverMutual.enumerated() {
            let both = chosen.contains(exclusion.first) && chosen.contains(exclusion.second)
            if both { check(.neverMutual(index: index), 2) }
        }
        return breaches
    }
}

extension [CountRule] {
    /// The requirements that do not hold where each place has taken some members.
    fileprivate func broken(
        by taken: [[Int]], _ rulesOfMember: [[Int]]
    ) -> [(requirement: Requirement, count: Int)] {
        guard !isEmpty else { return [] }
        var broken: [(requirement: Requirement, count: Int)] = []
        let demanding = indices.filter { self[$0].minimum > 0 }
        var counts = [Int](repeating: 0, count: count)
        for (place, members) in taken.enumerated() {
            for member in members {
                for rule in rulesOfMember[member] { counts[rule] += 1 }
            }
            let touched = members.flatMap { rulesOfMember[$0] }
            // Where nobody is counted, only what asks for somebody can be broken.
            for index in Set(touched).union(demanding).sorted() where self[index].concerns(place) {
                if counts[index] < self[index].minimum || counts[index] > self[index].maximum {
                    broken.append((self[index].requirement(on: place), counts[index]))
                }
            }
            for rule in touched { counts[rule] = 0 }
        }
        return broken
    }
}
