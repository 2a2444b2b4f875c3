/// One expert's task with one dossier (评审).
public struct Review: Codable, Sendable, Hashable {
    /// The dossier.
    public var dossier: String
    /// The expert.
    public var expert: String
    /// Where it stands.
    public var state: State
    /// The plan that asked for it.
    public var plan: Int
    /// Why it was declined, the expert recused themselves, or it was withdrawn.
    public var reason: String?
    /// When it reached its state.
    public var at: Instant
    /// The plan that withdrew it; nil in any other state.
    public var withdrawnBy: Int?

    /// Where a review stands.
    public enum State: String, Codable, Sendable, CaseIterable {
        /// Asked for; no sheet, or a draft.
        case assigned
        /// The sheet is in.
        case submitted
        /// The expert cannot judge, or lacks the time (自然科学基金条例 15).
        case declined
        /// The expert is in conflict; scores are void (招标投标法实施条例 48).
        case recused
        /// Taken from the expert by a later plan, which needs them elsewhere, before a sheet was handed in; a draft stays
        /// on record and counts for nothing. A default of the project: submitted reviews are never withdrawn.
        case withdrawn

        /// The state's name.
        public var name: Text {
            switch self {
            case .assigned: Text(zh: "待评审", en: "assigned")
            case .submitted: Text(zh: "已提交", en: "submitted")
            case .declined: Text(zh: "已谢绝", en: "declined")
            case .recused: Text(zh: "已回避", en: "recused")
            case .withdrawn: Text(zh: "已调整", en: "withdrawn")
            }
        }

        /// Whether the expert still sits on the dossier's panel.
        public var sits: Bool { self == .assigned || self == .submitted }

        /// Whether the expert gave it back: they are not asked for it again.
        public var wasGivenBack: Bool { self == .declined || self == .recused }
    }

    /// Where it stands, as is said of the dossier: also by which plan it was withdrawn.
    public var standing: Text {
        guard let withdrawnBy else { return state.name }
        return Text(zh: "已由第 \(withdrawnBy) 号方案调整给其他专家", en: "withdrawn by plan \(withdrawnBy)")
    }

    /// A review.
    public init(dossier: String, expert: String, state: State, plan: Int, reason: String? = nil, at: Instant) {
        self.dossier = dossier
        self.expert = expert
        self.state = state
        self.plan = plan
        self.reason = reason
        self.at = at
    }
}

/// The integrity and confidentiality pledge (承诺书) of an expert (自然科学基金条例 21).
public struct Pledge: Codable, Sendable, Hashable {
    /// The expert.
    public var expert: String
    /// When it was signed.
    public var at: Instant
    /// The digest of the text that was signed.
    public var digest: String

    /// A signed pledge.
    public init(expert: String, at: Instant, digest: String) {
        self.expert = expert
        self.at = at
        self.digest = digest
    }

    /// The text of the pledge.
    public static let wording = Text(
        zh: """
            本人承诺：独立、客观、公正评审，不委托他人代评；仅以公布的评分标准为依据；\
            不泄露申报材料、评审意见、评审专家身份及评审情况；不收受任何利益；遇有应当回避的情形，立即申请回避。
            """,
        en: """
            I pledge to review independently, objectively and fairly, and let nobody review in my place; to go by the \
            published criteria only; to disclose neither dossiers, opinions, the identity of experts nor anything of \
            the review; to take no advantage from anybody; and to recuse myself at once where I am in conflict.
            """)
}
