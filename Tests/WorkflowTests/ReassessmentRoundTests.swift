import Formats
import Programme
import Storage
import Testing

@testable import Workflow

/// The made-up programme with a second batch, beside which the libraries of the first are reassessed.
enum LibrariesAgain {
    static let files: [String: String] = {
        var files = VillageLibraries.files
        let earlier = """
              - id: earlier
                track: again
                name: {zh: 首批图书馆, en: Earlier library}
                clause: 四
                rubric: earlier.yaml
                panel: jury
            eligibility:
              - id: not-one-yet
                name: {zh: 尚非示范, en: Not one yet}
                clause: 二
                column: 已是示范
                must: {be: 否}
                otherwise: refuse

            """
        files["rules.yaml"] =
            (files["rules.yaml"] ?? "").replacing("batch: 1", with: "batch: 2")
            .replacing("clause: 一}]", with: "clause: 一}, {id: again, name: {zh: 复评, en: Again}, clause: 四}]")
            .replacing("eligibility: [open]", with: "eligibility: [open, not-one-yet]").replacing("eligibility:\n", with: earlier)
                + """
                reassessment:
                  track: again
                  batches: [1]
                  filing: 2030-03-31
                  designations: [{category: earlier, names: [图书馆], bars: not-one-yet}]
                  bands:
                    - {verdict: keep, from: 75}
                    - {verdict: rectify, from: 50, by: 2031-06-30}
                    - {verdict: withdraw, from: 0}
                admission:
                  - {check: designated, otherwise: decide}

                """
        files["earlier.yaml"] = (files["village.yaml"] ?? "").replacing("id: village", with: "id: earlier")
        return files
    }()

    static let call: (call: Call, documents: [CallDocument]) = {
        do { return try MiniRound.read("rules.yaml", files) } catch {
            fatalError("the made-up programme with a reassessment does not load: \(error)")
        }
    }()

    /// The same with a list that is public before it is final.
    static let inPublic: (call: Call, documents: [CallDocument]) = {
        var files = LibrariesAgain.files
        files["rules.yaml"] = (files["rules.yaml"] ?? "").replacing(
            "publicNotice: {workingDays: 3}", with: "publicNotice: {workingDays: 3, holidays: days.csv}")
        files["days.csv"] = PublicVillages.files["days.csv"]
        do { return try MiniRound.read("rules.yaml", files) } catch {
            fatalError("the made-up programme with a reassessment in public does not load: \(error)")
        }
    }()

    static let dossiers = VillageLibraries.dossiers.split(separator: "\n").enumerated()
        .map { index, line in line + (index == 0 ? ",已是示范\n" : ",否\n") }.joined()

    static let register = """
        示范编号,批次,示范种类,示范主体,统一社会信用代码,省级主管部门,认定日期
        R-1,1,图书馆,示例甲馆,\(code(1)),示例东县,2025-01-01
        R-2,1,图书馆,示例乙馆,\(code(2)),示例东县,2025-01-01
        R-3,1,图书馆,示例丙馆,\(code(3)),示例西县,2025-01-01
        R-4,1,图书馆,示例丁馆,\(code(4)),示例西县,2025-01-01
        R-5,1,图书馆,示例三馆,\(code(5)),示例西县,2025-01-01
        R-6,1,图书馆,示例一馆,91350100M000100Y43,示例东县,2025-01-01

        """

    static let filings = """
        编号,示范编号,填报日期
        P-1,R-1,2030-03-01
        P-2,R-2,2030-03-01
        P-3,R-3,2030-03-31
        P-6,R-6,2030-03-02

        """

    static let excuses = """
        示范编号,情形,文号,说明日期,说明
        R-4,注销,示例函1号,2030-03-08,

        """

    /// A code that conforms, in an area of zeros.
    static func code(_ number: Int) -> String { Rules2023.code(number) }
}

@Suite("A round with a selection and a reassessment beside it")
struct ReassessmentRoundTests {
    private let scores = ["V-1": 9, "V-2": 7, "V-3": 3, "M-1": 8, "P-1": 9, "P-2": 6, "P-3": 3, "P-6": 8]

    var libraries = LibrariesAgain.call
    var experts = VillageLibraries.experts

    private func table(_ text: String, _ name: String) throws -> Formats.Table {
        try Formats.Table(csv: Array(text.utf8), file: name)
    }

