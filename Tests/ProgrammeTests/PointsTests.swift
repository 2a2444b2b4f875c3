import Foundation
import Programme
import Testing

@Suite("Points")
struct PointsTests {
    @Test(
        "a decimal with at most two places is read exactly",
        arguments: [
            ("0", 0), ("85", 8500), ("85.5", 8550), ("85.05", 8505), ("85.50", 8550), ("-3.25", -325), ("-0", 0),
            ("007", 700), ("100.00", 10000), ("999999999.99", 99_999_999_999),
        ])
    func reads(text: String, hundredths: Int) {
        #expect(Points(text)?.hundredths == hundredths)
    }

    @Test(
        "anything else is refused whole",
        arguments: [
            "", " ", "-", ".", "-.", "89.5abc", "1,200", "８５", "85．5", "1e3", ".5", "5.", "-5.", "+5", "85.555",
            "85.5.5", "--5", "5-", " 85", "85 ", "85\n", "0x10", "∞", "nan", "八十五", "٨٥", "85\u{301}", "8\u{301}5",
            "85.\u{301}5", "85.5\u{301}", "\u{FEFF}85", "85%", "1000000000", "½", "85\0", "−5", "1_000",
        ])
    func refuses(text: String) {
        #expect(Points(text) == nil)
    }

    @Test("every score from -300.00 to 300.00 comes back from its own texts")
    func roundTrip() throws {
        for hundredths in -30_000...30_000 {
            let points = Points(hundredths: hundredths)
            #expect(Points(points.description) == points)
            #expect(Points(points.short) == points)
        }
    }

    @Test(
        "the long text has two places, the short one no more than it needs",
        arguments: [
            (8550, "85.50", "85.5"), (8500, "85.00", "85"), (8505, "85.05", "85.05"), (-5, "-0.05", "-0.05"),
            (0, "0.00", "0"), (10000, "100.00", "100"), (-1000, "-10.00", "-10"),
            (.min, "-92233720368547758.08", "-92233720368547758.08"), (.max, "92233720368547758.07", "92233720368547758.07"),
        ])
    func texts(hundredths: Int, long: String, short: String) {
        #expect(Points(hundredths: hundredths).description == long)
        #expect(Points(hundredths: hundredths).short == short)
    }

    @Test("in JSON a score is its whole number of hundredths, never a binary fraction")
    func json() throws {
        #expect(String(decoding: try JSONEncoder().encode([Points(hundredths: 8550)]), as: UTF8.self) == "[8550]")
        #expect(try JSONDecoder().decode([Points].self, from: Data("[8550]".utf8)) == [Points(hundredths: 8550)])
        #expect(throws: (any Error).self) { try JSONDecoder().decode([Points].self, from: Data("[85.5]".utf8)) }
        #expect(throws: (any Error).self) { try JSONDecoder().decode([Points].self, from: Data(#"["85"]"#.utf8)) }
    }
}
