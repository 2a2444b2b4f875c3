import Cryptography
import Foundation
import GRDB
import Glibc
import Programme
import Remote
import Synchronization
import Testing
import Workflow

@Suite("A round behind a server", .serialized)
struct ServiceTests {
    private func json(_ answer: HTTPClient.Answer) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
    }

    private func bytes(_ value: Any) throws -> [UInt8] { Array(try JSONSerialization.data(withJSONObject: value)) }

    /// A complete sheet for a dossier, from what the server says of its rubric.
    private func sheet(_ dossier: String, _ client: HTTPClient, reason: String) throws -> [String: Any] {
        let rubric = try #require(try json(client.send("GET", "/api/v1/reviews/\(dossier)"))["rubric"] as? [String: Any])
        let criteria = try #require(rubric["criteria"] as? [[String: Any]]).compactMap { $0["id"] as? String }
        let gates = try #require(rubric["gates"] as? [[String: Any]]).compactMap { $0["id"] as? String }
        return [
            "dossier": dossier, "visitNeeded": false,
            "scores": Dictionary(uniqueKeysWithValues: criteria.map { ($0, 8000) }),
            "reasons": Dictionary(uniqueKeysWithValues: criteria.map { ($0, reason) }),
            "gates": Dictionary(uniqueKeysWithValues: gates.map { ($0, true) }),
        ]
    }

    private func ready(_ client: HTTPClient) throws {
        #expect(try client.send("POST", "/api/v1/pledge").status == 200)
        #expect(try client.send("POST", "/api/v1/declaration", body: bytes(["conflicts": [Any]()])).status == 200)
    }

    // MARK: The same commands both ways

    @Test("does what a database at hand does: the same words, results and exit codes", .timeLimit(.minutes(10)), arguments: ["zh", "en"])
    func bothWays(language: String) throws {
        let there = try ServedRound(language: language)
        let here = try ServedRound.copy(language: language)
        let (expert, mine, other) = (there.first[0], there.first[1], there.second[1])
        try there.signIn(expert)
        func both(_ line: String, code: Int32 = 0) throws {
            let words = line.split(separator: " ").map(String.init)
            let remote = try there.program.run(words + ["--server", there.server.address, "--as", expert])
            let local = try here.run(words + ["--as", expert])
            #expect(local.code == code, "\(line): \(local.errors)")
            #expect(remote.code == local.code, "\(line): \(remote.errors)")
            #expect(remote.output == local.output, "\(line)")
            #expect(remote.errors == local.errors, "\(line)")
        }
        func inBoth(_ change: (URL) throws -> Void) throws {
            for program in [there.program, here] { try change(program.folder.appendingPathComponent("sheets.csv")) }
        }
        try both("round status", code: 77)
        try both("review list")
        try both("review list --json")
        try both("review show \(mine)", code: 77)
        try both("review pledge --agree")
        try both("review pledge --agree", code: 1)
        try both("review show \(mine)", code: 77)
        try both("review declare --conflict \(other)", code: 64)
        try both("review declare --none")
        try both("review show \(mine)")
        try both("review show \(mine) --json")
        try both("review show \(other)", code: 77)
        try both("review show D-nowhere", code: 77)
        try both("review template --out sheets.csv")
        try both("review submit --file sheets.csv", code: 65)
        try inBoth { file in
            let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).map { line -> String in
                let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                guard fields[1] != "指标" else { return String(line) }
                return fields[1] == "visit" ? "\(fields[0]),visit,不需要," : "\(fields[0]),\(fields[1]),999,示例"
            }
            try lines.joined(separator: "\r\n").write(to: file, atomically: true, encoding: .utf8)
        }
        try both("review save sheets.csv", code: 65)
        try both("review submit \(mine)", code: 1)
        try both("review decline \(mine) --reason 示例：时间冲突")
        try both("review decline \(mine) --reason 示例", code: 1)
        try both("review recuse \(there.first[2]) --reason 示例：合作")
        try both("review list")
        #expect(try there.program.run(["audit", "verify"]).code == 0)
    }

    // MARK: Access

    @Test("lets in who has a code, once; tokens are private, listed, revoked, and nowhere in the clear", .timeLimit(.minutes(10)))
    func access() throws {
        let round = try ServedRound()
        let (program, expert) = (round.program, round.first[0])
        let list = ["review", "list", "--server", round.server.address]
        #expect(try program.run(list).code == 77)
        let code = try round.signIn(expert)
        #expect(try program.run(list).code == 0)
        #expect(
            try program.run(["login", "--server", round.server.address, "--as", expert], input: code).code == 77, "a code is used once")
        let file = program.folder.appendingPathComponent("config/linxuan/tokens.json").path
        let rights = try #require(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int)
        #expect(rights == 0o600)
        let token = try #require(try String(contentsOfFile: file, encoding: .utf8).firstMatch(of: /lx_[0-9a-f]{64}/)).output
        for kept in try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
        where kept.contains("round.db") || kept.hasSuffix(".log") {
            let bytes = try Data(contentsOf: program.folder.appendingPathComponent(kept))
            for secret in [String(token), String(token.dropFirst(3)), code] {
                #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(kept)")
            }
        }
        chmod(file, 0o644)
        #expect(try program.run(list).code == 1)
        chmod(file, 0o600)
        #expect(try program.act("access tokens", as: "A-01").contains(expert))
        try program.act("access revoke 1", as: "C-01", expecting: 77)
        try program.act("access revoke 1", as: "S-01")
        #expect(try program.run(list).code == 77)

        let worn = try round.code(for: expert)
        let wrong = "0000-0000-0000-0000"
        for _ in 0..<SignInCode.tries {
            #expect(try program.run(["login", "--server", round.server.address, "--as", expert], input: wrong).code == 77)
        }
        let late = try program.run(["login", "--server", round.server.address, "--as", expert], input: worn)
        let nobody = try program.run(["login", "--server", round.server.address, "--as", "X-99"], input: worn)
        #expect(late.code == 77 && late.errors == nobody.errors)
        try round.signIn(expert)
        #expect(try program.run(["logout", "--server", round.server.address]).code == 0)
        #expect(try program.run(list).code == 77)
        #expect(try program.run(["audit", "verify"]).code == 0)
    }

    // MARK: Who may do what

    @Test("lets each role do what the table of acts says, by every route, and nobody see another's", .timeLimit(.minutes(10)))
    func permissions() throws {
        let round = try ServedRound()
        let (mine, other) = (round.first[1], round.second[1])
        let nobody = try HTTPClient(server: round.server.address, language: .en)
        let described = try DescribedRoutes(of: round.server.address)
        let clients: [(Role, HTTPClient)] = [
            (.secretariat, try round.client(of: "S-01")), (.chair, try round.client(of: "C-01")),
            (.auditor, try round.client(of: "A-01")), (.expert, try round.client(of: round.first[0])),
        ]
        try ready(clients[3].1)
        func asks(_ route: DescribedRoutes.Route, _ client: HTTPClient, _ dossier: String) throws -> HTTPClient.Answer {
            try client.send(route.method, described.path(of: route, ["dossier": dossier, "token": "99"]), body: described.body(of: route))
        }
        let acts = Set(useCases.map { $0.route.path })
        #expect(
            described.routes.count == useCases.count + 3
                && acts.allSatisfy { path in described.routes.contains { $0.path.hasSuffix(path) } })
        // Whoever may not is refused first, so that what those do who may changes no answer to the others.
        for route in described.routes where route.name != "signIn" {
            #expect(try asks(route, nobody, mine).status == 401, "\(route.name) by nobody")
            for (role, client) in clients where route.roles?.contains(role) == false {
                let answer = try asks(route, client, mine)
                #expect(answer.status == 403, "\(route.name) by \(role): \(String(decoding: answer.body, as: UTF8.self))")
            }
        }
        // Signing out comes last, since nothing works after it.
        for route in described.routes.filter({ $0.name != "signIn" }).sorted(by: {
            ($0.name == "signOut" ? 1 : 0) < ($1.name == "signOut" ? 1 : 0)
        }) {
            for (role, client) in clients where route.roles?.contains(role) != false {
                if role == .expert, route.path.contains("{dossier}") {
                    let (foreign, missing) = (try asks(route, client, other), try asks(route, client, "D-99999"))
                    #expect(foreign.status == 404 && missing.status == 404, "\(route.name): \(foreign.status) \(missing.status)")
                    #expect(
                        String(decoding: foreign.body, as: UTF8.self).replacing(other, with: "")
                            == String(decoding: missing.body, as: UTF8.self).replacing("D-99999", with: ""))
                }
                let answer = try asks(route, client, mine)
                #expect(
                    ![401, 403, 405, 500].contains(answer.status),
                    "\(route.name) by \(role): \(String(decoding: answer.body, as: UTF8.self))")
            }
        }
        #expect(try nobody.send("GET", "/api/v1/nowhere").status == 404)
        #expect(try nobody.send("GET", "/healthz").status == 200 && nobody.send("GET", "/readyz").status == 200)
        let log = try String(contentsOf: round.server.log, encoding: .utf8)
        #expect(log.contains("\"route\":\"/api/v1/reviews/{dossier}\"") && !log.contains(mine) && !log.contains("示例"))
    }

    @Test("refuses what is too large, malformed, or without a use, in words and by place", .timeLimit(.minutes(10)))
    func refusals() throws {
        let round = try ServedRound()
        let client = try round.client(of: round.first[0])
        try ready(client)
        let large = try client.send("POST", "/api/v1/submissions", body: [UInt8](repeating: 32, count: 1 << 20 + 1))
        #expect(large.status == 413)
        let malformed = try json(client.send("POST", "/api/v1/submissions", body: bytes(["sheets": [["scores": [:]]]])))
        #expect(malformed["exitCode"] as? Int == 65)
        #expect((malformed["detail"] as? String)?.contains("sheets.0") == true, "\(malformed)")
        let office = try round.client(of: "S-01")
        #expect(try office.send("GET", "/api/v1/assignment/plans/9007199254740992").status == 422)
        for count in ["0", "101", "1.5"] {
            let many = try office.send("GET", "/api/v1/assignment/explanation?tightest=\(count)")
            #expect(many.status == 400 && String(decoding: many.body, as: UTF8.self).contains("tightest 应为 1 至 100 的整数"), "\(count)")
        }
        let described = try DescribedRoutes(of: round.server.address)
        #expect(described.range(of: "tightest", in: "explainPlan") == 1...100)
        for method in ["PATCH", "QUERY", "TRACE"] {
            let connection = try RawConnection(round.server.address)
            connection.send("\(method) /api/v1/reviews HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let answer = connection.answer()
            #expect(answer.status == 405 && answer.text.contains("\r\nAllow: GET, HEAD\r\n"), "\(answer.text)")
        }
        // A refusal's words would be taken for the next answer.
        let head = try RawConnection(round.server.address)
        head.send("HEAD /api/v1/reviews HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        let answer = head.answer()
        #expect(answer.status == 401 && answer.text.hasSuffix("\r\n\r\n"), "\(answer.text)")
    }

    @Test("changes a thing only as it was read, where it is asked so; gives lists in pages", .timeLimit(.minutes(10)))
    func asItWasRead() throws {
        let round = try ServedRound()
        let (office, expert) = (try round.client(of: "S-01"), try round.client(of: round.first[0]))
        try ready(expert)
        let mine = "/api/v1/reviews/\(round.first[1])"
        let read = try expert.send("GET", mine)
        let tag = try #require(read.tag)
        #expect(try expert.send("GET", mine, header: "If-None-Match: \(tag)").status == 304)
        let sheets = try bytes(["sheets": [try sheet(round.first[1], expert, reason: "示例")]])
        #expect(try expert.send("PUT", "/api/v1/drafts", body: sheets).status == 200)
        #expect(try expert.send("POST", mine + "/submission", header: "If-Match: \(tag)").status == 412)
        #expect(try expert.send("POST", mine + "/submission", header: "If-Match: 0").status == 400)
        let anew = try #require(try expert.send("GET", mine).tag)
        #expect(anew != tag)
        #expect(try expert.send("POST", mine + "/submission", key: "key-match", header: "If-Match: \(anew)").status == 200)
        #expect(try expert.send("POST", mine + "/submission", key: "key-match", header: "If-Match: \(anew)").status == 200, "told again")
        #expect(try expert.send("POST", mine + "/submission", header: "If-Match: \(anew)").status == 412)

        func people(_ query: String) throws -> [String] {
            let list = try JSONSerialization.jsonObject(with: Data(office.send("GET", "/api/v1/people\(query)").body)) as? [[String: Any]]
            return try #require(list).compactMap { $0["id"] as? String }
        }
        let all = try people("")
        #expect(try people("?limit=2") + people("?limit=1000&offset=2") == all && people("?offset=100000").isEmpty)
        let connection = try RawConnection(round.server.address)
        let token = try #require(office.token)
        connection.send("GET /api/v1/people?limit=2 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n\r\n")
        let page = connection.answer().text
        #expect(page.contains("\r\nLink: </api/v1/people?offset=0&limit=2>; rel=\"first\", </api/v1/people?offset=2&limit=2>; rel=\"next\"\r\n"))
        for query in ["?limit=0", "?limit=x", "?offset=-1", "?limit=1001", "?colour=red"] {
            #expect(try office.send("GET", "/api/v1/people\(query)").status == 400, "\(query)")
        }
        #expect(try office.send("POST", "/api/v1/round/advance", body: bytes(["despite": 1])).status == 422)
        func refusal(_ path: String, _ body: String, at place: String) throws {
            let answer = try office.send("POST", "/api/v1" + path, body: Array(body.utf8))
            #expect(answer.status == 422 && String(decoding: answer.body, as: UTF8.self).contains(place), "\(body)")
        }
        try refusal("/round/advance", #"{"despite": null}"#, at: "despite")
        try refusal("/sign-in", #"{"person": "S-01", "code": "0", "device": null}"#, at: "device")
        try refusal("/assignment/approvals", #"{"number": 9007199254740992}"#, at: "number")
        try refusal("/assignment/approvals", #"{"number": 1.5}"#, at: "number")
        try refusal("/assignment/plans", #"{"seed": 18446744073709551616}"#, at: "seed")
        try refusal("/assignment/plans", #"{"seed": -1}"#, at: "seed")
        // Well formed, and too late.
        let seeded = try office.send("POST", "/api/v1/assignment/plans", body: Array(#"{"seed": 18446744073709551615}"#.utf8))
        #expect(seeded.status == 409, "\(String(decoding: seeded.body, as: UTF8.self))")
        #expect(try office.send("POST", "/api/v1/round/advance", body: bytes(["despit": "x"])).status == 422)
    }

    // MARK: Once

    @Test("counts a submission once that comes twice with one key", .timeLimit(.minutes(10)))
    func once() throws {
        let round = try ServedRound()
        let client = try round.client(of: round.first[0])
        try ready(client)
        func digest() throws -> String {
            try #require(
                (try JSONSerialization.jsonObject(with: Data(try round.program.act("round status --json", as: "S-01").utf8))
                    as? [String: Any])?[
                        "logDigest"] as? String)
        }
        let body = try bytes(["sheets": [try sheet(round.first[1], client, reason: "示例甲")]])
        let before = try digest()
        let sent = try client.send("POST", "/api/v1/submissions", body: body, key: "key-0001")
        let after = try digest()
        #expect(sent.status == 200 && before != after)
        let again = try client.send("POST", "/api/v1/submissions", body: body, key: "key-0001")
        #expect(again.status == 200 && again.body == sent.body)
        #expect(try digest() == after)
        let changed = try bytes(["sheets": [try sheet(round.first[1], client, reason: "示例乙")]])
        #expect(try client.send("POST", "/api/v1/submissions", body: changed, key: "key-0001").status == 409)
        #expect(try client.send("POST", "/api/v1/submissions", body: changed, key: "short").status == 400)
        #expect(try digest() == after)
        #expect(try client.send("POST", "/api/v1/submissions", body: changed, key: "key-0002").status == 200)
        #expect(try digest() != after)
    }

    // MARK: Nothing acknowledged is lost

    /// How often the server is killed; `LINXUAN_KILLS` says another number.
    private static let kills = ProcessInfo.processInfo.environment["LINXUAN_KILLS"].flatMap { Int($0) } ?? 4

    /// An expert who submits, one sheet after the other, each with a number of its own.
    private final class Submitter: Sendable {
        let expert: String
        let dossiers: [String]
        let template: [String: Data]
        private let client: Mutex<HTTPClient>
        private let counts = Mutex((sent: 0, acknowledged: Set<Int>()))

        init(_ expert: String, _ dossiers: [String], _ client: HTTPClient, _ template: [String: Data]) {
            (self.expert, self.dossiers, self.template) = (expert, dossiers, template)
            self.client = Mutex(client)
        }

        var acknowledged: Set<Int> { counts.withLock { $0.acknowledged } }

        func goes(to server: String) throws {
            let token = client.withLock { $0.token }
            let next = try HTTPClient(server: server, language: .zh, token: token)
            client.withLock { $0 = next }
        }

        /// Submits until an answer fails to come.
        func run(until isOver: () -> Bool) {
            let client = client.withLock { $0 }
            while !isOver() {
                let number = counts.withLock { counts in
                    counts.sent += 1
                    return counts.sent
                }
                let dossier = dossiers[number % dossiers.count]
                let text = String(decoding: template[dossier] ?? Data(), as: UTF8.self).replacing("NUMBER", with: "\(number)")
                let answer = try? client.send("POST", "/api/v1/submissions", body: Array(text.utf8), key: "kill-\(number)-\(expert)")
                guard answer?.status == 200 else { return }
                _ = counts.withLock { $0.acknowledged.insert(number) }
            }
        }
    }

    /// What the log says of submissions, read act by act as they come.
    private struct SubmissionsInTheLog {
        private var last = (number: 0, digest: "")
        /// The numbers by expert.
        private(set) var found: [String: Set<Int>] = [:]

        /// Reads what came since, and holds its chain.
        mutating func read(_ database: URL) throws {
            var configuration = Configuration()
            configuration.readonly = true
            let after = last.number
            let rows = try DatabaseQueue(path: database.path, configuration: configuration).read { db in
                try Row.fetchAll(db, sql: "SELECT number, body, digest FROM log WHERE number > ? ORDER BY number", arguments: [after])
                    .map { ($0["number"] as Int, $0["body"] as String, $0["digest"] as String) }
            }
            for (number, body, digest) in rows {
                #expect(number == last.number + 1 && SHA256Digest(of: body).description == digest)
                let act = try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
                #expect(act["previous"] as? String == last.digest)
                last = (number, digest)
                guard act["act"] as? String == Act.submitSheet.rawValue, let actor = act["actor"] as? String else { continue }
                for change in act["changes"] as? [[String: Any]] ?? [] where change["kind"] as? String == "sheet" {
                    let reasons = Set(((change["after"] as? [String: Any])?["reasons"] as? [String: String] ?? [:]).values)
                    // All answers of a sheet are of one submission.
                    let submission = try #require(reasons.count == 1 ? reasons.first.flatMap { Int($0) } : nil, "half a sheet: \(reasons)")
                    #expect(found[actor, default: []].insert(submission).inserted, "\(actor): \(submission) counted twice")
                }
            }
        }
    }

    @Test("keeps every submission that it acknowledged, however it is killed", .timeLimit(.minutes(60)))
    func killed() throws {
        let round = try ServedRound()
        let submitters = try round.assigned.sorted { $0.key < $1.key }.prefix(8).map { expert, dossiers in
            let client = try round.client(of: expert)
            try ready(client)
            let templates = try dossiers.map { ($0, Data(try bytes(["sheets": [try sheet($0, client, reason: "NUMBER")]]))) }
            return Submitter(expert, dossiers, client, Dictionary(uniqueKeysWithValues: templates))
        }
        var log = SubmissionsInTheLog()
        var seed: UInt64 = 20_231_126
        let database = round.program.folder.appendingPathComponent("round.db")
        for kill in 1...Self.kills {
            let isOver = Atomic(false)
            let group = DispatchGroup()
            for submitter in submitters {
                // A thread each: they wait for answers.
                group.enter()
                Thread.detachNewThread {
                    submitter.run { isOver.load(ordering: .relaxed) }
                    group.leave()
                }
            }
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            usleep(UInt32(20_000 + (seed >> 33) % 300_000))
            try round.killAndRestart()
            isOver.store(true, ordering: .relaxed)
            group.wait()
            try log.read(database)
            for submitter in submitters {
                let lost = submitter.acknowledged.subtracting(log.found[submitter.expert] ?? [])
                #expect(lost.isEmpty, "\(submitter.expert): \(lost.sorted())")
                try submitter.goes(to: round.server.address)
            }
            guard kill % 20 == 0 || kill == Self.kills else { continue }
            #expect(try round.program.run(["audit", "verify"]).code == 0)
        }
        let taken = submitters.map(\.acknowledged.count).reduce(0, +)
        #expect(taken > 0)
        print("killed \(Self.kills) times, \(submitters.count) experts at once, \(taken) submissions acknowledged, all found in the log")
    }

    // MARK: Where it listens

    @Test("finishes and ends by SIGTERM; a second server on the database is refused with words", .timeLimit(.minutes(10)))
    func alone() throws {
        let round = try ServedRound(language: "en")
        let second = try round.program.run(["serve", "--port", "0"])
        #expect(second.code == 1 && second.errors.contains("running on the database"), "\(second.errors)")
        let abroad = try round.program.run(["serve", "--port", "0", "--host", "0.0.0.0"])
        #expect(abroad.code == 64 && abroad.errors.contains("--behind-tls"))
        #expect(try round.program.run(["review", "list", "--server", "http://example.org", "--as", "E-1"]).code == 64)
        let address = round.server.address
        try round.signIn(round.first[0])
        #expect(round.server.end().code == 0)
        let gone = try round.program.run(["review", "list", "--server", address])
        #expect(gone.code == 69 && gone.errors.contains("cannot be reached"), "\(gone.errors)")
    }
}
