extension Call {
    /// When a sheet's scores stand out from the panel's others, and what may follow (评分异常).
    ///
    /// That there is such a rule, its points and its days are a call's own choice; no national law sets them.
    public struct AbnormalPolicy: Codable, Sendable, Hashable {
        /// What of the panel's other sheets a total is compared with.
        public var against: Middle
        /// A total that differs by more than so many points is marked.
        public var points: Points
        /// A total is marked as well that lies further than so many standard errors from what all other scores of the
        /// category let expect of this expert on this dossier; nil where only the points count.
        public var residual: Points?
        /// Within how many days the expert gives written reasons when asked; nil where nobody is asked.
        public var reasonDays: Int?
        /// Whether a sheet that more than half of the other members hold abnormal, and for which reasons are refused or
        /// insufficient, is replaced by the mean of the others (重庆市招标投标条例 32).
        public var replace: Bool
        /// Whether chairs may record a discussion of the panel with its votes.
        public var discussion: Bool
        /// How the sheet of a newly assigned expert counts; nil where nobody reads a third time.
        public var thirdReading: ThirdReading?

        /// Puts one together from its parts.
        public init(
            against: Middle, points: Points, residual: Points? = nil, reasonDays: Int? = nil, replace: Bool = false,
            discussion: Bool = false, thirdReading: ThirdReading? = nil
        ) {
            self.against = against
            self.points = points
            self.residual = residual
            self.reasonDays = reasonDays
            self.replace = replace
            self.discussion = discussion
            self.thirdReading = thirdReading
        }

        /// The middle of the other sheets.
        public enum Middle: String, Codable, Sendable, CaseIterable {
            /// Their arithmetic mean.
            case mean
            /// Their median.
            case median
        }

        /// How the sheet of a third reading (第三人评阅) counts once a chair has taken it in.
        public enum ThirdReading: String, Codable, Sendable, CaseIterable {
            /// As one more sheet of the panel.
            case added
            /// In place of the sheet that stands out, answers to gates included.
            case inPlace = "in-place"

            /// What follows, in words.
            public var name: Text {
                switch self {
                case .added: Text(zh: "与原评分表一并计入", en: "counts beside the panel's sheets")
                case .inPlace: Text(zh: "代替异常评分表计入", en: "counts in place of the sheet that stands out")
                }
            }
        }
    }
}
