/// Multipliers of the requirements that prove a bound on what plans are worth, by whole numbers only.
///
/// Charge every pair the multipliers of the requirements that count it. Whatever the multipliers are, no plan has a
/// total above: each multiplier times its requirement's upper limit where it is positive, lower limit where it is
/// negative, plus what every pair is worth beyond its charge, where that is positive (weak duality of linear
/// programming). Good multipliers make this the best total itself.
///
/// The same holds for a total less the prices of soft requirements that give way, as long as no multiplier exceeds
/// its price: breaking the requirement by one then saves a plan no more than it pays. Soft pins and conflicts need
/// no multiplier; their prices are part of what the pair is worth.
public struct Certificate: Sendable, Hashable {
    /// How many units make an affinity of one.
    public var scale: Int
    /// How many parts make a unit: multipliers are whole numbers of parts.
    public var resolution: Int
    /// The multipliers that are not zero. One of a floor multiplies affinities, not counts.
    public var duals: [Requirement: Int]
    /// What one unit of each objective that is kept from an earlier step weighs, in parts; above zero.
    public var kept: [ObjectiveStep.Objective: Int]
    /// The bound that they prove, in units, rounded down to a worth that a plan could have.
    public var bound: Int
    /// Where they leave a gap to a best plan: a proof by cases that no plan is worth more than it; nil where there is none.
    public var cases: CaseProof?

    /// Multipliers in parts of a unit, and the bound that they prove.
    public init(
        scale: Int, resolution: Int, duals: [Requirement: Int], kept: [ObjectiveStep.Objective: Int] = [:],
        bound: Int = .max, cases: CaseProof? = nil
    ) {
        self.kept = kept
        self.scale = scale
        self.resolution = resolution
        self.duals = duals
        self.bound = bound
        self.cases = cases
    }
}

/// The multipliers of a certificate laid out for going through all pairs.
struct Multipliers {
    /// Beyond this the sum of a few would overflow.
    static let largest = 1 << 58

    let resolution: Int
    var demand: [Int]
    var load: [Int]
    /// By dossier: rules and their multipliers.
    var panel: [[(rule: Int, value: Int)]]
    /// By rule on loads: experts and their multipliers.
    var category: [[(expert: Int, value: Int)]]
    /// By pair: the sum of the multipliers of the exclusions it takes part in.
    var mutual: [Int: Int] = [:]
    var floor: [Int]
    /// By dossier: the experts counted by cuts on leads, and their multipliers.
    private var leadCuts: [[(experts: [Int], value: Int)]]
    /// The sum of the requirements' limits times their multipliers, in parts.
    private(set) var constant: Int128 = 0
    /// What the affinities of a pair, its place, its being in an earlier plan weigh beside what is sought, in parts.
    private let kept: [(objective: ObjectiveStep.Objective, weight: Int)]
    /// What a unit of worth weighs, in parts.
    private let worthWeight: Int
    /// The multipliers by requirement.
    private let duals: [Requirement: Int]
    /// What the square of a load weighs, in parts.
    let squareWeight: Int

    /// Nil where a multiplier is of the wrong sign, exceeds its price, is too large, or is of no requirement of this
    /// problem.
    init?(_ certificate: Certificate, of model: AssignmentModel) {
        guard certificate.scale == model.scale, certificate.resolution > 0 else { return nil }
        self.init(Charges(certificate), resolution: certificate.resolution, of: model)
    }