    private func opened() async throws -> MiniRound {
        let round = try MiniRound()
        let office = round.office
        _ = try await office.openRound(call: libraries.call, documents: libraries.documents, by: MiniRound.secretary)
        for person in [
            Person(id: "C-1", name: "示例组长甲", role: .chair), Person(id: "C-2", name: "示例组长乙", role: .chair),
            Person(id: "A-1", name: "示例监督", role: .auditor),
        ] { try await office.grant(person, as: "S-1") }
        return round
    }

    private func takenIn() async throws -> MiniRound {
        let round = try await opened()
        let office = round.office
        _ = try await office.takeInDemonstrations(table(LibrariesAgain.register, "register.csv"), as: "S-1")
        _ = try await office.takeInExcuses(table(LibrariesAgain.excuses, "excuses.csv"), lateReason: nil, as: "S-1")
        _ = try await office.takeInReassessments(table(LibrariesAgain.filings, "filings.csv"), lateReason: nil, as: "S-1")
        _ = try await office.takeInDossiers([table(LibrariesAgain.dossiers, "dossiers.csv")], as: "S-1")
        _ = try await office.takeInExperts(
            table(experts, "experts.csv"),
            affiliations: table(
                VillageLibraries.affiliations + "E-5,示例甲馆,,2028-01-01,2029-01-01,馆员\n", "affiliations.csv"),
            interests: table(VillageLibraries.interests, "interests.csv"), as: "S-1")
        return round
    }

    /// The flags on V-2 and V-4 as in the selection alone; those that the register raises accepted.
    private func decided() async throws -> MiniRound {
        let round = try await takenIn()
        let office = round.office
        _ = try await office.decideFlag(dossier: "V-2", check: "open", accept: true, reason: "示例：周末开放", as: "S-1")
        _ = try await office.decideFlag(dossier: "V-4", check: "open", accept: false, reason: "示例：从未开放", as: "S-1")
        for dossier in ["V-1", "V-3"] {
            _ = try await office.decideFlag(dossier: dossier, check: "designated", accept: true, reason: "示例：经核实", as: "S-1")
        }
        _ = try await office.advance(as: "S-1", despite: nil)
        return round
    }

    func inDecisions() async throws -> MiniRound {
        let round = try await decided()
        let office = round.office
        _ = try await office.detectConflicts(as: "S-1")
        _ = try await office.advance(as: "S-1", despite: nil)
        let panels = [
            "V-1": ["E-1", "E-2", "E-3"], "V-2": ["E-1", "E-2", "E-3"], "V-3": ["E-1", "E-2", "E-5"], "M-1": ["E-2", "E-3", "E-4"],
            "P-1": ["E-1", "E-3", "E-4"], "P-2": ["E-1", "E-3", "E-4"], "P-3": ["E-2", "E-4", "E-5"], "P-6": ["E-1", "E-2", "E-4"],
        ]
        try await round.assign(panels.sorted { $0.key < $1.key }.flatMap { dossier, experts in experts.map { [dossier, $0] } })
        _ = try await office.advance(as: "S-1", despite: nil)
        for expert in ["E-1", "E-2", "E-3", "E-4", "E-5"] {
            try await office.signPledge(as: expert)
            for review in try await office.ownReviews(as: expert).reviews {
                let category = review.dossier.hasPrefix("V") ? "village" : review.dossier.hasPrefix("M") ? "mobile" : "earlier"
                let rubric = try #require(LibrariesAgain.call.call.rubric(of: category))
                let answers = MiniRound.answers(review.dossier, under: rubric, Points(scores[review.dossier] ?? 5))
                _ = try await office.save([answers], submit: true, as: expert)
            }
        }
        _ = try await office.advance(as: "S-1", despite: nil)
        _ = try await office.computeResults(as: "S-1")
        _ = try await office.advance(as: "S-1", despite: nil)
        _ = try await office.chooseVisits(as: "S-1")
        _ = try await office.advance(as: "S-1", despite: nil)
        return round
    }

