import Formats
import Programme
import Scoring
import Testing

@testable import Workflow

@Suite("A round whose call ranks by adjusted scores")
struct RankedByAdjustedTests {
    /// One place, and V-3 ahead of V-1 only because E-5, who reads nothing else, is lenient and E-3 severe.
    private let scores = [
        "V-1": ["E-1": "8", "E-2": "8.5", "E-3": "5"], "V-2": ["E-1": "6.5", "E-2": "6", "E-3": "3"],
        "V-3": ["E-1": "7", "E-2": "7.5", "E-5": "9.5"], "M-1": ["E-1": "8", "E-2": "8", "E-3": "7"],
    ]

    private func round(_ ranking: String? = "adjusted") async throws -> MiniRound {
        var files = VillageLibraries.files
        files["rules.yaml"] = (files["rules.yaml"] ?? "").replacing("policy: median", with: "policy: mean")
            .replacing("places: 2", with: "places: 1")
            .replacing("  tieBreak: [books]", with: "  tieBreak: [books]" + (ranking.map { "\n  ranking: \($0)" } ?? ""))
        let (call, documents) = try MiniRound.read("rules.yaml", files)
        let round = try MiniRound()
        let office = round.office
        _ = try await office.openRound(call: call, documents: documents, by: MiniRound.secretary)
        for person in [
            Person(id: "C-1", name: "示例组长甲", role: .chair), Person(id: "C-2", name: "示例组长乙", role: .chair),
            Person(id: "A-1", name: "示例监督", role: .auditor),
        ] { try await office.grant(person, as: "S-1") }
        try await round.takeInVillages()
        while try await round.stage < .reviews {
            if try await round.stage == .conflicts { _ = try await office.detectConflicts(as: "S-1") }
            if try await round.stage == .assignment {
                try await round.assign(
                    scores.sorted { $0.key < $1.key }.flatMap { dossier, own in own.keys.sorted().map { [dossier, $0] } })
            }
            _ = try await office.advance(as: "S-1", despite: nil)
        }
        for expert in ["E-1", "E-2", "E-3", "E-5"] {
            try await office.signPledge(as: expert)
            for review in try await office.ownReviews(as: expert).reviews {
                let score = try #require(Points(scores[review.dossier]?[expert] ?? ""))
                _ = try await office.save([round.answers(review.dossier, score: score)], submit: true, as: expert)
            }
        }
        _ = try await office.advance(as: "S-1", despite: nil)
        _ = try await office.computeResults(as: "S-1")
        return round
    }

    private func toDecisions(_ round: MiniRound) async throws {
        _ = try await round.office.advance(as: "S-1", despite: nil)
        _ = try await round.office.chooseVisits(as: "S-1")
        _ = try await round.office.advance(as: "S-1", despite: nil)
    }

    @Test("the proposal follows the adjusted scores, what-if too, and every paper has both")
    func proposal() async throws {
        let round = try await round()
        let office = round.office
        let bases = try await office.rankingBases(as: "C-1")
        #expect(bases.map(\.category) == ["village", "mobile"])
        #expect(bases.map(\.fallback) == [nil, .undefined], "one dossier bears no model")
        let before = try await office.results(as: "C-1").map(\.outcome).filter { $0.category == "village" }
        #expect(before.map(\.dossier) == ["V-3", "V-1", "V-2"], "in the order of official places")
        #expect(before.map { $0.adjusted?.rank } == [2, 1, 3])
        try await toDecisions(round)
        _ = try await office.proposeShortlist(as: "C-1")
        let list = try await office.shortlist(adjusted: true, as: "C-1")
        #expect(list.lines.filter(\.placement.listed).map(\.dossier.id) == ["V-1", "M-1"])
        for line in list.lines where line.outcome.adjusted != nil {
            #expect(line.adjusted?.score == line.outcome.adjusted.map { Double($0.score.hundredths) / 100 })
        }
        // With two places, and under weights that change nothing, the next by adjusted score comes in.
        let lines = try await office.whatIf(.init(places: ["village": 2]), as: "C-1")
        #expect(lines.filter { $0.change == .comesIn }.map(\.dossier) == ["V-3"])
        let adjusted = try #require(lines.first { $0.dossier == "V-1" })
        #expect(
            adjusted.before.adjusted?.rank == 1 && adjusted.before.rank == 2 && adjusted.before.score != adjusted.before.adjusted?.score)

