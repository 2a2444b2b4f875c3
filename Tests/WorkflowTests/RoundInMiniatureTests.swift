import Formats
import Foundation
import Programme
import Storage
import Testing

@testable import Workflow

@Suite("A made-up programme from intake to its final list")
struct RoundInMiniatureTests {
    @Test("the whole round goes through, and its log accounts for every record")
    func whole() async throws {
        let round = try await MiniRound.villages(in: .closed)
        let list = try await round.office.shortlist(as: "C-1")
        #expect(list.final)
        #expect(list.lines.map(\.dossier.id) == ["V-1", "V-2", "V-3", "M-1"])
        #expect(list.lines.map(\.placement.listed) == [true, true, false, true])
        #expect(list.lines.map(\.outcome.score?.short) == ["90", "70", "30", "80"])
        #expect(list.lines.map(\.outcome.rank) == [1, 2, 3, 1])
        #expect(list.lines.map(\.visited) == [false, true, false, true])
        #expect(list.signatures.map(\.chair) == ["C-1", "C-2"])
        #expect(list.signatures.allSatisfy { $0.stands && $0.digest == list.digest })
        let report = try await round.office.verifyAudit(expecting: nil)
        #expect(report.findings.isEmpty)
        #expect(report.acts > 15 && report.records > 60)
    }

    @Test("opened twice, a database keeps its first round")
    func openedTwice() async throws {
        let round = try await MiniRound.villages(in: .intake)
        let failure = await refusal {
            _ = try await round.office.openRound(
                call: MiniRound.villages.call, documents: MiniRound.villages.documents, by: MiniRound.secretary)
        }
        #expect(failure?.text.en.contains("holds a round already") == true)
    }

    @Test("only the secretariat opens a round", arguments: [Role.expert, .chair, .auditor])
    func openedBy(role: Role) async throws {
        let round = try MiniRound()
        let failure = await refusal {
            _ = try await round.office.openRound(
                call: MiniRound.villages.call, documents: MiniRound.villages.documents,
                by: Person(id: "X-1", name: "示例", role: role))
        }
        #expect(failure?.isNotPermitted == true)
    }

    @Test("an empty database says how to begin")
    func empty() async throws {
        let round = try MiniRound()
        let failure = await refusal { _ = try await round.office.status(as: "S-1") }
        #expect(failure?.text.en.contains("linxuan round new") == true)
    }

    @Test("the call of the round is the one that was frozen, read from the database")
    func frozen() async throws {
        let round = try await MiniRound.villages(in: .intake)
        #expect(try await round.office.call(as: "A-1") == MiniRound.villages.call)
        let again = Office(store: round.store)
        #expect(try await again.call(as: "A-1") == MiniRound.villages.call)
        #expect(try await again.status(as: "S-1").callDigest.count == 64)
    }

    @Test("a call that was altered in the database is not used")
    func altered() async throws {
        let round = try await MiniRound.villages(in: .intake)
        try round.tamper("UPDATE call_document SET text = replace(text, '55.5', '10.5')")
        let failure = await refusal { _ = try await Office(store: round.store).status(as: "S-1") }
        #expect(failure?.text.en.contains("does not match its digest") == true)
        #expect(failure?.text.zh.contains("audit verify") == true)
    }

    @Test("intake takes a table whole or not at all")
    func intakeAllOrNothing() async throws {
        let round = try await MiniRound.villages(in: .intake)
        let broken = VillageLibraries.dossiers.replacing("M-1,示例东县,流动图书馆", with: "M-1,示例东县,汽车图书馆")
            .replacing("2030-03-31,,是", with: "2030-03-31,,也许")
        let failure = await refusal {
            _ = try await round.office.takeInDossiers([round.table(broken, "d.csv")], as: "S-1")
        }
        #expect((failure?.faults ?? []).map(\.place.row) == [4, 6])
        #expect(try await round.office.dossiers(as: "S-1").isEmpty)
        _ = try await round.office.takeInDossiers([round.table(VillageLibraries.dossiers, "d.csv")], as: "S-1")
        #expect(try await round.office.dossiers(as: "S-1").count == 5)
        let again = await refusal {
            _ = try await round.office.takeInDossiers([round.table(VillageLibraries.dossiers, "d.csv")], as: "S-1")
        }
        #expect(again?.faults.isEmpty == false)
        #expect(try await round.office.dossiers(as: "S-1").count == 5)
    }

