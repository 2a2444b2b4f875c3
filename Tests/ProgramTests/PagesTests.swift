import Foundation
import Programme
import Testing
import Workflow

@Suite("The pages of a served round", .serialized)
struct PagesTests {
    /// The answers of a sheet, as its form has fields for them.
    private func answers(_ page: String, score: String, reason: String) -> [(String, String)] {
        let scores = page.matches(of: /name="score-([^"]+)"/).map { String($0.1) }
        let gates = Set(page.matches(of: /name="gate-([^"]+)"/).map { String($0.1) }).sorted()
        return scores.flatMap { [("score-\($0)", score), ("reason-\($0)", reason)] } + gates.map { ("gate-\($0)", "yes") } + [
            ("visit", "no")
        ]
    }

    private func hidden(_ page: String, in form: String) -> [(String, String)] {
        let start = page.range(of: "action=\"\(form)\"")?.upperBound ?? page.startIndex
        let own = page[start..<(page.range(of: "</form>", range: start..<page.endIndex)?.lowerBound ?? page.endIndex)]
        return own.matches(of: /type="hidden" name="([^"]+)" value="([^"]*)"/).map { (String($0.1), plain(String($0.2))) }
            .filter { $0.0 != "form-key" }
    }

    private func plain(_ html: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(html) {
            $0.replacingOccurrences(of: $1.0, with: $1.1)
        }
    }

    private func signedIn(_ person: String, _ round: ServedRound) throws -> Browser {
        let browser = try Browser(round.server.address)
        try browser.signIn(person, code: try round.code(for: person))
        return browser
    }

    // MARK: Signing in

    @Test("signs in by a code, in a cookie that says nothing, with headers that let nothing in; and out again", .timeLimit(.minutes(10)))
    func signingIn() throws {
        let round = try ServedRound()
        let expert = round.first[0]
        let browser = try Browser(round.server.address)
        let start = try browser.get("/reviews/\(round.first[1])")
        #expect(start.status == 303 && start.header("location") == "/sign-in?then=%2Freviews%2F\(round.first[1])")
        let page = try browser.get("/sign-in")
        let policy = try #require(page.header("content-security-policy"))
        for part in ["default-src 'none'", "style-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"] {
            #expect(policy.contains(part))
        }
        #expect(!policy.contains("script-src") && !policy.contains("unsafe"))
        #expect(page.header("referrer-policy") == "no-referrer" && page.header("x-content-type-options") == "nosniff")
        #expect(page.header("cache-control") == "no-store" && page.header("cross-origin-opener-policy") == "same-origin")
        #expect(page.text.contains("<html lang=\"zh-CN\">") && page.text.contains("<h1>登录</h1>"))

        // A link with the code doesn't use it up, however often it is looked at.
        let code = try round.code(for: expert)
        for _ in 0..<3 { #expect(try browser.get("/enter?person=\(expert)&code=\(code)").status == 200) }
        let wrong = try browser.post("/sign-in", [("person", expert), ("code", "0000-0000-0000-0000")])
        #expect(
            wrong.status == 200 && wrong.text.contains("<title>错误：") && wrong.text.contains("error-summary")
                && wrong.text.contains("href=\"#code\""))
        let right = try browser.post("/sign-in", [("person", expert), ("code", code), ("then", "//evil.example/")])
        #expect(right.status == 303 && right.header("location") == "/", "nobody is led elsewhere")
        let cookie = try #require(right.cookies.first { $0.hasPrefix("linxuan-session=") })
        for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax"] { #expect(cookie.contains(part), "\(cookie)") }
        #expect(!cookie.contains("Secure") && !cookie.contains("Max-Age") && !cookie.contains("Domain"))
        #expect(try browser.get("/").text.contains("我的评审"))
        #expect(try browser.post("/sign-in", [("person", expert), ("code", code)]).text.contains("error-summary"), "a code is used once")

        // What the cookie holds is no token for the API, and one bit changed makes it nothing.
        let session = try #require(browser.cookies["linxuan-session"])
        #expect(!session.contains("lx_"))
        let flipped = try Browser(round.server.address)
        flipped.cookies["linxuan-session"] = String(session.dropLast()) + (session.hasSuffix("0") ? "1" : "0")
        #expect(try flipped.get("/").status == 303)
        let doubled = try Browser(round.server.address)
        doubled.extra["Cookie"] = "linxuan-session=\(session); linxuan-session=\(session)"
        #expect(try doubled.get("/").status == 303, "of two cookies with one name, one was planted")

        // The secretariat sees the session as every token, and ends it.
        let listed = try round.program.act("access tokens", as: "S-01")
        #expect(listed.contains(expert) && listed.contains("浏览器"))
        try round.program.act("access revoke 1", as: "S-01")
        #expect(try browser.get("/").status == 303)

        // Another session outlives a new start of the server, and ends by signing out.
        let again = try signedIn(expert, round)
        try round.killAndRestart()
        let later = try Browser(round.server.address)
        later.cookies = again.cookies
        #expect(try later.get("/").status == 200)
        let out = try later.post("/sign-out", [])
        #expect(out.status == 303 && out.cookies.contains { $0.hasPrefix("linxuan-session=;") })
        let old = try Browser(round.server.address)
        old.cookies = again.cookies
        #expect(try old.get("/").status == 303, "the token counts no more")
        #expect(try round.program.run(["audit", "verify"]).code == 0)
    }

    @Test("takes no form that another site sent, or another session, or nobody", .timeLimit(.minutes(10)))
    func strangeForms() throws {
        let round = try ServedRound()
        let browser = try signedIn(round.first[0], round)
        let other = try signedIn(round.second[0], round)
        _ = try other.get("/pledge")
        _ = try browser.get("/pledge")
        let agree = [("agree", "yes")]
        #expect(try browser.post("/pledge", agree, key: "").status == 403)
        #expect(try browser.post("/pledge", agree, key: other.lastKey).status == 403, "the key of another session")
        let own = browser.lastKey
        for (name, value) in [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example")] {
            browser.extra = [name: value]
            let refused = try browser.post("/pledge", agree, key: own)
            #expect(refused.status == 403 && refused.text.contains("未作任何改动"), "\(name): \(value)")
            #expect(refused.text.contains("主导航") && refused.text.contains("<a href=\"/pledge\">返回填报页面</a>"))
        }
        browser.extra = [:]
        #expect(try round.program.act("review list", as: round.first[0]).contains("签署承诺书"), "nothing was signed")
        let nobody = try Browser(round.server.address)
        _ = try nobody.get("/sign-in")
        let unknown = try nobody.post("/pledge", agree)
        #expect(unknown.status == 401 && unknown.text.contains("<a href=\"/sign-in?then=%2Fpledge\">登录</a>"))
        #expect(!unknown.text.contains("linxuan login") && !unknown.text.contains("主导航"))
        #expect(try nobody.post("/sign-in", [("person", "x"), ("code", "y")], key: "").status == 403)
        browser.extra = ["Sec-Fetch-Site": "same-origin", "Origin": "null"]
        #expect(try browser.post("/pledge", agree, key: own).status == 303)
    }

    // MARK: The way of an expert

    @Test("leads an expert through forms from the pledge to a submitted sheet, which the audit holds to be right", .timeLimit(.minutes(10)))
    func expertsWay() throws {
        let round = try ServedRound()
        let (expert, dossier) = (round.first[0], round.first[1])
        let browser = try signedIn(expert, round)
        let home = try browser.get("/")
        #expect(home.text.contains("href=\"/pledge\"") && home.text.contains("href=\"/declaration\"") && home.text.contains("示例数据"))
        #expect(!home.text.contains("href=\"/reviews/\(dossier)\""), "no dossier is open before pledge and declaration")
        #expect(try browser.get("/reviews/\(dossier)").status == 403)
        _ = try browser.get("/pledge")
        let unsigned = try browser.post("/pledge", [])
        #expect(unsigned.text.contains("error-summary") && unsigned.text.contains("href=\"#agree\""))
        #expect(try browser.follow(browser.post("/pledge", [("agree", "yes")])).text.contains("承诺书已签署。"))
        _ = try browser.get("/declaration")
        let third = round.first[2]
        let incomplete = try browser.post("/declaration", [("conflict-\(third)", "yes"), ("agree", "yes")])
        #expect(incomplete.text.contains("href=\"#ground-\(third)\"") && incomplete.text.contains("href=\"#reason-\(third)\""))
        #expect(incomplete.text.contains("value=\"yes\" checked"), "what was ticked stays")
        let declared = try browser.post(
            "/declaration", [("conflict-\(third)", "yes"), ("ground-\(third)", "interest"), ("reason-\(third)", "示例：合作"), ("agree", "yes")])
        #expect(try browser.follow(declared).text.contains("回避声明已登记。"))
        #expect(try browser.get("/reviews/\(third)").status == 403, "what is declared is closed")

        // A sheet: what is no score is told beside its field and kept; a draft may have gaps.
        let form = try browser.get("/reviews/\(dossier)")
        #expect(form.status == 200 && form.text.contains("分档") && form.text.contains("lang=\"zh-CN\""))
        for path in ["/pledge", "/reviews/\(dossier)/decline", "/reviews/\(dossier)/recuse"] {
            #expect(try browser.get(path).text.contains("示例数据"), "\(path)")
        }
        var filled = answers(form.text, score: "85", reason: "")
        let wrong = try browser.post("/reviews/\(dossier)", [(filled[0].0, "很好")] + filled.dropFirst() + [("then", "check")])
        #expect(
            wrong.text.contains("error-summary") && wrong.text.contains("href=\"#\(filled[0].0)\"") && wrong.text.contains("value=\"很好\""))
        let all = try browser.post("/reviews/\(dossier)", [(filled[0].0, "很好"), ("then", "check")]).text
        let summary = try #require(all.firstMatch(of: /<div class="error-summary"[\s\S]*?<\/div>/)).output
        let fields = summary.matches(of: /href="#([^"]+)"/).map { String($0.1) }
        #expect(fields.first == filled[0].0 && fields.last == "visit" && fields.count > 2, "all is told at once, in the order of the form")
        #expect(Set(fields).count == fields.count, "what can't be read is not told as missing besides")
        #expect(try round.program.act("review list", as: expert).contains("未填"))
        let saved = try browser.post("/reviews/\(dossier)", [(filled[0].0, "８５"), ("then", "stay")])
        #expect(try browser.follow(saved).text.contains("草稿已保存"))
        #expect(try browser.get("/reviews/\(dossier)").text.contains("value=\"85\""))
        let gaps = try browser.post("/reviews/\(dossier)", [(filled[0].0, "85"), ("then", "check")])
        #expect(gaps.text.contains("error-summary") && gaps.text.contains("未回答是否需要现场考查"))

        // The check before submitting shows what is submitted; a click too many counts once.
        filled = answers(form.text, score: "40", reason: "示例：<b>不足</b>\n“甲”&乙")
        let check = try browser.post("/reviews/\(dossier)", filled + [("then", "check")])
        #expect(check.text.contains("提交前请检查") && check.text.contains("&lt;b&gt;不足") && !check.text.contains("<b>"))
        let last = hidden(check.text, in: "/reviews/\(dossier)/submit")
        let changed = try browser.post("/reviews/\(dossier)", hidden(check.text, in: "/reviews/\(dossier)") + [("to", "visit")])
        #expect(changed.text.contains("&lt;b&gt;不足") && changed.text.contains("value=\"40\""), "going back loses nothing")
        let sent = try browser.post("/reviews/\(dossier)/submit", last)
        let entries = try round.program.act("audit log", as: "A-01").split(separator: "\n").count
        let twice = try browser.post("/reviews/\(dossier)/submit", last)
        #expect(sent.status == 303 && twice.header("location") == sent.header("location"))
        #expect(try round.program.act("audit log", as: "A-01").split(separator: "\n").count == entries, "a second click counts once")
        #expect(try browser.follow(sent).text.contains("已提交：\(dossier)"))
        let kept = try round.program.act("review show \(dossier) --json", as: expert)
        #expect(kept.contains("submitted") && kept.contains("<b>不足") && kept.contains("“甲”&乙"), "\(kept)")

        // A correction is another submission; giving back and recusing ask for reasons.
        #expect(try browser.get("/reviews/\(dossier)").text.contains("评分表已提交"))
        if round.first.count > 3 {
            let fourth = round.first[3]
            _ = try browser.get("/reviews/\(fourth)/decline")
            #expect(try browser.post("/reviews/\(fourth)/decline", [("reason", " ")]).text.contains("href=\"#reason\""))
            #expect(try browser.follow(browser.post("/reviews/\(fourth)/decline", [("reason", "示例：时间冲突")])).text.contains("已谢绝 \(fourth)。"))
        }
        _ = try browser.get("/reviews/\(dossier)/recuse")
        #expect(try browser.follow(browser.post("/reviews/\(dossier)/recuse", [("reason", "示例：合作")])).text.contains("已回避 \(dossier)"))
        let verified = try round.program.run(["audit", "verify"])
        #expect(verified.code == 0, "\(verified.errors)")
    }

    // MARK: Who sees what

    @Test("shows nobody another's dossier, and says so as the command line does, in either language", .timeLimit(.minutes(10)))
    func foreign() throws {
        let round = try ServedRound()
        let browser = try signedIn(round.first[0], round)
        _ = try browser.get("/pledge")
        try browser.post("/pledge", [("agree", "yes")])
        try browser.post("/declaration", [("agree", "yes")])
        let (foreign, missing) = (round.second[1], "D-99999")
        for path in ["/reviews/%", "/reviews/%/decline", "/reviews/%/recuse"] {
            let (one, other) = (
                try browser.get(path.replacing("%", with: foreign)), try browser.get(path.replacing("%", with: missing))
            )
            #expect(one.status == 404 && other.status == 404, "\(path)")
            #expect(one.text.replacing(foreign, with: "") == other.text.replacing(missing, with: ""), "\(path)")
            #expect(one.text.contains("未分配给"))
        }
        let nowhere = try browser.get("/nowhere")
        #expect(nowhere.status == 404 && nowhere.text.contains("<h1>没有找到</h1>"))
        for part in ["主导航", "action=\"/sign-out\"", "<a href=\"/\">返回我的评审</a>", "示例数据"] {
            #expect(nowhere.text.contains(part), "\(part)")
        }
        #expect(!nowhere.text.contains("aria-current"), "an address that is not there is no page of the navigation")
        let nobody = try Browser(round.server.address).get("/nowhere")
        #expect(nobody.status == 404 && nobody.text.contains("<a href=\"/sign-in\">登录</a>"))
        #expect(!nobody.text.contains("主导航") && !nobody.text.contains("示例数据"))
        #expect(!nowhere.text.contains("openapi") && !nobody.text.contains("openapi"))
        #expect(try browser.get("/api/v1/nowhere").text.contains("/api/v1/openapi.json"), "the API's answer tells of the API")
        let language = try browser.get("/language?to=en&back=//evil.example")
        #expect(language.header("location") == "/")
        #expect(try browser.get("/").text.contains("<h1>My reviews</h1>") && browser.get("/nowhere").text.contains("Not found"))
        let log = try String(contentsOf: round.server.log, encoding: .utf8)
        #expect(!log.contains(foreign) && !log.contains(round.first[1]) && !log.contains("示例"), "the log has patterns of routes only")
    }

    @Test("serves one style sheet under the name of its content, to be kept for ever", .timeLimit(.minutes(10)))
    func style() throws {
        let round = try ServedRound()
        let browser = try Browser(round.server.address)
        let page = try browser.get("/sign-in").text
        let path = try #require(page.firstMatch(of: /href="(\/style-[0-9a-f]{16}\.css)"/)).1
        let style = try browser.get(String(path))
        #expect(style.status == 200 && style.header("content-type") == "text/css; charset=utf-8")
        #expect(style.header("cache-control") == "public, max-age=31536000, immutable")
        browser.extra["If-None-Match"] = try #require(style.header("etag"))
        #expect(try browser.get(String(path)).status == 304)
    }
}

