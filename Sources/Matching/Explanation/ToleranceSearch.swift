internal import Solver

/// Searches the fewest pairs of a dossier that must be forbidden until no plan is left.
///
/// A set of pairs leaves no plan if and only if it hits every panel that the dossier has in some plan. So panels are
/// collected, and a smallest set that hits them all is a lower bound; where that set leaves no plan it is the answer
/// (implicit hitting sets, after E. Moreno-Centeno and R. M. Karp, "The Implicit Hitting Set Approach to Solve
/// Combinatorial Optimization Problems with an Application to Multigenome Alignment", 2013). What is collected is more
/// than panels: a plan that gives the dossier j experts more than it needs, and j more of each class of which it needs
/// some, bears any j conflicts with them, so j + 1 of them must be hit.
struct ToleranceSearch {
    /// Experts of whom at least so many must be forbidden.
    private struct Cut {
        let experts: [Int]
        let least: Int
    }

    private let problem: AssignmentProblem
    private let model: AssignmentModel
    private let dossier: Int
    private let existence: PlanExistence
    /// The plan that was found last: the next is likely to be much the same.
    private var known: [AssignmentPair]
    /// How many more times it may be asked whether there is a plan. Counted, not timed, so that the answer is the same on
    /// every machine.
    private var remainingTests: Int
    /// Experts who may read the dossier and are not pinned to it.
    private let candidates: [Int]
    private let pinned: Set<Int>
    /// Those of whom the dossier has the fewest to spare.
    private var scarcest: Set<Int> = []

    /// - Parameter known: The pairs of a plan for the problem, or of some of it.
    init(_ problem: AssignmentProblem, _ dossier: Int, known: [AssignmentPair], tests: Int, clock: SearchClock) {
        let problem = problem.withoutPrices
        self.problem = problem
        self.dossier = dossier
        self.known = known
        let model = AssignmentModel(problem)
        self.model = model
        existence = PlanExistence(clock: clock)
        remainingTests = tests
        let pinned = Set(problem.hardPins.filter { $0.dossier == dossier }.map(\.expert))
        self.pinned = pinned
        candidates = problem.experts.indices.filter { !pinned.contains($0) && model.isAllowed(model.index(dossier, $0)) }
    }

    /// The fewest, proven, or the limits between which they lie.
    mutating func run() throws -> ConflictTolerance {
        var found = ConflictTolerance(atLeast: 0, atMost: nil, experts: [], isUnbreakable: false)
        switch try plan(forbidding: []) {
        case .impossible: found.atMost = 0
        case .unknown: break
        case .plan:
            found.atLeast = 1
            switch try plan(forbidding: candidates) {
            case .plan: found.isUnbreakable = true
            case .impossible: try narrow(&found)
            case .unknown: break
            }
        }
        return found
    }

    private mutating func narrow(_ found: inout ConflictTolerance) throws {
        let counted = countedBlock ?? (experts: candidates, among: candidates)
        (found.atMost, found.experts) = (counted.experts.count, counted.experts)
        scarcest = Set(counted.among)
        var cuts = try disjointCuts(&found)
        while found.atLeast < found.experts.count, existence.clock.hasTime {
            guard let hitting = try smallestHitting(cuts) else { return }
            found.atLeast = max(found.atLeast, hitting.least)
            // What was found before is as small.
            guard found.atLeast < found.experts.count, let experts = hitting.experts else { return }
            switch try cut(forbidding: experts, atMost: found.experts.count) {
            case .impossible: (found.atMost, found.experts) = (experts.count, experts)
            case .found(let cut): cuts.append(cut)
            case .unknown: return
            }
        }
    }

    /// Cuts that have no expert in common: what they ask for adds up.
    private mutating func disjointCuts(_ found: inout ConflictTolerance) throws -> [Cut] {
        var cuts: [Cut] = []
        var forbidden: [Int] = []
        var least = 0
        while least < found.experts.count {
            switch try cut(forbidding: forbidden, atMost: found.experts.count - least, quickly: true) {
            case .found(let cut):
                cuts.append(cut)
                least += cut.least
                found.atLeast = max(found.atLeast, least)
                forbidden = (forbidden + cut.experts).sorted()
            case .impossible:
                if forbidden.count < found.experts.count { (found.atMost, found.experts) = (forbidden.count, forbidden) }
                return cuts
            case .unknown: return cuts
            }
        }
        return cuts
    }

    /// What comes of forbidding some pairs.
    private enum Answer {
        case found(Cut)
        case impossible
        case unknown
    }

