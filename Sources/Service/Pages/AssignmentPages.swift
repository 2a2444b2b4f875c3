internal import Programme
internal import Workflow

/// Who reviews what: as a matrix, dossier by dossier, and as the load of each expert.
enum AssignmentPage {
    /// How many experts have how many reviews.
    static func loads(of pairs: [AssignedPair], _ call: PageCall) -> HTMLText {
        let loads = Dictionary(grouping: pairs, by: \.expert).mapValues(\.count)
        let most = loads.values.max() ?? 0
        let counts = (0...most).map { load in loads.values.count { $0 == load } }
        return PageDrawing.columns(
            counts, title: call.say("各工作量的专家人数", "How many experts have how many reviews"),
            description: counts.enumerated().filter { $0.element > 0 }.map {
                call.say("评审 \($0.offset) 份的 \($0.element) 人", "\($0.element) with \($0.offset)")
            }.joined(separator: call.say("，", ", ")),
            axis: call.say("横轴：每名专家的评审份数；柱上：人数", "Across: reviews of an expert; above: how many experts"))
    }

    @Sendable static func page(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        let rules = try await call.office.call(as: me.person.id)
        let all = try await call.office.assignment(as: me.person.id)
        let sitting = all.filter(\.state.sits)
        var report = Report(call, Text(zh: "专家分配", en: "Assignment"))
        report.back = ("/", Text(zh: "返回概览", en: "Back to the overview"))
        report.isWide = true
        let present = Set(sitting.map(\.category))
        let categories = rules.categories.filter { present.contains($0.id) }
        guard let category = categories.first(where: { $0.id == call.query["category"] }) ?? categories.first else {
            report.introduction = [Text(zh: "尚无批准的分配方案。", en: "No plan is approved yet.")]
            return .page(report.page())
        }
        let own = sitting.filter { $0.category == category.id }
        let links = categories.map { ("/assignment?category=" + PageAddress.escaped($0.id), $0.name, $0.id == category.id) }
        report.sections = [
            .init(links: links), matrix(of: own, category, call), try await panels(of: own, category, call, me),
            .init(title: Text(zh: "工作量", en: "Loads"), drawing: loads(of: sitting, call), tables: [try await experts(sitting, call, me)]),
        ]
        return .page(report.page())
    }

    private static func matrix(of pairs: [AssignedPair], _ category: Category, _ call: PageCall) -> Report.Section {
        let rows = Dictionary(uniqueKeysWithValues: Set(pairs.map(\.dossier)).sorted().enumerated().map { ($1, $0) })
        let columns = Dictionary(uniqueKeysWithValues: Set(pairs.map(\.expert)).sorted().enumerated().map { ($1, $0) })
        return .init(
            title: Text(zh: "矩阵：", en: "The matrix: ") + category.name,
            drawing: PageDrawing.matrix(
                rows: rows.count, columns: columns.count,
                cells: pairs.compactMap { pair in
                    guard let row = rows[pair.dossier], let column = columns[pair.expert] else { return nil }
                    return (row, column, pair.state == .submitted ? "submitted" : "assigned")
                },
                kinds: [
                    ("submitted", Review.State.submitted.name(in: call.language)),
                    ("assigned", Review.State.assigned.name(in: call.language)),
                ],
                title: call.say("材料与专家的分配矩阵", "The matrix of dossiers and experts"),
                description: call.say(
                    "每行一份材料（\(rows.count)），每列一名专家（\(columns.count)），每格一份评审；均按编号排列，数据见下表。",
                    "A row a dossier (\(rows.count)), a column an expert (\(columns.count)), a square a review, by their numbers; the table below has the same."
                )))
    }