@Suite("The pages of those who run a round", .serialized)
struct OfficePagesTests {
    /// Every page that stands under an address of its own, and who may see it while experts review.
    private static let pages: [(path: String, roles: Set<Role>)] = [
        ("/filings", [.secretariat, .chair, .auditor]), ("/eligibility", [.secretariat, .chair, .auditor]),
        ("/conflicts", [.secretariat, .auditor]), ("/assignment", [.secretariat, .auditor]), ("/progress", [.secretariat, .auditor]),
        ("/progress/{expert}", [.secretariat, .auditor]), ("/log", [.secretariat, .auditor]), ("/verify", [.secretariat, .auditor]),
        ("/verify?expect=", [.secretariat, .auditor]), ("/tokens", [.secretariat, .auditor]),

        ("/pledge", [.expert]), ("/declaration", [.expert]),
    ]
    /// What there is only once the reviews are over: refused by the stage to who may, by the role to others.
    private static let later: [(path: String, roles: Set<Role>)] = [
        ("/ranking", [.secretariat, .chair, .auditor]), ("/list", [.secretariat, .chair, .auditor]),
        ("/reassessment", [.secretariat, .chair, .auditor]),
        ("/what-if", [.secretariat, .chair, .auditor]), ("/signing", [.secretariat, .chair, .auditor]),
        ("/dossiers/D-001", [.secretariat, .chair, .auditor]),
    ]

