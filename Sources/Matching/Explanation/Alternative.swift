/// What the best plan would be if a problem were changed in one respect, held against the plan at hand.
public struct Alternative: Sendable, Hashable {
    /// How the changed problem came out.
    public enum Outcome: Sendable, Hashable {
        /// It has a plan.
        case plan(Found)
        /// Nothing satisfies everything: what is in the way.
        case impossible([Obstacle])
        /// The time ran out before a plan was found or shown not to exist.
        case undecided
    }

    /// A plan of the changed problem.
    public struct Found: Sendable, Hashable {
        /// What it is worth: its total, less prices.
        public var worth: Double
        /// By how much the plan at hand is worth more; below zero where this one is.
        public var loss: Double
        /// The plan at hand is worth so much more than any of the changed problem; the same as `loss` where that is proven.
        public var leastLoss: Double
        /// The affinity of the worst panel among dossiers that need one; nil where none does.
        public var floor: Double?
        /// Whether it is proven that no plan of the changed problem is better.
        public var isProven: Bool
        /// Whether the certificate of the plan at hand proves it by itself, so that nothing had to be solved.
        public var isByCertificate: Bool
        /// The pairs that leave the plan at hand, and those that come in.
        public var difference: PlanDifference
        /// Whether it is proven that no plan of that worth changes fewer pairs.
        public var isClosest: Bool
    }

    /// The plan at hand is worth so much more than any of the changed problem, at least: by its certificate alone, without
    /// a solver. For the fair objective: than any with its floor. Nil where the certificate says nothing of the changed
    /// problem; below zero where plans could be better as far as it shows.
    public var certifiedLoss: Double?
    /// How it came out.
    public var outcome: Outcome

    /// The plan of the changed problem, where it has one.
    public var found: Found? { if case .plan(let found) = outcome { found } else { nil } }
}
