import Formats
import Programme
import Testing

@testable import Service
@testable import Workflow

@Suite("What stands around every page")
struct PageFrameTests {
    private func frame(
        _ role: Role, _ marks: RoundMarks?, path: String = "/", page: Page? = nil, _ language: Language = .zh
    ) throws -> String {
        let session = BrowserSession(
            person: Person(id: "X-1", name: "示例", role: role), token: 1, formKey: "key", cookie: nil, stays: false)
        let frame = PageFrame(
            page: page ?? .message(Text(zh: "题", en: "Title"), [], language), language: language, session: session, marks: marks,
            path: path, formKey: "key")
        return frame.html(by: try PageLibrary()).html
    }

    private func refusal(_ failure: Failure, _ role: Role?, form: String? = nil, _ language: Language = .zh) -> Page {
        RefusalPage(
            problem: ProblemDetails(failure, in: language), person: role.map { Person(id: "X-1", name: "示例", role: $0) }, form: form,
            language: language
        ).page
    }

    @Test("leads to the reassessment where the round has one, and who may see it looks", arguments: [Role.secretariat, .auditor, .chair])
    func reassessment(role: Role) throws {
        let link = "<a href=\"/reassessment\""
        #expect(try frame(role, RoundMarks(isMadeUp: false, hasReassessment: true)).contains(link))
        #expect(try !frame(role, RoundMarks(isMadeUp: false, hasReassessment: false)).contains(link))
        #expect(try !frame(role, nil).contains(link))
        #expect(try !frame(.expert, RoundMarks(isMadeUp: false, hasReassessment: true)).contains(link))
    }

    @Test("says that data are made up where they are, in either language", arguments: Role.allCases)
    func madeUp(role: Role) throws {
        for (language, words) in [(Language.zh, "均为虚构。"), (.en, "is invented.")] {
            #expect(try frame(role, RoundMarks(isMadeUp: true, hasReassessment: false), language).contains(words))
            #expect(try !frame(role, RoundMarks(isMadeUp: false, hasReassessment: false), language).contains(words))
        }
    }

    @Test("says where one is, but of a refusal")
    func current() throws {
        let marks = RoundMarks(isMadeUp: false, hasReassessment: true)
        #expect(try frame(.chair, marks, path: "/reassessment/R-1").contains("<a href=\"/reassessment\" aria-current=\"page\">"))
        #expect(try frame(.expert, marks, path: "/reviews/D-1").contains("<a href=\"/\" aria-current=\"page\">"))
        let refusal = refusal(.failed(Text(zh: "尚早", en: "too early")), .chair)
        #expect(try !frame(.chair, marks, path: "/list", page: refusal).contains("aria-current"))
    }

    @Test("has around a refusal the reason, what to do and a way back, for each role and for nobody", arguments: Language.allCases)
    func refusals(language: Language) throws {
        let library = try PageLibrary()
        let words = Text(zh: "原因如此", en: "this is why")
        let failures: [Failure] = [.failed(words), .notPermitted(words), .unknown(words), .usage(words)]
        for failure in failures {
            for role in Role.allCases {
                let page = refusal(failure, role, form: "/list", language)
                let html = library.fill(page.template, page.values, in: language).html
                #expect(html.contains(words(in: language)) && html.contains("<a href=\"/\">") && html.contains("<a href=\"/list\">"))
            }
            let page = refusal(failure, nil, form: "/list", language)
            let html = library.fill(page.template, page.values, in: language).html
            #expect(html.contains("<a href=\"/sign-in?then=%2Flist\">") && !html.contains("<a href=\"/\">"))
        }
        let faults = [Diagnostic(.init(file: "a.csv"), words, expected: words, advice: words)]
        let page = refusal(.malformed(faults), .secretariat, form: nil, language)
        #expect(library.fill(page.template, page.values, in: language).html.contains("<li>a.csv"))
    }
}
