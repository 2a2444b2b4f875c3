import Programme
import Testing

@Suite("Exact fractions")
struct FractionTests {
    @Test("a fraction is in lowest terms with a positive denominator")
    func lowestTerms() {
        let half = Fraction(-50, over: -100)
        #expect((half.numerator, half.denominator) == (1, 2))
        let third = Fraction(2, over: -6)
        #expect((third.numerator, third.denominator) == (-1, 3))
        #expect(Fraction(0, over: -7) == Fraction(0))
    }

    @Test("three thirds are one, ten tenths are one")
    func exact() {
        let third = Fraction(1, over: 3)
        #expect(third + third + third == Fraction(1))
        #expect((0..<10).reduce(Fraction(0)) { sum, _ in sum + Fraction(1, over: 10) } == Fraction(1))
        #expect(Fraction(1, over: 3) - Fraction(1, over: 3) == Fraction(0))
    }

    @Test("sum, difference, quotient and order agree with cross-multiplication in 128 bits")
    func arithmetic() {
        var random = Seeded(20_230_531)
        for _ in 0..<20_000 {
            let (a, b) = (
                Int.random(in: -1_000_000...1_000_000, using: &random), Int.random(in: 1...10_000, using: &random)
            )
            let (c, d) = (
                Int.random(in: -1_000_000...1_000_000, using: &random), Int.random(in: 1...10_000, using: &random)
            )
            let divisor = Int.random(in: 1...99, using: &random)
            let (x, y) = (Fraction(a, over: b), Fraction(c, over: d))
            #expect(equals(x + y, Int128(a) * Int128(d) + Int128(c) * Int128(b), Int128(b) * Int128(d)))
            #expect(equals(x - y, Int128(a) * Int128(d) - Int128(c) * Int128(b), Int128(b) * Int128(d)))
            #expect(equals(x / divisor, Int128(a), Int128(b) * Int128(divisor)))
            #expect((x < y) == (Int128(a) * Int128(d) < Int128(c) * Int128(b)))
            #expect((x == y) == (Int128(a) * Int128(d) == Int128(c) * Int128(b)))
        }
    }

    private func equals(_ fraction: Fraction, _ numerator: Int128, _ denominator: Int128) -> Bool {
        Int128(fraction.numerator) * denominator == numerator * Int128(fraction.denominator)
    }

    @Test(
        "a half goes up: 四舍五入",
        arguments: [
            (Fraction(70_005, over: 10), 2, "70.01"), (Fraction(70_004, over: 10), 2, "70.00"),
            (Fraction(8_545), 1, "85.50"), (Fraction(8_544), 1, "85.40"), (Fraction(8_550), 0, "86.00"),
            (Fraction(8_549), 0, "85.00"), (Fraction(-50), 0, "0.00"), (Fraction(-51), 0, "-1.00"),
            (Fraction(-150), 0, "-1.00"), (Fraction(20_000, over: 3), 2, "66.67"),
            (Fraction(10_000, over: 3), 2, "33.33"),
        ])
    func halfUp(value: Fraction, digits: Int, expected: String) {
        #expect(value.rounded(Call.Rounding(digits: digits, rule: .halfUp)).description == expected)
    }

    /// The examples of GB/T 8170-2008 3.2: 1.050 → 1.0, 0.35 → 0.4, 2500 → 2000, 3500 → 4000, -355 → -360,
    /// -325 → -320, scaled to points where needed.
    @Test(
        "a half goes to the even digit: GB/T 8170-2008",
        arguments: [
            (Fraction(105), 1, "1.00"), (Fraction(35), 1, "0.40"), (Fraction(250), 0, "2.00"),
            (Fraction(350), 0, "4.00"),
            (Fraction(-3_55), 1, "-3.60"), (Fraction(-3_25), 1, "-3.20"), (Fraction(-50), 0, "0.00"),
            (Fraction(-150), 0, "-2.00"), (Fraction(50), 0, "0.00"), (Fraction(51), 0, "1.00"),
            (Fraction(1, over: 2), 2, "0.00"),
            (Fraction(3, over: 2), 2, "0.02"),
        ])
    func halfEven(value: Fraction, digits: Int, expected: String) {
        #expect(value.rounded(Call.Rounding(digits: digits, rule: .halfEven)).description == expected)
    }

    @Test("rounding agrees with a search for the nearest multiple, for both rules, all digits and negative values")
    func rounding() {
        var random = Seeded(8170)
        for _ in 0..<20_000 {
            let numerator = Int.random(in: -60_000...60_000, using: &random)
            let denominator = [1, 2, 3, 4, 5, 7, 10, 20, 100].randomElement(using: &random) ?? 1
            for digits in 0...2 {
                let unit = [100, 10, 1][digits]
                for rule in Call.RoundingRule.allCases {
                    let rounded = Fraction(numerator, over: denominator).rounded(.init(digits: digits, rule: rule))
                    #expect(rounded.hundredths == nearest(numerator, denominator, unit: unit, rule: rule))
                }
            }
        }
    }

    /// The multiple of `unit` nearest to the fraction, found by trying those around it.
    private func nearest(_ numerator: Int, _ denominator: Int, unit: Int, rule: Call.RoundingRule) -> Int {
        let around = numerator / denominator / unit
        let candidates = (around - 2...around + 2).map { $0 * unit }
        func distance(_ candidate: Int) -> Int { abs(candidate * denominator - numerator) }
        let least = candidates.map(distance).min() ?? 0
        let best = candidates.filter { distance($0) == least }
        switch rule {
        case .halfUp: return best.max() ?? 0
        case .halfEven: return best.count == 1 ? best[0] : best.first { $0 / unit % 2 == 0 } ?? 0
        }
    }
}
