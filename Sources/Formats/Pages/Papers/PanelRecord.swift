public import Programme

/// The record of the panels (评审组组成记录): who reviewed what, who leads, who left and why, who was kept out. Internal, with names: it
/// stays with the secretariat and supervision (自然科学基金条例 21) and goes to nobody who sees opinions.
public struct PanelRecord: Codable, Sendable {
    /// The call's title.
    public var title: Text
    /// The document that it comes from.
    public var source: Text
    /// The categories in the call's order.
    public var groups: [Group]
    /// The plan in force, with its proof, in a sentence.
    public var plan: Text
    /// Whether what it tells is made up.
    public var isSynthetic: Bool
    /// Whether its days are those of a rehearsal.
    public var isRehearsal: Bool

    /// A category.
    public struct Group: Codable, Sendable {
        /// Its name.
        public var name: Text
        /// Its dossiers.
        public var panels: [Panel]

        /// Puts one together from its parts.
        public init(name: Text, panels: [Panel]) {
            self.name = name
            self.panels = panels
        }
    }

    /// The panel of a dossier.
    public struct Panel: Codable, Sendable {
        /// The dossier.
        public var dossier: String
        /// The applicant.
        public var applicant: String
        /// Who was asked.
        public var members: [Member]
        /// Experts who were kept out, by ground.
        public var excluded: [Excluded]

        /// Puts one together from its parts.
        public init(dossier: String, applicant: String, members: [Member], excluded: [Excluded]) {
            self.dossier = dossier
            self.applicant = applicant
            self.members = members
            self.excluded = excluded
        }
    }

    /// An expert and a dossier.
    public struct Member: Codable, Sendable {
        /// The expert's number.
        public var expert: String
        /// Their name.
        public var name: String
        /// Where they work.
        public var organisation: String
        /// Their specialties.
        public var specialties: Text
        /// Whether they lead the panel.
        public var leads: Bool
        /// Whether they sit on it.
        public var sits: Bool
        /// Where the review stands.
        public var state: Text
        /// Why they gave it back, or it was taken from them.
        public var reason: String

        /// Puts one together from its parts.
        public init(
            expert: String, name: String, organisation: String, specialties: Text, leads: Bool, sits: Bool, state: Text, reason: String
        ) {
            self.expert = expert
            self.name = name
            self.organisation = organisation
            self.specialties = specialties
            self.leads = leads
            self.sits = sits
            self.state = state
            self.reason = reason
        }
    }

    /// Experts who were kept out on one ground.
    public struct Excluded: Codable, Sendable {
        /// The ground.
        public var ground: Text
        /// Their numbers.
        public var experts: [String]

        /// Puts one together from its parts.
        public init(ground: Text, experts: [String]) {
            self.ground = ground
            self.experts = experts
        }
    }

    /// Puts one together from its parts.
    public init(title: Text, source: Text, groups: [Group], plan: Text, isSynthetic: Bool, isRehearsal: Bool) {
        self.title = title
        self.source = source
        self.groups = groups
        self.plan = plan
        self.isSynthetic = isSynthetic
        self.isRehearsal = isRehearsal
    }

    /// The record to print.
    public func html(in language: Language) -> String { PanelRecordPage(language: language, record: self).html }

