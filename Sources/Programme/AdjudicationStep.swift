/// One step in what follows from a marked sheet (评分异常处理): append-only, numbered through the round.
public struct AdjudicationStep: Codable, Sendable, Hashable {
    /// Its number, from 1.
    public var number: Int
    /// What was done.
    public var kind: Kind
    /// The dossier.
    public var dossier: String
    /// The expert whose sheet it is about.
    public var expert: String
    /// Who did it.
    public var actor: String
    /// When.
    public var at: Instant
    /// The words that go with it: why it was asked, the written reasons, why somebody votes or decides so.
    public var reason: String
    /// Until when reasons are given; for a request only.
    public var due: Instant?
    /// By how much the sheet stood out; for what opens the matter: a request, or a third reading without one.
    public var figures: Figures?
    /// Who reads the dossier anew; for a third reading and for taking it in.
    public var reader: String?
    /// The plan that found them; for a third reading only.
    public var plan: Int?
    /// Who discussed, and how they voted; for a discussion only.
    public var discussion: Discussion?
    /// The members of the panel whose sheets there were, readers of third readings left out; for a decision only. A replacement
    /// stands on them, and falls with them.
    public var panel: [String]?
    /// The official result before and after; nil for what experts say, which changes nothing and must not tell them.
    public var effect: Effect?

    /// By how much a sheet stood out when the matter was opened.
    public struct Figures: Codable, Sendable, Hashable {
        /// The sheet's own total, exact.
        public var total: Fraction
        /// The middle of the panel's other sheets, exact.
        public var others: Fraction
        /// How many standard errors from what the model lets expect, to hundredths; nil where the call doesn't mark by it.
        public var standardised: Points?

        /// Puts them together.
        public init(total: Fraction, others: Fraction, standardised: Points? = nil) {
            self.total = total
            self.others = others
            self.standardised = standardised
        }
    }

    /// A discussion of the panel. The expert whose sheet it is may attend, and does not vote.
    public struct Discussion: Codable, Sendable, Hashable {
        /// The members who attended.
        public var attending: [String]
        /// How many held the scores abnormal.
        public var abnormal: Int
        /// How many held them sound.
        public var sound: Int

        /// Puts one together from its parts.
        public init(attending: [String], abnormal: Int, sound: Int) {
            self.attending = attending
            self.abnormal = abnormal
            self.sound = sound
        }
    }

    /// What a step does to the dossier's official result.
    public struct Effect: Codable, Sendable, Hashable {
        /// The result before.
        public var before: Result
        /// The result after.
        public var after: Result

        /// A result that may have become another.
        public init(before: Result, after: Result) {
            self.before = before
            self.after = after
        }

        /// An official score and place.
        public struct Result: Codable, Sendable, Hashable {
            /// The official score; nil where there is none.
            public var score: Points?
            /// The place in the category; nil where there is none.
            public var rank: Int?

            /// A score with its place.
            public init(score: Points?, rank: Int?) {
                self.score = score
                self.rank = rank
            }

            /// `80.33（第 2 名）`.
            public var text: Text {
                guard let score else { return Text(zh: "无成绩", en: "no score") }
                guard let rank else { return Text(verbatim: score.description) }
                return Text(zh: "\(score)（第 \(rank) 名）", en: "\(score) (place \(rank))")
            }
        }

        /// What changes, or that nothing does.
        public var text: Text {
            before == after
                ? Text(zh: "成绩不变：", en: "result unchanged: ") + before.text
                : Text(zh: "成绩由 ", en: "result from ") + before.text + Text(zh: " 变为 ", en: " to ") + after.text
        }
    }

    /// What a step does.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// The secretariat asks the expert for written reasons.
        case asked
        /// The expert gives them.
        case explained
        /// Another member of the panel holds the scores abnormal.
        case heldAbnormal = "held-abnormal"
        /// Another member of the panel holds them sound.
        case heldSound = "held-sound"
        /// A newly assigned expert is to read the dossier.
        case thirdReading = "third-reading"
        /// A chair records that the panel discussed the scores; `reason` holds the minutes.
        case discussed
        /// A chair lets the sheet stand.
        case kept
        /// A chair has the sheet replaced by the mean of the others.
        case replaced
        /// A chair takes in the sheet of the third reading; it counts as the call says.
        case reread
        /// The matter fell away because of what became of the panel's sheets: found when results were computed anew.
        case lapsed

