extension Call {
    /// How the demonstrations of earlier batches are reassessed (评估评价, notice 三).
    public struct ReassessmentPolicy: Codable, Sendable, Hashable {
        /// The track whose categories they are reviewed in.
        public var track: String
        /// The batches that are reassessed.
        public var batches: [Int]
        /// The last day for filing online, and for the explanation of an authority; it ends at midnight in China.
        public var filing: Day
        /// What is reassessed in which category.
        public var designations: [Designation]
        /// What becomes of a demonstration by its official score, from the highest band to the lowest.
        public var bands: [Band]

        /// Puts one together from its parts.
        public init(track: String, batches: [Int], filing: Day, designations: [Designation], bands: [Band]) {
            self.track = track
            self.batches = batches
            self.filing = filing
            self.designations = designations
            self.bands = bands
        }

        /// A kind of demonstration as the register calls it, and where it belongs now.
        public struct Designation: Codable, Sendable, Hashable {
            /// The category in which it is reassessed.
            public var category: String
            /// What the register calls it.
            public var names: [String]
            /// The eligibility check that an applicant fails who is one already; nil where one may apply again.
            public var bars: String?

            /// Puts one together from its parts.
            public init(category: String, names: [String], bars: String? = nil) {
                self.category = category
                self.names = names
                self.bars = bars
            }
        }

        /// A range of official scores.
        public struct Band: Codable, Sendable, Hashable {
            /// What is proposed in it.
            public var verdict: Verdict
            /// The lowest score that lies in it.
            public var from: Points
            /// By when a demonstration that is kept with rectification has to be in order.
            public var rectifyBy: Day?

            /// Puts one together from its parts.
            public init(verdict: Verdict, from: Points, rectifyBy: Day? = nil) {
                self.verdict = verdict
                self.from = from
                self.rectifyBy = rectifyBy
            }
        }

        /// The band that a score lies in. The lowest begins at 0, so there is one.
        public func band(of score: Points) -> Band? { bands.first { score >= $0.from } }

        /// The day that the call sets for rectification.
        public var rectifyBy: Day? { bands.first { $0.verdict == .rectify }?.rectifyBy }
    }

    /// The categories that can be applied for: all but those of the reassessment.
    public var selectionCategories: [Category] { categories.filter { $0.track != reassessment?.track } }
    /// The categories in which earlier demonstrations are reassessed.
    public var reassessmentCategories: [Category] { categories.filter { $0.track == reassessment?.track } }
    /// Whether a category belongs to the reassessment.
    public func isReassessed(_ category: String) -> Bool {
        reassessment.map { $0.track == self.category(category)?.track } ?? false
    }
}

/// What becomes of an earlier demonstration.
public enum Verdict: String, Codable, Sendable, CaseIterable {
    /// It stays one.
    case keep
    /// It stays one, and has to be in order by a day.
    case rectify
    /// It is one no more.
    case withdraw

    /// The verdict's name.
    public var name: Text {
        switch self {
        case .keep: Text(zh: "继续保留", en: "keep")
        case .rectify: Text(zh: "限期整改", en: "keep with rectification")
        case .withdraw: Text(zh: "撤销称号", en: "withdraw")
        }
    }
}
