internal import Programme

/// The trips on a calendar: a bar a trip from its first to its last day.
struct TripChart: PagePart {
    let language: Language
    let trips: [CategoryReport.Trip]

    private let rowHeight = 18

    var markup: Markup {
        let dated = trips.compactMap { trip in trip.from.flatMap { from in trip.until.map { (trip, from, $0) } } }
            .sorted { ($0.1, $0.0.number) < ($1.1, $1.0.number) }
        guard let first = dated.map(\.1).min(), let last = dated.map(\.2).max() else { return "" }
        let span = Double(last.daysSince1970 - first.daysSince1970 + 1)
        // The names stand to the left of the calendar.
        let room = 0.24
        func x(_ day: Int) -> Double { room + (1 - room) * Double(day - first.daysSince1970) / span }
        let bottom = dated.count * rowHeight
        let step = Measure.step(upTo: max(1, Int(span) / 7)) * 7
        let ticks: [Markup] = stride(from: first.daysSince1970, through: last.daysSince1970, by: step).compactMap { day in
            guard let label = Day(daysSince1970: day) else { return nil }
            let at = Measure.percent(x(day))
            return """
                <line class="grid" x1="\(at)" x2="\(at)" y1="0" y2="\(bottom)"/>\
                <text class="start" x="\(at)" y="\(bottom + 14)">\(label.month)-\(label.day)</text>
                """
        }
        let bars: [Markup] = dated.enumerated().map { index, entry in
            let (trip, from, until) = entry
            let y = index * rowHeight
            return """
                <text class="start" x="0" y="\(y + 13)">\(trip.number) \(trip.province)（\(trip.stops.count)）</text>\
                <rect class="bar" x="\(Measure.percent(x(from.daysSince1970)))" \
                width="\(Measure.percent(x(until.daysSince1970 + 1) - x(from.daysSince1970)))" y="\(y + 4)" height="10"><title>\(from.description)–\(until.description)</title></rect>
                """
        }
        return """
            <figure><figcaption>\(say("考查行程（行程号、地区、本类别家数）", "Trips: number, region, visits of this category"))</figcaption>
            \(Drawing(
                id: "trips", title: say("考查行程", "Trips"),
                description: say("\(dated.count) 次行程，\(first) 至 \(last)。数据见附表。", "\(dated.count) trips from \(first) to \(last). The figures stand in the table."),
                height: bottom + 18, axis: false, marks: "\(ticks)\(bars)"
            ).markup)</figure>

            """
    }
}
