internal import Cryptography
internal import Formats
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import Programme
internal import Synchronization
internal import Workflow

/// The pages of the service: server-rendered, without any script, over the same use cases as the command line.
struct Pages: Sendable {
    private let office: Office
    private let limits: Limits
    private let cookies: PageCookie
    private let library: PageLibrary
    private let seal = SealShelf()

    init(_ office: Office, limits: Limits, isBehindTLS: Bool) throws {
        self.office = office
        self.limits = limits
        cookies = PageCookie(isBehindTLS: isBehindTLS)
        library = try PageLibrary()
    }

    /// Adds every page to the router.
    func addRoutes(to router: Router<ServiceContext>) {
        let style = PageStyle.bytes
        router.get(RouterPath(PageStyle.path)) { request, _ in
            guard request.headers[.ifNoneMatch] != PageStyle.tag else {
                return Response(status: .notModified, headers: PageStyle.headers)
            }
            return Response(status: .ok, headers: PageStyle.headers, body: .init(byteBuffer: ByteBuffer(bytes: style)))
        }
        for route in PageRoute.all {
            router.on(RouterPath(route.path), method: route.method) { request, context in try await answer(route, request, context) }
        }
    }

    /// Whether what goes wrong with a request is told as a page: for browsers, and outside the API.
    func areFor(_ request: Request) -> Bool {
        !request.uri.path.hasPrefix("/api/") && request.headers[.accept]?.contains("text/html") == true
    }

    /// A refusal as a page, in the words of the command line; who is signed in keeps the navigation.
    ///
    /// - Parameter route: The pattern of the route that refused; nil where there is none.
    func response(to problem: ProblemDetails, for request: Request, at route: String?) async -> Response {
        let language = language(of: request)
        let session = await session(of: request)
        // A refusal is told whatever can't be read besides.
        var marks: RoundMarks?
        if session != nil { marks = try? await office.marks() }
        let isForm = request.method == .post && PageRoute.all.contains { $0.method == .get && $0.path == route }
        let page = RefusalPage(
            problem: problem, person: session?.person, form: isForm && PageAddress.isLocal(request.uri.path) ? request.uri.path : nil,
            language: language
        ).page
        return response(page, language: language, session: session, marks: marks, path: request.uri.path)
    }

    /// Who is signed in, as far as it can be told.
    private func session(of request: Request) async -> BrowserSession? {
        guard let cookie = cookies.value(.session, in: request), let seal = try? await self.seal.seal(of: office) else { return nil }
        return try? await office.session(of: cookie, under: seal)
    }

    // MARK: A request

    private func answer(_ route: PageRoute, _ request: Request, _ context: ServiceContext) async throws -> Response {
        let seal = try await self.seal.seal(of: office)
        var call = PageCall(
            office: office, seal: seal, cookies: cookies, language: language(of: request), path: request.uri.path,
            query: FormFields((request.uri.query ?? "").utf8), form: FormFields(),
            parameters: Dictionary(
                context.parameters.map { (String($0.key), String($0.value).removingPercentEncoding ?? "") },
                uniquingKeysWith: { first, _ in first }),
            session: nil, signInKey: "", signInCookie: nil)
        if let cookie = cookies.value(.session, in: request) { call.session = try await office.session(of: cookie, under: seal) }
        try nameTheForm(&call, request)
        if route.method == .post {
            try Origin(request).requireOwn(isBehindTLS: cookies.isBehindTLS)
            // Who isn't signed in sends no body that anybody reads, but to sign in.
            if case .person = route.caller, call.session == nil { throw NotSignedIn() }
            call.form = FormFields(try await limits.body(of: request, upTo: UseCaseRoute.usualBody))
            guard ConstantTime.areSame(call.form["form-key"], call.session?.formKey ?? call.signInKey) else { throw Failure.strangeForm }
        }
        var answer: PageAnswer
        switch route.caller {
        case .anybody(let work): answer = try await work(call)
        case .person(let work):
            guard let session = call.session else { return toSignIn(request) }
            answer = try await work(call, session)
        }
        if let session = call.session, let cookie = session.cookie, answer.cookies.isEmpty {
            answer.cookies = [cookies.header(.session, cookie, seconds: session.stays ? AccessToken.validity : nil)]
        }
        if call.session == nil, let cookie = call.signInCookie { answer.cookies.append(cookies.header(.form, cookie)) }
        return try await response(answer, call)
    }

