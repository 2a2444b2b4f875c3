public import Formats
public import Programme

/// What is asked of the round as a whole.
let roundUseCases: [any UseCase.Type] = [ShowStatus.self, AdvanceRound.self, ShowCall.self, ShowRoundPage.self]

/// Where the round stands and what is missing.
public struct ShowStatus: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/round/status", .seeRound, zh: "本轮工作的进度和尚缺事项", en: "Where the round stands and what is missing")

    /// Asks for it.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> RoundStatus { try await office.status(as: person) }
}

/// Moves the round to its next stage.
public struct AdvanceRound: Edit {
    /// Why it moves on although something is missing; nil where nothing is.
    public var despite: String?

    /// Where it stands.
    public static let route = UseCaseRoute(.post, "/round/advance", .advanceStage, zh: "进入下一阶段", en: "Move the round to its next stage")

    /// Moves on.
    public init(despite: String?) { self.despite = despite }

    /// Where the round stands.
    public var subject: ShowStatus { ShowStatus() }

    /// The stage reached.
    public struct Reached: Codable, Sendable {
        /// The stage.
        public var stage: Stage
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> Reached {
        Reached(stage: try await office.advance(as: person, despite: despite))
    }
}

/// The rules of the round as they were frozen: the call with its authorities, categories and rubrics.
public struct ShowCall: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/round/call", .seeRound, zh: "本轮冻结的通知规则和评分标准", en: "The call and its rubrics as they were frozen")

    /// Asks for it.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> Call { try await office.call(as: person) }
}

/// The whole round, of which a page of drawings can be made.
public struct ShowRoundPage: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(
        .get, "/round/page", .seeShortlist, zh: "本轮全貌，供绘制图示页", en: "The whole round as its page of drawings shows it")

    /// Asks for it.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> RoundPage { try await office.roundPage(as: person) }
}