    @Test("in public, an objection opens one demonstration alone, and a new panel's result is what its bands propose")
    func inPublic() async throws {
        var libraries = self
        libraries.libraries = LibrariesAgain.inPublic
        libraries.experts = PublicVillages.experts
        let round = try await libraries.inDecisions()
        let office = round.office
        func sign() async throws { for chair in ["C-1", "C-2"] { _ = try await office.signShortlist(as: chair) } }
        _ = try await office.proposeShortlist(as: "C-1")
        _ = try await office.decideReassessment("R-5", .withdraw, by: nil, reason: "示例：未填报", as: "C-1")
        try await sign()
        let first = try await office.publishNotice(as: "S-1")
        #expect(
            first.demonstrations == [
                "R-1": "keep", "R-2": "rectify 2031-06-30", "R-3": "withdraw", "R-4": "excused", "R-5": "withdraw", "R-6": "keep",
            ])
        for (subject, ground) in [("R-1", Objection.Ground.conflict), ("R-5", .procedure)] {
            _ = try await office.enterObjection(PublicVillages.entry(subject, ground), as: "S-1")
        }
        #expect(await refusal { _ = try await office.answerObjection(2, .quashed, reason: "示例", as: "S-1") }?.isFailed == true, "no review")
        _ = try await office.answerObjection(1, .quashed, reason: "示例", as: "S-1")
        _ = try await office.answerObjection(2, .upheld, reason: "示例：通知未送达", as: "S-1")
        let closed = await refusal { _ = try await office.decideReassessment("R-3", .keep, by: nil, reason: "示例", as: "C-1") }
        #expect(closed?.text.en.contains("can't be changed") == true)
        _ = try await office.decideReassessment("R-5", .rectify, by: nil, reason: "示例：限期补报", as: "C-1")
        let rereview = try await office.openRereview(of: 1, as: "S-1").rereview
        #expect(rereview.dossier == "P-1" && rereview.former == ["E-1", "E-3", "E-4"])
        let rubric = try #require(LibrariesAgain.call.call.rubric(of: "earlier"))
        for expert in rereview.panel {
            if expert != "E-2" { try await office.signPledge(as: expert) }
            _ = try await office.save([MiniRound.answers("P-1", under: rubric, Points(6))], submit: true, as: expert)
        }
        #expect(try await office.computeRereview(of: 1, as: "S-1").result?.after.score == Points(60))
        let outcome = try #require(try await office.reassessment(as: "A-1").first { $0.demonstration.id == "R-1" }?.outcome)
        #expect(outcome.proposed == .rectify && outcome.decided == .rectify && outcome.published == "rectify 2031-06-30")
        try await sign()
        let second = try await office.publishNotice(as: "S-1")
        #expect(second.dossiers.isEmpty && second.demonstrations == ["R-1": "rectify 2031-06-30", "R-5": "rectify 2031-06-30"])
        PublicVillages.wait(round, days: 7)
        _ = try await office.closeNotice(as: "S-1")
        let paper = try #require(try await office.listPaper(final: true, as: "S-1"))
        let shown = paper.reassessment.flatMap(\.rows).map { $0.outcome?.zh ?? "" }
        #expect(shown.count { $0.contains("限期整改") } == 3 && shown.count == 6)
        #expect(try await office.letters(as: "S-1").contains { $0.dossier == "P-1" && $0.html(in: .zh).contains("限期整改") })
        #expect(try await office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("is assigned in one plan with the experts of both tracks, whose loads count over both, and with its conflicts")
    func assigned() async throws {
        let round = try await decided()
        _ = try await round.office.detectConflicts(as: "S-1")
        let barred = try await round.office.conflicts(expert: "E-5", dossier: "P-1", as: "S-1")
        #expect(barred.map(\.ground) == [.affiliation])
        _ = try await round.office.advance(as: "S-1", despite: nil)
        // 8 panels of 3 for 5 experts with 4 reviews each: too many, whichever track is counted alone.
        let tight = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        #expect(tight.number == nil && tight.places == 24 && tight.filled == 20)
    }

    @Test("its dossiers are scored as others, and nothing of them is visited or shortlisted")
    func apart() async throws {
        let round = try await inDecisions()
        let office = round.office
        let results = try await office.results(as: "C-1").map(\.outcome)
        #expect(results.filter { $0.category == "earlier" }.map(\.score?.short) == ["90", "80", "60", "30"])
        #expect(try await office.visits(as: "C-1").allSatisfy { !$0.dossier.id.hasPrefix("P") })
        let proposed = try await office.proposeShortlist(as: "C-1")
        let (placements, outcomes) = (proposed.placements, proposed.reassessment)
        #expect(placements.map(\.dossier) == ["M-1", "V-1", "V-2", "V-3"])
        #expect(outcomes.map(\.demonstration) == ["R-1", "R-2", "R-3", "R-4", "R-5", "R-6"])
        #expect(outcomes.map(\.decided) == [.keep, .rectify, .withdraw, nil, nil, .keep])
        #expect(outcomes.map(\.basis) == [.scored, .scored, .scored, .excused, .notFiled, .scored])
        let page = try await office.roundPage(as: "S-1")
        #expect(page.categories.map(\.name.en) == ["Village library", "Mobile library"])
        #expect(page.categories.map(\.filed) == [4, 1], "the dossiers of the selection alone")
        #expect(page.reassessment?.categories.map(\.demonstrations) == [6])
    }

