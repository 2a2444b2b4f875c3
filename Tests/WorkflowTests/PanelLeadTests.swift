import Formats
import Matching
import Programme
import Testing

@testable import Workflow

@Suite("Panels with a lead")
struct PanelLeadTests {
    /// The made-up programme with leads, at the stage of assignment.
    private func round(lead: String) async throws -> MiniRound {
        var files = VillageLibraries.files
        let old = "minimum: 1}]}]"
        let rules = try #require(files["rules.yaml"])
        #expect(rules.contains(old))
        files["rules.yaml"] = rules.replacing(old, with: "minimum: 1}], lead: \(lead)}]")
        let (call, documents) = try MiniRound.read("rules.yaml", files)
        let round = try MiniRound()
        _ = try await round.office.openRound(call: call, documents: documents, by: MiniRound.secretary)
        try await round.takeInVillages()
        _ = try await round.office.advance(as: "S-1", despite: nil)
        _ = try await round.office.detectConflicts(as: "S-1")
        _ = try await round.office.advance(as: "S-1", despite: nil)
        return round
    }

    private func leads(_ round: MiniRound) async throws -> [String: String] {
        let led = try await round.office.assignment(as: "S-1").filter { $0.lead == true }
        return Dictionary(uniqueKeysWithValues: led.map { ($0.dossier, $0.expert) })
    }

    @Test("have one in the plan, which both checks take, and keep it when others are replaced")
    func wholeWay() async throws {
        let round = try await round(lead: "{specialty: reading, seniorTitle: true, yearsInField: 5, maximumPerExpert: 2}")
        let report = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        #expect(report.status == "optimal" && report.leads?.map { $0[0] } == ["M-1", "V-1", "V-2", "V-3"])
        let instance = try InstanceFile(bytes: Array(try await round.office.instance(as: "S-1").utf8), file: "i") {
            (name: String) throws(Failure) in throw .failed(Text(verbatim: name))
        }
        #expect(instance.problem.leads == [LeadRule(dossiers: .listed([0, 1, 2, 3]), experts: .tagged("lead", value: "jury"), maximum: 2)])
        let record = try await round.office.plan(nil, as: "S-1")
        let file = try PlanFile(bytes: Array(record.document.utf8), file: "p", for: instance)
        let verification = file.verify(against: instance)
        #expect(verification.holds && verification.facts.contains { $0.en.hasPrefix("4 panels have a lead") })

        _ = try await round.office.approvePlan(nil, as: "S-1")
        let before = try await leads(round)
        #expect(before.count == 4 && Set(before.values).isSubset(of: ["E-1", "E-4", "E-5"]))
        _ = try await round.office.advance(as: "S-1", despite: nil)
        let leaving = try #require(before["V-1"])
        try await round.office.decline("V-1", reason: "示例：出差", as: leaving)
        #expect(try await leads(round)["V-1"] == nil)
        let replacement = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        #expect(replacement.status == "optimal")
        _ = try await round.office.approvePlan(nil, as: "S-1")
        let after = try await leads(round)
        #expect(after.count == 4 && after["V-1"] != leaving)
        // V-1 may need one who led elsewhere; nothing else changes.
        #expect(before.filter { $0.key != "V-1" && after[$0.key] != $0.value }.count <= 1)
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("that nobody may lead are told in words")
    func nobody() async throws {
        let round = try await round(lead: "{seniorTitle: true, yearsInField: 50}")
        let report = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        #expect(report.status == "infeasible" && report.number == nil)
        #expect(report.diagnosis.first?.en.contains("lead") == true, "\(report.diagnosis.map(\.en))")
        #expect(report.diagnosis.first?.zh.contains("组长") == true)
    }

    @Test("as few as can be for each, where the call says no number; and without any, nothing is said of leads")
    func fewest() async throws {
        let open = try await round(lead: "{}")
        let report = try await open.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        #expect(Set((report.leads ?? []).map { $0[1] }).count == 4)
        let plain = try await MiniRound.villages(in: .assignment)
        #expect(try await plain.office.makePlan(as: "S-1", timeLimit: nil, seed: 0).leads == nil)
        _ = try await plain.office.approvePlan(nil, as: "S-1")
        #expect(try await plain.office.assignment(as: "S-1").allSatisfy { $0.lead == nil })
    }

    @Test(
        "are refused in a call that asks for what there is not",
        arguments: [
            ("{specialty: writing}", "writing"), ("{maximumPerExpert: 0}", "maximumPerExpert"), ("{seniorTitle: perhaps}", "seniorTitle"),
            ("{years: 5}", "unknown key"), ("{yearsInField: 61}", "yearsInField"), ("senior", "lead"),
        ])
    func refused(lead: String, fault: String) async {
        let refusal = await refusal { _ = try await round(lead: lead) }
        #expect(refusal?.faults.first?.line.en.contains(fault) == true, "\(String(describing: refusal))")
    }
}
