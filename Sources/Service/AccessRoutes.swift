internal import Formats
internal import HTTPTypes
internal import Programme
internal import Workflow

extension APIRoute {
    /// Signing in and out.
    static let access: [APIRoute] = [
        APIRoute(
            method: .post, path: "/sign-in", name: "signIn", act: .signIn,
            says: Text(zh: "以一次性登录码换取凭证", en: "Exchange a one-time code for a token"), takes: "SignInRequest", gives: "SignedIn",
            caller: .anybody { call in
                let request = try call.read(SignInRequest.self)
                return try await call.office.signIn(request.person, code: request.code, device: request.device ?? "")
            }),
        APIRoute(
            method: .get, path: "/me", name: "whoAmI", says: Text(zh: "凭证代表谁", en: "Whom the token stands for"), gives: "Person",
            caller: .person { _, me in me.person }),
        APIRoute(
            method: .delete, path: "/token", name: "signOut", act: .signOut,
            says: Text(zh: "退出登录，凭证作废", en: "Sign out: the token counts no more"), gives: "Done",
            caller: .person { call, me in
                try await call.office.signOut(me.token, as: me.person.id)
                return DoneAnswer()
            }),
    ]

    /// Every route of the API, the OpenAPI document left out.
    static let all = access + reviews
}
