import Foundation
import Glibc
import Programme
import Remote
import Testing

@Suite("Running the service", .serialized)
struct OperationTests {
    /// The samples of a page of Prometheus, by name and labels; every line must be as the format says.
    private func samples(_ client: HTTPClient) throws -> [String: Double] {
        let answer = try client.send("GET", "/metrics")
        #expect(answer.status == 200)
        let page = String(decoding: answer.body, as: UTF8.self)
        #expect(page.hasSuffix("\n"))
        let help = #/# HELP [a-z_]+ [ -~]+/#
        let type = #/# TYPE ([a-z_]+) (counter|gauge|histogram)/#
        let sample =
            #/(([a-z_]+)(?:\{[a-z]+="(?:[^"\\\n]|\\[\\"n])*"(?:,[a-z]+="(?:[^"\\\n]|\\[\\"n])*")*\})?) (-?[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?)/#
        var (found, kinds, family): ([String: Double], [String: Substring], Substring) = ([:], [:], "")
        for line in page.split(separator: "\n") {
            if line.wholeMatch(of: help) != nil { continue }
            if let match = line.wholeMatch(of: type) {
                #expect(kinds.updateValue(match.2, forKey: String(match.1)) == nil, "\(line): a family comes once")
                family = match.1
                continue
            }
            let match = try #require(line.wholeMatch(of: sample), "\(line)")
            let endings = kinds[String(family)] == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
            #expect(endings.contains { match.2 == family + $0 }, "\(line): under \(family)")
            #expect(found.updateValue(try #require(Double(match.3)), forKey: String(match.1)) == nil, "\(line): a sample comes once")
        }
        return found
    }

    @Test("counts what it does for Prometheus, by routes and outcomes, without names, and only for this machine", .timeLimit(.minutes(10)))
    func metrics() throws {
        let round = try ServedRound()
        let client = try round.client(of: round.first[0])
        let nobody = try HTTPClient(server: round.server.address, language: .en)
        let before = try samples(nobody)
        #expect(try client.send("POST", "/api/v1/pledge").status == 200)
        #expect(try client.send("POST", "/api/v1/pledge").status == 409)
        #expect(try client.send("GET", "/api/v1/reviews/\(round.first[1])").status >= 400)
        #expect(try client.send("GET", "/api/v1/nowhere-\(round.first[1])").status == 404)
        #expect(try client.send("PROPFIND", "/api/v1/reviews").status >= 400)
        let after = try samples(nobody)
        func rise(_ name: String) -> Double { (after[name] ?? 0) - (before[name] ?? 0) }
        let requests = "linxuan_http_requests_total"
        #expect(rise(requests + #"{route="/api/v1/pledge",method="POST",status="2xx"}"#) == 1)
        #expect(rise(requests + #"{route="/api/v1/pledge",method="POST",status="4xx"}"#) == 1)
        #expect(rise(requests + #"{route="/api/v1/reviews/{dossier}",method="GET",status="4xx"}"#) == 1)
        #expect(rise(requests + #"{route="none",method="GET",status="4xx"}"#) == 1)
        #expect(after.keys.contains { $0.hasPrefix(requests) && $0.contains(#"method="other",status="4xx""#) })
        #expect(rise(#"linxuan_http_request_duration_seconds_count{route="/api/v1/pledge"}"#) == 2)
        #expect(rise(#"linxuan_http_request_duration_seconds_bucket{route="/api/v1/pledge",le="+Inf"}"#) == 2)
        #expect(rise(#"linxuan_durable_writes_total{outcome="kept"}"#) >= 1)
        #expect(rise(#"linxuan_durable_writes_total{outcome="refused"}"#) == 1)
        #expect(after["linxuan_durable_write_duration_seconds_count"] == after[#"linxuan_durable_writes_total{outcome="kept"}"#])
        #expect(rise("linxuan_log_acts") == 1)
        // The request that asks is under way itself.
        #expect(after["linxuan_http_requests_in_flight"] == 1)
        #expect(try #require(after[#"linxuan_database_bytes{file="main"}"#]) > 0)
        #expect(try #require(after["process_resident_memory_bytes"]) > 0)
        #expect(abs(Date().timeIntervalSince1970 - (after["process_start_time_seconds"] ?? 0)) < 600)
        #expect(after.keys.contains { $0.hasPrefix("linxuan_build_info{version=") })
        for (name, values) in Dictionary(grouping: after.filter { $0.key.contains("_bucket{") }, by: { $0.key.prefix { $0 != "," } }) {
            #expect(values.count == 15 || name.contains("le="), "\(name): \(values.count) bounds")
        }
        let page = String(decoding: try nobody.send("GET", "/metrics").body, as: UTF8.self)
        for secret in [round.first[0], round.first[1], "示例"] { #expect(!page.contains(secret)) }

        let forwarded = try RawConnection(round.server.address)
        forwarded.send("GET /metrics HTTP/1.1\r\nHost: review\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n")
        #expect(forwarded.answer().status == 404)
    }

    @Test("says that it is not ready, finishes what it took, and ends in peace when it is told to stop", .timeLimit(.minutes(10)))
    func stopping() throws {
        let round = try ServedRound()
        // No client of the test's own keeps a connection open.
        let token = try #require(try round.client(of: round.first[0]).token)
        let program = round.program
        round.server.end()
        let server = try Server(program, options: ["--drain", "3"])
        let health = try HTTPClient(server: server.address, language: .en)
        #expect(try health.send("GET", "/readyz").status == 200)

        let slow = try RawConnection(server.address)
        let body = #"{"conflicts":[]}"#
        slow.send(
            "POST /api/v1/pledge HTTP/1.1\r\nHost: review\r\nAuthorization: Bearer \(token)\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n" + body.prefix(4))
        // Its head is taken once it is counted: itself and the one that asks.
        while try samples(health)["linxuan_http_requests_in_flight"] != 2 { usleep(10_000) }
        server.tellToStop()
        while try health.send("GET", "/readyz").status == 200 { usleep(10_000) }
        #expect(try health.send("GET", "/healthz").status == 200, "it goes on to answer while it says that it isn't ready")
        while (try? health.send("GET", "/healthz")) != nil { usleep(10_000) }
        #expect(server.isRunning, "it waits for what it took")
        slow.send(String(body.dropFirst(4)))
        let answer = slow.answer()
        #expect(answer.status == 200, "\(answer.text)")
        let end = server.end()
        #expect(end.code == 0 && end.signal == nil)
        let log = try String(contentsOf: server.log, encoding: .utf8)
        #expect(log.contains(#""route":"/api/v1/pledge","status":"200""#), "\(log)")
        #expect(try program.run(["audit", "verify"]).code == 0)
    }
}
