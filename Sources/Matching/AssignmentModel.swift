/// An assignment problem prepared for computing: exact affinities, and every rule as the members it counts.
struct AssignmentModel: Sendable {
    private(set) var problem: AssignmentProblem
    let affinity: ExactAffinity
    /// What each pair adds to the worth of a plan, in units: its affinity, more by the price of a soft pin and less by
    /// that of a soft conflict; `ExactAffinity.forbidden` where the pair is in conflict or has no affinity.
    /// Where something else is sought than worth, what each pair adds to that.
    private(set) var weights: UnitMatrix
    /// What is sought.
    private(set) var aim = ObjectiveStep.Objective.total
    /// How many units make one of what is sought.
    private(set) var scale: Int
    /// What each pair adds to the worth of a plan, whatever is sought.
    let worthOfPairs: UnitMatrix
    /// The pairs of an earlier plan, where changes to it count.
    private(set) var earlier: PairSet?
    /// What earlier steps of a search have reached and later ones must keep.
    private(set) var kept: [KeptObjective] = []
    /// Limits in place of the problem's: closer ones, since nothing outside them keeps what must be kept, or wider ones,
    /// where the problem's can't be met.
    private(set) var ownLimits: [Requirement: ClosedRange<Int>] = [:]
    /// What a plan pays that has none of the softly pinned pairs, in units; each that it has gives its price back.
    let priceOfPins: Int
    /// The largest magnitude among affinities, weights and prices, in units.
    private(set) var dearest: Int
    let dearestWorth: Int
    /// The worth of every plan is `base` plus a multiple of `step`, in units; of no other than `base` where that is 0.
    private let attainable: (base: Int, step: Int)
    /// The same before what is forbidden on one dossier of a group was forbidden on all; nil where no panels are shared.
    private let ownWeights: UnitMatrix?
    /// The dossiers that share panels; nil where none do. Groups that are still to be formed share nothing.
    let sharing: SharedPanels?
    /// The pairs that were not allowed before `waivingAll`; nil in any other model.
    private(set) var waived: PairSet?
    /// The pairs that must be in every plan, also on the dossiers that share a panel with that of a pin.
    private(set) var pinnedPairs: [AssignmentPair]
    private var pinned: PairSet
    /// The experts who are pinned to each dossier for good.
    private var pinnedOn: [[Int]]
    /// The limits on panels.
    let rules: [CountRule]
    /// The rules that count an expert, by expert.
    let rulesOfExpert: [[Int]]
    /// The limits on loads by category, in the order of the problem.
    let loadRules: [CountRule]
    /// The limits on loads that count a dossier, by dossier.
    let loadRulesOfDossier: [[Int]]
    /// What loads can be where groups come whole; nil where none do.
    private let wholeLoads: WholeLoads?
    let pairCount: Int
    /// The rules on leads, in the order of the problem.
    let leadDuties: [LeadDuty]
    /// The least affinity of a panel, in units; nil where none is asked for.
    var floor: Int?

    var dossierCount: Int { problem.dossiers.count }
    var expertCount: Int { problem.experts.count }

