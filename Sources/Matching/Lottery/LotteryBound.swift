internal import Programme

extension Multipliers {
    /// What these multipliers prove of lotteries in which no pair has a greater chance than a limit, in whole units,
    /// rounded up: no lottery has a greater expected worth.
    ///
    /// The chances of the pairs satisfy the relaxation, each at most the limit. So the proof is that for plans
    /// (`Certificate`), except that a margin above zero can be had by the limit only. There are pins only where the limit
    /// is 1; with a lower one there is no lottery, and any bound holds.
    func bound(in model: AssignmentModel, limit: ChanceLimit) -> Int {
        var gain: Int128 = 0
        var margins = [Int](repeating: 0, count: model.expertCount)
        for dossier in 0..<model.dossierCount {
            self.margins(of: dossier, in: model, into: &margins)
            let first = dossier * model.expertCount
            for (expert, margin) in margins.enumerated() where margin != ExactAffinity.forbidden {
                if margin > 0 || model.isPinned(first + expert) { gain += Int128(margin) }
            }
        }
        let parts = constant * Int128(limit.denominator) + gain * Int128(limit.numerator)
        let divisor = Int128(resolution) * Int128(limit.denominator)
        let (quotient, remainder) = parts.quotientAndRemainder(dividingBy: divisor)
        return Int(clamping: remainder > 0 ? quotient + 1 : quotient)
    }
}

extension AssignmentModel {
    /// The bound on the expected worth of lotteries that a certificate proves, in units; nil where it is malformed, or
    /// numbers are so large that exact sums of them would not fit.
    func bound(by certificate: Certificate, limit: ChanceLimit) -> Int? {
        guard Double(places) * Double(affinity.largest) < 0x1p62, let multipliers = Multipliers(certificate, of: self)
        else { return nil }
        let bound = multipliers.bound(in: self, limit: limit)
        return bound.magnitude < 1 << 62 ? bound : nil
    }

    /// What rounding of affinities may add to a bound, in affinity: half a unit a place.
    var roundingAllowance: Double { affinity.isExact ? 0 : 0.5 * Double(places) / Double(affinity.scale) }
}
