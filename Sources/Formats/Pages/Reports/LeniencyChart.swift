internal import Programme

/// The leniency of a category's experts, the most severe first, with 90 % intervals.
struct LeniencyChart: PagePart {
    let language: Language
    let analysis: CategoryAnalysis

    private let top = 8
    private let bottom = 150
    private let height = 172

    private struct Entry {
        var id: String
        var value: Double
        var half: Double
    }

    private var entries: [Entry] {
        analysis.experts.compactMap { expert in
            expert.leniency.map { Entry(id: expert.id, value: $0, half: 1.6448536269514722 * (expert.standardError ?? 0)) }
        }.sorted { ($0.value, $0.id) < ($1.value, $1.id) }
    }

    var markup: Markup {
        let entries = entries
        let reach = max(1, entries.map { abs($0.value) + $0.half }.max() ?? 1)
        guard !entries.isEmpty else { return "<p>\(say("数据不足，不能估计。", "There is too little to estimate it from."))</p>\n" }
        func y(_ value: Double) -> String {
            Measure.decimal(Double(top + bottom) / 2 - value / reach * Double(bottom - top) / 2)
        }
        func x(_ position: Double) -> String { Measure.percent(position / Double(entries.count)) }
        let step = Measure.step(upTo: max(1, Int(reach)) * 2)
        let grid: [Markup] = stride(from: -(Int(reach) / step) * step, through: Int(reach), by: step).map { value in
            """
            <line class="\(value == 0 ? "base" : "grid")" x1="0" x2="100%" y1="\(y(Double(value)))" y2="\(y(Double(value)))"/>\
            <text class="end" x="-6" y="\(y(Double(value)))" dy="4">\(value > 0 ? "+\(value)" : "\(value)")</text>
            """
        }
        let radius = entries.count > 120 ? "1.5" : "2.4"
        let marks: [Markup] = entries.enumerated().map { index, entry in
            let middle = x(Double(index) + 0.5)
            return """
                <g><title>\(entry.id) \(Figure.signed(entry.value))</title>\
                <line class="interval" x1="\(middle)" x2="\(middle)" y1="\(y(entry.value + entry.half))" y2="\(y(entry.value - entry.half))"/>\
                <circle class="full" cx="\(middle)" cy="\(y(entry.value))" r="\(radius)"/></g>
                """
        }
        return Drawing(
            id: "leniency", title: say("专家宽严（分）", "Leniency of experts, in points"),
            description: say(
                "\(entries.count) 名专家从最严到最宽：从 \(Figure.signed(entries.first?.value)) 到 \(Figure.signed(entries.last?.value)) 分，竖线为九成区间。数据见附表。",
                "\(entries.count) experts from the most severe to the most lenient: \(Figure.signed(entries.first?.value)) to \(Figure.signed(entries.last?.value)) points; upright lines are 90 % intervals. The figures stand in the table."
            ), height: height,
            marks:
                #"\#(grid)\#(marks)<text class="start" x="0" y="\#(height - 4)">\#(say("← 偏严", "← severe"))</text><text class="end" x="100%" y="\#(height - 4)">\#(say("偏宽 →", "lenient →"))</text>"#
        ).markup
    }
}
