internal import Programme

/// What becomes of earlier demonstrations: in numbers by category, and one by one where it isn't simply kept.
struct ReassessmentSection: PagePart {
    let language: Language
    let picture: ReassessmentPicture

    var markup: Markup {
        """
        <p>\(sentence)</p>
        <figure><figcaption>\(say("分类别结论", "Outcomes by category"))</figcaption>
        \(numbers)</figure>
        \(picture.rows.isEmpty ? "" : list)
        """
    }

    private var columns: [(name: Text, count: (ReassessmentPicture.Category) -> Int)] {
        [(Text(zh: "登记", en: "In the register"), \.demonstrations), (Text(zh: "填报", en: "Filed"), \.filed)]
            + Verdict.allCases.map { verdict in (verdict.name, { $0.verdicts[verdict.rawValue] ?? 0 }) }
            + [(Text(zh: "免予评估", en: "Excused"), \.excused), (Text(zh: "待决定", en: "To be decided"), \.open)]
    }

    private func total(_ count: (ReassessmentPicture.Category) -> Int) -> Int { picture.categories.map(count).reduce(0, +) }

    private var sentence: String {
        let filed = total(\.filed)
        let all = total(\.demonstrations)
        return say(
            "前批示范共 \(all) 个，填报 \(filed) 个。既未填报也未经主管部门说明的列入拟撤销，由组长决定；结论以组长签署为准。",
            """
            \(all) earlier demonstrations, of which \(filed) filed. Who neither filed nor was excused is listed for withdrawal, for \
            the chairs to decide; what holds is what the chairs sign.
            """)
    }

    private var numbers: Markup {
        let header: [Markup] = columns.map { #"<th scope="col" class="number">\#($0.name(in: language))</th>"# }
        let lines: [Markup] = picture.categories.map { category in
            let cells: [Markup] = columns.map { #"<td class="number">\#($0.count(category))</td>"# }
            return #"<tr><th scope="row">\#(category.name(in: language))</th>\#(cells)</tr>\#n"#
        }
        let sums: [Markup] = columns.map { #"<td class="number">\#(total($0.count))</td>"# }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(say("分类别结论", "Outcomes by category"))"><table>
            <thead><tr><th scope="col">\(say("类别", "Category"))</th>\(header)</tr></thead>
            <tbody>
            \(lines)</tbody>
            <tfoot><tr><th scope="row">\(say("合计", "Total"))</th>\(sums)</tr></tfoot></table></div>

            """
    }

    private var list: Markup {
        let title = say(
            "须整改、撤销、免予评估及组长决定的（\(picture.rows.count) 个）", "Not simply kept, or decided by a chair (\(picture.rows.count))")
        return """
            <details class="printed"><summary>\(title)</summary>
            <div class="scroll" tabindex="0" role="region" aria-label="\(title)"><table class="wide">
            <thead><tr>\(header)</tr></thead>
            <tbody>
            \(picture.rows.map(line))</tbody></table></div></details>

            """
    }

    private var header: [Markup] {
        [
            ("", say("示范编号", "Number")), ("number", say("批次", "Batch")), ("", say("示范主体", "Name")), ("number", say("成绩", "Score")),
            ("", say("结论", "Outcome")), ("", say("依据", "Ground")), ("", say("组长理由", "Chair's reason")), ("", say("主管部门", "Authority")),
        ].map { kind, name in #"<th scope="col" class="\#(kind)">\#(name)</th>"# }
    }

    private func line(_ row: ReassessmentPicture.Row) -> Markup {
        """
        <tr><td class="code"><bdi>\(row.demonstration)</bdi></td><td class="number">\(row.batch)</td>\
        <th scope="row"><bdi lang="zh-CN">\(row.name)</bdi></th><td class="number">\(row.score?.description ?? "—")</td>\
        <td>\(row.outcome(in: language))</td><td>\(row.ground(in: language))</td>\
        <td><bdi lang="zh-CN">\(row.reason ?? "")</bdi></td><td><bdi lang="zh-CN">\(row.authority)</bdi></td></tr>

        """
    }
}
