/// Draws the dossiers of the country: every quota filled, none exceeded.
struct Dossiers {
    private let rules: Rules
    private let seed: UInt64

    /// The dossiers under the rules of the call.
    init(rules: Rules, seed: UInt64) {
        self.rules = rules
        self.seed = seed
    }

    /// All dossiers, numbered by authority, then category.
    func draw(naming registry: inout Registry) -> [Dossier] {
        var dossiers: [Dossier] = []
        for authority in rules.authorities {
            var generator = Generator(seed: seed, stream: "dossiers/\(authority.code)")
            for category in categories(of: authority, by: &generator) {
                let id = "D-" + padded(dossiers.count + 1, to: 3)
                dossiers.append(dossier(id, authority, category, naming: &registry, by: &generator))
            }
        }
        spread(over: &dossiers)
        return dossiers
    }

    /// A dossier filed after the deadline, by the authority that recommends the lowest share of service income: its place may
    /// become free.
    func drawLate(after dossiers: [Dossier], naming registry: inout Registry) -> Dossier {
        var generator = Generator(seed: seed, stream: "dossiers/late")
        func tenths(_ dossier: Dossier) -> Int {
            let parts = dossier.serviceShare.split(separator: ".")
            return (parts.first.flatMap { Int($0) } ?? 100) * 10 + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        }
        let lowest = dossiers.filter { $0.category == .enterprise }.min { tenths($0) < tenths($1) } ?? dossiers[0]
        let id = "D-" + padded(dossiers.count + 1, to: 3)
        var late = dossier(id, lowest.authority, .enterprise, naming: &registry, by: &generator)
        late.filed = Day(2023, 6, 2)
        return late
    }

    /// The category of each dossier of an authority.
    private func categories(of authority: Rules.Authority, by generator: inout Generator) -> [Category] {
        var list: [Category] = []
        for category in Category.allCases {
            list += Array(repeating: category, count: authority.quotas[category] ?? 0)
        }
        // A separately planned city has no quota for each kind of city, only one for both.
        let cities = authority.cities - list.count(where: \.isCity)
        for _ in 0..<max(0, cities) {
            list.append(generator.pick([.comprehensiveCity, .designCity]))
        }
        return list
    }

    private func dossier(
        _ id: String, _ authority: Rules.Authority, _ category: Category, naming registry: inout Registry,
        by generator: inout Generator
    ) -> Dossier {
        let industry = generator.below(Names.industries.count)
        let filed = generator.day(from: Day(2023, 4, 10), through: Day(2023, 5, 31))
        var mode = ""
        var kind = "91"
        let name: String
        switch category {
        case .enterprise:
            mode = generator.pick(rules.enterpriseModes)
            name = registry.unused { Names.enterprise(industry: industry, by: &generator) }
        case .sharedPlatform:
            mode = "共享制造"
            name = registry.unused { Names.sharedPlatform(industry: industry, by: &generator) }
        case .otherPlatform:
            mode = generator.pick(rules.platformModes.filter { $0 != "共享制造" })
            let company = mode != "检验检测认证服务" || generator.happens(60)
            kind = company ? "91" : "12"
            name = registry.unused { Names.otherPlatform(mode: mode, company: company, by: &generator) }
        case .comprehensiveCity, .designCity:
            kind = "11"
            let district = ["110000", "120000", "310000", "500000"].contains(authority.code)
            name = registry.unused { Names.city(district: district, by: &generator) }
        }
        let code = registry.unused { CreditCode.make(kind: kind, by: &generator) }
        var dossier = Dossier(
            id: id, authority: authority, category: category, applicant: name, code: code, filed: filed)
        if !category.isCity {
            dossier.mode = mode
            dossier.industry = Names.industries[industry].name
        }
        if category == .enterprise {
            dossier.serviceShare = share(generator.number(in: 302...750))
        }
        if category.isPlatform {
            dossier.origin = generator.happens(45) ? "制造业企业衍生" : "第三方专业服务"
            dossier.operating = generator.day(from: Day(2014, 1, 1), through: Day(2021, 3, 31))
        }
        return dossier
    }

    /// A share in tenths of a percent, as written: 42.5, and 42 for 42.0.
    private func share(_ tenths: Int) -> String {
        tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    /// What a few dossiers of the country have: low shares of service income, days and shares on the very limit, and
    /// codes whose check character does not conform.
    private func spread(over dossiers: inout [Dossier]) {
        var generator = Generator(seed: seed, stream: "dossiers/exceptions")
        let enterprises = generator.shuffled(dossiers.indices.filter { dossiers[$0].category == .enterprise })
        for index in enterprises[0..<11] {
            dossiers[index].serviceShare = share(generator.number(in: 120...298))
        }
        dossiers[enterprises[11]].serviceShare = share(299)
        dossiers[enterprises[12]].serviceShare = share(300)
        let notes = [
            "示例：登记机关换发执照时沿用旧组织机构代码，校验位与国家标准不符，已核对营业执照原件",
            "示例：代码为登记机关赋码系统升级前所发，校验位不符，附登记机关书面说明",
        ]
        for (index, note) in zip(enterprises[13...], notes) {
            dossiers[index].code = CreditCode.spoiled(dossiers[index].code)
            dossiers[index].codeNote = note
        }
        let platforms = generator.shuffled(dossiers.indices.filter { dossiers[$0].category.isPlatform })
        for index in platforms.prefix(2) {
            dossiers[index].filed = Day(2023, 5, 31)
            dossiers[index].operating = Day(2021, 5, 31)
        }
    }
}
