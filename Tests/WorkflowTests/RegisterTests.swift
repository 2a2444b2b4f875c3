import Formats
import Matching
import Programme
import Storage
import Testing

@testable import Workflow

/// The made-up programme with what its call may ask for besides, and an expert at a house whose name is near to an applicant's.
private enum NearVillages {
    static let call: (call: Call, documents: [CallDocument]) = {
        var files = VillageLibraries.files
        files["rules.yaml"] = files["rules.yaml"]?.replacing(
            "ownApplicationInCategory: true}", with: "ownApplicationInCategory: true, mutualReviews: true, declarations: true}")
        do { return try MiniRound.read("rules.yaml", files) } catch { fatalError("the call does not load: \(error)") }
    }()

    /// E-1 sits in a house whose name is near to that of V-1; the flag on V-4 refused, that on V-2 accepted.
    static func round(in stage: Stage, affiliations: String = "E-1,示例一馆（东县）,,2020-01-01,,馆员\n") async throws -> MiniRound {
        let round = try MiniRound()
        _ = try await round.office.openRound(call: call.call, documents: call.documents, by: MiniRound.secretary)
        for (id, role) in [("C-1", Role.chair), ("A-1", .auditor)] {
            try await round.office.grant(Person(id: id, name: "示例", role: role), as: "S-1")
        }
        _ = try await round.office.takeInDossiers([round.table(VillageLibraries.dossiers, "dossiers.csv")], as: "S-1")
        _ = try await round.office.takeInExperts(
            round.table(VillageLibraries.experts, "experts.csv"),
            affiliations: round.table("专家编号,单位,统一社会信用代码,开始,结束,职务\n" + affiliations, "affiliations.csv"), interests: nil, as: "S-1")
        _ = try await round.office.decideFlag(dossier: "V-2", check: nil, accept: true, reason: "示例", as: "S-1")
        _ = try await round.office.decideFlag(dossier: "V-4", check: nil, accept: false, reason: "示例", as: "S-1")
        if stage >= .conflicts { _ = try await round.office.advance(as: "S-1", despite: nil) }
        if stage > .conflicts {
            _ = try await round.office.detectConflicts(as: "S-1")
            for group in try await round.office.suspicions(as: "S-1") {
                _ = try await round.office.settleNames(group.names ?? [], same: false, reason: "示例：另一机构", as: "S-1")
            }
            _ = try await round.office.advance(as: "S-1", despite: nil)
        }
        if stage > .assignment {
            try await round.assign(["V-1", "V-2", "V-3"].flatMap { dossier in ["E-1", "E-2", "E-3"].map { [dossier, $0] } })
            _ = try await round.office.advance(as: "S-1", despite: nil)
        }
        return round
    }

    static let relationHeader = "单位甲,甲统一社会信用代码,关系,单位乙,乙统一社会信用代码,持股比例,开始,结束,来源\n"
}

@Suite("The register remembers who said what, and nothing near passes in silence")
struct RegisterTests {
    private func entry(_ round: MiniRound, _ expert: String, _ dossier: String) async throws -> [Conflict] {
        try await round.office.conflicts(expert: expert, dossier: dossier, as: "A-1")
    }

    private func review(_ round: MiniRound, _ dossier: String, _ expert: String) async throws -> Review? {
        try await round.store.read { try $0.find(Review.self, [dossier, expert]) }
    }

