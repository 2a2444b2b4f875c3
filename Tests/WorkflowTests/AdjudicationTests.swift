import Programme
import Scoring
import Testing

@testable import Workflow

@Suite("What follows from scores that stand out")
struct AdjudicationTests {
    /// Three experts on V-1: E-3 far below the others. The call asks for reasons within three days.
    private func round(_ rule: String = "abnormal: {against: mean, points: 20, reasons: {days: 3}, replace: true, discussion: true}")
        async throws -> MiniRound
    {
        var files = VillageLibraries.files
        files["rules.yaml", default: ""] += rule + "\n"
        let (call, documents) = try MiniRound.read("rules.yaml", files)
        let round = try MiniRound()
        _ = try await round.office.openRound(call: call, documents: documents, by: MiniRound.secretary)
        for person in [Person(id: "C-1", name: "示例组长甲", role: .chair), Person(id: "A-1", name: "示例监督", role: .auditor)] {
            try await round.office.grant(person, as: "S-1")
        }
        try await round.takeInVillages()
        while try await round.stage < .reviews {
            if try await round.stage == .conflicts { _ = try await round.office.detectConflicts(as: "S-1") }
            if try await round.stage == .assignment {
                try await round.assign(
                    ["V-1", "V-2", "M-1"].flatMap { dossier in ["E-1", "E-2", "E-3"].map { [dossier, $0] } }
                        + ["E-1", "E-2", "E-5"].map { ["V-3", $0] })
            }
            _ = try await round.office.advance(as: "S-1", despite: nil)
        }
        for expert in ["E-1", "E-2", "E-3", "E-5"] {
            try await round.office.signPledge(as: expert)
            let own = try await round.office.ownReviews(as: expert).reviews.map(\.dossier)
            let answers = try own.map { try round.answers($0, score: Points(expert == "E-3" && $0 == "V-1" ? 4 : 8)) }
            _ = try await round.office.save(answers, submit: true, as: expert)
        }
        _ = try await round.office.advance(as: "S-1", despite: nil)
        _ = try await round.office.computeResults(as: "S-1")
        return round
    }

    private func sound(_ round: MiniRound) async throws {
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("reasons, votes and a decision each are recorded, and the score is told before and after")
    func wholeWay() async throws {
        let round = try await round()
        let office = round.office
        let marks = try await office.abnormalSheets(as: "S-1").map(\.mark)
        #expect(marks.map { [$0.dossier, $0.expert] } == [["V-1", "E-3"]])
        #expect(marks.first?.total == Fraction(4000) && marks.first?.others == Fraction(8000))
        let asked = try await office.askReasons(of: "E-3", on: "V-1", reason: "示例：偏差四十分", as: "S-1")
        #expect(asked.due.map { $0.seconds - asked.at.seconds } ?? 0 >= 3 * 86400 - 2)
        try await sound(round)
        // The expert sees the own sheet, the others a number without a name; who does not sit on the panel sees nothing.
        #expect(try await office.ownAbnormalSheets(as: "E-3").map(\.isOwn) == [true])
        #expect(try await office.ownAbnormalSheets(as: "E-1").map(\.request) == [asked.number])
        #expect(try await office.ownAbnormalSheets(as: "E-1").map(\.isOwn) == [false])
        #expect(try await office.ownAbnormalSheets(as: "E-5").isEmpty)
        // Neither majority nor reasons yet.
        func replace() async throws -> AdjudicationStep {
            try await office.decideAbnormal(of: "E-3", on: "V-1", replace: true, reason: "示例：理由不充分", as: "C-1")
        }
        #expect(await refusal { _ = try await replace() }?.isFailed == true)
        _ = try await office.voteAbnormal(asked.number, abnormal: true, reason: "示例", as: "E-1")
        // One of two is no majority.
        #expect(await refusal { _ = try await replace() }?.isFailed == true)
        _ = try await office.voteAbnormal(asked.number, abnormal: true, reason: "示例", as: "E-2")
        // A majority, but the expert has time left.
        #expect(await refusal { _ = try await replace() }?.isFailed == true)
        _ = try await office.explainSheet(on: "V-1", reason: "示例：材料不全", as: "E-3")
        #expect(try await office.ownAbnormalSheets(as: "E-1").first?.explanation == "示例：材料不全")
        try await sound(round)
        // The median of the call hides the outlier: the score is the same, and the sheet's total another.
        let decided = try await replace()
        #expect(decided.before == Points(80) && decided.after == Points(80))
        let (line, _) = try await office.result(of: "V-1", as: "C-1")
        #expect(line.outcome.sheets.first { $0.expert == "E-3" }?.own == Fraction(4000))
        #expect(line.outcome.sheets.first { $0.expert == "E-3" }?.total == Fraction(8000))
        try await sound(round)
        // Computed again, results say the same; and nothing follows a decision.
        let again = try await office.computeResults(as: "S-1")
        #expect(again.first { $0.dossier == "V-1" } == line.outcome)
        #expect(await refusal { _ = try await office.explainSheet(on: "V-1", reason: "示例", as: "E-3") }?.isFailed == true)
        #expect(await refusal { _ = try await replace() }?.isFailed == true)
        #expect(
            try await office.adjudication(of: "V-1", as: "C-1").map(\.kind) == [
                .asked, .heldAbnormal, .heldAbnormal, .explained, .replaced,
            ])
    }

