@testable import Matching
import Programme
import Testing

/// Proofs by cases, where fractions of pairs would be better than whole ones.
@Suite struct CaseProofTests {
    /// Of each dossier one special pair; no two of these may be assigned together, yet halves of all could be. `fillers`
    /// is how many dossiers the expert takes who suits nobody.
    private func exclusive(_ count: Int, fillers: Int) -> AssignmentProblem {
        let values = (0..<count).flatMap { dossier in (0...count).map { $0 == dossier ? 1.0 : $0 == count ? 0.25 : .nan } }
        var problem = AssignmentProblem(
            name: "exclusive", dossiers: (0..<count).map { .init(id: "D\($0)", demand: 1) },
            experts: (0..<count).map { .init(id: "E\($0)", maximumLoad: 1) } + [.init(id: "F", maximumLoad: fillers)],
            affinity: AffinityMatrix(dossierCount: count, expertCount: count + 1, values: values))
        for first in 0..<count {
            for second in first + 1..<count {
                problem.neverMutual.append(
                    .init(.init(dossier: first, expert: first), .init(dossier: second, expert: second)))
            }
        }
        return problem
    }

    @Test func aBestPlanIsProvenThoughFractionsWouldBeBetter() throws {
        let problem = exclusive(5, fillers: 5)
        let plan = try problem.solve()
        #expect(plan.status == .optimal && plan.total == 2)
        let certificate = try #require(plan.certificate)
        #expect(certificate.bound > 2_000_000)
        #expect(certificate.cases != nil)
        let verification = problem.verify(plan)
        #expect(verification.holds)
        #expect(verification.facts.contains { $0.en == "the certificate proves that no plan has a larger total" })
    }

    @Test func impossibilityIsProvenThoughFractionsWouldDo() throws {
        let problem = exclusive(4, fillers: 2)
        let plan = try problem.solve()
        #expect(plan.status == .infeasible)
        guard case .split? = plan.impossibilityProof else {
            Issue.record("no proof by cases: \(String(describing: plan.impossibilityProof))")
            return
        }
        #expect(problem.verify(plan).facts.contains { $0.en == "the proof holds that no plan satisfies every requirement" })
        var solvable = problem
        solvable.experts[4].maximumLoad = 3
        #expect(!AssignmentModel(solvable).provesImpossibility(try #require(plan.impossibilityProof)))
    }

    @Test func everyAlterationIsFound() throws {
        let problem = exclusive(5, fillers: 5)
        let plan = try problem.solve()
        guard case .split(let pair, let with, let without)? = plan.certificate?.cases else {
            Issue.record("no proof by cases")
            return
        }
        let proofs: [CaseProof] = [
            .split(pair, with: without, without: with), .split(pair, with: with, without: .shown(Charges([:]))),
            .split(pair, with: .shown(Charges([:])), without: without), with, without, .shown(Charges([:])),
            .split(.init(dossier: 0, expert: 1), with: with, without: without),
            .split(.init(dossier: 0, expert: 99), with: with, without: without),
            .split(.init(dossier: -1, expert: 0), with: with, without: without),
        ]
        for (index, proof) in proofs.enumerated() {
            var altered = plan
            altered.certificate?.cases = proof
            #expect(!problem.verify(altered).holds, "alteration \(index)")
        }
    }

    /// What a solved problem claims does not rest on a search, but for a floor now and then that the solver's tolerance blurs.
    @Test(arguments: [false, true], 0..<4) func everyClaimIsShown(isSoft: Bool, block: UInt64) throws {
        var open = 0
        for seed in block * 50..<block * 50 + 50 {
            let problem = randomProblem(seed: seed, isSoft: isSoft)
            for objective in [.total, .fair] as [SolveOptions.Objective] {
                for order in [0, 7] as [UInt64] {
                    let verification = problem.verify(try problem.solve(SolveOptions(objective: objective, seed: order)))
                    let isOpen = verification.facts.contains { $0.en.contains("by search") || $0.en.contains("branch and bound") }
                    #expect(verification.holds && !(isOpen && objective == .total), "seed \(seed), order \(order): \(verification)")
                    open += isOpen ? 1 : 0
                }
            }
        }
        #expect(open <= 2)
    }
}
