import Matching
import Programme
import Testing

@Suite("The method of RFC 3797")
struct DrawOrderTests {
    private static let key = DrawKey(sources: [[9319], [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]])

    @Test("the key of the RFC's example, numbers sorted within a source and sources left in order")
    func key() {
        #expect(Self.key.text == "9319./2.5.8.10.12./9.18.26.34.41.45./")
        #expect(DrawKey(sources: [[10, 9, 100], [0], [9, 9]]).text == "9.10.100./0./9.9./")
        #expect(DrawKey(sources: []).text == "")
        #expect(DrawKey(sources: [[1, 2], [3]]) != DrawKey(sources: [[1], [2, 3]]))
        #expect(DrawKey(sources: [[12]]) != DrawKey(sources: [[1, 2]]))
    }

    /// RFC 3797, section 6: sixteen of twenty-five.
    @Test("the RFC's worked example comes out")
    func published() throws {
        let order = try DrawOrder(count: 25, key: Self.key, method: .md5)
        #expect(Array(order.numbers.prefix(16)) == [17, 7, 2, 16, 25, 23, 8, 24, 19, 13, 22, 5, 18, 9, 1, 4])
    }

    /// Computed with Python's hashlib.
    @Test("the rest of the example, and the same with SHA-256")
    func others() throws {
        #expect(
            try DrawOrder(count: 25, key: Self.key, method: .md5).numbers.suffix(9) == [12, 15, 20, 14, 11, 3, 6, 21, 10])
        #expect(
            try DrawOrder(count: 25, key: Self.key, method: .sha256).numbers == [
                20, 23, 1, 14, 17, 9, 11, 15, 7, 13, 21, 10, 22, 12, 6, 16, 4, 5, 2, 24, 8, 25, 3, 18, 19,
            ])
    }

    @Test("a seed is one source more: its bytes as one decimal number")
    func seed() throws {
        let key = DrawKey(seed: (0..<32).map(UInt8.init), sources: [[11, 3], [2048]])
        #expect(key.text == "1780731860627700044960722568376592200742329637303199754547598369979440671./3.11./2048./")
        #expect(try DrawOrder(count: 12, key: key, method: .sha256).numbers == [5, 2, 7, 4, 3, 12, 6, 8, 9, 11, 1, 10])
        #expect(DrawKey(seed: [0, 0], sources: []).text == "0./")
        #expect(DrawKey(seed: [1, 0], sources: []).text == "256./")
    }

    @Test("everybody is drawn exactly once, in a pool of any size", arguments: DrawMethod.allCases)
    func everybody(method: DrawMethod) throws {
        for count in [0, 1, 2, 3, 255, 256, 257, 1000] {
            #expect(try DrawOrder(count: count, key: Self.key, method: method).numbers.sorted() == Array((0...count).dropFirst()))
        }
    }
}