    @Test("who neither filed nor was excused is withdrawn by nobody but a chair, with a reason, before anybody signs")
    func silent() async throws {
        let round = try await inDecisions()
        let office = round.office
        _ = try await office.proposeShortlist(as: "C-1")
        let early = await refusal { _ = try await office.signShortlist(as: "C-1") }
        #expect(early?.text.en.contains("for the chairs to decide") == true && early?.text.en.contains("R-5") == true)
        #expect(try await office.status(as: "S-1").missing.first?.en.contains("R-5") == true)
        let blank = await refusal { _ = try await office.decideReassessment("R-5", .withdraw, by: nil, reason: " ", as: "C-1") }
        #expect(blank?.isUsage == true)
        _ = try await office.decideReassessment("R-5", .withdraw, by: nil, reason: "示例：催告后仍未填报", as: "C-1")
        #expect(try await office.signShortlist(as: "C-1") == false)
        #expect(try await office.signShortlist(as: "C-2"))
        #expect(try await round.stage == .closed)
        let register = try await office.demonstrations(as: "A-1")
        #expect(register.map(\.stands) == [true, true, false, false, false, true], "withdrawn or excused ones are none any more")
        let report = try await office.verifyAudit(expecting: nil)
        #expect(report.findings.isEmpty)
    }

