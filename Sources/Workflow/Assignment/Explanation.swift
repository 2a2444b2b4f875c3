public import Formats
internal import Matching
public import Programme

/// Who reviews a dossier, and who does not and why.
public struct AssignmentExplanation: Codable, Sendable {
    /// The dossier.
    public var dossier: Dossier
    /// Those on the panel.
    public var panel: [Member]
    /// All others, the best match first.
    public var others: [Other]
    /// How many conflicts more it bears; nil where there is no plan as things are.
    public var closeness: ExplanationDocument.Dossier?
    /// That the round has changed since the plan was made, or that there is no plan any more; nil where neither.
    public var remark: Text?

    /// An expert on the panel.
    public struct Member: Codable, Sendable {
        /// The expert.
        public var expert: Expert
        /// The parts of the affinity.
        public var parts: AffinityParts
        /// Where the review stands.
        public var state: Review.State
    }

    /// An expert who is not.
    public struct Other: Codable, Sendable {
        /// The expert.
        public var expert: Expert
        /// The parts of the affinity.
        public var parts: AffinityParts
        /// Why not.
        public var reasons: [Text]
        /// Whether a rule stands in the way.
        public var barred: Bool
        /// How much lower the total is with this pair, at least, by the certificate of the plan; nil where it does not say.
        public var loss: Double?
    }
}

/// One pair of the assignment as it stands.
public struct AssignedPair: Codable, Sendable {
    /// The dossier.
    public var dossier: String
    /// Its category.
    public var category: String
    /// The expert.
    public var expert: String
    /// The number of the dossier's group, from 1; nil where the dossier shares its panel with none.
    public var group: Int?
    /// Where the review stands.
    public var state: Review.State
    /// Whether the expert leads the panel (组长); nil where the call asks for no leads.
    public var lead: Bool?
}

extension Office {
    /// The pairs of the assignment as they stand.
    public func assignment(as actor: String) async throws -> [AssignedPair] {
        try await consultOnce(.seeAssignment, "assignment", as: actor) { reader, call, _ in
            let categories = Dictionary(
                try reader.all(Dossier.self).map { ($0.id, $0.category) }, uniquingKeysWith: { first, _ in first })
            let asksForLeads = call.panels.contains { $0.lead != nil }
            let leads = Set(try reader.leads())
            let groups = try reader.approvedGroups().enumerated().filter { $1.count > 1 }
            let groupOf = Dictionary(
                groups.flatMap { index, group in group.map { ($0, index + 1) } }, uniquingKeysWith: { first, _ in first })
            return try reader.all(Review.self).map {
                AssignedPair(
                    dossier: $0.dossier, category: categories[$0.dossier] ?? "", expert: $0.expert,
                    group: groupOf[$0.dossier], state: $0.state,
                    lead: asksForLeads ? $0.state.sits && leads.contains($0.identity) : nil)
            }
        }
    }

    /// Says for a dossier who reviews it and who does not and why, in the approved plan or the last proposed one, and how
    /// many conflicts more it bears.
    public func explain(_ dossier: String, as actor: String) async throws -> AssignmentExplanation {
        let (facts, draft, states, companions, stored) = try await consult(.seeAssignment, as: actor) { reader, call, round in
            let facts = try reader.get(Dossier.self, dossier, named: Text(zh: "申报材料", en: "dossier"))
            let draft = try AssignmentDraft(reader, call: call, round: round)
            try draft.refuseInactive(facts.id)
            var states: [AssignmentDraft.Pair: Review.State] = [:]
            var groups = try reader.approvedGroups()
            for review in try reader.all(Review.self) where review.state.sits {
                states[.init(dossier: review.dossier, expert: review.expert)] = review.state
            }
            let stored = try StoredPlan(reader, draft: draft)
            if states.isEmpty {
                for pair in stored.pairs { states[.init(dossier: pair[0], expert: pair[1])] = .assigned }
                groups = try stored.groups
            }
            let companions = groups.first { $0.contains(facts.id) }?.filter { $0 != facts.id } ?? []
            return (facts, draft, states, companions, stored)
        }
        do {
            let atHand = try await stored.atHand(until: watch.cancellation)
            let question = try ExplanationQuestion(dossier: dossier, in: atHand.problem)
            let answers = try await atHand.problem.explained(question, in: atHand.plan, cancellation: watch.cancellation)
            let losses = question.dossier.map { atHand.problem.certifiedLosses(on: $0, in: atHand.plan) } ?? []
            let byExpert = zip(atHand.problem.experts, losses).reduce(into: [:]) { $0[$1.0.id] = $1.1 }
            return Explainer(draft: draft, states: states, losses: byExpert, companions: companions).explanation(
                of: facts, ExplanationDocument(answers, in: atHand.problem).dossier, atHand.remark)
        } catch Failure.noSolution(let reason) {
            return Explainer(draft: draft, states: states, losses: [:], companions: companions).explanation(
                of: facts, nil, reason)
        }
    }
}

/// Holds every expert against the rules that a panel keeps.
private struct Explainer {
    let draft: AssignmentDraft
    let states: [AssignmentDraft.Pair: Review.State]
    /// How much lower the total is with an expert on the dossier, at least.
    let losses: [String: Double]
    /// The dossiers that share the panel.
    let companions: [String]

