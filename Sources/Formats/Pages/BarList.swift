/// Horizontal bars, each with its name above it: counts that don't lie on a scale.
struct BarList {
    struct Bar {
        var label: String
        var count: Int
    }

    var id: String
    var title: String
    var bars: [Bar]

    private let rowHeight = 42

    var markup: Markup {
        Drawing(
            id: id, title: title, description: description, height: bars.count * rowHeight, axis: false,
            marks: "\(rows)"
        ).markup
    }

    private var description: String {
        bars.map { "\($0.label) \($0.count)" }.joined(separator: "; ")
    }

    private var rows: [Markup] {
        let largest = max(1, bars.map(\.count).max() ?? 1)
        let roomForTheNumber = 0.12
        return bars.enumerated().map { index, bar in
            let y = index * rowHeight
            let width = Measure.percent((1 - roomForTheNumber) * Double(bar.count) / Double(largest))
            return """
                <text class="name" x="0" y="\(y + 14)">\(bar.label)</text>\
                <rect class="bar" x="0" y="\(y + 20)" width="\(width)" height="14"/>\
                <text class="number" x="\(width)" dx="7" y="\(y + 32)">\(Measure.quantity(bar.count))</text>
                """
        }
    }
}
