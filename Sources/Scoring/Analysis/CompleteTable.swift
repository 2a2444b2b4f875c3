/// A table in which every expert scored every dossier: what the classical coefficients of agreement ask for.
public struct CompleteTable: Sendable {
    /// A row a dossier, a column an expert.
    public let rows: [[Double]]

    /// The complete table, or nil where a score is missing or there are fewer than two dossiers or experts.
    public init?(_ table: ScoreTable) {
        guard table.items.count > 1, table.raters.count > 1, table.entries.count == table.items.count * table.raters.count
        else { return nil }
        rows = table.scoresByItem
    }

    private var itemCount: Double { Double(rows.count) }
    private var raterCount: Double { Double(rows[0].count) }

    // MARK: Intraclass correlations

    /// The six intraclass correlations of Shrout & Fleiss, “Intraclass Correlations: Uses in Assessing Rater Reliability”,
    /// Psychol. Bull. 86, 1979: 1, one way; 2, experts drawn at random, absolute agreement; 3, these experts, consistency; each
    /// for a single score and for the mean of all.
    public struct IntraclassCorrelations: Sendable, Hashable {
        /// ICC(1,1).
        public var oneWay: Double?
        /// ICC(2,1).
        public var twoWayRandom: Double?
        /// ICC(3,1).
        public var twoWayMixed: Double?
        /// ICC(1,k).
        public var oneWayMean: Double?
        /// ICC(2,k).
        public var twoWayRandomMean: Double?
        /// ICC(3,k).
        public var twoWayMixedMean: Double?
    }

    /// The six intraclass correlations; each nil where its denominator is zero.
    public var intraclassCorrelations: IntraclassCorrelations {
        let (items, raters) = (itemCount, raterCount)
        let grand = rows.joined().reduce(0, +) / (items * raters)
        let itemMeans = rows.map { $0.reduce(0, +) / raters }
        let raterMeans = rows[0].indices.map { column in rows.reduce(0) { $0 + $1[column] } / items }
        func squares(_ values: some Sequence<Double>) -> Double { values.reduce(0) { $0 + ($1 - grand) * ($1 - grand) } }
        let betweenItems = raters * squares(itemMeans)
        let betweenRaters = items * squares(raterMeans)
        let total = squares(rows.joined())
        let between = betweenItems / (items - 1)
        let judges = betweenRaters / (raters - 1)
        let within = (total - betweenItems) / (items * (raters - 1))
        let error = max(0, total - betweenItems - betweenRaters) / ((items - 1) * (raters - 1))
        func ratio(_ numerator: Double, _ denominator: Double) -> Double? {
            denominator > 1e-12 * total ? numerator / denominator : nil
        }
        return IntraclassCorrelations(
            oneWay: ratio(between - within, between + (raters - 1) * within),
            twoWayRandom: ratio(between - error, between + (raters - 1) * error + raters * (judges - error) / items),
            twoWayMixed: ratio(between - error, between + (raters - 1) * error),
            oneWayMean: ratio(between - within, between),
            twoWayRandomMean: ratio(between - error, between + (judges - error) / items),
            twoWayMixedMean: ratio(between - error, between))
    }

    // MARK: Concordance

    /// Kendall's coefficient of concordance, from mean ranks.
    ///
    /// W = 12S/(m²(n³ − n) − m·ΣT), with T = Σ(t³ − t) over the ties of an expert where ties are corrected for: Kendall & Babington
    /// Smith, “The Problem of m Rankings”, Ann. Math. Stat. 10, 1939; Siegel & Castellan, “Nonparametric Statistics for the
    /// Behavioral Sciences”, 2nd edition, 1988, section 9.7.
    ///
    /// - Returns: nil where every expert gave one score to all.
    public func kendallW(correctingTies: Bool) -> Double? {
        var sums = [Double](repeating: 0, count: rows.count)
        var ties = 0.0
        for column in rows[0].indices {
            let scores = rows.map { $0[column] }
            let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
            var start = 0
            while start < order.count {
                var end = start + 1
                while end < order.count, scores[order[end]] == scores[order[start]] { end += 1 }
                let size = Double(end - start)
                for place in start..<end { sums[order[place]] += Double(start + end + 1) / 2 }
                ties += size * size * size - size
                start = end
            }
        }
        let mean = sums.reduce(0, +) / itemCount
        let squares = sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let cube = itemCount * itemCount * itemCount - itemCount
        let whole = raterCount * raterCount * cube - (correctingTies ? raterCount * ties : 0)
        return ties < raterCount * cube ? 12 * squares / whole : nil
    }
}
