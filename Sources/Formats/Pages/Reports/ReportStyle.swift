/// How reports with drawings look: black on white, so that they lose nothing on an office printer; grey is never the only difference.
enum ReportStyle {
    static let rules: Markup = """

        @page { size: A4; margin: 22mm 18mm 20mm; @bottom-center { content: "— " counter(page) " —"; font: 10pt "Liberation Serif", serif; } }
        body.report { font-size: 12pt; line-height: 1.6; }
        body.en.report { font-size: 10.5pt; line-height: 1.45; }
        @media screen { .report main { padding: 22mm 18mm 20mm; } }
        .report h1 { font-size: 19pt; margin-bottom: .5em; } .en.report h1 { font-size: 16pt; }
        .report h2 { font-size: 14pt; text-indent: 0; margin: 1.1em 0 .2em; } .en.report h2 { font-size: 12pt; }
        .report h3 { font-size: 12pt; margin: .7em 0 .1em; } .en.report h3 { font-size: 10.5pt; }
        .report .under { text-align: center; text-indent: 0; margin-bottom: .8em; }
        .report p.note { font-size: 9pt; margin: .3em 0; }
        .report table { font-size: 9pt; line-height: 1.35; }
        .report th, .report td { padding: .7mm 1.3mm; border-width: .5pt; }
        .report td.w { white-space: nowrap; } .report td.c, .report th.c { text-align: center; white-space: nowrap; width: 1%; }
        .report th { overflow-wrap: normal; } .report th.n, .report th.c { white-space: normal; word-break: keep-all; } .report .name { width: 22%; }
        .report thead th { background: #eee; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        .report tr.cut td { border-bottom: 2pt solid #000; }
        .report table.key { width: auto; min-width: 45%; } .report table.key :is(td, th) { width: auto; }
        .report figure { margin: .6em 0; break-inside: avoid; } .report figcaption { font: .85em/1.4 var(--head); margin-bottom: .3em; }
        .en.report figcaption { font-family: inherit; font-weight: 700; }
        .report svg[role] { display: block; overflow: visible; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        .report svg.axis { width: calc(100% - 52px); margin-left: 46px; } .report svg.plain { width: 100%; }
        .report svg text { font-size: 11px; fill: #000; font-family: var(--text); }
        .end { text-anchor: end; } .middle { text-anchor: middle; } .start { text-anchor: start; }
        .grid { stroke: #ccc; } .base { stroke: #000; } .limit { stroke: #000; stroke-width: 1.2; stroke-dasharray: 6 3; }
        .cut-line { stroke: #000; stroke-width: 1.2; stroke-dasharray: 2 2; }
        .interval { stroke: #888; stroke-width: 1.4; } .estimate { stroke: #000; stroke-width: 1.2; }
        .full { fill: #000; } .hollow { fill: #fff; stroke: #000; stroke-width: 1; }
        .box { fill: #d8d8d8; stroke: #000; stroke-width: .8; } .whisker { stroke: #000; stroke-width: .8; } .median { stroke: #000; stroke-width: 2; }
        .bar { fill: #555; } .bar.pale { fill: #d0d0d0; stroke: #555; stroke-width: .6; } .track { fill: #f0f0f0; }
        .legend { display: flex; flex-wrap: wrap; gap: 0 5mm; list-style: none; padding: 0; margin: .2em 0 0; font-size: 9pt; line-height: 1.5; }
        .legend li { display: flex; align-items: center; gap: 1.5mm; }
        td svg { display: inline-block; vertical-align: middle; }
        ol.steps, .report ul.plain { margin: .2em 0; padding-left: 1.6em; } ol.steps li { margin: .1em 0; }
        .signing td { height: 14mm; }
        @page wide { size: A4 landscape; margin: 18mm 20mm; @bottom-center { content: "— " counter(page) " —"; font: 10pt "Liberation Serif", serif; } }
        h2:has(+ p.note + table.results), p.note:has(+ table.results), table.results, table.results ~ p { page: wide; }
        @media screen { .report table.results { font-size: 7.5pt; } }
        """
}
