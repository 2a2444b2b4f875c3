internal import Formats
internal import Programme
internal import Scoring
internal import Workflow

extension PageRoute {
    /// What came of the reviews, and what chairs do about it.
    static let decisions: [PageRoute] = [
        .page("/ranking", RankingPage.page), .page("/dossiers/{dossier}", DossierPage.page), .form("/dossiers/{dossier}", DossierPage.act),
        .page("/what-if", WhatIfPage.page), .page("/list", ListPage.page), .form("/list", ListPage.act),
        .page("/signing", SigningPage.page),
        .form("/signing", SigningPage.sign), .page("/signing/decline", SigningPage.decline), .form("/signing/decline", SigningPage.decline),
    ]
}

/// Places with scores, and how sure they are: the drawing of the reports, and the table behind it.
enum RankingPage {
    @Sendable static func page(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        let rules = try await call.office.call(as: me.person.id)
        let category = rules.categories.first { $0.id == call.query["category"] } ?? rules.categories.first
        var page = Report(call, Text(zh: "成绩与名次", en: "Scores and places"))
        page.isWide = true
        page.back = ("/", Text(zh: "返回概览", en: "Back to the overview"))
        let links = rules.categories.map { ("/ranking?category=" + PageAddress.escaped($0.id), $0.name, $0.id == category?.id) }
        guard
            let report = try await call.office.reports(of: category?.id, as: me.person.id).first(where: {
                $0.analysis.category == category?.id
            })
        else {
            page.sections = [.init(paragraphs: [Text(zh: "本类别尚无成绩。", en: "This category has no results yet.")], links: links)]
            return .page(page.page())
        }
        let (analysis, isOpen) = (report.analysis, try await call.office.allows(.seeShortlist, as: me.person.id))
        let pager = Pager(analysis.lines.count, call, keeping: ["category"])
        // Who would be selected is counted by official scores, and is not said where others decide.
        let isByScore = report.ranking == nil
        page.caption = analysis.name(in: call.language)
        page.sections = [
            .init(links: links),
            .init(
                title: Text(zh: "名次与九成区间", en: "Places with 90 % intervals"),
                paragraphs: [basis(report.ranking)]
                    + (analysis.withheld > 0
                        ? [
                            Text(
                                zh: "您已就其中 \(analysis.withheld) 份材料回避，未予列出。",
                                en: "\(analysis.withheld) from which you are recused are left out.")
                        ] : []),
                drawing: HTMLText(written: report.rankingDrawing(in: call.language))),
            .init(
                title: Text(zh: "明细", en: "The figures"),
                tables: [
                    .init(
                        caption: Text(zh: "成绩、调整成绩和名次区间", en: "Scores, adjusted scores and intervals of places"),
                        columns: [
                            .number("名次", "Place"), .text("材料", "Dossier"), .text("申报主体", "Applicant"), .text("推荐单位", "Authority"),
                            .number("成绩", "Score"),
                            .number("调整成绩［九成区间］", "Adjusted [90 %]"), .number("名次区间", "Places, 90 %"), .number("入选机会", "Chance"),
                            .number("评分表", "Sheets"),
                            .text("结果", "Result"),
                        ],
                        rows: analysis.lines[pager.range].map { line in
                            let fate = report.fates[line.dossier]
                            return [
                                .say((line.rank.map(String.init) ?? "–") + (line.tied ? "=" : "")),
                                .code(line.dossier, link: isOpen ? PageAddress.path("dossiers", line.dossier) : nil), .say(line.applicant),
                                .say(fate?.authority ?? ""), .say(line.score?.description ?? "–"),
                                .say("\(two(line.adjusted)) [\(two(line.lower)), \(two(line.upper))]"),
                                .say(line.placeInterval.map { "\($0.first ?? 0)–\($0.last ?? 0)" } ?? "–"),
                                .say(line.chance.map { "\(Int(($0 * 100).rounded())) %" } ?? "–"), .number(line.sheets),
                                fate?.listed == true
                                    ? .tag(Text(zh: "拟入选", en: "listed"), "done")
                                    : fate?.listed == nil && line.selected && isByScore
                                        ? .tag(Text(zh: "按成绩入选", en: "selected by score"), "open") : .say(line.standing.name),
                            ]
                        }, pager: pager)
                ]),
        ]
        return .page(page.page())
    }

