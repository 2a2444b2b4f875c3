import Foundation
import Formats
import Programme
import Testing

@testable import Workflow

// The second table of rules.md: from the law on expert review, with the defaults of the call.
extension Rules2023 {
    @Test("评审组企业、平台 5 人，城市 7 人，均为单数 – panels of 5 and 7, odd, technology, management and finance mixed")
    func panelSize() {
        for category in call.selectionCategories {
            let panel = call.panel(of: category)
            #expect(panel?.size == (category.id.hasSuffix("city") ? 7 : 5))
            #expect((panel?.size ?? 0) % 2 == 1)
            #expect(panel?.composition.map(\.specialty) == ["technology", "management", "finance"])
            #expect(panel?.composition.allSatisfy { ($0.minimum ?? 0) >= 1 } == true)
            #expect(panel?.perOrganisation == 1)
        }
    }

    @Test("评估评价评审组 3 人，单数，技术与管理搭配 – panels of 3 for the reassessment, the fewest that the law permits")
    func reassessmentPanelSize() {
        for category in call.reassessmentCategories {
            let panel = call.panel(of: category)
            #expect(panel?.size == 3 && panel?.perOrganisation == 1)
            #expect(panel?.composition.compactMap(\.minimum) == [1, 1])
        }
        #expect(call.scoring.minimumSheets <= 3)
    }

    @Test(
        "从业满 8 年并具有高级职称 – eight years in the field and a senior title",
        arguments: [("是", "8", []), ("是", "7", ["从业年限"]), ("否", "8", ["高级职称"]), ("否", "0", ["高级职称", "从业年限"])])
    func qualification(senior: String, years: String, refused: [String]) {
        #expect(refusedFor(experts: [Rules2023.expert(1, senior: senior, years: years)]) == refused)
    }

