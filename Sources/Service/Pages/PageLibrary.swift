internal import Foundation
internal import Mustache
internal import Programme

/// The templates, compiled once for each language.
///
/// A template says every text of its own in both languages where it stands: `[[保存草稿|Save draft]]`. Values come in by `{{{name}}}`
/// alone, since they are escaped before (`HTMLText`); a test holds every template to that.
struct PageLibrary: Sendable {
    private let libraries: [Language: MustacheLibrary]

    /// Every template by its name.
    static let sources: [String: String] = [
        "layout": LayoutTemplate.text,
        "error-summary": FormTemplates.errorSummary,
        "form-key": FormTemplates.formKey,
        "pager": FormTemplates.pager,
        "reason-form": FormTemplates.reasonForm,
        "confirm-form": FormTemplates.confirmForm,
        "message": MessageTemplate.text,
        "sign-in": SignInTemplates.signIn,
        "stay": SignInTemplates.stay,
        "enter": SignInTemplates.enter,
        "expert-home": ExpertHomeTemplate.text,
        "pledge": DeclarationTemplates.pledge,
        "declaration": DeclarationTemplates.declaration,
        "sheet": SheetTemplate.text,
        "sheet-check": SheetCheckTemplate.text,
        "request": RequestTemplate.text,
        "report": ReportTemplate.text,
        "table": ReportTemplate.table,
        "small-form": ReportTemplate.form,
    ]

    /// - Throws: where a template is malformed, which the tests would have found.
    init() throws {
        var libraries: [Language: MustacheLibrary] = [:]
        for language in Language.allCases {
            var library = MustacheLibrary()
            for (name, source) in PageLibrary.sources {
                try library.register(PageLibrary.spoken(source, in: language), named: name)
            }
            libraries[language] = library
        }
        self.libraries = libraries
    }

    /// A template filled in.
    func fill(_ template: String, _ values: PageValue, in language: Language) -> HTMLText {
        HTMLText(written: libraries[language]?.render(values, withTemplate: template) ?? "")
    }

    /// A source with each `[[Chinese|English]]` said in one language.
    static func spoken(_ source: String, in language: Language) -> String {
        let parts = source.components(separatedBy: "[[")
        return parts.dropFirst().reduce(parts[0]) { text, part in
            let halves = part.components(separatedBy: "]]")
            let both = halves[0].components(separatedBy: "|")
            return text + (language == .zh ? both[0] : both.dropFirst().joined(separator: "|")) + halves.dropFirst().joined(separator: "]]")
        }
    }
}
