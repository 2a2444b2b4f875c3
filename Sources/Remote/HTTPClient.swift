internal import CurlShim
internal import Foundation
public import Programme
internal import Workflow

/// A server as a client sees it, by libcurl.
public struct HTTPClient: Sendable {
    /// The server's address without a path: `https://review.example.cn`.
    public let server: String
    /// The language in which answers are wanted.
    public let language: Language
    /// What stands for the person; nil before anybody has signed in.
    public var token: String?

    /// A client of a server.
    ///
    /// - Throws: `Failure.usage` for what is no address, and for one to which a token would travel in clear.
    public init(server: String, language: Language, token: String? = nil) throws {
        var server = server
        while server.hasSuffix("/") { server.removeLast() }
        let host = server.split(separator: "/").dropFirst().first.map(HTTPClient.host) ?? ""
        let rest = server.drop { $0 != ":" }.dropFirst(3)
        guard server.hasPrefix("https://") || server.hasPrefix("http://"), !host.isEmpty,
            !rest.contains(where: { "/?#@ ".contains($0) }), server.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw Failure.usage(
                Text(
                    zh: "“\(server)”不是服务地址；应为 https://主机 或 https://主机:端口。",
                    en: "“\(server)” is no address of a server; expected https://HOST or https://HOST:PORT."))
        }
        guard server.hasPrefix("https://") || ["127.0.0.1", "localhost", "[::1]"].contains(host) else {
            throw Failure.usage(
                Text(
                    zh: "“\(server)”未加密，凭证和评分会以明文传输。请用 https:// 地址。",
                    en: "“\(server)” is not encrypted: token and scores would travel in clear. Use its https:// address."))
        }
        self.server = server
        self.language = language
        self.token = token
    }

    private static func host(_ authority: Substring) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") { return String(authority[...end]) }
        return String(authority.prefix { $0 != ":" })
    }

    /// What a server answered.
    public struct Answer: Sendable {
        /// The status.
        public var status: Int
        /// The body.
        public var body: [UInt8]
        /// What distinguishes it from what was there before or comes later (`ETag`); nil where it has none.
        public var tag: String?
    }

    /// Sends one request and waits for its answer.
    ///
    /// - Parameters:
    ///   - key: by which the server knows a request that it got before.
    ///   - header: a further line of the header.
    ///   - patience: how long to wait at most, in seconds, beside the time that the body takes over the slowest line.
    /// - Throws: `NoAnswer` where none came.
    public func send(
        _ method: String, _ path: String, body: [UInt8]? = nil, key: String? = nil, header: String? = nil, patience: Int = 60
    ) throws(NoAnswer) -> Answer {
        var headers = [
            "Accept: application/json, application/problem+json", "Accept-Language: \(language == .zh ? "zh-CN" : "en")",
            "Expect:",
        ]
        if body != nil { headers.append("Content-Type: application/json") }
        if let token { headers.append("Authorization: Bearer \(token)") }
        if let key { headers.append("Idempotency-Key: \(key)") }
        if let header { headers.append(header) }
        let answer = HTTPClient.exchange(method, server + path, headers, body, patience: patience)
        guard answer.code == 0 else { throw NoAnswer(reason: answer.error, mayHaveArrived: answer.mayHaveArrived) }
        return Answer(status: answer.status, body: answer.body, tag: answer.tag.isEmpty ? nil : answer.tag)
    }

    private static func exchange(
        _ method: String, _ url: String, _ headers: [String], _ body: [UInt8]?, patience: Int
    ) -> (code: Int32, status: Int, body: [UInt8], tag: String, error: String, mayHaveArrived: Bool) {
        let lines = headers.map { strdup($0).map { UnsafePointer($0) } }
        defer { for line in lines { free(UnsafeMutablePointer(mutating: line)) } }
        var answer = linxuan_answer()
        defer { linxuan_answer_free(&answer) }
        method.withCString { method in
            url.withCString { url in
                lines.withUnsafeBufferPointer { lines in
                    (body ?? []).withUnsafeBufferPointer { bytes in
                        // An empty array may have no address, and no address means no body.
                        withUnsafePointer(to: UInt8(0)) { nothing in
                            var request = linxuan_request()
                            request.method = method
                            request.url = url
                            request.headers = lines.baseAddress
                            request.headerCount = lines.count
                            request.body = body == nil ? nil : bytes.baseAddress ?? nothing
                            request.bodyLength = bytes.count
                            request.connectTimeout = 10_000
                            request.timeout = numericCast(patience + bytes.count / UseCaseRoute.slowestLine) * 1000
                            request.maximumLength = 64 << 20
                            linxuan_http(&request, &answer)
                        }
                    }
                }
            }
        }
        let bytes = Array(UnsafeBufferPointer(start: answer.body, count: answer.length))
        let error = withUnsafeBytes(of: &answer.error) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        let tag = withUnsafeBytes(of: &answer.tag) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        return (answer.code, Int(answer.status), bytes, tag, error, answer.mayHaveArrived != 0)
    }
}

/// That no answer came.
public struct NoAnswer: Error {
    /// libcurl's words.
    public var reason: String
    /// Whether the server may have got the request all the same.
    public var mayHaveArrived: Bool
}
