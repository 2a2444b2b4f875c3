import Formats
import Programme
import Testing

@testable import Workflow

// The first table of rules.md: from the notice.
extension Rules2023 {
    @Test("工作分两部分：第五批遴选，前四批评估评价 – two tracks, selection of the fifth batch and reassessment")
    func tracks() {
        #expect(call.batch == 5)
        #expect(call.tracks.map(\.id) == ["selection", "reassessment"])
        #expect(call.tracks.map(\.name.zh) == ["第五批示范遴选", "前四批示范评估评价"])
        #expect(call.selectionCategories.allSatisfy { $0.track == "selection" })
        #expect(call.reassessmentCategories.allSatisfy { $0.track == "reassessment" })
        #expect(call.selectionCategories.count + call.reassessmentCategories.count == call.categories.count)
    }

    @Test("示范企业、示范平台两类、示范城市两类 – five categories")
    func categories() {
        #expect(
            call.selectionCategories.map(\.name.zh) == [
                "示范企业", "示范平台（共享制造类）", "示范平台（其他类）", "示范城市（综合类）", "示范城市（工业设计特色类）",
            ])
    }

    @Test("推荐单位 37 个：31 个省级、兵团、5 个计划单列市 – 37 authorities: 31 provinces, the corps, 5 separately planned cities")
    func authorities() {
        #expect(call.authorities.count == 37)
        #expect(call.authorities.count { $0.kind == "province" && $0.parent == nil } == 31)
        #expect(call.authorities.filter { $0.kind == "corps" }.map(\.name) == ["新疆生产建设兵团"])
        #expect(
            call.authorities.filter { $0.kind == "separately_planned_city" }.map(\.name)
                == ["大连市", "宁波市", "厦门市", "青岛市", "深圳市"])
        for city in call.authorities.filter({ $0.kind == "separately_planned_city" }) {
            #expect(city.parent.flatMap(call.authority)?.kind == "province")
        }
    }

    @Test("名额合计至多 335 + 37 + 101 + 67 = 540 – at the very most 540 dossiers")
    func quotas() {
        func total(_ column: String) -> Int { call.authorities.reduce(0) { $0 + ($1.quotas[column] ?? 0) } }
        let enterprises = total("max_enterprise")
        let shared = total("max_shared_manufacturing_platform")
        let others = total("max_other_platform")
        let cities = total("max_cities_in_all")
        #expect([enterprises, shared, others, cities] == [335, 37, 101, 67])
        #expect(enterprises + shared + others + cities == 540)
    }

    @Test(
        "省级企业 10、共享平台 1、其他平台 3、城市各 1 – a province's quotas",
        arguments: [
            ("enterprise", 10), ("shared-platform", 1), ("other-platform", 3), ("comprehensive-city", 1),
            ("design-city", 1),
        ])
    func provinceQuotas(category: String, limit: Int) throws {
        let rows = (1...(limit + 1)).map { Rules2023.row($0, category) }
        #expect(try takeIn(rows.dropLast()).dossiers.count == limit)
        #expect(refusedFor(rows) == ["类别"])
    }

    @Test(
        "计划单列市企业 3、平台各 1 – a separately planned city's quotas",
        arguments: [("enterprise", 3), ("shared-platform", 1), ("other-platform", 1)])
    func plannedCityQuotas(category: String, limit: Int) throws {
        let rows = (1...(limit + 1)).map { Rules2023.row($0, category, ["省级主管部门": "厦门市"]) }
        #expect(try takeIn(rows.dropLast()).dossiers.count == limit)
        #expect(refusedFor(rows) == ["类别"])
    }

    @Test("计划单列市申报一个城市，两类任选 – a separately planned city files one city application, of either kind")
    func plannedCityCity() throws {
        let comprehensive = Rules2023.row(1, "comprehensive-city", ["省级主管部门": "深圳市"])
        let design = Rules2023.row(2, "design-city", ["省级主管部门": "深圳市"])
        #expect(try takeIn([comprehensive]).dossiers.count == 1)
        #expect(try takeIn([design]).dossiers.count == 1)
        #expect(refusedFor([comprehensive, design]) == ["类别"])
    }

    @Test("兵团不推荐城市 – the corps files no city", arguments: ["comprehensive-city", "design-city"])
    func corps(category: String) throws {
        #expect(refusedFor([Rules2023.row(1, category, ["省级主管部门": "新疆生产建设兵团"])]).contains("类别"))
        let enterprises = (1...10).map { Rules2023.row($0, "enterprise", ["省级主管部门": "新疆生产建设兵团"]) }
        #expect(try takeIn(enterprises).dossiers.count == 10)
    }

    @Test("企业与平台的模式只差共享制造 – modes of enterprises and platforms differ by 共享制造")
    func modes() throws {
        let enterprise = Set(call.modes.filter { $0.allowedIn.contains("enterprise") }.map(\.name))
        let platform = Set(call.modes.filter { $0.allowedIn.contains("platform") }.map(\.name))
        #expect(platform.subtracting(enterprise) == ["共享制造"])
        #expect(enterprise.isSubset(of: platform))
        #expect(enterprise.count == 8)
        #expect(refusedFor([Rules2023.row(1, "enterprise", ["模式": "共享制造"])]) == ["模式"])
        #expect(try takeIn([Rules2023.row(1, "shared-platform", ["模式": "共享制造"])]).dossiers.count == 1)
        #expect(refusedFor([Rules2023.row(1, "comprehensive-city", ["模式": "共享制造"])]) == ["模式"])
    }

    @Test(
        "共性条件每项都要求符合 – who does not meet a common condition is out",
        arguments: ["境内注册", "独立法人", "运营财务良好", "无重大事故", "无违法违规"],
        ["enterprise", "shared-platform", "other-platform"])
    func commonConditions(column: String, category: String) throws {
        #expect(try outFor([Rules2023.row(1, category, [column: "否"])]) == [column])
        #expect(refusedFor([Rules2023.row(1, category, [column: ""])]) == [column])
    }

    @Test("申报企业为制造业企业 – an enterprise is a manufacturer")
    func manufacturer() throws {
        #expect(try outFor([Rules2023.row(1, "enterprise", ["制造业企业": "否"])]) == ["制造业企业"])
    }

    @Test(
        "一企业服务收入占比低于30%只标记，不拒绝 – service share under 30 % raises a flag",
        arguments: [("30", 0), ("30.00%", 0), ("29.99", 1), ("29.99%", 1), ("0", 1), ("100", 0)])
    func serviceShare(share: String, flags: Int) throws {
        let content = try takeIn([Rules2023.row(1, "enterprise", ["服务收入占比": share])])
        #expect(content.dossiers.count == 1)
        #expect(content.flags.map(\.check) == (flags == 1 ? ["service-share"] : []))
    }

    @Test("“原则上”由人说明理由后决定 – a flag is decided by a named person with a reason, either way", arguments: [true, false])
    func flagDecided(accept: Bool) async throws {
        let round = try await Rules2023.round(in: .intake)
        #expect(
            await refusal {
                _ = try await round.office.decideFlag(
                    dossier: "D-1", check: nil, accept: accept, reason: " ", as: "S-1")
            }?.isUsage == true)
        let flag = try await round.office.decideFlag(
            dossier: "D-1", check: nil, accept: accept, reason: "示例理由", as: "S-1")
        #expect(flag.decidedBy == "S-1" && flag.reason == "示例理由" && flag.state == (accept ? .accepted : .refused))
        #expect(try await round.office.status(as: "S-1").dossiers.map(\.count) == [accept ? 1 : 0, 1, 0, 1, 1, 0, 0, 0, 0])
    }

    @Test(
        "平台截至申报日满 2 年 – a platform has run two full years on the day of application",
        arguments: [("2021-05-20", true), ("2021-05-21", false), ("2010-01-01", true)],
        ["shared-platform", "other-platform"])
    func twoYears(start: (String, Bool), category: String) throws {
        #expect(refusedFor([Rules2023.row(1, category, ["投入运营日期": ""])]) == ["投入运营日期"])
        let refused = try outFor([Rules2023.row(1, category, ["投入运营日期": start.0, "申报日期": "2023-05-20"])])
        #expect(refused == (start.1 ? [] : ["投入运营日期"]))
    }

    @Test("平台由制造业企业衍生或为第三方 – a platform has grown out of a manufacturer, or is a third party's")
    func platformOrigin() throws {
        #expect(try outFor([Rules2023.row(1, "other-platform", ["平台性质": "制造业企业衍生"])]).isEmpty)
        #expect(try outFor([Rules2023.row(1, "other-platform", ["平台性质": "政府部门"])]) == ["平台性质"])
    }

    @Test(
        "已成为示范城市的不再申报 – a demonstration city does not apply again",
        arguments: ["comprehensive-city", "design-city"])
    func alreadyACity(category: String) throws {
        #expect(try outFor([Rules2023.row(1, category, ["已是示范城市": "是"])]) == ["已是示范城市"])
        #expect(refusedFor([Rules2023.row(1, category, ["已是示范城市": ""])]) == ["已是示范城市"])
    }

    @Test("联系人 3 月 20 日前，申报 5 月 31 日前 – the two deadlines")
    func deadlines() throws {
        #expect(call.deadlines.contacts?.description == "2023-03-20")
        #expect(call.deadlines.filing.description == "2023-05-31")
        #expect(try takeIn([Rules2023.row(1, "enterprise", ["申报日期": "2023-05-31"])]).flags.isEmpty)
        let late = try takeIn([Rules2023.row(1, "enterprise", ["申报日期": "2023-06-01"])])
        #expect(late.flags.map(\.check) == ["late"] && late.flags.allSatisfy { $0.keepsOut && $0.awaitsDecision })
    }

    @Test("程序依次进行 – the procedure has its order: intake, review, results, visits, list")
    func procedure() {
        #expect(Stage.allCases == [.intake, .conflicts, .assignment, .reviews, .results, .visits, .decisions, .notice, .closed])
    }

    @Test("通过专家评审的城市都考查，企业、平台视需要 – every city that passes is visited, others where more has to be known")
    func cityVisits() async throws {
        let round = try await Rules2023.round(in: .decisions, scores: ["D-1": 85, "D-2": 95, "D-3": 90, "D-4": 69])
        let visits = try await round.office.visits(as: "C-1")
        #expect(visits.map(\.dossier.id) == ["D-1", "D-3"])
        #expect(visits.map(\.visit.reasons).last == [.passed])
        #expect(
            visits.first?.visit.reasons.last
                == .flag(Text(zh: "服务收入占比原则上达 30% 以上", en: "Service income in principle at or above 30 % of revenue")),
            "its service share was to be looked at")
        for category in call.selectionCategories {
            #expect(category.visits == (category.id.hasSuffix("city") ? .allThatPass : .whereNeeded))
        }
    }

    @Test("需要进一步了解情况的企业、平台 – two experts who ask are enough for an enterprise or platform")
    func requestedVisits() {
        let outcome = Outcome(
            dossier: "D-1", category: "enterprise", standing: .passed, score: Points(85), rank: 1, tied: false,
            sheets: [],
            missing: 0, gates: [])
        #expect(call.visit(to: outcome, requests: ["问"], flags: []) == nil)
        #expect(call.visit(to: outcome, requests: ["问", "问"], flags: [])?.reasons == [.requested(2)])
    }

    @Test("未公布官方评分标准，权重为项目默认 – no official rubric is public: weights are labelled as the project's defaults")
    func projectDefaults() {
        #expect(call.rubrics.count == 9)
        for rubric in call.rubrics {
            #expect(rubric.weights == .projectDefault)
            #expect(rubric.note.zh.contains("非官方标准") && rubric.note.en.contains("not an official standard"))
        }
    }

    // From the last section of rules.md: checks on data.

    @Test("信用代码校验位不符，写明理由可受理 – a code in circulation that does not conform is taken with a written reason")
    func creditCodes() throws {
        let code = ["统一社会信用代码": "91350211M0000XUF46"]
        #expect(refusedFor([Rules2023.row(1, "enterprise", code)]) == ["统一社会信用代码"])
        let reason = code.merging(["信用代码说明": "登记机关所发"]) { $1 }
        #expect(try takeIn([Rules2023.row(1, "enterprise", reason)]).dossiers.count == 1)
    }
}
