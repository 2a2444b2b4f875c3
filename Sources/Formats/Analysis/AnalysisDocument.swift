public import Scoring

/// The analysis of a table of scores as `linxuan-analysis/1`; its keys and formulas are in docs/analysis.md.
public struct AnalysisDocument: Encodable, Sendable {
    /// What the analysis is of, and how it is made.
    public struct Question: Sendable {
        /// How many dossiers are selected, for chances and for leaving experts out.
        public var selected: Int?
        /// From how many scores on one highest and one lowest are left out.
        public var trimFrom: Int
        /// Whether the robust view is wanted.
        public var isRobust: Bool

        /// A question.
        public init(selected: Int? = nil, trimFrom: Int = 3, isRobust: Bool = false) {
            self.selected = selected
            self.trimFrom = trimFrom
            self.isRobust = isRobust
        }
    }

    /// The format's name and version.
    public let format = "linxuan-analysis/1"
    /// How many there are.
    public let counts: Counts
    /// The estimated mean.
    @OrNull public var mean: Double?
    /// Its standard error.
    @OrNull public var meanStandardError: Double?
    /// The estimated variances.
    @OrNull public var variance: Variance?
    /// −2 log of the restricted likelihood.
    @OrNull public var criterion: Double?
    /// The dossiers.
    public let items: [Item]
    /// The experts.
    public let raters: [Rater]
    /// How far experts agree.
    public let agreement: AgreementKeys
    /// Who would be selected if one expert had never scored.
    public let leaveOneOut: LeaveOneOutKeys?
    /// The view that holds outlying scores back.
    public let robust: Robust?
    /// The same by criterion.
    public var criteria: [Criterion]?

    /// How many there are.
    public struct Counts: Codable, Sendable {
        /// How many scores.
        public let scores: Int
        /// How many dossiers, or which.
        public let items: Int
        /// How many experts.
        public let raters: Int
        /// How many groups that no review connects.
        public let components: Int
    }

    /// The variances.
    public struct Variance: Codable, Sendable {
        /// The dossier, or the variance of dossiers.
        public let item: Double
        /// The expert, or the variance of experts.
        public let rater: Double
        /// The variance of what is left.
        public let residual: Double

        init(_ variance: ScoreModel.Variance) { (item, rater, residual) = (variance.item, variance.rater, variance.residual) }
    }

    /// A dossier.
    public struct Item: Codable, Sendable {
        /// Its identifier.
        public let id: String
        /// How many scores.
        public let scores: Int
        /// The group of dossiers and experts that reviews connect, from 0.
        public let component: Int
        /// The mean.
        public let mean: Double
        /// The mean without one highest and one lowest.
        public let trimmedMean: Double
        /// The median.
        public let median: Double
        /// Mean + effect.
        @OrNull public var adjusted: Double?
        /// The square root of the prediction error variance.
        @OrNull public var standardError: Double?
        /// The same once one more expert has scored.
        @OrNull public var standardErrorWithOneMore: Double?
        /// The mean of its places by adjusted score.
        @OrNull public var expectedRank: Double?
        /// The middle 90 % of its places.
        @OrNull public var rankInterval: [Int]?
        /// The chance to be among those selected.
        @OrNull public var probabilitySelected: Double?
    }

    /// An expert.
    public struct Rater: Codable, Sendable {
        /// Its identifier.
        public let id: String
        /// How many scores.
        public let scores: Int
        /// Leniencies are comparable within a component only.
        public let component: Int
        /// Points above the mean expert.
        @OrNull public var leniency: Double?
        /// The square root of the prediction error variance.
        @OrNull public var standardError: Double?
    }

