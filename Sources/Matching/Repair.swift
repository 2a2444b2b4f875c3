public import Programme

extension AssignmentProblem {
    /// The problem of mending an earlier plan: as few of its pairs change as possible, then the plan is worth as much
    /// as possible.
    ///
    /// Each earlier pair that may still be assigned is softly pinned, at a price that outweighs whatever a change
    /// could bring; so one proof shows both that no plan changes fewer pairs and that none of those is worth more.
    /// Pins stay pins: what must not be touched is pinned in the problem itself.
    ///
    /// - Throws: `Failure.failed` where affinities differ by so much that no price outweighs them.
    public func mending(_ earlier: [AssignmentPair]) throws(Failure) -> AssignmentProblem {
        try mending(earlier, at: priceOfChange)
    }

    /// The problem of mending an earlier plan of which some pairs are dearer than others: as few pairs change as
    /// possible, of them as few dear ones as possible, then the plan is worth as much as possible.
    ///
    /// The prices outweigh whatever else plans could differ in as long as no more than `changes` pairs have to change;
    /// where the best plan changes more, they prove nothing, and more must be allowed for.
    ///
    /// - Throws: `Failure.failed` where affinities differ by so much that no price outweighs them.
    public func mending(
        _ earlier: [AssignmentPair], sparing dear: Set<AssignmentPair>, within changes: Int
    ) throws(Failure) -> AssignmentProblem {
        let prices = pricesOfChange(
            within: changes, vacant: vacancies(beside: earlier), dear: !dear.isDisjoint(with: earlier))
        return try mending(earlier, at: prices.any, sparing: dear, at: prices.dear)
    }

    private func mending(
        _ earlier: [AssignmentPair], at price: Double, sparing dear: Set<AssignmentPair> = [], at dearPrice: Double = 0
    ) throws(Failure) -> AssignmentProblem {
        let barred = Set(conflicts.filter { $0.price == nil }.map(\.pair)).union(hardPins)
        var kept = Set(earlier).subtracting(barred).filter { !affinity[$0.dossier, $0.expert].isNaN }
        guard max(price, dearPrice) <= AffinityMatrix.largestMagnitude / 2 else {
            throw .failed(
                Text(
                    zh: "匹配度相差过大（各材料合计 \(price)），无法为改动定出更高的代价；请将全部匹配度按同一比例缩小后再试。",
                    en: "the affinities differ by so much (\(price) over all dossiers) that no price of a change outweighs them; "
                        + "divide them all by the same number and try again."))
        }
        var problem = self
        for (index, pin) in pins.enumerated() {
            if let own = pin.price, kept.remove(pin.pair) != nil {
                problem.pins[index].price = own + (dear.contains(pin.pair) ? dearPrice : price)
            }
        }
        problem.pins += kept.sorted().map { PairRule($0, price: dear.contains($0) ? dearPrice : price) }
        return problem
    }

    /// Prices for taking a pair out of a plan, whole numbers, so high that fewer changes outweigh everything, and fewer
    /// dear ones among as many all but that, up to so many changes.
    ///
    /// Let s be the widest spread of affinities on a dossier, v the vacant places, and let one plan change k pairs and
    /// another j. What they share of the earlier plan is worth the same in both; of what they don't, each place counts
    /// for s at most. So they differ by (v + k + j)·s at most, and by what concessions cost. With as many changes,
    /// j = k, one dear pair less must outweigh (v + 2k)·s. One change less must outweigh (v + 2k + 1)·s and k pairs
    /// being dear; j − k changes less then outweigh the rest, since each is worth more than s.
    private func pricesOfChange(within changes: Int, vacant: Int, dear: Bool) -> (any: Double, dear: Double) {
        var spread = 0.0
        for (dossier, facts) in dossiers.enumerated() where facts.demand > 0 {
            spread = max(spread, self.spread(on: dossier))
        }
        let places = Double(vacant + 2 * changes)
        let surcharge = dear ? (greatestPayment + places * spread).rounded(.up) + 1 : 0
        let price = surcharge * Double(changes) + (greatestPayment + (places + 1) * spread).rounded(.up) + 1
        return (price, price + surcharge)
    }

    /// The places that an earlier plan leaves empty.
    private func vacancies(beside earlier: [AssignmentPair]) -> Int {
        let seats = (hardPins + earlier).reduce(into: [Int: Set<Int>]()) { $0[$1.dossier, default: []].insert($1.expert) }
        return dossiers.indices.reduce(0) { $0 + max(0, dossiers[$1].demand - (seats[$1]?.count ?? 0)) }
    }

    /// By how much two experts can differ on a dossier in affinity.
    private func spread(on dossier: Int) -> Double {
        let own = experts.indices.map { affinity[dossier, $0] }.filter { !$0.isNaN }
        guard let least = own.min(), let most = own.max() else { return 0 }
        // Where places may stay empty, plans differ by whole affinities.
        return dossiers[dossier].price == nil ? most - least : max(most, 0) - min(least, 0)
    }

    /// More than any two plans can differ in affinities and prices, a whole number so that it is exact in any unit.
    private var priceOfChange: Double {
        var difference = greatestPayment
        for (dossier, facts) in dossiers.enumerated() where facts.demand > 0 {
            difference += Double(facts.demand) * spread(on: dossier)
        }
        return difference.rounded(.up) + 1
    }
}

/// A plan that was mended, with the problem that it solves: the proof of that shows that no plan changes fewer pairs.
public struct MendedPlan: Sendable {
    /// The problem, in which the earlier plan's pairs are softly pinned.
    public let problem: AssignmentProblem
    /// The plan. Optimal: no plan changes fewer pairs, none of those fewer dear ones, and none of those is worth more.
    public let plan: Plan
    /// Up to how many changes the prices of the pins outweigh everything.
    public let changes: Int
}

extension AssignmentProblem {
    /// Mends an earlier plan, some pairs of which are spared before others, blocking the thread.
    ///
    /// - Throws: as `solve`, and as `mending`.
    public func mended(
        _ earlier: [AssignmentPair], sparing dear: Set<AssignmentPair>, _ options: SolveOptions = SolveOptions(),
        cancellation: Cancellation? = nil, progress: (@Sendable (SolveProgress) -> Void)? = nil
    ) throws(Failure) -> MendedPlan {
        // Repairs are small, and small prices make small numbers; where more must change, twice is enough, since the
        // plan found first shows how many will do.
        var changes = 4
        var options = options
        while true {
            let started = ContinuousClock.now
            let problem = try mending(earlier, sparing: dear, within: changes)
            let plan = try problem.solve(options, cancellation: cancellation, progress: progress)
            let count = PlanDifference(from: earlier, to: plan.assignments).removed.count
            if plan.status != .optimal || count <= changes { return MendedPlan(problem: problem, plan: plan, changes: changes) }
            changes = count
            if let limit = options.timeLimit { options.timeLimit = max(0.01, limit - (ContinuousClock.now - started) / .seconds(1)) }
        }
    }
}

/// What becomes of the pairs of an earlier plan.
public struct PlanDifference: Sendable, Hashable {
    /// The pairs that are no longer in.
    public let removed: [AssignmentPair]
    /// The pairs that come in.
    public let added: [AssignmentPair]

    /// Compares two plans for one problem.
    public init(from earlier: [AssignmentPair], to later: [AssignmentPair]) {
        let (old, new) = (Set(earlier), Set(later))
        removed = old.subtracting(new).sorted()
        added = new.subtracting(old).sorted()
    }
}
