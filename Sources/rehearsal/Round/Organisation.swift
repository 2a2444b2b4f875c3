/// An organisation where experts work.
struct Organisation {
    /// What it does, which decides whom it employs.
    enum Kind: CaseIterable {
        case university, institute, accountants, association, consultancy, company

        /// The first digits of its code.
        var codeKind: String {
            switch self {
            case .university, .institute: "12"
            case .association: "51"
            case .accountants, .consultancy, .company: "91"
            }
        }

        /// Whether it employs people of a main specialty.
        func employs(_ specialty: String) -> Bool {
            switch self {
            case .university: true
            case .institute, .company: specialty == "技术"
            case .accountants: specialty == "财务"
            case .association, .consultancy: specialty == "管理"
            }
        }

        /// The offices that its people hold.
        var posts: [String] {
            switch self {
            case .university: ["教授", "教授", "副院长", "研究员"]
            case .institute: ["研究员", "正高级工程师", "总工程师", "室主任"]
            case .accountants: ["合伙人", "注册会计师", "质量控制主管"]
            case .association: ["副会长", "秘书长", "专家委员会委员"]
            case .consultancy: ["首席顾问", "合伙人", "高级咨询师"]
            case .company: ["总工程师", "技术总监", "正高级工程师"]
            }
        }
    }

    /// What it does.
    var kind: Kind
    /// Name.
    var name: String
    /// Unified social credit code.
    var code: String
    /// The authority in whose area it is.
    var region: String
}
