import Formats
import Programme
import Testing

@testable import Workflow

/// The rules of `shared/domain/rules.md`, row by row: the first table in `Rules2023Notice.swift`, the second in
/// `Rules2023Law.swift`. All of them on the real call.
@Suite("The rules of 2023")
struct Rules2023 {
    let call = MiniRound.national.call

    // MARK: Rows of the tables

    static let columns = [
        "编号", "省级主管部门", "类别", "申报主体", "统一社会信用代码", "信用代码说明", "模式", "行业", "申报日期", "不适宜评审专家",
        "境内注册", "独立法人", "运营财务良好", "无重大事故", "无违法违规", "制造业企业", "服务收入占比", "平台性质", "投入运营日期", "已是示范城市",
    ]

    /// A sound row of a category, with some cells changed.
    static func row(_ number: Int, _ category: String, _ changes: [String: String] = [:]) -> [String: String] {
        var row = [
            "编号": "D-\(number)", "省级主管部门": "湖北省", "类别": category, "申报主体": "示例申报主体\(number)",
            "统一社会信用代码": code(number), "申报日期": "2023-05-20",
        ]
        if category.hasSuffix("city") {
            row["已是示范城市"] = "否"
        } else {
            for column in ["境内注册", "独立法人", "运营财务良好", "无重大事故", "无违法违规"] { row[column] = "是" }
        }
        if category == "enterprise" { row.merge(["制造业企业": "是", "服务收入占比": "45", "模式": "供应链管理"]) { $1 } }
        if category.hasSuffix("platform") {
            row.merge(["平台性质": "第三方专业服务", "投入运营日期": "2020-01-01", "模式": "供应链管理"]) { $1 }
        }
        return row.merging(changes) { $1 }
    }

    /// A code that conforms, in an area of zeros.
    static func code(_ number: Int) -> String {
        let digits = "\(number)"
        let body = "91000000MA" + String(repeating: "0", count: 7 - digits.count) + digits
        if case .wrongCheckCharacter(let expected) = CreditCode.standing(of: body + "0") { return body + "\(expected)" }
        return body + "0"
    }

    static func table(_ rows: [[String: String]]) throws -> Table {
        var writer = CSVWriter(header: columns)
        for row in rows { writer.add(columns.map { row[$0] ?? "" }) }
        return try Table(csv: Array(writer.text.utf8), file: "申报汇总表.csv")
    }

    static func experts(_ rows: [[String]]) throws -> Table {
        var writer = CSVWriter(header: ExpertTables.expertColumns)
        for row in rows { writer.add(row) }
        return try Table(csv: Array(writer.text.utf8), file: "专家.csv")
    }

    /// A sound row of the list of experts.
    static func expert(
        _ number: Int, region: String = "河北省", senior: String = "是", years: String = "20", most: String = "10"
    ) -> [String] {
        ["E-\(number)", "示例\(number)", region, ["技术", "管理", "财务"][number % 3], "", "", senior, years, "0", most]
    }

    func takeIn(_ rows: [[String: String]]) throws -> DossierTable.Content {
        try DossierTable.read([Rules2023.table(rows)], call: call, existing: [])
    }

    /// The columns that a set of rows is refused for.
    func refusedFor(_ rows: [[String: String]]) -> [String] {
        do { _ = try takeIn(rows) } catch Failure.malformed(let faults) {
            return faults.map { $0.place.column ?? "" }
        } catch { Issue.record("refused otherwise than as malformed: \(error)") }
        return []
    }

    /// The columns of the conditions by which a set of rows is out.
    func outFor(_ rows: [[String: String]]) throws -> [String] {
        try takeIn(rows).flags.filter(\.isOut).compactMap { flag in call.eligibility.first { $0.id == flag.check }?.column }
    }

