public import Programme

/// One round on one page: what the secretariat and the chairs see of it, from the filings to the signed shortlist.
///
/// Plain values that the program fills in; `html(in:)` makes the page of them. Nothing on it is hidden from its
/// readers, so it is marked as internal.
public struct RoundPage: Codable, Sendable, Hashable {
    /// The title of the call.
    public var title: Text
    /// The document that the call comes from.
    public var source: Text
    /// The number of the batch.
    public var batch: Int
    /// The stage that the round has reached.
    public var stage: Text
    /// Whether the data are made up, which the page then says at its head.
    public var synthetic: Bool
    /// The digest of the call.
    public var callDigest: String
    /// The digest of the log's last entry.
    public var logDigest: String
    /// Counts of the whole round.
    public var counts: Counts
    /// What was found against dossiers at the intake, and every decision on it.
    public var flags: [Flagged]
    /// What is known of the plan; nil where nobody has been assigned.
    public var plan: PlanFacts?
    /// The reviews each expert has.
    public var loads: Loads
    /// The categories, in the order of the call.
    public var categories: [CategoryPicture]
    /// How many visits are made for each reason; a visit may have several.
    public var visits: [Tally]
    /// The signatures that stand.
    public var signatures: [Signed]
    /// The refusals to sign that stand.
    public var refusals: [Refused]
    /// How many signatures make the shortlist final.
    public var neededSignatures: Int
    /// Whether the shortlist is final.
    public var final: Bool
    /// What becomes of earlier demonstrations; nil where none are reassessed.
    public var reassessment: ReassessmentPicture?

    /// A page from its parts.
    public init(
        title: Text, source: Text, batch: Int, stage: Text, synthetic: Bool, callDigest: String, logDigest: String,
        counts: Counts, plan: PlanFacts?, loads: Loads, categories: [CategoryPicture], visits: [Tally],
        signatures: [Signed], neededSignatures: Int, final: Bool, flags: [Flagged] = [],
        reassessment: ReassessmentPicture? = nil, refusals: [Refused] = []
    ) {
        self.flags = flags
        self.title = title
        self.source = source
        self.batch = batch
        self.stage = stage
        self.synthetic = synthetic
        self.callDigest = callDigest
        self.logDigest = logDigest
        self.counts = counts
        self.plan = plan
        self.loads = loads
        self.categories = categories
        self.visits = visits
        self.signatures = signatures
        self.neededSignatures = neededSignatures
        self.final = final
        self.reassessment = reassessment
        self.refusals = refusals
    }

    /// A flag as it is shown.
    public struct Flagged: Codable, Sendable, Hashable {
        /// The dossier.
        public var dossier: String
        /// The applicant.
        public var applicant: String
        /// The condition.
        public var check: Text
        /// What was found.
        public var found: String
        /// Where it stands.
        public var standing: Text
        /// Each decision on it in order: when, who, what, why.
        public var decisions: [Text]

        /// A flag from its parts.
        public init(dossier: String, applicant: String, check: Text, found: String, standing: Text, decisions: [Text]) {
            self.dossier = dossier
            self.applicant = applicant
            self.check = check
            self.found = found
            self.standing = standing
            self.decisions = decisions
        }
    }

    /// How many there are of something.
    public struct Tally: Codable, Sendable, Hashable {
        /// Of what.
        public var name: Text
        /// How many.
        public var count: Int

        /// A count with its name.
        public init(name: Text, count: Int) {
            self.name = name
            self.count = count
        }
    }

    /// Counts of the whole round; those of dossiers are with their categories.
    public struct Counts: Codable, Sendable, Hashable {
        /// The experts in the pool.
        public var experts: Int
        /// The conflicts of interest in the register, by ground.
        public var conflicts: [Tally]
        /// The reviews, by where they stand.
        public var reviews: [Tally]

        /// Counts.
        public init(experts: Int, conflicts: [Tally], reviews: [Tally]) {
            self.experts = experts
            self.conflicts = conflicts
            self.reviews = reviews
        }
    }

    /// How good the plan is, and how that is known.
    public struct PlanFacts: Codable, Sendable, Hashable {
        /// The sum of the affinities.
        public var total: Double
        /// No plan has a larger total; nil where none was proved.
        public var bound: Double?
        /// Whether nothing better is possible.
        public var optimal: Bool
        /// How long the search took; nil where that is not known.
        public var seconds: Double?

        /// Facts of a plan.
        public init(total: Double, bound: Double?, optimal: Bool, seconds: Double? = nil) {
            self.total = total
            self.bound = bound
            self.optimal = optimal
            self.seconds = seconds
        }
    }

    /// How the reviews are spread over the experts.
    public struct Loads: Codable, Sendable, Hashable {
        /// The number of reviews of each expert, in any order.
        public var reviews: [Int]
        /// The most that the call allows.
        public var maximum: Int

        /// Loads.
        public init(reviews: [Int], maximum: Int) {
            self.reviews = reviews
            self.maximum = maximum
        }
    }

    /// A chair's refusal to sign as it is shown.
    public struct Refused: Codable, Sendable, Hashable {
        /// The chair.
        public var name: String
        /// The reasons.
        public var reason: String
        /// The time in China.
        public var time: String

        /// A refusal.
        public init(name: String, reason: String, time: String) {
            self.name = name
            self.reason = reason
            self.time = time
        }
    }

    /// A chair's signature as it is shown.
    public struct Signed: Codable, Sendable, Hashable {
        /// The chair.
        public var name: String
        /// The time in China.
        public var time: String

        /// A signature.
        public init(name: String, time: String) {
            self.name = name
            self.time = time
        }
    }
}
