import Formats
import Programme
import Scoring
import Storage
import Testing

@testable import Workflow

@Suite("Who may do what, and when")
struct PermissionTests {
    private static let all = Stage.allCases

    /// Every act with its roles and stages: S secretariat, E expert, C chair, A auditor.
    static let table: [(act: Act, roles: String, from: Stage, to: Stage)] = [
        (.openRound, "S", .intake, .decisions), (.advanceStage, "S", .intake, .visits),
        (.grantRole, "S", .intake, .decisions), (.takeInDossiers, "S", .intake, .intake),
        (.takeInExperts, "S", .intake, .intake), (.takeInDemonstrations, "S", .intake, .intake),
        (.takeInReassessments, "S", .intake, .intake), (.takeInExcuses, "S", .intake, .visits), (.decideFlag, "S", .intake, .reviews),
        (.takeInContacts, "S", .intake, .decisions), (.seeContacts, "SA", .intake, .closed),
        (.detectConflicts, "S", .conflicts, .conflicts), (.enterConflict, "S", .conflicts, .decisions),
        (.takeInRelations, "S", .intake, .decisions), (.takeInAffiliations, "S", .intake, .decisions),
        (.requestRecusal, "S", .conflicts, .decisions), (.settleSuspicion, "S", .intake, .decisions),
        (.correctDossier, "S", .intake, .assignment), (.replayConflicts, "S", .conflicts, .decisions),
        (.declareConflicts, "E", .reviews, .reviews),
        (.confirmConflict, "S", .conflicts, .assignment), (.waiveConflict, "S", .conflicts, .assignment),
        (.commitDraw, "S", .assignment, .assignment),
        (.runDraw, "S", .assignment, .assignment), (.makePlan, "S", .assignment, .assignment),
        (.makeLottery, "S", .assignment, .assignment), (.findReplacements, "S", .reviews, .reviews),
        (.approvePlan, "S", .assignment, .reviews), (.signPledge, "E", .reviews, .reviews),
        (.saveSheet, "E", .reviews, .reviews), (.submitSheet, "E", .reviews, .reviews),
        (.declineReview, "E", .reviews, .reviews), (.recuse, "E", .reviews, .reviews),
        (.computeResults, "S", .results, .results), (.chooseVisits, "S", .visits, .visits),
        (.proposeShortlist, "C", .decisions, .decisions), (.moveDossier, "C", .decisions, .notice),
        (.decideReassessment, "C", .decisions, .notice), (.signShortlist, "C", .decisions, .notice),
        (.attendDecisions, "C", .decisions, .notice), (.castVote, "C", .decisions, .notice), (.enterDissent, "C", .decisions, .notice),
        (.declineToSign, "C", .decisions, .notice),
        (.recuseChair, "SC", .results, .notice), (.addHolidays, "S", .intake, .notice), (.publishNotice, "S", .notice, .notice),
        (.enterObjection, "S", .notice, .notice), (.answerObjection, "S", .notice, .notice), (.openRereview, "S", .notice, .notice),
        (.computeRereview, "S", .notice, .notice), (.closeNotice, "S", .notice, .notice),
        (.seeWhatIf, "SCA", .decisions, .closed), (.seeNotice, "SCA", .notice, .closed), (.seeLetters, "SA", .closed, .closed),
        (.seeAbnormal, "SCA", .results, .closed), (.askReasons, "S", .results, .results), (.openThirdReading, "S", .results, .results),
        (.discussAbnormal, "C", .results, .results), (.decideAbnormal, "C", .results, .results),
        (.explainSheet, "E", .results, .results), (.voteAbnormal, "E", .results, .results),
        (.seeRound, "SCA", .intake, .closed),
        (.seeDossiers, "SCA", .intake, .closed), (.seeExperts, "SA", .intake, .closed),
        (.seeConflicts, "SA", .intake, .closed), (.seeDraw, "SCA", .intake, .closed), (.seeAssignment, "SA", .intake, .closed),
        (.seeOwnReviews, "E", .reviews, .reviews), (.seeProgress, "SA", .reviews, .closed),
        (.seeResults, "SCA", .results, .closed), (.seeSheets, "CA", .results, .closed),
        (.seeShortlist, "SCA", .decisions, .closed), (.seeLog, "SA", .intake, .closed),
        (.seeBundle, "A", .intake, .closed), (.seePublication, "SA", .notice, .closed),
        (.makeVisitTeams, "S", .visits, .visits), (.makeVisitSchedule, "S", .visits, .visits), (.submitFinding, "E", .visits, .visits),
        (.seeVisits, "SCA", .visits, .closed), (.seeOwnVisits, "E", .visits, .visits),
        (.seeRecords, "SCA", .results, .closed),
        (.issueCode, "S", .intake, .closed), (.signIn, "SECA", .intake, .closed), (.signOut, "SECA", .intake, .closed),
        (.revokeToken, "S", .intake, .closed), (.seeTokens, "SA", .intake, .closed),
    ]

