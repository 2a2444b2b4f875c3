internal import Foundation
public import Programme

/// The record of one dossier (一件材料的评审档案): what was found at filing, the sheets, how the official score comes about step by step,
/// what visits found, what was decided. Internal. Sheets are numbered in an order that doesn't tell whose they are: who wrote what stays
/// secret (自然科学基金条例 21), and experts' names don't stand in it.
public struct DossierRecord: Codable, Sendable {
    /// The call's title.
    public var title: Text
    /// The document that it comes from.
    public var source: Text
    /// The dossier.
    public var dossier: Dossier
    /// The authority's name.
    public var authority: String
    /// Its category.
    public var category: Text
    /// The official score; nil where none is computed.
    public var score: Points?
    /// Whether the category is ranked by adjusted scores, as the call says.
    public var isRankedByAdjusted: Bool
    /// The score from which a dossier passes.
    public var passMark: Points
    /// The highest score of a criterion.
    public var maximum: Points
    /// The panel: how many were asked for, and of which specialties they are.
    public var panel: Text
    /// What was found at filing, with every decision on it.
    public var flags: [Entry]
    /// The sheets that count for it, in an order of their own.
    public var sheets: [Sheet]
    /// The criteria with the official averages.
    public var criteria: [Criterion]
    /// The gates.
    public var gates: [Gate]
    /// How the official score comes about, a step a text.
    public var steps: [Text]
    /// What the scores of the category say of it; nil without a model.
    public var analysis: CategoryAnalysis.Line?
    /// What was found outside the panel: abnormal scores, visits.
    public var evidence: [Entry]
    /// Decisions on it with their reasons.
    public var decisions: [CategoryReport.Decision]
    /// Where it stands now, in a sentence; nil before anything is proposed.
    public var standing: Text?
    /// Whether its days are those of a rehearsal.
    public var isRehearsal: Bool

    /// Something with a title.
    public struct Entry: Codable, Sendable {
        /// What it is.
        public var title: Text
        /// What it says.
        public var text: Text

        /// An entry.
        public init(title: Text, text: Text) {
            self.title = title
            self.text = text
        }
    }

    /// A sheet without its writer.
    public struct Sheet: Codable, Sendable {
        /// The scores by criterion.
        public var scores: [String: Points]
        /// What was written on criteria and gates.
        public var reasons: [String: String]
        /// The gates held as not met.
        public var notMet: [String]
        /// Whether a visit is asked for, and what should be found out.
        public var visit: Text
        /// The weighted total, exact.
        public var total: Fraction
        /// Whether it enters the official score.
        public var counted: Bool

        /// Puts one together from its parts.
        public init(
            scores: [String: Points], reasons: [String: String], notMet: [String], visit: Text, total: Fraction, counted: Bool
        ) {
            self.scores = scores
            self.reasons = reasons
            self.notMet = notMet
            self.visit = visit
            self.total = total
            self.counted = counted
        }
    }

    /// A criterion.
    public struct Criterion: Codable, Sendable {
        /// The criterion.
        public var id: String
        /// Its name.
        public var name: Text
        /// Its weight, per cent.
        public var weight: Int
        /// The official average; nil without an official score.
        public var score: Points?
        /// The category's: least, quartiles, greatest.
        public var spread: [Points]

        /// Puts one together from its parts.
        public init(id: String, name: Text, weight: Int, score: Points?, spread: [Points]) {
            self.id = id
            self.name = name
            self.weight = weight
            self.score = score
            self.spread = spread
        }
    }

    /// A gate.
    public struct Gate: Codable, Sendable {
        /// The gate.
        public var id: String
        /// The question.
        public var question: Text

        /// Puts one together from its parts.
        public init(id: String, question: Text) {
            self.id = id
            self.question = question
        }
    }

    /// Puts one together from its parts.
    public init(
        title: Text, source: Text, dossier: Dossier, authority: String, category: Text, score: Points?, isRankedByAdjusted: Bool,
        passMark: Points,
        maximum: Points, panel: Text, flags: [Entry], sheets: [Sheet], criteria: [Criterion], gates: [Gate], steps: [Text],
        analysis: CategoryAnalysis.Line?, evidence: [Entry], decisions: [CategoryReport.Decision], standing: Text?, isRehearsal: Bool
    ) {
        self.title = title
        self.source = source
        self.dossier = dossier
        self.authority = authority
        self.category = category
        self.score = score
        self.isRankedByAdjusted = isRankedByAdjusted
        self.passMark = passMark
        self.maximum = maximum
        self.panel = panel
        self.flags = flags
        self.sheets = sheets
        self.criteria = criteria
        self.gates = gates
        self.steps = steps
        self.analysis = analysis
        self.evidence = evidence
        self.decisions = decisions
        self.standing = standing
        self.isRehearsal = isRehearsal
    }

