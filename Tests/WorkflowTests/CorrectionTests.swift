import Formats
import Programme
import Storage
import Testing

@testable import Workflow

@Suite("Corrections of applicants, and names settled once")
struct CorrectionTests {
    private func table(_ text: String, _ name: String) throws -> Formats.Table {
        try Formats.Table(csv: Array(text.utf8), file: name)
    }

    private func flags(_ round: MiniRound) async throws -> [String] {
        try await round.office.dossiers(as: "S-1").flatMap(\.flags)
            .map { "\($0.dossier) \($0.check) \($0.standing.en) \(($0.others ?? []).joined(separator: " "))" }
    }

    private func isSound(_ round: MiniRound) async throws -> Bool {
        try await round.office.verifyAudit(expecting: nil).findings.isEmpty
    }

    @Test("a correction is a record of its own, with what stood there before; it needs a reason, and something to correct")
    func recorded() async throws {
        let round = try await MiniRound.villages(in: .conflicts)
        let office = round.office
        let before = try #require(try await office.dossiers(as: "S-1").first { $0.dossier.id == "V-1" }).dossier
        let first = try await office.correctDossier(
            "V-1", name: " 示例甲　馆 ", creditCode: nil, codeReason: nil, reason: "示例：来函更正", as: "S-1")
        #expect(first.dossier.applicant != before.applicant && first.correction.before.name == before.applicant)
        let second = try await office.correctDossier(
            "V-1", name: "示例甲新馆", creditCode: Rules2023.code(77), codeReason: nil, reason: "示例：再次更正", as: "S-1")
        #expect(second.correction.turn == 2 && second.correction.before.name == first.dossier.applicant)
        let seen = try await office.eligibility(of: "V-1", as: "S-1")
        #expect(seen.corrections.map(\.reason) == ["示例：来函更正", "示例：再次更正"] && seen.dossier.applicant == "示例甲新馆")
        #expect(seen.corrections[1].line.en.contains("S-1 corrected the name"))
        for (name, code, reason) in [("示例甲新馆", nil, "示例"), ("示例", nil, " "), (nil, "123", "示例"), ("  ", nil, "示例")] {
            let refused = await refusal {
                _ = try await office.correctDossier("V-1", name: name, creditCode: code, codeReason: nil, reason: reason, as: "S-1")
            }
            #expect(refused != nil, "\(name ?? "–") \(code ?? "–")")
        }
        #expect(try await office.eligibility(of: "V-1", as: "S-1").corrections.count == 2)
        #expect(try await isSound(round))
    }

    @Test("nobody corrects an applicant once the reviews have begun, nor without the role")
    func tooLate() async throws {
        let round = try await MiniRound.villages(in: .reviews)
        let late = await refusal {
            _ = try await round.office.correctDossier("V-1", name: "示例新馆", creditCode: nil, codeReason: nil, reason: "示例", as: "S-1")
        }
        #expect(late?.isFailed == true)
        let other = await refusal {
            _ = try await round.office.correctDossier("V-1", name: "示例新馆", creditCode: nil, codeReason: nil, reason: "示例", as: "A-1")
        }
        #expect(other?.isNotPermitted == true)
    }

    @Test("a near name that a correction makes is a flag; one that it takes away is gone, and what was decided before stays on record")
    func flagsAnew() async throws {
        let round = try await MiniRound.villages(in: .intake)
        try await round.takeInVillages()
        let office = round.office
        let known = try #require(try await office.dossiers(as: "S-1").first { $0.dossier.id == "V-1" }).dossier
        let report = try await office.correctDossier(
            "V-3", name: known.applicant, creditCode: nil, codeReason: nil, reason: "示例：来函更正", as: "S-1")
        #expect(report.raised.map(\.check) == ["similar-name"] && report.raised[0].others == ["V-1"])
        let open = try await flags(round)
        #expect(open.contains("V-3 similar-name open V-1"))
        _ = try await office.decideFlag(dossier: "V-3", check: "similar-name", accept: false, reason: "示例：重复", as: "S-1")
        #expect(try await !round.active().contains("V-3"))
        let back = try await office.correctDossier(
            "V-3", name: "示例全然不同的图书馆", creditCode: nil, codeReason: nil, reason: "示例：再次更正", as: "S-1")
        #expect(back.renewed.map(\.stands) == [false] && back.raised.isEmpty)
        #expect(try await flags(round).allSatisfy { !$0.contains("similar-name") })
        #expect(try await round.active().contains("V-3"))
        let again = try await office.correctDossier(
            "V-3", name: known.applicant, creditCode: nil, codeReason: nil, reason: "示例：仍以前函为准", as: "S-1")
        #expect(again.renewed.map(\.stands) == [true] && again.renewed[0].decisions == 1)
        #expect(try await flags(round).contains("V-3 similar-name open V-1"), "what was decided was about an earlier finding")
        let history = try await office.dossiers(as: "S-1").first { $0.dossier.id == "V-3" }?.decisions
        #expect(history?.map(\.reason) == ["示例：重复"])
        #expect(try await isSound(round))
    }

