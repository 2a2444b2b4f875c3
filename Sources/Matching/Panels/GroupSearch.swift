internal import Programme

/// The search for the best plan where groups that share panels are part of the answer.
///
/// Dossiers that the same experts suit are put together (`GroupImprovement`), the engine finds the best panels for those
/// groups, exactly, and the prices of experts in that plan say which dossiers to exchange. That is repeated from several
/// beginnings. Where there are few ways of dividing the dossiers, all are gone through (`GroupingTree`). A bound on the
/// plans in which every dossier has a panel of its own is one on all that share: that is what the certificate proves.
struct GroupSearch {
    let problem: AssignmentProblem
    let options: SolveOptions
    let clock: SearchClock

    /// A plan, by its pairs and groups; higher floors first for the fair objective, then what it is worth.
    struct Incumbent {
        let pairs: [AssignmentPair]
        let groups: [[Int]]
        let rank: Rank
        let certificate: Certificate
    }

    /// How good a plan is, in units.
    struct Rank: Comparable {
        let floor: Int
        let worth: Int

        static func < (left: Rank, right: Rank) -> Bool { (left.floor, left.worth) < (right.floor, right.worth) }
    }

    /// From how many beginnings groups are improved, and how often each is by the prices of its last plan.
    private static let beginnings = 4
    private static let improvements = 6

    /// The plan, or why there is none.
    func plan() throws -> Plan {
        options.objective == .ordered ? try planInOrder() : try bestPlan()
    }

    /// A plan by several objectives in order: the groups are those of the best plan by the first objective that tells which
    /// experts suit, and each step is then the best among the plans with those groups.
    private func planInOrder() throws -> Plan {
        var forming = options
        forming.objective = options.steps.formGroupsFairly ? .fair : .total
        let formed = try GroupSearch(problem: problem, options: forming, clock: clock.half).bestPlan()
        guard formed.status == .infeasible else {
            var plan = try problem.dividing(into: formed.groups).plan(options, clock)
            // Other groups might serve the objectives better; what is proven is proven of these.
            if plan.status == .optimal { plan.status = .feasible }
            return plan
        }
        var plan = formed
        plan.objective = .ordered
        if options.steps.contains(where: { $0.objective == .changes }) { plan.earlier = options.earlier }
        return plan
    }

    /// The best plan by the worth, or fairest; or why there is none.
    private func bestPlan() throws -> Plan {
        // Groups that are to be formed share nothing yet.
        let model = AssignmentModel(problem)
        guard try isPossible(model), let relaxation = try relax(model) else {
            var plan = try Diagnosis(model: model, clock: clock).plan(options.objective)
            plan.groups = []
            return plan
        }
        var best: Incumbent?
        var improvement = GroupImprovement(problem, model)
        for beginning in 0..<Self.beginnings where clock.hasTime && !isGoodEnough(best, relaxation, model) {
            improvement.price(by: relaxation.certificate)
            improvement.begin(seed: UInt64(beginning))
            var last: Rank?
            for _ in 0..<Self.improvements where clock.hasTime {
                improvement.improve { clock.hasTime }
                guard let found = try incumbent(improvement.groups, model), last.map({ found.rank > $0 }) ?? true else { break }
                last = found.rank
                if best.map({ found.rank > $0.rank }) ?? true { best = found }
                clock.tell(.search, bound: model.value(relaxation.bound), best: model.value(best?.rank.worth ?? 0))
                if isGoodEnough(best, relaxation, model) { break }
                improvement.price(by: found.certificate)
            }
        }
        var isProven = false
        if !isGoodEnough(best, relaxation, model), var tree = GroupingTree(self, model, best) {
            isProven = try tree.search()
            best = tree.best
        }
        guard let best else { return try none(isProven, model) }
        return try finished(best, isProven, model)
    }

    /// Whether panels could be formed at all if nobody shared one.
    private func isPossible(_ model: AssignmentModel) throws -> Bool {
        try model.excesses(of: model.pinnedPairs).isEmpty && PanelTest.impossiblePanels(of: model, atMost: 1, clock).isEmpty
    }

    /// What is proven of some groups, or found, is not told: it need not hold of all.
    private var quiet: SearchClock { clock.silent }

    private func relax(_ model: AssignmentModel) throws -> TotalSearch.Relaxation? {
        let search = TotalSearch(model: model, clock: quiet)
        guard let program = search.startingProgram() else { return nil }
        return try search.relax(program)
    }

    private func isGoodEnough(_ best: Incumbent?, _ relaxation: TotalSearch.Relaxation, _ model: AssignmentModel) -> Bool {
        guard let best, options.objective == .total else { return false }
        let bound = model.attainable(atMost: relaxation.bound)
        return relativeGap(of: model.value(best.rank.worth), bound: model.value(bound)) <= options.relativeGap
    }

    // MARK: Given groups

    /// What is known of the plans for some groups.
    enum Finding {
        /// One of them, and whether it is shown to be the best.
        case found(Incumbent, isBest: Bool)
        /// There is none.
        case nothing
        /// The time ran out first.
        case unknown
    }

