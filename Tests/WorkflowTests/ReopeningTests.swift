import Formats
import Programme
import Storage
import Testing

@testable import Workflow

@Suite("Conflicts that come to light after the reviews")
struct ReopeningTests {
    private func isSound(_ round: MiniRound) async throws -> Bool {
        try await round.office.verifyAudit(expecting: nil).findings.isEmpty
    }

    private func enter(_ round: MiniRound, _ expert: String, _ dossier: String, approving digest: String? = nil) async throws {
        _ = try await round.office.enterConflict(
            expert: expert, dossier: dossier, ground: .interest, reason: "示例：举报属实", approving: digest, as: "S-1")
    }

    /// The digest that a refusal tells to approve.
    private func digest(in failure: Failure?) -> String? {
        failure?.text.en.split(separator: " ").last.map { String($0.dropLast()) }
    }

    @Test(
        "where enough sheets are left, results are computed again; what follows is shown first",
        arguments: [Stage.results, .visits, .decisions])
    func enough(stage: Stage) async throws {
        let round = try await MiniRound.villages(in: stage)
        if stage == .decisions {
            _ = try await round.office.proposeShortlist(as: "C-1")
            _ = try await round.office.signShortlist(as: "C-1")
        }
        let before = try await round.store.read { try $0.all(Outcome.self) }
        let shown = await refusal { try await enter(round, "E-1", "V-1") }
        #expect(shown?.text.en.contains("the scores of E-1 are void") == true)
        #expect(try await round.stage == stage, "nothing is changed before it is approved")
        let wrong = await refusal { try await enter(round, "E-1", "V-1", approving: "0000000000") }
        #expect(wrong != nil)
        let told = try #require(digest(in: shown))
        let needed = MiniRound.villages.call.scoring.minimumSheets
        try await enter(round, "E-1", "V-1", approving: told)
        let (sheet, review, placements, signatures) = try await round.store.read { reader in
            (
                try reader.find(ScoreSheet.self, ["V-1", "E-1"])?.state, try reader.find(Review.self, ["V-1", "E-1"])?.state,
                try reader.all(Placement.self).count, try reader.all(Signature.self).count(where: \.stands)
            )
        }
        #expect(sheet == .void && review == .recused && placements == 0 && signatures == 0)
        #expect(try await round.stage == (2 >= needed ? .results : .reviews))
        if 2 >= needed {
            if stage != .results {
                let stale = await refusal { _ = try await round.office.advance(as: "S-1", despite: nil) }
                #expect(stale?.text.en.contains("V-1") == true, "results from other sheets than there are now are no results")
            }
            _ = try await round.office.computeResults(as: "S-1")
            let after = try await round.store.read { try $0.all(Outcome.self) }
            #expect(after.first { $0.dossier == "V-1" }?.sheets.count == 2)
            if !before.isEmpty { #expect(after != before) }
            _ = try await round.office.advance(as: "S-1", despite: nil)
            _ = try await round.office.chooseVisits(as: "S-1")
            _ = try await round.office.advance(as: "S-1", despite: nil)
            _ = try await round.office.proposeShortlist(as: "C-1")
            _ = try await round.office.signShortlist(as: "C-1")
            _ = try await round.office.signShortlist(as: "C-2")
            #expect(try await round.stage == .closed)
        }
        #expect(try await isSound(round))
    }

    @Test("where too few are left, the round goes back to the reviews: a replacement reviews, and what counts already stays")
    func tooFew() async throws {
        let round = try await MiniRound.villages(in: .decisions)
        for expert in ["E-1", "E-2"] {
            let shown = await refusal { try await enter(round, expert, "V-1") }
            try await enter(round, expert, "V-1", approving: try #require(digest(in: shown)))
            if try await round.stage == .reviews { break }
        }
        #expect(try await round.stage == .reviews)
        let missing = try await round.office.status(as: "S-1").missing
        #expect(missing.contains { $0.en.contains("V-1") && $0.en.contains("assignment replace") })
        let changed = await refusal { _ = try await round.office.submitDraft(of: "V-2", as: "E-2") }
        #expect(changed?.text.en.contains("counts") == true)
        #expect(try await isSound(round))
    }

    @Test("a relation that comes to light in the results is shown by replay with what follows, and approved by its digest")
    func replay() async throws {
        let round = try await MiniRound.villages(in: .visits)
        let dossier = try #require(try await round.office.dossiers(as: "S-1").first { $0.dossier.id == "V-1" }).dossier
        let text = """
            专家编号,单位,统一社会信用代码,开始,结束,职务
            E-1,\(dossier.applicant),,2020-01-01,,示例顾问

            """
        _ = try await round.office.takeInAffiliations(
            try .init(csv: Array(text.utf8), file: "a.csv"), correct: false, reason: nil, as: "S-1")
        let report = try await round.office.replayConflicts(as: "S-1")
        #expect(report.changes.contains { $0.consequence == .voided && $0.entry.dossier == "V-1" && $0.entry.expert == "E-1" })
        #expect(report.reopening?.dossiers.map(\.dossier).contains("V-1") == true)
        _ = try await round.office.approveReplay(report.digest, reason: "示例：任职属实", as: "S-1")
        #expect(try await round.stage < .visits)
        #expect(try await round.store.read { try $0.find(ScoreSheet.self, ["V-1", "E-1"]) }?.state == .void)
        #expect(try await isSound(round))
    }

    @Test("a motion that is open lapses with the list it rests on; on the new list the move is made anew")
    func motions() async throws {
        let round = try await PublicVillages.proposed()
        _ = try await round.office.moveDossier("V-3", listed: true, reason: "示例：当地唯一", as: "C-1")
        let shown = await refusal { try await enter(round, "E-1", "V-1") }
        #expect(shown?.text.en.contains("Motions that did not take effect lapse, to be made anew where still wanted: 1.") == true)
        #expect(shown?.text.zh.contains("未生效的动议失效，仍须调整的重新提出：第 1 号。") == true)
        try await enter(round, "E-1", "V-1", approving: try #require(digest(in: shown)))
        while try await round.stage < .decisions { try await round.step() }
        #expect(try await round.office.status(as: "S-1").missing.contains { $0.en.contains("the shortlist is not proposed yet") })
        _ = try await round.office.proposeShortlist(as: "C-1")
        let gone = await refusal { _ = try await round.office.vote(on: 1, .agree, reason: nil, as: "C-2") }
        #expect(gone?.isFailed == true && gone?.text.en.contains("Motion 1 lapsed") == true)
        #expect(try await round.store.read { try $0.all(PlacementMove.self) }.isEmpty)
        #expect(try await round.store.read { try $0.all(MotionLapse.self) }.map(\.by) == ["S-1"])
        let anew = try await round.office.moveDossier("V-3", listed: true, reason: "示例：当地唯一", as: "C-1")
        #expect(anew.motion?.motion.number == 2 && anew.motion?.standing == .open)
        let carried = try await round.office.vote(on: 2, .agree, reason: nil, as: "C-2")
        #expect(carried.placement.listed)
        #expect(try await round.office.dossierInFull("V-3", as: "A-1").motions.map(\.standing) == [.lapsed, .carried])
        #expect(try await isSound(round))
    }
}
