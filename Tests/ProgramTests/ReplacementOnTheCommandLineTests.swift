import Foundation
import Testing

@Suite("A replacement for which others have to move, typed as its people type it")
struct ReplacementOnTheCommandLineTests {
    private static let data = Program.root.appendingPathComponent("fixtures/tight-round").path

    private func reviewing(_ program: Program) throws {
        try program.act("round new --call \(Self.data)/call.yaml --name 示例秘书", as: "S-1")
        try program.act("access grant A-1 --name 示例监督 --role auditor", as: "S-1")
        try program.act("intake dossiers \(Self.data)/dossiers.csv", as: "S-1")
        try program.act("intake experts \(Self.data)/experts.csv --interests \(Self.data)/interests.csv", as: "S-1")
        try program.act("round advance", as: "S-1")
        try program.act("conflicts detect", as: "S-1")
        try program.act("round advance", as: "S-1")
        try program.act("assignment plan", as: "S-1")
        try program.act("assignment approve", as: "S-1")
        try program.act("round advance", as: "S-1")
    }

    @Test("shows who leaves and who comes, is verified by anybody, and takes effect on approval alone", arguments: ["zh", "en"])
    func moves(language: String) throws {
        var program = try Program()
        program.language = language
        try reviewing(program)
        for expert in ["B-1", "B-2"] { try program.act("review pledge --agree", as: expert) }
        try program.act("review template V-2 --out sheet.yaml", as: "B-2")
        try program.act("review save sheet.yaml", as: "B-2")
        try program.act("review decline V-1 --reason 示例：出差", as: "B-1")
        var told: [String] = []
        func tell(_ line: String, as actor: String, expecting code: Int32 = 0) throws {
            told.append("$ linxuan \(line) --as \(actor)\n" + (try program.act(line, as: actor, expecting: code)))
        }
        try tell("assignment replace", as: "S-1")
        try program.act("assignment instance instance.json", as: "A-1")
        try program.act("assignment export plan.json", as: "A-1")
        #expect(try program.run(["verify", "instance.json", "plan.json"]).code == 0)
        let script = Program.root.appendingPathComponent("tools/verify_plan.py").path
        let checked = try program.run(URL(fileURLWithPath: "/usr/bin/env"), ["python3", script, "instance.json", "plan.json"])
        #expect(checked.code == 0, "\(checked.errors)")
        try tell("assignment show 2 --json", as: "A-1")
        try tell("assignment approve 2 --reason 示例：补足缺额", as: "S-1")
        try tell("assignment approve 2", as: "S-1", expecting: 1)
        try tell("assignment show 2", as: "A-1")
        try tell("assignment show", as: "A-1")
        try tell("review list", as: "B-2")
        try tell("review submit V-2", as: "B-2", expecting: 1)
        try tell("review show V-2", as: "B-2", expecting: 77)
        try tell("review progress", as: "A-1")
        try program.compare(told.joined(separator: "\n"), golden: "replacement.\(language)")
        #expect(try program.run(["audit", "verify"]).code == 0)
    }

    @Test("is not approved where the review that would move was handed in meanwhile", arguments: ["zh", "en"])
    func overtaken(language: String) throws {
        var program = try Program()
        program.language = language
        try reviewing(program)
        for expert in ["B-1", "B-2"] { try program.act("review pledge --agree", as: expert) }
        try program.act("review decline V-1 --reason 示例：出差", as: "B-1")
        try program.act("assignment replace", as: "S-1")
        try program.act("review template --out sheets.csv", as: "B-2")
        let sheets = program.folder.appendingPathComponent("sheets.csv")
        let filled = try String(contentsOf: sheets, encoding: .utf8).split(whereSeparator: \.isNewline).map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return switch fields[1] {
            case "指标": String(line)
            case "visit": "\(fields[0]),visit,不需要,"
            case "legal": "\(fields[0]),legal,符合,"
            default: "\(fields[0]),\(fields[1]),8,"
            }
        }
        try filled.joined(separator: "\r\n").write(to: sheets, atomically: true, encoding: .utf8)
        try program.act("review submit --file sheets.csv", as: "B-2")
        let refused = try program.act("assignment approve", as: "S-1", expecting: 1)
        // Now nobody can move, and it is said so.
        let outcome = try program.run(["assignment", "replace", "--as", "S-1"])
        #expect(outcome.code == 2)
        try program.compare(refused + "---\n" + outcome.output, golden: "overtaken.\(language)")
    }
}
