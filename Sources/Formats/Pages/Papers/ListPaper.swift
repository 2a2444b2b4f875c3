public import Programme

/// The list for the public notice (公示) or the final one: by category and region, without scores or places.
public struct ListPaper: Codable, Sendable {
    /// Which of the two.
    public var kind: Kind
    /// The call's title.
    public var title: Text
    /// The document that it comes from.
    public var source: Text
    /// The categories that can be applied for.
    public var groups: [Group]
    /// What becomes of earlier demonstrations; empty where none are reassessed.
    public var reassessment: [Group]
    /// The day of publication, or of the decision.
    public var day: Day
    /// The last day for objections, and the working days; nil on the final list.
    public var period: Period?
    /// Who signed it.
    public var signatures: [Signer]
    /// The digest that the signatures stand for.
    public var digest: String
    /// Whether its days are those of a rehearsal.
    public var isRehearsal: Bool
    /// Whether what it tells is made up.
    public var isSynthetic: Bool

    /// Which list.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// That of the public notice.
        case notice
        /// The final one.
        case final
    }

    /// For how long objections are taken.
    public struct Period: Codable, Sendable, Hashable {
        /// The last day.
        public var until: Day
        /// The working days.
        public var workingDays: Int

        /// A period.
        public init(until: Day, workingDays: Int) {
            self.until = until
            self.workingDays = workingDays
        }
    }

    /// Who signed, and when.
    public struct Signer: Codable, Sendable, Hashable {
        /// The chair's name.
        public var name: String
        /// When, in China.
        public var time: String

        /// A signature.
        public init(name: String, time: String) {
            self.name = name
            self.time = time
        }
    }

    /// A category.
    public struct Group: Codable, Sendable {
        /// Its name.
        public var name: Text
        /// Who is on the list, by region.
        public var rows: [Row]

        /// Puts one together from its parts.
        public init(name: Text, rows: [Row]) {
            self.name = name
            self.rows = rows
        }
    }

    /// Somebody on the list.
    public struct Row: Codable, Sendable {
        /// The authority: the region.
        public var authority: String
        /// The applicant or the demonstration.
        public var name: String
        /// What becomes of an earlier demonstration; nil on the list of the selection.
        public var outcome: Text?

        /// Puts one together from its parts.
        public init(authority: String, name: String, outcome: Text? = nil) {
            self.authority = authority
            self.name = name
            self.outcome = outcome
        }
    }

    /// Puts one together from its parts.
    public init(
        kind: Kind, title: Text, source: Text, groups: [Group], reassessment: [Group], day: Day, period: Period?, signatures: [Signer],
        digest: String, isRehearsal: Bool, isSynthetic: Bool
    ) {
        self.kind = kind
        self.title = title
        self.source = source
        self.groups = groups
        self.reassessment = reassessment
        self.day = day
        self.period = period
        self.signatures = signatures
        self.digest = digest
        self.isRehearsal = isRehearsal
        self.isSynthetic = isSynthetic
    }

    /// The heading.
    public var heading: Text {
        switch kind {
        case .notice: Text(zh: "关于\(title.zh)拟入选名单的公示", en: "Public notice of the shortlist: \(title.en)")
        case .final: Text(zh: "\(title.zh)入选名单", en: "Final list: \(title.en)")
        }
    }

    /// What it says before the list, a paragraph each.
    public var opening: [Text] {
        switch kind {
        case .notice:
            var text = [
                Text(
                    zh: "根据\(source.zh)，经申报推荐、专家评审、现场考查和审定，现将拟入选名单\(reassessment.isEmpty ? "" : "和前几批示范评估评价结论")予以公示。名单按地区排列，不分先后。",
                    en:
                        "By \(source.en), after recommendation, expert review, site visits and the chairs' decision, the shortlist\(reassessment.isEmpty ? "" : " and what becomes of earlier demonstrations") is published here, by region and in no order of merit."
                )
            ]
            if let period {
                text.append(
                    Text(
                        zh:
                            "公示期自\(day.written(in: .zh))起，至\(period.until.written(in: .zh))止（\(period.workingDays) 个工作日，公示当日不计）。对名单有异议的，请在公示期内以书面形式提出，写明所涉单位、事实和理由，并附证据材料和联系方式；单位提出的须加盖公章，个人提出的须署真实姓名。",
                        en:
                            "The notice runs from \(day) to \(period.until) (\(period.workingDays) working days, the day of publication not counted in). Objections are made in writing within that time, with whom they are about, facts and reasons, evidence and how to reach you; those of organisations bear a seal, those of persons a true name."
                    ))
            }
            return text
        case .final:
            return [
                Text(
                    zh: "根据\(source.zh)，经专家评审、现场考查、审定和公示，确定入选名单如下，按地区排列，不分先后。",
                    en:
                        "By \(source.en), after expert review, site visits, the chairs' decision and the public notice, this is the final list, by region and in no order of merit."
                )
            ]
        }
    }

    /// The list to print.
    public func html(in language: Language) -> String { ListPage(language: language, paper: self).html }
}

/// The list as a paper.
private struct ListPage: PagePart {
    let language: Language
    let paper: ListPaper

    var html: String {
        PaperPage(
            language: language, name: paper.heading(in: language), isSynthetic: paper.isSynthetic, isRehearsal: paper.isRehearsal,
            content: markup
        ).html
    }

    var markup: Markup {
        """
        <h1>\(Headline(text: paper.heading(in: language), language: language).markup)</h1>
        \(paper.opening.map { #"<p>\#($0(in: language))</p>\#n"# })\(paper.groups.map(table))\(reassessment)\(signed)
        """
    }

    private var reassessment: Markup {
        guard !paper.reassessment.isEmpty else { return "" }
        return """
            <h1 style="margin-top:1.5em">\(say("前几批示范评估评价结论", "What becomes of earlier demonstrations"))</h1>
            \(paper.reassessment.map(table))
            """
    }

    private func table(_ group: ListPaper.Group) -> Markup {
        guard !group.rows.isEmpty else {
            return """
                <h2>\(group.name(in: language))</h2>
                <p>\(say("无。", "None."))</p>

                """
        }
        let hasOutcomes = group.rows.contains { $0.outcome != nil }
        let outcome: Markup = hasOutcomes ? "<th>\(say("结论", "Outcome"))</th>" : ""
        let rows: [Markup] = group.rows.enumerated().map { index, row in
            let cell: Markup = hasOutcomes ? "<td>\(row.outcome?(in: language) ?? "")</td>" : ""
            return #"<tr><td class="n">\#(index + 1)</td><td>\#(row.authority)</td><td>\#(row.name)</td>\#(cell)</tr>\#n"#
        }
        return """
            <h2>\(group.name(in: language))\(say("（\(group.rows.count) 个）", " (\(group.rows.count))"))</h2>
            <table><thead><tr><th class="n">\(say("序号", "No."))</th><th>\(say("地区", "Region"))</th><th>\(say("名称", "Name"))</th>\(outcome)</tr></thead>
            <tbody>
            \(rows)</tbody></table>

            """
    }

    private var signed: Markup {
        let names: [Markup] = paper.signatures.map { "<p>\($0.name)　\($0.time)</p>\n" }
        let signatures: Markup = paper.kind == .final && !names.isEmpty ? "<p>\(say("审定签字：", "Signed:"))</p>\n\(names)" : ""
        return """
            <div class="sign">\(signatures)<p>\(paper.day.written(in: language))</p></div>
            <p class="code">\(say("名单摘要（SHA-256）", "Digest of the list (SHA-256)")) \(paper.digest)</p>

            """
    }
}
