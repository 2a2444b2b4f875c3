import Matching
import Programme
import Testing

@Suite("Panels shared by the dossiers of a group")
struct SharedPanelTests {
    /// Whether a plan is the best there is by every claim that it makes of itself.
    private func check(_ plan: Plan, of problem: AssignmentProblem, against best: Double?) {
        let seed = Comment(rawValue: "\(problem.name) \(problem.panels)")
        #expect(problem.verify(plan).faults.isEmpty, seed)
        guard let best else {
            #expect(plan.status == .infeasible && !plan.diagnosis.isEmpty, seed)
            return
        }
        #expect(plan.status == .optimal, seed)
        #expect(abs(plan.worth - best) < 1e-9, seed)
        #expect(plan.gap == 0 && plan.bound == plan.worth && !plan.groups.isEmpty, seed)
    }

    @Test("are the best for groups that are given", arguments: [false, true], 0..<4)
    func given(isSoft: Bool, block: UInt64) throws {
        for seed in block * 60..<block * 60 + 60 {
            let problem = RandomPanels.given(seed: seed, isSoft: isSoft)
            check(try problem.solve(), of: problem, against: ExhaustivePanels(problem).best)
        }
    }

    @Test("and groups are the best where they are to be formed", arguments: [false, true], 0..<4)
    func formed(isSoft: Bool, block: UInt64) throws {
        for seed in block * 40..<block * 40 + 40 {
            let problem = RandomPanels.formed(seed: seed, isSoft: isSoft)
            check(try problem.solve(), of: problem, against: ExhaustivePanels(problem).best)
        }
    }

    @Test("have one lead each, of groups that are given or formed", arguments: [false, true], 0..<4)
    func led(isFormed: Bool, block: UInt64) throws {
        var leads = 0
        for seed in block * 40..<block * 40 + 40 {
            let plain = isFormed ? RandomPanels.formed(seed: seed) : RandomPanels.given(seed: seed, isSoft: seed % 2 == 0)
            let problem = RandomPanels.led(plain, seed: seed)
            guard problem.faults.isEmpty else { continue }
            let plan = try problem.solve()
            check(plan, of: problem, against: ExhaustivePanels(problem).best)
            leads += plan.leads.count
            let fair = try problem.solve(SolveOptions(objective: .fair))
            check(fair, of: problem, against: ExhaustivePanels(problem).bestFair?.value)
        }
        #expect(leads > 10)
    }