    @Test("two names found to be two organisations settle the flag; found to be one they open it again")
    func namesOnce() async throws {
        let round = try await MiniRound.villages(in: .intake)
        try await round.takeInVillages()
        let office = round.office
        let known = try #require(try await office.dossiers(as: "S-1").first { $0.dossier.id == "V-1" }).dossier
        _ = try await office.correctDossier("V-3", name: known.applicant, creditCode: nil, codeReason: nil, reason: "示例", as: "S-1")
        let unsaid = await refusal {
            _ = try await office.decideFlag(dossier: "V-3", check: "similar-name", accept: true, reason: "示例", as: "S-1")
        }
        #expect(unsaid?.isUsage == true)
        let settled = try await office.decideFlag(
            dossier: "V-3", check: "similar-name", accept: true, same: false, reason: "示例：两个法人", as: "S-1")
        #expect(settled.state == .accepted && settled.decidedBy == "S-1")
        let seen = try await office.eligibility(of: "V-3", as: "S-1").items.first { $0.check == "similar-name" }
        #expect(seen?.outcome == .met && seen?.evidence.en.contains("two organisations") == true)
        _ = try await office.settleNames([known.applicant, known.applicant], same: true, reason: "示例：一个法人", as: "S-1")
        #expect(try await flags(round).contains("V-3 similar-name open V-1"))
        let strange = await refusal {
            _ = try await office.settleNames(["示例无此名", "示例亦无"], same: true, reason: "示例", as: "S-1")
        }
        #expect(strange?.isFailed == true)
        #expect(try await isSound(round))
    }

    @Test("the round page tells each finding on two near names beside the flag: when, who, what, why")
    func findingsOnThePage() async throws {
        let round = try await MiniRound.villages(in: .intake)
        try await round.takeInVillages()
        let office = round.office
        let name = try #require(try await office.dossiers(as: "S-1").first { $0.dossier.id == "V-1" }).dossier.applicant
        _ = try await office.correctDossier("V-2", name: name, creditCode: nil, codeReason: nil, reason: "示例", as: "S-1")
        _ = try await office.settleNames([name, name], same: true, reason: "示例：一个法人", as: "S-1")
        _ = try await office.settleNames([name, name], same: false, reason: "示例：两个法人", as: "S-1")
        while try await round.stage < .decisions { try await round.step() }
        let flags = try await office.roundPage(as: "A-1").flags.filter { $0.dossier == "V-2" && $0.decisions.count == 2 }
        let told = try #require(flags.first?.decisions)
        #expect(flags.count == 1, "no other flag tells of names")
        #expect(told[0].en.hasSuffix(" S-1: “\(name)” and “\(name)” are one organisation: 示例：一个法人"))
        #expect(told[1].zh.hasSuffix(" S-1：“\(name)”与“\(name)”为两个机构：示例：两个法人"))
        #expect(told.allSatisfy { $0.zh.hasPrefix("20") }, "each begins with its time")
    }

    @Test("a code that is none, or whose check character is another, is refused in the words of the tables")
    func codes() async throws {
        let round = try await MiniRound.villages(in: .intake)
        try await round.takeInVillages()
        func refused(_ code: String) async -> Text? {
            await refusal {
                _ = try await round.office.correctDossier(
                    "V-1", name: nil, creditCode: code, codeReason: " ", reason: "示例", as: "S-1")
            }?.text
        }
        #expect(
            await refused("123")?.en
                == "“123” is not a credit code; expected: 18 digits and capital letters, without I, O, S, V, Z.")
        #expect(
            await refused("11000000000000000X")?.zh
                == "“11000000000000000X”校验位不符；应为：末位为 U；核对代码；确为登记机关所发的，在 --code-reason 写明。")
    }

    @Test("an applicant that a correction puts twice into a category goes back, and nothing is changed")
    func sentBack() async throws {
        let round = try await MiniRound.villages(in: .intake)
        try await round.takeInVillages()
        let filed = try await round.office.dossiers(as: "S-1").map(\.dossier)
        let first = try #require(filed.first { $0.id == "V-1" })
        let twin = try #require(filed.first { $0.id != "V-1" && $0.category == first.category && $0.authority == first.authority })
        let refused = await refusal {
            _ = try await round.office.correctDossier(
                twin.id, name: nil, creditCode: first.creditCode, codeReason: "示例", reason: "示例", as: "S-1")
        }
        #expect(refused?.text.en.contains("V-1") == true)
        #expect(try await round.office.dossiers(as: "S-1").map(\.dossier) == filed)
    }

    @Test("a conflict that the corrected name shows is entered at once")
    func conflicts() async throws {
        let round = try await MiniRound.villages(in: .conflicts)
        _ = try await round.office.detectConflicts(as: "S-1")
        let post = try #require(try await round.store.read { reader in try reader.all(Affiliation.self) }.first)
        let dossiers = try await round.office.dossiers(as: "S-1").map(\.dossier)
        let target = try #require(dossiers.first { $0.applicant != post.organisation && $0.id != "V-4" })
        let report = try await round.office.correctDossier(
            target.id, name: post.organisation, creditCode: nil, codeReason: nil, reason: "示例：来函更正", as: "S-1")
        #expect(report.conflicts.contains { $0.expert == post.expert && $0.dossier == target.id })
        #expect(try await isSound(round))
    }

    @Test("the evidence of a rule names the cell from which it was read, and nobody's folders")
    func places() async throws {
        let round = try MiniRound()
        _ = try await round.office.openRound(
            call: MiniRound.villages.call, documents: MiniRound.villages.documents, by: MiniRound.secretary)
        let form = DossierTable.form(of: MiniRound.villages.call)
        let file = try Spreadsheet(Array(VillageLibraries.dossiers.utf8), file: "folder/of/somebody/dossiers.csv")
        _ = try await round.office.takeInDossiers([try Formats.Table(file, as: form)], as: "S-1")
        let seen = try await round.office.eligibility(of: "V-1", as: "S-1")
        let open = try #require(seen.items.first { $0.check == "open" })
        #expect(open.place?.file == "dossiers.csv" && open.place?.row == 2 && open.place?.columnNumber != nil)
        #expect(open.evidence.en.contains("dossiers.csv, row 2"))
        #expect(try await isSound(round))
    }
}

extension MiniRound {
    /// The dossiers that take part.
    func active() async throws -> Set<String> { Set(try await store.read { try $0.activeDossiers() }.map(\.id)) }
}
