/// A dossier with the form in which it is scored.
enum SheetTemplate {
    static let text = #"""
        {{> error-summary}}
        {{#saved}}
        <div class="banner" role="status" aria-labelledby="saved-title"><h2 id="saved-title">[[已保存|Saved]]</h2><p>[[草稿已保存，可随时离开、回来继续。|Your draft is kept: leave and come back whenever you like.]]</p></div>
        {{/saved}}
        <p><a class="back" href="/">[[返回我的评审|Back to my reviews]]</a></p>
        <h1><span class="caption"><span class="code">{{{dossier}}}</span> <span class="tag{{#isSubmitted}} done{{/isSubmitted}}{{^isSubmitted}} open{{/isSubmitted}}">{{{state}}}</span></span>{{{applicant}}}</h1>
        {{#isSubmitted}}
        <p class="inset">[[评分表已提交。评审结束前可以改正：修改后须重新检查并提交，未提交的修改不保存。|The sheet is submitted. Until the reviews close you can correct it: check and submit it again; changes that are not submitted are not kept.]]</p>
        {{/isSubmitted}}
        <h2>[[申报情况|The dossier]]</h2>
        <dl class="summary-list plain">
        {{#facts}}
        <div><dt>{{{name}}}</dt><dd>{{{value}}}</dd></div>
        {{/facts}}
        </dl>
        <p class="actions"><a href="{{{path}}}/recuse">[[申请回避|Recuse myself]]</a> {{#canDecline}}<a href="{{{path}}}/decline">[[谢绝评审|Give it back]]</a>{{/canDecline}}</p>

        <h2>{{{rubric}}}</h2>
        <p class="remark text">{{{note}}}</p>
        <p>[[已评|Scored:]] <strong>{{{scored}}}</strong> / {{{count}}}[[ 项。每项 |. Each ]]{{{range}}}[[。|.]]</p>
        <nav aria-label="[[指标目录|Criteria]]" class="no-print"><ol class="contents">
        {{#criteria}}
        <li><a href="#score-{{{id}}}">{{{number}}}. {{{name}}}</a>{{#score}} <span class="tag done">{{{.}}}</span>{{/score}}</li>
        {{/criteria}}
        </ol></nav>

        <form action="{{{path}}}" method="post" novalidate>
        {{> form-key}}
        {{#criteria}}
        <section class="criterion" aria-labelledby="title-{{{id}}}">
        <h3 id="title-{{{id}}}">{{{number}}}. {{{name}}} <small class="remark">[[权重 |weight ]]{{{weight}}} %</small></h3>
        <p class="text">{{{looksAt}}}</p>
        {{#wording}}<p class="remark">[[通知原文|The notice]]{{#clause}}[[（|, ]]{{{.}}}[[）|]]{{/clause}}[[：|: ]]<span lang="zh-CN">“{{{wording}}}”</span></p>{{/wording}}
        <div class="beside">
        <table class="levels">
        <caption>[[分档|Levels]]<span class="hidden-text">[[：|: ]]{{{name}}}</span></caption>
        <thead><tr><th scope="col" class="number">[[分值|Score]]</th><th scope="col">[[档次与要求|Level, and what earns it]]</th></tr></thead>
        <tbody>
        {{#levels}}
        <tr><th scope="row" class="number">{{{from}}}–{{{to}}}</th><td><strong>{{{level}}}</strong>[[：|: ]]{{{text}}}</td></tr>
        {{/levels}}
        </tbody>
        </table>
        <div class="stack">
        <div class="field{{#scoreError}} wrong{{/scoreError}}">
        <label class="title" for="score-{{{id}}}">[[分值|Score]]</label>
        <p class="hint" id="score-{{{id}}}-hint">{{{range}}}</p>
        {{#scoreError}}<p class="error-message" id="score-{{{id}}}-error"><span class="hidden-text">[[错误：|Error: ]]</span>{{{.}}}</p>{{/scoreError}}
        <input class="short" type="text" inputmode="decimal" autocomplete="off" id="score-{{{id}}}" name="score-{{{id}}}" value="{{{value}}}" aria-describedby="score-{{{id}}}-hint{{#scoreError}} score-{{{id}}}-error{{/scoreError}}">
        </div>
        <div class="field{{#reasonError}} wrong{{/reasonError}}">
        <label class="title" for="reason-{{{id}}}">[[理由|Reason]]</label>
        <p class="hint" id="reason-{{{id}}}-hint">{{{reasonRule}}}</p>
        {{#reasonError}}<p class="error-message" id="reason-{{{id}}}-error"><span class="hidden-text">[[错误：|Error: ]]</span>{{{.}}}</p>{{/reasonError}}
        <textarea id="reason-{{{id}}}" name="reason-{{{id}}}" rows="4" aria-describedby="reason-{{{id}}}-hint{{#reasonError}} reason-{{{id}}}-error{{/reasonError}}">
        {{{reason}}}</textarea>
        </div>
        </div>
        </div>
        </section>
        {{/criteria}}
        {{#hasGates}}
        <h2>[[否决项|Conditions that exclude]]</h2>
        {{#gates}}
        <fieldset class="group{{#isWrong}} wrong{{/isWrong}}"{{#gateError}} aria-describedby="gate-{{{id}}}-error"{{/gateError}}>
        <legend>{{{question}}}{{#clause}} <small class="remark">{{{.}}}</small>{{/clause}}</legend>
        {{#gateError}}<p class="error-message" id="gate-{{{id}}}-error"><span class="hidden-text">[[错误：|Error: ]]</span>{{{.}}}</p>{{/gateError}}
        <div class="choices across">
        <div class="choice"><input type="radio" id="gate-{{{id}}}" name="gate-{{{id}}}" value="yes"{{#isMet}} checked{{/isMet}}><label for="gate-{{{id}}}">[[符合|Met]]</label></div>
        <div class="choice"><input type="radio" id="gate-{{{id}}}-no" name="gate-{{{id}}}" value="no"{{#isNotMet}} checked{{/isNotMet}}><label for="gate-{{{id}}}-no">[[不符合|Not met]]</label></div>
        </div>
        <div class="field"><label for="reason-{{{id}}}">[[理由（认定不符合的必填）|Reason (required where it is not met)]]</label>
        {{#reasonError}}<p class="error-message" id="reason-{{{id}}}-error"><span class="hidden-text">[[错误：|Error: ]]</span>{{{.}}}</p>{{/reasonError}}
        <textarea id="reason-{{{id}}}" name="reason-{{{id}}}" rows="2"{{#reasonError}} aria-describedby="reason-{{{id}}}-error"{{/reasonError}}>
        {{{reason}}}</textarea></div>
        </fieldset>
        {{/gates}}
        {{/hasGates}}
        <h2>[[现场考查|Site visit]]</h2>
        <fieldset class="group{{#visitIsWrong}} wrong{{/visitIsWrong}}"{{#visitError}} aria-describedby="visit-error"{{/visitError}}>
        <legend>{{{visitQuestionAsked}}}</legend>
        <ul class="bullets hint">{{#topics}}<li>{{{.}}}</li>{{/topics}}</ul>
        {{#visitError}}<p class="error-message" id="visit-error"><span class="hidden-text">[[错误：|Error: ]]</span>{{{.}}}</p>{{/visitError}}
        <div class="choices across">
        <div class="choice"><input type="radio" id="visit" name="visit" value="yes"{{#visitYes}} checked{{/visitYes}}><label for="visit">[[需要|Needed]]</label></div>
        <div class="choice"><input type="radio" id="visit-no" name="visit" value="no"{{#visitNo}} checked{{/visitNo}}><label for="visit-no">[[不需要|Not needed]]</label></div>
        </div>
        <div class="field"><label for="visit-question">[[应核实的事项（需要考查的必填）|What the visit should find out (required where it is needed)]]</label>
        {{#visitQuestionError}}<p class="error-message" id="visit-question-error"><span class="hidden-text">[[错误：|Error: ]]</span>{{{.}}}</p>{{/visitQuestionError}}
        <textarea id="visit-question" name="visit-question" rows="3"{{#visitQuestionError}} aria-describedby="visit-question-error"{{/visitQuestionError}}>
        {{{visitQuestion}}}</textarea></div>
        </fieldset>
        <div class="actions">
        <button class="do" type="submit" name="then" value="check">[[检查并提交|Check and submit]]</button>
        {{^isSubmitted}}
        <button class="do second" type="submit" name="then" value="stay">[[保存草稿|Save draft]]</button>
        <button class="do second" type="submit" name="then" value="leave">[[保存并返回列表|Save and return to the list]]</button>
        {{/isSubmitted}}
        </div>
        </form>

        """#
}

/// All answers once more before they are handed in.
enum SheetCheckTemplate {
    static let text = #"""
        <h1><span class="caption"><span class="code">{{{dossier}}}</span> {{{applicant}}}</span>[[提交前请检查|Check before you submit]]</h1>
        <h2>[[评分|Scores]]</h2>
        <dl class="summary-list">
        {{#criteria}}
        <div><dt>{{{number}}}. {{{name}}} <small class="remark">{{{weight}}} %</small></dt><dd><strong>{{{value}}}</strong>{{#level}} <span class="remark">{{{.}}}</span>{{/level}}{{#reason}}<br><span class="lines">{{{.}}}</span>{{/reason}}</dd><dd><button class="link" form="change" name="to" value="score-{{{id}}}">[[修改|Change]]<span class="hidden-text"> {{{name}}}</span></button></dd></div>
        {{/criteria}}
        </dl>
        {{#hasGates}}
        <h2>[[否决项|Conditions that exclude]]</h2>
        <dl class="summary-list">
        {{#gates}}
        <div><dt>{{{question}}}</dt><dd><strong>{{{answer}}}</strong>{{#reason}}<br><span class="lines">{{{.}}}</span>{{/reason}}</dd><dd><button class="link" form="change" name="to" value="gate-{{{id}}}">[[修改|Change]]<span class="hidden-text"> {{{question}}}</span></button></dd></div>
        {{/gates}}
        </dl>
        {{/hasGates}}
        <h2>[[现场考查|Site visit]]</h2>
        <dl class="summary-list">
        <div><dt>[[是否需要现场考查|Whether a visit is needed]]</dt><dd><strong>{{{visit}}}</strong>{{#visitQuestion}}<br><span class="lines">{{{.}}}</span>{{/visitQuestion}}</dd><dd><button class="link" form="change" name="to" value="visit">[[修改|Change]]<span class="hidden-text"> [[现场考查|site visit]]</span></button></dd></div>
        </dl>
        <form id="change" action="{{{path}}}" method="post">
        <input type="hidden" name="form-key" value="{{{formKey}}}"><input type="hidden" name="then" value="change">
        {{#answers}}<input type="hidden" name="{{{name}}}" value="{{{value}}}">{{/answers}}
        </form>
        <h2>[[提交|Submit]]</h2>
        <p class="text">[[提交后，评分即计入评审；评审结束前可以重新提交改正。|Once submitted, the scores count. Until the reviews close you can correct them by submitting again.]]</p>
        <form action="{{{path}}}/submit" method="post">
        {{> form-key}}
        {{#answers}}<input type="hidden" name="{{{name}}}" value="{{{value}}}">{{/answers}}
        <div class="actions"><button class="do" type="submit">[[提交评分表|Submit the sheet]]</button> <button class="do second" type="submit" form="change" name="to" value="">[[返回修改|Go back and change]]</button></div>
        </form>

        """#
}

/// A request for reasons on one's own scores, or for a vote on those of another member.
enum RequestTemplate {
    static let text = #"""
        {{> error-summary}}
        <p><a class="back" href="/">[[返回我的评审|Back to my reviews]]</a></p>
        <h1><span class="caption"><span class="code">{{{dossier}}}</span></span>{{{heading}}}</h1>
        <dl class="summary-list plain">
        {{#facts}}
        <div><dt>{{{name}}}</dt><dd class="lines">{{{value}}}</dd></div>
        {{/facts}}
        </dl>
        <form action="{{{path}}}" method="post" novalidate>
        {{> form-key}}
        {{#isVote}}
        <fieldset class="group{{#voteError}} wrong{{/voteError}}"{{#voteError}} aria-describedby="vote-error"{{/voteError}}>
        <legend>[[您认为这份评分|You hold these scores]]</legend>
        {{#voteError}}<p class="error-message" id="vote-error"><span class="hidden-text">[[错误：|Error: ]]</span>{{{.}}}</p>{{/voteError}}
        <div class="choice"><input type="radio" id="vote" name="vote" value="abnormal"{{#isAbnormal}} checked{{/isAbnormal}}><label for="vote">[[异常|abnormal]]</label></div>
        <div class="choice"><input type="radio" id="vote-sound" name="vote" value="sound"{{#isSound}} checked{{/isSound}}><label for="vote-sound">[[正常|sound]]</label></div>
        </fieldset>
        {{/isVote}}
        <div class="field{{#reasonError}} wrong{{/reasonError}}">
        <label class="title" for="reason">[[理由|Reason]]</label>
        {{#reasonError}}<p class="error-message" id="reason-error"><span class="hidden-text">[[错误：|Error: ]]</span>{{{.}}}</p>{{/reasonError}}
        <textarea id="reason" name="reason" rows="6"{{#reasonError}} aria-describedby="reason-error"{{/reasonError}}>
        {{{reason}}}</textarea>
        </div>
        <div class="actions"><button class="do" type="submit">[[提交|Submit]]</button> <a href="/">[[取消|Cancel]]</a></div>
        </form>

        """#
}
