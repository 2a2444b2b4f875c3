/// What the adjusted scores of a category stand on, where the call ranks by them: recorded when results are computed, so that anybody
/// can compute them again to the digit.
///
/// The two ratios are those of the fit by restricted maximum likelihood, rounded to billionths; the adjusted scores are the best linear
/// unbiased predictions at these rounded ratios, rounded as official scores are. So no digit depends on where a search ended.
public struct RankingBasis: Codable, Sendable, Hashable {
    /// The category.
    public var category: String
    /// Why the category is ranked by official scores after all; nil where it is ranked by the adjusted ones.
    public var fallback: Fallback?
    /// How many scores the model is of: the totals of all sheets that count, those replaced by the mean of others left out.
    public var scores: Int
    /// How many groups of dossiers and experts no review connects.
    public var groups: Int
    /// The variance between dossiers over that of the residuals, in billionths; nil where there is no model.
    public var dossierRatio: Int?
    /// The variance between experts over that of the residuals, in billionths; nil where there is no model.
    public var expertRatio: Int?

    /// Why adjusted scores can't rank a category.
    public enum Fallback: String, Codable, Sendable, CaseIterable {
        /// There is no model: nothing was read twice, or all scores are the same.
        case undefined
        /// Some dossiers that have a place are connected with others by no review: between such groups lenient experts and good
        /// dossiers look the same.
        case unconnected
        /// The scores show no differences between dossiers beyond chance.
        case noDifferences = "no-differences"

        /// The reason in words.
        public var name: Text {
            switch self {
            case .undefined:
                Text(zh: "评分不足以建立模型", en: "the scores bear no model")
            case .unconnected:
                Text(
                    zh: "部分材料与其他材料之间没有共同专家（含间接），宽严不可比",
                    en: "no review connects some dossiers with others, so that leniency can't be compared")
            case .noDifferences:
                Text(zh: "评分未显示材料之间有超出偶然的差别", en: "the scores show no differences between dossiers beyond chance")
            }
        }
    }

    /// Puts one together from its parts.
    public init(
        category: String, fallback: Fallback?, scores: Int, groups: Int, dossierRatio: Int? = nil, expertRatio: Int? = nil
    ) {
        self.category = category
        self.fallback = fallback
        self.scores = scores
        self.groups = groups
        self.dossierRatio = dossierRatio
        self.expertRatio = expertRatio
    }

    /// How the category is ranked, in a sentence.
    public var told: Text {
        guard let fallback else {
            return Text(
                zh: "按通知规定以调整成绩（扣除专家宽严）排序，及格线仍按成绩。",
                en: "Ranked by adjusted scores (leniency of experts taken out), as the call says; the pass mark goes by official scores.")
        }
        return Text(
            zh: "通知规定以调整成绩排序；本类\(fallback.name.zh)，改按成绩排序。",
            en: "The call ranks by adjusted scores; here \(fallback.name.en): ranked by official scores.")
    }
}
