internal import Foundation
internal import Formats
internal import Programme

/// Sends requests until there is an answer, and says what it means.
struct Line: Sendable {
    let client: HTTPClient
    let reporter: (any LineReporter)?

    /// What became of a request.
    enum Outcome {
        /// Done, with the body of the answer.
        case done([UInt8])
        /// The service refused it, or whom it came from.
        case refused(Failure, isSignedIn: Bool)
        /// No answer, or none of the service's: it may be done or not.
        case unanswered(NoAnswer)
        /// An answer that says neither that it is done nor that it is refused.
        case undone(Failure)
    }

    /// Sends one request, again after each wait while there is no answer, always with the same key.
    func send(
        _ method: String, _ path: String, _ body: [UInt8]?, key: String?, waits: [Double], patience: Int = 60, kept: Outbox.Item? = nil
    ) async throws -> Outcome {
        let header = kept.map { "Linxuan-Waited: \($0.waited)" }
        reporter?.waitBegins(for: client.server, keeping: kept?.words)
        defer { reporter?.waitEnds() }
        var last = NoAnswer(reason: "", mayHaveArrived: false)
        for wait in [0] + waits {
            if wait > 0 { try await Task.sleep(for: .seconds(wait)) }
            do throws(NoAnswer) {
                return read(try answer(method, path, body, key, header, patience))
            } catch {
                last.reason = error.reason
                last.mayHaveArrived = last.mayHaveArrived || error.mayHaveArrived
            }
        }
        return .unanswered(last)
    }

    /// The service's answer; of a gateway in front of it that doesn't reach it, none (RFC 9110, 15.6.3 to 15.6.5).
    private func answer(
        _ method: String, _ path: String, _ body: [UInt8]?, _ key: String?, _ header: String?, _ patience: Int
    ) throws(NoAnswer) -> HTTPClient.Answer {
        let answer = try client.send(method, path, body: body, key: key, header: header, patience: patience)
        guard [502, 503, 504].contains(answer.status), problem(of: answer) == nil else { return answer }
        throw NoAnswer(reason: "HTTP \(answer.status)", mayHaveArrived: answer.status != 503)
    }

    private func problem(of answer: HTTPClient.Answer) -> ProblemDetails? {
        try? JSONDecoder().decode(ProblemDetails.self, from: Data(answer.body))
    }

    private func read(_ answer: HTTPClient.Answer) -> Outcome {
        let data = Data(answer.body)
        if (200..<300).contains(answer.status), (try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)) != nil {
            return .done(answer.body)
        }
        guard let problem = problem(of: answer) else { return .undone(unreadable(answer.status)) }
        let mayComeAgain = answer.status >= 500 || [408, 425, 429].contains(answer.status)
        return mayComeAgain ? .undone(problem.failure) : .refused(problem.failure, isSignedIn: answer.status != 401)
    }

    /// What stands in front of the server, such as nginx, answers in its own way.
    func unreadable(_ status: Int) -> Failure {
        .failed(
            Text(
                zh: "\(client.server) 的应答无法识别（状态码 \(status)）。请核对 --server；仍不行的，请告知管理员。",
                en: "The answer of \(client.server) cannot be read (status \(status)). Check --server; else tell the administrator."))
    }

    /// That a server can't be reached.
    func unreachable(_ reason: String, _ advice: Text) -> Failure {
        .unreachable(
            Text(zh: "连不上服务器 \(client.server)（\(reason)）。", en: "The server \(client.server) cannot be reached (\(reason)).") + advice)
    }
}
