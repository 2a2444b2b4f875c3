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
}
