/// A demonstration of an earlier batch, as a row of the register, with what it did.
struct Designated {
    /// The header of the register.
    static let header = ["示范编号", "批次", "示范种类", "示范主体", "统一社会信用代码", "信用代码说明", "省级主管部门", "认定日期"]

    /// What the register calls the kinds.
    enum Kind: String, CaseIterable {
        case enterprise = "示范企业"
        case project = "示范项目"
        case platform = "示范平台"
        case city = "示范城市"
    }

    /// Number in the register.
    var id: String
    /// The batch, 1 to 4.
    var batch: Int
    /// The kind.
    var kind: Kind
    /// Name.
    var name: String
    /// Unified social credit code.
    var code: String
    /// The authority.
    var authority: Rules.Authority
    /// Day of designation.
    var day: Day
    /// What it did.
    var response: Response

    /// What a demonstration did.
    enum Response {
        /// It filed.
        case filed(Filing)
        /// Its authority explained why it cannot.
        case excused(ground: String, document: String, day: Day, note: String)
        /// Neither.
        case silent
    }

    /// What it filed, as a row of the table of filings.
    struct Filing {
        /// The header of the tables of filings.
        static let header = ["编号", "示范编号", "示范主体", "统一社会信用代码", "模式", "行业", "填报日期", "不适宜评审专家"]

        /// Number of the dossier.
        var dossier: String
        /// The name that it has now.
        var name: String
        /// The mode; empty for cities.
        var mode: String
        /// The industry; empty for cities.
        var industry: String
        /// Day of filing.
        var day: Day
        /// The reviewers whom it names as unsuitable.
        var unsuitable: [String]
    }

    /// The row of the register.
    var row: [String] { [id, "第\(["一", "二", "三", "四"][batch - 1])批", kind.rawValue, name, code, "", authority.name, day.text] }

    /// The row of the filing, where there is one.
    var filingRow: [String]? {
        guard case .filed(let filing) = response else { return nil }
        return [
            filing.dossier, id, filing.name, code, filing.mode, filing.industry, filing.day.text, filing.unsuitable.joined(separator: ";"),
        ]
    }

    /// The header of the table of explanations.
    static let excuseHeader = ["示范编号", "示范主体", "情形", "文号", "说明日期", "说明"]

    /// The row of the explanation, where there is one.
    var excuseRow: [String]? {
        guard case .excused(let ground, let document, let day, let note) = response else { return nil }
        return [id, name, ground, document, day.text, note]
    }
}
