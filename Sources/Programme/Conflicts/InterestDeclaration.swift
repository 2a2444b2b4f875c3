/// What an expert said of conflicts before they saw a dossier (回避声明): that there is none, or with which there is one.
public struct InterestDeclaration: Codable, Sendable, Hashable {
    /// The expert.
    public var expert: String
    /// Which declaration of theirs it is, from 1: the last one counts.
    public var turn: Int
    /// When.
    public var at: Instant
    /// The dossiers that it is about: those that were theirs to review.
    public var dossiers: [String]
    /// Those in conflict; empty where the expert confirmed that there is none.
    public var conflicts: [String]
    /// The digest of what the register held of the expert then: another one asks for another declaration.
    public var basis: String
    /// The digest of the text that was confirmed.
    public var digest: String

    /// A declaration.
    public init(
        expert: String, turn: Int, at: Instant, dossiers: [String], conflicts: [String], basis: String, digest: String
    ) {
        self.expert = expert
        self.turn = turn
        self.at = at
        self.dossiers = dossiers
        self.conflicts = conflicts
        self.basis = basis
        self.digest = digest
    }

    /// What is confirmed.
    public static let wording = Text(
        zh: """
            本人已逐一核对所列申报主体，声明如下：近三年内与其有劳动、任职、控制或其他利害关系的，与其法定代表人或负责人有亲属关系的，\
            参与过其申报材料编制或辅导的，本人或本单位申报同类项目的，均已如实列出；未列出的，本人确认无应当回避的情形。
            """,
        en: """
            I have gone through the applicants listed one by one, and declare: where within three years I was employed by \
            one, held office in it, controlled it or had any other interest in it, where I am kin to its legal \
            representative or head, where I helped with its dossier, or where I or my house apply in the same category, I \
            have said so; for all others I confirm that there is no conflict.
            """)
}
