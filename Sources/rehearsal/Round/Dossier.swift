/// A dossier as a row of an authority's summary table.
struct Dossier {
    /// The header of the summary tables.
    static let header = [
        "编号", "省级主管部门", "类别", "申报主体", "统一社会信用代码", "信用代码说明", "模式", "行业", "申报日期", "不适宜评审专家",
        "境内注册", "独立法人", "运营财务良好", "无重大事故", "无违法违规", "制造业企业", "服务收入占比", "平台性质", "投入运营日期",
        "已是示范城市",
    ]

    /// Number, unique in the round.
    var id: String
    /// The authority that recommends it.
    var authority: Rules.Authority
    /// The category.
    var category: Category
    /// Name of the applicant.
    var applicant: String
    /// Unified social credit code.
    var code: String
    /// Why a code whose check character does not conform is right all the same.
    var codeNote = ""
    /// The mode; empty for cities.
    var mode = ""
    /// The industry; empty for cities.
    var industry = ""
    /// Day of application.
    var filed: Day
    /// The reviewers whom the applicant names as unsuitable.
    var unsuitable: [String] = []
    /// Share of service income in percent; enterprises only.
    var serviceShare = ""
    /// Grown out of a manufacturer, or a third party's; platforms only.
    var origin = ""
    /// Day on which the platform began to operate; platforms only.
    var operating: Day?

    /// The row; what the checks of its category do not read stays empty.
    var row: [String] {
        let common = category.isCity ? "" : "是"
        return [
            id, authority.name, category.title, applicant, code, codeNote, mode, industry, filed.text,
            unsuitable.joined(separator: ";"), common, common, common, common, common,
            category == .enterprise ? "是" : "", serviceShare, origin, operating?.text ?? "", category.isCity ? "否" : "",
        ]
    }
}
