public import Programme

extension RoundPage {
    /// The page as one HTML file: no script, nothing loaded from elsewhere, fit for screen, phone and A4 paper.
    public func html(in language: Language) -> String {
        RoundPageDocument(language: language, page: self).markup.text
    }
}

/// The whole page, part by part.
struct RoundPageDocument: PagePart {
    let language: Language
    let page: RoundPage

    var markup: Markup {
        """
        <!DOCTYPE html>
        <html lang="\(say("zh-CN", "en"))">
        <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="robots" content="noindex"/>
        <title>\(page.title(in: language))</title>
        <style>
        \(Stylesheet.rules)@page { @top-right { content: "\(say("内部材料", "Internal"))" } }
        </style>
        </head>
        <body>
        \(Symbols.definitions)\(PageHeader(language: language, page: page).markup)<main>
        \(section(1, Text(zh: "总体情况", en: "Overview"), KeyFigures(language: language, page: page)))\
        \(section(2, Text(zh: "从申报到拟入选", en: "From filing to shortlist"), FlowSection(language: language, page: page)))\
        \(section(3, Text(zh: "分类别结果", en: "Results by category"), categories))\
        \(section(4, Text(zh: "专家与回避", en: "Experts and conflicts"), ExpertSection(language: language, page: page)))\
        \(section(5, Text(zh: "现场考查", en: "Site visits"), visits))\
        \(section(6, Text(zh: "签署与核验", en: "Signatures and checks"), SignatureSection(language: language, page: page)))\
        \(reassessment)\
        </main>
        </body>
        </html>

        """
    }

    private func section(_ number: Int, _ title: Text, _ part: any PagePart) -> Markup {
        """
        <section aria-labelledby="s\(number)">
        <h2 id="s\(number)">\(say("\(Numeral.chinese(number))、", "\(number). "))\(title(in: language))</h2>
        \(part.markup)</section>

        """
    }

    /// Last, so that the parts before it have the same numbers with and without one.
    private var reassessment: Markup {
        page.reassessment.map {
            section(7, Text(zh: "前批示范评估评价", en: "Earlier demonstrations"), ReassessmentSection(language: language, picture: $0))
        } ?? ""
    }

    private var categories: CategorySections { CategorySections(language: language, categories: page.categories) }
    private var visits: VisitSection { VisitSection(language: language, page: page) }
}

/// All categories, drawn to the same scales.
struct CategorySections: PagePart {
    let language: Language
    let categories: [CategoryPicture]

    var markup: Markup {
        let passMarks = categories.map(\.passMark)
        let scores = Scale(covering: passMarks + categories.flatMap { $0.bins.flatMap { [$0.from, $0.to] } })
        let totals = Scale(
            covering: passMarks
                + categories.flatMap { $0.rows.flatMap { $0.sheetTotals + [$0.score].compactMap(\.self) } })
        let sections: [Markup] = categories.enumerated().map { index, category in
            CategorySection(language: language, number: index + 1, category: category, scores: scores, totals: totals)
                .markup
        }
        return "\(sections)"
    }
}

/// Why applicants are visited.
struct VisitSection: PagePart {
    let language: Language
    let page: RoundPage

    var markup: Markup {
        let bars = BarListOrNone(
            language: language, id: "visits", title: say("现场考查（按理由）", "Site visits by reason"), tallies: page.visits)
        let sentence = say("共考查 \(page.visited) 家；一家可有多项理由。", "\(page.visited) visits; one may have several reasons.")
        return """
            <p>\(sentence)</p>
            <figure class="half"><figcaption>\(say("按理由", "By reason"))</figcaption>
            \(bars.markup)</figure>

            """
    }
}
