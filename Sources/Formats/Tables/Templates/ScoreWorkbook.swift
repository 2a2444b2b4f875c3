public import Programme

/// An expert's score sheets as one workbook, to be filled in offline and brought back: a sheet a dossier, with
/// what each criterion looks at and its levels, and nothing but scores and reasons to be changed.
public struct ScoreWorkbook {
    /// A dossier, its rubric, and what is saved of its sheet.
    public typealias Item = (dossier: Dossier, rubric: Rubric, sheet: ScoreSheet?)

    private let items: [Item]
    private let language: Language

    /// The workbook for some sheets, with words in a language; the columns that are read back keep their Chinese names.
    public static func workbook(for items: [Item], in language: Language) -> WorkbookDocument {
        ScoreWorkbook(items: items, language: language).workbook
    }

    private var workbook: WorkbookDocument { WorkbookDocument([guide] + items.enumerated().map { sheet($1, named: name($0, $1)) }) }

    /// A sheet's name: at most 31 characters, and none twice.
    private func name(_ index: Int, _ item: Item) -> String { String("\(index + 1) \(item.dossier.id)".prefix(31)) }

    private var guide: WorkbookDocument.Sheet {
        var sheet = WorkbookDocument.Sheet(
            named: FillingGuide.name(in: language),
            columns: [
                WorkbookDocument.Column(Text(zh: "工作表", en: "sheet")(in: language), width: 18),
                WorkbookDocument.Column(Text(zh: "材料", en: "dossier")(in: language), width: 18),
                WorkbookDocument.Column(Text(zh: "申报主体", en: "applicant")(in: language), width: 40),
                WorkbookDocument.Column(Text(zh: "评分标准", en: "rubric")(in: language), width: 40),
            ],
            rows: items.enumerated().map { index, item in
                [
                    .text(name(index, item)), .text(item.dossier.id), .text(item.dossier.applicant),
                    .text(item.rubric.title(in: language)),
                ]
            })
        sheet.heading = [
            .title(Text(zh: "评分表", en: "Score sheets")(in: language)),
            .remark(
                Text(
                    zh:
                        "每份申报材料一张工作表。只填浅黄色单元格：分值和理由。可分次填写；先用 linxuan review save 存草稿，填完后用 linxuan review submit --file 提交。整份读入或整份退回，有问题的会指明工作表和单元格。",
                    en:
                        "A sheet for each dossier. Fill in the pale yellow cells only: scores and reasons. linxuan review save keeps a draft, linxuan review submit --file hands in. The workbook is taken whole or not at all; faults are named by sheet and cell."
                )(in: language)),
            .remark(
                Text(
                    zh: "评审材料和意见不得外传，不得请人代评；遇有应当回避的情形，不要评分，用 linxuan review recuse 申请回避。",
                    en:
                        "Dossiers and opinions are confidential, and nobody may review in your place; where you are in conflict, give no score and use linxuan review recuse."
                )(in: language)),
        ]
        sheet.isProtected = true
        return sheet
    }

    private func sheet(_ item: Item, named name: String) -> WorkbookDocument.Sheet {
        let (dossier, rubric) = (item.dossier, item.rubric)
        let rows =
            rubric.criteria.map { row($0, item) } + rubric.gates.map { row($0, item) } + [visitRow(item)]
        var sheet = WorkbookDocument.Sheet(
            named: name,
            columns: [
                WorkbookDocument.Column("材料编号", width: 12),
                WorkbookDocument.Column("指标", width: 16),
                WorkbookDocument.Column(Text(zh: "内容", en: "what")(in: language), width: 24),
                WorkbookDocument.Column(Text(zh: "权重（%）", en: "weight (%)")(in: language), width: 9, kind: .whole),
                WorkbookDocument.Column(Text(zh: "评分参考", en: "how to score")(in: language), width: 60),
                WorkbookDocument.Column("分值", width: 10, kind: .number),
                WorkbookDocument.Column("理由", width: 44),
            ],
            rows: rows)
        sheet.heading = [
            .title("\(rubric.title(in: language)) · \(dossier.id) \(dossier.applicant)"),
            .remark(
                Text(
                    zh:
                        "各指标评 \(rubric.scale.minimum.short) 至 \(rubric.scale.maximum.short) 分，以 \(rubric.scale.step.short) 分为一档；否决项和现场考查从列表中选择。",
                    en:
                        "Criteria are scored from \(rubric.scale.minimum.short) to \(rubric.scale.maximum.short) in steps of \(rubric.scale.step.short); gates and the site visit are chosen from lists."
                )(in: language)),
        ]
        sheet.isProtected = true
        sheet.frozenColumns = 2
        return sheet
    }

