import Programme
import Testing

@testable import Formats

@Suite("Where the lines of a heading end")
struct HeadlineTests {
    @Test(
        "not within a word: after 关于 and 的, before 拟, and where 和 joins two things",
        arguments: [
            ("关于2023 年服务型制造示范遴选和评估评价拟入选名单的公示", ["关于", "2023\u{A0}年服务型制造示范遴选", "和评估评价", "拟入选名单的", "公示"]),
            ("中华人民共和国参与及普及", ["中华人民共和国参与", "及普及"]), ("示例", ["示例"]), ("", []),
        ])
    func parts(text: String, parts: [String]) {
        #expect(Headline(text: text, language: .zh).parts == parts)
    }

    @Test("nothing is lost, and English is left alone; what is written in a title is escaped")
    func markup() {
        let text = "关于<b>示例</b>的公示"
        let markup = Headline(text: text, language: .zh).markup.text
        #expect(markup == "关于<wbr>&lt;b&gt;示例&lt;/b&gt;的<wbr>公示")
        #expect(Headline(text: "Notice of a list", language: .en).markup.text == "Notice of a list")
    }
}
