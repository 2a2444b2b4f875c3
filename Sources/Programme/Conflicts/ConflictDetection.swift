/// Finds the relations that bar experts from dossiers, in what the tables say.
///
/// Sources: 政府采购法实施条例 9 (relations within three years), 自然科学基金条例 20 (own application, unsuitable experts),
/// 招标投标法实施条例 46 (officials in charge may not sit); the call sets which apply and how far. What rests on a near name
/// is a suspicion, for a person to settle.
public struct ConflictDetection: Sendable {
    private let call: Call
    private let dossiers: [Dossier]
    private let experts: [Expert]
    private let affiliations: [Affiliation]
    private let interests: [Interest]
    private let relations: [OrganisationRelation]
    private let findings: [NameFinding]

    /// Detection over all that a round has taken in, and what people found of names.
    public init(
        call: Call, dossiers: [Dossier], experts: [Expert], affiliations: [Affiliation], interests: [Interest],
        relations: [OrganisationRelation] = [], findings: [NameFinding] = []
    ) {
        self.call = call
        self.dossiers = dossiers
        self.experts = experts
        self.affiliations = affiliations
        self.interests = interests
        self.relations = relations
        self.findings = NameFinding.latest(of: findings)
    }

    /// Every relation found, at most one a (expert, dossier, ground) with all that shows it, by expert, dossier and ground.
    public func conflicts() -> [Conflict] {
        var found = FoundConflicts(experts: experts, dossiers: dossiers)
        let houses = HouseSearch(
            call: call, dossiers: dossiers, experts: experts, affiliations: affiliations, interests: interests,
            relations: relations, findings: findings)
        houses.enter(in: &found)
        byOfficials(&found)
        byNomination(&found)
        byRegion(&found)
        return found.conflicts
    }

    private func byOfficials(_ found: inout FoundConflicts) {
        let organs = Dictionary(grouping: affiliations, by: \.organisation).compactMap { name, posts in
            OfficialNames(OrganisationName(name)).map { (name: $0, posts: posts) }
        }
        guard !organs.isEmpty else { return }
        for dossier in dossiers where call.conflicts.officials.contains(dossier.category) {
            let authority = call.authority(dossier.authority)
            let applicant = OrganisationName.plain(dossier.applicant)
            for (name, posts) in organs {
                let inCharge = authority.map(name.isDepartment) ?? .different
                let ofCity = name.isOrgan(of: applicant)
                guard inCharge != .different || ofCity != .different else { continue }
                let isCertain = inCharge == .same || ofCity == .same
                let role =
                    inCharge != .different
                    ? Text(zh: "为推荐单位（\(authority?.name ?? "")）的主管部门", en: "is the department of the authority (\(authority?.name ?? ""))")
                    : Text(zh: "为申报城市的部门", en: "is an organ of the applicant city")
                for post in posts where post.binds(on: dossier.filedOn, years: call.conflicts.affiliationYears) {
                    found.enter(
                        post.expert, dossier, .official,
                        post.evidence + Text(zh: "，该单位", en: ", which ") + role
                            + (isCertain ? Text(verbatim: "") : Text(zh: "，须核实", en: ": to be checked")),
                        isCertain ? .detected : .suspected)
                }
            }
        }
    }

    private func byNomination(_ found: inout FoundConflicts) {
        for dossier in dossiers {
            for expert in dossier.unsuitable {
                found.enter(
                    expert, dossier, .unsuitable,
                    Text(
                        zh: "申报主体\(dossier.applicant)提出不适宜评审", en: "named as unsuitable by \(dossier.applicant)"),
                    .declared)
            }
        }
    }

    private func byRegion(_ found: inout FoundConflicts) {
        let experts = Dictionary(grouping: experts, by: \.region)
        for dossier in dossiers where call.conflicts.ownRegion.contains(dossier.category) {
            guard let authority = call.authority(dossier.authority) else { continue }
            for region in call.authorities where region.overlaps(authority) {
                let evidence = Text(
                    zh: "专家所在地区（\(region.name)）与推荐单位（\(authority.name)）同属一地",
                    en: "the expert's region (\(region.name)) is that of the authority (\(authority.name))")
                for expert in experts[region.code] ?? [] { found.enter(expert.id, dossier, .region, evidence, .detected) }
            }
        }
    }
}

extension Affiliation {
    /// Whether the affiliation still binds on a day: it lasts, or ended no more than some years before. One that begins
    /// later binds too: who joins the applicant during the review has an interest in it.
    func binds(on day: Day, years: Int) -> Bool {
        guard let until else { return true }
        return until.adding(years: years) >= day
    }

    /// Whether the affiliation lasts on a day.
    func includes(_ day: Day) -> Bool {
        from <= day && (until ?? day) >= day
    }

    var evidence: Text {
        Text(
            zh: "\(from) 至\(until.map { " \($0)" } ?? "今")任\(organisation)\(position)",
            en: "\(position) at \(organisation), \(from) to \(until.map(\.description) ?? "now")")
    }
}