    private static func panels(
        of pairs: [AssignedPair], _ category: Category, _ call: PageCall, _ me: BrowserSession
    ) async throws -> Report.Section {
        let panels = Dictionary(grouping: pairs, by: \.dossier).sorted { $0.key < $1.key }
        let pager = Pager(panels.count, call, keeping: ["category"])
        return .init(
            title: Text(zh: "评审组", en: "Panels"),
            tables: [
                .init(
                    caption: Text(zh: "各材料的评审组", en: "The panel of each dossier"),
                    columns: [
                        .text("材料", "Dossier"), .number("已交", "Submitted"), .number("应评", "Asked"),
                        .text("专家（✓ 已提交，★ 组长）", "Experts (✓ submitted, ★ lead)"),
                    ],
                    rows: panels[pager.range].map { dossier, panel in
                        [
                            .code(dossier), .number(panel.count { $0.state == .submitted }), .number(panel.count),
                            .say(
                                panel.sorted { $0.expert < $1.expert }.map {
                                    $0.expert + ($0.lead == true ? "★" : "") + ($0.state == .submitted ? "✓" : "")
                                }.joined(separator: "  ")),
                        ]
                    }, pager: pager)
            ])
    }

    private static func experts(_ pairs: [AssignedPair], _ call: PageCall, _ me: BrowserSession) async throws -> Report.Table {
        let loads = Dictionary(grouping: pairs, by: \.expert).sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        return .init(
            caption: Text(
                zh: "各专家的工作量，多者在前（前 \(min(100, loads.count)) 名）",
                en: "The load of each expert, the heaviest first (\(min(100, loads.count)) of \(loads.count))"),
            columns: [.text("专家", "Expert"), .number("应评", "Asked"), .number("已交", "Submitted"), .text("进度", "Progress")],
            rows: loads.prefix(100).map { expert, own in
                [
                    .code(expert), .number(own.count), .number(own.count { $0.state == .submitted }),
                    Report.Cell(text: Text(verbatim: ""), drawing: PageDrawing.bar(own.count { $0.state == .submitted }, of: own.count)),
                ]
            }, isQuiet: false)
    }
}

/// How far scoring is, who is late, and what to write to them.
enum ProgressPage {
    static func categories(_ lines: [Progress]) -> Report.Table {
        .init(
            caption: Text(zh: "各类别评审进度", en: "Scoring by category"), columns: columns(Text(zh: "类别", en: "Category")),
            rows: lines.filter { $0.asked + $0.declined + $0.recused > 0 }.map { cells(of: $0, head: .say($0.name)) })
    }

    private static func columns(_ head: Text) -> [Report.Column] {
        [
            .init(name: head), .number("应评", "Asked"), .number("已交", "Submitted"), .number("未交", "Missing"), .number("谢绝", "Declined"),
            .number("回避", "Recused"), .number("调整", "Withdrawn"), .text("进度", "Progress"),
        ]
    }

    private static func cells(of line: Progress, head: Report.Cell) -> [Report.Cell] {
        [
            head, .number(line.asked), .number(line.submitted), .number(line.asked - line.submitted), .number(line.declined),
            .number(line.recused),
            .number(line.withdrawn),
            Report.Cell(
                text: Text(verbatim: line.asked > 0 ? "\(line.submitted * 100 / line.asked) %" : "–"),
                drawing: PageDrawing.bar(line.submitted, of: line.asked)),
        ]
    }

