import Matching
import Testing

/// Several objectives in order, against trying everything.
@Suite struct OrderedObjectivesTests {
    typealias Objective = ObjectiveStep.Objective

    static let orders: [[Objective]] = [
        [.total, .even], [.even, .total], [.fill, .fair, .total, .even], [.fair, .even, .total], [.even, .fair],
        [.changes, .total], [.total, .changes, .even], [.even, .changes, .total], [.fill, .even], [.total, .fair, .even],
    ]

    /// How much of an objective a plan has, more being better; computed apart from the engine.
    private func measure(
        _ objective: Objective, _ plan: (pairs: [AssignmentPair], value: Double), _ problem: AssignmentProblem,
        _ earlier: [AssignmentPair]
    ) -> Double {
        switch objective {
        case .fill: return Double(plan.pairs.count)
        case .total: return plan.value
        case .fair:
            var sums = problem.dossiers.map { _ in 0.0 }
            for pair in plan.pairs { sums[pair.dossier] += problem.affinity[pair.dossier, pair.expert] }
            return zip(sums, problem.dossiers).filter { $0.1.demand > 0 }.map(\.0).min() ?? 0
        case .even:
            return -problem.experts.indices.reduce(0.0) { sum, expert in
                let load = Double(plan.pairs.count { $0.expert == expert })
                return sum + load * load
            }
        case .changes: return -Double(earlier.count { !plan.pairs.contains($0) })
        }
    }

    /// Some earlier plan: pairs that may not even be allowed.
    private func earlierPlan(of problem: AssignmentProblem, seed: UInt64) -> [AssignmentPair] {
        var generator = SeededGenerator(seed: seed &+ 991)
        return problem.dossiers.indices.flatMap { dossier in
            problem.experts.indices.filter { _ in Bool.random(using: &generator) }
                .map { AssignmentPair(dossier: dossier, expert: $0) }
        }
    }

    /// Whether the dossiers of each group have the same experts among some pairs.
    private func shares(_ pairs: [AssignmentPair], among groups: [[Int]]) -> Bool {
        let panels = Dictionary(grouping: pairs, by: \.dossier).mapValues { Set($0.map(\.expert)) }
        return groups.allSatisfy { group in group.allSatisfy { panels[$0] == panels[group[0]] } }
    }

    /// - Parameter groups: The groups that share panels, where they are given.
    private func check(_ problem: AssignmentProblem, _ steps: [ObjectiveStep], seed: UInt64, groups: [[Int]]? = nil) throws {
        let earlier = earlierPlan(of: problem, seed: seed)
        let comment = Comment(rawValue: "\(problem.name) \(steps.map { "\($0.objective.rawValue):\($0.tolerance)" })")
        let search = ExhaustiveSearch(problem, keepingPlans: true)
        let plan = try problem.solve(SolveOptions(steps: steps, comparedWith: earlier))
        #expect(problem.verify(plan).faults.isEmpty, comment)
        var left = search.plans.filter { shares($0.pairs, among: groups ?? plan.groups) }
        // Where other groups could have been formed, there may be plans though none was found for those.
        guard !left.isEmpty, groups != nil || !plan.groups.isEmpty || problem.panels.isEmpty else {
            #expect(plan.status == .infeasible && !plan.diagnosis.isEmpty, comment)
            return
        }
        #expect(plan.status == (groups == nil && !problem.panels.isEmpty ? .feasible : .optimal), comment)
        for (step, told) in zip(steps, plan.steps) {
            let values = left.map { measure(step.objective, $0, problem, earlier) }
            let best = values.max() ?? -.infinity
            let reached = step.objective.isLowered ? -told.value : told.value
            #expect(abs(best - reached) < 1e-9, "\(comment) \(step.objective)")
            #expect(told.isProven, comment)
            let least = best - abs(best) * Double(step.tolerance) / 1_000_000
            left = zip(left, values).filter { $0.1 >= least - 1e-9 }.map(\.0)
        }
        #expect(left.contains { $0.pairs == plan.assignments }, comment)
        #expect(plan.steps.count == steps.count, comment)
    }

    @Test(arguments: orders.indices, [false, true]) func everyStepIsTheBest(order: Int, isSoft: Bool) throws {
        for seed in 0..<60 as Range<UInt64> {
            let problem = randomProblem(seed: seed &+ UInt64(order) * 1_000, isSoft: isSoft)
            try check(problem, Self.orders[order].map { ObjectiveStep($0) }, seed: seed)
        }
    }

