/// Finds what experts have to do with applicants through organisations: their own houses, what they declared, relations
/// of the houses, and near names.
struct HouseSearch {
    private let call: Call
    private let dossiers: [Dossier]
    private let affiliations: [Affiliation]
    private let interests: [Interest]
    private let relations: [OrganisationRelation]
    private let directory: OrganisationDirectory
    private let graph: RelationGraph
    private let near: NearNames
    /// The mention of each row, and the rows by who it is.
    private let applicants: [Int]
    private let employers: [Int]
    private let ends: [(Int, Int)]
    private let postsOf: [Int: [Int]]
    private let interestsOf: [Int: [Int]]
    private let advisersOf: [Int: [Int]]
    private let expertsByName: [String: [String]]

    init(
        call: Call, dossiers: [Dossier], experts: [Expert], affiliations: [Affiliation], interests: [Interest],
        relations: [OrganisationRelation], findings: [NameFinding]
    ) {
        self.call = call
        self.dossiers = dossiers
        self.affiliations = affiliations
        self.interests = interests
        self.relations = relations
        var directory = OrganisationDirectory()
        applicants = dossiers.map { directory.add($0.applicant, creditCode: $0.creditCode) }
        employers = affiliations.map { directory.add($0.organisation, creditCode: $0.creditCode) }
        let declared = interests.map { directory.add($0.applicant, creditCode: $0.creditCode) }
        ends = relations.map { relation in
            (
                directory.add(relation.organisation, creditCode: relation.creditCode, isPerson: relation.kind == .person),
                directory.add(relation.other, creditCode: relation.otherCode)
            )
        }
        directory.settle(findings)
        self.directory = directory
        graph = RelationGraph(
            relations, ends: ends, policy: call.conflicts.relations, years: call.conflicts.affiliationYears, in: directory)
        near = NearNames(
            ofExperts: employers + declared, among: applicants + ends.flatMap { [$0.0, $0.1] }, applicants: applicants,
            in: directory, findings: findings)
        postsOf = Dictionary(grouping: employers.indices) { [employers] in directory.one(employers[$0]) }
        interestsOf = Dictionary(grouping: declared.indices) { directory.one(declared[$0]) }
        advisersOf = Dictionary(grouping: relations.indices.filter { relations[$0].kind == .preparation }) { [ends] in
            directory.one(ends[$0].1)
        }
        // A controlling person and an expert of one name may be one person.
        expertsByName = Dictionary(grouping: experts) { OrganisationName.plain($0.name) }.mapValues { $0.map(\.id) }
    }

    /// Enters all that is found.
    func enter(in found: inout FoundConflicts) {
        var own: [(expert: String, dossier: Int, state: Conflict.State)] = []
        for index in dossiers.indices {
            let dossier = dossiers[index]
            let day = dossier.filedOn.daysSince1970
            let start = directory.one(applicants[index])
            for reach in graph.reached(from: start, on: day) {
                enter(reach, of: index, in: &found, &own)
            }
            for link in near.ofApplicant(start) where graph.contains(link.one) {
                for reach in graph.reached(from: link.one, on: day) { enterSuspected(reach, of: dossier, by: link, in: &found) }
            }
        }
        enterOwn(own, in: &found)
    }

    private func enter(
        _ reach: RelationGraph.Reach, of index: Int, in found: inout FoundConflicts,
        _ own: inout [(expert: String, dossier: Int, state: Conflict.State)]
    ) {
        let dossier = dossiers[index]
        let isCertain = !reach.isByPersonsName
        for number in postsOf[reach.one] ?? [] {
            let post = affiliations[number]
            if reach.isSameLegalPerson, post.includes(dossier.filedOn) { own.append((post.expert, index, .detected)) }
            guard post.binds(on: dossier.filedOn, years: call.conflicts.affiliationYears) else { continue }
            found.enter(
                post.expert, dossier, reach.isSameLegalPerson ? .affiliation : .relation, post.evidence + words(of: reach),
                isCertain ? .detected : .suspected)
        }
        // A declaration is about the applicant itself: relations do not carry it on.
        if reach.isSameLegalPerson {
            for number in interestsOf[reach.one] ?? [] {
                let interest = interests[number]
                if interest.kind == .ownApplication {
                    own.append((interest.expert, index, .declared))
                } else {
                    found.enter(interest.expert, dossier, interest.kind.ground, interest.evidence, .declared)
                }
            }
            enterAdvisers(of: reach.one, for: dossier, in: &found)
        }
        if let last = reach.relations.last, relations[last].kind == .person, relations[last].organisation.isEmpty == false {
            for expert in expertsByName[OrganisationName.plain(relations[last].organisation)] ?? []
            where directory.isPerson(ends[last].0) && directory.one(ends[last].0) == reach.one {
                found.enter(
                    expert, dossier, .relation,
                    Text(zh: "与实际控制人同名，须核实是否为同一人", en: "has the name of the controlling person: to be checked whether it is the same")
                        + words(of: reach), .suspected)
            }
        }
        for link in near.toExperts(reach.one) { enterNear(link, reach, dossier, in: &found) }
    }

