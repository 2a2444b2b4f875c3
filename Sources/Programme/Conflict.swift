/// An entry of the conflict register (回避情形): why an expert must not review a dossier.
public struct Conflict: Codable, Sendable, Hashable {
    /// The expert.
    public var expert: String
    /// The dossier.
    public var dossier: String
    /// The ground.
    public var ground: Ground
    /// What shows it.
    public var evidence: Text
    /// Where the entry stands.
    public var state: State
    /// Who brought it there; nil while only detected.
    public var by: String?
    /// Why, for a waiver or a confirmation.
    public var reason: String?

    /// An entry.
    public init(
        expert: String, dossier: String, ground: Ground, evidence: Text, state: State, by: String? = nil,
        reason: String? = nil
    ) {
        self.expert = expert
        self.dossier = dossier
        self.ground = ground
        self.evidence = evidence
        self.state = state
        self.by = by
        self.reason = reason
    }

    /// Whether the entry bars the expert from the dossier: only a waived one does not.
    public var binds: Bool { state != .waived }

    /// The grounds of recusal.
    public enum Ground: String, Codable, Sendable, CaseIterable {
        /// The same organisation, now or within the call's years.
        case affiliation
        /// A declared interest.
        case interest
        /// Declared kinship.
        case kinship
        /// The expert or the expert's house applies in the category.
        case ownApplication = "own-application"
        /// Named as unsuitable by the applicant.
        case unsuitable
        /// The dossier's own region, where the call says so.
        case region
        /// The expert recused themselves.
        case recusal

        /// The ground's name.
        public var name: Text {
            switch self {
            case .affiliation: Text(zh: "任职关系", en: "affiliation")
            case .interest: Text(zh: "利害关系", en: "interest")
            case .kinship: Text(zh: "亲属关系", en: "kinship")
            case .ownApplication: Text(zh: "同类申报", en: "own application")
            case .unsuitable: Text(zh: "申报主体提请回避", en: "named unsuitable")
            case .region: Text(zh: "所在地区", en: "own region")
            case .recusal: Text(zh: "专家申请回避", en: "recusal")
            }
        }
    }

    /// Where an entry stands.
    public enum State: String, Codable, Sendable, CaseIterable {
        /// Found by the program.
        case detected
        /// Said by the expert or the applicant.
        case declared
        /// Confirmed by a named person.
        case confirmed
        /// Lifted by a named person with a reason.
        case waived

        /// The state's name.
        public var name: Text {
            switch self {
            case .detected: Text(zh: "系统发现", en: "detected")
            case .declared: Text(zh: "本人声明", en: "declared")
            case .confirmed: Text(zh: "已确认", en: "confirmed")
            case .waived: Text(zh: "经批准不回避", en: "waived")
            }
        }
    }
}
