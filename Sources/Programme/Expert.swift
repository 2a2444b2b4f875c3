/// Somebody who reviews (专家).
public struct Expert: Codable, Sendable, Hashable {
    /// The expert's number in the round.
    public var id: String
    /// The name.
    public var name: String
    /// The code of the authority in whose region the expert lives.
    public var region: String
    /// The identifiers of the expert's specialties, the main one first.
    public var specialties: [String]
    /// The modes that the expert knows.
    public var modes: [String]
    /// The industries that the expert knows.
    public var industries: [String]
    /// Whether the expert holds a senior title.
    public var seniorTitle: Bool
    /// Years in the field.
    public var years: Int
    /// At least so many reviews.
    public var minimumLoad: Int
    /// At most so many reviews.
    public var maximumLoad: Int

    /// An expert.
    public init(
        id: String, name: String, region: String, specialties: [String], modes: [String], industries: [String],
        seniorTitle: Bool, years: Int, minimumLoad: Int, maximumLoad: Int
    ) {
        self.id = id
        self.name = name
        self.region = region
        self.specialties = specialties
        self.modes = modes
        self.industries = industries
        self.seniorTitle = seniorTitle
        self.years = years
        self.minimumLoad = minimumLoad
        self.maximumLoad = maximumLoad
    }
}

/// A time that an expert spent with an organisation (任职): employment, directorship, supervision, control.
public struct Affiliation: Codable, Sendable, Hashable {
    /// The expert.
    public var expert: String
    /// The organisation's name.
    public var organisation: String
    /// Its unified social credit code; empty where not known.
    public var creditCode: String
    /// From this day.
    public var from: Day
    /// Until this day; nil while it lasts.
    public var until: Day?
    /// The position held.
    public var position: String

    /// An affiliation.
    public init(expert: String, organisation: String, creditCode: String, from: Day, until: Day?, position: String) {
        self.expert = expert
        self.organisation = organisation
        self.creditCode = creditCode
        self.from = from
        self.until = until
        self.position = position
    }
}

/// A relation to an applicant that an expert declared (利害关系声明).
public struct Interest: Codable, Sendable, Hashable {
    /// The expert.
    public var expert: String
    /// The applicant's name.
    public var applicant: String
    /// Its unified social credit code; empty where not known.
    public var creditCode: String
    /// The kind of relation.
    public var kind: Kind
    /// What the expert said of it.
    public var note: String

    /// Kinds of declared relation.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// An economic or other interest.
        case interest
        /// Kinship with the legal representative or a head.
        case kinship
        /// The expert or the expert's house applies.
        case ownApplication = "own-application"
        /// The expert helped to prepare the dossier.
        case preparation

        /// The kind's name, as the table writes it.
        public var name: Text {
            switch self {
            case .interest: Text(zh: "利害关系", en: "interest")
            case .kinship: Text(zh: "亲属关系", en: "kinship")
            case .ownApplication: Text(zh: "本人或本单位申报", en: "own application")
            case .preparation: Text(zh: "参与申报辅导", en: "helped to prepare")
            }
        }
    }

    /// An interest.
    public init(expert: String, applicant: String, creditCode: String, kind: Kind, note: String) {
        self.expert = expert
        self.applicant = applicant
        self.creditCode = creditCode
        self.kind = kind
        self.note = note
    }
}
