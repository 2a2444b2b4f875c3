import Foundation
import Programme
import Scoring
import Testing

@Suite("The model of scores")
struct ScoreModelTests {
    private func close(_ value: Double, _ expected: Double, _ tolerance: Double = 1e-5) -> Bool {
        abs(value - expected) <= tolerance
    }

    @Test("lme4's Penicillin by REML, predictions of effects included")
    func penicillin() throws {
        let model = try #require(ScoreModel.fit(try Tables.table(Penicillin.diameters)))
        // lmer(diameter ~ 1 + (1 | plate) + (1 | sample), Penicillin), as printed by lme4 and in Bates, “lme4: Mixed-effects
        // modeling with R”, 2010, section 2.1, with more digits from the tests of Metida.jl.
        #expect(close(model.criterion, 330.8606, 1e-4))
        #expect(close(model.mean.value, 22.97222) && close(model.mean.standardError, 0.80857))
        #expect(close(model.variance.item, 0.71691) && close(model.variance.residual, 0.30242))
        #expect(close(model.variance.rater, 3.73092))
        let samples = [2.18706, -1.01048, 1.93790, -0.09689, -0.01384, -3.00374]
        for (rater, expected) in zip(model.raters, samples) { #expect(close(rater.value, expected)) }
        let plates = [0.80455, 0.80455, 0.18167, 0.33739]
        for (item, expected) in zip(model.items, plates) { #expect(close(item.value - model.mean.value, expected)) }
    }

    @Test("a complete table has the estimates of the analysis of variance, to ten digits")
    func balanced() throws {
        let model = try #require(ScoreModel.fit(try Tables.table(Penicillin.diameters)))
        // Expected mean squares of the crossed design without replication (Searle, Casella, McCulloch, “Variance Components”,
        // 1992, chapter 4): REML gives the same where all are positive.
        let rows = Penicillin.diameters
        let grand = rows.joined().reduce(0, +) / 144
        let plates = rows.map { $0.reduce(0, +) / 6 }
        let samples = (0..<6).map { column in rows.reduce(0) { $0 + $1[column] } / 24 }
        func squares(_ values: [Double]) -> Double { values.reduce(0) { $0 + ($1 - grand) * ($1 - grand) } }
        let (plate, sample) = (6 * squares(plates), 24 * squares(samples))
        let residual = (squares(Array(rows.joined())) - plate - sample) / 115
        #expect(close(model.variance.residual, residual, 1e-10))
        #expect(close(model.variance.item, (plate / 23 - residual) / 6, 1e-8))
        #expect(close(model.variance.rater, (sample / 5 - residual) / 24, 1e-8))
        let criterion =
            143 * (1 + log(2 * Double.pi)) + 23 * log(plate / 23) + 5 * log(sample / 5) + 115 * log(residual) + log(144)
        #expect(close(model.criterion, criterion, 1e-8))
    }

    @Test("criterion, effects and all standard errors agree with plain matrices, whichever side is larger", arguments: [7, 23])
    func plainMatrices(raters: Int) throws {
        for seed in 1...4 {
            let table = try Tables.madeUp(items: 14, raters: raters, panel: 3, seed: UInt64(seed))
            let model = try #require(ScoreModel.fit(table))
            let plain = try #require(PlainModel(table, model.variance))
            #expect(close(model.criterion, plain.criterion, 1e-7))
            #expect(close(model.mean.value, plain.mean, 1e-8) && close(model.mean.standardError, plain.meanError, 1e-8))
            for index in table.items.indices {
                #expect(close(model.items[index].value, plain.items[index].value, 1e-8))
                #expect(close(model.items[index].standardError, plain.items[index].error, 1e-8))
            }
            for index in table.raters.indices {
                #expect(close(model.raters[index].value, plain.raters[index].value, 1e-8))
                #expect(close(model.raters[index].standardError, plain.raters[index].error, 1e-8))
            }
            // No variances near these make the scores likelier.
            for factor in [0.9, 1.1] {
                let (item, rater, residual) = (model.variance.item, model.variance.rater, model.variance.residual)
                for other in [
                    ScoreModel.Variance(item: item * factor, rater: rater, residual: residual),
                    .init(item: item, rater: rater * factor, residual: residual),
                    .init(item: item, rater: rater, residual: residual * factor),
                ] where other != model.variance {
                    #expect(try #require(PlainModel(table, other)).criterion > model.criterion)
                }
            }
        }
    }

    @Test("what the others let expect of a score is what the model says without that score")
    func expectations() throws {
        let table = try Tables.madeUp(items: 9, raters: 5, panel: 3, seed: 5)
        let model = try #require(ScoreModel.fit(table))
        for (index, entry) in table.entries.enumerated() {
            var rest = table.entries
            rest.remove(at: index)
            let others = try ScoreTable(scores: rest.map { (table.items[$0.item], table.raters[$0.rater], $0.value) })
            let plain = try #require(PlainModel(others, model.variance))
            let item = try #require(others.items.firstIndex(of: table.items[entry.item]))
            let rater = try #require(others.raters.firstIndex(of: table.raters[entry.rater]))
            let residual = model.residuals[index]
            #expect(close(residual.expected, plain.items[item].value + plain.raters[rater].value, 1e-7))
            #expect(close(residual.standardised, (entry.value - residual.expected) / residual.standardError, 1e-9))
        }
    }

    @Test("a variance of zero is a result")
    func zero() throws {
        // Every expert has the same mean, and differs from the others no more than chance would have it.
        let rows: [[Double?]] = [[60, 62, 61], [71, 69, 70], [80, 81, 79], [52, 51, 53]]
        let model = try #require(ScoreModel.fit(try Tables.table(rows)))
        #expect(model.variance.rater == 0 && model.variance.item > 100)
        #expect(model.raters.allSatisfy { $0.value == 0 && $0.standardError == 0 })
        // The one-way analysis of variance: (mean square between − within)/3.
        #expect(close(model.variance.residual, 1, 1e-6))
        let alike = try #require(ScoreModel.fit(try Tables.table([[60, 70, 80], [61, 69, 81], [59, 71, 79]])))
        #expect(alike.variance.item == 0 && alike.variance.rater > 50)
        #expect(alike.items.allSatisfy { $0.value == alike.mean.value })
    }

    @Test("where nothing can be told apart there is no model")
    func undefined() throws {
        #expect(ScoreModel.fit(try ScoreTable(scores: [])) == nil)
        #expect(ScoreModel.fit(try Tables.table([[70]])) == nil)
        #expect(ScoreModel.fit(try Tables.table([[70], [80], [90]])) == nil)
        #expect(ScoreModel.fit(try Tables.table([[70, 80, 90]])) == nil)
        #expect(ScoreModel.fit(try Tables.table([[70, 70], [70, 70]])) == nil)
        #expect(ScoreModel.fit(try Tables.table([[70, nil], [nil, 80]])) == nil)
    }

    @Test("the order of scores makes no difference, to the last bit")
    func order() throws {
        let table = try Tables.madeUp(items: 20, raters: 8, panel: 3, seed: 11)
        let model = try #require(ScoreModel.fit(table))
        var random = Seeded(12)
        let scores = table.entries.map { (item: table.items[$0.item], rater: table.raters[$0.rater], value: $0.value) }
        let other = try #require(ScoreModel.fit(try ScoreTable(scores: scores.shuffled(using: &random))))
        #expect(model.items == other.items && model.raters == other.raters && model.criterion == other.criterion)
        #expect(RankForecast(model, selecting: 5, draws: 80) == RankForecast(other, selecting: 5, draws: 80))
    }

    @Test("groups that no review connects are found")
    func components() throws {
        let rows: [[Double?]] = [
            [70, 71, nil, nil, nil], [nil, nil, 60, 62, nil], [72, nil, nil, nil, nil], [nil, nil, nil, 66, nil],
            [nil, nil, nil, nil, 80],
        ]
        let components = ScoreComponents(try Tables.table(rows))
        #expect(components.count == 3)
        #expect(components.items == [0, 1, 0, 1, 2])
        #expect(components.raters == [0, 0, 1, 1, 2])
    }

    @Test("a pair with two scores and a score that is no number are refused")
    func refused() {
        #expect(throws: Failure.self) { try ScoreTable(scores: [("D", "E", 1), ("D", "F", 2), ("D", "E", 1)]) }
        #expect(throws: Failure.self) { try ScoreTable(scores: [("D", "E", .nan)]) }
    }
}

@Suite("The forecast of ranks")
struct RankForecastTests {
    @Test("the chance that one dossier is above another is that of the difference, errors in common left out")
    func difference() throws {
        let models = try (1...20).compactMap { try ScoreModel.fit(Tables.madeUp(items: 6, raters: 4, panel: 3, seed: $0)) }
        let model = try #require(models.first { $0.variance.item > 0 && $0.variance.rater > 0 })
        let table = model.table
        let plain = try #require(PlainModel(table, model.variance))
        let forecast = RankForecast(model, selecting: 3, draws: 20_000, seed: 7)
        // The expected rank is 1 + Σ P(another one is above).
        for item in table.items.indices {
            var expected = 1.0
            for other in table.items.indices where other != item {
                let difference = model.items[other].value - model.items[item].value
                expected += 0.5 * erfc(-difference / plain.deviationOfDifference(item, other) / 2.0.squareRoot())
            }
            #expect(abs(forecast.places[item].expectedRank - expected) < 0.02)
        }
        #expect(abs(forecast.places.reduce(0) { $0 + $1.expectedRank } - 21) < 1e-9)
        #expect(abs(forecast.places.reduce(0) { $0 + ($1.probabilitySelected ?? 0) } - 3) < 1e-9)
    }

    @Test("nine tenths of the draws lie in the interval, and it narrows as panels grow")
    func interval() throws {
        var widths: [Int] = []
        for panel in [2, 8] {
            let model = try #require(ScoreModel.fit(try Tables.madeUp(items: 40, raters: 10, panel: panel, seed: 4)))
            let forecast = RankForecast(model, draws: 400, seed: 1)
            #expect(forecast.places.allSatisfy { $0.interval.contains(Int($0.expectedRank.rounded())) && $0.probabilitySelected == nil })
            widths.append(forecast.places.reduce(0) { $0 + $1.interval.count })
        }
        #expect(widths[1] < widths[0])
    }

    @Test("dossiers that cannot be told apart have all places alike")
    func alike() throws {
        let model = try #require(ScoreModel.fit(try Tables.table([[60, 70, 80], [61, 69, 81], [59, 71, 79]])))
        let forecast = RankForecast(model, selecting: 1, draws: 8)
        #expect(model.variance.item == 0)
        #expect(forecast.places.map(\.expectedRank).reduce(0, +) == 6)
    }
}
