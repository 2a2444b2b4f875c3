internal import Programme
internal import Workflow

extension PageRoute {
    /// The log, whether it holds, and who is signed in.
    static let watch: [PageRoute] = [
        .page("/log", LogPage.page), .page("/verify", VerifyPage.page), .page("/tokens", TokensPage.page),
        .page("/tokens/{number}/revoke", TokensPage.revoke), .form("/tokens/{number}/revoke", TokensPage.revoke),
        .page("/codes") { _, _ in .elsewhere("/tokens") }, .form("/codes", TokensPage.issue),
    ]
}

/// Every act of the round, the latest first.
enum LogPage {
    @Sendable static func page(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        let entries = Array(try await call.office.log(as: me.person.id).reversed())
        let pager = Pager(entries.count, call)
        var page = Report(call, Text(zh: "操作日志", en: "The log of acts"))
        page.back = ("/", Text(zh: "返回概览", en: "Back to the overview"))
        page.isWide = true
        page.sections = [
            .init(links: [("/verify", Text(zh: "核验", en: "Verify"), false)]),
            .init(
                tables: [
                    .init(
                        caption: Text(zh: "全部操作，最近的在前（\(entries.count)）", en: "Every act, the latest first (\(entries.count))"),
                        columns: [
                            .number("序号", "Number"), .text("时间", "Time"), .text("人员", "Person"), .text("操作", "Act"),
                            .number("改动", "Changes"),
                            .text("备注", "Remark"), .text("摘要", "Digest"),
                        ],
                        rows: entries[pager.range].map {
                            [
                                .number($0.number), .time($0.at.inChina), .code($0.actor), .code($0.act), .number($0.changes),
                                .say($0.remark),
                                .code(String($0.digest.prefix(16))),
                            ]
                        }, pager: pager, isQuiet: false)
                ]),
        ]
        return .page(page.page())
    }
}

/// Whether anything was changed behind the log's back.
enum VerifyPage {
    @Sendable static func page(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        var page = Report(call, Text(zh: "核验", en: "Verify the round"))
        page.back = ("/log", Text(zh: "返回日志", en: "Back to the log"))
        page.introduction = [
            Text(
                zh: "从头重算日志的摘要链，并把每项记录与日志相比对。填写此前记下的日志摘要，可以查出日志是否被整体替换。",
                en:
                    "The chain of digests is computed anew from the beginning, and every record is compared with the log. A digest that you noted earlier shows whether the log as a whole was replaced."
            )
        ]
        let expected = call.query["expect"].trimmed
        if call.query.has("expect") {
            let report = try await call.office.verifyAudit(expecting: expected.isEmpty ? nil : expected, as: me.person.id)
            page.sections.append(
                .init(
                    title: report.findings.isEmpty
                        ? Text(zh: "核验无误", en: "Verified: nothing was changed")
                        : Text(zh: "发现 \(report.findings.count) 处与日志不符", en: "Differences from the log: \(report.findings.count)"),
                    paragraphs: report.findings.isEmpty
                        ? [] : [Text(zh: "请保全数据库文件，并与备份比对。", en: "Keep the database as it is and compare it with a backup.")],
                    items: report.findings,
                    facts: [
                        (Text(zh: "日志条数", en: "Acts"), "\(report.acts)"), (Text(zh: "记录项数", en: "Records"), "\(report.records)"),
                        (Text(zh: "日志摘要", en: "Digest of the log"), report.logDigest),
                    ]))
        } else {
            // Whoever may not is refused before there is a form.
            _ = try await call.office.log(as: me.person.id)
        }
        page.sections.append(
            .init(
                forms: [
                    SmallForm(
                        action: "/verify",
                        fields: [
                            .init(
                                id: "expect", name: Text(zh: "此前记下的日志摘要（可不填）", en: "A digest of the log noted earlier (optional)"),
                                value: expected)
                        ],
                        button: Text(zh: "核验", en: "Verify"), isQuestion: true)
                ]))
        return .page(page.page())
    }
}

