/// A demonstration of an earlier batch (示范), as the register has it.
public struct Demonstration: Codable, Sendable, Hashable {
    /// Its number in the register.
    public var id: String
    /// The batch in which it was designated.
    public var batch: Int
    /// The category in which it is reassessed.
    public var category: String
    /// Its name: of an enterprise, a platform's operator, a city.
    public var name: String
    /// Its unified social credit code.
    public var creditCode: String
    /// Why a code that does not conform is accepted all the same; empty where it conforms.
    public var creditCodeReason: String
    /// The code of the authority that is responsible for it.
    public var authority: String
    /// The day on which it was designated.
    public var designatedOn: Day

    /// A demonstration.
    public init(
        id: String, batch: Int, category: String, name: String, creditCode: String, creditCodeReason: String,
        authority: String, designatedOn: Day
    ) {
        self.id = id
        self.batch = batch
        self.category = category
        self.name = name
        self.creditCode = creditCode
        self.creditCodeReason = creditCodeReason
        self.authority = authority
        self.designatedOn = designatedOn
    }
}

/// That a demonstration filed for its reassessment, and by which dossier.
public struct ReassessmentFiling: Codable, Sendable, Hashable {
    /// The demonstration.
    public var demonstration: String
    /// The dossier.
    public var dossier: String
    /// The day on which it was filed online.
    public var filedOn: Day
    /// Where it came late: who approved that it counts, and why.
    public var late: LateApproval?

    /// A filing.
    public init(demonstration: String, dossier: String, filedOn: Day, late: LateApproval? = nil) {
        self.demonstration = demonstration
        self.dossier = dossier
        self.filedOn = filedOn
        self.late = late
    }
}

/// The approval of something that came after its deadline: always a named person's, with a reason.
public struct LateApproval: Codable, Sendable, Hashable {
    /// Who approved.
    public var by: String
    /// Why.
    public var reason: String

    /// An approval.
    public init(by: String, reason: String) {
        self.by = by
        self.reason = reason
    }
}

/// The written explanation of an authority why a demonstration cannot file (notice 三), which excuses it.
public struct Excuse: Codable, Sendable, Hashable {
    /// The demonstration.
    public var demonstration: String
    /// What happened to it.
    public var ground: Ground
    /// The reference of the authority's letter (文号).
    public var document: String
    /// The day of the letter.
    public var statedOn: Day
    /// What it says; needed where the ground is another.
    public var note: String
    /// Where it came late: who approved that it counts, and why.
    public var late: LateApproval?

    /// What the notice names, and 等: other grounds of the kind.
    public enum Ground: String, Codable, Sendable, CaseIterable {
        /// The licence was revoked.
        case revoked
        /// It is deregistered.
        case deregistered
        /// It has closed.
        case closed
        /// It is liquidated.
        case liquidated
        /// Something of the kind.
        case other

        /// The ground's name.
        public var name: Text {
            switch self {
            case .revoked: Text(zh: "吊销", en: "revoked")
            case .deregistered: Text(zh: "注销", en: "deregistered")
            case .closed: Text(zh: "停业", en: "closed")
            case .liquidated: Text(zh: "清算", en: "liquidated")
            case .other: Text(zh: "其他", en: "other")
            }
        }
    }

    /// An explanation.
    public init(
        demonstration: String, ground: Ground, document: String, statedOn: Day, note: String, late: LateApproval? = nil
    ) {
        self.demonstration = demonstration
        self.ground = ground
        self.document = document
        self.statedOn = statedOn
        self.note = note
        self.late = late
    }
}
