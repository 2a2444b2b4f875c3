public import Formats
public import Programme

/// What commands of several stages ask.
let sharedUseCases: [any UseCase.Type] = [ShowCall.self, ShowPanelRecord.self]

/// The call of the round, as it was frozen.
public struct ShowCall: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(.get, "/round/call", .seeRound, zh: "本轮的通知规则", en: "The call of the round, as it was frozen")

    /// Asks for it.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> Call { try await office.call(as: person) }
}

/// The record of the panels, with experts' names.
public struct ShowPanelRecord: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/assignment/record", .seeAssignment, zh: "评审组组成记录（含专家姓名）",
        en: "The record of the panels, with experts' names", patience: 300)

    /// Asks for it.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> PanelRecord {
        try await office.panelRecord(as: person)
    }
}
