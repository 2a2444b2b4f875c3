internal import Programme
internal import Solver

/// What is in the way of a problem without solution, what would help, and the best that can be done as it is.
struct Diagnosis {
    let model: AssignmentModel
    let clock: SearchClock

    private var problem: AssignmentProblem { model.problem }

    /// The plan with as few empty places as possible, and the obstacles.
    func plan(_ objective: SolveOptions.Objective) throws -> Plan {
        let pairs = try BestEffort(model: model, clock: clock).pairs()
        var obstacles = pinObstacles
        if obstacles.isEmpty { obstacles = countingObstacles }
        if obstacles.isEmpty { obstacles = [try clash()] }
        if !obstacles.isEmpty {
            let remedies = try RemedySearch(model: model, clock: clock).remedies()
            obstacles[0].remedies = remedies
        }
        var plan = Plan(pairs, .infeasible, objective, of: model)
        plan.diagnosis = obstacles
        return plan
    }

    // MARK: What can be counted

    /// Requirements of which the pins alone are too much.
    private var pinObstacles: [Obstacle] {
        model.excesses(of: problem.hardPins).map { excess in
            Obstacle(
                kind: .clash, dossiers: dossiers(of: excess.requirement), experts: experts(of: excess.requirement),
                need: excess.count, have: model.limits(of: excess.requirement).upperBound,
                message: problem.text(of: excess.requirement)
                    + Text(zh: "，而指定的组合中已有 \(excess.count) 个", en: ", but the pins alone make \(excess.count)"))
        }
    }

    /// Dossiers that need more than those who may read them can take, in all or of one class.
    private var countingObstacles: [Obstacle] {
        if let violation = HallViolation(PlaceDemand(model)) { return [obstacle(violation, Text(zh: "", en: ""))] }
        for rule in model.rules where rule.minimum > 0 {
            guard case .composition(let index, let value) = rule.origin, problem.composition[index].price == nil,
                let violation = HallViolation(PlaceDemand(model, rule))
            else { continue }
            let tag = problem.composition[index].tag
            return [obstacle(violation, Text(zh: "\(tag) 为“\(value)”的", en: " with \(tag) “\(value)”"))]
        }
        let bound = problem.experts.indices.filter { problem.experts[$0].minimumLoad > 0 && problem.experts[$0].price == nil }
        let least = bound.reduce(0) { $0 + problem.experts[$1].minimumLoad }
        guard least > model.places else { return [] }
        return [
            Obstacle(
                kind: .capacity, dossiers: [], experts: bound, need: least, have: model.places,
                message: Text(
                    zh: "专家的最低工作量合计 \(least)，而全部材料只有 \(model.places) 个名额",
                    en: "the experts' least loads add up to \(least), but there are only \(model.places) places"))
        ]
    }

    private func obstacle(_ violation: HallViolation, _ which: Text) -> Obstacle {
        let ids = violation.dossiers.map { Text(verbatim: "“\(problem.dossiers[$0].id)”") }.shortened
        let isOne = violation.dossiers.count == 1
        let message =
            isOne
            ? Text(
                zh: "材料\(ids.zh)需要 \(violation.need) 位\(which.zh)专家，可分配的只有 \(violation.have) 位",
                en: "dossier \(ids.en) needs \(violation.need) experts\(which.en), "
                    + "but only \(violation.have) may read it")
            : Text(
                zh: "\(violation.dossiers.count) 份材料（\(ids.zh)）共需\(which.zh)专家 \(violation.need) 人次，"
                    + "可分配的 \(violation.experts.count) 位最多承担 \(violation.have) 人次",
                en: "\(violation.dossiers.count) dossiers (\(ids.en)) need \(violation.need) reviews\(which.en), "
                    + "but the \(violation.experts.count) experts who may read them can take "
                    + "only \(violation.have)")
        return Obstacle(
            kind: isOne ? .fewExperts : .capacity, dossiers: violation.dossiers, experts: violation.experts,
            need: violation.need, have: violation.have, message: message)
    }

    // MARK: What can't

    /// Requirements that can't hold together though any of them could be left out to make them hold.
    private func clash() throws -> Obstacle {
        var test = RequirementTest(model: model, clock: clock)
        var core = try test.suspects()
        // Leave out halves, quarters, single ones, whatever is not needed.
        var size = max(1, core.count / 2)
        var isMinimal = true
        while size >= 1, !core.isEmpty {
            var start = 0
            while start < core.count {
                guard test.hasTime else {
                    isMinimal = false
                    break
                }
                var rest = core
                rest.removeSubrange(start..<min(start + size, core.count))
                if try test.isImpossible(Set(rest)) { core = rest } else { start += size }
            }
            if size == 1 || !isMinimal { break }
            size /= 2
        }
        let texts = core.map { problem.text(of: $0) }
        let ending =
            isMinimal ? Text(zh: "", en: "") : Text(zh: "（可能还可缩小）", en: " (perhaps not the smallest such set)")
        return Obstacle(
            kind: .clash, dossiers: Array(Set(core.flatMap(dossiers))).sorted(),
            experts: Array(Set(core.flatMap(experts))).sorted(),
            message: Text(zh: "以下要求不能同时满足：", en: "these cannot hold together: ") + texts.shortened + ending)
    }

    private func dossiers(of requirement: Requirement) -> [Int] {
        switch requirement {
        case .demand(let dossier), .floor(let dossier), .composition(_, _, let dossier), .neverTogether(_, let dossier):
            [dossier]
        case .pin(let index): [problem.pins[index].pair.dossier]
        case .conflict(let index): [problem.conflicts[index].pair.dossier]
        case .neverMutual(let index):
            [problem.neverMutual[index].first.dossier, problem.neverMutual[index].second.dossier]
        case .load, .categoryLoad: []
        }
    }

    private func experts(of requirement: Requirement) -> [Int] {
        switch requirement {
        case .load(let expert), .categoryLoad(_, let expert): [expert]
        case .pin(let index): [problem.pins[index].pair.expert]
        case .conflict(let index): [problem.conflicts[index].pair.expert]
        case .neverTogether(let index, _):
            [problem.neverTogether[index].first, problem.neverTogether[index].second]
        case .neverMutual(let index):
            [problem.neverMutual[index].first.expert, problem.neverMutual[index].second.expert]
        case .demand, .floor, .composition: []
        }
    }
}
