import Foundation
import Programme
import Remote
import Testing

@Suite("Requests that mean harm", .serialized)
struct HostileRequestTests {
    private func text(_ answer: HTTPClient.Answer) -> String { String(decoding: answer.body, as: UTF8.self) }

    @Test(
        "are refused in words, and the server goes on: numbers that nothing holds, nesting without end, what is no JSON",
        .timeLimit(.minutes(10)))
    func bodies() throws {
        let round = try ServedRound()
        let client = try round.client(of: round.first[0])
        let nobody = try HTTPClient(server: round.server.address, language: .en)
        #expect(try client.send("POST", "/api/v1/pledge").status == 200)
        #expect(try client.send("POST", "/api/v1/declaration", body: Array(#"{"conflicts":[]}"#.utf8)).status == 200)
        let review = try client.send("GET", "/api/v1/reviews/\(round.first[1])")
        let shown = try JSONSerialization.jsonObject(with: Data(review.body)) as? [String: Any]
        let rubric = try #require(shown?["rubric"] as? [String: Any])
        let criterion = try #require((rubric["criteria"] as? [[String: Any]])?.first?["id"] as? String)
        let numbers = [
            "-9223372036854775808", "9223372036854775807", "18446744073709551616", "-9007199254740992", "-1e17", "1e400", "1.5", "NaN", "-",
        ]
        let sheets = numbers.map { #"{"sheets":[{"dossier":"\#(round.first[1])","scores":{"\#(criterion)":\#($0)}}]}"# }
        let others = [
            String(repeating: "[", count: 200_000), String(repeating: #"{"sheets":"#, count: 50_000),
            #"{"sheets":"# + String(repeating: "[", count: 200_000), "null", "[]", "\"", "\u{0}", #"{"sheets":[{}],"sheets":1}"#,
        ]
        for body in sheets + others {
            for (method, path) in [("POST", "/api/v1/submissions"), ("PUT", "/api/v1/drafts")] {
                let answer = try client.send(method, path, body: Array(body.utf8))
                #expect(answer.status == 422, "\(body.prefix(120)): \(text(answer))")
            }
        }
        for body in others {
            let answer = try nobody.send("POST", "/api/v1/sign-in", body: Array(body.utf8))
            #expect(answer.status == 422, "\(body.prefix(120)): \(text(answer))")
        }
        #expect(try client.send("GET", "/api/v1/me").status == 200)
        #expect(try round.program.run(["audit", "verify"]).code == 0)
    }

    @Test("get no header of their own into an answer, and no other method by a header", .timeLimit(.minutes(10)))
    func headers() throws {
        let round = try ServedRound()
        let browser = try Browser(round.server.address)
        let chosen = try browser.get("/language?to=en&back=%2F%0D%0ASet-Cookie:%20planted=1")
        #expect(chosen.header("location") == "/")
        let sent = try browser.get("/reviews/%0D%0ASet-Cookie:%20planted=1")
        #expect(sent.status == 303 && sent.header("location")?.contains("%250D%250A") == true, "\(sent.headers)")
        for answer in [chosen, sent] { #expect(!answer.cookies.contains { $0.contains("planted") }) }

        let client = try round.client(of: round.first[0])
        for name in ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"] {
            #expect(try client.send("GET", "/api/v1/me", header: "\(name): DELETE").status == 200)
            #expect(try client.send("POST", "/api/v1/token", header: "\(name): DELETE").status == 405)
        }
        #expect(try client.send("GET", "/api/v1/me").status == 200, "nobody was signed out")
        let raw = try RawConnection(round.server.address)
        let lines = [
            "GET /api/v1/me HTTP/1.1", "Host: localhost", "Origin: https://evil.example", "Authorization: Bearer \(client.token ?? "")",
        ]
        raw.send(lines.joined(separator: "\r\n") + "\r\n\r\n")
        let answer = raw.answer()
        let head = answer.text.lowercased()
        #expect(answer.status == 200 && head.contains("\r\ncache-control: no-store\r\n"), "\(answer.text)")
        #expect(head.contains("\r\nx-content-type-options: nosniff\r\n") && head.contains("\r\ncontent-type: application/json\r\n"))
        #expect(!head.contains("access-control-allow"), "no other origin reads an answer")
        #expect(try browser.get("/sign-in").header("content-type") == "text/html; charset=utf-8")

        // What lets in stands in its own place and in no other.
        let nobody = try HTTPClient(server: round.server.address, language: .en)
        #expect(try nobody.send("GET", "/api/v1/me?access_token=\(client.token ?? "")").status == 401)
        let person = try Browser(round.server.address)
        try person.signIn(round.second[0], code: try round.code(for: round.second[0]))
        #expect(try person.get("/").status == 200 && person.get("/api/v1/me").status == 401)
        person.extra = ["Authorization": "Bearer lx_\(person.cookies["linxuan-session"] ?? "")"]
        #expect(try person.get("/api/v1/me").status == 401)
    }

    @Test("are answered before their body is read, where nobody is signed in", .timeLimit(.minutes(10)))
    func unread() throws {
        let round = try ServedRound()
        for path in ["/api/v1/submissions", "/pledge"] {
            let connection = try RawConnection(round.server.address)
            // None of it is sent.
            connection.send("POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n")
            let answer = connection.answer()
            #expect(answer.status == 401, "\(path): \(answer.text)")
        }
    }

    @Test("do nothing by another's key, and learn no secret by their own a second time", .timeLimit(.minutes(10)))
    func keys() throws {
        let round = try ServedRound()
        let (one, other) = (try round.client(of: round.first[0]), try round.client(of: round.second[0]))
        for client in [one, other, one, other] { #expect(try client.send("POST", "/api/v1/pledge", key: "key-of-both").status == 200) }
        let log = try round.program.act("audit log --json", as: "A-01")
        #expect(log.matches(of: /"review\.pledge"/).count == 2, "each signed once")

        let office = try round.client(of: "S-01")
        let path = "/api/v1/people/\(round.first[0])/code"
        let issued = try office.send("POST", path, key: "key-of-code")
        let code = try #require((try JSONSerialization.jsonObject(with: Data(issued.body)) as? [String: String])?["code"])
        let again = try office.send("POST", path, key: "key-of-code")
        #expect(again.status == 409 && !text(again).contains(code), "\(text(again))")
        for ending in ["", "-wal"] {
            let bytes = try Data(contentsOf: round.program.folder.appendingPathComponent("round.db" + ending))
            #expect(bytes.range(of: Data(code.utf8)) == nil)
        }
    }
}

@Suite("Whom the client gives a token to", .serialized)
struct ClientTrustTests {
    @Test("no proxy that the environment names, where the line is in clear", .timeLimit(.minutes(10)))
    func proxy() throws {
        let round = try ServedRound(language: "en")
        try round.signIn(round.first[0])
        var program = round.program
        for name in ["http_proxy", "all_proxy", "ALL_PROXY"] { program.settings[name] = "http://127.0.0.1:1" }
        let list = try program.run(["review", "list", "--server", round.server.address])
        #expect(list.code == 0, "\(list.errors)")
    }

    @Test("no address that an answer leads to")
    func redirect() throws {
        var program = try Program()
        program.language = "en"
        let listener = try OneListener()
        // Nobody listens there: who followed would say that it can't be reached.
        var request = ""
        let outcome = try program.run(
            Program.executable, ["login", "--server", listener.address, "--as", "E-1"], input: "0000-0000-0000-0000\n"
        ) { _, _ in request = listener.requestAnswered("307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0") }
        #expect(request.hasPrefix("POST /api/v1/sign-in HTTP/1.1\r\n"), "\(request)")
        #expect(outcome.code == 1 && outcome.errors.contains("307"), "\(outcome.errors)")
    }
}

@Suite("Files that hold secrets")
struct SecretFilesTests {
    @Test("are their owner's alone: a round as it is opened, and who the pseudonyms of a bundle are")
    func rights() throws {
        func mode(of name: String, _ program: Program) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: program.folder.appendingPathComponent(name).path)[.posixPermissions] as? Int
        }
        let opened = try Program()
        let call = Program.root.appendingPathComponent("rubrics/service-manufacturing-2023/call.yaml").path
        try opened.act("round new --call \(call) --name 示例秘书", as: "S-01")
        #expect(try mode(of: "round.db", opened) == 0o600)
        let program = try ServedRound.copy(language: "en")
        try program.act("audit export bundle --identities identities.json", as: "A-01")
        #expect(try mode(of: "identities.json", program) == 0o600)
    }
}

@Suite("What the package and the manifest promise")
struct PromisesTests {
    private func file(_ path: String) throws -> String {
        try String(contentsOf: Program.root.appendingPathComponent(path), encoding: .utf8)
    }

