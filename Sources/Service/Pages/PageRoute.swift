internal import Cryptography
internal import HTTPTypes
internal import Programme
internal import Workflow

/// One page, or what one of its forms does.
struct PageRoute: Sendable {
    /// Who calls: anybody, or who is signed in.
    enum Caller: Sendable {
        case anybody(@Sendable (PageCall) async throws -> PageAnswer)
        case person(@Sendable (PageCall, BrowserSession) async throws -> PageAnswer)
    }

    var method: HTTPRequest.Method
    var path: String
    var caller: Caller

    /// A page for who is signed in.
    static func page(
        _ path: String, _ work: @escaping @Sendable (PageCall, BrowserSession) async throws -> PageAnswer
    ) -> PageRoute { PageRoute(method: .get, path: path, caller: .person(work)) }

    /// A form of who is signed in.
    static func form(
        _ path: String, _ work: @escaping @Sendable (PageCall, BrowserSession) async throws -> PageAnswer
    ) -> PageRoute { PageRoute(method: .post, path: path, caller: .person(work)) }

    /// Every page.
    static let all = signingIn + home + reviews + office + decisions + reassessment + watch
}

/// One request for a page.
struct PageCall: Sendable {
    var office: Office
    var seal: SessionSeal
    var cookies: PageCookie
    var language: Language
    var path: String
    var query: FormFields
    var form: FormFields
    var parameters: [String: String]
    /// Who is signed in, where somebody is.
    var session: BrowserSession?
    /// The key of the form for signing in, and its cookie where it has to be set.
    var signInKey: String
    var signInCookie: String?

    /// A value of the path.
    func parameter(_ name: String) -> String { parameters[name] ?? "" }

    /// A text in the language of the page.
    func say(_ chinese: String, _ english: String) -> String { language == .zh ? chinese : english }

    /// The office for a form that may be sent twice, by a second click or over a bad line: it counts once.
    func officeOnce() throws -> Office {
        guard !form["once"].isEmpty else { return office }
        return office.once(try OnceOnly(key: form["once"], content: Array("\(path)\n".utf8) + form.content))
    }

    /// A key for such a form.
    static func onceKey() throws -> String { Hexadecimal.text(of: try SecureRandom.bytes(16)) }
}

/// What becomes of a request for a page.
struct PageAnswer: Sendable {
    enum Content: Sendable {
        case page(Page)
        /// See there (303).
        case elsewhere(String)
    }

    var content: Content
    /// Values of Set-Cookie.
    var cookies: [String] = []

    static func page(_ page: Page) -> PageAnswer { PageAnswer(content: .page(page)) }
    static func elsewhere(_ address: String) -> PageAnswer { PageAnswer(content: .elsewhere(address)) }
}

/// A page before it is put into the frame that all have.
struct Page: Sendable {
    /// The title; one for every page, since it is the first thing that a screen reader says.
    var title: Text
    var template: String
    var values: PageValue
    var status = HTTPResponse.Status.ok
    /// Whether a form came back with faults: the title says so first.
    var hasErrors = false
    /// Whether it is as wide as the screen, for tables with many columns.
    var isWide = false
}
