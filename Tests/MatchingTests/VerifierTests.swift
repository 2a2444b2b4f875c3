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

@Suite("A forged certificate")
struct ForgedCertificateTests {
    /// One place, two experts; the plan takes the worse one.
    private let problem = AssignmentProblem(
        name: "forged", dossiers: [.init(id: "D", demand: 1)],
        experts: [.init(id: "E0", maximumLoad: 1), .init(id: "E1", maximumLoad: 1)],
        affinity: AffinityMatrix(dossierCount: 1, expertCount: 2, values: [1_000_000, 999_999]))

    private func worse(_ certificate: Certificate) -> Plan {
        Plan(
            status: .optimal, objective: .fair, assignments: [.init(dossier: 0, expert: 1)], total: 999_999, floor: 999_999,
            bound: 999_999, gap: 0, floorBound: 999_999, certificate: certificate, diagnosis: [])
    }

    /// A worth of 10^12 units times this multiplier is beyond 64 bits, and below zero in what is left of it.
    @Test("is refused where its numbers would overflow")
    func overflow() {
        let multiplier = 12_000_000
        // What the bound came to when it was computed with what was left: below the floor's own total.
        let bound = -multiplier * 999_999 * 1000
        let forged = Certificate(scale: 1_000_000, resolution: 1000, duals: [.floor(dossier: 0): -multiplier], bound: bound)
        #expect(!problem.verify(worse(forged)).holds)
    }

    @Test("is refused where a multiplier is out of all range", arguments: [Int.min, .min + 1, .max, 1 << 58 + 1])
    func largest(multiplier: Int) {
        for requirement in [Requirement.load(expert: 0), .demand(dossier: 0), .floor(dossier: 0)] {
            let forged = Certificate(scale: 1_000_000, resolution: 1, duals: [requirement: multiplier])
            #expect(!problem.verify(worse(forged)).holds)
        }
    }
}
