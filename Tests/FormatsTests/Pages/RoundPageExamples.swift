import Programme
import Testing

@testable import Formats

/// Small made-up rounds for the tests of the page.
enum RoundPageExamples {
    /// A dossier; it passes from 70, and is listed where it does unless it was moved.
    static func row(
        _ rank: Int?, score: String?, applicant: String = "Applicant", moved: Bool = false, sheets: [String] = []
    ) -> CategoryPicture.Row {
        let score = score.flatMap { Points($0) }
        let passed = rank != nil && score.map { $0 >= Points(70) } == true
        return CategoryPicture.Row(
            dossier: "E\(rank ?? 0)", applicant: applicant, authority: "Authority", score: score, rank: rank,
            tied: false, standing: rank == nil ? .incomplete : passed ? .passed : .failed, listed: passed != moved,
            moved: moved, visited: moved, sheetTotals: sheets.compactMap { Points($0) })
    }

    static func category(_ rows: [CategoryPicture.Row]) -> CategoryPicture {
        CategoryPicture(
            name: Text(zh: "示范企业", en: "Demonstration enterprise"), passMark: Points(70), filed: rows.count, rows: rows)
    }

    static func page(_ categories: [CategoryPicture]) -> RoundPage {
        RoundPage(
            title: Text(zh: "遴选", en: "Selection"), source: Text(zh: "文件", en: "Letter"), batch: 5,
            stage: Stage.closed.name, synthetic: false, callDigest: "c0ffee", logDigest: "decade",
            counts: RoundPage.Counts(
                experts: 3, conflicts: [tally("任职关系", "affiliation", 2)], reviews: [tally("已提交", "submitted", 9)]),
            plan: RoundPage.PlanFacts(total: 12345.678, bound: 12345.678, optimal: true, seconds: 2.5),
            loads: RoundPage.Loads(reviews: [0, 3, 4, 4], maximum: 4), categories: categories,
            visits: [tally("接近及格线", "near the pass mark", 1)],
            signatures: [RoundPage.Signed(name: "Chair", time: "2023-07-28 16:20:11")], neededSignatures: 2,
            final: false,
            flags: [
                RoundPage.Flagged(
                    dossier: "E1", applicant: "Applicant <b>", check: Text(zh: "占比", en: "share"), found: "29%",
                    standing: Flag.State.accepted.name,
                    decisions: [false, true].map { accepted in
                        EligibilityDecision(
                            dossier: "E1", check: "share", turn: accepted ? 2 : 1, accepted: accepted, by: "S-1", reason: "Reason",
                            at: Instant(seconds: 1_700_000_000)
                        ).line
                    })
            ])
    }

    /// A page on which every kind of mark occurs.
    static let ordinary = page([
        category([
            row(1, score: "91.5", sheets: ["88", "91.5", "95"]),
            row(2, score: "80", moved: true, sheets: ["75", "85"]),
            row(3, score: "70", sheets: ["70"]), row(4, score: "69.99", moved: true, sheets: ["60", "75"]),
            row(5, score: "50", sheets: ["45", "55"]), row(nil, score: nil),
        ])
    ])

    /// A page of a round in which nothing has happened.
    static let blank = RoundPage(
        title: Text(verbatim: "T"), source: Text(verbatim: "S"), batch: 1, stage: Stage.intake.name, synthetic: true,
        callDigest: "-", logDigest: "-", counts: RoundPage.Counts(experts: 0, conflicts: [], reviews: []), plan: nil,
        loads: RoundPage.Loads(reviews: [], maximum: 0), categories: [], visits: [], signatures: [],
        neededSignatures: 1, final: false)

    static func tally(_ chinese: String, _ english: String, _ count: Int) -> RoundPage.Tally {
        RoundPage.Tally(name: Text(zh: chinese, en: english), count: count)
    }
}

/// A page with a name, since a test that failed would print all its fields.
struct NamedPage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let page: RoundPage

    init(_ name: String, _ page: RoundPage) {
        testDescription = name
        self.page = page
    }
}

extension RoundPageExamples {
    static let reassessing = {
        var page = ordinary
        page.reassessment = ReassessmentPicture(
            categories: [
                .init(
                    name: Text(zh: "原学校", en: "Old school"), demonstrations: 9, filed: 7, verdicts: [.keep: 2, .rectify: 1], excused: 2,
                    open: 2)
            ],
            rows: [
                .init(
                    demonstration: "R-1", batch: 1, name: "<b>示例甲校", authority: "Authority", score: Points(61),
                    outcome: Text(zh: "限期整改（2031-06-30 前）", en: "keep with rectification by 2031-06-30"),
                    ground: Text(zh: "成绩 61", en: "61 reaches 50"), reason: nil),
                .init(
                    demonstration: "R-2", batch: 1, name: "示例乙校", authority: "Authority", score: nil,
                    outcome: Text(zh: "撤销称号", en: "withdraw"), ground: Text(zh: "未填报", en: "neither filed nor excused"), reason: "示例"),
            ])
        return page
    }()
}
