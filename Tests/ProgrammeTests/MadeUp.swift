import Programme

/// A made-up programme of two categories, far from the real one.
enum MadeUp {
    static let scale = Rubric.Scale(minimum: Points(0), maximum: Points(10), step: Points(hundredths: 50))

    static func name(_ text: String) -> Text { Text(zh: "示例\(text)", en: text) }

    static func rubric(_ id: String) -> Rubric {
        Rubric(
            id: id, title: name(id), weights: .projectDefault, note: name("note"), scale: scale,
            gates: [Rubric.Gate(id: "legal", question: name("legal?"), clause: "1")],
            criteria: [
                criterion("idea", weight: 60, reason: .never),
                criterion("proof", weight: 40, reason: .below(Points(4))),
            ],
            visit: Rubric.VisitQuestion(question: name("visit?"), topics: []))
    }

    static func criterion(_ id: String, weight: Int, reason: Rubric.ReasonRule) -> Rubric.Criterion {
        Rubric.Criterion(
            id: id, name: name(id), weight: weight, clause: "1", wording: "示例", looksAt: name("looks"), reason: reason,
            levels: [Rubric.Level(from: Points(0), to: Points(10), name: name("all"), text: name("all"))])
    }

    static func category(
        _ id: String, passMark: Int = 60, places: Int? = nil, visits: Programme.Category.Visits = .whereNeeded
    ) -> Programme.Category {
        Category(
            id: id, track: "only", name: name(id), clause: "2", quota: "max_\(id)", panel: "small", eligibility: [],
            passMark: Points(passMark), places: places, visits: visits)
    }

    static func call(
        categories: [Programme.Category] = [category("school"), category("library")],
        conflicts: Call.ConflictPolicy = Call.ConflictPolicy(
            affiliationYears: 3, unsuitableAtMost: 3, ownRegion: ["library"], ownApplicationInCategory: true)
    ) -> Call {
        Call(
            id: "made-up", title: name("programme"), source: name("source"), batch: 1,
            tracks: [Call.Track(id: "only", name: name("only"), clause: "1")],
            deadlines: Call.Deadlines(contacts: day("2030-01-31"), filing: day("2030-03-31")),
            authorities: [
                Authority(code: "10", name: "示例东省", kind: "province", quotas: ["max_school": 2, "max_all": 3]),
                Authority(code: "1001", name: "示例东港", kind: "city", parent: "10", quotas: ["max_all": 1]),
                Authority(code: "1002", name: "示例东湾", kind: "city", parent: "10", quotas: ["max_all": 1]),
                Authority(code: "20", name: "示例西省", kind: "province", quotas: ["max_school": 0]),
            ],
            modes: [], specialties: [Call.Named(id: "teaching", name: name("teaching"))], categories: categories,
            jointQuotas: [Call.JointQuota(column: "max_all", categories: categories.map(\.id), clause: "3")],
            eligibility: [], conflicts: conflicts,
            panels: [Call.Panel(id: "small", size: 3, composition: [])],
            qualification: Call.Qualification(seniorTitle: false, yearsInField: 0),
            workload: Call.Workload(maximum: 10), affinity: Call.AffinityPolicy(mode: 100, industry: 0, experience: 0),
            scoring: Call.ScoringPolicy(
                policy: .mean, trimFrom: 5, rounding: Call.Rounding(digits: 2, rule: .halfUp), minimumSheets: 1,
                gate: .any, tieBreak: []),
            visits: Call.VisitPolicy(
                requests: 2, spread: Points(25), nearPassMark: Points(2), openFlag: true, notBelow: Points(10)),
            decisions: Call.DecisionPolicy(signatures: 2, publicNoticeWorkingDays: 5),
            rubrics: categories.map { rubric($0.id) })
    }

    static func day(_ text: String) -> Day {
        guard let day = Day(text) else { fatalError("a test's own day is wrong: \(text)") }
        return day
    }

    static func dossier(
        _ id: String, authority: String = "10", category: String = "school", applicant: String? = nil,
        creditCode: String = "", filedOn: String = "2030-03-01", unsuitable: [String] = []
    ) -> Dossier {
        Dossier(
            id: id, authority: authority, category: category, applicant: applicant ?? "示例\(id)",
            creditCode: creditCode.isEmpty ? "code-of-\(id)" : creditCode, creditCodeReason: "", mode: "", industry: "",
            filedOn: day(filedOn), unsuitable: unsuitable, declared: [:])
    }

    static func expert(_ id: String, region: String = "20") -> Expert {
        Expert(
            id: id, name: "示例\(id)", region: region, specialties: ["teaching"], modes: [], industries: [],
            seniorTitle: true, years: 10, minimumLoad: 0, maximumLoad: 10)
    }

    static func outcome(
        _ id: String, category: String = "school", standing: Outcome.Standing = .passed, score: Points? = Points(80),
        rank: Int? = 1, totals: [Int] = [80, 80, 80]
    ) -> Outcome {
        Outcome(
            dossier: id, category: category, standing: standing, score: score, rank: rank, tied: false,
            sheets: totals.enumerated().map {
                Outcome.SheetTotal(expert: "E-\($0)", total: Fraction($1 * 100), counted: true)
            }, missing: 0, gates: [])
    }
}