    private func row(_ criterion: Rubric.Criterion, _ item: Item) -> [WorkbookDocument.Cell] {
        let scale = item.rubric.scale
        let range = Text(
            zh: "\(scale.minimum.short) 至 \(scale.maximum.short)，以 \(scale.step.short) 为一档。",
            en: "\(scale.minimum.short) to \(scale.maximum.short) in steps of \(scale.step.short).")
        let levels = criterion.levels.map { level in
            Text(verbatim: "\(level.from.short)–\(level.to.short) ") + level.name + Text(zh: "：", en: ": ") + level.text
        }
        return [
            .text(item.dossier.id), .text(criterion.id), .text(criterion.name(in: language)), .whole(criterion.weight),
            .text(([criterion.looksAt] + levels).map { $0(in: language) }.joined(separator: "\n")),
            WorkbookDocument.Cell(
                item.sheet?.scores[criterion.id].map(WorkbookDocument.Value.points) ?? .nothing,
                entry: WorkbookDocument.Entry(.scale(scale), hint: range(in: language))),
            reason(criterion.id, need(criterion.reason), item),
        ]
    }

    private func row(_ gate: Rubric.Gate, _ item: Item) -> [WorkbookDocument.Cell] {
        let met = item.sheet?.gates[gate.id]
        return [
            .text(item.dossier.id), .text(gate.id), .text(gate.question(in: language)), .empty,
            .text(
                Text(
                    zh: "否决项（通知\(gate.clause)）", en: "A condition that excludes a dossier where it is not met (notice \(gate.clause))")(
                        in: language)),
            choice(met.map { $0 ? SheetWords.met : SheetWords.notMet }, SheetWords.met, SheetWords.notMet),
            reason(gate.id, Text(zh: "认定不符合的，须写明理由。", en: "Needed where it is not met."), item),
        ]
    }

    private func visitRow(_ item: Item) -> [WorkbookDocument.Cell] {
        let visit = item.rubric.visit
        return [
            .text(item.dossier.id), .text("visit"), .text(visit.question(in: language)), .empty,
            .text(visit.topics.map { "· " + $0(in: language) }.joined(separator: "\n")),
            choice(
                item.sheet?.visitNeeded.map { $0 ? SheetWords.needed : SheetWords.notNeeded }, SheetWords.needed,
                SheetWords.notNeeded),
            WorkbookDocument.Cell(
                item.sheet.map { .text($0.visitQuestion) } ?? .nothing,
                entry: entry(Text(zh: "需要现场考查的，写明应核实的事项。", en: "Where a visit is needed, what it should find out."))),
        ]
    }

    private func choice(_ chosen: Text?, _ yes: Text, _ no: Text) -> WorkbookDocument.Cell {
        let words = [yes, no].map { $0(in: language) }
        let hint = Text(zh: "从列表中选择：\(yes.zh)、\(no.zh)。", en: "Choose from the list: \(yes.en), \(no.en).")
        return WorkbookDocument.Cell(
            chosen.map { .text($0(in: language)) } ?? .nothing, entry: WorkbookDocument.Entry(.oneOf(words), hint: hint(in: language)))
    }

    private func reason(_ id: String, _ need: Text, _ item: Item) -> WorkbookDocument.Cell {
        WorkbookDocument.Cell(item.sheet?.reasons[id].map(WorkbookDocument.Value.text) ?? .nothing, entry: entry(need))
    }

    private func entry(_ hint: Text) -> WorkbookDocument.Entry { WorkbookDocument.Entry(hint: hint(in: language)) }

    private func need(_ rule: Rubric.ReasonRule) -> Text {
        switch rule {
        case .always: Text(zh: "须写明理由。", en: "A reason is needed.")
        case .never: Text(zh: "可不填。", en: "May be empty.")
        case .below(let limit): Text(zh: "低于 \(limit.short) 分的，须写明理由。", en: "Needed with a score under \(limit.short).")
        }
    }
}

/// The words with which a sheet answers yes or no.
enum SheetWords {
    static let met = Text(zh: "符合", en: "met")
    static let notMet = Text(zh: "不符合", en: "not met")
    static let needed = Text(zh: "需要", en: "needed")
    static let notNeeded = Text(zh: "不需要", en: "not needed")
}
