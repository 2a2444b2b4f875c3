@testable import Matching
import Programme
import Testing

/// Leads of panels: the engine against trying everything, and what its checks find.
@Suite struct LeadTests {
    private func check(_ plan: Plan, of problem: AssignmentProblem, against search: ExhaustiveSearch, _ best: Double?) {
        let seed = Comment(rawValue: problem.name)
        let verification = problem.verify(plan)
        #expect(verification.holds, "\(problem.name): \(verification.faults.map(\.en))")
        guard let best else {
            #expect(plan.status == .infeasible && !plan.diagnosis.isEmpty, seed)
            return
        }
        #expect(plan.status == .optimal, seed)
        #expect(abs(plan.worth - best) < 1e-9, seed)
        #expect(plan.gap == 0 && plan.bound == plan.worth, seed)
        // The numbers that were not set are the smallest.
        let own = problem.withMaxima(of: plan.leads)
        let found = problem.leads.indices.filter { problem.leads[$0].maximum == nil && !problem.panels(of: problem.leads[$0]).isEmpty }
        let expected = zip(problem.leads.indices.filter { problem.leads[$0].maximum == nil }, search.leastLeads ?? [])
        for (rule, least) in expected where found.contains(rule) { #expect(own.leads[rule].maximum == least, seed) }
    }

    @Test(arguments: [false, true], 0..<8) func total(isSoft: Bool, block: UInt64) throws {
        var leads = 0
        for seed in block * 80..<block * 80 + 80 {
            let problem = randomProblemWithLeads(seed: seed, isSoft: isSoft)
            let search = ExhaustiveSearch(problem)
            let plan = try problem.solve()
            check(plan, of: problem, against: search, search.best)
            leads += plan.leads.count
        }
        #expect(leads > 20)
    }

    @Test(arguments: [false, true], 0..<2) func fair(isSoft: Bool, block: UInt64) throws {
        for seed in block * 60..<block * 60 + 60 {
            let problem = randomProblemWithLeads(seed: seed, isSoft: isSoft)
            let search = ExhaustiveSearch(problem)
            let plan = try problem.solve(SolveOptions(objective: .fair))
            check(plan, of: problem, against: search, search.bestFair?.value)
            if let best = search.bestFair { #expect(abs((plan.floor ?? 0) - best.floor) < 1e-9, "seed \(seed)") }
        }
    }

    @Test(arguments: [false, true]) func orderDoesNotMatter(isSoft: Bool) throws {
        for seed in 0..<80 as Range<UInt64> {
            let problem = randomProblemWithLeads(seed: seed, isSoft: isSoft)
            let first = try problem.solve()
            let second = try problem.solve(SolveOptions(seed: 7))
            #expect(first.status == second.status, "seed \(seed)")
            #expect(problem.verify(second).holds, "seed \(seed): \(problem.verify(second).faults.map(\.en))")
            #expect(try problem.solve(SolveOptions(seed: 7)) == second)
            guard first.status != .infeasible else { continue }
            #expect(abs(first.worth - second.worth) < 1e-12, "seed \(seed)")
        }
    }

    /// The requirements named can't hold together, and whichever of them is left out, the others can.
    @Test(arguments: [false, true], 0..<4) func smallestClashes(isSoft: Bool, block: UInt64) throws {
        var clashes = 0
        var leads = 0
        for seed in block * 100..<block * 100 + 100 {
            let problem = randomProblemWithLeads(seed: seed, isSoft: isSoft)
            for obstacle in try problem.solve().diagnosis {
                clashes += 1
                leads += obstacle.requirements.contains(where: \.isLead) ? 1 : 0
                let named = Comment(rawValue: "seed \(seed): \(obstacle.message.en)")
                #expect(obstacle.isMinimal && !obstacle.requirements.isEmpty, named)
                #expect(!HoldingSearch(problem, obstacle.requirements).isPossible, named)
                for requirement in obstacle.requirements {
                    let others = obstacle.requirements.filter { $0 != requirement }
                    #expect(HoldingSearch(problem, others).isPossible, "\(named), without \(requirement)")
                }
                for remedy in obstacle.remedies { #expect(remedy.isChecked && remedy.amount > 0, "\(named): \(remedy.message.en)") }
            }
        }
        #expect(clashes > 5 && leads > 3)
    }

    // MARK: Cuts

    private func duty(ofPanels panelCount: Int, experts expertCount: Int, maximum: Int) -> LeadDuty {
        let problem = AssignmentProblem(
            name: "", dossiers: (0..<panelCount).map { .init(id: "\($0)", demand: 1) },
            experts: (0..<expertCount).map { .init(id: "\($0)", maximumLoad: 9) },
            affinity: AffinityMatrix(
                dossierCount: panelCount, expertCount: expertCount, values: .init(repeating: 0, count: panelCount * expertCount)),
            leads: [.init(maximum: maximum)])
        return LeadDuty(problem, 0)
    }

    /// Whether leads exist is what the cuts say, for whole pairs; and a cut that is told to be broken is.
    @Test func cutsSayWhetherThereAreLeads() {
        var chance = SeededGenerator(seed: 5)
        for round in 0..<400 {
            let (panelCount, expertCount) = (Int.random(in: 1...7, using: &chance), Int.random(in: 1...5, using: &chance))
            let duty = duty(ofPanels: panelCount, experts: expertCount, maximum: Int.random(in: 1...3, using: &chance))
            let panels = (0..<panelCount).map { _ in (0..<expertCount).filter { _ in Int.random(in: 0...2, using: &chance) == 0 } }
            let led = duty.leads { panels[$0] }
            let shares = panels.map { $0.map { (expert: $0, share: 1.0) } }
            let cuts = duty.cuts(brokenOn: duty.panels, by: shares, beyond: 0.5)
            let isEmpty = panels.contains { $0.isEmpty }
            #expect((!isEmpty && cuts.isEmpty) || led.contains { $0 == nil }, "round \(round)")
            #expect(led.allSatisfy { $0 != nil } == (cuts.isEmpty && !isEmpty) || !duty.isCapped, "round \(round)")
            for cut in cuts {
                #expect(duty.contains(cut))
                let counted = duty.counted(by: cut)
                #expect(cut.panels.reduce(0) { $0 + panels[$1].count { counted.contains($0) } } < duty.least(of: cut))
            }
        }
    }

    /// Leads are as even as can be, against trying all; and of earlier leads as many stay as can.
    @Test func leadsAreEvenAndStay() {
        var chance = SeededGenerator(seed: 6)
        for round in 0..<300 {
            let (panelCount, expertCount) = (Int.random(in: 1...5, using: &chance), Int.random(in: 1...4, using: &chance))
            let duty = duty(ofPanels: panelCount, experts: expertCount, maximum: Int.random(in: 1...3, using: &chance))
            let panels = (0..<panelCount).map { _ in (0..<expertCount).filter { _ in Int.random(in: 0...1, using: &chance) == 0 } }
            let earlier = Dictionary(uniqueKeysWithValues: (0..<panelCount).map { ($0, Int.random(in: 0..<expertCount, using: &chance)) })
            for keeps in [false, true] {
                let led = duty.leads(among: { panels[$0] }, keeping: keeps ? earlier : [:])
                #expect(zip(led, panels).allSatisfy { $0 == nil || $1.contains($0!) })
                let own = measure(led, keeps ? earlier : [:])
                let best = all(panels, duty.maximum).map { measure($0, keeps ? earlier : [:]) }.min { $0.lexicographicallyPrecedes($1) }
                #expect(own == best, "round \(round)")
            }
        }
    }

    /// Which panels have no lead, those that come first last; changed leads; unevenness: all to be small, in this order.
    private func measure(_ leads: [Int?], _ earlier: [Int: Int]) -> [Int] {
        var counts: [Int: Int] = [:]
        for lead in leads.compactMap(\.self) { counts[lead, default: 0] += 1 }
        let changed = leads.enumerated().count { $1 != nil && earlier[$0] != nil && earlier[$0] != $1 }
        return leads.map { $0 == nil ? 1 : 0 } + [changed, counts.values.reduce(0) { $0 + $1 * $1 }]
    }

    private func all(_ panels: [[Int]], _ maximum: Int) -> [[Int?]] {
        var choices: [[Int?]] = [[]]
        for panel in panels {
            choices = choices.flatMap { choice in
                [choice + [nil]] + panel.filter { expert in choice.count { $0 == expert } < maximum }.map { choice + [$0] }
            }
        }
        return choices
    }

    // MARK: The verifier

    /// Leads so scarce that the bound needs a cut: who suits both dossiers best may lead only one of them.
    private var scarce: AssignmentProblem {
        AssignmentProblem(
            name: "scarce", dossiers: (0..<4).map { .init(id: "D\($0)", demand: 2) },
            experts: (0..<6).map { .init(id: "E\($0)", maximumLoad: 3, tags: ["seniority": [$0 < 3 ? "senior" : "junior"]]) },
            affinity: AffinityMatrix(
                dossierCount: 4, expertCount: 6,
                values: (0..<24).map { [9, 1, 2, 8, 7, 6][$0 % 6] + Double($0 / 6) / 8 }),
            leads: [.init(experts: .tagged("seniority", value: "senior"), maximum: 2)])
    }

    @Test func aCutIsPartOfTheProof() throws {
        let plan = try scarce.solve()
        let verification = scarce.verify(plan)
        #expect(plan.status == .optimal && verification.holds, "\(verification.faults.map(\.en))")
        #expect(plan.leads.count == 4 && plan.certificate?.duals.keys.contains(where: \.isLeadCut) == true)
        #expect(verification.facts.contains { $0.en == "the certificate proves that no plan has a larger total" })
        #expect(verification.facts.contains { $0.en == "4 panels have a lead, nobody leads more than 2, as even as it can be" })
    }

    @Test func alteredLeadsAndCutsAreFound() throws {
        let plan = try scarce.solve()
        let cut = try #require(plan.certificate?.duals.first { $0.key.isLeadCut })
        guard case .leadCut(let own) = cut.key else { return }
        func other(_ change: (inout LeadCut) -> Void) -> (inout Plan) -> Void {
            var changed = own
            change(&changed)
            return { plan in
                plan.certificate?.duals[.leadCut(own)] = nil
                plan.certificate?.duals[.leadCut(changed)] = cut.value
            }
        }
        let alterations: [(inout Plan) -> Void] = [
            { $0.leads = [] },
            { $0.leads.removeLast() },
            { $0.leads.append($0.leads[0]) },
            { $0.leads.swapAt(0, 1) },
            { $0.leads[0].expert = 4 },
            { $0.leads[0].expert = 9 },
            { $0.leads[0].dossier = 9 },
            { plan in plan.leads = plan.leads.map { AssignmentPair(dossier: $0.dossier, expert: 0) } },
            { $0.certificate?.duals[.leadCut(own)] = nil },
            { $0.certificate?.duals[.leadCut(own)] = -cut.value },
            { $0.certificate?.duals[.leadCut(own)] = 2 * cut.value },
            { $0.certificate?.duals[.lead(rule: 1, dossier: 0)] = -1 },
            other { $0.rule = 1 },
            other { $0.panels.removeLast() },
            other { $0.panels.append(9) },
            other { $0.panels.append($0.panels[0]) },
            other { $0.experts.append(4) },
            other { $0.experts.append(-1) },
            other { $0.experts.append($0.experts[0]) },
        ]
        for (index, alter) in alterations.enumerated() {
            var altered = plan
            alter(&altered)
            #expect(altered != plan && !scarce.verify(altered).holds, "alteration \(index)")
        }
        var looser = scarce
        looser.leads[0].maximum = 3
        #expect(!looser.verify(plan).holds)
        var tighter = scarce
        tighter.leads[0].maximum = 1
        #expect(!tighter.verify(plan).holds)
    }

    // MARK: Words

    @Test func tooFewLeadsAreCounted() throws {
        var problem = scarce
        problem.leads[0].maximum = 1
        let plan = try problem.solve()
        #expect(plan.status == .infeasible && problem.verify(plan).holds)
        let obstacle = try #require(plan.diagnosis.first)
        #expect(obstacle.kind == .leads && obstacle.isMinimal && (obstacle.need, obstacle.have) == (4, 3))
        #expect(
            obstacle.message.en.hasPrefix(
                "4 panels (dossiers “D0”, “D1”, “D2”, “D3”) need a lead, but the 3 experts who may lead them take 1 each, 3 in all"),
            "\(obstacle.message.en)")
        #expect(obstacle.message.zh.hasPrefix("4 个评审组（材料“D0”、“D1”、“D2”、“D3”）各须有组长，而可任组长的 3 名专家每人至多任 1 组，合计至多 3 组"))
        let remedies = Dictionary(uniqueKeysWithValues: obstacle.remedies.map { ($0.kind, $0) })
        for kind in [Obstacle.Remedy.Kind.raiseLeads, .addExperts, .relaxRules] { #expect(remedies[kind]?.amount == 1, "\(kind)") }
        #expect(remedies[.raiseLeads]?.message.en == "let experts lead more panels: up to 2 in place of 1")
        #expect(remedies[.addExperts]?.message.en.contains("seniority “senior”") == true)
    }

    @Test func faultsAreTold() {
        var problem = scarce
        problem.leads[0].maximum = 0
        #expect(problem.faults.map(\.en) == ["lead rule 1: an expert may lead at least 1 panel"])
        problem.leads = [.init(maximum: 1), .init(dossiers: .listed([2]), maximum: 1)]
        #expect(problem.faults.map(\.en) == ["the panel of dossier “D2” is under two lead rules, but has one lead only"])
        problem.leads = [.init(dossiers: .listed([3]), maximum: 1)]
        problem.panels = [.listed([[2, 3]])]
        #expect(problem.faults.isEmpty)
        problem.leads.append(.init(dossiers: .listed([2]), maximum: 1))
        #expect(problem.faults.map(\.en).contains("the panel of dossier “D2” is under two lead rules, but has one lead only"))
        problem.leads.removeLast()
        problem.panels = [PanelRule(dossiers: .listed([2, 3]), .count(1))]
        #expect(problem.faults.isEmpty)
        problem.leads[0].price = 1
        #expect(problem.faults.map(\.en) == ["where groups are to be formed, lead rule 1 can't have a price"])
        problem.leads[0].price = nil
        problem.leads[0].maximum = nil
        #expect(problem.faults.count == 1 && problem.faults[0].en.contains("maximumPerExpert"))
        problem.panels = [PanelRule(dossiers: .listed([1, 2]), .count(1))]
        #expect(problem.faults.isEmpty)
        problem.panels = []
        problem.leads = [.init(price: 1)]
        #expect(problem.faults.count == 1 && problem.faults[0].en.contains("maximumPerExpert"))
        problem.leads = [.init(dossiers: .listed([7]), maximum: 1, price: 1)]
        #expect(problem.faults.map(\.en) == ["a dossier or expert that does not exist is referred to"])
    }
}
