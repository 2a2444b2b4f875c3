import Formats
import Programme
import Testing

@testable import Workflow

/// A change behind the program's back, and the record that the audit must name for it.
struct Tampering: Sendable, CustomTestStringConvertible {
    var sql: String
    var named: String

    init(_ sql: String, _ named: String) {
        self.sql = sql
        self.named = named
    }

    var testDescription: String { sql }
}

@Suite("The audit")
struct AuditTests {
    private func findings(_ round: MiniRound, expecting digest: String? = nil) async throws -> [Text] {
        try await round.office.verifyAudit(expecting: digest).findings
    }

    @Test("an untouched round has nothing to find, in any stage", arguments: Stage.allCases)
    func untouched(stage: Stage) async throws {
        let round = try await MiniRound.villages(in: stage)
        let report = try await round.office.verifyAudit(expecting: nil)
        #expect(report.findings.isEmpty)
        #expect(report.logDigest.count == 64)
        #expect(try await findings(round, expecting: report.logDigest).isEmpty)
    }

    @Test("the digest noted at any earlier moment is still found later")
    func earlierDigest() async throws {
        let round = try await MiniRound.villages(in: .conflicts)
        let noted = try await round.office.status(as: "A-1").logDigest
        _ = try await round.office.detectConflicts(as: "S-1")
        #expect(try await findings(round, expecting: noted).isEmpty)
        #expect(try await findings(round, expecting: String(repeating: "0", count: 64)).count == 1)
    }

    @Test("each act of the log names its actor, its moment, its remark and the act before it")
    func logForm() async throws {
        let round = try await MiniRound.villages(in: .closed)
        let rows = try await round.office.exportLog(as: "A-1")
        #expect(rows.map(\.number) == Array(1...rows.count))
        var previous = ""
        for row in rows {
            let body = try #require(LogBody(row.body))
            #expect(body.previous == previous && body.number == row.number)
            #expect(Instant(body.at) != nil && !body.actor.isEmpty && !body.changes.isEmpty)
            #expect(Act(rawValue: body.act) != nil)
            previous = row.digest
        }
        let entries = try await round.office.log(as: "S-1")
        #expect(entries.count == rows.count)
        #expect(entries.first?.act == "round.open" && entries.last?.act == "decisions.sign")
        #expect(entries.last?.actor == "C-2")
        #expect(entries.contains { $0.remark == "示例：从未开放" && $0.act == "intake.decide" })
        #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.at < $1.at })
    }

    @Test("what was refused leaves no line in the log")
    func refusedLeavesNothing() async throws {
        let round = try await MiniRound.villages(in: .reviews)
        let before = try await round.office.exportLog(as: "A-1")
        _ = await refusal { try await round.office.decline("V-1", reason: "", as: "E-1") }
        _ = await refusal {
            _ = try await round.office.save([round.answers("V-1", score: Points(8))], submit: true, as: "E-1")
        }
        #expect(try await round.office.exportLog(as: "A-1") == before)
    }

