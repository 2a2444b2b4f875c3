import Foundation
import Programme
import Testing
import Workflow

@Suite("The tables of permissions as they are written down", .serialized)
struct PermissionsDocumentTests {
    private static let file = MiniRound.repository.appending(path: "docs/permissions.md")
    /// `LINXUAN_RECORD=1` writes it anew.
    @Test("is that of the code, act by act")
    func acts() throws {
        let lines = Act.allCases.map { act in
            let (roles, stages) = act.permission
            let marks = Role.allCases.map { roles.contains($0) ? "●" : "" }.joined(separator: " | ")
            return "| `\(act.rawValue)` | \(marks) | \(stages.lowerBound.rawValue)–\(stages.upperBound.rawValue) |\n"
        }
        let roles = Role.allCases.map(\.rawValue).joined(separator: " | ")
        try compare(
            "acts",
            "| act | \(roles) | stages |\n| --- |\(String(repeating: " :-: |", count: Role.allCases.count)) --- |\n" + lines.joined())
    }

    @Test("names the act of every route")
    func routes() throws {
        let lines = useCases.map { $0.route }.sorted { ($0.path, $0.method.rawValue) < ($1.path, $1.method.rawValue) }.map {
            "| `\($0.method.rawValue) \($0.path)` | `\($0.act.rawValue)` | \($0.purpose.en) |\n"
        }
        try compare("routes", "| route | act | what it is for |\n| --- | --- | --- |\n" + lines.joined())
    }

    private func compare(_ name: String, _ table: String) throws {
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        let begin = try #require(text.range(of: "<!-- \(name) -->\n")?.upperBound)
        let end = try #require(text.range(of: "<!-- end of \(name) -->\n")?.lowerBound)
        if ProcessInfo.processInfo.environment["LINXUAN_RECORD"] == "1" {
            try text.replacingCharacters(in: begin..<end, with: table).write(to: Self.file, atomically: true, encoding: .utf8)
        } else {
            #expect(text[begin..<end] == table, "docs/permissions.md is not as the code has it")
        }
    }
}
