internal import Foundation

/// The restricted likelihood of score = mean + item + rater + residual at given ratios of the variances to the residual's.
///
/// With V = I + λ₁Z₁Z₁ᵀ + λ₂Z₂Z₂ᵀ, 1 for the many and 2 for the few, and the residual variance profiled out,
///
///     −2 log L = log|V| + log(1ᵀV⁻¹1) + (n − 1)(1 + log(2π·yᵀPy/(n − 1)))
///
/// as in Bates, Mächler, Bolker, Walker, “Fitting Linear Mixed-Effects Models Using lme4”, J. Stat. Softw. 67(1), 2015, eq. 39–42,
/// with the same constant. The many are eliminated one by one (V₁ = I + λ₁Z₁Z₁ᵀ falls apart into blocks I + λ₁11ᵀ); what
/// remains is M = I + λ₂·Z₂ᵀV₁⁻¹Z₂ of the few, and V⁻¹ = V₁⁻¹ − λ₂·V₁⁻¹Z₂M⁻¹Z₂ᵀV₁⁻¹.
struct RestrictedLikelihood {
    /// The variances of the effects of the many and the few over that of the residuals.
    struct Ratios: Hashable, Sendable {
        var many: Double
        var few: Double
    }

    let design: CrossedDesign
    let ratios: Ratios
    /// λ₁/(1 + λ₁n): how much of the sum of one of the many goes into its effect.
    let shares: [Double]
    /// The factor of M.
    let factor: CholeskyFactor
    /// 1ᵀV⁻¹1, which is the residual variance over that of the mean.
    let information: Double
    /// The generalised least squares estimate of the mean, less the centre of the scores.
    let mean: Double
    /// yᵀPy.
    let squares: Double
    /// −2 log of the restricted likelihood.
    let criterion: Double

    private let ones: Column
    private let scores: Column

    init(_ design: CrossedDesign, _ ratios: Ratios) {
        let shares = (0..<design.manyCount).map { ratios.many / (1 + ratios.many * design.size($0)) }
        let factor = CholeskyFactor(order: design.fewCount) { Self.fill($0, $1, design, shares, ratios.few) }
        let ones = Column([Double](repeating: 1, count: design.count), design, shares, factor)
        let scores = Column(design.values, design, shares, factor)
        information = ones.product(ones, shares, ratios.few)
        let weighted = ones.product(scores, shares, ratios.few)
        mean = weighted / information
        squares = scores.product(scores, shares, ratios.few) - weighted * mean
        let freedom = Double(design.count - 1)
        let determinant = (0..<design.manyCount).reduce(factor.logDeterminant) { $0 + log1p(ratios.many * design.size($1)) }
        criterion = determinant + log(information) + freedom * (1 + log(2 * .pi * squares / freedom))
        self.design = design
        self.ratios = ratios
        self.shares = shares
        self.factor = factor
        self.ones = ones
        self.scores = scores
    }

    /// The residual variance.
    var residualVariance: Double { squares / Double(design.count - 1) }

    // MARK: Parts

    /// The lower triangle of M.
    private static func fill(
        _ matrix: UnsafeMutablePointer<Double>, _ stride: Int, _ design: CrossedDesign, _ shares: [Double], _ ratio: Double
    ) {
        for index in 0..<design.fewCount { matrix[index * stride + index] = 1 }
        design.few.withUnsafeBufferPointer { few in
            for place in few.indices { matrix[few[place] * stride + few[place]] += ratio }
            for index in 0..<design.manyCount {
                let share = shares[index] * ratio
                let range = design.range(index)
                for place in range {
                    let row = matrix + few[place] * stride
                    for before in range.lowerBound...place { row[few[before]] -= share }
                }
            }
        }
    }

    /// A vector over the scores, and what of it is needed for products in V⁻¹.
    private struct Column {
        let entries: [Double]
        /// Z₁ᵀx.
        let sums: [Double]
        /// L⁻¹Z₂ᵀV₁⁻¹x.
        let reduced: [Double]

