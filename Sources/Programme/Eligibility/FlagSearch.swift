/// Looks for what speaks against dossiers beside the conditions that their own rows answer: late filing, applications of
/// one applicant, names that are near, applicants that are demonstrations already.
///
/// A flag is raised on the dossier that comes later, in the order of the tables, and names the earlier ones. Tracks are
/// apart: who is reassessed may apply.
public struct FlagSearch {
    private let call: Call
    private let designated: DesignationIndex
    private let verdicts: NameVerdicts
    private var dossiers: [Dossier]
    private var names: [OrganisationName]
    private var byCode: [String: [Int]]

    /// A search among dossiers that the round has already.
    ///
    /// - Parameters:
    ///   - existing: Those that are not out.
    ///   - designated: Who is a demonstration already.
    ///   - verdicts: What persons found of names that are near.
    public init(
        call: Call, existing: [Dossier], designated: [Designation] = [], verdicts: NameVerdicts = NameVerdicts([])
    ) {
        self.call = call
        self.designated = DesignationIndex(designated)
        self.verdicts = verdicts
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
        // What is missing is nobody's: that it is missing is told, and it makes no two applicants one.
        let same =
            dossier.creditCode.isEmpty ? [] : (byCode[dossier.creditCode] ?? []).filter { track(of: dossiers[$0]) == track(of: dossier) }
        let others: [Int]
        switch check {
        case .late:
            guard dossier.filedOn > call.deadlines.filing else { return nil }
            return Flag(dossier: dossier.id, check: check.rawValue, found: dossier.filedOn.description, effect: rule.effect)
        case .designated:
            return designated.flag(on: dossier, organisation(number), rule)
        case .sameCategory:
            others = same.filter { dossiers[$0].category == dossier.category && dossiers[$0].authority == dossier.authority }
        case .twoAuthorities: others = same.filter { dossiers[$0].authority != dossier.authority }
        case .twoCategories: others = same.filter { dossiers[$0].category != dossier.category }
        case .changedName: others = same.filter { names[$0].plain != names[number].plain }
        case .similarName where dossier.applicant.isEmpty: others = []
        case .similarName:
            others = index.candidates(for: names[number]).filter { other in
                other < number && dossiers[other].creditCode != dossier.creditCode
                    && track(of: dossiers[other]) == track(of: dossier)
                    && isNear(other, number)
            }
        }
        guard !others.isEmpty else { return nil }
        return Flag(
            dossier: dossier.id, check: check.rawValue,
            found: FlagSearch.words(on: others.map { dossiers[$0] }), effect: rule.effect,
            others: others.map { dossiers[$0].id })
    }

    /// Whether two names may be one applicant's, for all that the names say and persons found.
    private func isNear(_ one: Int, _ other: Int) -> Bool {
        if let finding = verdicts.finding(on: dossiers[one].applicant, dossiers[other].applicant) { return finding.same }
        return organisation(one).compared(with: organisation(other)).standing != .different
    }

    /// Dossiers as a flag names them.
    static func words(on dossiers: [Dossier]) -> String {
        dossiers.map { "\($0.id) \($0.applicant)" }.joined(separator: "；")
    }

    private func organisation(_ number: Int) -> Organisation {
        Organisation(names[number], creditCode: dossiers[number].creditCode)
    }

    private func track(of dossier: Dossier) -> String? { call.category(dossier.category)?.track }
}
