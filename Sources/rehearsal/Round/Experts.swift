/// Draws the experts of the country.
struct Experts {
    private let rules: Rules
    private let seed: UInt64
    private let stream: String
    /// The number of the first.
    private let first: Int
    /// How many there are.
    private let count: Int
    /// How many of them work in Beijing.
    private let inBeijing: Int
    /// How many at least work in each other region.
    private let elsewhere: Int

    /// The experts under the rules of the call.
    init(
        rules: Rules, seed: UInt64, stream: String = "experts", first: Int = 1, count: Int = 320, inBeijing: Int = 80, elsewhere: Int = 3
    ) {
        self.rules = rules
        self.seed = seed
        self.stream = stream
        self.first = first
        self.count = count
        self.inBeijing = inBeijing
        self.elsewhere = elsewhere
    }

    /// All experts, numbered in no order of region.
    func draw(naming registry: inout Registry) -> [Expert] {
        var generator = Generator(seed: seed, stream: stream)
        let regions = generator.shuffled(regions(by: &generator))
        let mains = generator.shuffled(shares([("技术", 50), ("管理", 30), ("财务", 20)]))
        let loads = generator.shuffled(shares([(10, 78), (8, 19), (6, 3)]))
        let modes = rules.platformModes
        let industries = Names.industries.map(\.name)
        return (0..<count).map { index in
            var specialties = [mains[index]]
            if generator.happens(35) { specialties.append(second(beside: mains[index], by: &generator)) }
            return Expert(
                id: "E-" + padded(first + index, to: 3),
                name: registry.unused { Names.person(by: &generator) },
                region: regions[index],
                specialties: specialties,
                modes: generator.choose(generator.number(in: 2...4), of: modes),
                industries: generator.choose(generator.number(in: 2...4), of: industries),
                years: generator.number(in: 8...35),
                maximumLoad: loads[index])
        }
    }

    /// A list as long as there are experts, divided by percentages; the first takes what rounding leaves.
    private func shares<Element>(_ parts: [(element: Element, percent: Int)]) -> [Element] {
        var list: [Element] = []
        for part in parts.dropFirst() {
            list += Array(repeating: part.element, count: count * part.percent / 100)
        }
        return Array(repeating: parts[0].element, count: count - list.count) + list
    }

    /// Where each expert works: a quarter in Beijing, at least some everywhere, more where industry is.
    private func regions(by generator: inout Generator) -> [String] {
        let strong = ["上海市", "江苏省", "浙江省", "广东省", "山东省", "湖北省", "四川省", "陕西省", "辽宁省", "天津市"]
        let others = rules.authorities.map(\.name).filter { $0 != "北京市" }
        let weighted = others.map { (element: $0, weight: strong.contains($0) ? 4 : 1) }
        var list = Array(repeating: "北京市", count: inBeijing)
        for name in others { list += Array(repeating: name, count: elsewhere) }
        while list.count < count { list.append(generator.pick(weighted)) }
        return list
    }

    /// A second specialty.
    private func second(beside main: String, by generator: inout Generator) -> String {
        switch main {
        case "技术": generator.happens(80) ? "管理" : "财务"
        case "管理": generator.happens(50) ? "技术" : "财务"
        default: generator.happens(80) ? "管理" : "技术"
        }
    }
}
