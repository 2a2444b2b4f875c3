import Matching
import Programme
import Testing

/// Plans mended after something has changed.
@Suite struct RepairTests {
    /// What happens to a problem after its plan was made: a recusal, an expert who falls out, a dossier that needs one
    /// more, an expert with less time.
    private func changed(_ problem: AssignmentProblem, _ plan: Plan, _ seed: UInt64) -> AssignmentProblem {
        var chance = SeededGenerator(seed: seed)
        var problem = problem
        switch seed % 4 {
        case 0:
            let pair = plan.assignments[Int(chance.next() % UInt64(plan.assignments.count))]
            problem.pins.removeAll { $0.pair == pair }
            problem.conflicts.append(.init(pair))
        case 1:
            let expert = plan.assignments[Int(chance.next() % UInt64(plan.assignments.count))].expert
            problem.pins.removeAll { $0.pair.expert == expert }
            problem.conflicts += problem.dossiers.indices.map { .init(dossier: $0, expert: expert) }
        case 2: problem.dossiers[Int(chance.next() % UInt64(problem.dossiers.count))].demand += 1
        default:
            let expert = plan.assignments[Int(chance.next() % UInt64(plan.assignments.count))].expert
            problem.experts[expert].maximumLoad = max(problem.experts[expert].minimumLoad, problem.experts[expert].maximumLoad - 1)
        }
        return problem
    }

    /// The fewest changes, then the best plan among those, against trying everything; and the proof of it holds.
    @Test(arguments: [false, true], 0..<4) func fewestChanges(isSoft: Bool, block: UInt64) throws {
        var mendedCount = 0
        for seed in block * 200..<block * 200 + 200 {
            let problem = randomProblem(seed: seed, isSoft: isSoft)
            let before = try problem.solve()
            guard before.status == .optimal, !before.assignments.isEmpty else { continue }
            let changed = changed(problem, before, seed)
            guard changed.faults.isEmpty else { continue }
            let mending = try changed.mending(before.assignments)
            let after = try mending.solve()
            #expect(mending.verify(after).faults.isEmpty, "seed \(seed)")
            guard let best = ExhaustiveSearch(changed, mending: before.assignments).bestRepair else {
                #expect(after.status == .infeasible, "seed \(seed)")
                continue
            }
            let difference = PlanDifference(from: before.assignments, to: after.assignments)
            #expect(after.status == .optimal && difference.removed.count == best.removed, "seed \(seed)")
            let payment = changed.concessions(in: after.assignments).reduce(0) { $0 + $1.price * Double($1.amount) }
            #expect(abs(after.total - payment - best.value) < 1e-9, "seed \(seed)")
            mendedCount += 1
        }
        #expect(mendedCount > 20)
    }

    /// A plan that changes one pair more is refused where it claims to be the best.
    @Test func onePairMoreIsNotTheBest() throws {
        let problem = AssignmentProblem(
            name: "repair", dossiers: (0..<3).map { .init(id: "D\($0)", demand: 1) },
            experts: (0..<4).map { .init(id: "E\($0)", maximumLoad: 1) },
            affinity: AffinityMatrix(dossierCount: 3, expertCount: 4, values: (0..<12).map { Double($0 * 5 % 12) / 12 }))
        let before = try problem.solve()
        var changed = problem
        let gone = before.assignments[0]
        changed.conflicts = [.init(gone)]
        let mending = try changed.mending(before.assignments)
        var plan = try mending.solve()
        #expect(PlanDifference(from: before.assignments, to: plan.assignments).removed == [gone])
        #expect(mending.verify(plan).holds)
        let free = (0..<4).filter { expert in !plan.assignments.contains { $0.expert == expert } }
        plan.assignments[1].expert = free[0]
        #expect(!mending.verify(plan).holds)
    }