    /// The record as a table, a line an expert and dossier.
    public func table(in language: Language) -> WorkbookDocument.Sheet {
        let columns: [(Text, Int)] = [
            (Text(zh: "类别", en: "Category"), 28), (Text(zh: "材料", en: "Dossier"), 12), (Text(zh: "申报主体", en: "Applicant"), 34),
            (Text(zh: "专家编号", en: "Expert"), 12), (Text(zh: "姓名", en: "Name"), 14), (Text(zh: "单位", en: "Organisation"), 34),
            (Text(zh: "专业", en: "Specialties"), 24), (Text(zh: "组长", en: "Lead"), 8), (Text(zh: "状态", en: "State"), 24),
            (Text(zh: "原因", en: "Reason"), 40),
        ]
        var sheet = WorkbookDocument.Sheet(
            named: Text(zh: "评审组", en: "Panels")(in: language),
            columns: columns.map { WorkbookDocument.Column($0.0(in: language), width: $0.1) },
            rows: groups.flatMap { group in
                group.panels.flatMap { panel in
                    panel.members.map { member in
                        [
                            group.name(in: language), panel.dossier, panel.applicant, member.expert, member.name, member.organisation,
                            member.specialties(in: language), member.leads ? "✓" : "", member.state(in: language), member.reason,
                        ].map(WorkbookDocument.Cell.text)
                    }
                }
            })
        sheet.isFiltered = true
        return sheet
    }
}

/// The record as a paper.
private struct PanelRecordPage: PagePart {
    let language: Language
    let record: PanelRecord

    var html: String {
        PaperPage(
            language: language, name: say("评审组组成记录", "Record of the panels"), isSynthetic: record.isSynthetic,
            isRehearsal: record.isRehearsal, isReport: true, classification: say("内部资料，不得外传", "internal: not to be passed on"),
            content: markup
        ).html
    }

    var markup: Markup {
        let groups: [Markup] = record.groups.enumerated().map { index, group in
            """
            <h2>\(say("\(Numeral.chinese(index + 1))、\(group.name.zh)（\(group.panels.count) 件）", "\(index + 1). \(group.name.en) (\(group.panels.count))"))</h2>
            <table><thead><tr><th>\(say("材料", "Dossier"))</th><th>\(say("专家", "Expert"))</th><th>\(say("单位", "Organisation"))</th><th style="width:13%">\(say("专业", "Specialties"))</th><th style="width:26%">\(say("状态及原因", "State, reason"))</th></tr></thead>
            \(group.panels.map(panel))</table>

            """
        }
        return """
            <h1>\(say("评审组组成记录", "Record of the panels"))</h1>
            <p class="under">\(record.title(in: language))</p>
            <p class="note">\(say("依据：\(record.source.zh)。\(record.plan.zh)▲为评审组组长。", "By \(record.source.en). \(record.plan.en) ▲ leads the panel."))</p>
            \(groups)
            """
    }

    private func panel(_ panel: PanelRecord.Panel) -> Markup {
        let members = panel.members.filter(\.sits) + panel.members.filter { !$0.sits }
        let excluded: Markup =
            panel.excluded.isEmpty
            ? ""
            : """
            <tr><td colspan="4">\(say("回避：", "Kept out: "))\(panel.excluded.map { Text(zh: "\($0.ground.zh) \($0.experts.joined(separator: "、"))", en: "\($0.ground.en) \($0.experts.joined(separator: ", "))") }.map { $0(in: language) }.joined(separator: say("；", "; ")))</td></tr>

            """
        let span = max(1, members.count + (panel.excluded.isEmpty ? 0 : 1))
        let head: Markup = #"<td rowspan="\#(span)" style="width:20%">\#(panel.dossier)<br>\#(panel.applicant)</td>"#
        guard !members.isEmpty else {
            return #"<tbody><tr>\#(head)<td colspan="4">\#(say("未分配专家。", "Nobody is assigned."))</td></tr>\#n\#(excluded)</tbody>"#
        }
        let rows: [Markup] = members.enumerated().map { index, member in
            let first: Markup = index == 0 ? head : ""
            let mark = member.leads ? "▲" : ""
            let reason: Markup = member.reason.isEmpty ? "" : "<br>\(member.reason)"
            return """
                <tr>\(first)<td class="w">\(member.expert) \(member.name)\(mark)</td><td>\(member.organisation)</td><td>\(member.specialties(in: language))</td><td>\(member.state(in: language))\(reason)</td></tr>

                """
        }
        return "<tbody>\(rows)\(excluded)</tbody>"
    }
}
