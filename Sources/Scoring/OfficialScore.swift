public import Programme

extension ScoreSheet {
    /// The weighted total of a complete sheet: Σ weight × score ÷ the highest score, in hundredths of a point, exact.
    public func total(under rubric: Rubric) -> Fraction {
        let sum = rubric.criteria.reduce(0) { $0 + $1.weight * (scores[$1.id]?.hundredths ?? 0) }
        return Fraction(sum * 100, over: rubric.scale.maximum.hundredths)
    }
}

extension Call.ScoringPolicy {
    /// The official score of a panel's totals by this policy, unrounded, and which totals enter it.
    ///
    /// Ties at the ends: which of several equal extremes is left out makes no difference to the score; the first of
    /// them in the order given is the one marked.
    func average(of totals: [Fraction]) -> (score: Fraction, counted: [Bool]) {
        let order = totals.indices.sorted { (totals[$0], $0) < (totals[$1], $1) }
        let middle: ArraySlice<Int> =
            switch policy {
            case .mean: order[...]
            case .trimmed: totals.count >= max(3, trimFrom) ? order.dropFirst().dropLast() : order[...]
            case .median: order[((order.count - 1) / 2)...(order.count / 2)]
            }
        var counted = [Bool](repeating: false, count: totals.count)
        var sum = Fraction(0)
        for index in middle {
            counted[index] = true
            sum = sum + totals[index]
        }
        return (sum / middle.count, counted)
    }

    /// Whether so many of the sheets exclude a dossier when they hold a gate as not met.
    func excludes(notMet: Int, of sheets: Int) -> Bool {
        switch gate {
        case .any: notMet > 0
        case .majority: 2 * notMet > sheets
        }
    }
}
