public import Programme

/// The columns in which official and adjusted results stand side by side, the same in the report and in the workbook.
extension CategoryReport {
    struct Column {
        var name: Text
        /// The class of its cells on a page.
        var kind: String
        /// Its width in a workbook, and how it is written there.
        var width: Int
        var form: WorkbookDocument.Kind
    }

    var columns: [Column] {
        [
            Column(name: Text(zh: "名次", en: "Place"), kind: "n", width: 8, form: .whole),
            Column(name: Text(zh: "材料", en: "Dossier"), kind: "w", width: 12, form: .text),
            Column(name: Text(zh: "申报主体", en: "Applicant"), kind: "name", width: 34, form: .text),
            Column(name: Text(zh: "地区", en: "Region"), kind: "w", width: 20, form: .text),
            Column(name: Text(zh: "成绩", en: "Score"), kind: "n", width: 10, form: .points),
            Column(name: Text(zh: "结论", en: "Standing"), kind: "c", width: 12, form: .text),
            Column(name: Text(zh: "调整", en: "Adjusted"), kind: "n", width: 10, form: .points),
            Column(name: Text(zh: "调整名次", en: "Adj. place"), kind: "n", width: 10, form: .whole),
            Column(name: Text(zh: "成绩区间", en: "90 % of scores"), kind: "n", width: 18, form: .text),
            Column(name: Text(zh: "名次区间", en: "90 % of places"), kind: "n", width: 12, form: .text),
            Column(name: Text(zh: "概率", en: "Chance"), kind: "n", width: 10, form: .text),
            Column(name: Text(zh: "稳健", en: "Robust"), kind: "n", width: 10, form: .points),
            Column(name: Text(zh: "均入选", en: "Always"), kind: "c", width: 10, form: .text),
        ] + (hasDecisions ? [Column(name: listedName, kind: "c", width: 10, form: .text)] : [])
    }

    /// A dossier's values, one a column.
    func values(of line: CategoryAnalysis.Line) -> [ResultValue] {
        let fate = fates[line.dossier]
        let mark: ResultValue? =
            hasDecisions
            ? .text(
                Text(
                    zh: (fate?.listed == true ? "✓" : "") + (fate?.moved == true ? "调整" : ""),
                    en: (fate?.listed == true ? "✓" : "") + (fate?.moved == true ? " moved" : ""))) : nil
        return [
            .whole(line.rank), .text(Text(verbatim: line.dossier)), .text(Text(verbatim: line.applicant)),
            .text(Text(verbatim: fate?.authority ?? "")), .points(line.score), .text(line.standing.name),
            .points(Figure.points(line.adjusted)), .whole(line.adjustedPlace),
            .text(Text(verbatim: line.lower == nil ? "–" : "\(Figure.two(line.lower))–\(Figure.two(line.upper))")),
            .text(Text(verbatim: Figure.places(line.placeInterval))), .text(Text(verbatim: Figure.percent(line.chance))),
            .points(Figure.points(line.robust)), .text(Text(verbatim: line.always ? "✓" : "")),
        ] + [mark].compactMap(\.self)
    }

    /// The same as texts.
    func cells(of line: CategoryAnalysis.Line) -> [Text] { values(of: line).map(\.text) }
}

/// A value of the table of results.
enum ResultValue {
    case whole(Int?)
    case points(Points?)
    case text(Text)

    var text: Text {
        switch self {
        case .whole(let number): Text(verbatim: number.map(String.init) ?? "–")
        case .points(let points): Text(verbatim: points?.description ?? "–")
        case .text(let text): text
        }
    }

    func cell(in language: Language) -> WorkbookDocument.Cell {
        switch self {
        case .whole(let number): number.map(WorkbookDocument.Cell.whole) ?? .empty
        case .points(let points): .points(points)
        case .text(let text): .text(text(in: language))
        }
    }
}

extension WorkbookDocument {
    /// The summary table of results (成绩汇总表): a sheet for each category with the figures of its report, and one with what the
    /// scores say of the categories.
    public init(_ reports: [CategoryReport], in language: Language) {
        let sheets = reports.enumerated().map { index, report in
            var sheet = Sheet(
                named: Self.tab(index + 1, report.analysis.name(in: language)),
                columns: report.columns.map {
                    Column($0.name(in: language), width: $0.width, kind: $0.form)
                },
                rows: report.analysis.lines.map { report.values(of: $0).map { $0.cell(in: language) } })
            sheet.isFiltered = true
            return sheet
        }
        self.init([Self.overview(reports, language)] + sheets)
    }

    private static func overview(_ reports: [CategoryReport], _ language: Language) -> Sheet {
        let columns: [(Text, Int, Kind)] = [
            (Text(zh: "类别", en: "Category"), 30, .text), (Text(zh: "申报", en: "Filed"), 10, .whole),
            (Text(zh: "有名次", en: "Ranked"), 10, .whole), (Text(zh: "通过", en: "Passed"), 10, .whole),
            (Text(zh: "按成绩入选", en: "Selected by score"), 12, .whole), (Text(zh: "拟入选", en: "Listed"), 10, .whole),
            (Text(zh: "评分表", en: "Sheets"), 10, .whole), (Text(zh: "专家", en: "Experts"), 10, .whole),
            (Text(zh: "均值", en: "Mean"), 10, .points), (Text(zh: "材料方差占比", en: "Variance of dossiers"), 14, .text),
            (Text(zh: "宽严方差占比", en: "Variance of leniency"), 14, .text), (Text(zh: "其余方差占比", en: "Residual variance"), 14, .text),
            (Text(zh: "相对信度", en: "Relative reliability"), 12, .points), (Text(zh: "绝对信度", en: "Absolute reliability"), 12, .points),
        ]
        return Sheet(
            named: Text(zh: "汇总", en: "Overview")(in: language),
            columns: columns.map { Column($0.0(in: language), width: $0.1, kind: $0.2) },
            rows: reports.map { report in
                let (analysis, variance) = (report.analysis, report.analysis.variance)
                let total = variance.map { $0.item + $0.rater + $0.residual } ?? 0
                func share(_ part: Double?) -> Cell { .text(total > 0 ? Figure.percent(part.map { $0 / total }) : "–") }
                return [
                    .text(analysis.name(in: language)), .whole(report.filed), .whole(analysis.lines.count { $0.rank != nil }),
                    .whole(analysis.lines.count { $0.standing == .passed }), .whole(analysis.selected),
                    report.hasDecisions ? .whole(analysis.lines.count { report.fates[$0.dossier]?.listed == true }) : .empty,
                    .whole(analysis.counts.scores), .whole(analysis.counts.raters), .points(Figure.points(analysis.mean)),
                    share(variance?.item), share(variance?.rater), share(variance?.residual),
                    .points(Figure.points(analysis.agreement.relative)), .points(Figure.points(analysis.agreement.absolute)),
                ]
            })
    }

    /// The name of a tab: numbered, without what a tab may not have, at most 31 characters.
    private static func tab(_ number: Int, _ name: String) -> String {
        let allowed = name.unicodeScalars.filter { !"[]:*?/\\'".unicodeScalars.contains($0) }
        return String("\(number) \(String(String.UnicodeScalarView(allowed)))".prefix(31))
    }
}
