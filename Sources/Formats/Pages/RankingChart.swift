internal import Programme

/// The ranking of a category with its cut: for every dossier, in the order of rank, the range of its sheets' totals
/// and its official score, and below it whether it is listed and visited.
struct RankingChart: PagePart {
    let language: Language
    let id: String
    let category: CategoryPicture
    let scale: Scale

    private let top = 10
    private let bottom = 240
    private let height = 314

    var markup: Markup {
        Drawing(
            id: id, title: say("按名次排列的成绩与各评分表总分", "Official scores and sheet totals, by rank"),
            description: description, height: height,
            marks: #"\#(grid)\#(passLine)<g class="\#(density)">\#(dossiers)</g>\#(strips)\#(rankAxis)"#
        ).markup
    }

    private var rows: [CategoryPicture.Row] { category.ranked + category.unranked }
    /// The places across: one a dossier, and a gap before those without rank.
    private var places: Double { Double(rows.count) + gap }
    private var gap: Double {
        category.unranked.isEmpty || category.ranked.isEmpty ? 0 : max(1, Double(rows.count) / 60)
    }
    private var density: String {
        switch rows.count {
        case ...60: "sparse"
        case ...150: "medium"
        default: "dense"
        }
    }

    /// The left edge of a dossier's place.
    private func edge(_ index: Int) -> Double {
        (Double(index) + (index < category.ranked.count ? 0 : gap)) / places
    }
    private func middle(_ index: Int) -> String { Measure.percent(edge(index) + 0.5 / places) }
    private func level(of score: Points) -> String {
        Measure.decimal(Double(bottom) - scale.part(score) * Double(bottom - top))
    }

    private var grid: [Markup] {
        let besideThePassMark = 300
        return scale.tens.map { score in
            let hidden = abs(score.hundredths - category.passMark.hundredths) < besideThePassMark
            let y = level(of: score)
            let label: Markup =
                hidden ? "" : #"<text class="tick end" x="-6" y="\#(y)" dy="4">\#(score.short)</text>"#
            return #"<line class="grid" x1="0" x2="100%" y1="\#(y)" y2="\#(y)"/>\#(label)"#
        }
    }

    private var passLine: Markup {
        let y = level(of: category.passMark)
        return """
            <line class="limit" x1="0" x2="100%" y1="\(y)" y2="\(y)"/>\
            <text class="limit-label end" x="-6" y="\(y)" dy="4">\(category.passMark.short)</text>
            """
    }

    /// Those that were moved come last, so that no neighbour covers their marks.
    private var dossiers: [Markup] {
        let entries = rows.enumerated().map { (index: $0, row: $1) }
        return (entries.filter { !$0.row.moved } + entries.filter(\.row.moved)).map { index, row in
            let x = middle(index)
            return """
                <g class="\(row.listed ? "in" : "out")"><title>\(summary(of: row))</title>\
                \(range(of: row, at: x))\(mark(of: row, at: x))</g>
                """
        }
    }

    private func range(of row: CategoryPicture.Row, at x: String) -> Markup {
        guard let lowest = row.sheetTotals.min(), let highest = row.sheetTotals.max() else { return "" }
        return """
            <line class="range" x1="\(x)" x2="\(x)" y1="\(level(of: highest))" y2="\(level(of: lowest))"/>
            """
    }

    private func mark(of row: CategoryPicture.Row, at x: String) -> Markup {
        let y = row.score.map(level) ?? String(bottom - 6)
        let symbol = row.moved ? (row.listed ? "moved-in" : "moved-out") : row.rank == nil ? "unranked" : nil
        guard let symbol else { return #"<circle cx="\#(x)" cy="\#(y)"/>"# }
        return Symbols.mark(symbol, x: x, y: y)
    }

    private func summary(of row: CategoryPicture.Row) -> String {
        let place = row.rank.map { say("第 \($0) 名", "rank \($0)") } ?? row.standing.name(in: language)
        let totals = row.sheetTotals.sorted().map(\.short).joined(separator: " / ")
        let score = row.score.map { say("成绩 \($0)", "score \($0)") }
        let sheets = totals.isEmpty ? nil : say("各表 \(totals)", "sheets \(totals)")
        return [place, row.applicant, score, sheets].compactMap(\.self).joined(separator: say("，", ", "))
    }

    /// Two bands below the ranking: a colour alone would not tell the listed from the others.
    private var strips: Markup {
        let listed = strip(say("拟入选", "Listed"), "listed", at: bottom + 14) { $0.listed }
        let visited = strip(say("考查", "Visited"), "visited", at: bottom + 32) { $0.visited }
        return "\(listed)\(visited)"
    }

    private func strip(
        _ label: String, _ kind: String, at y: Int, where holds: (CategoryPicture.Row) -> Bool
    ) -> Markup {
        let runs = runs(where: holds).map { run -> Markup in
            let from = edge(run.lowerBound)
            let to = edge(run.upperBound - 1) + 1 / places
            return """
                <rect class="\(kind)" x="\(Measure.percent(from))" y="\(y)" width="\(Measure.percent(to - from))" \
                height="10"/>
                """
        }
        return """
            <text class="tick end" x="-6" y="\(y + 9)">\(label)</text>\
            <rect class="track" x="0" y="\(y)" width="100%" height="10"/>\(runs)
            """
    }

    /// The stretches of neighbours for which something holds; none reaches over the gap.
    private func runs(where holds: (CategoryPicture.Row) -> Bool) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for (index, row) in rows.enumerated() where holds(row) {
            if let last = runs.last, last.upperBound == index, index != category.ranked.count {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        return runs
    }

    private var rankAxis: Markup {
        let count = category.ranked.count
        let step = Measure.step(upTo: count)
        let positions = Set([1] + stride(from: step, through: max(step, count), by: step)).filter { $0 <= count }
            .sorted()
        let labels: [Markup] = positions.map { position in
            #"<text class="tick middle" x="\#(middle(position - 1))" y="\#(height - 14)">\#(position)</text>"#
        }
        let name = say("位次", "Place")
        return #"\#(labels)<text class="tick end" x="-6" y="\#(height - 14)">\#(name)</text>"#
    }

    private var description: String {
        let (ranked, listed, unranked) = (category.ranked.count, category.listed, category.unranked.count)
        let sentences = [
            say(
                "从左到右按名次排列 \(ranked) 件；竖线为各评分表总分的范围，点为成绩，横线为及格线 \(category.passMark.short)。",
                """
                \(ranked) dossiers from left to right by rank; upright lines are the ranges of sheet totals, \
                dots the official scores, the level line the pass mark \(category.passMark.short).
                """),
            say("拟入选 \(listed) 件，无名次 \(unranked) 件。", "\(listed) are on the shortlist, \(unranked) have no rank."),
        ]
        return sentences.joined(separator: say("", " "))
    }
}