    /// - Parameter resolution: Parts of a unit; 0 where affinities and prices don't count, so that the multipliers
    ///   prove that there is no plan (`proveImpossibility`).
    init?(_ charges: Charges, resolution: Int, of model: AssignmentModel) {
        self.resolution = resolution
        demand = [Int](repeating: 0, count: model.dossierCount)
        load = [Int](repeating: 0, count: model.expertCount)
        panel = [[(rule: Int, value: Int)]](repeating: [], count: model.dossierCount)
        category = [[(expert: Int, value: Int)]](repeating: [], count: model.loadRules.count)
        floor = demand
        leadCuts = [[(experts: [Int], value: Int)]](repeating: [], count: model.dossierCount)
        let ruleOf = model.rules.indicesByOrigin
        guard (0...model.finestResolution) ~= resolution, charges.kept.values.allSatisfy({ (1...Self.largest) ~= $0 })
        else { return nil }
        let keptHere = model.kept.compactMap { kept in charges.kept[kept.objective].map { (kept, $0) } }
        guard keptHere.count == charges.kept.count else { return nil }
        kept = keptHere.filter { $0.0.objective != .even }.map { ($0.0.objective, $0.1) }
        duals = charges.duals
        worthWeight = (model.aim.isCounted ? 0 : resolution) + (charges.kept[.total] ?? 0)
        squareWeight = model.aim == .even ? resolution : charges.kept[.even] ?? 0
        constant = -Int128(model.priceOfPins) * Int128(worthWeight)
        for (objective, weight) in keptHere { constant -= Int128(weight) * Int128(objective.least) }

        var exclusions: Int128 = 0
        var leadSum: [Requirement: Int128] = [:]
        for (requirement, value) in charges.duals {
            guard (-Self.largest...Self.largest) ~= value, model.contains(requirement),
                requirement.isLeadCut || isWithinPrice(value, model.leeway(of: requirement)) || isLoad(requirement) && squareWeight > 0
            else { return nil }
            switch requirement {
            case .demand(let dossier): demand[dossier] = value
            case .load(let expert): load[expert] = value
            case .composition(let rule, let tagged, let dossier):
                guard let rule = ruleOf[.composition(rule: rule, value: tagged)], model.rules[rule].concerns(dossier)
                else { return nil }
                panel[dossier].append((rule, value))
            case .categoryLoad(let rule, let expert):
                guard model.loadRules[rule].concerns(expert) else { return nil }
                category[rule].append((expert, value))
            case .neverTogether(let index, let dossier):
                guard let rule = ruleOf[.neverTogether(index: index)] else { return nil }
                panel[dossier].append((rule, value))
            case .neverMutual(let index):
                let pairs = model.problem.neverMutual[index]
                mutual[model.index(pairs.first), default: 0] &+= value
                mutual[model.index(pairs.second), default: 0] &+= value
                exclusions += Int128(abs(value))
            case .floor(let dossier):
                // A dossier that needs nobody has no floor.
                let mayExceed = model.limits(of: requirement).upperBound == Int.max
                guard model.floor != nil, model.problem.dossiers[dossier].demand > 0, value <= 0 || !mayExceed,
                    abs(value) <= 1 << 40
                else { return nil }
                floor[dossier] = value
            case .lead(let rule, let dossier):
                guard let place = ruleOf[.lead(rule: rule)], model.rules[place].concerns(dossier) else { return nil }
                panel[dossier].append((place, value))
                if value < 0 { leadSum[requirement, default: 0] -= Int128(value) }
            case .leadCut(let cut):
                guard value <= 0 else { return nil }
                let experts = model.leadDuties[cut.rule].counted(by: cut)
                for dossier in cut.panels {
                    leadCuts[dossier].append((experts, value))
                    leadSum[.lead(rule: cut.rule, dossier: dossier), default: 0] -= Int128(value)
                }
            case .pin, .conflict: return nil
            }
            if squareWeight > 0, isLoad(requirement) { continue }
            let limits = model.limits(of: requirement)
            constant += Int128(value) * Int128(value > 0 ? limits.upperBound : limits.lowerBound)
        }
        // A panel without a lead saves a plan the multipliers of all that it is part of, and costs its price once.
        for (requirement, sum) in leadSum {
            guard let price = model.leeway(of: requirement).below else { continue }
            constant += max(0, sum - Int128(price) * Int128(worthWeight))
        }
        guard reach(in: model) + exclusions * Int128(model.sharing?.largest ?? 1) < 1 << 62 else { return nil }
        if squareWeight > 0 {
            for expert in 0..<model.expertCount { constant += gain(of: expert, in: model).most }
        }
    }

    /// The multiplier of a requirement, in parts.
    func dual(of requirement: Requirement) -> Int { duals[requirement] ?? 0 }

    private func isLoad(_ requirement: Requirement) -> Bool { if case .load = requirement { true } else { false } }

    /// The load at which the multiplier of an expert, less squares and prices, brings the most, and what it brings
    /// there, in parts.
    private func gain(of expert: Int, in model: AssignmentModel) -> (at: Int, most: Int128) {
        let best = bestLoad(of: expert, in: model)
        return (best, gain(of: expert, at: best, in: model))
    }

    /// What the multiplier of an expert, less squares and prices, brings at a load, in parts.
    func gain(of expert: Int, at count: Int, in model: AssignmentModel) -> Int128 {
        let limits = model.limits(of: .load(expert: expert))
        let price = Int128(model.leeway(of: .load(expert: expert)).above ?? 0) * Int128(worthWeight)
        let excess = max(limits.lowerBound - count, count - limits.upperBound, 0)
        return Int128(load[expert]) * Int128(count) - Int128(squareWeight) * Int128(count) * Int128(count)
            - price * Int128(excess)
    }

