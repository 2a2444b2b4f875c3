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
    /// The bound that they prove, in units, rounded down to a worth that a plan could have.
    public var bound: Int

    /// Multipliers in parts of a unit, and the bound that they prove.
    public init(scale: Int, resolution: Int, duals: [Requirement: Int], bound: Int = .max) {
        self.scale = scale
        self.resolution = resolution
        self.duals = duals
        self.bound = bound
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
    /// By dossier: steps below its floor and their multipliers.
    var steps: [[(steps: FloorSteps, value: Int)]]
    /// The sum of the requirements' limits times their multipliers, in parts.
    private(set) var constant: Int128 = 0

    /// Nil where a multiplier is of the wrong sign, exceeds its price, is too large, or is of no requirement of this
    /// problem.
    ///
    /// - Parameter isOfFloor: Whether the proof is about the floor alone, before which prices count nothing.
    init?(_ certificate: Certificate, of model: AssignmentModel, isOfFloor: Bool = false) {
        resolution = certificate.resolution
        demand = [Int](repeating: 0, count: model.dossierCount)
        load = [Int](repeating: 0, count: model.expertCount)
        panel = [[(rule: Int, value: Int)]](repeating: [], count: model.dossierCount)
        category = [[(expert: Int, value: Int)]](repeating: [], count: model.loadRules.count)
        floor = demand
        steps = [[(steps: FloorSteps, value: Int)]](repeating: [], count: model.dossierCount)
        var ruleOf: [CountRule.Origin: Int] = [:]
        for (index, rule) in model.rules.enumerated() { ruleOf[rule.origin] = index }
        guard certificate.scale == model.affinity.scale, (1...1_000_000) ~= resolution else { return nil }
        constant = isOfFloor ? 0 : -Int128(model.priceOfPins) * Int128(resolution)

        var exclusions: Int128 = 0
        for (requirement, value) in certificate.duals {
            guard (-Self.largest...Self.largest) ~= value, model.contains(requirement),
                isWithinPrice(value, model.leeway(of: requirement), isOfFloor)
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
                guard model.floor != nil, model.problem.dossiers[dossier].demand > 0, value <= 0, -value <= 1 << 40
                else { return nil }
                floor[dossier] = value
            case .floorSteps(let dossier, let top, let width):
                // Where places may stay empty, a panel may have fewer than are counted.
                guard model.floor != nil, model.problem.dossiers[dossier].demand > 0,
                    model.problem.dossiers[dossier].price == nil, value >= 0, width > 0,
                    abs(Double(top)) <= Double(model.affinity.largest)
                else { return nil }
                steps[dossier].append((FloorSteps(top: top, width: width), value))
            case .pin, .conflict: return nil
            }
            let limits = model.limits(of: requirement)
            constant += Int128(value) * Int128(value > 0 ? limits.upperBound : limits.lowerBound)
        }
        guard reach(in: model) + exclusions < 1 << 62 else { return nil }
    }

    /// Whether breaking a requirement costs at least what it saves at this multiplier.
    private func isWithinPrice(_ value: Int, _ leeway: Leeway, _ isOfFloor: Bool) -> Bool {
        guard let price = value > 0 ? leeway.above : leeway.below else { return true }
        return isOfFloor ? value == 0 : Int128(abs(value)) <= Int128(price) * Int128(resolution)
    }

    /// A magnitude that no margin exceeds, exclusions apart: sums must not overflow, whatever a file says.
    private func reach(in model: AssignmentModel) -> Int128 {
        func most(_ values: [Int]) -> Int128 { Int128(values.map(abs).max() ?? 0) }
        let panels = panel.map { $0.reduce(Int128(0)) { $0 + Int128(abs($1.value)) } }
        let categories = category.reduce(Int128(0)) { $0 + most($1.map(\.value)) }
        let stepped = steps.map { own in
            own.reduce(Int128(0)) { $0 + Int128($1.value) * (2 * Int128(model.affinity.largest) / Int128($1.steps.width) + 1) }
        }
        return Int128(model.dearest) * (Int128(resolution) + most(floor)) + most(demand) + most(load)
            + (panels.max() ?? 0) + categories + (stepped.max() ?? 0)
    }

    /// What the pairs of a dossier are worth beyond their charge, in parts; `ExactAffinity.forbidden` where there is
    /// no such pair.
    func margins(of dossier: Int, in model: AssignmentModel, into margins: inout [Int]) {
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
            if relief != 0 {
                for expert in 0..<margins.count where margins[expert] != ExactAffinity.forbidden {
                    margins[expert] &-= relief &* model.affinityUnits(first &+ expert)
                }
            }
            for (steps, value) in steps[dossier] {
                for expert in 0..<margins.count where margins[expert] != ExactAffinity.forbidden {
                    margins[expert] &-= value &* steps.count(model.affinityUnits(first &+ expert))
                }
            }
            for (rule, value) in panel[dossier] {
                for expert in model.rules[rule].members where margins[expert] != ExactAffinity.forbidden {
                    margins[expert] &-= value
                }
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
        floor[dossier] == 0 && steps[dossier].isEmpty && panel[dossier].isEmpty && mutual.isEmpty && model.loadRulesOfDossier[dossier].isEmpty
            && !model.hasPins
    }

    /// The bound that the multipliers prove, in whole units, before any thought of what is attainable.
    func bound(in model: AssignmentModel) -> Int {
        var parts = constant
        var margins = [Int](repeating: 0, count: model.expertCount)
        for dossier in 0..<model.dossierCount {
            let first = dossier * model.expertCount
            guard !isPlain(dossier, in: model) else {
                let charge = demand[dossier]
                load.withUnsafeBufferPointer { load in
                    model.weights.forEach(in: first..<first + model.expertCount) { expert, weight in
                        let margin = weight &* resolution &- charge &- load[expert]
                        if margin > 0, weight != ExactAffinity.forbidden { parts += Int128(margin) }
                    }
                }
                continue
            }
            self.margins(of: dossier, in: model, into: &margins)
            for (expert, margin) in margins.enumerated() where margin != ExactAffinity.forbidden {
                if margin > 0 || model.isPinned(first + expert) { parts += Int128(margin) }
            }
        }
        // Rounding down towards minus infinity: what a plan is worth is whole.
        let divisor = Int128(resolution)
        let quotient = parts / divisor
        let units = parts % divisor < 0 ? quotient - 1 : quotient
        return Int(clamping: units)
    }
}

extension AssignmentModel {
    /// Whether the problem has such a requirement at all, as far as indices go.
    func contains(_ requirement: Requirement) -> Bool {
        let dossiers = 0..<dossierCount
        return switch requirement {
        case .demand(let dossier), .floor(let dossier), .floorSteps(let dossier, _, _): dossiers ~= dossier
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

    /// The finest parts of a unit in which multipliers stay far from overflow.
    var resolution: Int {
        var resolution = 1_000_000
        while resolution > 1, Double(max(dearest, 1)) * Double(resolution) > 1e15 { resolution /= 10 }
        return resolution
    }
}
