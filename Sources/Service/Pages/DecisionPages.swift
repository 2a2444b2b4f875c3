internal import Formats
internal import Programme
internal import Scoring
internal import Workflow

extension PageCall {
    /// What was done just now, by the word in the address.
    var done: Text? {
        switch query["done"] {
        case "moved": Text(zh: "已调整；此前的签字作废。", en: "Moved; signatures given before are void.")
        case "proposed": Text(zh: "动议已提出，待表决。", en: "The motion is made, and open to votes.")
        case "voted": Text(zh: "已表决。", en: "Your vote is on record.")
        case "dissent": Text(zh: "不同意见已记录。", en: "Your dissent is on record.")
        case "recused": Text(zh: "已回避。", en: "You are recused.")
        case "attended": Text(zh: "已签到。", en: "You are present.")
        case "list": Text(zh: "拟入选名单已提出。", en: "The shortlist is proposed.")
        case "signed": Text(zh: "已签字。", en: "Signed.")
        case "declined": Text(zh: "拒绝签字的理由已记录。", en: "That you decline to sign is on record.")
        case "revoked": Text(zh: "登录凭证已吊销。", en: "The token is revoked.")
        default: nil
        }
    }

    /// The choice and the reason of a ballot; who is against says why.
    func ballot(_ name: String) -> (choice: Vote.Choice, reason: String?)? {
        guard let choice = Vote.Choice(rawValue: form["choice-\(name)"]) else { return nil }
        let reason = form["reason-\(name)"].trimmed
        return choice == .against && reason.isEmpty ? nil : (choice, reason.isEmpty ? nil : reason)
    }

    /// The form of a ballot.
    func ballotForm(_ name: String, action: String, heading: Text, hint: Text?) -> SmallForm {
        SmallForm(
            action: action, heading: heading, hint: hint,
            fields: [
                .init(
                    id: "choice-\(name)", name: Text(zh: "表决", en: "Your vote"), value: form["choice-\(name)"],
                    choices: Vote.Choice.allCases.map { ($0.rawValue, $0.name) }),
                .reason(form["reason-\(name)"], Text(zh: "理由（反对的必填）", en: "Reason (required where you are against)"), id: "reason-\(name)"),
            ], hidden: [("act", "vote"), ("motion", name)], button: Text(zh: "表决", en: "Vote"))
    }

    /// What is missing in a ballot.
    func ballotErrors(_ name: String) -> [FormError] {
        Vote.Choice(rawValue: form["choice-\(name)"]) == nil
            ? [FormError("choice-\(name)", Text(zh: "请选择同意、反对或弃权", en: "Choose for, against or abstain"))]
            : [FormError("reason-\(name)", Text(zh: "反对须写明理由", en: "Who is against gives a reason"))]
    }
}

