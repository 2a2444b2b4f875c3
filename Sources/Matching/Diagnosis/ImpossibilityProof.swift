/// Multipliers that show, by whole numbers only, that some requirements can't hold together (after J. Farkas: a linear
/// program without solution has multipliers that say so).
///
/// Charge each pair the multipliers of the requirements that count it. Whatever they are, a plan that keeps to the
/// requirements makes the sum of each multiplier times its limit (the upper one where it is positive, else the lower
/// one), plus what pairs are charged below zero, at least zero. Where that sum is below zero, there is no such plan.
struct ImpossibilityProof {
    private let model: AssignmentModel
    private(set) var multipliers: [Requirement: Int]
    private var demand: [Int]
    private var load: [Int]
    private var panel: [[(rule: Int, value: Int)]]
    private var category: [[Int: Int]]
    private var cutsOn: [[(cut: LeadCut, isCounted: [Bool], value: Int)]]
    private var mutual: [Int: Int] = [:]
    private var pins: [Int: Int] = [:]
    private var ruleOf: [CountRule.Origin: Int] = [:]
    /// Below zero where the multipliers prove anything.
    private var sum = 0

    /// Nil where the multipliers prove nothing. All pins are taken to hold.
    init?(_ multipliers: [Requirement: Int], of model: AssignmentModel) {
        self.model = model
        self.multipliers = multipliers.filter { requirement, value in
            let limits = model.hardLimits(of: requirement)
            return value > 0 ? limits.upper < Int.max : limits.lower > 0 && value < 0
        }
        demand = [Int](repeating: 0, count: model.dossierCount)
        load = [Int](repeating: 0, count: model.expertCount)
        panel = [[(rule: Int, value: Int)]](repeating: [], count: model.dossierCount)
        cutsOn = [[(cut: LeadCut, isCounted: [Bool], value: Int)]](repeating: [], count: model.dossierCount)
        category = [[Int: Int]](repeating: [:], count: model.loadRules.count)
        for (index, rule) in model.rules.enumerated() { ruleOf[rule.origin] = index }
        for (requirement, value) in self.multipliers {
            sum += value * limit(of: requirement, value)
            set(requirement, value)
        }
        for (index, pin) in model.problem.pins.enumerated() where pin.price == nil { pins[model.index(pin.pair)] = index }
        for dossier in 0..<model.dossierCount {
            for expert in 0..<model.expertCount { sum += contribution(dossier, expert) }
        }
        guard sum < 0 else { return nil }
    }

    /// The requirements that the proof needs.
    var requirements: Set<Requirement> { Set(parts.flatMap(\.named)) }

    /// The same, with the cuts that follow from requirements.
    private var parts: Set<Requirement> {
        var all = Set(multipliers.keys)
        for (pair, index) in pins where charge(pair / model.expertCount, pair % model.expertCount) > 0 {
            all.insert(.pin(index: index))
        }
        return all
    }

    /// The same multipliers without requirements that are not needed for a proof, sought in an order again and again.
    func reduced(in order: ([Requirement]) -> [Requirement]) -> ImpossibilityProof {
        var proof = self
        while true {
            let before = proof.multipliers.count + proof.pins.count
            for requirement in order(Array(proof.parts)) { proof.drop(requirement) }
            if proof.multipliers.count + proof.pins.count == before { return proof }
        }
    }

    private func limit(of requirement: Requirement, _ value: Int) -> Int {
        let limits = model.hardLimits(of: requirement)
        return value > 0 ? limits.upper : limits.lower
    }

    private mutating func set(_ requirement: Requirement, _ value: Int) {
        switch requirement {
        case .demand(let dossier): demand[dossier] = value
        case .load(let expert): load[expert] = value
        case .composition(let rule, let tagged, let dossier):
            setPanel(ruleOf[.composition(rule: rule, value: tagged)], dossier, value)
        case .neverTogether(let index, let dossier): setPanel(ruleOf[.neverTogether(index: index)], dossier, value)
        case .lead(let rule, let dossier): setPanel(ruleOf[.lead(rule: rule)], dossier, value)
        case .leadCut(let cut): setCut(cut, value)
        case .categoryLoad(let rule, let expert): category[rule][expert] = value == 0 ? nil : value
        case .neverMutual(let index):
            let pairs = model.problem.neverMutual[index]
            let change = value != 0 ? value : -(multipliers[requirement] ?? 0)
            mutual[model.index(pairs.first), default: 0] += change
            mutual[model.index(pairs.second), default: 0] += change
        case .pin, .conflict, .floor: break
        }
    }

    private mutating func setPanel(_ rule: Int?, _ dossier: Int, _ value: Int) {
        guard let rule else { return }
        panel[dossier].removeAll { $0.rule == rule }
        if value != 0 { panel[dossier].append((rule, value)) }
    }

