public import Programme

/// The minutes of the chairs' meeting (审定会议纪要): who was there, who was recused, what was voted on and how, dissents, signatures.
/// Signatures and dissents are recorded as 招标投标法实施条例 53 asks.
public struct MeetingMinutes: Codable, Sendable {
    /// The call's title.
    public var title: Text
    /// The document that it comes from.
    public var source: Text
    /// The stage that the round is in.
    public var stage: Text
    /// The chairs.
    public var chairs: [Chair]
    /// How many have to be present, by what rule they move dossiers, how many sign.
    public var rules: [Text]
    /// What the list comes to, by category.
    public var categories: [Tally]
    /// Recusals.
    public var recusals: [Matter]
    /// Motions with votes, and changes that needed none, in their order.
    public var motions: [Motion]
    /// What became of earlier demonstrations, in sentences; empty where none are reassessed.
    public var reassessment: [Text]
    /// Decisions on demonstrations with their reasons.
    public var verdicts: [Matter]
    /// The vote on the list as it stands; nil where none was taken.
    public var listVote: Motion?
    /// Dissents.
    public var dissents: [Matter]
    /// How many entries the reader doesn't see, being recused.
    public var withheld: Int
    /// The digest that signatures stand for.
    public var digest: String
    /// The digest of the frozen call.
    public var callDigest: String
    /// Whether what it tells is made up.
    public var isSynthetic: Bool
    /// Whether its days are those of a rehearsal.
    public var isRehearsal: Bool

    /// A chair.
    public struct Chair: Codable, Sendable {
        /// The chair's number.
        public var id: String
        /// Their name.
        public var name: String
        /// When they came; nil where they did not, or nobody need report.
        public var present: String?
        /// What they said to the list.
        public var said: Text
        /// When they signed it; nil where no signature of theirs stands.
        public var signed: String?

        /// Puts one together from its parts.
        public init(id: String, name: String, present: String?, said: Text, signed: String?) {
            self.id = id
            self.name = name
            self.present = present
            self.said = said
            self.signed = signed
        }
    }

    /// A category of the list.
    public struct Tally: Codable, Sendable {
        /// Its name.
        public var name: Text
        /// How many were proposed by result.
        public var proposed: Int
        /// How many were moved in.
        public var movedIn: Int
        /// How many were moved out.
        public var movedOut: Int
        /// How many are on the list.
        public var listed: Int

        /// Puts one together from its parts.
        public init(name: Text, proposed: Int, movedIn: Int, movedOut: Int, listed: Int) {
            self.name = name
            self.proposed = proposed
            self.movedIn = movedIn
            self.movedOut = movedOut
            self.listed = listed
        }
    }

    /// Something that a person said about something.
    public struct Matter: Codable, Sendable {
        /// Who.
        public var who: String
        /// About what.
        public var subject: String
        /// What was decided; nil where nothing was.
        public var what: Text?
        /// Why.
        public var reason: String
        /// When.
        public var at: String

        /// Puts one together from its parts.
        public init(who: String, subject: String, what: Text? = nil, reason: String, at: String) {
            self.who = who
            self.subject = subject
            self.what = what
            self.reason = reason
            self.at = at
        }
    }

    /// A question with its votes.
    public struct Motion: Codable, Sendable {
        /// What it is called.
        public var title: Text
        /// What is proposed, by whom and when.
        public var text: Text
        /// The reason.
        public var reason: String
        /// Every vote, from the first.
        public var votes: [Vote]
        /// What they came to.
        public var result: Text

        /// Puts one together from its parts.
        public init(title: Text, text: Text, reason: String, votes: [Vote], result: Text) {
            self.title = title
            self.text = text
            self.reason = reason
            self.votes = votes
            self.result = result
        }
    }

    /// A vote.
    public struct Vote: Codable, Sendable {
        /// Who.
        public var who: String
        /// The choice.
        public var choice: Text
        /// Why.
        public var reason: String

