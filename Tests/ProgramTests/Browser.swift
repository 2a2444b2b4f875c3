import Foundation
import Glibc
import Testing

/// What a browser does with pages, and no more: sends cookies back, follows redirects where it is told to, reads forms.
final class Browser {
    struct Answer {
        var status: Int
        /// Headers, their names in lower case; several of one name in their order.
        var headers: [(name: String, value: String)]
        var text: String

        func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
        var cookies: [String] { headers.filter { $0.name == "set-cookie" }.map(\.value) }
    }

    let port: UInt16
    var cookies: [String: String] = [:]
    var language = "zh-CN"
    /// What is sent with every request besides.
    var extra: [String: String] = [:]

    init(_ address: String) throws {
        port = try #require(address.split(separator: ":").last.flatMap { UInt16($0) })
    }

    func get(_ path: String) throws -> Answer { try send("GET", path, body: nil) }

    /// Sends a form; the key is that of the page that was read last, unless the fields say another.
    @discardableResult
    func post(_ path: String, _ fields: [(String, String)], key: String? = nil) throws -> Answer {
        let all = [("form-key", key ?? lastKey)] + fields
        return try send("POST", path, body: all.map { "\(Browser.escaped($0))=\(Browser.escaped($1))" }.joined(separator: "&"))
    }

    /// The page that a form leads to.
    func follow(_ answer: Answer) throws -> Answer {
        #expect(answer.status == 303, "\(answer.text)")
        return try get(try #require(answer.header("location")))
    }

    private(set) var lastKey = ""

    /// Signs in by a code, as somebody who opens the page does.
    func signIn(_ person: String, code: String) throws {
        #expect(try get("/sign-in").status == 200)
        let answer = try post("/sign-in", [("person", person), ("code", code)])
        #expect(answer.status == 303, "\(answer.text)")
    }

    // MARK: The line

    private func send(_ method: String, _ path: String, body: String?) throws -> Answer {
        var lines = [
            "\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close", "Accept: text/html",
            "Accept-Language: \(language)",
        ]
        if !cookies.isEmpty { lines.append("Cookie: " + cookies.map { "\($0)=\($1)" }.sorted().joined(separator: "; ")) }
        if let body { lines += ["Content-Type: application/x-www-form-urlencoded", "Content-Length: \(body.utf8.count)"] }
        lines += extra.map { "\($0): \($1)" }
        let answer = try parsed(try exchange(Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")).utf8)))
        for cookie in answer.cookies {
            let parts = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            cookies[parts[0]] = cookie.contains("Max-Age=0") ? nil : parts[1]
        }
        if let key = answer.text.firstMatch(of: /name="form-key" value="([^"]*)"/) { lastKey = String(key.1) }
        return answer
    }

    private func exchange(_ request: [UInt8]) throws -> [UInt8] {
        let line = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(line >= 0)
        defer { close(line) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(line, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        try #require(connected == 0)
        var sent = 0
        while sent < request.count {
            let count = request[sent...].withUnsafeBytes { Glibc.send(line, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { break }
            sent += count
        }
        var (answer, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
        while case let count = recv(line, &buffer, buffer.count, 0), count > 0 { answer += buffer[..<count] }
        return answer
    }

    private func parsed(_ bytes: [UInt8]) throws -> Answer {
        let text = String(decoding: bytes, as: UTF8.self)
        let end = try #require(text.range(of: "\r\n\r\n"), "\(text)")
        let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
        let headers = lines.dropFirst().map { line -> (name: String, value: String) in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (parts[0].lowercased(), parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : "")
        }
        let status = try #require(lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) })
        return Answer(status: status, headers: headers, text: String(text[end.upperBound...]))
    }

    static func escaped(_ text: String) -> String { text.utf8.map { String(format: "%%%02X", $0) }.joined() }
}
