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
        var loads = [Int](repeating: 0, count: expertCount)
        for pair in pairs {
            panels[pair.dossier].append(pair.expert)
            loads[pair.expert] += 1
        }
        for (dossier, panel) in panels.enumerated() { check(.demand(dossier: dossier), panel.count) }
        for (expert, load) in loads.enumerated() { check(.load(expert: expert), load) }
        for dossier in 0..<dossierCount {
            var counts: [Int: Int] = [:]
            for expert in panels[dossier] {
                for rule in rulesOfExpert[expert] { counts[rule, default: 0] += 1 }
            }
            for (index, rule) in rules.enumerated() where rule.concerns(dossier) {
                let count = counts[index] ?? 0
                if count < rule.minimum || count > rule.maximum { check(rule.requirement(on: dossier), count) }
            }
            if floor != nil, problem.dossiers[dossier].demand > 0 {
                check(.floor(dossier: dossier), panels[dossier].reduce(0) { $0 + weights[index(dossier, $1)] })
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
