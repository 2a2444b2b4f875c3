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

    @Test(
        "what is no list of objectives is refused",
        arguments: ["[fair, fair]", "[fair, fairer]", "[changes]", "[]", "[\"total:101%\"]", "total"])
    func refused(_ objectives: String) async throws {
        await #expect(throws: Failure.self) { try await DrawnLibraries.round(Self.files(objectives)) }
    }
}