    /// A cut among the experts that are not forbidden.
    ///
    /// - Parameters:
    ///   - most: More than so many need not be shown.
    ///   - quickly: Whether nothing is solved for it.
    private mutating func cut(forbidding experts: [Int], atMost most: Int, quickly: Bool = false) throws -> Answer {
        if remainingTests > 0, existence.clock.hasTime, !problem.hasPanels, let cut = wideCut(forbidding: experts, atMost: most) {
            remainingTests -= 1
            return .found(cut)
        }
        switch try plan(forbidding: experts, quickly: quickly) {
        case .plan(let pairs):
            let panel = pairs.filter { $0.dossier == dossier }.map(\.expert)
            return .found(Cut(experts: panel.filter { !pinned.contains($0) }, least: 1))
        case .impossible: return .impossible
        case .unknown: return .unknown
        }
    }

    private mutating func plan(forbidding experts: [Int], quickly: Bool = false) throws -> PlanExistence.Verdict {
        guard remainingTests > 0, existence.clock.hasTime else { return .unknown }
        remainingTests -= 1
        let changed = forbidden(experts)
        var verdict: PlanExistence.Verdict?
        if !changed.hasPanels {
            verdict = try existence.quickVerdict(on: AssignmentModel(changed), changedAt: dossier, from: known)
        }
        if verdict == nil, !quickly || changed.hasPanels, remainingTests >= Self.costOfSolving {
            remainingTests -= Self.costOfSolving
            verdict = try existence.solvedVerdict(on: changed)
        }
        if case .plan(let pairs) = verdict { known = pairs }
        return verdict ?? .unknown
    }

    /// To solve takes as long as so many shifts.
    private static let costOfSolving = 10

    private func forbidden(_ experts: [Int]) -> AssignmentProblem {
        var problem = self.problem
        problem.conflicts += experts.map { .init(.init(dossier: dossier, expert: $0)) }
        return problem
    }

    // MARK: Upper bound

    /// A smallest set of pairs that leaves too few experts for the demand, or too few of one class, and all of that class.
    private var countedBlock: (experts: [Int], among: [Int])? {
        var best: (experts: [Int], among: [Int])?
        for (experts, need) in needs {
            let willing = experts.filter { model.isAllowed(model.index(dossier, $0)) }
            let free = willing.filter { !pinned.contains($0) }
            let count = willing.count - need + 1
            guard need > 0, count <= free.count, count < best?.experts.count ?? .max else { continue }
            best = (Array(free.prefix(count)), free)
        }
        return best
    }

    /// Of which experts the panel needs how many.
    private var needs: [(experts: [Int], need: Int)] {
        let own = model.rules.filter { rule in
            rule.minimum > 0 && rule.concerns(dossier) && model.isHard(rule.requirement(on: dossier))
        }
        return [(Array(problem.experts.indices), model.hardLimits(of: .demand(dossier: dossier)).lower)]
            + own.map { ($0.members, $0.minimum) }
    }

    // MARK: Lower bound

    /// A panel in a plan, extended by as many experts as can be had, of whom so many must be forbidden; nil where it can't be
    /// extended.
    private mutating func wideCut(forbidding experts: [Int], atMost most: Int) -> Cut? {
        var panel: [Int] = []
        var surplus = 0
        var wanted = 1
        while surplus < min(most - 1, greatestSurplus) {
            wanted = min(wanted, most - 1, greatestSurplus)
            let wide = AssignmentModel(widened(by: wanted, forbidding: experts))
            var shift = PlanShift(wide, clock: existence.clock)
            shift.take(known.filter { wide.isAllowed(wide.index($0)) })
            _ = shift.complete(givingUpAfter: needs.count)
            let wider = shift.pairs.filter { $0.dossier == dossier }.map(\.expert)
            let reached = min(wanted, self.surplus(of: wider))
            guard reached > surplus, isSound(wider, beside: shift.pairs.filter { $0.dossier != dossier }) else { break }
            (surplus, panel, known) = (reached, wider, shift.pairs)
            guard surplus == wanted else { break }
            wanted *= 2
        }
        guard surplus > 0 else { return nil }
        return Cut(experts: trimmed(panel, to: surplus).filter { !pinned.contains($0) }, least: surplus + 1)
    }

    /// How many more experts a panel has than it needs, in all and of each class.
    private func surplus(of panel: [Int]) -> Int {
        let panel = Set(panel)
        return needs.map { experts, need in experts.count(where: panel.contains) - need }.min() ?? 0
    }

    /// The panel without those who add nothing to its surplus: a cut says the more the fewer it is about.
    private func trimmed(_ panel: [Int], to surplus: Int) -> [Int] {
        var kept = panel
        for expert in panel where !pinned.contains(expert) {
            let rest = kept.filter { $0 != expert }
            if self.surplus(of: rest) >= surplus { kept = rest }
        }
        return kept
    }

