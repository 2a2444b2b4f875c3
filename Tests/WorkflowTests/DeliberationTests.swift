import Formats
import Programme
import Scoring
import Testing

@testable import Workflow

@Suite("How chairs come to their list")
struct DeliberationTests {
    @Test("nothing is proposed, moved or signed before enough chairs are present")
    func quorum() async throws {
        let round = try await PublicVillages.round()
        let absent = await refusal { _ = try await round.office.proposeShortlist(as: "C-1") }
        #expect(absent?.text.en.contains("decisions attend") == true)
        _ = try await round.office.attendDecisions(as: "C-1")
        #expect(await refusal { _ = try await round.office.attendDecisions(as: "C-1") }?.isFailed == true)
        let alone = await refusal { _ = try await round.office.proposeShortlist(as: "C-1") }
        #expect(alone?.text.zh.contains("不足法定人数 2") == true)
        _ = try await round.office.attendDecisions(as: "C-2")
        _ = try await round.office.proposeShortlist(as: "C-1")
        #expect(await refusal { _ = try await round.office.moveDossier("V-3", listed: true, reason: "示例", as: "C-3") }?.isFailed == true)
    }

    @Test("a move is a motion, and takes effect with the majority of those who may vote on it")
    func motion() async throws {
        let round = try await PublicVillages.proposed()
        let first = try await round.office.moveDossier("V-3", listed: true, reason: "示例：当地唯一", as: "C-1")
        #expect(first.placement.listed == false && first.motion?.standing == .open && first.motion?.votes.map(\.chair) == ["C-1"])
        #expect(await refusal { _ = try await round.office.moveDossier("V-3", listed: true, reason: "示例", as: "C-2") }?.isFailed == true)
        #expect(await refusal { _ = try await round.office.vote(on: 1, .against, reason: nil, as: "C-2") }?.isUsage == true)
        _ = try await round.office.vote(on: 1, .against, reason: "示例：材料不足", as: "C-2")
        let open = await refusal { _ = try await round.office.signShortlist(as: "C-1") }
        #expect(open?.text.en.contains("Motions are open") == true)
        // A change of mind is a vote of its own; the last counts.
        let carried = try await round.office.vote(on: 1, .agree, reason: nil, as: "C-2")
        #expect(carried.placement.listed && carried.placement.movedBy == "C-1" && carried.placement.reason == "示例：当地唯一")
        #expect(carried.motion?.standing == .carried && carried.motion?.votes.count == 3)
        #expect(await refusal { _ = try await round.office.vote(on: 1, .against, reason: "示例", as: "C-3") }?.isFailed == true)
        let back = try await round.office.moveDossier("V-3", listed: false, reason: "示例：再议", as: "C-3")
        _ = try await round.office.vote(on: back.motion?.motion.number ?? 0, .abstain, reason: nil, as: "C-1")
        let lost = try await round.office.vote(on: 2, .against, reason: "示例：已议定", as: "C-2")
        #expect(lost.motion?.standing == .lost && lost.placement.listed)
        let line = try await round.office.dossierInFull("V-3", as: "A-1")
        #expect(line.line.moves.map(\.after) == [true] && line.line.moves.map(\.motion) == [1])
        #expect(line.motions.map(\.standing) == [.carried, .lost])
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("a recused chair sees nothing of the dossier and has no vote on it; enough others are needed")
    func recused() async throws {
        let round = try await PublicVillages.proposed()
        #expect(
            await refusal { _ = try await round.office.recuseChair("C-1", from: "V-3", reason: "示例", as: "C-3") }?.isNotPermitted == true)
        #expect(await refusal { _ = try await round.office.recuseChair("A-1", from: "V-3", reason: "示例", as: "S-1") }?.isUsage == true)
        #expect(await refusal { _ = try await round.office.recuseChair(nil, from: "V-3", reason: " ", as: "C-3") }?.isUsage == true)
        _ = try await round.office.recuseChair(nil, from: "V-3", reason: "示例：亲属任馆长", as: "C-3")
        #expect(
            await refusal { _ = try await round.office.moveDossier("V-3", listed: true, reason: "示例", as: "C-3") }?.isNotPermitted == true)
        #expect(await refusal { _ = try await round.office.dissent(from: "V-3", reason: "示例", as: "C-3") }?.isNotPermitted == true)
        let motion = try await round.office.moveDossier("V-3", listed: true, reason: "示例", as: "C-1").motion
        #expect(motion?.entitled == ["C-1", "C-2"])
        #expect(await refusal { _ = try await round.office.vote(on: 1, .agree, reason: nil, as: "C-3") }?.isNotPermitted == true)
        let own = try await round.office.shortlist(as: "C-3")
        let whole = try await round.office.shortlist(as: "C-1")
        #expect(whole.lines.map(\.dossier.id) == ["V-1", "V-2", "V-3", "M-1"])
        #expect(own.lines.map(\.dossier.id) == ["V-1", "V-2", "M-1"] && own.proceedings.motions.isEmpty)
        #expect(own.digest == whole.digest, "they sign the same list")
        #expect(try await round.office.results(as: "C-3").allSatisfy { $0.dossier.id != "V-3" })
        #expect(try await round.office.dossiers(as: "C-3").allSatisfy { $0.dossier.id != "V-3" })
        #expect(try await round.office.visits(as: "C-3").allSatisfy { $0.dossier.id != "V-3" })
        #expect(await refusal { _ = try await round.office.result(of: "V-3", as: "C-3") }?.isFailed == true)
        #expect(await refusal { _ = try await round.office.dossierInFull("V-3", as: "C-3") }?.isFailed == true)
        #expect(await refusal { _ = try await round.office.eligibility(of: "V-3", as: "C-3") } != nil)
        let change = WhatIf(passMarks: ["village": Points(20)], places: ["village": nil])
        #expect(try await round.office.whatIf(change, as: "C-3").allSatisfy { $0.dossier != "V-3" })
        // Two of three are left; with one more recused there are too few.
        _ = try await round.office.recuseChair("C-2", from: "V-3", reason: "示例", as: "S-1")
        #expect(await refusal { _ = try await round.office.moveDossier("V-3", listed: true, reason: "示例", as: "C-1") }?.isFailed == true)
    }

    @Test("nobody signs a list that the chairs have not carried; a vote is for that list and no other")
    func listVote() async throws {
        let round = try await PublicVillages.proposed()
        let early = await refusal { _ = try await round.office.signShortlist(as: "C-1") }
        #expect(early?.text.en.contains("0 of 3 chairs have voted") == true)
        _ = try await round.office.voteOnList(.agree, reason: nil, as: "C-1")
        #expect(try await round.office.voteOnList(.agree, reason: nil, as: "C-2").standing == .carried)
        #expect(try await round.office.signShortlist(as: "C-1") == false)
        let motion = try await round.office.moveDossier("V-2", listed: false, reason: "示例", as: "C-1").motion?.motion.number ?? 0
        _ = try await round.office.vote(on: motion, .agree, reason: nil, as: "C-2")
        let list = try await round.office.shortlist(as: "A-1")
        #expect(list.signatures.map(\.stands) == [false] && list.proceedings.listVote?.votes.isEmpty == true)
        #expect(await refusal { _ = try await round.office.signShortlist(as: "C-1") }?.isFailed == true)
        try await PublicVillages.sign(round)
        #expect(try await round.stage == .notice)
    }

    @Test("dissent is written with its reasons; who neither signs nor dissents is taken to agree once the list is final (实施条例 53)")
    func dissent() async throws {
        let round = try await PublicVillages.proposed()
        #expect(await refusal { _ = try await round.office.dissent(from: nil, reason: " ", as: "C-1") }?.isUsage == true)
        #expect(await refusal { _ = try await round.office.dissent(from: "V-9", reason: "示例", as: "C-1") }?.isFailed == true)
        let dissent = try await round.office.dissent(from: "V-2", reason: "示例：开放时间不足", as: "C-1")
        try await PublicVillages.sign(round)
        let before = try await round.office.shortlist(as: "A-1")
        #expect(before.proceedings.dissents == [dissent] && dissent.digest == before.digest)
        #expect(before.proceedings.chairs.map(\.said) == [.signedWithDissent, .signed, .nothing])
        _ = try await round.office.publishNotice(as: "S-1")
        PublicVillages.wait(round, days: 7)
        _ = try await round.office.closeNotice(as: "S-1")
        #expect(try await round.office.shortlist(as: "A-1").proceedings.chairs.map(\.said) == [.signedWithDissent, .signed, .takenToAgree])
    }

    @Test("a refusal to sign is written with its reasons, voids a signature and stands until the chair signs; it counts for no signature")
    func declining() async throws {
        let round = try await PublicVillages.proposed()
        let office = round.office
        #expect(await refusal { _ = try await office.declineToSign(reason: " ", as: "C-1") }?.isUsage == true)
        for chair in ["C-1", "C-2"] { _ = try await office.voteOnList(.agree, reason: nil, as: chair) }
        #expect(try await office.signShortlist(as: "C-1") == false)
        let first = try await office.declineToSign(reason: "示例：面积未核实", as: "C-1")
        #expect(first.number == 1 && first.signaturesBefore == 1)
        let again = await refusal { _ = try await office.declineToSign(reason: "示例", as: "C-1") }
        #expect(again?.text.zh.contains("已就此名单拒绝签字") == true && again?.text.en.contains("declined to sign this list already") == true)
        #expect(try await office.signShortlist(as: "C-2") == false, "one of two signatures stands")
        let declined = try await office.shortlist(as: "A-1")
        #expect(declined.signatures.map(\.stands) == [false, true] && declined.stage == .decisions)
        #expect(declined.proceedings.chairs.map(\.said) == [.declined, .signed, .nothing])
        #expect(first.digest == declined.digest && declined.proceedings.refusals.map(\.stands) == [true])
        let page = try await office.roundPage(as: "A-1")
        #expect(page.signatures.map(\.name) == ["示例C-2"] && page.refusals.map(\.reason) == ["示例：面积未核实"])

        // Another list: the refusal of the earlier one makes no consent of silence.
        let motion = try await office.moveDossier("V-3", listed: true, reason: "示例", as: "C-2").motion?.motion.number ?? 0
        _ = try await office.vote(on: motion, .agree, reason: nil, as: "C-1")
        let moved = try await office.shortlist(as: "A-1").proceedings
        #expect(moved.refusals.map(\.ofThisList) == [false] && moved.chairs.map(\.said) == [.declined, .nothing, .nothing])
        #expect(try await office.declineToSign(reason: "示例：仍未核实", as: "C-1").number == 2)
        // A change of mind is a record of its own, and both are kept.
        for chair in ["C-2", "C-3"] { _ = try await office.voteOnList(.agree, reason: nil, as: chair) }
        #expect(try await office.signShortlist(as: "C-1") == false)
        let changed = try await office.shortlist(as: "A-1").proceedings
        #expect(changed.refusals.map(\.refusal.reason) == ["示例：面积未核实", "示例：仍未核实"] && changed.refusals.allSatisfy { !$0.stands })
        #expect(changed.chairs.map(\.said) == [.signed, .nothing, .nothing])
        #expect(try await office.roundPage(as: "A-1").refusals.isEmpty)
        #expect(try await office.signShortlist(as: "C-2"))
        // Public now: who signed is bound, who has not may still decline.
        let late = await refusal { _ = try await office.declineToSign(reason: "示例", as: "C-1") }
        #expect(late?.text.zh.contains("签字不能撤回") == true && late?.text.en.contains("not taken back") == true)
        _ = try await office.declineToSign(reason: "示例：会后来函", as: "C-3")
        #expect(try await office.shortlist(as: "A-1").proceedings.chairs.map(\.said) == [.signed, .signed, .declined])
        _ = try await office.publishNotice(as: "S-1")
        PublicVillages.wait(round, days: 7)
        _ = try await office.closeNotice(as: "S-1")
        #expect(try await office.shortlist(as: "A-1").proceedings.chairs.map(\.said) == [.signed, .signed, .declined])
        #expect(try await office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("without a quorum or votes in the call a chair's reason is enough, and every move is kept")
    func plain() async throws {
        let round = try await MiniRound.villages(in: .decisions)
        _ = try await round.office.proposeShortlist(as: "C-1")
        #expect(try await round.office.moveDossier("V-3", listed: true, reason: "示例一", as: "C-1").motion == nil)
        _ = try await round.office.moveDossier("V-3", listed: false, reason: "示例二", as: "C-2")
        let moves = try await round.office.dossierInFull("V-3", as: "C-1").line.moves
        #expect(moves.map(\.reason) == ["示例一", "示例二"] && moves.map(\.by) == ["C-1", "C-2"])
        #expect(await refusal { _ = try await round.office.voteOnList(.agree, reason: nil, as: "C-1") }?.isFailed == true)
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("adjusted scores stand beside the official ones with their intervals, and are none where the model is not defined")
    func adjusted() async throws {
        let round = try await PublicVillages.proposed()
        let lines = try await round.office.shortlist(adjusted: true, as: "C-1").lines
        #expect(lines.map { $0.adjusted != nil } == [true, true, true, false], "one mobile library alone tells nothing")
        for line in lines {
            guard let adjusted = line.adjusted else { continue }
            #expect(adjusted.lower <= adjusted.score && adjusted.score <= adjusted.upper)
            #expect(1 <= adjusted.bestPlace && adjusted.bestPlace <= adjusted.worstPlace && adjusted.worstPlace <= 3)
        }
        // Their experts all gave the same, so nothing is drawn anywhere.
        #expect(zip(lines, [90.0, 70, 30]).allSatisfy { abs(($0.adjusted?.score ?? 0) - $1) < 0.01 })
        #expect(try await round.office.shortlist(as: "C-1").lines.allSatisfy { $0.adjusted == nil })
        #expect(try await round.office.dossierInFull("V-1", as: "C-1").line.adjusted == lines[0].adjusted)
    }

    @Test("what-if keeps what chairs moved, and tells which moves are not needed any more")
    func whatIfWithMoves() async throws {
        let round = try await PublicVillages.proposed()
        let office = round.office
        let lower = WhatIf(passMarks: ["village": Points(20)], places: ["village": nil])
        func line(_ change: WhatIf) async throws -> WhatIfLine? {
            try await office.whatIf(change, as: "C-1").first { $0.dossier == "V-3" }
        }
        #expect(try await line(lower)?.move == nil)
        _ = try await office.moveDossier("V-3", listed: true, reason: "示例：当地唯一", as: "C-1")
        #expect(try await line(lower)?.change == .comesIn, "a motion moves nothing before it is carried")
        _ = try await office.vote(on: 1, .agree, reason: nil, as: "C-2")
        let kept = try #require(try await line(WhatIf(passMarks: ["village": Points(99)])))
        #expect(kept.move == .init(listed: true, reason: "示例：当地唯一", applies: true) && !kept.after.listed && kept.change == .stays)
        let needless = try #require(try await line(lower))
        #expect(needless.move?.applies == false && needless.after.listed && needless.change == .stays)
        let back = try await office.moveDossier("V-3", listed: false, reason: "示例：再议", as: "C-1")
        _ = try await office.vote(on: back.motion?.motion.number ?? 0, .agree, reason: nil, as: "C-2")
        #expect(try await line(lower)?.move == nil, "it is where its result puts it")
    }

    @Test("what-if changes nothing and is not logged")
    func whatIf() async throws {
        let round = try await PublicVillages.proposed()
        let acts = try await round.office.log(as: "A-1").count
        let lines = try await round.office.whatIf(WhatIf(passMarks: ["village": Points(20)], places: ["village": nil]), as: "C-1")
        #expect(lines.filter { $0.change == .comesIn }.map(\.dossier) == ["V-3"])
        #expect(try await round.office.log(as: "A-1").count == acts)
        #expect(await refusal { _ = try await round.office.whatIf(WhatIf(passMarks: ["x": Points(2)]), as: "C-1") }?.isUsage == true)
    }

    @Test("what-if keeps what chairs moved, and a recused chair is told nothing of it")
    func whatIfMoved() async throws {
        let round = try await PublicVillages.proposed()
        _ = try await round.office.moveDossier("V-3", listed: true, reason: "示例：当地唯一", as: "C-1")
        _ = try await round.office.vote(on: 1, .agree, reason: nil, as: "C-2")
        func move(_ mark: Int, as chair: String) async throws -> WhatIfLine.Move? {
            let lines = try await round.office.whatIf(WhatIf(passMarks: ["village": Points(mark)], places: ["village": nil]), as: chair)
            return lines.first { $0.dossier == "V-3" }?.move
        }
        #expect(try await move(20, as: "C-2") == .init(listed: true, reason: "示例：当地唯一", applies: false))
        #expect(try await move(50, as: "C-2")?.applies == true)
        _ = try await round.office.recuseChair(nil, from: "V-3", reason: "示例", as: "C-3")
        #expect(try await move(50, as: "C-3") == nil)
    }

    @Test("the audit finds a list that its moves don't come to, a move without a majority, and a signature under another list")
    func tampered() async throws {
        let round = try await PublicVillages.proposed()
        _ = try await round.office.moveDossier("V-3", listed: true, reason: "示例", as: "C-1")
        _ = try await round.office.vote(on: 1, .agree, reason: nil, as: "C-2")
        try await PublicVillages.sign(round)
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
        try round.tamper("UPDATE placement SET listed = 0 WHERE dossier = 'V-3'; UPDATE vote SET choice = 'abstain' WHERE number = 2")
        let found = try await round.office.verifyAudit(expecting: nil).findings.map(\.en)
        #expect(found.contains { $0.contains("V-3: the list is not what its moves come to") })
        #expect(found.contains { $0.contains("motion 1 had no majority") })
        #expect(found.contains("signatures under another list than this: 1, 2"))
    }
}
