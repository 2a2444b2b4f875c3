public import Programme

/// What papers a folder holds, with links to them.
public struct PaperIndex: Sendable {
    /// The call's title.
    public var title: Text
    /// The papers.
    public var groups: [Group]

    /// Papers of a kind.
    public struct Group: Sendable {
        /// What they are.
        public var name: Text
        /// The papers.
        public var papers: [Paper]

        /// Puts one together from its parts.
        public init(name: Text, papers: [Paper]) {
            self.name = name
            self.papers = papers
        }
    }

    /// A paper.
    public struct Paper: Sendable {
        /// What it is called.
        public var name: Text
        /// Where it lies, from the folder of the index.
        public var file: String

        /// A paper.
        public init(name: Text, file: String) {
            self.name = name
            self.file = file
        }
    }

    /// An index of papers.
    public init(title: Text, groups: [Group]) {
        self.title = title
        self.groups = groups
    }

    /// The index as a page.
    public func html(in language: Language) -> String {
        let sections: [Markup] = groups.filter { !$0.papers.isEmpty }.map { group in
            let rows: [Markup] = group.papers.map { #"<li><a href="\#($0.file)">\#($0.name(in: language))</a></li>\#n"# }
            return """
                <h2>\(group.name(in: language))（\(group.papers.count)）</h2>
                <ul class="plain">
                \(rows)</ul>

                """
        }
        let heading = Text(zh: "文书目录", en: "Papers of the round")(in: language)
        return PaperPage(
            language: language, name: heading, isSynthetic: false, isRehearsal: false, isReport: true,
            content: """
                <h1>\(heading)</h1>
                <p class="under">\(title(in: language))</p>
                \(sections)
                """
        ).html
    }
}
