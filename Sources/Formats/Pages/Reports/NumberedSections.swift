internal import Programme

extension PagePart {
    /// Sections one after the other, numbered as papers in the language are.
    func numbered(_ sections: [(title: Text, content: Markup)]) -> [Markup] {
        sections.enumerated().map { index, section in
            let chinese = "\(Numeral.chinese(index + 1))、\(section.title.zh)"
            let english = "\(index + 1). \(section.title.en)"
            return """
                <h2>\(say(chinese, english))</h2>
                \(section.content)
                """
        }
    }
}