    /// No panel that keeps to its limits has more to spare of each class. None where experts may have to count in several
    /// classes at once, since then having enough of each does not make a panel.
    private var greatestSurplus: Int {
        var greatest = Int.max
        var places = pinned.count
        for rule in problem.composition {
            guard case .count(_, let minimum, let maximum) = rule.limit, minimum > 0, rule.price == nil,
                problem.dossiers(in: rule.dossiers).contains(dossier)
            else { continue }
            places += minimum
            if let maximum { greatest = min(greatest, maximum - minimum) }
        }
        let demand = problem.dossiers[dossier].demand
        return problem.dossiers[dossier].price != nil || places > demand ? 0 : greatest
    }

    /// The problem in which the dossier needs so many more experts of each class, and room for them.
    private func widened(by surplus: Int, forbidding experts: [Int]) -> AssignmentProblem {
        var wide = forbidden(experts)
        wide.dossiers[dossier].demand += surplus
        for (index, rule) in problem.composition.enumerated() {
            guard case .count(let value, let minimum, let maximum) = rule.limit, minimum > 0, rule.price == nil else { continue }
            let own = problem.dossiers(in: rule.dossiers)
            guard own.contains(dossier) else { continue }
            wide.dossiers[dossier].demand += surplus
            wide.composition[index].dossiers = .listed(own.filter { $0 != dossier })
            wide.composition.append(
                CompositionRule(
                    dossiers: .listed([dossier]), tag: rule.tag,
                    limit: .count(value: value, minimum: minimum + surplus, maximum: maximum)))
        }
        return wide
    }

    /// Whether a plan with a panel that is too large keeps to all limits, and to all needs of others even if the whole
    /// panel were taken out of it: then whichever of the panel are left, it is a plan with them.
    private func isSound(_ panel: [Int], beside others: [AssignmentPair]) -> Bool {
        let pairs = panel.map { AssignmentPair(dossier: dossier, expert: $0) }
        let exceeds = model.brokenRequirements(by: others + pairs).contains { breach in
            if case .demand(dossier) = breach.requirement { return false }
            return true
        }
        let lacks = model.brokenRequirements(by: others).contains { breach in
            guard breach.excess < 0 else { return true }
            switch breach.requirement {
            case .demand(let other), .composition(_, _, let other): return other != dossier
            case .pin(let index): return problem.pins[index].pair.dossier != dossier
            default: return true
            }
        }
        return !exceeds && !lacks
    }

    /// A smallest set of experts that all cuts ask for; no experts where only a bound was found. Of several, one with as many
    /// as can be of the scarcest: those are the most likely to leave no plan.
    private func smallestHitting(_ cuts: [Cut]) throws -> (least: Int, experts: [Int]?)? {
        var program = IntegerProgram(.minimise)
        for cut in cuts { program.addRow(from: Double(cut.least)) }
        var rowsOf: [Int: [Int]] = [:]
        for (row, cut) in cuts.enumerated() {
            for expert in cut.experts { rowsOf[expert, default: []].append(row) }
        }
        let involved = rowsOf.keys.sorted()
        for expert in involved {
            // Fewer come first: no more than the candidates can be saved on.
            let saved = scarcest.contains(expert) ? 0.5 / Double(candidates.count + 1) : 0
            program.addColumn(cost: 1 - saved, .integer, entries: rowsOf[expert, default: []].map { .init(row: $0, value: 1) })
        }
        let answer = try program.solve(existence.clock.options(branchLimit: 20_000))
        switch answer.status {
        case .optimal:
            let experts = zip(involved, answer.values).filter { $0.1 > 0.5 }.map(\.0)
            return (experts.count, experts)
        case .feasible, .timeLimit:
            // A search that ended at once has no bound yet: minus infinity.
            let bound = min(max(answer.bound, 0), Double(candidates.count))
            return (Int((bound - 1e-6).rounded(.up)), nil)
        default: return nil
        }
    }
}

extension AssignmentProblem {
    /// The same problem as far as it matters whether there is a plan, quick to copy: what binds stands in the matrix. Worth
    /// is left in, since among equals the solver would wander.
    fileprivate var withoutPrices: AssignmentProblem {
        let model = AssignmentModel(self)
        var problem = self
        problem.affinity.values = (0..<model.pairCount).map { model.isAllowed($0) ? affinity[$0] : .nan }
        problem.conflicts = []
        problem.pins = hardPins.map { PairRule($0) }
        return problem
    }
}
