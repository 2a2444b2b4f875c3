import Formats
import Programme
import Testing

@Suite("The reassessment in a call")
struct ReassessmentCallTests {
    @Test("the call of 2023 reassesses four kinds of batches one to four, in a track of their own")
    func national() {
        let call = NationalCall.call
        #expect(call.reassessmentCategories.map(\.id).allSatisfy { $0.hasPrefix("reassessed-") })
        #expect(call.reassessmentCategories.count == 4 && call.selectionCategories.count == 5)
        #expect(call.reassessment?.batches == [1, 2, 3, 4])
        #expect(call.reassessment?.filing == Day("2023-05-31"))
        #expect(call.reassessment?.bands.map(\.verdict) == [.keep, .rectify, .withdraw])
        for category in call.reassessmentCategories {
            #expect(category.visits == .none && category.quota == nil && category.places == nil && category.eligibility.isEmpty)
            #expect(category.passMark == Points(60), "it passes where it is kept")
            let rubric = call.rubric(of: category.id)
            #expect(rubric?.criteria.contains { $0.id == "example" } == true, "exemplary effect")
            #expect(rubric?.gates.isEmpty == false && rubric?.weights == .projectDefault)
            #expect((call.panel(of: category)?.size ?? 0) % 2 == 1)
        }
        #expect(call.reassessment?.designations.filter { $0.bars != nil }.map(\.category) == ["reassessed-city"])
    }

    @Test(
        "is refused with its place where it doesn't hold together",
        arguments: [
            ("batches: [1, 2, 3, 4]", "batches: [1, 2, 5]", "the batches are not as they should be"),
            ("batches: [1, 2, 3, 4]", "batches: []", "the batches are not as they should be"),
            ("batches: [1, 2, 3, 4]", "batches: [1, 1]", "the batches are not as they should be"),
            ("  track: reassessment\n  batches", "  track: again\n  batches", "names “again”, which does not exist"),
            ("names: [示范企业]", "names: []", "there is no name"),
            ("names: [示范项目]", "names: [示范企业]", "“示范企业” stands twice"),
            ("category: reassessed-project, names", "category: reassessed-city, names", "“reassessed-city” stands twice"),
            ("category: reassessed-project, names", "category: enterprise, names", "names “enterprise”, which does not exist"),
            ("bars: not-a-demonstration-city ", "bars: not-one-yet ", "names “not-one-yet”, which does not exist"),
            ("{verdict: keep, from: 75}", "{verdict: keep, from: 55}", "the bands are not as they should be"),
            ("{verdict: keep, from: 75}", "{verdict: keep, from: 101}", "the bands are not as they should be"),
            ("{verdict: withdraw, from: 0}", "{verdict: withdraw, from: 10}", "the bands are not as they should be"),
            ("    - {verdict: withdraw, from: 0}\n", "", "the bands are not as they should be"),
            ("{verdict: keep, from: 75}", "{verdict: keep, from: 75, by: 2024-05-31}", "only rectification has a day"),
            ("from: 60, by: 2024-05-31", "from: 60, by: 2023-05-31", "is no later than the last day of filing"),
            ("from: 60, by: 2024-05-31", "from: 60", "by” is missing"),
            ("{verdict: keep, from: 75}", "{verdict: stay, from: 75}", "“stay”"),
            (
                "rubric: reassessed-city.yaml\n", "rubric: reassessed-city.yaml\n    passMark: 70\n",
                "a category of the reassessment has no “passMark”"
            ),
            (
                "rubric: reassessed-city.yaml\n", "rubric: reassessed-city.yaml\n    visits: all-that-pass\n",
                "a category of the reassessment has no “visits”"
            ),
        ])
    func faults(old: String, new: String, message: String) throws {
        var files = NationalCall.files
        let text = try #require(files["call.yaml"])
        try #require(text.contains(old), "the call has no “\(old)” to change")
        files["call.yaml"] = text.replacing(old, with: new)
        let failure = #expect(throws: Failure.self) { _ = try NationalCall.load(files) }
        guard case .malformed(let faults) = failure else { return }
        #expect(faults.contains { $0.line.en.contains(message) && $0.place.file == "call.yaml" && $0.place.line != nil }, "\(faults)")
    }

    @Test("may be left out, then every category can be applied for")
    func withoutOne() throws {
        var files = NationalCall.files
        let text = try #require(files["call.yaml"])
        let start = try #require(text.firstRange(of: "\nreassessment:")).lowerBound
        files["call.yaml"] = String(text[..<start]) + "\n"
        let failure = #expect(throws: Failure.self) { _ = try NationalCall.load(files) }
        guard case .malformed(let faults) = failure else { return }
        #expect(faults.contains { $0.line.en.contains("quota” is missing") }, "its categories are ordinary ones then")
    }
}
