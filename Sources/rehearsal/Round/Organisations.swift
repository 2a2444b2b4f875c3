/// Draws the organisations of the experts: about seven for ten experts in each region.
struct Organisations {
    private let seed: UInt64
    private let stream: String

    /// The organisations under a seed.
    init(seed: UInt64, stream: String = "organisations") {
        self.seed = seed
        self.stream = stream
    }

    /// All organisations, region by region.
    func draw(for experts: [Expert], in regions: [String], naming registry: inout Registry) -> [Organisation] {
        var generator = Generator(seed: seed, stream: stream)
        var list: [Organisation] = []
        for region in regions {
            let here = experts.filter { $0.region == region }
            // A university first: it employs people of every specialty.
            var kinds: [Organisation.Kind] = [.university, .institute]
            let wanted = max(2, (here.count * 7 + 5) / 10)
            while kinds.count < wanted {
                kinds.append(
                    generator.pick([
                        (.university, 3), (.institute, 4), (.accountants, 3), (.association, 2), (.consultancy, 2),
                        (.company, 1),
                    ]))
            }
            for kind in kinds {
                list.append(
                    Organisation(
                        kind: kind, name: registry.unused { name(of: kind, by: &generator) },
                        code: registry.unused { CreditCode.make(kind: kind.codeKind, by: &generator) },
                        region: region))
            }
        }
        return list
    }

    private func name(of kind: Organisation.Kind, by generator: inout Generator) -> String {
        let stem = Names.mark + generator.pick(Names.stems)
        let industry = generator.pick(Names.industries)
        switch kind {
        case .university:
            return stem + generator.pick(["大学", "工业大学", "理工大学", "科技大学", "财经大学", "交通大学"])
        case .institute:
            return stem + generator.pick(industry.words) + generator.pick(["研究院", "研究所", "工程设计研究院"])
        case .accountants:
            return stem + generator.pick(["会计师事务所（特殊普通合伙）", "会计师事务所有限公司", "资产评估有限公司"])
        case .association:
            return stem + industry.name + generator.pick(["行业协会", "服务联盟", "工程学会"])
        case .consultancy:
            return stem + generator.pick(["管理咨询有限公司", "企业管理顾问有限公司", "战略咨询有限公司"])
        case .company:
            return stem + generator.pick(industry.words) + "设备有限公司"
        }
    }
}
