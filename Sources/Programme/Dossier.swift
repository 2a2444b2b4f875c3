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
