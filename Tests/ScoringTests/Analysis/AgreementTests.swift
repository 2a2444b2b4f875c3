import Scoring
import Testing

@Suite("Agreement, as published")
struct AgreementTests {
    private func rounded(_ value: Double?, _ digits: Double = 1000) -> Double? {
        value.map { ($0 * digits).rounded() / digits }
    }

    @Test("the six intraclass correlations of Shrout & Fleiss 1979, tables 2 to 4")
    func shroutAndFleiss() throws {
        let table = try Tables.table([
            [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
        ])
        let icc = try #require(CompleteTable(table)).intraclassCorrelations
        let found = [icc.oneWay, icc.twoWayRandom, icc.twoWayMixed, icc.oneWayMean, icc.twoWayRandomMean, icc.twoWayMixedMean]
        #expect(found.map { rounded($0, 100) } == [0.17, 0.29, 0.71, 0.44, 0.62, 0.91])
        // On the same table REML has the variances of the expected mean squares: item 2.556, judge 5.244, residual 1.019.
        let model = try #require(ScoreModel.fit(table))
        #expect(rounded(model.variance.item) == 2.556 && rounded(model.variance.residual) == 1.019)
        // So relative and absolute reliability for one and for four experts are ICC(3,·) and ICC(2,·).
        for (reviewers, relative, absolute) in [
            (1.0, icc.twoWayMixed, icc.twoWayRandom), (4, icc.twoWayMixedMean, icc.twoWayRandomMean),
        ] {
            let reliability = Reliability(model.variance, reviewers: reviewers)
            #expect(rounded(reliability.relative, 1e6) == rounded(relative, 1e6))
            #expect(rounded(reliability.absolute, 1e6) == rounded(absolute, 1e6))
        }
    }

    /// Four observers, twelve units, scores missing: Krippendorff, “Computing Krippendorff's Alpha-Reliability”, 2011, section D.
    private let krippendorff: [[Double?]] = [
        [1, 1, nil, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1],
        [2, 2, 2, 2], [nil, 5, 5, 5], [nil, nil, 1, 1], [nil, 3, nil, nil],
    ]

    @Test(
        "Krippendorff's alpha with missing scores, by each metric",
        arguments: [(ScoreTable.Metric.nominal, 0.743), (.ordinal, 0.815), (.interval, 0.849), (.ratio, 0.797)])
    func alpha(metric: ScoreTable.Metric, expected: Double) throws {
        #expect(rounded(try Tables.table(krippendorff).krippendorffAlpha(metric)) == expected)
    }

    @Test("Krippendorff's examples of two observers, binary and nominal")
    func twoObservers() throws {
        // Section A: ten documents; section B: twelve articles in five categories.
        let binary: [[Double]] = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]
        let nominal: [[Double]] = [[1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1], [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4]]
        func table(_ rows: [[Double]]) throws -> ScoreTable {
            try Tables.table(rows[0].indices.map { [rows[0][$0], rows[1][$0]] })
        }
        #expect(rounded(try table(binary).krippendorffAlpha(.nominal)) == 0.095)
        #expect(rounded(try table(nominal).krippendorffAlpha(.nominal)) == 0.692)
    }

    @Test("alpha is what comparing every pair gives, and is not defined where all values are the same")
    func everyPair() throws {
        let table = try Tables.madeUp(items: 12, raters: 5, panel: 3, seed: 9)
        let units = table.scoresByItem
        let pooled = Array(units.joined())
        let observed = units.reduce(0.0) { sum, unit in
            sum + unit.reduce(0) { sum, left in sum + unit.reduce(0) { $0 + (left - $1) * (left - $1) } } / Double(unit.count - 1)
        }
        let expected = pooled.reduce(0.0) { sum, left in sum + pooled.reduce(0) { $0 + (left - $1) * (left - $1) } }
        let alpha = 1 - Double(pooled.count - 1) * observed / expected
        #expect(abs((table.krippendorffAlpha(.interval) ?? 0) - alpha) < 1e-12)
        #expect(try Tables.table([[70, 70], [70, 70]]).krippendorffAlpha(.interval) == nil)
        #expect(try Tables.table([[70, nil], [nil, 80]]).krippendorffAlpha(.nominal) == nil)
    }

