internal import Cryptography
internal import Foundation
internal import Formats
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import Programme
internal import Workflow

/// What goes with a request through Hummingbird.
struct ServiceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection on which it came.
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}

/// Around all routes: whatever goes wrong becomes a problem in words, and every request a line in the log.
struct Answering<Inner: HTTPResponder>: HTTPResponder where Inner.Context == ServiceContext {
    let inner: Inner
    let metrics: ServiceMetrics
    let pages: Pages

    func respond(to request: Request, context: ServiceContext) async throws -> Response {
        let start = ContinuousClock.now
        metrics.requestBegan()
        var response = await answer(request, context)
        // The style sheet alone says otherwise.
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        response.headers[.xContentTypeOptions] = "nosniff"
        // Nothing follows the header, not even a refusal in words (RFC 9110, 9.3.2).
        if request.method == .head { response = response.createHeadResponse() }
        metrics.requestEnded(
            route: context.endpointPath, method: request.method.rawValue, status: response.status.code,
            after: start.duration(to: .now))
        context.logger.info(
            "request",
            metadata: [
                "method": "\(request.method)", "route": "\(context.endpointPath ?? "-")", "status": "\(response.status.code)",
                "milliseconds": "\(start.duration(to: .now) / .milliseconds(1))",
            ])
        return response
    }

    private func answer(_ request: Request, _ context: ServiceContext) async -> Response {
        let isForBrowser = pages.areFor(request)
        let language = isForBrowser ? pages.language(of: request) : Language(accepted: request.headers[.acceptLanguage])
        func told(_ problem: ProblemDetails) async -> Response {
            isForBrowser ? await pages.response(to: problem, for: request, at: context.endpointPath) : problem.response
        }
        func problem(of status: HTTPResponse.Status) -> ProblemDetails {
            isForBrowser
                ? pageProblem(of: status, in: language) ?? self.problem(of: status, in: language) : self.problem(of: status, in: language)
        }
        do {
            let response = try await inner.respond(to: request, context: context)
            guard response.status.code >= 400, response.headers[.contentType] != ProblemDetails.mediaType else { return response }
            // A router answers for its errors itself; what its answer says of the address is kept.
            var refusal = await told(problem(of: response.status))
            refusal.headers[.allow] = response.headers[.allow]
            return refusal
        } catch let failure as Failure {
            return await told(ProblemDetails(failure, in: language))
        } catch let error as any HTTPResponseError {
            return await told(problem(of: error.status))
        } catch is NotSignedIn {
            return await told(problem(of: .unauthorized))
        } catch is PreconditionFailed {
            return await told(problem(of: .preconditionFailed))
        } catch {
            let number = (try? SecureRandom.bytes(4)).map { Hexadecimal.text(of: $0) } ?? "0"
            context.logger.error(
                "unforeseen error", metadata: ["reference": "\(number)", "error": "\(String(reflecting: type(of: error)))"])
            let detail = Text(
                zh: "服务出现意外错误，此项操作未确认完成。请稍后重试；仍不行的，请把编号 \(number) 告知管理员。",
                en:
                    "The server met an unforeseen error; this was not confirmed as done. Try again; else tell the administrator the number \(number)."
            )
            return await told(ProblemDetails(.unforeseen, status: 500, detail: detail, exitCode: 1, reference: number, in: language))
        }
    }

    /// What is said otherwise to who looks at pages, and knows neither the API nor the command line.
    private func pageProblem(of status: HTTPResponse.Status, in language: Language) -> ProblemDetails? {
        switch status {
        case .unauthorized:
            ProblemDetails(
                .notSignedIn, status: 401,
                detail: Text(
                    zh: "您尚未登录，或者登录已失效，未作任何改动。请登录后重新办理；登录码由秘书处提供。",
                    en:
                        "You are not signed in, or not any longer; nothing was changed. Sign in and do it again; the secretariat gives you a code."
                ), exitCode: 77, in: language)
        case .notFound:
            ProblemDetails(
                .unknown, status: 404, detail: Text(zh: "没有这个页面。", en: "There is no such page."), exitCode: 1, in: language)
        default: nil
        }
    }