    /// What scores and adjusted scores are for.
    ///
    /// - Parameter ranking: How the category is ranked where the call ranks by adjusted scores; nil where by official ones.
    static func basis(_ ranking: Text?) -> Text {
        let adjusted =
            ranking
            ?? Text(
                zh: "调整成绩扣除了专家的宽严，只供参考，不替代成绩。",
                en: "Adjusted ones have the leniency of experts taken out: they stand beside the score, never in its place.")
        return Text(zh: "成绩按通知的规则计算。", en: "Scores are computed by the rules of the call. ") + adjusted
            + Text(zh: "区间重叠的名次，仅凭评分不能断言孰先孰后。", en: " Where intervals overlap, scores alone don’t say who is better.")
    }

    /// A number with two places, as scores have; a dash where there is none.
    static func two(_ value: Double?) -> String {
        value.map { $0.isFinite && abs($0) < 1e6 ? Points(hundredths: Int(($0 * 100).rounded())).description : "–" } ?? "–"
    }
}

/// What would become of the list under other rules; nothing is stored.
enum WhatIfPage {
    @Sendable static func page(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        let rules = try await call.office.call(as: me.person.id)
        // Whoever may not ask is refused before there is a form.
        _ = try await call.office.whatIf(WhatIf(), as: me.person.id)
        let categories = rules.selectionCategories
        var page = Report(call, Text(zh: "试算", en: "What if"))
        page.back = ("/", Text(zh: "返回概览", en: "Back to the overview"))
        page.introduction = [
            Text(
                zh: "试算及格线、名额或权重改变后名单的变化，仅供参考，不改变任何记录；组长已作的调整予以保留。",
                en:
                    "See what other pass marks, places or weights would do to the list. Nothing is stored; what chairs moved stays where they put it."
            )
        ]
        guard let category = categories.first(where: { $0.id == call.query["category"] }) ?? categories.first else {
            return .page(page.page())
        }
        let criteria = rules.rubric(of: category.id)?.criteria ?? []
        let links = categories.map { ("/what-if?category=" + PageAddress.escaped($0.id), $0.name, $0.id == category.id) }
        var errors: [FormError] = []
        let change = change(call, category, criteria, &errors)
        var result: [Report.Section] = []
        if errors.isEmpty, !change.isEmpty {
            do { result = [try await outcome(change, of: category, call, me)] } catch Failure.usage(let words) {
                errors = [FormError(change.weights.isEmpty ? "pass" : "weight-\(criteria.first?.id ?? "")", words)]
            }
        }
        page.caption = category.name(in: call.language)
        page.errors = errors
        let given = call.query.has("pass")
        page.sections =
            [.init(links: links)] + result + [
                .init(
                    title: Text(zh: "另设规则", en: "Other rules"),
                    forms: [
                        SmallForm(
                            action: "/what-if",
                            hint: Text(zh: "不填的按通知。权重合计须为 100。", en: "What is left empty stays as the call has it. Weights add up to 100."),
                            fields: [
                                .init(
                                    id: "pass",
                                    name: Text(
                                        zh: "及格线（通知：\(category.passMark.short)）", en: "Pass mark (the call: \(category.passMark.short))"),
                                    value: call.query["pass"], width: "short"),
                                .init(
                                    id: "places",
                                    name: Text(
                                        zh: "名额（通知：\(category.places.map(String.init) ?? "不限")；0 为不限）",
                                        en: "Places (the call: \(category.places.map(String.init) ?? "no limit"); 0 for no limit)"),
                                    value: call.query["places"], width: "short"),
                            ]
                                + criteria.map {
                                    .init(
                                        id: "weight-\($0.id)",
                                        name: Text(
                                            zh: "“\($0.name.zh)”的权重（通知：\($0.weight)）",
                                            en: "Weight of “\($0.name.en)” (the call: \($0.weight))"),
                                        value: given ? call.query["weight-\($0.id)"] : "", width: "short")
                                }, hidden: [("category", category.id)], button: Text(zh: "试算", en: "Try"), isQuestion: true)
                    ])
            ]
        return .page(page.page())
    }

