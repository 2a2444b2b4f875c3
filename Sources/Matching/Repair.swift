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
        let barred = Set(conflicts.filter { $0.price == nil }.map(\.pair)).union(hardPins)
        var kept = Set(earlier).subtracting(barred).filter { !affinity[$0.dossier, $0.expert].isNaN }
        let price = priceOfChange
        guard price <= AffinityMatrix.largestMagnitude / 2 else {
            throw .failed(
                Text(
                    zh: "匹配度相差过大（各材料合计 \(price)），无法为改动定出更高的代价；请将全部匹配度按同一比例缩小后再试。",
                    en: "the affinities differ by so much (\(price) over all dossiers) that no price of a change outweighs them; "
                        + "divide them all by the same number and try again."))
        }
        var problem = self
        for (index, pin) in pins.enumerated() {
            if let own = pin.price, kept.remove(pin.pair) != nil { problem.pins[index].price = own + price }
        }
        problem.pins += kept.sorted().map { PairRule($0, price: price) }
        return problem
    }

    /// More than any two plans can differ in affinities and prices, a whole number so that it is exact in any unit.
    private var priceOfChange: Double {
        var difference = greatestPayment
        for (dossier, facts) in dossiers.enumerated() where facts.demand > 0 {
            let own = experts.indices.map { affinity[dossier, $0] }.filter { !$0.isNaN }
            guard let least = own.min(), let most = own.max() else { continue }
            // Where places may stay empty, plans differ by whole affinities.
            let spread = facts.price == nil ? most - least : max(most, 0) - min(least, 0)
            difference += Double(facts.demand) * spread
        }
        return difference.rounded(.up) + 1
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