    private mutating func setCut(_ cut: LeadCut, _ value: Int) {
        var isCounted = [Bool](repeating: false, count: model.expertCount)
        for expert in model.leadDuties[cut.rule].counted(by: cut) { isCounted[expert] = true }
        for dossier in cut.panels {
            cutsOn[dossier].removeAll { $0.cut == cut }
            if value != 0 { cutsOn[dossier].append((cut, isCounted, value)) }
        }
    }

    private func charge(_ dossier: Int, _ expert: Int) -> Int {
        var charge = demand[dossier] + load[expert]
        for (rule, value) in panel[dossier] where model.rules[rule].isMember[expert] { charge += value }
        for (_, isCounted, value) in cutsOn[dossier] where isCounted[expert] { charge += value }
        if !category.isEmpty {
            for rule in model.loadRulesOfDossier[dossier] { charge += category[rule][expert] ?? 0 }
        }
        if !mutual.isEmpty { charge += mutual[model.index(dossier, expert)] ?? 0 }
        return charge
    }

    private func contribution(_ dossier: Int, _ expert: Int) -> Int {
        let pair = model.index(dossier, expert)
        let charge = charge(dossier, expert)
        guard charge != 0, model.isAllowed(pair) else { return 0 }
        return charge < 0 || (!pins.isEmpty && pins[pair] != nil) ? -charge : 0
    }

    /// Leaves a requirement out, where the rest still proves it.
    private mutating func drop(_ requirement: Requirement) {
        if case .pin(let index) = requirement {
            let pair = model.problem.pins[index].pair
            let gain = max(0, charge(pair.dossier, pair.expert))
            guard sum + gain < 0 else { return }
            sum += gain
            pins[model.index(pair)] = nil
            return
        }
        guard let value = multipliers[requirement] else { return }
        let pairs = pairs(of: requirement)
        let before = pairs.reduce(0) { $0 + contribution($1.dossier, $1.expert) }
        set(requirement, 0)
        let after = pairs.reduce(0) { $0 + contribution($1.dossier, $1.expert) }
        let rest = sum - value * limit(of: requirement, value) + after - before
        if rest < 0 {
            sum = rest
            multipliers[requirement] = nil
        } else {
            set(requirement, value)
        }
    }

    private func pairs(of requirement: Requirement) -> [AssignmentPair] {
        switch requirement {
        case .demand(let dossier): (0..<model.expertCount).map { .init(dossier: dossier, expert: $0) }
        case .load(let expert): (0..<model.dossierCount).map { .init(dossier: $0, expert: expert) }
        case .composition(let rule, let value, let dossier):
            members(.composition(rule: rule, value: value)).map { .init(dossier: dossier, expert: $0) }
        case .neverTogether(let index, let dossier):
            members(.neverTogether(index: index)).map { .init(dossier: dossier, expert: $0) }
        case .lead(let rule, let dossier): members(.lead(rule: rule)).map { .init(dossier: dossier, expert: $0) }
        case .leadCut(let cut):
            model.leadDuties[cut.rule].counted(by: cut).flatMap { expert in
                cut.panels.map { .init(dossier: $0, expert: expert) }
            }
        case .categoryLoad(let rule, let expert):
            model.loadRules[rule].members.map { .init(dossier: $0, expert: expert) }
        case .neverMutual(let index):
            [model.problem.neverMutual[index].first, model.problem.neverMutual[index].second]
        case .pin, .conflict, .floor: []
        }
    }

    private func members(_ origin: CountRule.Origin) -> [Int] { ruleOf[origin].map { model.rules[$0].members } ?? [] }
}

extension AssignmentModel {
    /// The limits that must hold whatever it costs; a side that may give way at a price has none.
    func hardLimits(of requirement: Requirement) -> (lower: Int, upper: Int) {
        let limits = limits(of: requirement)
        let leeway = leeway(of: requirement)
        return (leeway.below == nil ? limits.lowerBound : 0, leeway.above == nil ? limits.upperBound : Int.max)
    }

    /// All that must hold, as far as it limits anything.
    var hardRequirements: [Requirement] { hardRequirements { _ in true } }

    /// The same, of the rules on panels some only.
    func hardRequirements(ofRules isWanted: (CountRule) -> Bool) -> [Requirement] {
        let rules = rules.filter(isWanted)
        var pinned: Set<AssignmentPair> = []
        var all: [Requirement] = []
        for (index, pin) in problem.pins.enumerated() where pin.price == nil && pinned.insert(pin.pair).inserted {
            all.append(.pin(index: index))
        }
        for dossier in 0..<dossierCount {
            if !isDemandRepeated(dossier) { all.append(.demand(dossier: dossier)) }
            for rule in rules where rule.concerns(dossier) && !isRepeated(rule, on: dossier) { all.append(rule.requirement(on: dossier)) }
        }
        for expert in 0..<expertCount { all.append(.load(expert: expert)) }
        for rule in loadRules {
            for expert in 0..<expertCount where rule.concerns(expert) { all.append(rule.requirement(on: expert)) }
        }
        for index in problem.neverMutual.indices { all.append(.neverMutual(index: index)) }
        return all.filter { leeway(of: $0).above == nil }
    }
}
