import Programme
import Testing

@testable import Workflow

@Suite("What a round says that it still needs")
struct RoundStatusTests {
    @Test("follows the list from the proposal to the last signature, and to the end of its notice")
    func list() async throws {
        let round = try await PublicVillages.round()
        func missing() async throws -> [String] { try await round.office.status(as: "S-1").missing.map(\.en) }
        #expect(try await missing() == ["the shortlist is not proposed yet (decisions propose); then 2 chairs sign it"])
        for chair in ["C-1", "C-2", "C-3"] { _ = try await round.office.attendDecisions(as: chair) }
        _ = try await round.office.proposeShortlist(as: "C-1")
        let unsigned = "the shortlist is proposed and awaits signatures (decisions sign): 0 of 2"
        #expect(try await missing() == ["the list is not carried (decisions vote --list): 0 of 3 chairs have voted", unsigned])
        _ = try await round.office.moveDossier("V-3", listed: true, reason: "示例：当地唯一", as: "C-1")
        #expect(try await missing().first == "motions are open (decisions vote): 1")
        _ = try await round.office.vote(on: 1, .agree, reason: nil, as: "C-2")
        _ = try await round.office.voteOnList(.agree, reason: nil, as: "C-1")
        #expect(try await missing() == ["the list is not carried (decisions vote --list): 1 of 3 chairs have voted", unsigned])
        _ = try await round.office.voteOnList(.agree, reason: nil, as: "C-2")
        #expect(try await missing() == [unsigned])
        _ = try await round.office.signShortlist(as: "C-1")
        #expect(
            try await round.office.status(as: "C-3").missing == [
                Text(
                    zh: "拟入选名单已提出，待组长签字（decisions sign）：须 2 名，已签 1 名",
                    en: "the shortlist is proposed and awaits signatures (decisions sign): 1 of 2")
            ])
        _ = try await round.office.signShortlist(as: "C-2")
        #expect(
            try await missing() == [
                "the list is not published (decisions publish)", "it closes once the period is over and all is answered (decisions close)",
            ])
        _ = try await round.office.publishNotice(as: "S-1")
        #expect(
            try await missing() == [
                "the notice runs until 2030-04-08; it closes once the period is over and all is answered (decisions close)"
            ])
        PublicVillages.wait(round, days: 7)
        _ = try await round.office.closeNotice(as: "S-1")
        #expect(try await missing().isEmpty)
    }
}