        /// Puts one together from its parts.
        public init(who: String, choice: Text, reason: String) {
            self.who = who
            self.choice = choice
            self.reason = reason
        }
    }

    /// Puts one together from its parts.
    public init(
        title: Text, source: Text, stage: Text, chairs: [Chair], rules: [Text], categories: [Tally], recusals: [Matter],
        motions: [Motion], reassessment: [Text], verdicts: [Matter], listVote: Motion?, dissents: [Matter], withheld: Int, digest: String,
        callDigest: String, isSynthetic: Bool, isRehearsal: Bool
    ) {
        self.title = title
        self.source = source
        self.stage = stage
        self.chairs = chairs
        self.rules = rules
        self.categories = categories
        self.recusals = recusals
        self.motions = motions
        self.reassessment = reassessment
        self.verdicts = verdicts
        self.listVote = listVote
        self.dissents = dissents
        self.withheld = withheld
        self.digest = digest
        self.callDigest = callDigest
        self.isSynthetic = isSynthetic
        self.isRehearsal = isRehearsal
    }

    /// The minutes to print.
    public func html(in language: Language) -> String { MinutesPage(language: language, minutes: self).html }
}

/// The minutes as a paper.
private struct MinutesPage: PagePart {
    let language: Language
    let minutes: MeetingMinutes

    var html: String {
        PaperPage(
            language: language, name: say("审定会议纪要", "Minutes of the chairs' meeting"), isSynthetic: minutes.isSynthetic,
            isRehearsal: minutes.isRehearsal, isReport: true, classification: say("内部资料", "internal"), content: markup
        ).html
    }

    private var none: Markup { "<p>\(say("无。", "None."))</p>\n" }

    var markup: Markup {
        var sections: [(Text, Markup)] = [
            (Text(zh: "到会情况", en: "Presence"), presence), (Text(zh: "回避", en: "Recusals"), matters(minutes.recusals)),
            (Text(zh: "名单审定", en: "The list"), list), (Text(zh: "动议、表决与调整", en: "Motions, votes and moves"), motions),
        ]
        if !minutes.reassessment.isEmpty {
            sections.append((Text(zh: "前几批示范评估评价", en: "Earlier demonstrations"), reassessment))
        }
        sections.append((Text(zh: "不同意见", en: "Dissents"), matters(minutes.dissents)))
        sections.append((Text(zh: "签字", en: "Signatures"), signatures))
        let withheld: Markup =
            minutes.withheld == 0
            ? ""
            : #"<p class="note">\#(say("因回避，本件略去与您所回避材料有关的事项 \(minutes.withheld) 项。", "Left out, since they are about dossiers that you are recused from: \(minutes.withheld) entries."))</p>\#n"#
        return """
            <h1>\(say("审定会议纪要", "Minutes of the chairs' meeting"))</h1>
            <p class="under">\(minutes.title(in: language))</p>
            <p class="note">\(say("依据：\(minutes.source.zh)。阶段：\(minutes.stage.zh)。", "By \(minutes.source.en). Stage: \(minutes.stage.en)."))</p>
            \(withheld)\(numbered(sections))<p class="code">\(say("名单摘要（SHA-256）", "Digest of the list (SHA-256)")) \(minutes.digest)<br>\(say("规则摘要（SHA-256）", "Digest of the rules (SHA-256)")) \(minutes.callDigest)</p>

            """
    }

    private var presence: Markup {
        let rows: [Markup] = minutes.chairs.map {
            #"<tr><td>\#($0.name)（\#($0.id)）</td><td class="w">\#($0.present ?? "–")</td><td>\#($0.said(in: language))</td></tr>\#n"#
        }
        let rules: [Markup] = minutes.rules.map { "<p>\($0(in: language))</p>\n" }
        return """
            <table><thead><tr><th>\(say("组长", "Chair"))</th><th>\(say("签到时间", "Present since"))</th><th>\(say("对名单的意见", "On the list"))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table>
            \(rules)
            """
    }