    @Test("Kendall's W: complete agreement, none, and a ranking whose sums are known")
    func kendall() throws {
        func w(_ rows: [[Double]], ties: Bool = false) throws -> Double? {
            try #require(CompleteTable(try Tables.table(rows))).kendallW(correctingTies: ties)
        }
        #expect(try w([[1, 1, 1], [2, 2, 2], [3, 3, 3]]) == 1)
        #expect(try w([[1, 2], [2, 1]]) == 0)
        // Siegel, “Nonparametric Statistics”, 1956, chapter 9: three executives rank six applicants; W = 0.16.
        let applicants: [[Double]] = [[1, 1, 6], [6, 5, 3], [3, 6, 2], [2, 4, 5], [5, 2, 4], [4, 3, 1]]
        #expect(rounded(try w(applicants), 100) == 0.16)
        #expect(try w(applicants) == w(applicants, ties: true))
        // The same, with ties: three rankings of ten; sums 5.5, 6.5, 9, 13.5, 12, 20, 23, 23.5, 25.5, 26.5; S = 591; W = 0.828.
        let tens: [[Double]] = [
            [1, 2.5, 2], [4.5, 1, 1], [2, 2.5, 4.5], [4.5, 4.5, 4.5], [3, 4.5, 4.5], [7.5, 8, 4.5], [6, 9, 8], [9, 6.5, 8],
            [7.5, 10, 8], [10, 6.5, 10],
        ]
        #expect(rounded(try w(tens, ties: true)) == 0.828)
        #expect(rounded(try w(tens)) == 0.796)
        // Experts who agree in all, ties included, have W = 1 only when ties are corrected for.
        let tied: [[Double]] = [[1, 1], [2, 2], [2, 2], [3, 3]]
        #expect(try w(tied, ties: true) == 1)
        #expect(rounded(try w(tied)) == 0.9)
        #expect(try w([[5, 5], [5, 5]]) == nil)
    }