    /// The key of the form for signing in: made of a number in a cookie, so that no other site can send the form.
    private func nameTheForm(_ call: inout PageCall, _ request: Request) throws {
        guard call.session == nil else { return }
        let known = cookies.value(.form, in: request).flatMap { Hexadecimal.bytes($0)?.count == 16 ? $0 : nil }
        let number = try known ?? Hexadecimal.text(of: SecureRandom.bytes(16))
        call.signInKey = call.seal.formKey(of: "sign-in \(number)")
        call.signInCookie = known == nil ? number : nil
    }

    /// To the page for signing in, and from there back to what was asked for.
    private func toSignIn(_ request: Request) -> Response {
        let wanted = request.uri.path + (request.uri.query.map { "?" + $0 } ?? "")
        let back = request.method == .get && wanted != "/" && PageAddress.isLocal(wanted) ? "?then=" + PageAddress.escaped(wanted) : ""
        return Response(status: .seeOther, headers: headers + [.location: "/sign-in" + back])
    }

    /// The language that was chosen, else the one that the browser asks for.
    func language(of request: Request) -> Language {
        cookies.value(.language, in: request).flatMap(Language.init(rawValue:)) ?? Language(accepted: request.headers[.acceptLanguage])
    }

    // MARK: An answer

    private func response(_ answer: PageAnswer, _ call: PageCall) async throws -> Response {
        var response: Response
        switch answer.content {
        case .elsewhere(let address): response = Response(status: .seeOther, headers: headers + [.location: address])
        case .page(let page):
            var marks: RoundMarks?
            if call.session != nil { marks = try await office.marks() }
            response = self.response(
                page, language: call.language, session: call.session, marks: marks, path: call.path, signInKey: call.signInKey)
        }
        for cookie in answer.cookies { response.headers.append(HTTPField(name: .setCookie, value: cookie)) }
        return response
    }

    private func response(
        _ page: Page, language: Language, session: BrowserSession?, marks: RoundMarks?, path: String, signInKey: String = ""
    ) -> Response {
        let frame = PageFrame(
            page: page, language: language, session: session, marks: marks, path: path, formKey: session?.formKey ?? signInKey)
        let html = frame.html(by: library)
        var headers = headers
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.contentLanguage] = language == .zh ? "zh-CN" : "en"
        return Response(status: page.status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: html.html)))
    }

    /// What every page says to the browser: nothing is run, nothing is loaded but the style, nobody frames it, nobody keeps it.
    private var headers: HTTPFields {
        var headers = HTTPFields()
        headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        headers[.init("Referrer-Policy")!] = "no-referrer"
        headers[.xContentTypeOptions] = "nosniff"
        headers[.init("Cross-Origin-Opener-Policy")!] = "same-origin"
        headers[.init("Cross-Origin-Resource-Policy")!] = "same-origin"
        headers[.cacheControl] = "no-store"
        headers[.vary] = "Cookie, Accept-Language"
        return headers
    }
}

extension HTTPFields {
    fileprivate static func + (left: HTTPFields, right: HTTPFields) -> HTTPFields {
        var fields = left
        for field in right { fields.append(field) }
        return fields
    }
}

extension Failure {
    /// A form that carries another session's key, or none.
    fileprivate static let strangeForm = Failure.notPermitted(
        Text(
            zh: "表单已过期，或不是本站发出的，未作任何改动。请返回上一页，刷新后重新提交；仍不行的，请检查浏览器是否允许 Cookie。",
            en:
                "The form has expired, or did not come from this site; nothing was changed. Go back, reload the page and send it again; if that does not help, see that your browser allows cookies."
        ))
}

/// Where a form was sent from, as far as the browser says.
///
/// `Sec-Fetch-Site` decides where it is sent. Else `Origin` has to be this host's; where a page has the referrer policy `no-referrer`,
/// as ours have, an older browser says `null` there, and the key of the form decides alone.
struct Origin {
    private let site: String?
    private let origin: String?
    private let host: String?

    init(_ request: Request) {
        site = request.headers[.init("Sec-Fetch-Site")!]
        origin = request.headers[.origin]
        host = request.head.authority
    }

    /// Refuses a form of another site.
    func requireOwn(isBehindTLS: Bool) throws {
        let isOwn: Bool
        if let site {
            isOwn = site == "same-origin"
        } else if let origin, origin != "null" {
            isOwn = host != nil && origin == (isBehindTLS ? "https://" : "http://") + (host ?? "")
        } else {
            isOwn = true
        }
        guard isOwn else { throw Failure.strangeForm }
    }
}

/// Keeps the seal of the sessions, which never changes.
private final class SealShelf: Sendable {
    private let shelf = Mutex<SessionSeal?>(nil)

    func seal(of office: Office) async throws -> SessionSeal {
        if let seal = shelf.withLock({ $0 }) { return seal }
        let seal = try await office.sessionSeal()
        shelf.withLock { $0 = seal }
        return seal
    }
}