    /// What Hummingbird refuses by a bare status, in words.
    private func problem(of status: HTTPResponse.Status, in language: Language) -> ProblemDetails {
        switch status {
        case .unauthorized:
            ProblemDetails(
                .notSignedIn, status: 401, detail: NotSignedIn.words, exitCode: 77, in: language)
        case .notFound:
            ProblemDetails(
                .unknown, status: 404,
                detail: Text(zh: "没有这个地址。接口见 /api/v1/openapi.json。", en: "There is no such address. The API is in /api/v1/openapi.json."),
                exitCode: 1, in: language)
        case .preconditionFailed:
            ProblemDetails(.failed, status: 412, detail: PreconditionFailed.words, exitCode: 1, in: language)
        case .methodNotAllowed:
            ProblemDetails(
                .usage, status: 405, detail: Text(zh: "此地址不接受这种请求方法。", en: "The address takes no such method."), exitCode: 64, in: language)
        case .contentTooLarge:
            ProblemDetails(
                .malformed, status: 413,
                detail: Text(
                    zh: "请求过大。请分几次提交。", en: "The request is too large. Send it in parts."), exitCode: 65,
                faults: [
                    Diagnostic(
                        .init(file: "JSON"), Text(zh: "请求过大", en: "is too large"),
                        expected: Text(zh: "一般不超过 1 MiB，表格不超过 64 MiB", en: "1 MiB at most, tables 64 MiB"),
                        advice: Text(zh: "分几次提交", en: "send it in parts"))
                ], in: language)
        case .requestTimeout:
            ProblemDetails(
                .failed, status: 408,
                detail: Text(zh: "请求传输过慢，未作任何改动。请重试。", en: "The request took too long to arrive; nothing was changed. Try again."),
                exitCode: 1, in: language)
        default:
            ProblemDetails(
                .failed, status: status.code,
                detail: Text(zh: "请求未被接受（\(status.code)）。", en: "The request was not accepted (\(status.code))."), exitCode: 1,
                in: language)
        }
    }
}

/// No token came with the request.
struct NotSignedIn: Error {
    static let words = Text(
        zh: "请先登录：linxuan login --server 地址 --as 人员编号。登录码向秘书处索取。",
        en: "Sign in first: linxuan login --server URL --as PERSON. The secretariat gives you a code.")
}

extension ProblemDetails {
    var response: Response {
        var response = Response(json: self, status: .init(code: status), type: ProblemDetails.mediaType)
        if status == 401 { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}

extension Response {
    /// A value as JSON, its keys sorted.
    init(json value: some Encodable, status: HTTPResponse.Status = .ok, type: String = "application/json") {
        let bytes = (try? APIAnswer.bytes(of: value)) ?? Array("{}".utf8)
        self.init(status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// What a route answers; nothing but its tag to who has it already.
    init(_ answer: APIAnswer, at path: String, query: [(name: String, value: String)]) {
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[.eTag] = answer.tag
        if let page = answer.page {
            headers[.totalCount] = "\(page.total)"
            headers[.link] = PageLinks(path: path, query: query, page: page.wish, total: page.total).header
        }
        self.init(
            status: answer.isUnchanged ? .notModified : .ok, headers: headers,
            body: answer.isUnchanged ? .init() : .init(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}

extension HTTPField.Name {
    /// How many elements a list has in all.
    static var totalCount: HTTPField.Name { HTTPField.Name("X-Total-Count")! }
    /// Where the other pages are (RFC 8288).
    static var link: HTTPField.Name { HTTPField.Name("Link")! }
}

extension Language {
    /// The language that a request asks for: the first of ours by its weight; English where it asks for neither.
    init(accepted header: String?) {
        let ranges = (header ?? "").split(separator: ",").enumerated().map { place, range in
            let parts = range.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            return (tag: parts.first ?? "", weight: weight, place: place)
        }
        let wanted = ranges.filter { $0.weight > 0 && ($0.tag.hasPrefix("zh") || $0.tag.hasPrefix("en")) }
            .max { ($0.weight, -$0.place) < ($1.weight, -$1.place) }
        self = wanted?.tag.hasPrefix("zh") == true ? .zh : .en
    }
}
