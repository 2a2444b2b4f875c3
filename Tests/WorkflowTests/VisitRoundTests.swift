import Formats
import Foundation
import Matching
import Programme
import Testing

@testable import Workflow

/// The village libraries with budgets, teams, a season and a rule on findings.
enum VisitedLibraries {
    static func call(visits: Int = 3) throws -> (Call, [CallDocument]) {
        var files = VillageLibraries.files
        files["rules.yaml"] = files["rules.yaml"]?.replacing(
            "visits: {requests: 1, spread: 30, nearPassMark: 0, openFlag: true, notBelow: 0}",
            with: """
                visits:
                  requests: 1
                  spread: 30
                  nearPassMark: 0
                  openFlag: true
                  notBelow: 0
                  value: {noise: 3, perRequest: 0.25, perFlag: 1, least: 0.01}
                  budget: {visits: \(visits), teamDays: 20, trips: 2}
                  trips: {visits: 2, travelDays: 1, visitDays: 1}
                  teams: {size: 2, composition: [{specialty: reading, minimum: 1}], maximumDays: 9}
                  season: {start: 2030-06-01, teamsAtOnce: 1, off: [2030-06-05]}
                  findings: {gateNotMet: exclude, partly: deduct 20, notConfirmed: decide}
                """)
        return try MiniRound.read("rules.yaml", files)
    }

    /// Brought to the visits; V-2 has a flag that was accepted, M-1 is visited in any case.
    static func round(visits: Int = 3) async throws -> MiniRound {
        let round = try MiniRound()
        let (call, documents) = try call(visits: visits)
        let office = round.office
        _ = try await office.openRound(call: call, documents: documents, by: MiniRound.secretary)
        for person in [
            Person(id: "C-1", name: "示例组长甲", role: .chair), Person(id: "C-2", name: "示例组长乙", role: .chair),
            Person(id: "A-1", name: "示例监督", role: .auditor),
        ] { try await office.grant(person, as: "S-1") }
        try await round.takeInVillages()
        _ = try await office.advance(as: "S-1", despite: nil)
        _ = try await office.detectConflicts(as: "S-1")
        _ = try await office.advance(as: "S-1", despite: nil)
        try await round.assign(
            ["V-1", "V-2", "M-1"].flatMap { dossier in ["E-1", "E-2", "E-3"].map { [dossier, $0] } }
                + ["E-1", "E-2", "E-5"].map { ["V-3", $0] })
        _ = try await office.advance(as: "S-1", despite: nil)
        let scores = ["V-1": 9, "V-2": 7, "V-3": 3, "M-1": 8]
        for expert in ["E-1", "E-2", "E-3", "E-5"] {
            try await office.signPledge(as: expert)
            let own = try await office.ownReviews(as: expert).reviews.map(\.dossier)
            let answers = try own.map { dossier in
                try round.answers(
                    dossier, score: Points(scores[dossier] ?? 5), visit: dossier == "V-2" && expert == "E-1" ? "示例：开放时间" : nil)
            }
            _ = try await office.save(answers, submit: true, as: expert)
        }
        _ = try await office.advance(as: "S-1", despite: nil)
        _ = try await office.computeResults(as: "S-1")
        _ = try await office.advance(as: "S-1", despite: nil)
        return round
    }
}

@Suite("Visits within budgets, by teams, with findings that count")
struct VisitRoundTests {
    private func lead(of dossier: String, _ round: MiniRound) async throws -> String {
        let view = try await round.office.visitTeams(as: "S-1")
        for line in view.trips { for (own, lead) in zip(line.trip.dossiers, line.leads) where own == dossier { return lead } }
        return ""
    }

    private func found(
        _ dossier: String, _ overall: VisitFinding.Verdict, notMet: Bool = false, _ round: MiniRound
    ) async throws -> VisitFinding? {
        let lead = try await lead(of: dossier, round)
        let form = try #require(try await round.office.findingForms(of: dossier, as: lead).first)
        var answers = FindingFile.Answers(dossier: dossier)
        for index in form.questions.indices { answers.verdicts["question-\(index + 1)"] = .confirmed }
        answers.verdicts["overall"] = overall
        answers.texts["overall"] = "示例：现场情况"
        if notMet {
            answers.gates["legal"] = false
            answers.texts["legal"] = "示例：无登记"
        }
        return try await round.office.submitFindings([answers], as: lead).first
    }

