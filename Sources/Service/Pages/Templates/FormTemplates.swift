/// What forms have in common, after the patterns of the GOV.UK design system.
enum FormTemplates {
    /// What is wrong, first of all on the page, each with a link to its field.
    static let errorSummary = #"""
        {{#hasErrors}}
        <div class="error-summary" role="alert" aria-labelledby="error-title" tabindex="-1" autofocus>
        <h2 id="error-title">[[请改正以下问题|There is a problem]]</h2>
        <ul>
        {{#errors}}
        <li><a href="#{{{field}}}">{{{message}}}</a></li>
        {{/errors}}
        </ul>
        </div>
        {{/hasErrors}}
        """#

    /// What shows that a form is this session's, and that it is sent once.
    static let formKey = #"""
        <input type="hidden" name="form-key" value="{{{formKey}}}">{{#once}}<input type="hidden" name="once" value="{{{.}}}">{{/once}}
        """#

    /// From page to page of a long table.
    static let pager = #"""
        {{#pager}}
        <nav class="pager" aria-label="[[分页|Pages]]">
        <p>[[第|Rows]] {{{from}}}–{{{until}}} [[项，共|of]] {{{count}}}[[ 项|]]
        {{#previous}}<a href="{{{.}}}" rel="prev">[[上一页|Previous page]]</a>{{/previous}}
        {{#next}}<a href="{{{.}}}" rel="next">[[下一页|Next page]]</a>{{/next}}</p>
        </nav>
        {{/pager}}
        """#

    /// One thing that needs a written reason.
    static let reasonForm = #"""
        {{> error-summary}}
        <p><a class="back" href="{{{back}}}">[[返回|Back]]</a></p>
        <h1><span class="caption">{{{caption}}}</span>{{{heading}}}</h1>
        {{#paragraphs}}
        <p class="text">{{{.}}}</p>
        {{/paragraphs}}
        <form action="{{{action}}}" method="post" novalidate>
        {{> form-key}}
        <div class="field{{#reasonError}} wrong{{/reasonError}}">
        <label class="title" for="reason">{{{label}}}</label>
        <p class="hint" id="reason-hint">{{{hint}}}</p>
        {{#reasonError}}<p class="error-message" id="reason-error"><span class="hidden-text">[[错误：|Error: ]]</span>{{{.}}}</p>{{/reasonError}}
        <textarea id="reason" name="reason" rows="5" aria-describedby="reason-hint{{#reasonError}} reason-error{{/reasonError}}">
        {{{reason}}}</textarea>
        </div>
        <div class="actions"><button class="do{{#isWarning}} warning{{/isWarning}}" type="submit">{{{button}}}</button> <a href="{{{back}}}">[[取消|Cancel]]</a></div>
        </form>

        """#

    /// One thing that is done after a last look.
    static let confirmForm = #"""
        {{> error-summary}}
        <p><a class="back" href="{{{back}}}">[[返回|Back]]</a></p>
        <h1><span class="caption">{{{caption}}}</span>{{{heading}}}</h1>
        {{#paragraphs}}
        <p class="text">{{{.}}}</p>
        {{/paragraphs}}
        <form action="{{{action}}}" method="post">
        {{> form-key}}
        {{#hidden}}<input type="hidden" name="{{{name}}}" value="{{{value}}}">{{/hidden}}
        <div class="actions"><button class="do" type="submit">{{{button}}}</button> <a href="{{{back}}}">[[取消|Cancel]]</a></div>
        </form>

        """#
}

/// Signing in.
enum SignInTemplates {
    static let signIn = #"""
        {{> error-summary}}
        <h1>[[登录|Sign in]]</h1>
        <p class="text">[[登录码由秘书处提供，一次有效；与 linxuan login 所用的相同。|The secretariat gives you a code, which works once; it is the same as for linxuan login.]]</p>
        <form action="/sign-in" method="post" novalidate autocomplete="off">
        {{> form-key}}
        {{#then}}<input type="hidden" name="then" value="{{{.}}}">{{/then}}
        <div class="field{{#personError}} wrong{{/personError}}">
        <label class="title" for="person">[[人员编号|Your number]]</label>
        <p class="hint" id="person-hint">[[如 E-001，见秘书处的通知。|Such as E-001; it is in the secretariat's letter.]]</p>
        {{#personError}}<p class="error-message" id="person-error"><span class="hidden-text">[[错误：|Error: ]]</span>{{{.}}}</p>{{/personError}}
        <input class="middle" type="text" id="person" name="person" value="{{{personValue}}}" spellcheck="false" autocapitalize="characters" autocomplete="username" aria-describedby="person-hint{{#personError}} person-error{{/personError}}">
        </div>
        <div class="field{{#codeError}} wrong{{/codeError}}">
        <label class="title" for="code">[[一次性登录码|One-time code]]</label>
        <p class="hint" id="code-hint">[[四组，每组四个字母或数字；大小写和连字符不限。|Four groups of four letters or digits; case and hyphens don't matter.]]</p>
        {{#codeError}}<p class="error-message" id="code-error"><span class="hidden-text">[[错误：|Error: ]]</span>{{{.}}}</p>{{/codeError}}
        <input class="middle" type="text" id="code" name="code" spellcheck="false" autocapitalize="characters" autocomplete="one-time-code" aria-describedby="code-hint{{#codeError}} code-error{{/codeError}}">
        </div>
        {{> stay}}
        <div class="actions"><button class="do" type="submit">[[登录|Sign in]]</button></div>
        </form>

        """#

    static let stay = #"""
        <div class="choice"><input type="checkbox" id="stay" name="stay" value="yes"{{#stay}} checked{{/stay}} aria-describedby="stay-hint">
        <div><label for="stay">[[这是我本人专用的设备，30 天内保持登录|This machine is mine alone: keep me signed in for 30 days]]</label>
        <p class="hint" id="stay-hint">[[不勾选的，12 小时未操作即自动退出。公用设备请勿勾选。|Otherwise 12 hours without a request end the session. Leave it empty on a shared machine.]]</p></div></div>
        """#

    /// What a signed link opens: the code is used by the button, so that a program which looks at links in mail uses none up.
    static let enter = #"""
        <h1>[[确认登录|Confirm signing in]]</h1>
        <p class="text">[[您将使用下列人员编号登录。登录码只能使用一次。|You are about to sign in with this number. The code works once.]]</p>
        <form action="/sign-in" method="post">
        {{> form-key}}
        <input type="hidden" name="person" value="{{{personValue}}}"><input type="hidden" name="code" value="{{{code}}}">
        <p class="inset">[[人员编号|Number]] <strong class="code">{{{personValue}}}</strong></p>
        {{> stay}}
        <div class="actions"><button class="do" type="submit">[[登录|Sign in]]</button></div>
        </form>

        """#
}
