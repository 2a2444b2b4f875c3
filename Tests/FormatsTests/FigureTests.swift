import Formats
import Programme
import Testing

@Suite("How estimates are written")
struct FigureTests {
    @Test("two places, signs, and what is not quite nothing or all")
    func figures() {
        #expect(Figure.two(83.334) == "83.33" && Figure.two(-0.005) == "-0.01" && Figure.two(nil) == "–" && Figure.two(.nan) == "–")
        #expect(Figure.signed(1.5) == "+1.50" && Figure.signed(-1.5) == "-1.50" && Figure.signed(0.001) == "0.00")
        #expect(Figure.percent(0) == "0%" && Figure.percent(0.004) == "<1%" && Figure.percent(0.005) == "1%")
        #expect(Figure.percent(0.996) == ">99%" && Figure.percent(1) == "100%" && Figure.percent(nil) == "–")
        #expect(Figure.places([3, 17]) == "3–17" && Figure.places([4, 4]) == "4" && Figure.places(nil) == "–")
    }
}
