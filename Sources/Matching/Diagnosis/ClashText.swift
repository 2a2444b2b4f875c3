internal import Programme

/// A clash as an obstacle, in words: counted where it can be counted, else listed.
struct ClashText {
    let model: AssignmentModel
    let clash: ClashSearch.Clash

    private var problem: AssignmentProblem { model.problem }

    var obstacle: Obstacle {
        var obstacle = fewExperts ?? capacity ?? tooManyPins ?? panel ?? leastLoads ?? listed
        obstacle.requirements = clash.requirements.sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
        obstacle.isMinimal = clash.isMinimal
        if !clash.isMinimal {
            obstacle.message =
                obstacle.message
                + Text(zh: "（时限内未能证明其中每一项都不可少）", en: " (it was not shown in time that none of these can be left out)")
        }
        return obstacle
    }

    private func obstacle(_ kind: Obstacle.Kind, need: Int? = nil, have: Int? = nil, _ message: Text) -> Obstacle {
        Obstacle(
            kind: kind, dossiers: Set(clash.requirements.flatMap(problem.dossiers(of:))).sorted(),
            experts: Set(clash.requirements.flatMap(problem.experts(of:))).sorted(), need: need, have: have, message: message)
    }

    // MARK: Counted

    /// One requirement alone: a dossier, or a class on it, with fewer experts than it needs.
    private var fewExperts: Obstacle? {
        guard clash.requirements.count == 1, let (dossier, experts, which) = counted(clash.requirements[0]) else { return nil }
        let need = model.hardLimits(of: clash.requirements[0]).lower
        let have = experts.count { model.isAllowed(model.index(dossier, $0)) }
        let barred = barred(experts, on: dossier)
        let id = problem.dossiers[dossier].id
        return obstacle(
            .fewExperts, need: need, have: have,
            Text(zh: "材料“\(id)”需要", en: "dossier “\(id)” needs ")
                + Text(zh: which.zh.isEmpty ? "" : "\(which.zh)的", en: "")
                + Text(zh: "专家 \(need) 名，现有 \(experts.count) 名", en: "\(need) experts\(which.en) out of \(experts.count)")
                + barred + Text(zh: "，仅余 \(have) 名", en: ", which leaves \(have)"))
    }

    /// Why some of the experts may not read the dossier, with how many for each reason.
    private func barred(_ experts: [Int], on dossier: Int) -> Text {
        var reasonOf: [Int: Text] = [:]
        for rule in problem.conflicts where rule.price == nil && rule.pair.dossier == dossier && reasonOf[rule.pair.expert] == nil {
            reasonOf[rule.pair.expert] = rule.reason ?? Text(zh: "须回避", en: "in conflict")
        }
        let unfit = Text(zh: "不宜评审该材料（无匹配度）", en: "without an affinity")
        var counts: [Text: Int] = [:]
        for expert in experts where !model.isAllowed(model.index(dossier, expert)) { counts[reasonOf[expert] ?? unfit, default: 0] += 1 }
        let ordered = counts.sorted { ($1.value, $0.key.en) < ($0.value, $1.key.en) }
        guard !ordered.isEmpty else { return Text(verbatim: "") }
        return Text(
            zh: "，其中 " + ordered.map { "\($0.value) 名\($0.key.zh)" }.joined(separator: "、"),
            en: ", " + ordered.map { "\($0.value) of them \($0.key.en)" }.joined(separator: ", "))
    }

    /// The dossier of a requirement, the experts it counts and what marks them; nil where it counts no experts.
    private func counted(_ requirement: Requirement) -> (dossier: Int, experts: [Int], which: Text)? {
        switch requirement {
        case .demand(let dossier): return (dossier, Array(0..<model.expertCount), Text(zh: "", en: ""))
        case .composition(let rule, let value, let dossier):
            guard let own = model.rules.first(where: { $0.origin == .composition(rule: rule, value: value) }) else { return nil }
            let tag = problem.composition[rule].tag
            return (dossier, own.members, Text(zh: "\(tag) 为“\(value)”", en: " with \(tag) “\(value)”"))
        default: return nil
        }
    }