    func explanation(
        of dossier: Dossier, _ closeness: ExplanationDocument.Dossier?, _ remark: Text?
    ) -> AssignmentExplanation {
        var loads: [String: Int] = [:]
        for pair in states.keys { loads[pair.expert, default: 0] += 1 }
        let panel = draft.experts.filter { states[.init(dossier: dossier.id, expert: $0.id)] != nil }
        let members = Set(panel.map(\.id))
        let others = draft.experts.filter { !members.contains($0.id) }
            .map { expert -> AssignmentExplanation.Other in
                let barriers = barriers(to: expert, on: dossier, panel: panel, load: loads[expert.id] ?? 0)
                return .init(
                    expert: expert, parts: draft.call.affinity.parts(of: expert, for: dossier),
                    reasons: barriers.isEmpty ? [cost(of: expert)] : barriers, barred: !barriers.isEmpty,
                    loss: losses[expert.id])
            }
        return AssignmentExplanation(
            dossier: dossier,
            panel: panel.map { expert in
                .init(
                    expert: expert, parts: draft.call.affinity.parts(of: expert, for: dossier),
                    state: states[.init(dossier: dossier.id, expert: expert.id)] ?? .assigned)
            }.sorted { ($1.parts.total, $0.expert.id) < ($0.parts.total, $1.expert.id) },
            others: others.sorted { ($1.parts.total, $0.expert.id) < ($0.parts.total, $1.expert.id) },
            closeness: closeness, remark: remark)
    }

    /// What it would cost to put somebody on the panel whom no rule keeps out.
    private func cost(of expert: Expert) -> Text {
        switch losses[expert.id] {
        case let loss? where loss > 0:
            Text(zh: "可以评审，但纳入后总匹配度至少减少 \(loss)", en: "could review it, but with this pair the total is at least \(loss) lower")
        case 0?:
            Text(zh: "可以评审，纳入后总匹配度至多持平", en: "could review it; with this pair the total is no higher than it is")
        case let loss?:
            Text(zh: "可以评审，纳入后总匹配度至多增加 \(-loss)", en: "could review it; with this pair the total is at most \(-loss) higher")
        case nil: Text(zh: "可以评审", en: "could review it")
        }
    }

    private func barriers(to expert: Expert, on dossier: Dossier, panel: [Expert], load: Int) -> [Text] {
        let pair = AssignmentDraft.Pair(dossier: dossier.id, expert: expert.id)
        var reasons = (draft.conflicts[pair] ?? []).map { conflict in
            conflict.ground.name + Text(zh: "：", en: ": ") + conflict.evidence
        }
        if let review = draft.left[pair], review.state == .declined {
            reasons.append(Text(zh: "已谢绝：\(review.reason ?? "")", en: "declined: \(review.reason ?? "")"))
        }
        if let barrier = draft.pools.barrier(to: expert.id, in: dossier.category) {
            reasons.append(barrier)
        } else if draft.openings != nil, !draft.isOpen(dossier, to: expert.id) {
            reasons.append(
                Text(zh: "评审开始后，空缺由备选专家按抽取次序递补", en: "once the reviews began, reserves take vacant places in the order of the draw"))
        }
        if load >= expert.maximumLoad {
            reasons.append(Text(zh: "已达评审数上限 \(expert.maximumLoad)", en: "has the most reviews, \(expert.maximumLoad), already"))
        }
        reasons += companions.filter { draft.conflicts[.init(dossier: $0, expert: expert.id)] != nil }.map { other in
            Text(zh: "须回避同组的 \(other)", en: "in conflict with \(other), which shares the panel")
        }
        guard let rules = draft.panel(of: dossier) else { return reasons }
        return reasons + crowding(expert, panel: panel, rules: rules)
    }

    /// Limits that the panel as it stands has used up; swapping somebody out could make room.
    private func crowding(_ expert: Expert, panel: [Expert], rules: Call.Panel) -> [Text] {
        var reasons: [Text] = []
        let own = Set(draft.organisations[expert.id] ?? [])
        if let limit = rules.perOrganisation, !own.isEmpty {
            let colleagues = panel.filter { !own.isDisjoint(with: draft.organisations[$0.id] ?? []) }
            if colleagues.count >= limit {
                let names = colleagues.map(\.id).joined(separator: "、")
                reasons.append(Text(zh: "评审组中已有同单位专家 \(names)", en: "the panel has an expert of the same organisation: \(names)"))
            }
        }
        if let limit = rules.perRegion, panel.count(where: { $0.region == expert.region }) >= limit {
            reasons.append(Text(zh: "评审组中同地区专家已满 \(limit) 名", en: "the panel has \(limit) experts of the same region already"))
        }
        for share in rules.composition {
            guard let maximum = share.maximum, expert.specialties.contains(share.specialty),
                panel.count(where: { $0.specialties.contains(share.specialty) }) >= maximum
            else { continue }
            let name = draft.call.name(ofSpecialty: share.specialty)
            reasons.append(Text(zh: "评审组中\(name.zh)专家已满 \(maximum) 名", en: "the panel has \(maximum) \(name.en) experts already"))
        }
        return reasons
    }
}