    @Test("城市类评审专家公开随机抽取，不得指定 – the experts for the cities are drawn, and none is assigned before")
    func drawn() async throws {
        #expect(call.draw?.pools.map(\.category) == ["comprehensive-city", "design-city"])
        let round = try await Rules2023.round(in: .assignment)
        let failure = await refusal { _ = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0) }
        #expect(failure?.text.zh.contains("通知规定先公开抽取专家") == true)
        #expect(failure?.text.zh.contains("示范城市（综合类）") == true)
        #expect(failure?.text.zh.contains("示范城市（工业设计特色类）") == true)
    }

    @Test(
        "三年内任职关系须回避 – an affiliation binds for three years: the last day and the day after",
        arguments: [(nil, true), ("2020-05-20", true), ("2020-05-19", false)] as [(String?, Bool)])
    func affiliation(until: String?, binds: Bool) throws {
        let found = try detect(
            [Rules2023.row(1, "enterprise", ["申报日期": "2023-05-20"])], affiliations: [post(until: until)])
        #expect(found.contains { $0.ground == .affiliation && $0.binds } == binds)
    }

    @Test("亲属关系须回避 – declared kinship binds")
    func kinship() throws {
        let declared = Interest(expert: "E-1", applicant: "示例申报主体1", creditCode: "", kind: .kinship, note: "示例")
        let found = try detect([Rules2023.row(1, "enterprise"), Rules2023.row(2, "enterprise")], interests: [declared])
        #expect(found.map(\.ground) == [.kinship] && found.map(\.dossier) == ["D-1"])
    }

    @Test("其他利害关系须回避 – any other declared interest binds")
    func interest() throws {
        let declared = Interest(
            expert: "E-1", applicant: "", creditCode: Rules2023.code(1), kind: .interest, note: "示例")
        let found = try detect([Rules2023.row(1, "enterprise"), Rules2023.row(2, "enterprise")], interests: [declared])
        #expect(found.map(\.ground) == [.interest] && found.map(\.dossier) == ["D-1"])
    }

    @Test("本人或本单位申报的，回避同类全部材料 – who applies, or whose house does, is barred from the category")
    func ownApplication() throws {
        let rows = [Rules2023.row(1, "enterprise"), Rules2023.row(2, "enterprise"), Rules2023.row(3, "other-platform")]
        let house = try detect(rows, affiliations: [post(until: nil)])
        #expect(house.filter { $0.ground == .ownApplication }.map(\.dossier) == ["D-1", "D-2"])
        let declared = Interest(expert: "E-1", applicant: "示例申报主体1", creditCode: "", kind: .ownApplication, note: "")
        let said = try detect(rows, interests: [declared])
        #expect(said.filter { $0.ground == .ownApplication }.map(\.dossier) == ["D-1", "D-2"])
    }

    @Test("申报主体提出的不适宜专家至多 3 名，均回避 – an applicant names up to three unsuitable reviewers, and they are barred")
    func unsuitable() throws {
        let named = try detect(
            [Rules2023.row(1, "enterprise", ["不适宜评审专家": "E-1；E-2；E-3"]), Rules2023.row(2, "enterprise")],
            experts: (1...4).map { Rules2023.expert($0) })
        #expect(named.map(\.expert) == ["E-1", "E-2", "E-3"])
        #expect(named.allSatisfy { $0.ground == .unsuitable && $0.dossier == "D-1" })
        #expect(refusedFor([Rules2023.row(1, "enterprise", ["不适宜评审专家": "E-1；E-2；E-3；E-4"])]) == ["不适宜评审专家"])
    }

    @Test(
        "城市类回避本地区专家，计划单列市与所在省互相回避 – own region, a separately planned city in its province included",
        arguments: [
            ("福建省", "福建省", true), ("福建省", "厦门市", true), ("厦门市", "福建省", true), ("厦门市", "厦门市", true),
            ("宁波市", "厦门市", false), ("浙江省", "福建省", false), ("新疆生产建设兵团", "新疆维吾尔自治区", true),
        ])
    func ownRegion(expert: String, authority: String, barred: Bool) throws {
        let rows = ["comprehensive-city", "enterprise"].enumerated().map {
            Rules2023.row($0 + 1, $1, ["省级主管部门": authority])
        }
        let found = try detect(rows, experts: [Rules2023.expert(1, region: expert)])
        #expect(found.map(\.ground) == (barred ? [.region] : []))
        #expect(found.allSatisfy { $0.dossier == "D-1" }, "the default is for cities only")
    }

    @Test("回避由机构决定，只有经批准的才不回避 – only a waived conflict does not bind, with a name and a reason")
    func waiver() async throws {
        let round = try await MiniRound.villages(in: .conflicts)
        _ = try await round.office.detectConflicts(as: "S-1")
        let before = try await round.office.status(as: "S-1").conflicts
        let confirmed = try await round.office.settleConflict(
            expert: "E-4", dossier: "V-3", ground: nil, waive: false, reason: "示例", as: "S-1")
        #expect(confirmed.map(\.binds) == [true])
        #expect(try await round.office.status(as: "S-1").conflicts == before)
        #expect(
            await refusal {
                _ = try await round.office.settleConflict(
                    expert: "E-4", dossier: "V-3", ground: nil, waive: true, reason: "", as: "S-1")
            }?.isUsage == true)
        let waived = try await round.office.settleConflict(
            expert: "E-4", dossier: "V-3", ground: .affiliation, waive: true, reason: "示例", as: "S-1")
        #expect(waived.map(\.binds) == [false])
        #expect(try await round.office.status(as: "S-1").conflicts == before - 1)
    }

    @Test("机构可不经申请决定回避，评审期间也可 – the body may decide on a recusal unasked, while reviews run as well")
    func decidedUnasked() async throws {
        let round = try await Rules2023.round(in: .reviews)
        let failure = await refusal {
            _ = try await round.office.enterConflict(
                expert: "E-1", dossier: "D-1", ground: .interest, reason: "示例：来信反映", as: "S-1")
        }
        #expect(failure == nil, "refused: \(failure?.text.en ?? "")")
    }

    @Test("评审中回避的，评分作废，须另请专家 – recused while reviewing: scores are void and the place is vacant")
    func recusal() async throws {
        let round = try await MiniRound.villages(in: .reviews)
        for expert in ["E-1", "E-2", "E-3"] {
            try await round.office.signPledge(as: expert)
            _ = try await round.office.save([round.answers("V-1", score: Points(8))], submit: true, as: expert)
        }
        #expect(await refusal { try await round.office.recuse(from: "V-1", reason: "", as: "E-1") }?.isUsage == true)
        try await round.office.recuse(from: "V-1", reason: "示例：亲属任职", as: "E-1")
        let conflicts = try await round.office.conflicts(expert: "E-1", dossier: "V-1", as: "A-1")
        #expect(conflicts.map(\.ground) == [.recusal] && conflicts.map(\.binds) == [true])
        let own = try await round.office.ownReviews(as: "E-1").reviews.first { $0.dossier == "V-1" }
        #expect(own?.state == .recused && own?.sheet == .void)
        let again = await refusal {
            _ = try await round.office.save([round.answers("V-1", score: Points(8))], submit: true, as: "E-1")
        }
        #expect(again?.isFailed == true)
        #expect(
            try await round.office.status(as: "S-1").missing.contains {
                $0.en.contains("lack an expert") && $0.en.contains("V-1")
            })
        _ = try await round.office.advance(as: "S-1", despite: "示例")
        let outcome = try await round.office.computeResults(as: "S-1").first { $0.dossier == "V-1" }
        #expect(outcome?.sheets.map(\.expert) == ["E-2", "E-3"])
        #expect(outcome?.missing == 1)
    }

    @Test("回避后不再看到材料 – who recused themselves is shown the dossier no more")
    func recusedSeesNothing() async throws {
        let round = try await MiniRound.villages(in: .reviews)
        try await round.office.signPledge(as: "E-1")
        try await round.office.recuse(from: "V-1", reason: "示例", as: "E-1")
        #expect(await refusal { _ = try await round.office.ownReview(of: "V-1", as: "E-1") } != nil)
    }

    @Test("不能评审或无时间的说明理由谢绝 – an expert who cannot judge says so, with a reason, and the place is vacant")
    func decline() async throws {
        let round = try await MiniRound.villages(in: .reviews)
        #expect(await refusal { try await round.office.decline("V-1", reason: "\n", as: "E-1") }?.isUsage == true)
        try await round.office.decline("V-1", reason: "示例：不熟悉", as: "E-1")
        #expect(await refusal { try await round.office.decline("V-1", reason: "示例", as: "E-1") }?.isFailed == true)
        #expect(
            try await round.office.status(as: "S-1").missing.contains { $0.en.contains("1 dossiers lack an expert") })
        #expect(
            try await round.office.conflicts(expert: "E-1", dossier: nil, as: "S-1").isEmpty, "declining is no conflict"
        )
        try await round.office.signPledge(as: "E-2")
        _ = try await round.office.save([round.answers("V-1", score: Points(8))], submit: true, as: "E-2")
        #expect(
            await refusal { try await round.office.decline("V-1", reason: "示例", as: "E-2") }?.isFailed == true,
            "what was handed in is not given back")
    }

    @Test("先签承诺书，后评审 – the pledge is signed first: no score is taken and no dossier is opened without it")
    func pledge() async throws {
        let round = try await Rules2023.round(in: .reviews)
        let look = await refusal { _ = try await round.office.ownReview(of: "D-1", as: "E-1") }
        #expect(look?.isNotPermitted == true && look?.text.zh.contains("承诺书") == true)
        let rubric = try #require(call.rubric(of: "enterprise"))
        let answers = MiniRound.answers("D-1", under: rubric, Points(80))
        for submit in [false, true] {
            #expect(
                await refusal { _ = try await round.office.save([answers], submit: submit, as: "E-1") }?.isNotPermitted
                    == true)
        }
        #expect(await refusal { _ = try await round.office.submitDraft(of: "D-1", as: "E-1") }?.isNotPermitted == true)
        try await round.office.signPledge(as: "E-1")
        #expect(await refusal { try await round.office.signPledge(as: "E-1") }?.isFailed == true)
        // The pledge alone opens nothing: whether there is a conflict is declared first (自然科学基金条例 20).
        #expect(await refusal { _ = try await round.office.ownReview(of: "D-1", as: "E-1") }?.text.zh.contains("声明") == true)
        _ = try await round.office.declare([], as: "E-1")
        _ = try await round.office.ownReview(of: "D-1", as: "E-1")
        #expect(try await round.office.save([answers], submit: true, as: "E-1").map(\.state) == [.submitted])
    }

    @Test("签署承诺书前不显示申报材料 – before the pledge an expert sees the applicant's name, to tell a conflict, and no more")
    func pledgeBeforeList() async throws {
        let round = try await Rules2023.round(in: .reviews)
        let own = try await round.office.ownReviews(as: "E-1")
        #expect(!own.pledged)
        let shown = String(decoding: try JSONEncoder().encode(own.reviews), as: UTF8.self)
        #expect(!own.reviews.isEmpty && !shown.contains("creditCode") && !shown.contains("declared"))
        #expect(await refusal { _ = try await round.office.ownReview(of: own.reviews[0].dossier, as: "E-1") } != nil)
    }

    @Test("只以公布的标准评分 – no criterion beyond the published ones")
    func publishedCriteria() async throws {
        let round = try await Rules2023.round(in: .reviews)
        try await round.office.signPledge(as: "E-1")
        _ = try await round.office.declare([], as: "E-1")
        var answers = MiniRound.answers("D-1", under: try #require(call.rubric(of: "enterprise")), Points(80))
        answers.scores["reputation"] = Points(100)
        for submit in [false, true] {
            let failure = await refusal { _ = try await round.office.save([answers], submit: submit, as: "E-1") }
            #expect((failure?.faults ?? []).map(\.message.en) == ["the rubric has no “reputation”"])
        }
    }

    @Test("评分规则在立项时冻结 – the criteria are those frozen when the round was opened")
    func frozenCriteria() async throws {
        let round = try await Rules2023.round(in: .reviews)
        try await round.office.signPledge(as: "E-1")
        _ = try await round.office.declare([], as: "E-1")
        let (_, rubric) = try await round.office.ownReview(of: "D-1", as: "E-1")
        #expect(rubric == call.rubric(of: "enterprise"))
    }

    @Test("异常打分条款默认不用 – nothing replaces a score by the mean of the others")
    func abnormalScores() async throws {
        #expect(call.scoring.policy == .trimmed && call.scoring.trimFrom == 5)
        let round = try await Rules2023.round(in: .decisions, scores: ["D-1": 85])
        let (line, sheets) = try await round.office.result(of: "D-1", as: "A-1")
        #expect(line.outcome.sheets.map(\.total) == sheets.map { _ in Fraction(8500) })
        #expect(line.outcome.sheets.count { !$0.counted } == 2, "the highest and the lowest of five")
    }

    /// The list proposed with two chairs present, who are the quorum.
    private func proposed() async throws -> MiniRound {
        let round = try await Rules2023.round(in: .decisions)
        for chair in ["C-1", "C-2"] { _ = try await round.office.attendDecisions(as: chair) }
        _ = try await round.office.proposeShortlist(as: "C-1")
        return round
    }

    private func carry(_ round: MiniRound) async throws {
        for chair in ["C-1", "C-2"] { _ = try await round.office.voteOnList(.agree, reason: nil, as: chair) }
    }

    @Test("两名组长签字后公示 – two chairs sign, each once, before the list is published")
    func signatures() async throws {
        #expect(call.decisions.signatures == 2 && call.decisions.quorum == 2 && call.decisions.moves == .majority)
        let round = try await proposed()
        try await carry(round)
        #expect(try await round.office.signShortlist(as: "C-1") == false)
        #expect(await refusal { _ = try await round.office.signShortlist(as: "C-1") }?.isFailed == true)
        #expect(try await round.stage == .decisions)
        #expect(try await round.office.signShortlist(as: "C-2") == true)
        #expect(try await round.stage == .notice)
        #expect(try await round.office.shortlist(as: "A-1").final == false)
        #expect(
            await refusal { _ = try await round.office.moveDossier("D-1", listed: false, reason: "示例", as: "C-2") }?
                .isFailed
                == true, "nothing changes without an objection")
    }

    @Test("名单调整后，先前的签字失效 – a move voids the signatures given before")
    func moveVoidsSignatures() async throws {
        let round = try await proposed()
        try await carry(round)
        _ = try await round.office.signShortlist(as: "C-1")
        let before = try await round.office.shortlist(as: "A-1").digest
        _ = try await round.office.moveDossier("D-2", listed: false, reason: "示例：材料存疑", as: "C-2")
        _ = try await round.office.vote(on: 1, .agree, reason: nil, as: "C-1")
        let list = try await round.office.shortlist(as: "A-1")
        #expect(list.signatures.map(\.stands) == [false])
        #expect(list.signatures.first?.digest == before && list.digest != before)
        try await carry(round)
        #expect(try await round.office.signShortlist(as: "C-2") == false, "the first signature counts no more")
        #expect(try await round.office.signShortlist(as: "C-1") == true)
        #expect(try await round.office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("公示 5 个工作日，异议 3 日内答复 – the public notice lasts five working days, and objections are answered within three days")
    func publicNotice() throws {
        #expect(call.decisions.publicNoticeWorkingDays == 5)
        let notice = try #require(call.decisions.notice)
        #expect(notice.workingDays == 5 && notice.answerDays == 3)
        // Published before the long holiday of 2023, of which two weekends are worked.
        #expect(try notice.calendar.day(5, workingDaysAfter: MiniRound.day("2023-09-28")).description == "2023-10-11")
        // The third day, a Sunday, is off, and so are the two of the new year that follow it.
        #expect(try notice.calendar.day(3, daysAfter: MiniRound.day("2023-12-28")).description == "2024-01-02")
        #expect(throws: Failure.self) { try notice.calendar.day(5, workingDaysAfter: MiniRound.day("2024-12-30")) }
    }

    @Test("每名专家至多评审 10 份 – at most ten reviews an expert")
    func workload() {
        #expect(call.workload.maximum == 10)
        #expect(refusedFor(experts: [Rules2023.expert(1, most: "10")]).isEmpty)
        #expect(refusedFor(experts: [Rules2023.expert(1, most: "11")]) == ["最多评审"])
    }

    @Test("过半评委认定否决项的，否决 – a gate excludes where more than half of the panel hold it as not met")
    func gates() {
        #expect(call.scoring.gate == .majority)
        for category in call.categories { #expect(call.rubric(of: category.id)?.gates.isEmpty == false) }
    }
}
