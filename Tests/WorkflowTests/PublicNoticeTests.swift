import Formats
import Foundation
import Programme
import Scoring
import Testing

@testable import Workflow

@Suite("The public notice, from the signatures to the final list")
struct PublicNoticeTests {
    @Test("goes from the signed list to the final one, and the log accounts for every record")
    func whole() async throws {
        let round = try await PublicVillages.published()
        let early = await refusal { _ = try await round.office.closeNotice(as: "S-1") }
        #expect(early?.text.en.contains("runs until 2030-04-08, and today is 2030-04-02") == true)
        PublicVillages.wait(round, days: 6)
        #expect(await refusal { _ = try await round.office.closeNotice(as: "S-1") }?.isFailed == true, "the last day belongs to the period")
        PublicVillages.wait(round, days: 1)
        #expect(try await round.office.closeNotice(as: "S-1").final)
        #expect(try await round.stage == .closed)
        let paper = try #require(try await round.office.listPaper(final: true, as: "A-1"))
        #expect(paper.day.description == "2030-04-09")
        #expect(paper.groups.map { $0.rows.map(\.name) } == [["示例一馆", "示例二馆"], ["示例五馆"]])
        let shown = try #require(try await round.office.listPaper(final: false, as: "A-1"))
        for text in [shown.html(in: .zh), shown.html(in: .en)] {
            #expect(!text.contains("90.0") && !text.contains("70.0") && !text.contains("V-1"), "neither scores nor numbers")
            #expect(text.contains("示例一馆") && (text.contains("2030-04-08") || text.contains("2030年4月8日")))
        }
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
        #expect(throws: (any Error).self) { try round.rawly("UPDATE placement SET ground = ground") }
        #expect(throws: (any Error).self) { try round.rawly("UPDATE round SET stage = 'notice'") }
    }

    @Test("an objection comes after the publication and within the period; a late one is refused, or is a report")
    func inTime() async throws {
        let round = try await PublicVillages.signed()
        let before = await refusal { _ = try await round.office.enterObjection(PublicVillages.entry("V-1"), as: "S-1") }
        #expect(before?.text.en.contains("Nothing is published yet") == true)
        _ = try await round.office.publishNotice(as: "S-1")
        #expect(await refusal { _ = try await round.office.publishNotice(as: "S-1") }?.isFailed == true)
        #expect(await refusal { _ = try await round.office.enterObjection(PublicVillages.entry("V-9"), as: "S-1") }?.isFailed == true)
        let soon = await refusal { _ = try await round.office.enterObjection(PublicVillages.entry("V-1", late: "示例"), as: "S-1") }
        #expect(soon?.isUsage == true)
        let objection = try await round.office.enterObjection(PublicVillages.entry("V-1"), as: "S-1")
        #expect(objection.kind == .objection && objection.answerBy.description == "2030-04-06", "the 4th is off, and so is the 5th")
        PublicVillages.wait(round, days: 7)
        let late = await refusal { _ = try await round.office.enterObjection(PublicVillages.entry("V-2"), as: "S-1") }
        #expect(late?.text.zh.contains("公示期至 2030-04-08 止") == true)
        var posted = PublicVillages.entry("V-2")
        posted.receivedOn = MiniRound.day("2030-04-08")
        #expect(try await round.office.enterObjection(posted, as: "S-1").kind == .objection, "the day on which it came in counts")
        let report = try await round.office.enterObjection(PublicVillages.entry("V-2", late: "示例：线索具体"), as: "S-1")
        #expect(report.kind == .report)
        for number in 1...2 { _ = try await round.office.answerObjection(number, .dismissed, reason: "示例：经核实", as: "S-1") }
        #expect(try await round.office.notice(as: "A-1").objections.map(\.isLate) == [true, false, false])
        _ = try await round.office.closeNotice(as: "S-1")
        #expect(try await round.stage == .closed, "a report holds nothing up")
    }