    @Test("from the choice to the proposal, and the log accounts for all of it")
    func whole() async throws {
        let round = try await VisitedLibraries.round()
        let office = round.office
        let visits = try await office.chooseVisits(as: "S-1")
        #expect(visits.map(\.dossier) == ["M-1", "V-2"])
        let plan = try #require(try await office.visitPlan(as: "A-1"))
        #expect(plan.fixed.map(\.dossier) == ["M-1"] && plan.gain == plan.bound && plan.gain >= 12_500)
        #expect(plan.cost.visits == 2 && plan.cost.trips == 1 && plan.cost.teamDays == 3)
        let why = try await office.explainVisit("V-1", as: "C-1")
        #expect(why.visit == nil && why.costOfOther == 0, "there is room for it, and nothing to gain")
        #expect(try await office.explainVisit("V-2", as: "C-1").costOfOther == plan.gain)
        #expect(try await office.explainVisit("M-1", as: "C-1").outside?.en == "its category is visited once it passes")

        let teams = try await office.makeVisitTeams(as: "S-1")
        #expect(teams.trips.map(\.trip.dossiers) == [["V-2", "M-1"]] && teams.squares == teams.bound)
        let conflicts = try await office.conflicts(expert: nil, dossier: nil, as: "S-1").filter(\.keepsOut)
        for line in teams.trips {
            #expect(!conflicts.contains { line.team.contains($0.expert) && line.trip.dossiers.contains($0.dossier) })
            #expect(line.team.contains("E-4"), "somebody who reviewed neither")
        }
        let schedule = try #require(try await office.makeVisitSchedule(start: nil, as: "S-1").schedule)
        // A Saturday, then two working days, a day off, another.
        #expect(schedule.trips.map { "\($0.from) \($0.until)" } == ["2030-06-03 2030-06-06"])
        #expect(schedule.visits.map { "\($0.dossier) \($0.from)" } == ["M-1 2030-06-06", "V-2 2030-06-04"])

        let early = await refusal { _ = try await office.advance(as: "S-1", despite: nil) }
        #expect(early?.text.en.contains("2 visits have no findings yet") == true)
        let lead = try await lead(of: "V-2", round)
        let other = await refusal { _ = try await office.findingForms(of: "V-2", as: "E-4") }
        #expect(lead != "E-4" && other?.isNotPermitted == true)
        #expect(try await found("V-2", .confirmed, round)?.turn == 1)
        #expect(try await found("V-2", .partly, round)?.turn == 2)
        #expect(try await found("M-1", .confirmed, notMet: true, round) != nil)
        _ = try await office.advance(as: "S-1", despite: nil)
        let placements = try await office.proposeShortlist(as: "C-1").placements
        let byDossier = Dictionary(uniqueKeysWithValues: placements.map { ($0.dossier, $0) })
        #expect(byDossier["V-1"]?.proposed == true)
        #expect(
            byDossier["V-2"]?.proposed == false
                && byDossier["V-2"]?.ground.en.contains("less 20.00 for what the visit found is 50.00") == true)
        #expect(byDossier["M-1"]?.proposed == false && byDossier["M-1"]?.ground.en.contains("not listed by what the visit found") == true)
        #expect(try await office.verifyAudit(expecting: nil).findings.isEmpty)
        try round.tamper("UPDATE visit_finding SET overall = 'confirmed' WHERE dossier = 'V-2' AND turn = 2")
        #expect(try await office.verifyAudit(expecting: nil).findings.contains { $0.en.contains("visit_finding V-2 / 2") })
        try round.tamper("UPDATE visit_plan SET gain = gain - 1")
        #expect(try await office.verifyAudit(expecting: nil).findings.contains { $0.en.hasPrefix("choice 1 of visits: the gain is") })
    }

    @Test("a chair recused from a dossier sees no visit to it, and everything of the others")
    func recusedChair() async throws {
        let round = try await VisitedLibraries.round()
        let office = round.office
        _ = try await office.chooseVisits(VisitWishes(with: ["V-1"], reason: "示例：群众来信"), as: "S-1")
        _ = try await office.makeVisitTeams(as: "S-1")
        _ = try await office.makeVisitSchedule(start: nil, as: "S-1")
        _ = try await office.recuseChair(nil, from: "V-1", reason: "示例：亲属任馆长", as: "C-1")
        let (whole, seen) = (try await office.visitPlan(as: "C-2"), try await office.visitPlan(as: "C-1"))
        #expect(whole?.dossiers == ["M-1", "V-1", "V-2"] && whole?.fixed.map(\.dossier).contains("V-1") == true)
        #expect(seen?.dossiers == ["M-1", "V-2"] && seen?.fixed.map(\.dossier) == ["M-1"] && seen?.reason == nil)
        #expect(whole?.gains.contains { $0.dossier == "V-1" } == true && seen?.gains.contains { $0.dossier == "V-1" } == false)
        #expect(try await office.visits(as: "C-1").map(\.dossier.id).sorted() == ["M-1", "V-2"])
        let (all, shown) = (try await office.visitTeams(as: "C-2"), try await office.visitTeams(as: "C-1"))
        #expect(all.trips.flatMap(\.trip.dossiers).sorted() == ["M-1", "V-1", "V-2"])
        #expect(shown.trips.flatMap(\.trip.dossiers).sorted() == ["M-1", "V-2"])
        #expect(shown.trips.allSatisfy { $0.trip.dossiers.count == $0.leads.count && $0.trip.visitDays.count == $0.leads.count })
        let dates = try #require(all.schedule).visits.filter { $0.dossier != "V-1" }
        #expect(shown.schedule?.visits == dates && shown.schedule?.trips.count == shown.trips.count)
        #expect(await refusal { _ = try await office.explainVisit("V-1", as: "C-1") } != nil)
        let why = try await office.explainVisit("V-2", as: "C-1")
        #expect(why.visit != nil && why.exchanged.map { $0.coming + $0.going }?.contains("V-1") != true)
    }

    @Test("a budget without room for what must be visited says what is needed, and wishes need a reason")
    func budgets() async throws {
        let round = try await VisitedLibraries.round(visits: 1)
        let office = round.office
        #expect(try await office.chooseVisits(as: "S-1").map(\.dossier) == ["M-1"])
        let why = try await office.explainVisit("V-2", as: "S-1")
        #expect(why.impossible?.en.contains("2 visits") == true)
        let full = await refusal { _ = try await office.chooseVisits(VisitWishes(with: ["V-1"], reason: "示例"), as: "S-1") }
        #expect(full?.exitCode == 2 && full?.text.en.contains("visits: 2 needed, 1 in the budget, 1 short") == true)
        let silent = await refusal { _ = try await office.chooseVisits(VisitWishes(with: ["V-1"]), as: "S-1") }
        #expect(silent?.isUsage == true)
        let city = await refusal { _ = try await office.chooseVisits(VisitWishes(without: ["M-1"], reason: "示例"), as: "S-1") }
        #expect(city?.isFailed == true)
        let early = await refusal { _ = try await office.makeVisitSchedule(start: nil, as: "S-1") }
        #expect(early?.text.en.contains("visits teams --make") == true)
    }

    @Test("visits chosen anew make the teams void; without findings a reason closes the stage and chairs decide")
    func again() async throws {
        let round = try await VisitedLibraries.round()
        let office = round.office
        _ = try await office.chooseVisits(as: "S-1")
        _ = try await office.makeVisitTeams(as: "S-1")
        _ = try await office.chooseVisits(VisitWishes(with: ["V-1"], reason: "示例：群众来信"), as: "S-1")
        let stale = await refusal { _ = try await office.visitTeams(as: "S-1") }
        #expect(stale?.text.en.contains("chosen anew") == true)
        _ = try await office.makeVisitTeams(as: "S-1")
        _ = try await office.advance(as: "S-1", despite: "示例：台风")
        let placements = try await office.proposeShortlist(as: "C-1").placements
        #expect(placements.allSatisfy { !$0.proposed })
        #expect(placements.first { $0.dossier == "V-1" }?.ground.en.contains("there are no findings") == true)
    }
}
