import Foundation
import Testing

@Suite("A public draw, typed as its people type it")
struct DrawOnTheCommandLineTests {
    private static let data = Program.root.appendingPathComponent("fixtures/round-2023").path
    private static let call = Program.root.appendingPathComponent("rubrics/service-manufacturing-2023/call.yaml").path

    /// A round with one city, in the stage of assignment.
    private func assignment(_ program: Program) throws {
        try program.act("round new --call \(Self.call) --name 示例秘书", as: "S-01")
        try program.act("access grant A-01 --name 示例 --role auditor", as: "S-01")
        let dossiers = try String(contentsOfFile: Self.data + "/dossiers/370200.csv", encoding: .utf8)
            .split(whereSeparator: \.isNewline)
        try (dossiers.prefix(1) + dossiers.filter { $0.contains("示范城市（") }).joined(separator: "\n").write(
            to: program.folder.appendingPathComponent("city.csv"), atomically: true, encoding: .utf8)
        try program.act("intake dossiers city.csv", as: "S-01")
        try program.act("intake experts \(Self.data)/experts.csv", as: "S-01")
        try program.act("round advance", as: "S-01")
        try program.act("conflicts detect", as: "S-01")
        try program.act("round advance", as: "S-01")
    }

    @Test("announced, published, drawn, published again and repeated by anybody", .timeLimit(.minutes(10)))
    func draw() throws {
        let program = try Program()
        try assignment(program)
        try program.act("assignment plan", as: "S-01", expecting: 1)
        let (announced, moment) = try program.announce("comprehensive-city")
        try program.act("draw export announced.json", as: "A-01")
        let early = try program.run(["draw", "run", "comprehensive-city", "--numbers", "1 2 3", "--numbers", "4", "--as", "S-01"])
        #expect(early.code == 1 && early.errors.contains("尚未到时"))
        #expect(try program.run(["draw", "repeat", "announced.json"]).code == 1)
        Thread.sleep(forTimeInterval: max(0, moment.timeIntervalSinceNow + 0.1))
        let drawn = try program.run(
            ["draw", "run", "comprehensive-city", "--numbers", "3，17、25", "--numbers", "312345", "--as", "S-01"])
        #expect(drawn.code == 0, "\(drawn.errors)")
        try program.act("draw export draw.json --number 1", as: "A-01")

        let digest = try #require(
            (try JSONSerialization.jsonObject(with: try contents("announced.json", program)) as? [String: Any])?["digest"] as? String)
        #expect(announced.output.contains(digest))
        let repeated = try program.run(["draw", "repeat", "draw.json", "--expect", digest])
        #expect(repeated.code == 0, "\(repeated.output)")
        for language in ["zh", "en"] {
            let shown = try program.run(["draw", "show", "--as", "A-01"], language: language).output
            let again = try program.run(["draw", "repeat", "draw.json"], language: language).output
            try program.compare(shown + "---\n" + again, golden: "draw.\(language)")
        }

        var text = try #require(String(data: try contents("draw.json", program), encoding: .utf8))
        try text.replacing("312345", with: "312346").write(
            to: program.folder.appendingPathComponent("other.json"), atomically: true, encoding: .utf8)
        let other = try program.run(["draw", "repeat", "other.json"])
        #expect(other.code == 1 && other.output.contains("重新抽取所得名单与公布的不同"))
        #expect(try program.run(["draw", "repeat", "draw.json", "--expect", String(repeating: "0", count: 64)]).code == 1)
        // What the program calls malformed, the script does, too.
        let seed = try #require(text.firstMatch(of: /"seed": "([0-9a-f]{64})"/)?.output.1)
        try text.replacing(seed, with: seed.uppercased()).write(
            to: program.folder.appendingPathComponent("shouted.json"), atomically: true, encoding: .utf8)
        try text.replacing("312345", with: "true").write(
            to: program.folder.appendingPathComponent("truth.json"), atomically: true, encoding: .utf8)
        for file in ["shouted.json", "truth.json"] { #expect(try program.run(["draw", "repeat", file]).code == 65) }
        try python(program, expecting: [65, 65], "shouted.json", "truth.json")
        text.removeLast(40)
        try text.write(to: program.folder.appendingPathComponent("broken.json"), atomically: true, encoding: .utf8)
        #expect(try program.run(["draw", "repeat", "broken.json"]).code == 65)
        #expect(try program.run(["audit", "verify"]).code == 0)
        try python(program, "draw.json", "other.json", "announced.json", "broken.json")
    }

