import Programme
import Testing

@testable import Formats

@Suite("Papers to print")
struct PaperTests {
    private static let day = Day("2030-05-06")!
    private static let hostile = #"示例<script>alert("1")</script>'&公司"#

    private func letter(score: Points? = Points(hundredths: 8333), comments: [ApplicantLetter.Comments] = []) -> ApplicantLetter {
        ApplicantLetter(
            title: Text(zh: "示例评选", en: "Example"), source: Text(zh: "示例文", en: "Example 1"), applicant: Self.hostile, authority: "示例省",
            dossier: "D/../1", category: Text(zh: "示例类", en: "kind"), result: Text(zh: "经审定，列入名单。", en: "On the list."), grounds: [],
            score: score, passMark: Points(70),
            criteria: [.init(name: Text(zh: "创新", en: "idea"), weight: 100, maximum: Points(100), score: Points(hundredths: 8333))],
            comments: comments, day: Self.day, isRehearsal: false)
    }

    private func list(_ kind: ListPaper.Kind) -> ListPaper {
        ListPaper(
            kind: kind, title: Text(zh: "示例评选", en: "Example"), source: Text(zh: "示例文", en: "Example 1"),
            groups: [
                .init(name: Text(zh: "示例类", en: "kind"), rows: [.init(authority: "示例省", name: Self.hostile)]),
                .init(name: Text(zh: "示例二类", en: "other"), rows: []),
            ],
            reassessment: [
                .init(
                    name: Text(zh: "前批", en: "earlier"),
                    rows: [.init(authority: "示例省", name: "示例馆", outcome: Text(zh: "撤销称号", en: "withdraw"))])
            ],
            day: Self.day, period: kind == .notice ? .init(until: Day("2030-05-13")!, workingDays: 5) : nil,
            signatures: [.init(name: "示例组长", time: "2030-05-01 10:00:00")], digest: String(repeating: "a", count: 64), isRehearsal: true,
            isSynthetic: true)
    }

    @Test("nothing from a table becomes a tag, and nothing is loaded from elsewhere", arguments: Language.allCases)
    func escaped(language: Language) {
        let comments = [ApplicantLetter.Comments(name: Text(zh: "创新", en: "idea"), texts: ["<b>示例</b>"])]
        for html in [letter(comments: comments).html(in: language), list(.notice).html(in: language), list(.final).html(in: language)] {
            #expect(!html.contains("<script") && !html.contains("<b>") && html.contains("&lt;script&gt;"))
            #expect(!html.contains("http") && !html.contains("url("))
            #expect(html.contains("size: A4") && html.contains("FangSong") && html.contains("SimHei"))
            #expect(!html.contains("&lt;p"), "the page's own tags are tags")
        }
    }

    @Test("a letter tells score and criteria, or that there is no score; its file has no path in its name")
    func letters() {
        #expect(letter().file == "D____1.html")
        #expect(letter().html(in: .zh).contains("成绩 83.33 分") && letter().html(in: .zh).contains("2030年5月6日"))
        #expect(letter(score: nil).html(in: .zh).contains("未形成成绩") && letter(score: nil).html(in: .en).contains("There is no score"))
        #expect(letter().html(in: .en).contains("The experts wrote no comments"))
    }

    @Test("the notice tells its period and what becomes of earlier demonstrations; the final list who signed")
    func lists() {
        let notice = list(.notice).html(in: .zh)
        #expect(notice.contains("公示期自2030年5月6日起，至2030年5月13日止（5 个工作日"))
        #expect(notice.contains("撤销称号") && notice.contains("演练") && !notice.contains("示例组长"))
        let final = list(.final).html(in: .en)
        #expect(final.contains("Final list") && final.contains("示例组长") && final.contains("None."))
    }
}