    @Test(
        "a changed record of any kind is found and named",
        arguments: [
            Tampering("UPDATE round SET conflictsDetected = 0", "round round"),
            Tampering("UPDATE round SET stage = 'reviews'", "round round"),
            Tampering(
                "UPDATE call_document SET text = text || ' ' WHERE path = 'village.yaml'",
                "call_document village.yaml"),
            Tampering(
                "UPDATE criterion SET weight = 54 WHERE category = 'village' AND criterion = 'books'",
                "criterion village / books"),
            Tampering("UPDATE person SET name = '别人' WHERE id = 'C-1'", "person C-1"),
            Tampering("UPDATE person SET role = 'chair' WHERE id = 'A-1'", "person A-1"),
            Tampering("UPDATE dossier SET applicant = '别的馆' WHERE id = 'V-1'", "dossier V-1"),
            Tampering("UPDATE dossier SET declared = '{\"对外开放\":\"否\"}' WHERE id = 'V-1'", "dossier V-1"),
            Tampering("UPDATE flag SET found = '是' WHERE dossier = 'V-4'", "flag V-4 / open"),
            Tampering("UPDATE eligibility_decision SET accepted = 1 WHERE dossier = 'V-4'", "eligibility_decision V-4 / open / 1"),
            Tampering("UPDATE expert SET maximumLoad = 3 WHERE id = 'E-1'", "expert E-1"),
            Tampering("UPDATE affiliation SET until = '2020-01-02'", "affiliation E-4 / 示例三馆 / 2020-01-01"),
            Tampering("UPDATE interest SET note = ''", "interest E-5 / 示例二馆 /  / kinship"),
            Tampering(
                "UPDATE conflict SET state = 'waived', \"by\" = 'S-1', reason = 'x' WHERE expert = 'E-4'",
                "conflict E-4 / V-3 / affiliation"),
            Tampering(
                "UPDATE conflict SET evidence = '{\"zh\":\"\",\"en\":\"\"}' WHERE ground = 'kinship'",
                "conflict E-5 / V-2 / kinship"),
            Tampering("UPDATE plan SET pairs = '[]'", "plan 1"),
            Tampering("UPDATE pledge SET at = '2030-01-01T00:00:00Z' WHERE expert = 'E-1'", "pledge E-1"),
            Tampering(
                "UPDATE review SET state = 'assigned' WHERE dossier = 'V-1' AND expert = 'E-2'", "review V-1 / E-2"),
            Tampering(
                "UPDATE sheet SET scores = replace(scores, '900', '950') WHERE dossier = 'V-1' AND expert = 'E-1'",
                "sheet V-1 / E-1"),
            Tampering("UPDATE sheet SET state = 'void' WHERE dossier = 'V-1' AND expert = 'E-1'", "sheet V-1 / E-1"),
            Tampering("UPDATE outcome SET score = 9100 WHERE dossier = 'V-1'", "outcome V-1"),
            Tampering("UPDATE outcome SET \"rank\" = 1 WHERE dossier = 'V-2'", "outcome V-2"),
            Tampering("UPDATE visit SET questions = '[\"x\"]' WHERE dossier = 'M-1'", "visit M-1"),
            Tampering(
                "UPDATE placement SET listed = 1, movedBy = 'C-1', reason = 'x' WHERE dossier = 'V-3'",
                "placement V-3"),
            Tampering("UPDATE signature SET stands = 0 WHERE chair = 'C-1'", "signature 1"),
        ])
    func changed(tampering: Tampering) async throws {
        let round = try await MiniRound.villages(in: .closed)
        try round.tamper(tampering.sql)
        let found = try await findings(round).filter { !$0.isOfSignatures }
        #expect(found.count == 1)
        #expect(
            found.first?.en.hasPrefix(tampering.named) == true && found.first?.en.contains("differs from act") == true)
        #expect(found.first?.zh.hasPrefix(tampering.named) == true && found.first?.zh.contains("不符") == true)
    }

    @Test(
        "a record that was removed is found and named with the act that wrote it",
        arguments: [
            Tampering("DELETE FROM call_document WHERE path = 'mobile.yaml'", "call_document mobile.yaml"),
            Tampering(
                "DELETE FROM criterion WHERE criterion = 'books' AND category = 'mobile'", "criterion mobile / books"),
            Tampering("DELETE FROM person WHERE id = 'A-1'", "person A-1"),
            Tampering("DELETE FROM dossier WHERE id = 'V-4'", "dossier V-4"),
            Tampering("DELETE FROM flag WHERE dossier = 'V-4'", "flag V-4 / open"),
            Tampering("DELETE FROM eligibility_decision WHERE dossier = 'V-2'", "eligibility_decision V-2 / open / 1"),
            Tampering("DELETE FROM expert WHERE id = 'E-4'", "expert E-4"),
            Tampering("DELETE FROM affiliation", "affiliation E-4"),
            Tampering("DELETE FROM interest", "interest E-5"),
            Tampering("DELETE FROM conflict WHERE expert = 'E-4'", "conflict E-4 / V-3"),
            Tampering("DELETE FROM plan", "plan 1"), Tampering("DELETE FROM pledge WHERE expert = 'E-1'", "pledge E-1"),
            Tampering("DELETE FROM review WHERE dossier = 'M-1' AND expert = 'E-3'", "review M-1 / E-3"),
            Tampering("DELETE FROM sheet WHERE dossier = 'M-1' AND expert = 'E-3'", "sheet M-1 / E-3"),
            Tampering("DELETE FROM outcome WHERE dossier = 'V-3'", "outcome V-3"),
            Tampering("DELETE FROM visit WHERE dossier = 'M-1'", "visit M-1"),
            Tampering("DELETE FROM placement WHERE dossier = 'V-1'", "placement V-1"),
            Tampering("DELETE FROM signature WHERE chair = 'C-2'", "signature 2"),
            Tampering("DELETE FROM round", "round round"),
        ])
    func removed(tampering: Tampering) async throws {
        let round = try await MiniRound.villages(in: .closed)
        try round.tamper(tampering.sql)
        let found = try await findings(round).filter { !$0.isOfSignatures }
        #expect(found.count == 1)
        #expect(
            found.first?.en.hasPrefix(tampering.named) == true
                && found.first?.en.contains("gone from the database") == true)
    }

    @Test(
        "a record that was added is found and named",
        arguments: [
            Tampering(
                "INSERT INTO call_document SELECT 'x.yaml', text, digest FROM call_document LIMIT 1",
                "call_document x.yaml"),
            Tampering("INSERT INTO criterion VALUES ('village', 'charm', 10, 0, 1000)", "criterion village / charm"),
            Tampering("INSERT INTO person VALUES ('C-3', '别人', 'chair')", "person C-3"),
            Tampering(
                "INSERT INTO dossier SELECT 'V-9', authority, category, applicant, '000000000000000000', '', mode, "
                    + "industry, filedOn, unsuitable, declared FROM dossier LIMIT 1",
                "dossier V-9"),
            Tampering("INSERT INTO flag VALUES ('V-1', 'open', '', 'open', NULL, NULL, NULL, NULL)", "flag V-1 / open"),
            Tampering(
                "INSERT INTO eligibility_decision VALUES ('V-4', 'open', 2, 1, NULL, 'S-1', 'x', '2030-01-01T00:00:00Z')",
                "eligibility_decision V-4 / open / 2"),
            Tampering(
                "INSERT INTO contact VALUES ('01', 1, '别人', 'x', '1', '', '', '', '2030-01-01', 'S-1', '2030-01-01T00:00:00Z')",
                "contact 01 / 1"),
            Tampering(
                "INSERT INTO conflict SELECT 'E-1', 'V-1', ground, evidence, state, \"by\", reason, names "
                    + "FROM conflict LIMIT 1",
                "conflict E-1 / V-1"),
            Tampering("INSERT INTO pledge SELECT 'E-4', at, digest FROM pledge LIMIT 1", "pledge E-4"),
            Tampering(
                "INSERT INTO review SELECT 'V-3', 'E-4', state, plan, reason, at, NULL FROM review LIMIT 1",
                "review V-3 / E-4"),
            Tampering(
                "INSERT INTO sheet SELECT 'V-3', 'E-4', state, scores, reasons, gates, visitNeeded, "
                    + "visitQuestion, at FROM sheet LIMIT 1",
                "sheet V-3 / E-4"),
            Tampering(
                "INSERT INTO placement SELECT 'V-4', proposed, listed, ground, movedBy, reason FROM placement LIMIT 1",
                "placement V-4"),
            Tampering("INSERT INTO signature SELECT 9, 'C-3', at, digest, stands FROM signature LIMIT 1", "signature 9"),
        ])
    func added(tampering: Tampering) async throws {
        let round = try await MiniRound.villages(in: .closed)
        try round.tamper(tampering.sql)
        let found = try await findings(round).filter { !$0.isOfSignatures }
        #expect(found.count == 1)
        #expect(
            found.first?.en.hasPrefix(tampering.named) == true && found.first?.en.contains("not in the log") == true)
    }

    @Test(
        "a record that can no longer be read is found and named, and does not end the audit",
        arguments: [
            Tampering("UPDATE dossier SET filedOn = '2030-13-45' WHERE id = 'V-1'", "dossier V-1"),
            Tampering("UPDATE review SET state = 'lost' WHERE dossier = 'V-1' AND expert = 'E-2'", "review V-1 / E-2"),
            Tampering("UPDATE sheet SET scores = 'x' WHERE dossier = 'V-1' AND expert = 'E-1'", "sheet V-1 / E-1"),
            Tampering("UPDATE round SET stage = 'lunch'", "round round"),
        ])
    func unreadable(tampering: Tampering) async throws {
        let round = try await MiniRound.villages(in: .closed)
        try round.tamper(tampering.sql)
        #expect(try await findings(round).contains { $0.en.contains(tampering.named) })
    }

    @Test("a changed act is found by its digest")
    func changedAct() async throws {
        let round = try await MiniRound.villages(in: .decisions)
        try round.tamper("UPDATE log SET body = replace(body, '示例：从未开放', '示例：常年开放') WHERE body LIKE '%intake.decide%'")
        #expect(try await findings(round).contains { $0.en.contains("does not match its digest") })
    }

    @Test("a changed digest is found at its act, and the act after it no longer follows")
    func changedDigest() async throws {
        let round = try await MiniRound.villages(in: .decisions)
        try round.tamper("UPDATE log SET digest = '\(String(repeating: "0", count: 64))' WHERE number = 5")
        let found = try await findings(round).map(\.en)
        #expect(found.contains("act 5 of the log does not match its digest"))
        #expect(found.contains("act 6 of the log does not follow the one before"))
    }

    @Test("an act that was rewritten with a digest of its own is found at the act that follows it")
    func rewrittenAct() async throws {
        let round = try await MiniRound.villages(in: .decisions)
        let row = try await round.office.exportLog(as: "A-1")[4]
        let body = row.body.replacing("\"actor\":\"S-1\"", with: "\"actor\":\"C-1\"")
        #expect(body != row.body)
        let digest = LogDigest.of(body)
        try round.tamper(
            "UPDATE log SET body = replace(body, '\"actor\":\"S-1\"', '\"actor\":\"C-1\"'), "
                + "digest = '\(digest)' WHERE number = 5"
        )
        #expect(try await findings(round).map(\.en) == ["act 6 of the log does not follow the one before"])
    }

    @Test("an act removed from the middle is found")
    func removedAct() async throws {
        let round = try await MiniRound.villages(in: .decisions)
        try round.tamper("DELETE FROM log WHERE number = 5")
        #expect(try await findings(round).contains { $0.en.contains("act 5 is missing from the log") })
    }

    @Test("a log cut at its end is found by the records that it no longer tells of")
    func cutLog() async throws {
        let round = try await MiniRound.villages(in: .closed)
        try round.tamper("DELETE FROM log WHERE number > (SELECT max(number) - 3 FROM log)")
        let found = try await findings(round).map(\.en)
        #expect(found.contains { $0.hasPrefix("signature 2") && $0.contains("not in the log") })
        #expect(found.contains { $0.hasPrefix("round round") })
    }

    @Test("a log cut at its end together with its records is found by the digest that somebody noted")
    func cutLogAndRecords() async throws {
        let round = try await MiniRound.villages(in: .decisions)
        _ = try await round.office.proposeShortlist(as: "C-1")
        _ = try await round.office.signShortlist(as: "C-1")
        let noted = try await round.office.status(as: "A-1").logDigest
        try round.tamper("DELETE FROM log WHERE number = (SELECT max(number) FROM log); DELETE FROM signature")
        #expect(try await findings(round).isEmpty, "nothing else can tell")
        let found = try await findings(round, expecting: noted)
        #expect(found.count == 1)
        #expect(found.first?.en.contains("the log was cut or written anew") == true)
        #expect(found.first?.zh.contains(noted) == true)
    }

    @Test("an act that was added is found")
    func addedAct() async throws {
        let round = try await MiniRound.villages(in: .decisions)
        try round.tamper("INSERT INTO log SELECT max(number) + 1, '{}', '\(LogDigest.of("{}"))' FROM log")
        #expect(try await findings(round).count == 1)
    }

    @Test("an emptied log is found")
    func emptyLog() async throws {
        let round = try await MiniRound.villages(in: .intake)
        try round.tamper("DELETE FROM log")
        #expect(try await findings(round).contains { $0.en == "the log is empty" })
    }

    @Test("the audit needs no role and works on a file in any hands")
    func noRole() async throws {
        let round = try await MiniRound.villages(in: .closed)
        #expect(try await Office(store: round.store).verifyAudit(expecting: nil).findings.isEmpty)
    }
}

extension Text {
    /// What follows from a list that was altered, beside what says where: that signatures are under another.
    fileprivate var isOfSignatures: Bool { en.hasPrefix("signatures under another list") }
}