    /// What the experts of new panels do once more while the list is public.
    private static let again: Set<Act> = [
        .signPledge, .declareConflicts, .saveSheet, .submitSheet, .declineReview, .recuse, .seeOwnReviews,
    ]

    private static let letters: [(Role, Character)] = [
        (.secretariat, "S"), (.expert, "E"), (.chair, "C"), (.auditor, "A"),
    ]

    @Test("every act stands in the table once")
    func complete() {
        #expect(Self.table.map(\.act.rawValue).sorted() == Act.allCases.map(\.rawValue).sorted())
    }

    @Test("each role may do each act in each stage where the table says so, and nowhere else")
    func matrix() {
        for (act, roles, from, to) in Self.table {
            for (role, letter) in Self.letters {
                let person = Person(id: "X-1", name: "示例", role: role)
                for stage in Stage.allCases {
                    let isOpen = (from <= stage && stage <= to) || ([.notice, .results].contains(stage) && Self.again.contains(act))
                    do {
                        try act.check(person, in: stage)
                        #expect(roles.contains(letter) && isOpen, "\(act) \(role) \(stage)")
                    } catch let failure as Failure where failure.isNotPermitted {
                        #expect(!roles.contains(letter), "\(act) \(role) \(stage)")
                    } catch {
                        #expect(roles.contains(letter) && !isOpen, "\(act) \(role) \(stage)")
                    }
                }
            }
        }
    }

