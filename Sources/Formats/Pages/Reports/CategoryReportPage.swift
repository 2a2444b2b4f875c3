internal import Programme

/// The report of a category as a page.
struct CategoryReportPage: PagePart {
    let language: Language
    let report: CategoryReport

    private var analysis: CategoryAnalysis { report.analysis }

    var html: String {
        PaperPage(
            language: language, name: say("评审报告：\(analysis.name.zh)", "Report: \(analysis.name.en)"), isSynthetic: report.isSynthetic,
            isRehearsal: report.isRehearsal, isReport: true, classification: say("内部资料", "internal"), content: markup
        ).html
    }

    var markup: Markup {
        let ranking: Markup = "\(IntervalChart(language: language, report: report).markup)\(sensitivity)"
        var sections: [(Text, Markup)] = [
            (Text(zh: "总体情况", en: "Overview"), overview), (Text(zh: "名次、区间与入选界线", en: "Ranking, intervals and cut"), ranking),
            (Text(zh: "指标分析", en: "Criteria"), criteria), (Text(zh: "评分一致性", en: "Agreement"), agreement),
            (Text(zh: "专家宽严", en: "Leniency of experts"), experts), (Text(zh: "分地区情况", en: "By region"), regions),
        ]
        if hasVisits { sections.append((Text(zh: "现场考查", en: "Site visits"), visits)) }
        if report.hasDecisions || !report.decisions.isEmpty { sections.append((Text(zh: "审定情况", en: "Decisions"), decisions)) }
        sections.append((Text(zh: "附表：成绩与调整成绩对照", en: "Table: official and adjusted results"), table))
        return """
            <h1>\(analysis.name(in: language))<br>\(say("评审报告", "Report of the review"))</h1>
            <p class="under">\(report.title(in: language))</p>
            <p class="note">\(say("依据：\(report.source.zh)。阶段：\(report.stage.zh)。专家以编号表示。", "By \(report.source.en). Stage: \(report.stage.en). Experts stand by their numbers."))\(rankedBy)\(withheld)</p>
            \(numbered(sections))<p class="code">\(say("规则摘要（SHA-256）", "Digest of the rules (SHA-256)")) \(report.callDigest)</p>

            """
    }

    private var rankedBy: String {
        report.ranking.map { say($0.zh, " \($0.en)") }
            ?? say("调整成绩供参考，不替代正式成绩。", " Adjusted scores are for consideration and never replace official ones.")
    }

    private var withheld: String {
        analysis.withheld == 0
            ? ""
            : say(
                "因回避，本报告略去 \(analysis.withheld) 件材料；汇总估计仍按全部材料计算。",
                " Left out, since you are recused from them: \(analysis.withheld) dossiers. Estimates are over all.")
    }

    // MARK: Overview