    @Sendable static func all(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        let (categories, experts) = try await call.office.progress(as: me.person.id)
        let ordered = experts.sorted { ($1.asked - $1.submitted, $0.id) < ($0.asked - $0.submitted, $1.id) }
        let late = ordered.filter { $0.submitted < $0.asked }
        let pager = Pager(ordered.count, call)
        var report = Report(call, Text(zh: "评审进度", en: "Scoring"))
        report.back = ("/", Text(zh: "返回概览", en: "Back to the overview"))
        report.figures = [
            .init(
                name: Text(zh: "已提交", en: "Submitted"),
                value: call.share(experts.reduce(0) { $0 + $1.submitted }, experts.reduce(0) { $0 + $1.asked })),
            .init(name: Text(zh: "未完成的专家", en: "Experts not done"), value: "\(late.count)"),
        ]
        report.sections = [
            .init(title: Text(zh: "按类别", en: "By category"), tables: [self.categories(categories)]),
            .init(
                title: Text(zh: "按专家", en: "By expert"),
                paragraphs: [
                    Text(zh: "未交多者在前；点开编号可取催办文字。", en: "Who has most to do comes first; a number leads to a text to remind them.")
                ],
                tables: [
                    .init(
                        caption: Text(zh: "各专家评审进度", en: "Scoring by expert"), columns: columns(Text(zh: "专家", en: "Expert")),
                        rows: ordered[pager.range].map { line in
                            cells(of: line, head: .say("\(line.id) \(line.name.zh)", link: PageAddress.path("progress", line.id)))
                        }, pager: pager)
                ]),
        ]
        if !late.isEmpty {
            report.sections.append(
                .init(
                    title: Text(zh: "催办", en: "Reminding all of them"),
                    copies: [
                        (
                            Text(zh: "群发文字（不含姓名、材料和分数）", en: "A text to all (no names, dossiers or scores)"),
                            Text(zh: "点入后全选复制。", en: "Click into it, mark all and copy."), reminder(nil, call)
                        ),
                        (
                            Text(zh: "未完成的专家编号", en: "The numbers of those who are not done"),
                            Text(zh: "供核对通讯录。", en: "For the address book."),
                            late.map(\.id).joined(separator: call.say("、", ", "))
                        ),
                    ]))
        }
        return .page(report.page())
    }

    /// One expert: how much is missing, and what to write to them.
    @Sendable static func one(_ call: PageCall, _ me: BrowserSession) async throws -> PageAnswer {
        let expert = call.parameter("expert")
        guard let line = try await call.office.progress(as: me.person.id).experts.first(where: { $0.id == expert }) else {
            throw Failure.unknown(Text(zh: "没有分配给 \(expert) 的评审。", en: "No review is asked of \(expert)."))
        }
        var report = Report(call, Text(zh: "评审进度：\(line.id)", en: "Scoring of \(line.id)"))
        report.caption = line.name(in: call.language)
        report.back = ("/progress", Text(zh: "返回评审进度", en: "Back to scoring"))
        report.sections = [
            .init(tables: [
                .init(
                    caption: Text(zh: "进度", en: "Progress"), columns: columns(Text(zh: "专家", en: "Expert")),
                    rows: [cells(of: line, head: .code(line.id))])
            ])
        ]
        if line.submitted < line.asked {
            report.sections.append(
                .init(
                    title: Text(zh: "催办", en: "A reminder"),
                    copies: [
                        (
                            Text(zh: "催办文字", en: "The text"),
                            Text(zh: "点入后全选复制；不含材料名称和分数。", en: "Click into it, mark all and copy; it has no dossier and no score."),
                            reminder(line, call)
                        )
                    ]))
        }
        return .page(report.page())
    }

    /// What to write; it names no dossier and no score, since mail is read on the way.
    private static func reminder(_ line: Progress?, _ call: PageCall) -> String {
        let whom = line.map { call.say("\($0.name.zh)专家：", "Dear \($0.name.en),") } ?? call.say("各位专家：", "Dear colleagues,")
        let open =
            line.map {
                call.say(
                    "您尚有 \($0.asked - $0.submitted) 份评分表未提交（应评 \($0.asked) 份，已提交 \($0.submitted) 份）",
                    "\($0.asked - $0.submitted) of your \($0.asked) score sheets are not submitted yet")
            }
            ?? call.say("您尚有评分表未提交", "some of your score sheets are not submitted yet")
        return call.say(
            "\(whom)\n\n您好！\(open)。请登录评审系统，在评审结束前完成评分并提交。因故不能评审的，请在系统中谢绝；有应当回避情形的，请申请回避，均请写明理由，以便及时补选专家。\n\n登录有困难的，请与秘书处联系。感谢您的支持！\n\n秘书处",
            "\(whom)\n\n\(open). Please sign in, and score and submit before the reviews close. If you cannot review, give the dossier back; if you are in conflict, recuse yourself; in both cases with your reason, so that a replacement can be found in time.\n\nIf you have trouble signing in, write to us. Thank you.\n\nThe secretariat"
        )
    }
}
