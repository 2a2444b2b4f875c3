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
    /// The rules with a minimum.
    private let required: [Int]

    init(_ model: AssignmentModel) {
        self.model = model
        required = model.rules.indices.filter { model.rules[$0].minimum > 0 }
        prices = [Double](repeating: 0, count: model.expertCount)
        let work = max(1, model.places * model.expertCount)
        let rounds = min(40, max(4, 60_000_000 / work))
        let unit = Double(max(model.affinity.largest, 1))
        for round in 0..<rounds {
            var loads = [Int](repeating: 0, count: model.expertCount)
            for dossier in 0..<model.dossierCount {
                for expert in panel(of: dossier) {
                    loads[expert] += 1
                    if round >= rounds - 10 { chosen.insert(model.index(dossier, expert)) }
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
        var free = (0..<model.expertCount).map { model.isAllowed(first + $0) ? worth(of: first + $0) : -.infinity }
        var panel: [Int] = []
        var counts = [Int](repeating: 0, count: model.rules.count)
        /// Takes the best expert of a class, or of all, whom no rule keeps out; whether there was one.
        func admit(from members: [Bool]?) -> Bool {
            var best: Int?
            for (expert, worth) in free.enumerated() where worth > -.infinity && members?[expert] != false {
                if let best, worth < free[best] || (worth == free[best] && scattered(first + expert) > scattered(first + best)) {
                    continue
                }
                if fits(expert) { best = expert }
            }
            guard let best else { return false }
            free[best] = -.infinity
            panel.append(best)
            for rule in model.rulesOfExpert[best] { counts[rule] += 1 }
            return true
        }
        func fits(_ expert: Int) -> Bool {
            model.rulesOfExpert[expert].allSatisfy {
                !model.rules[$0].concerns(dossier) || counts[$0] < model.rules[$0].maximum
            }
        }
        let demand = model.problem.dossiers[dossier].demand
        for index in required where model.rules[index].concerns(dossier) {
            while panel.count < demand, counts[index] < model.rules[index].minimum, admit(from: model.rules[index].isMember) {}
        }
        while panel.count < demand, admit(from: nil) {}
        return panel
    }
}