        /// The kind's name.
        public var name: Text {
            switch self {
            case .asked: Text(zh: "要求说明理由", en: "reasons asked for")
            case .explained: Text(zh: "书面说明", en: "written reasons")
            case .heldAbnormal: Text(zh: "认为异常", en: "held abnormal")
            case .heldSound: Text(zh: "认为正常", en: "held sound")
            case .thirdReading: Text(zh: "安排第三人评阅", en: "third reading assigned")
            case .discussed: Text(zh: "专家组评议", en: "discussed by the panel")
            case .kept: Text(zh: "维持原评分", en: "kept")
            case .replaced: Text(zh: "以其他专家平均分替换", en: "replaced by the mean of the others")
            case .reread: Text(zh: "计入第三人评阅", en: "third reading taken in")
            case .lapsed: Text(zh: "失效", en: "fell away")
            }
        }
        /// Whether it opens a matter, or goes on with one.
        public var opens: Bool { self == .asked || self == .thirdReading }
        /// Whether a chair ends the matter by it.
        public var decides: Bool { self == .kept || self == .replaced || self == .reread }
        /// Whether an expert says it.
        public var isExperts: Bool { self == .explained || self == .heldAbnormal || self == .heldSound }
    }

    /// Why a matter fell away: `reason` of a step of the kind `lapsed`, which nobody wrote.
    public enum LapseGround: String, Sendable, CaseIterable {
        /// The sheet of the third reading became void.
        case readingVoid = "reading-void"
        /// The sheet that stood out became void.
        case sheetVoid = "sheet-void"
        /// Other sheets of the panel than those that the decision stood on.
        case panelChanged = "panel-changed"

        /// The ground in words. In Chinese it is what earlier versions of the program stored as the reason.
        public var name: Text {
            switch self {
            case .readingVoid:
                Text(zh: "第三人评阅的评分表已作废，不再计入", en: "the sheet of the third reading became void and counts no more")
            case .sheetVoid: Text(zh: "该评分表已作废，事项终止", en: "the sheet became void, and the matter is over")
            case .panelChanged:
                Text(
                    zh: "评审组已提交的评分表有变，原决定失去依据，恢复该评分表自身的评分",
                    en: "the panel's sheets are not those that the decision stood on: the sheet counts with its own scores again")
            }
        }
    }

    /// The reason in both languages: as a person wrote it, or why the matter fell away.
    public var reasonTold: Text {
        guard kind == .lapsed else { return Text(verbatim: reason) }
        let ground = LapseGround(rawValue: reason) ?? LapseGround.allCases.first { $0.name.zh == reason }
        return ground?.name ?? Text(verbatim: reason)
    }

    /// Puts one together from its parts.
    public init(
        number: Int, kind: Kind, dossier: String, expert: String, actor: String, at: Instant, reason: String,
        due: Instant? = nil, figures: Figures? = nil, reader: String? = nil, plan: Int? = nil, discussion: Discussion? = nil,
        panel: [String]? = nil, effect: Effect? = nil
    ) {
        self.number = number
        self.kind = kind
        self.dossier = dossier
        self.expert = expert
        self.actor = actor
        self.at = at
        self.reason = reason
        self.due = due
        self.figures = figures
        self.reader = reader
        self.plan = plan
        self.discussion = discussion
        self.panel = panel
        self.effect = effect
    }
}

extension AdjudicationStep {
    /// The whole step in one line: who did what and why, and what it did to the result.
    public var told: Text {
        var text = Text(zh: "第 \(number) 号 \(actor) \(kind.name.zh) \(expert)", en: "number \(number) \(actor): \(kind.name.en), \(expert)")
        if let reader { text = text + Text(zh: "，评阅人 \(reader)", en: ", read by \(reader)") }
        if let discussion {
            text =
                text
                + Text(
                    zh: "，出席 \(discussion.attending.joined(separator: "、"))，认为异常 \(discussion.abnormal) 票、正常 \(discussion.sound) 票",
                    en:
                        ", attended by \(discussion.attending.joined(separator: ", ")), \(discussion.abnormal) abnormal, \(discussion.sound) sound"
                )
        }
        if let due { text = text + Text(zh: "，期限 \(due.inChina)", en: ", until \(due.inChina) (Beijing time)") }
        text = text + Text(zh: "：", en: ": ") + reasonTold
        return effect.map { text + Text(zh: "；", en: "; ") + $0.text } ?? text
    }
}

extension Fraction {
    /// The score in points with two decimals, to read.
    public var shown: String { rounded(Call.Rounding(digits: 2, rule: .halfUp)).description }
}
