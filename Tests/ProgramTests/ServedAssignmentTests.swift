import Foundation
import Testing

@Suite("Assignment, draws and visits, typed at a database and at a server", .serialized)
struct ServedAssignmentTests {
    private static let people = ["S-01", "C-01", "A-01"]

    /// The first dossier and expert of the assignment that a command listed.
    private func pair(in listing: String) throws -> (dossier: String, expert: String) {
        let words = try #require(listing.split(separator: "\n").dropFirst().first).split(separator: " ").map(String.init)
        return (words[0], words[1])
    }

    @Test("a plan is made, explained, shown, handed out and approved the same way", .timeLimit(.minutes(8)), arguments: ["zh", "en"])
    func plans(language: String) throws {
        let twins = try TwinRounds(language: language, people: Self.people) { try RoundOnTheCommandLineTests().assigned($0) }
        try twins.type("assignment show", as: "S-01")
        try twins.type("assignment explain --tightest 3", as: "S-01", expecting: 1)
        try twins.type("assignment export plan.json", as: "S-01", expecting: 1)
        try twins.type("assignment approve", as: "S-01", expecting: 1)
        try twins.type("assignment plan --json --seed 18446744073709551615", as: "S-01")
        try twins.type("assignment plan --json --time-limit 60.5", as: "S-01")
        try twins.type("assignment plan --json --time-limit 0", as: "S-01", expecting: 64)
        try twins.type("assignment plan", as: "A-01", expecting: 77)
        try twins.type("assignment replace", as: "S-01", expecting: 1)
        try twins.type("assignment show 1", as: "A-01")
        try twins.type("assignment show 2 --json", as: "A-01")
        try twins.type("assignment show 99", as: "S-01", expecting: 1)
        try twins.type("assignment show 2", as: "C-01", expecting: 77)
        try twins.type("assignment approve 1", as: "S-01", expecting: 1)
        try twins.type("assignment instance instance.json", as: "A-01", files: ["instance.json"])
        try twins.type("assignment export plan.json", as: "A-01", files: ["plan.json"])
        #expect(try twins.there.run(["verify", "instance.json", "plan.json"]).code == 0)
        try twins.type("assignment approve --json", as: "S-01")
        let (dossier, expert) = try pair(in: try twins.type("assignment show", as: "S-01"))
        try twins.type("assignment show --json", as: "S-01")
        try twins.type("assignment explain \(dossier)", as: "S-01")
        try twins.type("assignment explain \(dossier) --all --json", as: "A-01")
        try twins.type("assignment explain \(dossier) \(expert)", as: "S-01")
        try twins.type("assignment explain --expert \(expert) --json", as: "S-01")
        try twins.type("assignment explain --tightest 2", as: "S-01")
        let many = try twins.type("assignment explain --tightest 101", as: "S-01", expecting: 64)
        #expect(many.contains(language == "zh" ? "--tightest 应为 1 至 100 的整数。" : "--tightest is a whole number from 1 to 100."))
        try twins.type("assignment explain D-nowhere", as: "S-01", expecting: 1)
        try twins.type("assignment explain --expert E-nobody", as: "S-01", expecting: 1)
        try twins.type("assignment record record.html", as: "S-01", files: ["record.html"])
        try twins.type("assignment record record.csv", as: "A-01", files: ["record.csv"])
        try twins.type("assignment record record.xlsx", as: "S-01", files: ["record.xlsx"])
        try twins.type("round advance", as: "S-01")
        try twins.type("assignment replace", as: "S-01", expecting: 1)
        // Somebody gives a review back; who is left takes the place.
        for program in [twins.here, twins.there] { try program.act("review recuse \(dossier) --reason 示例", as: expert) }
        let report = try twins.type("assignment replace --json", as: "S-01")
        #expect(report.contains("\"coming\""))
        try twins.type("assignment show 3", as: "S-01")
        try twins.type("assignment approve 3 --reason 示例：补足缺额", as: "S-01")
        for program in [twins.here, twins.there] { #expect(try program.run(["audit", "verify"]).code == 0) }
    }

    @Test("experts and a plan are drawn the same way", .timeLimit(.minutes(8)), arguments: ["zh", "en"])
    func draws(language: String) throws {
        let twins = try TwinRounds(language: language, people: Self.people) { try RoundOnTheCommandLineTests().assigned($0) }
        func words(_ line: [String], expecting code: Int32 = 0) throws { try twins.type(line, as: "S-01", expecting: code) }
        try twins.type("draw show", as: "C-01")
        try twins.type("draw show comprehensive-city --all", as: "A-01")
        try twins.type("draw show --json", as: "C-01")
        try twins.type("draw show nowhere", as: "S-01")
        try twins.type("draw export draw.json", as: "C-01", files: ["draw.json"])
        #expect(try twins.there.run(["draw", "repeat", "draw.json"]).code == 0)
        try twins.type("draw export draw.json --number 9", as: "C-01", expecting: 1)
        try twins.type("draw run comprehensive-city --numbers 1", as: "S-01", expecting: 1)
        let source = ["--source", "示例彩票 第57期 3 2099-05-21 21:15", "--rehearsal-seed", Program.seed]
        try words(["draw", "commit", "comprehensive-city"] + source, expecting: 64)
        try words(["draw", "commit", "comprehensive-city", "--reason", "示例", "--experts", "1"] + source, expecting: 64)
        try words(["draw", "commit", "nowhere"] + source, expecting: 1)
        try words(
            [
                "draw", "commit", "comprehensive-city", "--source", "示例彩票 第57期 3 2020-05-21 21:15", "--reason", "示例",
            ], expecting: 1)
        try words(["draw", "commit", "--plans"] + source, expecting: 1)
        try twins.type("assignment lottery", as: "S-01", expecting: 64)
        try twins.type("assignment lottery --limit 0.01", as: "S-01", expecting: 2)
        try twins.type("assignment lottery --limit 7", as: "S-01", expecting: 64)
        try twins.type("assignment lottery --limit 0.7 --tickets 10", as: "S-01")
        try twins.type("assignment instance instance.json", as: "A-01", files: ["instance.json"])
        try twins.type("lottery export lottery.json", as: "A-01", files: ["lottery.json"])
        #expect(try twins.there.run(["lottery", "check", "instance.json", "lottery.json"]).code == 0)
        try twins.type("lottery export lottery.json --number 7", as: "S-01", expecting: 1)
        try words(["draw", "commit", "--plans", "--json"] + source)
        try twins.type("draw run --plans --numbers 3,17,25", as: "S-01", expecting: 1)
        try words(["draw", "commit", "comprehensive-city", "--reason", "示例", "--per-region", "0"] + source)
        for program in [twins.here, twins.there] { #expect(try program.run(["audit", "verify"]).code == 0) }
    }

    @Test("visits are chosen, planned, made and reported the same way", .timeLimit(.minutes(10)))
    func visits() throws {
        let reviewed = try VisitedRound.get()
        let leaders = Set(reviewed.experts).sorted()
        let twins = try TwinRounds(language: "zh", people: Self.people + leaders) { program in
            for ending in ["", "-wal"] where FileManager.default.fileExists(atPath: reviewed.folder.path + "/round.db" + ending) {
                try FileManager.default.copyItem(
                    atPath: reviewed.folder.path + "/round.db" + ending, toPath: program.folder.path + "/round.db" + ending)
            }
        }
        let dossier = try #require(try twins.here.act("results list", as: "S-01").firstMatch(of: /\bD-\d+/)).output.description
        try twins.type("visits list", as: "S-01")
        try twins.type("visits explain \(dossier)", as: "S-01", expecting: 1)
        try twins.type("visits choose", as: "C-01", expecting: 77)
        try twins.type("visits choose --with D-nowhere --reason 示例", as: "S-01", expecting: 1)
        try twins.type("visits choose --with \(dossier)", as: "S-01", expecting: 64)
        try twins.type("visits choose --with \(dossier) --reason 示例：核实 --json", as: "S-01")
        try twins.type("visits choose", as: "S-01")
        try twins.type("visits list", as: "C-01")
        try twins.type("visits list --json", as: "A-01")
        try twins.type("visits explain \(dossier)", as: "C-01")
        try twins.type("visits explain \(dossier) --json", as: "S-01")
        try twins.type("visits export visits.csv", as: "A-01", files: ["visits.csv"])
        try twins.type("visits export visits.xlsx", as: "S-01", files: ["visits.xlsx"])
        try twins.type("visits teams", as: "S-01", expecting: 1)
        try twins.type("visits schedule --make", as: "S-01", expecting: 1)
        try twins.type("visits teams --make", as: "S-01")
        try twins.type("visits schedule", as: "S-01", expecting: 1)
        try twins.type("visits schedule --make --out schedule.csv", as: "S-01", files: ["schedule.csv"])
        try twins.type("visits schedule --json", as: "C-01")
        let teams = try JSONSerialization.jsonObject(with: Data(try twins.type("visits teams --json", as: "C-01").utf8)) as? [String: Any]
        let leads = Set(try #require(teams?["trips"] as? [[String: Any]]).flatMap { $0["leads"] as? [String] ?? [] }).sorted()
        let lead = try #require(leads.first)
        let own = try twins.type("visits own", as: lead)
        try twins.type("visits own --json", as: lead)
        try twins.type("visits own", as: "S-01", expecting: 77)
        let mine = try pair(in: own).dossier
        try twins.type("visits template --out findings.csv", as: lead, files: ["findings.csv"])
        try twins.type("visits template --out findings.xlsx", as: lead, files: ["findings.xlsx"])
        try twins.type("visits template \(mine) --out finding.yaml", as: lead, files: ["finding.yaml"])
        try twins.type("visits template D-nowhere --out finding.yaml", as: lead, expecting: 77)
        let empty = try twins.type("visits submit --file findings.csv", as: lead, expecting: 65)
        #expect(empty.contains("findings.csv"))
        for program in [twins.here, twins.there] { try VisitedRound.answer("findings.csv", program) }
        try twins.type("visits submit --file findings.csv", as: lead)
        try twins.type("visits submit --file findings.csv --json", as: lead)
        if let other = leads.dropFirst().first { try twins.type("visits submit --file findings.csv", as: other, expecting: 77) }
        try twins.type("visits findings", as: "C-01")
        try twins.type("visits findings --json", as: "A-01")
        for program in [twins.here, twins.there] { #expect(try program.run(["audit", "verify"]).code == 0) }
    }
}

/// A round in the stage of visits, made once.
private enum VisitedRound {
    private static let made = Result { try make() }

    static func get() throws -> (folder: URL, experts: [String]) { try made.get() }

    private static func make() throws -> (folder: URL, experts: [String]) {
        let program = try Program()
        let typing = RoundOnTheCommandLineTests()
        try typing.assigned(program)
        for line in ["assignment plan", "assignment approve", "round advance"] { try program.act(line, as: "S-01") }
        let experts = Set(
            try program.act("assignment show", as: "S-01").split(separator: "\n").dropFirst().map { String($0.split(separator: " ")[1]) }
        ).sorted()
        for (index, expert) in experts.enumerated() {
            for line in ["review pledge --agree", "review declare --none", "review template --out sheets.csv"] {
                try program.act(line, as: expert)
            }
            try typing.fill("sheets.csv", program, score: 70 + index % 20)
            try program.act("review submit --file sheets.csv", as: expert)
        }
        for line in ["round advance", "results compute", "round advance"] { try program.act(line, as: "S-01") }
        return (program.folder, experts)
    }

    /// Answers every question of a table of findings.
    static func answer(_ file: String, _ program: Program) throws {
        let url = program.folder.appendingPathComponent(file)
        let lines = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline).map { line -> String in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard fields[1] == "overall" || fields[1].hasPrefix("question-") else { return String(line) }
            return (fields.dropLast(2) + ["属实", "示例：已核实"]).joined(separator: ",")
        }
        try lines.joined(separator: "\r\n").write(to: url, atomically: true, encoding: .utf8)
    }
}
