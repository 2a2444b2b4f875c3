internal import Programme

/// The experts: how the work is spread over them, and what keeps them from dossiers.
struct ExpertSection: PagePart {
    let language: Language
    let page: RoundPage

    var markup: Markup {
        """
        <div class="pair even">
        <figure><figcaption>\(say("专家承担的评审件数", "Reviews per expert"))</figcaption>
        \(loads)</figure>
        <figure><figcaption>\(say("回避情形（按事由）", "Conflicts of interest by ground"))</figcaption>
        \(conflicts)</figure>
        </div>

        """
    }

    private var conflicts: Markup {
        BarListOrNone(
            language: language, id: "conflicts", title: say("回避情形（按事由）", "Conflicts of interest by ground"),
            tallies: page.counts.conflicts
        ).markup
    }

    private var loads: Markup {
        guard !page.loads.reviews.isEmpty else { return "<p>\(say("尚未分配专家。", "Nobody has been assigned yet."))</p>\n" }
        return ColumnChart(
            id: "loads", title: say("专家承担的评审件数", "Reviews per expert"), description: description, columns: columns,
            ticks: ticks,
            limit: ColumnChart.Tick(
                at: edge(page.loads.maximum + 1),
                label: say("上限 \(page.loads.maximum)", "maximum \(page.loads.maximum)")),
            axisLabel: say("每名专家的评审件数（纵轴：专家人数）", "reviews of an expert (upright: how many experts)")
        ).markup
    }

    private var most: Int { max(page.loads.maximum, page.loads.reviews.max() ?? 0) }
    private func edge(_ load: Int) -> Double { Double(load) / Double(most + 1) }
    private func middle(_ load: Int) -> Double { edge(load) + 0.5 / Double(most + 1) }

    private var columns: [ColumnChart.Column] {
        Dictionary(grouping: page.loads.reviews) { $0 }.sorted { $0.key < $1.key }.map { load, experts in
            ColumnChart.Column(
                from: edge(load), to: edge(load + 1), count: experts.count,
                kind: load > page.loads.maximum ? "beyond" : "above",
                label: say("\(load) 件：\(experts.count) 名", "\(load) reviews: \(experts.count) experts"))
        }
    }

    private var ticks: [ColumnChart.Tick] {
        stride(from: 0, through: most, by: most <= 15 ? 1 : Measure.step(upTo: most)).map {
            ColumnChart.Tick(at: middle($0), label: String($0))
        }
    }

    private var description: String {
        let loads = page.loads.reviews
        let (least, largest) = (loads.min() ?? 0, loads.max() ?? 0)
        return say(
            "\(loads.count) 名专家，每人 \(least) 至 \(largest) 件，上限 \(page.loads.maximum) 件。",
            "\(loads.count) experts with \(least) to \(largest) reviews each; at most \(page.loads.maximum) are allowed."
        )
    }
}

/// Bars of counts, or the word that there are none.
struct BarListOrNone: PagePart {
    let language: Language
    let id: String
    let title: String
    let tallies: [RoundPage.Tally]

    var markup: Markup {
        guard !tallies.isEmpty else { return "<p>\(say("无。", "None."))</p>\n" }
        return BarList(
            id: id, title: title,
            bars: tallies.map { BarList.Bar(label: $0.name(in: language), count: $0.count) }
        ).markup
    }
}
