/// One step in what follows from a marked sheet (评分异常处理): append-only, numbered through the round.
public struct AdjudicationStep: Codable, Sendable, Hashable {
    /// Its number, from 1.
    public var number: Int
    /// What was done.
    public var kind: Kind
    /// The dossier.
    public var dossier: String
    /// The expert whose sheet it is about.
    public var expert: String
    /// Who did it.
    public var actor: String
    /// When.
    public var at: Instant
    /// The words that go with it: why it was asked, the written reasons, why somebody votes or decides so.
    public var reason: String
    /// Until when reasons are given; for a request only.
    public var due: Instant?
    /// Who discussed, and how they voted; for a discussion only.
    public var discussion: Discussion?
    /// The official score before; for a decision only, nil as well where there was none.
    public var before: Points?
    /// The official score after; for a decision only, nil as well where there is none.
    public var after: Points?

    /// A discussion of the panel. The expert whose sheet it is may attend, and does not vote.
    public struct Discussion: Codable, Sendable, Hashable {
        /// The members who attended.
        public var attending: [String]
        /// How many held the scores abnormal.
        public var abnormal: Int
        /// How many held them sound.
        public var sound: Int

        /// Puts one together from its parts.
        public init(attending: [String], abnormal: Int, sound: Int) {
            self.attending = attending
            self.abnormal = abnormal
            self.sound = sound
        }
    }

    /// What a step does.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// The secretariat asks the expert for written reasons.
        case asked
        /// The expert gives them.
        case explained
        /// Another member of the panel holds the scores abnormal.
        case heldAbnormal = "held-abnormal"
        /// Another member of the panel holds them sound.
        case heldSound = "held-sound"
        /// A chair records that the panel discussed the scores; `reason` holds the minutes.
        case discussed
        /// A chair lets the sheet stand.
        case kept
        /// A chair has the sheet replaced by the mean of the others.
        case replaced

        /// The kind's name.
        public var name: Text {
            switch self {
            case .asked: Text(zh: "要求说明理由", en: "reasons asked for")
            case .explained: Text(zh: "书面说明", en: "written reasons")
            case .heldAbnormal: Text(zh: "认为异常", en: "held abnormal")
            case .heldSound: Text(zh: "认为正常", en: "held sound")
            case .discussed: Text(zh: "专家组评议", en: "discussed by the panel")
            case .kept: Text(zh: "维持原评分", en: "kept")
            case .replaced: Text(zh: "以其他专家平均分替换", en: "replaced by the mean of the others")
            }
        }
        /// Whether it ends the matter.
        public var decides: Bool { self == .kept || self == .replaced }
    }

    /// Puts one together from its parts.
    public init(
        number: Int, kind: Kind, dossier: String, expert: String, actor: String, at: Instant, reason: String,
        due: Instant? = nil, discussion: Discussion? = nil, before: Points? = nil, after: Points? = nil
    ) {
        self.number = number
        self.kind = kind
        self.dossier = dossier
        self.expert = expert
        self.actor = actor
        self.at = at
        self.reason = reason
        self.due = due
        self.discussion = discussion
        self.before = before
        self.after = after
    }
}
