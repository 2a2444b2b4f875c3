/// The frame of every page.
enum LayoutTemplate {
    static let text = #"""
        <!DOCTYPE html>
        <html lang="{{{lang}}}">
        <head>
        <meta charset="utf-8">
        <title>{{{title}}}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex, nofollow">
        <meta name="format-detection" content="telephone=no">
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="{{{style}}}">
        </head>
        <body{{#isWide}} class="wide"{{/isWide}}>
        <a class="skip" href="#main">[[跳到正文|Skip to main content]]</a>
        <header class="site">
        <div class="inner">
        <a class="brand" href="/">[[遴选|Linxuan]]<small>[[示范遴选评审系统|expert review of demonstrations]]</small></a>
        <div class="tools">
        {{#person}}<span>{{{name}}}[[（|, ]]{{{role}}}[[）|]]</span>{{/person}}
        <a class="language" href="/language?to={{{otherCode}}}&amp;back={{{back}}}" lang="{{{otherLang}}}" hreflang="{{{otherLang}}}">{{{otherName}}}</a>
        {{#person}}
        <form action="/sign-out" method="post"><input type="hidden" name="form-key" value="{{{formKey}}}"><button class="link" type="submit">[[退出登录|Sign out]]</button></form>
        {{/person}}
        </div>
        </div>
        </header>
        {{#person}}
        <nav class="navigation" aria-label="[[主导航|Main]]">
        <div class="inner"><ul>
        {{#navigation}}
        <li><a href="{{{path}}}"{{#isHere}} aria-current="page"{{/isHere}}>{{{name}}}</a></li>
        {{/navigation}}
        </ul></div>
        </nav>
        {{/person}}
        {{#isMadeUp}}
        <div class="inner"><p class="made-up" role="note"><strong>示例数据 / made-up data</strong> [[本页所有申报主体、专家、成绩和名单均为虚构。|Every applicant, expert, score and list here is invented.]]</p></div>
        {{/isMadeUp}}
        <main id="main" class="inner" tabindex="-1">
        {{{main}}}
        </main>
        <footer>
        <div class="inner"><p>[[内部系统。评审内容、专家身份和评审情况不得外泄；每项操作都记入日志。|Internal. What is reviewed, by whom and how must not be disclosed; every act is on the log.]]</p></div>
        </footer>
        </body>
        </html>

        """#
}

/// A page that says something and no more: a refusal, or that it is too early.
enum MessageTemplate {
    static let text = #"""
        <h1>{{{heading}}}</h1>
        {{#paragraphs}}
        <p class="text">{{{.}}}</p>
        {{/paragraphs}}
        {{#hasFaults}}
        <p>[[请改正以下各处：|Put this right:]]</p>
        <ul class="bullets">
        {{#faults}}
        <li>{{{.}}}</li>
        {{/faults}}
        </ul>
        {{/hasFaults}}
        {{#reference}}
        <p class="inset">[[编号|Number]] <strong class="code">{{{.}}}</strong></p>
        {{/reference}}
        {{#hasLinks}}
        <p class="links">
        {{#links}}
        <a href="{{{path}}}">{{{name}}}</a>
        {{/links}}
        </p>
        {{/hasLinks}}
        {{#status}}
        <p class="remark">HTTP {{{.}}}</p>
        {{/status}}

        """#
}
