/// Columns over a horizontal axis: how often each value or bin occurs.
struct ColumnChart {
    struct Column {
        /// Where it starts and ends, as parts of the width.
        var from: Double
        var to: Double
        var count: Int
        /// The class of its colour.
        var kind: String
        /// What it stands for.
        var label: String
    }

    struct Tick {
        var at: Double
        var label: String
    }

    var id: String
    var title: String
    var description: String
    var columns: [Column]
    var ticks: [Tick]
    /// The line that matters.
    var limit: Tick
    var axisLabel: String

    private let top = 26
    private let bottom = 240
    private let height = 278

    var markup: Markup {
        Drawing(
            id: id, title: title, description: description, height: height,
            marks: "\(grid)\(bars)\(horizontalAxis)\(limitLine)"
        ).markup
    }

    private var largest: Int { max(1, columns.map(\.count).max() ?? 1) }
    private var step: Int { Measure.step(upTo: largest) }
    /// The count at the top of the drawing.
    private var ceiling: Int { (largest + step - 1) / step * step }

    private func y(_ count: Int) -> Int { bottom - count * (bottom - top) / ceiling }

    private var grid: [Markup] {
        stride(from: 0, through: ceiling, by: step).map { count in
            """
            <line class="\(count == 0 ? "base" : "grid")" x1="0" x2="100%" y1="\(y(count))" y2="\(y(count))"/>\
            <text class="tick end" x="-6" y="\(y(count) + 4)">\(count)</text>
            """
        }
    }

    private var bars: [Markup] {
        columns.filter { $0.count > 0 }.map { column in
            let gap = (column.to - column.from) * 0.06
            return """
                <rect class="\(column.kind)" x="\(Measure.percent(column.from + gap))" y="\(y(column.count))" \
                width="\(Measure.percent(column.to - column.from - 2 * gap))" height="\(bottom - y(column.count))">\
                <title>\(column.label)</title></rect>
                """
        }
    }

    private var horizontalAxis: Markup {
        let labels: [Markup] = ticks.map { tick in
            """
            <line class="base" x1="\(Measure.percent(tick.at))" x2="\(Measure.percent(tick.at))" \
            y1="\(bottom)" y2="\(bottom + 4)"/>\
            <text class="tick middle" x="\(Measure.percent(tick.at))" y="\(bottom + 17)">\(tick.label)</text>
            """
        }
        return #"\#(labels)<text class="tick end" x="100%" y="\#(height - 4)">\#(axisLabel)</text>"#
    }

    /// The lettering stands on the side that has room for it.
    private var limitLine: Markup {
        let x = Measure.percent(limit.at)
        let leftward = limit.at > 0.5
        return """
            <line class="limit" x1="\(x)" x2="\(x)" y1="4" y2="\(bottom)"/>\
            <text class="limit-label \(leftward ? "end" : "start")" x="\(x)" dx="\(leftward ? "-5" : "5")" y="14">\
            \(limit.label)</text>
            """
    }
}