    private var overview: Markup {
        let lines = analysis.lines
        var figures: [(Text, String)] = [
            (Text(zh: "申报", en: "filed"), "\(report.filed)"),
            (Text(zh: "形成名次", en: "with a place"), "\(lines.count { $0.rank != nil })"),
            (
                Text(zh: "通过（及格线 \(analysis.passMark.short)）", en: "passed (pass mark \(analysis.passMark.short))"),
                "\(lines.count { $0.standing == .passed })"
            ),
            (Text(zh: "否决", en: "excluded"), "\(lines.count { $0.standing == .excluded })"),
            (Text(zh: "评分表不足", en: "incomplete"), "\(lines.count { $0.standing == .incomplete })"),
            (Text(zh: "名额", en: "places"), analysis.places.map(String.init) ?? say("不限", "no limit")),
            (report.selectedName, "\(analysis.selected)"),
        ]
        if hasVisits { figures.append((Text(zh: "现场考查", en: "visited"), "\(lines.count { report.fates[$0.dossier]?.visited == true })")) }
        if report.hasDecisions {
            figures.append((report.listedName, "\(lines.count { report.fates[$0.dossier]?.listed == true })"))
        }
        let cells: [Markup] = figures.map { #"<tr><td>\#($0.0(in: language))</td><td class="n">\#($0.1)</td></tr>\#n"# }
        return """
            <table class="key"><tbody>
            \(cells)</tbody></table>
            <p>\(variance)</p>

            """
    }

    private var variance: String {
        guard let variance = analysis.variance else {
            return say("评分太少或全部相同，不能估计评分差异的来源。", "There are too few scores, or all are the same: nothing can be estimated.")
        }
        let total = variance.item + variance.rater + variance.residual
        func share(_ part: Double) -> String { total > 0 ? Figure.percent(part / total) : "–" }
        let apart =
            analysis.counts.components > 1
            ? say(
                "材料与专家分为互不相连的 \(analysis.counts.components) 组，宽严只能在组内比较。",
                " Dossiers and experts fall into \(analysis.counts.components) groups that no review connects; leniency compares within a group only."
            )
            : ""
        return say(
            "\(analysis.counts.raters) 名专家对 \(analysis.counts.items) 件材料评分 \(analysis.counts.scores) 份，均值 \(Figure.two(analysis.mean)) 分。评分的差异 \(share(variance.item)) 来自材料本身，\(share(variance.rater)) 来自专家宽严，\(share(variance.residual)) 来自其余。",
            "\(analysis.counts.raters) experts scored \(analysis.counts.items) dossiers in \(analysis.counts.scores) sheets; the mean is \(Figure.two(analysis.mean)). Of the variance \(share(variance.item)) lies between dossiers, \(share(variance.rater)) in the leniency of experts, \(share(variance.residual)) is left."
        ) + apart
    }

    private var sensitivity: Markup {
        let depends = analysis.lines.filter { !$0.dependsOn.isEmpty }
        let always = analysis.lines.count(where: \.always)
        let head = say(
            "逐一去掉每名专家重新按通知规则计算：按成绩入选的 \(analysis.selected) 件中，无论去掉谁均入选的 \(always) 件；随个别专家而变的 \(depends.count) 件\(depends.isEmpty ? "。" : "：")",
            "With each expert left out in turn and the call's rule applied again, \(always) of the \(analysis.selected) selected by score are in whoever is left out; \(depends.count) depend on single experts\(depends.isEmpty ? "." : ":")"
        )
        guard !depends.isEmpty else { return "<p>\(head)</p>\n" }
        let rows: [Markup] = depends.map { line in
            """
            <tr><td class="n">\(line.rank.map(String.init) ?? "–")</td><td class="w">\(line.dossier)</td><td>\(line.applicant)</td>\
            <td class="n">\(line.score?.description ?? "–")</td><td class="c">\(line.selected ? say("入选", "in") : say("未入选", "out"))</td>\
            <td>\(line.dependsOn.joined(separator: say("、", ", ")))</td></tr>

            """
        }
        return """
            <p>\(head)</p>
            <table><thead><tr><th class="n">\(say("名次", "Place"))</th><th>\(say("材料", "Dossier"))</th><th>\(say("申报主体", "Applicant"))</th><th class="n">\(say("成绩", "Score"))</th><th class="c">\(say("现为", "Now"))</th><th>\(say("去掉即改变的专家", "Changes without"))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table>

            """
    }

    // MARK: Criteria and agreement

    private var criteria: Markup {
        let profile = CriteriaProfile(
            language: language, id: "criteria", title: Text(zh: "各指标得分分布", en: "Scores by criterion"),
            rows: analysis.criteria.map {
                .init(name: $0.name, spread: $0.spread, full: Figure.points($0.ofSelected), hollow: Figure.points($0.ofOthers))
            }, full: Text(zh: "按成绩入选者平均", en: "mean of those selected by score"), hollow: Text(zh: "其余平均", en: "mean of the others"))
        let rows: [Markup] = analysis.criteria.map { criterion in
            """
            <tr><td>\(criterion.name(in: language))</td><td class="n">\(criterion.weight)%</td><td class="n">\(Figure.two(criterion.analysis.mean))</td>\
            <td class="n">\(criterion.spread.count == 5 ? criterion.spread[2].description : "–")</td><td class="n">\(Figure.two(criterion.ofSelected))</td>\
            <td class="n">\(Figure.two(criterion.ofOthers))</td><td class="n">\(Figure.two(criterion.analysis.agreement.relative))</td>\
            <td class="n">\(Figure.two(criterion.analysis.agreement.absolute))</td></tr>

            """
        }
        return """
            \(profile.markup)<table><thead><tr><th>\(say("指标", "Criterion"))</th><th class="n">\(say("权重", "Weight"))</th><th class="n">\(say("评分均值", "Mean"))</th><th class="n">\(say("中位数", "Median"))</th><th class="n">\(say("入选者", "Selected"))</th><th class="n">\(say("其余", "Others"))</th><th class="n">\(say("相对信度", "Relative"))</th><th class="n">\(say("绝对信度", "Absolute"))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table>
            <p class="note">\(say("评分均值按全部评分表；其余各列按计入成绩的评分表。信度为评审组平均分的信度。", "Means are over all sheets, medians and means of groups over sheets that count. Reliabilities are those of a panel's mean."))</p>

            """
    }

    private var agreement: Markup {
        let agreement = analysis.agreement
        let rows: [Markup] = agreement.byReviewers.map {
            #"<tr><td class="c">\#($0.reviewers)</td><td class="n">\#(Figure.two($0.relative))</td><td class="n">\#(Figure.two($0.absolute))</td></tr>\#n"#
        }
        let robust: Markup =
            analysis.robust.map { robust in
                let held: [Markup] = robust.heldBack.prefix(12).map {
                    #"<tr><td>\#($0.item)</td><td>\#($0.rater)</td><td class="n">\#(Figure.two($0.score))</td><td class="n">\#(Figure.percent($0.weight))</td></tr>\#n"#
                }
                let table: Markup =
                    held.isEmpty
                    ? ""
                    : """
                    <table class="key"><thead><tr><th>\(say("材料", "Dossier"))</th><th>\(say("专家", "Expert"))</th><th class="n">\(say("评分", "Score"))</th><th class="n">\(say("残差计入", "Counts"))</th></tr></thead>
                    <tbody>
                    \(held)</tbody></table>

                    """
                return """
                    <p>\(say("稳健（Huber）估计：剩余标准差 \(Figure.two(robust.deviation)) 分，离群而被压低影响的评分 \(robust.heldBack.count) 个\(robust.heldBack.count > 12 ? "，影响压低最多的 12 个如下" : "")。", "Robust (Huber) view: residual standard deviation \(Figure.two(robust.deviation)); \(robust.heldBack.count) outlying scores are held back\(robust.heldBack.count > 12 ? ", the twelve most of all" : "")."))</p>
                    \(table)
                    """
            } ?? ""
        return """
            <p>\(say("评审组平均分的信度：相对 \(Figure.two(agreement.relative))，绝对 \(Figure.two(agreement.absolute))；Krippendorff α（等距）\(Figure.two(agreement.krippendorffInterval))。若每件材料由不同人数评审：", "Reliability of a panel's mean: relative \(Figure.two(agreement.relative)), absolute \(Figure.two(agreement.absolute)); Krippendorff's alpha (interval) \(Figure.two(agreement.krippendorffInterval)). With other numbers of experts a dossier:"))</p>
            <table class="key"><thead><tr><th class="c">\(say("评审人数", "Experts"))</th><th class="n">\(say("相对信度", "Relative"))</th><th class="n">\(say("绝对信度", "Absolute"))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table>
            \(robust)
            """
    }

    private var experts: Markup {
        let experts = analysis.experts
        let columns = 4
        let height = (experts.count + columns - 1) / columns
        let rows: [Markup] = (0..<height).map { row in
            let cells: [Markup] = (0..<columns).map { column in
                let index = column * height + row
                guard index < experts.count else { return "<td></td><td></td><td></td><td></td>" }
                let expert = experts[index]
                return
                    #"<td class="w">\#(expert.id)</td><td class="n">\#(expert.scores)</td><td class="n">\#(Figure.signed(expert.leniency))</td><td class="n">\#(Figure.two(expert.standardError))</td>"#
            }
            return "<tr>\(cells)</tr>\n"
        }
        let header: [Markup] = (0..<columns).map { _ in
            #"<th>\#(say("专家", "Expert"))</th><th class="n">\#(say("份数", "Sheets"))</th><th class="n">\#(say("宽严", "Leniency"))</th><th class="n">\#(say("标准误", "Error"))</th>"#
        }
        return """
            <p>\(say("宽严为该专家评分高（＋）或低（−）于平均专家的估计分值，已考虑其所评材料的水平；区间跨过 0 的，与平均无可靠差别。", "Leniency is by how many points an expert scores above (+) or below (−) the average expert, given which dossiers they read; where the interval holds 0, no difference is certain."))</p>
            <figure>\(LeniencyChart(language: language, analysis: analysis).markup)</figure>
            <table><thead><tr>\(header)</tr></thead>
            <tbody>
            \(rows)</tbody></table>

            """
    }

    // MARK: Regions, visits, decisions

    private var regions: Markup {
        let most = max(1, report.regions.map(\.filed).max() ?? 1)
        let rows: [Markup] = report.regions.map { region in
            let (all, own) = (120 * region.filed / most, 120 * (report.hasDecisions ? region.listed : region.passed) / most)
            return """
                <tr><td class="w">\(region.name)</td><td class="n">\(region.filed)</td><td class="n">\(region.ranked)</td><td class="n">\(region.passed)</td>\
                <td class="n">\(region.visited)</td><td class="n">\(region.listed)</td>\
                <td><svg width="122" height="11" aria-hidden="true"><rect class="bar pale" x="0" y="1" width="\(all)" height="9"/><rect class="bar" x="0" y="1" width="\(own)" height="9"/></svg></td></tr>

                """
        }
        func sum(_ count: (CategoryReport.Region) -> Int) -> Int { report.regions.reduce(0) { $0 + count($1) } }
        return """
            <table><thead><tr><th>\(say("地区", "Region"))</th><th class="n">\(say("申报", "Filed"))</th><th class="n">\(say("有名次", "Ranked"))</th><th class="n">\(say("通过", "Passed"))</th><th class="n">\(say("考查", "Visited"))</th><th class="n">\(report.listedName(in: language))</th><th>\(report.hasDecisions ? say("申报（浅）与\(report.listedName.zh)（深）", "filed (pale), \(report.listedName.en) (dark)") : say("申报（浅）与通过（深）", "filed (pale), passed (dark)"))</th></tr></thead>
            <tbody>
            \(rows)<tr><td>\(say("合计", "Total"))</td><td class="n">\(sum(\.filed))</td><td class="n">\(sum(\.ranked))</td><td class="n">\(sum(\.passed))</td><td class="n">\(sum(\.visited))</td><td class="n">\(sum(\.listed))</td><td></td></tr>
            </tbody></table>

            """
    }

    private var hasVisits: Bool { !report.trips.isEmpty || !report.visitsWithoutTrip.isEmpty }

    private var visits: Markup {
        func lines(_ stops: [CategoryReport.Stop], _ head: Markup) -> [Markup] {
            stops.enumerated().map { index, stop in
                let first: Markup = index == 0 ? head : ""
                return """
                    <tr>\(first)<td class="w">\(stop.dossier)</td><td>\(stop.applicant)</td><td>\(stop.reasons(in: language))</td><td>\(stop.finding?(in: language) ?? "–")</td></tr>

                    """
            }
        }
        let trips: [Markup] = report.trips.flatMap { trip -> [Markup] in
            let days = trip.from.flatMap { from in trip.until.map { (from.description, say("至 \($0)", "to \($0)")) } }
            let head: Markup = """
                <td class="c" rowspan="\(trip.stops.count)">\(trip.number)</td><td class="w" rowspan="\(trip.stops.count)">\(trip.province)<br>\(days?.0 ?? "–")<br>\(days?.1 ?? "")<br>\(say("\(trip.team) 人", "team of \(trip.team)"))</td>
                """
            return lines(trip.stops, head)
        }
        let others = lines(
            report.visitsWithoutTrip,
            #"<td class="c" rowspan="\#(report.visitsWithoutTrip.count)">–</td><td rowspan="\#(report.visitsWithoutTrip.count)">\#(say("未编行程", "on no trip"))</td>"#
        )
        return """
            \(TripChart(language: language, trips: report.trips).markup)<table><thead><tr><th class="c">\(say("行程", "Trip"))</th><th>\(say("地区、日期", "Region, days"))</th><th>\(say("材料", "Dossier"))</th><th>\(say("申报主体", "Applicant"))</th><th style="width:24%">\(say("考查原因", "Why"))</th><th style="width:28%">\(say("考查意见", "Found"))</th></tr></thead>
            <tbody>
            \(trips)\(others)</tbody></table>

            """
    }

    private var decisions: Markup {
        guard !report.decisions.isEmpty else {
            return
                "<p>\(say("名单与按成绩和考查意见提出的一致，无调整、动议、异议。", "The list is as results and visits propose it; nothing was moved, and nobody objected."))</p>\n"
        }
        let rows: [Markup] = report.decisions.map {
            #"<tr><td class="w">\#($0.dossier)</td><td>\#($0.kind(in: language))</td><td>\#($0.what(in: language))</td><td>\#($0.reason)</td></tr>\#n"#
        }
        return """
            <table><thead><tr><th>\(say("材料", "Dossier"))</th><th>\(say("事项", "Matter"))</th><th>\(say("内容", "What"))</th><th>\(say("理由", "Reason"))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table>

            """
    }

    // MARK: The table

    private var table: Markup {
        let header: [(Text, String)] = report.columns.map { ($0.name, $0.kind) }
        let lines = analysis.lines
        let rows: [Markup] = lines.enumerated().map { index, line in
            let isCut = line.selected && index + 1 < lines.count && !lines[index + 1].selected
            let cells: [Markup] = zip(header, report.cells(of: line)).map { column, text in
                #"<td class="\#(column.1)">\#(text(in: language))</td>"#
            }
            let start: Markup = isCut ? #"<tr class="cut">"# : "<tr>"
            return "\(start)\(cells)</tr>\n"
        }
        let names: [Markup] = header.map { #"<th class="\#($0.1)">\#($0.0(in: language))</th>"# }
        return """
            <p class="note">\(say("粗线为按成绩入选的界线。区间为九成；概率为真实水平居前 \(analysis.selected) 的可能性。“稳健”为压低离群评分影响后的调整成绩。“均入选”指无论去掉哪名专家均按成绩入选。", "The thick line is the cut by score. Intervals hold 90 %; the chance is that of truly being among the first \(analysis.selected). “Robust” is the adjusted score with outlying scores held back; “always” says whether it is selected whichever expert is left out."))</p>
            <table class="results"><thead><tr>\(names)</tr></thead>
            <tbody>
            \(rows)</tbody></table>

            """
    }
}
