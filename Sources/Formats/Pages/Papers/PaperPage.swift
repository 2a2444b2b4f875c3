internal import Programme

/// A paper to print, in one language: A4 in the manner of official documents (GB/T 9704-2012: margins of 37, 26, 35 and 28 mm, text of
/// 16 points in 仿宋, headings in 黑体), with fonts that stand in where those are missing. One file, no script, nothing from elsewhere.
struct PaperPage {
    var language: Language
    /// What the window and the print's header are called.
    var name: String
    /// Whether what it tells is made up.
    var isSynthetic: Bool
    /// Whether its days are those of a rehearsal.
    var isRehearsal: Bool
    /// Whether it is a report with drawings and wide tables: narrower margins, smaller type, numbered pages.
    var isReport = false
    /// What else stands above everything, as that it is internal; empty where nothing is.
    var classification = ""
    var content: Markup

    var html: String {
        let page: Markup = """
            <!DOCTYPE html>
            <html lang="\(language == .zh ? "zh-CN" : "en")"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(name)</title>
            <style>\(PaperPage.style)\(isReport ? ReportStyle.rules : "")</style></head>
            <body class="\(language.rawValue)\(isReport ? " report" : "")"><main>
            \(marks)\(content)</main></body></html>

            """
        return page.text
    }

    private var marks: Markup {
        let words = [
            classification.isEmpty ? nil : Text(verbatim: classification),
            isSynthetic ? Text(zh: "示例：虚构数据", en: "example: made-up data") : nil,
            isRehearsal ? Text(zh: "演练：日期不是实际日期", en: "rehearsal: the days are not real") : nil,
        ].compactMap { $0?(in: language) }
        return words.isEmpty ? "" : #"<p class="mark">\#(words.joined(separator: language == .zh ? "；" : "; "))</p>\#n"#
    }

    private static let style: Markup = """
        @page { size: A4; margin: 37mm 26mm 35mm 28mm; }
        :root { color-scheme: light; --text: "FangSong", "仿宋", "仿宋_GB2312", "STFangsong", "FandolFang R", "Noto Serif CJK SC", \
        "Noto Serif SC", "Source Han Serif SC", "Songti SC", "SimSun", serif; --head: "SimHei", "黑体", "STHeiti", "Heiti SC", \
        "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif; }
        * { box-sizing: border-box; }
        body { margin: 0; color: #000; background: #fff; font: 16pt/1.75 var(--text); }
        body.en { font: 11.5pt/1.5 "Times New Roman", "Liberation Serif", "Noto Serif", var(--text); }
        main { margin: 0 auto; }
        @media screen { body { background: #e9e9e6; } main { width: 210mm; min-height: 297mm; margin: 8mm auto; padding: 37mm 26mm 35mm 28mm; \
        background: #fff; box-shadow: 0 1px 6px rgb(0 0 0 / 25%); } }
        h1 { font: 700 22pt/1.4 "FZXiaoBiaoSong-B05S", "方正小标宋简体", "STZhongsong", "华文中宋", "Noto Serif CJK SC", "Noto Serif SC", serif; \
        text-align: center; margin: 0 0 1em; text-wrap: balance; word-break: keep-all; overflow-wrap: anywhere; }
        .en h1 { font: 700 17pt/1.3 "Times New Roman", "Liberation Serif", serif; }
        h2 { font: 400 16pt/1.75 var(--head); margin: .6em 0 0; text-indent: 2em; break-after: avoid; }
        .en h2 { font: 700 12.5pt/1.4 "Times New Roman", "Liberation Serif", serif; text-indent: 0; }
        p { margin: 0; text-indent: 2em; text-align: justify; }
        .en p { text-indent: 0; margin: 0 0 .5em; text-align: left; }
        p.to, p.mark, p.note { text-indent: 0; }
        p.mark { font: 10.5pt/1.4 var(--head); border: .8pt solid #000; padding: 1mm 3mm; margin: 0 0 6mm; width: fit-content; }
        p.note { font-size: .75em; line-height: 1.5; margin-top: .5em; }
        table { width: 100%; border-collapse: collapse; margin: .5em 0; font-size: .8em; line-height: 1.4; }
        thead { display: table-header-group; } tr { break-inside: avoid; }
        th, td { border: .6pt solid #000; padding: 1.2mm 2mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
        th { font-family: var(--head); font-weight: 400; } .en th { font-family: inherit; font-weight: 700; }
        td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; width: 1%; }
        ul { margin: 0; padding: 0 0 0 2em; } .comments li { margin: 0; break-inside: avoid; }
        h3 { font: 400 .9em/1.6 var(--head); margin: .4em 0 0; break-after: avoid; }
        .en h3 { font-family: inherit; font-weight: 700; }
        .sign { margin-top: 2em; text-align: right; break-inside: avoid; } .sign p { text-indent: 0; text-align: right; }
        .code { font: .62em/1.5 "Liberation Mono", "Noto Sans Mono", monospace; overflow-wrap: anywhere; text-align: left; text-indent: 0; }
        """
}

extension Day {
    /// The day as official documents write it.
    func written(in language: Language) -> String {
        switch language {
        case .zh: "\(year)年\(month)月\(day)日"
        case .en: description
        }
    }
}
