import Matching
import Programme
import Testing

/// What forcing or forbidding a pair costs, against trying everything.
@Suite struct PairExplanationTests {
    /// The best of some plans, and the most pairs of an earlier plan that one of those keeps.
    private func best(
        of plans: [(pairs: [AssignmentPair], value: Double)], keeping earlier: [AssignmentPair]
    ) -> (value: Double, kept: Int)? {
        guard let value = plans.map(\.value).max() else { return nil }
        let equals = plans.filter { $0.value > value - 1e-9 }
        return (value, equals.map { Set($0.pairs).intersection(earlier).count }.max() ?? 0)
    }

    private func check(
        _ explanation: PairExplanation, against plans: [(pairs: [AssignmentPair], value: Double)], _ plan: Plan, _ name: String
    ) -> (isPlan: Bool, isClosest: Bool) {
        let seed = Comment(rawValue: "\(name) \(explanation.pair)")
        guard let alternative = explanation.alternative else {
            Issue.record("nothing was solved", sourceLocation: #_sourceLocation)
            return (false, false)
        }
        guard let best = best(of: plans, keeping: plan.assignments) else {
            guard case .impossible(let obstacles) = alternative.outcome else {
                Issue.record("\(seed) has no such plan")
                return (false, false)
            }
            #expect(!obstacles.isEmpty && !obstacles[0].message.zh.isEmpty, seed)
            return (false, false)
        }
        guard let found = alternative.found else {
            Issue.record("\(seed) has a plan")
            return (true, false)
        }
        #expect(found.isProven && abs(found.worth - best.value) < 1e-9, seed)
        #expect(abs(found.loss - (plan.worth - best.value)) < 1e-9 && found.leastLoss == found.loss, seed)
        if let certified = alternative.certifiedLoss { #expect(certified <= found.loss + 1e-12, seed) }
        if found.isClosest { #expect(plan.assignments.count - found.difference.removed.count == best.kept, seed) }
        return (true, found.isClosest)
    }

    @Test(arguments: [false, true], 0..<4) func everyPair(isSoft: Bool, block: UInt64) throws {
        var (found, closest, impossible, costly, certified) = (0, 0, 0, 0, 0)
        for seed in block * 50..<block * 50 + 50 {
            let problem = randomProblem(seed: seed, isSoft: isSoft)
            let plan = try problem.solve()
            guard plan.status == .optimal else { continue }
            let plans = ExhaustiveSearch(problem, keepingPlans: true).plans
            for dossier in problem.dossiers.indices {
                for expert in problem.experts.indices {
                    let pair = AssignmentPair(dossier: dossier, expert: expert)
                    let explanation = try problem.explain(pair, in: plan)
                    #expect(explanation.isInPlan == plan.assignments.contains(pair))
                    guard explanation.bond == nil else { continue }
                    let result = check(
                        explanation, against: plans.filter { $0.pairs.contains(pair) != explanation.isInPlan }, plan, problem.name)
                    guard result.isPlan else {
                        impossible += 1
                        continue
                    }
                    found += 1
                    if result.isClosest { closest += 1 }
                    if let loss = explanation.alternative?.found?.loss, loss > 0 { costly += 1 }
                    if let loss = explanation.alternative?.certifiedLoss, loss > 0 { certified += 1 }
                }
            }
        }
        #expect(found > 20 && impossible > 0 && costly > 10 && certified > 10)
        #expect(2 * closest > found)
    }

    /// What is pinned or in conflict is told, and what came of it if it were not.
    @Test func bonds() throws {
        var counts: [String: Int] = [:]
        for seed in 0..<160 as Range<UInt64> {
            let problem = randomProblem(seed: seed)
            let plan = try problem.solve()
            guard plan.status == .optimal else { continue }
            for rule in problem.pins + problem.conflicts {
                let pair = rule.pair
                let explanation = try problem.explain(pair, in: plan)
                var lifted = problem
                lifted.pins.removeAll { $0.pair == pair }
                lifted.conflicts.removeAll { $0.pair == pair }
                switch explanation.bond {
                case .pin: #expect(explanation.isInPlan && problem.pins.contains { $0.pair == pair })
                case .conflict: #expect(!explanation.isInPlan && problem.conflicts.contains { $0.pair == pair })
                case .noAffinity:
                    #expect(problem.affinity[pair.dossier, pair.expert].isNaN && explanation.alternative == nil)
                    counts["none", default: 0] += 1
                    continue
                case nil: Issue.record("\(problem.name): \(pair) is bound")
                }
                let plans = ExhaustiveSearch(lifted, keepingPlans: true).plans
                    .filter { $0.pairs.contains(pair) != explanation.isInPlan }
                _ = check(explanation, against: plans, plan, problem.name)
                counts[explanation.isInPlan ? "pin" : "conflict", default: 0] += 1
            }
        }
        #expect((counts["pin"] ?? 0) > 5 && (counts["conflict"] ?? 0) > 5 && (counts["none"] ?? 0) > 0)
    }

    /// For the fair objective, the floor of the other plan and what it is worth are those of its best plan.
    @Test func fair() throws {
        var compared = 0
        for seed in 0..<40 as Range<UInt64> {
            let problem = randomProblem(seed: seed)
            let plan = try problem.solve(SolveOptions(objective: .fair))
            guard plan.status == .optimal, let pair = plan.assignments.first else { continue }
            let explanation = try problem.explain(pair, in: plan)
            guard explanation.bond == nil, let found = explanation.alternative?.found else { continue }
            var without = problem
            without.affinity[pair.dossier, pair.expert] = .nan
            let best = try #require(ExhaustiveSearch(without).bestFair)
            #expect(abs((found.floor ?? 0) - best.floor) < 1e-9 && abs(found.worth - best.value) < 1e-9, "seed \(seed)")
            compared += 1
        }
        #expect(compared > 5)
    }

    /// A plan that is not the best is told so by its alternative: that is worth more.
    @Test func planThatIsNotTheBest() throws {
        let problem = AssignmentProblem(
            name: "poor", dossiers: [.init(id: "D", demand: 1)],
            experts: (0..<2).map { .init(id: "E\($0)", maximumLoad: 1) },
            affinity: AffinityMatrix(dossierCount: 1, expertCount: 2, values: [0.25, 1]))
        let poor = Plan(
            status: .feasible, objective: .total, assignments: [.init(dossier: 0, expert: 0)], total: 0.25, floor: 0.25,
            bound: 1, gap: 3)
        let found = try #require(try problem.explain(.init(dossier: 0, expert: 0), in: poor).alternative?.found)
        #expect(found.loss == -0.75 && found.worth == 1)
    }
}
