/// How the page looks: black on white, one red rule, blue for what is on the list.
enum Stylesheet {
    static let rules: Markup = """
        :root {
          color-scheme: light;
          --ink: #1c2530; --soft: #4d5966; --line: #d5dbe2; --pale: #f4f6f8;
          --red: #a5161b; --blue: #12467b; --teal: #17655f; --amber: #8a4b00;
        }
        * { box-sizing: border-box; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        html { -webkit-text-size-adjust: 100%; }
        body {
          margin: 0 auto; max-width: 1180px; padding: 20px 28px 48px; color: var(--ink); background: #fff;
          font: 15px/1.7 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
          font-variant-numeric: tabular-nums; overflow-wrap: break-word;
        }
        h1, h2, h3, p, figure, dl, dd, ul { margin: 0; padding: 0; }
        header { border-bottom: 3px double var(--red); padding-bottom: 14px; text-align: center; }
        .mark { display: flex; flex-wrap: wrap; gap: 4px 12px; font-size: 13px; color: var(--soft); }
        .mark strong { color: var(--red); letter-spacing: .08em; }
        h1 { margin: 18px 0 4px; font-size: clamp(21px, 3.4vw, 31px); line-height: 1.35; text-wrap: balance; }
        h1:lang(en) { font-size: clamp(20px, 3vw, 27px); }
        .subtitle { color: var(--soft); }
        .state { display: flex; flex-wrap: wrap; justify-content: center; gap: 2px 22px; margin-top: 8px; }
        .banner {
          margin-top: 14px; padding: 8px 14px; border: 2px dashed var(--amber); background: #fff8ea; color: #5c3300;
        }
        h2 {
          margin: 34px 0 12px; padding-bottom: 4px; border-bottom: 1px solid var(--line);
          font-size: 20px; line-height: 1.4;
        }
        h3 { margin: 26px 0 6px; font-size: 17px; line-height: 1.4; }
        .remark, figcaption { font-size: 13px; color: var(--soft); }
        .remark { margin-top: 10px; }
        figcaption { margin: 12px 0 8px; font-weight: 600; color: var(--ink); }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(160px, 1fr)); gap: 12px; }
        .figures div { padding: 10px 14px 12px; background: var(--pale); border-top: 3px solid var(--blue); }
        .figures dt { font-size: 13px; color: var(--soft); }
        .figures .value { font-size: 26px; font-weight: 600; line-height: 1.4; white-space: nowrap; }
        .figures small { margin-left: 3px; font-size: 14px; font-weight: 400; }
        .figures .note { font-size: 12.5px; line-height: 1.55; color: var(--soft); }
        .pair { display: grid; grid-template-columns: minmax(0, 1fr); gap: 4px 36px; }
        @media (min-width: 900px) {
          .pair { grid-template-columns: minmax(0, 5fr) minmax(0, 9fr); }
          .pair.even { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
          .half { width: calc(50% - 18px); }
        }
        svg[role] { display: block; overflow: visible; }
        svg.axis { width: calc(100% - 64px); margin-left: 50px; }
        svg.plain { width: 100%; }
        svg text { font-size: 12px; fill: var(--soft); }
        svg .name { font-size: 13px; fill: var(--ink); }
        svg .number { font-size: 13px; font-weight: 600; fill: var(--ink); }
        .end { text-anchor: end; } .middle { text-anchor: middle; } .start { text-anchor: start; }
        .symbols { position: absolute; }
        .grid { stroke: #e3e8ed; } .base { stroke: #7b8794; }
        .limit { stroke: var(--red); stroke-width: 1.5; stroke-dasharray: 6 3; fill: none; }
        svg .limit-label { fill: var(--red); font-weight: 600; }
        .above, .bar, .listed { fill: var(--blue); } .visited { fill: var(--teal); } .track { fill: #e9edf1; }
        .below { fill: #cbd3dc; stroke: #5d6975; stroke-width: 1; }
        .beyond { fill: var(--red); }
        .range { stroke: #9fb0c2; stroke-width: 1.5; }
        .in .range { stroke: #86a6c9; } .out .range { stroke: #c3c9d0; }
        .in circle, circle.in { fill: var(--blue); }
        .out circle, circle.out { fill: #fff; stroke: #4d5966; stroke-width: 1.3; }
        .sparse circle { r: 4px; } .sparse .range { stroke-width: 2; }
        .medium circle { r: 3px; } .medium .range { stroke-width: 1.5; }
        .dense circle { r: 2.2px; } .dense .range { stroke-width: 1; } .dense .out circle { stroke-width: 1; }
        .moved-in { fill: var(--amber); stroke: #fff; stroke-width: 1; }
        .moved-out { fill: #fff; stroke: var(--amber); stroke-width: 1.8; }
        .unranked { stroke: var(--ink); stroke-width: 1.5; fill: none; }
        .legend { display: flex; flex-wrap: wrap; gap: 2px 18px; list-style: none; font-size: 12.5px; color: var(--soft); }
        .legend li { display: flex; align-items: center; gap: 6px; }
        table { width: 100%; border-collapse: collapse; font-size: 14px; line-height: 1.5; }
        table.narrow { width: auto; min-width: min(100%, 380px); margin-top: 6px; }
        th, td { padding: 5px 10px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
        thead th { border-bottom: 1.5px solid var(--ink); background: #fff; font-weight: 600; white-space: nowrap; }
        tbody th { font-weight: 400; }
        tfoot th, tfoot td { border-top: 1.5px solid var(--ink); font-weight: 600; }
        td.number, th.number { text-align: right; white-space: nowrap; }
        .code, code { font-family: "Noto Sans Mono", "SF Mono", Consolas, monospace; font-size: 13px; }
        td.code, th.code, td.standing, .totals { white-space: nowrap; } .totals { font-size: 13px; color: var(--soft); }
        table.wide tbody th { min-width: 14em; }
        .scroll { overflow-x: auto; }
        .scroll tbody th, .scroll tfoot th { min-width: 8em; }
        details { margin-top: 10px; }
        summary { padding: 4px 0; cursor: pointer; color: var(--blue); font-weight: 600; }
        summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; }
        .digests { font-size: 14px; } .digests dt { margin-top: 6px; color: var(--soft); }
        .digests dd { overflow-wrap: anywhere; }
        @media (max-width: 520px) {
          body { padding: 14px 14px 36px; }
          .figures { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px; }
          .figures div { padding: 8px 10px 10px; } .figures .value { font-size: 21px; }
          table { font-size: 12.5px; } th, td { padding: 5px 4px; }
          table.wide td { white-space: nowrap; } table.wide tbody th { min-width: 9em; }
          .dense circle { r: 1.6px; }
        }
        @media (max-width: 380px) { table { font-size: 11.5px; } th, td { padding: 5px 3px; } }
        @page { size: A4; margin: 18mm 15mm; @bottom-center { content: counter(page); } }
        @media print {
          body { max-width: none; padding: 0; font-size: 10pt; }
          .figures { grid-template-columns: repeat(3, minmax(0, 1fr)); }
          .pair.even { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
          h2, h3, figcaption, summary { break-after: avoid; }
          figure, .figures div, tr, .banner { break-inside: avoid; }
          .scroll { overflow: visible; }
          table { font-size: 8.5pt; } .totals, .code, code { font-size: 8pt; }
          th, td { padding: 2.5pt 5pt; }
          .printed::details-content { content-visibility: visible; block-size: auto; }
          .printed summary { list-style: none; }
        }

        """
}
