import Formats
import Foundation
import Matching
import Programme
import Testing

@testable import Workflow

@Suite("A plan that is drawn from a lottery, so that no pair is certain")
struct DrawnPlanTests {
    /// A round whose experts are drawn, and whose call limits the chance of every pair to three quarters.
    private static func round() async throws -> MiniRound {
        let round = try await DrawnLibraries.round(DrawnLibraries.filesWithLimit)
        try await round.draw()
        return round
    }

    private static func made(_ round: MiniRound, limit: ChanceLimit? = nil, seed: UInt64 = 0) async throws -> LotteryReport {
        try await round.office.makeLottery(limit: limit, tickets: nil, as: "S-1", timeLimit: nil, seed: seed)
    }

    private static func plans(_ round: MiniRound, reason: String? = nil) -> DrawRequest {
        var request = round.request(DrawAnnouncement.everyCategory)
        request.reason = reason
        return request
    }

    private static func instance(_ round: MiniRound) async throws -> InstanceFile {
        let text = try await round.office.instance(as: "A-1")
        return try InstanceFile(bytes: Array(text.utf8), file: "instance") { name throws(Failure) in
            throw .failed(Text(verbatim: name))
        }
    }

    @Test("made, committed to, drawn, approved; every step can be repeated from what is exported")
    func course() async throws {
        let round = try await Self.round()
        let missing = try await round.office.status(as: "S-1").missing
        #expect(missing.contains { $0.en.contains("draw commit --plans") })
        let report = try await Self.made(round)
        #expect(report.limit == ChanceLimit(3, outOf: 4) && report.mostOccurrences * 4 <= report.tickets * 3)
        #expect(report.share > 0.99 && report.share <= 1)

        let committed = try await round.office.commitDraw(Self.plans(round), as: "S-1")
        #expect(committed.announcement.lottery == report.digest)
        #expect(committed.announcement.pool.count == report.tickets)
        #expect(try await round.office.status(as: "S-1").missing.contains { $0.en.contains("draw run --plans") })
        round.wait(seconds: 120)
        let drawn = try await round.office.runDraw(
            for: DrawAnnouncement.everyCategory, numbers: DrawnLibraries.numbers, as: "S-1")
        let ticket = try #require(drawn.outcome?.drawn.first)

        // Anybody: the announcement holds the digest of the lottery, the lottery checks, and its ticket is the plan.
        let instance = try await Self.instance(round)
        let record = try await round.office.lottery(nil, as: "A-1")
        let file = try LotteryFile(bytes: Array(record.document.utf8), file: "lottery", for: instance)
        #expect(file.verify(against: instance, expecting: committed.announcement.lottery).holds)
        let published = try await round.office.drawFile(nil, as: "A-1")
        let read = try DrawFile(bytes: Array(published.text.utf8), file: "draw")
        #expect(try read == published && read.differences(expecting: committed.digest).isEmpty)
        #expect(LotteryFile.digests(in: record.document)?.tickets == read.announcement.pool.map(\.expert))

        let plan = try await round.office.approvePlan(nil, as: "S-1")
        let pairs = instance.problem.plan(onTicket: ticket, of: file.lottery).assignments
        #expect(plan.pairs == pairs.map { [instance.problem.dossiers[$0.dossier].id, instance.problem.experts[$0.expert].id] })
        #expect(try PlanFile(bytes: Array(plan.document.utf8), file: "plan", for: instance).verify(against: instance).holds)
        #expect(try await round.office.status(as: "S-1").missing.isEmpty)
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
        #expect(try await round.office.advance(as: "S-1", despite: nil) == .reviews)

        // Replacements go on as ever.
        let pair = plan.pairs[0]
        try await round.office.decline(pair[0], reason: "示例", as: pair[1])
        let found = try await round.office.findReplacements(as: "S-1", timeLimit: nil, seed: 0)
        #expect(found.added.count == 1)
        _ = try await round.office.approvePlan(nil, as: "S-1")
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("where the call asks for it there is no other way to a plan")
    func noOtherWay() async throws {
        let round = try await Self.round()
        let direct = await refusal { _ = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0) }
        #expect(direct?.text.en.contains("assignment lottery") == true)
        let other = await refusal { _ = try await Self.made(round, limit: ChanceLimit("0.9")) }
        #expect(other?.exitCode == 64)
        let early = await refusal { _ = try await round.office.commitDraw(Self.plans(round), as: "S-1") }
        #expect(early?.text.en.contains("There is no lottery yet") == true)
        _ = try await Self.made(round)
        var quotas = Self.plans(round)
        quotas.experts = 2
        #expect(await refusal { _ = try await round.office.commitDraw(quotas, as: "S-1") }?.exitCode == 64)
        #expect(await refusal { _ = try await round.office.approvePlan(nil, as: "S-1") } != nil)
        #expect(await refusal { _ = try await round.office.advance(as: "S-1", despite: nil) } != nil)
    }

