internal import Foundation

/// The same model with outlying scores held back, to be looked at beside the plain one.
///
/// Scores that lie further from what is fitted than 1.345 standard deviations of the residuals are drawn in to that distance, and
/// the model fitted again, until nothing changes: Huber's method of modified residuals (Huber, “Robust Statistics”, 1981, section
/// 7.8), for mixed models Fellner, “Robust Estimation of Variance Components”, Technometrics 28, 1986, here for the residuals
/// alone: an outlying dossier or expert is no error. The scale is corrected so that it is right for normal residuals.
public struct RobustView: Sendable {
    /// The model as fitted to the scores drawn in.
    public let model: ScoreModel
    /// The residual standard deviation, corrected, in points.
    public let deviation: Double
    /// How much of each score's residual counts, in the order of the table: 1 where it was left as it is.
    public let weights: [Double]

    private static let bound = 1.345
    /// E ψ² of a standard normal residual at this bound.
    private static let consistency = 0.7101645

    /// The robust view of a table, from a fit of it; nil where the scores drawn in leave no model.
    public init?(_ plain: ScoreModel) {
        let table = plain.table
        var model = plain
        var deviation = plain.variance.residual.squareRoot()
        var weights = [Double](repeating: 1, count: table.entries.count)
        for round in 0..<100 {
            let limit = Self.bound * deviation
            var entries = table.entries
            var change = 0.0
            for index in entries.indices {
                let entry = entries[index]
                let fitted = model.items[entry.item].value + model.raters[entry.rater].value
                let residual = entry.value - fitted
                weights[index] = abs(residual) > limit && limit > 0 ? limit / abs(residual) : 1
                entries[index].value = fitted + weights[index] * residual
            }
            guard let next = ScoreModel.fit(ScoreTable(table, entries: entries), from: model) else { return nil }
            for (before, after) in zip(model.items, next.items) { change = max(change, abs(before.value - after.value)) }
            model = next
            deviation = (next.variance.residual / Self.consistency).squareRoot()
            if change < 1e-6 * deviation, round > 0 { break }
        }
        self.model = model
        self.deviation = deviation
        self.weights = weights
    }
}
