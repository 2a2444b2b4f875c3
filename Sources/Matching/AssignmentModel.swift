/// An assignment problem prepared for computing: exact affinities, and every rule as the members it counts.
struct AssignmentModel: Sendable {
    let problem: AssignmentProblem
    let affinity: ExactAffinity
    /// What each pair adds to the worth of a plan, in units: its affinity, more by the price of a soft pin and less by
    /// that of a soft conflict; `ExactAffinity.forbidden` where the pair is in conflict or has no affinity.
    private(set) var weights: UnitMatrix
    /// What a plan pays that has none of the softly pinned pairs, in units; each that it has gives its price back.
    let priceOfPins: Int
    /// The largest magnitude among affinities, weights and prices, in units.
    let dearest: Int
    /// The worth of every plan is `base` plus a multiple of `step`, in units; of no other than `base` where that is 0.
    private let attainable: (base: Int, step: Int)
    /// The pairs that were not allowed before `waivingAll`; nil in any other model.
    private(set) var waived: PairSet?
    private let pinned: PairSet
    /// How many pins each dossier has.
    private let pinnedOn: [Int]
    /// The limits on panels.
    let rules: [CountRule]
    /// The rules that count an expert, by expert.
    let rulesOfExpert: [[Int]]
    /// The limits on loads by category, in the order of the problem.
    let loadRules: [CountRule]
    /// The limits on loads that count a dossier, by dossier.
    let loadRulesOfDossier: [[Int]]
    let pairCount: Int
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
        let pins = problem.hardPins
        pinned = PairSet(of: pairCount, pins.map(index))
        pinnedOn = pins.reduce(into: [Int](repeating: 0, count: problem.dossiers.count)) { $0[$1.dossier] += 1 }

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
        self.weights = weights
        self.priceOfPins = priceOfPins
        self.dearest = dearest
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
        loadRulesOfDossier = loadRules.byMember(of: problem.dossiers.count)
    }

    func index(_ dossier: Int, _ expert: Int) -> Int { dossier * expertCount + expert }
    func index(_ pair: AssignmentPair) -> Int { index(pair.dossier, pair.expert) }
    func isAllowed(_ pair: Int) -> Bool { weights[pair] != ExactAffinity.forbidden }
    /// Whether the pins fill the panel of a dossier: nothing is left to choose there.
    func isSettled(_ dossier: Int) -> Bool { pinnedOn[dossier] >= problem.dossiers[dossier].demand }
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
        let waived = (0..<pairCount).filter { !isAllowed($0) }
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
        guard attainable.step > 0 else { return min(bound, attainable.base) }
        let excess = (bound - attainable.base) % attainable.step
        return bound - (excess < 0 ? excess + attainable.step : excess)
    }

    /// Units as an affinity.
    func value(_ units: Int) -> Double { Double(units) / Double(affinity.scale) }

    /// The least and the most that a requirement allows; the least is never below zero, as nothing counted is.
    func limits(of requirement: Requirement) -> ClosedRange<Int> {
        switch requirement {
        case .demand(let dossier):
            return problem.dossiers[dossier].demand...problem.dossiers[dossier].demand
        case .load(let expert):
            return problem.experts[expert].minimumLoad...problem.experts[expert].maximumLoad
        case .composition(let rule, _, _):
            switch problem.composition[rule].limit {
            case .count(_, let minimum, let maximum): return minimum...(maximum ?? max(minimum, expertCount))
            case .maximumPerValue(let maximum): return 0...maximum
            }
        case .categoryLoad(let rule, _): return loadRules[rule].minimum...loadRules[rule].maximum
        case .neverTogether, .neverMutual: return 0...1
        case .pin: return 1...1
        case .conflict: return 0...0
        case .floor: return (floor ?? 0)...Int.max
        case .floorSteps(let dossier, let top, let width):
            let steps = FloorSteps(top: top, width: width)
            return Int.min...steps.room(problem.dossiers[dossier].demand, floor: floor ?? 0)
        }
    }
}