    @Test("no role both gives scores and settles conflicts, plans, results or the list")
    func separation() {
        for role in Role.allCases {
            let acts = Set(Act.allCases.filter { $0.permission.roles.contains(role) })
            #expect(
                !acts.contains(.submitSheet)
                    || acts.isDisjoint(with: [.waiveConflict, .approvePlan, .computeResults, .moveDossier]))
            #expect(
                !acts.contains(.signShortlist)
                    || acts.isDisjoint(with: [.waiveConflict, .approvePlan, .computeResults]))
        }
    }

    @Test("an auditor reads and changes nothing")
    func auditor() {
        // Coming and going is everybody's.
        for act in Act.allCases where act.permission.roles.contains(.auditor) && ![.signIn, .signOut].contains(act) {
            #expect(act.rawValue.hasPrefix("see."))
        }
    }

    @Test("a refusal names the person, the role, and whom the act is for, in both languages")
    func refusalWords() {
        let failure = #expect(throws: Failure.self) {
            try Act.signShortlist.check(Person(id: "E-7", name: "示例", role: .expert), in: .decisions)
        }
        #expect(failure?.text.zh == "E-7（专家）无权进行此操作；有权的是：评审组组长。")
        #expect(failure?.text.en == "E-7 (expert) may not do this; it is for: chair.")
        #expect(failure?.exitCode == 77)
        let early = #expect(throws: Failure.self) {
            try Act.waiveConflict.check(Person(id: "S-1", name: "示例", role: .secretariat), in: .reviews)
        }
        #expect(early?.text.en.contains("in the stage “reviews”") == true)
        #expect(early?.text.en.contains("“conflicts to assignment”") == true)
        #expect(early?.exitCode == 1)
    }

    /// An operation of the office, whom it is for, and a stage in which it is allowed.
    private struct Operation: Sendable {
        var name: String
        var roles: String
        var stage: Stage
        var work: @Sendable (Office, String) async throws -> Void

        init(
            _ name: String, _ roles: String, _ stage: Stage,
            _ work: @escaping @Sendable (Office, String) async throws -> Void
        ) {
            self.name = name
            self.roles = roles
            self.stage = stage
            self.work = work
        }
    }

    private static let operations: [Operation] = [
        Operation("grant", "S", .intake) { try await $0.grant(Person(id: "N-1", name: "示例", role: .chair), as: $1) },
        Operation("people", "SA", .intake) { _ = try await $0.people(as: $1) },
        Operation("status", "SCA", .intake) { _ = try await $0.status(as: $1) },
        Operation("call", "SCA", .intake) { _ = try await $0.call(as: $1) },
        Operation("dossiers", "SCA", .intake) { _ = try await $0.dossiers(as: $1) },
        Operation("take in dossiers", "S", .intake) { _ = try await $0.takeInDossiers([], as: $1) },
        Operation("take in the register", "S", .intake) { office, actor in
            _ = try await office.takeInDemonstrations(try Formats.Table(csv: Array("a\n".utf8), file: "r.csv"), as: actor)
        },
        Operation("take in filings", "S", .intake) { office, actor in
            _ = try await office.takeInReassessments(try Formats.Table(csv: Array("a\n".utf8), file: "r.csv"), lateReason: nil, as: actor)
        },
        Operation("take in explanations", "S", .intake) { office, actor in
            _ = try await office.takeInExcuses(try Formats.Table(csv: Array("a\n".utf8), file: "r.csv"), lateReason: nil, as: actor)
        },
        Operation("register", "SCA", .intake) { _ = try await $0.demonstrations(as: $1) },
        Operation("log", "SA", .intake) { _ = try await $0.log(as: $1) },
        Operation("export the log", "SA", .intake) { _ = try await $0.exportLog(as: $1) },
        Operation("advance", "S", .intake) { _ = try await $0.advance(as: $1, despite: nil) },
        Operation("decide a flag", "S", .intake) {
            _ = try await $0.decideFlag(dossier: "V-2", check: nil, accept: true, reason: "示例", as: $1)
        },
        Operation("eligibility", "SCA", .intake) { _ = try await $0.eligibility(of: "V-1", as: $1) },
        Operation("eligibility of all", "SCA", .intake) { _ = try await $0.eligibilitySummary(as: $1) },
        Operation("contacts", "SA", .intake) { _ = try await $0.contacts(as: $1) },
        Operation("take in contacts", "S", .intake) {
            _ = try await $0.takeInContacts(Table(csv: Array(VillageLibraries.contacts.utf8), file: "c.csv"), as: $1)
        },
        Operation("detect", "S", .conflicts) { _ = try await $0.detectConflicts(as: $1) },
        Operation("conflicts", "SA", .conflicts) { _ = try await $0.conflicts(expert: nil, dossier: nil, as: $1) },
        Operation("enter a conflict", "S", .conflicts) {
            _ = try await $0.enterConflict(expert: "E-1", dossier: "V-1", ground: .interest, reason: "示例", as: $1)
        },
        Operation("waive", "S", .conflicts) {
            _ = try await $0.settleConflict(
                expert: "E-5", dossier: "V-1", ground: nil, waive: true, reason: "示例", as: $1)
        },
        Operation("confirm", "S", .conflicts) {
            _ = try await $0.settleConflict(
                expert: "E-5", dossier: "V-1", ground: nil, waive: false, reason: "示例", as: $1)
        },
        Operation("commit to a draw", "S", .assignment) {
            _ = try await $0.commitDraw(DrawRequest(category: "village", sources: []), as: $1)
        },
        Operation("draw", "S", .assignment) { _ = try await $0.runDraw(for: "village", numbers: [], as: $1) },
        Operation("draws", "SCA", .assignment) { _ = try await $0.draws(for: nil, as: $1) },
        Operation("publish a draw", "SCA", .assignment) { _ = try await $0.drawFile(nil, as: $1) },
        Operation("pledge", "E", .reviews) { try await $0.signPledge(as: $1) },
        Operation("own reviews", "E", .reviews) { _ = try await $0.ownReviews(as: $1) },
        Operation("own review", "E", .reviews) { _ = try await $0.ownReview(of: "V-1", as: $1) },
        Operation("save", "E", .reviews) { _ = try await $0.save([], submit: false, as: $1) },
        Operation("submit", "E", .reviews) { _ = try await $0.save([], submit: true, as: $1) },
        Operation("submit a draft", "E", .reviews) { _ = try await $0.submitDraft(of: "V-1", as: $1) },
        Operation("decline", "E", .reviews) { try await $0.decline("V-1", reason: "示例", as: $1) },
        Operation("recuse", "E", .reviews) { try await $0.recuse(from: "V-1", reason: "示例", as: $1) },
        Operation("progress", "SA", .reviews) { _ = try await $0.progress(as: $1) },
        Operation("compute results", "S", .results) { _ = try await $0.computeResults(as: $1) },
        Operation("results", "SCA", .results) { _ = try await $0.results(as: $1) },
        Operation("a result", "CA", .results) { _ = try await $0.result(of: "V-1", as: $1) },
        Operation("abnormal sheets", "SCA", .results) { _ = try await $0.abnormalSheets(as: $1) },
        Operation("ask for reasons", "S", .results) { _ = try await $0.askReasons(of: "E-1", on: "V-1", reason: "示例", as: $1) },
        Operation("third reading", "S", .results) { _ = try await $0.openThirdReading(of: "E-1", on: "V-1", reason: "示例", as: $1) },
        Operation("record a discussion", "C", .results) {
            _ = try await $0.recordDiscussion(
                of: "E-1", on: "V-1", .init(attending: ["E-2"], abnormal: 1, sound: 0), minutes: "示例", as: $1)
        },
        Operation("decide on a sheet", "C", .results) {
            _ = try await $0.decideAbnormal(of: "E-1", on: "V-1", .keep, reason: "示例", as: $1)
        },
        Operation("explain a sheet", "E", .results) { _ = try await $0.explainSheet(on: "V-1", reason: "示例", as: $1) },
        Operation("vote on a sheet", "E", .results) { _ = try await $0.voteAbnormal(1, abnormal: true, reason: "示例", as: $1) },
        Operation("choose visits", "S", .visits) { _ = try await $0.chooseVisits(as: $1) },
        Operation("visits", "SCA", .visits) { _ = try await $0.visits(as: $1) },
        Operation("teams", "S", .visits) { _ = try await $0.makeVisitTeams(as: $1) },
        Operation("schedule", "S", .visits) { _ = try await $0.makeVisitSchedule(start: nil, as: $1) },
        Operation("hand in findings", "E", .visits) { _ = try await $0.submitFindings([], as: $1) },
        Operation("own visits", "E", .visits) { _ = try await $0.ownVisits(as: $1) },
        Operation("findings", "SCA", .visits) { _ = try await $0.visitFindings(as: $1) },
        Operation("explain a visit", "SCA", .visits) { _ = try await $0.explainVisit("V-1", as: $1) },
        Operation("propose", "C", .decisions) { _ = try await $0.proposeShortlist(as: $1) },
        Operation("move", "C", .decisions) { _ = try await $0.moveDossier("V-3", listed: true, reason: "示例", as: $1) },
        Operation("decide on a demonstration", "C", .decisions) {
            _ = try await $0.decideReassessment("R-1", .keep, by: nil, reason: "示例", as: $1)
        },
        Operation("reassessment", "SCA", .decisions) { _ = try await $0.reassessment(as: $1) },
        Operation("sign", "C", .decisions) { _ = try await $0.signShortlist(as: $1) },
        Operation("attend", "C", .decisions) { _ = try await $0.attendDecisions(as: $1) },
        Operation("recuse a chair", "SC", .decisions) { _ = try await $0.recuseChair("C-1", from: "V-3", reason: "示例", as: $1) },
        Operation("vote", "C", .decisions) { _ = try await $0.vote(on: 1, .agree, reason: nil, as: $1) },
        Operation("vote on the list", "C", .decisions) { _ = try await $0.voteOnList(.agree, reason: nil, as: $1) },
        Operation("dissent", "C", .decisions) { _ = try await $0.dissent(from: nil, reason: "示例", as: $1) },
        Operation("decline to sign", "C", .decisions) { _ = try await $0.declineToSign(reason: "示例", as: $1) },
        Operation("what if", "SCA", .decisions) { _ = try await $0.whatIf(WhatIf(), as: $1) },
        Operation("a dossier in full", "SCA", .decisions) { _ = try await $0.dossierInFull("V-3", as: $1) },
        Operation("holidays", "S", .decisions) { _ = try await $0.addHolidays([], as: $1) },
        Operation("publish", "S", .notice) { _ = try await $0.publishNotice(as: $1) },
        Operation("object", "S", .notice) { _ = try await $0.enterObjection(PublicVillages.entry("V-1"), as: $1) },
        Operation("answer", "S", .notice) { _ = try await $0.answerObjection(1, .dismissed, reason: "示例", as: $1) },
        Operation("review again", "S", .notice) { _ = try await $0.openRereview(of: 1, as: $1) },
        Operation("compute again", "S", .notice) { _ = try await $0.computeRereview(of: 1, as: $1) },
        Operation("close", "S", .notice) { _ = try await $0.closeNotice(as: $1) },
        Operation("notice", "SCA", .notice) { _ = try await $0.notice(as: $1) },
        Operation("list paper", "SCA", .decisions) { _ = try await $0.listPaper(final: false, as: $1) },
        Operation("letters", "SA", .closed) { _ = try await $0.letters(as: $1) },
        Operation("shortlist", "SCA", .decisions) { _ = try await $0.shortlist(as: $1) },
    ]

    @Test(
        "the office lets nobody do what is not theirs, and nothing is changed or logged",
        arguments: [Stage.intake, .conflicts, .assignment, .reviews, .results, .visits, .decisions, .notice, .closed])
    func office(stage: Stage) async throws {
        let round = stage == .notice ? try await PublicVillages.signed() : try await MiniRound.villages(in: stage)
        if stage == .intake { try await round.takeInVillages() }
        let before = try await round.store.read { try $0.log() }
        for operation in Self.operations where operation.stage == stage {
            for (person, letter) in [("S-1", "S"), ("E-1", "E"), ("C-1", "C"), ("A-1", "A"), ("N-9", "-")] {
                guard !operation.roles.contains(letter) else { continue }
                let failure = await refusal { try await operation.work(round.office, person) }
                #expect(failure?.isNotPermitted == true, "\(operation.name) as \(person)")
            }
        }
        #expect(try await round.store.read { try $0.log() } == before)
    }

    @Test(
        "the office does nothing outside an act's stages, and nothing is changed or logged",
        arguments: [Stage.intake, .conflicts, .assignment, .reviews, .results, .visits, .decisions, .notice, .closed])
    func stages(stage: Stage) async throws {
        let round = stage == .notice ? try await PublicVillages.signed() : try await MiniRound.villages(in: stage)
        if stage == .intake { try await round.takeInVillages() }
        let before = try await round.store.read { try $0.log() }
        let allowed: [String: ClosedRange<Stage>] = [
            "grant": .intake ... .decisions, "advance": .intake ... .visits,
            "enter a conflict": .conflicts ... .decisions, "decide a flag": .intake ... .reviews,
            "waive": .conflicts ... .assignment, "confirm": .conflicts ... .assignment,
            "progress": .reviews ... .closed,
            "results": .results ... .closed, "a result": .results ... .closed, "visits": .results ... .closed,
            "shortlist": .decisions ... .closed, "reassessment": .decisions ... .closed, "register": .intake ... .closed,
            "take in explanations": .intake ... .visits, "people": .intake ... .closed, "status": .intake ... .closed,
            "call": .intake ... .closed, "dossiers": .intake ... .closed, "log": .intake ... .closed,
            "draws": .intake ... .closed, "publish a draw": .intake ... .closed, "export the log": .intake ... .closed,
            "conflicts": .intake ... .closed, "eligibility": .intake ... .closed, "eligibility of all": .intake ... .closed,
            "findings": .visits ... .closed, "explain a visit": .visits ... .closed,
            "contacts": .intake ... .closed, "take in contacts": .intake ... .decisions,
            "move": .decisions ... .notice, "decide on a demonstration": .decisions ... .notice, "sign": .decisions ... .notice,
            "attend": .decisions ... .notice, "recuse a chair": .results ... .notice, "vote": .decisions ... .notice,
            "vote on the list": .decisions ... .notice, "dissent": .decisions ... .notice,
            "decline to sign": .decisions ... .notice, "what if": .decisions ... .closed,
            "a dossier in full": .decisions ... .closed, "holidays": .intake ... .notice, "notice": .notice ... .closed,
            "list paper": .decisions ... .closed, "abnormal sheets": .results ... .closed,
        ]
        let again: Set = ["pledge", "own reviews", "own review", "save", "submit", "submit a draft", "decline", "recuse"]
        for operation in Self.operations {
            let stages = allowed[operation.name] ?? operation.stage...operation.stage
            guard !stages.contains(stage), ![.notice, .results].contains(stage) || !again.contains(operation.name) else { continue }
            let person = operation.roles.contains("S") ? "S-1" : operation.roles.contains("E") ? "E-1" : "C-1"
            let failure = await refusal { try await operation.work(round.office, person) }
            #expect(
                failure?.isFailed == true && failure?.text.en.contains("can be done in") == true, "\(operation.name)")
        }
        #expect(try await round.store.read { try $0.log() } == before)
    }

    @Test("a person whom nobody registered is told how to be")
    func unknownPerson() async throws {
        let round = try await MiniRound.villages(in: .intake)
        let failure = await refusal { _ = try await round.office.status(as: "N-9") }
        #expect(failure?.isNotPermitted == true)
        #expect(failure?.text.en.contains("Nobody in the round is N-9") == true)
    }
}
