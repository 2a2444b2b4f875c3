/// Finds the relations that bar experts from dossiers, in what the tables say.
///
/// Sources: 政府采购法实施条例 9 (relations within three years), 自然科学基金条例 20 (own application, unsuitable experts);
/// the call sets which apply and how far.
public struct ConflictDetection: Sendable {
    private let call: Call
    private let dossiers: [Dossier]
    private let experts: [Expert]
    private let affiliations: [Affiliation]
    private let interests: [Interest]

    /// Detection over all that a round has taken in.
    public init(
        call: Call, dossiers: [Dossier], experts: [Expert], affiliations: [Affiliation], interests: [Interest]
    ) {
        self.call = call
        self.dossiers = dossiers
        self.experts = experts
        self.affiliations = affiliations
        self.interests = interests
    }

    /// Every relation found, at most one a (expert, dossier, ground), by expert, dossier and ground.
    public func conflicts() -> [Conflict] {
        var found: [Key: Conflict] = [:]
        func enter(_ conflict: Conflict) {
            let key = Key(expert: conflict.expert, dossier: conflict.dossier, ground: conflict.ground)
            if found[key] == nil { found[key] = conflict }
        }
        byAffiliation(enter)
        byInterest(enter)
        byOwnApplication(enter)
        byNomination(enter)
        byRegion(enter)
        return found.values.sorted {
            ($0.expert, $0.dossier, $0.ground.rawValue) < ($1.expert, $1.dossier, $1.ground.rawValue)
        }
    }

    private struct Key: Hashable {
        var expert: String
        var dossier: String
        var ground: Conflict.Ground
    }

    private func byAffiliation(_ enter: (Conflict) -> Void) {
        let index = ApplicantIndex(dossiers)
        for affiliation in affiliations {
            for dossier in index.dossiers(of: affiliation.organisation, creditCode: affiliation.creditCode)
            where affiliation.binds(on: dossier.filedOn, years: call.conflicts.affiliationYears) {
                enter(
                    Conflict(
                        expert: affiliation.expert, dossier: dossier.id, ground: .affiliation,
                        evidence: affiliation.evidence, state: .detected))
            }
        }
    }

    private func byInterest(_ enter: (Conflict) -> Void) {
        let index = ApplicantIndex(dossiers)
        for interest in interests where interest.kind != .ownApplication {
            for dossier in index.dossiers(of: interest.applicant, creditCode: interest.creditCode) {
                enter(
                    Conflict(
                        expert: interest.expert, dossier: dossier.id,
                        ground: interest.kind == .kinship ? .kinship : .interest,
                        evidence: Text(
                            zh: "本人声明与\(interest.applicant)有\(interest.kind.name.zh)：\(interest.note)",
                            en: "declared \(interest.kind.name.en) with \(interest.applicant): \(interest.note)"),
                        state: .declared))
            }
        }
    }

    /// An expert whose house applies in a category, or who said so, is barred from all of the category.
    private func byOwnApplication(_ enter: (Conflict) -> Void) {
        let index = ApplicantIndex(dossiers)
        var applications: [(expert: String, own: Dossier, state: Conflict.State)] = []
        for affiliation in affiliations {
            for dossier in index.dossiers(of: affiliation.organisation, creditCode: affiliation.creditCode)
            where affiliation.includes(dossier.filedOn) {
                applications.append((affiliation.expert, dossier, .detected))
            }
        }
        for interest in interests where interest.kind == .ownApplication {
            for dossier in index.dossiers(of: interest.applicant, creditCode: interest.creditCode) {
                applications.append((interest.expert, dossier, .declared))
            }
        }
        let byCategory = Dictionary(grouping: dossiers, by: \.category)
        for (expert, own, state) in applications {
            // Where the call does not bar the whole category, a declaration still bars the dossier that it is about; an
            // affiliation bars it as such.
            let whole = call.conflicts.ownApplicationInCategory
            let barred = whole ? byCategory[own.category] ?? [] : state == .declared ? [own] : []
            for dossier in barred {
                enter(
                    Conflict(
                        expert: expert, dossier: dossier.id, ground: .ownApplication,
                        evidence: Text(
                            zh: "本人或本单位申报同类项目：\(own.id) \(own.applicant)",
                            en: "own application in the same category: \(own.id) \(own.applicant)"),
                        state: state))
            }
        }
    }

    private func byNomination(_ enter: (Conflict) -> Void) {
        let known = Set(experts.map(\.id))
        for dossier in dossiers {
            for expert in dossier.unsuitable where known.contains(expert) {
                enter(
                    Conflict(
                        expert: expert, dossier: dossier.id, ground: .unsuitable,
                        evidence: Text(
                            zh: "申报主体\(dossier.applicant)提出不适宜评审",
                            en: "named as unsuitable by \(dossier.applicant)"),
                        state: .declared))
            }
        }
    }

    private func byRegion(_ enter: (Conflict) -> Void) {
        let experts = Dictionary(grouping: experts, by: \.region)
        for dossier in dossiers where call.conflicts.ownRegion.contains(dossier.category) {
            guard let authority = call.authority(dossier.authority) else { continue }
            for region in call.authorities where region.overlaps(authority) {
                for expert in experts[region.code] ?? [] {
                    enter(
                        Conflict(
                            expert: expert.id, dossier: dossier.id, ground: .region,
                            evidence: Text(
                                zh: "专家所在地区（\(region.name)）与推荐单位（\(authority.name)）同属一地",
                                en: "the expert's region (\(region.name)) is that of the authority (\(authority.name))"),
                            state: .detected))
                }
            }
        }
    }
}

/// Dossiers by their applicant: by credit code, and by name where both codes are not known.
private struct ApplicantIndex {
    private var byCode: [String: [Dossier]] = [:]
    private var byName: [String: [Dossier]] = [:]

    init(_ dossiers: [Dossier]) {
        byCode = Dictionary(grouping: dossiers, by: \.creditCode)
        byName = Dictionary(grouping: dossiers, by: { OrganisationName.plain($0.applicant) })
    }

    /// The dossiers of an organisation. The same name is taken for the same organisation even where codes differ:
    /// a slip in a code must not hide a relation.
    func dossiers(of name: String, creditCode: String) -> [Dossier] {
        var matches = creditCode.isEmpty ? [] : byCode[creditCode] ?? []
        for dossier in byName[OrganisationName.plain(name)] ?? []
        where !matches.contains(where: { $0.id == dossier.id }) {
            matches.append(dossier)
        }
        return matches
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
