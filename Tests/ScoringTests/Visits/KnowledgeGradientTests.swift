import Foundation
import Programme
import Scoring
import Testing

@Suite("What a visit is worth")
struct KnowledgeGradientTests {
    /// The same by its meaning: over the deserved score and what the visit says, the gain of deciding by the mean afterwards.
    private func integrated(_ visit: KnowledgeGradient) -> Double {
        let (s, n) = (visit.standardError, visit.noise)
        let steps = 400
        var sum = 0.0
        for i in 0..<steps {
            let x = -8 + 16 * (Double(i) + 0.5) / Double(steps)
            let score = visit.mean + s * x
            for j in 0..<steps {
                let y = -8 + 16 * (Double(j) + 0.5) / Double(steps)
                let told = score + n * y
                let after = (visit.mean * n * n + told * s * s) / (s * s + n * n)
                let gained = (after >= visit.threshold ? score - visit.threshold : 0) - (visit.isIn ? score - visit.threshold : 0)
                sum += gained * exp(-(x * x + y * y) / 2) / (2 * Double.pi)
            }
        }
        return sum * pow(16 / Double(steps), 2)
    }

    @Test(
        "is what deciding afterwards gains, integrated over score and visit",
        arguments: [
            (70.0, 3.0, 2.0, 70.0, true), (72, 3, 2, 70, true), (68, 4, 1, 70, false), (71, 3, 5, 70, false), (66, 2.5, 3, 70, true),
            (80, 3, 3, 70, true), (69.5, 1, 4, 70, false),
        ])
    func integral(mean: Double, error: Double, noise: Double, threshold: Double, isIn: Bool) {
        let visit = KnowledgeGradient(mean: mean, standardError: error, noise: noise, threshold: threshold, isIn: isIn)
        #expect(abs(visit.gain - integrated(visit)) < 2e-3, "\(visit.gain)")
    }

    @Test("at the threshold it is the movement over the root of two pi, far from it nothing")
    func limits() {
        var visit = KnowledgeGradient(mean: 70, standardError: 4, noise: 3, threshold: 70, isIn: true)
        #expect(abs(visit.movement - 3.2) < 1e-12)
        #expect(abs(visit.gain - 3.2 / (2 * Double.pi).squareRoot()) < 1e-12)
        visit.mean = 100
        #expect(visit.units == 0)
        visit.standardError = 0
        #expect(visit.gain == 0)
        visit.mean = 65
        #expect(visit.gain == 5, "what is known to be wrong is worth correcting")
    }

    @Test("a panel that is split over a dossier far above the pass mark is not worth a visit, an agreed one at the mark is")
    func disagreementAlone() {
        let value = Call.VisitValue(noise: Points(2), perRequest: Points(0), perFlag: Points(0), least: Points(0))
        let split = ScoreBelief(mean: 88.0, standardError: 5, source: .panel)
        let close = ScoreBelief(mean: 70.2, standardError: 1.5, source: .panel)
        #expect(value.gain(split, threshold: Points(70), isIn: true) < value.gain(close, threshold: Points(70), isIn: true))
        #expect(value.gain(ScoreBelief(mean: 700_000, standardError: nil, source: .panel), threshold: Points(70), isIn: true) == 0)
    }
}
