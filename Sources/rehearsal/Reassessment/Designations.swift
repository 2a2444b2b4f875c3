/// Draws the demonstrations of earlier batches: whom they are, and what they did about their reassessment.
struct Designations {
    /// How many of each kind.
    private static let counts: [(kind: Designated.Kind, count: Int)] = [(.enterprise, 166), (.project, 94), (.platform, 110), (.city, 30)]
    /// The made-up days on which batches were designated.
    private static let days = [Day(2017, 12, 1), Day(2018, 12, 3), Day(2020, 12, 1), Day(2022, 1, 17)]
    /// How many changed their name since.
    private static let renamed = 7
    /// How many name unsuitable reviewers.
    private static let objecting = 12
    /// How many neither filed nor were excused.
    private static let silent = 9
    /// How many filed after the last day.
    static let late = 2
    /// The last day of filing.
    static let lastDay = Day(2023, 5, 31)
    /// What authorities explain.
    private static let grounds: [(ground: String, note: String, count: Int)] = [
        ("注销", "示例：已于登记机关办理注销登记", 6), ("吊销", "示例：营业执照被吊销", 4), ("停业", "示例：已停业一年以上", 3),
        ("清算", "示例：进入破产清算程序", 3),
    ]

    private let rules: Rules
    private let seed: UInt64

    /// The demonstrations under the rules of the call.
    init(rules: Rules, seed: UInt64) {
        self.rules = rules
        self.seed = seed
    }

    /// All demonstrations, numbered by kind.
    func draw(beside dossiers: [Dossier], experts: [Expert], naming registry: inout Registry) -> [Designated] {
        var generator = Generator(seed: seed, stream: "demonstrations")
        var list: [Designated] = []
        for (kind, count) in Self.counts {
            for _ in 0..<count {
                list.append(demonstration("R-" + padded(list.count + 1, to: 3), kind, naming: &registry, by: &generator))
            }
        }
        asApplicants(among: dossiers, &list)
        respond(&list, experts: experts)
        return list
    }

    private func demonstration(
        _ id: String, _ kind: Designated.Kind, naming registry: inout Registry, by generator: inout Generator
    ) -> Designated {
        let authorities = rules.authorities.filter { kind != .city || $0.code != "XPCC" }
        let authority = generator.pick(authorities.map { (element: $0, weight: $0.quotas[.enterprise] == 3 ? 1 : 3) })
        let batch = generator.pick([(1, 2), (2, 2), (3, 4), (4, 5)])
        let industry = generator.below(Names.industries.count)
        let name: String
        switch kind {
        case .enterprise, .project: name = registry.unused { Names.enterprise(industry: industry, by: &generator) }
        case .platform:
            name = registry.unused { Names.otherPlatform(mode: generator.pick(rules.platformModes), company: true, by: &generator) }
        case .city:
            // The plain names are those of applicants.
            name = registry.unused {
                let city = Names.city(district: authority.cities == 2 && authority.code.hasSuffix("10000"), by: &generator)
                return Names.mark + generator.pick(["东", "西", "南", "北"]) + city.dropFirst(Names.mark.count)
            }
        }
        return Designated(
            id: id, batch: batch, kind: kind, name: name,
            code: registry.unused { CreditCode.make(kind: kind == .city ? "11" : "91", by: &generator) }, authority: authority,
            day: Self.days[batch - 1], response: .silent)
    }

    /// Two cities of the register apply in the selection too: one bears the name of an applicant with another code, a matter for a
    /// person to decide; one is none any more, and may apply again.
    private func asApplicants(among dossiers: [Dossier], _ list: inout [Designated]) {
        var generator = Generator(seed: seed, stream: "demonstrations/applicants")
        let applicants = generator.choose(2, of: dossiers.filter(\.category.isCity))
        let cities = list.indices.filter { list[$0].kind == .city }
        for (index, applicant) in zip(cities, applicants) {
            list[index].name = applicant.applicant
            list[index].authority = applicant.authority
        }
        list[cities[1]].code = applicants[1].code
        list[cities[1]].response = .excused(
            ground: "其他", document: "示例函〔2023〕40号", day: Day(2023, 5, 9), note: "示例：原示范范围行政区划调整，示范主体不再存续")
    }

    private func respond(_ list: inout [Designated], experts: [Expert]) {
        var generator = Generator(seed: seed, stream: "demonstrations/responses")
        let bodies = generator.shuffled(list.indices.filter { list[$0].kind != .city })
        var rest = bodies[...]
        var letters = 40
        for (ground, note, count) in Self.grounds {
            for _ in 0..<count {
                letters += 1
                list[rest.removeFirst()].response = .excused(
                    ground: ground, document: "示例函〔2023〕\(letters)号", day: generator.day(from: Day(2023, 4, 3), through: Day(2023, 5, 31)),
                    note: note)
            }
        }
        let silent = Set(rest.prefix(Self.silent))
        let late = Set(rest.dropFirst(Self.silent).prefix(Self.late))
        let renamed = Set(rest.dropFirst(Self.silent + Self.late).prefix(Self.renamed))
        let objecting = Set(rest.dropFirst(Self.silent + Self.late + Self.renamed).prefix(Self.objecting))
        var dossiers = 0
        for index in list.indices where !silent.contains(index) {
            if case .excused = list[index].response { continue }
            dossiers += 1
            let kind = list[index].kind
            let open = kind == .platform ? rules.platformModes : rules.enterpriseModes
            let mode = generator.pick(open)
            let industry = generator.pick(Names.industries).name
            list[index].response = .filed(
                Designated.Filing(
                    dossier: "P-" + padded(dossiers, to: 3),
                    name: renamed.contains(index) ? Names.formerName(of: list[index].name) : list[index].name,
                    mode: kind == .city ? "" : mode, industry: kind == .city ? "" : industry,
                    day: late.contains(index) ? Day(2023, 6, 5) : generator.day(from: Day(2023, 4, 10), through: Self.lastDay),
                    unsuitable: objecting.contains(index) ? generator.choose(generator.number(in: 1...3), of: experts).map(\.id) : []))
        }
    }
}
