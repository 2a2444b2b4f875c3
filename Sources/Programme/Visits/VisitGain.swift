/// What a visit to a dossier is expected to gain, part by part, in ten-thousandths of a point: whole numbers, so that no
/// tolerance decides between two visits.
public struct VisitGain: Codable, Sendable, Hashable {
    /// The dossier.
    public var dossier: String
    /// The province in which it is visited.
    public var province: String
    /// Working days of the visit.
    public var days: Int
    /// What the score is believed to be, in ten-thousandths of a point.
    public var mean: Int
    /// The standard error of that, in ten-thousandths of a point; nil where there is none, since one sheet alone tells nothing of it.
    public var standardError: Int?
    /// Where mean and standard error come from.
    public var source: Source
    /// The score from which the decision is the other one: the pass mark, or the cut where places are fewer than those who pass.
    public var threshold: Points
    /// Whether the official score puts it in.
    public var isIn: Bool
    /// What the visit may change in the decision (knowledge gradient).
    public var byScore: Int
    /// What experts' requests add.
    public var byRequests: Int
    /// What flags add.
    public var byFlags: Int
    /// Whether it is worth a visit: no less than the call's `least`.
    public var isCandidate: Bool

    /// Puts one together from its parts.
    public init(
        dossier: String, province: String, days: Int, mean: Int, standardError: Int?, source: Source, threshold: Points, isIn: Bool,
        byScore: Int, byRequests: Int, byFlags: Int, least: Points
    ) {
        self.dossier = dossier
        self.province = province
        self.days = days
        self.mean = mean
        self.standardError = standardError
        self.source = source
        self.threshold = threshold
        self.isIn = isIn
        self.byScore = byScore
        self.byRequests = byRequests
        self.byFlags = byFlags
        isCandidate = byScore + byRequests + byFlags >= max(1, least.hundredths * 100)
    }

    /// All parts together.
    public var total: Int { byScore + byRequests + byFlags }

    /// Where the uncertainty of a score comes from.
    public enum Source: String, Codable, Sendable, CaseIterable {
        /// The model of all scores of the category: severe and lenient experts are told apart from good and bad dossiers.
        case model
        /// The panel's own mean and the standard error of it, where the model is not defined.
        case panel

        /// The source's name.
        public var name: Text {
            switch self {
            case .model: Text(zh: "全部评分的模型", en: "model of all scores")
            case .panel: Text(zh: "本组评分", en: "the panel's own scores")
            }
        }
    }

    /// A gain in points, with four places: `0.1250`.
    public static func text(_ gain: Int) -> String {
        let size = abs(gain)
        let places = "\(size % 10_000)"
        return "\(gain < 0 ? "-" : "")\(size / 10_000)." + String(repeating: "0", count: 4 - places.utf8.count) + places
    }
}

extension Call {
    /// The dossiers of a category on which a visit might change the decision, by the call's policy: those with an official score that
    /// no gate excludes and that is not too far below the pass mark.
    public func mayBeVisited(_ outcome: Outcome) -> Bool {
        guard !isReassessed(outcome.category), let category = category(outcome.category), category.visits == .whereNeeded,
            let score = outcome.score, outcome.standing == .passed || outcome.standing == .failed
        else { return false }
        return score - category.passMark >= Points(0) - visits.notBelow
    }

    /// Whether a dossier is visited in any case: its category is, once it passes (notice 二（四）).
    public func mustBeVisited(_ outcome: Outcome) -> Bool {
        !isReassessed(outcome.category) && category(outcome.category)?.visits == .allThatPass && outcome.standing == .passed
    }

    /// From which score the decision on a dossier is the other one, and whether the official scores put it in now.
    ///
    /// Without places it is the pass mark. With K places, somebody who is in is held against the best who is out, who is out against
    /// the last who is in; never below the pass mark. Scores are those that rank: official ones, or adjusted ones where the call ranks
    /// by them.
    public func threshold(of outcome: Outcome, among outcomes: [Outcome]) -> (threshold: Points, isIn: Bool) {
        guard let category = category(outcome.category) else { return (Points(0), false) }
        let passed = outcome.standing == .passed
        guard let places = category.places, let rank = outcome.rankingPlace else { return (category.passMark, passed) }
        let others = outcomes.filter { $0.category == outcome.category && $0.dossier != outcome.dossier && $0.rank != nil }
        let isIn = passed && rank <= places
        // The others in their order: who is in is replaced by the one at place K among them, who is out replaces that one.
        let inOrder = others.compactMap(\.rankingScore).sorted(by: >)
        guard inOrder.count >= places else { return (category.passMark, isIn) }
        return (max(category.passMark, inOrder[places - 1]), isIn)
    }
}
