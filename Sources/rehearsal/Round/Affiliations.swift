/// Draws where the experts work and have worked, applicants among it.
struct Affiliations {
    /// Experts who left an applicant within the three years in which that bars them.
    private static let recent = 46
    /// Experts who left an applicant before those years.
    private static let longAgo = 12
    /// Experts who still serve an applicant with a shared platform, which bars them from the whole category.
    private static let current = 2

    private let seed: UInt64

    /// The affiliations under a seed.
    init(seed: UInt64) {
        self.seed = seed
    }

    /// All affiliations, by expert and from the latest to the earliest.
    func draw(of experts: [Expert], at organisations: [Organisation], and dossiers: [Dossier]) -> [Affiliation] {
        var list: [Affiliation] = []
        for expert in experts {
            list += ordinary(of: expert, at: organisations)
        }
        list += atApplicants(experts, dossiers)
        let order = list.indices.sorted { left, right in
            let (a, b) = (list[left], list[right])
            return (a.expert, -a.start.number, left) < (b.expert, -b.start.number, right)
        }
        return order.map { list[$0] }
    }

    /// The expert's own organisation, at times a post in an association beside it, at times a former one.
    func ordinary(of expert: Expert, at organisations: [Organisation]) -> [Affiliation] {
        var generator = Generator(seed: seed, stream: "affiliations/\(expert.id)")
        let here = organisations.filter { $0.region == expert.region }
        let main = generator.pick(here.filter { $0.kind.employs(expert.specialties[0]) })
        let start = generator.day(from: Day(2004, 1, 1), through: Day(2019, 12, 31))
        let retired = generator.below(80) == 0
        var list = [
            Affiliation(
                expert: expert.id, organisation: main.name, code: main.code, start: start,
                end: retired ? generator.day(from: Day(2021, 1, 1), through: Day(2023, 2, 28)) : nil,
                post: generator.pick(main.kind.posts))
        ]
        let associations = here.filter { $0.kind == .association && $0.code != main.code }
        if !associations.isEmpty, generator.happens(8) {
            let second = generator.pick(associations)
            list.append(
                Affiliation(
                    expert: expert.id, organisation: second.name, code: second.code,
                    start: generator.day(from: Day(2015, 1, 1), through: Day(2022, 6, 30)), end: nil, post: "理事"))
        }
        if generator.happens(22) {
            let earlier = generator.pick(organisations.filter { $0.code != main.code })
            let end = Day(number: start.number - generator.number(in: 1...90))
            list.append(
                Affiliation(
                    expert: expert.id, organisation: earlier.name, code: earlier.code,
                    start: Day(number: end.number - generator.number(in: 700...3000)), end: end,
                    post: generator.pick(earlier.kind.posts)))
        }
        return list
    }

    /// What makes conflicts, and what nearly does: experts who serve or served an applicant.
    private func atApplicants(_ experts: [Expert], _ dossiers: [Dossier]) -> [Affiliation] {
        var generator = Generator(seed: seed, stream: "affiliations/applicants")
        var people = generator.shuffled(experts)[...]
        let shared = generator.shuffled(dossiers.filter { $0.category == .sharedPlatform })
        let applicants = generator.shuffled(
            dossiers.filter { !$0.category.isCity && $0.id != shared[0].id && $0.id != shared[1].id })
        var list: [Affiliation] = []
        for dossier in shared.prefix(Self.current) {
            let start = generator.day(from: Day(2019, 1, 1), through: Day(2022, 6, 30))
            list.append(served(people.removeFirst(), dossier, start: start, end: nil, by: &generator))
        }
        for (index, dossier) in applicants.prefix(Self.recent + Self.longAgo).enumerated() {
            let recent = index < Self.recent
            let end =
                recent
                ? generator.day(from: Day(2021, 1, 4), through: Day(2023, 2, 28))
                : generator.day(from: Day(2015, 1, 1), through: Day(2019, 12, 31))
            let start = Day(number: end.number - generator.number(in: 400...2000))
            var entry = served(people.removeFirst(), dossier, start: start, end: end, by: &generator)
            // One in eight gave no code, one in eight gave the name that the company bore then.
            if index % 8 == 3 { entry.code = "" }
            if index % 8 == 6 { entry.organisation = Names.formerName(of: dossier.applicant) }
            list.append(entry)
        }
        return list
    }

    private func served(
        _ expert: Expert, _ dossier: Dossier, start: Day, end: Day?, by generator: inout Generator
    ) -> Affiliation {
        served(expert, dossier.applicant, dossier.code, start: start, end: end, by: &generator)
    }

    /// The time that an expert served a company.
    func served(
        _ expert: Expert, _ company: String, _ code: String, start: Day, end: Day?, by generator: inout Generator
    ) -> Affiliation {
        let posts =
            switch expert.specialties[0] {
            case "技术": ["总工程师", "技术顾问", "研发中心主任"]
            case "管理": ["独立董事", "管理顾问", "副总经理"]
            default: ["财务总监", "监事", "独立董事"]
            }
        return Affiliation(
            expert: expert.id, organisation: company, code: code, start: start, end: end,
            post: generator.pick(posts))
    }
}
