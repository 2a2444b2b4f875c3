public import Programme

extension AssignmentProblem {
    /// Everything that makes this no problem at all: indices out of range, ids that occur twice, numbers that make no
    /// sense, pins on conflicts. An empty list for a problem that can be put to the solver, also one without solution.
    public var faults: [Text] {
        shapeFaults.isEmpty ? valueFaults + referenceFaults : shapeFaults
    }

    private var shapeFaults: [Text] {
        guard affinity.dossierCount != dossiers.count || affinity.expertCount != experts.count else { return [] }
        return [
            Text(
                zh: "匹配度矩阵为 \(affinity.dossierCount)×\(affinity.expertCount)，"
                    + "应为 \(dossiers.count)×\(experts.count)（材料×专家）",
                en: "the affinity matrix is \(affinity.dossierCount) × \(affinity.expertCount), "
                    + "expected \(dossiers.count) × \(experts.count) (dossiers × experts)")
        ]
    }

    private var valueFaults: [Text] {
        var faults: [Text] = []
        for id in repeated(dossiers.map(\.id)) {
            faults.append(Text(zh: "材料编号“\(id)”重复", en: "dossier id “\(id)” occurs more than once"))
        }
        for id in repeated(experts.map(\.id)) {
            faults.append(Text(zh: "专家编号“\(id)”重复", en: "expert id “\(id)” occurs more than once"))
        }
        for dossier in dossiers where dossier.demand < 0 || dossier.demand > Self.largestCount {
            faults.append(
                Text(zh: "材料“\(dossier.id)”所需专家数不合理", en: "the demand of dossier “\(dossier.id)” makes no sense"))
        }
        for expert in experts
        where expert.minimumLoad < 0 || expert.minimumLoad > expert.maximumLoad
            || expert.maximumLoad > Self.largestCount
        {
            faults.append(
                Text(zh: "专家“\(expert.id)”的工作量上下限不合理", en: "the loads of expert “\(expert.id)” make no sense"))
        }
        if affinity.extent > AffinityMatrix.largestMagnitude {
            faults.append(
                Text(zh: "匹配度绝对值不得超过 1000000", en: "an affinity is of magnitude above 1000000"))
        }
        for (index, rule) in composition.enumerated() where !rule.limit.isSensible {
            faults.append(
                Text(
                    zh: "第 \(index + 1) 条组成要求的上下限不合理",
                    en: "the limits of composition rule \(index + 1) make no sense"))
        }
        for (index, rule) in loads.enumerated() where !rule.isSensible {
            faults.append(
                Text(
                    zh: "第 \(index + 1) 条分类工作量要求的上下限不合理",
                    en: "the limits of load rule \(index + 1) make no sense"))
        }
        return faults + leadFaults + priceFaults
    }

    private var leadFaults: [Text] {
        var faults: [Text] = []
        for (index, rule) in leads.enumerated() {
            if let maximum = rule.maximum, !((1...Self.largestCount) ~= maximum) {
                faults.append(
                    Text(
                        zh: "第 \(index + 1) 条组长要求：每人至少须可任 1 组组长",
                        en: "lead rule \(index + 1): an expert may lead at least 1 panel"))
            }
            if rule.price != nil, rule.maximum == nil {
                faults.append(
                    Text(
                        zh: "第 \(index + 1) 条组长要求设有代价，须同时写明每人至多任几组组长（maximumPerExpert）",
                        en: "lead rule \(index + 1) has a price, so it must say how many panels an expert may lead (maximumPerExpert)"))
            }
        }
        if leads.contains(where: { $0.maximum == nil && hasOpenPanels($0) }) {
            faults.append(
                Text(
                    zh: "有待分组共用评审组的材料时，组长要求须写明每人至多任几组（maximumPerExpert）",
                    en: "where groups are to be formed, a lead rule must say how many panels an expert may lead (maximumPerExpert)"))
        }
        for (index, rule) in leads.enumerated() where rule.price != nil && hasOpenPanels(rule) {
            faults.append(
                Text(
                    zh: "有待分组共用评审组的材料时，第 \(index + 1) 条组长要求不能设代价",
                    en: "where groups are to be formed, lead rule \(index + 1) can't have a price"))
        }
        return faults
    }

    /// The dossiers whose panels would have two leads.
    private var doublyLed: [Int] {
        var rules = [Set<Int>](repeating: [], count: dossiers.count)
        for (index, rule) in leads.enumerated() { for dossier in dossiers(in: rule.dossiers) { rules[dossier].insert(index) } }
        // Whoever shares a panel shares its lead.
        for group in givenGroups + panels.filter(\.isFormed).map({ dossiers(in: $0.dossiers) }) {
            let shared = group.reduce(into: Set<Int>()) { $0.formUnion(rules[$1]) }
            for dossier in group { rules[dossier] = shared }
        }
        return rules.indices.filter { rules[$0].count > 1 }
    }

