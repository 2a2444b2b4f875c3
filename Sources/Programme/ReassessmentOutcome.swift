/// What becomes of one demonstration of an earlier batch: what the call's bands propose, and what the chairs decide.
public struct ReassessmentOutcome: Codable, Sendable, Hashable {
    /// The demonstration.
    public var demonstration: String
    /// Its dossier; nil where it filed none.
    public var dossier: String?
    /// What the proposal rests on.
    public var basis: Basis
    /// What the rules propose; nil where they propose nothing.
    public var proposed: Verdict?
    /// What holds now; nil until a person decides.
    public var decided: Verdict?
    /// By when it has to be in order; only with rectification.
    public var rectifyBy: Day?
    /// Why the rules propose it.
    public var ground: Text
    /// The chair who decided, where one did.
    public var decidedBy: String?
    /// The chair's written reason.
    public var reason: String?

    /// What a proposal rests on.
    public enum Basis: String, Codable, Sendable, CaseIterable {
        /// The official score.
        case scored
        /// A gate that the panel held as not met.
        case excluded
        /// There are too few sheets for a score: a person decides.
        case incomplete
        /// Its authority explained why it cannot file.
        case excused
        /// It neither filed nor was excused: listed for withdrawal, for a person to decide.
        case notFiled = "not-filed"

        /// The name of the basis.
        public var name: Text {
            switch self {
            case .scored: Text(zh: "评审成绩", en: "score")
            case .excluded: Text(zh: "否决项", en: "gate not met")
            case .incomplete: Text(zh: "评分表不足", en: "too few sheets")
            case .excused: Text(zh: "主管部门说明", en: "excused")
            case .notFiled: Text(zh: "未填报", en: "not filed")
            }
        }
    }

    /// A proposal.
    public init(
        demonstration: String, dossier: String?, basis: Basis, proposed: Verdict?, decided: Verdict?, rectifyBy: Day?, ground: Text
    ) {
        self.demonstration = demonstration
        self.dossier = dossier
        self.basis = basis
        self.proposed = proposed
        self.decided = decided
        self.rectifyBy = rectifyBy
        self.ground = ground
    }

    /// Whether a person has still to decide. An excused one needs no decision.
    public var isOpen: Bool { decided == nil && basis != .excused }
    /// Whether a person decided otherwise than the rules propose, or where they leave it to a person.
    public var isMoved: Bool { decidedBy != nil }

    /// What holds, in words.
    public var name: Text {
        switch (decided, rectifyBy) {
        case (.rectify, let day?): Verdict.rectify.name + Text(zh: "（\(day) 前）", en: " by \(day)")
        case (let verdict?, _): verdict.name
        case (nil, _): basis == .excused ? Text(zh: "免予评估", en: "excused") : Text(zh: "待组长决定", en: "for the chairs to decide")
        }
    }
}

/// A decision of a chair on a demonstration. Each is kept, those that a later one takes the place of too.
public struct ReassessmentMove: Codable, Sendable, Hashable {
    /// Its number in the round, from 1.
    public var number: Int
    /// The demonstration.
    public var demonstration: String
    /// What held before; nil where nothing was decided.
    public var before: Verdict?
    /// What holds now.
    public var after: Verdict
    /// By when it has to be in order; only with rectification.
    public var rectifyBy: Day?
    /// The chair.
    public var chair: String
    /// When.
    public var at: Instant
    /// The written reason.
    public var reason: String

    /// A decision.
    public init(
        number: Int, demonstration: String, before: Verdict?, after: Verdict, rectifyBy: Day?, chair: String, at: Instant, reason: String
    ) {
        self.number = number
        self.demonstration = demonstration
        self.before = before
        self.after = after
        self.rectifyBy = rectifyBy
        self.chair = chair
        self.at = at
        self.reason = reason
    }
}

extension Call {
    /// What the results propose for each demonstration of the register, by the bands of the call.
    ///
    /// What isn't a matter of a score is left to people: who neither filed nor was excused is listed for withdrawal and not
    /// withdrawn, and a panel with too few sheets proposes nothing.
    public func reassessmentOutcomes(of register: DemonstrationRegister, by outcomes: [Outcome]) -> [ReassessmentOutcome] {
        guard let policy = reassessment else { return [] }
        let results = Dictionary(outcomes.map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
        return register.demonstrations.map { demonstration in
            switch register.response(of: demonstration.id) {
            case .filed(let filing): policy.proposal(for: demonstration, filing, by: results[filing.dossier])
            case .excused(let excuse):
                ReassessmentOutcome(
                    demonstration: demonstration.id, dossier: nil, basis: .excused, proposed: nil, decided: nil, rectifyBy: nil,
                    ground: Text(
                        zh: "主管部门书面说明\(excuse.ground.name.zh)（\(excuse.document)）",
                        en: "its authority explained: \(excuse.ground.name.en) (\(excuse.document))"))
            case .late(let filing):
                ReassessmentOutcome(
                    demonstration: demonstration.id, dossier: nil, basis: .notFiled, proposed: .withdraw, decided: nil, rectifyBy: nil,
                    ground: Text(
                        zh: "逾期填报（\(filing.filedOn)）未经批准，列入拟撤销，由组长决定",
                        en: "filed late on \(filing.filedOn), not approved: listed for withdrawal, for the chairs to decide"))
            case .none:
                ReassessmentOutcome(
                    demonstration: demonstration.id, dossier: nil, basis: .notFiled, proposed: .withdraw, decided: nil, rectifyBy: nil,
                    ground: Text(
                        zh: "未填报，主管部门也未说明，列入拟撤销，由组长决定", en: "neither filed nor excused: listed for withdrawal, for the chairs to decide"))
            }
        }
    }
}

extension Call.ReassessmentPolicy {
    fileprivate func proposal(
        for demonstration: Demonstration, _ filing: ReassessmentFiling, by outcome: Outcome?
    ) -> ReassessmentOutcome {
        func outcomeOf(_ basis: ReassessmentOutcome.Basis, _ verdict: Verdict?, _ day: Day?, _ ground: Text) -> ReassessmentOutcome {
            ReassessmentOutcome(
                demonstration: demonstration.id, dossier: filing.dossier, basis: basis, proposed: verdict, decided: verdict, rectifyBy: day,
                ground: ground)
        }
        switch (outcome?.standing, outcome?.score) {
        case (.excluded, _):
            return outcomeOf(.excluded, .withdraw, nil, Text(zh: "专家组认定否决项", en: "the panel held a gate as not met"))
        case (.passed, let score?), (.failed, let score?):
            guard let band = band(of: score) else { break }
            return outcomeOf(
                .scored, band.verdict, band.rectifyBy,
                Text(
                    zh: "成绩 \(score)，\(band.verdict == .withdraw ? "低于各保留档次" : "达到 \(band.from.short) 分")",
                    en: band.verdict == .withdraw ? "\(score) is below every band that keeps it" : "\(score) reaches \(band.from.short)"))
        default: break
        }
        return outcomeOf(.incomplete, nil, nil, Text(zh: "评分表不足，由组长决定", en: "too few sheets: for the chairs to decide"))
    }
}
