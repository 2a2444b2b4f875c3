import Formats
import Foundation
import Matching
import Programme
import Testing

@testable import Workflow

@Suite("The plan of a round explained")
struct PlanExplanationTests {
    /// The problem of a round as `assignment instance` writes it.
    private func problem(_ round: MiniRound) async throws -> AssignmentProblem {
        return try InstanceFile(bytes: Array(try await round.office.instance(as: "A-1").utf8), file: "instance") {
            name throws(Failure) in
            throw .failed(Text(verbatim: name))
        }.problem
    }

    private func planned() async throws -> MiniRound {
        let round = try await DrawnLibraries.round()
        try await round.draw()
        _ = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        return round
    }

    @Test("figures are those of the round's instance, before and after the plan is approved")
    func figures() async throws {
        let round = try await planned()
        let problem = try await problem(round)
        let best = try problem.solve()
        for stage in [Stage.assignment, .reviews] {
            for pair in best.assignments.prefix(3) {
                let (dossier, expert) = (problem.dossiers[pair.dossier].id, problem.experts[pair.expert].id)
                let told = try await round.office.explain(pair: (dossier, expert), as: "A-1")
                #expect(told.remark == nil)
                let answer = try #require(told.answers.pair)
                #expect(answer.worth == best.total)
                let other = answer.inPlan ? problem.forbidding(pair) : problem.forcing(pair)
                #expect(answer.alternative?.worth == (try other.solve().total), "\(dossier) \(expert) \(stage)")
            }
            let expert = best.assignments[0].expert
            let scarce = try #require(
                try await round.office.explain(expert: problem.experts[expert].id, as: "S-1").answers.expert)
            let without = try problem.without(expert: expert).solve()
            #expect(scarce.without.worth == (without.status == .infeasible ? nil : without.total))
            #expect(try await round.office.explain(tightest: 2, as: "S-1").answers.tightest?.count == 2)
            guard stage == .assignment else { continue }
            _ = try await round.office.approvePlan(nil, as: "S-1")
            _ = try await round.office.advance(as: "S-1", despite: nil)
        }
    }

    @Test("each expert who could read a dossier has the least that it would cost, and that is no more than it costs")
    func costs() async throws {
        let round = try await planned()
        let explanation = try await round.office.explain("V-3", as: "A-1")
        let free = explanation.others.filter { !$0.barred }
        #expect(!free.isEmpty && explanation.closeness != nil && explanation.remark == nil)
        var isCostly = false
        for other in free {
            let least = try #require(other.loss)
            let answer = try await round.office.explain(pair: ("V-3", other.expert.id), as: "A-1").answers.pair
            guard let alternative = answer?.alternative, let loss = alternative.loss else { continue }
            #expect(least <= loss, "\(other.expert.id)")
            #expect(alternative.certifiedLoss.map { least <= $0 } ?? true)
            if least > 0 {
                isCostly = true
                #expect(other.reasons[0].en.contains("\(least) lower") && other.reasons[0].zh.contains("\(least)"))
            }
        }
        #expect(isCostly)
        let closeness = try #require(explanation.closeness)
        #expect(closeness.together.atLeast <= closeness.alone.atLeast && closeness.alone.atMost != nil)
    }

    @Test("what changed since the plan was made is said, and figures are for the round as it is")
    func changed() async throws {
        let round = try await planned()
        let plan = try await round.office.approvePlan(nil, as: "S-1")
        let pair = plan.pairs[0]
        _ = try await round.office.enterConflict(
            expert: pair[1], dossier: pair[0], ground: .interest, reason: "示例", as: "S-1")
        let told = try await round.office.explain(pair: (pair[0], pair[1]), as: "A-1")
        #expect(told.remark?.en.contains("have changed since plan 1") == true)
        let answer = try #require(told.answers.pair)
        #expect(!answer.inPlan && answer.bond == .conflict)
        #expect(answer.worth == (try await problem(round).solve().total))
        #expect(try await round.office.explain(pair[0], as: "A-1").remark != nil)
    }

    @Test("only those may ask who may see the assignment, and only about what there is")
    func refusals() async throws {
        let round = try await DrawnLibraries.round()
        let early = await refusal { _ = try await round.office.explain(pair: ("V-3", "E-05"), as: "A-1") }
        #expect(early?.text.en.contains("There is no plan yet") == true)
        try await round.draw()
        _ = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        for person in ["C-1", "E-05"] {
            #expect(await refusal { _ = try await round.office.explain(pair: ("V-3", "E-05"), as: person) }?.isNotPermitted == true)
            #expect(await refusal { _ = try await round.office.explain(expert: "E-05", as: person) }?.isNotPermitted == true)
            #expect(await refusal { _ = try await round.office.explain(tightest: 1, as: person) }?.isNotPermitted == true)
            #expect(await refusal { _ = try await round.office.explain("V-3", as: person) }?.isNotPermitted == true)
        }
        #expect(await refusal { _ = try await round.office.explain(pair: ("V-9", "E-05"), as: "A-1") } != nil)
        #expect(await refusal { _ = try await round.office.explain(pair: ("V-3", "E-99"), as: "A-1") } != nil)
        #expect(await refusal { _ = try await round.office.explain(expert: "E-99", as: "A-1") } != nil)
        let refused = await refusal { _ = try await round.office.explain(pair: ("V-4", "E-05"), as: "A-1") }
        #expect(refused?.text.en.contains("V-4 was refused at intake") == true)
    }
}
