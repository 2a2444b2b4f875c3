internal import Cryptography
internal import Foundation
public import Formats
public import Programme
public import Workflow

/// The desk of a person whose round is behind a server: each use case is one request of the API.
public struct RemoteDesk: ReviewDesk {
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
        try await call("POST", "/sign-in", request, again: false)
    }

    /// Signs out.
    public func signOut() async throws { let _: DoneAnswer = try await call("DELETE", "/token", again: false) }

    /// Where the round stands.
    public func status() async throws -> RoundStatus { try await call("GET", "/round/status") }
    /// All that is assigned to the expert.
    public func reviews() async throws -> OwnReviews { try await call("GET", "/reviews") }
    /// One dossier with its rubric.
    public func review(of dossier: String) async throws -> OwnReviewWithRubric {
        try await call("GET", "/reviews/\(segment(dossier))")
    }
    /// Signs the pledge.
    public func signPledge() async throws { let _: DoneAnswer = try await call("POST", "/pledge") }
    /// The form in which the expert declares.
    public func declarationForm() async throws -> DeclarationForm { try await call("GET", "/declaration") }
    /// Declares conflicts, and none with all else.
    public func declare(_ conflicts: [DeclaredConflict]) async throws -> InterestDeclaration {
        let lines = conflicts.map { DeclarationRequest.Line(dossier: $0.dossier, ground: $0.ground.rawValue, reason: $0.reason) }
        return try await call("POST", "/declaration", DeclarationRequest(conflicts: lines))
    }
    /// Saves drafts.
    public func save(_ answers: [SheetFile.Answers]) async throws -> [String] {
        let answer: DossiersAnswer = try await call("PUT", "/drafts", SheetsRequest(sheets: answers))
        return answer.dossiers
    }
    /// Hands sheets in.
    public func submit(_ answers: [SheetFile.Answers]) async throws -> [String] {
        let answer: DossiersAnswer = try await call("POST", "/submissions", SheetsRequest(sheets: answers))
        return answer.dossiers
    }
    /// Hands in a draft.
    public func submitDraft(of dossier: String) async throws -> [String] {
        let answer: DossiersAnswer = try await call("POST", "/reviews/\(segment(dossier))/submission")
        return answer.dossiers
    }
    /// Gives a review back.
    public func decline(_ dossier: String, reason: String) async throws {
        let _: DoneAnswer = try await call("POST", "/reviews/\(segment(dossier))/decline", ReasonRequest(reason: reason))
    }
    /// Recuses the expert.
    public func recuse(from dossier: String, reason: String) async throws {
        let _: DoneAnswer = try await call("POST", "/reviews/\(segment(dossier))/recusal", ReasonRequest(reason: reason))
    }

    private func segment(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.intersection(.init(charactersIn: "\u{0}"..."\u{7F}"))) ?? ""
    }

    private func call<Value: Decodable>(_ method: String, _ path: String, again: Bool = true) async throws -> Value {
        try await call(method, path, bytes: nil, again: again)
    }

    private func call<Value: Decodable>(
        _ method: String, _ path: String, _ body: some Encodable, again: Bool = true
    ) async throws -> Value {
        try await call(method, path, bytes: Array(try JSONEncoder().encode(body)), again: again)
    }

    /// Sends a request until there is an answer, with one key, so that it is done once however often it arrives.
    private func call<Value: Decodable>(_ method: String, _ path: String, bytes: [UInt8]?, again: Bool) async throws -> Value {
        let key = method == "POST" ? Hexadecimal.text(of: try SecureRandom.bytes(16)) : nil
        var last = NoAnswer(reason: "", mayHaveArrived: false)
        for wait in [0] + (again ? waits : []) {
            if wait > 0 { try await Task.sleep(for: .seconds(wait)) }
            do {
                return try read(try client.send(method, "/api/v1" + path, body: bytes, key: key))
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
