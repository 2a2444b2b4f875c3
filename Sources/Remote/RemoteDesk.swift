internal import Cryptography
internal import Foundation
public import Formats
public import Programme
public import Workflow

/// The desk of a person whose round is behind a server: each use case is one request of the API.
public struct RemoteDesk: Desk {
    private let client: HTTPClient
    /// Waits between the tries of a request, in seconds.
    private let waits: [Double]

    /// The desk of the person whose token the client has.
    ///
    /// - Parameter waits: how long to wait before each further try of a request that got no answer, in seconds.
    public init(_ client: HTTPClient, waits: [Double] = [0.5, 2, 5]) {
        self.client = client
        self.waits = waits
    }

    /// Exchanges a code for a token.
    public func signIn(_ request: SignInRequest) async throws -> SignedIn {
        try await call("POST", "/sign-in", bytes: Array(try JSONEncoder().encode(request)), again: false)
    }

    /// Signs out.
    public func signOut() async throws { let _: Done = try await call("DELETE", "/token", bytes: nil, again: false) }

    /// Asks the server.
    public func ask<Asked: UseCase>(_ asked: Asked) async throws -> Asked.Answer {
        let request = try UseCaseRequest(asked)
        return try await call(
            Asked.route.method.rawValue, request.path, bytes: request.body, again: true, patience: Asked.route.patience)
    }

    /// Sends a request until there is an answer, with one key, so that it is done once however often it arrives.
    private func call<Value: Decodable>(
        _ method: String, _ path: String, bytes: [UInt8]?, again: Bool, patience: Int = 60
    ) async throws -> Value {
        let key = method == "POST" ? Hexadecimal.text(of: try SecureRandom.bytes(16)) : nil
        var last = NoAnswer(reason: "", mayHaveArrived: false)
        for wait in [0] + (again ? waits : []) {
            if wait > 0 { try await Task.sleep(for: .seconds(wait)) }
            do {
                return try read(try client.send(method, "/api/v1" + path, body: bytes, key: key, patience: patience))
            } catch let error as NoAnswer {
                last.reason = error.reason
                last.mayHaveArrived = last.mayHaveArrived || error.mayHaveArrived
            }
        }
        let doubt =
            method != "GET" && last.mayHaveArrived
            ? Text(
                zh: "服务器可能已收到这一请求，请先用 review list 核对，再决定是否重做。",
                en: " The server may have got the request: look with review list before you do it again.")
            : Text(zh: "请检查网络和 --server 后重试。", en: " Check the network and --server, then try again.")
        throw Failure.unreachable(
            Text(zh: "连不上服务器 \(client.server)（\(last.reason)）。", en: "The server \(client.server) cannot be reached (\(last.reason)).")
                + doubt)
    }

    private func read<Value: Decodable>(_ answer: HTTPClient.Answer) throws -> Value {
        let data = Data(answer.body)
        if (200..<300).contains(answer.status), let value = try? JSONDecoder().decode(Value.self, from: data) { return value }
        if let problem = try? JSONDecoder().decode(ProblemDetails.self, from: data) { throw problem.failure }
        // What stands in front of the server, such as nginx, answers in its own way.
        throw Failure.failed(
            Text(
                zh: "\(client.server) 的应答无法识别（状态码 \(answer.status)）。请核对 --server；仍不行的，请告知管理员。",
                en: "The answer of \(client.server) cannot be read (status \(answer.status)). Check --server; else tell the administrator.")
        )
    }
}
