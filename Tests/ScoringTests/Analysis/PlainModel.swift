import Foundation
import Scoring

/// The same model by plain matrices over all scores: V is written out and inverted, nothing is eliminated cleverly.
struct PlainModel {
    let criterion: Double
    let mean: Double
    let meanError: Double
    let items: [(value: Double, error: Double)]
    let raters: [(value: Double, error: Double)]
    /// The covariances of the errors of mean + effect of the dossiers.
    private let covariances: [[Double]]

    init?(_ table: ScoreTable, _ variance: ScoreModel.Variance) {
        let entries = table.entries
        let count = entries.count
        func covariance(_ left: ScoreTable.Entry, _ right: ScoreTable.Entry) -> Double {
            (left.item == right.item ? variance.item : 0) + (left.rater == right.rater ? variance.rater : 0)
                + (left == right ? variance.residual : 0)
        }
        let matrix = entries.map { left in entries.map { covariance(left, $0) } }
        guard let (inverse, logDeterminant) = Self.inverse(of: matrix) else { return nil }
        let rowSums = inverse.map { $0.reduce(0, +) }
        let information = rowSums.reduce(0, +)
        let mean = zip(rowSums, entries).reduce(0) { $0 + $1.0 * $1.1.value } / information
        let centred = entries.map { $0.value - mean }
        func times(_ vector: [Double]) -> [Double] { inverse.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } } }
        let weighted = times(centred)
        let squares = zip(centred, weighted).reduce(0) { $0 + $1.0 * $1.1 }
        self.mean = mean
        meanError = (1 / information).squareRoot()
        criterion = Double(count - 1) * log(2 * Double.pi) + logDeterminant + log(information) + squares
        // Effect = C V⁻¹(y − mean), with the covariances C of effects and scores; errors as in Henderson 1975.
        func effects(
            _ members: Int, _ variance: Double, withMean: Bool, _ belongs: (ScoreTable.Entry, Int) -> Bool
        ) -> (values: [Double], errors: [[Double]]) {
            let rows = (0..<members).map { member in entries.map { belongs($0, member) ? variance : 0 } }
            let projected = rows.map(times)
            let falls = rows.map { row in (withMean ? 1 : 0) - zip(row, rowSums).reduce(0) { $0 + $1.0 * $1.1 } }
            let values = rows.map { row in (withMean ? mean : 0) + zip(row, weighted).reduce(0) { $0 + $1.0 * $1.1 } }
            let errors = (0..<members).map { left in
                (0..<members).map { right in
                    let shared = zip(rows[left], projected[right]).reduce(0) { $0 + $1.0 * $1.1 }
                    return (left == right ? variance : 0) - shared + falls[left] * falls[right] / information
                }
            }
            return (values, errors)
        }
        let ofItems = effects(table.items.count, variance.item, withMean: true) { $0.item == $1 }
        let ofRaters = effects(table.raters.count, variance.rater, withMean: false) { $0.rater == $1 }
        items = ofItems.values.indices.map { (ofItems.values[$0], max(0, ofItems.errors[$0][$0]).squareRoot()) }
        raters = ofRaters.values.indices.map { (ofRaters.values[$0], max(0, ofRaters.errors[$0][$0]).squareRoot()) }
        covariances = ofItems.errors
    }

    /// The standard deviation of the difference of two dossiers' adjusted scores from the true one.
    func deviationOfDifference(_ left: Int, _ right: Int) -> Double {
        (covariances[left][left] + covariances[right][right] - 2 * covariances[left][right]).squareRoot()
    }

    /// The inverse and the logarithm of the determinant, by Gauss and Jordan.
    private static func inverse(of matrix: [[Double]]) -> ([[Double]], Double)? {
        let count = matrix.count
        var left = matrix
        var right = (0..<count).map { row in (0..<count).map { row == $0 ? 1.0 : 0 } }
        var logDeterminant = 0.0
        for column in 0..<count {
            let pivot = left[column][column]
            guard pivot > 0 else { return nil }
            logDeterminant += log(pivot)
            for place in 0..<count {
                left[column][place] /= pivot
                right[column][place] /= pivot
            }
            for row in 0..<count where row != column && left[row][column] != 0 {
                let factor = left[row][column]
                for place in 0..<count {
                    left[row][place] -= factor * left[column][place]
                    right[row][place] -= factor * right[column][place]
                }
            }
        }
        return (right, logDeterminant)
    }
}