    /// The record to print.
    public func html(in language: Language) -> String { DossierRecordPage(language: language, record: self).html }

    /// The name of its file: the dossier's number, without what a path could mislead by.
    public var file: String { PaperFile.name(of: dossier.id) }
}

/// Names of files for papers about one thing.
enum PaperFile {
    /// An identifier as the name of a page, without what a path could mislead by.
    static func name(of id: String) -> String {
        String(id.unicodeScalars.map { CharacterSet.alphanumerics.contains($0) || $0 == "-" || $0 == "_" ? Character($0) : "_" }) + ".html"
    }
}

/// The record as a paper.
private struct DossierRecordPage: PagePart {
    let language: Language
    let record: DossierRecord

    var html: String {
        PaperPage(
            language: language, name: say("评审档案 \(record.dossier.id)", "Record \(record.dossier.id)"),
            isSynthetic: record.dossier.applicant.hasPrefix("示例"), isRehearsal: record.isRehearsal, isReport: true,
            classification: say("内部资料", "internal"), content: markup
        ).html
    }

    var markup: Markup {
        let comments = comments
        var sections: [(Text, Markup)] = [
            (Text(zh: "申报情况", en: "The dossier"), filing), (Text(zh: "评分", en: "Scores"), scores),
        ]
        if !comments.isEmpty { sections.append((Text(zh: "专家意见", en: "Comments"), "\(comments)")) }
        sections.append((Text(zh: "正式成绩的计算", en: "How the official score comes about"), score))
        if !record.evidence.isEmpty {
            sections.append((Text(zh: "评分核查与现场考查", en: "Checks and site visit"), entries(record.evidence)))
        }
        sections.append((Text(zh: "审定、异议与结果", en: "Decisions, objections, result"), decisions))
        return """
            <h1>\(say("评审档案", "Record of a dossier"))</h1>
            <p class="under">\(record.dossier.id) \(record.dossier.applicant)</p>
            <p class="note">\(record.title(in: language))\(say("。依据：\(record.source.zh)。评分表的编号与专家无关。", ". By \(record.source.en). The numbers of sheets have nothing to do with who wrote them."))</p>
            \(numbered(sections))
            """
    }

    private func entries(_ entries: [DossierRecord.Entry]) -> Markup {
        let rows: [Markup] = entries.map {
            #"<tr><td style="width:26%">\#($0.title(in: language))</td><td>\#($0.text(in: language))</td></tr>\#n"#
        }
        return "<table><tbody>\n\(rows)</tbody></table>\n"
    }

    private var filing: Markup {
        let dossier = record.dossier
        var all: [DossierRecord.Entry] = [
            .init(title: Text(zh: "申报主体", en: "Applicant"), text: Text(verbatim: dossier.applicant)),
            .init(title: Text(zh: "统一社会信用代码", en: "Credit code"), text: Text(verbatim: dossier.creditCode)),
            .init(title: Text(zh: "类别", en: "Category"), text: record.category),
            .init(title: Text(zh: "推荐单位", en: "Recommended by"), text: Text(verbatim: record.authority)),
            .init(title: Text(zh: "申报日期", en: "Filed on"), text: Text(verbatim: dossier.filedOn.description)),
        ]
        if !dossier.mode.isEmpty { all.append(.init(title: Text(zh: "模式", en: "Mode"), text: Text(verbatim: dossier.mode))) }
        if !dossier.industry.isEmpty { all.append(.init(title: Text(zh: "行业", en: "Industry"), text: Text(verbatim: dossier.industry))) }
        all.append(.init(title: Text(zh: "评审组", en: "Panel"), text: record.panel))
        return entries(all + record.flags)
    }

    private func number(_ index: Int) -> String { say("表\(index + 1)", "sheet \(index + 1)") }

