public import Programme

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

    /// A soft requirement that gives way in the plan.
    public struct Concession: Sendable, Hashable {
        /// The requirement.
        public var requirement: Requirement
        /// By how much: experts, dossiers or pairs too many or too few.
        public var amount: Int
        /// What each one costs, in affinity.
        public var price: Double
        /// All of that in words.
        public var message: Text

        /// A requirement that gives way, in words too.
        public init(requirement: Requirement, amount: Int, price: Double, message: Text) {
            self.requirement = requirement
            self.amount = amount
            self.price = price
            self.message = message
        }
    }

    /// What is known of the plan.
    public var status: Status
    /// What was sought.
    public var objective: SolveOptions.Objective
    /// The pairs, by dossier, then expert.
    public var assignments: [AssignmentPair]
    /// Who leads the panels that have a lead, by dossier: pairs of the plan.
    public var leads: [AssignmentPair]
    /// The dossiers that share a panel, each ascending, by their first; also groups of one. Empty where none are to.
    public var groups: [[Int]]
    /// The sum of their affinities.
    public var total: Double
    /// The affinity of the worst panel among dossiers that need one; nil where none does.
    public var floor: Double?
    /// The total less the prices of all concessions; nil where no requirement is soft.
    public var value: Double?
    /// The soft requirements that give way, in the order of `Requirement.sortKey`.
    public var concessions: [Concession]
    /// No plan is worth more (for the fair objective: none with this floor); nil where the status is infeasible.
    public var bound: Double?
    /// By what part of the plan's worth the bound exceeds it; nil where the status is infeasible.
    public var gap: Double?
    /// For the fair objective: no plan has a higher floor.
    public var floorBound: Double?
    /// For several objectives in order: what each step reached, what it cost the others, and its proof.
    public var steps: [PlanStep] = []
    /// The pairs of the plan to which changes were counted; nil where that is no objective.
    public var earlier: [AssignmentPair]?
    /// A proof of a bound; it may be weaker than `bound`, where branch and bound took too many cases to be told.
    public var certificate: Certificate?
    /// For the fair objective: a proof that no plan has a floor above that of this plan, where it is not that of some
    /// dossier alone.
    public var floorProof: CaseProof?
    /// Where nothing satisfies everything: a proof of that; nil where none was found in time.
    public var impossibilityProof: CaseProof?
    /// Where nothing satisfies everything: what is in the way, and what would help.
    public var diagnosis: [Obstacle]

    /// A plan as read from a file.
    public init(
        status: Status, objective: SolveOptions.Objective, assignments: [AssignmentPair],
        leads: [AssignmentPair] = [], total: Double,
        floor: Double?, value: Double? = nil, concessions: [Concession] = [], bound: Double? = nil,
        gap: Double? = nil, floorBound: Double? = nil, certificate: Certificate? = nil, floorProof: CaseProof? = nil,
        impossibilityProof: CaseProof? = nil, diagnosis: [Obstacle] = [],
        groups: [[Int]] = []
    ) {
        self.status = status
        self.objective = objective
        self.assignments = assignments
        self.leads = leads
        self.total = total
        self.floor = floor
        self.value = value
        self.concessions = concessions
        self.bound = bound
        self.gap = gap
        self.floorBound = floorBound
        self.certificate = certificate
        self.floorProof = floorProof
        self.impossibilityProof = impossibilityProof
        self.diagnosis = diagnosis
        self.groups = groups
    }

    /// What is made as large as possible: the total, less what concessions cost where there may be any.
    public var worth: Double { value ?? total }
}
