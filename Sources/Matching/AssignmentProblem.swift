public import Programme

/// Who may read what, how much, and with whom: everything that an assignment of experts to dossiers depends on.
///
/// Dossiers and experts are named by their indices in `dossiers` and `experts`; their ids are for people.
///
/// A requirement with a price is soft: it may give way, and each one by which it does costs so much affinity. One
/// without a price must hold.
public struct AssignmentProblem: Sendable, Hashable {
    /// A dossier that needs a panel.
    public struct Dossier: Sendable, Hashable {
        /// Its name, unlike that of any other.
        public var id: String
        /// How many experts it needs, exactly.
        public var demand: Int
        /// Facts about it, several values a tag.
        public var tags: [String: [String]]
        /// What each empty place costs; nil where none may be empty. There are never more experts than the demand.
        public var price: Double?

        /// A dossier that needs `demand` experts.
        public init(id: String, demand: Int, tags: [String: [String]] = [:], price: Double? = nil) {
            self.id = id
            self.demand = demand
            self.tags = tags
            self.price = price
        }
    }

    /// An expert who may sit on panels.
    public struct Expert: Sendable, Hashable {
        /// Their name, unlike that of any other.
        public var id: String
        /// The fewest dossiers they must have.
        public var minimumLoad: Int
        /// The most dossiers they may have.
        public var maximumLoad: Int
        /// Facts about them, several values a tag: specialties, organisations, regions.
        public var tags: [String: [String]]
        /// What each dossier below the least load or above the largest costs; nil where both must be kept.
        public var price: Double?

        /// An expert with the limits of their load.
        public init(
            id: String, minimumLoad: Int = 0, maximumLoad: Int, tags: [String: [String]] = [:], price: Double? = nil
        ) {
            self.id = id
            self.minimumLoad = minimumLoad
            self.maximumLoad = maximumLoad
            self.tags = tags
            self.price = price
        }
    }

    /// A pair that must be assigned, or one that may not be.
    public struct PairRule: Sendable, Hashable {
        /// The pair.
        public var pair: AssignmentPair
        /// What it costs to do otherwise; nil where that may not be.
        public var price: Double?
        /// Why, as what is said of the expert: "in conflict (own region)"; for people only, and in no file.
        public var reason: Text?

        /// A rule for a pair.
        public init(_ pair: AssignmentPair, price: Double? = nil, reason: Text? = nil) {
            self.pair = pair
            self.price = price
            self.reason = reason
        }

        /// A rule for a dossier and an expert, by their indices.
        public init(dossier: Int, expert: Int, price: Double? = nil) {
            self.init(AssignmentPair(dossier: dossier, expert: expert), price: price)
        }
    }

    /// Two experts who may not sit on the panel of one dossier.
    public struct ExpertPair: Sendable, Hashable {
        /// One of them.
        public var first: Int
        /// The other.
        public var second: Int
        /// What each dossier costs on which they meet; nil where they may not.
        public var price: Double?

        /// Two experts, by their indices.
        public init(_ first: Int, _ second: Int, price: Double? = nil) {
            self.first = first
            self.second = second
            self.price = price
        }
    }

    /// Two pairs that may not both be assigned: neither may review for the other.
    public struct MutualPairs: Sendable, Hashable {
        /// One pair.
        public var first: AssignmentPair
        /// The other.
        public var second: AssignmentPair
        /// What it costs to assign both; nil where that may not be.
        public var price: Double?

        /// Two pairs that exclude each other.
        public init(_ first: AssignmentPair, _ second: AssignmentPair, price: Double? = nil) {
            self.first = first
            self.second = second
            self.price = price
        }
    }

    /// What the problem is called.
    public var name: String
    /// The dossiers.
    public var dossiers: [Dossier]
    /// The experts.
    public var experts: [Expert]
    /// How well they suit each other.
    public var affinity: AffinityMatrix
    /// Pairs that may not be assigned, beside those without an affinity.
    public var conflicts: [PairRule]
    /// Pairs that must be assigned. They override nothing.
    public var pins: [PairRule]
    /// What each panel must be made of.
    public var composition: [CompositionRule]
    /// How many of certain dossiers certain experts must or may have.
    public var loads: [LoadRule]
    /// Experts who may not sit on one panel.
    public var neverTogether: [ExpertPair]
    /// Pairs that exclude each other.
    public var neverMutual: [MutualPairs]
    /// Which panels have a lead, and who may lead them.
    public var leads: [LeadRule]
    /// Dossiers that are judged in groups, each by one panel.
    public var panels: [PanelRule]

    /// A problem; what is left out is not required.
    public init(
        name: String, dossiers: [Dossier], experts: [Expert], affinity: AffinityMatrix,
        conflicts: [PairRule] = [], pins: [PairRule] = [], composition: [CompositionRule] = [],
        loads: [LoadRule] = [], neverTogether: [ExpertPair] = [], neverMutual: [MutualPairs] = [],
        leads: [LeadRule] = [], panels: [PanelRule] = []
    ) {
        self.name = name
        self.dossiers = dossiers
        self.experts = experts
        self.affinity = affinity
        self.conflicts = conflicts
        self.pins = pins
        self.composition = composition
        self.loads = loads
        self.neverTogether = neverTogether
        self.neverMutual = neverMutual
        self.leads = leads
        self.panels = panels
    }
}

/// A dossier and an expert, by their indices. Ordered by dossier, then expert.
public struct AssignmentPair: Sendable, Hashable, Comparable {
    /// Index of the dossier.
    public var dossier: Int
    /// Index of the expert.
    public var expert: Int

    /// A dossier and an expert.
    public init(dossier: Int, expert: Int) {
        self.dossier = dossier
        self.expert = expert
    }

    /// Whether the one comes before the other in a plan.
    public static func < (left: AssignmentPair, right: AssignmentPair) -> Bool {
        (left.dossier, left.expert) < (right.dossier, right.expert)
    }
}
