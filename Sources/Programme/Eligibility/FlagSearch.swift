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

/// Looks for what speaks against dossiers beside the conditions that their own rows answer: late filing, applications of
/// one applicant, names that are near, applicants that are demonstrations already.
///
/// A flag is raised on the dossier that comes later, in the order of the tables, and names the earlier ones. Tracks are
/// apart: who is reassessed may apply.
public struct FlagSearch {
    private let call: Call
    private let designated: [Designation]
    private var dossiers: [Dossier]
    private var names: [OrganisationName]
    private var byCode: [String: [Int]]

    /// A search among dossiers that the round has already.
    ///
    /// - Parameters:
    ///   - existing: Those that are not out.
    ///   - designated: Who is a demonstration already.
    public init(call: Call, existing: [Dossier], designated: [Designation] = []) {
        self.call = call
        self.designated = designated
        dossiers = existing
        names = existing.map { OrganisationName($0.applicant) }
        byCode = Dictionary(grouping: existing.indices) { existing[$0].creditCode }
    }

    /// What speaks against new dossiers, in their order.
    ///
    /// - Returns: The flags with the rules by which they are raised. Those of a rule that sends back are no flags of the round:
    ///   the table is refused for them.
    public mutating func flags(on new: [Dossier]) -> [(flag: Flag, rule: AdmissionRule)] {
        let first = dossiers.count
        dossiers += new
        names += new.map { OrganisationName($0.applicant) }
        let index = OrganisationIndex(names)
        var found: [(flag: Flag, rule: AdmissionRule)] = []
        for number in first..<dossiers.count {
            for check in AdmissionCheck.allCases {
                let rule = call.rule(for: check)
                guard rule.otherwise != .ignore, let flag = flag(on: number, check, rule, index) else { continue }
                found.append((flag, rule))
            }
            byCode[dossiers[number].creditCode, default: []].append(number)
        }
        return found
    }

    private func flag(on number: Int, _ check: AdmissionCheck, _ rule: AdmissionRule, _ index: OrganisationIndex) -> Flag? {
        let dossier = dossiers[number]
        let same = (byCode[dossier.creditCode] ?? []).filter { track(of: dossiers[$0]) == track(of: dossier) }
        let others: [Int]
        switch check {
        case .late:
            guard dossier.filedOn > call.deadlines.filing else { return nil }
            return Flag(dossier: dossier.id, check: check.rawValue, found: dossier.filedOn.description, effect: rule.effect)
        case .designated:
            guard let (designation, isCertain) = designation(of: number) else { return nil }
            return Flag(
                dossier: dossier.id, check: check.rawValue, found: "\(designation.name)（\(designation.source)）",
                // A name that is only near is never a refusal.
                effect: isCertain ? rule.effect : .asks)
        case .sameCategory:
            others = same.filter { dossiers[$0].category == dossier.category && dossiers[$0].authority == dossier.authority }
        case .twoAuthorities: others = same.filter { dossiers[$0].authority != dossier.authority }
        case .twoCategories: others = same.filter { dossiers[$0].category != dossier.category }
        case .changedName: others = same.filter { names[$0].plain != names[number].plain }
        case .similarName:
            others = index.candidates(for: names[number]).filter { other in
                other < number && dossiers[other].creditCode != dossier.creditCode
                    && track(of: dossiers[other]) == track(of: dossier)
                    && organisation(other).compared(with: organisation(number)).standing != .different
            }
        }
        guard !others.isEmpty else { return nil }
        return Flag(
            dossier: dossier.id, check: check.rawValue,
            found: others.map { "\(dossiers[$0].id) \(dossiers[$0].applicant)" }.joined(separator: "；"), effect: rule.effect,
            others: others.map { dossiers[$0].id })
    }

    /// The demonstration that an applicant is, and whether that is certain: by the code, or by a name that is the same.
    private func designation(of number: Int) -> (Designation, isCertain: Bool)? {
        let applicant = organisation(number)
        var suspected: Designation?
        for designation in designated where designation.bars.contains(dossiers[number].category) {
            switch Organisation(designation.name, creditCode: designation.creditCode).compared(with: applicant).standing {
            case .same: return (designation, true)
            case .suspected: suspected = suspected ?? designation
            case .different: continue
            }
        }
        return suspected.map { ($0, false) }
    }

    private func organisation(_ number: Int) -> Organisation {
        Organisation(names[number], creditCode: dossiers[number].creditCode)
    }

    private func track(of dossier: Dossier) -> String? { call.category(dossier.category)?.track }
}
