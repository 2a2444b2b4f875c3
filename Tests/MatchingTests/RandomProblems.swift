import Matching

/// Small problems with requirements of every kind, drawn from a seed.
func randomProblem(seed: UInt64) -> AssignmentProblem {
    var generator = SeededGenerator(seed: seed)
    func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    let dossierCount = draw(1...4)
    let expertCount = draw(2...5)
    let dossiers = (0..<dossierCount).map {
        AssignmentProblem.Dossier(id: "D\($0)", demand: draw(0...2), tags: ["c": [draw(0...1) == 0 ? "x" : "y"]])
    }
    let experts = (0..<expertCount).map { index in
        let least = draw(0...5) == 0 ? 1 : 0
        return AssignmentProblem.Expert(
            id: "E\(index)", minimumLoad: least, maximumLoad: least + draw(0...2),
            tags: ["s": [draw(0...1) == 0 ? "a" : "b"], "o": ["\(draw(0...2))"]])
    }
    let levels = [1, 4, 1_000_000][draw(0...2)]
    let values = (0..<dossierCount * expertCount).map { _ in
        draw(0...9) == 0 ? Double.nan : Double(draw(-levels / 4...levels)) / Double(levels)
    }
    let affinity = AffinityMatrix(dossierCount: dossierCount, expertCount: expertCount, values: values)
    var problem = AssignmentProblem(name: "random \(seed)", dossiers: dossiers, experts: experts, affinity: affinity)
    func pair() -> AssignmentPair {
        AssignmentPair(dossier: draw(0...dossierCount - 1), expert: draw(0...expertCount - 1))
    }
    func scope() -> Scope { [.all, .listed([0]), .tagged("c", value: "x")][draw(0...2)] }
    if draw(0...1) == 0 { problem.conflicts = [pair()] }
    if draw(0...3) == 0 {
        let pin = pair()
        if !problem.conflicts.contains(pin), !affinity[pin.dossier, pin.expert].isNaN { problem.pins = [pin] }
    }
    if draw(0...1) == 0 {
        problem.composition.append(CompositionRule(tag: "o", limit: .maximumPerValue(1)))
    }
    if draw(0...2) == 0 {
        let minimum = draw(0...1)
        problem.composition.append(
            CompositionRule(
                dossiers: scope(), tag: "s",
                limit: .count(value: "a", minimum: minimum, maximum: draw(0...1) == 0 ? nil : minimum + draw(0...1))))
    }
    for _ in 0..<max(0, draw(0...4) - 2) {
        let minimum = draw(0...3) == 0 ? 1 : 0
        problem.loads.append(
            LoadRule(
                experts: [.all, .listed([1]), .tagged("s", value: "a")][draw(0...2)], dossiers: scope(),
                minimum: minimum, maximum: minimum == 1 && draw(0...1) == 0 ? nil : 1 + draw(0...1)))
    }
    if draw(0...2) == 0 { problem.neverTogether = [.init(0, 1)] }
    if draw(0...2) == 0 {
        let (first, second) = (pair(), pair())
        if first != second { problem.neverMutual = [.init(first, second)] }
    }
    return problem
}

/// The best plan by trying all of them: an implementation that shares nothing with the engine.
struct ExhaustiveSearch {
    private let problem: AssignmentProblem
    private(set) var bestTotal: Double?
    private(set) var bestFair: (floor: Double, total: Double)?
    private var loads: [Int]
    private var panels: [[Int]] = []

    init(_ problem: AssignmentProblem) {
        self.problem = problem
        loads = problem.experts.map { _ in 0 }
        choose(0)
    }

    private mutating func choose(_ dossier: Int) {
        guard dossier < problem.dossiers.count else { return finish() }
        for mask in 0..<(1 << problem.experts.count) where mask.nonzeroBitCount == problem.dossiers[dossier].demand {
            let panel = problem.experts.indices.filter { mask >> $0 & 1 == 1 }
            guard isAllowed(panel, on: dossier) else { continue }
            panels.append(panel)
            for expert in panel { loads[expert] += 1 }
            choose(dossier + 1)
            for expert in panel { loads[expert] -= 1 }
            panels.removeLast()
        }
    }

    private func isAllowed(_ panel: [Int], on dossier: Int) -> Bool {
        for expert in panel {
            let pair = AssignmentPair(dossier: dossier, expert: expert)
            if problem.affinity[dossier, expert].isNaN || problem.conflicts.contains(pair) { return false }
            if loads[expert] == problem.experts[expert].maximumLoad { return false }
        }
        for pin in problem.pins where pin.dossier == dossier && !panel.contains(pin.expert) { return false }
        for pair in problem.neverTogether where panel.contains(pair.first) && panel.contains(pair.second) {
            return false
        }
        for rule in problem.composition where includes(rule.dossiers, dossier, problem.dossiers[dossier].tags) {
            let values = panel.flatMap { problem.experts[$0].tags[rule.tag] ?? [] }
            switch rule.limit {
            case .count(let value, let minimum, let maximum):
                let count = values.count { $0 == value }
                if count < minimum || count > maximum ?? .max { return false }
            case .maximumPerValue(let most):
                for value in values where values.count(where: { $0 == value }) > most { return false }
            }
        }
        return true
    }

    private func includes(_ scope: Scope, _ index: Int, _ tags: [String: [String]]) -> Bool {
        switch scope {
        case .all: true
        case .listed(let indices): indices.contains(index)
        case .tagged(let tag, let value): (tags[tag] ?? []).contains(value)
        }
    }

    private mutating func finish() {
        for (load, expert) in zip(loads, problem.experts) where load < expert.minimumLoad { return }
        for rule in problem.loads {
            for (expert, facts) in problem.experts.enumerated() where includes(rule.experts, expert, facts.tags) {
                let count = panels.indices.count {
                    panels[$0].contains(expert) && includes(rule.dossiers, $0, problem.dossiers[$0].tags)
                }
                if count < rule.minimum || count > rule.maximum ?? .max { return }
            }
        }
        for pairs in problem.neverMutual {
            let both = [pairs.first, pairs.second].allSatisfy { panels[$0.dossier].contains($0.expert) }
            if both { return }
        }
        let sums = panels.enumerated().map { dossier, panel in
            panel.reduce(0.0) { $0 + problem.affinity[dossier, $1] }
        }
        let total = sums.reduce(0, +)
        let floor = zip(sums, problem.dossiers).filter { $0.1.demand > 0 }.map(\.0).min() ?? 0
        bestTotal = max(bestTotal ?? total, total)
        guard let best = bestFair else {
            bestFair = (floor, total)
            return
        }
        let isHigher = floor > best.floor + 1e-9
        if isHigher || (abs(floor - best.floor) <= 1e-9 && total > best.total) { bestFair = (floor, total) }
    }
}
