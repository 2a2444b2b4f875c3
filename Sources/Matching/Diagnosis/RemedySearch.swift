internal import Programme

/// Changes of one sort each after which a problem has a solution, as few as are found.
///
/// A remedy begins with the plan that leaves as few places empty as possible and completes it while one sort of
/// requirement may give way; what gives way is the remedy. It counts as checked when the problem with that change is
/// made and the completed plan keeps to all of it.
struct RemedySearch {
    let model: AssignmentModel
    /// The plan with as few empty places as possible.
    let effort: [AssignmentPair]
    /// What is in the way, each for itself; empty where that was not found.
    let clashes: [[Requirement]]
    let clock: SearchClock

    private var problem: AssignmentProblem { model.problem }

    /// Remedies, the smallest first, equal ones by how drastic they are.
    func remedies() throws -> [Obstacle.Remedy] {
        guard clock.hasTime else { return [] }
        var shift = PlanShift(model, clock: clock)
        var found: [Obstacle.Remedy] = []
        for kind in Self.leastDrasticFirst where clock.hasTime {
            let remedy = kind == .addExperts ? withMoreExperts() : remedy(kind, &shift)
            if let remedy { found.append(remedy) }
        }
        return found.enumerated().sorted { ($0.element.amount, $0.offset) < ($1.element.amount, $1.offset) }.map(\.element)
    }

    private static let leastDrasticFirst: [Obstacle.Remedy.Kind] = [
        .lowerMinimumLoads, .raiseLoads, .addExperts, .relaxRules, .unpin, .waiveConflicts, .lowerDemands,
    ]

    private func remedy(_ kind: Obstacle.Remedy.Kind, _ shift: inout PlanShift) -> Obstacle.Remedy? {
        guard canHelp(kind) else { return nil }
        if kind == .relaxRules {
            let rules = Set(clashes.joined().compactMap(\.rule))
            return rules.isEmpty ? remedy(kind, &shift) { _ in true } : remedy(kind, &shift) { rules.contains($0.rule ?? $0) }
        }
        return remedy(kind, &shift) { _ in true }
    }

    /// Whether a clash remains as it is whatever gives way in this manner.
    private func canHelp(_ kind: Obstacle.Remedy.Kind) -> Bool {
        switch kind {
        case .addExperts, .waiveConflicts: true
        default: clashes.allSatisfy { clash in clash.contains { kind.eases($0).below || kind.eases($0).above } }
        }
    }

    /// Little of many gives way before much of a few.
    private func remedy(
        _ kind: Obstacle.Remedy.Kind, _ shift: inout PlanShift, where mayGiveWay: (Requirement) -> Bool
    ) -> Obstacle.Remedy? {
        shift.restart(waiving: kind == .waiveConflicts)
        shift.take(effort)
        var missing = Int.max
        var leeway = kind == .waiveConflicts ? 0 : 1
        while true {
            shift.ease(by: leeway) { mayGiveWay($0) ? kind.eases($0) : (false, false) }
            let left = shift.complete().reduce(0) { $0 + shift.shortfall(at: $1) }
            if left == 0 { break }
            guard left < missing, leeway > 0, clock.hasTime else { return nil }
            (missing, leeway) = (left, 2 * leeway)
        }
        let pairs = shift.pairs
        let waived = pairs.filter { !model.isAllowed(model.index($0)) }
        let breaches = model.brokenRequirements(by: pairs).filter {
            if case .conflict = $0.requirement { false } else { true }
        }
        var changed = problem
        changed.waive(waived)
        let texts = breaches.grouped.map { changed.concede($0) } + waived.map { problem.text(of: $0) }
        let amount = breaches.reduce(waived.count) { $0 + abs($1.excess) }
        guard amount > 0 else { return nil }
        return Obstacle.Remedy(
            kind: kind, amount: amount, isChecked: changed.allows(pairs), message: Self.heading(kind, amount) + texts.shortened)
    }

    private static func heading(_ kind: Obstacle.Remedy.Kind, _ amount: Int) -> Text {
        switch kind {
        case .raiseLoads: Text(zh: "提高专家评审数上限，合计 \(amount) 份：", en: "raise the largest loads, by \(amount) in all: ")
        case .addExperts: Text(zh: "增聘专家 \(amount) 名", en: "ask \(amount) more \(amount == 1 ? "expert" : "experts")")
        case .lowerMinimumLoads: Text(zh: "降低专家评审数下限，合计 \(amount) 份：", en: "lower the least loads, by \(amount) in all: ")
        case .waiveConflicts: Text(zh: "批准以下 \(amount) 对不回避：", en: "waive \(amount) \(amount == 1 ? "conflict" : "conflicts"): ")
        case .relaxRules: Text(zh: "放宽评审组组成要求，合计 \(amount) 名：", en: "relax what panels are made of, by \(amount) in all: ")
        case .unpin: Text(zh: "取消 \(amount) 对指定：", en: "take out \(amount) \(amount == 1 ? "pin" : "pins"): ")
        case .lowerDemands: Text(zh: "减少评审组人数，合计 \(amount) 名：", en: "make panels smaller, by \(amount) in all: ")
        }
    }