    @Test("Fleiss' kappa on the worked example of ten subjects and fourteen raters")
    func fleiss() {
        // The example of the article on Fleiss' kappa in Wikipedia, κ = 0.210.
        let counts = [
            [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0],
            [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
        ]
        #expect(rounded(FleissKappa.kappa(counts)) == 0.210)
        #expect(FleissKappa.kappa([[2, 0], [1, 0]]) == nil)
        #expect(FleissKappa.kappa([[3, 0], [3, 0]]) == nil)
    }

    @Test("Fleiss' own table: thirty patients, six psychiatrists each, five diagnoses")
    func fleissPatients() throws {
        // Fleiss 1971, table 1: depression, personality disorder, schizophrenia, neurosis, other. As kept by the R package quadagree
        // (dat.fleiss1971) and, rating by rating, by DKPro Statistics, which agree in every cell.
        let counts = [
            [0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0], [0, 0, 4, 0, 2],
            [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6], [1, 0, 0, 5, 0], [1, 1, 0, 4, 0], [0, 3, 3, 0, 0], [1, 0, 0, 5, 0],
            [0, 2, 0, 3, 1], [0, 0, 5, 0, 1], [3, 0, 0, 1, 2], [5, 1, 0, 0, 0], [0, 2, 0, 4, 0], [1, 0, 2, 0, 3], [0, 0, 0, 0, 6],
            [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0], [1, 0, 0, 4, 1], [0, 5, 0, 1, 0], [4, 0, 0, 0, 2], [0, 2, 0, 4, 0],
            [1, 0, 5, 0, 0], [0, 0, 0, 0, 6],
        ]
        // The published shares of the categories, and kappa.
        let shares = (0..<5).map { category in rounded(Double(counts.reduce(0) { $0 + $1[category] }) / 180) }
        #expect(shares == [0.144, 0.144, 0.167, 0.306, 0.239])
        let kappa = try #require(FleissKappa.kappa(counts))
        #expect(rounded(kappa) == 0.430)
        // Nominal alpha on the same ratings differs by its correction for few ratings alone: 1 − α = (1 − κ)(Nm − 1)/(Nm).
        let ratings: [[Double]] = counts.map { row in
            row.indices.flatMap { category in [Double](repeating: Double(category + 1), count: row[category]) }
        }
        let table = try Tables.table(ratings)
        // As an output of the analysis: each score a category, however often it was given.
        #expect(table.fleissKappa == kappa && Agreement(table, nil).fleissKappa == kappa)
        #expect(try Tables.table([[1, 2], [1, 1, 2]]).fleissKappa == nil, "panels of different sizes")
        let alpha = try #require(table.krippendorffAlpha(.nominal))
        #expect(rounded(alpha) == 0.433)
        #expect(abs((1 - alpha) - (1 - kappa) * 179 / 180) < 1e-12)
    }
}

@Suite("Views beside the plain one")
struct BesideTests {
    @Test("an outlying score is held back, and no longer drags its dossier along")
    func robust() throws {
        let table = try Tables.madeUp(items: 30, raters: 8, panel: 4, seed: 21, deviations: (8, 3, 2))
        var scores = table.entries.map { (item: table.items[$0.item], rater: table.raters[$0.rater], value: $0.value) }
        scores[10].value -= 40
        let plain = try #require(ScoreModel.fit(table))
        let dragged = try #require(ScoreModel.fit(try ScoreTable(scores: scores)))
        let view = try #require(RobustView(dragged))
        let item = table.entries[10].item
        let kept = abs(view.model.items[item].value - plain.items[item].value)
        #expect(kept < abs(dragged.items[item].value - plain.items[item].value) / 3)
        #expect(view.weights.indices.min { view.weights[$0] < view.weights[$1] } == 10)
        #expect(view.deviation < 0.6 * dragged.variance.residual.squareRoot())
        #expect(abs(dragged.residuals[10].standardised) > 3)
    }

    @Test("who is in whichever expert is left out is who the plain definition says")
    func leaveOneOut() throws {
        let table = try Tables.madeUp(items: 12, raters: 5, panel: 3, seed: 31)
        let found = LeaveOneOut(table, selecting: 4) { ScoreSummary.mean($0) }
        var without = [Int](repeating: 0, count: 12)
        for rater in table.raters.indices {
            let means = table.items.indices.map { item in
                ScoreSummary.mean(table.entries.filter { $0.item == item && $0.rater != rater }.map(\.value)) ?? -1
            }
            let cut = means.sorted(by: >)[3]
            for item in means.indices where means[item] >= cut { without[item] += 1 }
        }
        #expect(found.selectedWithout == without)
        #expect(found.selected.count { $0 } == 4)
        #expect(table.items.indices.allSatisfy { found.isAlwaysIn($0) == (found.selected[$0] && found.changers[$0].isEmpty) })
    }

    @Test("one more expert lowers every standard error, and by less than a dossier's whole uncertainty")
    func oneMore() throws {
        let model = try #require(ScoreModel.fit(try Tables.madeUp(items: 20, raters: 6, panel: 2, seed: 41)))
        for item in model.items.indices {
            let more = model.standardErrorWithOneMore(item: item)
            #expect(more > 0 && more < model.items[item].standardError)
        }
        #expect(Reliability(model.variance, reviewers: 3).absolute! > Reliability(model.variance, reviewers: 2).absolute!)
    }

    @Test("a trimmed mean leaves out one at each end from three scores on")
    func summaries() {
        #expect(ScoreSummary.trimmedMean([1, 5, 9]) == 5 && ScoreSummary.trimmedMean([1, 5]) == 3)
        #expect(ScoreSummary.trimmedMean([1, 5, 6, 90]) == 5.5 && ScoreSummary.trimmedMean([1, 2, 9], from: 5) == 4)
        #expect(ScoreSummary.median([3, 1, 2]) == 2 && ScoreSummary.median([4, 1, 2, 3]) == 2.5 && ScoreSummary.median([]) == nil)
    }
}