    init(_ problem: AssignmentProblem) {
        self.problem = problem
        let index = { (pair: AssignmentPair) in pair.dossier * problem.experts.count + pair.expert }
        pairCount = problem.affinity.count
        let barred = PairSet(of: pairCount, problem.conflicts.lazy.filter { $0.price == nil }.map { index($0.pair) })
        let affinity = ExactAffinity(
            problem.affinity, barring: barred, prices: problem.prices, payment: problem.greatestPayment)
        self.affinity = affinity
        let sharing = SharedPanels(problem.givenGroups, of: problem.dossiers.count)
        self.sharing = sharing
        let pins = problem.hardPins(sharedBy: sharing)
        pinnedPairs = pins
        pinned = PairSet(of: pairCount, pins.map(index))
        pinnedOn = pins.reduce(into: [[Int]](repeating: [], count: problem.dossiers.count)) { $0[$1.dossier].append($1.expert) }

        var weights = affinity.weights
        var priceOfPins = 0
        let prices = problem.prices.map(affinity.units(ofPrice:))
        var dearest = prices.reduce(affinity.largest, max)
        func add(_ units: Int, to pair: AssignmentPair) {
            guard weights[index(pair)] != ExactAffinity.forbidden else { return }
            weights[index(pair)] += units
            dearest = max(dearest, abs(weights[index(pair)]))
        }
        for pin in problem.pins {
            guard let price = pin.price.map(affinity.units(ofPrice:)) else { continue }
            priceOfPins += price
            add(price, to: pin.pair)
        }
        for conflict in problem.conflicts {
            if let price = conflict.price { add(-affinity.units(ofPrice: price), to: conflict.pair) }
        }
        ownWeights = sharing == nil ? nil : weights
        for group in sharing?.members ?? [] where group.count > 1 {
            for expert in problem.experts.indices {
                let pairs = group.map { $0 * problem.experts.count + expert }
                if pairs.contains(where: { weights[$0] == ExactAffinity.forbidden }) {
                    for pair in pairs { weights[pair] = ExactAffinity.forbidden }
                } else {
                    dearest = max(dearest, pairs.reduce(0) { $0 + abs(weights[$1]) })
                }
            }
        }
        self.weights = weights
        worthOfPairs = weights
        scale = affinity.scale
        self.priceOfPins = priceOfPins
        self.dearest = dearest
        dearestWorth = dearest
        // All plans have the same number of pairs, unless places may stay empty.
        let mayVary = problem.dossiers.contains { $0.price != nil }
        let step = prices.reduce(affinity.step, greatestCommonDivisor)
        attainable = (
            base: mayVary ? 0 : affinity.offset * problem.dossiers.reduce(0) { $0 + $1.demand },
            step: mayVary ? greatestCommonDivisor(step, abs(affinity.offset)) : step
        )
        rules = CountRule.panels(of: problem)
        rulesOfExpert = rules.byMember(of: problem.experts.count)
        loadRules = CountRule.loads(of: problem)
        wholeLoads = problem.wholeLoads { _ in true }
        loadRulesOfDossier = loadRules.byMember(of: problem.dossiers.count)
        leadDuties = problem.leads.indices.map { LeadDuty(problem, $0) }
    }

    func index(_ dossier: Int, _ expert: Int) -> Int { dossier * expertCount + expert }
    func index(_ pair: AssignmentPair) -> Int { index(pair.dossier, pair.expert) }
    func isAllowed(_ pair: Int) -> Bool { weights[pair] != ExactAffinity.forbidden }
    /// Whether the pins fill the panel of a dossier: nothing is left to choose there.
    func isSettled(_ dossier: Int) -> Bool { pinnedOn[dossier].count >= problem.dossiers[dossier].demand }
    /// The experts who are pinned to a dossier for good, each once.
    func expertsPinned(to dossier: Int) -> [Int] { pinnedOn[dossier] }
    var hasPins: Bool { !pinned.isEmpty }
    func isPinned(_ pair: Int) -> Bool { pinned.contains(pair) }
    func isWaived(_ pair: Int) -> Bool { waived?.contains(pair) ?? false }

    /// The affinity of a pair, in units, also where it was waived.
    func affinityUnits(_ pair: Int) -> Int {
        affinity.weights[pair] == ExactAffinity.forbidden ? 0 : affinity.weights[pair]
    }

    /// The same problem if every pair were allowed; those that are not get the affinity zero.
    var waivingAll: AssignmentModel {
        var model = self
        if let ownWeights { model.weights = ownWeights }
        let waived = (0..<pairCount).filter { !model.isAllowed($0) }
        model.waived = PairSet(of: pairCount, waived)
        for pair in waived { model.weights[pair] = 0 }
        return model
    }

    /// How many pairs a plan has, or at most has where places may stay empty.
    var places: Int { problem.dossiers.reduce(0) { $0 + $1.demand } }

    /// The exact total of some pairs, in units.
    func total(_ pairs: [AssignmentPair]) -> Int { pairs.reduce(0) { $0 + affinityUnits(index($1)) } }

