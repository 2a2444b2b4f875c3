import Programme
import Scoring

/// A made-up call with one criterion, so that the total of a sheet is its score.
enum Panels {
    static func call(
        _ policy: Call.Average = .mean, trimFrom: Int = 5, digits: Int = 2, rule: Call.RoundingRule = .halfUp,
        minimumSheets: Int = 1, gate: Call.GateRule = .any, tieBreak: [String] = [],
        criteria: [(id: String, weight: Int)] = [("all", 100)], maximum: Int = 100, passMark: Int = 60
    ) -> Call {
        func name(_ text: String) -> Text { Text(zh: "示例\(text)", en: text) }
        let rubric = Rubric(
            id: "school", title: name("school"), weights: .projectDefault, note: name("note"),
            scale: Rubric.Scale(minimum: Points(0), maximum: Points(maximum), step: Points(hundredths: 1)),
            gates: [
                Rubric.Gate(id: "legal", question: name("legal?"), clause: "1"),
                Rubric.Gate(id: "sound", question: name("sound?"), clause: "1"),
            ],
            criteria: criteria.map { id, weight in
                Rubric.Criterion(
                    id: id, name: name(id), weight: weight, clause: "1", wording: "示例", looksAt: name("looks"),
                    reason: .never, levels: [])
            }, visit: Rubric.VisitQuestion(question: name("visit?"), topics: []))
        guard let day = Day("2030-01-01") else { fatalError("a test's own day is wrong") }
        return Call(
            id: "made-up", title: name("programme"), source: name("source"), batch: 1, tracks: [],
            deadlines: Call.Deadlines(contacts: day, filing: day), authorities: [], modes: [], specialties: [],
            categories: [
                Category(
                    id: "school", track: "only", name: name("school"), clause: "1", quota: "max_school", panel: "small",
                    eligibility: [], passMark: Points(passMark), visits: .none)
            ], jointQuotas: [], eligibility: [],
            conflicts: Call.ConflictPolicy(
                affiliationYears: 3, unsuitableAtMost: 3, ownRegion: [], ownApplicationInCategory: true),
            panels: [], qualification: Call.Qualification(seniorTitle: false, yearsInField: 0),
            workload: Call.Workload(maximum: 10), affinity: Call.AffinityPolicy(mode: 100, industry: 0, experience: 0),
            scoring: Call.ScoringPolicy(
                policy: policy, trimFrom: trimFrom, rounding: Call.Rounding(digits: digits, rule: rule),
                minimumSheets: minimumSheets, gate: gate, tieBreak: tieBreak),
            visits: Call.VisitPolicy(
                requests: 1, spread: Points(100), nearPassMark: Points(0), openFlag: false, notBelow: Points(0)),
            decisions: Call.DecisionPolicy(signatures: 1, publicNoticeWorkingDays: 0), rubrics: [rubric])
    }

    static func sheet(_ expert: String, _ scores: [String: Points], notMet: Set<String> = []) -> ScoreSheet {
        var sheet = ScoreSheet(dossier: "D", expert: expert, at: Instant(seconds: 0))
        sheet.state = .submitted
        sheet.scores = scores
        sheet.gates = ["legal": !notMet.contains("legal"), "sound": !notMet.contains("sound")]
        return sheet
    }

    /// A panel whose experts E-1, E-2, … gave these scores, in hundredths.
    static func panel(_ dossier: String, _ hundredths: [Int], missing: Int = 0, excluding: Int = 0) -> PanelSheets {
        PanelSheets(
            dossier: dossier, category: "school",
            sheets: hundredths.enumerated().map { index, score in
                sheet("E-\(index + 1)", ["all": Points(hundredths: score)], notMet: index < excluding ? ["legal"] : [])
            }, missing: missing)
    }
}
