/// The material of one applicant (申报材料), as an authority recommended it.
public struct Dossier: Codable, Sendable, Hashable {
    /// Its number in the round.
    public var id: String
    /// The code of the authority that recommends it.
    public var authority: String
    /// The identifier of its category.
    public var category: String
    /// The applicant's name (申报主体).
    public var applicant: String
    /// The applicant's unified social credit code.
    public var creditCode: String
    /// Why a code that does not conform is accepted all the same; empty where it conforms.
    public var creditCodeReason: String
    /// The mode applied for; empty where the category has none.
    public var mode: String
    /// The applicant's industry; empty where it has none.
    public var industry: String
    /// The day on which it was filed.
    public var filedOn: Day
    /// Experts whom the applicant named as unsuitable (不适宜评审专家).
    public var unsuitable: [String]
    /// What the eligibility checks read, by column.
    public var declared: [String: String]

    /// A dossier.
    public init(
        id: String, authority: String, category: String, applicant: String, creditCode: String,
        creditCodeReason: String, mode: String, industry: String, filedOn: Day, unsuitable: [String],
        declared: [String: String]
    ) {
        self.id = id
        self.authority = authority
        self.category = category
        self.applicant = applicant
        self.creditCode = creditCode
        self.creditCodeReason = creditCodeReason
        self.mode = mode
        self.industry = industry
        self.filedOn = filedOn
        self.unsuitable = unsuitable
        self.declared = declared
    }
}

/// A condition "in principle" that a dossier does not meet, for a named person to decide on.
public struct Flag: Codable, Sendable, Hashable {
    /// The dossier.
    public var dossier: String
    /// The eligibility check.
    public var check: String
    /// What was found in the table.
    public var found: String
    /// What was decided.
    public var state: State
    /// Who decided.
    public var decidedBy: String?
    /// Why.
    public var reason: String?

    /// What was decided on a flag.
    public enum State: String, Codable, Sendable, CaseIterable {
        /// Nothing yet.
        case open
        /// The dossier stays in.
        case accepted
        /// The dossier is out.
        case refused

        /// The state's name.
        public var name: Text {
            switch self {
            case .open: Text(zh: "待核定", en: "open")
            case .accepted: Text(zh: "予以受理", en: "accepted")
            case .refused: Text(zh: "不予受理", en: "refused")
            }
        }
    }

    /// A flag that was just raised.
    public init(dossier: String, check: String, found: String) {
        self.dossier = dossier
        self.check = check
        self.found = found
        state = .open
    }
}
