internal import Programme

/// Dossiers of a category as a table that folds away; a short one is open from the start.
struct RankingTable: PagePart {
    let language: Language
    let title: String
    let rows: [CategoryPicture.Row]
    /// Whether it is printed even where it is folded.
    let printed: Bool

    private let longest = 15

    var markup: Markup {
        guard !rows.isEmpty else { return "" }
        let open: Markup = printed && rows.count <= longest ? #" open="""# : ""
        return """
            <details class="\(printed ? "printed" : "optional")"\(open)><summary>\(heading)</summary>
            <div class="scroll" tabindex="0" role="region" aria-label="\(heading)"><table class="wide">
            <thead><tr>\(header)</tr></thead>
            <tbody>
            \(rows.map(line))</tbody></table></div></details>

            """
    }

    private var heading: String { say("\(title)（\(rows.count) 件）", "\(title) (\(rows.count))") }

    private var header: [Markup] {
        [
            ("number", say("名次", "Rank")), ("", say("申报主体", "Applicant")), ("number", say("成绩", "Score")),
            ("", say("备注", "Remarks")), ("", say("推荐单位", "Authority")), ("", say("编号", "Dossier")),
            ("", say("各评分表总分", "Sheet totals")),
        ].map { kind, name in #"<th scope="col" class="\#(kind)">\#(name)</th>"# }
    }

    private func line(_ row: CategoryPicture.Row) -> Markup {
        """
        <tr><td class="number">\(row.rank.map(String.init) ?? "—")</td>\
        <th scope="row"><bdi lang="zh-CN">\(row.applicant)</bdi></th>\
        <td class="number">\(row.score?.description ?? "—")</td><td>\(remarks(on: row))</td>\
        <td><bdi lang="zh-CN">\(row.authority)</bdi></td><td class="code"><bdi>\(row.dossier)</bdi></td>\
        <td class="totals">\(row.sheetTotals.sorted().map(\.short).joined(separator: " / "))</td></tr>

        """
    }

    private func remarks(on row: CategoryPicture.Row) -> String {
        var remarks: [Text] = []
        if row.standing != .passed { remarks.append(row.standing.name) }
        if row.tied { remarks.append(Text(zh: "并列", en: "tied")) }
        if row.moved {
            remarks.append(row.listed ? Text(zh: "组长调入", en: "moved in") : Text(zh: "组长调出", en: "moved out"))
        }
        if row.visited { remarks.append(Text(zh: "现场考查", en: "visited")) }
        return remarks.enumerated()(in: language)
    }
}