    /// Each dossier more brings the multiplier less twice the squares' weight: the last that brings anything is best.
    func bestLoad(of expert: Int, in model: AssignmentModel) -> Int {
        let limits = model.limits(of: .load(expert: expert))
        guard squareWeight > 0 else { return load[expert] > 0 ? limits.upperBound : limits.lowerBound }
        func last(_ charge: Int128) -> Int {
            let weight = Int128(squareWeight)
            let value = Int128(load[expert]) + charge + weight
            return value < 0 ? -1 : Int(clamping: value / (2 * weight))
        }
        guard let price = model.leeway(of: .load(expert: expert)).above else {
            return min(max(last(0), limits.lowerBound), limits.upperBound)
        }
        let cost = Int128(price) * Int128(worthWeight)
        let above = min(last(-cost), model.dossierCount)
        if above > limits.upperBound { return above }
        let below = max(last(cost), 0)
        return below < limits.lowerBound ? below : min(max(last(0), limits.lowerBound), max(limits.upperBound, 0))
    }

    /// Whether breaking a requirement costs at least what it saves at this multiplier.
    private func isWithinPrice(_ value: Int, _ leeway: Leeway) -> Bool {
        guard let price = value > 0 ? leeway.above : leeway.below else { return true }
        return Int128(abs(value)) <= Int128(price) * Int128(worthWeight)
    }

    /// A magnitude that no margin exceeds, exclusions apart: sums must not overflow, whatever a file says.
    private func reach(in model: AssignmentModel) -> Int128 {
        func most(_ values: [Int]) -> Int128 { Int128(values.map(abs).max() ?? 0) }
        let panels = panel.map { $0.reduce(Int128(0)) { $0 + Int128(abs($1.value)) } }
        let cuts = leadCuts.map { $0.reduce(Int128(0)) { $0 + Int128(abs($1.value)) } }
        let categories = category.reduce(Int128(0)) { $0 + most($1.map(\.value)) }
        let keptReach = kept.reduce(Int128(0)) { $0 + Int128(model.greatest(in: $1.objective)) * Int128($1.weight) }
        let reach =
            Int128(model.dearest) * Int128(resolution) + Int128(model.greatest(in: .total)) * most(floor) + keptReach
            + most(demand) + most(load) + (panels.max() ?? 0) + (cuts.max() ?? 0) + categories
        return reach * Int128(model.sharing?.largest ?? 1)
    }

    /// What the pairs of a dossier are worth beyond their charge, in parts; `ExactAffinity.forbidden` where there is
    /// no such pair. Where dossiers share a panel, those of all of them together, at the place of the one that stands
    /// for them.
    func margins(of dossier: Int, in model: AssignmentModel, into margins: inout [Int]) {
        guard let group = model.sharing?.members[dossier], group.count != 1 else {
            return ownMargins(of: dossier, in: model, into: &margins)
        }
        var sums = [Int](repeating: group.isEmpty ? ExactAffinity.forbidden : 0, count: margins.count)
        for member in group {
            ownMargins(of: member, in: model, into: &margins)
            for (expert, margin) in margins.enumerated() {
                sums[expert] = margin == ExactAffinity.forbidden ? margin : sums[expert] &+ margin
            }
        }
        margins = sums
    }

    /// What the pairs of a dossier are worth beyond their charge, whoever shares its panel.
    func ownMargins(of dossier: Int, in model: AssignmentModel, into margins: inout [Int]) {
        let first = dossier * model.expertCount
        let relief = floor[dossier]
        let charge = demand[dossier]
        margins.withUnsafeMutableBufferPointer { margins in
            load.withUnsafeBufferPointer { load in
                model.weights.forEach(in: first..<first + margins.count) { expert, weight in
                    margins[expert] =
                        weight == ExactAffinity.forbidden
                        ? ExactAffinity.forbidden : weight &* resolution &- charge &- load[expert]
                }
            }
            for (objective, weight) in kept {
                for expert in 0..<margins.count where margins[expert] != ExactAffinity.forbidden {
                    margins[expert] &+= weight &* model.units(of: first &+ expert, in: objective)
                }
            }
            if relief != 0 {
                for expert in 0..<margins.count where margins[expert] != ExactAffinity.forbidden {
                    margins[expert] &-= relief &* model.affinityUnits(first &+ expert)
                }
            }
            for (rule, value) in panel[dossier] {
                for expert in model.rules[rule].members where margins[expert] != ExactAffinity.forbidden {
                    margins[expert] &-= value
                }
            }
            for (experts, value) in leadCuts[dossier] {
                for expert in experts where margins[expert] != ExactAffinity.forbidden { margins[expert] &-= value }
            }
            for rule in model.loadRulesOfDossier[dossier] {
                for (expert, value) in category[rule] where margins[expert] != ExactAffinity.forbidden {
                    margins[expert] &-= value
                }
            }
            guard !mutual.isEmpty else { return }
            for expert in 0..<margins.count where margins[expert] != ExactAffinity.forbidden {
                margins[expert] &-= mutual[first + expert] ?? 0
            }
        }
    }