    func refusedFor(experts rows: [[String]]) -> [String] {
        do {
            _ = try ExpertTables.read(
                experts: Rules2023.experts(rows), affiliations: nil, interests: nil, call: call, existing: [])
        } catch Failure.malformed(let faults) {
            return faults.map { $0.place.column ?? "" }
        } catch { Issue.record("refused otherwise than as malformed: \(error)") }
        return []
    }

    // MARK: Conflicts

    func detect(
        _ rows: [[String: String]], experts: [[String]] = [expert(1)], affiliations: [Affiliation] = [],
        interests: [Interest] = []
    ) throws -> [Conflict] {
        let people = try ExpertTables.read(
            experts: Rules2023.experts(experts), affiliations: nil, interests: nil, call: call, existing: [])
        return ConflictDetection(
            call: call, dossiers: try takeIn(rows).dossiers, experts: people.experts, affiliations: affiliations,
            interests: interests
        ).conflicts()
    }

    func post(until: String?) -> Affiliation {
        Affiliation(
            expert: "E-1", organisation: "示例申报主体1", creditCode: "", from: MiniRound.day("2001-01-01"),
            until: until.map(MiniRound.day), position: "示例")
    }

    // MARK: A round in miniature on the real call

    /// One enterprise whose service share is low, one shared platform and two cities; fifteen experts; brought to a
    /// stage with the score that each dossier gets from all its experts.
    static func round(in stage: Stage, scores: [String: Int] = [:]) async throws -> MiniRound {
        let round = try MiniRound()
        let national = MiniRound.national
        _ = try await round.office.openRound(
            call: national.call, documents: national.documents, by: MiniRound.secretary)
        for (id, role) in [("C-1", Role.chair), ("C-2", .chair), ("C-3", .chair), ("A-1", .auditor)] {
            try await round.office.grant(Person(id: id, name: "示例", role: role), as: "S-1")
        }
        let rows = [
            row(1, "enterprise", ["服务收入占比": "28%"]), row(2, "shared-platform", ["模式": "共享制造"]),
            row(3, "comprehensive-city"), row(4, "design-city"),
        ]
        _ = try await round.office.takeInDossiers([table(rows)], as: "S-1")
        _ = try await round.office.takeInExperts(
            experts((1...15).map { expert($0) }), affiliations: nil, interests: nil, as: "S-1")
        _ = try await round.office.decideFlag(
            dossier: "D-1", check: nil, accept: true, reason: "示例：占比近三年持续上升", as: "S-1")
        while try await round.stage < stage { try await step(round, scores) }
        return round
    }

    private static func step(_ round: MiniRound, _ scores: [String: Int]) async throws {
        switch try await round.stage {
        case .conflicts: _ = try await round.office.detectConflicts(as: "S-1")
        case .assignment:
            for city in ["comprehensive-city", "design-city"] { try await round.drawEverybody(for: city) }
            let panels = [("D-1", 1...5), ("D-2", 6...10), ("D-3", 1...7), ("D-4", 8...14)]
            try await round.assign(panels.flatMap { dossier, experts in experts.map { [dossier, "E-\($0)"] } })
        case .reviews:
            for expert in 1...14 {
                try await round.office.signPledge(as: "E-\(expert)")
                _ = try await round.office.declare([], as: "E-\(expert)")
                for review in try await round.office.ownReviews(as: "E-\(expert)").reviews {
                    let (own, rubric) = try await round.office.ownReview(of: review.dossier, as: "E-\(expert)")
                    let answers = MiniRound.answers(own.dossier.id, under: rubric, Points(scores[own.dossier.id] ?? 85))
                    _ = try await round.office.save([answers], submit: true, as: "E-\(expert)")
                }
            }
        case .results: _ = try await round.office.computeResults(as: "S-1")
        case .visits: _ = try await round.office.chooseVisits(as: "S-1")
        default: break
        }
        // No visit is made here: what has no findings is for the chairs.
        let despite = try await round.stage == .visits ? "示例：未考查" : nil
        _ = try await round.office.advance(as: "S-1", despite: despite)
    }
}
