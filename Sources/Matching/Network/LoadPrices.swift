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
        let weights = candidates.byDossier.enumerated().map { dossier, experts in
            experts.map { Double(model.weights[model.index(dossier, Int($0))]) }
        }
        var choice = Choice()
        for round in 0..<Self.rounds {
            var loads = [Int](repeating: 0, count: model.expertCount)
            for (dossier, experts) in candidates.byDossier.enumerated() {
                choice.begin(model.problem.dossiers[dossier].demand)
                for (expert, weight) in zip(experts, weights[dossier]) { choice.offer(expert, weight - prices[Int(expert)]) }
                for expert in choice.chosen { loads[Int(expert)] += 1 }
            }
            move(by: 0.2 * Double(max(model.affinity.largest, 1)) / Double(round + 3), loads)
        }
    }

    /// The few best of many, the first of equals.
    private struct Choice {
        private(set) var chosen: [Int32] = []
        private var worths: [Double] = []
        private var count = 0

        mutating func begin(_ count: Int) {
            self.count = count
            chosen.removeAll(keepingCapacity: true)
            worths.removeAll(keepingCapacity: true)
        }

        @inline(__always)
        mutating func offer(_ expert: Int32, _ worth: Double) {
            if chosen.count < count {
                chosen.append(expert)
                worths.append(worth)
            } else if let least = worths.last, worth > least {
                chosen[count - 1] = expert
                worths[count - 1] = worth
            } else {
                return
            }
            var place = chosen.count - 1
            while place > 0, worths[place - 1] < worths[place] {
                worths.swapAt(place, place - 1)
                chosen.swapAt(place, place - 1)
                place -= 1
            }
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
}