    @Test("the unit gives cookies their prefix, and the service its folder, the loopback address and nothing else")
    func unit() throws {
        let lines = try file("packaging/systemd/linxuan.service").split(separator: "\n")
        let start = try #require(lines.first { $0.hasPrefix("ExecStart=") })
        #expect(start.contains("--host 127.0.0.1") && start.contains("--behind-tls"), "\(start)")
        for setting in [
            "User=linxuan", "StateDirectoryMode=0700", "UMask=0077", "LimitCORE=0", "MemoryMax=4G", "NoNewPrivileges=yes",
            "CapabilityBoundingSet=", "ProtectSystem=strict", "ProtectHome=yes", "IPAddressDeny=any", "IPAddressAllow=localhost",
            "MemoryDenyWriteExecute=yes", "SystemCallFilter=@system-service",
        ] {
            #expect(lines.contains { $0 == setting }, "\(setting)")
        }
    }

    @Test("every dependency comes from one place over TLS, in one version")
    func dependencies() throws {
        let lines = try file("Package.swift").split(separator: "\n").filter { $0.contains(".package(url:") }
        #expect(!lines.isEmpty)
        for line in lines { #expect(line.contains(/url: "https:\/\/github\.com\/[^"]+", exact: "\d+\.\d+\.\d+"/), "\(line)") }
    }
}
