/// What a place with each expert is worth, roughly: prices under which panels that choose for themselves share the
/// experts about as their loads allow (M. Fisher, "The Lagrangian Relaxation Method for Solving Integer Programming
/// Problems", 1981).
///
/// Only used to choose which pairs a program begins with; nothing is proven by them.
struct CandidatePrices {
    /// The price of a review, by expert, in affinity units; negative where an expert must be given reviews.
    private(set) var prices: [Double]
    /// Pairs that panels chose in the last rounds.
    private(set) var chosen: Set<Int> = []
    private let model: AssignmentModel

    init(_ model: AssignmentModel) {
        self.model = model
        prices = [Double](repeating: 0, count: model.expertCount)
        let work = max(1, model.places * model.expertCount)
        let rounds = min(80, max(4, 200_000_000 / work))
        let unit = Double(max(model.affinity.largest, 1))
        for round in 0..<rounds {
            var loads = [Int](repeating: 0, count: model.expertCount)
            for dossier in 0..<model.dossierCount {
                for expert in panel(of: dossier) {
                    loads[expert] += 1
                    if round >= rounds - 12 { chosen.insert(model.index(dossier, expert)) }
                }
            }
            let step = 0.2 * unit / Double(round + 3)
            for (expert, facts) in model.problem.experts.enumerated() {
                let excess = loads[expert] - facts.maximumLoad
                let lack = facts.minimumLoad - loads[expert]
                if excess > 0 || prices[expert] > 0 {
                    prices[expert] = max(0, prices[expert] + step * change(excess, of: facts.maximumLoad))
                } else if lack > 0 || prices[expert] < 0 {
                    prices[expert] = min(0, prices[expert] - step * change(lack, of: facts.minimumLoad))
                }
            }
        }
    }

    /// What a pair is worth under the prices.
    func worth(of pair: Int) -> Double { Double(model.weights[pair]) - prices[pair % model.expertCount] }

    private func change(_ excess: Int, of load: Int) -> Double { max(-1, min(3, Double(excess) / Double(max(load, 1)))) }

    /// The panel that a dossier would choose by worth alone: classes that it must have first, none too often.
    private func panel(of dossier: Int) -> [Int] {
        let first = dossier * model.expertCount
        let ranked = (0..<model.expertCount).filter { model.isAllowed(first + $0) }
            .map { (expert: $0, worth: worth(of: first + $0), tie: scattered(first + $0)) }
            .sorted { ($1.worth, $0.tie) < ($0.worth, $1.tie) }
        var panel: [Int] = []
        var counts: [Int: Int] = [:]
        func admit(_ expert: Int) {
            guard panel.count < model.problem.dossiers[dossier].demand, !panel.contains(expert) else { return }
            let own = model.rulesOfExpert[expert].filter { model.rules[$0].concerns(dossier) }
            guard own.allSatisfy({ counts[$0, default: 0] < model.rules[$0].maximum }) else { return }
            panel.append(expert)
            for rule in own { counts[rule, default: 0] += 1 }
        }
        for (index, rule) in model.rules.enumerated() where rule.minimum > 0 && rule.concerns(dossier) {
            for candidate in ranked where counts[index, default: 0] < rule.minimum && rule.isMember[candidate.expert] {
                admit(candidate.expert)
            }
        }
        for candidate in ranked where panel.count < model.problem.dossiers[dossier].demand { admit(candidate.expert) }
        return panel
    }
}
