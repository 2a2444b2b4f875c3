import Foundation
import Testing

@Suite("Tables to fill in, written on the command line")
struct TemplatesOnTheCommandLineTests {
    private static let call = Program.root.appendingPathComponent("rubrics/service-manufacturing-2023/call.yaml").path

    private func bytes(_ file: String, _ program: Program) throws -> Data {
        try Data(contentsOf: program.folder.appendingPathComponent(file))
    }

    private func run(_ line: String, _ program: Program) throws -> Program.Outcome {
        try program.run(line.split(separator: " ").map(String.init))
    }

    @Test("a folder for all authorities has a workbook for each, and one alone is the same")
    func all() throws {
        let program = try Program()
        let outcome = try run("intake template --all --out tables --call \(Self.call)", program)
        #expect(outcome.code == 0, "\(outcome.errors)")
        let files = try FileManager.default.contentsOfDirectory(atPath: program.folder.path + "/tables")
        #expect(files.count == 37)
        #expect(outcome.output.split(separator: "\n").count == 37)
        for name in ["青岛市", "370200"] {
            #expect(try run("intake template --authority \(name) --out one.xlsx --call \(Self.call)", program).code == 0)
            #expect(try bytes("one.xlsx", program) == bytes("tables/申报汇总表-370200-青岛市.xlsx", program))
        }
    }

    @Test("the rules of a round serve as well as those of its call")
    func round() throws {
        let program = try Program()
        try program.act("round new --call \(Self.call) --name 示例秘书", as: "S-01")
        try program.act("intake template --experts --out round.xlsx", as: "S-01")
        #expect(try run("intake template --experts --out call.xlsx --call \(Self.call)", program).code == 0)
        #expect(try bytes("round.xlsx", program) == bytes("call.xlsx", program))
        try program.act("intake template --experts --out other.xlsx", as: "X-99", expecting: 77)
    }

    @Test(
        "what can't be meant is wrong usage",
        arguments: [
            "--all --experts --out a.xlsx --call CALL", "--out a.xlsx --call CALL", "--authority 火星 --out a.xlsx --call CALL",
            "--authority 青岛市 --out a.csv --call CALL", "--experts --out a.xlsx", "--experts --out a.xlsx --call CALL --as S-01",
        ])
    func usage(arguments: String) throws {
        let program = try Program()
        let outcome = try run("intake template \(arguments.replacing("CALL", with: Self.call))", program)
        #expect(outcome.code == 64)
        #expect(!FileManager.default.fileExists(atPath: program.folder.path + "/a.xlsx"))
    }

    @Test("refused tables come as copies with the faults marked, each under a name of its own, and sound ones don't")
    func marked() throws {
        let program = try Program()
        try program.act("round new --call \(Self.call) --name 示例秘书", as: "S-01")
        let sound = try String(
            contentsOf: Program.root.appendingPathComponent("fixtures/round-2023/dossiers/370200.csv"), encoding: .utf8)
        for folder in ["a", "b", "c"] {
            let url = program.folder.appendingPathComponent(folder)
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            let numbered = sound.replacing("D-", with: "D-\(folder)")
            try (folder == "c" ? numbered : numbered.replacing("示范企业", with: "示范乡村")).write(
                to: url.appendingPathComponent("370200.csv"), atomically: true, encoding: .utf8)
        }
        let errors = try program.act(
            "intake dossiers a/370200.csv b/370200.csv --marked marked", as: "S-01", expecting: 65)
        #expect(errors.contains("已写标注副本：marked/370200-问题.xlsx") && errors.contains("marked/370200-问题-2.xlsx"))
        #expect(errors.contains("示范乡村"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: program.folder.path + "/marked").count == 2)
        // The copies are tables too: with the same faults, in the same rows.
        let again = try program.act("intake dossiers marked/370200-问题.xlsx", as: "S-01", expecting: 65)
        #expect(again.contains("C2，“类别”列：没有“示范乡村”这一类别"), "\(again)")
        try program.act("intake dossiers c/370200.csv --marked unneeded", as: "S-01")
        #expect(!FileManager.default.fileExists(atPath: program.folder.path + "/unneeded"))
    }

    @Test("an empty template of experts is read with all its tables, and an empty summary table has no dossiers")
    func emptyOnes() throws {
        let program = try Program()
        try program.act("round new --call \(Self.call) --name 示例秘书", as: "S-01")
        try program.act("intake template --experts --out experts.xlsx", as: "S-01")
        let experts = try program.act("intake experts experts.xlsx", as: "S-01")
        for sheet in ["专家名单", "任职", "利害关系声明"] { #expect(experts.contains("experts.xlsx「\(sheet)」：读到 0 行"), "\(experts)") }
        try program.act("intake template --authority 青岛市 --out summary.xlsx", as: "S-01")
        #expect(try program.act("intake dossiers summary.xlsx", as: "S-01").contains("已导入 0 份申报材料"))
    }
}
