import Programme
import Testing

@testable import Formats

@Suite("What others wrote stays text")
struct MarkupTests {
    static let hostile = [
        "<script>alert(1)</script>", "\"=\u{301}", "\"\u{301} onload=\u{301}x", "<\u{338}b>", "'><\u{301}img src=x>",
        "&lt;",
        "a\u{0}\u{1B}b", "</title></svg></style>", "]]><!--",
    ]

    @Test("byte by byte, whatever mark follows a sign", arguments: hostile)
    func escaping(value: String) {
        let markup: Markup = "\(value)"
        for sign in ["<", ">", "\"", "'", "\u{0}", "\u{1B}"] { #expect(!markup.text.hasBytes(sign)) }
    }

    @Test("and nothing else is changed")
    func exact() {
        let markup: Markup = #"<a title="\#("\"=\u{301}")">\#("A&B ＜辽宁＞")</a>"#
        #expect(Array(markup.text.utf8) == Array("<a title=\"&quot;=\u{301}\">A&amp;B ＜辽宁＞</a>".utf8))
    }

    @Test("in every place of the page that takes a text", arguments: hostile, Language.allCases)
    func everywhere(value: String, language: Language) throws {
        let text = Text(verbatim: value)
        var page = RoundPageExamples.ordinary
        (page.title, page.source, page.stage, page.callDigest, page.logDigest) = (text, text, text, value, value)
        page.counts.conflicts = [RoundPage.Tally(name: text, count: 1)]
        page.counts.reviews = page.counts.conflicts
        page.visits = page.counts.conflicts
        page.signatures = [RoundPage.Signed(name: value, time: value)]
        page.refusals = [RoundPage.Refused(name: value, reason: value, time: value)]
        page.categories[0].name = text
        for index in page.categories[0].rows.indices {
            page.categories[0].rows[index].applicant = value
            page.categories[0].rows[index].authority = value
            page.categories[0].rows[index].dossier = value
        }
        let hostile = try #require(PageElements(page.html(in: language)))
        var plain = RoundPageExamples.ordinary
        plain.refusals = [RoundPage.Refused(name: "Chair", reason: "Reason", time: "2023-07-28 16:20:11")]
        let ordinary = try #require(PageElements(plain.html(in: language)))
        #expect(hostile.all.map(\.name) == ordinary.all.map(\.name))
        #expect(hostile.all.map { $0.attributes.keys.sorted() } == ordinary.all.map { $0.attributes.keys.sorted() })
    }
}