    /// Coefficients of agreement.
    public struct AgreementKeys: Codable, Sendable {
        /// Relative reliability.
        @OrNull public var relative: Double?
        /// Absolute reliability.
        @OrNull public var absolute: Double?
        /// Alpha, interval metric.
        @OrNull public var krippendorffInterval: Double?
        /// Alpha, ordinal metric.
        @OrNull public var krippendorffOrdinal: Double?
        /// Alpha, nominal metric.
        @OrNull public var krippendorffNominal: Double?
        /// Alpha, ratio metric.
        @OrNull public var krippendorffRatio: Double?
        /// The intraclass correlations of a complete table.
        @OrNull public var icc: [String: OrNull<Double>]?
        /// Fleiss' kappa, each score being a category; null where dossiers have different numbers of scores.
        @OrNull public var fleissKappa: Double?
        /// Kendall's W of a complete table.
        @OrNull public var kendallW: Double?
        /// The same, corrected for ties.
        @OrNull public var kendallWTies: Double?
        /// The reliability for other numbers of experts a dossier.
        public let byReviewers: [ByReviewers]

        init(_ agreement: Agreement) {
            relative = agreement.reliability?.relative
            absolute = agreement.reliability?.absolute
            krippendorffInterval = agreement.alpha[.interval]
            krippendorffOrdinal = agreement.alpha[.ordinal]
            krippendorffNominal = agreement.alpha[.nominal]
            krippendorffRatio = agreement.alpha[.ratio]
            icc = agreement.intraclassCorrelations.map { icc in
                [
                    "1,1": icc.oneWay, "2,1": icc.twoWayRandom, "3,1": icc.twoWayMixed, "1,k": icc.oneWayMean,
                    "2,k": icc.twoWayRandomMean, "3,k": icc.twoWayMixedMean,
                ].mapValues { OrNull(wrappedValue: $0) }
            }
            fleissKappa = agreement.fleissKappa
            kendallW = agreement.kendallW
            kendallWTies = agreement.kendallWTies
            byReviewers = agreement.byReviewers.map(ByReviewers.init)
        }
    }

    /// The reliability for a number of experts.
    public struct ByReviewers: Codable, Sendable {
        /// How many experts a dossier.
        public let reviewers: Int
        /// Relative reliability.
        @OrNull public var relative: Double?
        /// Absolute reliability.
        @OrNull public var absolute: Double?

        init(_ reliability: Reliability) {
            reviewers = Int(reliability.reviewers)
            relative = reliability.relative
            absolute = reliability.absolute
        }
    }

    /// Who is in, by trimmed mean, whoever is left out.
    public struct LeaveOneOutKeys: Codable, Sendable {
        /// In with all experts and without any one of them.
        public let always: [String]
        /// In or out with all experts, and the other without one of these.
        public let depends: [String: [String]]
    }

    /// The view that holds outlying scores back.
    public struct Robust: Codable, Sendable {
        /// The variances.
        public let variance: Variance
        /// The residual standard deviation in points.
        public let deviation: Double
        /// Mean + effect.
        public let adjusted: [String: Double]
        /// The scores that were held back, the least counted first.
        public let heldBack: [HeldBack]
    }

    /// A score that was held back.
    public struct HeldBack: Codable, Sendable {
        /// The dossier, or the variance of dossiers.
        public let item: String
        /// The expert, or the variance of experts.
        public let rater: String
        /// The score.
        public let score: Double
        /// How much of its residual counts.
        public let weight: Double
    }

    /// A criterion.
    public struct Criterion: Codable, Sendable {
        /// Its identifier.
        public let id: String
        /// How many there are.
        public let counts: Counts
        /// The mean.
        @OrNull public var mean: Double?
        /// The variances.
        @OrNull public var variance: Variance?
        /// How far experts agree.
        public let agreement: AgreementKeys
    }

    /// What takes long of an analysis.
    public enum Step: Sendable {
        /// The model: variances, effects, residuals and all their errors.
        case fit
        /// The places of all dossiers, by the joint distribution.
        case ranks
    }

