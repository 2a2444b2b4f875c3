import Foundation
import Programme
import Testing

@testable import Formats

@Suite("The page of a round")
struct RoundPageTests {
    static let pages = [
        NamedPage("ordinary", RoundPageExamples.ordinary),
        NamedPage("blank", RoundPageExamples.blank),
        NamedPage("a reassessment beside it", RoundPageExamples.reassessing),
        NamedPage("empty category", RoundPageExamples.page([RoundPageExamples.category([])])),
        NamedPage("single dossier", page(of: RoundPageExamples.row(1, score: "70", sheets: ["70"]))),
        NamedPage("none ranked", page(of: RoundPageExamples.row(nil, score: nil))),
        NamedPage(
            "all scores equal",
            RoundPageExamples.page([
                RoundPageExamples.category(
                    (0..<400).map { _ in RoundPageExamples.row(1, score: "80", sheets: ["80", "80", "80"]) })
            ])),
        NamedPage(
            "lowest and highest",
            RoundPageExamples.page([
                RoundPageExamples.category([RoundPageExamples.row(1, score: "100", sheets: ["100"])]),
                RoundPageExamples.category([RoundPageExamples.row(1, score: "0", sheets: ["0", "100"])]),
            ])),
    ]

    private static func page(of row: CategoryPicture.Row) -> RoundPage {
        RoundPageExamples.page([RoundPageExamples.category([row])])
    }

    @Test("is well formed and complete, whatever the round", arguments: pages, Language.allCases)
    func wellFormed(named: NamedPage, language: Language) throws {
        let elements = try #require(PageElements(named.page.html(in: language)))
        for name in ["title", "desc", "th", "text", "h1", "h2", "h3", "dt", "dd", "figcaption", "summary", "li", "p"] {
            #expect(elements.named(name).allSatisfy { !$0.text.trimmed.isEmpty }, "an empty \(name)")
        }
        for label in elements.all.compactMap({ $0.attributes["aria-label"] }) { #expect(!label.trimmed.isEmpty) }
    }

    @Test("names every drawing, and refers to nothing that isn't there", arguments: pages, Language.allCases)
    func accessible(named: NamedPage, language: Language) throws {
        let elements = try #require(PageElements(named.page.html(in: language)))
        for drawing in elements.named("svg") where drawing.attributes["aria-hidden"] != "true" {
            #expect(drawing.attributes["role"] == "img")
            #expect(drawing.children.starts(with: ["title", "desc"]))
        }
        #expect(elements.named("th").allSatisfy { $0.attributes["scope"] != nil })
        let ids = elements.all.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        let references = elements.all.flatMap { element in
            (element.attributes["aria-labelledby"] ?? "").split(separator: " ").map(String.init)
                + [element.attributes["href"].map { String($0.dropFirst()) }].compactMap(\.self)
        }
        #expect(Set(references).isSubset(of: ids))
    }

    @Test("places every mark within its drawing", arguments: pages)
    func withinBounds(named: NamedPage) throws {
        let elements = try #require(PageElements(named.page.html(in: .zh)))
        for name in ["x", "x1", "x2", "cx", "width"] {
            for value in elements.all.compactMap({ $0.attributes[name] }) where value.hasSuffix("%") {
                let part = try #require(Double(value.dropLast()))
                #expect((0...100).contains(part))
            }
        }
        for name in ["y", "y1", "y2", "cy", "height"] {
            for value in elements.all.compactMap({ $0.attributes[name] }) {
                #expect(try #require(Double(value)) >= 0)
            }
        }
    }

    @Test("runs nothing and loads nothing", arguments: Language.allCases)
    func selfContained(language: Language) throws {
        let html = RoundPageExamples.ordinary.html(in: language)
        let elements = try #require(PageElements(html))
        #expect(elements.named("script").isEmpty && elements.named("link").isEmpty && elements.named("img").isEmpty)
        #expect(
            !html.hasBytes("http:") && !html.hasBytes("https:") && !html.hasBytes("url(") && !html.hasBytes("@import"))
    }

    @Test("says everything in the language asked for")
    func languages() throws {
        let english = RoundPageExamples.ordinary.html(in: .en)
        let chinese = RoundPageExamples.ordinary.html(in: .zh)
        #expect(!english.unicodeScalars.contains { (0x3000...0x9FFF).contains($0.value) || $0.value == 0xFF0C })
        #expect(english.hasBytes(#"<html lang="en">"#) && chinese.hasBytes(#"<html lang="zh-CN">"#))
        #expect(english.hasBytes("Internal") && chinese.hasBytes("内部材料"))
        let wordsOfData: Set = ["Applicant", "Authority", "Chair", "linxuan audit verify"]
        for name in ["h1", "h2", "h3", "dt", "figcaption", "summary", "desc", "li"] {
            for element in try #require(PageElements(chinese)).named(name) where !wordsOfData.contains(element.text) {
                #expect(
                    element.text.unicodeScalars.contains { (0x3000...0x9FFF).contains($0.value) }, "\(element.text)")
            }
        }
    }

    @Test("is the same once its values have travelled", arguments: pages)
    func travelled(_ named: NamedPage) throws {
        #expect(try JSONDecoder().decode(RoundPage.self, from: try JSONEncoder().encode(named.page)) == named.page)
    }

    @Test("shows a reassessment in a part of its own, and none where there is none")
    func reassessment() throws {
        let elements = try #require(PageElements(RoundPageExamples.reassessing.html(in: .en)))
        #expect(elements.named("h2").map(\.text).last == "7. Earlier demonstrations")
        let cells = elements.named("tr").map(\.text)
        #expect(cells.contains { $0.contains("Old school") && $0.hasSuffix("9721022") }, "\(cells)")
        #expect(cells.contains { $0.contains("R-1") && $0.contains("keep with rectification by 2031-06-30") })
        #expect(elements.named("summary").map(\.text).contains("Not simply kept, or decided by a chair (2)"))
        #expect(!RoundPageExamples.ordinary.html(in: .en).hasBytes("Earlier demonstrations"))
        let hostile = RoundPageExamples.reassessing.html(in: .zh)
        #expect(!hostile.hasBytes("<b>示例") && hostile.hasBytes("&lt;b&gt;示例"))
    }

    @Test("tells made-up data from real ones")
    func banner() {
        var page = RoundPageExamples.ordinary
        #expect(!page.html(in: .zh).hasBytes("made-up data"))
        page.synthetic = true
        for language in Language.allCases { #expect(page.html(in: language).hasBytes("示例数据 / made-up data")) }
    }

    @Test("shows who was moved, who has no rank and how long a list is")
    func marks() throws {
        let elements = try #require(PageElements(RoundPageExamples.ordinary.html(in: .zh)))
        let uses = elements.named("use").compactMap { $0.attributes["href"] }
        for symbol in ["#moved-in", "#moved-out", "#unranked"] { #expect(uses.contains(symbol)) }
        #expect(elements.named("summary").map(\.text) == ["拟入选名单（3 件）", "未入选（3 件）"])
        #expect(elements.named("details").map { $0.attributes["open"] != nil } == [true, false])
    }
}

extension String {
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }

    /// Whether bytes occur: what a browser sees, not what looks the same to a reader.
    func hasBytes(_ sought: String) -> Bool { Data(utf8).range(of: Data(sought.utf8)) != nil }
}
