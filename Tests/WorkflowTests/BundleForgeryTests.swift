import Programme
import Testing

@testable import Workflow

@Suite("What the independent script finds altered in the bundle of a round")
struct BundleForgeryTests {
    private func expect(_ script: BundleScript, _ forgeries: [(String, String, String)]) throws {
        let sound = try script.verify()
        #expect(sound.sound, "\(sound.told)")
        #expect(try script.verify("zh").told.hasPrefix("核对通过"))
        for (pattern, replacement, told) in forgeries {
            let found = try script.forged(pattern, replacement)
            #expect(!found.sound && found.told.contains(told), "\(pattern): \(found.told)")
        }
    }

    @Test("days of visits: working days of the season, one place a day, within the trip")
    func schedule() async throws {
        let round = try await VisitedLibraries.round()
        _ = try await round.office.chooseVisits(as: "S-1")
        _ = try await round.office.makeVisitTeams(as: "S-1")
        _ = try await round.office.makeVisitSchedule(start: nil, as: "S-1")
        // The trip is on 3, 4 and 6 June; the fifth is off.
        try expect(
            try await BundleScript(round),
            [
                (#""trips":\[\{"from":"2030-06-0(3)","trip"#, "4", "2 working days, 3 are needed"),
                (#""trips":\[\{"from":"2030-06-0(3)","trip"#, "2", "is no working day"),
                (#""trips":\[\{"from":"2030-0(6)-03","trip"#, "5", "it begins before 2030-06-01"),
                (#""dossier":"M-1","from":"2030-06-0(6)","until":"2030-06-06"#, "4", "2 working days, the visit needs 1"),
                (
                    #""dossier":"M-1",("from":"2030-06-06","until":"2030-06-06")"#, #""from":"2030-06-04","until":"2030-06-04""#,
                    "one team cannot be in two places a day"
                ),
                (
                    #""dossier":"M-1",("from":"2030-06-06","until":"2030-06-06")"#, #""from":"2030-06-07","until":"2030-06-07""#,
                    "not within the days of its trip"
                ),
                (#""workingDays":(3)"#, "2", "it should take 3 working days"),
            ])
    }

    @Test("the reassessment: what the bands propose, and what chairs decided with reasons")
    func reassessment() async throws {
        // With as many reviews an expert as these panels take.
        var libraries = ReassessmentRoundTests()
        var files = LibrariesAgain.files
        files["rules.yaml"] = (files["rules.yaml"] ?? "").replacing("workload: {maximum: 4}", with: "workload: {maximum: 8}")
        libraries.libraries = try MiniRound.read("rules.yaml", files)
        libraries.experts = libraries.experts.replacing(",0,4\n", with: ",0,8\n")
        let round = try await libraries.inDecisions()
        _ = try await round.office.proposeShortlist(as: "C-1")
        _ = try await round.office.decideReassessment("R-5", .rectify, by: nil, reason: "示例：限期补报", as: "C-1")
        _ = try await round.office.decideReassessment("R-2", .keep, by: nil, reason: "示例：已整改", as: "C-2")
        try expect(
            try await BundleScript(round),
            [
                (#""decided":"keep","demonstration":"R-1"[^\n}]*\}[^\n}]*"proposed":"(keep)""#, "rectify", "proposing keep"),
                (#""decided":"(keep)","demonstration":"R-1""#, "withdraw", "no chair decided on it: it should be keep"),
                (#""rectifyBy":"(2031)-06-30"\},"before":null"#, "2039", "it should be"),
                (#""after":"(keep)","at":"[^"]+","before":"rectify","chair":"C-2""#, "withdraw", "it is not what decision 2 says"),
                (#""basis":"(excused)""#, "not-filed", "it should be excused"),
                (#""chair":"C-2","demonstration":"R-2"[^\n]*?"reason":"(示例：已整改)"\},"before":null"#, " ", "it has no reason"),
            ])
    }

    @Test("marks of sheets that stand out, by the call's plain rule")
    func marks() async throws {
        let round = try await AdjudicationTests().round()
        try await AdjudicationTests().asked(round)
        try expect(
            try await BundleScript(round),
            [
                (
                    #""others":\{"denominator":1,"numerator":(8000)\},"total":\{"denominator":1,"numerator":4000\}\}"#, "7000",
                    "there should be a mark"
                ),
                (
                    #"("others":\{"denominator":1,"numerator":8000\},)"total":\{"denominator":1,"numerator":4000\}\}\],"standing""#, "",
                    "there should be a mark"
                ),
                (#""figures":\{"others":\{"denominator":1,"numerator":(8000)\}"#, "7900", "its others should be"),
                (#""figures":\{"others":\{[^}]*\},[^}]*"total":\{"denominator":1,"numerator":(4000)\}"#, "4100", "its total should be"),
            ])
    }
}