    /// The analysis of a table.
    ///
    /// - Parameter took: Is told how long each step took.
    public init(_ table: ScoreTable, _ question: Question, took: (Step, Duration) -> Void = { _, _ in }) {
        let clock = ContinuousClock()
        let begun = clock.now
        let model = ScoreModel.fit(table)
        let fitted = clock.now
        took(.fit, fitted - begun)
        let forecast = model.map { RankForecast($0, selecting: question.selected) }
        took(.ranks, clock.now - fitted)
        let components = ScoreComponents(table)
        counts = Counts(table, components)
        items = zip(table.items.indices, table.scoresByItem).map { index, scores in
            Item(
                id: table.items[index], scores: scores.count, component: components.items[index],
                mean: ScoreSummary.mean(scores) ?? 0, trimmedMean: ScoreSummary.trimmedMean(scores, from: question.trimFrom) ?? 0,
                median: ScoreSummary.median(scores) ?? 0, adjusted: model?.items[index].value,
                standardError: model?.items[index].standardError,
                standardErrorWithOneMore: model?.standardErrorWithOneMore(item: index),
                expectedRank: forecast?.places[index].expectedRank,
                rankInterval: forecast.map { [$0.places[index].interval.lowerBound, $0.places[index].interval.upperBound] },
                probabilitySelected: forecast?.places[index].probabilitySelected)
        }
        raters = zip(table.raters.indices, table.scoresByRater).map { index, scores in
            Rater(
                id: table.raters[index], scores: scores.count, component: components.raters[index],
                leniency: model?.raters[index].value, standardError: model?.raters[index].standardError)
        }
        agreement = AgreementKeys(Agreement(table, model))
        leaveOneOut = question.selected.map { LeaveOneOutKeys(table, selecting: $0, trimFrom: question.trimFrom) }
        robust = question.isRobust ? model.flatMap { RobustView($0) }.map { Robust($0, of: table) } : nil
        mean = model?.mean.value
        meanStandardError = model?.mean.standardError
        variance = model.map { Variance($0.variance) }
        criterion = model?.criterion
    }
}

extension AnalysisDocument.Counts {
    fileprivate init(_ table: ScoreTable, _ components: ScoreComponents) {
        self.init(scores: table.entries.count, items: table.items.count, raters: table.raters.count, components: components.count)
    }
}

extension AnalysisDocument.Criterion {
    /// The analysis of one criterion's scores.
    public init(_ id: String, _ table: ScoreTable) {
        let model = ScoreModel.fit(table)
        self.init(
            id: id, counts: .init(table, ScoreComponents(table)), mean: model?.mean.value,
            variance: model.map { AnalysisDocument.Variance($0.variance) },
            agreement: AnalysisDocument.AgreementKeys(Agreement(table, model)))
    }
}

extension AnalysisDocument.LeaveOneOutKeys {
    fileprivate init(_ table: ScoreTable, selecting count: Int, trimFrom: Int) {
        let left = LeaveOneOut(table, selecting: count) { ScoreSummary.trimmedMean($0, from: trimFrom) }
        let changed = table.items.indices.filter { !left.changers[$0].isEmpty }
        self.init(
            always: table.items.indices.filter(left.isAlwaysIn).map { table.items[$0] },
            depends: Dictionary(
                uniqueKeysWithValues: changed.map { (table.items[$0], left.changers[$0].map { table.raters[$0] }) }))
    }
}

extension AnalysisDocument.Robust {
    fileprivate init(_ view: RobustView, of table: ScoreTable) {
        let held = zip(table.entries, view.weights).filter { $0.1 < 1 }
            .sorted { ($0.1, $0.0.item, $0.0.rater) < ($1.1, $1.0.item, $1.0.rater) }
        self.init(
            variance: AnalysisDocument.Variance(view.model.variance), deviation: view.deviation,
            adjusted: Dictionary(uniqueKeysWithValues: zip(table.items, view.model.items.map(\.value))),
            heldBack: held.map {
                AnalysisDocument.HeldBack(
                    item: table.items[$0.0.item], rater: table.raters[$0.0.rater], score: $0.0.value, weight: $0.1)
            })
    }
}

/// A figure that is null in the document where it is not defined.
@propertyWrapper
public struct OrNull<Value: Codable & Sendable>: Codable, Sendable {
    /// The figure.
    public var wrappedValue: Value?

    /// A figure, or none.
    public init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

    /// Reads a figure, or null.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        wrappedValue = container.decodeNil() ? nil : try container.decode(Value.self)
    }

    /// Writes the figure, or null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
    }
}