    /// Dossiers, or a class on them, that need more than experts at their limits can take.
    private var capacity: Obstacle? {
        var needed: [Int: Int] = [:]
        var members: [Int]?
        var which = Text(zh: "", en: "")
        var loaded: Set<Int> = []
        for requirement in clash.requirements {
            if case .load(let expert) = requirement {
                loaded.insert(expert)
                continue
            }
            guard let (dossier, experts, own) = counted(requirement), members == nil || members == experts else { return nil }
            (members, which) = (experts, own)
            needed[dossier] = max(needed[dossier] ?? 0, model.hardLimits(of: requirement).lower)
        }
        guard let members, !loaded.isEmpty else { return nil }
        let need = needed.values.reduce(0, +)
        let readable = members.map { expert in needed.keys.count { model.isAllowed(model.index($0, expert)) } }
        let have = zip(members, readable).reduce(0) { $0 + min($1.1, model.hardLimits(of: .load(expert: $1.0)).upper) }
        guard need > have else { return nil }
        let willing = readable.count { $0 > 0 }
        let names = needed.keys.sorted().map { Text(verbatim: "“\(problem.dossiers[$0].id)”") }.shortened
        let among = which.zh.isEmpty ? Text(zh: "", en: "") : Text(zh: "\(which.zh)的", en: which.en)
        let zh =
            needed.count == 1
            ? "材料\(names.zh)需要\(among.zh)专家 \(need) 名" : "\(needed.count) 份材料（\(names.zh)）共需\(among.zh)专家 \(need) 人次"
        let en =
            needed.count == 1
            ? "dossier \(names.en) needs \(need) experts\(among.en)"
            : "\(needed.count) dossiers (\(names.en)) need \(need) reviews\(among.en)"
        return obstacle(
            .capacity, need: need, have: have,
            Text(
                zh: zh + "，而可以评审的 \(willing) 名专家按各自评审数上限最多承担 \(have) 人次",
                en: en + ", but the \(willing) experts who may read them take \(have) at most"))
    }

    /// Pins that are too much for a limit.
    private var tooManyPins: Obstacle? {
        let pins = clash.requirements.filter { if case .pin = $0 { true } else { false } }
        guard pins.count == clash.requirements.count - 1, let limit = clash.requirements.first(where: { !pins.contains($0) }),
            pins.count > model.limits(of: limit).upperBound
        else { return nil }
        return obstacle(
            .clash, need: pins.count, have: model.limits(of: limit).upperBound,
            problem.text(of: limit) + Text(zh: "，而指定的 ", en: ", but ")
                + pins.map { pin in
                    guard case .pin(let index) = pin else { return Text(verbatim: "") }
                    return problem.text(of: problem.pins[index].pair)
                }.shortened + Text(zh: " 已达 \(pins.count) 个", en: " are pinned, \(pins.count) in all"))
    }

    /// A single panel that its rules keep too small.
    private var panel: Obstacle? {
        let dossiers = Set(clash.requirements.flatMap(problem.dossiers(of:)))
        let isAlone = clash.requirements.allSatisfy {
            switch $0 {
            case .demand, .composition, .neverTogether: true
            default: false
            }
        }
        guard isAlone, dossiers.count == 1, let dossier = dossiers.first, clash.requirements.contains(.demand(dossier: dossier)),
            let shortfalls = try? PanelTest(model, dossier).shortfalls(under: clash.requirements),
            let lacking = shortfalls[.demand(dossier: dossier)]
        else { return nil }
        let demand = problem.dossiers[dossier].demand
        let rules = clash.requirements.filter { $0 != .demand(dossier: dossier) }
        let id = problem.dossiers[dossier].id
        let willing = (0..<model.expertCount).count { model.isAllowed(model.index(dossier, $0)) }
        return obstacle(
            .clash, need: demand, have: demand - lacking,
            Text(
                zh: "材料“\(id)”需要专家 \(demand) 名，可评审的有 \(willing) 名，但须遵守：",
                en: "dossier “\(id)” needs \(demand) experts and \(willing) may read it, but ")
                + grouped(rules, onOne: true)
                + Text(zh: "，因此最多只能选出 \(demand - lacking) 名", en: ", so that no more than \(demand - lacking) can be chosen"))
    }

    /// Experts who must have more dossiers than there are places for them.
    private var leastLoads: Obstacle? {
        var experts: [Int] = []
        var dossiers: [Int] = []
        for requirement in clash.requirements {
            switch requirement {
            case .load(let expert): experts.append(expert)
            case .demand(let dossier): dossiers.append(dossier)
            default: return nil
            }
        }
        let need = experts.reduce(0) { $0 + model.hardLimits(of: .load(expert: $1)).lower }
        let have = (0..<model.dossierCount).reduce(0) { sum, dossier in
            let willing = experts.count { model.isAllowed(model.index(dossier, $0)) }
            return sum + (dossiers.contains(dossier) ? min(willing, problem.dossiers[dossier].demand) : willing)
        }
        guard !experts.isEmpty, need > have else { return nil }
        let names = experts.map { Text(verbatim: "“\(problem.experts[$0].id)”") }.shortened
        return obstacle(
            .clash, need: need, have: have,
            Text(
                zh: "专家\(names.zh)的评审数下限合计 \(need) 份，而他们可评审的材料只能安排 \(have) 人次",
                en: "the least loads of \(names.en) add up to \(need), but there are only \(have) places for them"))
    }

    // MARK: Listed

    private var listed: Obstacle {
        obstacle(.clash, Text(zh: "以下要求不能同时满足：", en: "these cannot hold together: ") + grouped(clash.requirements, onOne: false))
    }

