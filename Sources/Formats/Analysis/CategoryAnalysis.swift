public import Programme
public import Scoring

/// What the scores of one category say beside the official result, over everything that was reviewed. Experts stand by their numbers.
///
/// Formulas and sources: docs/analysis.md. It never replaces the official score.
public struct CategoryAnalysis: Codable, Sendable {
    /// The category.
    public let category: String
    /// Its name.
    public let name: Text
    /// Whether it is one of the reassessment.
    public let isReassessed: Bool
    /// The official score from which a dossier passes.
    public let passMark: Points
    /// The places of the category; nil where there is no limit.
    public let places: Int?
    /// How many the official rule selects: who passed, up to the places. Chances are those to be among so many.
    public let selected: Int
    /// How many scores, dossiers, experts, and groups that no review connects.
    public let counts: AnalysisDocument.Counts
    /// The estimated mean.
    @OrNull public var mean: Double?
    /// The estimated variances.
    @OrNull public var variance: AnalysisDocument.Variance?
    /// How far experts agree, and what more or fewer of them would bring.
    public let agreement: AnalysisDocument.AgreementKeys
    /// The dossiers in the order of official places. Who may not see one doesn't find it here; it counts all the same.
    public internal(set) var lines: [Line]
    /// The experts with their leniency.
    public let experts: [AnalysisDocument.Rater]
    /// The same by criterion.
    public let criteria: [Criterion]
    /// The view that holds outlying scores back; nil where it is not defined.
    public internal(set) var robust: Robust?
    /// Dossiers that the reader doesn't see, being recused from them.
    public internal(set) var withheld = 0

    /// A dossier, official and adjusted side by side.
    public struct Line: Codable, Sendable {
        /// The dossier.
        public let dossier: String
        /// The applicant.
        public let applicant: String
        /// The authority's code.
        public let authority: String
        /// The official score; nil where there is none.
        @OrNull public var score: Points?
        /// The official place.
        @OrNull public var rank: Int?
        /// Whether another has the same place.
        public let tied: Bool
        /// What came of the review.
        public let standing: Outcome.Standing
        /// How many sheets count.
        public let sheets: Int
        /// The score with the leniency of its experts taken out.
        @OrNull public var adjusted: Double?
        /// The place by it.
        @OrNull public var adjustedPlace: Int?
        /// Its standard error.
        @OrNull public var standardError: Double?
        /// The lower end of its 90 % interval.
        @OrNull public var lower: Double?
        /// The upper end.
        @OrNull public var upper: Double?
        /// The mean of its places.
        @OrNull public var expectedPlace: Double?
        /// The middle 90 % of its places.
        @OrNull public var placeInterval: [Int]?
        /// The chance to be among those selected.
        @OrNull public var chance: Double?
        /// The adjusted score where outlying scores are held back.
        @OrNull public var robust: Double?
        /// Whether the official rule selects it.
        public let selected: Bool
        /// Whether it does without any one expert too.
        public let always: Bool
        /// The experts without whom it would be out, or in.
        public let dependsOn: [String]
    }

    /// A criterion with how it was scored, and the official averages of the dossiers.
    public struct Criterion: Codable, Sendable {
        /// The criterion.
        public let criterion: String
        /// Its name.
        public let name: Text
        /// Its weight, per cent.
        public let weight: Int
        /// The mean, variances and agreement of its scores.
        public let analysis: AnalysisDocument.Criterion
        /// The official averages of dossiers: least, first quartile, median, third quartile, greatest; empty without scores.
        public let spread: [Points]
        /// The mean of those averages over dossiers that the official rule selects.
        @OrNull public var ofSelected: Double?
        /// The same over the others.
        @OrNull public var ofOthers: Double?
    }

    /// What a robust fit says.
    public struct Robust: Codable, Sendable {
        /// The residual standard deviation in points.
        public let deviation: Double
        /// Scores that were held back, the least counted first.
        public internal(set) var heldBack: [AnalysisDocument.HeldBack]
    }

    /// The same as it may be shown to somebody who sees these dossiers only.
    public func seen(by dossiers: Set<String>) -> CategoryAnalysis {
        var seen = self
        seen.lines.removeAll { !dossiers.contains($0.dossier) }
        seen.robust?.heldBack.removeAll { !dossiers.contains($0.item) }
        seen.withheld = lines.count - seen.lines.count
        return seen
    }
}

