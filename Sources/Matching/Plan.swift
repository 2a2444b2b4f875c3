/// An answer to an assignment problem: who reviews what, how good that is, and why nothing better exists.
public struct Plan: Sendable, Hashable {
    /// What is known of a plan.
    public enum Status: String, Sendable, Hashable, Codable {
        /// It satisfies everything and nothing is better.
        case optimal
        /// It satisfies everything; `bound` says how much better the best could be.
        case feasible
        /// Nothing satisfies everything; this leaves as few places empty as possible.
        case infeasible
    }

    /// What is known of the plan.
    public var status: Status
    /// What was sought.
    public var objective: SolveOptions.Objective
    /// The pairs, by dossier, then expert.
    public var assignments: [AssignmentPair]
    /// The sum of their affinities.
    public var total: Double
    /// The affinity of the worst panel among dossiers that need one; nil where none does.
    public var floor: Double?
    /// No plan has a larger total (for the fair objective: none with this floor); nil where the status is infeasible.
    public var bound: Double?
    /// By what part of the total the bound exceeds it; nil where the status is infeasible.
    public var gap: Double?
    /// For the fair objective: no plan has a higher floor.
    public var floorBound: Double?
    /// A proof of a bound; it may be weaker than `bound`, where branch and bound did the rest.
    public var certificate: Certificate?
    /// Where nothing satisfies everything: what is in the way, and what would help.
    public var diagnosis: [Obstacle]

    /// A plan as read from a file.
    public init(
        status: Status, objective: SolveOptions.Objective, assignments: [AssignmentPair], total: Double,
        floor: Double?, bound: Double?, gap: Double?, floorBound: Double?, certificate: Certificate?,
        diagnosis: [Obstacle]
    ) {
        self.status = status
        self.objective = objective
        self.assignments = assignments
        self.total = total
        self.floor = floor
        self.bound = bound
        self.gap = gap
        self.floorBound = floorBound
        self.certificate = certificate
        self.diagnosis = diagnosis
    }
}
