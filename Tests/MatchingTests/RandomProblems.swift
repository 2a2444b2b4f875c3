import Matching

/// Small problems with requirements of every kind but leads, drawn from a seed; where `isSoft`, about half of them with a
/// price.
func randomProblem(seed: UInt64, isSoft: Bool = false) -> AssignmentProblem {
    var draw = ProblemDraw(seed: seed, isSoft: isSoft)
    return draw.problem()
}

/// The same with leads: of all panels or of each category for itself, with a maximum or without.
func randomProblemWithLeads(seed: UInt64, isSoft: Bool = false) -> AssignmentProblem {
    var draw = ProblemDraw(seed: seed, isSoft: isSoft)
    return draw.problemWithLeads()
}

private struct ProblemDraw {
    let seed: UInt64
    let isSoft: Bool
    var generator: SeededGenerator
    /// How many different values affinities and prices have.
    var levels = 1

    init(seed: UInt64, isSoft: Bool) {
        self.seed = seed
        self.isSoft = isSoft
        generator = SeededGenerator(seed: seed)
    }

    mutating func problem() -> AssignmentProblem {
        levels = [1, 4, 1_000_000][draw(0...2)]
        // Soft requirements leave more plans to try.
        let dossiers = (0..<draw(1...(isSoft ? 3 : 4))).map { dossier($0) }
        let experts = (0..<draw(2...(isSoft ? 4 : 5))).map { expert($0) }
        let values = (0..<dossiers.count * experts.count).map { _ in
            isDrawn(1, of: 10) ? Double.nan : Double(draw(-levels / 4...levels)) / Double(levels)
        }
        let affinity = AffinityMatrix(dossierCount: dossiers.count, expertCount: experts.count, values: values)
        var problem = AssignmentProblem(
            name: "random \(seed)", dossiers: dossiers, experts: experts, affinity: affinity)
        addPairRules(to: &problem)
        addCountRules(to: &problem)
        return problem
    }

    mutating func problemWithLeads() -> AssignmentProblem {
        var problem = problem()
        for index in problem.experts.indices { problem.experts[index].maximumLoad += 1 }
        let scopes: [Scope] = isDrawn(1, of: 2) ? [.all] : [.tagged("c", value: "x"), .tagged("c", value: "y")]
        problem.leads = scopes.map { dossiers in
            let experts: Scope = [.all, .tagged("s", value: "a"), .listed([0, 1]), .tagged("s", value: "b")][draw(0...3)]
            let price = price()
            let maximum = price == nil && isDrawn(1, of: 3) ? nil : draw(1...2)
            return LeadRule(dossiers: dossiers, experts: experts, maximum: maximum, price: price)
        }
        return problem
    }

    private mutating func dossier(_ index: Int) -> AssignmentProblem.Dossier {
        .init(
            id: "D\(index)", demand: draw(0...2), tags: ["c": [isDrawn(1, of: 2) ? "x" : "y"]], price: price())
    }

    private mutating func expert(_ index: Int) -> AssignmentProblem.Expert {
        let least = isDrawn(1, of: 6) ? 1 : 0
        return .init(
            id: "E\(index)", minimumLoad: least, maximumLoad: least + draw(0...3),
            tags: ["s": [isDrawn(1, of: 2) ? "a" : "b"], "o": ["\(draw(0...2))"]], price: price())
    }

    private mutating func addPairRules(to problem: inout AssignmentProblem) {
        func mayPin(_ pair: AssignmentPair) -> Bool {
            !problem.affinity[pair.dossier, pair.expert].isNaN
                && !problem.conflicts.contains { $0.pair == pair && $0.price == nil }
        }
        for _ in 0..<draw(0...(isSoft ? 2 : 1)) {
            let pair = pair(of: problem)
            let price = price()
            if price == nil || !problem.affinity[pair.dossier, pair.expert].isNaN {
                problem.conflicts.append(.init(pair, price: price))
            }
        }
        for _ in 0..<(isDrawn(1, of: 4) ? draw(1...2) : 0) {
            let pin = pair(of: problem)
            if mayPin(pin) { problem.pins.append(.init(pin, price: price())) }
        }
        if isDrawn(1, of: 3) { problem.neverTogether = [.init(0, 1, price: price())] }
        if isDrawn(1, of: 3) {
            let (first, second) = (pair(of: problem), pair(of: problem))
            if first != second { problem.neverMutual = [.init(first, second, price: price())] }
        }
    }

    private mutating func addCountRules(to problem: inout AssignmentProblem) {
        if isDrawn(1, of: 2) {
            problem.composition.append(CompositionRule(tag: "o", limit: .maximumPerValue(1), price: price()))
        }
        if isDrawn(1, of: 3) {
            let minimum = draw(0...1)
            let maximum = isDrawn(1, of: 2) ? nil : minimum + draw(0...1)
            problem.composition.append(
                CompositionRule(
                    dossiers: scope(), tag: "s", limit: .count(value: "a", minimum: minimum, maximum: maximum),
                    price: price()))
        }
        for _ in 0..<max(0, draw(0...4) - 2) {
            let minimum = isDrawn(1, of: 4) ? 1 : 0
            let maximum = minimum == 1 && isDrawn(1, of: 2) ? nil : 1 + draw(0...1)
            let experts: Scope = [.all, .listed([1]), .tagged("s", value: "a")][draw(0...2)]
            problem.loads.append(
                LoadRule(experts: experts, dossiers: scope(), minimum: minimum, maximum: maximum, price: price()))
        }
    }

    private mutating func price() -> Double? {
        guard isSoft, isDrawn(1, of: 2) else { return nil }
        return [0, 0.125, 0.5, 1, 2][draw(0...4)] + (levels > 4 ? Double(draw(0...1000)) / 1_000_000 : 0)
    }

    private mutating func scope() -> Scope { [.all, .listed([0]), .tagged("c", value: "x")][draw(0...2)] }

    private mutating func pair(of problem: AssignmentProblem) -> AssignmentPair {
        AssignmentPair(
            dossier: draw(0...problem.dossiers.count - 1), expert: draw(0...problem.experts.count - 1))
    }

    private mutating func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

    private mutating func isDrawn(_ some: Int, of all: Int) -> Bool { draw(1...all) <= some }
}
