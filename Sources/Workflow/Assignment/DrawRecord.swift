public import Programme

/// A public draw of experts for a category (公开抽取): announced, then made; never changed, never removed.
public struct DrawRecord: RoundRecord {
    /// Its number in the round, from 1.
    public var number: Int
    /// The category that it is for.
    public var category: String
    /// Where it stands.
    public var state: State
    /// What was announced before the numbers were known.
    public var announcement: DrawAnnouncement
    /// The digest that was published with it.
    public var digest: String
    /// What it came to; nil until it is made.
    public var outcome: DrawOutcome?
    /// Who committed to it.
    public var committedBy: String
    /// Who made it.
    public var drawnBy: String?
    /// When it was made.
    public var drawnAt: Instant?

    /// A draw that is committed to.
    public init(announcement: DrawAnnouncement, digest: String, committedBy: String) {
        number = announcement.number
        category = announcement.category
        state = .committed
        self.announcement = announcement
        self.digest = digest
        self.committedBy = committedBy
    }

    /// Where a draw stands.
    public enum State: String, Codable, Sendable, CaseIterable {
        /// Announced; its numbers are to come.
        case committed
        /// Made.
        case drawn

        /// The state's name.
        public var name: Text {
            switch self {
            case .committed: Text(zh: "已公告，待抽取", en: "announced")
            case .drawn: Text(zh: "已抽取", en: "drawn")
            }
        }
    }

    /// What the kind is called in the log and the store.
    public static let recordName = "draw"
    /// The properties that tell two of the kind apart.
    public static let identityNames = ["number"]
    /// Their values.
    public var identity: [String] { ["\(number)"] }
}

/// The seed of a draw from commitment to reveal.
///
/// It is kept in the store and not told in the log, since a log that is handed out before the draw would give it away;
/// the log tells its digest instead, and the seed itself with the draw. That it is in the store lets whoever has the
/// database finish a draw: nobody can make a draw that they don't like impossible by losing its seed.
public struct SealedSeed: RoundRecord {
    /// The number of the draw.
    public var number: Int
    /// The seed as 64 hexadecimal digits.
    public var seed: String

    /// Puts one together from its parts.
    public init(number: Int, seed: String) {
        self.number = number
        self.seed = seed
    }

    /// What the kind is called in the store.
    public static let recordName = "draw_seed"
    /// The properties that tell two of the kind apart.
    public static let identityNames = ["number"]
    /// Their values.
    public var identity: [String] { ["\(number)"] }
}
