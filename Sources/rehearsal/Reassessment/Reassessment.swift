import Foundation

/// The made-up reassessment beside the national round: the register, what was filed and explained, and more experts, since the
/// two tracks share them.
struct Reassessment {
    /// The experts who join for it.
    private static let joining = 130
    /// Experts who left a demonstration within the three years in which that bars them.
    private static let recent = 40
    /// Experts who serve one still.
    private static let current = 3
    /// Experts who declare an interest.
    private static let declaring = 18

    /// The seed that it is drawn from.
    let seed: UInt64
    /// The demonstrations.
    let demonstrations: [Designated]
    /// The experts who join.
    let experts: [Expert]
    /// Where they work and have worked, and who of all experts served demonstrations.
    let affiliations: [Affiliation]
    /// What experts declare on demonstrations.
    let interests: [Interest]
    /// What nobody knows.
    let truth: Truth

    /// Draws it beside a round.
    init(
        beside dossiers: [Dossier], _ known: [Expert], at organisations: [Organisation], rules: Rules, seed: UInt64,
        naming registry: inout Registry
    ) {
        let joining = Experts(
            rules: rules, seed: seed, stream: "experts/reassessment", first: known.count + 1, count: Self.joining, inBeijing: 32,
            elsewhere: 1
        ).draw(naming: &registry)
        let all = known + joining
        let demonstrations = Designations(rules: rules, seed: seed).draw(beside: dossiers, experts: all, naming: &registry)
        let houses =
            organisations
            + Organisations(seed: seed, stream: "organisations/reassessment").draw(
                for: joining, in: rules.authorities.map(\.name), naming: &registry)
        var generator = Generator(seed: seed, stream: "reassessment/relations")
        let bodies = generator.shuffled(demonstrations.filter { $0.kind != .city })
        let people = generator.shuffled(all)
        let posts = Affiliations(seed: seed)
        var served: [Affiliation] = []
        for index in 0..<(Self.recent + Self.current) {
            let end = index < Self.recent ? generator.day(from: Day(2021, 1, 4), through: Day(2023, 2, 28)) : nil
            let start = Day(number: (end ?? Day(2023, 1, 1)).number - generator.number(in: 400...2000))
            served.append(
                posts.served(people[index], bodies[index].name, bodies[index].code, start: start, end: end, by: &generator))
        }
        affiliations =
            (joining.flatMap { posts.ordinary(of: $0, at: houses) } + served)
            .enumerated().sorted {
                ($0.element.expert, -$0.element.start.number, $0.offset) < ($1.element.expert, -$1.element.start.number, $1.offset)
            }
            .map(\.element)
        let declaring = zip(people.dropFirst(Self.recent + Self.current), bodies.dropFirst(Self.recent + Self.current))
            .prefix(Self.declaring)
        interests = declaring.enumerated().map { index, pair in
            let ground: Interest.Ground = index % 3 == 2 ? .kinship : .relation
            return Interest(
                expert: pair.0.id, applicant: pair.1.name, code: pair.1.code, ground: ground, note: generator.pick(ground.notes))
        }
        .sorted { $0.expert < $1.expert }
        experts = joining
        self.demonstrations = demonstrations
        truth = Truth(of: demonstrations, and: joining, seed: seed)
        self.seed = seed
    }

    /// Writes every table and the README into a folder.
    func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let filed = demonstrations.filter { $0.filingRow != nil }
        func isLate(_ demonstration: Designated) -> Bool {
            guard case .filed(let filing) = demonstration.response else { return false }
            return filing.day > Designations.lastDay
        }
        let tables = [
            ("demonstrations.csv", Table(header: Designated.header, rows: demonstrations.map(\.row))),
            (
                "reassessments.csv",
                Table(header: Designated.Filing.header, rows: filed.filter { !isLate($0) }.compactMap(\.filingRow))
            ),
            ("late.csv", Table(header: Designated.Filing.header, rows: filed.filter(isLate).compactMap(\.filingRow))),
            ("excuses.csv", Table(header: Designated.excuseHeader, rows: demonstrations.compactMap(\.excuseRow))),
            ("experts.csv", Table(header: Expert.header, rows: experts.map(\.row))),
            ("affiliations.csv", Table(header: Affiliation.header, rows: affiliations.map(\.row))),
            ("interests.csv", Table(header: Interest.header, rows: interests.map(\.row))),
            ("truth.csv", truth.table),
        ]
        for (name, table) in tables { try table.data().write(to: folder.appendingPathComponent(name)) }
        try Data(readme.utf8).write(to: folder.appendingPathComponent("README.md"))
    }

    private var readme: String {
        let filed = demonstrations.count { $0.filingRow != nil }
        let excused = demonstrations.count { $0.excuseRow != nil }
        return """
            # 前四批示范评估评价 · The reassessment of earlier demonstrations

            **全部内容均为虚构**，与上一级目录相同：名称以“示例”开头，信用代码的行政区划段为 000000，批次日期也是虚构的。\
            与上一级目录一起由 `rehearsal tables` 生成。

            **Everything here is made up**, as in the folder above: names begin with 示例, codes lie in an area of zeros, and \
            the days of designation are made up too. `rehearsal tables` makes it together with the folder above.

            | 文件 file | 内容 content |
            | --- | --- |
            | `demonstrations.csv` | 示范登记表，\(demonstrations.count) 个：企业、项目、平台、城市，第一至四批。\
            The register: enterprises, projects, platforms and cities of batches one to four |
            | `reassessments.csv`, `late.csv` | 填报 \(filed) 份，其中逾期 \(Designations.late) 份；有的已更名。\
            What \(filed) of them filed, \(Designations.late) late; some bear a new name |
            | `excuses.csv` | 主管部门书面说明 \(excused) 份。Explanations of authorities |
            | `experts.csv`, `affiliations.csv`, `interests.csv` | 增加的 \(experts.count) 名专家，以及全部专家与示范主体的任职和利害关系。\
            \(experts.count) more experts, and posts and interests of all experts at demonstrations |
            | `truth.csv` | 模拟参数。Parameters of the simulation |

            其余 \(demonstrations.count - filed - excused) 个既未填报也未说明。两个城市同时申报第五批：一个与登记表中的城市同名而代码不同，\
            须由人核定；一个已不再是示范城市，可以再次申报。

            The other \(demonstrations.count - filed - excused) did neither. Two cities apply in the selection too: one bears the name of \
            a city of the register and another code, for a person to decide; one is no demonstration any more and may apply again.

            """
    }
}

extension Truth {
    /// The truth of what was filed: most are kept, some have to be put in order, a few fall short.
    init(of demonstrations: [Designated], and experts: [Expert], seed: UInt64) {
        let filed = demonstrations.compactMap { demonstration -> OfDossier? in
            guard case .filed(let filing) = demonstration.response else { return nil }
            var generator = Generator(seed: seed, stream: "truth/\(filing.dossier)")
            let quality = 762 + generator.deviation() * 100 / 1000
            return OfDossier(id: filing.dossier, quality: min(max(quality, 400), 960), flaw: nil)
        }
        self.init(dossiers: filed, experts: experts.map { OfExpert($0, seed: seed) })
    }
}
