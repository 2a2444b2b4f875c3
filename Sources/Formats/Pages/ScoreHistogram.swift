internal import Programme

/// Official scores of a category by bins of two points; the pass mark is a border between bins.
struct ScoreHistogram: PagePart {
    let language: Language
    let id: String
    let category: CategoryPicture
    let scale: Scale

    var markup: Markup {
        ColumnChart(
            id: id, title: say("成绩分布", "Distribution of official scores"), description: description, columns: columns,
            ticks: scale.tens.map { ColumnChart.Tick(at: scale.part($0), label: $0.short) },
            limit: ColumnChart.Tick(
                at: scale.part(category.passMark),
                label: say("及格线 \(category.passMark.short)", "pass mark \(category.passMark.short)")),
            axisLabel: say("成绩（每 2 分一档）", "official score, bins of 2 points")
        ).markup
    }

    private var columns: [ColumnChart.Column] {
        category.bins.map { bin in
            let (from, to) = (bin.from.short, bin.to.short)
            return ColumnChart.Column(
                from: scale.part(bin.from), to: scale.part(bin.to), count: bin.count,
                kind: bin.from >= category.passMark ? "above" : "below",
                label: say("\(from) 分以上、不足 \(to) 分：\(bin.count) 件", "\(from) to below \(to): \(bin.count) dossiers"))
        }
    }

    private var description: String {
        let scores = category.ranked.compactMap(\.score)
        guard let lowest = scores.min(), let highest = scores.max() else { return say("尚无成绩。", "No scores yet.") }
        let above = scores.count { $0 >= category.passMark }
        return say(
            "有名次的 \(scores.count) 件，成绩从 \(lowest) 到 \(highest)；达到及格线 \(category.passMark.short) 的 \(above) 件。",
            """
            \(scores.count) ranked dossiers with scores from \(lowest) to \(highest); \(above) of them reach the pass \
            mark \(category.passMark.short).
            """)
    }
}

extension CategoryPicture {
    struct Bin {
        var from: Points
        var to: Points
        var count: Int
    }

    /// The bins in which there are official scores of ranked dossiers.
    var bins: [Bin] {
        let width = 200
        let scores = ranked.compactMap(\.score)
        let starts = scores.map { score in
            passMark.hundredths + Scale.floor(score.hundredths - passMark.hundredths, to: width)
        }
        return Dictionary(grouping: starts) { $0 }.sorted { $0.key < $1.key }.map { start, members in
            Bin(from: Points(hundredths: start), to: Points(hundredths: start + width), count: members.count)
        }
    }
}
