import Programme
import Testing

@testable import Workflow

@Suite("What every page of a round says")
struct RoundMarksTests {
    @Test("is that its data are made up where every name says so; not where nothing is filed, or one name does not")
    func madeUp() async throws {
        let empty = try await MiniRound.villages(in: .intake)
        #expect(try await empty.office.marks() == RoundMarks(isMadeUp: false, hasReassessment: false))
        let round = try await MiniRound.villages(in: .conflicts)
        #expect(try await round.office.marks().isMadeUp)
        _ = try await round.office.correctDossier("V-1", name: "东县图书馆", creditCode: nil, codeReason: nil, reason: "示例", as: "S-1")
        #expect(try await !round.office.marks().isMadeUp, "what was known before is not said of what was corrected since")
        _ = try await round.office.correctDossier("V-1", name: "示例新馆", creditCode: nil, codeReason: nil, reason: "示例", as: "S-1")
        #expect(try await round.office.marks().isMadeUp)
    }
}