    private func signedIn(_ person: String, _ round: ServedRound) throws -> Browser {
        let browser = try Browser(round.server.address)
        try browser.signIn(person, code: try round.code(for: person))
        return browser
    }

    @Test("shows each role its own pages and no other's, in both languages, without a script", .timeLimit(.minutes(10)))
    func roles() throws {
        let round = try ServedRound()
        let browsers: [(Role, Browser)] = [
            (.secretariat, try signedIn("S-01", round)), (.chair, try signedIn("C-01", round)), (.auditor, try signedIn("A-01", round)),
            (.expert, try signedIn(round.first[0], round)),
        ]
        for (role, browser) in browsers {
            for (language, mark) in [("zh-CN", "主导航"), ("en", "aria-label=\"Main\"")] {
                browser.language = language
                let home = try browser.get("/")
                #expect(home.status == 200 && home.text.contains(mark), "\(role)")
                // The call of 2023 has a reassessment.
                #expect(home.text.contains("<li><a href=\"/reassessment\">") == (role != .expert), "\(role)")
                for (path, roles) in Self.pages {
                    let answer = try browser.get(path.replacing("{expert}", with: round.first[0]))
                    #expect(answer.status == (roles.contains(role) ? 200 : 403), "\(path) by \(role): \(answer.status)")
                    #expect(answer.header("content-security-policy") != nil && !answer.text.contains("<script"), "\(path)")
                    #expect(answer.text.contains("示例数据 / made-up data"), "\(path)")
                    #expect(
                        answer.text.matches(of: /<h1/).count == 1 && !answer.text.contains("{{") && !answer.text.contains("[["), "\(path)")
                }
                for (path, roles) in Self.later {
                    let answer = try browser.get(path)
                    #expect(answer.status == (roles.contains(role) ? 409 : 403), "\(path) by \(role): \(answer.status)")
                    // What refuses leads on, as every page does.
                    #expect(answer.text.contains(mark) && answer.text.contains("<p class=\"links\">"), "\(path) by \(role)")
                }
            }
        }
        // Who may look doesn't do.
        let auditor = browsers[2].1
        _ = try auditor.get("/tokens")
        #expect(try auditor.get("/tokens/1/revoke").header("location") == "/tokens")
        #expect(try auditor.post("/codes", [("person", "C-01")]).status == 403)
        #expect(try auditor.post("/tokens/1/revoke", []).status == 403)
        #expect(try round.program.run(["audit", "verify"]).code == 0)
    }

    @Test(
        "tells the secretariat who is late with a text that names no dossier, and gives codes and takes tokens back",
        .timeLimit(.minutes(10)))
    func secretariat() throws {
        let round = try ServedRound()
        let browser = try signedIn("S-01", round)
        let expert = round.first[0]
        let home = try browser.get("/").text
        #expect(home.contains("aria-current=\"step\" class=\"now\">专家评审") && home.contains("尚有") && home.contains("示例数据"))
        let progress = try browser.get("/progress").text
        #expect(progress.contains("href=\"/progress/\(expert)\"") && progress.contains("各位专家："))
        let one = try browser.get("/progress/\(expert)").text
        #expect(one.contains("份评分表未提交") && one.contains("<textarea"))
        for dossier in round.first.dropFirst() { #expect(!one.contains(dossier), "a reminder travels by mail") }
        #expect(try browser.get("/progress/E-99999").status == 404)
        let matrix = try browser.get("/assignment").text
        #expect(matrix.contains("<path class=\"assigned\" d=\"M") && matrix.contains(round.first[1]))

        // A code, by which its person signs in, and a token that is revoked after a last look.
        let empty = try browser.post("/codes", [("person", " ")])
        #expect(empty.text.contains("error-summary") && empty.text.contains("href=\"#person\""))
        #expect(try browser.post("/codes", [("person", "X-99")]).text.contains("error-summary"))
        let page = try browser.post("/codes", [("person", expert)]).text
        let code = try #require(page.firstMatch(of: /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/)).output.0
        #expect(page.contains("/enter?person=\(expert)&amp;code=\(code)"))
        let other = try Browser(round.server.address)
        try other.signIn(expert, code: String(code))
        #expect(try other.get("/").status == 200)
        let tokens = try browser.get("/tokens").text
        let number = try #require(tokens.matches(of: /\/tokens\/(\d+)\/revoke/).compactMap { Int($0.1) }.max())
        #expect(try browser.get("/tokens/\(number)/revoke").text.contains("吊销第 \(number) 号登录凭证"))
        #expect(try browser.follow(browser.post("/tokens/\(number)/revoke", [])).text.contains("登录凭证已吊销"))
        #expect(try other.get("/").status == 303)
        #expect(try browser.get("/log").text.contains("access.revoke"))
        #expect(try browser.get("/verify?expect=").text.contains("核验无误"))
        #expect(try browser.get("/verify?expect=\(String(repeating: "0", count: 64))").text.contains("与日志不符"))
    }

    @Test("has nothing to show of a round that was just opened, and doesn't say that data are made up", .timeLimit(.minutes(5)))
    func empty() throws {
        let program = try Program()
        let call = Program.root.appendingPathComponent("rubrics/service-manufacturing-2023/call.yaml").path
        try program.act("round new --call \(call) --name 示例秘书", as: "S-01")
        let server = try Server(program)
        defer { server.end() }
        let browser = try Browser(server.address)
        let issued = try program.act("access code S-01 --json", as: "S-01")
        let code = try #require((try JSONSerialization.jsonObject(with: Data(issued.utf8)) as? [String: String])?["code"])
        try browser.signIn("S-01", code: code)
        for path in ["/", "/filings", "/eligibility", "/conflicts", "/assignment", "/log", "/verify", "/tokens"] {
            let answer = try browser.get(path)
            #expect(answer.status == 200 && !answer.text.contains("示例数据"), "\(path): \(answer.status)")
        }
        let home = try browser.get("/").text
        #expect(home.contains("尚未导入申报材料") && home.contains("尚未导入专家"))
        #expect(try browser.get("/assignment").text.contains("尚无批准的分配方案。"))
        #expect(try browser.get("/list").status == 409)
    }

    @Test(
        "leads chairs from a list that is not proposed yet to the last signature, and says each time how far it is",
        .timeLimit(.minutes(10)))
    func decisions() throws {
        let round = try ServedRound()
        let program = round.program
        for (index, expert) in round.assigned.keys.sorted().enumerated() {
            try program.act("review pledge --agree", as: expert)
            try program.act("review declare --none", as: expert)
            try program.act("review template --out sheets.csv", as: expert)
            try RoundOnTheCommandLineTests().fill("sheets.csv", program, score: 60 + index * 7 % 40)
            try program.act("review submit --file sheets.csv", as: expert)
        }
        for line in ["round advance", "results compute", "round advance", "visits choose", "round advance --despite 示例：演练"] {
            try program.act(line, as: "S-01")
        }
        let chairs = [try signedIn("C-01", round), try signedIn("C-02", round)]
        #expect(try chairs[0].get("/").text.contains("拟入选名单尚未提出（decisions propose）；提出后须由 2 名组长签字"))
        let early = try chairs[0].get("/signing")
        #expect(early.status == 200 && early.text.contains("名单尚未提出。") && !early.text.contains("name=\"digest\""))
        let nothing = try chairs[0].post("/signing", [("digest", String(repeating: "0", count: 64))])
        #expect(nothing.status == 409 && nothing.text.contains("<a href=\"/signing\">返回填报页面</a>"))
        for chair in chairs {
            #expect(try chair.get("/list").text.contains("名单尚未提出。"))
            #expect(try chair.follow(chair.post("/list", [("act", "attend")])).text.contains("已签到。"))
        }
        #expect(try chairs[0].follow(chairs[0].post("/list", [("act", "propose")])).text.contains("拟入选名单已提出。"))
        let proposed = try chairs[1].get("/").text
        #expect(proposed.contains("应表决 2 名，已表决 0 名") && proposed.contains("须 2 名，已签 0 名") && !proposed.contains("尚未提出"))

        // What chairs can do stands below the table, and is linked above it.
        let list = try chairs[0].get("/list").text
        let contents = try #require(list.firstMatch(of: /<nav aria-label="本页内容"[\s\S]*?<\/nav>/))
        let table = try #require(list.range(of: "<table"))
        #expect(contents.range.upperBound < table.lowerBound && contents.output.contains("办理") && contents.output.contains("审定经过"))
        for match in contents.output.matches(of: /href="#([^"]+)"/) { #expect(list.contains("<h2 id=\"\(match.1)\">"), "\(match.1)") }
        #expect(try chairs[0].get("/ranking?category=enterprise").text.contains("只供参考，不替代成绩"))
        #expect(try chairs[0].get("/reassessment").status == 200)

        for chair in chairs {
            let vote = try chair.post("/list", [("act", "vote"), ("motion", "list"), ("choice-list", "agree")])
            #expect(try chair.follow(vote).text.contains("已表决。"))
        }
        for (index, chair) in chairs.enumerated() {
            #expect(try chair.get("/").text.contains("须 2 名，已签 \(index) 名"))
            let digest = try #require(try chair.get("/signing").text.firstMatch(of: /name="digest" value="([0-9a-f]{64})"/)).1
            #expect(try chair.follow(chair.post("/signing", [("digest", String(digest))])).text.contains("已签字。"))
        }
        let home = try chairs[0].get("/").text
        #expect(home.contains("名单尚未公示（decisions publish）") && !home.contains("已签"))
        #expect(try program.run(["audit", "verify"]).code == 0)
    }

    @Test("escapes what somebody planted in a name or a reason, on every page that shows it", .timeLimit(.minutes(10)))
    func planted() throws {
        let round = try ServedRound()
        let name = "示例<b>甲</b><\u{0338}script>\"'&"
        let granted = try round.program.run(["access", "grant", "C-09", "--name", name, "--role", "chair", "--as", "S-01"])
        #expect(granted.code == 0, "\(granted.errors)")
        let browser = try signedIn("C-09", round)
        let page = try browser.get("/").text
        #expect(page.utf8Contains("&lt;b&gt;甲&lt;/b&gt;&lt;") && page.contains("&quot;&#39;&amp;"))
        #expect(!page.utf8Contains("<b>") && !page.utf8Contains("<\u{0338}"))
        let enter = try browser.get("/enter?person=%22%3E%3Cb%3E%3C%CC%B8&code=%22%3E%3Cb%3E").text
        #expect(!enter.utf8Contains("<b>") && !enter.utf8Contains("<\u{0338}") && enter.contains("&quot;&gt;&lt;b&gt;"))
        for path in ["/nowhere/%3Cb%3E", "/filings?show=%3Cb%3E&page=%3Cb%3E", "/sign-in?then=%22%3E%3Cb%3E", "/dossiers/%3Cb%3E%3C%CC%B8"]
        {
            let text = try browser.get(path).text
            #expect(!text.utf8Contains("<b>") && !text.utf8Contains("<\u{0338}"), "\(path)")
        }
    }
}

extension String {
    /// Whether some bytes stand in it; a combining mark doesn't hide the sign before it.
    fileprivate func utf8Contains(_ text: String) -> Bool { Data(utf8).range(of: Data(text.utf8)) != nil }
}
