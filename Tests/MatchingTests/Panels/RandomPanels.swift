import Matching

/// Small problems whose dossiers share panels, drawn from a seed; requirements of every kind beside that.
struct RandomPanels {
    /// With groups that are given, listed or by a tag.
    static func given(seed: UInt64, isSoft: Bool = false) -> AssignmentProblem {
        var generator = SeededGenerator(seed: seed &+ 1_000_000)
        var problem = randomProblem(seed: seed, isSoft: isSoft)
        let groupOf = problem.dossiers.indices.map { _ in Int.random(in: 0...1, using: &generator) }
        var groups = (0...1).map { group in problem.dossiers.indices.filter { groupOf[$0] == group } }.filter { !$0.isEmpty }
        groups.sort { $0[0] < $1[0] }
        alike(groups, in: &problem)
        if Bool.random(using: &generator) {
            problem.panels = [.listed(groups)]
        } else {
            for (dossier, group) in groupOf.enumerated() { problem.dossiers[dossier].tags["g"] = ["\(group)"] }
            problem.panels = [PanelRule(.tagged("g"))]
        }
        return sound(problem)
    }

    /// The groups of a problem in which they are given.
    static func groups(of problem: AssignmentProblem) -> [[Int]] {
        guard case .listed(let groups) = problem.panels[0].grouping else {
            return Array(Dictionary(grouping: problem.dossiers.indices) { problem.dossiers[$0].tags["g"] ?? [] }.values)
        }
        return groups
    }

    /// With groups to be formed of all dossiers, or of all but the first.
    static func formed(seed: UInt64, isSoft: Bool = false) -> AssignmentProblem {
        var generator = SeededGenerator(seed: seed &+ 2_000_000)
        var problem = randomProblem(seed: seed, isSoft: isSoft)
        let count = problem.dossiers.count
        let isPartial = count > 2 && Int.random(in: 0...3, using: &generator) == 0
        let scope: Scope = isPartial ? .listed(Array(1..<count)) : .all
        let divided = isPartial ? Array(1..<count) : Array(0..<count)
        alike([divided], in: &problem)
        let number = Int.random(in: 1...divided.count, using: &generator)
        problem.panels = [PanelRule(dossiers: scope, Bool.random(using: &generator) ? .count(number) : .largest(number))]
        return sound(problem)
    }

    /// The same with a lead for each panel; at a price now and then where groups are given.
    static func led(_ problem: AssignmentProblem, seed: UInt64) -> AssignmentProblem {
        var generator = SeededGenerator(seed: seed &+ 3_000_000)
        var problem = problem
        for index in problem.experts.indices { problem.experts[index].maximumLoad += 2 }
        let experts: Scope = [.all, .tagged("s", value: "a"), .listed([0, 1])][Int.random(in: 0...2, using: &generator)]
        let isSoft = !problem.formsGroups && problem.isSoft && Bool.random(using: &generator)
        problem.leads = [
            LeadRule(
                experts: experts, maximum: Int.random(in: 1...2, using: &generator),
                price: isSoft ? Double(Int.random(in: 1...4, using: &generator)) / 4 : nil)
        ]
        return problem
    }

    /// One panel has one number of experts, more often than not above none.
    private static func alike(_ groups: [[Int]], in problem: inout AssignmentProblem) {
        for group in groups {
            let demand = max(problem.dossiers[group[0]].demand, group.count % 2)
            for dossier in group { problem.dossiers[dossier].demand = demand }
        }
    }

    private static func sound(_ problem: AssignmentProblem) -> AssignmentProblem {
        var problem = problem
        if !problem.faults.isEmpty { problem.pins.removeAll { $0.price == nil } }
        return problem
    }
}

/// The best plan that shares panels, by trying all plans and all ways of dividing the dossiers.
struct ExhaustivePanels {
    private(set) var best: Double?
    private(set) var bestFair: (floor: Double, value: Double)?