    // MARK: More experts

    /// The fewest experts more, of the class that is lacking, without conflicts and alone in their house and region.
    private func withMoreExperts() -> Obstacle.Remedy? {
        let loads = problem.experts.map(\.maximumLoad).filter { $0 > 0 }.sorted()
        guard !loads.isEmpty else { return nil }
        let load = loads[loads.count / 2]
        var lacking = model.brokenRequirements(by: effort).filter { $0.excess < 0 }
        var tags: [String: [String]] = [:]
        for requirement in lacking.map(\.requirement) + clashes.joined() {
            guard case .composition(let rule, let value, _) = requirement,
                case .count(_, let minimum, _) = problem.composition[rule].limit, minimum > 0
            else { continue }
            if tags[problem.composition[rule].tag]?.contains(value) != true {
                tags[problem.composition[rule].tag, default: []].append(value)
            }
        }
        lacking.removeAll { if case .load = $0.requirement { true } else { false } }
        var missing: [Int: Int] = [:]
        for breach in lacking {
            for dossier in problem.dossiers(of: breach.requirement) { missing[dossier] = max(missing[dossier] ?? 0, -breach.excess) }
        }
        guard let deepest = missing.values.max() else { return nil }
        let least = max(deepest, (missing.values.reduce(0, +) + load - 1) / load)
        for count in least..<least + 2 where clock.hasTime {
            guard let changed = problem.withMore(count, load: load, tags: tags) else { return nil }
            let model = AssignmentModel(changed)
            var shift = PlanShift(model, clock: clock)
            shift.take(effort)
            guard shift.complete(givingUpAfter: 1).isEmpty else { continue }
            return Obstacle.Remedy(
                kind: .addExperts, amount: count, isChecked: model.isFeasible(shift.pairs),
                message: Self.heading(.addExperts, count) + whom(tags, load))
        }
        return nil
    }

    /// Whom to ask: what they must be, and what they may not be lest a limit on panels stops them, too.
    private func whom(_ tags: [String: [String]], _ load: Int) -> Text {
        var conditions = tags.sorted { precedes($0.key, $1.key) }.map { tag, values in
            let named = values.map { Text(verbatim: "“\($0)”") }.enumerated()
            return Text(zh: "\(tag) 为\(named.zh)", en: "\(tag) \(named.en)")
        }
        var full: [String: [String]] = [:]
        for requirement in clashes.joined() {
            guard case .composition(let rule, let value, _) = requirement,
                case .maximumPerValue = problem.composition[rule].limit,
                full[problem.composition[rule].tag]?.contains(value) != true
            else { continue }
            full[problem.composition[rule].tag, default: []].append(value)
        }
        conditions += full.sorted { precedes($0.key, $1.key) }.map { tag, values in
            let named = values.map { Text(verbatim: "“\($0)”") }.shortened
            return Text(zh: "\(tag) 不为\(named.zh)", en: "\(tag) other than \(named.en)")
        }
        conditions.append(Text(zh: "每名可评 \(load) 份", en: "\(load) dossiers each"))
        conditions.append(Text(zh: "与所评材料无须回避", en: "without conflicts there"))
        return Text(zh: "（", en: " (")
            + Text(zh: conditions.map(\.zh).joined(separator: "，"), en: conditions.map(\.en).joined(separator: ", "))
            + Text(zh: "）", en: ")")
    }
}

extension Obstacle.Remedy.Kind {
    /// Which sides of a requirement need not hold.
    fileprivate func eases(_ requirement: Requirement) -> (below: Bool, above: Bool) {
        switch (self, requirement) {
        case (.raiseLoads, .load), (.raiseLoads, .categoryLoad): (false, true)
        case (.lowerMinimumLoads, .load), (.lowerMinimumLoads, .categoryLoad): (true, false)
        case (.lowerDemands, .demand), (.unpin, .pin): (true, false)
        case (.relaxRules, .composition), (.relaxRules, .neverTogether), (.relaxRules, .neverMutual): (true, true)
        default: (false, false)
        }
    }
}

extension Requirement {
    /// The rule that it is an instance of, as the same for all dossiers and values; nil where it is none.
    fileprivate var rule: Requirement? {
        switch self {
        case .composition(let rule, _, _): .composition(rule: rule, value: "", dossier: 0)
        case .neverTogether(let index, _): .neverTogether(index: index, dossier: 0)
        case .neverMutual: self
        default: nil
        }
    }
}

extension [Breach] {
    /// Those of one rule by the same amount together.
    fileprivate var grouped: [[Breach]] {
        var order: [[Int]] = []
        var groups: [[Int]: [Breach]] = [:]
        for breach in self {
            var key = breach.requirement.sortKey
            switch breach.requirement {
            case .demand(let dossier): key = [0, dossier]
            case .composition(let rule, _, _): key = [2, rule, breach.excess]
            case .categoryLoad(let rule, _): key = [3, rule, breach.excess]
            default: break
            }
            if groups.updateValue((groups[key] ?? []) + [breach], forKey: key) == nil { order.append(key) }
        }
        return order.map { groups[$0] ?? [] }
    }
}

