import Foundation
import Testing

@Suite("A plan explained, and every figure had again by solving the changed problem")
struct ExplainTests {
    /// Made up: E1 is the only one of finance whom D1 may have beside E2; E4 may not read D1.
    private static let instance = """
        {"format": "linxuan-assignment/1", "name": "示例",
         "dossiers": [{"id": "D1", "demand": 2}, {"id": "D2", "demand": 1}, {"id": "D3", "demand": 1}],
         "experts": [{"id": "E1", "maximumLoad": 1, "tags": {"specialty": ["finance"]}},
                     {"id": "E2", "maximumLoad": 2, "tags": {"specialty": ["finance"]}},
                     {"id": "E3", "maximumLoad": 2, "tags": {"specialty": ["management"]}},
                     {"id": "E4", "maximumLoad": 1, "tags": {"specialty": ["management"]}}],
         "affinity": {"values": [[1, 0.5, 0.75, 0.25], [0.5, 0.875, 0.25, 0.125], [0.25, 0.5, 1, 0.625]]},
         "conflicts": [["D1", "E4"]],
         "composition": [{"dossiers": ["D1"], "tag": "specialty", "value": "finance", "minimum": 1, "maximum": 1}]}
        """

    private func solved(_ program: Program) throws {
        try write(Self.instance, "instance.json", program)
        #expect(try program.run(["solve", "instance.json", "--out", "plan.json"]).code == 0)
    }

    private func write(_ text: String, _ name: String, _ program: Program) throws {
        try text.write(to: program.folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }

    private func explained(_ question: [String], _ program: Program) throws -> [String: Any] {
        let outcome = try program.run(["explain", "instance.json", "plan.json", "--json"] + question)
        #expect(outcome.code == 0, "\(outcome.errors)")
        return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    }

    @Test("in words", arguments: ["zh", "en"])
    func words(language: String) throws {
        let program = try Program()
        try solved(program)
        var told = ""
        let questions = [
            ["--pair", "D1", "E1"], ["--pair", "D2", "E3"], ["--pair", "D1", "E4"], ["--expert", "E1"], ["--expert", "E3"],
            ["--dossier", "D1"], ["--dossier", "D3"], ["--tightest", "2"],
            ["--pair", "D3", "E3", "--expert", "E4", "--dossier", "D2", "--tightest", "1"],
        ]
        for question in questions {
            let outcome = try program.run(["explain", "instance.json", "plan.json"] + question, language: language)
            #expect(outcome.code == 0, "\(outcome.errors)")
            told += "$ linxuan explain instance.json plan.json \(question.joined(separator: " "))\n\(outcome.output)\n"
        }
        try program.compare(told, golden: "explain.\(language)")
    }

    @Test("what cannot be answered is refused with its reason", arguments: ["zh", "en"])
    func refusals(language: String) throws {
        let program = try Program()
        try solved(program)
        try write(Self.instance.replacing("0.875", with: "0.75"), "other.json", program)
        // Nobody of finance is left for D1.
        let impossible = Self.instance.replacing("[[\"D1\", \"E4\"]]", with: "[[\"D1\", \"E1\"], [\"D1\", \"E2\"]]")
        try write(impossible, "impossible.json", program)
        #expect(try program.run(["solve", "impossible.json", "--out", "none.json"]).code == 2)
        var told = ""
        let lines: [(arguments: [String], code: Int32)] = [
            (["other.json", "plan.json", "--expert", "E1"], 1), (["impossible.json", "none.json", "--expert", "E1"], 1),
            (["instance.json", "plan.json", "--expert", "E9"], 64), (["instance.json", "plan.json", "--pair", "D9", "E1"], 64),
            (["instance.json", "plan.json", "--pair", "D1"], 64), (["instance.json", "plan.json"], 64),
            (["instance.json", "plan.json", "--tightest", "0"], 64), (["instance.json", "instance.json", "--dossier", "D1"], 65),
            (["instance.json", "nowhere.json", "--dossier", "D1"], 1),
        ]
        for line in lines {
            let outcome = try program.run(["explain"] + line.arguments, language: language)
            #expect(outcome.code == line.code && outcome.output.isEmpty, "\(line.arguments): \(outcome.errors)")
            told += "$ linxuan explain \(line.arguments.joined(separator: " "))\n\(outcome.errors)\n"
        }
        try program.compare(told, golden: "explain-refusals.\(language)")
    }

    /// The figures by `solve` on an instance that was changed by hand.
    @Test("every figure is that of the changed instance")
    func figures() throws {
        let program = try Program()
        try solved(program)
        func total(_ old: String, _ new: String) throws -> Double? {
            let changed = Self.instance.replacing(old, with: new)
            #expect(changed != Self.instance)
            try write(changed, "changed.json", program)
            let outcome = try program.run(["solve", "changed.json", "--json"])
            guard outcome.code == 0 else { return nil }
            return (try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])?["total"] as? Double
        }
        let conflicts = "[[\"D1\", \"E4\"]]"
        let pair = try #require(try explained(["--pair", "D1", "E1"], program)["pair"] as? [String: Any])
        let without = try #require(pair["alternative"] as? [String: Any])
        #expect(pair["inPlan"] as? Bool == true)
        #expect(without["worth"] as? Double == (try total(conflicts, "[[\"D1\", \"E4\"], [\"D1\", \"E1\"]]")))
        let other = try #require(try explained(["--pair", "D2", "E3"], program)["pair"] as? [String: Any])
        let with = try #require(other["alternative"] as? [String: Any])
        #expect(other["inPlan"] as? Bool == false)
        #expect(with["worth"] as? Double == (try total(conflicts, conflicts + ", \"pins\": [[\"D2\", \"E3\"]]")))
        #expect(try #require(with["loss"] as? Double) == #require(other["worth"] as? Double) - #require(with["worth"] as? Double))
        let expert = try #require(try explained(["--expert", "E3"], program)["expert"] as? [String: Any])
        let gone = try #require(expert["without"] as? [String: Any])
        let isNone = try total("\"id\": \"E3\", \"maximumLoad\": 2", "\"id\": \"E3\", \"maximumLoad\": 0") == nil
        #expect((gone["outcome"] as? String == "impossible") == isNone && isNone)
        let busy = try #require(try explained(["--expert", "E1"], program)["expert"] as? [String: Any])
        let more = try #require(busy["oneMore"] as? [String: Any])
        #expect(more["worth"] as? Double == (try total("\"id\": \"E1\", \"maximumLoad\": 1", "\"id\": \"E1\", \"maximumLoad\": 2")))
        let dossier = try #require(try explained(["--dossier", "D1"], program)["dossier"] as? [String: Any])
        for kind in ["alone", "together"] {
            let tolerance = try #require(dossier[kind] as? [String: Any])
            let experts = try #require(tolerance["experts"] as? [String])
            #expect(tolerance["atLeast"] as? Int == experts.count && tolerance["atMost"] as? Int == experts.count)
            let barred = experts.map { "[\"D1\", \"\($0)\"]" }
            #expect(try total(conflicts, "[\((["[\"D1\", \"E4\"]"] + barred).joined(separator: ", "))]") == nil)
        }
    }
}
