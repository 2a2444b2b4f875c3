/// The register of earlier demonstrations, with what each of them did about its reassessment.
public struct DemonstrationRegister: Sendable {
    /// The demonstrations.
    public let demonstrations: [Demonstration]
    private let filings: [String: ReassessmentFiling]
    private let excuses: [String: Excuse]
    private let decided: [String: Verdict]
    private let byCode: [String: [Demonstration]]
    private let byName: [String: [Demonstration]]

    /// What a demonstration did.
    public enum Response: Sendable, Hashable {
        /// It filed.
        case filed(ReassessmentFiling)
        /// Its authority explained why it cannot.
        case excused(Excuse)
        /// Neither.
        case none

        /// The response's name.
        public var name: Text {
            switch self {
            case .filed(let filing):
                filing.late == nil ? Text(zh: "已填报", en: "filed") : Text(zh: "已填报（逾期经批准）", en: "filed late, approved")
            case .excused(let excuse): Text(zh: "已说明（\(excuse.ground.name.zh)）", en: "excused (\(excuse.ground.name.en))")
            case .none: Text(zh: "未填报", en: "not filed")
            }
        }
    }

    /// A register.
    ///
    /// - Parameter outcomes: What was decided so far; a demonstration that was withdrawn is one no more.
    public init(
        _ demonstrations: [Demonstration], filings: [ReassessmentFiling], excuses: [Excuse], outcomes: [ReassessmentOutcome] = []
    ) {
        self.demonstrations = demonstrations
        self.filings = Dictionary(filings.map { ($0.demonstration, $0) }, uniquingKeysWith: { first, _ in first })
        self.excuses = Dictionary(excuses.map { ($0.demonstration, $0) }, uniquingKeysWith: { first, _ in first })
        decided = Dictionary(
            outcomes.compactMap { outcome in outcome.decided.map { (outcome.demonstration, $0) } }, uniquingKeysWith: { first, _ in first })
        byCode = Dictionary(grouping: demonstrations, by: \.creditCode)
        byName = Dictionary(grouping: demonstrations, by: { OrganisationName.plain($0.name) })
    }

    /// What a demonstration did.
    public func response(of demonstration: String) -> Response {
        if let filing = filings[demonstration] { return .filed(filing) }
        return excuses[demonstration].map { .excused($0) } ?? .none
    }

    /// Whether a demonstration still is one, for all that the round knows: what was decided on it; before that, whether it is
    /// excused, since it is there no more.
    public func stands(_ demonstration: String) -> Bool {
        decided[demonstration].map { $0 != .withdraw } ?? (excuses[demonstration] == nil)
    }

    /// The demonstration that an applicant is already, by which it needn't apply in the dossier's category (notice 一（三）2:
    /// 已成为示范城市的无需再进行申报推荐), and the check that this concerns; nil where it may apply, also again.
    ///
    /// Matched by credit code or by name, whichever agrees: a slip in a code must not hide it.
    public func bar(to dossier: Dossier, under call: Call) -> (demonstration: Demonstration, check: EligibilityCheck)? {
        guard let category = call.category(dossier.category), let policy = call.reassessment else { return nil }
        let checks = call.checks(of: category)
        let same = (byCode[dossier.creditCode] ?? []) + (byName[OrganisationName.plain(dossier.applicant)] ?? [])
        for demonstration in same where stands(demonstration.id) {
            let bars = policy.designations.first { $0.category == demonstration.category }?.bars
            if let check = checks.first(where: { $0.id == bars }) { return (demonstration, check) }
        }
        return nil
    }

    /// The flags that the register raises on dossiers: that the applicant is a demonstration already, for a person to decide,
    /// since the summary table says that it isn't.
    public func flags(on dossiers: [Dossier], under call: Call) -> [Flag] {
        dossiers.compactMap { dossier in
            bar(to: dossier, under: call).map { demonstration, check in
                Flag(
                    dossier: dossier.id, check: check.id,
                    found: "登记表 \(demonstration.id)：第\(demonstration.batch)批\(demonstration.name)（\(demonstration.creditCode)）")
            }
        }
    }
}
