internal import Mustache
internal import Programme

/// What a template is filled with. There is no case for a bare string: all text passes `HTMLText`.
enum PageValue: Sendable, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByBooleanLiteral {
    case text(HTMLText)
    case flag(Bool)
    case list([PageValue])
    case fields([String: PageValue])
    /// Nothing, which hides what an outer scope has under the same name.
    case nothing

    init(dictionaryLiteral elements: (String, PageValue)...) {
        self = .fields(Dictionary(elements, uniquingKeysWith: { first, _ in first }))
    }

    init(arrayLiteral elements: PageValue...) { self = .list(elements) }

    init(booleanLiteral value: Bool) { self = .flag(value) }

    /// A text as it is, escaped.
    static func say(_ text: String) -> PageValue { .text(HTMLText(text)) }

    /// A number.
    static func say(_ number: Int) -> PageValue { .text(HTMLText(String(number))) }

    /// A text that may be missing or empty.
    static func say(_ text: String?) -> PageValue { text.map { $0.isEmpty ? .nothing : .say($0) } ?? .nothing }

    /// A text in a language.
    static func say(_ text: Text, _ language: Language) -> PageValue { .say(text(in: language)) }

    /// Rows out of values.
    static func rows<Rows: Sequence>(_ values: Rows, _ row: (Rows.Element) throws -> PageValue) rethrows -> PageValue {
        .list(try values.map(row))
    }

    /// Whether a section on it is shown.
    var isThere: Bool {
        switch self {
        case .text: true
        case .flag(let flag): flag
        case .list(let list): !list.isEmpty
        case .fields: true
        case .nothing: false
        }
    }
}

extension PageValue: MustacheParent, MustacheCustomRepresentation {
    func child(named name: String) -> Any? {
        if case .fields(let fields) = self { fields[name] } else { nil }
    }

    var representation: Any? {
        switch self {
        case .text(let text): text
        case .flag(let flag): flag
        case .list(let list): list
        case .fields(let fields): fields
        case .nothing: nil
        }
    }
}

extension HTMLText: MustacheCustomRenderable {
    /// What `{{{name}}}` puts into the page.
    var renderText: String { html }
    /// An empty text is a text.
    var isNull: Bool { false }
}