extension AssignmentProblem {
    /// Whether a plan keeps to all that must hold.
    fileprivate func allows(_ pairs: [AssignmentPair]) -> Bool { faults.isEmpty && AssignmentModel(self).isFeasible(pairs) }

    fileprivate mutating func waive(_ pairs: [AssignmentPair]) {
        let waived = Set(pairs)
        for pair in pairs where affinity[pair.dossier, pair.expert].isNaN { affinity[pair.dossier, pair.expert] = 0 }
        conflicts.removeAll { $0.price == nil && waived.contains($0.pair) }
    }

    /// The problem with so many experts more, whose affinity is zero; nil where a rule can't be kept for them.
    fileprivate func withMore(_ count: Int, load: Int, tags: [String: [String]]) -> AssignmentProblem? {
        guard count > 0, count <= 10_000 else { return nil }
        var changed = self
        var values: [Double] = []
        values.reserveCapacity(dossiers.count * (experts.count + count))
        for dossier in dossiers.indices {
            for expert in experts.indices { values.append(affinity[dossier, expert]) }
            values += repeatElement(0, count: count)
        }
        changed.affinity = AffinityMatrix(dossierCount: dossiers.count, expertCount: experts.count + count, values: values)
        for index in 0..<count { changed.experts.append(.init(id: "+\(index + 1)", maximumLoad: load, tags: tags)) }
        return changed
    }

    /// Changes the problem so that requirements give way, and says so.
    fileprivate mutating func concede(_ breaches: [Breach]) -> Text {
        guard let first = breaches.first else { return Text(verbatim: "") }
        let change = abs(first.excess)
        switch first.requirement {
        case .load(let expert) where first.excess > 0:
            experts[expert].maximumLoad += change
            let facts = experts[expert]
            return Text(
                zh: "“\(facts.id)”增加 \(change) 份（至 \(facts.maximumLoad) 份）", en: "“\(facts.id)” by \(change) to \(facts.maximumLoad)")
        case .load(let expert):
            experts[expert].minimumLoad -= change
            let facts = experts[expert]
            return Text(zh: "“\(facts.id)”降至 \(facts.minimumLoad) 份", en: "“\(facts.id)” to \(facts.minimumLoad)")
        case .demand(let dossier):
            dossiers[dossier].demand -= change
            let facts = dossiers[dossier]
            return Text(zh: "“\(facts.id)”减至 \(facts.demand) 名", en: "“\(facts.id)” to \(facts.demand)")
        case .categoryLoad(let rule, _):
            let eased = breaches.map { breach -> Text in
                guard case .categoryLoad(_, let expert) = breach.requirement else { return Text(verbatim: "") }
                let index = exempt(expert, fromLoadRule: rule)
                if first.excess > 0 {
                    loads[index].maximum = loads[index].maximum.map { $0 + change }
                } else {
                    loads[index].minimum -= change
                }
                return Text(verbatim: "“\(experts[expert].id)”")
            }
            return eased.shortened + Text(zh: "承担", en: " to ") + text(of: loads[loads.count - 1])
        case .composition(let rule, let value, _):
            return relax(rule, value, by: first.excess, breaches.flatMap { dossiers(of: $0.requirement) })
        case .neverTogether(let index, _):
            let told = text(of: first.requirement)
            neverTogether[index].price = 0
            return Text(zh: "不再要求", en: "no longer: ") + told
        case .neverMutual(let index):
            neverMutual[index].price = 0
            return Text(zh: "不再要求", en: "no longer: ") + text(of: first.requirement)
        case .pin(let index):
            pins[index].price = 0
            return text(of: pins[index].pair)
        case .conflict, .floor, .floorSteps: return text(of: first.requirement)
        }
    }

    /// Moves a limit of a rule on some dossiers, by a rule of their own.
    private mutating func relax(_ rule: Int, _ value: String, by excess: Int, _ concerned: [Int]) -> Text {
        let concerned = Set(concerned)
        var own = composition[rule]
        composition[rule].dossiers = .listed(Set(dossiers(in: own.dossiers)).subtracting(concerned).sorted())
        own.dossiers = .listed(concerned.sorted())
        switch own.limit {
        case .maximumPerValue(let most): own.limit = .maximumPerValue(most + max(0, excess))
        case .count(let value, let least, let most):
            own.limit = .count(value: value, minimum: max(0, least + min(0, excess)), maximum: most.map { $0 + max(0, excess) })
        }
        composition.append(own)
        let names = concerned.sorted().map { Text(verbatim: "“\(dossiers[$0].id)”") }.shortened
        let limit =
            switch own.limit {
            case .maximumPerValue(let most): Text(zh: "同一 \(own.tag) 的专家至多 \(most) 名", en: "at most \(most) of one \(own.tag)")
            case .count: text(ofRule: composition.count - 1, [value])
            }
        return Text(zh: "材料\(names.zh)改为\(limit.zh)", en: "on \(names.en) \(limit.en)")
    }
}
