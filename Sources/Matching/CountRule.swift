/// A limit on how many of certain members may or must be taken at each of certain places: experts on the panels of
/// dossiers, or dossiers in the loads of experts.
struct CountRule: Sendable {
    /// Which rule of the problem it is part of.
    enum Origin: Sendable, Hashable {
        case composition(rule: Int, value: String)
        case neverTogether(index: Int)
        case categoryLoad(rule: Int)
        case lead(rule: Int)
    }

    let origin: Origin
    /// What it counts, by index, ascending: experts on a panel, dossiers in a load.
    let members: [Int]
    /// The same, a flag each.
    let isMember: [Bool]
    /// The places it concerns, a flag each: dossiers for panels, experts for loads; nil for all.
    let concerned: [Bool]?
    private(set) var minimum: Int
    private(set) var maximum: Int

    func concerns(_ place: Int) -> Bool { concerned?[place] ?? true }

    /// The requirement that it makes at a place.
    func requirement(on place: Int) -> Requirement {
        switch origin {
        case .composition(let rule, let value): .composition(rule: rule, value: value, dossier: place)
        case .neverTogether(let index): .neverTogether(index: index, dossier: place)
        case .categoryLoad(let rule): .categoryLoad(rule: rule, expert: place)
        case .lead(let rule): .lead(rule: rule, dossier: place)
        }
    }

    /// All limits on panels that a problem sets, in its order; values of a tag in the order of their bytes.
    static func panels(of problem: AssignmentProblem) -> [CountRule] {
        var rules: [CountRule] = []
        for (index, rule) in problem.composition.enumerated() {
            func limit(_ value: String, _ members: [Int], _ limits: ClosedRange<Int>) -> CountRule {
                CountRule(
                    .composition(rule: index, value: value), members, of: problem.experts.count, limits,
                    concerned: rule.dossiers == .all ? nil : problem.dossiers(in: rule.dossiers),
                    of: problem.dossiers.count)
            }
            let members = problem.experts(byValueOf: rule.tag)
            switch rule.limit {
            case .count(let value, let minimum, let maximum):
                let most = maximum ?? max(minimum, problem.experts.count)
                rules.append(limit(value, members[value] ?? [], minimum...most))
            case .maximumPerValue(let maximum):
                for value in members.keys.sorted(by: precedes) where members[value, default: []].count > maximum {
                    rules.append(limit(value, members[value, default: []], 0...maximum))
                }
            }
        }
        for (index, pair) in problem.neverTogether.enumerated() {
            rules.append(
                CountRule(
                    .neverTogether(index: index), [pair.first, pair.second].sorted(), of: problem.experts.count, 0...1,
                    concerned: nil, of: problem.dossiers.count))
        }
        for (index, rule) in problem.leads.enumerated() {
            rules.append(
                CountRule(
                    .lead(rule: index), problem.experts(in: rule.experts), of: problem.experts.count,
                    1...max(1, problem.experts.count), concerned: problem.panels(of: rule), of: problem.dossiers.count))
        }
        return rules
    }

    /// All limits on loads by category, one for each rule of a problem; drawn together where groups come whole.
    static func loads(of problem: AssignmentProblem) -> [CountRule] {
        problem.loads.enumerated().map { index, rule in
            var counted = CountRule(
                .categoryLoad(rule: index), problem.dossiers(in: rule.dossiers), of: problem.dossiers.count,
                rule.minimum...(rule.maximum ?? max(rule.minimum, problem.dossiers.count)),
                concerned: rule.experts == .all ? nil : problem.experts(in: rule.experts), of: problem.experts.count)
            if rule.price == nil, let whole = problem.wholeLoads(counting: { counted.isMember[$0] }) {
                let limits = whole.narrowed(counted.minimum...counted.maximum)
                (counted.minimum, counted.maximum) = (limits.lowerBound, limits.upperBound)
            }
            return counted
        }
    }

    private init(
        _ origin: Origin, _ members: [Int], of memberCount: Int, _ limits: ClosedRange<Int>, concerned: [Int]?,
        of placeCount: Int
    ) {
        self.origin = origin
        self.members = members
        isMember = flags(members, of: memberCount)
        self.concerned = concerned.map { flags($0, of: placeCount) }
        minimum = limits.lowerBound
        maximum = limits.upperBound
    }
}

extension [CountRule] {
    /// Where the rule of an origin stands.
    var indicesByOrigin: [CountRule.Origin: Int] {
        Dictionary(enumerated().map { ($1.origin, $0) }) { $1 }
    }

    /// The rules that count a member, by member.
    func byMember(of memberCount: Int) -> [[Int]] {
        var rules = [[Int]](repeating: [], count: memberCount)
        for (index, rule) in enumerated() {
            for member in rule.members { rules[member].append(index) }
        }
        return rules
    }
}

private func flags(_ indices: [Int], of count: Int) -> [Bool] {
    var flags = [Bool](repeating: false, count: count)
    for index in indices { flags[index] = true }
    return flags
}

extension AssignmentProblem {
    /// The experts that bear each value of a tag, ascending. An expert who bears a value twice counts once.
    func experts(byValueOf tag: String) -> [String: [Int]] {
        var experts: [String: [Int]] = [:]
        for (index, expert) in self.experts.enumerated() {
            let values = expert.tags[tag] ?? []
            for value in values.count > 1 ? Array(Set(values)) : values { experts[value, default: []].append(index) }
        }
        return experts
    }
}

/// Whether one text comes before another by their bytes, the same on every machine.
func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
}
