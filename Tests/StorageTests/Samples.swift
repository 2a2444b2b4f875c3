import Foundation
import GRDB
import Matching
import Programme
import Storage
import Testing
import Workflow

/// A folder that goes when the test is done.
final class Scratch: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "linxuan-storage-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String = "round.sqlite") -> String { folder.appending(path: name).path }

    /// The file as anybody may open it who has it.
    func raw<Value: Sendable>(_ name: String = "round.sqlite", _ work: @Sendable (Database) throws -> Value) throws
        -> Value
    {
        try DatabaseQueue(path: path(name)).writeWithoutTransaction(work)
    }
}

/// A small round in the stage of reviews, one record of every kind at least.
enum Samples {
    static let digest = String(repeating: "a", count: 64)
    static let at = Instant(seconds: 1_900_000_000)
    static let codes = ["91350100M000100Y43", "914403001922038216", "9135010557098120XJ", "91120222MA06DG3067"]

    static func day(_ text: String) -> Day {
        guard let day = Day(text) else { fatalError("a test's own day is wrong: \(text)") }
        return day
    }

    static func dossier(_ number: Int, unsuitable: [String] = []) -> Dossier {
        Dossier(
            id: "D-\(number)", authority: "420000", category: "school", applicant: "示例\(number)学校",
            creditCode: codes[number - 1], creditCodeReason: "", mode: "共享制造", industry: "纺织服装",
            filedOn: day("2030-03-01"), unsuitable: unsuitable, declared: ["对外开放": "是", "甲,\"乙\"": "丙\n丁"])
    }

    static func contact(_ turn: Int) -> Contact {
        Contact(
            authority: "420000", turn: turn, name: "示例联系人\(turn)", position: "示例处长", phone: "010-00000000", mobile: "", fax: "",
            email: "example@example.cn", givenOn: day("2030-01-0\(turn)"), by: "S-1", at: at)
    }

    static func expert(_ number: Int) -> Expert {
        Expert(
            id: "E-\(number)", name: "示例\(number)", region: "420000", specialties: ["reading"], modes: [],
            industries: ["纺织服装"], seniorTitle: true, years: 10, minimumLoad: 0, maximumLoad: 10)
    }

    static func conflict(_ expert: String, _ dossier: String, _ state: Conflict.State = .detected) -> Conflict {
        Conflict(
            expert: expert, dossier: dossier, ground: .affiliation, evidence: Text(zh: "示例", en: "example"),
            state: state,
            by: state == .waived ? "S-1" : nil, reason: state == .waived ? "示例理由" : nil)
    }

    static let suspicion = Conflict(
        expert: "E-2", dossier: "D-2", ground: .relation, evidence: Text(zh: "示例", en: "example"), state: .suspected,
        names: ["示例乙", "示例甲"])

    static func sheet(_ state: ScoreSheet.State = .draft) -> ScoreSheet {
        var sheet = ScoreSheet(dossier: "D-1", expert: "E-1", at: at)
        sheet.state = state
        sheet.scores = ["idea": Points(8), "proof": Points(hundredths: 750)]
        sheet.reasons = ["idea": "示例：“理由”"]
        sheet.gates = ["legal": true]
        sheet.visitNeeded = true
        sheet.visitQuestion = "示例"
        return sheet
    }

    static let round = RoundState(
        callDocument: "call.yaml", callDigest: digest, stage: .reviews, conflictsDetected: true, visitsChosen: false,
        openedAt: at)

    static let outcome = Outcome(
        dossier: "D-1", category: "school", standing: .passed, score: Points(hundredths: 7833), rank: 1, tied: false,
        sheets: [Outcome.SheetTotal(expert: "E-1", total: Fraction(23_500, over: 3), counted: true)], missing: 2,
        gates: [Outcome.GateCount(gate: "legal", notMet: 1)])

    static let announcement = DrawAnnouncement(
        call: digest, category: "school", number: 1, at: at, method: .sha256,
        quotas: DrawQuotas(experts: 2, minima: [.init(specialty: "reading", minimum: 1)], perRegion: 2), reason: nil,
        seedDigest: digest, sources: [DrawSource(name: "示例“彩票”", count: 2, at: at)],
        pool: (1...3).map { DrawCandidate(number: $0, expert: "E-\($0)", stratum: expert($0).stratum) })

