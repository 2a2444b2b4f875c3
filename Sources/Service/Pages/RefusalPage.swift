internal import Formats
internal import HTTPTypes
internal import Programme
internal import Workflow

/// What a browser is shown where something was refused: what went wrong, what to do about it, and the ways on.
struct RefusalPage {
    let problem: ProblemDetails
    /// Who asked; nil where nobody is signed in.
    let person: Person?
    /// The address of the page that a form was sent from, where there is one.
    let form: String?
    let language: Language

    /// The page.
    var page: Page {
        let faults = problem.faults ?? []
        let reasons = faults.isEmpty ? problem.detail.split(whereSeparator: \.isNewline).map(String.init) : []
        return .message(
            title, reasons + (advice.map { [$0(in: language)] } ?? []), language, links: links, faults: faults.map(\.line),
            reference: problem.reference, status: .init(code: problem.status))
    }

    private var title: Text {
        switch problem.status {
        case 401: Text(zh: "请先登录", en: "Sign in first")
        case 403: Text(zh: "无权进行此操作", en: "You may not do this")
        case 404: Text(zh: "没有找到", en: "Not found")
        case 500...: Text(zh: "服务出现问题", en: "Something went wrong")
        default: Text(zh: "未能办理", en: "This was not done")
        }
    }

    /// What to do, where the reason doesn't say so itself.
    private var advice: Text? {
        switch problem.status {
        case 403 where person?.role == .secretariat:
            Text(
                zh: "可办理的事项见上方导航；有疑问的，请联系系统管理员。",
                en: "The navigation above leads to what you can do; ask the administrator where something is unclear.")
        case 403 where person != nil:
            Text(
                zh: "可办理的事项见上方导航；有疑问的，请联系秘书处。",
                en: "The navigation above leads to what you can do; ask the secretariat where something is unclear.")
        case 404: Text(zh: "请核对地址和编号，或者从首页重新进入。", en: "Check the address and the number, or begin again at the start page.")
        case 409 where person?.role == .expert:
            Text(zh: "有疑问的，请联系秘书处。", en: "Ask the secretariat where something is unclear.")
        case 409 where person != nil:
            Text(
                zh: "本轮所处阶段和本阶段尚缺的事项见概览。", en: "The overview shows the stage of the round, and what the stage still needs.")
        default: nil
        }
    }

    /// Back to the form, to the person's own start page, or to where one signs in.
    private var links: [(path: String, name: Text)] {
        guard let person else {
            let then = form.map { "?then=" + PageAddress.escaped($0) } ?? ""
            return [("/sign-in" + then, Text(zh: "登录", en: "Sign in"))]
        }
        let start = person.role == .expert ? Text(zh: "返回我的评审", en: "Back to my reviews") : Text(zh: "返回概览", en: "Back to the overview")
        var links: [(path: String, name: Text)] = []
        if let form { links.append((form, Text(zh: "返回填报页面", en: "Back to the form"))) }
        links.append(("/", start))
        return links
    }
}

extension Page {
    /// A page that says something and no more: a refusal, or that it is too early.
    static func message(
        _ title: Text, _ paragraphs: [String], _ language: Language, links: [(path: String, name: Text)] = [], faults: [Text] = [],
        reference: String? = nil, status: HTTPResponse.Status = .ok
    ) -> Page {
        Page(
            title: title, template: "message",
            values: [
                "heading": .say(title, language), "paragraphs": .rows(paragraphs) { .say($0 as String) },
                "hasFaults": .flag(!faults.isEmpty), "faults": .rows(faults) { .say($0, language) }, "reference": .say(reference),
                "hasLinks": .flag(!links.isEmpty), "links": .rows(links) { ["path": .say($0.path), "name": .say($0.name, language)] },
                "status": status.code < 400 ? .nothing : .say(status.code),
            ], status: status)
    }
}
