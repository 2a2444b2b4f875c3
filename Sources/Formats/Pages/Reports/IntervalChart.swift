internal import Programme

/// The ranking of a category: for every dossier, by official place, its official score and the 90 % interval of its adjusted one, with
/// pass mark and cut. A long ranking is drawn in stretches, so that a dossier stays wide enough to see.
struct IntervalChart: PagePart {
    let language: Language
    let report: CategoryReport

    private let longest = 90
    private let top = 8
    private let bottom = 190
    private let height = 232

    private var rows: [CategoryAnalysis.Line] { report.analysis.lines.filter { $0.rank != nil && $0.score != nil } }

    var markup: Markup {
        let rows = rows
        guard !rows.isEmpty else { return "<p>\(say("尚无名次。", "There are no places yet."))</p>\n" }
        let count = (rows.count + longest - 1) / longest
        let size = (rows.count + count - 1) / count
        let stretches = stride(from: 0, to: rows.count, by: size).map { Array(rows[$0..<min($0 + size, rows.count)]) }
        return "\(stretches.enumerated().map { stretch($0, $1, of: size) })\(legend)"
    }

    private var scale: Scale {
        Scale(
            covering: rows.flatMap { [$0.score, Figure.points($0.lower), Figure.points($0.upper)].compactMap(\.self) }
                + [report.analysis.passMark])
    }

    private func stretch(_ index: Int, _ rows: [CategoryAnalysis.Line], of size: Int) -> Markup {
        let scale = scale
        func x(_ position: Double) -> String { Measure.percent(position / Double(size)) }
        func y(_ score: Points) -> String { Measure.decimal(Double(bottom) - scale.part(score) * Double(bottom - top)) }
        let width = x(Double(rows.count))
        let step = scale.tens.count > 6 ? 2 : 1
        let grid: [Markup] = scale.tens.enumerated().filter { $0.offset % step == 0 }.map { _, ten in
            let label: Markup =
                abs(ten.hundredths - report.analysis.passMark.hundredths) < 300
                ? "" : #"<text class="end" x="-6" y="\#(y(ten))" dy="4">\#(ten.short)</text>"#
            return #"<line class="grid" x1="0" x2="\#(width)" y1="\#(y(ten))" y2="\#(y(ten))"/>\#(label)"#
        }
        let mark = y(report.analysis.passMark)
        let pass: Markup = """
            <line class="limit" x1="0" x2="\(width)" y1="\(mark)" y2="\(mark)"/>\
            <text class="end" x="-6" y="\(mark)" dy="4">\(report.analysis.passMark.short)</text>
            """
        let marks: [Markup] = rows.enumerated().map { position, row in
            let middle = x(Double(position) + 0.5)
            let (from, to) = (x(Double(position) + 0.2), x(Double(position) + 0.8))
            let interval: Markup =
                Figure.points(row.lower).flatMap { low in Figure.points(row.upper).map { (low, $0) } }.map { low, high in
                    #"<line class="interval" x1="\#(middle)" x2="\#(middle)" y1="\#(y(high))" y2="\#(y(low))"/>"#
                } ?? ""
            let estimate: Markup =
                Figure.points(row.adjusted).map {
                    #"<line class="estimate" x1="\#(from)" x2="\#(to)" y1="\#(y($0))" y2="\#(y($0))"/>"#
                } ?? ""
            let isIn = report.isIn(row)
            let dot: Markup =
                row.score.map { #"<circle class="\#(isIn ? "full" : "hollow")" cx="\#(middle)" cy="\#(y($0))" r="2.3"/>"# } ?? ""
            return "<g><title>\(summary(of: row))</title>\(interval)\(estimate)\(dot)</g>"
        }
        let cuts: [Markup] = rows.enumerated().filter { position, row in
            row.selected && (position + 1 < rows.count ? !rows[position + 1].selected : isLastSelected(row))
        }.map { position, _ in
            #"<line class="cut-line" x1="\#(x(Double(position) + 1))" x2="\#(x(Double(position) + 1))" y1="\#(top)" y2="\#(bottom + 6)"/>"#
        }
        let first = index * size
        let labels: [Markup] = rows.indices.filter { (first + $0 + 1) % 10 == 0 || first + $0 == 0 }.map {
            #"<text class="middle" x="\#(x(Double($0) + 0.5))" y="\#(bottom + 20)">\#(rows[$0].rank ?? 0)</text>"#
        }
        let (from, to) = (rows.first?.rank ?? 0, rows.last?.rank ?? 0)
        return """
            <figure>
            \(Drawing(
                id: "r\(index)", title: say("第 \(from)–\(to) 名的成绩与九成区间", "Scores and 90 % intervals of places \(from) to \(to)"),
                description: say(
                    "从左到右按名次；点为成绩，竖线为调整成绩的九成区间，短横为调整成绩，横虚线为及格线 \(report.analysis.passMark.short)，竖虚线为按成绩入选的界线。数据见附表。",
                    "From left to right by place: dots are official scores, upright lines the 90 % intervals of adjusted ones, short level lines the adjusted scores, the level dashed line the pass mark \(report.analysis.passMark.short), the upright dashed line the cut by score. The figures stand in the table."
                ), height: height,
                marks: #"\#(grid)<line class="base" x1="0" x2="\#(width)" y1="\#(bottom)" y2="\#(bottom)"/>\#(pass)\#(marks)\#(cuts)\#(labels)<text class="end" x="-6" y="\#(bottom + 20)">\#(say("名次", "Place"))</text>"#
            ).markup)</figure>

            """
    }

    /// Whether the next in the whole ranking is not selected: the cut lies at the end of a stretch.
    private func isLastSelected(_ row: CategoryAnalysis.Line) -> Bool {
        guard let index = rows.firstIndex(where: { $0.dossier == row.dossier }), index + 1 < rows.count else { return false }
        return !rows[index + 1].selected
    }

    private func summary(of row: CategoryAnalysis.Line) -> String {
        say(
            "第 \(row.rank ?? 0) 名，\(row.applicant)，成绩 \(row.score?.description ?? "–")，调整成绩 \(Figure.two(row.adjusted))［\(Figure.two(row.lower))，\(Figure.two(row.upper))］",
            "place \(row.rank ?? 0), \(row.applicant), score \(row.score?.description ?? "–"), adjusted \(Figure.two(row.adjusted)) [\(Figure.two(row.lower)), \(Figure.two(row.upper))]"
        )
    }

    private var legend: Markup {
        let name = report.hasDecisions ? report.listedName : report.selectedName
        let isIn = say("成绩（\(name.zh)）", "official score, \(name.en)")
        return """
            <ul class="legend">
            <li><svg width="12" height="12" aria-hidden="true"><circle class="full" cx="6" cy="6" r="3"/></svg>\(isIn)</li>
            <li><svg width="12" height="12" aria-hidden="true"><circle class="hollow" cx="6" cy="6" r="3"/></svg>\(say("成绩（未入选）", "official score, not selected"))</li>
            <li><svg width="14" height="14" aria-hidden="true"><path class="interval" d="M7 0v14"/><path class="estimate" d="M3 7h8"/></svg>\(say("调整成绩及九成区间", "adjusted score, 90 % interval"))</li>
            <li><svg width="20" height="12" aria-hidden="true"><path class="limit" d="M0 6h20"/></svg>\(say("及格线", "pass mark"))</li>
            <li><svg width="12" height="14" aria-hidden="true"><path class="cut-line" d="M6 0v14"/></svg>\(say("按成绩入选的界线", "cut by score"))</li>
            </ul>

            """
    }
}
