public import Programme
internal import Solver

extension AssignmentProblem {
    /// Solves the problem exactly, blocking the thread: the plan is proven the best over all allowed pairs, or says
    /// by how much it may fall short, or that nothing satisfies everything and why.
    ///
    /// The same problem, options and seed give the same plan, unless a time limit cuts the search short. The order
    /// of dossiers and experts does not change how good the plan is.
    ///
    /// - Parameter progress: Told how far the search has come, on the thread that solves.
    /// - Throws: `Failure.malformed` where the problem has `faults`; `Failure.failed` where no plan was found in
    ///   time, or the solver gave up.
    public func solve(
        _ options: SolveOptions = SolveOptions(), progress: (@Sendable (SolveProgress) -> Void)? = nil
    ) throws(Failure) -> Plan {
        let faults = self.faults
        guard faults.isEmpty else { throw .malformed(faults.map { Diagnostic(.init(file: name), $0) }) }
        do {
            let order = Shuffle(of: self, seed: options.seed)
            let plan = try order.shuffled(self).plan(options, SearchClock(limit: options.timeLimit, listener: progress))
            return order.restored(plan)
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

    private func plan(_ options: SolveOptions, _ clock: SearchClock) throws -> Plan {
        var model = AssignmentModel(self)
        // A panel that can't be formed even alone is soon found, and would keep the solver busy.
        if try model.excesses(of: hardPins).isEmpty && PanelTest.impossiblePanels(of: model, atMost: 1, clock).isEmpty {
            var floorBound: Int?
            var floorCertificate: Certificate?
            let outcome: TotalSearch.Outcome
            switch options.objective {
            case .total:
                outcome = try TotalSearch(model: model, clock: clock, relativeGap: options.relativeGap).run()
            case .fair:
                let fair = try FairSearch(model: model, clock: clock, relativeGap: options.relativeGap).run()
                (outcome, floorBound, model) = (fair.total, fair.floorBound, fair.model)
                floorCertificate = fair.floorCertificate
            }
            switch outcome {
            case .found(let pairs, let bound, let certificate):
                var plan = Plan(pairs, bound, certificate, floorBound, options.objective, model)
                plan.floorCertificate = floorCertificate
                return plan
            case .undecided:
                throw Failure.failed(
                    Text(
                        zh: "在规定时间内没有找到可行的分配方案，也未能证明不存在；请放宽 --time-limit。",
                        en: "no plan was found in the time given, nor was it shown that there is none; "
                            + "allow more with --time-limit."))
            case .infeasible: break
            }
        }
        clock.tell(.diagnosis, bound: nil, best: nil)
        model.floor = nil
        return try Diagnosis(model: model, clock: clock).plan(options.objective)
    }
}

extension Plan {
    /// A plan that was found, with what was proven of it; bounds in units.
    fileprivate init(
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
            status: status, objective: objective, assignments: pairs, total: model.problem.total(of: pairs),
            floor: model.problem.floor(of: pairs), value: model.problem.value(of: pairs, concessions),
            concessions: concessions)
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
