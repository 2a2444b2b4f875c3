public import Programme

/// How close a dossier is to being impossible.
public struct DossierExplanation: Sendable, Hashable {
    /// The dossier.
    public var dossier: Int
    /// How many experts it needs.
    public var demand: Int
    /// How many may read it.
    public var willing: Int
    /// How many experts there are.
    public var expertCount: Int
    /// How many conflicts more it bears by itself, the loads of experts and the other dossiers left aside.
    public var alone: ConflictTolerance
    /// How many it bears together with all the others, at the loads that there are.
    public var together: ConflictTolerance
}

/// One of the dossiers that bear the fewest conflicts more by themselves.
public struct TightDossier: Sendable, Hashable {
    /// The dossier.
    public var dossier: Int
    /// How many experts it needs.
    public var demand: Int
    /// How many may read it.
    public var willing: Int
    /// How many conflicts more it bears by itself.
    public var alone: ConflictTolerance
}

extension AssignmentProblem {
    /// Says how many of a dossier's pairs would have to be forbidden until there is no plan. Blocks the thread.
    ///
    /// - Parameters:
    ///   - plan: A plan of this problem that keeps to every requirement.
    ///   - timeLimit: Seconds; nil for no limit beside that on the number of plans that are sought, which makes the answer
    ///     the same on every machine.
    ///   - cancellation: Ends the search like a time limit that is over.
    /// - Throws: `Failure.failed` where the solver gave up.
    public func explain(
        dossier: Int, in plan: Plan, timeLimit: Double? = nil, cancellation: Cancellation? = nil
    ) throws(Failure) -> DossierExplanation {
        try explaining {
            let model = AssignmentModel(self)
            let clock = SearchClock(limit: timeLimit, cancellation: cancellation)
            return DossierExplanation(
                dossier: dossier, demand: dossiers[dossier].demand, willing: model.willing(for: dossier),
                expertCount: experts.count, alone: try toleranceAlone(of: dossier, known: plan.assignments, clock),
                together: try tolerance(of: dossier, known: plan.assignments, clock))
        }
    }

    /// The dossiers that bear the fewest conflicts more by themselves, the tightest first, at most so many. Blocks the
    /// thread. Where the time is over, those that were not looked at yet are left out.
    ///
    /// - Parameters:
    ///   - timeLimit: Seconds; nil for no limit.
    ///   - cancellation: Ends the search like a time limit that is over.
    /// - Throws: `Failure.failed` where the solver gave up.
    public func tightest(
        _ count: Int, timeLimit: Double? = nil, cancellation: Cancellation? = nil
    ) throws(Failure) -> [TightDossier] {
        try explaining {
            let model = AssignmentModel(self)
            let clock = SearchClock(limit: timeLimit, cancellation: cancellation)
            let needy = dossiers.indices.filter { dossiers[$0].demand > 0 }
            let byMargin = needy.map { (margin: model.countedMargin(of: $0), dossier: $0) }
                .sorted { ($0.margin, $0.dossier) < ($1.margin, $1.dossier) }
            var chosen: [TightDossier] = []
            for (_, dossier) in byMargin.prefix(count) where clock.hasTime {
                chosen.append(
                    TightDossier(
                        dossier: dossier, demand: dossiers[dossier].demand, willing: model.willing(for: dossier),
                        alone: try toleranceAlone(of: dossier, known: [], clock)))
            }
            return chosen.enumerated().sorted { ($0.element.alone.atLeast, $0.offset) < ($1.element.alone.atLeast, $1.offset) }
                .map(\.element)
        }
    }

    private func explaining<Value>(_ work: () throws -> Value) throws(Failure) -> Value {
        do { return try work() } catch let failure as Failure { throw failure } catch {
            throw .failed(Text(verbatim: "\(error)"))
        }
    }

    private func toleranceAlone(
        of dossier: Int, known: [AssignmentPair], _ clock: SearchClock
    ) throws -> ConflictTolerance {
        let panel = known.filter { $0.dossier == dossier }.map { AssignmentPair(dossier: 0, expert: $0.expert) }
        var search = ToleranceSearch(alone(dossier), 0, known: panel, tests: 400, clock: clock)
        return try search.run()
    }

    private func tolerance(of dossier: Int, known: [AssignmentPair], _ clock: SearchClock) throws -> ConflictTolerance {
        var search = ToleranceSearch(self, dossier, known: known, tests: 120, clock: clock)
        return try search.run()
    }

    /// The problem of one dossier's panel, as if it were the only one.
    func alone(_ dossier: Int) -> AssignmentProblem {
        func moved(_ rules: [PairRule]) -> [PairRule] {
            rules.filter { $0.pair.dossier == dossier }.map { rule in
                var rule = rule
                rule.pair.dossier = 0
                return rule
            }
        }
        let row = experts.indices.map { affinity[dossier, $0] }
        return AssignmentProblem(
            name: name, dossiers: [dossiers[dossier]],
            experts: experts.map { expert in
                .init(id: expert.id, maximumLoad: expert.price == nil ? min(1, expert.maximumLoad) : 1, tags: expert.tags)
            },
            affinity: AffinityMatrix(dossierCount: 1, expertCount: experts.count, values: row),
            conflicts: moved(conflicts), pins: moved(pins),
            composition: composition.filter { dossiers(in: $0.dossiers).contains(dossier) }.map { rule in
                var rule = rule
                rule.dossiers = .all
                return rule
            },
            neverTogether: neverTogether)
    }
}

extension AssignmentModel {
    /// How many experts may read a dossier.
    fileprivate func willing(for dossier: Int) -> Int { (0..<expertCount).count { isAllowed(index(dossier, $0)) } }

    /// How many experts more than needed may read a dossier, in all or of the class of which there are the fewest more.
    fileprivate func countedMargin(of dossier: Int) -> Int {
        let classes = rules.filter {
            $0.minimum > 0 && $0.concerns(dossier) && isHard($0.requirement(on: dossier))
        }
        let margins = classes.map { rule in rule.members.count { isAllowed(index(dossier, $0)) } - rule.minimum }
        return margins.reduce(willing(for: dossier) - hardLimits(of: .demand(dossier: dossier)).lower, min)
    }
}
