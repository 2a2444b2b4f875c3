/// The result of one dossier (结果).
public struct Outcome: Codable, Sendable, Hashable {
    /// The dossier.
    public var dossier: String
    /// Its category.
    public var category: String
    /// What came of it.
    public var standing: Standing
    /// The official score; nil where there is none.
    public var score: Points?
    /// The place in its category, from 1; those who tie share one.
    public var rank: Int?
    /// Whether another dossier has the same place.
    public var tied: Bool
    /// The exact total of each sheet, a hundredth of a point as fraction, by expert.
    public var sheets: [SheetTotal]
    /// How many sheets of the panel are missing.
    public var missing: Int
    /// Gates that more or fewer experts marked as not met.
    public var gates: [GateCount]
    /// The adjusted score and the place by it, where the call ranks by adjusted scores and those of the category can be compared.
    /// `score` and `rank` stay official.
    public var adjusted: AdjustedPlace?

    /// A score with the leniency of the experts taken out, and the place by it.
    public struct AdjustedPlace: Codable, Sendable, Hashable {
        /// The adjusted score, rounded as official scores are.
        public var score: Points
        /// The place in the category by it, from 1; those who tie share one.
        public var rank: Int
        /// Whether another dossier has the same place.
        public var tied: Bool

        /// A place.
        public init(score: Points, rank: Int, tied: Bool) {
            self.score = score
            self.rank = rank
            self.tied = tied
        }

        /// In a line: `调整成绩 78.41，第 3 名`.
        public var told: Text {
            Text(
                zh: "调整成绩 \(score)，第 \(rank) 名\(tied ? "（并列）" : "")",
                en: "adjusted \(score), place \(rank)\(tied ? " (tie)" : "")")
        }
    }

    /// What came of a dossier.
    public enum Standing: String, Codable, Sendable, CaseIterable {
        /// The score reaches the pass mark.
        case passed
        /// The score does not.
        case failed
        /// A gate excludes it.
        case excluded
        /// There are too few sheets for a score.
        case incomplete

        /// The standing's name.
        public var name: Text {
            switch self {
            case .passed: Text(zh: "通过", en: "passed")
            case .failed: Text(zh: "未通过", en: "not passed")
            case .excluded: Text(zh: "否决", en: "excluded")
            case .incomplete: Text(zh: "评分表不足", en: "incomplete")
            }
        }
    }

    /// The total of one sheet.
    public struct SheetTotal: Codable, Sendable, Hashable {
        /// The expert.
        public var expert: String
        /// The weighted total, exact.
        public var total: Fraction
        /// Whether it enters the official score.
        public var counted: Bool
        /// The sheet's own total where it is replaced by the mean of the others, which is `total` then.
        public var own: Fraction?
        /// The middle of the panel's other sheets where the total stands out from it by the call's rule.
        public var others: Fraction?

        /// A total.
        public init(expert: String, total: Fraction, counted: Bool, own: Fraction? = nil, others: Fraction? = nil) {
            self.expert = expert
            self.total = total
            self.counted = counted
            self.own = own
            self.others = others
        }
    }

    /// How many experts marked a gate as not met.
    public struct GateCount: Codable, Sendable, Hashable {
        /// The gate.
        public var gate: String
        /// How many.
        public var notMet: Int

        /// A count.
        public init(gate: String, notMet: Int) {
            self.gate = gate
            self.notMet = notMet
        }
    }

    /// A result.
    public init(
        dossier: String, category: String, standing: Standing, score: Points?, rank: Int?, tied: Bool,
        sheets: [SheetTotal], missing: Int, gates: [GateCount], adjusted: AdjustedPlace? = nil
    ) {
        self.dossier = dossier
        self.category = category
        self.standing = standing
        self.score = score
        self.rank = rank
        self.tied = tied
        self.sheets = sheets
        self.missing = missing
        self.gates = gates
        self.adjusted = adjusted
    }

    /// The score that orders the proposal: the adjusted one where it ranks, else the official one; nil where there is none.
    public var rankingScore: Points? { adjusted?.score ?? score }

    /// The place that counts for the proposal, before visits.
    public var rankingPlace: Int? { adjusted?.rank ?? rank }
}
