/// An organisation that is a demonstration already, so that it does not apply again.
public struct Designation: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Its credit code; empty where not known.
    public var creditCode: String
    /// Where it stands, such as the batch and the number in a register.
    public var source: String
    /// The categories in which it does not apply again.
    public var bars: [String]

    /// A designation.
    public init(name: String, creditCode: String, source: String, bars: [String]) {
        self.name = name
        self.creditCode = creditCode
        self.source = source
        self.bars = bars
    }
}

/// Who is a demonstration already, found by code or name without comparing an applicant with all of them.
struct DesignationIndex: Sendable {
    private let designated: [Designation]
    private let organisations: [Organisation]
    private let byCode: [String: [Int]]
    private let byName: OrganisationIndex

    init(_ designated: [Designation]) {
        self.designated = designated
        organisations = designated.map { Organisation($0.name, creditCode: $0.creditCode) }
        byCode = Dictionary(grouping: designated.indices.filter { !designated[$0].creditCode.isEmpty }) { designated[$0].creditCode }
        byName = OrganisationIndex(organisations.map(\.name))
    }

    /// That the applicant of a dossier is a demonstration; by a name that is only near it is asked, and never refused.
    func flag(on dossier: Dossier, _ applicant: Organisation, _ rule: AdmissionRule) -> Flag? {
        guard let (designation, isCertain) = designation(of: applicant, in: dossier.category) else { return nil }
        return Flag(
            dossier: dossier.id, check: AdmissionCheck.designated.rawValue, found: "\(designation.name)（\(designation.source)）",
            effect: isCertain ? rule.effect : .asks)
    }

    private func designation(of applicant: Organisation, in category: String) -> (Designation, isCertain: Bool)? {
        let near = Set((byCode[applicant.creditCode] ?? []) + byName.candidates(for: applicant.name)).sorted()
        var suspected: Designation?
        for number in near where designated[number].bars.contains(category) {
            switch organisations[number].compared(with: applicant).standing {
            case .same: return (designated[number], true)
            case .suspected: suspected = suspected ?? designated[number]
            case .different: continue
            }
        }
        return suspected.map { ($0, false) }
    }
}

extension Call {
    /// The flags that the register of demonstrations raises on dossiers that came before it.
    public func designationFlags(on dossiers: [Dossier], designated: [Designation]) -> [Flag] {
        let rule = rule(for: .designated)
        guard rule.otherwise != .ignore, !designated.isEmpty else { return [] }
        let index = DesignationIndex(designated)
        return dossiers.compactMap { index.flag(on: $0, Organisation($0.applicant, creditCode: $0.creditCode), rule) }
    }
}
