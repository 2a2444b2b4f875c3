internal import Programme

/// A page to read, put together from sections; each text in the language of who asks.
struct Report: Sendable {
    let call: PageCall
    var title: Text
    var caption: String?
    var introduction: [Text] = []
    /// The stages with the one that the round is in.
    var stage: Stage?
    var figures: [Figure] = []
    var sections: [Section] = []
    /// Whether its sections are listed at the top, where what can be done stands below a long table.
    var hasContents = false
    var back: (path: String, name: Text)?
    var done: Text?
    var errors: [FormError] = []
    var isWide = false

    init(_ call: PageCall, _ title: Text) {
        self.call = call
        self.title = title
    }

    /// A number that is seen first.
    struct Figure: Sendable {
        var name: Text
        var value: String
        var note: Text?
    }

    /// A part of the page under its own heading.
    struct Section: Sendable {
        var title: Text?
        var paragraphs: [Text] = []
        var items: [Text] = []
        var facts: [(Text, String)] = []
        /// A drawing that the program made.
        var drawing: HTMLText?
        var tables: [Table] = []
        /// Texts to be copied, in a field that can be marked as a whole.
        var copies: [(name: Text, hint: Text, text: String)] = []
        var forms: [SmallForm] = []
        var links: [(path: String, name: Text, isHere: Bool)] = []
    }

    struct Table: Sendable {
        var caption: Text
        var columns: [Column]
        var rows: [[Cell]]
        var pager: Pager?
        /// Whether the heading above says what the caption says.
        var isQuiet = true
        /// Whether rows become cards on a phone; a table of many numbers scrolls instead.
        var isCards = false
    }

    struct Column: Sendable {
        var name: Text
        var isNumber = false

        static func text(_ chinese: String, _ english: String) -> Column { Column(name: Text(zh: chinese, en: english)) }
        static func number(_ chinese: String, _ english: String) -> Column { Column(name: Text(zh: chinese, en: english), isNumber: true) }
    }

    struct Cell: Sendable {
        var text: Text
        var link: String?
        /// `done`, `open`, `late`, or empty for a plain tag; nil for no tag.
        var tag: String?
        var isCode = false
        /// Whether it stands on one line, as a day or a time does.
        var isTime = false
        var drawing: HTMLText?

        static func say(_ text: String, link: String? = nil) -> Cell { Cell(text: Text(verbatim: text), link: link) }
        static func say(_ text: Text, link: String? = nil) -> Cell { Cell(text: text, link: link) }
        static func number(_ number: Int) -> Cell { Cell(text: Text(verbatim: String(number))) }
        static func code(_ text: String, link: String? = nil) -> Cell { Cell(text: Text(verbatim: text), link: link, isCode: true) }
        static func time(_ text: String) -> Cell { Cell(text: Text(verbatim: text), isTime: true) }
        static func tag(_ text: Text, _ kind: String = "") -> Cell { Cell(text: text, tag: kind) }
    }

    /// The page.
    func page() -> Page {
        let language = call.language
        let stages = Stage.allCases
        let now = stage.flatMap { stages.firstIndex(of: $0) } ?? 0
        let titled = Array(sections.enumerated()).compactMap { index, section in section.title.map { (id: "s\(index + 1)", name: $0) } }
        return Page(
            title: caption.map { title + Text(zh: "（\($0)）", en: " (\($0))") } ?? title, template: "report",
            values: .form(
                errors, language,
                [
                    "heading": .say(title, language), "caption": .say(caption), "done": done.map { .say($0, language) } ?? .nothing,
                    "back": back.map { ["path": .say($0.path), "name": .say($0.name, language)] } ?? .nothing,
                    "introduction": .rows(introduction) { .say($0, language) }, "hasStages": .flag(stage != nil),
                    "stages": .rows(Array(stages.enumerated())) { index, stage in
                        [
                            "name": .say(stage.name, language), "isNow": .flag(index == now), "isPast": .flag(index < now),
                            "kind": .say(index < now ? "past" : index == now ? "now" : "ahead"),
                        ]
                    },
                    "hasContents": .flag(hasContents && titled.count > 1),
                    "contents": .rows(titled) { ["section": .say($0.id), "name": .say($0.name, language)] },
                    "hasFigures": .flag(!figures.isEmpty),
                    "figures": .rows(figures) {
                        [
                            "name": .say($0.name, language), "value": .say($0.value),
                            "note": $0.note.map { .say($0, language) } ?? .nothing,
                        ]
                    },
                    "sections": .rows(Array(sections.enumerated())) { values(of: $1, "s\($0 + 1)") }, "once": .nothing,
                ]), hasErrors: !errors.isEmpty, isWide: isWide)
    }

