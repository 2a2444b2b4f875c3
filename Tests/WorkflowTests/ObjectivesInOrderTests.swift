import Programme
import Testing

@testable import Workflow

@Suite("Objectives in order, set in the call")
struct ObjectivesInOrderTests {
    private static func files(_ objectives: String) -> [String: String] {
        var files = DrawnLibraries.files
        files["rules.yaml"]?.append("objectives: \(objectives)\n")
        return files
    }

    @Test("the plan follows them, and its report tells what each step reached")
    func followed() async throws {
        let round = try await DrawnLibraries.round(Self.files("[fair, \"total:1%\", even]"))
        try await round.draw()
        let report = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        #expect(report.status == "optimal")
        let words = try #require(report.steps).map(\.en)
        #expect(words.count == 6 && words[0].hasPrefix("step 1, the worst dossier"), "\(words)")
        #expect(words[2].contains("later steps may give up 1.0 %") && words[4].contains("proven the best"), "\(words)")
    }

    @Test("a plan made anew keeps what can stay of the last one, where the call says so")
    func fewestChanges() async throws {
        let round = try await DrawnLibraries.round(Self.files("[changes, total]"))
        try await round.draw()
        let first = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        #expect(try #require(first.steps).count == 2, "the first plan has none to change")
        let pair = try await round.office.plan(nil, as: "S-1").pairs[0]
        _ = try await round.office.enterConflict(
            expert: pair[1], dossier: pair[0], ground: .kinship, reason: "示例：本人报告", as: "S-1")
        let second = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        let words = try #require(second.steps).map(\.en)
        #expect(second.status == "optimal" && words.count == 4, "\(words)")
        let now = try await round.office.plan(nil, as: "S-1").pairs
        let before = try await round.office.plan(1, as: "S-1").pairs
        let changed = before.count { !now.contains($0) }
        #expect(changed >= 1 && words[0].hasPrefix("step 1, changed pairs \(changed), proven the best"), "\(words)")
    }

    @Test(
        "what is no list of objectives is refused",
        arguments: ["[fair, fair]", "[fair, fairer]", "[changes]", "[]", "[\"total:101%\"]", "total"])
    func refused(_ objectives: String) async throws {
        await #expect(throws: Failure.self) { try await DrawnLibraries.round(Self.files(objectives)) }
    }
}
