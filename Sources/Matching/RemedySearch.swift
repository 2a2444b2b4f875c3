internal import Programme
internal import Solver

/// The least changes of one sort each after which a problem has a solution, as far as there are any.
struct RemedySearch {
    let model: AssignmentModel
    let clock: SearchClock

    private var problem: AssignmentProblem { model.problem }

    /// Remedies, the smallest first.
    func remedies() throws -> [Obstacle.Remedy] {
        let kinds: [Obstacle.Remedy.Kind] = [
            .raiseLoads, .waiveConflicts, .relaxRules, .lowerMinimumLoads, .unpin, .lowerDemands,
        ]
        var found: [Obstacle.Remedy] = []
        for kind in kinds { if let remedy = try remedy(kind) { found.append(remedy) } }
        return found.enumerated().sorted { ($0.element.amount, $0.offset) < ($1.element.amount, $1.offset) }
            .map(\.element)
    }

    private func remedy(_ kind: Obstacle.Remedy.Kind) throws -> Obstacle.Remedy? {
        let pins = problem.hardPins
        if kind == .unpin ? pins.isEmpty : !model.excesses(of: pins).isEmpty { return nil }
        let program = RestrictedProgram(kind == .waiveConflicts ? model.waivingAll : model, relieving: kind)
        guard let solution = try program.converged(.feasibility), solution.shortfall < 1e-6 else { return nil }
        let shares = zip(program.pairs, solution.shares)
        var changed = problem
        var texts: [Text] = []
        var amount = 0
        switch kind {
        case .waiveConflicts:
            let waived = shares.filter { program.model.isWaived($0.0) && $0.1 > 1e-6 }.map { model.pair($0.0) }.sorted()
            for pair in waived where changed.affinity[pair.dossier, pair.expert].isNaN {
                changed.affinity[pair.dossier, pair.expert] = 0
            }
            changed.conflicts.removeAll { $0.price == nil && waived.contains($0.pair) }
            amount = waived.count
            texts = waived.map { problem.text(of: $0) }
        case .unpin:
            let kept = Set(shares.filter { $0.1 > 1 - 1e-6 }.map { model.pair($0.0) })
            let dropped = pins.filter { !kept.contains($0) }
            changed.pins.removeAll { $0.price == nil && !kept.contains($0.pair) }
            amount = dropped.count
            texts = dropped.map { problem.text(of: $0) }
        default:
            for (requirement, value) in solution.remedies {
                let change = Int((value - 1e-6).rounded(.up))
                amount += change
                texts.append(concede(requirement, change, kind, &changed))
            }
        }
        guard amount > 0 else { return nil }
        return Obstacle.Remedy(
            kind: kind, amount: amount, isChecked: kind != .relaxRules && isSolvable(changed),
            message: Self.heading(kind) + texts.shortened)
    }

    /// Changes the problem so that a requirement gives way, and says so. Changes of rules for single panels are only
    /// told: a rule speaks for many.
    private func concede(
        _ requirement: Requirement, _ change: Int, _ kind: Obstacle.Remedy.Kind, _ changed: inout AssignmentProblem
    ) -> Text {
        switch requirement {
        case .load(let expert):
            if kind == .raiseLoads {
                changed.experts[expert].maximumLoad += change
                let facts = changed.experts[expert]
                return Text(
                    zh: "“\(facts.id)”增加 \(change) 份（至 \(facts.maximumLoad)）",
                    en: "“\(facts.id)” by \(change) to \(facts.maximumLoad)")
            }
            changed.experts[expert].minimumLoad -= change
            let facts = changed.experts[expert]
            return Text(
                zh: "“\(facts.id)”降至 \(facts.minimumLoad)", en: "“\(facts.id)” to \(facts.minimumLoad)")
        case .demand(let dossier):
            changed.dossiers[dossier].demand -= change
            let facts = changed.dossiers[dossier]
            return Text(zh: "“\(facts.id)”减至 \(facts.demand) 位", en: "“\(facts.id)” to \(facts.demand)")
        case .categoryLoad(let rule, let expert):
            let index = changed.exempt(expert, fromLoadRule: rule)
            if kind == .raiseLoads {
                changed.loads[index].maximum = changed.loads[index].maximum.map { $0 + change }
            } else {
                changed.loads[index].minimum -= change
            }
            let id = changed.experts[expert].id
            return Text(zh: "“\(id)”承担", en: "“\(id)” to ") + changed.text(of: changed.loads[index])
        default: return problem.text(of: requirement)
        }
    }

    private static func heading(_ kind: Obstacle.Remedy.Kind) -> Text {
        switch kind {
        case .raiseLoads: Text(zh: "提高专家工作量上限：", en: "raise the maximum loads of ")
        case .lowerMinimumLoads: Text(zh: "降低专家最低工作量：", en: "lower the minimum loads of ")
        case .waiveConflicts: Text(zh: "允许原不得分配的组合：", en: "allow the pairs ")
        case .relaxRules: Text(zh: "放宽评审组要求：", en: "relax these: ")
        case .unpin: Text(zh: "取消指定：", en: "take out the pins ")
        case .lowerDemands: Text(zh: "减少所需专家数：", en: "lower the demands of ")
        }
    }

    /// Solves the changed problem, if that is quickly done.
    private func isSolvable(_ changed: AssignmentProblem) -> Bool {
        guard changed.faults.isEmpty else { return false }
        let model = AssignmentModel(changed)
        let quick = SearchClock(limit: 5, listener: nil)
        guard !HallViolation.exists(in: model), model.excesses(of: changed.hardPins).isEmpty,
            case .found = try? TotalSearch(model: model, clock: quick, relativeGap: 10).run()
        else { return false }
        return true
    }
}

extension AssignmentProblem {
    /// Gives an expert a load rule of their own in place of one for several; its index.
    fileprivate mutating func exempt(_ expert: Int, fromLoadRule index: Int) -> Int {
        var own = loads[index]
        loads[index].experts = .listed(experts(in: own.experts).filter { $0 != expert })
        own.experts = .listed([expert])
        loads.append(own)
        return loads.count - 1
    }
}
