internal import Foundation

/// What a site visit is expected to gain in the decision on one dossier: the knowledge gradient of Frazier, Powell and Dayanik
/// (A knowledge-gradient policy for sequential information collection, SIAM J. Control Optim. 47, 2008, 2410–2439), there for the
/// choice of the best of several, here for in or out at a threshold.
///
/// All figures are in points of the score. The score that a dossier deserves is believed to be normal with `mean` and
/// `standardError`; a visit tells it with an error of its own, normal with standard deviation `noise`. Whoever is listed is worth
/// what their score lies above the threshold, and costs what it lies below; whoever is not, is worth nothing.
///
/// Scores of different dossiers are taken for independent. With correlated beliefs (the same authors, The knowledge-gradient policy
/// for correlated normal beliefs, INFORMS J. Comput. 21, 2009, 599–613) a visit to one would tell of others too; what they share here,
/// the leniency of the same experts, moves all of them alike and changes few places.
public struct KnowledgeGradient: Sendable, Hashable {
    /// What the score is believed to be.
    public var mean: Double
    /// The standard deviation of that belief.
    public var standardError: Double
    /// The standard deviation of what a visit finds out.
    public var noise: Double
    /// From this score on a dossier should be in.
    public var threshold: Double
    /// Whether it is in if nobody visits it.
    public var isIn: Bool

    /// A dossier that may be visited.
    public init(mean: Double, standardError: Double, noise: Double, threshold: Double, isIn: Bool) {
        self.mean = mean
        self.standardError = standardError
        self.noise = noise
        self.threshold = threshold
        self.isIn = isIn
    }

    /// How far the belief is expected to move: the standard deviation of the mean after the visit, s² ÷ √(s² + n²).
    public var movement: Double {
        let variance = standardError * standardError
        guard variance > 0 else { return 0 }
        return variance / (variance + noise * noise).squareRoot()
    }

    /// The expected gain, never below zero: σ f(u ÷ σ) with f(z) = φ(z) + z Φ(z), σ the movement and u how far the belief lies on the
    /// other side of the threshold than the decision without a visit.
    ///
    /// Where decision and belief agree, u = −|mean − threshold|, as in the papers. Where the official score decides one way and the
    /// belief is the other, u is positive: the visit is then worth at least what following the official score alone would lose.
    public var gain: Double {
        let beyond = isIn ? threshold - mean : mean - threshold
        guard movement > 0 else { return max(0, beyond) }
        let z = beyond / movement
        let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
        let share = erfc(-z / 2.0.squareRoot()) / 2
        return max(0, movement * (density + z * share))
    }

    /// The gain in whole ten-thousandths of a point, so that visits can be compared exactly.
    public var units: Int { Int((gain * 10_000).rounded()) }
}
