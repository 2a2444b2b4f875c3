internal import Programme

/// The criteria side by side: how the category's dossiers lie on each, and marks on it: the mean of those selected and of the others,
/// or one dossier.
struct CriteriaProfile: PagePart {
    struct Row {
        var name: Text
        /// Least, quartiles, greatest.
        var spread: [Points]
        var full: Points?
        var hollow: Points?
    }

    let language: Language
    let id: String
    let title: Text
    let rows: [Row]
    let full: Text
    let hollow: Text?

    private let rowHeight = 34

    var markup: Markup {
        let values = rows.flatMap { $0.spread + [$0.full, $0.hollow].compactMap(\.self) }
        guard !values.isEmpty else { return "" }
        let scale = Scale(covering: values)
        func x(_ score: Points) -> String { Measure.percent(scale.part(score)) }
        let bottom = rows.count * rowHeight
        let step = scale.tens.count > 7 ? 2 : 1
        let grid: [Markup] = scale.tens.enumerated().filter { $0.offset % step == 0 }.map { index, ten in
            // The lettering at either end stays within the drawing.
            let side = index == 0 ? "start" : index == scale.tens.count - 1 ? "end" : "middle"
            return """
                <line class="grid" x1="\(x(ten))" x2="\(x(ten))" y1="0" y2="\(bottom)"/>\
                <text class="\(side)" x="\(x(ten))" y="\(bottom + 14)">\(ten.short)</text>
                """
        }
        let marks: [Markup] = rows.enumerated().map { index, row in
            let y = index * rowHeight + 24
            let box: Markup =
                row.spread.count == 5
                ? """
                <line class="whisker" x1="\(x(row.spread[0]))" x2="\(x(row.spread[4]))" y1="\(y)" y2="\(y)"/>\
                <rect class="box" x="\(x(row.spread[1]))" width="\(Measure.percent(scale.part(row.spread[3]) - scale.part(row.spread[1])))" y="\(y - 5)" height="10"/>\
                <line class="median" x1="\(x(row.spread[2]))" x2="\(x(row.spread[2]))" y1="\(y - 5)" y2="\(y + 5)"/>
                """ : ""
            let other: Markup = row.hollow.map { #"<circle class="hollow" cx="\#(x($0))" cy="\#(y)" r="4"/>"# } ?? ""
            let own: Markup = row.full.map { #"<circle class="full" cx="\#(x($0))" cy="\#(y)" r="4"/>"# } ?? ""
            return #"<text class="start" x="0" y="\#(y - 10)">\#(row.name(in: language))</text>\#(box)\#(other)\#(own)"#
        }
        let hollowKey: Markup =
            hollow.map {
                #"<li><svg width="12" height="12" aria-hidden="true"><circle class="hollow" cx="6" cy="6" r="4"/></svg>\#($0(in: language))</li>"#
            } ?? ""
        return """
            <figure><figcaption>\(title(in: language))</figcaption>
            \(Drawing(
                id: id, title: title(in: language),
                description: say("横线为最低至最高，方框为中间一半，粗竖线为中位数。数据见附表。", "Lines reach from the least to the greatest, boxes hold the middle half, thick marks are medians. The figures stand in the table."),
                height: bottom + 18, axis: false, marks: "\(grid)\(marks)"
            ).markup)<ul class="legend"><li><svg width="12" height="12" aria-hidden="true"><circle class="full" cx="6" cy="6" r="4"/></svg>\(full(in: language))</li>\(hollowKey)\
            <li><svg width="30" height="12" aria-hidden="true"><path class="whisker" d="M0 6h30"/><rect class="box" x="8" y="1" width="14" height="10"/><path class="median" d="M14 1v10"/></svg>\(say("本类别各材料：最低、四分位、最高", "dossiers of the category: least, quartiles, greatest"))</li></ul></figure>

            """
    }
}
