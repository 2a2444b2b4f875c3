/// A page to read: figures, sections, tables, and forms where something can be done about what they say.
enum ReportTemplate {
    static let text = #"""
        {{> error-summary}}
        {{#done}}
        <div class="banner" role="status" aria-labelledby="done-title"><h2 id="done-title">[[已办理|Done]]</h2><p>{{{.}}}</p></div>
        {{/done}}
        {{#back}}<p><a class="back" href="{{{path}}}">{{{name}}}</a></p>{{/back}}
        <h1>{{#caption}}<span class="caption">{{{.}}}</span>{{/caption}}{{{heading}}}</h1>
        {{#introduction}}
        <p class="text">{{{.}}}</p>
        {{/introduction}}
        {{#hasStages}}
        <nav aria-label="[[各阶段|Stages]]"><ol class="stages">
        {{#stages}}
        <li{{#isNow}} aria-current="step"{{/isNow}} class="{{{kind}}}">{{{name}}}{{#isPast}}<span class="hidden-text">[[（已完成）| (done)]]</span>{{/isPast}}</li>
        {{/stages}}
        </ol></nav>
        {{/hasStages}}
        {{#hasFigures}}
        <dl class="figures">
        {{#figures}}
        <div><dt>{{{name}}}</dt><dd><span class="value">{{{value}}}</span>{{#note}} <span class="note">{{{.}}}</span>{{/note}}</dd></div>
        {{/figures}}
        </dl>
        {{/hasFigures}}
        {{#hasContents}}
        <nav aria-label="[[本页内容|Contents]]" class="no-print"><p class="remark">[[本页内容|Contents]]</p><ul class="contents one">
        {{#contents}}
        <li><a href="#{{{section}}}">{{{name}}}</a></li>
        {{/contents}}
        </ul></nav>
        {{/hasContents}}
        {{#sections}}
        <section{{#title}} aria-labelledby="{{{id}}}"{{/title}}>
        {{#title}}<h2 id="{{{id}}}">{{{.}}}</h2>{{/title}}
        {{#paragraphs}}
        <p class="text">{{{.}}}</p>
        {{/paragraphs}}
        {{#hasItems}}
        <ul class="bullets">
        {{#items}}
        <li>{{{.}}}</li>
        {{/items}}
        </ul>
        {{/hasItems}}
        {{#hasFacts}}
        <dl class="summary-list plain">
        {{#facts}}
        <div><dt>{{{name}}}</dt><dd class="lines">{{{value}}}</dd></div>
        {{/facts}}
        </dl>
        {{/hasFacts}}
        {{#drawing}}{{{.}}}{{/drawing}}
        {{#tables}}
        {{> table}}
        {{/tables}}
        {{#hasCopy}}
        {{#copies}}
        <div class="field"><label class="title" for="{{{id}}}">{{{name}}}</label><p class="hint" id="{{{id}}}-hint">{{{hint}}}</p>
        <textarea id="{{{id}}}" rows="{{{rows}}}" readonly aria-describedby="{{{id}}}-hint">
        {{{text}}}</textarea></div>
        {{/copies}}
        {{/hasCopy}}
        {{#forms}}
        {{> small-form}}
        {{/forms}}
        {{#hasLinks}}
        <p class="links no-print">
        {{#links}}
        <a href="{{{path}}}"{{#isHere}} aria-current="true"{{/isHere}}>{{{name}}}</a>
        {{/links}}
        </p>
        {{/hasLinks}}
        </section>
        {{/sections}}

        """#

    static let table = #"""
        {{#hasRows}}
        <div class="scroll" tabindex="0" role="region" aria-label="{{{caption}}}">
        <table class="{{{kind}}}">
        <caption{{#isQuiet}} class="hidden-text"{{/isQuiet}}>{{{caption}}}</caption>
        <thead><tr>{{#columns}}<th scope="col"{{#isNumber}} class="number"{{/isNumber}}>{{{name}}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#rows}}
        <tr>{{#cells}}{{#isHead}}<th scope="row"{{#kind}} class="{{{.}}}"{{/kind}}{{#column}} data-name="{{{.}}}"{{/column}}>{{/isHead}}{{^isHead}}<td{{#kind}} class="{{{.}}}"{{/kind}}{{#column}} data-name="{{{.}}}"{{/column}}>{{/isHead}}{{#link}}<a href="{{{.}}}">{{/link}}{{#tag}}<span class="tag {{{.}}}">{{/tag}}{{{text}}}{{#tag}}</span>{{/tag}}{{#link}}</a>{{/link}}{{#drawing}}{{{.}}}{{/drawing}}{{#isHead}}</th>{{/isHead}}{{^isHead}}</td>{{/isHead}}{{/cells}}</tr>
        {{/rows}}
        </tbody>
        </table>
        </div>
        {{> pager}}
        {{/hasRows}}
        {{^hasRows}}
        <p class="inset">{{{caption}}}[[：无|: none]]</p>
        {{/hasRows}}
        """#

    /// A form of a few fields beside what it is about.
    static let form = #"""
        <form class="small" action="{{{action}}}" method="{{{method}}}" novalidate>
        {{#isPost}}<input type="hidden" name="form-key" value="{{{formKey}}}">{{#once}}<input type="hidden" name="once" value="{{{.}}}">{{/once}}{{/isPost}}
        {{#hidden}}<input type="hidden" name="{{{name}}}" value="{{{value}}}">{{/hidden}}
        {{#heading}}<h3>{{{.}}}</h3>{{/heading}}
        {{#hint}}<p class="hint">{{{.}}}</p>{{/hint}}
        {{#fields}}
        {{#isChoice}}
        <fieldset class="group{{#error}} wrong{{/error}}"{{#error}} aria-describedby="{{{id}}}-error"{{/error}}><legend>{{{name}}}</legend>
        {{#error}}<p class="error-message" id="{{{id}}}-error"><span class="hidden-text">[[错误：|Error: ]]</span>{{{.}}}</p>{{/error}}
        <div class="choices across">
        {{#choices}}
        <div class="choice"><input type="radio" id="{{{choiceId}}}" name="{{{id}}}" value="{{{value}}}"{{#isChosen}} checked{{/isChosen}}><label for="{{{choiceId}}}">{{{label}}}</label></div>
        {{/choices}}
        </div></fieldset>
        {{/isChoice}}
        {{#isText}}
        <div class="field{{#error}} wrong{{/error}}"><label class="title" for="{{{id}}}">{{{name}}}</label>
        {{#fieldHint}}<p class="hint" id="{{{id}}}-hint">{{{.}}}</p>{{/fieldHint}}
        {{#error}}<p class="error-message" id="{{{id}}}-error"><span class="hidden-text">[[错误：|Error: ]]</span>{{{.}}}</p>{{/error}}
        {{#isLong}}<textarea id="{{{id}}}" name="{{{id}}}" rows="3"{{#described}} aria-describedby="{{{.}}}"{{/described}}>
        {{{value}}}</textarea>{{/isLong}}{{^isLong}}<input type="text" class="{{{width}}}" id="{{{id}}}" name="{{{id}}}" value="{{{value}}}" autocomplete="off"{{#described}} aria-describedby="{{{.}}}"{{/described}}>{{/isLong}}</div>
        {{/isText}}
        {{/fields}}
        <div class="actions"><button class="do{{#kind}} {{{.}}}{{/kind}}" type="submit">{{{button}}}</button></div>
        </form>
        """#
}