    /// Whether the pairs of a dossier are charged for its demand and for loads only, and none is pinned.
    private func isPlain(_ dossier: Int, in model: AssignmentModel) -> Bool {
        model.sharing == nil && floor[dossier] == 0 && kept.isEmpty && panel[dossier].isEmpty
            && leadCuts[dossier].isEmpty && mutual.isEmpty
            && model.loadRulesOfDossier[dossier].isEmpty
            && !model.hasPins
    }

    /// The bound that the multipliers prove, in whole units, before any thought of what is attainable.
    func bound(in model: AssignmentModel) -> Int { units(parts(in: model)) }

    /// Parts as whole units, rounded down towards minus infinity: what a plan is worth is whole.
    func units(_ parts: Int128) -> Int {
        let divisor = Int128(resolution)
        let quotient = parts / divisor
        return Int(clamping: parts % divisor < 0 ? quotient - 1 : quotient)
    }

    /// The bound that the multipliers prove, in parts.
    func parts(in model: AssignmentModel) -> Int128 {
        let loads = Additions(load.map { 0 &- $0 }, parts: resolution, scale: model.scale)
        let sums = model.inPortionsOfDossiers { dossiers in
            var parts: Int128 = 0
            var margins: [Int] = []
            for dossier in dossiers {
                let first = dossier * model.expertCount
                guard !isPlain(dossier, in: model) else {
                    var charge = demand[dossier]
                    model.weights.forEach(in: first..<first + model.expertCount, with: loads, above: &charge) {
                        expert, weight, charge in
                        parts += Int128(weight &* resolution &- load[expert] &- charge)
                    }
                    continue
                }
                if margins.isEmpty { margins = [Int](repeating: 0, count: model.expertCount) }
                self.margins(of: dossier, in: model, into: &margins)
                for (expert, margin) in margins.enumerated() where margin != ExactAffinity.forbidden {
                    if margin > 0 || model.isPinned(first + expert) { parts += Int128(margin) }
                }
            }
            return parts
        }
        return sums.reduce(constant, +)
    }
}

extension AssignmentModel {
    /// Whether the problem has such a requirement at all, as far as indices go.
    func contains(_ requirement: Requirement) -> Bool {
        let dossiers = 0..<dossierCount
        return switch requirement {
        case .demand(let dossier), .floor(let dossier): dossiers ~= dossier
        case .load(let expert): 0..<expertCount ~= expert
        case .composition(let rule, _, let dossier):
            problem.composition.indices ~= rule && dossiers ~= dossier
        case .categoryLoad(let rule, let expert):
            problem.loads.indices ~= rule && 0..<expertCount ~= expert
        case .neverTogether(let index, let dossier):
            problem.neverTogether.indices ~= index && dossiers ~= dossier
        case .neverMutual(let index): problem.neverMutual.indices ~= index
        case .pin(let index): problem.pins.indices ~= index
        case .conflict(let index): problem.conflicts.indices ~= index
        case .lead(let rule, let dossier): problem.leads.indices ~= rule && dossiers ~= dossier
        case .leadCut(let cut): problem.leads.indices ~= cut.rule && leadDuties[cut.rule].contains(cut)
        }
    }

    /// The bound that a certificate proves, in units; nil where it is malformed, or where numbers are so large that
    /// exact sums of them would not fit.
    func bound(by certificate: Certificate) -> Int? {
        guard Double(places) * Double(affinity.largest) < 0x1p62, let multipliers = Multipliers(certificate, of: self)
        else { return nil }
        let bound = multipliers.bound(in: self)
        return bound.magnitude < 1 << 62 ? attainable(atMost: bound) : nil
    }

    /// A count is weighed against affinities of fine units: it needs finer parts.
    var finestResolution: Int { aim.isCounted ? 1_000_000_000 : 1_000_000 }

    /// The finest parts of a unit in which multipliers stay far from overflow.
    var resolution: Int {
        guard !aim.isCounted else { return finestResolution }
        var resolution = 1_000_000
        while resolution > 1, Double(max(dearest, 1)) * Double(resolution) > 1e15 { resolution /= 10 }
        return resolution
    }
}
