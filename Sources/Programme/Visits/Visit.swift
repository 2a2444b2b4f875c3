/// A site visit to an applicant (现场考查) and why it is made.
public struct Visit: Codable, Sendable, Hashable {
    /// The dossier.
    public var dossier: String
    /// Every reason that holds.
    public var reasons: [Reason]
    /// What experts asked to find out, without their names.
    public var questions: [String]

    /// Why a dossier is visited.
    public enum Reason: Codable, Sendable, Hashable {
        /// Its category is visited wherever a dossier passes (notice 二（四）).
        case passed
        /// So many experts asked for a visit.
        case requested(Int)
        /// The panel's totals are so far apart.
        case spread(Points)
        /// The official score is so far from the pass mark.
        case nearPassMark(Points)
        /// A condition "in principle" was not met at filing.
        case flag(Text)
        /// The visit is worth so much to the decision, in ten-thousandths of a point.
        case worth(Int)
        /// A named person put it in, for this reason.
        case forced(String)

        /// The reason in words.
        public var text: Text {
            switch self {
            case .passed: Text(zh: "通过专家评审", en: "its category is visited once it passes")
            case .requested(let count): Text(zh: "\(count) 名专家建议现场考查", en: "\(count) experts asked for a visit")
            case .spread(let points): Text(zh: "评委总分极差 \(points)", en: "totals of the panel are \(points) apart")
            case .nearPassMark(let points): Text(zh: "距及格线 \(points) 分", en: "\(points) from the pass mark")
            case .flag(let check): Text(zh: "受理时待核定事项：\(check.zh)", en: "flag at filing: \(check.en)")
            case .worth(let gain):
                Text(zh: "考查预期收益 \(VisitGain.text(gain)) 分", en: "expected to gain \(VisitGain.text(gain)) points")
            case .forced(let reason): Text(zh: "指定考查：\(reason)", en: "put in by name: \(reason)")
            }
        }
    }

    /// A visit.
    public init(dossier: String, reasons: [Reason], questions: [String]) {
        self.dossier = dossier
        self.reasons = reasons
        self.questions = questions
    }
}
