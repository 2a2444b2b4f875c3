internal import Formats
internal import Foundation
internal import HTTPTypes
internal import Programme
internal import Workflow

/// Every route of the API, with the schemas of all that travels.
struct APIRoutes: Sendable {
    let all: [APIRoute]
    let schemas: [String: JSONSchema]

    /// The routes as the program has them. Whatever a type's decoding wants beyond a decoder without data is a fault of the program.
    static let shared: APIRoutes = {
        do { return try APIRoutes() } catch { preconditionFailure("a use case cannot be described: \(error)") }
    }()

    private init() throws {
        var book = SchemaBook()
        var routes = try APIRoutes.signingIn(&book)
        for kind in useCases { routes.append(try APIRoute(kind, &book)) }
        _ = try book.schema(of: ProblemDetails.self)
        all = routes
        schemas = book.named
    }

    /// What is not asked of the office by somebody who is signed in: signing in, and what is about the token itself.
    private static func signingIn(_ book: inout SchemaBook) throws -> [APIRoute] {
        let request = try book.schema(of: SignInRequest.self)
        let bodies = BodyCheck(schemas: book.named)
        return [
            APIRoute(
                method: .post, path: "/sign-in", name: "signIn", act: .signIn,
                purpose: Text(zh: "以一次性登录码换取凭证", en: "Exchange a one-time code for a token"), takes: request,
                gives: try book.schema(of: SignedIn.self),
                caller: .anybody { call in
                    let request = try RequestReading.whole(SignInRequest.self, of: call, as: request, bodies)
                    return try APIAnswer(
                        try await call.office.signInAtOnePace(request.person, code: request.code, device: request.device ?? ""))
                }),
            APIRoute(
                method: .get, path: "/me", name: "whoAmI", purpose: Text(zh: "凭证代表谁", en: "Whom the token stands for"),
                gives: try book.schema(of: Person.self),
                caller: .person { _, me in try APIAnswer(me.person) }),
            APIRoute(
                method: .delete, path: "/token", name: "signOut", act: .signOut,
                purpose: Text(zh: "退出登录，凭证作废", en: "Sign out: the token counts no more"), gives: try book.schema(of: Done.self),
                caller: .person { call, me in
                    try await call.office.signOut(me.token, as: me.person.id)
                    return try APIAnswer(Done())
                }),
        ]
    }
}

extension RequestReading {
    /// A whole body as a value.
    static func whole<Value: Decodable>(
        _ kind: Value.Type, of call: APICall, as schema: JSONSchema, _ bodies: BodyCheck
    ) throws -> Value {
        try bodies.check(try object(call.body), against: schema)
        do { return try JSONDecoder().decode(kind, from: Data(call.body)) } catch let error as DecodingError {
            throw Failure.malformed([error.diagnostic])
        }
    }
}
