import Foundation
import Testing

@Suite("What others wrote, on a terminal")
struct TerminalTextTests {
    /// A round that has its secretariat and no more.
    private func opened() throws -> Program {
        var program = try Program()
        program.language = "en"
        let call = Program.root.appendingPathComponent("rubrics/service-manufacturing-2023/call.yaml").path
        try program.act("round new --call \(call) --name 示例秘书", as: "S-01")
        return program
    }

    @Test("commands nothing, neither in a result nor in a refusal")
    func commandsNothing() throws {
        let program = try opened()
        let name = "示例甲\u{1B}]0;x\u{7}\u{1B}[2J\u{9B}31m\u{202E}\u{7F}\r乙"
        let grant = ["access", "grant", "C-09", "--name", name, "--role", "chair", "--as", "S-01"]
        let granted = try program.run(grant)
        let again = try program.run(grant)
        let listed = try program.run(["access", "list", "--as", "S-01"])
        #expect(granted.code == 0 && again.code == 1 && listed.code == 0, "\(granted.errors) \(again.errors) \(listed.errors)")
        for text in [granted.output, again.errors, listed.output] {
            #expect(text.contains("示例甲") && text.contains("乙"), "\(text)")
            let commands = text.unicodeScalars.filter { scalar in
                scalar.value < 0x20 && scalar != "\n" || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x202E
            }
            #expect(commands.isEmpty, "\(commands.map(\.value))")
        }
        // A document is for programs, and escapes them by itself.
        let document = try program.run(["access", "list", "--json", "--as", "S-01"]).output
        #expect(document.contains("\\u001b") && !document.unicodeScalars.contains("\u{1B}"), "\(document)")
    }

    @Test("begins no line of its own, in a list or in the log")
    func lines() throws {
        let program = try opened()
        try program.act("access grant A-01 --name 示例监督员 --role auditor", as: "S-01")
        let name = "示例甲\n{\"digest\":\"0\",\"body\":{}}\r\nS-09  示例乙  secretariat"
        let granted = try program.run(["access", "grant", "C-09", "--name", name, "--role", "chair", "--as", "S-01"])
        #expect(granted.code == 0, "\(granted.errors)")
        let listed = try program.act("access list", as: "S-01").split(separator: "\n")
        #expect(listed.count == 4 && !listed.contains { $0.hasPrefix("S-09") }, "\(listed)")
        try program.act("audit export log.jsonl", as: "A-01")
        let log = try String(contentsOf: program.folder.appendingPathComponent("log.jsonl"), encoding: .utf8).split(separator: "\n")
        #expect(log.count == 3)
        for line in log {
            let act = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect((act?["digest"] as? String)?.utf8.count == 64, "\(line)")
        }
    }
}
