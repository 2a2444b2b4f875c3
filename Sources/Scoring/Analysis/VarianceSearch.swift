internal import Foundation

/// The ratios of variances at which the restricted likelihood is largest, none below zero.
///
/// Newton's method with the average information as curvature, from moments, kept from zero downwards by projection (Bertsekas,
/// “Projected Newton Methods for Optimization Problems with Simple Constraints”, SIAM J. Control Optim. 20, 1982): a ratio of
/// zero at which the criterion rises is an answer.
struct VarianceSearch {
    let design: CrossedDesign

    /// A ratio beyond this is as good as no residual at all.
    private static let largest = 1e8
    /// The search ends where a step promises less than this of the criterion, which is about a millionth of a standard error.
    private static let enough = 1e-12

    /// The best fit found.
    ///
    /// - Parameter start: Where to begin, where something better than moments is known.
    func best(from start: RestrictedLikelihood.Ratios? = nil) -> RestrictedLikelihood {
        var here = RestrictedLikelihood(design, start ?? moments)
        for _ in 0..<200 {
            let slope = here.slope()
            let step = step(from: here.ratios, slope)
            let promise = -(step.many * slope.gradient.many + step.few * slope.gradient.few) / 2
            guard promise > Self.enough, let next = follow(step, slope, from: here) else { break }
            here = next
        }
        return here
    }

    /// The fit part of the way along a step that lowers the criterion, or nil where none does.
    private func follow(
        _ step: RestrictedLikelihood.Ratios, _ slope: RestrictedLikelihood.Slope, from here: RestrictedLikelihood
    ) -> RestrictedLikelihood? {
        let noise = 1e-12 * abs(here.criterion)
        var part = 1.0
        while part > 1e-6 {
            let ratios = RestrictedLikelihood.Ratios(
                many: min(max(0, here.ratios.many + part * step.many), Self.largest),
                few: min(max(0, here.ratios.few + part * step.few), Self.largest))
            guard ratios != here.ratios else { return nil }
            let fall =
                slope.gradient.many * (ratios.many - here.ratios.many) + slope.gradient.few * (ratios.few - here.ratios.few)
            let next = RestrictedLikelihood(design, ratios)
            if next.criterion <= here.criterion + 1e-4 * fall + noise { return next }
            part /= 4
        }
        return nil
    }

    /// Newton's step; a ratio at zero stays where the criterion rises from there.
    private func step(
        from ratios: RestrictedLikelihood.Ratios, _ slope: RestrictedLikelihood.Slope
    ) -> RestrictedLikelihood.Ratios {
        let (gradient, curvature) = (slope.gradient, slope.curvature)
        let isManyFixed = ratios.many == 0 && gradient.many >= 0
        let isFewFixed = ratios.few == 0 && gradient.few >= 0
        let many = max(curvature.many, .leastNormalMagnitude)
        let few = max(curvature.few, .leastNormalMagnitude)
        if isManyFixed || isFewFixed {
            return .init(many: isManyFixed ? 0 : -gradient.many / many, few: isFewFixed ? 0 : -gradient.few / few)
        }
        let determinant = many * few - curvature.both * curvature.both
        guard determinant > 1e-12 * many * few else { return .init(many: -gradient.many / many, few: -gradient.few / few) }
        let newton = RestrictedLikelihood.Ratios(
            many: -(few * gradient.many - curvature.both * gradient.few) / determinant,
            few: -(many * gradient.few - curvature.both * gradient.many) / determinant)
        // Where a ratio at zero, or near it, would be pushed below, the other one goes its own way.
        let blockedMany = ratios.many == 0 && newton.many < 0
        let blockedFew = ratios.few == 0 && newton.few < 0
        if blockedMany { return .init(many: 0, few: -gradient.few / few) }
        if blockedFew { return .init(many: -gradient.many / many, few: 0) }
        return newton
    }

    /// Estimates from sums of squares: Henderson, “Estimation of Variance and Covariance Components”, Biometrics 9, 1953,
    /// method I.
    private var moments: RestrictedLikelihood.Ratios {
        let count = Double(design.count)
        let (manySums, fewSums) = (design.sumsOfMany(design.values), design.sumsOfFew(design.values))
        let fewSizes = design.sumsOfFew([Double](repeating: 1, count: design.count))
        let total = design.values.reduce(0) { $0 + $1 * $1 }
        let manySquares = (0..<design.manyCount).reduce(0) { $0 + manySums[$1] * manySums[$1] / design.size($1) }
        let fewSquares = fewSums.indices.reduce(0) { $0 + fewSums[$1] * fewSums[$1] / fewSizes[$1] }
        // In expectation, the mean aside: total = n(a + b + e), manySquares = n·a + k₁(b + e), fewSquares = n·b + k₂(a + e),
        // and of the square of the sum over n, which is zero here, (Σn₁²/n)a + (Σn₂²/n)b + e.
        let manyUneven = (0..<design.manyCount).reduce(0) { $0 + design.size($1) * design.size($1) } / count
        let fewUneven = fewSizes.reduce(0) { $0 + $1 * $1 } / count
        let (manyCount, fewCount) = (Double(design.manyCount), Double(design.fewCount))
        let rows = [
            [count - manyUneven, count - fewUneven, count - 1, total],
            [count - manyUneven, manyCount - fewUneven, manyCount - 1, manySquares],
            [fewCount - manyUneven, count - fewUneven, fewCount - 1, fewSquares],
        ]
        guard let variances = Self.solution(of: rows) else { return .init(many: 1, few: 1) }
        let residual = max(variances[2], 0.05 * (abs(variances[0]) + abs(variances[1]) + abs(variances[2])))
        guard residual > 0 else { return .init(many: 1, few: 1) }
        return .init(many: max(variances[0] / residual, 0.02), few: max(variances[1] / residual, 0.02))
    }

    /// The solution of three equations, by elimination.
    private static func solution(of equations: [[Double]]) -> [Double]? {
        var rows = equations
        for column in 0..<3 {
            guard let pivot = (column..<3).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
                abs(rows[pivot][column]) > 1e-9
            else { return nil }
            rows.swapAt(column, pivot)
            for row in 0..<3 where row != column {
                let factor = rows[row][column] / rows[column][column]
                for place in column...3 { rows[row][place] -= factor * rows[column][place] }
            }
        }
        return (0..<3).map { rows[$0][3] / rows[$0][$0] }
    }
}
