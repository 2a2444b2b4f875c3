public import Programme

/// What becomes of earlier demonstrations, as it is shown.
public struct ReassessmentPicture: Codable, Sendable, Hashable {
    /// The categories, in the order of the call.
    public var categories: [Category]
    /// The demonstrations that are not simply kept, and those on which a chair decided.
    public var rows: [Row]

    /// A picture from its parts.
    public init(categories: [Category], rows: [Row]) {
        self.categories = categories
        self.rows = rows
    }

    /// A category in numbers.
    public struct Category: Codable, Sendable, Hashable {
        /// Its name.
        public var name: Text
        /// How many there are in the register.
        public var demonstrations: Int
        /// How many filed.
        public var filed: Int
        /// How many there are of each verdict, by its name in files.
        public var verdicts: [String: Int]
        /// How many are excused.
        public var excused: Int
        /// How many are still for the chairs to decide.
        public var open: Int

        /// A category.
        public init(name: Text, demonstrations: Int, filed: Int, verdicts: [Verdict: Int], excused: Int, open: Int) {
            self.name = name
            self.demonstrations = demonstrations
            self.filed = filed
            self.verdicts = Dictionary(uniqueKeysWithValues: verdicts.map { ($0.rawValue, $1) })
            self.excused = excused
            self.open = open
        }
    }

    /// One demonstration.
    public struct Row: Codable, Sendable, Hashable {
        /// Its number in the register.
        public var demonstration: String
        /// Its batch.
        public var batch: Int
        /// Its name.
        public var name: String
        /// The authority.
        public var authority: String
        /// The official score, where there is one.
        public var score: Points?
        /// What becomes of it.
        public var outcome: Text
        /// Why by the rules.
        public var ground: Text
        /// The chair's reason, where a chair decided.
        public var reason: String?

        /// A row.
        public init(
            demonstration: String, batch: Int, name: String, authority: String, score: Points?, outcome: Text, ground: Text, reason: String?
        ) {
            self.demonstration = demonstration
            self.batch = batch
            self.name = name
            self.authority = authority
            self.score = score
            self.outcome = outcome
            self.ground = ground
            self.reason = reason
        }
    }
}
