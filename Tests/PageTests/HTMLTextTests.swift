import Foundation
import Programme
import Testing

@testable import Service

@Suite("Text on its way into a page")
struct HTMLTextTests {
    /// What would end a text or an attribute.
    private let dangerous: [String] = ["<", ">", "&", "\"", "'", "`"]
    /// Characters that become one with the character before them, or that parsers have stumbled over.
    private let companions = [
        "\u{0338}", "\u{0301}", "\u{20DD}", "\u{FE0F}", "\u{200D}", "\u{FEFF}", "\u{0}", "\u{E0001}", "\u{1F3FB}", "\u{0CC6}\u{0CD5}",
    ]

    @Test("leaves no byte that ends a text or an attribute, whatever combines with it, wherever it stands")
    func bytes() {
        for sign in dangerous {
            for companion in companions {
                for text in [sign + companion, companion + sign, "a" + sign + companion + companion + sign, "示例" + sign + companion + "示例"]
                {
                    let html = HTMLText(text).html
                    for forbidden in "<>\"'`".utf8 { #expect(!html.utf8.contains(forbidden), "\(html)") }
                    #expect(!html.utf8.contains(0))
                    // Every ampersand begins one of our own references.
                    let bytes = Array(html.utf8)
                    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "&") {
                        let rest = bytes[(index + 1)...].prefix(5)
                        #expect(["amp;", "lt;", "gt;", "quot;", "#39;", "#96;"].contains { rest.starts(with: $0.utf8) })
                    }
                }
            }
        }
    }

    @Test("keeps what it escapes, and line ends; control characters become U+FFFD")
    func content() {
        #expect(HTMLText("a<b>&\"c'").html == "a&lt;b&gt;&amp;&quot;c&#39;")
        #expect(HTMLText("一\n二\t三").html == "一\n二\t三")
        #expect(HTMLText("\u{0}\u{1B}\u{7F}\r").html == "\u{FFFD}\u{FFFD}\u{FFFD}&#13;")
        #expect(Array(HTMLText("<\u{0338}").html.utf8) == Array("&lt;\u{0338}".utf8))
        #expect(HTMLText("\u{FEFF}示例").html == "\u{FEFF}示例")
        #expect(HTMLText(String(decoding: [0x3C, 0xFF, 0x3C] as [UInt8], as: UTF8.self)).html == "&lt;\u{FFFD}&lt;")
    }

    @Test("is the only text that reaches a template: values come in by three braces, each text in both languages")
    func templates() throws {
        for (name, source) in PageLibrary.sources {
            // Whatever the library would escape itself would be escaped twice.
            #expect(source.replacingOccurrences(of: "{{{", with: "").firstMatch(of: /\{\{\s*[A-Za-z.]/) == nil, "\(name)")
            #expect(!source.contains("<script") && !source.contains("style=\"") && source.firstMatch(of: /\son[a-z]+=/) == nil, "\(name)")
            for match in source.matches(of: /\[\[(.*?)\]\]/.dotMatchesNewlines()) {
                let both = match.1.split(separator: "|", omittingEmptySubsequences: false)
                #expect(both.count == 2, "\(name): \(match.1)")
                #expect(both.last?.contains(/\p{Han}/) == false, "\(name): \(match.1)")
            }
            let english = PageLibrary.spoken(source, in: .en).replacingOccurrences(of: "示例数据 / made-up data", with: "")
            #expect(english.firstMatch(of: /\p{Han}/) == nil, "\(name) says something in Chinese alone")
            // An attribute is always quoted.
            #expect(source.firstMatch(of: /[ ][a-z-]+=\{\{\{/) == nil, "\(name)")
        }
        let filled = try PageLibrary().fill(
            "message",
            [
                "heading": .say("<\u{0338}b>"), "paragraphs": [.say("a&b")], "hasFaults": false, "reference": .nothing,
                "hasLinks": false, "status": .nothing,
            ],
            in: .en
        ).html
        #expect(filled.contains("<h1>&lt;\u{0338}b&gt;</h1>".unicodeScalars.map(String.init).joined()) && filled.contains("a&amp;b"))
    }

    @Test("hides what an outer scope has under the same name where a value is nothing")
    func nothing() throws {
        let library = try PageLibrary()
        let page = library.fill(
            "error-summary",
            [
                "hasErrors": true, "errors": [["field": .say("a"), "message": .say("甲")], ["field": .say("b"), "message": .nothing]],
                "message": .say("outer"),
            ],
            in: .zh
        ).html
        #expect(page.contains("甲") && !page.contains("outer"))
    }
}

@Suite("What browsers send")
struct BrowserInputTests {
    @Test("reads forms as browsers write them, and repairs what is no text")
    func forms() {
        let form = FormFields("a=1+2&b=%E7%A4%BA%E4%BE%8B%0D%0A%3C&a=3&c&%00=x&d=%zz%4&e=%FF".utf8)
        #expect(form["a"] == "1 2" && form.all("a") == ["1 2", "3"])
        #expect(form["b"] == "示例\n<")
        #expect(form.has("c") && form["c"].isEmpty && !form.has("z"))
        #expect(form["d"] == "%zz%4" && form["e"] == "\u{FFFD}")
    }

    @Test("leads to its own pages only")
    func addresses() {
        for address in ["/", "/reviews/D-001?done=saved"] { #expect(PageAddress.isLocal(address)) }
        for address in ["", "//evil.example", "/\\evil.example", "https://evil.example", "reviews", "/a\r\nSet-Cookie: x", "/ä", "/a b"] {
            #expect(!PageAddress.isLocal(address), "\(address)")
        }
        #expect(PageAddress.path("reviews", "../a b?") == "/reviews/..%2Fa%20b%3F")
    }

    @Test("gives cookies the prefix that binds them to this host, behind TLS")
    func cookies() {
        let safe = PageCookie(isBehindTLS: true).header(.session, "x")
        #expect(safe == "__Host-linxuan=x; Path=/; HttpOnly; SameSite=Lax; Secure")
        #expect(
            PageCookie(isBehindTLS: false).header(.session, "x", seconds: 0)
                == "linxuan-session=x; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
    }
}
