public import Programme

/// Requirements that cannot hold together, and what would help.
public struct Obstacle: Sendable, Hashable {
    /// What sort of clash it is.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// One dossier needs more experts than may read it.
        case fewExperts
        /// Some dossiers together need more than the experts who may read them can take.
        case capacity
        /// Some panels together need more leads than the experts who may lead them can be.
        case leads
        /// Requirements of several kinds get in each other's way.
        case clash
    }

    /// A change to the problem after which it has a solution, or is closer to one.
    public struct Remedy: Sendable, Hashable {
        /// What is changed.
        public enum Kind: String, Sendable, Hashable, Codable {
            /// Experts take more than their limits.
            case raiseLoads
            /// Experts lead more panels than they may.
            case raiseLeads
            /// More experts are asked.
            case addExperts
            /// Experts may have fewer than their least load.
            case lowerMinimumLoads
            /// Conflicts are waived.
            case waiveConflicts
            /// Limits on panels are lifted.
            case relaxRules
            /// Pins are taken out.
            case unpin
            /// Dossiers make do with fewer experts.
            case lowerDemands
            /// Dossiers that share a panel have one each.
            case separatePanels
        }

        /// What is changed.
        public var kind: Kind
        /// By how much in all: places, experts, conflicts, limits, pins.
        public var amount: Int
        /// Whether the problem was solved again with the change, and the plan found keeps to every requirement.
        public var isChecked: Bool
        /// The change in words.
        public var message: Text

        /// A change, in words.
        public init(kind: Kind, amount: Int, isChecked: Bool, message: Text) {
            self.kind = kind
            self.amount = amount
            self.isChecked = isChecked
            self.message = message
        }
    }

    /// What sort of clash it is.
    public var kind: Kind
    /// A smallest set of requirements that can't hold together.
    public var requirements: [Requirement]
    /// Whether it is shown that any of them could be left out to make the others hold.
    public var isMinimal: Bool
    /// Dossiers whose requirements are part of it.
    public var dossiers: [Int]
    /// Experts whose requirements are part of it.
    public var experts: [Int]
    /// What is needed, where it can be counted.
    public var need: Int?
    /// What there is, where it can be counted.
    public var have: Int?
    /// The clash in words.
    public var message: Text
    /// Changes each of which would do, the cheapest first.
    public var remedies: [Remedy]

    /// A clash, in words.
    public init(
        kind: Kind, requirements: [Requirement] = [], isMinimal: Bool = true, dossiers: [Int], experts: [Int],
        need: Int? = nil, have: Int? = nil, message: Text, remedies: [Remedy] = []
    ) {
        self.kind = kind
        self.requirements = requirements
        self.isMinimal = isMinimal
        self.dossiers = dossiers
        self.experts = experts
        self.need = need
        self.have = have
        self.message = message
        self.remedies = remedies
    }
}