    static let drawnDraw = {
        var draw = DrawRecord(announcement: announcement, digest: digest, committedBy: "S-1")
        draw.state = .drawn
        draw.outcome = DrawOutcome(numbers: [[3, 4]], seed: digest, drawn: [3, 1], reserves: [2])
        draw.drawnBy = "S-1"
        draw.drawnAt = at
        return draw
    }()

    static let announcedDraw = {
        var second = announcement
        second.number = 2
        second.reason = "示例：重抽"
        second.isRehearsal = true
        return DrawRecord(announcement: second, digest: digest, committedBy: "S-1")
    }()

    static let lottery = LotteryRecord(
        number: 1, limit: ChanceLimit(1, outOf: 3)!, tickets: 3, instance: digest, digest: digest, document: "{}",
        madeBy: "S-1", madeAt: at)

    static let withdrawnReview = {
        var review = Review(dossier: "D-2", expert: "E-3", state: .withdrawn, plan: 1, reason: "示例", at: at)
        review.withdrawnBy = 1
        return review
    }()

    static let changes = PlanChanges(
        dossiers: [
            .init(
                dossier: "D-2", leaving: [.init(expert: "E-2", state: .begun), .init(expert: "E-3", state: .declined)],
                coming: [.init(expert: "E-1", reserve: 2)])
        ], moved: 1, begun: 1, fewest: true, totalBefore: 8000, within: 4)

