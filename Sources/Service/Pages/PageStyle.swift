internal import Cryptography
internal import HTTPTypes

/// The one style sheet, under a name that its content gives it: it can be kept for ever, and never goes stale.
enum PageStyle {
    static let bytes = Array(rules.utf8)
    private static let digest = SHA256Digest(of: rules).description
    /// Where it is.
    static let path = "/style-\(digest.prefix(16)).css"
    /// Its entity tag.
    static let tag = "\"\(digest.prefix(16))\""

    static var headers: HTTPFields {
        [
            .contentType: "text/css; charset=utf-8", .eTag: tag, .cacheControl: "public, max-age=31536000, immutable",
            .xContentTypeOptions: "nosniff",
        ]
    }

    /// Black on white, one red rule, blue for what can be done: as the printed reports look.
    private static let rules = #"""
        :root {
          color-scheme: light;
          --ink: #1c2530; --soft: #4d5966; --line: #d5dbe2; --pale: #f4f6f8; --field: #5d6975;
          --red: #a5161b; --blue: #12467b; --teal: #17655f; --amber: #8a4b00; --focus: #ffbf2e;
          --sans: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
        }
        * { box-sizing: border-box; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        html { -webkit-text-size-adjust: 100%; scroll-padding-top: 16px; }
        body {
          margin: 0; color: var(--ink); background: #fff;
          font: 16px/1.75 var(--sans);
          font-variant-numeric: tabular-nums; overflow-wrap: break-word;
        }
        /* Fonts for Chinese have quotation marks and apostrophes as wide as an ideograph. */
        @font-face {
          font-family: narrow-quotes; unicode-range: U+2018-2019, U+201C-201D;
          src: local("Segoe UI"), local("Helvetica Neue"), local("Arial"), local("Noto Sans Regular"), local("Noto Sans CJK KR Regular"), local("Noto Sans CJK KR");
        }
        :lang(en) body, body:lang(en) { line-height: 1.55; font-family: narrow-quotes, var(--sans); } :lang(en) :lang(zh) { font-family: var(--sans); }
        h1, h2, h3, h4, p, ul, ol, dl, dd, figure, fieldset, legend { margin: 0; padding: 0; }
        .inner { max-width: 1040px; margin: 0 auto; padding: 0 28px; }
        .wide .inner { max-width: 1480px; }
        a { color: var(--blue); text-underline-offset: .18em; text-decoration-thickness: 1px; }
        a:hover { text-decoration-thickness: 3px; }
        a:focus-visible, summary:focus-visible, .scroll:focus-visible, main:focus-visible {
          outline: 3px solid var(--focus); outline-offset: 2px; box-shadow: 0 0 0 6px var(--ink); border-radius: 1px;
        }
        .skip { position: absolute; left: -999em; }
        .skip:focus { position: static; display: block; padding: 8px 28px; background: var(--focus); color: var(--ink); }
        .hidden-text { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

        .site { border-bottom: 3px double var(--red); }
        .site .inner { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 22px; padding-top: 12px; padding-bottom: 10px; }
        .brand { font-size: 20px; font-weight: 700; letter-spacing: .06em; color: var(--red); text-decoration: none; }
        .brand small { font-size: 13px; font-weight: 400; letter-spacing: 0; color: var(--soft); margin-left: 8px; }
        .site .tools { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 18px; margin-left: auto; font-size: 14px; color: var(--soft); }
        .tools form { display: inline; }
        .link {
          padding: 0; border: 0; background: none; color: var(--blue); font: inherit; cursor: pointer;
          text-decoration: underline; text-underline-offset: .18em;
        }
        .navigation { border-bottom: 1px solid var(--line); background: var(--pale); }
        .navigation ul { display: flex; flex-wrap: wrap; gap: 0 24px; list-style: none; }
        .navigation a { display: block; padding: 8px 0 6px; border-bottom: 3px solid transparent; text-decoration: none; }
        .navigation a:hover { text-decoration: underline; }
        .navigation a[aria-current] { border-bottom-color: var(--blue); font-weight: 600; color: var(--ink); }
        div:has(> .made-up) { width: 100%; } .made-up { margin-top: 14px; padding: 6px 14px; border: 2px dashed var(--amber); background: #fff8ea; color: #5c3300; font-size: 14px; }

        body { display: flex; flex-direction: column; min-height: 100vh; } main { width: 100%; flex: 1 0 auto; }
        main.inner { padding-top: 22px; padding-bottom: 56px; }
        main > * + * { margin-top: 16px; }
        h1 { font-size: clamp(23px, 3.2vw, 30px); line-height: 1.35; text-wrap: balance; }
        h1 .caption { display: block; font-size: 16px; font-weight: 400; color: var(--soft); }
        main > h2, main > section > h2, form > h2 { margin-top: 36px; padding-bottom: 4px; border-bottom: 1px solid var(--line); font-size: 21px; line-height: 1.4; }
        h3 { font-size: 18px; line-height: 1.45; }
        section > * + *, form > * + *, .stack > * + * { margin-top: 14px; }
        .lead { font-size: 18px; }
        .text { max-width: 44em; }
        .remark, .hint { color: var(--soft); font-size: 14.5px; }
        .inset { padding: 10px 0 10px 16px; border-left: 8px solid var(--line); }
        .back { display: inline-block; font-size: 14.5px; }
        .back::before { content: "‹ "; }
        .steps { padding-left: 1.6em; } .steps li + li { margin-top: 8px; }
        .bullets { padding-left: 1.3em; }

        .banner { padding: 10px 16px; border: 3px solid var(--teal); }
        .banner h2 { font-size: 16px; color: var(--teal); } .banner p { font-size: 18px; font-weight: 600; }
        .error-summary { padding: 12px 18px 16px; border: 4px solid var(--red); }
        .error-summary h2 { font-size: 20px; } .error-summary ul { margin-top: 6px; padding-left: 1.2em; }
        .error-summary a { color: var(--red); font-weight: 600; }
        .error-summary:focus-visible { outline: 3px solid var(--focus); }
        .error-message { color: var(--red); font-weight: 600; }
        .group { border: 0; min-width: 0; }
        .group.wrong, .field.wrong { padding-left: 14px; border-left: 5px solid var(--red); }
        /* Floated, it stands below the line between two groups, not on it. */
        legend { float: left; width: 100%; font-weight: 600; } legend + * { clear: both; } label.title { display: block; font-weight: 600; }
        .field > label { display: block; } .field > * + *, .group > * + * { margin-top: 4px; } .group + .group { padding-top: 16px; border-top: 1px solid var(--line); }
        select { min-width: 12em; }
        input[type=text], input[type=password], textarea, select {
          max-width: 100%; padding: 7px 9px; border: 2px solid var(--field); border-radius: 0; background: #fff; color: var(--ink); font: inherit; line-height: 1.5;
        }
        textarea { display: block; width: 100%; min-height: 5.6em; resize: vertical; }
        .wrong input[type=text], .wrong textarea, .wrong select { border-color: var(--red); }
        input:focus-visible, textarea:focus-visible, select:focus-visible {
          outline: 3px solid var(--focus); outline-offset: 0; border-color: var(--ink); box-shadow: inset 0 0 0 1px var(--ink);
        }
        textarea[readonly] { max-height: 30em; field-sizing: content; }
        .short { width: 7em; } .middle { width: 20em; }
        .choice { display: flex; gap: 12px; align-items: flex-start; padding: 5px 0; }
        .choice input { flex: none; width: 24px; height: 24px; margin: 2px 0 0; accent-color: var(--blue); }
        .choice input:focus-visible { box-shadow: 0 0 0 5px var(--ink); } .choice input[type=radio] { border-radius: 50%; }
        .choice label { padding-top: 1px; }
        .choices.across { display: flex; flex-wrap: wrap; gap: 0 30px; }
        button.do, a.do {
          display: inline-block; padding: 8px 20px 9px; border: 0; border-radius: 0; background: var(--blue); color: #fff; font: inherit; font-weight: 600;
          line-height: 1.5; text-decoration: none; cursor: pointer; box-shadow: 0 2px 0 #0a2c4e;
        }
        button.do:hover, a.do:hover { background: #0e3963; }
        button.second { background: #e6eaee; color: var(--ink); box-shadow: 0 2px 0 #8f9ba7; } button.second:hover { background: #d8dee4; }
        button.warning { background: var(--red); box-shadow: 0 2px 0 #5c0b0e; } button.warning:hover { background: #87110f; }
        button:focus-visible, a.do:focus-visible { outline: 3px solid var(--focus); outline-offset: 0; box-shadow: 0 0 0 5px var(--ink); }
        .actions { display: flex; flex-wrap: wrap; gap: 12px 16px; align-items: center; margin-top: 24px; }

        table { width: 100%; border-collapse: collapse; font-size: 15px; line-height: 1.55; }
        caption { padding: 0 0 6px; text-align: left; font-weight: 600; }
        th, td { padding: 7px 12px 7px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
        thead th { border-bottom: 1.5px solid var(--ink); font-weight: 600; }
        tbody th { font-weight: 400; } tfoot th, tfoot td { border-top: 1.5px solid var(--ink); font-weight: 600; }
        .number { text-align: right; white-space: nowrap; } .code { font-family: "Noto Sans Mono", "SF Mono", Consolas, monospace; font-size: .92em; white-space: nowrap; }
        .digest { font-family: "Noto Sans Mono", "SF Mono", Consolas, monospace; font-size: .88em; overflow-wrap: anywhere; }
        .number:has(+ :not(.number)) { padding-right: 24px; } .time { white-space: nowrap; }
        .scroll { overflow-x: auto; } .scroll tbody th { min-width: 5em; } .scroll thead th { white-space: nowrap; }
        figure .scroll { overflow-y: auto; max-height: 640px; }
        .tag { display: inline-block; padding: 0 8px; background: #e6eaee; color: var(--ink); font-size: 14px; white-space: nowrap; }
        .tag.done { background: #d9ece9; color: #0d4742; } .tag.open { background: #dce8f5; color: #0d3a68; } .tag.late { background: #f8e0df; color: #7c1014; }
        .lines { white-space: pre-line; }

        .summary-list { border-top: 1px solid var(--line); } h2 + .summary-list { border-top: 0; }
        .summary-list > div { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 6fr) auto; gap: 4px 18px; padding: 9px 0; border-bottom: 1px solid var(--line); }
        .summary-list dt { font-weight: 600; } .summary-list dd + dd { text-align: right; white-space: nowrap; }
        .summary-list.plain > div { grid-template-columns: minmax(0, 3fr) minmax(0, 8fr); } .summary-list.plain dd + dd { text-align: left; white-space: normal; grid-column: 2; }

        .criterion { margin-top: 26px; padding-top: 18px; border-top: 1px solid var(--line); }
        .criterion .levels { font-size: 14.5px; }
        .criterion .levels .number { text-align: left; padding-right: 14px; }
        .contents { columns: 2; column-gap: 40px; list-style: none; font-size: 15px; } .contents li { break-inside: avoid; } .contents.one { columns: 1; }
        @media (min-width: 860px) {
          .beside { display: grid; grid-template-columns: minmax(0, 6fr) minmax(0, 5fr); gap: 0 36px; align-items: start; }
        }
        @media (max-width: 859px) { .beside > * + * { margin-top: 14px; } }

        .stages { display: flex; flex-wrap: wrap; gap: 4px 0; list-style: none; font-size: 14.5px; }
        .stages li { padding: 4px 14px 4px 10px; border-top: 4px solid var(--line); color: var(--soft); }
        .stages .past { border-top-color: var(--teal); } .stages .now { border-top-color: var(--blue); color: var(--ink); font-weight: 700; }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; }
        .figures div { padding: 10px 14px 12px; background: var(--pale); border-top: 3px solid var(--blue); }
        .figures dt { font-size: 14px; color: var(--soft); } .figures .value { font-size: 23px; font-weight: 600; line-height: 1.4; }
        .figures .note { display: block; font-size: 13.5px; line-height: 1.5; color: var(--soft); }
        .links { display: flex; flex-wrap: wrap; gap: 4px 22px; } .links [aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
        .pager p { display: flex; flex-wrap: wrap; gap: 4px 18px; margin-top: 8px; font-size: 15px; }
        form.small { max-width: 720px; padding: 12px 18px 18px; background: var(--pale); } form.small > * + * { margin-top: 10px; }
        form.small .actions { margin-top: 14px; }
        svg[role] { display: block; overflow: visible; } svg.axis { width: calc(100% - 60px); margin-left: 48px; } svg.plain { width: 100%; }
        svg.matrix { overflow: hidden; max-width: none; } svg.bar { display: block; min-width: 80px; max-width: 220px; }
        svg text { font-size: 12px; fill: var(--soft); } .end { text-anchor: end; } .start { text-anchor: start; }
        svg .middle { width: auto; text-anchor: middle; }
        .grid { stroke: #e3e8ed; } .base { stroke: #7b8794; } .limit { stroke: var(--red); stroke-width: 1.5; stroke-dasharray: 6 3; }
        .cut-line { stroke: var(--ink); stroke-width: 1.2; stroke-dasharray: 2 2; } .interval { stroke: #708295; stroke-width: 1.5; }
        .estimate { stroke: var(--ink); stroke-width: 1.3; } .track { fill: #dfe5ea; } .ground { fill: var(--pale); }
        .full, .submitted { fill: var(--blue); } .hollow { fill: #fff; stroke: #4d5966; stroke-width: 1.2; } .assigned { fill: #b8770b; }
        .legend { display: flex; flex-wrap: wrap; gap: 2px 18px; padding: 0; list-style: none; font-size: 13.5px; color: var(--soft); }
        .legend li { display: flex; align-items: center; gap: 6px; } figure > * + * { margin-top: 8px; }
        td .bar { margin-top: 3px; }

        footer { border-top: 1px solid var(--line); background: var(--pale); color: var(--soft); font-size: 13.5px; }
        footer .inner { padding-top: 14px; padding-bottom: 22px; }

        @media (max-width: 600px) {
          .inner { padding: 0 16px; } .middle { width: 100%; }
          .brand small { display: none; }
          .site .tools { margin-left: 0; width: 100%; }
          .contents { columns: 1; }
          .summary-list > div { grid-template-columns: minmax(0, 1fr) auto; } .summary-list dt { grid-column: 1 / -1; }
          .summary-list.plain > div { grid-template-columns: minmax(0, 1fr); } .summary-list.plain dd + dd { grid-column: 1; }
          table.cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          table.cards, table.cards tbody, table.cards tr, table.cards th, table.cards td { display: block; }
          .scroll td:not(.number, .code) { min-width: 6em; }
          table.cards caption { display: block; } table.cards td:empty { display: none; }
          table.cards tr { padding: 10px 0; border-bottom: 1px solid var(--line); } table.cards th, table.cards td { padding: 1px 0; border: 0; text-align: left; }
          table.cards [data-name]::before { content: attr(data-name) "："; color: var(--soft); font-family: var(--sans); }
          :lang(en) table.cards [data-name]::before { content: attr(data-name) ": "; }
          .actions button, .actions .do { width: 100%; text-align: center; }
        }
        @page { size: A4; margin: 18mm 16mm; @bottom-center { content: counter(page); } } @page wide { size: A4 landscape; }
        @media print {
          body { display: block; font-size: 10.5pt; line-height: 1.55; } .inner { max-width: none; padding: 0; }
          .navigation, .skip, .tools form, .tools .language, .back, .actions, .no-print, .pager a { display: none; }
          a { color: inherit; text-decoration: none; }
          .wide { page: wide; } table { font-size: 9pt; } .tag { font-size: inherit; white-space: normal; } .scroll thead th { white-space: normal; } tr, .criterion, .group, figure { break-inside: avoid; } h1, h2, h3, caption { break-after: avoid; }
          .scroll, figure .scroll { overflow: visible; max-height: none; } svg.matrix { width: 100%; height: auto; }
          section:has(> form.small[method=post]) { display: none; } thead { display: table-header-group; }
          footer { background: none; }
        }

        """#
}
