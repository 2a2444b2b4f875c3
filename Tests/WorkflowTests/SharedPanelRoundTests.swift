import Formats
import Programme
import Testing

@testable import Workflow

@Suite("A category whose dossiers share panels")
struct SharedPanelRoundTests {
    /// The made-up programme with one group of all village libraries, before it is assigned.
    private func round(_ sharing: String = "{groups: 1}", draw: String = "") async throws -> MiniRound {
        var files = VillageLibraries.files
        files["rules.yaml"]?.append(draw)
        files["rules.yaml"] = files["rules.yaml"]?
            .replacing("panel: jury\n    eligibility: [open]", with: "panel: jury\n    sharedPanels: \(sharing)\n    eligibility: [open]")
        let (call, documents) = try MiniRound.read("rules.yaml", files)
        #expect(call.category("village")?.sharedPanels != nil)
        let round = try MiniRound()
        _ = try await round.office.openRound(call: call, documents: documents, by: MiniRound.secretary)
        try await round.takeInVillages()
        _ = try await round.office.advance(as: "S-1", despite: nil)
        _ = try await round.office.detectConflicts(as: "S-1")
        _ = try await round.office.advance(as: "S-1", despite: nil)
        return round
    }

    @Test("is in groups on every ticket of a lottery, and on the plan that is drawn")
    func drawn() async throws {
        let round = try await round(draw: "draw:\n  method: rfc3797-sha256\n  chanceLimit: \"1\"\n")
        let report = try await round.office.makeLottery(limit: nil, tickets: 3, as: "S-1", timeLimit: nil, seed: 0)
        #expect(report.tickets == 3)
        try await round.draw(round.request(DrawAnnouncement.everyCategory))
        let plan = try await round.office.approvePlan(nil, as: "S-1")
        #expect(try PlanFile.groups(in: plan.document) == [["V-1", "V-2", "V-3"]])
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("is planned in groups, which the plan, its file and the list of the assignment tell")
    func planned() async throws {
        let round = try await round()
        let report = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        // One of the experts may not read the third dossier, another not the first two.
        #expect(report.status == "optimal" && report.groups == [["V-1", "V-2", "V-3"]])
        let document = try await round.office.plan(nil, as: "S-1").document
        #expect(try PlanFile.groups(in: document) == [["V-1", "V-2", "V-3"]])
        let instance = try await round.office.instance(as: "S-1")
        #expect(instance.contains(#"{"dossiers": ["V-1", "V-2", "V-3"], "groups": 1}"#))

        _ = try await round.office.approvePlan(nil, as: "S-1")
        let pairs = try await round.office.assignment(as: "S-1")
        for dossier in ["V-1", "V-2", "V-3"] {
            let own = pairs.filter { $0.dossier == dossier }
            #expect(own.map(\.expert).sorted() == ["E-1", "E-2", "E-3"] && own.allSatisfy { $0.group == 1 })
        }
        #expect(pairs.filter { $0.dossier == "M-1" }.allSatisfy { $0.group == nil })
    }

    @Test("has one lead for each group")
    func led() async throws {
        var files = VillageLibraries.files
        files["rules.yaml"] = files["rules.yaml"]?
            .replacing("panel: jury\n    eligibility: [open]", with: "panel: jury\n    sharedPanels: {groups: 2}\n    eligibility: [open]")
        files["rules.yaml"] = files["rules.yaml"]?.replacing("{id: jury, size: 3,", with: "{id: jury, size: 3, lead: {},")
        let refusal = #expect(throws: Failure.self) { try MiniRound.read("rules.yaml", files) }
        #expect(refusal?.text.en.contains("how many of them one expert may lead") == true, "\(String(describing: refusal))")
        files["rules.yaml"] = files["rules.yaml"]?.replacing("lead: {}", with: "lead: {maximumPerExpert: 1}")
        let (call, documents) = try MiniRound.read("rules.yaml", files)
        let round = try MiniRound()
        _ = try await round.office.openRound(call: call, documents: documents, by: MiniRound.secretary)
        try await round.takeInVillages()
        _ = try await round.office.advance(as: "S-1", despite: nil)
        _ = try await round.office.detectConflicts(as: "S-1")
        _ = try await round.office.advance(as: "S-1", despite: nil)
        let report = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        let (groups, leads) = (try #require(report.groups), try #require(report.leads))
        #expect(report.status == "optimal" && groups.count == 2)
        for group in groups { #expect(leads.count { group.contains($0[0]) } == 1 && leads.contains { $0[0] == group[0] }) }
        let ofVillages = leads.filter { $0[0].hasPrefix("V") }.map { $0[1] }
        #expect(Set(ofVillages).count == ofVillages.count, "nobody leads two groups")
    }

    @Test("goes on in parts where an expert leaves one dossier of a group")
    func leftInPart() async throws {
        let round = try await round()
        _ = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        _ = try await round.office.approvePlan(nil, as: "S-1")
        _ = try await round.office.advance(as: "S-1", despite: nil)
        try await round.office.decline("V-3", reason: "示例", as: "E-3")
        let report = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        #expect(report.status == "optimal" && report.added == [["V-3", "E-5"]])
        #expect(report.groups == [["V-1", "V-2"], ["V-3"]])
    }

    @Test("has whoever takes a place on all dossiers of the group; where nobody can, it is said")
    func leftAltogether() async throws {
        let round = try await round("{largest: 2}")
        let plan = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        #expect(plan.groups?.map(\.count).sorted() == [1, 2])
        let pair = try #require(plan.groups?.first { $0.count == 2 })
        _ = try await round.office.approvePlan(nil, as: "S-1")
        _ = try await round.office.advance(as: "S-1", despite: nil)
        let panel = try await round.office.assignment(as: "S-1").filter { $0.dossier == pair[0] }.map(\.expert)
        let leaver = try #require(panel.first)
        for dossier in pair { try await round.office.decline(dossier, reason: "示例", as: leaver) }
        let report = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        if report.status == "optimal" {
            #expect(report.added.count == 2 && Set(report.added.map { $0[1] }).count == 1)
            #expect(report.groups?.contains(pair) == true)
        } else {
            #expect(report.diagnosis.contains { $0.en.contains("share one panel") })
        }
    }
}
