public import Programme

/// Explanations as they are printed as JSON: by ids, with the same in words.
public struct ExplanationDocument: Codable, Sendable {
    /// What explains a pair; nil where none was asked for.
    public var pair: Pair?
    /// What explains an expert.
    public var expert: Expert?
    /// What explains a dossier.
    public var dossier: Dossier?
    /// The dossiers closest to being impossible.
    public var tightest: [Tight]?

    /// All of it in words, a paragraph for each question.
    public var paragraphs: [[Text]] {
        [pair?.words, expert?.words, dossier?.words, tightest?.map(\.words)].compactMap { $0 }
    }

    /// What a plan would be if one thing were changed.
    public struct Alternative: Codable, Sendable {
        /// How it came out.
        public enum Outcome: String, Codable, Sendable, CaseIterable {
            /// There is a plan.
            case plan
            /// There is none.
            case impossible
            /// The time ran out first.
            case undecided
        }

        /// How it came out.
        public var outcome: Outcome
        /// At least so much is lost, by the certificate alone; nil where it says nothing.
        public var certifiedLoss: Double?
        /// What the best plan is worth.
        public var worth: Double?
        /// By how much the plan at hand is worth more.
        public var loss: Double?
        /// By how much it is worth more at least; the same where `proven`.
        public var leastLoss: Double?
        /// The affinity of the worst panel.
        public var floor: Double?
        /// Whether nothing is better, proven.
        public var proven: Bool?
        /// Whether the certificate of the plan at hand proves that alone.
        public var byCertificate: Bool?
        /// Pairs that leave the plan at hand.
        public var removed: [[String]]?
        /// Pairs that come in.
        public var added: [[String]]?
        /// Whether no plan as good changes fewer pairs, proven.
        public var fewestChanges: Bool?
        /// Why there is no plan.
        public var diagnosis: [Text]?
    }

    /// A pair explained.
    public struct Pair: Codable, Sendable {
        /// What alone decides on a pair.
        public enum Bond: String, Codable, Sendable, CaseIterable {
            /// It is pinned.
            case pin
            /// It is in a conflict.
            case conflict
            /// It has no affinity.
            case noAffinity
        }

        /// The dossier.
        public var dossier: String
        /// The expert.
        public var expert: String
        /// Whether the plan has the pair.
        public var inPlan: Bool
        /// Its affinity.
        public var affinity: Double?
        /// What the plan at hand is worth.
        public var worth: Double
        /// What alone decides on the pair.
        public var bond: Bond?
        /// The best plan without the pair, where the plan has it, else with it; if the bond were lifted, where there is one.
        public var alternative: Alternative?
        /// The same in words.
        public var words: [Text]
    }

    /// Experts of whom panels need some.
    public struct ScarceClass: Codable, Sendable {
        /// The tag.
        public var tag: String
        /// Its value.
        public var value: String
        /// How many bear it.
        public var experts: Int
        /// Places that panels keep for them.
        public var need: Int
        /// Places that they can take.
        public var capacity: Int
        /// The same without the expert.
        public var capacityWithout: Int
    }

    /// An expert explained.
    public struct Expert: Codable, Sendable {
        /// The expert.
        public var expert: String
        /// How many dossiers they have.
        public var load: Int
        /// The fewest they must have.
        public var minimumLoad: Int
        /// The most they may have.
        public var maximumLoad: Int
        /// How many dossiers that need experts they may read.
        public var readable: Int
        /// What the plan at hand is worth.
        public var worth: Double
        /// The best plan without them.
        public var without: Alternative
        /// The best plan if they took one dossier more.
        public var oneMore: Alternative?
        /// The classes to which they belong.
        public var classes: [ScarceClass]
        /// The same in words.
        public var words: [Text]
    }

    /// How many conflicts more a dossier bears.
    public struct Tolerance: Codable, Sendable {
        /// Fewer never make it impossible.
        public var atLeast: Int
        /// So many can make it impossible.
        public var atMost: Int?
        /// With whom they would be.
        public var experts: [String]
        /// Whether nothing can.
        public var unbreakable: Bool
    }

    /// A dossier explained.
    public struct Dossier: Codable, Sendable {
        /// The dossier.
        public var dossier: String
        /// How many experts it needs.
        public var demand: Int
        /// How many may read it.
        public var willing: Int
        /// By itself.
        public var alone: Tolerance
        /// With all others.
        public var together: Tolerance
        /// The same in words.
        public var words: [Text]
    }

    /// A dossier among the tightest.
    public struct Tight: Codable, Sendable {
        /// The dossier.
        public var dossier: String
        /// How many experts it needs.
        public var demand: Int
        /// How many may read it.
        public var willing: Int
        /// By itself.
        public var alone: Tolerance
        /// The same in words.
        public var words: Text
    }
}
