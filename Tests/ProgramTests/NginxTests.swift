import Foundation
import Glibc
import Programme
import Remote
import Testing

/// The configuration of `packaging/nginx`, unchanged, in Debian's nginx, with the real command line before it and the real server
/// behind it.
@Suite(
    "nginx in front",
    .enabled(if: Front.isThere, "nginx or openssl is not installed; on Debian: apt-get install nginx-light openssl"), .serialized)
struct NginxTests {
    @Test("lets the command line through, once it trusts the certificate, and no further than it should", .timeLimit(.minutes(10)))
    func commandLine() throws {
        let round = try ServedRound(language: "en")
        let front = try Front(of: round.server.address, in: round.program.folder)
        let (program, expert) = (round.program, round.first[0])
        let login = ["login", "--server", front.secure, "--as", expert]

        let code = try round.code(for: expert)
        let distrusted = try program.run(login, input: code)
        #expect(distrusted.code == 69 && distrusted.errors.contains("certificate"), "\(distrusted.errors)")
        let trusting = program.trusting(front.certificate)
        let outcome = try trusting.run(login, input: code)
        #expect(outcome.code == 0, "\(outcome.errors)")
        let list = try trusting.run(["review", "list", "--server", front.secure])
        try round.signIn(expert)
        let direct = try program.run(["review", "list", "--server", round.server.address])
        #expect(list.code == 0 && list.output == direct.output, "\(list.errors)")
        #expect(list.output.contains(round.first[1]))
        #expect(try trusting.run(["review", "pledge", "--agree", "--server", front.secure]).code == 0)

        for (version, isTaken) in [("-tls1_1", false), ("-tls1_2", true), ("-tls1_3", true)] {
            let greeting = try program.run(
                URL(fileURLWithPath: "/usr/bin/env"),
                ["openssl", "s_client", "-connect", String(front.secure.dropFirst(8)), version, "-cipher", "ALL:@SECLEVEL=0"])
            #expect((greeting.code == 0) == isTaken, "\(version): \(greeting.errors)")
        }
        let answer = try front.answer("GET", "/healthz")
        #expect(answer.status == 200)
        #expect(answer.text.contains("Strict-Transport-Security: max-age=") && answer.text.contains("Server: nginx\r\n"))
        for path in ["/metrics", "//metrics", "/metrics/", "/%6detrics", "/x/../metrics", "/api/..%2fmetrics", "/metrics?x=1"] {
            let answer = try front.answer("GET", path)
            #expect(answer.status == 404 && !answer.text.contains("# HELP"), "\(path)")
        }
    }

