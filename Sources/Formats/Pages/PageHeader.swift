internal import Programme

/// The head of the page, in the manner of an official paper.
struct PageHeader: PagePart {
    let language: Language
    let page: RoundPage

    var markup: Markup {
        """
        <header>
        <p class="mark"><strong>\(say("内部材料", "Internal"))</strong>\
        <span>\(say("仅供秘书处和评审组长使用", "for the secretariat and the chairs only"))</span></p>
        <h1>\(page.title(in: language))</h1>
        <p class="subtitle">\(page.source(in: language))</p>
        <p class="state"><span>\(say("第 \(page.batch) 批", "Batch \(page.batch)"))</span>\
        <span>\(say("阶段：", "Stage: "))\(page.stage(in: language))</span>\
        <span>\(page.final ? say("名单已确定", "Shortlist final") : say("名单未确定", "Shortlist not final"))</span></p>
        </header>
        \(banner)
        """
    }

    private var banner: Markup {
        guard page.synthetic else { return "" }
        return """
            <p class="banner" role="note"><strong>示例数据 / made-up data</strong> \
            \(say("本页所有申报主体、专家、成绩和名单均为虚构。", "Every applicant, expert, score and list here is invented."))</p>

            """
    }
}
