/// An assignment problem prepared for computing: exact affinities, and every rule as the members it counts.
struct AssignmentModel: Sendable {
    let problem: AssignmentProblem
    let affinity: ExactAffinity
    /// Affinity in units by pair, `ExactAffinity.forbidden` where the pair is in conflict or has none.
    private(set) var weights: [Int]
    /// The pairs that were not allowed before `waivingAll`; nil in any other model.
    private(set) var waived: [Bool]?
    let isPinned: [Bool]
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
        var values = problem.affinity.values
        for pair in problem.conflicts { values[pair.dossier * problem.experts.count + pair.expert] = .nan }
        affinity = ExactAffinity(values)
        weights = affinity.weights
        pairCount = values.count
        var isPinned = [Bool](repeating: false, count: values.count)
        for pin in problem.pins { isPinned[pin.dossier * problem.experts.count + pin.expert] = true }
        self.isPinned = isPinned
        rules = CountRule.panels(of: problem)
        rulesOfExpert = rules.byMember(of: problem.experts.count)
        loadRules = CountRule.loads(of: problem)
        loadRulesOfDossier = loadRules.byMember(of: problem.dossiers.count)
    }

    func index(_ dossier: Int, _ expert: Int) -> Int { dossier * expertCount + expert }
    func index(_ pair: AssignmentPair) -> Int { index(pair.dossier, pair.expert) }
    func isAllowed(_ pair: Int) -> Bool { weights[pair] != ExactAffinity.forbidden }
    func isWaived(_ pair: Int) -> Bool { waived?[pair] ?? false }

    /// The same problem if every pair were allowed; those that are not get the affinity zero.
    var waivingAll: AssignmentModel {
        var model = self
        model.waived = weights.map { $0 == ExactAffinity.forbidden }
        model.weights = weights.map { $0 == ExactAffinity.forbidden ? 0 : $0 }
        return model
    }

    /// How many pairs every plan has.
    var places: Int { problem.dossiers.reduce(0) { $0 + $1.demand } }

    /// The exact total of some pairs, in units.
    func total(_ pairs: [AssignmentPair]) -> Int { pairs.reduce(0) { $0 + weights[index($1)] } }

    /// The affinity of the worst panel, in units, among the dossiers that need one; nil where none does.
    func worst(_ pairs: [AssignmentPair]) -> Int? {
        var sums = [Int](repeating: 0, count: dossierCount)
        for pair in pairs { sums[pair.dossier] += weights[index(pair)] }
        return problem.dossiers.indices.filter { problem.dossiers[$0].demand > 0 }.map { sums[$0] }.min()
    }

    /// The greatest total that a plan could have at all and that is no more than `bound`, both in units: totals are
    /// the number of places times one affinity, plus a multiple of the step between affinities.
    func attainable(atMost bound: Int) -> Int {
        let base = places * affinity.offset
        guard affinity.step > 0 else { return min(bound, base) }
        let excess = (bound - base) % affinity.step
        return bound - (excess < 0 ? excess + affinity.step : excess)
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
        case .floor: return (floor ?? 0)...Int.max
        }
    }
}
