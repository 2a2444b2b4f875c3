internal import HTTPTypes
internal import Programme
internal import Workflow

/// The frame that every page has: where one is, who one is, in which language, and the way out.
struct PageFrame {
    let page: Page
    let language: Language
    let session: BrowserSession?
    /// What every page of the round says; nil where nobody is signed in, or where it can't be told.
    let marks: RoundMarks?
    let path: String
    /// What every form of the page carries.
    let formKey: String

    func html(by library: PageLibrary) -> HTMLText {
        var values = page.values
        if case .fields(var fields) = values {
            fields["formKey"] = .say(formKey)
            values = .fields(fields)
        }
        let other: Language = language == .zh ? .en : .zh
        let title = page.title(in: language)
        return library.fill(
            "layout",
            [
                "lang": .say(language == .zh ? "zh-CN" : "en"), "style": .say(PageStyle.path), "formKey": .say(formKey),
                "title": .say(
                    (page.hasErrors ? Text(zh: "错误：", en: "Error: ")(in: language) : "") + title
                        + Text(zh: " – 遴选", en: " – Linxuan")(in: language)),
                "main": .text(library.fill(page.template, values, in: language)),
                "otherCode": .say(other.rawValue), "otherLang": .say(other == .zh ? "zh-CN" : "en"),
                "otherName": .say(other == .zh ? "中文" : "English"), "back": .say(PageAddress.escaped(path)),
                "person": session.map(person) ?? .nothing, "isMadeUp": .flag(marks?.isMadeUp == true), "isWide": .flag(page.isWide),
                "navigation": session.map(navigation) ?? .nothing,
            ], in: language)
    }

    private func person(_ session: BrowserSession) -> PageValue {
        ["name": .say(session.person.name), "role": .say(session.person.role.name, language)]
    }

    private func navigation(_ session: BrowserSession) -> PageValue {
        let entries = PageFrame.entries[session.person.role] ?? []
        return .rows(entries.filter { $0.path != PageFrame.reassessment.0 || marks?.hasReassessment == true }) { entry in
            // A refusal stands at an address and is not its page.
            let isHere =
                page.status.code < 400
                && (entry.path == "/" ? path == "/" || session.person.role == .expert : path.hasPrefix(entry.path))
            return ["path": .say(entry.path), "name": .say(entry.name, language), "isHere": .flag(isHere)]
        }
    }

    /// Where each role can go. What may be seen there is the office's to say.
    private static let entries: [Role: [(path: String, name: Text)]] = [
        .expert: [("/", Text(zh: "我的评审", en: "My reviews"))],
        .secretariat: [overview] + office + [ranking, list, reassessment, log, tokens],
        .auditor: [overview] + office + [ranking, list, reassessment, log, verify, tokens],
        .chair: [
            overview, ("/filings", Text(zh: "申报材料", en: "Filings")), ranking, list, reassessment,
            ("/what-if", Text(zh: "试算", en: "What if")), ("/signing", Text(zh: "签字", en: "Signing")),
        ],
    ]

    private static let overview = ("/", Text(zh: "概览", en: "Overview"))
    private static let office: [(path: String, name: Text)] = [
        ("/filings", Text(zh: "申报材料", en: "Filings")), ("/eligibility", Text(zh: "条件审查", en: "Eligibility")),
        ("/conflicts", Text(zh: "回避", en: "Conflicts")), ("/assignment", Text(zh: "专家分配", en: "Assignment")),
        ("/progress", Text(zh: "评审进度", en: "Scoring")),
    ]
    private static let ranking = ("/ranking", Text(zh: "成绩", en: "Results"))
    private static let list = ("/list", Text(zh: "名单", en: "Shortlist"))
    /// Only of rounds that have one.
    private static let reassessment = ("/reassessment", Text(zh: "评估评价", en: "Reassessment"))
    private static let log = ("/log", Text(zh: "日志", en: "Log"))
    private static let verify = ("/verify", Text(zh: "核验", en: "Verify"))
    private static let tokens = ("/tokens", Text(zh: "登录凭证", en: "Sign-ins"))
}
