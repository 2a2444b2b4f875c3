public import Programme
internal import Solver

extension AssignmentProblem {
    /// Solves the problem exactly, blocking the thread: the plan is proven the best over all allowed pairs, or says
    /// by how much it may fall short, or that nothing satisfies everything and why.
    ///
    /// The same problem, options and seed give the same plan, unless a time limit cuts the search short. The order
    /// of dossiers and experts does not change how good the plan is.
    ///
    /// - Parameters:
    ///   - cancellation: Ends the search like a time limit that is over: with the best plan so far and what is proven of it.
    ///   - progress: Told how far the search has come, on the thread that solves.
    /// - Throws: `Failure.malformed` where the problem has `faults`; `Failure.failed` where no plan was found in
    ///   time, or the solver gave up.
    public func solve(
        _ options: SolveOptions = SolveOptions(), cancellation: Cancellation? = nil,
        progress: (@Sendable (SolveProgress) -> Void)? = nil
    ) throws(Failure) -> Plan {
        let faults = self.faults
        guard faults.isEmpty else { throw .malformed(faults.map { Diagnostic(.init(file: name), $0) }) }
        do {
            let clock = SearchClock(limit: options.timeLimit, listener: progress, cancellation: cancellation)
            let order = Shuffle(of: self, seed: options.seed)
            var options = options
            options.earlier = order.shuffled(options.earlier)
            let shuffled = order.shuffled(self)
            let plan =
                formsGroups
                ? try GroupSearch(problem: shuffled, options: options, clock: clock).plan() : try shuffled.plan(options, clock)
            return options.seed == 0 ? order.restored(plan) : inOwnOrder(order.restored(plan))
        } catch let failure as Failure {
            throw failure
        } catch let error as SolverError {
            throw .failed(error.text)
        } catch {
            throw .failed(Text(verbatim: "\(error)"))
        }
    }

    /// Fills the vacant places of a plan without changing what is kept: the best among all plans that contain the
    /// kept pairs.
    ///
    /// - Throws: as `solve`; a kept pair that is in conflict meanwhile is a fault.
    public func repaired(
        keeping kept: [AssignmentPair], _ options: SolveOptions = SolveOptions(),
        progress: (@Sendable (SolveProgress) -> Void)? = nil
    ) throws(Failure) -> Plan {
        var problem = self
        problem.pins += Set(kept).subtracting(hardPins).sorted().map { .init($0) }
        return try problem.solve(options, progress: progress)
    }

    /// The best plan where all groups that share panels are given.
    func plan(_ options: SolveOptions, _ clock: SearchClock) throws -> Plan {
        var model = AssignmentModel(self)
        var isLeast = true
        if options.objective == .ordered { model = model.comparing(with: options.earlier) }
        // A panel that can't be formed even alone is soon found, and would keep the solver busy.
        if try model.excesses(of: model.pinnedPairs).isEmpty && PanelTest.impossiblePanels(of: model, atMost: 1, clock).isEmpty {
            guard let search = try LeastLeads(problem: self, clock: clock).run() else { return try diagnosis(options, clock) }
            isLeast = search.isShown
            if leads.contains(where: { $0.maximum == nil }) { model = AssignmentModel(search.problem) }
            var floorBound: Int?
            let outcome: TotalSearch.Outcome
            switch options.objective {
            case .total:
                outcome = try TotalSearch(model: model, clock: clock, relativeGap: options.relativeGap).run()
            case .fair:
                let fair = try FairSearch(model: model, clock: clock, relativeGap: options.relativeGap).run()
                (outcome, floorBound, model) = (fair.total, fair.floorBound, fair.model)
            case .ordered:
                let search = OrderedSearch(base: model, steps: options.steps, clock: clock, relativeGap: options.relativeGap)
                if let outcomes = try search.run() { return Plan(outcomes, of: model, comparedWith: options) }
                outcome = .infeasible
            }
            switch outcome {
            case .found(let pairs, let bound, let certificate):
                var plan = Plan(pairs, bound, certificate, floorBound, options.objective, model)
                try plan.proveByCases(model, clock, leaving: options.relativeGap)
                if !isLeast, plan.status == .optimal { plan.status = .feasible }
                return plan
            case .undecided: throw clock.endedWithoutPlan
            case .infeasible: break
            }
        }
        return try diagnosis(options, clock)
    }