    @Test("are the fairest, of all groups or of those given", arguments: [false, true], 0..<2)
    func fair(isFormed: Bool, block: UInt64) throws {
        for seed in block * 40..<block * 40 + 40 {
            let problem = isFormed ? RandomPanels.formed(seed: seed) : RandomPanels.given(seed: seed)
            let best = ExhaustivePanels(problem).bestFair
            let plan = try problem.solve(SolveOptions(objective: .fair))
            check(plan, of: problem, against: best?.value)
            if let best { #expect(abs((plan.floor ?? 0) - best.floor) < 1e-9, "seed \(seed)") }
        }
    }

    @Test("are worth the same in any order of dossiers and experts, and the same plan for one seed")
    func orderDoesNotMatter() throws {
        for seed in 0..<40 as Range<UInt64> {
            let problem = seed % 2 == 0 ? RandomPanels.formed(seed: seed) : RandomPanels.given(seed: seed)
            let first = try problem.solve()
            guard first.status != .infeasible else { continue }
            let second = try problem.solve(SolveOptions(seed: 7))
            #expect(abs(first.worth - second.worth) < 1e-12)
            #expect(problem.verify(second).holds, "seed \(seed)")
            #expect(try problem.solve(SolveOptions(seed: 7)) == second)
        }
    }

    // MARK: Checked

    /// Seven dossiers in three groups.
    private var seven: AssignmentProblem {
        AssignmentProblem(
            name: "seven", dossiers: (0..<7).map { .init(id: "D\($0)", demand: 2) },
            experts: (0..<6).map { .init(id: "E\($0)", maximumLoad: 4) },
            affinity: AffinityMatrix(dossierCount: 7, expertCount: 6, values: (0..<42).map { Double($0 * 7 % 11) / 8 }),
            panels: [PanelRule(.count(3))])
    }

    @Test("are refused where anything about the groups is altered")
    func everyAlterationIsFound() throws {
        let problem = seven
        let plan = try problem.solve()
        #expect(problem.verify(plan).holds && plan.groups.map(\.count).sorted() == [2, 2, 3])
        let pair = try #require(plan.groups.first { $0.count == 2 })
        let three = try #require(plan.groups.first { $0.count == 3 })
        let alterations: [(inout Plan) -> Void] = [
            // One member of a panel exchanged for somebody who has room.
            { plan in
                let place = plan.assignments.firstIndex { $0.dossier == pair[1] } ?? 0
                let panel = plan.assignments.filter { $0.dossier == pair[1] }.map(\.expert)
                let other = problem.experts.indices.first { expert in
                    !panel.contains(expert) && plan.assignments.count { $0.expert == expert } < 4
                }
                plan.assignments[place].expert = other ?? 0
                plan.assignments.sort()
            },
            { $0.groups = [] },
            { $0.groups.removeLast() },
            { $0.groups.append([0]) },
            { $0.groups.reverse() },
            { $0.groups[0].reverse() },
            { $0.groups = $0.groups.map { $0 == pair ? (pair + [three[0]]).sorted() : $0 } },
            { $0.groups = $0.groups.map { $0 == three ? Array(three.dropLast()) : $0 } },
            { $0.groups = ($0.groups.filter { $0 != pair && $0 != three } + [(pair + three).sorted()]).sorted { $0[0] < $1[0] } },
            { $0.groups = ($0.groups.filter { $0 != pair } + [[pair[0]], [pair[1]]]).sorted { $0[0] < $1[0] } },
        ]
        for (index, alter) in alterations.enumerated() {
            var altered = plan
            alter(&altered)
            #expect(!problem.verify(altered).holds, "alteration \(index)")
        }
    }

    @Test("are told of where they cannot be")
    func faults() {
        func faults(_ alter: (inout AssignmentProblem) -> Void) -> String {
            var problem = seven
            alter(&problem)
            return problem.faults.map(\.en).joined(separator: "\n")
        }
        #expect(faults { _ in }.isEmpty)
        #expect(faults { $0.dossiers[3].demand = 1 }.contains("they can't share a panel"))
        #expect(faults { $0.panels = [PanelRule(.count(8))] }.contains("7 dossiers can't make 8 groups"))
        #expect(faults { $0.panels = [PanelRule(.largest(0))] }.contains("at least one dossier"))
        #expect(faults { $0.panels.append(.listed([[0, 1]])) }.contains("two rules on shared panels"))
        #expect(faults { $0.panels = [.listed([[0, 1], [1, 2]])] }.contains("is in two groups"))
        #expect(faults { $0.panels = [.listed([[0, 9]])] }.contains("does not exist"))
        #expect(
            faults {
                $0.panels = [PanelRule(.tagged("g"))]
                $0.dossiers[0].tags["g"] = ["a", "b"]
            }.contains("several values of g"))
        #expect(
            faults {
                $0.panels = [.listed([[0, 1]])]
                $0.pins = [.init(dossier: 0, expert: 2)]
                $0.conflicts = [.init(dossier: 1, expert: 2)]
            }.contains("which shares the panel"))
    }

    // MARK: Why not

    @Test("that cannot be formed are explained by the group and its conflicts, with ways out")
    func impossibleGroup() throws {
        var problem = seven
        problem.panels = [.listed([[0, 1], [2, 3]])]
        problem.conflicts = (0..<3).map { .init(dossier: 0, expert: $0) } + (3..<5).map { .init(dossier: 1, expert: $0) }
        let plan = try problem.solve()
        #expect(plan.status == .infeasible && problem.verify(plan).holds)
        let obstacle = try #require(plan.diagnosis.first)
        #expect(obstacle.kind == .fewExperts && obstacle.dossiers == [0, 1] && obstacle.isMinimal)
        #expect(obstacle.need == 2 && obstacle.have == 1)
        #expect(obstacle.message.en.contains("“D0”, “D1” share one panel"), "\(obstacle.message.en)")
        #expect(obstacle.remedies.contains { $0.kind == .separatePanels })
        let waiver = try #require(obstacle.remedies.first { $0.kind == .waiveConflicts })
        #expect(waiver.amount == 1 && waiver.isChecked)
    }

    @Test("that loads do not allow are explained, with how much the loads would have to be raised")
    func loadsTooSmall() throws {
        var problem = seven
        problem.panels = [.listed([[0, 1, 2, 3, 4, 5, 6]])]
        let plan = try problem.solve()
        #expect(plan.status == .infeasible && problem.verify(plan).holds)
        let remedy = try #require(plan.diagnosis[0].remedies.first { $0.kind == .raiseLoads })
        #expect(remedy.amount == 6)
    }

    @Test("that nobody has room for are explained: groups come whole")
    func groupsTooLargeForLoads() throws {
        var problem = seven
        problem.panels = [PanelRule(.largest(6))]
        // Groups of four and three, and nobody may have more than two.
        for expert in problem.experts.indices { problem.experts[expert].maximumLoad = 2 }
        let plan = try problem.solve()
        #expect(plan.status == .infeasible && problem.verify(plan).holds && plan.groups.isEmpty)
        let message = plan.diagnosis[0].message.en
        #expect(message.contains("counts as a whole"), "\(message)")
        let remedy = try #require(plan.diagnosis[0].remedies.first { $0.kind == .raiseLoads })
        // As many as places are missing; whether that does for groups is not said.
        #expect(remedy.amount == 2 && !remedy.isChecked)
    }

    // MARK: Larger ones

    /// Forty dossiers and thirty experts, each of whom knows some of eight topics; panels need two specialties.
    private func larger(_ grouping: PanelRule.Grouping, seed: UInt64) -> AssignmentProblem {
        var generator = SeededGenerator(seed: seed)
        func topics(_ count: Int) -> [Int] { Array((0..<8).shuffled(using: &generator).prefix(count)) }
        let dossiers = (0..<40).map { _ in topics(2) }
        let experts = (0..<30).map { _ in topics(3) }
        let values = dossiers.flatMap { own in
            experts.map { known in
                Double(Set(own).intersection(known).count) / 4 + Double(Int.random(in: 0..<1000, using: &generator)) / 10_000
            }
        }
        return AssignmentProblem(
            name: "larger \(seed)",
            dossiers: dossiers.indices.map { .init(id: "D\($0)", demand: 3, tags: ["g": ["\($0 / 8)"]]) },
            experts: experts.indices.map { .init(id: "E\($0)", maximumLoad: 9, tags: ["s": [$0 % 3 == 0 ? "a" : "b"]]) },
            affinity: AffinityMatrix(dossierCount: 40, expertCount: 30, values: values),
            conflicts: (0..<40).map { .init(dossier: $0, expert: Int.random(in: 0..<30, using: &generator)) },
            composition: [CompositionRule(tag: "s", limit: .count(value: "a", minimum: 1, maximum: 2))],
            panels: [PanelRule(grouping)])
    }

    @Test("of forty dossiers are proven for given groups, and better where groups are formed", arguments: 0..<4 as Range<UInt64>)
    func largerOnes(seed: UInt64) throws {
        let given = larger(.tagged("g"), seed: seed)
        let first = try given.solve()
        #expect(first.status == .optimal && given.verify(first).holds)
        let formed = larger(.count(5), seed: seed)
        let second = try formed.solve()
        #expect(formed.verify(second).holds && second.groups.map(\.count) == [8, 8, 8, 8, 8])
        // Dossiers go together that the same experts suit, not such as happen to follow each other.
        #expect(second.total > 1.15 * first.total, "\(second.total) against \(first.total)")
        // The groups found, as given ones, have no better panels.
        var again = formed
        again.panels = [.listed(second.groups)]
        #expect(abs(try again.solve().total - second.total) < 1e-9)
    }

    @Test("that no grouping allows are shown to be impossible by trying all")
    func noGrouping() throws {
        var problem = seven
        problem.panels = [PanelRule(.count(3))]
        // Loads of one: everyone could have a panel, but nobody could share one.
        for expert in problem.experts.indices { problem.experts[expert].maximumLoad = 1 }
        problem.dossiers.removeLast(4)
        problem.affinity = AffinityMatrix(dossierCount: 3, expertCount: 6, values: Array(problem.affinity.values.prefix(18)))
        #expect(try problem.solve().status == .optimal)
        problem.panels = [PanelRule(.count(2))]
        let plan = try problem.solve()
        #expect(plan.status == .infeasible && problem.verify(plan).holds)
        #expect(plan.diagnosis[0].message.en.contains("all ways of dividing"))
        #expect(plan.diagnosis[0].remedies.map(\.kind) == [.separatePanels])
    }

    // MARK: Mended

    @Test("keep their groups when a plan is mended; a new dossier comes into the smallest")
    func mending() throws {
        var problem = seven
        let plan = try problem.solve()
        let recused = try #require(plan.assignments.first)
        problem.conflicts.append(.init(recused))
        let mending = try problem.keeping(plan.groups).mending(plan.assignments)
        let mended = try mending.solve()
        #expect(mended.status == .optimal && mended.groups == plan.groups && mending.verify(mended).holds)
        let group = try #require(plan.groups.first { $0.contains(recused.dossier) })
        let difference = PlanDifference(from: plan.assignments, to: mended.assignments)
        #expect(Set(difference.removed).isSuperset(of: group.map { AssignmentPair(dossier: $0, expert: recused.expert) }))

        problem.dossiers.append(.init(id: "D7", demand: 2))
        problem.affinity = AffinityMatrix(
            dossierCount: 8, expertCount: 6, values: problem.affinity.values + (0..<6).map { Double($0) / 8 })
        let kept = problem.keeping(plan.groups)
        #expect(kept.givenGroups.map(\.count).sorted() == [2, 3, 3] && kept.givenGroups.joined().contains(7))
    }
}
