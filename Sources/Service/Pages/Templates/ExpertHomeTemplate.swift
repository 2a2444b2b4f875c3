/// What an expert has to do.
enum ExpertHomeTemplate {
    static let text = #"""
        {{#done}}
        <div class="banner" role="status" aria-labelledby="done-title"><h2 id="done-title">[[已办理|Done]]</h2><p>{{{.}}}</p></div>
        {{/done}}
        <h1>[[我的评审|My reviews]]</h1>
        {{#hasSteps}}
        <h2>[[评审前须完成|Before you review]]</h2>
        <ol class="steps">
        <li>{{#pledged}}[[签署承诺书|Sign the pledge]] <span class="tag done">[[已完成|done]]</span>{{/pledged}}{{^pledged}}<a href="/pledge">[[签署承诺书|Sign the pledge]]</a> <span class="tag open">[[待办|to do]]</span>{{/pledged}}</li>
        <li>{{#declared}}[[声明有无回避情形|Declare whether you are in conflict]] <span class="tag done">[[已完成|done]]</span>{{/declared}}{{^declared}}<a href="/declaration">[[声明有无回避情形|Declare whether you are in conflict]]</a> <span class="tag open">[[待办|to do]]</span>{{/declared}}</li>
        </ol>
        {{/hasSteps}}
        {{#hasRequests}}
        <h2>[[异常评分事项|Scores that stand out]]</h2>
        <p class="text">[[秘书处就以下评分请您说明理由或者表决。|The secretariat asks you for reasons on these scores, or for your vote.]]</p>
        <ul class="bullets">
        {{#requests}}
        <li><a href="{{{path}}}">{{{name}}}</a> <span class="tag{{#isDone}} done{{/isDone}}{{^isDone}} open{{/isDone}}">{{{state}}}</span></li>
        {{/requests}}
        </ul>
        {{/hasRequests}}
        <h2>[[分配给我的材料|What is assigned to me]]</h2>
        {{#hasReviews}}
        <p>[[应评|To review:]] <strong>{{{asked}}}</strong>[[ 份，已提交|, submitted:]] <strong>{{{submitted}}}</strong>[[ 份。|.]]</p>
        <div class="scroll" tabindex="0" role="region" aria-label="[[分配给我的材料|What is assigned to me]]">
        <table class="cards">
        <caption class="hidden-text">[[分配给我的材料及其状态|What is assigned to me, and where it stands]]</caption>
        <thead><tr><th scope="col">[[材料|Dossier]]</th><th scope="col">[[申报主体|Applicant]]</th><th scope="col">[[状态|State]]</th><th scope="col">[[评分表|Score sheet]]</th></tr></thead>
        <tbody>
        {{#reviews}}
        <tr><th scope="row">{{#path}}<a class="code" href="{{{.}}}">{{{dossier}}}</a>{{/path}}{{^path}}<span class="code">{{{dossier}}}</span>{{/path}}</th><td>{{{applicant}}}{{#leads}} <span class="tag">[[本人任组长|you lead the panel]]</span>{{/leads}}</td><td data-name="[[状态|State]]"><span class="tag{{#isDone}} done{{/isDone}}{{#isOpen}} open{{/isOpen}}">{{{state}}}</span>{{#reason}} <span class="remark">{{{.}}}</span>{{/reason}}</td><td data-name="[[评分表|Score sheet]]">{{{sheet}}}</td></tr>
        {{/reviews}}
        </tbody>
        </table>
        </div>
        {{/hasReviews}}
        {{^hasReviews}}
        <p class="inset">[[目前没有分配给您的材料。|Nothing is assigned to you at present.]]</p>
        {{/hasReviews}}
        {{#hasReviews}}
        <h2>[[有疑问时|Where something is unclear]]</h2>
        <p class="text">[[评审中发现应当回避的情形，或者无法评审的，请在该材料的页面上申请回避或谢绝，并写明理由；其他问题请联系秘书处。|Where you find yourself in conflict, or cannot review, say so on the dossier's page with your reason; ask the secretariat about anything else.]]</p>
        {{/hasReviews}}

        """#
}

/// What comes before the first dossier is opened.
enum DeclarationTemplates {
    static let pledge = #"""
        {{> error-summary}}
        <p><a class="back" href="/">[[返回我的评审|Back to my reviews]]</a></p>
        <h1>[[评审专家承诺书|The expert’s pledge]]</h1>
        <blockquote class="inset lead text">{{{wording}}}</blockquote>
        {{#signed}}
        <p><span class="tag done">[[承诺书已签署。|The pledge is signed.]]</span></p>
        {{/signed}}
        {{^signed}}
        <form action="/pledge" method="post">
        {{> form-key}}
        <div class="group{{#agreeError}} wrong{{/agreeError}}">
        {{#agreeError}}<p class="error-message" id="agree-error"><span class="hidden-text">[[错误：|Error: ]]</span>{{{.}}}</p>{{/agreeError}}
        <div class="choice"><input type="checkbox" id="agree" name="agree" value="yes"{{#agreeError}} aria-describedby="agree-error"{{/agreeError}}><label for="agree">[[本人已阅读并同意上述承诺|I have read this and agree to it]]</label></div>
        </div>
        <div class="actions"><button class="do" type="submit">[[签署|Sign]]</button></div>
        </form>
        {{/signed}}

        """#

    static let declaration = #"""
        {{> error-summary}}
        <p><a class="back" href="/">[[返回我的评审|Back to my reviews]]</a></p>
        <h1>[[回避声明|Declaration of conflicts]]</h1>
        <p class="text">{{{wording}}}</p>
        {{#last}}<p class="remark">[[上次声明：|Last declared: ]]{{{.}}}</p>{{/last}}
        {{#hasPosts}}
        <details class="no-print"><summary>[[系统登记的本人任职情况|Your posts on file]]</summary>
        <ul class="bullets">{{#posts}}<li>{{{.}}}</li>{{/posts}}</ul>
        <p class="remark">[[有误的，请联系秘书处更正。|Ask the secretariat to correct what is wrong.]]</p>
        </details>
        {{/hasPosts}}
        <form action="/declaration" method="post" novalidate>
        {{> form-key}}
        <h2>[[逐一声明|Dossier by dossier]]</h2>
        <p class="hint">[[有应当回避情形的，勾选该材料，并选定情形、写明理由；声明后不再评审该材料。|Tick a dossier where you are in conflict, choose the ground and give the reason; you review it no longer then.]]</p>
        {{#reviews}}
        <fieldset class="group{{#isWrong}} wrong{{/isWrong}}">
        <legend><span class="code">{{{dossier}}}</span> {{{applicant}}}</legend>
        <div class="choice"><input type="checkbox" id="conflict-{{{dossier}}}" name="conflict-{{{dossier}}}" value="yes"{{#isChosen}} checked{{/isChosen}}><label for="conflict-{{{dossier}}}">[[有回避情形|I am in conflict]]</label></div>
        <div class="beside">
        <div class="field"><label for="ground-{{{dossier}}}">[[情形|Ground]]</label>
        {{#groundError}}<p class="error-message" id="ground-{{{dossier}}}-error"><span class="hidden-text">[[错误：|Error: ]]</span>{{{.}}}</p>{{/groundError}}
        <select id="ground-{{{dossier}}}" name="ground-{{{dossier}}}"{{#groundError}} aria-describedby="ground-{{{dossier}}}-error"{{/groundError}}><option value="">[[请选择|Choose]]</option>{{#grounds}}<option value="{{{id}}}"{{#isChosen}} selected{{/isChosen}}>{{{name}}}</option>{{/grounds}}</select></div>
        <div class="field"><label for="reason-{{{dossier}}}">[[理由|Reason]]</label>
        {{#reasonError}}<p class="error-message" id="reason-{{{dossier}}}-error"><span class="hidden-text">[[错误：|Error: ]]</span>{{{.}}}</p>{{/reasonError}}
        <input type="text" class="middle" id="reason-{{{dossier}}}" name="reason-{{{dossier}}}" value="{{{reason}}}"{{#reasonError}} aria-describedby="reason-{{{dossier}}}-error"{{/reasonError}}></div>
        </div>
        </fieldset>
        {{/reviews}}
        <h2>[[确认|Confirm]]</h2>
        <div class="group{{#agreeError}} wrong{{/agreeError}}">
        {{#agreeError}}<p class="error-message" id="agree-error"><span class="hidden-text">[[错误：|Error: ]]</span>{{{.}}}</p>{{/agreeError}}
        <div class="choice"><input type="checkbox" id="agree" name="agree" value="yes"{{#isAgreed}} checked{{/isAgreed}}{{#agreeError}} aria-describedby="agree-error"{{/agreeError}}><label for="agree">[[除以上勾选的外，本人与其余材料均无应当回避的情形|With all dossiers not ticked above I have no conflict]]</label></div>
        </div>
        <div class="actions"><button class="do" type="submit">[[声明|Declare]]</button></div>
        </form>

        """#
}
