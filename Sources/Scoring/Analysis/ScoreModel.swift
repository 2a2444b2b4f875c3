/// What a table of scores says of dossiers and experts: score = mean + dossier + expert + residual.
///
/// The three variances are estimated by restricted maximum likelihood, none below zero; a variance of zero is a result, and says
/// that the data show no such differences. Effects are best linear unbiased predictions: what is seen of a dossier or an expert,
/// drawn towards the mean by as much as chance could have made of it. Formulas and sources: docs/analysis.md.
///
/// Fit it on everything that was reviewed, never on the dossiers selected alone. It stands beside the official score and never
/// in its place.
public struct ScoreModel: Sendable {
    /// A value with its standard error, in points.
    public struct Effect: Sendable, Hashable {
        /// The value.
        public var value: Double
        /// The square root of the prediction error variance, the uncertainty of the mean included and that of the variances
        /// left out.
        public var standardError: Double
    }

    /// The variances, in squared points.
    public struct Variance: Sendable, Hashable {
        /// How dossiers differ.
        public var item: Double
        /// How experts differ in leniency.
        public var rater: Double
        /// What is left: an expert's view of one dossier, and chance.
        public var residual: Double

        /// All three.
        public init(item: Double, rater: Double, residual: Double) {
            self.item = item
            self.rater = rater
            self.residual = residual
        }
    }

    /// A score beside what all the other scores let expect of this expert on this dossier.
    public struct Residual: Sendable, Hashable {
        /// What the other scores let expect, in points.
        public var expected: Double
        /// The standard error of that prediction, the residual of the score itself included.
        public var standardError: Double
        /// The score less what was expected, over the standard error; beyond ±3 is rare.
        public var standardised: Double
    }

    /// The scores that the model was fitted to.
    public let table: ScoreTable
    /// The mean, by generalised least squares.
    public let mean: Effect
    /// The variances.
    public let variance: Variance
    /// −2 log of the restricted likelihood, as lme4's REML criterion.
    public let criterion: Double
    /// The dossiers' adjusted scores: mean + effect, in the order of the table.
    public let items: [Effect]
    /// The experts' leniencies: by how many points an expert scores above the mean expert, in the order of the table.
    public let raters: [Effect]
    /// Each score beside what was to be expected, in the order of the table.
    public let residuals: [Residual]
    /// What reviews connect. Leniencies are comparable within a component only.
    public let components: ScoreComponents

    /// The joint distribution of the errors.
    let errors: JointErrors

    /// Fits the model, or gives nil where it is not defined: where no dossier or no expert has two scores, or all scores are the
    /// same.
    public static func fit(_ table: ScoreTable) -> ScoreModel? { fit(table, from: nil) }

    /// - Parameter start: A fit of a similar table, from whose variances the search begins.
    static func fit(_ table: ScoreTable, from start: ScoreModel?) -> ScoreModel? {
        guard isDefined(table) else { return nil }
        let design = CrossedDesign(table)
        let best = VarianceSearch(design: design).best(from: start?.errors.ratios)
        guard best.criterion.isFinite, best.squares > 0 else { return nil }
        return ScoreModel(table, design, best)
    }

    /// Whether something was read twice on both sides, and scores differ.
    static func isDefined(_ table: ScoreTable) -> Bool {
        guard let first = table.entries.first?.value else { return false }
        return table.items.count < table.entries.count && table.raters.count < table.entries.count
            && table.entries.contains { $0.value != first }
    }

    private init(_ table: ScoreTable, _ design: CrossedDesign, _ fit: RestrictedLikelihood) {
        let residual = fit.residualVariance
        let deviation = residual.squareRoot()
        let effects = fit.effects()
        let overall = fit.mean + design.center
        func errors(_ squares: [(effect: Double, withMean: Double)], withMean: Bool) -> [Double] {
            squares.map { deviation * max(0, withMean ? $0.withMean : $0.effect).squareRoot() }
        }
        let (itemEffects, raterEffects) = design.ratersAreMany ? (effects.few, effects.many) : (effects.many, effects.few)
        let itemErrors = errors(design.ratersAreMany ? effects.fewErrors : effects.manyErrors, withMean: true)
        let raterErrors = errors(design.ratersAreMany ? effects.manyErrors : effects.fewErrors, withMean: false)
        self.table = table
        mean = Effect(value: overall, standardError: deviation / fit.information.squareRoot())
        variance =
            design.ratersAreMany
            ? Variance(item: fit.ratios.few * residual, rater: fit.ratios.many * residual, residual: residual)
            : Variance(item: fit.ratios.many * residual, rater: fit.ratios.few * residual, residual: residual)
        criterion = fit.criterion
        items = zip(itemEffects, itemErrors).map { Effect(value: overall + $0, standardError: $1) }
        raters = zip(raterEffects, raterErrors).map { Effect(value: $0, standardError: $1) }
        var residuals = [Residual](
            repeating: Residual(expected: overall, standardError: deviation, standardised: 0), count: table.entries.count)
        for (place, position) in design.positions.enumerated() {
            // Py/diag P is the error of the prediction from all the others (Haslett & Hayes, “Residuals for the Linear Model
            // with General Covariance Structure”, J. R. Stat. Soc. B 60, 1998).
            let leverage = max(effects.leverages[place], 1e-12)
            let error = effects.residuals[place] / leverage
            residuals[position] = Residual(
                expected: table.entries[position].value - error, standardError: deviation / leverage.squareRoot(),
                standardised: error * leverage.squareRoot() / deviation)
        }
        self.residuals = residuals
        components = ScoreComponents(table)
        self.errors = JointErrors(
            design: design, ratios: fit.ratios, shares: fit.shares, factor: fit.factor, fall: effects.fall,
            meanDeviation: deviation / fit.information.squareRoot(), deviation: deviation)
    }
}
