internal import Programme
internal import Workflow

extension PageRoute {
    /// What becomes of earlier demonstrations.
    static let reassessment: [PageRoute] = [
        .page("/reassessment", ReassessmentPage.all), .page("/reassessment/{demonstration}", ReassessmentPage.one),
        .form("/reassessment/{demonstration}", ReassessmentPage.decide),
    ]
}

/// Earlier demonstrations with what is proposed and decided; chairs decide here where the call's bands leave it to a person.
enum ReassessmentPage {
    @Sendable static func all(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        let rules = try await call.office.call(as: me.person.id)
        let lines = try await call.office.reassessment(as: me.person.id)
        let show = call.query["show"]
        let shown = show == "open" ? lines.filter(\.outcome.isOpen) : lines
        let pager = Pager(shown.count, call, keeping: ["show"])
        let open = lines.count(where: \.outcome.isOpen)
        var page = Report(call, Text(zh: "评估评价", en: "Reassessment of earlier demonstrations"))
        page.back = ("/", Text(zh: "返回概览", en: "Back to the overview"))
        page.done = call.query["done"] == "decided" ? Text(zh: "已决定；此前的签字作废。", en: "Decided; signatures given before are void.") : nil
        page.isWide = true
        page.figures =
            Verdict.allCases.map { verdict in .init(name: verdict.name, value: "\(lines.count { $0.outcome.decided == verdict })") } + [
                .init(name: Text(zh: "待决定", en: "To be decided"), value: "\(open)")
            ]
        page.sections = [
            .init(links: [
                ("/reassessment", Text(zh: "全部", en: "All"), show != "open"),
                ("/reassessment?show=open", Text(zh: "待决定（\(open)）", en: "To be decided (\(open))"), show == "open"),
            ]),
            .init(
                tables: [
                    .init(
                        caption: Text(zh: "前几批示范（\(shown.count)）", en: "Earlier demonstrations (\(shown.count))"),
                        columns: [
                            .text("示范", "Number"), .number("批次", "Batch"), .text("示范主体", "Name"), .text("类别", "Category"),
                            .number("成绩", "Score"),
                            .text("结论", "Outcome"), .text("依据", "Ground"),
                        ],
                        rows: shown[pager.range].map { line in
                            [
                                .code(line.demonstration.id, link: PageAddress.path("reassessment", line.demonstration.id)),
                                .number(line.demonstration.batch), .say(line.demonstration.name),
                                .say(rules.name(ofCategory: line.demonstration.category)), .say(line.result?.score?.description ?? "–"),
                                .tag(line.outcome.name, line.outcome.isOpen ? "open" : line.outcome.decided == .withdraw ? "late" : ""),
                                .say(ground(of: line)),
                            ]
                        }, pager: pager, isQuiet: false, isCards: true)
                ]),
        ]
        return .page(page.page())
    }

    @Sendable static func one(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer { .page(try await page(call, me, [])) }

    @Sendable static func decide(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        let reason = call.form["reason"].trimmed
        let (verdict, day) = (Verdict(rawValue: call.form["verdict"]), call.form["by"].trimmed)
        var errors: [FormError] = []
        if verdict == nil { errors.append(FormError("verdict", Text(zh: "请选择结论", en: "Choose an outcome"))) }
        if !day.isEmpty, Day(day) == nil {
            errors.append(FormError("by", Text(zh: "应为日期，如 2024-05-31", en: "This should be a day such as 2024-05-31")))
        }
        if reason.isEmpty { errors.append(FormError("reason", ReasonForm.isMissing)) }
        guard let verdict, errors.isEmpty else { return .page(try await page(call, me, errors)) }
        do {
            _ = try await call.office.decideReassessment(
                call.parameter("demonstration"), verdict, by: Day(day), reason: reason, as: me.person.id)
        } catch Failure.usage(let words) {
            return .page(try await page(call, me, [FormError("by", words)]))
        }
        return .elsewhere("/reassessment?show=open&done=decided")
    }

    private static func page(_ call: PageCall, _ me: BrowserSession, _ errors: [FormError]) async throws -> Page {
        let rules = try await call.office.call(as: me.person.id)
        let number = call.parameter("demonstration")
        guard let line = try await call.office.reassessment(as: me.person.id).first(where: { $0.demonstration.id == number }) else {
            throw Failure.unknown(Text(zh: "没有示范 \(number)。", en: "There is no demonstration \(number)."))
        }
        var page = Report(call, Text(verbatim: line.demonstration.name))
        page.caption = line.demonstration.id
        page.back = ("/reassessment", Text(zh: "返回评估评价", en: "Back to the reassessment"))
        page.errors = errors
        page.sections = [
            .init(
                title: Text(zh: "结论", en: "The outcome"),
                items: line.moves.map { move in
                    Text(verbatim: "\(move.chair) \(move.at.inChina)  ") + (move.before?.name ?? Text(zh: "未定", en: "open"))
                        + Text(verbatim: " → ")
                        + move.after.name + Text(zh: "：\(move.reason)", en: ": \(move.reason)")
                },
                facts: [
                    (Text(zh: "类别", en: "Category"), rules.name(ofCategory: line.demonstration.category)(in: call.language)),
                    (Text(zh: "批次", en: "Batch"), "\(line.demonstration.batch)"),
                    (Text(zh: "成绩", en: "Score"), line.result?.score?.description ?? "–"),
                    (Text(zh: "结论", en: "Outcome"), line.outcome.name(in: call.language)),
                    (Text(zh: "依据", en: "Ground"), ground(of: line)(in: call.language)),
                ])
        ]
        if try await call.office.allows(.decideReassessment, as: me.person.id) {
            page.sections.append(
                .init(
                    title: Text(zh: "决定", en: "Decide"),
                    forms: [
                        SmallForm(
                            action: PageAddress.path("reassessment", number),
                            hint: Text(zh: "决定后，此前的签字作废。", en: "Signatures given before are void then."),
                            fields: [
                                .init(
                                    id: "verdict", name: Text(zh: "结论", en: "Outcome"), value: call.form["verdict"],
                                    choices: Verdict.allCases.map { ($0.rawValue, $0.name) }),
                                .init(
                                    id: "by",
                                    name: Text(
                                        zh: "整改期限（限期整改的，默认按通知）", en: "By when it is in order (for rectification; by default the call’s day)"
                                    ),
                                    value: call.form["by"], hint: Text(zh: "如 2024-05-31", en: "Such as 2024-05-31"), width: "short"),
                                .reason(call.form["reason"]),
                            ], button: Text(zh: "决定", en: "Decide"))
                    ]))
        }
        return page.page()
    }

    private static func ground(of line: ReassessmentLine) -> Text {
        line.outcome.ground + (line.outcome.reason.map { Text(zh: "；组长决定：\($0)", en: "; the chairs: \($0)") } ?? Text(verbatim: ""))
    }
}
