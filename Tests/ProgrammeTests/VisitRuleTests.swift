import Programme
import Testing

@Suite("Trips, cuts and what findings lead to")
struct VisitRuleTests {
    private func call(places: Int? = nil, findings: Call.FindingRule? = nil) -> Call {
        var category = MadeUp.category("school", visits: .whereNeeded)
        category.places = places
        var call = MadeUp.call(categories: [category])
        call.visits.findings = findings
        return call
    }

    private func finding(_ dossier: String, _ overall: VisitFinding.Verdict, gate: Bool? = nil) -> VisitFinding {
        VisitFinding(
            dossier: dossier, turn: 1, lead: "E-1", answers: [], gates: gate.map { [.init(gate: "legal", met: $0, text: "示例")] } ?? [],
            overall: overall, text: "示例", files: [], at: Instant(seconds: 0))
    }

    private let rule = Call.FindingRule(gateNotMet: .exclude, partly: .deduct(Points(5)), notConfirmed: .decide)

    @Test("a province's visits share trips, as few and as even as can be, whatever order they come in")
    func trips() {
        let dossiers = (1...7).map { MadeUp.dossier("D-\($0)", authority: "10") } + [MadeUp.dossier("D-8", authority: "20")]
        let rule = Call.TripRule(visits: 5, travelDays: 3, visitDays: 1, daysOf: [.init(category: "school", days: 2)])
        let trips = call().trips(to: dossiers, by: rule)
        #expect(trips.map(\.dossiers.count) == [4, 3, 1] && trips.map(\.days) == [11, 9, 5])
        #expect(trips[2].spans == [2..<4], "two days of travelling before, one after")
        #expect(call().trips(to: dossiers.reversed(), by: rule) == trips)
    }

    @Test("without places the pass mark decides, with places the first on the other side of the cut, never below the pass mark")
    func thresholds() {
        let scores: [(score: Int, rank: Int)] = [(90, 1), (80, 2), (75, 3), (60, 4)]
        let outcomes = scores.map {
            MadeUp.outcome("D-\($0.rank)", standing: $0.score < 70 ? .failed : .passed, score: Points($0.score), rank: $0.rank)
        }
        func told(_ index: Int, places: Int?) -> [Int] {
            let (threshold, isIn) = call(places: places).threshold(of: outcomes[index], among: outcomes)
            return [threshold.hundredths / 100, isIn ? 1 : 0]
        }
        let passMark = call().categories[0].passMark.hundredths / 100
        #expect(told(0, places: nil) == [passMark, 1] && told(3, places: nil) == [passMark, 0])
        #expect(told(1, places: 2) == [75, 1] && told(2, places: 2) == [80, 0])
        #expect(told(0, places: 3) == [max(passMark, 60), 1])
    }

    @Test("findings keep out, are left to chairs or cost points, and who is kept out holds no place")
    func findings() {
        let scores: [(score: Int, rank: Int)] = [(90, 1), (85, 2), (82, 3), (81, 4)]
        let outcomes = scores.map { MadeUp.outcome("D-\($0.rank)", score: Points($0.score), rank: $0.rank) }
        func listed(_ findings: [VisitFinding], unfound: Set<String> = []) -> [String] {
            call(places: 2, findings: rule).placements(by: outcomes, findings: findings, unfound: unfound).filter(\.proposed).map(\.dossier)
        }
        #expect(listed([]) == ["D-1", "D-2"])
        #expect(listed([finding("D-1", .confirmed)]) == ["D-1", "D-2"])
        #expect(listed([finding("D-1", .notConfirmed)]) == ["D-2", "D-3"])
        #expect(listed([finding("D-1", .confirmed, gate: false)]) == ["D-2", "D-3"])
        #expect(listed([finding("D-2", .partly)]) == ["D-1", "D-3"], "85 less 5 is behind 82 and 81")
        #expect(listed([], unfound: ["D-2"]) == ["D-1", "D-3"])
        // 85 less 5 ties with 80.
        let tied = [MadeUp.outcome("D-1", score: Points(85), rank: 1), MadeUp.outcome("D-2", score: Points(80), rank: 2)]
        let placements = call(places: 1, findings: rule).placements(by: tied, findings: [finding("D-1", .partly)])
        #expect(placements.allSatisfy { !$0.proposed && $0.ground.en.contains("ties across the last place") })
        #expect(call(places: 1).placements(by: tied, findings: [finding("D-1", .partly)]).map(\.proposed) == [true, false], "no rule")
    }

    @Test("working days leave out weekends and holidays, and count weekends that are worked")
    func calendar() throws {
        let season = Call.VisitSeason(off: [MadeUp.day("2023-10-02")], worked: [MadeUp.day("2023-10-07")])
        let days = VisitCalendar(season).days(6, from: MadeUp.day("2023-09-30"))
        #expect(days.map(\.description) == ["2023-10-03", "2023-10-04", "2023-10-05", "2023-10-06", "2023-10-07", "2023-10-09"])
    }

    @Test("days off and days worked come from the holiday table, and a season's own go before it")
    func calendarOverTable() {
        let table = WorkingCalendar(years: [
            .init(
                year: 2023, holidays: [MadeUp.day("2023-10-02"), MadeUp.day("2023-10-03")],
                workdays: [MadeUp.day("2023-10-07"), MadeUp.day("2023-10-08")], source: "示例通知")
        ])
        func days(_ season: Call.VisitSeason, _ first: String, _ count: Int) -> [String] {
            VisitCalendar(season, over: table).days(count, from: MadeUp.day(first)).map(\.description)
        }
        #expect(days(.init(), "2023-10-01", 4) == ["2023-10-04", "2023-10-05", "2023-10-06", "2023-10-07"])
        let own = Call.VisitSeason(off: [MadeUp.day("2023-10-05")], worked: [MadeUp.day("2023-10-03")])
        #expect(days(own, "2023-10-01", 4) == ["2023-10-03", "2023-10-04", "2023-10-06", "2023-10-07"])
        // Nothing is arranged for 2024 in it: the week alone tells.
        #expect(days(.init(), "2024-01-05", 2) == ["2024-01-05", "2024-01-08"])
    }

    @Test("a file's name is no path", arguments: ["a/b", "a\\b", "..", "", "C:a", "a\n"])
    func paths(name: String) { #expect(!VisitFinding.File.isName(name)) }
}
