public import Programme

/// What an applicant is told (评审结果告知书): the result, the official score by criterion, and the experts' comments without a name.
public struct ApplicantLetter: Codable, Sendable {
    /// The call's title.
    public var title: Text
    /// The document that it comes from.
    public var source: Text
    /// To whom it goes.
    public var applicant: String
    /// The authority that recommended it.
    public var authority: String
    /// The dossier.
    public var dossier: String
    /// Its category.
    public var category: Text
    /// Whether it is an earlier demonstration's, which was reassessed.
    public var isReassessed: Bool
    /// The result in a sentence.
    public var result: Text
    /// Why, in sentences.
    public var grounds: [Text]
    /// The official score; nil where there is none.
    public var score: Points?
    /// The score from which a dossier passes.
    public var passMark: Points
    /// The score by criterion.
    public var criteria: [Criterion]
    /// The experts' comments by criterion or gate, in an order that does not tell who is who.
    public var comments: [Comments]
    /// The day of the decision.
    public var day: Day
    /// Whether its days are those of a rehearsal.
    public var isRehearsal: Bool

    /// One criterion.
    public struct Criterion: Codable, Sendable {
        /// Its name.
        public var name: Text
        /// Its weight, per cent.
        public var weight: Int
        /// The highest score.
        public var maximum: Points
        /// The official average.
        public var score: Points

        /// Puts one together from its parts.
        public init(name: Text, weight: Int, maximum: Points, score: Points) {
            self.name = name
            self.weight = weight
            self.maximum = maximum
            self.score = score
        }
    }

    /// What experts wrote on one thing.
    public struct Comments: Codable, Sendable {
        /// The criterion, or the question of a gate.
        public var name: Text
        /// What they wrote.
        public var texts: [String]

        /// Puts one together from its parts.
        public init(name: Text, texts: [String]) {
            self.name = name
            self.texts = texts
        }
    }

    /// Puts one together from its parts.
    public init(
        title: Text, source: Text, applicant: String, authority: String, dossier: String, category: Text, isReassessed: Bool = false,
        result: Text, grounds: [Text],
        score: Points?, passMark: Points, criteria: [Criterion], comments: [Comments], day: Day, isRehearsal: Bool
    ) {
        self.title = title
        self.source = source
        self.applicant = applicant
        self.authority = authority
        self.dossier = dossier
        self.category = category
        self.isReassessed = isReassessed
        self.result = result
        self.grounds = grounds
        self.score = score
        self.passMark = passMark
        self.criteria = criteria
        self.comments = comments
        self.day = day
        self.isRehearsal = isRehearsal
    }

    /// The letter to print. The experts' comments stand as they were written.
    public func html(in language: Language) -> String { LetterPage(language: language, letter: self).html }

    /// The name of its file: the dossier's number, without what a path could mislead by.
    public var file: String { PaperFile.name(of: dossier) }
}

/// The letter as a paper.
private struct LetterPage: PagePart {
    let language: Language
    let letter: ApplicantLetter

    var html: String {
        PaperPage(
            language: language, name: say("评审结果告知书", "Result of the review") + " " + letter.dossier,
            isSynthetic: letter.applicant.hasPrefix("示例"), isRehearsal: letter.isRehearsal, content: markup
        ).html
    }

    var markup: Markup {
        """
        <h1>\(say("评审结果告知书", "Result of the review"))</h1>
        <p class="to">\(letter.applicant)\(say("：", ","))</p>
        <p>\(opening)</p>
        <h2>\(say("一、评审结果", "1. Result"))</h2>
        <p>\(letter.result(in: language))</p>
        \(letter.grounds.map { #"<p>\#($0(in: language))</p>\#n"# })\(scores)\(comments)\
        <p>\(say("特此告知。", "This is what the review came to."))</p>
        <div class="sign"><p>\(say("评审工作秘书处", "The secretariat of the review"))</p><p>\(letter.day.written(in: language))</p></div>

        """
    }