    /// Requirements that say the same of several dossiers, experts or values, told in one go.
    private func grouped(_ requirements: [Requirement], onOne: Bool) -> Text {
        var order: [GroupKey] = []
        var groups: [GroupKey: [Requirement]] = [:]
        let values = Dictionary(grouping: requirements.filter { $0.isComposition }) { valuesKey($0) }
        for requirement in requirements {
            var key = groupKey(requirement)
            if requirement.isComposition, let values = values[valuesKey(requirement)], values.count > 1 { key = valuesKey(requirement) }
            if groups.updateValue((groups[key] ?? []) + [requirement], forKey: key) == nil { order.append(key) }
        }
        let texts = order.map { key in text(of: groups[key] ?? [], isByValue: key.isByValue, onOne: onOne) }
        let separated = texts.count > 8 ? Array(texts.prefix(8)) : texts
        let more =
            texts.count > 8
            ? Text(zh: "；等共 \(requirements.count) 项", en: "; and others, \(requirements.count) in all") : Text(zh: "", en: "")
        return Text(zh: separated.map(\.zh).joined(separator: "；"), en: separated.map(\.en).joined(separator: "; ")) + more
    }

    private struct GroupKey: Hashable {
        var numbers: [Int]
        var value = ""
        var isByValue = false
    }

    private func valuesKey(_ requirement: Requirement) -> GroupKey {
        guard case .composition(let rule, _, let dossier) = requirement else { return groupKey(requirement) }
        return GroupKey(numbers: [2, rule, dossier], isByValue: true)
    }

    private func groupKey(_ requirement: Requirement) -> GroupKey {
        switch requirement {
        case .demand(let dossier): GroupKey(numbers: [0, problem.dossiers[dossier].demand])
        case .load(let expert): GroupKey(numbers: [1, problem.experts[expert].minimumLoad, problem.experts[expert].maximumLoad])
        case .composition(let rule, let value, _): GroupKey(numbers: [2, rule], value: value)
        case .categoryLoad(let rule, _): GroupKey(numbers: [3, rule])
        default: GroupKey(numbers: requirement.sortKey)
        }
    }

    private func text(of group: [Requirement], isByValue: Bool, onOne: Bool) -> Text {
        guard let first = group.first else { return Text(verbatim: "") }
        let count = group.count
        let dossiers = group.flatMap(problem.dossiers(of:)).map { Text(verbatim: "“\(problem.dossiers[$0].id)”") }.shortened
        let experts = group.flatMap(problem.experts(of:)).map { Text(verbatim: "“\(problem.experts[$0].id)”") }.shortened
        switch first {
        case .composition(let rule, let value, _):
            let values = isByValue ? group.compactMap { $0.compositionValue } : [value]
            let what = problem.text(ofRule: rule, values)
            return onOne ? what : Text(zh: "材料\(dossiersOf(group).zh)：", en: "dossier \(dossiersOf(group).en): ") + what
        case .demand(let dossier) where count > 1:
            let demand = problem.dossiers[dossier].demand
            return Text(zh: "材料\(dossiers.zh)各需专家 \(demand) 名", en: "dossiers \(dossiers.en) need \(demand) experts each")
        case .load(let expert) where count > 1:
            let what = problem.loadText(expert)
            return Text(zh: "专家\(experts.zh)每人\(what.zh)", en: "experts \(experts.en) each take \(what.en)")
        case .categoryLoad(let rule, _) where count > 1:
            let what = problem.text(of: problem.loads[rule])
            return Text(zh: "专家\(experts.zh)每人承担\(what.zh)", en: "experts \(experts.en) each take \(what.en)")
        default: return problem.text(of: first)
        }
    }

    private func dossiersOf(_ group: [Requirement]) -> Text {
        Set(group.flatMap(problem.dossiers(of:))).sorted().map { Text(verbatim: "“\(problem.dossiers[$0].id)”") }.shortened
    }
}

extension Requirement {
    fileprivate var isComposition: Bool { compositionValue != nil }

    fileprivate var compositionValue: String? { if case .composition(_, let value, _) = self { value } else { nil } }
}

extension AssignmentProblem {
    /// The dossiers that a requirement names.
    func dossiers(of requirement: Requirement) -> [Int] {
        switch requirement {
        case .demand(let dossier), .floor(let dossier), .floorSteps(let dossier, _, _), .composition(_, _, let dossier),
            .neverTogether(_, let dossier):
            [dossier]
        case .pin(let index): [pins[index].pair.dossier]
        case .conflict(let index): [conflicts[index].pair.dossier]
        case .neverMutual(let index): [neverMutual[index].first.dossier, neverMutual[index].second.dossier]
        case .load, .categoryLoad: []
        }
    }

    /// The experts that a requirement names.
    func experts(of requirement: Requirement) -> [Int] {
        switch requirement {
        case .load(let expert), .categoryLoad(_, let expert): [expert]
        case .pin(let index): [pins[index].pair.expert]
        case .conflict(let index): [conflicts[index].pair.expert]
        case .neverTogether(let index, _): [neverTogether[index].first, neverTogether[index].second]
        case .neverMutual(let index): [neverMutual[index].first.expert, neverMutual[index].second.expert]
        case .demand, .floor, .floorSteps, .composition: []
        }
    }
}
