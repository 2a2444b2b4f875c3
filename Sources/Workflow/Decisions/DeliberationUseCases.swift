public import Programme

/// What chairs do in their meeting.
let deliberationUseCases: [any UseCase.Type] = [
    AttendMeeting.self, RecuseChair.self, VoteOnMotion.self, VoteOnList.self, EnterDissent.self, DeclineToSign.self,
]

/// Says that a chair is present.
public struct AttendMeeting: UseCase {
    /// Where it stands.
    public static let route = UseCaseRoute(.post, "/decisions/attendance", .attendDecisions, zh: "组长签到", en: "Say that a chair is present")

    /// Says so.
    public init() {}

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> Attendance { try await office.attendDecisions(as: person) }
}

/// Recuses a chair from a dossier, by themselves or by the secretariat, for good.
public struct RecuseChair: UseCase {
    /// The dossier.
    public var dossier: String
    /// The chair; nil for whoever asks.
    public var chair: String?
    /// The written reason.
    public var reason: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/decisions/recusals", .recuseChair, zh: "组长就一份材料回避", en: "Recuse a chair from a dossier, for good")

    /// Recuses a chair.
    public init(dossier: String, chair: String?, reason: String) {
        self.dossier = dossier
        self.chair = chair
        self.reason = reason
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ChairRecusal {
        try await office.recuseChair(chair, from: dossier, reason: reason, as: person)
    }
}

/// Votes on a motion; the last vote counts.
public struct VoteOnMotion: UseCase {
    /// The motion's number.
    public var motion: Int
    /// The vote.
    public var choice: Vote.Choice
    /// Why; needed by who is against.
    public var reason: String?

    /// Where it stands.
    public static let route = UseCaseRoute(.post, "/decisions/motions/{motion}/vote", .castVote, zh: "对动议表决", en: "Vote on a motion")

    /// Votes.
    public init(motion: Int, choice: Vote.Choice, reason: String?) {
        self.motion = motion
        self.choice = choice
        self.reason = reason
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> MoveReport {
        try await office.vote(on: motion, choice, reason: reason, as: person)
    }
}

/// Votes on the list as it stands; with `If-Match` only as it was read.
public struct VoteOnList: Edit {
    /// The vote.
    public var choice: Vote.Choice
    /// Why; needed by who is against.
    public var reason: String?

    /// Where it stands.
    public static let route = UseCaseRoute(.post, "/decisions/list/vote", .castVote, zh: "对现名单表决", en: "Vote on the list as it stands")

    /// Votes.
    public init(choice: Vote.Choice, reason: String?) {
        self.choice = choice
        self.reason = reason
    }

    /// The list.
    public var subject: ShowShortlist { ShowShortlist() }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> ListVote {
        try await office.voteOnList(choice, reason: reason, as: person)
    }
}

/// Puts a dissent on record with its reasons.
public struct EnterDissent: UseCase {
    /// The dossier; nil for the whole list.
    public var dossier: String?
    /// The opinion and its reasons.
    public var reason: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/decisions/dissents", .enterDissent, zh: "书面说明不同意见和理由", en: "Put a dissent on record with its reasons")

    /// Puts a dissent on record.
    public init(dossier: String?, reason: String) {
        self.dossier = dossier
        self.reason = reason
    }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> Dissent {
        try await office.dissent(from: dossier, reason: reason, as: person)
    }
}

/// Declines to sign the list, with the reasons.
public struct DeclineToSign: Edit {
    /// Why.
    public var reason: String

    /// Where it stands.
    public static let route = UseCaseRoute(
        .post, "/decisions/list/refusal", .declineToSign, zh: "拒绝签字并说明理由", en: "Decline to sign, with the reasons")

    /// Declines.
    public init(reason: String) { self.reason = reason }

    /// The list.
    public var subject: ShowShortlist { ShowShortlist() }

    /// Answers it.
    public func answer(by office: Office, for person: String) async throws -> SigningRefusal {
        try await office.declineToSign(reason: reason, as: person)
    }
}
