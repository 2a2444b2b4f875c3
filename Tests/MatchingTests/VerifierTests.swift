import Matching
import Programme
import Testing

@Suite struct VerifierTests {
    private func solved() throws -> (AssignmentProblem, Plan) {
        var problem = AssignmentProblem(
            name: "sound", dossiers: (0..<6).map { .init(id: "D\($0)", demand: 2) },
            experts: (0..<5).map { .init(id: "E\($0)", maximumLoad: 3) },
            affinity: AffinityMatrix(
                dossierCount: 6, expertCount: 5, values: (0..<30).map { Double($0 * 7 % 11) / 8 }))
        problem.conflicts = [.init(dossier: 0, expert: 0)]
        return (problem, try problem.solve())
    }

    @Test func soundPlanHolds() throws {
        let (problem, plan) = try solved()
        let verification = problem.verify(plan)
        #expect(verification.holds)
        #expect(verification.facts.contains { $0.en == "the certificate proves that no plan has a larger total" })
    }

    @Test func everyAlterationIsFound() throws {
        let (problem, plan) = try solved()
        let alterations: [(inout Plan) -> Void] = [
            { $0.assignments.removeLast() },
            { $0.assignments.append($0.assignments[0]) },
            { $0.assignments.swapAt(0, 1) },
            { $0.assignments[0] = AssignmentPair(dossier: 0, expert: 0) },
            { $0.assignments[0] = AssignmentPair(dossier: 9, expert: 0) },
            { $0.total += 0.125 },
            { $0.floor = ($0.floor ?? 0) + 0.125 },
            { $0.floor = nil },
            { $0.bound = $0.total - 1 },
            { $0.bound = $0.total + 1 },
            { $0.gap = 0.5 },
            { $0.certificate = nil },
            { $0.certificate?.bound -= 1 },
            { $0.certificate?.duals[.demand(dossier: 0), default: 0] += 1_000_000_000_000_000 },
            { $0.certificate?.duals[.demand(dossier: 99)] = 1 },
            { $0.certificate?.duals[.load(expert: 0)] = .max },
            { $0.certificate?.scale = 10 },
            { $0.certificate?.resolution = 0 },
        ]
        for (index, alter) in alterations.enumerated() {
            var altered = plan
            alter(&altered)
            #expect(!problem.verify(altered).holds, "alteration \(index)")
        }
    }

    /// A floor binds only dossiers that need someone: "proving" by the floor of another one is no proof.
    @Test func floorOfADossierWithoutDemandProvesNothing() throws {
        let problem = AssignmentProblem(
            name: "idle", dossiers: [.init(id: "D0", demand: 0), .init(id: "D1", demand: 1)],
            experts: [.init(id: "E0", maximumLoad: 1)],
            affinity: AffinityMatrix(dossierCount: 2, expertCount: 1, values: [0.5, 0.5]))
        var plan = try problem.solve(SolveOptions(objective: .fair))
        let honest: [Requirement: Int] = [.demand(dossier: 1): 500_000]
        plan.certificate = Certificate(scale: 1_000_000, resolution: 1, duals: honest, bound: 500_000)
        #expect(problem.verify(plan).holds)
        let idle: [Requirement: Int] = [.floor(dossier: 0): -1, .demand(dossier: 0): 10_000_000]
        plan.certificate = Certificate(
            scale: 1_000_000, resolution: 1, duals: honest.merging(idle) { $1 }, bound: 0)
        #expect(!problem.verify(plan).holds)
    }

    /// A bound that only comes out because sums wrap around.
    @Test func multipliersThatOverflowProveNothing() throws {
        let problem = AssignmentProblem(
            name: "fine", dossiers: [.init(id: "D", demand: 1)], experts: [.init(id: "E", maximumLoad: 1)],
            affinity: AffinityMatrix(dossierCount: 1, expertCount: 1, values: [1 / 3]))
        var plan = try problem.solve()
        let scale = 1 << 46
        let weight = Int((Double(scale) / 3).rounded())
        let wrapped = weight &* 1_000_000 / 1_000_000
        #expect(0 < wrapped && wrapped < weight)
        plan.certificate = Certificate(scale: scale, resolution: 1_000_000, duals: [:], bound: wrapped)
        #expect(!problem.verify(plan).holds)
        plan.certificate = Certificate(scale: scale, resolution: 1, duals: [:], bound: weight)
        #expect(problem.verify(plan).holds)
    }
}