        init(_ entries: [Double], _ design: CrossedDesign, _ shares: [Double], _ factor: CholeskyFactor) {
            self.entries = entries
            let sums = design.sumsOfMany(entries)
            var right = [Double](repeating: 0, count: design.fewCount)
            for index in 0..<design.manyCount {
                let part = shares[index] * sums[index]
                for place in design.range(index) { right[design.few[place]] += entries[place] - part }
            }
            self.sums = sums
            reduced = factor.forward(right)
        }

        /// xᵀV⁻¹z.
        func product(_ other: Column, _ shares: [Double], _ ratio: Double) -> Double {
            var product = 0.0
            for index in entries.indices { product += entries[index] * other.entries[index] }
            for index in sums.indices { product -= shares[index] * sums[index] * other.sums[index] }
            var last = 0.0
            for index in reduced.indices { last += reduced[index] * other.reduced[index] }
            return product - ratio * last
        }
    }

    private func column(_ entries: [Double]) -> Column { Column(entries, design, shares, factor) }

    private func product(_ left: Column, _ right: Column) -> Double { left.product(right, shares, ratios.few) }

    /// V⁻¹x, as what remains of x after effects of the many and the few.
    private func remainder(_ column: Column) -> (entries: [Double], many: [Double], few: [Double]) {
        let few = factor.backward(column.reduced).map { ratios.few * $0 }
        var many = [Double](repeating: 0, count: design.manyCount)
        var entries = column.entries
        for index in 0..<design.manyCount {
            let range = design.range(index)
            many[index] = shares[index] * (column.sums[index] - range.reduce(0) { $0 + few[design.few[$1]] })
            for place in range { entries[place] -= many[index] + few[design.few[place]] }
        }
        return (entries, many, few)
    }

    // MARK: Slope

    /// How the criterion changes with the ratios.
    struct Slope {
        /// The derivatives by the ratios of the many and the few.
        var gradient: (many: Double, few: Double)
        /// The average information, which stands for the second derivatives: Gilmour, Thompson, Cullis, “Average Information
        /// REML”, Biometrics 51, 1995, with the residual variance profiled out.
        var curvature: (many: Double, both: Double, few: Double)
    }

    /// The slope at these ratios; inverts the factor.
    func slope() -> Slope {
        factor.invert()
        let freedom = Double(design.count - 1)
        let one = remainder(ones)
        let score = remainder(scores)
        // Py = V⁻¹y − mean·V⁻¹1.
        let residuals = zip(score.entries, one.entries).map { $0 - mean * $1 }
        let (manyResiduals, fewResiduals) = (design.sumsOfMany(residuals), design.sumsOfFew(residuals))
        let traces = traces()
        func gradient(_ trace: Double, _ ones: [Double], _ residuals: [Double]) -> Double {
            trace - squareSum(ones) / information - squareSum(residuals) / residualVariance
        }
        let derivatives = (
            many: gradient(traces.many, design.sumsOfMany(one.entries), manyResiduals),
            few: gradient(traces.few, design.sumsOfFew(one.entries), fewResiduals)
        )
        // P∂V/∂λ·Py by both ratios, and their products.
        var (byMany, byFew) = ([Double](), [Double]())
        for index in 0..<design.manyCount {
            for place in design.range(index) {
                byMany.append(manyResiduals[index])
                byFew.append(fewResiduals[design.few[place]])
            }
        }
        let (many, few) = (column(byMany), column(byFew))
        let (manyMean, fewMean) = (product(ones, many), product(ones, few))
        let (manySquare, fewSquare) = (squareSum(manyResiduals), squareSum(fewResiduals))
        func curvature(_ product: Double, _ means: Double, _ squareProduct: Double) -> Double {
            freedom * ((product - means / information) / squares - squareProduct / (squares * squares))
        }
        return Slope(
            gradient: derivatives,
            curvature: (
                curvature(product(many, many), manyMean * manyMean, manySquare * manySquare),
                curvature(product(many, few), manyMean * fewMean, manySquare * fewSquare),
                curvature(product(few, few), fewMean * fewMean, fewSquare * fewSquare)
            ))
    }

