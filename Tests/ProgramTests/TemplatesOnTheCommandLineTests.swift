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
}
