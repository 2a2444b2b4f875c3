extension Call {
    /// The shortlist that results, and what visits found, make: every dossier that passed, up to the places of its category.
    ///
    /// What follows from findings is the call's rule (`FindingRule`): who is excluded or left to the chairs holds no place, and a deduction
    /// counts for the proposal while the official score stays. Where places are limited and dossiers tie across the last one, none of
    /// those who tie is put on the list: only people may choose between them. Demonstrations that are reassessed are on no shortlist.
    ///
    /// Where the call ranks by adjusted scores, places go by them and a deduction is taken from them too; who passes is decided by the
    /// official score alone.
    ///
    /// - Parameters:
    ///   - findings: The finding that counts of each dossier that has one.
    ///   - unfound: Dossiers whose visit has no finding though the call has a rule on findings: they are for the chairs to decide.
    public func placements(by outcomes: [Outcome], findings: [VisitFinding] = [], unfound: Set<String> = []) -> [Placement] {
        let selection = outcomes.filter { !isReassessed($0.category) }
        let byDossier = Dictionary(findings.map { ($0.dossier, $0) }, uniquingKeysWith: { _, last in last })
        let weighed = selection.map { outcome in
            WeighedOutcome(outcome, finding: byDossier[outcome.dossier], isUnfound: unfound.contains(outcome.dossier), by: self)
        }
        let ranks = Dictionary(grouping: weighed.filter { $0.stands && $0.outcome.rank != nil }, by: \.outcome.category).mapValues(places)
        return weighed.map { weighed in
            let (proposed, ground) = proposal(for: weighed, ranks[weighed.outcome.category] ?? [:])
            return Placement(dossier: weighed.outcome.dossier, proposed: proposed, ground: ground)
        }
    }

    /// The place of each dossier among those of its category that stand, from 1; those who tie share one, and the next is left out.
    ///
    /// Without deductions places follow those of the official results, which know what breaks ties. Who loses points is held against
    /// the others by score alone: who has the same ties with them.
    private func places(of weighed: [WeighedOutcome]) -> [String: (place: Int, sharing: Int)] {
        let byScore = Dictionary(grouping: weighed, by: \.rankingScore).sorted { $0.key > $1.key }
        var groups: [[String]] = []
        for (_, equal) in byScore {
            if equal.contains(where: { $0.deducted != nil }) {
                groups.append(equal.map(\.outcome.dossier))
            } else {
                let byRank = Dictionary(grouping: equal) { $0.outcome.rankingPlace ?? .max }.sorted { $0.key < $1.key }
                groups += byRank.map { $0.value.map(\.outcome.dossier) }
            }
        }
        var places: [String: (place: Int, sharing: Int)] = [:]
        var before = 0
        for group in groups {
            for dossier in group { places[dossier] = (before + 1, group.count) }
            before += group.count
        }
        return places
    }

    private func proposal(for weighed: WeighedOutcome, _ places: [String: (place: Int, sharing: Int)]) -> (Bool, Text) {
        let outcome = weighed.outcome
        guard let category = category(outcome.category), let score = outcome.score, outcome.standing == .passed,
            outcome.rank != nil
        else { return (false, outcome.standing.name + weighed.remark) }
        if let consequence = weighed.keptOut { return (false, consequence) }
        let reached =
            weighed.deducted.map { deducted in
                Text(
                    zh:
                        "成绩 \(score)，考查扣 \(deducted) 分，按 \(weighed.score) 计，\(weighed.score >= category.passMark ? "达到" : "未达到")及格线 \(category.passMark)",
                    en:
                        "\(score) less \(deducted) for what the visit found is \(weighed.score), which \(weighed.score >= category.passMark ? "reaches" : "does not reach") the pass mark \(category.passMark)"
                )
            } ?? Text(zh: "成绩 \(score)，达到及格线 \(category.passMark)", en: "\(score) reaches the pass mark \(category.passMark)")
        let ground = reached + order(of: outcome) + weighed.remark
        guard weighed.score >= category.passMark else { return (false, ground) }
        guard let limit = category.places, let (place, sharing) = places[outcome.dossier] else { return (true, ground) }
        if place + sharing - 1 <= limit { return (true, ground) }
        if place <= limit {
            return (
                false,
                Text(zh: "与他人并列于名额线上，由组长决定", en: "ties across the last place: for the chairs to decide") + order(of: outcome)
                    + weighed.remark
            )
        }
        return (false, Text(zh: "超出名额 \(limit)", en: "beyond the \(limit) places") + order(of: outcome) + weighed.remark)
    }

    /// By what the dossier is ranked, where the call ranks by adjusted scores; else nothing.
    private func order(of outcome: Outcome) -> Text {
        guard scoring.ranking == .adjusted else { return Text(verbatim: "") }
        guard let adjusted = outcome.adjusted else {
            return Text(zh: "；本类调整成绩不可比，按成绩排序", en: "; adjusted scores can't be compared here: ranked by official ones")
        }
        let official = Text(
            zh: "（成绩 \(outcome.score?.description ?? "–")，第 \(outcome.rank.map(String.init) ?? "–") 名）",
            en: " (official \(outcome.score?.description ?? "–"), place \(outcome.rank.map(String.init) ?? "–"))")
        return Text(zh: "；按", en: "; by ") + adjusted.told + official
    }
}

/// A result with what the visit found and what follows from it.
private struct WeighedOutcome {
    var outcome: Outcome
    /// The score by which the proposal is made.
    var score: Points
    /// The score by which it is ranked among those that stand.
    var rankingScore: Points { (outcome.rankingScore ?? Points(0)) - (deducted ?? Points(0)) }
    /// What was taken off for what the visit found.
    var deducted: Points?
    /// Why it is not proposed though it passed; nil where nothing keeps it out.
    var keptOut: Text?
    /// The finding, as it is told beside the ground; empty where there is none.
    var remark: Text
    /// Whether it holds a place.
    var stands: Bool

    init(_ outcome: Outcome, finding: VisitFinding?, isUnfound: Bool, by call: Call) {
        self.outcome = outcome
        score = outcome.score ?? Points(0)
        let told = finding.flatMap { finding in
            call.consequence(of: finding).map { _ in
                Text(zh: "；考查：", en: "; visit: ") + finding.line(gates: call.rubric(of: outcome.category)?.gates ?? [])
            }
        }
        remark = told ?? Text(verbatim: "")
        switch finding.flatMap(call.consequence) {
        case nil where isUnfound:
            keptOut = Text(zh: "已列入考查而无考查意见，由组长决定", en: "to be visited, and there are no findings: for the chairs to decide")
        case nil, .note: break
        case .deduct(let points):
            deducted = points
            score = score - points
        case .decide: keptOut = Text(zh: "按考查意见由组长决定", en: "by what the visit found, for the chairs to decide") + remark
        case .exclude: keptOut = Text(zh: "按考查意见不予列入", en: "not listed by what the visit found") + remark
        }
        let passMark = call.category(outcome.category)?.passMark ?? Points(0)
        stands = outcome.standing == .passed && keptOut == nil && score >= passMark
    }
}
