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
    /// For a suspicion: the two names that are near; nil where it rests on no names.
    public var names: [String]?

    /// An entry.
    public init(
        expert: String, dossier: String, ground: Ground, evidence: Text, state: State, by: String? = nil,
        reason: String? = nil, names: [String]? = nil
    ) {
        self.expert = expert
        self.dossier = dossier
        self.ground = ground
        self.evidence = evidence
        self.state = state
        self.by = by
        self.reason = reason
        self.names = names
    }

    /// Whether the entry bars the expert from the dossier: one that is waived, cleared or not settled does not.
    public var binds: Bool { state.standing == .confirmed }

    /// Whether nobody may be put on the dossier by it: a suspicion bars from new reviews until it is settled, and ends none.
    public var keepsOut: Bool { state.standing != .cleared }

    /// What is held of a conflict: the three values of the register.
    public enum Standing: String, Codable, Sendable, CaseIterable {
        /// It is one.
        case confirmed
        /// Somebody has to settle it.
        case suspected
        /// It is none, or it was lifted.
        case cleared

        /// The standing's name.
        public var name: Text {
            switch self {
            case .confirmed: Text(zh: "应回避", en: "in conflict")
            case .suspected: Text(zh: "存疑待核", en: "to be settled")
            case .cleared: Text(zh: "不须回避", en: "not in conflict")
            }
        }
    }

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
        /// Through relations of the expert's organisation to the applicant.
        case relation
        /// The expert or the expert's house helped to prepare the dossier.
        case preparation
        /// An official of the authority that recommends it, or of the applicant city.
        case official
        /// Somebody asked in writing for the expert's recusal.
        case request

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
            case .relation: Text(zh: "关联单位", en: "related organisation")
            case .preparation: Text(zh: "参与申报辅导", en: "helped to prepare")
            case .official: Text(zh: "主管部门人员", en: "official in charge")
            case .request: Text(zh: "书面申请回避", en: "recusal asked for")
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
        /// A near match or a request that nobody has settled.
        case suspected
        /// Found to be no conflict by a named person with a reason.
        case cleared

        /// What is held of it.
        public var standing: Standing {
            switch self {
            case .detected, .declared, .confirmed: .confirmed
            case .suspected: .suspected
            case .waived, .cleared: .cleared
            }
        }

        /// The state's name.
        public var name: Text {
            switch self {
            case .detected: Text(zh: "系统发现", en: "detected")
            case .declared: Text(zh: "本人声明", en: "declared")
            case .confirmed: Text(zh: "已确认", en: "confirmed")
            case .waived: Text(zh: "经批准不回避", en: "waived")
            case .suspected: Text(zh: "疑似待核", en: "suspected")
            case .cleared: Text(zh: "已排除", en: "cleared")
            }
        }
    }
}

extension Conflict.Ground {
    /// The ground with a name; a refusal where there is none.
    public init(named name: String) throws {
        guard let ground = Conflict.Ground(rawValue: name) else {
            throw Failure.usage(Text(zh: "没有“\(name)”这一情形。", en: "There is no ground “\(name)”."))
        }
        self = ground
    }
}
