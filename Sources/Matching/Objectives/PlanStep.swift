/// What a step of several objectives in order has reached: the best plan after it, and why there is no better.
public struct PlanStep: Sendable, Hashable {
    /// What was pursued, and how much of it later steps may give up.
    public var step: ObjectiveStep
    /// What was reached: places, the affinity of the worst dossier, the total less prices, the sum of squared loads, or
    /// pairs of the earlier plan that are not in.
    public var value: Double
    /// No plan that keeps what earlier steps reached has more of it (of squares and changes: fewer); nil where the time
    /// ran out before anything was proven.
    public var bound: Double?
    /// A proof of a bound in exact whole numbers; nil where none is needed, or none was found. It may be weaker than
    /// `bound`, where branch and bound did the rest.
    public var certificate: Certificate?
    /// For the fair objective: a proof that no plan that keeps what came before has a higher floor, where it is not that
    /// of some dossier alone.
    public var floorProof: CaseProof?
    /// The plan after this step, by dossier, then expert.
    public var assignments: [AssignmentPair]
    /// All that is measured of that plan.
    public var measures: PlanMeasures

    /// A step as read from a file.
    public init(
        step: ObjectiveStep, value: Double, bound: Double?, certificate: Certificate?, floorProof: CaseProof? = nil,
        assignments: [AssignmentPair], measures: PlanMeasures
    ) {
        self.step = step
        self.value = value
        self.bound = bound
        self.certificate = certificate
        self.floorProof = floorProof
        self.assignments = assignments
        self.measures = measures
    }

    /// Whether nothing better is possible.
    public var isProven: Bool { bound.map { step.objective.isLowered ? value <= $0 : value >= $0 } ?? false }
}

/// All that objectives look at in a plan, so that it can be told what each cost the others.
public struct PlanMeasures: Sendable, Hashable {
    /// Places that are filled.
    public var places: Int
    /// The affinity of the worst dossier that needs somebody; nil where none does.
    public var floor: Double?
    /// The sum of affinities.
    public var total: Double
    /// The total less prices; nil where no requirement has one.
    public var value: Double?
    /// The sum of the squares of the experts' numbers of dossiers.
    public var squares: Int
    /// The largest number of dossiers of an expert.
    public var largestLoad: Int
    /// The smallest.
    public var smallestLoad: Int
    /// Pairs of the earlier plan that are not in; nil where there is no such plan.
    public var changes: Int?

    /// Figures of a plan.
    public init(
        places: Int, floor: Double?, total: Double, value: Double?, squares: Int, largestLoad: Int, smallestLoad: Int,
        changes: Int?
    ) {
        self.places = places
        self.floor = floor
        self.total = total
        self.value = value
        self.squares = squares
        self.largestLoad = largestLoad
        self.smallestLoad = smallestLoad
        self.changes = changes
    }

    /// The figure that an objective is about.
    func value(of objective: ObjectiveStep.Objective) -> Double {
        switch objective {
        case .fill: Double(places)
        case .fair: floor ?? 0
        case .total: value ?? total
        case .even: Double(squares)
        case .changes: Double(changes ?? 0)
        }
    }
}

extension AssignmentProblem {
    /// All that objectives look at in a plan of some pairs, which must exist and occur once.
    public func measures(of pairs: [AssignmentPair], comparedWith earlier: [AssignmentPair]?) -> PlanMeasures {
        let loads = pairs.reduce(into: [Int](repeating: 0, count: experts.count)) { $0[$1.expert] += 1 }
        return PlanMeasures(
            places: pairs.count, floor: floor(of: pairs), total: total(of: pairs),
            value: value(of: pairs, concessions(in: pairs)), squares: loads.reduce(0) { $0 + $1 * $1 },
            largestLoad: loads.max() ?? 0, smallestLoad: loads.min() ?? 0,
            changes: earlier.map { Set($0).subtracting(pairs).count })
    }
}
