import Foundation
import Programme
import Remote
import Testing

/// Plants what some may not see, asks every route that reads as everybody, and looks for it in every answer, whatever its status.
@Suite("What a role must not see")
struct SecretsTests {
    /// A person who asks, and what none of the answers may hold.
    private struct Asker {
        var person: String
        var client: HTTPClient
        var forbidden: [String]
    }

    @Test("leaves the server in no route, no error and no line of the log", .timeLimit(.minutes(10)))
    func nothingLeaves() throws {
        let round = try ServedRound()
        let program = round.program
        let names = try Self.namesByExpert()
        let pairs = try program.act("assignment show", as: "S-01").split(separator: "\n").dropFirst()
            .map { $0.split(separator: " ").map(String.init) }
        let experts = Set(pairs.map { $0[1] }).sorted()
        for expert in experts {
            try program.act("review pledge --agree", as: expert)
            try program.act("review declare --none", as: expert)
            try program.act("review template --out sheets.csv", as: expert)
            try RoundOnTheCommandLineTests().fill("sheets.csv", program, score: 75, reason: Self.reason(of: expert))
            try program.act("review submit --file sheets.csv", as: expert)
        }
        let office = try round.client(of: "S-01")
        let chair = try round.client(of: "C-01")
        let auditor = try round.client(of: "A-01")
        let (one, other) = (round.first[0], round.second[0])
        let sitting = try experts.map { try #require(names[$0]) }
        var clients: [String: HTTPClient] = [:]
        for expert in [one, other] { clients[expert] = try round.client(of: expert) }

        for stage in ["reviews", "results"] {
            if stage == "results" {
                try program.act("round advance", as: "S-01")
                try program.act("results compute", as: "S-01")
            }
            var askers = [
                // Sheets are the chairs' and the auditors' to read, once they count; who wrote them is the auditors' and the office's.
                Asker(person: "S-01", client: office, forbidden: experts.map(Self.reason)),
                Asker(person: "C-01", client: chair, forbidden: sitting + (stage == "reviews" ? experts.map(Self.reason) : [])),
            ]
            for expert in [one, other] {
                askers.append(
                    Asker(
                        person: expert, client: try #require(clients[expert]),
                        forbidden: experts.filter { $0 != expert }.flatMap { [$0, names[$0] ?? $0, Self.reason(of: $0)] }))
            }
            let values = [
                "dossier": [round.first[1], round.second[1], "D-99999"], "expert": [one, other],
                "category": ["enterprise", "comprehensive-city"],
                "person": [one, other], "number": ["1", "2"], "plan": ["1"], "of": [one, round.first[1]],
            ]
            for asker in askers {
                for path in try DescribedRoutes(of: round.server.address).readings(values) {
                    let answer = try asker.client.send("GET", path)
                    #expect(answer.status < 500, "\(path) by \(asker.person): \(answer.status)")
                    let text = String(decoding: answer.body, as: UTF8.self)
                    // What the asker named is no secret to them.
                    for secret in asker.forbidden where !path.contains(secret) && text.contains(secret) {
                        Issue.record("\(asker.person) reads “\(secret)” at \(path) in the stage \(stage)")
                    }
                }
            }
            // The search itself finds what is there to be found.
            let found = try auditor.send("GET", "/api/v1/people")
            #expect(sitting.allSatisfy(String(decoding: found.body, as: UTF8.self).contains))
        }
        let log = try String(contentsOf: round.server.log, encoding: .utf8)
        for secret in sitting + experts + experts.map(Self.reason) + [round.first[1]] { #expect(!log.contains(secret), "\(secret)") }
    }

    private static func reason(of expert: String) -> String { "示例密语\(expert)" }

    private static func namesByExpert() throws -> [String: String] {
        let table = try String(contentsOf: Program.root.appendingPathComponent("fixtures/round-2023/experts.csv"), encoding: .utf8)
        let rows = table.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        return Dictionary(uniqueKeysWithValues: rows.map { (String($0[0]), String($0[1])) })
    }
}
