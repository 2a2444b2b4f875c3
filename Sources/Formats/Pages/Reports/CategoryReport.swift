public import Programme

/// The report of one category (类别评审报告): official and adjusted results, experts and criteria, regions, visits, decisions, in one
/// file that prints well. Internal: it tells scores and places. Experts stand by their numbers (自然科学基金条例 21).
public struct CategoryReport: Codable, Sendable {
    /// The call's title.
    public var title: Text
    /// The document that it comes from.
    public var source: Text
    /// The stage that the round is in.
    public var stage: Text
    /// What scores say.
    public var analysis: CategoryAnalysis
    /// How many dossiers were filed.
    public var filed: Int
    /// What became of each dossier that the reader sees.
    public var fates: [String: Fate]
    /// The regions in the call's order, of those that filed something.
    public var regions: [Region]
    /// The trips that visit dossiers of the category.
    public var trips: [Trip]
    /// Visits of the category that are on no trip: all, where the call forms none.
    public var visitsWithoutTrip: [Stop]
    /// Decisions about its dossiers with their reasons, in their order.
    public var decisions: [Decision]
    /// The digest of the frozen call.
    public var callDigest: String
    /// Whether what it tells is made up.
    public var isSynthetic: Bool
    /// Whether its days are those of a rehearsal.
    public var isRehearsal: Bool
    /// How the category is ranked, where the call ranks by adjusted scores; nil where it ranks by official ones.
    public var ranking: Text?

    /// What became of a dossier beside its score.
    public struct Fate: Codable, Sendable {
        /// Whether it is on the list; nil before a list is proposed.
        public var listed: Bool?
        /// Why it is on the list by the result, or not.
        public var ground: Text?
        /// Whether it was moved against the result.
        public var moved: Bool
        /// Whether it is visited.
        public var visited: Bool
        /// The authority's name.
        public var authority: String

        /// Puts one together from its parts.
        public init(listed: Bool?, ground: Text?, moved: Bool, visited: Bool, authority: String) {
            self.listed = listed
            self.ground = ground
            self.moved = moved
            self.visited = visited
            self.authority = authority
        }
    }

    /// A region with what came of its dossiers.
    public struct Region: Codable, Sendable {
        /// The authority's name.
        public var name: String
        /// How many it filed.
        public var filed: Int
        /// How many have a place.
        public var ranked: Int
        /// How many passed.
        public var passed: Int
        /// How many are visited.
        public var visited: Int
        /// How many are on the list.
        public var listed: Int

        /// Puts one together from its parts.
        public init(name: String, filed: Int, ranked: Int, passed: Int, visited: Int, listed: Int) {
            self.name = name
            self.filed = filed
            self.ranked = ranked
            self.passed = passed
            self.visited = visited
            self.listed = listed
        }
    }

    /// A trip.
    public struct Trip: Codable, Sendable {
        /// Its number.
        public var number: Int
        /// The region.
        public var province: String
        /// Its first day; nil without a schedule.
        public var from: Day?
        /// Its last day.
        public var until: Day?
        /// How many go.
        public var team: Int
        /// The visits of the category.
        public var stops: [Stop]

        /// Puts one together from its parts.
        public init(number: Int, province: String, from: Day?, until: Day?, team: Int, stops: [Stop]) {
            self.number = number
            self.province = province
            self.from = from
            self.until = until
            self.team = team
            self.stops = stops
        }
    }

    /// A visit.
    public struct Stop: Codable, Sendable {
        /// The dossier.
        public var dossier: String
        /// The applicant.
        public var applicant: String
        /// Why it is visited.
        public var reasons: Text
        /// What was found; nil where nothing is handed in.
        public var finding: Text?

        /// Puts one together from its parts.
        public init(dossier: String, applicant: String, reasons: Text, finding: Text?) {
            self.dossier = dossier
            self.applicant = applicant
            self.reasons = reasons
            self.finding = finding
        }
    }

    /// Something that was decided about a dossier.
    public struct Decision: Codable, Sendable {
        /// The dossier.
        public var dossier: String
        /// What kind of decision.
        public var kind: Text
        /// What was decided, by whom, and how votes fell.
        public var what: Text
        /// The written reason.
        public var reason: String

        /// Puts one together from its parts.
        public init(dossier: String, kind: Text, what: Text, reason: String) {
            self.dossier = dossier
            self.kind = kind
            self.what = what
            self.reason = reason
        }
    }

    /// Puts one together from its parts.
    public init(
        title: Text, source: Text, stage: Text, analysis: CategoryAnalysis, filed: Int, fates: [String: Fate], regions: [Region],
        trips: [Trip], visitsWithoutTrip: [Stop], decisions: [Decision], callDigest: String, isSynthetic: Bool, isRehearsal: Bool,
        ranking: Text? = nil
    ) {
        self.title = title
        self.source = source
        self.stage = stage
        self.analysis = analysis
        self.filed = filed
        self.fates = fates
        self.regions = regions
        self.trips = trips
        self.visitsWithoutTrip = visitsWithoutTrip
        self.decisions = decisions
        self.callDigest = callDigest
        self.isSynthetic = isSynthetic
        self.isRehearsal = isRehearsal
        self.ranking = ranking
    }

    /// The report as one self-contained page to read and print.
    public func html(in language: Language) -> String { CategoryReportPage(language: language, report: self).html }

    /// The name of its file.
    public var file: String { "report-" + PaperFile.name(of: analysis.category) }
}

extension CategoryReport {
    /// Whether chairs have a list of it.
    var hasDecisions: Bool { fates.values.contains { $0.listed != nil } }

    /// What it is called to be in by the decision.
    var listedName: Text { analysis.isReassessed ? Text(zh: "保留", en: "kept") : Text(zh: "拟入选", en: "listed") }

    /// What it is called to be in by the score alone.
    var selectedName: Text {
        analysis.isReassessed ? Text(zh: "按成绩达标", en: "at or above the pass mark") : Text(zh: "按成绩入选", en: "selected by score")
    }

    /// Whether a dossier is in: on the list, or before there is one, selected by its score.
    func isIn(_ line: CategoryAnalysis.Line) -> Bool { fates[line.dossier]?.listed ?? line.selected }
}
