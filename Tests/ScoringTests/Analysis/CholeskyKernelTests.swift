import CholeskyKernels
import Testing

@Suite("The innermost loop of the factor")
struct CholeskyKernelTests {
    @Test(
        "gives the digits of plain loops, whatever registers the processor has",
        arguments: [(width: 64, first: 64), (width: 40, first: 192), (width: 4, first: 8), (width: 12, first: 4)])
    func digits(width: Int, first: Int) {
        var random = Seeded(2_023)
        let stride = first + width + 8
        let target = (0..<8 * stride).map { _ in Double.random(in: -1...1, using: &random) }
        let strips = (0..<first * width).map { _ in Double.random(in: -1...1, using: &random) }
        let (begin, end, row) = (first / 4, first, 4)
        var expected = target
        for index in row..<row + 4 {
            for column in 0..<width {
                var sum = 0.0
                for place in begin..<end {
                    sum += strips[column / 4 * 4 * first + 4 * place + column % 4] * target[index * stride + place]
                }
                expected[index * stride + first + column] -= sum
            }
        }
        var found = target
        linxuan_subtract(&found, stride, row, first, width, strips, begin, end)
        #expect(found == expected)
    }
}