    private var opening: String {
        if letter.isReassessed {
            return say(
                "你单位经\(letter.authority)组织，参加“\(letter.title.zh)”的“\(letter.category.zh)”（材料编号 \(letter.dossier)）。现将结果告知如下（依据：\(letter.source.zh)）。",
                "By way of \(letter.authority) you filed for the reassessment in “\(letter.title.en)” as “\(letter.category.en)” (dossier \(letter.dossier)). This is the result, by \(letter.source.en)."
            )
        }
        return say(
            "你单位经\(letter.authority)推荐，在“\(letter.title.zh)”中申报“\(letter.category.zh)”（材料编号 \(letter.dossier)）。现将评审结果告知如下（依据：\(letter.source.zh)）。",
            "On the recommendation of \(letter.authority) you applied in “\(letter.title.en)” as “\(letter.category.en)” (dossier \(letter.dossier)). This is the result, by \(letter.source.en)."
        )
    }

    private var scores: Markup {
        guard let score = letter.score, !letter.criteria.isEmpty else {
            return """
                <h2>\(say("二、评审成绩", "2. Score"))</h2>
                <p>\(say("未形成成绩。", "There is no score."))</p>

                """
        }
        let rows: [Markup] = letter.criteria.map {
            """
            <tr><td>\($0.name(in: language))</td><td class="n">\($0.weight)%</td><td class="n">\($0.maximum.short)</td>\
            <td class="n">\($0.score.description)</td></tr>

            """
        }
        return """
            <h2>\(say("二、评审成绩", "2. Score"))</h2>
            <p>\(say("成绩 \(score) 分（满分 100 分，及格线 \(letter.passMark.short) 分）。各项指标得分如下：", "The score is \(score) of 100; the pass mark is \(letter.passMark.short). By criterion:"))</p>
            <table><thead><tr><th>\(say("指标", "Criterion"))</th><th class="n">\(say("权重", "Weight"))</th>\
            <th class="n">\(say("满分", "Highest"))</th><th class="n">\(say("得分", "Score"))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table>
            <p class="note">\(say("各项得分为计入成绩的评分表的平均分，按通知规定的位数取舍；按权重加总即为成绩，因取舍可有末位之差。", "Each is the mean over the sheets that count, rounded as the call says; their weighted sum is the score, but for rounding in the last digit."))</p>

            """
    }

    private var comments: Markup {
        let parts: [Markup] = letter.comments.map { part in
            let lines: [Markup] = part.texts.map { #"<li lang="zh-CN">\#($0)</li>\#n"# }
            return """
                <h3>\(part.name(in: language))</h3>
                <ul class="comments">
                \(lines)</ul>

                """
        }
        let none: Markup = "<p>\(say("专家未另写意见。", "The experts wrote no comments."))</p>\n"
        let order: Markup =
            #"<p class="note">\#(say("各项下意见的先后与专家无关。", "The order of comments has nothing to do with who wrote them; they stand in the language in which they were written."))</p>\#n"#
        let before = parts.isEmpty ? none : order
        return """
            <h2>\(say("三、专家意见", "3. Comments of the experts"))</h2>
            \(before)\(parts)
            """
    }
}

/// The letters of a round, by the authority through which they go out.
public struct LetterIndex: Sendable {
    /// The call's title.
    public var title: Text
    /// The letters.
    public var letters: [ApplicantLetter]

    /// An index of letters.
    public init(title: Text, letters: [ApplicantLetter]) {
        self.title = title
        self.letters = letters
    }

    /// The index with a link to each letter.
    public func html(in language: Language) -> String {
        var order: [String] = []
        for letter in letters where !order.contains(letter.authority) { order.append(letter.authority) }
        let sections: [Markup] = order.map { authority in
            let rows: [Markup] = letters.filter { $0.authority == authority }.map {
                #"<tr><td class="n">\#($0.dossier)</td><td><a href="\#($0.file)">\#($0.applicant)</a></td><td>\#($0.category(in: language))</td></tr>\#n"#
            }
            return """
                <h2>\(authority)</h2>
                <table><tbody>
                \(rows)</tbody></table>

                """
        }
        let heading = Text(zh: "评审结果告知书目录", en: "Letters on the results")(in: language)
        return PaperPage(
            language: language, name: heading, isSynthetic: letters.allSatisfy { $0.applicant.hasPrefix("示例") },
            isRehearsal: letters.contains(where: \.isRehearsal),
            content: """
                <h1>\(heading)</h1>
                <p>\(title(in: language))</p>
                \(sections)
                """
        ).html
    }
}
