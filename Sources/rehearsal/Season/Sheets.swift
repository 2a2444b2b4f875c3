/// Draws the score sheets: the truth, the expert's leniency and noise, criterion by criterion.
struct Sheets {
    /// The header of an expert's file.
    static let header = ["材料编号", "指标", "分值", "理由"]

    private let rubrics: [String: RubricList.Rubric]
    private let categories: [String: String]
    private let dossiers: [String: Truth.OfDossier]
    private let experts: [String: Truth.OfExpert]
    /// Of the dossiers whose failing one expert sees, that expert.
    private let lone: [String: String]
    private let seed: UInt64

    /// The sheets of a season.
    init(assignments: AssignmentList, rubrics: RubricList, truth: Truth, seed: UInt64) {
        self.rubrics = Dictionary(rubrics.rubrics.map { ($0.category, $0) }, uniquingKeysWith: { first, _ in first })
        categories = assignments.categories
        dossiers = Dictionary(truth.dossiers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        experts = Dictionary(truth.experts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        lone = Dictionary(
            assignments.standing.map { ($0.dossier, $0.expert) }, uniquingKeysWith: { first, _ in first })
        self.seed = seed
    }

    /// The rows of one expert on one dossier; the same whoever else is assigned.
    func rows(of pair: Pair) throws -> [[String]] {
        guard let category = categories[pair.dossier] else {
            throw Complaint("\(pair.dossier) is not among the assignments, so its category is unknown")
        }
        guard let rubric = rubrics[category] else { throw Complaint("no rubric for category \(category)") }
        guard let dossier = dossiers[pair.dossier] else { throw Complaint("no hidden truth on \(pair.dossier)") }
        guard let expert = experts[pair.expert] else { throw Complaint("no hidden truth on \(pair.expert)") }
        var generator = Generator(seed: seed, stream: "sheet/\(pair.expert)/\(pair.dossier)")
        // What the expert thinks of the whole dossier, in thousandths of a point.
        let opinion = (dossier.quality + expert.leniency) * 100 + generator.deviation() * 3
        var rows: [[String]] = []
        for criterion in rubric.criteria {
            let score = score(criterion.id, of: dossier, at: opinion, spread: expert.spread, by: &generator)
            let extreme = score >= 95 || score <= 40
            let remark =
                criterion.requiresReason(at: score) || extreme ? Remarks.on(score: score, by: &generator) : ""
            rows.append([pair.dossier, criterion.id, "\(score)", remark])
        }
        for (index, gate) in rubric.gates.enumerated() {
            let fails = index == doubtful(in: rubric, of: dossier) && sees(dossier, pair.expert, by: &generator)
            rows.append([
                pair.dossier, gate.id, fails ? "不符合" : "符合", fails ? Remarks.failing(by: &generator) : "",
            ])
        }
        let visit = generator.happens(asking(opinion: opinion))
        rows.append([
            pair.dossier, "visit", visit ? "需要" : "不需要", visit ? Remarks.question(by: &generator) : "",
        ])
        return rows
    }

    /// A score: the opinion, what this criterion is better or worse at, and noise; rounded half up, from 0 to 100.
    private func score(
        _ criterion: String, of dossier: Truth.OfDossier, at opinion: Int, spread: Int, by generator: inout Generator
    ) -> Int {
        var strength = Generator(seed: seed, stream: "strength/\(dossier.id)/\(criterion)")
        let thousandths = opinion + strength.deviation() * 4 + generator.deviation() * spread / 10
        return min(max((thousandths + 500) / 1000, 0), 100)
    }

    /// The gate that a flawed dossier fails, by its place.
    private func doubtful(in rubric: RubricList.Rubric, of dossier: Truth.OfDossier) -> Int? {
        guard dossier.flaw != nil, !rubric.gates.isEmpty else { return nil }
        var generator = Generator(seed: seed, stream: "gate/\(dossier.id)")
        return generator.below(rubric.gates.count)
    }

    /// Whether an expert sees that a dossier fails.
    private func sees(_ dossier: Truth.OfDossier, _ expert: String, by generator: inout Generator) -> Bool {
        switch dossier.flaw {
        case .most: generator.happens(90)
        case .one: lone[dossier.id] == expert
        case nil: false
        }
    }

    /// How many in a hundred ask for a visit: more where the opinion is close to the pass mark.
    private func asking(opinion: Int) -> Int {
        switch opinion / 1000 {
        case 67...73: 18
        case 60...66: 8
        default: 4
        }
    }
}
