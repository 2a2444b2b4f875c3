import Matching

/// The best plan by trying all of them: an implementation that shares nothing with the engine.
struct ExhaustiveSearch {
    private let problem: AssignmentProblem
    /// The largest total less prices; nil where no plan keeps what must hold.
    private(set) var best: Double?
    /// The highest floor, and the largest total less prices on it.
    private(set) var bestFair: (floor: Double, value: Double)?
    /// The fewest pairs of an earlier plan that go, and the largest total less prices then.
    private(set) var bestRepair: (removed: Int, value: Double)?
    /// All plans that keep what must hold, with what each is worth; only where they are asked for.
    private(set) var plans: [(pairs: [AssignmentPair], value: Double)] = []
    /// The smallest numbers of panels that an expert leads at most, of the rules that set none; plans with larger ones don't
    /// count.
    private(set) var leastLeads: [Int]?
    private let earlier: [AssignmentPair]
    private let keepsPlans: Bool
    private var panels: [Set<Int>] = []
    private var loads: [Int]

    init(_ problem: AssignmentProblem, mending earlier: [AssignmentPair] = [], keepingPlans keepsPlans: Bool = false) {
        self.problem = problem
        self.earlier = earlier
        self.keepsPlans = keepsPlans
        loads = problem.experts.map { _ in 0 }
        choose(0, paid: 0)
    }

    private mutating func choose(_ dossier: Int, paid: Double) {
        guard dossier < problem.dossiers.count else { return finish(paid) }
        for mask in 0..<(1 << problem.experts.count) {
            let panel = problem.experts.indices.filter { mask >> $0 & 1 == 1 }
            guard let price = price(of: Set(panel), on: dossier) else { continue }
            panels.append(Set(panel))
            for expert in panel { loads[expert] += 1 }
            choose(dossier + 1, paid: paid + price)
            for expert in panel { loads[expert] -= 1 }
            panels.removeLast()
        }
    }

    /// What it costs that a count is not within limits; nil where that may not be.
    private func price(_ count: Int, _ minimum: Int, _ maximum: Int, at price: Double?) -> Double? {
        let amount = max(minimum - count, count - maximum, 0)
        return amount == 0 ? 0 : price.map { $0 * Double(amount) }
    }

    /// What a panel by itself costs; nil where it may not be.
    private func price(of panel: Set<Int>, on dossier: Int) -> Double? {
        let facts = problem.dossiers[dossier]
        guard panel.count <= facts.demand, panel.allSatisfy({ !problem.affinity[dossier, $0].isNaN }) else { return nil }
        let isOverloaded = panel.contains {
            problem.experts[$0].price == nil && loads[$0] == problem.experts[$0].maximumLoad
        }
        if isOverloaded { return nil }
        var prices = [price(panel.count, facts.demand, facts.demand, at: facts.price)]
        for conflict in problem.conflicts where conflict.pair.dossier == dossier {
            prices.append(price(panel.contains(conflict.pair.expert) ? 1 : 0, 0, 0, at: conflict.price))
        }
        for pin in problem.pins where pin.pair.dossier == dossier {
            prices.append(price(panel.contains(pin.pair.expert) ? 1 : 0, 1, 1, at: pin.price))
        }
        for pair in problem.neverTogether {
            prices.append(price([pair.first, pair.second].count { panel.contains($0) }, 0, 1, at: pair.price))
        }
        for rule in problem.composition where includes(rule.dossiers, dossier, facts.tags) {
            let values = panel.flatMap { problem.experts[$0].tags[rule.tag] ?? [] }
            switch rule.limit {
            case .count(let value, let minimum, let maximum):
                prices.append(price(values.count { $0 == value }, minimum, maximum ?? .max, at: rule.price))
            case .maximumPerValue(let most):
                for value in Set(values) {
                    prices.append(price(values.count { $0 == value }, 0, most, at: rule.price))
                }
            }
        }
        return sum(prices)
    }

