internal import Programme

/// What the marks of a ranking mean; only those that occur in it.
struct RankingLegend: PagePart {
    let language: Language
    let category: CategoryPicture

    var markup: Markup {
        let rows = category.rows
        var entries: [Markup] = [
            entry(#"<circle class="in" cx="9" cy="8" r="4"/>"#, say("成绩（拟入选）", "score, listed")),
            entry(#"<circle class="out" cx="9" cy="8" r="3.5"/>"#, say("成绩（未入选）", "score, not listed")),
            entry(#"<path class="range" d="M9 1v14"/>"#, say("各评分表总分的范围", "range of sheet totals")),
            entry(#"<path class="limit" d="M0 8h18"/>"#, say("及格线", "pass mark")),
        ]
        if rows.contains(where: { $0.moved && $0.listed }) {
            entries.append(entry(Symbols.mark("moved-in", x: "9", y: "8"), say("组长调入", "moved in by a chair")))
        }
        if rows.contains(where: { $0.moved && !$0.listed }) {
            entries.append(entry(Symbols.mark("moved-out", x: "9", y: "8"), say("组长调出", "moved out by a chair")))
        }
        if !category.unranked.isEmpty {
            entries.append(
                entry(
                    Symbols.mark("unranked", x: "9", y: "8"),
                    say("无名次（否决或评分表不足）", "no rank: excluded or incomplete")))
        }
        return #"<ul class="legend">\#(entries)</ul>\#n"#
    }

    private func entry(_ symbol: Markup, _ meaning: String) -> Markup {
        #"<li><svg class="key" width="18" height="16" aria-hidden="true">\#(symbol)</svg>\#(meaning)</li>"#
    }
}
