import Foundation
import Testing

@Suite("Earlier demonstrations on the command line")
struct ReassessmentOnTheCommandLineTests {
    private static let call = Program.root.appendingPathComponent("rubrics/service-manufacturing-2023/call.yaml").path

    private static let files = [
        "register.csv": """
        示范编号,批次,示范种类,示范主体,统一社会信用代码,省级主管部门,认定日期
        R-1,第四批,示范企业,示例甲公司,91350100M000100Y43,湖北省,2022-01-05
        R-2,第三批,示范项目,示例乙公司,914403001922038216,湖北省,2020-12-01
        R-3,第二批,示范城市,示例丙市,9135010557098120XJ,福建省,2018-12-01
        R-4,第一批,示范平台,示例丁平台,91120222MA06DG3067,福建省,2017-12-01

        """,
        "filings.csv": """
        编号,示范编号,填报日期,模式
        P-1,R-1,2023-05-31,供应链管理
        P-2,R-2,2023-06-01,定制化服务

        """,
        "excuses.csv": """
        示范编号,情形,文号,说明日期
        R-4,清算,示例函〔2023〕1号,2023-05-08

        """,
        "late.csv": """
        编号,示范编号,填报日期,模式
        P-3,R-3,2023-06-02,

        """,
    ]

    @Test("are taken in with their filings and excuses; what is late or missing is told", arguments: ["zh", "en"])
    func intake(language: String) throws {
        var program = try Program()
        program.language = language
        for (name, text) in Self.files {
            try text.write(to: program.folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
        try program.act("round new --call \(Self.call) --name 示例秘书", as: "S-01")
        var shown = [
            try program.act("intake demonstrations register.csv", as: "S-01"),
            try program.act("intake excuses excuses.csv", as: "S-01"),
            try program.act("intake reassessments filings.csv", as: "S-01"), try program.act("intake list", as: "S-01"),
            try program.act("intake decide P-2 --check late --accept --reason 示例：网站故障", as: "S-01"),
            try program.act("intake reassessments late.csv --late-reason 示例：网站故障", as: "S-01"),
            try program.act("intake register", as: "S-01"), try program.act("intake register --missing", as: "S-01"),
            try program.act("intake list", as: "S-01"),
        ]
        shown.append(try program.act("decisions decide R-3 --keep --reason 示例", as: "S-01", expecting: 77))
        shown.append(try program.act("decisions decide R-3 --rectify --by soon --reason 示例", as: "S-01", expecting: 64))
        try program.compare(shown.joined(separator: "---\n"), golden: "reassessment.\(language)")
        #expect(try program.run(["audit", "verify"]).code == 0)
    }
}
