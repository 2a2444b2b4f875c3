internal import Formats
internal import Programme
internal import Workflow

extension PageRoute {
    /// The round at a glance and in detail, for those who run it and those who watch over it.
    static let office: [PageRoute] = [
        .page("/filings", FilingsPage.page), .page("/eligibility", EligibilityPage.page), .page("/conflicts", ConflictsPage.page),
        .page("/assignment", AssignmentPage.page), .page("/progress", ProgressPage.all), .page("/progress/{expert}", ProgressPage.one),
    ]
}

extension PageCall {
    /// A count with its unit in either language.
    func share(_ part: Int, _ whole: Int) -> String { whole > 0 ? "\(part) / \(whole)" : "–" }
}

extension Text {
    /// The same with a list of numbers cut after the first dozen, and how many more there are.
    var withShortLists: Text {
        Text(
            zh: zh.replacing(/(?:[^\s、：]+、){12,}[^\s、：]+/) { Text.short($0.output, "、") { " 等（其余 \($0) 个从略）" } },
            en: en.replacing(/(?:[^\s,:]+, ){12,}[^\s,:]+/) { Text.short($0.output, ", ") { " and \($0) more" } })
    }

    private static func short(_ list: Substring, _ comma: String, _ rest: (Int) -> String) -> String {
        let numbers = list.split(separator: comma)
        return numbers.prefix(12).joined(separator: comma) + rest(numbers.count - 12)
    }
}

/// The round at a glance: the stage and what is missing, filings, eligibility, conflicts, assignment, scoring.
struct OverviewPage {
    let call: PageCall
    let me: Person

    private var office: Office { call.office }

    func page() async throws -> PageAnswer {
        let status = try await office.status(as: me.id)
        var report = Report(call, Text(zh: "本轮概览", en: "The round at a glance"))
        report.caption = status.title(in: call.language)
        report.stage = status.stage
        report.sections.append(try await missing(status))
        report.figures = [
            .init(name: Text(zh: "参评材料", en: "Dossiers that take part"), value: "\(status.dossiers.reduce(0) { $0 + $1.count })"),
            .init(name: Text(zh: "专家", en: "Experts"), value: "\(status.experts)"),
            .init(name: Text(zh: "应回避的组合", en: "Pairs in conflict"), value: "\(status.conflicts)"),
        ]
        try await addIntake(to: &report)
        try await addConflicts(to: &report)
        try await addAssignment(to: &report)
        try await addProgress(to: &report)
        try await addResults(to: &report)
        report.sections.append(
            .init(
                title: Text(zh: "存证", en: "On record"),
                facts: [
                    (Text(zh: "通知", en: "Call"), status.source(in: call.language)),
                    (Text(zh: "通知规则摘要", en: "Digest of the call"), status.callDigest),
                    (Text(zh: "日志摘要", en: "Digest of the log"), status.logDigest),
                ]))
        return .page(report.page())
    }

    private func missing(_ status: RoundStatus) async throws -> Report.Section {
        var section = Report.Section(
            title: Text(zh: "本阶段尚缺", en: "What this stage still needs"),
            paragraphs: status.missing.isEmpty
                ? [
                    status.stage == .closed
                        ? Text(zh: "本轮工作已办结。", en: "The round is closed.")
                        : Text(zh: "无，可以进入下一阶段。", en: "Nothing: the next stage may begin.")
                ] : [], items: status.missing.map(\.withShortLists))
        if status.stage == .reviews, !section.items.isEmpty, try await office.allows(.seeProgress, as: me.id) {
            section.links = [("/progress", Text(zh: "各专家进度与催办", en: "By expert, and reminders"), false)]
        } else if section.items != status.missing {
            section.paragraphs = [
                Text(zh: "编号较多的只列前 12 个，全部用 linxuan round status 查看。", en: "Long lists are cut; linxuan round status has them in full.")
            ]
        }
        return section
    }

