import Formats
import Programme
import Scoring
import Storage
import Testing

@testable import Workflow

@Suite("What follows from scores that stand out")
struct AdjudicationTests {
    /// Three experts on V-1: E-3 far below the others. The call asks for reasons within three days.
    func round(
        _ rule: String =
            "abnormal: {against: mean, points: 20, reasons: {days: 3}, replace: true, discussion: true, thirdReading: added}",
        policy: String = "median", outliers: [String: String] = ["V-1": "E-3"]
    ) async throws -> MiniRound {
        var files = VillageLibraries.files
        files["rules.yaml"] = (files["rules.yaml"] ?? "").replacing("policy: median", with: "policy: \(policy)") + rule + "\n"
        let (call, documents) = try MiniRound.read("rules.yaml", files)
        let round = try MiniRound()
        _ = try await round.office.openRound(call: call, documents: documents, by: MiniRound.secretary)
        for person in [
            Person(id: "C-1", name: "示例组长甲", role: .chair), Person(id: "C-2", name: "示例组长乙", role: .chair),
            Person(id: "A-1", name: "示例监督", role: .auditor),
        ] { try await round.office.grant(person, as: "S-1") }
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
            let answers = try own.map { try round.answers($0, score: Points(outliers[$0] == expert ? 4 : 8)) }
            _ = try await round.office.save(answers, submit: true, as: expert)
        }
        _ = try await round.office.advance(as: "S-1", despite: nil)
        _ = try await round.office.computeResults(as: "S-1")
        return round
    }

    private func sound(_ round: MiniRound) async throws {
        let findings = try await round.office.verifyAudit(expecting: nil).findings
        #expect(findings.isEmpty, "\(findings.map(\.en))")
    }

    /// Asks E-3 about V-1, has both others hold the scores abnormal, and the expert explain.
    func asked(_ round: MiniRound) async throws {
        let asked = try await round.office.askReasons(of: "E-3", on: "V-1", reason: "示例", as: "S-1")
        for member in ["E-1", "E-2"] {
            _ = try await round.office.voteAbnormal(asked.number, abnormal: true, reason: "示例", as: member)
        }
        _ = try await round.office.explainSheet(on: "V-1", reason: "示例：材料不全", as: "E-3")
    }

    @Test("reasons, votes and a decision each are recorded, and the score is told before and after")
    func wholeWay() async throws {
        let round = try await round()
        let office = round.office
        let marks = try await office.abnormalSheets(as: "S-1")
        #expect(marks.map { [$0.dossier, $0.expert] } == [["V-1", "E-3"]])
        #expect(marks.first?.total == Fraction(4000) && marks.first?.others == Fraction(8000))
        let asked = try await office.askReasons(of: "E-3", on: "V-1", reason: "示例：偏差四十分", as: "S-1")
        #expect(asked.due.map { $0.seconds - asked.at.seconds } ?? 0 >= 3 * 86400 - 2)
        try await sound(round)
        #expect(asked.effect?.before == .init(score: Points(80), rank: 1) && asked.effect?.after == asked.effect?.before)
        #expect(try await office.ownReviews(as: "E-3").requests?.first?.others == nil)
        #expect(try await office.ownReview(of: "V-1", as: "E-3").0.sheet != nil)
        #expect(await refusal { _ = try await office.ownReview(of: "V-2", as: "E-3") }?.isFailed == true)
        #expect(await refusal { _ = try await office.submitDraft(of: "V-1", as: "E-3") }?.isFailed == true)
        // The expert sees the own sheet, the others a number without a name; who does not sit on the panel sees nothing.
        #expect(try await office.ownReviews(as: "E-3").requests?.map(\.isOwn) == [true])
        #expect(try await office.ownReviews(as: "E-1").requests?.map(\.request) == [asked.number])
        #expect(try await office.ownReviews(as: "E-1").requests?.map(\.isOwn) == [false])
        #expect(try await office.ownReviews(as: "E-5").requests == nil)
        // Neither majority nor reasons yet.
        func replace() async throws -> AdjudicationStep {
            try await office.decideAbnormal(of: "E-3", on: "V-1", .replace, reason: "示例：理由不充分", as: "C-1")
        }
        #expect(await refusal { _ = try await replace() }?.isFailed == true)
        _ = try await office.voteAbnormal(asked.number, abnormal: true, reason: "示例", as: "E-1")
        // One of two is no majority.
        #expect(await refusal { _ = try await replace() }?.isFailed == true)
        _ = try await office.voteAbnormal(asked.number, abnormal: true, reason: "示例", as: "E-2")
        // A majority, but the expert has time left.
        #expect(await refusal { _ = try await replace() }?.isFailed == true)
        _ = try await office.explainSheet(on: "V-1", reason: "示例：材料不全", as: "E-3")
        #expect(try await office.ownReviews(as: "E-1").requests?.first?.explanation == "示例：材料不全")
        try await sound(round)
        // The median of the call hides the outlier: the score is the same, and the sheet's total another.
        let decided = try await replace()
        #expect(decided.effect?.before.score == Points(80) && decided.effect?.after.score == Points(80))
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
        let decided = try await round.office.decideAbnormal(of: "E-3", on: "V-1", .replace, reason: "示例：逾期", as: "C-1")
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
            .init(attending: ["E-1", "E-2"], abnormal: .max, sound: .max), .init(attending: ["E-1", "E-2"], abnormal: 2, sound: .min),
            .init(attending: ["E-1", "E-2"], abnormal: 0, sound: 0), .init(attending: ["E-1", ""], abnormal: 1, sound: 0),
            .init(attending: [], abnormal: 0, sound: 0), .init(attending: ["E-1", " E-1"], abnormal: 1, sound: 1),
        ] {
            #expect(
                await refusal { _ = try await office.recordDiscussion(of: "E-3", on: "V-1", wrong, minutes: "示例", as: "C-1") }?
                    .isFailed == true)
        }
        _ = try await office.recordDiscussion(
            of: "E-3", on: "V-1", .init(attending: [" E-3", "E-1 ", "E-2"], abnormal: 0, sound: 2), minutes: "示例纪要", as: "C-1")
        #expect(
            await refusal { _ = try await office.decideAbnormal(of: "E-3", on: "V-1", .replace, reason: "示例", as: "C-1") }?
                .isFailed == true)
        let kept = try await office.decideAbnormal(of: "E-3", on: "V-1", .keep, reason: "示例：维持", as: "C-1")
        #expect(kept.kind == .kept && kept.effect?.before == kept.effect?.after)
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
            await refusal { _ = try await office.decideAbnormal(of: "E-3", on: "V-1", .keep, reason: "示例", as: "S-1") }?
                .isNotPermitted == true)
    }

    @Test("a round whose call has no such rule marks nothing and asks nobody")
    func withoutRule() async throws {
        let round = try await round("")
        #expect(try await round.office.abnormalSheets(as: "S-1").isEmpty)
        let refused = await refusal { _ = try await round.office.askReasons(of: "E-3", on: "V-1", reason: "示例", as: "S-1") }
        #expect(refused?.isFailed == true)
    }

    @Test("a recused chair neither decides nor records, and sees neither the mark nor the steps")
    func recused() async throws {
        let round = try await round()
        let office = round.office
        try await asked(round)
        let (all, steps) = (try await office.abnormalSheets(as: "C-1"), try await office.adjudication(of: "V-1", as: "C-1"))
        #expect(all.count == 1 && steps.count == 4)
        _ = try await office.recuseChair("C-2", from: "V-1", reason: "示例", as: "S-1")
        #expect(try await office.abnormalSheets(as: "C-2").isEmpty)
        #expect(try await office.adjudication(of: "V-1", as: "C-2").isEmpty)
        for work in [
            { _ = try await office.decideAbnormal(of: "E-3", on: "V-1", .keep, reason: "示例", as: "C-2") },
            {
                _ = try await office.recordDiscussion(
                    of: "E-3", on: "V-1", .init(attending: ["E-1"], abnormal: 1, sound: 0), minutes: "示例", as: "C-2")
            },
        ] as [() async throws -> Void] { #expect(await refusal(of: work)?.isNotPermitted == true) }
        _ = try await office.decideAbnormal(of: "E-3", on: "V-1", .replace, reason: "示例", as: "C-1")
        try await sound(round)
    }

    @Test("the marks of the model are of everything that was reviewed, also for a chair who does not see all of it")
    func unhidden() async throws {
        let round = try await round("abnormal: {against: median, points: 90, residual: 1.2}", outliers: ["V-1": "E-3", "V-2": "E-1"])
        let all = try await round.office.abnormalSheets(as: "C-1")
        #expect(all.contains { $0.dossier == "V-2" } && all.contains { $0.dossier == "V-1" && $0.expert == "E-3" })
        _ = try await round.office.recuseChair("C-2", from: "V-2", reason: "示例", as: "S-1")
        let seen = try await round.office.abnormalSheets(as: "C-2")
        #expect(seen.map(\.standardised) == all.filter { $0.dossier != "V-2" }.map(\.standardised) && !seen.isEmpty)
    }

    @Test("an open request stops the round in words, and a chair closes it with reasons")
    func stops() async throws {
        let round = try await round()
        _ = try await round.office.askReasons(of: "E-3", on: "V-1", reason: "示例", as: "S-1")
        let failure = await refusal { _ = try await round.office.advance(as: "S-1", despite: "示例") }
        #expect(failure?.text.zh.contains("V-1 / E-3") == true && failure?.text.zh.contains("results decide") == true)
        #expect(try await round.stage == .results)
        _ = try await round.office.decideAbnormal(of: "E-3", on: "V-1", .keep, reason: "示例：无需说明", as: "C-1")
        _ = try await round.office.advance(as: "S-1", despite: nil)
        #expect(try await round.stage == .visits)
    }

    @Test("a replacement changes the score to the digit, a request stays when its mark is gone, and chairs read of it in the evidence")
    func effect() async throws {
        let round = try await round(policy: "mean", outliers: ["V-1": "E-3", "V-2": "E-1"])
        let office = round.office
        try await asked(round)
        _ = try await office.askReasons(of: "E-1", on: "V-2", reason: "示例", as: "S-1")
        let step = try await office.decideAbnormal(of: "E-3", on: "V-1", .replace, reason: "示例", as: "C-1")
        // (40 + 80 + 80) / 3 = 66.67 becomes 80; it shared the second place and now has the first with V-3.
        #expect(step.effect == .init(before: .init(score: Points("66.7"), rank: 2), after: .init(score: Points(80), rank: 1)))
        #expect(step.told.zh.hasSuffix("成绩由 66.70（第 2 名） 变为 80.00（第 1 名）"))
        let evidence = try await round.store.read { try $0.decisionEvidence(of: "V-1", marks: [:]) }
        #expect(evidence.contains { $0.text.zh.contains("40") } && evidence.count == 6)
        // E-2's sheet becomes void: V-2 has two sheets and no mark, and the matter stays with the figures of its day.
        try await lose("E-2", "V-2", round)
        let open = try #require(try await office.abnormalSheets(as: "S-1").first { $0.dossier == "V-2" })
        #expect(!open.isMarked && open.isOpen && open.total == Fraction(4000) && open.others == Fraction(8000))
        #expect(try await office.ownReviews(as: "E-1").requests?.first { $0.isOwn }?.total == Fraction(4000))
        let missing = try await office.status(as: "S-1").missing.map(\.zh)
        #expect(missing.contains { $0.contains("V-2 / E-1") })
    }

    @Test("marks by the rule and by the model stand side by side in the list and the record, with which of them is official")
    func bothMarks() async throws {
        let round = try await round("abnormal: {against: mean, points: 20, residual: 1}")
        let marks = try await round.office.abnormalSheets(as: "S-1").filter { $0.dossier == "V-1" }
        #expect(marks.first { $0.expert == "E-3" }.map { abs($0.standardised ?? 0) > 1 } == true)
        let record = try #require(try await round.office.dossierRecords(of: "V-1", as: "A-1").first)
        let titles = record.evidence.map(\.title)
        #expect(titles.contains { $0.en.contains("plain rule: official") } && titles.contains { $0.en.contains("a hint, not official") })
        #expect(titles.contains { $0.zh.contains("按通知规则，记入成绩") } && titles.contains { $0.zh.contains("模型，仅提示") })
        #expect(record.evidence.allSatisfy { !$0.text.zh.contains("E-3") }, "experts' numbers stay out of a record")
        while try await round.stage < .decisions { try await round.step() }
        _ = try await round.office.proposeShortlist(as: "C-1")
        let line = try await round.office.dossierInFull("V-1", as: "C-1").line
        #expect(line.evidence.map(\.title.zh).contains { $0.contains("模型，仅提示") })
        #expect(line.evidence.contains { $0.text.en.contains("standard errors from what the model lets expect") })
    }

    /// Makes a sheet void while results are settled, with what follows approved.
    private func lose(_ expert: String, _ dossier: String, _ round: MiniRound) async throws {
        func enter(_ digest: String?) async throws {
            _ = try await round.office.enterConflict(
                expert: expert, dossier: dossier, ground: .interest, reason: "示例", approving: digest, as: "S-1")
        }
        let words = try #require(await refusal { try await enter(nil) }).text.en
        let digest = try #require(words.firstMatch(of: /--approve ([0-9a-f]+)/)?.1)
        try await enter(String(digest))
    }

    @Test("a replacement falls away with the sheets that it stood on, and that is told; it may be asked again")
    func lapses() async throws {
        let round = try await round(policy: "mean")
        let office = round.office
        try await asked(round)
        let decided = try await office.decideAbnormal(of: "E-3", on: "V-1", .replace, reason: "示例", as: "C-1")
        #expect(decided.effect?.after.score == Points(80))
        try await lose("E-2", "V-1", round)
        #expect(try await round.stage == .results)
        let missing = try await office.status(as: "S-1").missing.map(\.en)
        #expect(missing.contains { $0.contains("run linxuan results compute again") })
        let computed = try await office.computeResultsAndLapses(as: "S-1")
        let (outcomes, lapsed) = (computed.outcomes, computed.lapsed)
        #expect(lapsed.map(\.kind) == [.lapsed] && lapsed.first?.effect?.before.score == Points(80))
        // (40 + 80) / 2.
        // The reason is a code, told in both languages; the sentence that earlier versions stored is still known.
        let step = try #require(lapsed.first)
        #expect(step.reason == "panel-changed" && step.told.zh.contains("评分表有变") && step.told.en.contains("the panel's sheets are not"))
        var earlier = step
        earlier.reason = step.reasonTold.zh
        #expect(earlier.reasonTold == step.reasonTold)
        #expect(lapsed.first?.effect?.after.score == Points(60) && outcomes.first { $0.dossier == "V-1" }?.score == Points(60))
        #expect(try await office.computeResultsAndLapses(as: "S-1").lapsed.isEmpty)
        try await sound(round)
        #expect(
            await refusal { _ = try await office.decideAbnormal(of: "E-3", on: "V-1", .keep, reason: "示例", as: "C-1") }?.isFailed == true)
        _ = try await office.advance(as: "S-1", despite: nil)
    }

    @Test(
        "a third reading by the engine counts beside the panel or in place of a sheet, as the call says", arguments: ["added", "in-place"])
    func thirdReading(rule: String) async throws {
        let round = try await round(
            "abnormal: {against: mean, points: 20, reasons: {days: 3}, thirdReading: \(rule)}", policy: "mean",
            outliers: ["V-3": "E-5"])
        let office = round.office
        // E-4 headed the applicant until lately.
        #expect(await refusal { _ = try await office.openThirdReading(of: "E-1", on: "V-3", reason: "示例", as: "S-1") }?.isFailed == true)
        let step = try await office.openThirdReading(of: "E-5", on: "V-3", reason: "示例：偏差四十分", as: "S-1")
        #expect(step.reader == "E-3" && step.figures?.total == Fraction(4000) && step.effect?.before.score == step.effect?.after.score)
        #expect(await refusal { _ = try await office.openThirdReading(of: "E-5", on: "V-3", reason: "示例", as: "S-1") }?.isFailed == true)
        try await sound(round)
        #expect(try await office.ownReviews(as: "E-3").reviews.contains { $0.dossier == "V-3" && $0.state == .assigned })
        let early = await refusal { _ = try await office.decideAbnormal(of: "E-5", on: "V-3", .takeIn, reason: "示例", as: "C-1") }
        #expect(early?.isFailed == true)
        #expect(await refusal { _ = try await office.advance(as: "S-1", despite: nil) }?.isFailed == true)
        // Nobody else's sheet can be handed in now.
        let others = await refusal { _ = try await office.save([try round.answers("V-3", score: Points(9))], submit: true, as: "E-1") }
        #expect(others?.isFailed == true)
        _ = try await office.save([try round.answers("V-3", score: Points(8))], submit: true, as: "E-3")
        // It counts once it is taken in; computed before, nothing changes.
        let waiting = try await office.computeResults(as: "S-1").first { $0.dossier == "V-3" }
        #expect(waiting?.sheets.map(\.expert) == ["E-1", "E-2", "E-5"])
        for other in [AbnormalDecision.keep, .replace] {
            #expect(
                await refusal { _ = try await office.decideAbnormal(of: "E-5", on: "V-3", other, reason: "示例", as: "C-1") }?.isFailed
                    == true)
        }
        let taken = try await office.decideAbnormal(of: "E-5", on: "V-3", .takeIn, reason: "示例", as: "C-1")
        #expect(taken.effect?.before.score == waiting?.score && taken.reader == "E-3")
        let (line, _) = try await office.result(of: "V-3", as: "C-1")
        #expect(line.outcome.sheets.map(\.expert) == (rule == "added" ? ["E-1", "E-2", "E-3", "E-5"] : ["E-1", "E-2", "E-3"]))
        // Three sheets of 80, 80 and 40; with a fourth of 80, or with it in place of the 40.
        #expect(taken.effect?.before.score == Points("66.7"))
        #expect(taken.effect?.after.score == (rule == "added" ? Points(70) : Points(80)))
        try await sound(round)
        #expect(
            await refusal { _ = try await office.save([try round.answers("V-3", score: Points(1))], submit: true, as: "E-3") }?.isFailed
                == true)
        _ = try await office.advance(as: "S-1", despite: nil)
    }

    @Test("a reader who gives it back is never asked again; a chair closes the matter, and the review is taken back")
    func readerLeaves() async throws {
        let round = try await round(outliers: ["M-1": "E-3"])
        let office = round.office
        let step = try await office.openThirdReading(of: "E-3", on: "M-1", reason: "示例", as: "S-1")
        #expect(step.reader == "E-4")
        try await office.decline("M-1", reason: "示例：无暇", as: "E-4")
        let nobody = await refusal { _ = try await office.openThirdReading(of: "E-3", on: "M-1", reason: "示例", as: "S-1") }
        if case .noSolution = nobody {} else { Issue.record("\(String(describing: nobody))") }
        _ = try await office.decideAbnormal(of: "E-3", on: "M-1", .keep, reason: "示例：无人可评", as: "C-1")
        _ = try await office.advance(as: "S-1", despite: nil)
        try await sound(round)
        let other = try await self.round(outliers: ["M-1": "E-3"])
        _ = try await other.office.openThirdReading(of: "E-3", on: "M-1", reason: "示例", as: "S-1")
        // A replacement for the panel would neither find the reader in a seat of it nor give it to them, and count the reading.
        let call = try await other.office.call(as: "S-1")
        try await other.store.read { reader in
            var state = try reader.get(RoundState.self, "round", named: Text(verbatim: "round"))
            state.stage = .reviews
            let draft = try AssignmentDraft(reader, call: call, round: state)
            let seat = AssignmentDraft.Pair(dossier: "M-1", expert: "E-4")
            #expect(!draft.sitting.contains(seat) && draft.left[seat] != nil && !draft.kept.contains(seat))
            #expect(draft.experts.first { $0.id == "E-4" }?.maximumLoad == 3)
        }
        _ = try await other.office.decideAbnormal(of: "E-3", on: "M-1", .keep, reason: "示例：不再需要", as: "C-1")
        let review = try await other.store.read { try $0.find(Review.self, ["M-1", "E-4"]) }
        #expect(review?.state == .withdrawn)
        try await sound(other)
    }

    @Test(
        "the audit finds a replacement without a majority, a score that the call does not give, and a wrong mean",
        arguments: [
            ("UPDATE adjudication_step SET kind = 'held-sound' WHERE number = 2", "2 others held it abnormal"),
            ("DELETE FROM adjudication_step WHERE kind = 'explained'", "before reasons"),
            (#"UPDATE adjudication_step SET effect = replace(effect, '8000', '8001') WHERE kind = 'replaced'"#, "by the call it is 80"),
            (
                #"UPDATE outcome SET sheets = (SELECT json_group_array(CASE WHEN json_extract(value, '$.own') IS NULL THEN json(value) "#
                    + #"ELSE json_set(value, '$.total.numerator', 8001) END) FROM json_each(sheets)) WHERE dossier = 'V-1'"#,
                "is not the mean"
            ),
        ])
    func audit(sql: String, finding: String) async throws {
        let round = try await round(policy: "mean")
        try await asked(round)
        _ = try await round.office.decideAbnormal(of: "E-3", on: "V-1", .replace, reason: "示例", as: "C-1")
        try await sound(round)
        try round.tamper(sql)
        let findings = try await round.office.verifyAudit(expecting: nil).findings.map(\.en)
        #expect(findings.contains { $0.contains(finding) }, "\(findings)")
    }

    @Test(
        "a rule that makes no sense is refused with its place",
        arguments: [
            "{against: mode, points: 20}", "{against: mean, points: 0}", "{against: mean, points: 20, replace: true}",
            "{against: mean, points: 20, discussion: true}", "{against: mean, points: 20, reasons: {days: 0}}",
            "{against: mean, points: 20, third: true}", "{against: mean, points: 20, thirdReading: true}",
            "{against: mean, points: 20, residual: 0}", "{points: 20}",
        ])
    func faults(rule: String) async throws {
        var files = VillageLibraries.files
        files["rules.yaml", default: ""] += "abnormal: \(rule)\n"
        let refused = await refusal { _ = try MiniRound.read("rules.yaml", files) }
        #expect(refused?.faults.isEmpty == false)
    }
}