    @Test("a plan is drawn from a lottery, and everything about it is repeated by anybody", .timeLimit(.minutes(10)))
    func plan() throws {
        let program = try Program()
        try assignment(program)
        try program.draw("comprehensive-city")
        try program.act("draw commit --plans comprehensive-city --source x", as: "S-01", expecting: 64)
        try program.act("draw commit --source x", as: "S-01", expecting: 64)
        try program.act("assignment lottery", as: "S-01", expecting: 64)
        try program.act("assignment lottery --limit 0.01", as: "S-01", expecting: 2)
        let made = try program.act("assignment lottery --limit 0.7", as: "S-01")
        let (announced, drawn) = try program.drawPlan()
        try program.act("draw export draw.json", as: "A-01")
        try program.act("assignment instance instance.json", as: "A-01")
        try program.act("lottery export lottery.json", as: "A-01")
        try program.act("assignment export plan.json", as: "A-01")
        let digest = try #require(
            (try JSONSerialization.jsonObject(with: try contents("draw.json", program)) as? [String: Any])?["lottery"] as? String)
        let repeated = try program.run(["draw", "repeat", "draw.json"])
        let checked = try program.run(["lottery", "check", "instance.json", "lottery.json", "--expect", digest])
        let verified = try program.run(["verify", "instance.json", "plan.json"])
        #expect([repeated, checked, verified].map(\.code) == [0, 0, 0])
        let shown = try program.act("draw show *", as: "A-01")
        let moments = /\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?/
        try program.compare(
            [made, announced, drawn, shown, repeated.output, checked.output].joined(separator: "---\n")
                .replacing(moments, with: "<time>"), golden: "drawn-plan.zh")
        let text = try #require(String(data: try contents("draw.json", program), encoding: .utf8))
        try text.replacing("312345", with: "312346").write(
            to: program.folder.appendingPathComponent("other.json"), atomically: true, encoding: .utf8)
        try text.replacing(digest, with: String(repeating: "0", count: 64)).write(
            to: program.folder.appendingPathComponent("exchanged.json"), atomically: true, encoding: .utf8)
        #expect(try program.run(["draw", "repeat", "exchanged.json"]).code == 1)
        try python(program, expecting: [0, 1, 1], "draw.json", "other.json", "exchanged.json")
        let script = Program.root.appendingPathComponent("tools/verify_lottery.py").path
        let other = try program.run(
            URL(fileURLWithPath: "/usr/bin/env"), ["python3", script, "instance.json", "lottery.json", "--expect", digest])
        #expect(other.code == 0, "\(other)")
        try program.act("assignment approve", as: "S-01")
        #expect(try program.run(["audit", "verify"]).code == 0)
    }

    private func contents(_ file: String, _ program: Program) throws -> Data {
        try Data(contentsOf: program.folder.appendingPathComponent(file))
    }

    /// The script that shares no code with the program says the same, where there is a Python to run it.
    private func python(_ program: Program, expecting expected: [Int32] = [0, 1, 1, 65], _ files: String...) throws {
        let interpreter = URL(fileURLWithPath: "/usr/bin/python3")
        guard FileManager.default.isExecutableFile(atPath: interpreter.path) else { return }
        let codes = try files.map { file in
            try program.run(interpreter, [Program.root.appendingPathComponent("tools/repeat_draw.py").path, file]).code
        }
        #expect(codes == expected)
    }

    @Test("what is typed wrong is refused with code 64 and the right form", arguments: ["zh", "en"])
    func refusals(language: String) throws {
        var program = try Program()
        program.language = language
        try assignment(program)
        func told(_ arguments: String..., code: Int32) throws -> String {
            let outcome = try program.run(["draw"] + arguments + ["--as", "S-01"])
            #expect(outcome.code == code, "\(arguments): \(outcome.output)\(outcome.errors)")
            return outcome.errors
        }
        let source = "示例彩票 3 2200-01-01 21:15"
        var page = [
            try told("commit", "comprehensive-city", code: 64),
            try told("commit", "comprehensive-city", "--source", "示例彩票 2200-01-01 21:15", code: 64),
            try told("commit", "comprehensive-city", "--source", "示例彩票 3 2200-01-01 21:15 晚", code: 64),
            try told("commit", "comprehensive-city", "--source", "示例彩票 3 2020-01-01 21:15", code: 1),
            try told("commit", "enterprise", "--source", source, code: 1),
            try told("commit", "comprehensive-city", "--source", source, "--experts", "300", code: 64),
            try told("commit", "comprehensive-city", "--source", source, "--experts", "300", "--reason", "示例", code: 1),
            try told("commit", "comprehensive-city", "--source", source, "--minimum", "finance:3", "--reason", "示例", code: 64),
            try told("commit", "comprehensive-city", "--source", source, "--rehearsal-seed", "5EED", code: 64),
            try told("run", "comprehensive-city", "--numbers", "1", code: 1),
            try told("run", "comprehensive-city", "--numbers", "1.5 2", code: 64),
            try told("export", "draw.json", code: 1),
        ]
        _ = try told("commit", "comprehensive-city", "--source", source, code: 0)
        page.append(try told("commit", "comprehensive-city", "--source", source, code: 64))
        page.append(try told("run", "comprehensive-city", "--numbers", "1 2 3", code: 1))
        try program.compare(page.joined(separator: "---\n"), golden: "draw-refusals.\(language)")
    }
}
