/// How reliable the mean of so many experts' scores is, and what one more would bring.
///
/// Generalisability theory: Shavelson & Webb, “Generalizability Theory: A Primer”, 1991, chapters 2 and 6; Brennan,
/// “Generalizability Theory”, 2001, chapters 2 and 7. Relative: for comparing dossiers that the same experts read, or whose
/// scores are adjusted for leniency, item/(item + residual/k). Absolute: for scores as they stand, from whatever experts,
/// item/(item + (rater + residual)/k). Over all that were reviewed; among the dossiers selected alone both would seem far lower.
public struct Reliability: Sendable, Hashable {
    /// How many experts.
    public var reviewers: Double
    /// Relative; nil where there is no variance at all.
    public var relative: Double?
    /// Absolute.
    public var absolute: Double?

    /// The reliability for so many experts a dossier.
    public init(_ variance: ScoreModel.Variance, reviewers: Double) {
        func ratio(_ error: Double) -> Double? {
            let total = variance.item + error / reviewers
            return total > 0 ? variance.item / total : nil
        }
        self.reviewers = reviewers
        relative = ratio(variance.residual)
        absolute = ratio(variance.rater + variance.residual)
    }
}

extension ScoreTable {
    /// The harmonic mean of how many scores the dossiers have: what stands for the number of experts where panels differ
    /// (Brennan 2001, section 7.1).
    public var usualPanel: Double? {
        let sizes = scoresByItem.map { Double($0.count) }
        return sizes.isEmpty ? nil : Double(sizes.count) / sizes.reduce(0) { $0 + 1 / $1 }
    }
}

extension ScoreModel {
    /// The standard error of a dossier's adjusted score once one more expert, of unknown leniency, has scored it.
    ///
    /// A score more has the error variance rater + residual, independent of the rest: p − p²/(p + rater + residual).
    public func standardErrorWithOneMore(item: Int) -> Double {
        let error = items[item].standardError * items[item].standardError
        let more = variance.rater + variance.residual
        return error + more > 0 ? (error * more / (error + more)).squareRoot() : 0
    }
}