        let minutes = try await office.minutes(as: "C-1").html(in: .zh)
        #expect(minutes.contains("按通知规定以调整成绩") && minutes.contains("改按成绩排序"))
        let record = try #require(try await office.dossierRecords(of: "V-1", as: "A-1").first)
        let score = try #require(before.first { $0.dossier == "V-1" })
        let told = try #require(score.adjusted?.score.description)
        let official = try #require(score.score?.description)
        for language in [Language.zh, .en] {
            let page = record.html(in: language)
            #expect(page.contains(told) && page.contains(official))
        }
        let report = try #require(try await office.reports(of: "village", as: "C-1").first).html(in: .en)
        #expect(report.contains("Ranked by adjusted scores") && report.contains(told) && !report.contains("never replace official"))
        for chair in ["C-1", "C-2"] { _ = try await office.signShortlist(as: chair) }
        let letter = try #require(try await office.letters(as: "S-1").first { $0.dossier == "V-3" }).html(in: .en)
        #expect(letter.contains("your adjusted score") && letter.contains(before.first?.score?.description ?? "?"))
        #expect(try await office.verifyAudit(expecting: nil).findings.isEmpty)
        let script = try await BundleScript(round)
        let sound = try script.verify()
        #expect(sound.sound && sound.told.contains("adjusted scores and places by them"), "\(sound.told)")
    }

    @Test("a call that says nothing ranks by official scores and keeps nothing of the adjusted ones")
    func official() async throws {
        for ranking in [nil, "official"] {
            let round = try await round(ranking)
            try await toDecisions(round)
            _ = try await round.office.proposeShortlist(as: "C-1")
            #expect(try await round.office.shortlist(as: "C-1").lines.filter(\.placement.listed).map(\.dossier.id) == ["V-3", "M-1"])
            #expect(try await round.office.results(as: "C-1").allSatisfy { $0.outcome.adjusted == nil })
            #expect(try await round.office.rankingBases(as: "C-1").isEmpty)
        }
        let wrong = await refusal { _ = try await self.round("robust") }
        #expect(wrong?.faults.contains { $0.line.en.contains("scoring.ranking") } == true)
    }

    @Test("an adjusted score altered behind the program's back is found by the audit, and in a bundle by the script")
    func altered() async throws {
        let round = try await round()
        let script = try await BundleScript(round)
        let sound = try script.verify()
        #expect(sound.sound, "\(sound.told)")
        for (pattern, replacement, told) in [
            (#""adjusted":\{"rank":\d+,"score":(\d+)"#, "7777", "its adjusted score should be"),
            (#""adjusted":\{"rank":(\d)"#, "3", "its place by adjusted scores should be"),
            (#""dossierRatio":(\d+)"#, "1234567890", "it is not at its top"),
            (#""expertRatio":(\d+)"#, "1234567890", "it is not at its top"),
            (#""fallback":"(undefined)""#, "unconnected", "it should be undefined"),
            (#""groups":1,"scores":(9)"#, "8", "it should be of 9 scores"),
        ] {
            let found = try script.forged(pattern, replacement)
            #expect(!found.sound && found.told.contains(told), "\(pattern): \(found.told)")
        }
        try round.tamper("UPDATE outcome SET adjusted = json_set(adjusted, '$.score', 7777) WHERE dossier = 'V-1'")
        let findings = try await round.office.verifyAudit(expecting: nil).findings
        #expect(findings.contains { $0.en.hasPrefix("V-1: it is ranked by adjusted 77.77") && $0.en.contains("by the sheets it is") })
    }
}
