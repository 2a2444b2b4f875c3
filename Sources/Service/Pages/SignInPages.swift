internal import HTTPTypes
internal import Programme
internal import Workflow

extension PageRoute {
    /// Signing in and out, and the choice of the language.
    static let signingIn: [PageRoute] = [
        PageRoute(
            method: .get, path: "/sign-in",
            caller: .anybody { call in
                call.session == nil ? .page(signInPage(call, then: call.query["then"])) : .elsewhere("/")
            }),
        PageRoute(
            method: .get, path: "/enter",
            caller: .anybody { call in
                .page(
                    Page(
                        title: Text(zh: "确认登录", en: "Confirm signing in"), template: "enter",
                        values: [
                            "personValue": .say(call.query["person"] as String), "code": .say(call.query["code"] as String), "stay": false,
                        ]))
            }),
        PageRoute(method: .post, path: "/sign-in", caller: .anybody(signIn)),
        .form("/sign-out") { call, session in
            try await call.office.signOut(session.token, as: session.person.id)
            var answer = PageAnswer.elsewhere("/sign-in")
            answer.cookies = [call.cookies.header(.session, "", seconds: 0)]
            return answer
        },
        PageRoute(
            method: .get, path: "/language",
            caller: .anybody { call in
                let language = Language(rawValue: call.query["to"]) ?? call.language
                var answer = PageAnswer.elsewhere(PageAddress.isLocal(call.query["back"]) ? call.query["back"] : "/")
                answer.cookies = [call.cookies.header(.language, language.rawValue, seconds: 365 * 86_400)]
                return answer
            }),
    ]

    @Sendable private static func signIn(_ call: PageCall) async throws -> PageAnswer {
        let (person, code) = (call.form["person"].trimmed, call.form["code"].trimmed)
        var errors: [FormError] = []
        if person.isEmpty { errors.append(FormError("person", Text(zh: "请填写人员编号", en: "Enter your number"))) }
        if code.isEmpty { errors.append(FormError("code", Text(zh: "请填写登录码", en: "Enter the code"))) }
        guard errors.isEmpty else { return .page(signInPage(call, then: call.form["then"], errors)) }
        let session: BrowserSession
        do {
            session = try await call.office.openSession(person, code: code, stays: call.form.has("stay"), under: call.seal)
        } catch Failure.notPermitted(let words) {
            return .page(signInPage(call, then: call.form["then"], [FormError("code", words)]))
        }
        // A browser has one session: an earlier one isn't left open.
        if let earlier = call.session { try? await call.office.signOut(earlier.token, as: earlier.person.id) }
        var answer = PageAnswer.elsewhere(PageAddress.isLocal(call.form["then"]) ? call.form["then"] : "/")
        answer.cookies = [
            call.cookies.header(.session, session.cookie ?? "", seconds: session.stays ? AccessToken.validity : nil),
            call.cookies.header(.form, "", seconds: 0),
        ]
        return answer
    }

    private static func signInPage(_ call: PageCall, then: String, _ errors: [FormError] = []) -> Page {
        Page(
            title: Text(zh: "登录", en: "Sign in"), template: "sign-in",
            values: .form(
                errors, call.language,
                [
                    "then": PageAddress.isLocal(then) ? .say(then) : .nothing, "personValue": .say(call.form["person"] as String),
                    "stay": .flag(call.form.has("stay")), "personError": errors.message(for: "person", call.language),
                    "codeError": errors.message(for: "code", call.language),
                ]), hasErrors: !errors.isEmpty)
    }
}

/// Something that is wrong with a field of a form.
struct FormError: Sendable {
    /// The identifier of the field.
    var field: String
    var message: Text

    init(_ field: String, _ message: Text) {
        self.field = field
        self.message = message
    }
}

extension [FormError] {
    /// What is wrong with a field, for beside it.
    func message(for field: String, _ language: Language) -> PageValue {
        first { $0.field == field }.map { .say($0.message, language) } ?? .nothing
    }
}

extension PageValue {
    /// The values of a form with what is wrong, for its summary.
    static func form(_ errors: [FormError], _ language: Language, _ values: [String: PageValue]) -> PageValue {
        var values = values
        values["hasErrors"] = .flag(!errors.isEmpty)
        values["errors"] = .rows(errors) { ["field": .say($0.field), "message": .say($0.message, language)] }
        return .fields(values)
    }
}

extension String {
    /// Without blanks around it.
    var trimmed: String {
        let inner = drop { $0.isWhitespace }
        return String(inner[..<(inner.lastIndex { !$0.isWhitespace }.map { inner.index(after: $0) } ?? inner.startIndex)])
    }
}
