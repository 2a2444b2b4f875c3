/// A chair's presence (签到) where the shortlist is decided on.
public struct Attendance: Codable, Sendable, Hashable {
    /// The chair.
    public var chair: String
    /// When they came.
    public var at: Instant

    /// A presence.
    public init(chair: String, at: Instant) {
        self.chair = chair
        self.at = at
    }
}

/// A chair in conflict with an applicant (组长回避): they see nothing of the dossier and have no vote on it.
public struct ChairRecusal: Codable, Sendable, Hashable {
    /// The chair.
    public var chair: String
    /// The dossier.
    public var dossier: String
    /// The written reason.
    public var reason: String
    /// Who entered it: the chair, or the secretariat.
    public var by: String
    /// When.
    public var at: Instant

    /// A recusal.
    public init(chair: String, dossier: String, reason: String, by: String, at: Instant) {
        self.chair = chair
        self.dossier = dossier
        self.reason = reason
        self.by = by
        self.at = at
    }
}

/// A proposal to move a dossier in or out, on which chairs vote.
public struct Motion: Codable, Sendable, Hashable {
    /// Its number in the round, from 1.
    public var number: Int
    /// The dossier.
    public var dossier: String
    /// Whether it is to be on the list.
    public var listed: Bool
    /// The written reason.
    public var reason: String
    /// The chair who proposes it.
    public var chair: String
    /// When.
    public var at: Instant

    /// A proposal.
    public init(number: Int, dossier: String, listed: Bool, reason: String, chair: String, at: Instant) {
        self.number = number
        self.dossier = dossier
        self.listed = listed
        self.reason = reason
        self.chair = chair
        self.at = at
    }
}

/// That a proposal rests on a list that is gone: scores became void before it took effect, and nobody votes on it any more.
public struct MotionLapse: Codable, Sendable, Hashable {
    /// The proposal's number.
    public var motion: Int
    /// Whose act made the scores void.
    public var by: String
    /// When.
    public var at: Instant

    /// A lapse.
    public init(motion: Int, by: String, at: Instant) {
        self.motion = motion
        self.by = by
        self.at = at
    }
}

/// A chair's vote on a proposal or on the list. A change of mind is a vote of its own; the last counts.
public struct Vote: Codable, Sendable, Hashable {
    /// Its number in the round, from 1.
    public var number: Int
    /// The proposal; nil for a vote on the list.
    public var motion: Int?
    /// The digest of the list, for a vote on it; it is a vote on that list and no other.
    public var digest: String?
    /// The chair.
    public var chair: String
    /// The choice.
    public var choice: Choice
    /// Why; needed by who is against.
    public var reason: String?
    /// When.
    public var at: Instant

    /// What a chair may say.
    public enum Choice: String, Codable, Sendable, CaseIterable {
        /// For it.
        case agree
        /// Against it.
        case against
        /// Neither.
        case abstain

        /// The choice's name.
        public var name: Text {
            switch self {
            case .agree: Text(zh: "同意", en: "for")
            case .against: Text(zh: "反对", en: "against")
            case .abstain: Text(zh: "弃权", en: "abstains")
            }
        }
    }

    /// A vote.
    public init(number: Int, motion: Int?, digest: String?, chair: String, choice: Choice, reason: String?, at: Instant) {
        self.number = number
        self.motion = motion
        self.digest = digest
        self.chair = chair
        self.choice = choice
        self.reason = reason
        self.at = at
    }
}

/// A chair's dissent from the list, in writing and with its reasons.
///
/// 招标投标法实施条例 53: who disagrees states opinion and reasons in writing, and the report says so; who neither signs nor states
/// them is taken to agree.
public struct Dissent: Codable, Sendable, Hashable {
    /// Its number in the round, from 1.
    public var number: Int
    /// The chair.
    public var chair: String
    /// The dossier that it is about; nil for the list as a whole.
    public var dossier: String?
    /// The digest of the list that it dissents from.
    public var digest: String
    /// The opinion with its reasons.
    public var reason: String
    /// When.
    public var at: Instant

    /// A dissent.
    public init(number: Int, chair: String, dossier: String?, digest: String, reason: String, at: Instant) {
        self.number = number
        self.chair = chair
        self.dossier = dossier
        self.digest = digest
        self.reason = reason
        self.at = at
    }
}

/// A change of the list. Each is kept, those that a later one takes back too.
public struct PlacementMove: Codable, Sendable, Hashable {
    /// Its number in the round, from 1.
    public var number: Int
    /// The dossier.
    public var dossier: String
    /// Whether it was on the list.
    public var before: Bool
    /// Whether it is now.
    public var after: Bool
    /// The chair whose reason it is; where a new panel's result moved it, who had that computed.
    public var by: String
    /// When.
    public var at: Instant
    /// The written reason.
    public var reason: String
    /// The proposal that was carried; nil where the call asks for no votes.
    public var motion: Int?
    /// The re-review whose result moved it; nil where chairs did.
    public var rereview: Int?

    /// A change.
    public init(
        number: Int, dossier: String, before: Bool, after: Bool, by: String, at: Instant, reason: String, motion: Int? = nil,
        rereview: Int? = nil
    ) {
        self.number = number
        self.dossier = dossier
        self.before = before
        self.after = after
        self.by = by
        self.at = at
        self.reason = reason
        self.motion = motion
        self.rereview = rereview
    }
}
