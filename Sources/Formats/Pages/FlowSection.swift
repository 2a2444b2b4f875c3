internal import Programme

/// How many dossiers reached each step, from the filings to the shortlist.
struct FlowSection: PagePart {
    let language: Language
    let page: RoundPage

    var markup: Markup {
        """
        <div class="pair even">
        <figure><figcaption>\(say("各环节申报材料件数", "Dossiers at each step"))</figcaption>
        \(drawing)</figure>
        <figure><figcaption>\(say("分类别件数", "By category"))</figcaption>
        \(table)</figure>
        </div>
        <p class="remark">\(remark)</p>
        \(FlagTable(language: language, flags: page.flags).markup)
        """
    }

    private var steps: [(name: Text, ofCategory: (CategoryPicture) -> Int, inAll: Int)] {
        [
            (Text(zh: "申报", en: "Filed"), \.filed, page.filed),
            (Text(zh: "评审", en: "Reviewed"), \.reviewed, page.reviewed),
            (Text(zh: "通过", en: "Passed"), \.passed, page.passed),
            (Text(zh: "现场考查", en: "Visited"), \.visited, page.visited),
            (Text(zh: "拟入选", en: "Listed"), \.listed, page.listed),
        ]
    }

    private var drawing: Markup {
        BarList(
            id: "flow", title: say("从申报到拟入选", "From filing to shortlist"),
            bars: steps.map { BarList.Bar(label: $0.name(in: language), count: $0.inAll) }
        ).markup
    }

    private var table: Markup {
        let header: [Markup] = steps.map { #"<th scope="col" class="number">\#($0.name(in: language))</th>"# }
        let lines: [Markup] = page.categories.map { category in
            let cells: [Markup] = steps.map { #"<td class="number">\#($0.ofCategory(category))</td>"# }
            return #"<tr><th scope="row">\#(category.name(in: language))</th>\#(cells)</tr>\#n"#
        }
        let sums: [Markup] = steps.map { #"<td class="number">\#($0.inAll)</td>"# }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(say("分类别件数", "By category"))"><table>
            <thead><tr><th scope="col">\(say("类别", "Category"))</th>\(header)</tr></thead>
            <tbody>
            \(lines)</tbody>
            <tfoot><tr><th scope="row">\(say("合计", "Total"))</th>\(sums)</tr></tfoot></table></div>

            """
    }

    private var remark: String {
        say(
            "现场考查不是通过的前提：接近及格线或需进一步核实的也会考查；拟入选名单以组长签署为准。",
            """
            A visit is not a step that all must take: dossiers close to the pass mark are visited too. The shortlist is \
            what the chairs sign.
            """)
    }
}