    private func diagnosis(_ options: SolveOptions, _ clock: SearchClock) throws -> Plan {
        let model = AssignmentModel(self)
        guard options.diagnoses else { return Plan([], .infeasible, options.objective, of: model) }
        clock.tell(.diagnosis)
        var plan = try Diagnosis(model: model, clock: clock).plan(options.objective)
        guard options.objective == .ordered else { return plan }
        if options.steps.contains(where: { $0.objective == .changes }) { plan.earlier = options.earlier }
        // What a plan lacks of leads isn't a count that could be loosened.
        guard options.steps.first?.objective == .fill, leads.isEmpty else { return plan }
        let filling = Filling(model: model, clock: clock, relativeGap: options.relativeGap)
        try filling.improve(&plan, options)
        return plan
    }

    /// A plan with leads, and what it concedes, as they follow from the order of this problem.
    private func inOwnOrder(_ plan: Plan) -> Plan {
        guard !leads.isEmpty else { return plan }
        var plan = plan
        plan.leads = leads(of: plan, keeping: [])
        plan.concessions = withMaxima(of: plan.leads).concessions(in: plan.assignments)
        return plan
    }
}

extension SearchClock {
    /// What is said where a search ended before there was any plan.
    var endedWithoutPlan: Failure {
        isCancelled
            ? .failed(
                Text(
                    zh: "求解被中断，此前尚未找到可行的分配方案，也未能证明不存在；请重新求解，留出更多时间。",
                    en: "the search was interrupted before any plan was found, nor was it shown that there is none; "
                        + "solve again and give it more time."))
            : .failed(
                Text(
                    zh: "在规定时间内没有找到可行的分配方案，也未能证明不存在；请放宽 --time-limit。",
                    en: "no plan was found in the time given, nor was it shown that there is none; "
                        + "allow more with --time-limit."))
    }
}

extension Plan {
    /// A plan that was found, with what was proven of it; bounds in units.
    init(
        _ pairs: [AssignmentPair], _ bound: Int, _ certificate: Certificate, _ floorBound: Int?,
        _ objective: SolveOptions.Objective, _ model: AssignmentModel
    ) {
        let units = model.worth(of: pairs)
        let worst = model.worst(pairs)
        let floorIsProven = floorBound.map { $0 <= worst ?? $0 } ?? true
        self.init(pairs, units >= bound && floorIsProven ? .optimal : .feasible, objective, of: model)
        // Where affinities were rounded, each pair may add half a unit to the bound.
        let rounding = model.affinity.isExact ? 0 : 0.5 * Double(model.places) / Double(model.affinity.scale)
        let boundValue = units >= bound ? worth : max(worth, model.value(bound) + rounding)
        self.bound = boundValue
        gap = relativeGap(of: worth, bound: boundValue)
        self.floorBound = floorBound.map { ceiling in
            guard let worst, let floor, ceiling > worst else { return floor ?? model.value(ceiling) }
            return max(floor, model.value(ceiling) + rounding)
        }
        self.certificate = certificate
        // A bound on a lower floor is not yet that on the floor of the plan.
        if model.floor != nil { self.certificate?.bound = model.bound(by: certificate) ?? Int.max }
    }

    /// What can be told of a plan from its pairs alone.
    init(
        _ pairs: [AssignmentPair], _ status: Status, _ objective: SolveOptions.Objective, of model: AssignmentModel
    ) {
        let concessions = model.concessions(in: pairs)
        self.init(
            status: status, objective: objective, assignments: pairs, leads: model.leads(of: pairs), total: model.problem.total(of: pairs),
            floor: model.problem.floor(of: pairs), value: model.problem.value(of: pairs, concessions),
            concessions: concessions, groups: model.problem.givenGroups)
    }
}

extension AssignmentProblem {
    /// The sum of the affinities of some pairs: the number nearest to the exact sum where affinities have a common
    /// unit.
    public func total(of pairs: [AssignmentPair]) -> Double {
        let exact = ExactAffinity(pairs.map { affinity[$0.dossier, $0.expert] })
        return Double(exact.sum) / Double(exact.scale)
    }

    /// The affinity of the worst panel among the dossiers that need one; nil where none does.
    public func floor(of pairs: [AssignmentPair]) -> Double? {
        let panels = Dictionary(grouping: pairs, by: \.dossier)
        return dossiers.indices.filter { dossiers[$0].demand > 0 }.map { total(of: panels[$0] ?? []) }.min()
    }
}
