import Formats
import Programme
import Storage
import Testing

@testable import Workflow

@Suite("Eligibility in a round: decisions that are never overwritten")
struct EligibilityInTheRoundTests {
    /// A round of the real call with some rows taken in.
    private func round(_ rows: [[String: String]]) async throws -> MiniRound {
        let round = try MiniRound()
        let national = MiniRound.national
        _ = try await round.office.openRound(call: national.call, documents: national.documents, by: MiniRound.secretary)
        try await round.office.grant(Person(id: "A-1", name: "示例监督", role: .auditor), as: "S-1")
        _ = try await round.office.takeInDossiers([Rules2023.table(rows)], as: "S-1")
        return round
    }

    private func decide(
        _ round: MiniRound, _ dossier: String, _ check: String?, _ accept: Bool, corrected: String? = nil
    ) async throws -> Flag {
        try await round.office.decideFlag(
            dossier: dossier, check: check, accept: accept, corrected: corrected, reason: "示例理由", as: "S-1")
    }

    private func active(_ round: MiniRound) async throws -> [String] {
        try await round.store.read { try $0.activeDossiers().map(\.id) }
    }

    private func standing(_ round: MiniRound, _ dossier: String) async throws -> AdmissionStanding {
        try await round.office.eligibility(of: dossier, as: "A-1").standing
    }

    @Test("changing one's mind is a new record: the flag and the first decision stay, the last one counts, the log holds")
    func changedMind() async throws {
        let round = try await round([Rules2023.row(1, "enterprise", ["服务收入占比": "28%"])])
        #expect(try await active(round) == ["D-1"])
        #expect(try await decide(round, "D-1", nil, false).state == .refused)
        #expect(try await active(round).isEmpty)
        #expect(try await decide(round, "D-1", nil, true).state == .accepted)
        #expect(try await active(round) == ["D-1"])
        let (flags, decisions) = try await round.store.read { (try $0.all(Flag.self), try $0.all(EligibilityDecision.self)) }
        #expect(flags.map(\.state) == [.open] && flags.map(\.found) == ["28%"])
        #expect(decisions.map(\.accepted) == [false, true] && decisions.map(\.turn) == [1, 2])
        #expect(decisions.allSatisfy { $0.by == "S-1" && $0.at != nil })
        let item = try #require(try await round.office.eligibility(of: "D-1", as: "A-1").items.first { $0.check == "service-share" })
        #expect(item.outcome == .met && item.isForAPerson && item.clause == "一（二）2（1）" && item.decisions == decisions)
        #expect(item.evidence.zh.contains("28%") && item.givenBy.zh == "湖北省")
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
        let told = try await round.store.read { try $0.log().last?.body ?? "" }
        #expect(told.contains(#""kind":"eligibility_decision""#) && !told.contains(#""kind":"flag""#))
    }

