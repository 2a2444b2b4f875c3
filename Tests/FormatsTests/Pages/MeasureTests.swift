import Programme
import Testing

@testable import Formats

@Suite("Scales, bins and numbers of the page")
struct MeasureTests {
    @Test("a score on the pass mark falls into the bin above it, one just below does not")
    func bins() {
        var category = RoundPageExamples.category(
            ["73", "72.99", "71", "70.99"].enumerated().map { RoundPageExamples.row($0 + 1, score: $1) })
        category.passMark = Points(71)
        let bins = category.bins.map { [$0.from.short, $0.to.short, String($0.count)] }
        #expect(bins == [["69", "71", "1"], ["71", "73", "2"], ["73", "75", "1"]])
    }

    @Test("a scale reaches from ten to ten and is never empty")
    func scale() {
        let scale = Scale(covering: [Points(80), Points(80)])
        #expect(scale.low == 8000 && scale.high == 9000)
        #expect(Scale(covering: [Points(hundredths: -1), Points(hundredths: 9001)]).tens.count == 12)
        #expect(Scale(covering: []).part(Points(50)) == 0.5)
    }

    @Test("an axis has at most five steps", arguments: [0, 1, 5, 6, 11, 36, 62, 335, 10_000])
    func step(largest: Int) {
        let step = Measure.step(upTo: largest)
        #expect(step >= 1 && largest <= 5 * step)
    }

    @Test("numbers are written as readers expect")
    func numbers() {
        #expect(Measure.quantity(12431.875) == "12\u{202F}431.88")
        #expect(Measure.quantity(2750) == "2750" && Measure.quantity(1_234_567) == "1\u{202F}234\u{202F}567")
        #expect(Measure.decimal(12.5) == "12.5" && Measure.decimal(.nan) == "0")
        #expect([1, 10, 11, 20, 35].map(Numeral.chinese) == ["一", "十", "十一", "二十", "三十五"])
    }
}