    private static func change(
        _ call: PageCall, _ category: Programme.Category, _ criteria: [Rubric.Criterion], _ errors: inout [FormError]
    ) -> WhatIf {
        var change = WhatIf()
        let pass = call.query["pass"].trimmed.withPlainDigits
        if !pass.isEmpty {
            if let mark = Points(pass) {
                change.passMarks[category.id] = mark
            } else {
                errors.append(FormError("pass", Text(zh: "及格线“\(pass)”不是分数", en: "The pass mark “\(pass)” is no score")))
            }
        }
        let places = call.query["places"].trimmed.withPlainDigits
        if !places.isEmpty {
            if let count = Int(places), count >= 0 {
                change.places[category.id] = .some(count == 0 ? nil : count)
            } else {
                errors.append(FormError("places", Text(zh: "名额“\(places)”不是非负整数", en: "“\(places)” is no number of places")))
            }
        }
        var weights: [String: Int] = [:]
        for criterion in criteria {
            let text = call.query["weight-\(criterion.id)"].trimmed.withPlainDigits
            guard !text.isEmpty else { continue }
            if let weight = Int(text), (0...100).contains(weight) {
                weights[criterion.id] = weight
            } else {
                errors.append(
                    FormError(
                        "weight-\(criterion.id)",
                        Text(zh: "权重“\(text)”不是 0 至 100 的整数", en: "The weight “\(text)” is no whole number from 0 to 100")))
            }
        }
        if !weights.isEmpty { change.weights[category.id] = weights }
        return change
    }

    private static func outcome(
        _ change: WhatIf, of category: Programme.Category, _ call: PageCall, _ me: BrowserSession
    ) async throws -> Report.Section {
        let lines = try await call.office.whatIf(change, as: me.person.id).filter { $0.category == category.id }
        let names = Dictionary(
            try await call.office.dossiers(as: me.person.id).map { ($0.dossier.id, $0.dossier.applicant) },
            uniquingKeysWith: { first, _ in first })
        let changed = lines.filter { $0.change != .stays }
        let (now, then) = (lines.count(where: \.isListed), lines.count(where: \.wouldBeListed))
        return .init(
            title: Text(zh: "结果", en: "What would change"),
            paragraphs: [
                Text(
                    zh:
                        "名单由 \(now) 件变为 \(then) 件：调入 \(changed.count { $0.change == .comesIn }) 件，调出 \(changed.count { $0.change == .goesOut }) 件。",
                    en:
                        "The list would go from \(now) to \(then): \(changed.count { $0.change == .comesIn }) in, \(changed.count { $0.change == .goesOut }) out."
                )
            ],
            tables: [
                .init(
                    caption: Text(zh: "名单会有变化的材料", en: "Dossiers for which the list would change"),
                    columns: [
                        .text("材料", "Dossier"), .text("申报主体", "Applicant"), .text("变化", "Change"), .number("成绩", "Score"),
                        .number("试算成绩", "Score then"),
                        .number("名次", "Place"), .number("试算名次", "Place then"), .text("依据", "Ground"),
                    ],
                    rows: changed.map { line in
                        [
                            .code(line.dossier, link: PageAddress.path("dossiers", line.dossier)), .say(names[line.dossier] ?? ""),
                            line.change == .comesIn ? .tag(Text(zh: "调入", en: "in"), "done") : .tag(Text(zh: "调出", en: "out"), "late"),
                            .say(line.before.score?.description ?? "–"), .say(line.after.score?.description ?? "–"),
                            .say(line.before.rank.map(String.init) ?? "–"), .say(line.after.rank.map(String.init) ?? "–"),
                            .say(line.after.ground),
                        ]
                    }, isCards: true)
            ])
    }
}
