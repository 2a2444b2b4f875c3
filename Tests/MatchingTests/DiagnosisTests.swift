import Matching
import Programme
import Testing

@Suite struct DiagnosisTests {
    private func problem(_ demands: [Int], _ loads: [Int]) -> AssignmentProblem {
        AssignmentProblem(
            name: "impossible", dossiers: demands.enumerated().map { .init(id: "D\($0)", demand: $1) },
            experts: loads.enumerated().map {
                .init(id: "E\($0)", maximumLoad: $1, tags: ["s": [$0 == 0 ? "law" : "money"]])
            },
            affinity: AffinityMatrix(
                dossierCount: demands.count, expertCount: loads.count,
                values: (0..<demands.count * loads.count).map { Double($0 % 5) / 4 }))
    }

    @Test func tooFewExperts() throws {
        var problem = problem([1, 3], [5, 5, 5])
        problem.conflicts = [.init(dossier: 1, expert: 0)]
        let plan = try problem.solve()
        #expect(plan.status == .infeasible)
        let obstacle = try #require(plan.diagnosis.first)
        #expect(obstacle.kind == .fewExperts)
        #expect(obstacle.dossiers == [1] && obstacle.need == 3 && obstacle.have == 2)
        #expect(plan.assignments.count == 3)
        let waiver = try #require(obstacle.remedies.first { $0.kind == .waiveConflicts })
        #expect(waiver.amount == 1 && waiver.isChecked)
    }

    @Test func tooLittleCapacity() throws {
        let plan = try problem([2, 2, 2], [2, 2, 1]).solve()
        let obstacle = try #require(plan.diagnosis.first)
        #expect(obstacle.kind == .capacity && obstacle.need == 6 && obstacle.have == 5)
        #expect(plan.assignments.count == 5)
        let raise = try #require(obstacle.remedies.first { $0.kind == .raiseLoads })
        #expect(raise.amount == 1 && raise.isChecked)
    }

    @Test func tooFewOfAClass() throws {
        var problem = problem([2, 2, 2], [1, 3, 3])
        problem.composition = [.init(tag: "s", limit: .count(value: "law", minimum: 1, maximum: nil))]
        let plan = try problem.solve()
        let obstacle = try #require(plan.diagnosis.first)
        #expect(obstacle.need == 2 && obstacle.have == 1 && obstacle.experts == [0])
        #expect(plan.assignments.count == 6)
    }

    @Test func rulesThatClash() throws {
        var problem = problem([2], [1, 1, 1])
        problem.neverTogether = [.init(0, 1), .init(0, 2), .init(1, 2)]
        let plan = try problem.solve()
        let obstacle = try #require(plan.diagnosis.first)
        #expect(obstacle.kind == .clash && obstacle.dossiers == [0])
        #expect(plan.assignments.count == 1)
        #expect(obstacle.remedies.contains { $0.kind == .lowerDemands && $0.amount == 1 && $0.isChecked })
    }

    @Test func pinsThatClash() throws {
        var problem = problem([1, 1], [2, 1])
        problem.pins = [.init(dossier: 0, expert: 0), .init(dossier: 0, expert: 1)]
        let plan = try problem.solve()
        #expect(plan.status == .infeasible)
        let obstacle = try #require(plan.diagnosis.first)
        #expect(obstacle.need == 2 && obstacle.have == 1)
        #expect(obstacle.remedies.contains { $0.kind == .unpin && $0.amount == 1 && $0.isChecked })
        #expect(plan.assignments.count == 2)
    }

    /// A remedy for one expert is checked with a rule of their own; the others keep theirs.
    @Test func categoryLoadsThatClash() throws {
        var problem = problem([2, 2], [3, 3])
        problem.loads = [LoadRule(dossiers: .listed([0, 1]), maximum: 1)]
        let plan = try problem.solve()
        let obstacle = try #require(plan.diagnosis.first)
        #expect(obstacle.kind == .clash && obstacle.message.en.contains("at most 1 of the dossiers “D0”, “D1”"))
        #expect(plan.assignments.count == 2)
        let raise = try #require(obstacle.remedies.first { $0.kind == .raiseLoads })
        #expect(raise.amount == 2 && raise.isChecked)
        #expect(raise.message.en.contains("“E0”, “E1” to at most 2 of the dossiers"))
        #expect(problem.verify(plan).holds)
    }

    @Test func categoryLoadsNobodyCanReach() throws {
        var problem = problem([1, 1], [2, 2])
        problem.conflicts = [.init(dossier: 0, expert: 0)]
        problem.loads = [LoadRule(experts: .listed([0]), dossiers: .listed([0]), minimum: 1)]
        let plan = try problem.solve()
        let obstacle = try #require(plan.diagnosis.first)
        #expect(obstacle.kind == .clash && obstacle.experts == [0])
        #expect(obstacle.remedies.contains { $0.kind == .lowerMinimumLoads && $0.amount == 1 && $0.isChecked })
    }

    @Test func minimumLoadsBeyondAllPlaces() throws {
        var problem = problem([1], [2, 2])
        problem.experts[0].minimumLoad = 1
        problem.experts[1].minimumLoad = 1
        let plan = try problem.solve()
        let obstacle = try #require(plan.diagnosis.first)
        #expect(obstacle.need == 2 && obstacle.have == 1)
        #expect(plan.assignments.count == 1)
    }
}