/// One dossier with all that chairs weigh, and what they can do about it.
enum DossierPage {
    @Sendable static func page(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer { .page(try await page(call, me, [])) }

    /// Moves, votes, dissents and recusals about it.
    @Sendable static func act(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        let (dossier, reason) = (call.parameter("dossier"), call.form["reason-\(call.form["act"])"].trimmed)
        let here = PageAddress.path("dossiers", dossier)
        if call.form["act"] == "vote" {
            let number = call.form["motion"]
            guard let (choice, reason) = call.ballot(number) else { return .page(try await page(call, me, call.ballotErrors(number))) }
            _ = try await call.office.vote(on: Int(number) ?? 0, choice, reason: reason, as: me.person.id)
            return .elsewhere(here + "?done=voted")
        }
        guard !reason.isEmpty else {
            return .page(try await page(call, me, [FormError("reason-\(call.form["act"])", ReasonForm.isMissing)]))
        }
        switch call.form["act"] {
        case "move":
            let report = try await call.office.moveDossier(dossier, listed: call.form["listed"] == "yes", reason: reason, as: me.person.id)
            return .elsewhere(here + (report.motion == nil ? "?done=moved" : "?done=proposed"))
        case "dissent":
            _ = try await call.office.dissent(from: dossier, reason: reason, as: me.person.id)
            return .elsewhere(here + "?done=dissent")
        case "recuse":
            _ = try await call.office.recuseChair(nil, from: dossier, reason: reason, as: me.person.id)
            return .elsewhere("/list?done=recused")
        default: throw Failure.usage(Text(zh: "没有这项操作。", en: "There is no such act."))
        }
    }

    private static func page(_ call: PageCall, _ me: BrowserSession, _ errors: [FormError]) async throws -> Page {
        let rules = try await call.office.call(as: me.person.id)
        let full = try await call.office.dossierInFull(call.parameter("dossier"), as: me.person.id)
        let (line, dossier) = (full.line, full.line.dossier)
        let category = rules.category(dossier.category)
        var page = Report(call, Text(verbatim: dossier.applicant))
        page.caption = dossier.id
        page.back = ("/ranking?category=" + PageAddress.escaped(dossier.category), Text(zh: "返回名次", en: "Back to the ranking"))
        page.errors = errors
        page.done = call.done
        page.introduction = [
            Text(
                zh: "\(category?.name.zh ?? "")，\(rules.authority(dossier.authority)?.name ?? "")推荐",
                en: "\(category?.name.en ?? ""), recommended by \(rules.authority(dossier.authority)?.name ?? "")")
        ]
        page.figures = [
            .init(
                name: Text(zh: "成绩", en: "Score"), value: line.outcome.score?.description ?? "–",
                note: Text(zh: "及格线 \(category?.passMark.short ?? "–")", en: "pass mark \(category?.passMark.short ?? "–")")),
            .init(name: Text(zh: "名次", en: "Place"), value: line.outcome.rank.map(String.init) ?? "–", note: line.outcome.standing.name),
            .init(
                name: Text(zh: "调整成绩", en: "Adjusted score"), value: RankingPage.two(line.adjusted?.score),
                note: line.adjusted.map {
                    let (lower, upper) = (RankingPage.two($0.lower), RankingPage.two($0.upper))
                    return Text(
                        zh: "九成区间 \(lower)–\(upper)，名次 \($0.bestPlace)–\($0.worstPlace)",
                        en: "90 %: \(lower)–\(upper), places \($0.bestPlace)–\($0.worstPlace)")
                }),
            .init(
                name: Text(zh: "名单", en: "The list"),
                value: line.placement.listed ? call.say("列入", "on it") : call.say("未列入", "off it"),
                note: line.placement.listed != line.placement.proposed ? Text(zh: "经调整", en: "moved") : nil),
        ]
        page.sections = [criteria(full), sheets(line, rules), evidence(full), history(full)]
        if me.person.role == .chair { page.sections += try await forms(full, call, me) }
        return page.page()
    }

    private static func criteria(_ full: DossierInFull) -> Report.Section {
        .init(
            title: Text(zh: "各项指标", en: "By criterion"),
            tables: [
                .init(
                    caption: Text(zh: "各项指标的平均分", en: "The average of each criterion"),
                    columns: [.text("指标", "Criterion"), .number("权重 %", "Weight, %"), .number("平均分", "Average"), .text("图示", "As a bar")],
                    rows: full.criteria.map {
                        [
                            .say($0.name), .number($0.weight), .say("\($0.score)"),
                            Report.Cell(text: Text(verbatim: ""), drawing: PageDrawing.bar($0.score.hundredths, of: 10_000)),
                        ]
                    })
            ])
    }

    private static func sheets(_ line: ShortlistView.Line, _ rules: Call) -> Report.Section {
        .init(
            title: Text(zh: "评审组", en: "The panel"),
            paragraphs: [
                Text(zh: "评分表 \(line.outcome.sheets.count) / \(line.panel)。", en: "\(line.outcome.sheets.count) of \(line.panel) sheets.")
            ],
            tables: [
                .init(
                    caption: Text(zh: "各评分表总分", en: "The total of each sheet"),
                    columns: [.text("专家", "Expert"), .number("总分", "Total"), .text("备注", "Remarks")],
                    rows: line.outcome.sheets.map { sheet in
                        let remarks: [Text] = [
                            sheet.counted ? nil : Text(zh: "未计入", en: "not counted"),
                            sheet.own.map {
                                Text(zh: "以其他专家平均分替换，原 \($0.shown)", en: "replaced by the mean of the others; own \($0.shown)")
                            },
                            sheet.others.map { Text(zh: "异常：其他专家 \($0.shown)", en: "stands out: the others \($0.shown)") },
                        ].compactMap(\.self)
                        return [
                            .code(sheet.expert), .say("\(sheet.total.rounded(rules.scoring.rounding))"), .say(remarks.joined),
                        ]
                    })
            ])
    }

    private static func evidence(_ full: DossierInFull) -> Report.Section {
        let flags = full.line.flags.flatMap { flag in
            [flag.name + Text(zh: "（\(flag.flag.found)），", en: " (\(flag.flag.found)), ") + flag.flag.standing] + flag.decisions.map(\.line)
        }
        return .init(
            title: Text(zh: "考查、标记与异议", en: "Visits, flags and objections"),
            paragraphs: full.line.evidence.isEmpty && flags.isEmpty && full.objections.isEmpty ? [Text(zh: "无。", en: "None.")] : [],
            items: full.line.evidence.map { $0.title + Text(zh: "：", en: ": ") + $0.text }
                + flags.map { Text(zh: "受理时待核定：", en: "flag at filing: ") + $0 }
                + full.objections.map {
                    $0.objection.kind.name + Text(verbatim: " \($0.objection.number)") + Text(zh: "：", en: ": ") + $0.objection.ground.name
                        + Text(verbatim: " \($0.objection.statement)")
                        + ($0.answer.map { Text(zh: "；答复：", en: "; answer: ") + $0.verdict.name + Text(verbatim: " \($0.reason)") }
                            ?? Text(verbatim: ""))
                })
    }

    private static func history(_ full: DossierInFull) -> Report.Section {
        let moves = full.line.moves.map {
            Text(
                zh: "第 \($0.number) 次调整：\($0.after ? "调入" : "调出")（\($0.by)，\($0.at.inChina)）：\($0.reason)",
                en: "move \($0.number): \($0.after ? "in" : "out") (\($0.by), \($0.at.inChina)): \($0.reason)")
        }
        return .init(
            title: Text(zh: "名单与审定", en: "The list and the decision"),
            paragraphs: [Text(zh: "按结果：", en: "By the result: ") + full.line.placement.ground],
            items: moves + full.motions.map(\.told)
                + full.dissents.map { Text(zh: "不同意见（\($0.chair)）：\($0.reason)", en: "dissent (\($0.chair)): \($0.reason)") }
                + full.recused.map { Text(zh: "回避组长：\($0.chair)（\($0.reason)）", en: "recused: \($0.chair) (\($0.reason))") })
    }

    private static func forms(_ full: DossierInFull, _ call: PageCall, _ me: BrowserSession) async throws -> [Report.Section] {
        let (dossier, office) = (full.line.dossier.id, call.office)
        let here = PageAddress.path("dossiers", dossier)
        var forms: [SmallForm] = []
        if try await office.allows(.castVote, as: me.person.id) {
            forms += full.motions.filter { $0.standing == .open }.map { line in
                call.ballotForm(
                    "\(line.motion.number)", action: here,
                    heading: Text(zh: "就第 \(line.motion.number) 号动议表决", en: "Vote on motion \(line.motion.number)"),
                    hint: line.told)
            }
        }
        if try await office.allows(.moveDossier, as: me.person.id), !full.motions.contains(where: { $0.standing == .open }) {
            let isIn = full.line.placement.listed
            forms.append(
                SmallForm(
                    action: here, heading: isIn ? Text(zh: "调出名单", en: "Move it out") : Text(zh: "调入名单", en: "Move it in"),
                    hint: Text(
                        zh: "须写明理由；通知规定表决的，先作为动议提出。调整后此前的签字作废。",
                        en: "With your reason; where the call asks for votes it becomes a motion. Signatures given before are void then."),
                    fields: [.reason(call.form["reason-move"], id: "reason-move")],
                    hidden: [("act", "move"), ("listed", isIn ? "no" : "yes")],
                    button: isIn ? Text(zh: "调出", en: "Move out") : Text(zh: "调入", en: "Move in"), kind: "second"))
        }
        if try await office.allows(.enterDissent, as: me.person.id) {
            forms.append(
                SmallForm(
                    action: here, heading: Text(zh: "记录不同意见", en: "Put a dissent on record"),
                    fields: [
                        .reason(call.form["reason-dissent"], Text(zh: "意见和理由", en: "Your opinion, with its reasons"), id: "reason-dissent")
                    ],
                    hidden: [("act", "dissent")], button: Text(zh: "记录", en: "Put on record"), kind: "second"))
        }
        if try await office.allows(.recuseChair, as: me.person.id) {
            forms.append(
                SmallForm(
                    action: here, heading: Text(zh: "就此材料回避", en: "Recuse myself from it"),
                    hint: Text(zh: "回避后不再看到该材料，也不参与其审定；不能撤回。", en: "You see it no longer, and have no part in it. It can’t be taken back."),
                    fields: [.reason(call.form["reason-recuse"], id: "reason-recuse")], hidden: [("act", "recuse")],
                    button: Text(zh: "回避", en: "Recuse myself"), kind: "warning"))
        }
        return forms.isEmpty ? [] : [.init(title: Text(zh: "办理", en: "What you can do"), forms: forms)]
    }
}

extension MotionLine {
    /// The motion with its votes in a line.
    var told: Text {
        let cast = votes.map { Text(verbatim: "\($0.chair) ") + $0.choice.name }.enumerated()
        return Text(
            zh: "第 \(motion.number) 号动议：\(motion.listed ? "调入" : "调出")（\(motion.chair)：\(motion.reason)）；",
            en: "motion \(motion.number): \(motion.listed ? "in" : "out") (\(motion.chair): \(motion.reason)); ") + standing.name
            + Text(zh: "（应表决 \(entitled.count) 人；", en: " (\(entitled.count) entitled; ") + cast + Text(zh: "）", en: ")")
    }
}

/// The shortlist with how the chairs came to it.
enum ListPage {
    @Sendable static func page(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer { .page(try await page(call, me, [])) }

    /// Presence, the proposal, the vote on the list, dissents from it.
    @Sendable static func act(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        switch call.form["act"] {
        case "attend":
            _ = try await call.office.attendDecisions(as: me.person.id)
            return .elsewhere("/list?done=attended")
        case "propose":
            _ = try await call.office.proposeShortlist(as: me.person.id)
            return .elsewhere("/list?done=list")
        case "vote":
            guard let (choice, reason) = call.ballot("list") else { return .page(try await page(call, me, call.ballotErrors("list"))) }
            _ = try await call.office.voteOnList(choice, reason: reason, as: me.person.id)
            return .elsewhere("/list?done=voted")
        case "dissent":
            let reason = call.form["reason-dissent"].trimmed
            guard !reason.isEmpty else { return .page(try await page(call, me, [FormError("reason-dissent", ReasonForm.isMissing)])) }
            _ = try await call.office.dissent(from: nil, reason: reason, as: me.person.id)
            return .elsewhere("/list?done=dissent")
        default: throw Failure.usage(Text(zh: "没有这项操作。", en: "There is no such act."))
        }
    }

    private static func page(_ call: PageCall, _ me: BrowserSession, _ errors: [FormError]) async throws -> Page {
        let rules = try await call.office.call(as: me.person.id)
        let view = try await call.office.shortlist(as: me.person.id)
        let category = rules.selectionCategories.first { $0.id == call.query["category"] } ?? rules.selectionCategories.first
        let lines = view.lines.filter { $0.dossier.category == category?.id }
        let unproposed = view.lines.isEmpty ? [ShortlistView.unproposed] : []
        let pager = Pager(lines.count, call, keeping: ["category"])
        var page = Report(call, Text(zh: "拟入选名单", en: "The shortlist"))
        page.caption = category?.name(in: call.language)
        page.back = ("/", Text(zh: "返回概览", en: "Back to the overview"))
        page.errors = errors
        page.done = call.done
        page.isWide = true
        page.figures = [
            .init(name: Text(zh: "列入名单（各类别合计）", en: "On the list, all categories"), value: "\(view.lines.count { $0.placement.listed })"),
            .init(name: Text(zh: "签字", en: "Signatures"), value: "\(view.signatures.count(where: \.stands)) / \(view.needed)"),
        ]
        page.hasContents = true
        var links: [(path: String, name: Text, isHere: Bool)] = rules.selectionCategories.map {
            ("/list?category=" + PageAddress.escaped($0.id), $0.name, $0.id == category?.id)
        }
        if !view.reassessment.isEmpty { links.append(("/reassessment", Text(zh: "评估评价", en: "Reassessment"), false)) }
        page.sections = [
            .init(links: links),
            .init(
                title: Text(zh: "名单", en: "The list"),
                paragraphs: unproposed,
                tables: [
                    .init(
                        caption: Text(zh: "本类别各材料", en: "The dossiers of the category"),
                        columns: [
                            .number("名次", "Place"), .text("材料", "Dossier"), .text("申报主体", "Applicant"), .number("成绩", "Score"),
                            .text("名单", "The list"),
                            .text("考查", "Visit"), .text("依据", "Ground"),
                        ],
                        rows: lines[pager.range].map { line in
                            [
                                .say(line.outcome.rank.map(String.init) ?? "–"),
                                .code(line.dossier.id, link: PageAddress.path("dossiers", line.dossier.id)), .say(line.dossier.applicant),
                                .say(line.outcome.score?.description ?? "–"),
                                line.placement.listed ? .tag(Text(zh: "列入", en: "on it"), "done") : .say("–"),
                                .say(line.visited ? "✓" : ""),
                                .say(
                                    line.placement.ground
                                        + (line.placement.reason.map { Text(zh: "；调整：\($0)", en: "; moved: \($0)") } ?? Text(verbatim: ""))),
                            ]
                        }, pager: pager, isCards: true)
                ]), proceedings(view),
        ]
        if me.person.role == .chair { page.sections += try await forms(view, call, me) }
        return page.page()
    }

    private static func proceedings(_ view: ShortlistView) -> Report.Section {
        let proceedings = view.proceedings
        return .init(
            title: Text(zh: "审定经过", en: "How it came about"),
            items: proceedings.motions.map { Text(verbatim: "\($0.motion.dossier)  ") + $0.told }
                + (proceedings.listVote.map { vote in
                    vote.votes.isEmpty
                        ? []
                        : [
                            Text(zh: "对名单表决：", en: "vote on the list: ")
                                + vote.votes.map { Text(verbatim: "\($0.chair) ") + $0.choice.name }.enumerated() + Text(zh: "；", en: "; ")
                                + vote.standing.name
                        ]
                } ?? [])
                + proceedings.dissents.map {
                    Text(
                        zh: "不同意见（\($0.chair)\($0.dossier.map { "，\($0)" } ?? "")）：\($0.reason)",
                        en: "dissent (\($0.chair)\($0.dossier.map { ", \($0)" } ?? "")): \($0.reason)")
                }
                + proceedings.recusals.map { Text(zh: "\($0.chair) 就 \($0.dossier) 回避", en: "\($0.chair) is recused from \($0.dossier)") }
                + proceedings.refusals.map {
                    Text(
                        zh: "\($0.refusal.chair) 拒绝签字：\($0.refusal.reason)",
                        en: "\($0.refusal.chair) declines to sign: \($0.refusal.reason)")
                },
            tables: [
                .init(
                    caption: Text(zh: "各位组长", en: "The chairs"),
                    columns: [.text("组长", "Chair"), .text("到会", "Present"), .text("签字情况", "On the list")],
                    rows: proceedings.chairs.map {
                        [.say("\($0.chair) \($0.name)"), .say(proceedings.quorum == nil ? "–" : $0.present ? "✓" : ""), .say($0.said.name)]
                    }, isQuiet: false)
            ])
    }

    private static func forms(_ view: ShortlistView, _ call: PageCall, _ me: BrowserSession) async throws -> [Report.Section] {
        var section = Report.Section(title: Text(zh: "办理", en: "What you can do"))
        let own = view.proceedings.chairs.first { $0.chair == me.person.id }
        if view.proceedings.quorum != nil, own?.present == false, try await call.office.allows(.attendDecisions, as: me.person.id) {
            section.forms.append(
                SmallForm(
                    action: "/list", heading: Text(zh: "签到", en: "Say that you are present"), hidden: [("act", "attend")],
                    button: Text(zh: "签到", en: "I am present")))
        }
        if view.lines.isEmpty, try await call.office.allows(.proposeShortlist, as: me.person.id) {
            section.forms.append(
                SmallForm(
                    action: "/list", heading: Text(zh: "按结果提出名单", en: "Propose the list from the results"), hidden: [("act", "propose")],
                    button: Text(zh: "提出名单", en: "Propose the list")))
        }
        if !view.lines.isEmpty, view.proceedings.listVote?.standing == .open, try await call.office.allows(.castVote, as: me.person.id) {
            section.forms.append(call.ballotForm("list", action: "/list", heading: Text(zh: "对名单表决", en: "Vote on the list"), hint: nil))
        }
        if !view.lines.isEmpty, try await call.office.allows(.enterDissent, as: me.person.id) {
            section.forms.append(
                SmallForm(
                    action: "/list", heading: Text(zh: "对名单的不同意见", en: "Dissent from the list"),
                    fields: [
                        .reason(call.form["reason-dissent"], Text(zh: "意见和理由", en: "Your opinion, with its reasons"), id: "reason-dissent")
                    ],
                    hidden: [("act", "dissent")], button: Text(zh: "记录", en: "Put on record"), kind: "second"))
        }
        if view.isProposed, try await call.office.allows(.signShortlist, as: me.person.id) {
            section.links = [("/signing", Text(zh: "签字", en: "Sign the list"), false)]
        }
        return section.forms.isEmpty && section.links.isEmpty ? [] : [section]
    }
}

extension ShortlistView {
    /// Whether there is something to sign.
    fileprivate var isProposed: Bool { !lines.isEmpty || !reassessment.isEmpty }
    /// What is said in its place until then.
    fileprivate static let unproposed = Text(zh: "名单尚未提出。", en: "The list is not proposed yet.")
}

/// Signing: what is signed is what was read.
enum SigningPage {
    @Sendable static func page(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        let rules = try await call.office.call(as: me.person.id)
        let view = try await call.office.shortlist(as: me.person.id)
        var page = Report(call, Text(zh: "签署名单", en: "Sign the list"))
        page.back = ("/list", Text(zh: "返回名单", en: "Back to the list"))
        page.done = call.done
        guard view.isProposed else {
            page.introduction = [ShortlistView.unproposed]
            return .page(page.page())
        }
        page.introduction = [
            Text(
                zh: "签字只对以下摘要所对应的名单有效；名单如有变化，签字即作废。签字齐全后名单即公示，通知未规定公示的即为最终名单。",
                en:
                    "Your signature stands for the list of this digest, and for no other: where the list changes, it is void. With the last signature the list is published, or final where the call has no public notice."
            )
        ]
        page.sections = [
            .init(
                title: Text(zh: "所签名单", en: "What you sign"), facts: [(Text(zh: "名单摘要", en: "Digest of the list"), view.digest)],
                tables: [
                    .init(
                        caption: Text(zh: "各类别列入数", en: "How many by category"),
                        columns: [.text("类别", "Category"), .number("列入", "On it"), .number("其中经调整", "Moved in")],
                        rows: rules.selectionCategories.map { category in
                            let own = view.lines.filter { $0.dossier.category == category.id && $0.placement.listed }
                            return [.say(category.name), .number(own.count), .number(own.count { !$0.placement.proposed })]
                        })
                ]),
            .init(
                title: Text(zh: "签字", en: "Signatures"),
                tables: [
                    .init(
                        caption: Text(zh: "各位组长", en: "The chairs"), columns: [.text("组长", "Chair"), .text("签字情况", "On the list")],
                        rows: view.proceedings.chairs.map { [.say("\($0.chair) \($0.name)"), .say($0.said.name)] })
                ]),
        ]
        if try await call.office.allows(.signShortlist, as: me.person.id) {
            page.sections.append(
                .init(
                    title: Text(zh: "确认", en: "Confirm"),
                    forms: [SmallForm(action: "/signing", hidden: [("digest", view.digest)], button: Text(zh: "签字", en: "Sign"))],
                    links: [("/signing/decline", Text(zh: "拒绝签字", en: "Decline to sign"), false)]))
        }
        return .page(page.page())
    }

    @Sendable static func sign(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        _ = try await call.office.signShortlist(asRead: call.form["digest"], as: me.person.id)
        return .elsewhere("/signing?done=signed")
    }

    @Sendable static func decline(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        let form = ReasonForm(
            title: Text(zh: "拒绝签字", en: "Decline to sign"), caption: "",
            paragraphs: [
                Text(zh: "拒绝签字须书面说明理由；其后仍可签字。", en: "Who declines to sign gives written reasons, and may sign later all the same.")
            ],
            label: Text(zh: "理由", en: "Reasons"), hint: Text(zh: "记入全部文书。", en: "They stand in every paper."),
            button: Text(zh: "拒绝签字", en: "Decline"),
            action: "/signing/decline", back: "/signing", isWarning: true)
        guard call.form.has("form-key") else { return .page(form.page(call)) }
        let reason = call.form["reason"].trimmed
        guard !reason.isEmpty else { return .page(form.page(call, ReasonForm.isMissing)) }
        _ = try await call.office.declineToSign(reason: reason, as: me.person.id)
        return .elsewhere("/signing?done=declined")
    }
}
