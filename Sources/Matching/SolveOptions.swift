public import Programme

/// What is sought, and how long.
public struct SolveOptions: Sendable, Hashable {
    /// Which plan is the best.
    public enum Objective: String, Sendable, Hashable, Codable {
        /// The largest total affinity, less the prices of soft requirements that give way.
        case total
        /// First the largest affinity of the worst dossier (the sum over its experts; dossiers that need none don't
        /// count), then the largest total, less prices, with that floor kept.
        case fair
        /// Several objectives in order, each as far as the earlier ones allow: `SolveOptions.steps`.
        case ordered
    }

    /// Which plan is the best.
    public var objective: Objective
    /// The objectives in order, each at most once, where the objective is `ordered`.
    public var steps: [ObjectiveStep]
    /// The plan to which changes are counted, where that is an objective.
    public var earlier: [AssignmentPair]
    /// Seconds of wall-clock time; nil for no limit. When they are over the best plan found is given as feasible.
    public var timeLimit: Double?
    /// A plan whose total is within this part of the bound is good enough; 0 for the very best.
    public var relativeGap: Double
    /// Chooses among plans that are equally good.
    public var seed: UInt64
    /// Whether it is looked into why nothing satisfies everything; else the answer is just that, without assignments.
    public var diagnoses = true

    /// Options; by default the largest total, proven, however long it takes.
    public init(
        objective: Objective = .total, timeLimit: Double? = nil, relativeGap: Double = 0, seed: UInt64 = 0
    ) {
        self.objective = objective
        steps = []
        earlier = []
        self.timeLimit = timeLimit
        self.relativeGap = relativeGap
        self.seed = seed
    }

    /// Options with several objectives in order; the first of them counts most.
    ///
    /// - Parameter earlier: The plan to which changes are counted, where that is one of them.
    public init(
        steps: [ObjectiveStep], comparedWith earlier: [AssignmentPair] = [], timeLimit: Double? = nil,
        relativeGap: Double = 0, seed: UInt64 = 0
    ) {
        self.init(objective: .ordered, timeLimit: timeLimit, relativeGap: relativeGap, seed: seed)
        self.steps = steps
        self.earlier = Set(earlier).sorted()
    }
}

/// How far a search has come.
public struct SolveProgress: Sendable, Hashable {
    /// What the search is at.
    public enum Phase: String, Sendable, Hashable {
        /// Finding the best flow of demands and loads, without all other requirements.
        case network
        /// Solving the relaxation, in which pairs may be assigned in part.
        case relaxation
        /// Searching whole plans.
        case search
        /// Raising the floor.
        case floor
        /// Looking for what is in the way.
        case diagnosis
        /// Making the plans of a lottery, one after the other.
        case tickets

        /// The phase in words.
        public var name: Text {
            switch self {
            case .network: Text(zh: "网络流求解", en: "network flow")
            case .relaxation: Text(zh: "松弛求解", en: "relaxation")
            case .search: Text(zh: "整数搜索", en: "whole plans")
            case .floor: Text(zh: "提高最低匹配度", en: "raising the floor")
            case .diagnosis: Text(zh: "诊断无解原因", en: "diagnosis")
            case .tickets: Text(zh: "编制抽签方案", en: "tickets")
            }
        }
    }

    /// What the search is at.
    public var phase: Phase
    /// No plan is worth more; nil where nothing is known yet.
    public var bound: Double?
    /// What the best plan so far is worth: its total, less prices.
    public var best: Double?
    /// How many tickets of a lottery are made, and of how many; nil in any other phase.
    public var tickets: Tickets?
    /// Seconds since the start.
    public var elapsed: Double

    /// How far the making of a lottery has come.
    public struct Tickets: Sendable, Hashable {
        /// How many are made.
        public var made: Int
        /// How many there are to be.
        public var count: Int
    }

    /// What part of the bound is still open; nil until there is a plan.
    public var gap: Double? {
        guard let bound, let best else { return nil }
        return relativeGap(of: best, bound: bound)
    }
}

/// By what part of a plan's worth the bound exceeds it.
func relativeGap(of worth: Double, bound: Double) -> Double {
    bound <= worth ? 0 : (bound - worth) / max(abs(worth), 1e-9)
}