    private func addIntake(to report: inout Report) async throws {
        guard try await office.allows(.seeDossiers, as: me.id) else { return }
        let summary = try await office.eligibilitySummary(as: me.id)
        let open = summary.categories.reduce(0) { $0 + $1.toBeDecided }
        report.figures.append(.init(name: Text(zh: "待核定", en: "To be decided on"), value: "\(open)", note: nil))
        report.sections.append(
            .init(
                title: Text(zh: "申报与核定", en: "Filings and eligibility"),
                tables: [
                    EligibilityPage.table(
                        Text(zh: "各类别申报与核定", en: "Filings by category"), Text(zh: "类别", en: "Category"), summary.categories)
                ],
                links: [
                    ("/filings", Text(zh: "全部申报材料", en: "All filings"), false),
                    ("/filings?show=open", Text(zh: "待核定的材料（\(open)）", en: "To be decided on (\(open))"), false),
                    ("/eligibility", Text(zh: "按推荐单位、条件和名额", en: "By authority, condition and quota"), false),
                ]))
    }

    private func addConflicts(to report: inout Report) async throws {
        guard try await office.allows(.seeConflicts, as: me.id) else { return }
        let open = try await office.suspicions(as: me.id)
        let pairs = open.reduce(0) { $0 + $1.entries.count }
        report.figures.append(.init(name: Text(zh: "待核实的疑似情形", en: "Suspicions to settle"), value: "\(pairs)"))
        report.sections.append(
            .init(
                title: Text(zh: "回避", en: "Conflicts"),
                paragraphs: [
                    pairs == 0
                        ? Text(zh: "没有待核实的疑似情形。", en: "No suspicion waits to be settled.")
                        : Text(
                            zh: "\(open.count) 组名称、\(pairs) 条疑似情形待核实。",
                            en: "\(pairs) suspicions on \(open.count) pairs of names wait to be settled.")
                ], links: [("/conflicts", Text(zh: "回避登记与待核实情形", en: "The register, and what is to be settled"), false)]))
    }

    private func addAssignment(to report: inout Report) async throws {
        guard try await office.allows(.seeAssignment, as: me.id) else { return }
        let pairs = try await office.assignment(as: me.id).filter(\.state.sits)
        guard !pairs.isEmpty else { return }
        report.sections.append(
            .init(
                title: Text(zh: "专家分配", en: "Assignment"),
                paragraphs: [
                    Text(
                        zh: "\(Set(pairs.map(\.dossier)).count) 份材料由 \(Set(pairs.map(\.expert)).count) 名专家评审，共 \(pairs.count) 人次。",
                        en:
                            "\(Set(pairs.map(\.dossier)).count) dossiers, \(Set(pairs.map(\.expert)).count) experts, \(pairs.count) reviews."
                    )
                ], drawing: AssignmentPage.loads(of: pairs, call),
                links: [("/assignment", Text(zh: "分配矩阵与各专家工作量", en: "The matrix, and the load of each expert"), false)]))
    }

    private func addProgress(to report: inout Report) async throws {
        guard try await office.allows(.seeProgress, as: me.id) else { return }
        let (categories, experts) = try await office.progress(as: me.id)
        let (asked, submitted) = categories.reduce((0, 0)) { ($0.0 + $1.asked, $0.1 + $1.submitted) }
        let late = experts.count { $0.submitted < $0.asked }
        report.figures.append(
            .init(
                name: Text(zh: "已提交评分表", en: "Sheets submitted"), value: call.share(submitted, asked),
                note: late > 0 ? Text(zh: "\(late) 名专家未完成", en: "\(late) experts not done") : nil))
        report.sections.append(
            .init(
                title: Text(zh: "评审进度", en: "Scoring"), tables: [ProgressPage.categories(categories)],
                links: [("/progress", Text(zh: "各专家进度与催办", en: "By expert, and reminders"), false)]))
    }

    private func addResults(to report: inout Report) async throws {
        guard try await office.allows(.seeResults, as: me.id) else { return }
        var links = [("/ranking", Text(zh: "成绩与名次", en: "Scores and places"), false)]
        if try await office.allows(.seeShortlist, as: me.id) {
            links.append(("/list", Text(zh: "拟入选名单与审定经过", en: "The shortlist, and how the chairs came to it"), false))
            if try await office.call(as: me.id).reassessment != nil {
                links.append(("/reassessment", Text(zh: "前几批示范的评估评价", en: "Reassessment of earlier demonstrations"), false))
            }
        }
        if try await office.allows(.seeWhatIf, as: me.id) { links.append(("/what-if", Text(zh: "试算", en: "What if"), false)) }
        if try await office.allows(.signShortlist, as: me.id) { links.append(("/signing", Text(zh: "签字", en: "Sign the list"), false)) }
        report.sections.append(.init(title: Text(zh: "结果与审定", en: "Results and decisions"), links: links))
    }
}