    @Test("a stage names all that it still needs, and does not end before")
    func missing() async throws {
        let round = try await MiniRound.villages(in: .intake)
        let empty = await refusal { _ = try await round.office.advance(as: "S-1", despite: nil) }
        #expect(empty?.text.en.contains("no dossiers are taken in") == true)
        #expect(empty?.text.en.contains("no experts are taken in") == true)
        _ = try await round.office.takeInDossiers([round.table(VillageLibraries.dossiers, "d.csv")], as: "S-1")
        #expect(
            try await round.office.status(as: "S-1").missing.map(\.en) == [
                "no experts are taken in", "2 flags are not decided: V-2, V-4",
            ])
        let despite = await refusal { _ = try await round.office.advance(as: "S-1", despite: "示例理由") }
        #expect(despite?.isFailed == true, "a reason overrules only missing sheets")
    }

    @Test(
        "each later stage waits for its own work",
        arguments: [Stage.conflicts, .assignment, .reviews, .results, .visits])
    func waits(stage: Stage) async throws {
        let round = try await MiniRound.villages(in: stage)
        let failure = await refusal { _ = try await round.office.advance(as: "S-1", despite: nil) }
        #expect(failure?.isFailed == true)
        #expect(try await round.stage == stage)
    }

    @Test("a flag is decided with a reason, and a refused dossier takes no part any more")
    func flags() async throws {
        let round = try await MiniRound.villages(in: .conflicts)
        let filed = try await round.office.dossiers(as: "A-1")
        #expect(filed.first { $0.dossier.id == "V-2" }?.flags.map(\.state) == [.accepted])
        #expect(filed.first { $0.dossier.id == "V-4" }?.flags.map(\.reason) == ["示例：从未开放"])
        #expect(try await round.office.status(as: "S-1").dossiers.map(\.count) == [3, 1])
    }

    @Test("detection finds what the tables say, and a second run leaves alone what people decided")
    func detection() async throws {
        let round = try await MiniRound.villages(in: .conflicts)
        let first = try await round.office.detectConflicts(as: "S-1")
        #expect(first.added == 4)
        let register = try await round.office.conflicts(expert: nil, dossier: nil, as: "A-1")
        #expect(
            register.map { "\($0.expert) \($0.dossier) \($0.ground.rawValue)" } == [
                "E-4 V-3 affiliation", "E-5 M-1 region", "E-5 V-1 unsuitable", "E-5 V-2 kinship",
            ])
        _ = try await round.office.settleConflict(
            expert: "E-4", dossier: "V-3", ground: nil, waive: true, reason: "示例：已核实", as: "S-1")
        #expect(try await round.office.detectConflicts(as: "S-1").added == 0)
        let waived = try await round.office.conflicts(expert: "E-4", dossier: nil, as: "S-1")
        #expect(waived.map(\.state) == [.waived])
        #expect(waived.first?.by == "S-1" && waived.first?.reason == "示例：已核实")
    }

    @Test("a conflict that was entered is confirmed, and cannot be entered twice or for somebody who is not there")
    func entered() async throws {
        let round = try await MiniRound.villages(in: .conflicts)
        func enter(_ expert: String, _ dossier: String, _ reason: String) async throws -> Conflict {
            try await round.office.enterConflict(
                expert: expert, dossier: dossier, ground: .interest, reason: reason, as: "S-1")
        }
        let entry = try await enter("E-1", "V-1", "示例：来信反映")
        #expect(entry.state == .confirmed && entry.binds)
        #expect(await refusal { _ = try await enter("E-1", "V-1", "示例") }?.isFailed == true)
        #expect(await refusal { _ = try await enter("E-9", "V-1", "示例") }?.isFailed == true)
        #expect(await refusal { _ = try await enter("E-1", "V-9", "示例") }?.isFailed == true)
        #expect(await refusal { _ = try await enter("E-2", "V-1", " \n") }?.isUsage == true)
        #expect(try await round.office.conflicts(expert: nil, dossier: nil, as: "S-1").count == 1)
    }

    @Test("a draft may be incomplete, what is handed in may not, and can be corrected while reviews are open")
    func sheets() async throws {
        let round = try await MiniRound.villages(in: .reviews)
        try await round.office.signPledge(as: "E-1")
        var draft = SheetFile.Answers(dossier: "V-1")
        draft.scores = ["books": Points(8)]
        _ = try await round.office.save([draft], submit: false, as: "E-1")
        let failure = await refusal { _ = try await round.office.submitDraft(of: "V-1", as: "E-1") }
        #expect(failure?.faults.count == 3)
        _ = try await round.office.save([round.answers("V-1", score: Points(8))], submit: false, as: "E-1")
        #expect(try await round.office.submitDraft(of: "V-1", as: "E-1").state == .submitted)
        let late = await refusal { _ = try await round.office.save([draft], submit: false, as: "E-1") }
        #expect(late?.isFailed == true, "a submitted sheet does not become a draft again")
        _ = try await round.office.save([round.answers("V-1", score: Points(9))], submit: true, as: "E-1")
        #expect(try await round.store.read { try $0.find(ScoreSheet.self, ["V-1", "E-1"]) }?.scores["books"] == Points(9))
        let own = try await round.office.ownReviews(as: "E-1").reviews.first { $0.dossier == "V-1" }
        #expect(own?.state == .submitted)
    }

    @Test("a sheet that is sent twice counts once, however much later, and its receipt keeps no second copy of it")
    func receipts() async throws {
        let round = try await MiniRound.villages(in: .reviews)
        try await round.office.signPledge(as: "E-1")
        let sheet = try round.answers("V-1", score: Points(8))
        func sent(_ office: Office) async throws -> [SavedSheet] {
            try await office.once(try OnceOnly(key: "key-sheet", content: [1])).save([sheet], submit: true, as: "E-1")
        }
        let first = try await sent(round.office)
        #expect(first.map(\.dossier) == ["V-1"] && first.map(\.state) == [.submitted])
        let receipts = try await round.store.read { try $0.all(Receipt.self) }
        #expect(receipts.count == 1 && receipts.allSatisfy { $0.answer.utf8.count < 100 }, "\(receipts.map(\.answer))")
        let later = Office(store: round.store, clock: { [office = round.office] in Instant(seconds: office.now.seconds + 400 * 86_400) })
        #expect(try await sent(later) == first)
        #expect(try await round.store.read { try $0.all(Receipt.self) }.count == 1)
        // A whole sheet, as receipts of earlier versions have it, reads as the same.
        let whole = try #require(try await round.store.read { try $0.find(ScoreSheet.self, ["V-1", "E-1"]) })
        let old = try JSONDecoder().decode([SavedSheet].self, from: try JSONEncoder().encode([whole]))
        #expect(old == first)
    }

    @Test("a set of sheets is taken whole or not at all, with every fault of every sheet")
    func sheetsAllOrNothing() async throws {
        let round = try await MiniRound.villages(in: .reviews)
        try await round.office.signPledge(as: "E-1")
        var wrong = try round.answers("V-2", score: Points(8))
        wrong.scores["books"] = Points(hundredths: 825)
        wrong.gates = [:]
        let failure = await refusal {
            _ = try await round.office.save([round.answers("V-1", score: Points(8)), wrong], submit: true, as: "E-1")
        }
        #expect(failure?.faults.count == 2)
        let own = try await round.office.ownReviews(as: "E-1")
        #expect(own.reviews.allSatisfy { $0.state == .assigned && $0.sheet == nil })
    }

    @Test(
        "an expert sees and scores what is assigned, and cannot tell somebody else's dossier from one that is not there"
    )
    func othersDossiers() async throws {
        let round = try await MiniRound.villages(in: .reviews)
        try await round.office.signPledge(as: "E-3")
        let others = await refusal { _ = try await round.office.ownReview(of: "V-3", as: "E-3") }
        let none = await refusal { _ = try await round.office.ownReview(of: "V-9", as: "E-3") }
        #expect(others?.isNotPermitted == true)
        #expect(others?.text.en.replacing("V-3", with: "V-9") == none?.text.en)
        let save = await refusal {
            _ = try await round.office.save([round.answers("V-3", score: Points(8))], submit: true, as: "E-3")
        }
        #expect(save?.isNotPermitted == true)
    }

    @Test("reviews end with sheets missing only by a written reason, which the log keeps")
    func despite() async throws {
        let round = try await MiniRound.villages(in: .reviews)
        #expect(await refusal { _ = try await round.office.advance(as: "S-1", despite: "  ") }?.isFailed == true)
        #expect(try await round.office.advance(as: "S-1", despite: "示例：时间已到") == .results)
        #expect(try await round.office.log(as: "A-1").last?.remark == "示例：时间已到")
        _ = try await round.office.computeResults(as: "S-1")
        #expect(try await round.office.results(as: "C-1").allSatisfy { $0.outcome.standing == .incomplete })
    }

    @Test("progress counts sheets, and shows no score")
    func progress() async throws {
        let round = try await MiniRound.villages(in: .reviews)
        try await round.office.signPledge(as: "E-1")
        _ = try await round.office.save([round.answers("V-1", score: Points(8))], submit: true, as: "E-1")
        try await round.office.decline("V-2", reason: "示例：时间不够", as: "E-2")
        let (categories, experts) = try await round.office.progress(as: "S-1")
        #expect(categories.map(\.asked) == [8, 3])
        #expect(categories.map(\.submitted) == [1, 0])
        #expect(categories.map(\.declined) == [1, 0])
        #expect(experts.map(\.id) == ["E-1", "E-2", "E-3", "E-5"])
        #expect(experts.first?.submitted == 1)
    }

    @Test("results computed again are the same, and nothing is written for it")
    func recomputed() async throws {
        let round = try await MiniRound.villages(in: .results)
        let first = try await round.office.computeResults(as: "S-1")
        let acts = try await round.office.log(as: "S-1").count
        #expect(try await round.office.computeResults(as: "S-1") == first)
        #expect(try await round.office.log(as: "S-1").count == acts)
    }

    @Test("a chair and an auditor see the sheets behind a result, void ones left out")
    func sheetsBehind() async throws {
        let round = try await MiniRound.villages(in: .decisions)
        let (line, sheets) = try await round.office.result(of: "V-1", as: "C-1")
        #expect(line.outcome.score == Points(90))
        #expect(sheets.map(\.expert) == ["E-1", "E-2", "E-3"])
        #expect(await refusal { _ = try await round.office.result(of: "V-4", as: "A-1") }?.isFailed == true)
    }

    @Test("the list is proposed once, moved only where that changes it, and only with a reason")
    func moves() async throws {
        let round = try await MiniRound.villages(in: .decisions)
        #expect(await refusal { _ = try await round.office.signShortlist(as: "C-1") }?.isFailed == true)
        _ = try await round.office.proposeShortlist(as: "C-1")
        #expect(await refusal { _ = try await round.office.proposeShortlist(as: "C-2") }?.isFailed == true)
        #expect(
            await refusal { _ = try await round.office.moveDossier("V-1", listed: true, reason: "示例", as: "C-1") }?
                .isFailed == true)
        #expect(
            await refusal { _ = try await round.office.moveDossier("V-9", listed: true, reason: "示例", as: "C-1") }?
                .isFailed == true)
        #expect(
            await refusal { _ = try await round.office.moveDossier("V-3", listed: true, reason: " ", as: "C-1") }?
                .isUsage == true)
        let moved = try await round.office.moveDossier("V-3", listed: true, reason: "示例：当地唯一", as: "C-1").placement
        #expect(moved.listed && !moved.proposed && moved.movedBy == "C-1")
    }

    @Test("lists that differ never share a digest, whatever is written as a reason")
    func digests() throws {
        func placement(_ dossier: String, listed: Bool, reason: String?) -> Placement {
            var placement = Placement(dossier: dossier, proposed: true, ground: Text(verbatim: ""))
            placement.listed = listed
            placement.reason = reason
            return placement
        }
        let one = [
            placement("D-1", listed: true, reason: "甲\nD-2 not listed 乙"), placement("D-2", listed: true, reason: nil),
        ]
        let other = [
            placement("D-1", listed: true, reason: "甲"), placement("D-2", listed: false, reason: "乙\nD-2 listed "),
        ]
        #expect(try one.digest(callDigest: "x") != other.digest(callDigest: "x"))
        #expect(try one.digest(callDigest: "x") != one.digest(callDigest: "y"))
        #expect(try one.digest(callDigest: "x") == one.reversed().digest(callDigest: "x"))
    }

    @Test("a number cannot be a person twice, nor an expert and a chair")
    func oneRole() async throws {
        let round = try await MiniRound.villages(in: .intake)
        for role in Role.allCases {
            let failure = await refusal {
                try await round.office.grant(Person(id: "C-1", name: "示例", role: role), as: "S-1")
            }
            #expect(failure?.text.en.contains("a person has one role") == true)
        }
        try await round.office.grant(Person(id: "E-2", name: "示例", role: .auditor), as: "S-1")
        let failure = await refusal {
            _ = try await round.office.takeInExperts(
                round.table(VillageLibraries.experts, "e.csv"), affiliations: nil, interests: nil, as: "S-1")
        }
        #expect(failure?.text.en.contains("E-2 is auditor already") == true)
        #expect(
            try await round.office.people(as: "S-1").contains { $0.id == "E-1" } == false,
            "nothing of the table is kept")
    }

    @Test("a person is an expert by the list of experts, not by a grant")
    func grantedExpert() async throws {
        let round = try await MiniRound.villages(in: .intake)
        let failure = await refusal {
            try await round.office.grant(Person(id: "X-1", name: "示例", role: .expert), as: "S-1")
        }
        #expect(failure != nil)
    }

    @Test(
        "a person's number has the form of numbers and the name is not empty, told before the database is asked",
        arguments: [("", "示例"), ("X 1", "示例"), ("X-1", ""), ("X-1", " "), (String(repeating: "x", count: 41), "示例")])
    func grantForm(id: String, name: String) async throws {
        let round = try await MiniRound.villages(in: .intake)
        let failure = await refusal {
            try await round.office.grant(Person(id: id, name: name, role: .auditor), as: "S-1")
        }
        #expect(failure != nil)
        #expect(failure?.text.en.contains("The database refused") == false)
    }

    @Test("a signature that a move voided stays on record, even where the chair signs again within the same second")
    func voidedSignatureStays() async throws {
        let round = try await MiniRound.villages(in: .decisions)
        let office = Office(store: round.store) { Instant.endOfDayInChina(MiniRound.day("2030-06-01")) }
        _ = try await office.proposeShortlist(as: "C-1")
        _ = try await office.signShortlist(as: "C-1")
        _ = try await office.moveDossier("V-3", listed: true, reason: "示例", as: "C-1")
        _ = try await office.signShortlist(as: "C-1")
        #expect(try await office.shortlist(as: "C-1").signatures.map(\.stands).sorted { !$0 && $1 } == [false, true])
    }

    @Test("who acts at the same moment, from two programs on one file, loses nothing, and the log keeps its chain")
    func together() async throws {
        let round = try await MiniRound.villages(in: .reviews)
        let path = round.folder.appending(path: "round.sqlite").path
        let offices = [round.office, Office(store: try RoundDatabase(path: path, creating: false))]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, expert) in ["E-1", "E-2", "E-3", "E-5"].enumerated() {
                let office = offices[index % 2]
                group.addTask {
                    try await office.signPledge(as: expert)
                    for review in try await office.ownReviews(as: expert).reviews {
                        let answers = try round.answers(review.dossier, score: Points(8))
                        _ = try await office.save([answers], submit: true, as: expert)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await round.office.progress(as: "S-1").categories.map(\.submitted) == [9, 3])
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
    }
}