    private var scores: Markup {
        guard !record.sheets.isEmpty else { return "<p>\(say("无有效评分表。", "There are no sheets."))</p>\n" }
        let heads: [Markup] = record.sheets.indices.map { #"<th class="n">\#(number($0))</th>"# }
        let rows: [Markup] = record.criteria.map { criterion in
            let cells: [Markup] = record.sheets.map { #"<td class="n">\#($0.scores[criterion.id]?.short ?? "–")</td>"# }
            return """
                <tr><td>\(criterion.name(in: language))</td><td class="n">\(criterion.weight)%</td>\(cells)<td class="n">\(criterion.score?.description ?? "–")</td></tr>

                """
        }
        let totals: [Markup] = record.sheets.map {
            #"<td class="n">\#(Figure.two($0.total.inPoints))\#($0.counted ? "" : say("＊", "*"))</td>"#
        }
        let gates: [Markup] = record.gates.map { gate in
            let cells: [Markup] = record.sheets.map {
                #"<td class="n">\#($0.notMet.contains(gate.id) ? say("不符合", "not met") : say("符合", "met"))</td>"#
            }
            return #"<tr><td>\#(gate.question(in: language))</td><td class="n">\#(say("否决项", "gate"))</td>\#(cells)<td></td></tr>\#n"#
        }
        let profile = CriteriaProfile(
            language: language, id: "profile", title: Text(zh: "本件各指标得分与本类别的分布", en: "This dossier against its category"),
            rows: record.criteria.map { .init(name: $0.name, spread: $0.spread, full: $0.score, hollow: nil) },
            full: Text(zh: "本件", en: "this dossier"), hollow: nil)
        return """
            <table><thead><tr><th>\(say("指标（满分 \(record.maximum.short)）", "Criterion (of \(record.maximum.short))"))</th><th class="n">\(say("权重", "Weight"))</th>\(heads)<th class="n">\(say("得分", "Official"))</th></tr></thead>
            <tbody>
            \(rows)<tr><td>\(say("加权总分", "Weighted total"))</td><td class="n">100%</td>\(totals)<td class="n">\(record.score?.description ?? "–")</td></tr>
            \(gates)</tbody></table>
            <p class="note">\(say("带＊的评分表按通知规定不计入成绩（去掉最高、最低）。", "Sheets with * don't enter the score by the call's policy."))</p>
            \(profile.markup)
            """
    }

    private var comments: [Markup] {
        let items = record.criteria.map { ($0.id, $0.name) } + record.gates.map { ($0.id, $0.question) }
        let written: [Markup] = items.compactMap { item, name in
            let lines: [Markup] = record.sheets.enumerated().compactMap { index, sheet in
                sheet.reasons[item].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }.map {
                    #"<li>\#(number(index))\#(say("：", ": "))<bdi lang="zh-CN">\#($0)</bdi></li>\#n"#
                }
            }
            return lines.isEmpty
                ? nil
                : """
                <h3>\(name(in: language))</h3>
                <ul class="plain comments">
                \(lines)</ul>

                """
        }
        let visits: [Markup] = record.sheets.enumerated().compactMap { index, sheet in
            sheet.visit(in: language).isEmpty ? nil : #"<li>\#(number(index))\#(say("：", ": "))\#(sheet.visit(in: language))</li>\#n"#
        }
        guard !visits.isEmpty else { return written }
        return written + [
            """
            <h3>\(say("建议现场考查及须核实的事项", "Visits asked for, and what to find out"))</h3>
            <ul class="plain comments">
            \(visits)</ul>

            """
        ]
    }

    private var score: Markup {
        let steps: [Markup] = record.steps.map { "<li>\($0(in: language))</li>\n" }
        let adjusted: Markup =
            record.analysis.map { line in
                """
                <p>\(say("扣除专家宽严后的调整成绩 \(Figure.two(line.adjusted))，九成区间 \(Figure.two(line.lower))–\(Figure.two(line.upper))，名次区间 \(Figure.places(line.placeInterval))；居入选之列的概率 \(Figure.percent(line.chance))；\(line.dependsOn.isEmpty ? "去掉任何一名专家，是否按成绩入选均不变" : "是否按成绩入选随 \(line.dependsOn.count) 名专家中任一人的评分而变")\(!record.isRankedByAdjusted ? "。供参考，调整成绩不替代正式成绩。" : "。按通知规定以调整成绩排序，成绩不变。")", "With the leniency of experts taken out the score is \(Figure.two(line.adjusted)), its 90 % interval \(Figure.two(line.lower))–\(Figure.two(line.upper)), that of its place \(Figure.places(line.placeInterval)); the chance to be among those selected is \(Figure.percent(line.chance)); \(line.dependsOn.isEmpty ? "leaving out any one expert changes nothing in whether it is selected by score" : "whether it is selected by score depends on each of \(line.dependsOn.count) experts"). \(!record.isRankedByAdjusted ? "For consideration; it never replaces the official score." : "The call ranks by it; the official score stays.")"))</p>

                """
            } ?? ""
        return """
            <ol class="steps">
            \(steps)</ol>
            \(adjusted)
            """
    }

    private var decisions: Markup {
        let rows: [Markup] = record.decisions.map {
            #"<tr><td>\#($0.kind(in: language))</td><td>\#($0.what(in: language))</td><td>\#($0.reason)</td></tr>\#n"#
        }
        let table: Markup =
            rows.isEmpty
            ? ""
            : """
            <table><thead><tr><th>\(say("事项", "Matter"))</th><th>\(say("内容", "What"))</th><th>\(say("理由", "Reason"))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table>

            """
        return """
            <p>\(record.standing?(in: language) ?? say("尚未提出名单。", "No list is proposed yet."))</p>
            \(table)
            """
    }
}
