/// Where an expert works or has worked, as a row of `affiliations.csv`.
struct Affiliation {
    /// The header of `affiliations.csv`.
    static let header = ["专家编号", "单位", "统一社会信用代码", "开始", "结束", "职务"]

    /// The expert's number.
    var expert: String
    /// Name of the organisation.
    var organisation: String
    /// Its unified social credit code; empty where the expert did not know it.
    var code: String
    /// First day.
    var start: Day
    /// Last day; none while it lasts.
    var end: Day?
    /// The office held.
    var post: String

    /// The row.
    var row: [String] {
        [expert, organisation, code, start.text, end?.text ?? "", post]
    }
}
