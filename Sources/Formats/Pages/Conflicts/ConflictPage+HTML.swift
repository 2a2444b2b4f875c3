public import Programme

extension ConflictPage {
    /// The page as one HTML file: no script, nothing loaded from elsewhere, fit for screen, phone and paper.
    public func html(in language: Language) -> String { ConflictDocument(language: language, page: self).markup.text }
}

private struct ConflictDocument: PagePart {
    let language: Language
    let page: ConflictPage

    var markup: Markup {
        """
        <!DOCTYPE html>
        <html lang="\(say("zh-CN", "en"))">
        <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="robots" content="noindex"/>
        <title>\(say("回避登记", "Conflicts of interest")) · \(page.title(in: language))</title>
        <style>
        \(Stylesheet.rules)\(Self.rules)@page { @top-right { content: "\(say("内部材料", "Internal"))" } }
        </style>
        </head>
        <body>
        \(header)<main>
        <section aria-labelledby="s1"><h2 id="s1">\(say("一、按情形统计", "1. By ground"))</h2>
        \(grounds)</section>
        <section aria-labelledby="s2"><h2 id="s2">\(say("二、专家与材料", "2. Experts and dossiers"))</h2>
        \(matrix)</section>
        <section aria-labelledby="s3"><h2 id="s3">\(say("三、待核实的疑似情形", "3. Suspicions to be settled"))</h2>
        \(suspicions)</section>
        <p class="remark">\(say("日志摘要", "Digest of the log")) <span class="code">\(page.logDigest)</span></p>
        </main>
        </body>
        </html>

        """
    }

    private var header: Markup {
        let banner: Markup =
            page.synthetic
            ? """
            <p class="banner" role="note"><strong>示例数据 / made-up data</strong> \
            \(say("本页所有申报主体、专家和单位均为虚构。", "Every applicant, expert and organisation here is invented."))</p>

            """ : ""
        return """
            <header>
            <p class="mark"><strong>\(say("内部材料", "Internal"))</strong>\
            <span>\(say("仅供秘书处和监督人员使用", "for the secretariat and the auditors only"))</span></p>
            <h1>\(say("回避登记", "Conflicts of interest"))</h1>
            <p class="subtitle">\(page.title(in: language)) · \(page.source(in: language))</p>
            <p class="state"><span>\(say("阶段：", "Stage: "))\(page.stage(in: language))</span></p>
            </header>
            \(banner)
            """
    }

    private var grounds: Markup {
        let shown = page.grounds.filter { $0.confirmed + $0.suspected + $0.cleared > 0 }
        let rows: [Markup] = shown.map { ground in
            """
            <tr><th scope="row">\(ground.name(in: language))</th><td class="number">\(ground.confirmed)</td>\
            <td class="number">\(ground.suspected)</td><td class="number">\(ground.cleared)</td></tr>

            """
        }
        let bars = BarListOrNone(
            language: language, id: "grounds", title: say("应回避的（按情形）", "In conflict, by ground"),
            tallies: shown.filter { $0.confirmed > 0 }.map { .init(name: $0.name, count: $0.confirmed) })
        return """
            <div class="pair even"><div class="scroll"><table class="narrow"><thead><tr><th>\(say("情形", "Ground"))</th>\
            <th class="number">\(Conflict.Standing.confirmed.name(in: language))</th>\
            <th class="number">\(Conflict.Standing.suspected.name(in: language))</th>\
            <th class="number">\(Conflict.Standing.cleared.name(in: language))</th></tr></thead><tbody>
            \(rows)</tbody></table></div>
            <figure><figcaption>\(say("应回避的（条）", "Entries that bind"))</figcaption>
            \(bars.markup)</figure></div>

            """
    }

    private var matrix: Markup {
        guard !page.rows.isEmpty, !page.columns.isEmpty else { return "<p>\(say("无。", "None."))</p>\n" }
        let heads: [Markup] = page.columns.map { #"<th scope="col"><span>\#($0.name)</span></th>"# }
        let rows: [Markup] = page.rows.map { row in
            let cells: [Markup] = zip(row.cells, page.columns).map { cell($0, row, $1) }
            return #"<tr><th scope="row">\#(row.name(in: language)) <small>\#(row.experts)</small></th>\#(cells)</tr>\#n"#
        }
        return """
            <p>\(say(
                "每格为该行专家与该列（推荐单位）材料之间应回避的组合数，颜色越深占比越高；带问号的有待核实的疑似情形。",
                "Each cell counts the pairs of the row's experts and the column's dossiers that are in conflict; the darker, the greater their share. A question mark tells of suspicions to be settled."
            ))</p>
            <div class="scroll" tabindex="0" role="region" aria-label="\(say("专家与材料", "Experts and dossiers"))">\
            <table class="matrix"><thead><tr><th scope="col">\(page.rowTitle(in: language)) <small>\(say("专家数", "experts"))</small></th>\
            \(heads)</tr></thead><tbody>
            \(rows)</tbody></table></div>

            """
    }

    private func cell(_ cell: ConflictPage.Cell, _ row: ConflictPage.Row, _ column: ConflictPage.Column) -> Markup {
        let pairs = max(1, row.experts * column.dossiers)
        // From one per cent to all: five shades by the square root, since most cells have little in them.
        let share = (Double(cell.confirmed) / Double(pairs)).squareRoot()
        let shade = cell.confirmed == 0 ? 0 : min(5, 1 + Int(share * 5))
        let text = cell.confirmed == 0 ? "" : "\(cell.confirmed)"
        let open: Markup = cell.suspected == 0 ? "" : "<b>?\(cell.suspected)</b>"
        let title = say(
            "\(row.name.zh) × \(column.name)：应回避 \(cell.confirmed)，待核实 \(cell.suspected)，共 \(pairs) 对",
            "\(row.name.en) × \(column.name): \(cell.confirmed) in conflict, \(cell.suspected) to be settled, of \(pairs) pairs")
        return #"<td class="s\#(shade)" title="\#(title)">\#(text)\#(open)</td>"#
    }

    private var suspicions: Markup {
        guard !page.suspicions.isEmpty else { return "<p>\(say("无。", "None."))</p>\n" }
        let rows: [Markup] = page.suspicions.map {
            """
            <tr><td>\($0.pairs)</td><td>\($0.evidence(in: language))</td><td class="number">\($0.count)</td></tr>

            """
        }
        return """
            <div class="scroll"><table class="wide"><thead><tr><th>\(say("专家 / 材料", "Expert / dossier"))</th>\
            <th>\(say("依据", "Evidence"))</th><th class="number">\(say("条", "Entries"))</th></tr></thead><tbody>
            \(rows)</tbody></table></div>

            """
    }

    private static let rules: Markup = """
        .matrix { width: auto; font-size: 12px; border-collapse: separate; border-spacing: 1px; }
        .matrix th, .matrix td { padding: 2px 4px; border: 0; }
        .matrix thead th { vertical-align: bottom; }
        .matrix thead th span { writing-mode: vertical-rl; }
        .matrix tbody th { white-space: nowrap; position: sticky; left: 0; background: #fff; }
        .matrix td { min-width: 24px; text-align: center; background: var(--pale); }
        .matrix b { color: var(--amber); font-weight: 700; }
        .matrix .s1 { background: #dbe6f2; } .matrix .s2 { background: #b5cbe3; } .matrix .s3 { background: #86a6c9; }
        .matrix .s4 { background: #41709f; color: #fff; } .matrix .s5 { background: var(--blue); color: #fff; }
        .matrix .s4 b, .matrix .s5 b { color: #ffe3b0; }

        """
}
