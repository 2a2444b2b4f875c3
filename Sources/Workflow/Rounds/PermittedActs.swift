/// What is asked of permissions.
let permissionUseCases: [any UseCase.Type] = [ListPermittedActs.self]

/// What the person may do as the round stands.
public struct ListPermittedActs: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(.get, "/round/acts", .seeRound, zh: "目前有权进行的操作", en: "What I may do as the round stands")

    /// Asks for it.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> [Act] { try await office.permittedActs(as: person) }
}
