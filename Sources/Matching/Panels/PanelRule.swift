internal import Programme

/// Dossiers that are judged in groups: all dossiers of a group have one panel, the very same experts.
///
/// Every load counts dossiers: an expert on the panel of ten has ten. What may not be on one dossier of a group may not
/// be on any of it.
public struct PanelRule: Sendable, Hashable {
    /// How the dossiers are divided.
    public enum Grouping: Sendable, Hashable {
        /// Into so many groups whose sizes differ by at most one; which dossiers go together is part of the answer.
        case count(Int)
        /// Into as few groups as hold at most so many dossiers each, otherwise the same.
        case largest(Int)
        /// By a tag: dossiers with the same value are a group, one without the tag is a group by itself.
        case tagged(String)
        /// As given, by the indices of the dossiers.
        case listed([[Int]])
    }

    /// The dossiers that are divided.
    public var dossiers: Scope
    /// How.
    public var grouping: Grouping

    /// Some dossiers, or all of them, and how they are divided.
    public init(dossiers: Scope = .all, _ grouping: Grouping) {
        self.dossiers = dossiers
        self.grouping = grouping
    }

    /// Groups that are given, by the indices of the dossiers.
    public static func listed(_ groups: [[Int]]) -> PanelRule {
        PanelRule(dossiers: .listed(groups.flatMap(\.self)), .listed(groups))
    }

    /// Whether the groups are part of the answer.
    public var isFormed: Bool {
        switch grouping {
        case .count, .largest: true
        case .tagged, .listed: false
        }
    }

    /// The same where each dossier has become another.
    func moved(_ place: [Int]) -> PanelRule {
        guard case .listed(let groups) = grouping else { return PanelRule(dossiers: dossiers.moved(place), grouping) }
        return .listed(groups.map { $0.map { place[$0] } })
    }
}

extension AssignmentProblem {
    /// Whether any dossiers are judged in groups.
    public var hasPanels: Bool { !panels.isEmpty }

    /// Whether some groups are part of the answer.
    public var formsGroups: Bool { panels.contains(where: \.isFormed) }

    /// The groups that are given, each ascending, by their first dossiers; also those of one.
    public var givenGroups: [[Int]] {
        var groups: [[Int]] = []
        for rule in panels {
            switch rule.grouping {
            case .count, .largest: continue
            case .listed(let listed): groups += listed.map { $0.sorted() }
            case .tagged(let tag):
                var byValue: [String: [Int]] = [:]
                for dossier in dossiers(in: rule.dossiers) {
                    if let value = dossiers[dossier].tags[tag]?.first {
                        byValue[value, default: []].append(dossier)
                    } else {
                        groups.append([dossier])
                    }
                }
                groups += byValue.values
            }
        }
        return groups.inOrder
    }

    /// The sizes of the groups that a rule has formed, the larger ones first.
    func groupSizes(of rule: PanelRule) -> [Int] {
        let count = dossiers(in: rule.dossiers).count
        let groups: Int
        switch rule.grouping {
        case .count(let number): groups = number
        case .largest(let most): groups = most > 0 ? (count + most - 1) / most : 0
        case .tagged, .listed: return []
        }
        guard groups > 0 else { return [] }
        return (0..<groups).map { count / groups + ($0 < count % groups ? 1 : 0) }.filter { $0 > 0 }
    }

    /// In what some groups are not those that are asked for.
    func misfits(of groups: [[Int]]) -> [Text] {
        var left = Set(groups)
        guard groups == groups.inOrder, left.count == groups.count else {
            return [Text(zh: "组的顺序有误或重复", en: "the groups are out of order, or one is there twice")]
        }
        var misfits: [Text] = []
        for group in givenGroups where left.remove(group) == nil {
            let names = group.map { Text(verbatim: "“\(dossiers[$0].id)”") }.shortened
            misfits.append(Text(zh: "方案中没有这一组：", en: "the plan lacks the group ") + names)
        }
        for (index, rule) in panels.enumerated() where rule.isFormed {
            let all = Set(dossiers(in: rule.dossiers))
            let own = left.filter { !all.isDisjoint(with: $0) }
            left.subtract(own)
            let members = own.flatMap(\.self)
            if members.count != all.count || Set(members) != all {
                misfits.append(
                    Text(
                        zh: "第 \(index + 1) 条共用评审组的要求：并非每份材料恰在一组",
                        en: "rule \(index + 1) on shared panels: not every dossier is in just one group"))
            } else if own.map(\.count).sorted(by: >) != groupSizes(of: rule) {
                misfits.append(
                    Text(
                        zh: "第 \(index + 1) 条共用评审组的要求：组数或各组份数不符",
                        en: "rule \(index + 1) on shared panels: the number of groups or their sizes are not as asked"))
            }
        }
        if !left.isEmpty { misfits.append(Text(zh: "方案中有未要求的组", en: "the plan has groups that are not asked for")) }
        return misfits
    }

    /// The same problem with the groups that were formed, where any were to be and have been.
    func forming(_ groups: [[Int]]) -> AssignmentProblem { formsGroups && !groups.isEmpty ? dividing(into: groups) : self }

    /// The same problem with all its groups given.
    func dividing(into groups: [[Int]]) -> AssignmentProblem {
        var problem = self
        problem.panels = groups.isEmpty ? [] : [.listed(groups)]
        return problem
    }
}

extension [[Int]] {
    /// Groups as plans list them: each ascending, by their first members.
    var inOrder: [[Int]] { map { $0.sorted() }.sorted { $0.lexicographicallyPrecedes($1) } }
}