    @Test("what the notice demands without reserve nobody waves through; a corrected value that meets it does")
    func withoutReserve() async throws {
        let round = try await round([Rules2023.row(1, "enterprise", ["独立法人": "否"])])
        #expect(try await active(round).isEmpty)
        #expect(try await standing(round, "D-1") == .out)
        let waved = await refusal { _ = try await decide(round, "D-1", nil, true) }
        #expect(waved?.isFailed == true && waved?.text.zh.contains("--corrected") == true)
        let wrong = await refusal { _ = try await decide(round, "D-1", nil, true, corrected: "否") }
        #expect(wrong?.isFailed == true)
        #expect(await refusal { _ = try await decide(round, "D-1", nil, false, corrected: "是") }?.isUsage == true)
        #expect(
            try await round.office.status(as: "S-1").missing.contains { $0.en.contains("flags") } == false, "there is nothing to decide")
        _ = try await decide(round, "D-1", "legal-person", true, corrected: "是")
        #expect(try await active(round) == ["D-1"])
        let item = try #require(try await round.office.eligibility(of: "D-1", as: "A-1").items.first { $0.check == "legal-person" })
        #expect(item.outcome == .met && item.decisions.map(\.corrected) == ["是"])
    }

    @Test("a late filing takes no part before a named approval with a reason, keeps the intake open, and uses no place before")
    func late() async throws {
        let rows = (1...10).map { Rules2023.row($0, "enterprise") } + [Rules2023.row(11, "enterprise", ["申报日期": "2023-06-02"])]
        let round = try await round(rows)
        #expect(try await active(round).count == 10)
        #expect(try await standing(round, "D-11") == .waiting)
        let missing = try await round.office.status(as: "S-1").missing.map(\.zh)
        #expect(missing.contains { $0.contains("D-11") })
        #expect(
            await refusal {
                _ = try await round.office.decideFlag(dossier: "D-11", check: "late", accept: true, reason: " ", as: "S-1")
            }?.isUsage == true)
        let full = await refusal { _ = try await decide(round, "D-11", "late", true) }
        #expect(full?.text.zh.contains("湖北省推荐示范企业 11 个，名额 10 个") == true && full?.text.zh.contains("D-11") == true)
        #expect(try await round.store.read { try $0.all(EligibilityDecision.self) }.isEmpty, "what was refused left no trace")
        _ = try await decide(round, "D-11", "late", false)
        #expect(try await standing(round, "D-11") == .out)
        #expect(try await round.office.eligibilitySummary(as: "S-1").quotas.first { $0.categories == ["enterprise"] }?.count == 10)
    }

    @Test("a late dossier that is approved takes part, and its authority's next one is beyond the quota")
    func lateApproved() async throws {
        let round = try await round(
            (1...9).map { Rules2023.row($0, "enterprise") } + [Rules2023.row(11, "enterprise", ["申报日期": "2023-06-02"])])
        _ = try await decide(round, "D-11", "late", true)
        #expect(try await active(round).contains("D-11"))
        let more = await refusal {
            _ = try await round.office.takeInDossiers([Rules2023.table([Rules2023.row(12, "enterprise")])], as: "S-1")
        }
        #expect(more?.faults.map(\.place.column) == ["类别"])
        #expect(more?.faults.first?.message.zh.contains("D-11") == true)
    }

    @Test("an applicant whom a province and its city recommend takes part once, whichever is chosen")
    func twoAuthorities() async throws {
        let twice = ["统一社会信用代码": Rules2023.code(1), "申报主体": "示例申报主体1"]
        let round = try await round([Rules2023.row(1, "enterprise", ["省级主管部门": "广东省"])])
        _ = try await round.office.takeInDossiers(
            [Rules2023.table([Rules2023.row(2, "enterprise", twice.merging(["省级主管部门": "深圳市"]) { $1 })])], as: "S-1")
        #expect(try await standing(round, "D-2") == .open)
        let both = await refusal { _ = try await decide(round, "D-2", nil, true) }
        #expect(both?.text.zh.contains("D-1") == true)
        // The flag stands on the later one; the earlier one may go in its place.
        _ = try await decide(round, "D-1", "two-authorities", false)
        _ = try await decide(round, "D-2", nil, true)
        #expect(try await active(round) == ["D-2"])
        let back = await refusal { _ = try await decide(round, "D-1", "two-authorities", true) }
        #expect(back?.text.zh.contains("D-2") == true)
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("what was decided by an earlier version, in the flag itself, counts until somebody decides anew")
    func earlierVersion() async throws {
        let round = try await round([Rules2023.row(1, "enterprise", ["服务收入占比": "28%"])])
        try round.tamper("UPDATE flag SET state = 'refused', decidedBy = 'S-1', reason = '示例旧理由'")
        #expect(try await active(round).isEmpty)
        #expect(try await round.office.dossiers(as: "S-1").first?.decisions.map(\.turn) == [0])
        _ = try await decide(round, "D-1", nil, true)
        #expect(try await active(round) == ["D-1"])
        #expect(try await round.office.dossiers(as: "S-1").first?.decisions.map(\.reason) == ["示例旧理由", "示例理由"])
    }

    @Test("sums by category, authority and rule come to all dossiers")
    func summary() async throws {
        let round = try await round([
            Rules2023.row(1, "enterprise", ["服务收入占比": "28%"]), Rules2023.row(2, "enterprise", ["境内注册": "否"]),
            Rules2023.row(3, "enterprise", ["申报日期": "2023-06-02"]), Rules2023.row(4, "design-city", ["省级主管部门": "厦门市"]),
        ])
        let summary = try await round.office.eligibilitySummary(as: "A-1")
        let enterprise = try #require(summary.categories.first)
        #expect([enterprise.filed, enterprise.admitted, enterprise.toBeDecided, enterprise.out] == [3, 1, 2, 1])
        #expect(summary.authorities.map(\.name.zh) == ["湖北省", "厦门市"])
        let registered = try #require(summary.checks.first { $0.check == "registered" })
        #expect([registered.met, registered.notMet, registered.toBeDecided] == [2, 1, 0])
        let late = try #require(summary.checks.first { $0.check == "late" })
        #expect([late.met, late.notMet, late.toBeDecided] == [3, 0, 1] && late.clause == "二（三）")
        let city = try #require(summary.quotas.first { $0.authority.name == "厦门市" && $0.categories.count == 2 })
        #expect(city.count == 1 && city.limit == 1, "a separately planned city files one city of either kind")
    }

    @Test("contact persons are kept with their history, for the secretariat and auditors only")
    func contacts() async throws {
        let round = try await MiniRound.villages(in: .intake)
        let first = try round.table(VillageLibraries.contacts, "c.csv")
        #expect(try await round.office.takeInContacts(first, as: "S-1").added == 1)
        #expect(try await round.office.takeInContacts(first, as: "S-1").unchanged == 1)
        let next = try round.table(VillageLibraries.contacts.replacing("示例联系人", with: "示例接任者"), "c.csv")
        #expect(try await round.office.takeInContacts(next, as: "S-1").replaced == 1)
        let standings = try await round.office.contacts(as: "A-1")
        #expect(standings.map { $0.contact?.name } == ["示例接任者", nil])
        #expect(standings.map(\.isLate) == [true, false])
        #expect(standings[0].submissions.map(\.name) == ["示例联系人", "示例接任者"])
        #expect(await refusal { _ = try await round.office.contacts(as: "C-1") }?.isNotPermitted == true)
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
    }
}