    @Test("nothing is final before every objection is answered; only what was upheld can be decided anew, and is signed and shown again")
    func upheld() async throws {
        let round = try await PublicVillages.published()
        let untouched = await refusal { _ = try await round.office.moveDossier("V-1", listed: false, reason: "示例", as: "C-1") }
        #expect(untouched?.text.en.contains("no objection on V-1 was upheld") == true)
        _ = try await round.office.enterObjection(PublicVillages.entry("V-1"), as: "S-1")
        _ = try await round.office.enterObjection(PublicVillages.entry("V-3", .judgement), as: "S-1")
        _ = try await round.office.enterObjection(PublicVillages.entry("V-3", .procedure), as: "S-1")
        PublicVillages.wait(round, days: 8)
        #expect(
            await refusal { _ = try await round.office.closeNotice(as: "S-1") }?.text.en.contains("3 objections are not answered") == true)
        #expect(
            await refusal { _ = try await round.office.answerObjection(2, .upheld, reason: "示例", as: "S-1") }?.text.zh.contains("第十九条")
                == true)
        #expect(await refusal { _ = try await round.office.answerObjection(1, .upheld, reason: " ", as: "S-1") }?.isUsage == true)
        #expect(await refusal { _ = try await round.office.answerObjection(1, .upheld, reason: "示例", as: "C-1") }?.isNotPermitted == true)
        _ = try await round.office.answerObjection(1, .upheld, reason: "示例：属实", as: "S-1")
        _ = try await round.office.answerObjection(2, .dismissed, reason: "示例：属学术判断", as: "S-1")
        _ = try await round.office.answerObjection(3, .upheld, reason: "示例：漏计材料", as: "S-1")
        #expect(await refusal { _ = try await round.office.answerObjection(3, .dismissed, reason: "示例", as: "S-1") }?.isFailed == true)
        for (index, (dossier, listed)) in [("V-1", false), ("V-3", true)].enumerated() {
            _ = try await round.office.moveDossier(dossier, listed: listed, reason: "示例：依异议答复", as: "C-1")
            _ = try await round.office.vote(on: index + 1, .agree, reason: nil, as: "C-2")
        }
        let unsigned = await refusal { _ = try await round.office.closeNotice(as: "S-1") }
        #expect(unsigned?.text.en.contains("2 chairs have to sign it again (0 have)") == true)
        #expect(unsigned?.text.en.contains("V-3") == true, "who came onto the list was never public")
        #expect(await refusal { _ = try await round.office.publishNotice(as: "S-1") }?.isFailed == true)
        try await PublicVillages.sign(round)
        #expect(try await round.stage == .notice)
        let second = try await round.office.publishNotice(as: "S-1")
        #expect(second.dossiers == ["V-3"] && second.number == 2)
        #expect(try await round.office.listPaper(final: false, as: "A-1")?.groups.map { $0.rows.map(\.name) } == [["示例三馆"]])
        #expect(try await round.office.listPaper(final: false, number: 1, as: "A-1")?.groups.count == 2)
        PublicVillages.wait(round, days: 7)
        #expect(try await round.office.closeNotice(as: "S-1").lines.filter(\.placement.listed).map(\.dossier.id) == ["V-2", "V-3", "M-1"])
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("a quashed review is done again by a panel with nobody of the first, and both results are kept")
    func rereview() async throws {
        let round = try await PublicVillages.published()
        _ = try await round.office.enterObjection(PublicVillages.entry("V-1", .conflict), as: "S-1")
        #expect(await refusal { _ = try await round.office.openRereview(of: 1, as: "S-1") }?.isFailed == true, "not quashed yet")
        _ = try await round.office.answerObjection(1, .quashed, reason: "示例：专家应回避而未回避", as: "S-1")
        let opened = try await round.office.openRereview(of: 1, as: "S-1")
        #expect(opened.rereview.former == ["E-1", "E-2", "E-3"])
        // E-5 is named as unsuitable by V-1.
        #expect(opened.rereview.panel.count == 3 && Set(opened.rereview.panel).isSubset(of: ["E-4", "E-6", "E-7", "E-8", "E-9"]))
        #expect(await refusal { _ = try await round.office.openRereview(of: 1, as: "S-1") }?.isFailed == true)
        PublicVillages.wait(round, days: 8)
        #expect(await refusal { _ = try await round.office.closeNotice(as: "S-1") }?.text.en.contains("no result yet") == true)
        let old = await refusal { _ = try await round.office.save([round.answers("V-1", score: Points(1))], submit: true, as: "E-1") }
        #expect(old?.text.en.contains("is over") == true)
        for expert in opened.rereview.panel {
            try await round.office.signPledge(as: expert)
            if expert == opened.rereview.panel[0] {
                try await round.office.recuse(from: "V-1", reason: "示例：曾任职", as: expert)
                continue
            }
            _ = try await round.office.save([round.answers("V-1", score: Points(4))], submit: true, as: expert)
        }
        #expect(await refusal { _ = try await round.office.computeRereview(of: 1, as: "S-1") }?.isFailed == true)
        let filled = try await round.office.openRereview(of: 1, as: "S-1").rereview
        #expect(filled.number == 2 && !filled.panel.contains(opened.rereview.panel[0]) && filled.former.contains(opened.rereview.panel[0]))
        let newcomer = try #require(filled.panel.first { !opened.rereview.panel.contains($0) })
        try await round.office.signPledge(as: newcomer)
        _ = try await round.office.save([round.answers("V-1", score: Points(4))], submit: true, as: newcomer)
        let line = try await round.office.computeRereview(of: 1, as: "S-1")
        #expect(line.rereview.before.score == Points(90) && line.result?.after.score == Points(40))
        #expect(
            await refusal { _ = try await round.office.save([round.answers("V-1", score: Points(9))], submit: true, as: newcomer) }?
                .isFailed == true)
        let whole = try await round.office.dossierInFull("V-1", as: "C-1")
        #expect(!whole.line.placement.listed && whole.line.outcome.score == Points(40) && whole.line.moves.map(\.rereview) == [2])
        #expect(whole.line.outcome.sheets.map(\.expert) == filled.panel && whole.criteria.map(\.score) == [Points(4), Points(4)])
        #expect(try await round.office.results(as: "C-1").map(\.outcome.rank) == [1, 2, 3, 1])
        try await PublicVillages.sign(round)
        _ = try await round.office.closeNotice(as: "S-1")
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
        let letter = try #require(try await round.office.letters(as: "S-1").first { $0.dossier == "V-1" })
        #expect(letter.html(in: .zh).contains("重新组成的评审组") && letter.score == Points(40))
    }

    @Test("where no new panel can be formed, it says what is in the way")
    func noPanel() async throws {
        let round = try await PublicVillages.published()
        _ = try await round.office.enterObjection(PublicVillages.entry("V-1", .procedure), as: "S-1")
        _ = try await round.office.answerObjection(1, .quashed, reason: "示例", as: "S-1")
        let opened = try await round.office.openRereview(of: 1, as: "S-1").rereview
        for expert in opened.panel { try await round.office.recuse(from: "V-1", reason: "示例", as: expert) }
        let failure = await refusal { _ = try await round.office.openRereview(of: 1, as: "S-1") }
        #expect(failure?.exitCode == 2)
        #expect(failure?.text.en.contains("No new panel can be formed") == true)
    }

    @Test("the audit finds a list that became final before its time")
    func auditOfTheNotice() async throws {
        let round = try await PublicVillages.published()
        _ = try await round.office.enterObjection(PublicVillages.entry("V-1", .conflict), as: "S-1")
        _ = try await round.office.answerObjection(1, .quashed, reason: "示例", as: "S-1")
        let panel = try await round.office.openRereview(of: 1, as: "S-1").rereview.panel
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
        try round.tamper(
            """
            DELETE FROM objection_answer; UPDATE round SET stage = 'closed', closedOn = '2030-04-08';
            UPDATE public_notice SET dossiers = '["V-1"]'; UPDATE rereview SET former = '["\(panel[0])"]'
            """)
        let found = try await round.office.verifyAudit(expecting: nil).findings.map(\.en)
        for words in [
            "V-2: on the final list and never published", "public notice 1 ran until 2030-04-08", "objection 1 was not answered before",
            "an expert of the former panel sits on the new one",
        ] { #expect(found.contains { $0.contains(words) }, "\(words)") }
    }

    @Test("a rehearsal has days of its own to its end, which don't go back; a real notice has none")
    func rehearsal() async throws {
        let round = try await PublicVillages.signed()
        let day = MiniRound.day
        let notice = try await round.office.publishNotice(rehearsing: day("2030-05-06"), as: "S-1")
        #expect(notice.isRehearsal == true && notice.until.description == "2030-05-09")
        #expect(await refusal { _ = try await round.office.enterObjection(PublicVillages.entry("V-1"), as: "S-1") }?.isUsage == true)
        #expect(
            await refusal {
                _ = try await round.office.enterObjection(PublicVillages.entry("V-1"), rehearsing: day("2030-05-05"), as: "S-1")
            }?
            .isUsage == true)
        _ = try await round.office.closeNotice(rehearsing: day("2030-05-10"), as: "S-1")
        #expect(try await round.office.listPaper(final: true, as: "A-1")?.html(in: .zh).contains("演练") == true)
        let real = try await PublicVillages.published()
        #expect(await refusal { _ = try await real.office.closeNotice(rehearsing: day("2030-05-10"), as: "S-1") }?.isUsage == true)
    }

    @Test("a period that leaves the known years is refused with the year; its holidays can be added, those of the call can't be changed")
    func unknownYear() async throws {
        let round = try await PublicVillages.signed()
        let day = MiniRound.day
        let failure = await refusal { _ = try await round.office.publishNotice(rehearsing: day("2030-12-31"), as: "S-1") }
        #expect(failure?.text.en.contains("no arrangement for 2031") == true)
        let year = WorkingCalendar.Year(year: 2031, holidays: [day("2031-01-01")], workdays: [], source: "示例通知")
        let known = WorkingCalendar.Year(year: 2030, holidays: [], workdays: [], source: "示例通知")
        #expect(await refusal { _ = try await round.office.addHolidays([known], as: "S-1") }?.isFailed == true)
        #expect(await refusal { _ = try await round.office.addHolidays([year], as: "C-1") }?.isNotPermitted == true)
        _ = try await round.office.addHolidays([year], as: "S-1")
        let notice = try await round.office.publishNotice(rehearsing: day("2030-12-31"), as: "S-1")
        #expect(notice.until.description == "2031-01-06")
    }

    @Test("letters tell result, scores by criterion and comments, and no expert")
    func letters() async throws {
        let round = try await PublicVillages.published()
        #expect(await refusal { _ = try await round.office.letters(as: "S-1") }?.isFailed == true, "not before the end")
        PublicVillages.wait(round, days: 7)
        _ = try await round.office.closeNotice(as: "S-1")
        #expect(await refusal { _ = try await round.office.letters(as: "C-1") }?.isNotPermitted == true)
        let letters = try await round.office.letters(as: "A-1")
        #expect(letters.map(\.dossier) == ["M-1", "V-1", "V-2", "V-3"])
        for letter in letters {
            let html = letter.html(in: .zh)
            #expect(
                letter.criteria.map(\.score.short) == [
                    ["M-1": "8", "V-1": "9", "V-2": "7", "V-3": "3"][letter.dossier] ?? "",
                    ["M-1": "8", "V-1": "9", "V-2": "7", "V-3": "3"][letter.dossier] ?? "",
                ])
            for expert in ["E-1", "E-2", "E-3", "E-5", "示例甲", "示例乙"] { #expect(!html.contains(expert)) }
            #expect(html.contains(letter.dossier == "V-3" ? "未列入" : "列入“"))
        }
        #expect(letters[1].html(in: .en).contains("you are on the list"))
        #expect(LetterIndex(title: letters[0].title, letters: letters).html(in: .zh).contains("V-2.html"))
    }
}

extension MiniRound {
    /// A statement on the file as it is, its guards included.
    func rawly(_ sql: String) throws {
        let queue = try DatabaseQueueForTests(path: folder.appending(path: "round.sqlite").path)
        try queue.run(sql)
    }
}