    private func values(of section: Section, _ id: String) -> PageValue {
        let language = call.language
        return [
            "id": .say(id), "title": section.title.map { .say($0, language) } ?? .nothing,
            "paragraphs": .rows(section.paragraphs) { .say($0, language) }, "hasItems": .flag(!section.items.isEmpty),
            "items": .rows(section.items) { .say($0, language) }, "hasFacts": .flag(!section.facts.isEmpty),
            "facts": .rows(section.facts) { ["name": .say($0.0, language), "value": .say($0.1 as String)] },
            "drawing": section.drawing.map { .text($0) } ?? .nothing, "tables": .rows(section.tables, values),
            "hasCopy": .flag(!section.copies.isEmpty),
            "copies": .rows(Array(section.copies.enumerated())) { index, copy in
                [
                    "id": .say("\(id)-copy\(index)"), "name": .say(copy.name, language), "hint": .say(copy.hint, language),
                    "text": .say(copy.text as String),
                    "rows": .say(min(20, copy.text.split(separator: "\n", omittingEmptySubsequences: false).count + 3)),
                ]
            },
            "forms": .rows(section.forms) { $0.values(language, errors) }, "hasLinks": .flag(!section.links.isEmpty),
            "links": .rows(section.links) {
                ["path": .say($0.path), "name": .say($0.name, language), "isHere": .flag($0.isHere)]
            },
        ]
    }

    private func values(of table: Table) -> PageValue {
        let language = call.language
        return [
            "caption": .say(table.caption, language), "isQuiet": .flag(table.isQuiet), "kind": .say(table.isCards ? "cards" : "plain"),
            "hasRows": .flag(!table.rows.isEmpty),
            "columns": .rows(table.columns) { ["name": .say($0.name, language), "isNumber": .flag($0.isNumber)] },
            "rows": .rows(table.rows) { row in
                [
                    "cells": .rows(Array(row.enumerated())) { index, cell in
                        let column = table.columns[min(index, table.columns.count - 1)]
                        let kind = column.isNumber ? "number" : cell.isCode ? "code" : cell.isTime ? "time" : nil
                        return [
                            "isHead": .flag(index == 0), "kind": .say(kind),
                            "column": table.isCards ? .say(column.name, language) : .nothing, "text": .say(cell.text, language),
                            "link": .say(cell.link), "tag": cell.tag.map { .text(HTMLText($0)) } ?? .nothing,
                            "drawing": cell.drawing.map { .text($0) } ?? .nothing,
                        ]
                    }
                ]
            },
            "pager": table.pager?.values ?? .nothing,
        ]
    }
}

/// A stretch of a long table: a hundred rows a page.
struct Pager: Sendable {
    let count: Int
    private let page: Int
    private let path: String
    static let size = 100

    /// The stretch that a query asks for; the nearest there is where it asks for none.
    ///
    /// - Parameter keeping: other fields of the query that go from page to page.
    init(_ count: Int, _ call: PageCall, keeping: [String] = []) {
        self.count = count
        page = min(max(1, Int(call.query["page"]) ?? 1), max(1, (count + Pager.size - 1) / Pager.size))
        let kept = keeping.filter { call.query.has($0) }.map { "\($0)=\(PageAddress.escaped(call.query[$0]))&" }.joined()
        path = "\(call.path)?\(kept)page="
    }

    /// The rows of the page, by their places.
    var range: Range<Int> { min((page - 1) * Pager.size, count)..<min(page * Pager.size, count) }

    /// For the template; nothing where all fits.
    var values: PageValue {
        guard count > Pager.size else { return .nothing }
        return [
            "from": .say(range.lowerBound + 1), "until": .say(range.upperBound), "count": .say(count),
            "previous": page > 1 ? .say("\(path)\(page - 1)") : .nothing,
            "next": range.upperBound < count ? .say("\(path)\(page + 1)") : .nothing,
        ]
    }
}

/// A form of a few fields.
struct SmallForm: Sendable {
    var action: String
    var heading: Text?
    var hint: Text?
    var fields: [Field] = []
    var hidden: [(String, String)] = []
    var button: Text
    /// `second` or `warning`; nil for what is done first.
    var kind: String?
    /// Whether it only asks, and changes nothing.
    var isQuestion = false
    var once: String?

    struct Field: Sendable {
        var id: String
        var name: Text
        var value = ""
        var hint: Text?
        /// Choices with their values; nil for text.
        var choices: [(value: String, label: Text)]?
        var isLong = false
        var width = "middle"

        static func reason(_ value: String, _ name: Text = Text(zh: "理由", en: "Reason"), id: String = "reason") -> Field {
            Field(id: id, name: name, value: value, isLong: true)
        }
    }

