/// An assignment problem prepared for computing: exact affinities, and every rule as the members it counts.
struct AssignmentModel: Sendable {
    /// A limit on how many of some experts may or must sit on one panel.
    struct PanelRule: Sendable {
        /// Which rule of the problem it is part of.
        enum Origin: Sendable, Hashable {
            case composition(rule: Int, value: String)
            case neverTogether(index: Int)
        }

        let origin: Origin
        /// The experts it counts, by index, ascending.
        let members: [Int]
        /// The same, a flag an expert.
        let isMember: [Bool]
        /// The dossiers it concerns, a flag a dossier; nil for all.
        let concerned: [Bool]?
        let minimum: Int
        let maximum: Int

        func concerns(_ dossier: Int) -> Bool { concerned?[dossier] ?? true }

        func requirement(on dossier: Int) -> Requirement {
            switch origin {
            case .composition(let rule, let value): .composition(rule: rule, value: value, dossier: dossier)
            case .neverTogether(let index): .neverTogether(index: index, dossier: dossier)
            }
        }
    }

    let problem: AssignmentProblem
    let affinity: ExactAffinity
    /// Affinity in units by pair, `ExactAffinity.forbidden` where the pair is in conflict or has none.
    private(set) var weights: [Int]
    /// The pairs that were not allowed before `waivingAll`; nil in any other model.
    private(set) var waived: [Bool]?
    let isPinned: [Bool]
    let rules: [PanelRule]
    /// The rules that count an expert, by expert.
    let rulesOfExpert: [[Int]]
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
        rules = PanelRule.all(of: problem)
        var rulesOfExpert = [[Int]](repeating: [], count: problem.experts.count)
        for (index, rule) in rules.enumerated() {
            for expert in rule.members { rulesOfExpert[expert].append(index) }
        }
        self.rulesOfExpert = rulesOfExpert
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
        case .neverTogether, .neverMutual: return 0...1
        case .pin: return 1...1
        case .floor: return (floor ?? 0)...Int.max
        }
    }
}

extension AssignmentModel.PanelRule {
    /// All limits on panels that the problem sets, in its order; values of a tag in the order of their bytes.
    static func all(of problem: AssignmentProblem) -> [Self] {
        var rules: [Self] = []
        for (index, rule) in problem.composition.enumerated() {
            let concerned = rule.dossiers.map { dossiers in
                var flags = [Bool](repeating: false, count: problem.dossiers.count)
                for dossier in dossiers { flags[dossier] = true }
                return flags
            }
            let members = problem.experts(byValueOf: rule.tag)
            switch rule.limit {
            case .count(let value, let minimum, let maximum):
                rules.append(
                    Self(
                        .composition(rule: index, value: value), members[value] ?? [], concerned, minimum,
                        maximum ?? max(minimum, problem.experts.count), problem))
            case .maximumPerValue(let maximum):
                for value in members.keys.sorted(by: precedes) where members[value, default: []].count > maximum {
                    rules.append(
                        Self(
                            .composition(rule: index, value: value), members[value, default: []], concerned, 0,
                            maximum, problem))
                }
            }
        }
        for (index, pair) in problem.neverTogether.enumerated() {
            let members = [pair.first, pair.second].sorted()
            rules.append(Self(.neverTogether(index: index), members, nil, 0, 1, problem))
        }
        return rules
    }

    private init(
        _ origin: Origin, _ members: [Int], _ concerned: [Bool]?, _ minimum: Int, _ maximum: Int,
        _ problem: AssignmentProblem
    ) {
        var isMember = [Bool](repeating: false, count: problem.experts.count)
        for expert in members { isMember[expert] = true }
        self.init(
            origin: origin, members: members, isMember: isMember, concerned: concerned, minimum: minimum,
            maximum: maximum)
    }
}

extension AssignmentProblem {
    /// The experts that bear each value of a tag, ascending. An expert who bears a value twice counts once.
    func experts(byValueOf tag: String) -> [String: [Int]] {
        var experts: [String: [Int]] = [:]
        for (index, expert) in self.experts.enumerated() {
            for value in Set(expert.tags[tag] ?? []) { experts[value, default: []].append(index) }
        }
        return experts
    }
}

/// Whether one text comes before another by their bytes, the same on every machine.
func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
}
