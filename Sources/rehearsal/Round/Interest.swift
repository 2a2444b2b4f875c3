/// An interest that an expert declares, as a row of `interests.csv`.
struct Interest {
    /// The header of `interests.csv`.
    static let header = ["专家编号", "申报主体", "统一社会信用代码", "情形", "说明"]

    /// What the expert declares.
    enum Ground: String, CaseIterable {
        case relation = "利害关系"
        case kinship = "亲属关系"
        case ownApplication = "本人或本单位申报"

        /// What experts write of a city.
        var notesOnCity: [String] {
            switch self {
            case .relation: ["示例：近三年承担该市委托的产业规划研究", "示例：受聘为该市产业发展顾问", "示例：为该市申报材料提供过咨询"]
            case .kinship: ["示例：配偶在该市工业和信息化主管部门任职", "示例：近亲属为该市申报工作负责人"]
            case .ownApplication: ["示例：本人参与编写该市申报书"]
            }
        }

        /// What experts write of a company or another body.
        var notes: [String] {
            switch self {
            case .relation:
                [
                    "示例：近三年与该单位有技术合作合同", "示例：持有该单位股份", "示例：为该单位申报材料提供过咨询",
                    "示例：与该单位存在未了结的合同纠纷", "示例：该单位为本课题组横向项目委托方", "示例：曾承担该单位年度审计",
                ]
            case .kinship:
                [
                    "示例：配偶任该单位财务负责人", "示例：子女在该单位管理层任职", "示例：与法定代表人为兄弟",
                    "示例：与项目负责人有近姻亲关系",
                ]
            case .ownApplication:
                ["示例：本人参与本申报项目", "示例：本单位为联合申报单位"]
            }
        }
    }

    /// The expert's number.
    var expert: String
    /// Name of the applicant.
    var applicant: String
    /// The applicant's code; empty where the expert did not know it.
    var code: String
    /// What is declared.
    var ground: Ground
    /// In the expert's words.
    var note: String

    /// The row.
    var row: [String] {
        [expert, applicant, code, ground.rawValue, note]
    }
}