/// Who is signed in from where; codes and revocations.
enum TokensPage {
    @Sendable static func page(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer { .page(try await page(call, me, [])) }

    private static func page(_ call: PageCall, _ me: BrowserSession, _ errors: [FormError], code: IssuedCode? = nil) async throws -> Page {
        let tokens = Array(try await call.office.tokens(as: me.person.id).reversed())
        let mayRevoke = try await call.office.allows(.revokeToken, as: me.person.id)
        let pager = Pager(tokens.count, call)
        var page = Report(call, Text(zh: "登录凭证", en: "Who is signed in"))
        page.back = ("/", Text(zh: "返回概览", en: "Back to the overview"))
        page.done = call.done
        page.errors = errors
        if let code {
            page.sections.append(
                .init(
                    title: Text(zh: "新登录码", en: "The new code"),
                    paragraphs: [
                        Text(
                            zh: "只显示这一次。请以安全的方式交给本人，有效至 \(code.expiresAt.inChina)。",
                            en:
                                "It is shown this once. Give it to its person in a safe way; it can be used until \(code.expiresAt.inChina)."
                        )
                    ],
                    facts: [
                        (Text(zh: "人员编号", en: "Number"), code.person), (Text(zh: "登录码", en: "Code"), code.code),
                        (
                            Text(zh: "登录链接（接在服务地址之后）", en: "Link (after the server’s address)"),
                            "/enter?person=\(PageAddress.escaped(code.person))&code=\(PageAddress.escaped(code.code))"
                        ),
                    ]))
        }
        page.sections.append(
            .init(
                tables: [
                    .init(
                        caption: Text(zh: "登录凭证，最近的在前（\(tokens.count)）", en: "Tokens, the latest first (\(tokens.count))"),
                        columns: [
                            .number("编号", "Number"), .text("人员", "Person"), .text("设备", "Machine"), .text("签发", "Given"),
                            .text("有效至", "Until"), .text("状态", "State"),
                        ] + (mayRevoke ? [.text("办理", "Act")] : []),
                        rows: tokens[pager.range].map { token in
                            let state =
                                token.counts
                                ? Report.Cell.tag(Text(zh: "有效", en: "counts"), "done")
                                : token.revokedAt.map {
                                    .say(
                                        Text(
                                            zh: "\($0.inChina) 已吊销（\(token.revokedBy ?? "")）",
                                            en: "revoked \($0.inChina) (\(token.revokedBy ?? ""))"))
                                }
                                    ?? .say(Text(zh: "已过期", en: "expired"))
                            return [
                                .number(token.number), .code(token.person), .say(token.device), .time(token.issuedAt.inChina),
                                .time(token.expiresAt.inChina), state,
                            ]
                                + (mayRevoke
                                    ? [token.counts ? .say(Text(zh: "吊销", en: "Revoke"), link: "/tokens/\(token.number)/revoke") : .say("")]
                                    : [])
                        }, pager: pager, isQuiet: false, isCards: true)
                ]))
        if try await call.office.allows(.issueCode, as: me.person.id) {
            page.sections.append(
                .init(
                    title: Text(zh: "发登录码", en: "Give a code"),
                    forms: [
                        SmallForm(
                            action: "/codes",
                            hint: Text(zh: "该人员此前未用的登录码即失效。", en: "An earlier code of the person that isn’t used yet counts no more."),
                            fields: [.init(id: "person", name: Text(zh: "人员编号", en: "The person’s number"), value: call.form["person"])],
                            button: Text(zh: "发登录码", en: "Give a code"))
                    ]))
        }
        return page.page()
    }

    @Sendable static func issue(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        let person = call.form["person"].trimmed
        guard !person.isEmpty else {
            return .page(try await page(call, me, [FormError("person", Text(zh: "请填写人员编号", en: "Enter the number"))]))
        }
        let code: IssuedCode
        do { code = try await call.office.issueCode(for: person, as: me.person.id) } catch Failure.unknown(let words) {
            return .page(try await page(call, me, [FormError("person", words)]))
        } catch Failure.failed(let words) {
            return .page(try await page(call, me, [FormError("person", words)]))
        }
        return .page(try await page(call, me, [], code: code))
    }

    @Sendable static func revoke(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        let number = call.parameter("number")
        guard let token = try await call.office.tokens(as: me.person.id).first(where: { "\($0.number)" == number }) else {
            throw Failure.unknown(Text(zh: "没有第 \(number) 号登录凭证。", en: "There is no token number \(number)."))
        }
        if call.form.has("form-key") {
            try await call.office.revokeToken(token.number, as: me.person.id)
            return .elsewhere("/tokens?done=revoked")
        }
        // Who only looks finds no form that would be refused.
        guard try await call.office.allows(.revokeToken, as: me.person.id) else { return .elsewhere("/tokens") }
        let title = Text(zh: "吊销第 \(token.number) 号登录凭证", en: "Revoke token number \(token.number)")
        return .page(
            Page(
                title: title, template: "confirm-form",
                values: .form(
                    [], call.language,
                    [
                        "heading": .say(title, call.language), "caption": .say("\(token.person)  \(token.device)"), "back": .say("/tokens"),
                        "action": .say("/tokens/\(token.number)/revoke"), "button": .say(Text(zh: "吊销", en: "Revoke"), call.language),
                        "hidden": [], "once": .nothing,
                        "paragraphs": [
                            .say(Text(zh: "吊销后，该设备须以新的登录码重新登录。", en: "The machine has to sign in again, with another code."), call.language)
                        ],
                    ])))
    }
}
