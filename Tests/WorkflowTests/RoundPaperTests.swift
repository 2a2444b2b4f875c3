import Formats
import Foundation
import Programme
import Scoring
import Testing

@testable import Workflow

@Suite("The analysis of a round and the papers that a ministry files")
struct RoundPaperTests {
    private static let names = ["示例甲", "示例乙", "示例丙", "示例丁", "示例戊"]

    /// A round in which experts differ, and one of them writes another's name; the sheets go to the store as they would come in.
    private static func scored() async throws -> MiniRound {
        let round = try MiniRound()
        _ = try await round.office.openRound(
            call: PublicVillages.call.call, documents: PublicVillages.call.documents, by: MiniRound.secretary)
        for (id, role) in [("C-1", Role.chair), ("C-2", .chair), ("C-3", .chair), ("A-1", .auditor)] {
            try await round.office.grant(Person(id: id, name: "示例\(id)", role: role), as: "S-1")
        }
        try await round.takeInVillages()
        while try await round.stage < .reviews { try await round.step() }
        let scores = [
            "V-1": ["E-1": 9, "E-2": 8, "E-3": 7], "V-2": ["E-1": 8, "E-2": 6, "E-3": 6], "V-3": ["E-1": 7, "E-2": 4, "E-5": 5],
        ]
        for expert in ["E-1", "E-2", "E-3", "E-5"] {
            try await round.office.signPledge(as: expert)
            let answers = try await round.office.ownReviews(as: expert).reviews.map(\.dossier).map { dossier in
                var answers = try round.answers(dossier, score: Points(scores[dossier]?[expert] ?? 8))
                answers.reasons["books"] = "示例意见：与示例乙（E-2）看法相同"
                return answers
            }
            _ = try await round.office.save(answers, submit: true, as: expert)
        }
        _ = try await round.office.advance(as: "S-1", despite: nil)
        while try await round.stage < .decisions { try await round.step() }
        for chair in ["C-1", "C-2", "C-3"] { _ = try await round.office.attendDecisions(as: chair) }
        _ = try await round.office.proposeShortlist(as: "C-1")
        return round
    }

