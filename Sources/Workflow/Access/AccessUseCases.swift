public import Programme

/// What is asked about people and how they sign in.
let accessUseCases: [any UseCase.Type] = [
    ListPeople.self, GrantRole.self, IssueCode.self, ListTokens.self, RevokeToken.self,
]

/// Everybody who may act in the round.
public struct ListPeople: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(.get, "/people", .seeExperts, zh: "登记的人员", en: "Everybody who may act in the round")

    /// Asks for all.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [Person] { try await office.people(as: person) }
}

/// Registers a person with a role.
public struct GrantRole: UseCase {
    /// The person.
    public var person: Person

    /// Where it stands.
    public static let route = UseCaseRoute(.post, "/people", .grantRole, zh: "登记一名人员", en: "Register a person with a role")

    /// Registers a person.
    public init(person: Person) { self.person = person }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> Person {
        try await office.grant(self.person, as: person)
        return self.person
    }
}

/// Gives a person a one-time code to sign in with.
public struct IssueCode: UseCase {
    /// The person.
    public var person: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/people/{person}/code", .issueCode, zh: "为一名人员发一次性登录码", en: "Give a person a one-time code to sign in with")

    /// Asks for a code.
    public init(person: String) { self.person = person }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> IssuedCode {
        try await office.issueCode(for: self.person, as: person)
    }
}

/// Every token of the round.
public struct ListTokens: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(.get, "/tokens", .seeTokens, zh: "登录凭证", en: "The tokens of who signed in")

    /// Asks for all.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [TokenStanding] { try await office.tokens(as: person) }
}

/// Makes a token count no more.
public struct RevokeToken: UseCase {
    /// The token's number.
    public var token: Int

    /// Where it stands.
    public static let route = UseCaseRoute(.post, "/tokens/{token}/revocation", .revokeToken, zh: "吊销一个登录凭证", en: "Revoke a token")

    /// Revokes a token.
    public init(token: Int) { self.token = token }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> Done {
        try await office.revokeToken(token, as: person)
        return Done()
    }
}