/// Every dossier with where it stands.
enum FilingsPage {
    @Sendable static func page(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        let rules = try await call.office.call(as: me.person.id)
        let all = try await call.office.dossiers(as: me.person.id)
        let show = call.query["show"]
        let shown = all.filter {
            show == "open" ? $0.flags.contains(where: \.awaitsDecision) : show == "flagged" ? !$0.flags.isEmpty : true
        }
        .filter { call.query["authority"].isEmpty || $0.dossier.authority == call.query["authority"] }
        let pager = Pager(shown.count, call, keeping: ["show", "authority"])
        var report = Report(call, Text(zh: "申报材料", en: "Filings"))
        report.back = ("/", Text(zh: "返回概览", en: "Back to the overview"))
        report.isWide = true
        report.sections = [
            .init(links: [
                ("/filings", Text(zh: "全部", en: "All"), show.isEmpty),
                ("/filings?show=open", Text(zh: "待核定", en: "To be decided on"), show == "open"),
                ("/filings?show=flagged", Text(zh: "有核定事项的", en: "With flags"), show == "flagged"),
            ]),
            .init(
                tables: [
                    .init(
                        caption: Text(zh: "申报材料（\(shown.count)）", en: "Filings (\(shown.count))"),
                        columns: [
                            .text("材料", "Dossier"), .text("申报主体", "Applicant"), .text("类别", "Category"), .text("推荐单位", "Authority"),
                            .text("报送日期", "Filed on"), .text("状态", "Standing"), .text("待核定事项", "Flags"),
                        ],
                        rows: shown[pager.range].map { filed in
                            let (dossier, standing) = (filed.dossier, filed.standing)
                            return [
                                .code(dossier.id), .say(dossier.applicant), .say(rules.name(ofCategory: dossier.category)),
                                .say(rules.authority(dossier.authority)?.name ?? dossier.authority), .time("\(dossier.filedOn)"),
                                .tag(standing.name, standing == .admitted ? "done" : standing == .out ? "late" : "open"),
                                .say(
                                    filed.flags.map {
                                        rules.name(ofCheck: $0.check) + Text(zh: "（\($0.found)）：", en: " (\($0.found)): ") + $0.standing
                                    }.joined),
                            ]
                        }, pager: pager, isQuiet: false, isCards: true)
                ]),
        ]
        return .page(report.page())
    }
}

extension [Text] {
    /// The texts after each other, each a sentence.
    var joined: Text {
        Text(zh: map(\.zh).joined(separator: "；"), en: map(\.en).joined(separator: "; "))
    }
}

/// Eligibility in sums: by category, authority and condition, with the quotas.
enum EligibilityPage {
    static func table(_ caption: Text, _ head: Text, _ lines: [EligibilityLine]) -> Report.Table {
        .init(
            caption: caption,
            columns: [
                .init(name: head), .number("申报", "Filed"), .number("参评", "Take part"), .number("待核定", "To be decided"),
                .number("不予受理", "Out"),
            ],
            rows: lines.map { [.say($0.name), .number($0.filed), .number($0.admitted), .number($0.toBeDecided), .number($0.out)] })
    }

    @Sendable static func page(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        let summary = try await call.office.eligibilitySummary(as: me.person.id)
        var report = Report(call, Text(zh: "申报条件审查", en: "Eligibility"))
        report.back = ("/", Text(zh: "返回概览", en: "Back to the overview"))
        report.sections = [
            .init(
                title: Text(zh: "按类别", en: "By category"),
                tables: [table(Text(zh: "按类别", en: "By category"), Text(zh: "类别", en: "Category"), summary.categories)]),
            .init(
                title: Text(zh: "按推荐单位", en: "By authority"),
                tables: [table(Text(zh: "按推荐单位", en: "By authority"), Text(zh: "推荐单位", en: "Authority"), summary.authorities)]),
            .init(
                title: Text(zh: "按条件", en: "By condition"),
                tables: [
                    .init(
                        caption: Text(zh: "各项条件的符合情况", en: "How often each condition is met"),
                        columns: [
                            .text("条件", "Condition"), .text("依据", "Clause"), .number("符合", "Met"), .number("不符合", "Not met"),
                            .number("待核定", "To be decided"),
                        ],
                        rows: summary.checks.map {
                            [.say($0.name), .say($0.clause ?? "–"), .number($0.met), .number($0.notMet), .number($0.toBeDecided)]
                        })
                ]),
            .init(
                title: Text(zh: "推荐名额", en: "Quotas"),
                tables: [
                    .init(
                        caption: Text(zh: "推荐名额的使用", en: "How quotas are used"),
                        columns: [
                            .text("推荐单位", "Authority"), .text("名额", "Quota"), .text("依据", "Clause"), .number("已用", "Used"),
                            .number("上限", "Limit"),
                        ],
                        rows: summary.quotas.map { use in
                            [.say(use.authority.name), .say(use.name), .say(use.clause), .number(use.count), .number(use.limit)]
                        })
                ]),
        ]
        return .page(report.page())
    }
}