    @Test("official and adjusted stand side by side: the same figures in JSON, page and workbook, and in what chairs decide on")
    func sameFigures() async throws {
        let round = try await Self.scored()
        let analyses = try await round.office.analysis(as: "S-1")
        #expect(analyses.map(\.category) == ["village", "mobile"])
        let reports = try await round.office.reports(as: "S-1")
        let results = Dictionary(
            try await round.office.results(as: "S-1").map { ($0.dossier.id, $0.outcome) }, uniquingKeysWith: { first, _ in first })
        let list = Dictionary(
            try await round.office.shortlist(adjusted: true, as: "S-1").lines.map { ($0.dossier.id, $0.adjusted) },
            uniquingKeysWith: { first, _ in first })
        let village = try #require(analyses.first)
        #expect(village.lines.map(\.dossier) == ["V-1", "V-2", "V-3"] && village.selected == 2)
        let json = try #require(
            try JSONSerialization.jsonObject(with: JSONEncoder().encode(["categories": analyses])) as? [String: [[String: Any]]])
        let told = try #require(json["categories"]?.first?["lines"] as? [[String: Any]])
        let workbook = WorkbookDocument(reports, in: .zh)
        let sheet = workbook.sheets[1]
        let html = reports[0].html(in: .zh)
        for (index, line) in village.lines.enumerated() {
            let outcome = try #require(results[line.dossier])
            #expect(line.score == outcome.score && line.rank == outcome.rank && line.standing == outcome.standing)
            let adjusted = try #require(list[line.dossier] ?? nil)
            #expect(line.adjusted == adjusted.score && line.lower == adjusted.lower && line.upper == adjusted.upper)
            #expect(line.placeInterval == [adjusted.bestPlace, adjusted.worstPlace])
            #expect(told[index]["score"] as? Int == outcome.score?.hundredths && told[index]["adjusted"] as? Double == line.adjusted)
            #expect(sheet.rows[index][4] == .points(outcome.score) && outcome.score != nil)
            #expect(sheet.rows[index][6] == .points(Figure.points(line.adjusted)) && line.adjusted != nil)
            let interval = "\(Figure.two(line.lower))–\(Figure.two(line.upper))"
            #expect(sheet.rows[index][8] == .text(interval))
            for text in [outcome.score?.description ?? "", Figure.two(line.adjusted), interval] { #expect(html.contains(">\(text)<")) }
        }
        for expert in village.experts { #expect(html.contains(">\(expert.id)</td>") && html.contains(Figure.signed(expert.leniency))) }
        let again = try await round.office.reports(as: "S-1")
        #expect(try WorkbookDocument(again, in: .zh).bytes() == workbook.bytes())
        #expect(again.map { $0.html(in: .en) } == reports.map { $0.html(in: .en) })
    }

    @Test(
        "reports and records tell no expert's name, not even one that another wrote, and records no number; the record of the panels does")
    func names() async throws {
        let round = try await Self.scored()
        var texts = try await round.office.reports(as: "C-1").flatMap { report in Language.allCases.map { report.html(in: $0) } }
        let records = try await round.office.dossierRecords(as: "S-1")
        #expect(records.map(\.dossier.id) == ["M-1", "V-1", "V-2", "V-3"])
        let pages = records.flatMap { record in Language.allCases.map { record.html(in: $0) } }
        for page in pages { #expect(!page.contains("E-1") && !page.contains("E-2") && page.contains("示例意见：与〔略〕（〔略〕）看法相同")) }
        texts += pages
        for text in texts { for name in Self.names { #expect(!text.contains(name), "\(name)") } }
        let panels = try await round.office.panelRecord(as: "S-1")
        let page = panels.html(in: .zh)
        #expect(page.contains("E-1 示例甲") && page.contains("E-5 示例戊") && page.contains("内部资料，不得外传"))
        #expect(page.contains("申报主体提请回避 E-5"), "who was kept out, and on what ground")
        #expect(panels.table(in: .zh).rows.contains { $0[3] == .text("E-2") && $0[4] == .text("示例乙") })
        #expect(await refusal { _ = try await round.office.panelRecord(as: "C-1") }?.isNotPermitted == true)
        #expect(await refusal { _ = try await round.office.dossierRecords(as: "E-1") }?.isNotPermitted == true)
        #expect(await refusal { _ = try await round.office.analysis(as: "E-1") }?.isNotPermitted == true)
    }

    @Test("a record computes the official score step by step, exactly")
    func steps() async throws {
        let round = try await Self.scored()
        let record = try #require(try await round.office.dossierRecords(of: "V-1", as: "A-1").first)
        // 9, 8 and 7 of 10 on every criterion are 90, 80 and 70; the call takes the median, to one place.
        #expect(Set(record.sheets.map { $0.total.asPoints }) == ["90", "80", "70"])
        #expect(record.sheets.filter(\.counted).map { $0.total.asPoints } == ["80"])
        #expect(record.steps.contains { $0.zh.hasPrefix("取中位数：") && $0.zh.hasSuffix("80。") })
        #expect(record.steps.last?.zh.contains("正式成绩 80.00；及格线 55.5，名次 1，通过") == true)
        #expect(Fraction(1, over: 3).asPoints == "1/300" && Fraction(8125).asPoints == "81.25" && Fraction(-50).asPoints == "-0.5")
        #expect(record.html(in: .en).contains("the official score is 80.00"))
        #expect(record.file == "V-1.html")
    }

    @Test("a recused chair finds nothing of the dossier in any of it, and the same figures for the rest")
    func recused() async throws {
        let round = try await Self.scored()
        let motion = try await round.office.moveDossier("V-3", listed: true, reason: "示例：材料补正", as: "C-1").motion
        #expect(motion != nil)
        _ = try await round.office.recuseChair(nil, from: "V-3", reason: "示例：亲属任馆长", as: "C-3")
        let (whole, own) = try await (
            round.office.analysis(of: "village", as: "C-1")[0], round.office.analysis(of: "village", as: "C-3")[0]
        )
        #expect(own.lines.map(\.dossier) == ["V-1", "V-2"] && own.withheld == 1 && whole.withheld == 0)
        #expect(own.lines.map(\.adjusted) == Array(whole.lines.map(\.adjusted).prefix(2)))
        #expect(own.experts.map(\.leniency) == whole.experts.map(\.leniency) && own.counts.items == 3)
        var pages = try await round.office.reports(as: "C-3").map { $0.html(in: .zh) }
        pages += try await round.office.dossierRecords(as: "C-3").map { $0.html(in: .zh) }
        let minutes = try await round.office.minutes(as: "C-3")
        pages += Language.allCases.map { minutes.html(in: $0) }
        for page in pages { #expect(!page.contains("V-3") && !page.contains("示例三馆") && !page.contains("材料补正")) }
        #expect(minutes.withheld == 2 && minutes.motions.isEmpty, "the motion, and their own recusal")
        #expect(await refusal { _ = try await round.office.dossierRecords(of: "V-3", as: "C-3") } != nil)
        let all = try await round.office.minutes(as: "C-1").html(in: .zh)
        #expect(all.contains("V-3 示例三馆") && all.contains("示例：亲属任馆长") && all.contains("材料补正"))
    }

    @Test("minutes tell presence, votes with reasons, dissents and signatures")
    func minutes() async throws {
        let round = try await Self.scored()
        _ = try await round.office.moveDossier("V-2", listed: false, reason: "示例：数据存疑", as: "C-1")
        _ = try await round.office.vote(on: 1, .against, reason: "示例：已核实", as: "C-2")
        _ = try await round.office.vote(on: 1, .agree, reason: nil, as: "C-3")
        _ = try await round.office.dissent(from: "V-2", reason: "示例：保留意见", as: "C-2")
        try await PublicVillages.sign(round)
        let minutes = try await round.office.minutes(as: "S-1")
        #expect(minutes.chairs.map { $0.signed != nil } == [true, true, false] && minutes.chairs.allSatisfy { $0.present != nil })
        #expect(minutes.motions.count == 1 && minutes.motions[0].votes.map(\.choice.zh) == ["同意", "反对", "同意"])
        let village = try #require(minutes.categories.first)
        #expect(village.proposed - village.movedOut == village.listed && village.movedOut == 1)
        let page = minutes.html(in: .zh)
        for text in ["示例：数据存疑", "示例：已核实", "示例：保留意见", "同意 2、反对 1、弃权 0，应表决 3 人，通过", "法定人数 2 人", "已在系统签字"] {
            #expect(page.contains(text), "\(text)")
        }
        #expect(page.contains("size: A4") && page.contains("FangSong") && !page.contains("http") && !page.contains("<script"))
        let report = try await round.office.reports(of: "village", as: "S-1")[0].html(in: .zh)
        #expect(report.contains("示例：数据存疑") && report.contains("示例：保留意见"), "decisions and reasons stand in the report")
        #expect(await refusal { _ = try await round.office.reports(of: "nothing", as: "S-1") }?.isUsage == true)
    }

    @Test("before results are computed there is nothing to analyse")
    func early() async throws {
        let round = try await MiniRound.villages(in: .reviews)
        #expect(await refusal { _ = try await round.office.analysis(as: "S-1") }?.isFailed == true)
        let results = try await MiniRound.villages(in: .results)
        let refused = await refusal { _ = try await results.office.analysis(as: "S-1") }
        #expect(refused?.text.en.contains("results compute") == true)
        let acts = try await OfficeDesk(results.office, person: "S-1").ask(ListPermittedActs())
        #expect(acts.contains(.seeResults) && !acts.contains(.seeShortlist))
    }
}