    /// The best plan in which at least the dossiers of some groups share panels; nil where none was found in time.
    private func incumbent(_ groups: [[Int]], _ model: AssignmentModel) throws -> Incumbent? {
        guard case .found(let plan, _) = try best(groups, model, within: options.relativeGap) else { return nil }
        return plan
    }

    /// The same, with what is known of it.
    func best(_ groups: [[Int]], _ model: AssignmentModel, within gap: Double = 0) throws -> Finding {
        let divided = problem.dividing(into: problem.givenGroups + groups)
        guard divided.faults.isEmpty else { return .nothing }
        let own = AssignmentModel(divided)
        guard try isPossible(own) else { return .nothing }
        let outcome: TotalSearch.Outcome
        var floorBound: Int?
        switch options.objective {
        case .total, .ordered: outcome = try TotalSearch(model: own, clock: quiet, relativeGap: gap).run()
        case .fair:
            let fair = try FairSearch(model: own, clock: quiet, relativeGap: gap).run()
            (outcome, floorBound) = (fair.total, fair.floorBound)
        }
        switch outcome {
        case .infeasible: return .nothing
        case .undecided: return .unknown
        case .found(let pairs, let bound, let certificate):
            let rank = rank(of: pairs, model)
            let plan = Incumbent(pairs: pairs, groups: divided.givenGroups, rank: rank, certificate: certificate)
            return .found(plan, isBest: bound <= rank.worth && floorBound ?? rank.floor <= rank.floor)
        }
    }

    /// No plan in which at least the dossiers of some groups share panels ranks higher; nil where there is none.
    func ceiling(_ groups: [[Int]], _ model: AssignmentModel) throws -> Rank? {
        let unknown = Rank(floor: .max, worth: .max)
        if options.objective == .fair {
            switch try best(groups, model) {
            case .found(let plan, true): return plan.rank
            case .nothing: return nil
            case .found, .unknown: return unknown
            }
        }
        let divided = problem.dividing(into: problem.givenGroups + groups)
        guard divided.faults.isEmpty else { return nil }
        let own = AssignmentModel(divided)
        guard try isPossible(own), let relaxation = try relax(own) else { return nil }
        return Rank(floor: 0, worth: model.attainable(atMost: relaxation.bound))
    }

    private func rank(of pairs: [AssignmentPair], _ model: AssignmentModel) -> Rank {
        Rank(floor: options.objective == .fair ? model.worst(pairs) ?? 0 : 0, worth: model.worth(of: pairs))
    }

    // MARK: Answers

    private func finished(_ best: Incumbent, _ isProven: Bool, _ model: AssignmentModel) throws -> Plan {
        var model = model
        var floorBound: Int?
        if options.objective == .fair, let floor = model.worst(best.pairs) {
            floorBound = isProven ? floor : max(floor, model.floorAlone)
            model.floor = floor
        }
        // On the floor that was reached, or anew where the time for the first was short.
        guard var relaxation = try relax(model) else {
            throw Failure.failed(Text(zh: "求解器给出了互相矛盾的结果。", en: "The solver contradicts itself."))
        }
        relaxation.certificate.bound = model.attainable(atMost: relaxation.bound)
        let worth = model.worth(of: best.pairs)
        let bound = isProven ? worth : max(worth, relaxation.certificate.bound)
        var plan = Plan(best.pairs, bound, relaxation.certificate, floorBound, options.objective, model)
        plan.groups = best.groups
        plan.leads = problem.leads(of: plan, keeping: [])
        return plan
    }

    /// Where every dossier could have a panel of its own but no groups were found that have.
    private func none(_ isProven: Bool, _ model: AssignmentModel) throws -> Plan {
        guard isProven else {
            throw Failure.failed(
                Text(
                    zh: "没有找到使每组都能组成共用评审组的分组办法，也未能证明不存在；可增加组数、减少回避情形，或放宽 --time-limit。",
                    en: "No way of dividing the dossiers was found that gives every group a panel, nor was it shown that there "
                        + "is none; ask for more groups, settle conflicts, or allow more with --time-limit."))
        }
        var plan = Plan([], .infeasible, options.objective, of: model)
        plan.groups = []
        let rules = problem.panels.filter(\.isFormed)
        let sizes = rules.flatMap(problem.groupSizes)
        let separate = try TotalSearch(model: model, clock: clock, relativeGap: 1).run()
        var remedies: [Obstacle.Remedy] = []
        if case .found(let pairs, _, _) = separate {
            plan = Plan(pairs, .infeasible, options.objective, of: model)
            plan.groups = []
            remedies = [
                .init(
                    kind: .separatePanels, amount: sizes.count, isChecked: true,
                    message: RemedySearch.heading(.separatePanels, sizes.count))
            ]
        }
        plan.diagnosis = [
            Obstacle(
                kind: .clash, isMinimal: false, dossiers: Set(rules.flatMap { problem.dossiers(in: $0.dossiers) }).sorted(),
                experts: [],
                message: Text(
                    zh: "已逐一试过全部分组办法：无论怎样把材料分成 \(sizes.count) 组，总有一组不能组成共用的评审组，或各项要求不能同时满足",
                    en: "all ways of dividing the dossiers into \(sizes.count) groups were tried: in each, a group can't have a "
                        + "panel, or the requirements can't hold together"),
                remedies: remedies)
        ]
        return plan
    }
}