    @Test("a second draw of a plan needs a reason, and only its plan may come into force")
    func secondDraw() async throws {
        let round = try await Self.round()
        _ = try await Self.made(round)
        try await round.draw(Self.plans(round))
        _ = try await round.office.approvePlan(nil, as: "S-1")
        #expect(await refusal { _ = try await round.office.commitDraw(Self.plans(round), as: "S-1") }?.exitCode == 64)
        _ = try await Self.made(round, seed: 9)
        let again = try await round.draw(Self.plans(round, reason: "示例"), numbers: [[1, 2, 3], [4]])
        #expect(again.announcement.reason == "示例")
        // The plan that is in force is not the one drawn last, unless chance would have it.
        let approved = try await round.office.plan(1, as: "A-1")
        let proposed = try await round.office.plan(nil, as: "A-1")
        if approved.pairs != proposed.pairs {
            #expect(try await round.office.status(as: "S-1").missing.contains { $0.en.contains("is not the one that the last draw took") })
            #expect(await refusal { _ = try await round.office.advance(as: "S-1", despite: nil) } != nil)
        }
        _ = try await round.office.approvePlan(nil, as: "S-1")
        #expect(try await round.office.advance(as: "S-1", despite: nil) == .reviews)
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("a conflict entered after the lottery was made makes it worthless before and after the announcement")
    func changedRegister() async throws {
        let round = try await Self.round()
        _ = try await Self.made(round)
        _ = try await round.office.commitDraw(Self.plans(round), as: "S-1")
        round.wait(seconds: 120)
        let serving = try await round.office.draws(for: "village", as: "A-1")[0]
        let expert = serving.announcement.pool[try #require(serving.outcome?.drawn.first) - 1].expert
        _ = try await round.office.enterConflict(
            expert: expert, dossier: "V-3", ground: .interest, reason: "示例", as: "S-1")
        let late = await refusal {
            _ = try await round.office.runDraw(
                for: DrawAnnouncement.everyCategory, numbers: DrawnLibraries.numbers, as: "S-1")
        }
        #expect(late?.text.en.contains("changed since lottery 1 was made") == true)
        #expect(try await round.office.draws(for: "*", as: "A-1")[0].state == .committed)
        _ = try await Self.made(round)
        try await round.draw(Self.plans(round, reason: "示例：新登记回避"))
        let plan = try await round.office.approvePlan(nil, as: "S-1")
        #expect(!plan.pairs.contains(["V-3", expert]))
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("without a limit in the call a lottery is possible, and the best plan, too")
    func voluntary() async throws {
        let round = try await DrawnLibraries.round()
        try await round.draw()
        #expect(await refusal { _ = try await Self.made(round) }?.exitCode == 64)
        _ = try await Self.made(round, limit: ChanceLimit("3/4"))
        try await round.draw(Self.plans(round))
        _ = try await round.office.approvePlan(nil, as: "S-1")
        #expect(try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0).status == "optimal")
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test(
        "an audit finds a lottery or a ticket that was exchanged",
        arguments: [
            Tampering("UPDATE lottery SET document = replace(document, '\"expected\": ', '\"expected\": 1')", "do not match its digest"),
            Tampering("UPDATE lottery SET digest = replace(digest, substr(digest, 1, 4), '0000')", "do not match its digest"),
            Tampering("DELETE FROM lottery", "its tickets are not those of the lottery"),
            Tampering(
                "UPDATE draw SET announcement = json_set(announcement, '$.pool[0].expert', 'x') WHERE category = '*'",
                "its tickets are not those of the lottery"),
            Tampering("UPDATE draw SET outcome = json_set(outcome, '$.drawn', json('[1]')) WHERE category = '*'", "repeated"),
        ])
    func audit(tampering: Tampering) async throws {
        let round = try await Self.round()
        _ = try await Self.made(round)
        let draw = try await round.draw(Self.plans(round))
        #expect(draw.outcome?.drawn != [1])
        try round.tamper(tampering.sql)
        let findings = try await round.office.verifyAudit(expecting: nil).findings
        #expect(findings.contains { $0.en.contains(tampering.named) }, "\(findings.map(\.en))")
    }

    @Test("a call without pools may limit chances; a limit that is none is refused")
    func calls() throws {
        func read(_ draw: String) throws -> Call {
            var files = VillageLibraries.files
            files["rules.yaml"]?.append("draw:\n  method: rfc3797-sha256\n" + draw)
            return try MiniRound.read("rules.yaml", files).0
        }
        #expect(try read("  chanceLimit: 1/3\n").draw?.chanceLimit == ChanceLimit(1, outOf: 3))
        #expect(try read("  chanceLimit: 0.5\n").draw?.pools.isEmpty == true)
        for wrong in ["0", "1.5", "half", "", "-0.5"] {
            #expect(throws: Failure.self) { try read("  chanceLimit: \"\(wrong)\"\n") }
        }
        #expect(throws: Failure.self) { try read("") }
    }
}