    static let records: [any RoundRecord] = [
        FrozenDocument(path: "call.yaml", text: "格式: 示例\n", digest: digest),
        CriterionRow(category: "school", criterion: "idea", weight: 60, minimum: Points(0), maximum: Points(10)),
        CriterionRow(category: "school", criterion: "proof", weight: 40, minimum: Points(0), maximum: Points(10)),
        round,
        Person(id: "S-1", name: "示例秘书", role: .secretariat), Person(id: "C-1", name: "示例组长", role: .chair),
        Person(id: "C-2", name: "示例组长", role: .chair), Person(id: "E-1", name: "示例1", role: .expert),
        dossier(1, unsuitable: ["E-3"]), dossier(2), Flag(dossier: "D-2", check: "open", found: "否"),
        Flag(dossier: "D-1", check: "legal", found: "否", effect: .fails, others: ["D-2"]),
        DossierSource(dossier: "D-1", file: "示例.xlsx", sheet: "汇总表", row: 4, columns: ["编号": 1, "申报主体": 28]),
        DossierSource(dossier: "D-2", file: "示例.csv", sheet: nil, row: 2, columns: [:]),
        DossierCorrection(of: dossier(1), to: dossier(2), turn: 1, by: "S-1", reason: "示例：来函", at: at),
        FlagRenewal(
            of: Flag(dossier: "D-1", check: "legal", found: "否"),
            to: Flag(dossier: "D-1", check: "legal", found: "D-2 示例", effect: .asks, others: ["D-2"]), turn: 1, decisions: 0, by: "S-1",
            at: at),
        FlagRenewal(of: Flag(dossier: "D-1", check: "legal", found: "否"), to: nil, turn: 2, decisions: 1, by: "S-1", at: at),
        EligibilityDecision(dossier: "D-2", check: "open", turn: 1, accepted: true, by: "S-1", reason: "示例", at: at),
        EligibilityDecision(dossier: "D-2", check: "open", turn: 2, accepted: false, by: "S-1", reason: "示例", at: at),
        EligibilityDecision(
            dossier: "D-1", check: "legal", turn: 1, accepted: true, corrected: "是", by: "S-1", reason: "示例", at: at),
        contact(1), contact(2),
        expert(1), expert(2), expert(3), expert(4),
        Affiliation(
            expert: "E-2", organisation: "示例1学校", creditCode: "", from: day("2020-01-01"), until: nil, position: "馆长"),
        Interest(expert: "E-3", applicant: "示例2学校", creditCode: "", kind: .kinship, note: "示例"),
        OrganisationRelation(
            number: 1, organisation: "示例集团", creditCode: codes[0], kind: .share, other: "示例1学校", share: Points(hundredths: 5125),
            from: day("2020-01-01"), source: "示例年报"),
        NameFinding(["示例乙", "示例甲"], turn: 1, same: false, by: "S-1", reason: "示例", at: at),
        conflict("E-2", "D-1"), conflict("E-3", "D-2", .waived), suspicion,
        ConflictStatement(on: conflict("E-2", "D-1"), turn: 1, by: "S-1", at: at),
        ConflictStatement(on: conflict("E-3", "D-2", .waived), turn: 1, by: "S-1", at: at),
        InterestDeclaration(
            expert: "E-1", turn: 1, at: at, dossiers: ["D-1"], conflicts: [], basis: digest, digest: digest),
        demonstration(1), demonstration(2), demonstration(3),
        ReassessmentFiling(
            demonstration: "R-1", dossier: "D-2", filedOn: day("2030-04-02"), late: LateApproval(by: "S-1", reason: "示例：“网站故障”")),
        Excuse(demonstration: "R-2", ground: .other, document: "示例函1号", statedOn: day("2030-03-01"), note: "示例：合并"),
        lottery, drawnDraw, announcedDraw,
        PlanRecord(
            number: 1, purpose: .round, state: .approved, pairs: [["D-1", "E-1"]], optimal: true, total: 9000,
            bound: 9000,
            instance: digest, document: #"{"plan":1}"#, madeBy: "S-1", madeAt: at, approvedBy: "S-1", changes: changes),
        Pledge(expert: "E-1", at: at, digest: digest),
        Review(dossier: "D-1", expert: "E-1", state: .assigned, plan: 1, at: at),
        Review(dossier: "D-1", expert: "E-3", state: .recused, plan: 1, reason: "示例", at: at), withdrawnReview, sheet(), outcome,
        Review(dossier: "D-1", expert: "E-4", state: .submitted, plan: 1, at: at),
        Visit(
            dossier: "D-1",
            reasons: [.passed, .requested(2), .spread(Points(30)), .nearPassMark(Points(1)), .flag(Text(verbatim: "示例"))],
            questions: ["问"]),
        RankingBasis(category: "school", fallback: nil, scores: 3, groups: 1, dossierRatio: 1, expertRatio: 0), visitPlan, visitTeams,
        VisitSeat(teams: 1, dossier: "D-1", expert: "E-4", leads: true),
        VisitSeat(teams: 1, dossier: "D-1", expert: "E-1", leads: false),
        VisitScheduleRecord(
            number: 1, teams: 1, start: day("2030-06-03"), trips: [.init(trip: 1, from: day("2030-06-03"), until: day("2030-06-05"))],
            visits: [.init(dossier: "D-1", from: day("2030-06-04"), until: day("2030-06-04"))], workingDays: 3, leastWorkingDays: 3,
            madeBy: "S-1", madeAt: at),
        VisitFinding(
            dossier: "D-1", turn: 1, lead: "E-4", answers: [.init(question: "问", verdict: .partly, text: "示例")],
            gates: [.init(gate: "legal", met: true, text: "")], overall: .confirmed, text: "示例",
            files: [.init(name: "示例.pdf", sha256: digest)], at: at),
        Placement(dossier: "D-1", proposed: true, ground: Text(zh: "示例", en: "example")),
        reassessed, unheard,
        ReassessmentMove(
            number: 1, demonstration: "R-1", before: .keep, after: .rectify, rectifyBy: day("2031-03-31"), chair: "C-1", at: at,
            reason: "示例：须补正"),
        Signature(number: 1, chair: "C-1", at: at, digest: digest),
        SignInCode(
            person: "E-1", turn: 1, digest: digest, issuedBy: "S-1", issuedAt: at, expiresAt: Instant(seconds: at.seconds + 1)),
        SignInTry(person: "E-1", turn: 1, number: 1, right: false, at: at),
        SignInTry(person: "E-1", turn: 1, number: 2, right: true, at: at),
        AccessToken(
            digest: digest, number: 1, person: "E-1", turn: 1, device: "示例", issuedAt: at, expiresAt: Instant(seconds: at.seconds + 1)),
        TokenRevocation(token: 1, by: "S-1", at: at),
    ]

    static let visitPlan = VisitPlanRecord(
        number: 1,
        gains: [
            VisitGain(
                dossier: "D-1", province: "420000", days: 1, mean: 783_300, standardError: 21_000, source: .model, threshold: Points(70),
                isIn: true, byScore: 120, byRequests: 4000, byFlags: 0, least: Points(0))
        ], fixed: [.init(dossier: "D-2", province: "420000", days: 2, isForced: true)], leftOut: ["D-3"], reason: "示例",
        problem: VisitSelection(candidates: [], budget: .init(visits: 3, trips: 2), visitsPerTrip: 5, travelDays: 2),
        plan: VisitSelectionPlan(
            dossiers: ["D-1"], gain: 4120, cost: .init(visits: 1, teamDays: 3, trips: 1), bound: 4120, multipliers: [0, 0, 0]),
        oneMore: .init(visits: 0, trips: 0), madeBy: "S-1", madeAt: at)

    static let visitTeams = VisitTeamsRecord(
        number: 1, trips: [Trip(number: 1, province: "420000", dossiers: ["D-1"], visitDays: [1], travelDays: 2)], squares: 18, bound: 18,
        madeBy: "S-1", madeAt: at)

    /// What belongs to the stages after the reviews: how chairs come to their list, and the public notice.
    static let laterRecords: [any RoundRecord] = [
        Attendance(chair: "C-1", at: at), ChairRecusal(chair: "C-2", dossier: "D-1", reason: "示例", by: "S-1", at: at),
        Motion(number: 1, dossier: "D-1", listed: false, reason: "示例", chair: "C-1", at: at),
        Vote(number: 1, motion: 1, digest: nil, chair: "C-1", choice: .agree, reason: nil, at: at),
        Vote(number: 2, motion: nil, digest: digest, chair: "C-2", choice: .against, reason: "示例", at: at),
        Dissent(number: 1, chair: "C-1", dossier: "D-1", digest: digest, reason: "示例", at: at),
        Dissent(number: 2, chair: "C-2", dossier: nil, digest: digest, reason: "示例", at: at),
        SigningRefusal(number: 1, chair: "C-1", digest: digest, signaturesBefore: 1, reason: "示例", at: at),
        HolidayYear(.init(year: 2030, holidays: [day("2030-05-01")], workdays: [day("2030-05-04")], source: "示例"), by: "S-1", at: at),
        PublicNotice(
            number: 1, publishedOn: day("2030-04-02"), until: day("2030-04-08"), workingDays: 3, dossiers: ["D-1"],
            demonstrations: ["R-1": "keep"], digest: digest, by: "S-1", at: at, isRehearsal: nil),
        PublicNotice(
            number: 2, publishedOn: day("2030-04-10"), until: day("2030-04-15"), workingDays: 3, dossiers: ["D-2"], demonstrations: [:],
            digest: digest, by: "S-1", at: at, isRehearsal: true),
        objection(1, .conflict), objection(2, .judgement),
        Objection(
            number: 3, kind: .report, dossier: nil, demonstration: "R-1", who: "示例居民", ground: .facts, statement: "示例", evidence: [],
            receivedOn: day("2030-04-20"), answerBy: day("2030-04-23"), lateReason: "示例", by: "S-1", at: at),
        ObjectionAnswer(objection: 1, verdict: .quashed, reason: "示例", answeredOn: day("2030-04-05"), by: "S-1", at: at),
        ObjectionAnswer(objection: 2, verdict: .dismissed, reason: "示例", answeredOn: day("2030-04-05"), by: "S-1", at: at),
        Rereview(
            number: 1, objection: 1, dossier: "D-1", former: ["E-1"], panel: ["E-2"], plan: 1, instance: "{}", before: outcome, by: "S-1",
            at: at),
        RereviewResult(rereview: 1, dossier: "D-1", after: outcome, by: "S-1", at: at),
        Motion(number: 2, dossier: "D-1", listed: true, reason: "示例", chair: "C-1", at: at),
        MotionLapse(motion: 2, by: "S-1", at: at),
        PlacementMove(number: 1, dossier: "D-1", before: true, after: false, by: "C-1", at: at, reason: "示例", motion: 1),
        PlacementMove(number: 2, dossier: "D-1", before: false, after: true, by: "S-1", at: at, reason: "示例", rereview: 1),
    ]

    static func objection(_ number: Int, _ ground: Objection.Ground) -> Objection {
        Objection(
            number: number, kind: .objection, dossier: "D-1", demonstration: nil, who: "示例居民", ground: ground, statement: "示例",
            evidence: [.init(file: "照片.jpg", size: 3, digest: digest)], receivedOn: day("2030-04-03"), answerBy: day("2030-04-06"),
            lateReason: nil, by: "S-1", at: at)
    }

    /// What followed from a sheet that stood out, while results were settled.
    static let steps: [any RoundRecord] = [
        AdjudicationStep(
            number: 1, kind: .asked, dossier: "D-1", expert: "E-1", actor: "S-1", at: at, reason: "示例", due: at,
            figures: .init(total: Fraction(4000), others: Fraction(24_100, over: 3), standardised: Points(-3)),
            effect: .init(before: .init(score: Points(80), rank: 1), after: .init(score: Points(80), rank: 1))),
        AdjudicationStep(
            number: 2, kind: .discussed, dossier: "D-1", expert: "E-1", actor: "C-1", at: at, reason: "示例纪要",
            discussion: .init(attending: ["E-1"], abnormal: 1, sound: 0),
            effect: .init(before: .init(score: Points(80), rank: 1), after: .init(score: nil, rank: nil))),
        AdjudicationStep(
            number: 3, kind: .kept, dossier: "D-1", expert: "E-1", actor: "C-1", at: at, reason: "示例", panel: ["E-1"],
            effect: .init(before: .init(score: Points(80), rank: 1), after: .init(score: Points(80), rank: 1))),
    ]

    /// The same round while its results are settled.
    static func settlingStore(in scratch: Scratch) async throws -> RoundDatabase {
        let store = try await store(in: scratch)
        try await store.write { writer in
            var later = round
            later.stage = .results
            try writer.put(later)
            for record in steps { try writer.put(record) }
        }
        return store
    }

    /// The same round while its list is public.
    static func publicStore(in scratch: Scratch) async throws -> RoundDatabase {
        let store = try await store(in: scratch)
        try await store.write { writer in
            var later = round
            later.stage = .notice
            try writer.put(later)
            for record in laterRecords { try writer.put(record) }
        }
        return store
    }

    static func demonstration(_ number: Int) -> Demonstration {
        Demonstration(
            id: "R-\(number)", batch: number, category: "old-school", name: "示例\(number)校", creditCode: codes[number - 1],
            creditCodeReason: "", authority: "420000", designatedOn: day("2020-01-01"))
    }

    static let reassessed = {
        var outcome = ReassessmentOutcome(
            demonstration: "R-1", dossier: "D-2", basis: .scored, proposed: .keep, decided: .rectify, rectifyBy: day("2031-03-31"),
            ground: Text(zh: "示例", en: "example"))
        outcome.decidedBy = "C-1"
        outcome.reason = "示例：须补正"
        return outcome
    }()

    static let unheard = ReassessmentOutcome(
        demonstration: "R-3", dossier: nil, basis: .notFiled, proposed: .withdraw, decided: nil, rectifyBy: nil,
        ground: Text(zh: "示例", en: "example"))

    /// A store with the whole round in it.
    static func store(in scratch: Scratch) async throws -> RoundDatabase {
        let store = try RoundDatabase(path: scratch.path(), creating: true)
        try await store.write { writer in
            for record in records { try writer.put(record) }
            try writer.append(LogRow(number: 1, body: "{}", digest: digest))
        }
        return store
    }
}

/// The reason that work was refused with as `Failure.failed` or `.storage`; empty where it was not.
func refusal(_ work: () async throws -> Void) async -> Text {
    do { try await work() } catch Failure.failed(let text) {
        return text
    } catch Failure.storage(_, let text) {
        return text
    } catch {
        Issue.record("refused otherwise than as failed: \(error)")
    }
    return Text(verbatim: "")
}
