/// What a place with each expert is worth, roughly: prices under which panels that choose for themselves share the
/// experts about as their loads allow (M. Fisher, "The Lagrangian Relaxation Method for Solving Integer Programming
/// Problems", 1981).
///
/// Only used to begin a search well; nothing is proven by them.
struct LoadPrices {
    private static let rounds = 15
    /// The price of a review, by expert, in affinity units; negative where an expert must be given reviews.
    private(set) var prices: [Double]
    private let model: AssignmentModel

    init(_ model: AssignmentModel, _ candidates: Candidates) {
        self.model = model
        prices = [Double](repeating: 0, count: model.expertCount)
        for round in 0..<Self.rounds {
            var loads = [Int](repeating: 0, count: model.expertCount)
            for (dossier, experts) in candidates.byDossier.enumerated() {
                let demand = model.problem.dossiers[dossier].demand
                for expert in ranked(experts, on: dossier).prefix(demand) { loads[Int(expert)] += 1 }
            }
            move(by: 0.2 * Double(max(model.affinity.largest, 1)) / Double(round + 3), loads)
        }
    }

    private mutating func move(by step: Double, _ loads: [Int]) {
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

    private func change(_ excess: Int, of load: Int) -> Double { max(-1, min(3, Double(excess) / Double(max(load, 1)))) }

    /// Experts by what they are worth to a dossier beyond their price, the best first.
    func ranked(_ experts: [Int32], on dossier: Int) -> [Int32] {
        experts.map { expert -> (worth: Double, expert: Int32) in
            (Double(model.weights[model.index(dossier, Int(expert))]) - prices[Int(expert)], expert)
        }.sorted { ($1.worth, $0.expert) < ($0.worth, $1.expert) }.map(\.expert)
    }
}
