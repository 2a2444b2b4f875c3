import Programme
import Scoring
import Testing

@Suite("Official scores, as a panel sport publishes them")
struct PublishedScoresTests {
    /// Program components of figure skating from the protocols of the International Skating Union, 2016 to 2017, without events or
    /// names: nine judges' marks and the published score of the panel, which leaves out one highest and one lowest and is rounded
    /// to two decimals (ISU Special Regulations, rule 353). From github.com/BuzzFeedNews/figure-skating-scores, the first rows by
    /// their identifiers.
    private static let components: [(published: String, marks: [Double])] = [
        ("9.07", [9.0, 9.0, 8.75, 9.25, 9.0, 9.5, 9.25, 9.0, 9.0]), ("6.64", [6.5, 6.75, 7.0, 6.5, 6.0, 6.5, 6.5, 6.75, 7.0]),
        ("7.68", [7.5, 7.0, 8.25, 7.75, 7.5, 7.25, 8.0, 8.0, 7.75]), ("4.71", [4.0, 5.0, 4.25, 5.0, 4.75, 4.75, 4.5, 4.75, 5.75]),
        ("6.82", [6.5, 7.25, 7.5, 7.25, 6.0, 5.75, 7.0, 6.75, 7.0]), ("7.54", [7.5, 7.5, 7.75, 7.75, 7.5, 6.75, 8.0, 7.25, 7.5]),
        ("7.71", [8.25, 7.75, 7.5, 7.5, 7.75, 7.5, 7.75, 8.25, 7.5]), ("7.29", [7.25, 7.5, 7.0, 6.5, 7.0, 7.25, 7.75, 7.25, 8.0]),
        ("6.39", [6.5, 6.5, 6.5, 6.5, 6.0, 6.5, 6.5, 5.75, 6.25]), ("9.50", [10.0, 9.25, 9.5, 9.5, 9.75, 9.5, 9.5, 9.5, 9.25]),
        ("7.29", [7.75, 7.25, 7.0, 7.75, 6.75, 8.0, 6.75, 7.25, 7.25]), ("7.89", [8.0, 7.5, 8.25, 8.0, 7.5, 7.75, 8.25, 7.75, 8.0]),
        ("4.50", [4.5, 5.25, 5.25, 3.25, 4.25, 4.5, 4.0, 5.25, 3.75]), ("8.29", [8.25, 8.5, 8.25, 8.25, 8.5, 8.25, 8.25, 8.25, 8.25]),
        ("7.50", [7.75, 7.25, 6.5, 8.0, 7.25, 7.5, 7.25, 7.5, 8.0]), ("7.11", [7.0, 7.25, 7.25, 7.25, 7.25, 5.75, 7.0, 7.5, 6.75]),
        ("8.14", [7.75, 8.5, 8.5, 8.0, 9.0, 7.25, 8.0, 8.75, 7.5]), ("8.57", [8.75, 9.0, 8.5, 8.5, 8.5, 8.25, 8.5, 9.0, 8.25]),
        ("7.86", [8.0, 7.5, 7.25, 8.25, 8.0, 8.25, 7.25, 8.5, 7.75]), ("6.86", [6.75, 7.0, 7.0, 7.75, 6.75, 6.5, 7.25, 6.5, 6.75]),
        ("9.21", [9.25, 9.25, 8.75, 9.5, 9.5, 8.75, 9.0, 9.25, 9.5]), ("9.11", [9.0, 9.25, 9.0, 9.5, 8.75, 9.5, 9.25, 9.0, 8.75]),
        ("5.68", [5.75, 5.25, 4.75, 5.75, 5.75, 5.75, 5.75, 6.0, 5.75]), ("10.00", [9.75, 10, 10, 10, 10, 10, 10, 10, 10]),
    ]

    @Test("trimmed means of nine judges, exactly", arguments: components)
    func trimmed(published: String, marks: [Double]) {
        let hundredths = marks.map { Int(($0 * 100).rounded()) }
        let outcome = Panels.call(.trimmed).results(of: [Panels.panel("D", hundredths)]).first
        #expect(outcome?.score?.description == published)
    }
}