    @Test("a chair moves an outcome with a reason; signatures are void, and every decision is kept")
    func moved() async throws {
        let round = try await inDecisions()
        let office = round.office
        _ = try await office.proposeShortlist(as: "C-1")
        _ = try await office.decideReassessment("R-5", .withdraw, by: nil, reason: "示例：未填报", as: "C-1")
        _ = try await office.signShortlist(as: "C-1")
        let before = try await office.shortlist(as: "C-1").digest
        _ = try await office.decideReassessment("R-3", .rectify, by: MiniRound.day("2031-01-31"), reason: "示例：可以整改", as: "C-2")
        let again = try await office.decideReassessment("R-3", .keep, by: nil, reason: "示例：复核后保留", as: "C-1")
        #expect(again.decided == .keep && again.rectifyBy == nil && again.proposed == .withdraw && again.decidedBy == "C-1")
        let list = try await office.shortlist(as: "C-1")
        #expect(list.digest != before && list.signatures.allSatisfy { !$0.stands })
        let line = try #require(list.reassessment.first { $0.demonstration.id == "R-3" })
        #expect(line.moves.map(\.after) == [.rectify, .keep] && line.moves.map(\.before) == [.withdraw, .rectify])
        #expect(line.moves.map(\.reason) == ["示例：可以整改", "示例：复核后保留"])
        let stored = try await round.store.read { try $0.find(ReassessmentOutcome.self, ["R-3"]) }
        #expect(stored == again)
        for work: @Sendable () async throws -> Void in [
            { _ = try await office.decideReassessment("R-3", .keep, by: nil, reason: "示例", as: "C-1") },
            { _ = try await office.decideReassessment("R-9", .keep, by: nil, reason: "示例", as: "C-1") },
            { _ = try await office.decideReassessment("R-1", .keep, by: MiniRound.day("2031-01-31"), reason: "示例", as: "C-1") },
            { _ = try await office.decideReassessment("R-1", .rectify, by: MiniRound.day("2030-03-31"), reason: "示例", as: "C-1") },
        ] { #expect(await refusal(of: work) != nil) }
        #expect(try await office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("an applicant that is a demonstration already is flagged for a person, in whichever order the tables come")
    func applyingAgain() async throws {
        let round = try await takenIn()
        let flagged = try await round.office.dossiers(as: "S-1").flatMap(\.flags).filter { $0.check == "designated" }
        #expect(flagged.map(\.dossier) == ["V-1", "V-3"], "one by its code, one by its name")
        let other = try await opened()
        _ = try await other.office.takeInDossiers([table(LibrariesAgain.dossiers, "dossiers.csv")], as: "S-1")
        let flags = try await other.office.takeInDemonstrations(table(LibrariesAgain.register, "register.csv"), as: "S-1").flags
        #expect(flags.map(\.dossier) == ["V-1", "V-3"])
        let advance = await refusal { _ = try await other.office.advance(as: "S-1", despite: nil) }
        #expect(advance?.text.en.contains("V-1") == true)
    }

    @Test("what comes late counts only with a reason, in the name of who approved it; a table is taken in whole or not at all")
    func late() async throws {
        let round = try await opened()
        let office = round.office
        _ = try await office.takeInDemonstrations(table(LibrariesAgain.register, "register.csv"), as: "S-1")
        let late = try table(LibrariesAgain.filings.replacing("P-3,R-3,2030-03-31", with: "P-3,R-3,2030-04-01"), "filings.csv")
        let blank = await refusal { _ = try await office.takeInReassessments(late, lateReason: "  ", as: "S-1") }
        #expect(blank?.isUsage == true)
        #expect(try await office.dossiers(as: "S-1").isEmpty)
        _ = try await office.takeInReassessments(late, lateReason: "示例：网站故障", as: "S-1")
        let approved = try await office.demonstrations(as: "S-1").compactMap(\.filing?.late)
        #expect(approved == [LateApproval(by: "S-1", reason: "示例：网站故障")])
        #expect(try await round.active().contains("P-3"))

        // Without a reason it waits, as in the selection, and is decided on by the same command.
        let other = try await opened()
        _ = try await other.office.takeInDemonstrations(table(LibrariesAgain.register, "register.csv"), as: "S-1")
        _ = try await other.office.takeInReassessments(late, lateReason: nil, as: "S-1")
        #expect(try await !other.active().contains("P-3"))
        #expect(try await other.office.demonstrations(as: "S-1").filter(\.isUnapproved).map(\.demonstration.id) == ["R-3"])
        let advance = await refusal { _ = try await other.office.advance(as: "S-1", despite: nil) }
        #expect(advance?.text.en.contains("P-3") == true)
        let seen = try await other.office.eligibility(of: "P-3", as: "S-1").items.first { $0.check == "late" }
        #expect(seen?.outcome == .toBeDecided && seen?.evidence.en.contains("2030-03-31") == true)
        _ = try await other.office.decideFlag(dossier: "P-3", check: "late", accept: true, reason: "示例：网站故障", as: "S-1")
        #expect(try await other.active().contains("P-3"))
        #expect(try await other.office.demonstrations(as: "S-1").compactMap(\.filing?.late).map(\.reason) == ["示例：网站故障"])
        _ = try await other.office.decideFlag(dossier: "P-3", check: "late", accept: false, reason: "示例：查无故障", as: "S-1")
        #expect(try await other.office.demonstrations(as: "S-1").filter(\.isUnapproved).count == 1)
        #expect(try await other.office.verifyAudit(expecting: nil).findings.isEmpty)

        let twice = await refusal { _ = try await office.takeInReassessments(late, lateReason: "示例", as: "S-1") }
        #expect((twice?.faults.count ?? 0) >= 4)
        let both = await refusal {
            _ = try await office.takeInExcuses(
                table(LibrariesAgain.excuses.replacing("R-4", with: "R-1"), "e.csv"), lateReason: nil, as: "S-1")
        }
        #expect(both?.faults.map(\.place.column) == ["示范编号"])
    }

    @Test("a call that reassesses nothing says so")
    func withoutOne() async throws {
        let round = try await MiniRound.villages(in: .intake)
        let failure = await refusal {
            _ = try await round.office.takeInDemonstrations(table(LibrariesAgain.register, "register.csv"), as: "S-1")
        }
        #expect(failure?.text.en.contains("reassesses nothing") == true)
    }

    @Test(
        "the audit finds what is changed behind the log's back",
        arguments: [
            ("UPDATE demonstration SET batch = 3 WHERE id = 'R-2'", "demonstration R-2"),
            ("UPDATE excuse SET document = '示例函9号'", "excuse R-4"),
            ("UPDATE reassessment_filing SET filedOn = '2030-03-09' WHERE demonstration = 'R-1'", "reassessment_filing R-1"),
            ("UPDATE reassessment_outcome SET proposed = 'keep', decided = 'keep' WHERE demonstration = 'R-3'", "reassessment_outcome R-3"),
            ("DELETE FROM reassessment_move", "reassessment_move 1"),
            ("UPDATE reassessment_move SET reason = 'x'", "reassessment_move 1"),
        ])
    func tampered(sql: String, named: String) async throws {
        let round = try await inDecisions()
        _ = try await round.office.proposeShortlist(as: "C-1")
        _ = try await round.office.decideReassessment("R-5", .withdraw, by: nil, reason: "示例：未填报", as: "C-1")
        try round.tamper(sql)
        let findings = try await round.office.verifyAudit(expecting: nil).findings
        #expect(findings.count == 1 && findings[0].en.hasPrefix(named), "\(findings)")
    }
}