extension CategoryAnalysis {
    /// The analysis of a category; nil for one that is not the call's.
    ///
    /// - Parameters:
    ///   - outcomes: The official results of its dossiers.
    ///   - panels: The sheets that count.
    ///   - dossiers: Its dossiers.
    public init?(of category: String, in call: Call, outcomes: [Outcome], panels: [PanelSheets], dossiers: [Dossier]) throws {
        guard let kind = call.category(category), let rubric = call.rubric(of: category) else { return nil }
        let own = panels.filter { $0.category == category && !$0.sheets.isEmpty }
        let left = call.expertsLeftOut(panels, in: category)
        let table = try ScoreTable(
            scores: own.flatMap { panel in panel.sheets.map { (panel.dossier, $0.expert, $0.total(under: rubric).inPoints) } })
        let trimFrom = call.scoring.policy == .trimmed ? max(3, call.scoring.trimFrom) : Int.max
        let document = AnalysisDocument(table, .init(selected: left.selected.count, trimFrom: trimFrom, isRobust: true))
        let items = Dictionary(document.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let applicants = Dictionary(dossiers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let inOrder = document.items.filter { $0.adjusted != nil }.sorted { ($1.adjusted ?? 0, $0.id) < ($0.adjusted ?? 0, $1.id) }
        let adjustedPlaces = Dictionary(inOrder.enumerated().map { ($1.id, $0 + 1) }, uniquingKeysWith: { first, _ in first })
        self.category = category
        name = kind.name
        isReassessed = call.isReassessed(category)
        passMark = kind.passMark
        places = kind.places
        selected = left.selected.count
        counts = document.counts
        agreement = document.agreement
        experts = document.raters
        robust = document.robust.map { Robust(deviation: $0.deviation, heldBack: $0.heldBack) }
        lines = outcomes.filter { $0.category == category }.sorted { ($0.rank ?? .max, $0.dossier) < ($1.rank ?? .max, $1.dossier) }.map {
            outcome in
            let item = items[outcome.dossier]
            // The normal distribution's 95 % quantile: both ends together leave out a tenth.
            let half = item?.standardError.map { 1.6448536269514722 * $0 }
            // Where the call ranks by adjusted scores, the recorded ones, to their digit.
            let adjusted = outcome.adjusted.map { Double($0.score.hundredths) / 100 } ?? item?.adjusted
            return Line(
                dossier: outcome.dossier, applicant: applicants[outcome.dossier]?.applicant ?? "",
                authority: applicants[outcome.dossier]?.authority ?? "", score: outcome.score, rank: outcome.rank, tied: outcome.tied,
                standing: outcome.standing, sheets: item?.scores ?? 0, adjusted: adjusted,
                adjustedPlace: outcome.adjusted?.rank ?? adjustedPlaces[outcome.dossier], standardError: item?.standardError,
                lower: adjusted.flatMap { adjusted in half.map { adjusted - $0 } },
                upper: adjusted.flatMap { adjusted in half.map { adjusted + $0 } }, expectedPlace: item?.expectedRank,
                placeInterval: item?.rankInterval, chance: item?.probabilitySelected, robust: document.robust?.adjusted[outcome.dossier],
                selected: left.selected.contains(outcome.dossier), always: left.always.contains(outcome.dossier),
                dependsOn: left.depends[outcome.dossier] ?? [])
        }
        criteria = try Self.criteria(of: rubric, own, outcomes, call, selected: left.selected)
        mean = document.mean
        variance = document.variance
    }

    private static func criteria(
        of rubric: Rubric, _ panels: [PanelSheets], _ outcomes: [Outcome], _ call: Call, selected: Set<String>
    ) throws -> [Criterion] {
        let byDossier = Dictionary(outcomes.map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
        let averages = panels.flatMap { panel in
            (byDossier[panel.dossier].map { call.criterionScores(of: $0, sheets: panel.sheets) } ?? [])
                .map { (criterion: $0.criterion, dossier: panel.dossier, score: $0.score) }
        }
        let byCriterion = Dictionary(grouping: averages, by: \.criterion)
        func mean(_ scores: [Points]) -> Double? {
            scores.isEmpty ? nil : Double(scores.reduce(0) { $0 + $1.hundredths }) / Double(scores.count) / 100
        }
        return try rubric.criteria.map { criterion in
            let table = try ScoreTable(
                scores: panels.flatMap { panel in
                    panel.sheets.map { (panel.dossier, $0.expert, Double($0.scores[criterion.id]?.hundredths ?? 0) / 100) }
                })
            let own = byCriterion[criterion.id] ?? []
            let (inside, outside) = (own.filter { selected.contains($0.dossier) }, own.filter { !selected.contains($0.dossier) })
            return Criterion(
                criterion: criterion.id, name: criterion.name, weight: criterion.weight, analysis: .init(criterion.id, table),
                spread: spread(own.map(\.score)), ofSelected: mean(inside.map(\.score)), ofOthers: mean(outside.map(\.score)))
        }
    }

    /// Least, quartiles and greatest: of each the least value with at least so large a part up to it.
    private static func spread(_ scores: [Points]) -> [Points] {
        let inOrder = scores.sorted()
        guard let first = inOrder.first, let last = inOrder.last else { return [] }
        func quartile(_ quarters: Int) -> Points { inOrder[max(0, (inOrder.count * quarters + 3) / 4 - 1)] }
        return [first, quartile(1), quartile(2), quartile(3), last]
    }
}
