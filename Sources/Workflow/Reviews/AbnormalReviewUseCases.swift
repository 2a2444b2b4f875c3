public import Programme

/// What an expert asks about scores that stand out.
let abnormalReviewUseCases: [any UseCase.Type] = [ExplainSheet.self, VoteAbnormal.self]

/// Gives written reasons for the own scores.
public struct ExplainSheet: UseCase {
    /// The dossier.
    public var dossier: String
    /// The reasons.
    public var reason: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/explanations", .explainSheet, zh: "书面说明本人评分的理由", en: "Give written reasons for my scores")

    /// Gives reasons.
    public init(dossier: String, reason: String) {
        self.dossier = dossier
        self.reason = reason
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> AdjudicationStep {
        try await office.explainSheet(on: dossier, reason: reason, as: person)
    }
}

/// A vote on another member's scores as the voter may see it: whose sheet it is stays out of it.
public struct OwnAbnormalVote: Codable, Sendable {
    /// The number of the vote.
    public var number: Int
    /// The number of the request that it is on.
    public var request: Int
    /// The dossier.
    public var dossier: String
    /// How the expert voted.
    public var kind: AdjudicationStep.Kind
}

/// Votes on whether another member's scores are abnormal.
public struct VoteAbnormal: UseCase {
    /// The number of the request, as the list of the own reviews has it.
    public var request: Int
    /// Whether they are abnormal; else they are sound.
    public var isAbnormal: Bool
    /// The reason.
    public var reason: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/explanations/{request}/vote", .voteAbnormal, zh: "表决其他专家的评分是否异常",
        en: "Vote on whether another member's scores are abnormal")

    /// Votes.
    public init(request: Int, isAbnormal: Bool, reason: String) {
        self.request = request
        self.isAbnormal = isAbnormal
        self.reason = reason
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> OwnAbnormalVote {
        let step = try await office.voteAbnormal(request, abnormal: isAbnormal, reason: reason, as: person)
        return OwnAbnormalVote(number: step.number, request: request, dossier: step.dossier, kind: step.kind)
    }
}
