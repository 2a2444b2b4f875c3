internal import Programme

/// One category: what came of it in words, in two drawings and in full.
struct CategorySection: PagePart {
    let language: Language
    /// Its number on the page, from 1.
    let number: Int
    let category: CategoryPicture
    /// The scales that all categories share.
    let scores: Scale
    let totals: Scale

    var markup: Markup {
        """
        <section class="category" aria-labelledby="c\(number)">
        <h3 id="c\(number)">\(say("（\(Numeral.chinese(number))）", "3.\(number) "))\(category.name(in: language))</h3>
        \(category.rows.isEmpty ? empty : content)</section>

        """
    }

    private var empty: Markup {
        category.filed == 0
            ? "<p>\(say("本类别无申报材料。", "Nothing was filed in this category."))</p>"
            : "<p>\(say("本类别申报 \(category.filed) 件，尚无评审结果。", "\(category.filed) filed; no results yet."))</p>"
    }

    private var content: Markup {
        """
        <p>\(summary)</p>
        <div class="pair">
        <figure><figcaption>\(say("成绩分布", "Official scores"))</figcaption>
        \(histogram)</figure>
        <figure><figcaption>\(say("名次与入选界线", "The ranking with its cut"))</figcaption>
        \(ranking.markup)\(RankingLegend(language: language, category: category).markup)</figure>
        </div>
        \(table(say("拟入选名单", "Shortlist"), of: category.rows.filter(\.listed), printed: true))\
        \(table(say("未入选", "Not on the shortlist"), of: category.rows.filter { !$0.listed }, printed: false))
        """
    }

    private var histogram: Markup {
        ScoreHistogram(language: language, id: "c\(number)-scores", category: category, scale: scores).markup
    }

    private var ranking: RankingChart {
        RankingChart(language: language, id: "c\(number)-ranking", category: category, scale: totals)
    }

    private func table(_ title: String, of rows: [CategoryPicture.Row], printed: Bool) -> Markup {
        RankingTable(language: language, title: title, rows: rows, printed: printed).markup
    }

    private var summary: String {
        let mark = category.passMark.short
        let sentence = say(
            """
            本类别申报 \(category.filed) 件，评审 \(category.reviewed) 件，形成名次 \(category.ranked.count) 件；\
            达到及格线（\(mark) 分）并通过 \(category.passed) 件，现场考查 \(category.visited) 件，拟入选 \(category.listed) 件
            """,
            """
            \(category.filed) filed, \(category.reviewed) reviewed, \(category.ranked.count) ranked; \
            \(category.passed) passed (pass mark \(mark)), \(category.visited) visited, \(category.listed) on the shortlist
            """)
        return sentence + moves + say("。", ".")
    }

    private var moves: String {
        let (movedIn, movedOut) = (category.movedIn, category.movedOut)
        return switch (movedIn, movedOut) {
        case (0, 0): ""
        case (_, 0): say("，其中组长调入 \(movedIn) 件", ", \(movedIn) of them moved in by the chairs")
        case (0, _): say("，另由组长调出 \(movedOut) 件", "; \(movedOut) moved out by the chairs")
        default:
            say(
                "，其中组长调入 \(movedIn) 件，另调出 \(movedOut) 件",
                ", \(movedIn) of them moved in by the chairs, who moved \(movedOut) out")
        }
    }
}

/// Ordinals as official Chinese reports number their sections.
enum Numeral {
    /// A number from 1 to 99 in Chinese.
    static func chinese(_ number: Int) -> String {
        let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        let (tens, ones) = (number / 10, number % 10)
        guard (1...99).contains(number) else { return String(number) }
        return (tens > 1 ? digits[tens] : "") + (tens > 0 ? "十" : "") + digits[ones]
    }
}
