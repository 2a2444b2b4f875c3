import Matching
import Testing

/// How scarce an expert is, against trying everything.
@Suite struct ExpertExplanationTests {
    /// The problem of all others, as if the expert had never been asked.
    private func others(of expert: Int, in problem: AssignmentProblem) -> AssignmentProblem {
        func moved(_ index: Int) -> Int { index < expert ? index : index - 1 }
        func moved(_ pair: AssignmentPair) -> AssignmentPair { .init(dossier: pair.dossier, expert: moved(pair.expert)) }
        func moved(_ scope: Scope) -> Scope {
            guard case .listed(let indices) = scope else { return scope }
            return .listed(indices.filter { $0 != expert }.map(moved))
        }
        var rest = problem
        rest.experts.remove(at: expert)
        let values = problem.dossiers.indices.flatMap { dossier in
            problem.experts.indices.filter { $0 != expert }.map { problem.affinity[dossier, $0] }
        }
        rest.affinity = AffinityMatrix(
            dossierCount: problem.dossiers.count, expertCount: rest.experts.count, values: values)
        rest.conflicts = problem.conflicts.filter { $0.pair.expert != expert }.map { .init(moved($0.pair), price: $0.price) }
        rest.pins = problem.pins.filter { $0.pair.expert != expert }.map { .init(moved($0.pair), price: $0.price) }
        rest.neverTogether = problem.neverTogether.filter { $0.first != expert && $0.second != expert }
            .map { .init(moved($0.first), moved($0.second), price: $0.price) }
        rest.neverMutual = problem.neverMutual.filter { $0.first.expert != expert && $0.second.expert != expert }
            .map { .init(moved($0.first), moved($0.second), price: $0.price) }
        for index in rest.loads.indices { rest.loads[index].experts = moved(rest.loads[index].experts) }
        return rest
    }

    @Test(arguments: [false, true], 0..<4) func everyExpert(isSoft: Bool, block: UInt64) throws {
        var (lost, needed, gained, byCertificate) = (0, 0, 0, 0)
        for seed in block * 60..<block * 60 + 60 {
            let problem = randomProblem(seed: seed, isSoft: isSoft)
            let plan = try problem.solve()
            guard plan.status == .optimal else { continue }
            for expert in problem.experts.indices {
                let name = Comment(rawValue: "\(problem.name), expert \(expert)")
                let explanation = try problem.explain(expert: expert, in: plan)
                #expect(explanation.load == plan.assignments.count { $0.expert == expert }, name)
                if let best = ExhaustiveSearch(others(of: expert, in: problem)).best {
                    let found = try #require(explanation.without.found, name)
                    #expect(found.isProven && abs(found.worth - best) < 1e-9, name)
                    #expect(abs(found.loss - (plan.worth - best)) < 1e-9, name)
                    if let certified = explanation.without.certifiedLoss { #expect(certified <= found.loss + 1e-12, name) }
                    #expect(explanation.classes.allSatisfy { !$0.isShortWithout }, name)
                    if found.loss > 0 { lost += 1 }
                } else {
                    guard case .impossible = explanation.without.outcome else {
                        Issue.record("\(name) is indispensable")
                        continue
                    }
                    needed += 1
                }
                var more = problem
                more.experts[expert].maximumLoad += 1
                let best = try #require(ExhaustiveSearch(more).best)
                guard let found = explanation.oneMore?.found else {
                    #expect(abs(best - plan.worth) < 1e-9, name)
                    continue
                }
                #expect(abs(found.worth - best) < 1e-9, name)
                if found.loss < 0 { gained += 1 }
                if found.isByCertificate { byCertificate += 1 }
            }
        }
        #expect(lost > 0 && gained + byCertificate > 0)
        #expect(isSoft || needed > 5)
    }

    /// One dossier more for an expert who is wanted twice is worth what it brings, and nothing where that is proven already.
    @Test func oneMore() throws {
        let problem = AssignmentProblem(
            name: "more", dossiers: (0..<2).map { .init(id: "D\($0)", demand: 1) },
            experts: (0..<3).map { .init(id: "E\($0)", maximumLoad: 1) },
            affinity: AffinityMatrix(dossierCount: 2, expertCount: 3, values: [1, 0.25, 0, 0.875, 0.25, 0]))
        let plan = try problem.solve()
        let wanted = try #require(try problem.explain(expert: 0, in: plan).oneMore?.found)
        #expect(wanted.loss == -0.625 && wanted.worth == 1.875 && !wanted.isByCertificate)
        let idle = try #require(try problem.explain(expert: 2, in: plan).oneMore?.found)
        #expect(idle.loss == 0 && idle.isByCertificate && idle.difference == PlanDifference(from: [], to: []))
    }

    /// Classes are counted: what panels need, what their experts can take.
    @Test func scarceClass() throws {
        let problem = AssignmentProblem(
            name: "scarce", dossiers: (0..<4).map { .init(id: "D\($0)", demand: 2) },
            experts: (0..<6).map { .init(id: "E\($0)", maximumLoad: 3, tags: ["s": [$0 < 2 ? "finance" : "other"]]) },
            affinity: AffinityMatrix(dossierCount: 4, expertCount: 6, values: (0..<24).map { Double($0 % 5) / 8 }),
            conflicts: [.init(dossier: 0, expert: 1), .init(dossier: 1, expert: 1)],
            composition: [.init(tag: "s", limit: .count(value: "finance", minimum: 1, maximum: nil))])
        let explanation = try problem.explain(expert: 0, in: try problem.solve())
        let scarce = try #require(explanation.classes.first)
        #expect(explanation.classes.count == 1 && scarce.value == "finance" && scarce.expertCount == 2)
        #expect(scarce.need == 4 && scarce.capacity == 5 && scarce.capacityWithout == 2 && scarce.isShortWithout)
        guard case .impossible = explanation.without.outcome else { return #expect(Bool(false), "counting proves it") }
        #expect(try problem.explain(expert: 3, in: try problem.solve()).classes.isEmpty)
    }
}
