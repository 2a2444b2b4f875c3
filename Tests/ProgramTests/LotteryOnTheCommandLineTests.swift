import Foundation
import Testing

/// A lottery as its people use it: made, published, checked by the program and by a script that shares no code with
/// it, drawn from.
@Suite("A lottery of plans on the command line")
struct LotteryOnTheCommandLineTests {
    private let program: Program

    /// Made up: three dossiers, four experts of two organisations.
    private static let instance = """
        {"format": "linxuan-assignment/1", "name": "示例",
         "dossiers": [{"id": "D1", "demand": 2}, {"id": "D2", "demand": 2}, {"id": "D3", "demand": 1}],
         "experts": [{"id": "E1", "maximumLoad": 2, "tags": {"o": ["甲"]}}, {"id": "E2", "maximumLoad": 2, "tags": {"o": ["甲"]}},
           {"id": "E3", "maximumLoad": 2, "tags": {"o": ["乙"]}}, {"id": "E4", "maximumLoad": 2, "tags": {"o": ["乙"]}}],
         "affinity": {"values": [[0.9, 0.4, 0.31, 0.7], [0.2, 0.35, 0.8, 0.6], [0.7, 0.5, 0.1, 0.45]]},
         "conflicts": [["D3", "E3"]],
         "composition": [{"dossiers": "all", "tag": "o", "maximumPerValue": 1}]}
        """

    init() throws {
        program = try Program()
        try program.write(Self.instance, "instance.json")
    }

    private func script(_ arguments: String...) throws -> Program.Outcome {
        let script = Program.root.appendingPathComponent("tools/verify_lottery.py").path
        return try program.run(URL(fileURLWithPath: "/usr/bin/env"), ["python3", script] + arguments, language: "en")
    }

    private static let draw = ["instance.json", "lottery.json", "--numbers", "25 3 17", "--numbers", "20481"]
    private static let seed = String(repeating: "0123456789abcdef", count: 4)

    @Test("is made, checked and drawn from", arguments: ["zh", "en"])
    func course(language: String) throws {
        func run(_ arguments: [String]) throws -> String {
            let outcome = try program.run(arguments, language: language)
            #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
            return "$ linxuan \(arguments.joined(separator: " "))\n\(outcome.output)\n"
        }
        var said = try run(["lottery", "make", "instance.json", "--limit", "1/2", "--out", "lottery.json"])
        said += try run(["lottery", "check", "instance.json", "lottery.json"])
        said += try run(["lottery", "draw"] + Self.draw + ["--draw-seed", Self.seed, "--out", "plan.json"])
        said += try run(["verify", "instance.json", "plan.json"])
        try program.compare(said, golden: "lottery.\(language)")
    }

    @Test("the script finds the same figures and draws the same ticket")
    func repeated() throws {
        let made = try program.run(["lottery", "make", "instance.json", "--limit", "0.5", "--out", "lottery.json", "--json"])
        #expect(made.code == 0)
        for seed in [[], ["--draw-seed", Self.seed]] {
            for method in ["rfc3797-sha256", "rfc3797-md5"] {
                let drawn = try program.run(["lottery", "draw"] + Self.draw + seed + ["--method", method], language: "en")
                let again = try program.run(
                    URL(fileURLWithPath: "/usr/bin/env"),
                    ["python3", Program.root.appendingPathComponent("tools/verify_lottery.py").path] + Self.draw + seed
                        + ["--method", method], language: "en")
                let ticket = try #require(drawn.output.firstMatch(of: /ticket \d+ of 20 is drawn/)?.output)
                #expect(again.code == 0 && again.output.contains(ticket), "\(drawn) \(again)")
            }
        }
    }

    @Test("both refuse a lottery or instance with a digit altered, and nothing is drawn from it")
    func altered() throws {
        _ = try program.run(["lottery", "make", "instance.json", "--limit", "1/2", "--tickets", "4", "--out", "lottery.json"])
        let sound = try program.read("lottery.json")
        #expect(try script("instance.json", "lottery.json").code == 0)
        for file in ["lottery.json", "instance.json"] {
            let text = try program.read(file)
            let places = text.indices.filter { text[$0].isASCII && text[$0].isNumber }
            for place in stride(from: 0, to: places.count, by: 5).map({ places[$0] }) {
                var altered = text
                altered.replaceSubrange(place...place, with: text[place] == "7" ? "8" : "7")
                try program.write(altered, file)
                let check = try program.run(["lottery", "check", "instance.json", "lottery.json"])
                let other = try script("instance.json", "lottery.json")
                #expect([1, 65].contains(check.code), "the program took \(file) at \(text[..<place].suffix(20))")
                #expect([1, 65].contains(other.code) && !other.errors.contains("Traceback"), "the script: \(other)")
            }
            try program.write(text, file)
        }
        try program.write(sound.replacing("\"expected\": ", with: "\"expected\": 1"), "lottery.json")
        let drawn = try program.run(["lottery", "draw"] + Self.draw + ["--out", "none.json"], language: "en")
        #expect(drawn.code == 1 && drawn.errors.contains("nothing is drawn from it"), "\(drawn)")
        #expect(throws: (any Error).self) { try program.read("none.json") }
    }

    @Test("a lottery that was exchanged after its digest was noted is refused")
    func exchanged() throws {
        func make(_ seed: String) throws -> String {
            let made = try program.run(
                ["lottery", "make", "instance.json", "--limit", "1/2", "--seed", seed, "--out", "lottery.json"], language: "en")
            return String(try #require(made.output.firstMatch(of: /[0-9a-f]{64}/)?.output))
        }
        let noted = try make("1")
        #expect(try program.run(["lottery", "check", "instance.json", "lottery.json", "--expect", noted]).code == 0)
        #expect(try script("instance.json", "lottery.json", "--expect", noted).code == 0)
        let later = try make("2")
        #expect(later != noted)
        #expect(try program.run(["lottery", "check", "instance.json", "lottery.json", "--expect", noted]).code == 1)
        #expect(try program.run(["lottery", "draw"] + Self.draw + ["--expect", noted]).code == 1)
        #expect(try script("instance.json", "lottery.json", "--expect", noted).code == 1)
    }

    @Test("what cannot be kept is told with its reasons", arguments: ["zh", "en"])
    func refusals(language: String) throws {
        var said = ""
        for arguments in [
            ["--limit", "0.4"], ["--limit", "0"], ["--limit", "3/2"], ["--limit", "0.5", "--tickets", "1"],
            ["--limit", "0.0001"], ["--limit", "0.5", "--tickets", "5000"],
        ] {
            let outcome = try program.run(["lottery", "make", "instance.json"] + arguments, language: language)
            #expect([2, 64].contains(outcome.code) && outcome.output.isEmpty, "\(outcome)")
            said += "$ linxuan lottery make instance.json \(arguments.joined(separator: " "))\n\(outcome.errors)\n"
        }
        try program.compare(said, golden: "lottery-refusals.\(language)")
    }
}