    @Test(arguments: orders.indices, [false, true]) func everyStepIsTheBestWithLeads(order: Int, isSoft: Bool) throws {
        for seed in 0..<60 as Range<UInt64> {
            var problem = randomProblemWithLeads(seed: seed &+ UInt64(order) * 1_000, isSoft: isSoft)
            for rule in problem.leads.indices where problem.leads[rule].maximum == nil { problem.leads[rule].maximum = 2 }
            try check(problem, Self.orders[order].map { ObjectiveStep($0) }, seed: seed)
        }
    }

    @Test(arguments: orders.indices, [false, true]) func everyStepIsTheBestWithPanelsThatAreShared(order: Int, isSoft: Bool) throws {
        for seed in 0..<60 as Range<UInt64> {
            let problem = RandomPanels.given(seed: seed &+ UInt64(order) * 1_000, isSoft: isSoft)
            let tolerance = seed % 3 == 0 ? 100_000 : 0
            let steps = Self.orders[order].map { ObjectiveStep($0, tolerance: tolerance) }
            try check(problem, steps, seed: seed, groups: RandomPanels.groups(of: problem))
        }
    }

    /// Groups are chosen first; then each step is the best with those.
    @Test(arguments: orders.indices) func everyStepIsTheBestWithGroupsThatWereFormed(order: Int) throws {
        for seed in 0..<30 as Range<UInt64> {
            let problem = RandomPanels.formed(seed: seed &+ UInt64(order) * 1_000, isSoft: seed % 2 == 0)
            guard problem.faults.isEmpty else { continue }
            try check(problem, Self.orders[order].map { ObjectiveStep($0) }, seed: seed)
        }
    }

    /// With leads a panel that is shared has one, whatever is sought.
    @Test(arguments: orders.indices, [false, true]) func sharedPanelsAreLedInEveryStep(order: Int, isFormed: Bool) throws {
        for seed in 0..<30 as Range<UInt64> {
            let plain = isFormed ? RandomPanels.formed(seed: seed) : RandomPanels.given(seed: seed, isSoft: seed % 2 == 0)
            let problem = RandomPanels.led(plain, seed: seed)
            guard problem.faults.isEmpty else { continue }
            let steps = Self.orders[order].map { ObjectiveStep($0) }
            let plan = try problem.solve(SolveOptions(steps: steps, comparedWith: earlierPlan(of: problem, seed: seed)))
            #expect(problem.verify(plan).faults.isEmpty, "seed \(seed)")
            let exists = ExhaustivePanels(problem).best != nil
            #expect((plan.status == .infeasible) == !exists, "seed \(seed)")
            #expect(plan.steps.count == (exists ? steps.count : plan.steps.count), "seed \(seed)")
        }
    }

    /// The figures of each step are the same in whatever order a problem is written.
    @Test(arguments: orders.indices) func orderDoesNotMatter(order: Int) throws {
        for seed in 0..<40 as Range<UInt64> {
            let problem = randomProblem(seed: seed &+ 7_000, isSoft: seed % 2 == 0)
            let earlier = earlierPlan(of: problem, seed: seed)
            let steps = Self.orders[order].map { ObjectiveStep($0) }
            let plans = try [0, 3, 8].map { try problem.solve(SolveOptions(steps: steps, comparedWith: earlier, seed: $0)) }
            for plan in plans.dropFirst() {
                #expect(plan.status == plans[0].status, "seed \(seed)")
                guard plan.status != .infeasible else { continue }
                for (one, other) in zip(plan.steps, plans[0].steps) { #expect(abs(one.value - other.value) < 1e-9, "seed \(seed)") }
            }
        }
    }

    @Test(arguments: orders.indices, [false, true]) func laterStepsMayGiveUpWhatIsTolerated(order: Int, isSoft: Bool) throws {
        for seed in 0..<40 as Range<UInt64> {
            let problem = randomProblem(seed: seed &+ UInt64(order) * 1_000 &+ 500, isSoft: isSoft)
            let steps = Self.orders[order].enumerated().map { place, objective in
                ObjectiveStep(objective, tolerance: [20_000, 100_000, 333_333][(place + Int(seed)) % 3])
            }
            try check(problem, steps, seed: seed)
        }
    }
}