    /// The affinity of the worst panel, in units, among the dossiers that need one; nil where none does.
    func worst(_ pairs: [AssignmentPair]) -> Int? {
        var sums = [Int](repeating: 0, count: dossierCount)
        for pair in pairs { sums[pair.dossier] += affinityUnits(index(pair)) }
        return problem.dossiers.indices.filter { problem.dossiers[$0].demand > 0 }.map { sums[$0] }.min()
    }

    /// The greatest worth that a plan could have at all and that is no more than `bound`, both in units.
    func attainable(atMost bound: Int) -> Int {
        guard !aim.isCounted else { return bound }
        guard attainable.step > 0 else { return min(bound, attainable.base) }
        let excess = (bound - attainable.base) % attainable.step
        return bound - (excess < 0 ? excess + attainable.step : excess)
    }

    /// Units as an affinity, or as a number of what else is sought.
    func value(_ units: Int) -> Double { Double(units) / Double(scale) }

    /// The least and the most that a requirement allows; the least is never below zero, as nothing counted is.
    func limits(of requirement: Requirement) -> ClosedRange<Int> {
        ownLimits[requirement] ?? statedLimits(of: requirement)
    }

    private func statedLimits(of requirement: Requirement) -> ClosedRange<Int> {
        switch requirement {
        case .demand(let dossier):
            return problem.dossiers[dossier].demand...problem.dossiers[dossier].demand
        case .load(let expert):
            let limits = problem.experts[expert].minimumLoad...problem.experts[expert].maximumLoad
            return problem.experts[expert].price == nil ? wholeLoads?.narrowed(limits) ?? limits : limits
        case .composition(let rule, _, _):
            switch problem.composition[rule].limit {
            case .count(_, let minimum, let maximum): return minimum...(maximum ?? max(minimum, expertCount))
            case .maximumPerValue(let maximum): return 0...maximum
            }
        case .categoryLoad(let rule, _): return loadRules[rule].minimum...loadRules[rule].maximum
        case .neverTogether, .neverMutual: return 0...1
        case .pin: return 1...1
        case .conflict: return 0...0
        case .lead: return 1...max(1, expertCount)
        case .leadCut(let cut): return leadDuties[cut.rule].least(of: cut)...Int.max
        case .floor: return (floor ?? 0)...Int.max
        }
    }
}

extension AssignmentModel {
    /// The same problem, in which something else is sought.
    func aiming(at objective: ObjectiveStep.Objective) -> AssignmentModel {
        var model = self
        model.aim = objective
        model.scale = objective.isCounted ? 1 : affinity.scale
        model.dearest = objective.isCounted ? (objective == .even ? 2 * highestLevel : 1) : dearestWorth
        model.weights = UnitMatrix(count: pairCount, magnitude: Double(model.dearest)) { pair in
            isAllowed(pair) ? units(of: pair, in: objective) : ExactAffinity.forbidden
        }
        return model
    }

    /// The same problem, in which the changes to an earlier plan count.
    func comparing(with earlier: [AssignmentPair]) -> AssignmentModel {
        var model = self
        model.earlier = PairSet(of: pairCount, earlier.map(index))
        return model
    }

    /// The same problem with limits of its own for some requirements.
    func limiting(_ limits: [Requirement: ClosedRange<Int>]) -> AssignmentModel {
        var model = self
        model.ownLimits.merge(limits) { $1 }
        return model
    }

    /// The same problem, in which something must be kept.
    func keeping(_ objective: KeptObjective) -> AssignmentModel {
        var model = self
        model.kept.append(objective)
        return model
    }

    /// The same problem without some of its pairs, with others in every plan, and within closer limits.
    func narrowed(
        forbidding forbidden: [Int], pinning pins: [Int], within limits: [Requirement: ClosedRange<Int>]
    ) -> AssignmentModel {
        var model = self
        for pair in forbidden.flatMap(pairs(sharedBy:)) { model.weights[pair] = ExactAffinity.forbidden }
        for pair in pins.flatMap(pairs(sharedBy:)) where model.pinned.insert(pair) {
            model.problem.pins.append(.init(self.pair(pair)))
            model.pinnedPairs.append(self.pair(pair))
            model.pinnedOn[pair / expertCount].append(pair % expertCount)
        }
        model.ownLimits.merge(limits) { $1 }
        return model
    }
}
