import Foundation
import Programme
import Testing
import Workflow

@Suite("The table of permissions as it is written down")
struct PermissionsDocumentTests {
    private static let file = MiniRound.repository.appending(path: "docs/permissions.md")
    private static let marks = ("<!-- acts -->\n", "<!-- end of acts -->\n")

    /// `LINXUAN_RECORD=1` writes it anew.
    @Test("is that of the code, act by act")
    func acts() throws {
        let lines = Act.allCases.map { act in
            let (roles, stages) = act.permission
            let marks = Role.allCases.map { roles.contains($0) ? "●" : "" }.joined(separator: " | ")
            return "| `\(act.rawValue)` | \(marks) | \(stages.lowerBound.rawValue)–\(stages.upperBound.rawValue) |\n"
        }
        let roles = Role.allCases.map(\.rawValue).joined(separator: " | ")
        let header = "| act | \(roles) | stages |\n| --- |\(String(repeating: " :-: |", count: Role.allCases.count)) --- |\n"
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        let begin = try #require(text.range(of: Self.marks.0)?.upperBound)
        let end = try #require(text.range(of: Self.marks.1)?.lowerBound)
        let table = header + lines.joined()
        if ProcessInfo.processInfo.environment["LINXUAN_RECORD"] == "1" {
            try text.replacingCharacters(in: begin..<end, with: table).write(to: Self.file, atomically: true, encoding: .utf8)
        } else {
            #expect(text[begin..<end] == table, "docs/permissions.md is not as the code has it")
        }
    }
}