    /// The fewest changes, then the fewest dear ones, then the best plan, against trying everything; the prices are as
    /// small as the number of changes allows.
    @Test(arguments: [false, true], 0..<4) func dearPairsAreSpared(isSoft: Bool, block: UInt64) throws {
        var (mendedCount, sparing) = (0, 0)
        for seed in block * 150..<block * 150 + 150 {
            let problem = randomProblem(seed: seed, isSoft: isSoft)
            let before = try problem.solve()
            guard before.status == .optimal, !before.assignments.isEmpty else { continue }
            let changed = changed(problem, before, seed)
            guard changed.faults.isEmpty else { continue }
            var chance = SeededGenerator(seed: seed ^ 0xD7AF7)
            let dear = Set(before.assignments.filter { _ in chance.next() % 2 == 0 })
            let mended = try changed.mended(before.assignments, sparing: dear)
            #expect(mended.problem.verify(mended.plan).faults.isEmpty, "seed \(seed)")
            let plans = ExhaustiveSearch(changed, keepingPlans: true).plans
            func cost(_ plan: (pairs: [AssignmentPair], value: Double)) -> (Int, Int, Double) {
                let removed = PlanDifference(from: before.assignments, to: plan.pairs).removed
                return (removed.count, removed.count { dear.contains($0) }, -plan.value)
            }
            guard let best = plans.map(cost).min(by: <) else {
                #expect(mended.plan.status == .infeasible, "seed \(seed)")
                continue
            }
            let payment = changed.concessions(in: mended.plan.assignments).reduce(0) { $0 + $1.price * Double($1.amount) }
            let found = cost((mended.plan.assignments, mended.plan.total - payment))
            #expect(mended.plan.status == .optimal && mended.changes >= found.0, "seed \(seed)")
            #expect(found.0 == best.0 && found.1 == best.1 && abs(found.2 - best.2) < 1e-9, "seed \(seed)")
            mendedCount += 1
            if found.0 > found.1 && found.0 > 0 && !dear.isEmpty { sparing += 1 }
        }
        #expect(mendedCount > 20 && sparing > 3)
    }

    /// More changes than were allowed for at first are found all the same, at higher prices.
    @Test func manyChanges() throws {
        let count = 12
        let problem = AssignmentProblem(
            name: "many", dossiers: (0..<count).map { .init(id: "D\($0)", demand: 1) },
            experts: (0..<2 * count).map { .init(id: "E\($0)", maximumLoad: 1) },
            affinity: AffinityMatrix(
                dossierCount: count, expertCount: 2 * count, values: (0..<2 * count * count).map { Double($0 * 7 % 24) / 24 }))
        let before = try problem.solve()
        var changed = problem
        for index in before.assignments.indices where index < 9 { changed.experts[before.assignments[index].expert].maximumLoad = 0 }
        let mended = try changed.mended(before.assignments, sparing: Set(before.assignments.suffix(2)))
        #expect(mended.plan.status == .optimal && mended.changes == 9)
        #expect(PlanDifference(from: before.assignments, to: mended.plan.assignments).removed == Array(before.assignments.prefix(9)))
        #expect(mended.problem.verify(mended.plan).holds)
    }

    /// Without a diagnosis it is only said that there is no plan.
    @Test func noDiagnosis() throws {
        let problem = AssignmentProblem(
            name: "none", dossiers: [.init(id: "D", demand: 2)], experts: [.init(id: "E", maximumLoad: 1)],
            affinity: AffinityMatrix(dossierCount: 1, expertCount: 1, values: [0.5]))
        var options = SolveOptions()
        options.diagnoses = false
        let plan = try problem.solve(options)
        #expect(plan.status == .infeasible && plan.diagnosis.isEmpty && plan.assignments.isEmpty)
        #expect(try problem.solve().diagnosis.count == 1)
    }

    /// Where no price could outweigh the affinities, that is said, and what to do.
    @Test func affinitiesTooFarApart() throws {
        let problem = AssignmentProblem(
            name: "far", dossiers: [.init(id: "D", demand: 1)], experts: (0..<2).map { .init(id: "E\($0)", maximumLoad: 1) },
            affinity: AffinityMatrix(dossierCount: 1, expertCount: 2, values: [-500_000, 500_000]))
        #expect(throws: Failure.self) { try problem.mending([.init(dossier: 0, expert: 0)]) }
    }
}