    /// An expert's organisation has a name near to that of the applicant, or of one related to it.
    private func enterNear(_ link: NearNames.Link, _ reach: RelationGraph.Reach, _ dossier: Dossier, in found: inout FoundConflicts) {
        for number in postsOf[link.one] ?? [] {
            let post = affiliations[number]
            guard post.binds(on: dossier.filedOn, years: call.conflicts.affiliationYears) else { continue }
            found.enter(
                post.expert, dossier, reach.isSameLegalPerson ? .affiliation : .relation,
                post.evidence + link.text + words(of: reach), .suspected, names: link.names)
        }
        guard reach.isSameLegalPerson else { return }
        for number in interestsOf[link.one] ?? [] {
            let interest = interests[number]
            found.enter(interest.expert, dossier, interest.kind.ground, interest.evidence + link.text, .suspected, names: link.names)
        }
    }

    /// The applicant has a name near to that of an organisation to which an expert's is related.
    private func enterSuspected(
        _ reach: RelationGraph.Reach, of dossier: Dossier, by link: NearNames.Link, in found: inout FoundConflicts
    ) {
        guard !reach.relations.isEmpty else { return }
        for number in postsOf[reach.one] ?? [] {
            let post = affiliations[number]
            guard post.binds(on: dossier.filedOn, years: call.conflicts.affiliationYears) else { continue }
            found.enter(
                post.expert, dossier, .relation, post.evidence + words(of: reach) + link.text, .suspected, names: link.names)
        }
    }

    private func enterAdvisers(of applicant: Int, for dossier: Dossier, in found: inout FoundConflicts) {
        for index in advisersOf[applicant] ?? [] {
            let relation = relations[index]
            if let until = relation.until, until.adding(years: call.conflicts.affiliationYears) < dossier.filedOn { continue }
            let adviser = directory.one(ends[index].0)
            let said = Text(zh: "；", en: "; ") + relation.text
            for number in postsOf[adviser] ?? [] {
                let post = affiliations[number]
                guard post.binds(on: dossier.filedOn, years: call.conflicts.affiliationYears) else { continue }
                found.enter(post.expert, dossier, .preparation, post.evidence + said, .detected)
            }
            for link in near.toExperts(adviser) {
                for number in postsOf[link.one] ?? [] {
                    let post = affiliations[number]
                    guard post.binds(on: dossier.filedOn, years: call.conflicts.affiliationYears) else { continue }
                    found.enter(post.expert, dossier, .preparation, post.evidence + link.text + said, .suspected, names: link.names)
                }
            }
        }
    }

    /// An expert whose house applies in a category, or who said so, is barred from all of the category. Where the call does
    /// not bar the whole category, a declaration still bars the dossier that it is about; an affiliation bars it as such.
    private func enterOwn(
        _ own: [(expert: String, dossier: Int, state: Conflict.State)], in found: inout FoundConflicts
    ) {
        let byCategory = Dictionary(grouping: dossiers, by: \.category)
        let whole = call.conflicts.ownApplicationInCategory
        for (expert, index, state) in own {
            let dossier = dossiers[index]
            let evidence = Text(
                zh: "本人或本单位申报同类项目：\(dossier.id) \(dossier.applicant)",
                en: "own application in the same category: \(dossier.id) \(dossier.applicant)")
            for barred in whole ? byCategory[dossier.category] ?? [] : state == .declared ? [dossier] : [] {
                found.enter(expert, barred, .ownApplication, evidence, state)
            }
        }
    }

    /// The way from an expert's organisation to the applicant, statement by statement.
    private func words(of reach: RelationGraph.Reach) -> Text {
        let said = reach.relations.reversed().map { relations[$0].text }
        guard !said.isEmpty else { return Text(verbatim: "") }
        return Text(zh: "；" + said.map(\.zh).joined(separator: "；"), en: "; " + said.map(\.en).joined(separator: "; "))
    }
}

extension Interest {
    var evidence: Text {
        Text(
            zh: "本人声明与\(applicant)有\(kind.name.zh)：\(note)", en: "declared \(kind.name.en) with \(applicant): \(note)")
    }
}

extension Interest.Kind {
    /// The ground on which it bars.
    public var ground: Conflict.Ground {
        switch self {
        case .interest: .interest
        case .kinship: .kinship
        case .ownApplication: .ownApplication
        case .preparation: .preparation
        }
    }
}
