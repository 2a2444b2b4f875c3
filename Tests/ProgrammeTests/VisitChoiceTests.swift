import Programme
import Testing

@Suite("Choice of site visits")
struct VisitChoiceTests {
    private func reasons(
        _ outcome: Outcome, requests: [String] = [], flags: [Flag] = [],
        visits: Programme.Category.Visits = .whereNeeded
    ) -> [Visit.Reason]? {
        MadeUp.call(categories: [MadeUp.category("school", visits: visits)])
            .visit(to: outcome, requests: requests, flags: flags)?.reasons
    }

    @Test("where the category says so, all that pass are visited and nothing else is")
    func allThatPass() {
        #expect(reasons(MadeUp.outcome("D-1"), visits: .allThatPass) == [.passed])
        let failed = MadeUp.outcome("D-1", standing: .failed, score: Points(59), totals: [40, 59, 90])
        #expect(reasons(failed, requests: ["a", "b", "c"], visits: .allThatPass) == nil)
    }

    @Test("where the category has no visits, none is made whatever was asked for")
    func none() {
        #expect(reasons(MadeUp.outcome("D-1"), requests: ["a", "b", "c"], visits: .none) == nil)
    }

    @Test("a good and undisputed dossier is not visited")
    func undisputed() {
        #expect(reasons(MadeUp.outcome("D-1")) == nil)
    }

    @Test("two experts who ask are enough, one is not, and their questions go along")
    func requested() {
        #expect(reasons(MadeUp.outcome("D-1"), requests: ["问"]) == nil)
        let visit = MadeUp.call().visit(to: MadeUp.outcome("D-1"), requests: ["问一", "问二"], flags: [])
        #expect(visit?.reasons == [.requested(2)])
        #expect(visit?.questions == ["问一", "问二"])
    }

    @Test("totals further apart than the call's spread call for a visit, exactly as far apart do not")
    func spread() {
        #expect(reasons(MadeUp.outcome("D-1", totals: [65, 80, 90])) == nil)
        #expect(reasons(MadeUp.outcome("D-1", totals: [64, 80, 90])) == [.spread(Points(26))])
    }

    @Test(
        "a score as near to the pass mark as the call says calls for a visit, on both sides",
        arguments: [("62.00", true), ("62.01", false), ("58.00", true), ("57.99", false), ("60.00", true)])
    func nearPassMark(score: String, visited: Bool) throws {
        let points = try #require(Points(score))
        let outcome = MadeUp.outcome("D-1", standing: points < Points(60) ? .failed : .passed, score: points)
        #expect((reasons(outcome) != nil) == visited)
    }

    @Test(
        "far below the pass mark nothing calls for a visit",
        arguments: [("50.00", true), ("49.99", false)])
    func notBelow(score: String, visited: Bool) throws {
        let points = try #require(Points(score))
        let outcome = MadeUp.outcome("D-1", standing: .failed, score: points)
        #expect((reasons(outcome, requests: ["a", "b"]) != nil) == visited)
    }

    @Test("a flag at filing calls for a visit, an excluded or unscored dossier gets none")
    func flags() {
        let flag = Flag(dossier: "D-1", check: "share", found: "29")
        #expect(reasons(MadeUp.outcome("D-1"), flags: [flag]) == [.flag(Text(verbatim: "share"))])
        let excluded = MadeUp.outcome("D-1", standing: .excluded, rank: nil)
        #expect(reasons(excluded, requests: ["a", "b"], flags: [flag]) == nil)
        let incomplete = MadeUp.outcome("D-1", standing: .incomplete, score: nil, rank: nil, totals: [])
        #expect(reasons(incomplete, requests: ["a", "b"], flags: [flag]) == nil)
    }

    @Test("every reason that holds is named")
    func allReasons() {
        let outcome = MadeUp.outcome("D-1", score: Points(61), totals: [40, 61, 90])
        let found = reasons(
            outcome, requests: ["a", "b", "c"], flags: [Flag(dossier: "D-1", check: "share", found: "29")])
        #expect(found == [.requested(3), .spread(Points(50)), .nearPassMark(Points(1)), .flag(Text(verbatim: "share"))])
    }

    @Test("a visit's reason speaks of cities only where the programme has them")
    func reasonOfAnyProgramme() {
        #expect(!Visit.Reason.passed.text.zh.contains("城市"))
    }
}

@Suite("The shortlist that results make")
struct ProposalTests {
    private func proposed(_ outcomes: [Outcome], places: Int?) -> [String] {
        MadeUp.call(categories: [MadeUp.category("school", places: places), MadeUp.category("library")])
            .placements(by: outcomes).filter(\.proposed).map(\.dossier)
    }

    private func ranked(_ ranks: [Int]) -> [Outcome] {
        ranks.enumerated().map { MadeUp.outcome("D-\($0 + 1)", score: Points(90 - $1), rank: $1) }
    }

    @Test("without places, all that passed are proposed and nobody else")
    func noLimit() {
        let others: [Outcome] = [
            MadeUp.outcome("D-8", standing: .failed, score: Points(59), rank: 4),
            MadeUp.outcome("D-9", standing: .excluded, rank: nil),
            MadeUp.outcome("D-10", standing: .incomplete, score: nil, rank: nil),
        ]
        #expect(proposed(ranked([1, 2, 3]) + others, places: nil) == ["D-1", "D-2", "D-3"])
    }

    @Test("with places, the best are proposed and nobody beyond them")
    func places() {
        #expect(proposed(ranked([1, 2, 3, 4]), places: 2) == ["D-1", "D-2"])
    }

    @Test("who tie across the last place are left to people, who tie before it are not")
    func tieAtTheEnd() {
        #expect(proposed(ranked([1, 2, 2, 4]), places: 2) == ["D-1"])
        #expect(proposed(ranked([1, 2, 2, 4]), places: 3) == ["D-1", "D-2", "D-3"])
        #expect(proposed(ranked([1, 1, 1]), places: 2).isEmpty)
    }

    @Test("places count within the category")
    func byCategory() {
        let library = MadeUp.outcome("L-1", category: "library", rank: 1)
        #expect(proposed(ranked([1, 2]) + [library], places: 1) == ["D-1", "L-1"])
    }

    @Test("a placement by result is listed where it is proposed, and says why it is not")
    func listed() {
        let placements = MadeUp.call().placements(by: [
            MadeUp.outcome("D-1"), MadeUp.outcome("D-2", standing: .failed, score: Points(10), rank: 2),
        ])
        #expect(placements.map(\.listed) == [true, false])
        #expect(placements[1].ground == Outcome.Standing.failed.name)
        #expect(placements.allSatisfy { $0.movedBy == nil && $0.reason == nil })
    }
}
