/// The register of earlier demonstrations, with what each of them did about its reassessment.
public struct DemonstrationRegister: Sendable {
    /// The demonstrations.
    public let demonstrations: [Demonstration]
    private let filings: [String: ReassessmentFiling]
    private let excuses: [String: Excuse]
    private let decided: [String: Verdict]
    private let unapproved: Set<String>

    /// What a demonstration did.
    public enum Response: Sendable, Hashable {
        /// It filed.
        case filed(ReassessmentFiling)
        /// It filed late, and nobody has approved that this counts.
        case late(ReassessmentFiling)
        /// Its authority explained why it cannot.
        case excused(Excuse)
        /// Neither.
        case none

        /// The response's name.
        public var name: Text {
            switch self {
            case .filed(let filing):
                filing.late == nil ? Text(zh: "已填报", en: "filed") : Text(zh: "已填报（逾期经批准）", en: "filed late, approved")
            case .late: Text(zh: "逾期填报，未经批准", en: "filed late, not approved")
            case .excused(let excuse): Text(zh: "已说明（\(excuse.ground.name.zh)）", en: "excused (\(excuse.ground.name.en))")
            case .none: Text(zh: "未填报", en: "not filed")
            }
        }
    }

    /// A register.
    ///
    /// - Parameters:
    ///   - outcomes: What was decided so far; a demonstration that was withdrawn is one no more.
    ///   - unapproved: The demonstrations that filed late, and whose filing nobody has approved.
    public init(
        _ demonstrations: [Demonstration], filings: [ReassessmentFiling], excuses: [Excuse], outcomes: [ReassessmentOutcome] = [],
        unapproved: Set<String> = []
    ) {
        self.demonstrations = demonstrations
        self.filings = Dictionary(filings.map { ($0.demonstration, $0) }, uniquingKeysWith: { first, _ in first })
        self.excuses = Dictionary(excuses.map { ($0.demonstration, $0) }, uniquingKeysWith: { first, _ in first })
        decided = Dictionary(
            outcomes.compactMap { outcome in outcome.decided.map { (outcome.demonstration, $0) } }, uniquingKeysWith: { first, _ in first })
        self.unapproved = unapproved
    }

    /// What a demonstration did.
    public func response(of demonstration: String) -> Response {
        if let filing = filings[demonstration] { return unapproved.contains(demonstration) ? .late(filing) : .filed(filing) }
        return excuses[demonstration].map { .excused($0) } ?? .none
    }

    /// Whether a demonstration still is one, for all that the round knows: what was decided on it; before that, whether it is
    /// excused, since it is there no more.
    public func stands(_ demonstration: String) -> Bool {
        decided[demonstration].map { $0 != .withdraw } ?? (excuses[demonstration] == nil)
    }

    /// Who is a demonstration still and needn't apply again by the call, and in which categories (notice 一（三）2:
    /// 已成为示范城市的无需再进行申报推荐): those whose applicants have to say that they are none.
    public func designations(under call: Call) -> [Designation] {
        guard let policy = call.reassessment else { return [] }
        return demonstrations.filter { stands($0.id) }.compactMap { demonstration in
            guard let check = policy.designations.first(where: { $0.category == demonstration.category })?.bars else { return nil }
            return Designation(
                name: demonstration.name, creditCode: demonstration.creditCode,
                source: "登记表 \(demonstration.id)，第\(demonstration.batch)批",
                bars: call.categories.filter { call.checks(of: $0).contains { $0.id == check } }.map(\.id))
        }
    }
}
