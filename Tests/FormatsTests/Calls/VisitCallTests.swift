import Formats
import Programme
import Testing

@Suite("Visits in a call")
struct VisitCallTests {
    @Test("the call of 2023 has budgets, trips, teams, a season and a rule on findings")
    func national() {
        let visits = NationalCall.call.visits
        #expect(visits.value?.noise == Points(3) && visits.budget?.trips == 50)
        #expect(visits.trips?.days(in: "design-city") == 2 && visits.trips?.days(in: "enterprise") == 1)
        #expect(visits.teams?.size == 5 && visits.season?.start == Day("2023-08-01"))
        #expect(visits.findings?.partly == .deduct(Points(3)))
    }

    @Test("a holiday of the table may be worked, though it is no weekend; and what scores rank by is read where it is said")
    func worked() throws {
        var files = NationalCall.files
        let text = try #require(files["call.yaml"])
        #expect(NationalCall.call.scoring.ranking == nil)
        files["call.yaml"] = text.replacing("worked: [2023-10-07,", with: "worked: [2023-10-03, 2023-10-07,")
            .replacing("\n  trimFrom:", with: "\n  ranking: adjusted\n  trimFrom:")
        let call = try NationalCall.load(files)
        let holiday = try #require(Day("2023-10-03"))
        #expect(call.visits.season?.worked.contains(holiday) == true)
        #expect(call.scoring.ranking == .adjusted)
        files["call.yaml"] = text.replacing("\n  trimFrom:", with: "\n  ranking: robust\n  trimFrom:")
        let failure = #expect(throws: Failure.self) { _ = try NationalCall.load(files) }
        guard case .malformed(let faults) = failure else { return }
        #expect(faults.contains { $0.line.en.contains("scoring.ranking") && $0.line.en.contains("adjusted") && $0.place.line != nil })
    }

    @Test(
        "is refused with its place where it doesn't hold together",
        arguments: [
            ("value: {noise: 3,", "value: {noize: 3,", "unknown key “visits.value.noize”"),
            ("perFlag: 0.5,", "perFlag: -1,", "“visits.value.perFlag” is “-1”"),
            ("budget: {visits: 130, teamDays: 300, trips: 50}", "budget: {}", "the budget limits nothing"),
            ("budget: {visits: 130,", "budget: {visits: 0,", "“visits.budget.visits” is “0”"),
            ("{category: design-city, days: 2}", "{category: village, days: 2}", "names “village”, which does not exist"),
            ("{category: design-city, days: 2}", "{category: comprehensive-city, days: 2}", "stands twice"),
            (
                "    size: 5\n    composition:\n      - {specialty: technology, minimum: 2}\n      - {specialty: management, minimum: 1}\n      - {specialty: finance, minimum: 1}\n    perOrganisation: 1\n    maximumDays",
                "    size: 3\n    composition:\n      - {specialty: technology, minimum: 2}\n      - {specialty: management, minimum: 1}\n      - {specialty: finance, minimum: 1}\n    perOrganisation: 1\n    maximumDays",
                "the minima add up to 4"
            ),
            ("off: [2023-09-29,", "off: [soon,", "“soon” is no day"),
            ("worked: [2023-10-07,", "worked: [2023-10-09,", "is no weekend"),
            ("partly: deduct 3", "partly: deduct many", "cannot be read"),
            ("findings: {gateNotMet: exclude, ", "findings: {", "“visits.findings.gateNotMet” is missing"),
            ("  value: {noise: 3, perRequest: 0.2, perFlag: 0.5, least: 0.05}", "  # none", "a budget needs to know what visits are worth"),
        ])
    func faults(old: String, new: String, message: String) throws {
        var files = NationalCall.files
        let text = try #require(files["call.yaml"])
        try #require(text.contains(old), "the call has no “\(old)” to change")
        files["call.yaml"] = text.replacing(old, with: new)
        let failure = #expect(throws: Failure.self) { _ = try NationalCall.load(files) }
        guard case .malformed(let faults) = failure else { return }
        #expect(faults.contains { $0.line.en.contains(message) && $0.place.line != nil }, "\(faults)")
    }
}