    init(_ problem: AssignmentProblem) {
        let divisions = Self.divisions(problem)
        var leaderless = problem
        leaderless.leads = []
        for plan in ExhaustiveSearch(leaderless, keepingPlans: true).plans {
            var panels = [[Int]](repeating: [], count: problem.dossiers.count)
            var sums = [Double](repeating: 0, count: problem.dossiers.count)
            for pair in plan.pairs {
                panels[pair.dossier].append(pair.expert)
                sums[pair.dossier] += problem.affinity[pair.dossier, pair.expert]
            }
            let shared = divisions.filter { $0.allSatisfy { group in group.allSatisfy { panels[$0] == panels[group[0]] } } }
            guard let payment = shared.compactMap({ Self.payment(problem, panels, $0) }).min() else { continue }
            let value = plan.value - payment
            best = max(best ?? value, value)
            let floor = zip(sums, problem.dossiers).filter { $0.1.demand > 0 }.map(\.0).min() ?? 0
            if let fair = bestFair, floor < fair.floor - 1e-9 || abs(floor - fair.floor) <= 1e-9 && value <= fair.value {
                continue
            }
            bestFair = (floor, value)
        }
    }

    /// What a plan pays for panels without a lead, each shared by a group; nil where each must have one and can't.
    private static func payment(_ problem: AssignmentProblem, _ panels: [[Int]], _ groups: [[Int]]) -> Double? {
        var payment = 0.0
        let alone = problem.dossiers.indices.filter { dossier in !groups.contains { $0.contains(dossier) } }.map { [$0] }
        for rule in problem.leads {
            let willing = (groups + alone).filter { problem.dossiers[$0[0]].demand > 0 }.map { group in
                panels[group[0]].filter { expert in
                    switch rule.experts {
                    case .all: true
                    case .listed(let experts): experts.contains(expert)
                    case .tagged(let tag, let value): problem.experts[expert].tags[tag] == [value]
                    }
                }
            }
            let missing = willing.count - mostLed(willing[...], [:], rule.maximum ?? .max)
            guard missing > 0 else { continue }
            guard let price = rule.price else { return nil }
            payment += price * Double(missing)
        }
        return payment
    }

    /// How many of some panels can have a lead, given who may lead each.
    private static func mostLed(_ willing: ArraySlice<[Int]>, _ counts: [Int: Int], _ maximum: Int) -> Int {
        guard let first = willing.first else { return 0 }
        var most = mostLed(willing.dropFirst(), counts, maximum)
        for expert in first where counts[expert, default: 0] < maximum {
            most = max(most, 1 + mostLed(willing.dropFirst(), counts.merging([expert: 1], uniquingKeysWith: +), maximum))
        }
        return most
    }

    /// All ways of dividing the dossiers as the one rule asks.
    private static func divisions(_ problem: AssignmentProblem) -> [[[Int]]] {
        let rule = problem.panels[0]
        let all: [Int] =
            if case .listed(let listed) = rule.dossiers { listed } else { Array(problem.dossiers.indices) }
        let groups: Int
        switch rule.grouping {
        case .listed(let listed): return [listed]
        case .tagged(let tag):
            return [Array(Dictionary(grouping: all) { problem.dossiers[$0].tags[tag] ?? ["alone \($0)"] }.values)]
        case .count(let number): groups = number
        case .largest(let most): groups = (all.count + most - 1) / most
        }
        var found: [[[Int]]] = []
        func assign(_ place: Int, _ sofar: [[Int]]) {
            guard place < all.count else {
                let sizes = sofar.map(\.count)
                if (sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1 { found.append(sofar) }
                return
            }
            for group in 0..<groups {
                var next = sofar
                next[group].append(all[place])
                assign(place + 1, next)
            }
        }
        assign(0, [[Int]](repeating: [], count: groups))
        return found.map { $0.filter { !$0.isEmpty } }
    }
}