    private func squareSum(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 } }

    /// tr(V⁻¹ZZᵀ) of both sides.
    private func traces() -> (many: Double, few: Double) {
        var many = 0.0
        forEachOfMany { index, _, square in
            let kept = 1 - shares[index] * design.size(index)
            many += design.size(index) * kept - ratios.few * kept * kept * square
        }
        // (n − tr M⁻¹)/λ loses its digits where λ is near zero; there tr(M − I)/λ is as good.
        if ratios.few > 1e-6 { return (many, (Double(design.fewCount) - factor.inverseTrace) / ratios.few) }
        let atZero = (0..<design.manyCount).reduce(0) { $0 + design.size($1) * (1 - shares[$1]) }
        return (many, atZero)
    }

    /// For each of the many with the few c of its scores: L⁻¹c, and cᵀM⁻¹c.
    private func forEachOfMany(_ body: (_ index: Int, _ reduced: UnsafePointer<Double>, _ square: Double) -> Void) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: factor.padded) { buffer in
            guard let reduced = buffer.baseAddress else { return }
            for index in 0..<design.manyCount {
                let range = design.range(index)
                // Rows of L⁻ᵀ are zero before their own place, and the few of a score ascend.
                let first = (range.isEmpty ? 0 : design.few[range.lowerBound]) & ~3
                let count = factor.padded - first
                (reduced + first).update(repeating: 0, count: count)
                for place in range {
                    let begin = design.few[place] & ~3
                    let row = factor.inverseRow(design.few[place])
                    for column in begin..<factor.padded { reduced[column] += row[column] }
                }
                body(index, UnsafePointer(reduced), CholeskyFactor.dot(reduced + first, reduced + first, count))
            }
        }
    }

    // MARK: Effects and their errors

    /// What the fit says of everybody.
    struct Effects {
        /// Best linear unbiased predictions of the effects.
        var many: [Double]
        var few: [Double]
        /// λ₂M⁻¹Z₂ᵀV₁⁻¹1: by how much the effects of the few fall as the mean rises by one.
        var fall: [Double]
        /// The prediction error variances over that of the residuals: of the effects, and of mean + effect.
        var manyErrors: [(effect: Double, withMean: Double)]
        var fewErrors: [(effect: Double, withMean: Double)]
        /// Py, and its variances over that of the residuals, which are the diagonal of P.
        var residuals: [Double]
        var leverages: [Double]
    }

    /// Effects, residuals and their errors; inverts the factor.
    ///
    /// Errors given the mean come from M⁻¹; that of the mean, 1/(1ᵀV⁻¹1), is added by how much each effect falls with it
    /// (Henderson, “Best Linear Unbiased Estimation and Prediction under a Selection Model”, Biometrics 31, 1975).
    func effects() -> Effects {
        factor.invert()
        let one = remainder(ones)
        let score = remainder(scores)
        let fall = one.few
        func inverse(_ index: Int) -> Double { ratios.few * factor.inverseDiagonal(index) }
        var effects = Effects(
            many: zip(score.many, one.many).map { $0 - mean * $1 }, few: zip(score.few, one.few).map { $0 - mean * $1 }, fall: fall,
            manyErrors: [],
            fewErrors: fall.indices.map { index in
                let (given, fall) = (inverse(index), fall[index])
                return (given + fall * fall / information, given + (1 - fall) * (1 - fall) / information)
            }, residuals: zip(score.entries, one.entries).map { $0 - mean * $1 }, leverages: [])
        effects.leverages = .init(repeating: 0, count: design.count)
        let diagonal = (0..<design.fewCount).map(factor.inverseDiagonal)
        forEachOfMany { index, reduced, square in
            let share = shares[index]
            let fall = one.many[index]
            let given = share + ratios.few * share * share * square
            effects.manyErrors.append((given + fall * fall / information, given + (1 - fall) * (1 - fall) / information))
            for place in design.range(index) {
                let few = design.few[place]
                let begin = few & ~3
                let cross = CholeskyFactor.dot(factor.inverseRow(few) + begin, reduced + begin, factor.padded - begin)
                effects.leverages[place] =
                    1 - share - ratios.few * diagonal[few] + 2 * ratios.few * share * cross
                    - ratios.few * share * share * square - one.entries[place] * one.entries[place] / information
            }
        }
        return effects
    }
}
