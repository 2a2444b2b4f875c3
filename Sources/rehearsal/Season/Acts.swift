/// Draws what happens in the season: each act meets another expert and another dossier.
struct Acts {
    private static let declines = 8
    private static let recusals = 8
    private static let missing = 2
    private static let late = 6
    /// The sheets that a dossier needs for a result, by the call.
    private static let minimumSheets = 3

    private static let declineReasons = [
        "示例：不熟悉该领域工艺，难以作出判断", "示例：评审期间出国，时间无法保证", "示例：因病住院，不能按期完成",
        "示例：材料涉及的金融业务超出本人专业", "示例：承担的教学任务冲突",
    ]
    private static let recusalReasons = [
        "示例：阅读材料后发现本人曾为其提供技术咨询", "示例：申报项目合作单位为本人所在团队", "示例：项目负责人系本人指导的博士毕业生",
        "示例：近亲属在申报主体关联企业任职", "示例：本人正与申报主体洽谈合作",
    ]

    /// The acts among the assigned pairs. Each pair has its own lot, so that one more or one less hardly moves the rest.
    static func draw(among pairs: [Pair], seed: UInt64) -> [Act] {
        func lot(_ name: String) -> UInt64 {
            var generator = Generator(seed: seed, stream: "acts/" + name)
            return generator.next()
        }
        func reason(_ reasons: [String], of pair: Pair) -> String {
            var generator = Generator(seed: seed, stream: "reasons/\(pair.expert)/\(pair.dossier)")
            return generator.pick(reasons)
        }
        var sheets: [String: Int] = [:]
        for pair in pairs { sheets[pair.dossier, default: 0] += 1 }
        var experts: Set<String> = []
        var dossiers: Set<String> = []
        var chosen: [Pair] = []
        let order = pairs.map { (lot: lot("\($0.expert)/\($0.dossier)"), pair: $0) }.sorted { $0.lot < $1.lot }
        for (_, pair) in order where chosen.count < declines + recusals + missing {
            guard sheets[pair.dossier, default: 0] > minimumSheets,
                !experts.contains(pair.expert), !dossiers.contains(pair.dossier)
            else { continue }
            experts.insert(pair.expert)
            dossiers.insert(pair.dossier)
            chosen.append(pair)
        }
        var acts: [Act] = []
        for (index, pair) in chosen.enumerated() {
            switch index {
            case ..<declines: acts.append(.decline(pair, reason: reason(declineReasons, of: pair)))
            case ..<(declines + recusals): acts.append(.recuse(pair, reason: reason(recusalReasons, of: pair)))
            default: acts.append(.missing(pair))
            }
        }
        let others = Set(pairs.map(\.expert)).subtracting(experts).map { (lot: lot($0), expert: $0) }
        return acts + others.sorted { $0.lot < $1.lot }.prefix(late).map { Act.late(expert: $0.expert) }
    }
}