    @Test("a suspicion holds up the stage until a named person settles it with a reason")
    func settled() async throws {
        let round = try await NearVillages.round(in: .conflicts)
        let report = try await round.office.detectConflicts(as: "S-1")
        #expect(report.suspicions == 1)
        #expect(await refusal { _ = try await round.office.advance(as: "S-1", despite: nil) }?.text.zh.contains("疑似") == true)
        #expect(
            await refusal {
                _ = try await round.office.settleSuspicion(
                    expert: "E-1", dossier: "V-1", ground: nil, isConflict: false, reason: " ", as: "S-1")
            }?.isUsage == true)
        _ = try await round.office.settleSuspicion(
            expert: "E-1", dossier: "V-1", ground: nil, isConflict: false, reason: "示例：另一机构", as: "S-1")
        #expect(try await entry(round, "E-1", "V-1").map(\.state) == [.cleared])
        // The same evidence is not asked about twice.
        #expect(try await round.office.detectConflicts(as: "S-1").suspicions == 0)
        _ = try await round.office.advance(as: "S-1", despite: nil)
        let file = try await round.office.explainConflicts(expert: "E-1", dossier: "V-1", as: "A-1")
        #expect(file.statements.map(\.state) == [.suspected, .cleared] && file.statements.map(\.turn) == [1, 2])
        #expect(file.statements.allSatisfy { $0.by == "S-1" } && file.statements[0].at < file.statements[1].at)
        #expect(file.standing == .cleared && file.entries[0].reason == "示例：另一机构")
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("names found to be one bring all that follows from one house; a change of mind is a new record")
    func names() async throws {
        let round = try await NearVillages.round(in: .conflicts)
        _ = try await round.office.detectConflicts(as: "S-1")
        let names = try #require(try await round.office.suspicions(as: "S-1").first?.names)
        _ = try await round.office.settleNames(names, same: false, reason: "示例：另一机构", as: "S-1")
        #expect(try await round.office.suspicions(as: "S-1").isEmpty)
        _ = try await round.office.settleNames(names, same: true, reason: "示例：更名后同一机构", as: "S-1")
        #expect(try await entry(round, "E-1", "V-1").map(\.ground) == [.affiliation, .ownApplication])
        #expect(try await entry(round, "E-1", "V-2").map(\.ground) == [.ownApplication])
        let file = try await round.office.explainConflicts(expert: "E-1", dossier: "V-1", as: "S-1")
        #expect(file.findings.map(\.same) == [false, true])
        #expect(
            file.statements.filter { $0.ground == .affiliation }.map(\.state) == [.suspected, .cleared, .confirmed])
        #expect(
            await refusal { _ = try await round.office.settleNames(["示例", "别的"], same: true, reason: "示例", as: "S-1") }?.isFailed == true)
    }

    @Test("a request in writing is decided by a named person, and may come again with other reasons")
    func requests() async throws {
        let round = try await NearVillages.round(in: .reviews)
        let office = round.office
        let entry = try await office.requestRecusal(
            expert: "E-2", dossier: "V-1", party: "示例一馆", reason: "示例：诉讼对方", as: "S-1")
        #expect(entry.state == .suspected && entry.evidence.zh.contains("示例一馆"))
        #expect(try await review(round, "V-1", "E-2")?.state == .assigned)
        #expect(await refusal { _ = try await office.advance(as: "S-1", despite: "示例：结束") }?.text.zh.contains("疑似") == true)
        #expect(
            await refusal {
                _ = try await office.requestRecusal(expert: "E-2", dossier: "V-1", party: "示例", reason: "示例", as: "S-1")
            }?.isFailed == true)
        _ = try await office.settleSuspicion(
            expert: "E-2", dossier: "V-1", ground: .request, isConflict: true, reason: "示例：情况属实", as: "S-1")
        #expect(try await review(round, "V-1", "E-2")?.state == .recused)
        _ = try await office.requestRecusal(expert: "E-3", dossier: "V-1", party: "示例", reason: "示例一", as: "S-1")
        _ = try await office.settleSuspicion(expert: "E-3", dossier: "V-1", ground: nil, isConflict: false, reason: "示例", as: "S-1")
        _ = try await office.requestRecusal(expert: "E-3", dossier: "V-1", party: "示例", reason: "示例二", as: "S-1")
        #expect(try await self.entry(round, "E-3", "V-1").map(\.state) == [.suspected])
        #expect(try await review(round, "V-1", "E-3")?.state == .assigned)
    }

    @Test("an expert declares before they see a dossier, confirms none, and is asked again when something changes")
    func declarations() async throws {
        let round = try await NearVillages.round(in: .reviews)
        let office = round.office
        try await office.signPledge(as: "E-2")
        #expect(try await !office.ownReviews(as: "E-2").declared)
        #expect(await refusal { _ = try await office.ownReview(of: "V-1", as: "E-2") }?.isNotPermitted == true)
        #expect(
            await refusal { _ = try await office.save([try round.answers("V-1", score: Points(5))], submit: false, as: "E-2") }?
                .isNotPermitted == true)
        let form = try await office.declarationForm(as: "E-2")
        #expect(form.reviews.map(\.applicant) == ["示例一馆", "示例二馆", "示例三馆"] && !form.holds)
        let declared = try await office.declare([], as: "E-2")
        #expect(declared.conflicts.isEmpty && declared.dossiers == ["V-1", "V-2", "V-3"])
        _ = try await office.ownReview(of: "V-1", as: "E-2")
        // Somebody else's entry about the expert, whatever it is on, asks again.
        _ = try await office.requestRecusal(expert: "E-2", dossier: "V-3", party: "示例", reason: "示例", as: "S-1")
        #expect(await refusal { _ = try await office.ownReview(of: "V-1", as: "E-2") }?.isNotPermitted == true)
        let again = try await office.declare(
            [DeclaredConflict(dossier: "V-2", ground: .kinship, reason: "示例：馆长为配偶")], as: "E-2")
        #expect(again.turn == 2 && again.conflicts == ["V-2"])
        #expect(try await review(round, "V-2", "E-2")?.state == .recused)
        #expect(try await entry(round, "E-2", "V-2").map(\.state) == [.declared])
        _ = try await office.ownReview(of: "V-1", as: "E-2")
        // A recusal of their own does not.
        try await office.recuse(from: "V-3", reason: "示例", as: "E-2")
        _ = try await office.ownReview(of: "V-1", as: "E-2")
        #expect(
            await refusal {
                _ = try await office.declare([DeclaredConflict(dossier: "V-1", ground: .region, reason: "示例")], as: "E-2")
            }?.isUsage == true)
        #expect(
            await refusal {
                _ = try await office.declare([DeclaredConflict(dossier: "M-1", ground: .interest, reason: "示例")], as: "E-2")
            }?.isFailed == true)
        #expect(try await office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("new data change nothing by themselves: what follows is shown, and done when approved as shown")
    func replay() async throws {
        let round = try await NearVillages.round(in: .reviews)
        let office = round.office
        for expert in ["E-1", "E-2"] {
            try await office.signPledge(as: expert)
            _ = try await office.declare([], as: expert)
        }
        _ = try await office.save([try round.answers("V-3", score: Points(8))], submit: true, as: "E-1")
        let relation = "示例一馆（东县）,,母公司,示例三馆,,,,,示例章程\n"
        let taken = try await office.takeInRelations(
            round.table(NearVillages.relationHeader + relation, "relations.csv"), correct: false, reason: nil, as: "S-1")
        #expect(taken.added == 1)
        #expect(try await review(round, "V-3", "E-1")?.state == .submitted)
        let report = try await office.replayConflicts(as: "A-1")
        #expect(report.changes.map(\.consequence) == [.voided])
        #expect(report.changes.first?.entry.ground == .relation && report.changes.first?.review == .submitted)
        #expect(report.changes.first?.entry.evidence.zh.contains("示例章程") == true)
        // Something else changes before it is approved.
        let post = "专家编号,单位,统一社会信用代码,开始,结束,职务\nE-3,示例二馆,,2020-01-01,,馆员\n"
        _ = try await office.takeInAffiliations(round.table(post, "posts.csv"), correct: false, reason: nil, as: "S-1")
        #expect(await refusal { _ = try await office.approveReplay(report.digest, reason: "示例", as: "S-1") }?.isFailed == true)
        #expect(try await review(round, "V-3", "E-1")?.state == .submitted)
        let now = try await office.replayConflicts(as: "S-1")
        #expect(
            now.changes.first?.consequence == .voided && now.changes.contains { $0.entry.expert == "E-3" && $0.consequence == .replaced })
        #expect(await refusal { _ = try await office.approveReplay("", reason: "示例", as: "S-1") }?.isFailed == true)
        _ = try await office.approveReplay(String(now.digest.prefix(12)), reason: "示例：依新材料", as: "S-1")
        #expect(try await review(round, "V-3", "E-1")?.state == .recused)
        #expect(try await review(round, "V-2", "E-3")?.state == .recused)
        #expect(try await round.store.read { try $0.find(ScoreSheet.self, ["V-3", "E-1"]) }?.state == .void)
        #expect(try await office.replayConflicts(as: "S-1").changes.isEmpty)
        // The expert was told nothing, and is asked again.
        #expect(await refusal { _ = try await office.ownReview(of: "V-1", as: "E-1") }?.isNotPermitted == true)
        #expect(try await office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("whatever else is decided meanwhile, new data wait until what follows from them is approved")
    func waiting() async throws {
        let round = try await NearVillages.round(in: .reviews)
        let relation = "示例一馆（东县）,,母公司,示例三馆,,,,,示例章程\n"
        _ = try await round.office.takeInRelations(
            round.table(NearVillages.relationHeader + relation, "relations.csv"), correct: false, reason: nil, as: "S-1")
        _ = try await round.office.decideFlag(dossier: "V-4", check: nil, accept: true, reason: "示例：补正", as: "S-1")
        #expect(try await review(round, "V-3", "E-1")?.state == .assigned)
        #expect(try await round.office.replayConflicts(as: "S-1").changes.map(\.consequence) == [.replaced])
    }

    @Test("settling a name enters what follows from the name, and nothing that waits for its own approval")
    func waitingForNames() async throws {
        let round = try await NearVillages.round(in: .conflicts)
        _ = try await round.office.detectConflicts(as: "S-1")
        let post = "专家编号,单位,统一社会信用代码,开始,结束,职务\nE-3,示例五馆,,2020-01-01,,馆员\n"
        _ = try await round.office.takeInAffiliations(round.table(post, "posts.csv"), correct: false, reason: nil, as: "S-1")
        let names = try #require(try await round.office.suspicions(as: "S-1").first?.names)
        _ = try await round.office.settleNames(names, same: true, reason: "示例", as: "S-1")
        #expect(try await entry(round, "E-1", "V-2").map(\.ground) == [.ownApplication])
        #expect(try await entry(round, "E-3", "M-1").isEmpty)
        #expect(try await round.office.replayConflicts(as: "S-1").changes.map(\.entry.dossier) == ["M-1", "M-1"])
    }

    @Test("a correction that takes away what an entry rests on leaves the entry to a person, and says so")
    func unsupported() async throws {
        let round = try await NearVillages.round(in: .assignment, affiliations: "E-1,示例一馆,,2020-01-01,,馆员\n")
        let header = "专家编号,单位,统一社会信用代码,开始,结束,职务,作废\n"
        let ended = header + "E-1,示例一馆,,2020-01-01,2021-01-01,馆员,\n"
        #expect(
            await refusal {
                _ = try await round.office.takeInAffiliations(round.table(ended, "a.csv"), correct: false, reason: nil, as: "S-1")
            }?.faults.count == 1)
        #expect(
            await refusal {
                _ = try await round.office.takeInAffiliations(round.table(ended, "a.csv"), correct: true, reason: nil, as: "S-1")
            }?.isUsage == true)
        let report = try await round.office.takeInAffiliations(
            round.table(ended, "a.csv"), correct: true, reason: "示例：查实已离职", as: "S-1")
        #expect(report.corrected == 1)
        let replay = try await round.office.replayConflicts(as: "S-1")
        #expect(replay.changes.isEmpty && replay.unsupported.contains { $0.dossier == "V-1" && $0.ground == .affiliation })
        #expect(try await entry(round, "E-1", "V-1").allSatisfy(\.binds))
        let void = header + "E-1,示例一馆,,2020-01-01,2021-01-01,馆员,是\n"
        let gone = try await round.office.takeInAffiliations(round.table(void, "a.csv"), correct: true, reason: "示例：张冠李戴", as: "S-1")
        #expect(gone.removed == 1)
        #expect(try await round.store.read { try $0.all(Affiliation.self, where: "expert", is: "E-1") }.isEmpty)
    }

    @Test("what a person lifted is open again where something new is found, and only there")
    func reopened() async throws {
        let round = try await NearVillages.round(in: .assignment, affiliations: "E-1,示例一馆,,2020-01-01,2029-01-01,馆员\n")
        _ = try await round.office.settleConflict(
            expert: "E-1", dossier: "V-1", ground: .affiliation, waive: true, reason: "示例：同名", as: "S-1")
        #expect(try await round.office.replayConflicts(as: "S-1").changes.isEmpty)
        let post = "专家编号,单位,统一社会信用代码,开始,结束,职务\nE-1,示例一馆,,2029-06-01,2029-12-01,顾问\n"
        _ = try await round.office.takeInAffiliations(round.table(post, "posts.csv"), correct: false, reason: nil, as: "S-1")
        let replay = try await round.office.replayConflicts(as: "S-1")
        #expect(replay.changes.map(\.kind) == [.reopened] && replay.changes.map(\.entry.state) == [.suspected])
        _ = try await round.office.approveReplay(replay.digest, reason: "示例", as: "S-1")
        #expect(await refusal { _ = try await round.office.advance(as: "S-1", despite: nil) }?.text.zh.contains("疑似") == true)
    }

    @Test("who sits while a suspicion is open stays; nobody else is put there")
    func openSuspicion() async throws {
        let round = try await NearVillages.round(in: .reviews)
        _ = try await round.office.requestRecusal(expert: "E-2", dossier: "V-1", party: "示例", reason: "示例", as: "S-1")
        _ = try await round.office.requestRecusal(expert: "E-4", dossier: "V-1", party: "示例", reason: "示例", as: "S-1")
        let draft = try await round.office.consult(.seeAssignment, as: "S-1") { reader, call, state in
            try AssignmentDraft(reader, call: call, round: state)
        }
        #expect(draft.conflicts[.init(dossier: "V-1", expert: "E-2")] == nil)
        #expect(draft.conflicts[.init(dossier: "V-1", expert: "E-4")]?.map(\.state) == [.suspected])
        await #expect(throws: Failure.self) { try await round.assign([["V-1", "E-4"]]) }
        // The expert may hand in what they have begun.
        try await round.office.signPledge(as: "E-2")
        _ = try await round.office.declare([], as: "E-2")
        _ = try await round.office.save([try round.answers("V-1", score: Points(7))], submit: true, as: "E-2")
        #expect(try await review(round, "V-1", "E-2")?.state == .submitted)
    }

    @Test("experts of two applicants may not each review for the other, where the call says so")
    func mutualReviews() async throws {
        // E-1's house has applied for a village, E-2's for a mobile library: each may review the other category.
        let posts = "E-1,示例一馆,,2020-01-01,,馆员\nE-2,示例五馆,,2020-01-01,,馆员\n"
        let round = try await NearVillages.round(in: .assignment, affiliations: posts)
        let problem = try await round.office.consult(.seeAssignment, as: "S-1") { reader, call, state in
            try AssignmentDraft(reader, call: call, round: state).problem(named: "x")
        }
        let named = problem.neverMutual.map { Set(problem.names(of: [$0.first, $0.second])) }
        #expect(named == [[["M-1", "E-1"], ["V-1", "E-2"]]])
    }

    @Test("the matrix and the statistics count what the register holds, and the page is safe whatever names say")
    func picture() async throws {
        let round = try await NearVillages.round(
            in: .conflicts, affiliations: "E-1,示例一馆（<b>东县）,,2020-01-01,,馆员\nE-4,示例三馆,,2020-01-01,,馆长\n")
        _ = try await round.office.detectConflicts(as: "S-1")
        let statistics = try await round.office.conflictStatistics(as: "A-1")
        let affiliation = try #require(statistics.first { $0.ground == .affiliation })
        #expect(affiliation.confirmed == 1 && affiliation.suspected == 1 && affiliation.cleared == 0)
        let entries = try await round.office.conflicts(expert: nil, dossier: nil, as: "A-1")
        let pairs = Set(entries.filter(\.binds).map { [$0.expert, $0.dossier] }).count
        for rows in ConflictRows.allCases {
            for most in [1, 60] {
                let page = try await round.office.conflictPage(by: rows, most: most, as: "A-1")
                #expect(page.rows.count <= most)
                #expect(page.rows.flatMap(\.cells).reduce(0) { $0 + $1.confirmed } == pairs)
                for language in Language.allCases {
                    let html = page.html(in: language)
                    #expect(html.contains("&lt;b&gt;") && !html.contains("<b>东县"))
                }
            }
        }
    }
}