    func values(_ language: Language, _ errors: [FormError]) -> PageValue {
        [
            "action": .say(action), "method": .say(isQuestion ? "get" : "post"), "isPost": .flag(!isQuestion), "once": .say(once),
            "hidden": .rows(hidden) { ["name": .say($0.0), "value": .say($0.1 as String)] },
            "heading": heading.map { .say($0, language) } ?? .nothing, "hint": hint.map { .say($0, language) } ?? .nothing,
            "button": .say(button, language), "kind": .say(kind),
            "fields": .rows(fields) { field in
                let error = errors.message(for: field.id, language)
                let described = [field.hint.map { _ in "\(field.id)-hint" }, error.isThere ? "\(field.id)-error" : nil].compactMap(\.self)
                return [
                    "id": .say(field.id), "name": .say(field.name, language), "value": .say(field.value as String),
                    "fieldHint": field.hint.map { .say($0, language) } ?? .nothing, "isLong": .flag(field.isLong),
                    "width": .say(field.width), "isChoice": .flag(field.choices != nil), "isText": .flag(field.choices == nil),
                    "error": error, "described": .say(described.isEmpty ? nil : described.joined(separator: " ")),
                    "choices": .rows(Array((field.choices ?? []).enumerated())) { index, choice in
                        [
                            // The first choice has the field's own name, to which the summary of errors leads.
                            "choiceId": .say(index == 0 ? field.id : "\(field.id)-\(choice.value)"), "value": .say(choice.value as String),
                            "label": .say(choice.label, language), "isChosen": .flag(choice.value == field.value),
                        ]
                    },
                ]
            },
        ]
    }
}

/// Drawings of a page's own; marks are placed by per cent, so that they are as wide as their place.
enum PageDrawing {
    /// A bar that is full to a part, with nothing to say beyond the numbers beside it.
    static func bar(_ part: Int, of whole: Int) -> HTMLText {
        let width = whole > 0 ? Double(part) / Double(whole) * 100 : 0
        return HTMLText(
            written:
                #"<svg class="bar" width="100%" height="10" aria-hidden="true" focusable="false"><rect class="track" width="100%" height="10"/><rect class="full" width="\#((width * 10).rounded() / 10)%" height="10"/></svg>"#
        )
    }

    /// How many there are of each number, as columns from nought.
    static func columns(_ counts: [Int], title: String, description: String, axis: String) -> HTMLText {
        let (height, most) = (110, max(1, counts.max() ?? 1))
        let width = 100 / Double(max(1, counts.count))
        func tenth(_ value: Double) -> String { String((value * 10).rounded() / 10) }
        let marks = counts.enumerated().map { index, count -> String in
            let tall = count * (height - 16) / most
            let middle = tenth((Double(index) + 0.5) * width)
            let number = count > 0 ? #"<text class="middle" x="\#(middle)%" y="\#(height - tall - 3)">\#(count)</text>"# : ""
            return
                #"<rect class="full" x="\#(tenth((Double(index) + 0.15) * width))%" y="\#(height - tall)" width="\#(tenth(0.7 * width))%" height="\#(tall)"/>\#(number)<text class="middle" x="\#(middle)%" y="\#(height + 15)">\#(index)</text>"#
        }.joined()
        let escaped = (HTMLText(title).html, HTMLText(description).html, HTMLText(axis).html)
        return HTMLText(
            written:
                #"<figure><svg class="plain" role="img" width="100%" height="\#(height + 20)" aria-label="\#(escaped.0)"><title>\#(escaped.0)</title><desc>\#(escaped.1)</desc>\#(marks)<line class="base" x1="0" x2="100%" y1="\#(height)" y2="\#(height)"/></svg><p class="remark">\#(escaped.2)</p></figure>"#
        )
    }

    /// Which of the rows have which of the columns, a square for each, in classes with a legend.
    static func matrix(
        rows: Int, columns: Int, cells: [(row: Int, column: Int, kind: String)], kinds: [(kind: String, name: String)], title: String,
        description: String
    ) -> HTMLText {
        let size = 6
        let paths = kinds.map { kind in
            let path = cells.filter { $0.kind == kind.kind }.map { "M\($0.column * size) \($0.row * size)h5v5h-5z" }.joined()
            return #"<path class="\#(kind.kind)" d="\#(path)"/>"#
        }.joined()
        let legend = kinds.map {
            #"<li><svg width="12" height="12" aria-hidden="true" focusable="false"><rect class="\#($0.kind)" width="11" height="11"/></svg>\#(HTMLText($0.name).html)</li>"#
        }.joined()
        let (name, more) = (HTMLText(title).html, HTMLText(description).html)
        let (width, height) = (max(1, columns) * size, max(1, rows) * size)
        return HTMLText(
            written:
                #"<figure><ul class="legend">\#(legend)</ul><div class="scroll" tabindex="0" role="region" aria-label="\#(name)"><svg class="matrix" role="img" width="\#(width)" height="\#(height)" viewBox="0 0 \#(width) \#(height)" aria-label="\#(name)"><title>\#(name)</title><desc>\#(more)</desc><rect class="ground" width="\#(width)" height="\#(height)"/>\#(paths)</svg></div><p class="remark">\#(more)</p></figure>"#
        )
    }
}
