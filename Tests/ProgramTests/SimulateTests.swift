import Foundation
import Testing

@Suite("A simulation on the command line")
struct SimulateTests {
    private let size = ["--dossiers", "60", "--experts", "50", "--requirements", "region,mix,organisation"]

    @Test("is solved and verified; again, it is the same")
    func wholeWay() throws {
        let program = try Program()
        let made = try program.run(["simulate", "made/here", "--json"] + size)
        #expect(made.code == 0 && made.errors.isEmpty)
        let summary = try #require(try JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [String: Any])
        #expect(summary["dossiers"] as? Int == 60 && summary["demand"] as? Int == 3 && summary["load"] as? Int == 6)
        #expect((summary["files"] as? [String])?.last == "made/here/instance.json")
        let solved = try program.run(["solve", "made/here/instance.json", "--out", "plan.json"])
        #expect(solved.code == 0 && solved.output.contains("已得到最优方案"))
        #expect(try program.run(["verify", "made/here/instance.json", "plan.json"]).code == 0)

        let again = try program.run(["simulate", "made/again"] + size, language: "en")
        #expect(again.output.hasPrefix("Wrote ") && again.output.contains("each expert takes up to 6"))
        for file in ["instance.json", "affinity.npy", "scores.csv", "truth.csv"] {
            let bytes = try ["here", "again"].map { try Data(contentsOf: program.folder.appendingPathComponent("made/\($0)/\(file)")) }
            #expect(bytes[0] == bytes[1], "\(file)")
        }
    }

    @Test(
        "is refused as wrong usage",
        arguments: [
            ["--experts", "5"], ["--dossiers", "5"], ["--dossiers", "9", "--experts", "2"],
            ["--dossiers", "9", "--experts", "5", "--load", "1"],
            ["--dossiers", "9", "--experts", "5", "--requirements", "mix,colour"],
            ["--dossiers", "9", "--experts", "5", "--requirements", ""], ["--dossiers", "9", "--experts", "5", "--seed", "-1"],
            ["--dossiers", "9", "--experts", "5", "--levels", "many"],
        ])
    func wrongUsage(arguments: [String]) throws {
        let program = try Program()
        let outcome = try program.run(["simulate", "made"] + arguments)
        #expect(outcome.code == 64 && outcome.output.isEmpty && outcome.errors.hasPrefix("错误："), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: program.folder.appendingPathComponent("made").path))
    }
}

@Suite("A file that cannot be read is code 1, one that is wrong 65")
struct UnreadableFileTests {
    private func program() throws -> Program {
        let program = try Program()
        let texts = [
            "wrong.json": "{", "wrong.csv": "\"", "wrong.yaml": "format: other",
            "sound.json":
                #"{"format": "linxuan-assignment/1", "dossiers": [], "experts": [], "affinity": {"values": []}}"#,
            "lone.json":
                #"{"format": "linxuan-assignment/1", "dossiers": [], "experts": [], "affinity": {"npy": "none.npy"}}"#,
        ]
        for (name, text) in texts {
            try text.write(to: program.folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
        let call = Program.root.appendingPathComponent("rubrics/service-manufacturing-2023/call.yaml").path
        try program.act("round new --call \(call) --name 示例秘书", as: "S-01")
        return program
    }

    @Test("whichever command reads it")
    func codes() throws {
        let program = try program()
        let cases: [(String, Int32)] = [
            ("solve nowhere.json", 1), ("solve .", 1), ("solve lone.json", 1), ("solve wrong.json", 65),
            ("verify nowhere.json nowhere.json", 1), ("verify sound.json nowhere.json", 1),
            ("verify sound.json wrong.json", 65), ("verify wrong.json nowhere.json", 65),
            ("rubric check nowhere.yaml", 1), ("rubric check wrong.yaml", 65),
            ("intake dossiers nowhere.csv --as S-01", 1), ("intake dossiers wrong.csv --as S-01", 65),
            ("intake experts nowhere.csv --as S-01", 1), ("intake experts wrong.csv --as S-01", 65),
        ]
        for (line, code) in cases {
            for language in ["zh", "en"] {
                let outcome = try program.run(line.split(separator: " ").map(String.init), language: language)
                #expect(outcome.code == code && outcome.output.isEmpty, "\(line): \(outcome.errors)")
                let words = language == "zh" ? "无法读取" : "cannot be read"
                #expect(outcome.errors.contains(words) == (code == 1), "\(line): \(outcome.errors)")
            }
        }
    }
}