    private mutating func finish(_ paid: Double) {
        var prices: [Double?] = [paid]
        for (load, expert) in zip(loads, problem.experts) {
            prices.append(price(load, expert.minimumLoad, expert.maximumLoad, at: expert.price))
        }
        for rule in problem.loads {
            for (expert, facts) in problem.experts.enumerated() where includes(rule.experts, expert, facts.tags) {
                let count = panels.indices.count {
                    panels[$0].contains(expert) && includes(rule.dossiers, $0, problem.dossiers[$0].tags)
                }
                prices.append(price(count, rule.minimum, rule.maximum ?? .max, at: rule.price))
            }
        }
        for pairs in problem.neverMutual {
            let count = [pairs.first, pairs.second].count { panels[$0.dossier].contains($0.expert) }
            prices.append(price(count, 0, 1, at: pairs.price))
        }
        var led: [Int] = []
        for rule in problem.leads {
            let needy = panels.indices.filter {
                problem.dossiers[$0].demand > 0 && includes(rule.dossiers, $0, problem.dossiers[$0].tags)
            }
            let willing = needy.map { dossier in
                panels[dossier].filter { includes(rule.experts, $0, problem.experts[$0].tags) }.sorted()
            }
            if let maximum = rule.maximum {
                prices.append(price(mostLed(willing[...], [:], maximum), needy.count, needy.count, at: rule.price))
            } else {
                let enough = (1...4).first { mostLed(willing[...], [:], $0) == needy.count }
                prices.append(enough == nil ? nil : 0)
                led.append(enough ?? 0)
            }
        }
        guard let payment = sum(prices) else { return }
        if let leastLeads, leastLeads.lexicographicallyPrecedes(led) { return }
        if led != leastLeads { (leastLeads, best, bestFair, bestRepair, plans) = (led, nil, nil, nil, []) }
        let sums = panels.enumerated().map { dossier, panel in
            panel.reduce(0.0) { $0 + problem.affinity[dossier, $1] }
        }
        let value = sums.reduce(-payment, +)
        let floor = zip(sums, problem.dossiers).filter { $0.1.demand > 0 }.map(\.0).min() ?? 0
        best = max(best ?? value, value)
        let removed = earlier.count { !panels[$0.dossier].contains($0.expert) }
        if bestRepair.map({ (removed, -value) < ($0.removed, -$0.value) }) ?? true { bestRepair = (removed, value) }
        if keepsPlans {
            let pairs = panels.enumerated().flatMap { dossier, panel in
                panel.sorted().map { AssignmentPair(dossier: dossier, expert: $0) }
            }
            plans.append((pairs, value))
        }
        guard let fair = bestFair else {
            bestFair = (floor, value)
            return
        }
        let isHigher = floor > fair.floor + 1e-9
        if isHigher || (abs(floor - fair.floor) <= 1e-9 && value > fair.value) { bestFair = (floor, value) }
    }

    /// How many panels can have a lead, given who may lead each, and how many each expert may lead.
    private func mostLed(_ willing: ArraySlice<[Int]>, _ counts: [Int: Int], _ maximum: Int) -> Int {
        guard let first = willing.first else { return 0 }
        var most = mostLed(willing.dropFirst(), counts, maximum)
        for expert in first where counts[expert, default: 0] < maximum {
            var counts = counts
            counts[expert, default: 0] += 1
            most = max(most, 1 + mostLed(willing.dropFirst(), counts, maximum))
        }
        return most
    }

    /// The sum of some prices; nil where one of them is.
    private func sum(_ prices: [Double?]) -> Double? {
        prices.reduce(0) { sum, price in sum.flatMap { sum in price.map { sum + $0 } } }
    }

    private func includes(_ scope: Scope, _ index: Int, _ tags: [String: [String]]) -> Bool {
        switch scope {
        case .all: true
        case .listed(let indices): indices.contains(index)
        case .tagged(let tag, let value): (tags[tag] ?? []).contains(value)
        }
    }
}