    private func matters(_ matters: [MeetingMinutes.Matter]) -> Markup {
        guard !matters.isEmpty else { return none }
        let hasVerdicts = matters.contains { $0.what != nil }
        let rows: [Markup] = matters.map { matter in
            let verdict: Markup = hasVerdicts ? "<td>\(matter.what?(in: language) ?? "")</td>" : ""
            return """
                <tr><td>\(matter.who)</td><td>\(matter.subject)</td>\(verdict)<td>\(matter.reason)</td><td class="w">\(matter.at)</td></tr>

                """
        }
        let verdict: Markup = hasVerdicts ? "<th>\(say("决定", "Decision"))</th>" : ""
        return """
            <table><thead><tr><th>\(say("组长", "Chair"))</th><th>\(say("对象", "About"))</th>\(verdict)<th>\(say("理由", "Reason"))</th><th>\(say("时间", "Time"))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table>

            """
    }

    private var list: Markup {
        let rows: [Markup] = minutes.categories.map {
            """
            <tr><td>\($0.name(in: language))</td><td class="n">\($0.proposed)</td><td class="n">\($0.movedIn)</td><td class="n">\($0.movedOut)</td><td class="n">\($0.listed)</td></tr>

            """
        }
        func sum(_ count: (MeetingMinutes.Tally) -> Int) -> Int { minutes.categories.reduce(0) { $0 + count($1) } }
        return """
            <table><thead><tr><th>\(say("类别", "Category"))</th><th class="n">\(say("按结果提出", "Proposed"))</th><th class="n">\(say("调入", "Moved in"))</th><th class="n">\(say("调出", "Moved out"))</th><th class="n">\(say("审定列入", "Listed"))</th></tr></thead>
            <tbody>
            \(rows)<tr><td>\(say("合计", "Total"))</td><td class="n">\(sum(\.proposed))</td><td class="n">\(sum(\.movedIn))</td><td class="n">\(sum(\.movedOut))</td><td class="n">\(sum(\.listed))</td></tr>
            </tbody></table>

            """
    }

    private func motion(_ motion: MeetingMinutes.Motion) -> Markup {
        let votes: [Markup] = motion.votes.map { vote in
            let reason: Markup = vote.reason.isEmpty ? "" : "\(say("：", ": "))\(vote.reason)"
            return "<li>\(vote.who) \(vote.choice(in: language))\(reason)</li>\n"
        }
        let ballots: Markup =
            votes.isEmpty
            ? ""
            : """
            <ul class="plain">
            \(votes)</ul>

            """
        let reason: Markup = motion.reason.isEmpty ? "" : "<p>\(say("理由：", "Reason: "))\(motion.reason)</p>\n"
        return """
            <h3>\(motion.title(in: language))</h3>
            <p>\(motion.text(in: language))</p>
            \(reason)\(ballots)<p>\(motion.result(in: language))</p>

            """
    }

    private var motions: Markup {
        let all = minutes.motions + [minutes.listVote].compactMap(\.self)
        return all.isEmpty ? none : "\(all.map(motion))"
    }

    private var reassessment: Markup {
        let sentences: [Markup] = minutes.reassessment.map { "<p>\($0(in: language))</p>\n" }
        let decided: Markup = minutes.verdicts.isEmpty ? "" : matters(minutes.verdicts)
        return "\(sentences)\(decided)"
    }

    private var signatures: Markup {
        let rows: [Markup] = minutes.chairs.map { chair in
            """
            <tr><td style="width:30%">\(chair.name)（\(chair.id)）</td><td>\(chair.signed.map { say("已在系统签字 \($0)", "signed in the system \($0)") } ?? "")</td><td style="width:30%"></td></tr>

            """
        }
        return """
            <table class="signing"><thead><tr><th>\(say("组长", "Chair"))</th><th>\(say("系统签字", "In the system"))</th><th>\(say("手写签字", "By hand"))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table>

            """
    }
}