    @Test("answers what it refuses itself in words that the command line gives on, in both languages", .timeLimit(.minutes(10)))
    func refusals() throws {
        let round = try ServedRound(language: "en")
        let front = try Front(of: round.server.address, in: round.program.folder)
        let program = round.program.trusting(front.certificate)
        let expert = round.first[0]
        #expect(try program.run(["login", "--server", front.secure, "--as", expert], input: round.code(for: expert)).code == 0)

        // A body that is too large, by what it says of itself and as it comes in pieces.
        let large = try front.answer("PUT", "/api/v1/drafts", ["Content-Length: 1048577"])
        #expect(large.status == 413)
        let problem = try #require(large.text.firstRange(of: "\r\n\r\n").map { String(large.text[$0.upperBound...]) })
        let read = try JSONSerialization.jsonObject(with: Data(problem.utf8)) as? [String: Any]
        #expect(read?["exitCode"] as? Int == 65 && (read?["faults"] as? [Any])?.count == 1, "\(problem)")
        let piece = String(repeating: " ", count: 65_536)
        let growing = try RawConnection(front.plain)
        let token = try #require(try round.client(of: round.second[0]).token)
        growing.send(
            "PUT /api/v1/drafts HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in 0..<17 { growing.send("10000\r\n\(piece)\r\n") }
        let grown = growing.answer()
        #expect(grown.status == 413, "\(grown.text)")
        // Tables of a province may be larger: the server has the word on them.
        let intake = try front.answer("POST", "/api/v1/intake/nowhere", ["Content-Length: 2000000"])
        #expect(intake.status != 413, "\(intake.text)")
        #expect(try front.answer("POST", "/api/v1/intake/nowhere", ["Content-Length: 67108865"]).status == 413)
        #expect(try front.answer("GET", "/api/v1/me", ["X-Long: \(piece.prefix(9000))x"]).status == 400)

        // Many of them. Places come back by the second, so that each look follows on a burst, and on a slow machine on several.
        func burst(_ path: String) throws -> [(status: Int, text: String)] {
            try (0..<40).map { _ in try front.answer("POST", path, ["Accept: text/html", "Content-Length: 2"], body: "{}") }
        }
        func refused(_ language: String) throws -> Program.Outcome {
            var outcome: Program.Outcome
            repeat {
                _ = try burst("/api/v1/sign-in")
                outcome = try program.run(
                    ["login", "--server", front.secure, "--as", expert], input: "0000-0000-0000-0000", language: language)
            } while outcome.code == 77
            return outcome
        }
        let first = try front.answer("POST", "/api/v1/sign-in", ["Content-Length: 2"], body: "{}")
        #expect(first.status != 429)
        let often = try refused("en")
        #expect(often.code == 1 && often.errors.contains("Too many requests come from your network"), "\(often.errors)")
        let chinese = try refused("zh")
        #expect(chinese.code == 1 && chinese.errors.contains("请求过于频繁"), "\(chinese.errors)")
        let browser = try #require(try burst("/sign-in").first { $0.status == 429 })
        #expect(browser.text.contains("<!DOCTYPE html>") && browser.text.contains("Retry-After: "), "\(browser.text)")
        #expect(try program.run(["review", "list", "--server", front.secure]).code == 0, "who is signed in goes on working")

        // Nobody behind it.
        round.server.end()
        let alone = try program.run(["review", "list", "--server", front.secure])
        #expect(alone.code == 1 && alone.errors.contains("does not answer at the moment"), "\(alone.errors)")
    }

    @Test("cuts off who sends a header or a body a byte at a time, and serves others meanwhile", .timeLimit(.minutes(10)))
    func slowClients() throws {
        let round = try ServedRound(language: "en")
        let token = try #require(try round.client(of: round.first[0]).token)
        let front = try Front(of: round.server.address, in: round.program.folder)
        let header = try RawConnection(front.plain)
        let body = try RawConnection(front.plain)
        body.send(
            "POST /api/v1/pledge HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\nContent-Length: 1000000\r\n\r\n{")
        header.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        // At this rate both would go on for longer than the test may.
        var (headerGoesOn, bodyGoesOn) = (true, true)
        while headerGoesOn || bodyGoesOn {
            headerGoesOn = headerGoesOn && header.send("a") && !header.hasEnded
            bodyGoesOn = bodyGoesOn && body.send(" ") && !body.hasEnded
            #expect(try front.answer("GET", "/healthz").status == 200)
            usleep(500_000)
        }
        #expect(header.answer().status == 0, "cut off without a word")
        let answer = body.answer()
        #expect(answer.status == 408, "the server has the last word on a body that drips: \(answer.text)")
        let list = try round.program.act("round status", as: "S-01")
        #expect(!list.isEmpty)
    }

    @Test("tells a server that isn't there from one that isn't done in time", .timeLimit(.minutes(10)))
    func downOrLate() throws {
        let listener = try OneListener()
        let front = try Front(
            of: listener.address, in: try Front.newFolder(), changing: [("proxy_read_timeout 900s;", "proxy_read_timeout 1s;")])
        /// The status, once as a problem and once as a page, where both agree.
        func status(_ words: String, _ chinese: String) throws -> Int? {
            let problem = try front.answer("GET", "/api/v1/me")
            let page = try front.answer("GET", "/")
            let body = problem.text.firstRange(of: "\r\n\r\n").map { String(problem.text[$0.upperBound...]) } ?? ""
            let read = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
            #expect(read?["status"] as? Int == problem.status && (read?["detail"] as? String)?.contains(words) == true, "\(body)")
            #expect(page.text.contains("<!DOCTYPE html>") && page.text.contains(words) && page.text.contains(chinese), "\(page.text)")
            return problem.status == page.status ? problem.status : nil
        }
        // It listens, and takes nothing.
        #expect(try status("was not done in time and may still be at it", "未在时限内办完") == 504)
        listener.close()
        #expect(try status("does not answer at the moment", "暂时没有应答") == 502)
    }

    @Test("takes a hundred requests of a client at a time, and no more", .timeLimit(.minutes(10)))
    func connections() throws {
        let listener = try OneListener()
        let front = try Front(of: listener.address, in: try Front.newFolder())
        let request = "GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\n\r\n"
        var held: [RawConnection] = []
        for _ in 0..<100 {
            let connection = try RawConnection(front.plain)
            connection.send(request)
            held.append(connection)
        }
        // All of them are under way once nginx has asked for each.
        usleep(500_000)
        let hasAnyEnded = held.contains { $0.hasEnded }
        #expect(!hasAnyEnded)
        let tooMany = try RawConnection(front.plain)
        tooMany.send(request)
        let answer = tooMany.answer()
        #expect(answer.status == 429 && answer.text.contains("Retry-After: "), "\(answer.text)")
        held.removeLast()
        usleep(500_000)
        let next = try RawConnection(front.plain)
        next.send(request)
        usleep(500_000)
        #expect(!next.hasEnded, "who left made room")
    }

    @Test("cuts off who asks for much and reads nothing", .timeLimit(.minutes(10)))
    func slowReaders() throws {
        let round = try ServedRound(language: "en")
        let front = try Front(of: round.server.address, in: round.program.folder)
        let client = try RawConnection(front.plain)
        // More than all that lies between has room for.
        client.send(String(repeating: "GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n", count: 150))
        let start = ContinuousClock.now
        while client.send("\r\n"), start.duration(to: .now) < .seconds(40) { usleep(500_000) }
        #expect(start.duration(to: .now) < .seconds(30))
        #expect(try front.answer("GET", "/healthz").status == 200)
    }

    @Test("tells the server who asks, whatever the client says, and logs no secret", .timeLimit(.minutes(10)))
    func whoAsks() throws {
        let listener = try OneListener()
        let front = try Front(of: listener.address, in: try Front.newFolder())
        let client = try RawConnection(front.plain)
        client.send(
            "GET /api/v1/reviews/D-PLANTED?code=PLANTED HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer lx_PLANTED\r\n"
                + "Cookie: session=PLANTED\r\nX-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\nX-Real-IP: 192.0.2.1\r\n"
                + "X-Forwarded-Host: evil.example\r\nForwarded: for=192.0.2.1\r\n\r\n")
        let request = listener.requestAnswered().lowercased()
        #expect(client.answer().status == 204)
        #expect(request.contains("\r\nx-forwarded-for: 127.0.0.1\r\n") && request.contains("\r\nx-forwarded-proto: http\r\n"))
        for forged in ["192.0.2.1", "evil", "x-real-ip", "\r\nforwarded:", "proto: https"] { #expect(!request.contains(forged)) }
        #expect(request.contains("authorization: bearer lx_planted") && request.contains("?code=planted"))
        // Refused, in excess, and without anybody behind: each would be an error in the log of nginx.
        listener.close()
        for _ in 0..<60 { _ = try front.answer("POST", "/sign-in?code=PLANTED", ["Content-Length: 9000000", "X-PLANTED: PLANTED"]) }
        for _ in 0..<60 { _ = try front.answer("GET", "/api/v1/sign-in?code=PLANTED", ["Authorization: Bearer lx_PLANTED"]) }
        front.end()
        let logs = try FileManager.default.contentsOfDirectory(at: front.folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "log" }
        #expect(logs.count == 3)
        var all = ""
        for log in logs { all += try String(contentsOf: log, encoding: .utf8) }
        #expect(all.contains(#""place":"/api/v1/reviews""#) && all.contains(#""status":429"#) && all.contains(#""status":502"#))
        #expect(!all.contains("PLANTED"), "\(all)")
    }
}

extension Program {
    /// The same, trusting an authority of its own.
    func trusting(_ certificate: URL) -> Program {
        var program = self
        program.settings["SSL_CERT_FILE"] = certificate.path
        return program
    }
}

/// nginx with the configuration that is shipped; what an installation decides for itself is the test's.
final class Front {
    let folder: URL
    /// `https://localhost:PORT`.
    let secure: String
    /// `http://127.0.0.1:PORT`, the same site without TLS, so that a test can send what it likes.
    let plain: String
    let certificate: URL
    private let process: ChildProcess

    static var isThere: Bool {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init) + ["/usr/sbin"]
        return ["nginx", "openssl"].allSatisfy { name in
            folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
        }
    }

    /// - Parameter changes: what is changed in the configuration, so that a test need not wait for a time that is long on purpose.
    init(of server: String, in parent: URL, changing changes: [(from: String, to: String)] = []) throws {
        let folder = parent.appendingPathComponent("nginx")
        self.folder = folder
        let shipped = Program.root.appendingPathComponent("packaging/nginx")
        try FileManager.default.copyItem(at: shipped, to: folder)
        for (old, new) in changes {
            let file = folder.appendingPathComponent("linxuan/proxy.conf")
            let text = try String(contentsOf: file, encoding: .utf8)
            try #require(text.contains(old))
            try text.replacing(old, with: new).write(to: file, atomically: true, encoding: .utf8)
        }
        certificate = folder.appendingPathComponent("certificate.pem")
        let (tls, open, redirect) = try (Front.freePort(), Front.freePort(), Front.freePort())
        secure = "https://localhost:\(tls)"
        plain = "http://127.0.0.1:\(open)"
        let path = folder.path
        func write(_ text: String, _ name: String) throws {
            try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
        try write("upstream linxuan { server \(server.split(separator: "/").last ?? ""); }\n", "linxuan/upstream.conf")
        try write("listen 127.0.0.1:\(redirect);\nserver_name localhost;\n", "linxuan/plain.conf")
        try write(
            """
            listen 127.0.0.1:\(tls) ssl http2;
            listen 127.0.0.1:\(open);
            server_name localhost;
            ssl_certificate \(path)/certificate.pem;
            ssl_certificate_key \(path)/key.pem;
            access_log \(path)/access.log linxuan;
            error_log \(path)/site.log crit;
            """, "linxuan/site.conf")
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(path)/temporary-\($0);" }
        try write(
            """
            \(geteuid() == 0 ? "user root;" : "")
            daemon off;
            worker_processes 1;
            pid \(path)/nginx.pid;
            events { worker_connections 256; }
            http {
                \(temporary.joined(separator: "\n    "))
                include linxuan.conf;
            }
            """, "nginx.conf")
        let env = URL(fileURLWithPath: "/usr/bin/env")
        let settings = ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin"]
        let nothing = URL(fileURLWithPath: "/dev/null")
        let made = try ChildProcess(
            env,
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=localhost/O=synthetic", "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem",
                "-out", "certificate.pem",
            ], environment: settings, in: folder, input: nothing, output: nothing, errors: folder.appendingPathComponent("openssl.err"))
        try #require(made.end().code == 0)
        let errors = folder.appendingPathComponent("nginx.err")
        process = try ChildProcess(
            env, ["nginx", "-e", "\(path)/error.log", "-p", path, "-c", "\(path)/nginx.conf"], environment: settings, in: folder,
            input: nothing, output: nothing, errors: errors)
        while process.isRunning, (try? RawConnection(plain)) == nil { usleep(10_000) }
        let said = try String(contentsOf: errors, encoding: .utf8)
        try #require(process.isRunning, "\(said)")
    }

    deinit { end() }

    /// A folder for the front of a server that has none.
    static func newFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("linxuan-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    func end() {
        if process.isRunning { kill(process.id, SIGTERM) }
        _ = process.end()
    }

    /// One request on a connection of its own.
    func answer(_ method: String, _ path: String, _ headers: [String] = [], body: String = "") throws -> (status: Int, text: String) {
        let connection = try RawConnection(plain)
        let lines = ["\(method) \(path) HTTP/1.1", "Host: localhost", "Connection: close"] + headers
        connection.send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
        return connection.answer()
    }

    private static func freePort() throws -> UInt16 {
        try #require(try OneListener().address.split(separator: ":").last.flatMap { UInt16($0) })
    }
}

/// Takes one request, and keeps it.
final class OneListener {
    let address: String
    private let file: Int32
    private var isOpen = true

    init() throws {
        let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        self.file = file
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.bind(file, $0, length) + getsockname(file, $0, &length) }
        }
        try #require(code == 0 && listen(file, 256) == 0)
        address = "http://127.0.0.1:\(UInt16(bigEndian: name.sin_port))"
    }

    deinit { close() }

    func close() {
        if isOpen { Glibc.close(file) }
        isOpen = false
    }

    /// The head of one request, which is answered with 204, or as is said.
    func requestAnswered(_ head: String = "204 No Content") -> String {
        let connection = accept(file, nil, nil)
        defer { Glibc.close(connection) }
        var piece = [UInt8](repeating: 0, count: 65_536)
        var text = ""
        while !text.contains("\r\n\r\n") {
            let count = recv(connection, &piece, piece.count, 0)
            guard count > 0 else { break }
            text += String(decoding: piece[..<count], as: UTF8.self)
        }
        let answer = Array("HTTP/1.1 \(head)\r\nConnection: close\r\n\r\n".utf8)
        send(connection, answer, answer.count, Int32(MSG_NOSIGNAL))
        return text
    }
}
