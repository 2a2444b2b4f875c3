internal import Programme

/// A part of the page, in one language.
protocol PagePart {
    var language: Language { get }
    var markup: Markup { get }
}

extension PagePart {
    func say(_ chinese: String, _ english: String) -> String {
        Text(zh: chinese, en: english)(in: language)
    }
}
