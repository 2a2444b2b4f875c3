extension ScoreTable {
    /// How values are compared in Krippendorff's alpha.
    public enum Metric: String, Sendable, CaseIterable {
        /// Equal or not.
        case nominal
        /// By how many values lie between them.
        case ordinal
        /// By their difference.
        case interval
        /// By their difference over their sum.
        case ratio
    }

    /// Krippendorff's alpha: 1 − observed over expected disagreement, scores that are missing left out.
    ///
    /// Krippendorff, “Computing Krippendorff's Alpha-Reliability”, 2011. A dossier with fewer than two scores has no pair and
    /// counts for nothing. Experts count as exchangeable: differences in leniency lower it.
    ///
    /// - Returns: nil where there is no pair, or all values are the same.
    public func krippendorffAlpha(_ metric: Metric) -> Double? {
        let units = scoresByItem.filter { $0.count > 1 }
        let pooled = units.joined().sorted()
        guard let first = pooled.first, let last = pooled.last, first < last else { return nil }
        let scale = metric == .ordinal ? Self.midranks(of: pooled) : [:]
        // Ordinal differences are differences of mean ranks among all values that have a partner.
        func place(_ value: Double) -> Double { metric == .ordinal ? scale[value] ?? 0 : value }
        func distance(_ left: Double, _ right: Double) -> Double {
            switch metric {
            case .nominal: left == right ? 0 : 1
            case .ordinal, .interval: (left - right) * (left - right)
            case .ratio: left == right ? 0 : (left - right) * (left - right) / ((left + right) * (left + right))
            }
        }
        let count = Double(pooled.count)
        var observed = 0.0
        for unit in units {
            let values = unit.map(place)
            var sum = 0.0
            for left in values.indices {
                for right in (left + 1)..<values.endIndex { sum += distance(values[left], values[right]) }
            }
            observed += 2 * sum / Double(values.count - 1)
        }
        let alpha = 1 - (count - 1) * observed / Self.sumOverPairs(pooled.map(place), metric, distance)
        return alpha.isFinite ? alpha : nil
    }

    /// Σ over all ordered pairs of the distances.
    private static func sumOverPairs(_ values: [Double], _ metric: Metric, _ distance: (Double, Double) -> Double) -> Double {
        let count = Double(values.count)
        switch metric {
        case .ordinal, .interval:
            let mean = values.reduce(0, +) / count
            return 2 * count * values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        case .nominal, .ratio:
            let groups = runs(of: values)
            if metric == .nominal { return count * count - groups.reduce(0) { $0 + $1.count * $1.count } }
            var sum = 0.0
            for left in groups.indices {
                for right in (left + 1)..<groups.endIndex {
                    sum += 2 * groups[left].count * groups[right].count * distance(groups[left].value, groups[right].value)
                }
            }
            return sum
        }
    }

    /// Equal values that follow each other, with how many there are.
    private static func runs(of sorted: [Double]) -> [(value: Double, count: Double)] {
        sorted.reduce(into: []) { runs, value in
            if let last = runs.indices.last, runs[last].value == value { runs[last].count += 1 } else { runs.append((value, 1)) }
        }
    }

    private static func midranks(of sorted: [Double]) -> [Double: Double] {
        var below = 0.0
        return runs(of: sorted).reduce(into: [:]) { ranks, run in
            ranks[run.value] = below + (run.count + 1) / 2
            below += run.count
        }
    }
}