/// The register of conflicts: by ground, by region, and what nobody has settled yet.
enum ConflictsPage {
    @Sendable static func page(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        let groups = try await call.office.suspicions(as: me.person.id)
        let register = try await call.office.conflictPage(by: .region, most: 40, as: me.person.id)
        var report = Report(call, Text(zh: "回避登记", en: "The register of conflicts"))
        report.back = ("/", Text(zh: "返回概览", en: "Back to the overview"))
        report.isWide = true
        let pager = Pager(groups.count, call)
        report.sections = [
            .init(
                title: Text(zh: "待核实的疑似情形", en: "Suspicions to settle"),
                paragraphs: groups.isEmpty
                    ? []
                    : [
                        Text(
                            zh: "核实后用 linxuan conflicts settle 登记结论和理由；未核实的，不安排该专家评审，也不终止已有评审。",
                            en:
                                "Settle each with linxuan conflicts settle, with the reason; until then the expert is not assigned, and no review under way ends."
                        )
                    ],
                tables: [
                    .init(
                        caption: Text(zh: "待核实的疑似情形", en: "Suspicions to settle"),
                        columns: [
                            .text("名称", "Names"), .number("涉及组合", "Pairs"), .text("情形", "Ground"), .text("依据", "Evidence"),
                            .text("专家 / 材料", "Expert / dossier"),
                        ],
                        rows: groups[pager.range].map { group in
                            let first = group.entries.first
                            let pairs = group.entries.prefix(4).map { "\($0.expert) / \($0.dossier)" }.joined(
                                separator: call.say("，", ", "))
                            return [
                                .say(group.names?.joined(separator: " ~ ") ?? "–"), .number(group.entries.count),
                                .say(first?.ground.name ?? Text(verbatim: "–")), .say(first?.evidence ?? Text(verbatim: "–")),
                                .say(pairs + (group.entries.count > 4 ? " …" : "")),
                            ]
                        }, pager: pager)
                ]),
            .init(
                title: Text(zh: "按情形", en: "By ground"),
                tables: [
                    .init(
                        caption: Text(zh: "按情形", en: "By ground"),
                        columns: [
                            .text("情形", "Ground"), .number("应回避", "In conflict"), .number("待核实", "To be settled"),
                            .number("不须回避", "Cleared"),
                        ],
                        rows: register.grounds.map { [.say($0.name), .number($0.confirmed), .number($0.suspected), .number($0.cleared)] })
                ]),
            .init(
                title: Text(zh: "专家所在地区与推荐单位", en: "Experts’ regions against authorities"),
                paragraphs: [
                    Text(zh: "格中为应回避的专家—材料组合数；括号内为待核实的。", en: "Pairs of expert and dossier in conflict; in brackets those to be settled.")
                ],
                tables: [
                    .init(
                        caption: Text(zh: "专家所在地区与推荐单位", en: "Experts’ regions against authorities"),
                        columns: [.init(name: register.rowTitle)]
                            + register.columns.map { .init(name: Text(verbatim: $0.name), isNumber: true) },
                        rows: register.rows.map { row in
                            [.say(row.name)]
                                + row.cells.map {
                                    let open = $0.suspected > 0 ? " (\($0.suspected))" : ""
                                    return .say($0.confirmed == 0 && $0.suspected == 0 ? "·" : "\($0.confirmed)\(open)")
                                }
                        })
                ]),
        ]
        return .page(report.page())
    }
}