    @Test("reasons refused are those whose time is over")
    func refused() async throws {
        let round = try await round()
        let asked = try await round.office.askReasons(of: "E-3", on: "V-1", reason: "示例", as: "S-1")
        for member in ["E-1", "E-2"] {
            _ = try await round.office.voteAbnormal(asked.number, abnormal: true, reason: "示例", as: member)
        }
        round.wait(seconds: 3 * 86400)
        let decided = try await round.office.decideAbnormal(of: "E-3", on: "V-1", replace: true, reason: "示例：逾期", as: "C-1")
        #expect(decided.kind == .replaced)
        try await sound(round)
    }

    @Test("a discussion takes the place of votes, with attendance that can be")
    func discussion() async throws {
        let round = try await round()
        let office = round.office
        let asked = try await office.askReasons(of: "E-3", on: "V-1", reason: "示例", as: "S-1")
        for member in ["E-1", "E-2"] { _ = try await office.voteAbnormal(asked.number, abnormal: true, reason: "示例", as: member) }
        _ = try await office.explainSheet(on: "V-1", reason: "示例", as: "E-3")
        for wrong in [
            AdjudicationStep.Discussion(attending: ["E-1", "E-5"], abnormal: 1, sound: 0),
            .init(attending: ["E-1", "E-1"], abnormal: 1, sound: 0), .init(attending: ["E-3"], abnormal: 1, sound: 0),
            .init(attending: ["E-1", "E-3"], abnormal: 1, sound: 1), .init(attending: ["E-1", "E-2"], abnormal: -1, sound: 2),
        ] {
            #expect(
                await refusal { _ = try await office.recordDiscussion(of: "E-3", on: "V-1", wrong, minutes: "示例", as: "C-1") }?
                    .isFailed == true)
        }
        _ = try await office.recordDiscussion(
            of: "E-3", on: "V-1", .init(attending: ["E-1", "E-2", "E-3"], abnormal: 0, sound: 2), minutes: "示例纪要", as: "C-1")
        #expect(
            await refusal { _ = try await office.decideAbnormal(of: "E-3", on: "V-1", replace: true, reason: "示例", as: "C-1") }?
                .isFailed == true)
        let kept = try await office.decideAbnormal(of: "E-3", on: "V-1", replace: false, reason: "示例：维持", as: "C-1")
        #expect(kept.kind == .kept && kept.before == kept.after)
        try await sound(round)
    }

    @Test("wrong persons, sheets that are not marked, and a second request are refused")
    func wrong() async throws {
        let round = try await round()
        let office = round.office
        for (actor, expert, dossier, permitted) in [
            ("C-1", "E-3", "V-1", false), ("E-1", "E-3", "V-1", false), ("S-1", "E-1", "V-1", true), ("S-1", "E-3", "V-2", true),
        ] {
            let refused = await refusal { _ = try await office.askReasons(of: expert, on: dossier, reason: "示例", as: actor) }
            #expect(permitted ? refused?.isFailed == true : refused?.isNotPermitted == true)
        }
        let asked = try await office.askReasons(of: "E-3", on: "V-1", reason: "示例", as: "S-1")
        #expect(await refusal { _ = try await office.askReasons(of: "E-3", on: "V-1", reason: "示例", as: "S-1") }?.isFailed == true)
        for stranger in ["E-3", "E-5", "C-1"] {
            let refused = await refusal { _ = try await office.voteAbnormal(asked.number, abnormal: true, reason: "示例", as: stranger) }
            #expect(refused?.isNotPermitted == true, "\(stranger)")
        }
        #expect(await refusal { _ = try await office.explainSheet(on: "V-1", reason: "示例", as: "E-1") }?.isFailed == true)
        #expect(
            await refusal { _ = try await office.decideAbnormal(of: "E-3", on: "V-1", replace: false, reason: "示例", as: "S-1") }?
                .isNotPermitted == true)
    }

    @Test("a round whose call has no such rule marks nothing and asks nobody")
    func withoutRule() async throws {
        let round = try await round("")
        #expect(try await round.office.abnormalSheets(as: "S-1").isEmpty)
        let refused = await refusal { _ = try await round.office.askReasons(of: "E-3", on: "V-1", reason: "示例", as: "S-1") }
        #expect(refused?.isFailed == true)
        #expect(try await round.office.analyzeResults(as: "A-1").map(\.category) == ["village", "mobile"])
        #expect(await refusal { _ = try await round.office.analyzeResults(as: "S-1") }?.isNotPermitted == true)
        #expect(await refusal { _ = try await round.office.analyzeResults(category: "x", as: "A-1") }?.isFailed == true)
    }

    @Test(
        "a rule that makes no sense is refused with its place",
        arguments: [
            "{against: mode, points: 20}", "{against: mean, points: 0}", "{against: mean, points: 20, replace: true}",
            "{against: mean, points: 20, discussion: true}", "{against: mean, points: 20, reasons: {days: 0}}",
            "{against: mean, points: 20, third: true}", "{against: mean, points: 20, residual: 0}", "{points: 20}",
        ])
    func faults(rule: String) async throws {
        var files = VillageLibraries.files
        files["rules.yaml", default: ""] += "abnormal: \(rule)\n"
        let refused = await refusal { _ = try MiniRound.read("rules.yaml", files) }
        #expect(refused?.faults.isEmpty == false)
    }
}