    private var priceFaults: [Text] {
        guard prices.allSatisfy({ (0...AffinityMatrix.largestMagnitude) ~= $0 }) else {
            return [
                Text(
                    zh: "可让步要求的代价应为 0 至 1000000 的数", en: "the price of a soft requirement is no number from 0 to 1000000")
            ]
        }
        guard greatestPayment <= Self.largestPayment else {
            return [
                Text(
                    zh: "可让步要求的代价与数量合计过大，无法精确计算；请降低代价",
                    en: "the prices and counts of the soft requirements are too large together to be added exactly; "
                        + "lower the prices")
            ]
        }
        return []
    }

    private var referenceFaults: [Text] {
        let named = (conflicts + pins).map(\.pair) + neverMutual.flatMap { [$0.first, $0.second] }
        let pairsExist = named.allSatisfy { dossiers.indices ~= $0.dossier && experts.indices ~= $0.expert }
        let expertsExist = neverTogether.allSatisfy { experts.indices ~= $0.first && experts.indices ~= $0.second }
        let scopesFit =
            (composition.map(\.dossiers) + loads.map(\.dossiers) + leads.map(\.dossiers)).allSatisfy { $0.fits(dossiers.indices) }
            && (loads.map(\.experts) + leads.map(\.experts)).allSatisfy { $0.fits(experts.indices) }
            && panels.allSatisfy { $0.dossiers.fits(dossiers.indices) }
        guard pairsExist, expertsExist, scopesFit else {
            return [Text(zh: "引用了不存在的材料或专家", en: "a dossier or expert that does not exist is referred to")]
        }
        var faults: [Text] = []
        for index in untenablePins {
            faults.append(
                Text(zh: "指定的组合 ", en: "the pinned pair ") + text(of: pins[index].pair)
                    + Text(zh: " 属于不得分配的组合", en: " may not be assigned"))
        }
        for index in emptyConflicts {
            faults.append(
                Text(zh: "可让步的回避组合 ", en: "the soft conflict ") + text(of: conflicts[index].pair)
                    + Text(zh: " 没有匹配度", en: " has no affinity"))
        }
        for dossier in doublyLed {
            faults.append(
                Text(
                    zh: "材料“\(dossiers[dossier].id)”的评审组受两条组长要求约束，而一组只有一名组长",
                    en: "the panel of dossier “\(dossiers[dossier].id)” is under two lead rules, but has one lead only"))
        }
        for pair in neverTogether where pair.first == pair.second {
            let id = experts[pair.first].id
            faults.append(Text(zh: "专家“\(id)”不能与自己互斥", en: "expert “\(id)” cannot be kept from themselves"))
        }
        for pairs in neverMutual where pairs.first == pairs.second {
            faults.append(Text(zh: "互评限制中的两个组合相同", en: "the two pairs of a never-mutual rule are the same"))
        }
        return faults + panelFaults
    }

    /// The pins, also soft ones, on pairs that may not be assigned, by index.
    private var untenablePins: [Int] {
        let forbidden = Set(conflicts.filter { $0.price == nil }.map(\.pair))
        return pins.indices.filter {
            let pair = pins[$0].pair
            return forbidden.contains(pair) || affinity[pair.dossier, pair.expert].isNaN
        }
    }

    /// The conflicts that may be waived at a price but have no affinity if they are, by index.
    private var emptyConflicts: [Int] {
        conflicts.indices.filter {
            let pair = conflicts[$0].pair
            return conflicts[$0].price != nil && affinity[pair.dossier, pair.expert].isNaN
        }
    }

    /// Sums of counts must stay far from overflow.
    static let largestCount = 1_000_000
    /// In millionths, 10¹² still leaves room in 63 bits.
    static let largestPayment = 1e12
}

extension CompositionRule.Limit {
    /// Whether anything at all could satisfy the limits.
    var isSensible: Bool {
        switch self {
        case .count(_, let minimum, let maximum): areSensible(minimum, maximum)
        case .maximumPerValue(let maximum): maximum >= 0
        }
    }
}

extension LoadRule {
    /// Whether anything at all could satisfy the limits.
    var isSensible: Bool { areSensible(minimum, maximum) }
}

private func areSensible(_ minimum: Int, _ maximum: Int?) -> Bool {
    (0...AssignmentProblem.largestCount) ~= minimum
        && maximum.map { (minimum...AssignmentProblem.largestCount) ~= $0 } ?? true
}

/// The elements that occur more than once, each once, in the order of their second occurrence.
private func repeated(_ ids: [String]) -> [String] {
    var seen: Set<String> = []
    var told: Set<String> = []
    return ids.filter { !seen.insert($0).inserted && told.insert($0).inserted }
}
