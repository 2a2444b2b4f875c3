internal import Programme

/// What was found at the intake, with everything that was decided on it: a change of mind stays to be seen.
struct FlagTable: PagePart {
    let language: Language
    let flags: [RoundPage.Flagged]

    var markup: Markup {
        guard !flags.isEmpty else { return "" }
        let lines: [Markup] = flags.map { flag in
            let decisions: [Markup] = flag.decisions.map { "<div>\($0(in: language))</div>" }
            return """
                <tr><th scope="row" class="code">\(flag.dossier)</th><td><bdi lang="zh-CN">\(flag.applicant)</bdi></td>\
                <td>\(flag.check(in: language))</td><td><bdi lang="zh-CN">\(flag.found)</bdi></td>\
                <td class="standing">\(flag.standing(in: language))</td><td>\(decisions)</td></tr>

                """
        }
        let title = say("受理审查与核定（多次核定的，以最后一次为准）", "Flags at the intake; where there are several decisions the last counts")
        return """
            <h3>\(title)</h3>
            <div class="scroll" tabindex="0" role="region" aria-label="\(title)"><table>
            <thead><tr><th scope="col">\(say("材料", "Dossier"))</th><th scope="col">\(say("申报主体", "Applicant"))</th>\
            <th scope="col">\(say("条件", "Condition"))</th><th scope="col">\(say("填报", "Found"))</th>\
            <th scope="col">\(say("结论", "Standing"))</th><th scope="col">\(say("核定", "Decisions"))</th></tr></thead>
            <tbody>
            \(lines)</tbody></table></div>

            """
    }
}
