extension AssignmentProblem {
    /// The problem of mending an earlier plan: as few of its pairs change as possible, then the plan is worth as much
    /// as possible.
    ///
    /// Each earlier pair that may still be assigned is softly pinned, at a price that outweighs whatever a change
    /// could bring; so one proof shows both that no plan changes fewer pairs and that none of those is worth more.
    /// Pins stay pins: what must not be touched is pinned in the problem itself.
    public func mending(_ earlier: [AssignmentPair]) -> AssignmentProblem {
        let barred = Set(conflicts.filter { $0.price == nil }.map(\.pair)).union(hardPins)
        var kept = Set(earlier).subtracting(barred).filter { !affinity[$0.dossier, $0.expert].isNaN }
        let price = priceOfChange
        var problem = self
        for (index, pin) in pins.enumerated() {
            if let own = pin.price, kept.remove(pin.pair) != nil { problem.pins[index].price = own + price }
        }
        problem.pins += kept.sorted().map { PairRule($0, price: price) }
        return problem
    }

    /// More than all affinities and prices of a plan together, a whole number so that it is exact in any unit.
    private var priceOfChange: Double {
        let places = Double(dossiers.reduce(0) { $0 + $1.demand })
        return (2 * places * affinity.extent + greatestPayment).rounded(.up) + 1
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
