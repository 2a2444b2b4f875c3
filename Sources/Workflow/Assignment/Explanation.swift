internal import Formats
public import Programme

/// Who reviews a dossier, and who does not and why.
public struct AssignmentExplanation: Codable, Sendable {
    /// The dossier.
    public var dossier: Dossier
    /// Those on the panel.
    public var panel: [Member]
    /// All others, the best match first.
    public var others: [Other]

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
        /// Whether a rule stands in the way; otherwise the whole plan is at least as good without the pair.
        public var barred: Bool
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
}

extension Office {
    /// The pairs of the assignment as they stand.
    public func assignment(as actor: String) async throws -> [AssignedPair] {
        try await consult(.seeAssignment, as: actor) { reader, _, _ in
            let categories = Dictionary(
                try reader.all(Dossier.self).map { ($0.id, $0.category) }, uniquingKeysWith: { first, _ in first })
            let groups = try reader.approvedGroups().enumerated().filter { $1.count > 1 }
            let groupOf = Dictionary(
                groups.flatMap { index, group in group.map { ($0, index + 1) } }, uniquingKeysWith: { first, _ in first })
            return try reader.all(Review.self).map {
                AssignedPair(
                    dossier: $0.dossier, category: categories[$0.dossier] ?? "", expert: $0.expert,
                    group: groupOf[$0.dossier], state: $0.state)
            }
        }
    }

    /// Says for a dossier who reviews it and who does not and why, in the approved plan or the last proposed one.
    public func explain(_ dossier: String, as actor: String) async throws -> AssignmentExplanation {
        try await consult(.seeAssignment, as: actor) { reader, call, round in
            let dossier = try reader.get(Dossier.self, dossier, named: Text(zh: "申报材料", en: "dossier"))
            let draft = try AssignmentDraft(reader, call: call, round: round)
            guard draft.dossiers.contains(where: { $0.id == dossier.id }) else {
                throw Failure.failed(
                    Text(zh: "\(dossier.id) 不予受理，不参加评审。", en: "\(dossier.id) was refused at intake and is not reviewed."))
            }
            var states: [AssignmentDraft.Pair: Review.State] = [:]
            var groups = try reader.approvedGroups()
            for review in try reader.all(Review.self) where review.state.sits {
                states[.init(dossier: review.dossier, expert: review.expert)] = review.state
            }
            if states.isEmpty {
                guard let plan = try reader.all(PlanRecord.self).last(where: { $0.state == .proposed }) else {
                    throw Failure.failed(
                        Text(zh: "尚无分配方案。先用 assignment plan。", en: "There is no plan yet. Make one with assignment plan."))
                }
                for pair in plan.pairs { states[.init(dossier: pair[0], expert: pair[1])] = .assigned }
                groups = try PlanFile.groups(in: plan.document)
            }
            let companions = groups.first { $0.contains(dossier.id) }?.filter { $0 != dossier.id } ?? []
            return Explainer(draft: draft, states: states, companions: companions).explanation(of: dossier)
        }
    }
}

/// Holds every expert against the rules that a panel keeps.
private struct Explainer {
    let draft: AssignmentDraft
    let states: [AssignmentDraft.Pair: Review.State]
    /// The dossiers that share the panel.
    let companions: [String]

    func explanation(of dossier: Dossier) -> AssignmentExplanation {
        var loads: [String: Int] = [:]
        for pair in states.keys { loads[pair.expert, default: 0] += 1 }
        let panel = draft.experts.filter { states[.init(dossier: dossier.id, expert: $0.id)] != nil }
        let members = Set(panel.map(\.id))
        let others = draft.experts.filter { !members.contains($0.id) }
            .map { expert -> AssignmentExplanation.Other in
                let barriers = barriers(to: expert, on: dossier, panel: panel, load: loads[expert.id] ?? 0)
                return .init(
                    expert: expert, parts: draft.call.affinity.parts(of: expert, for: dossier),
                    reasons: barriers.isEmpty
                        ? [Text(zh: "可以评审，但纳入后方案总匹配度不会更高", en: "could review it, but no plan with this pair has a higher total")]
                        : barriers,
                    barred: !barriers.isEmpty)
            }
        return AssignmentExplanation(
            dossier: dossier,
            panel: panel.map { expert in
                .init(
                    expert: expert, parts: draft.call.affinity.parts(of: expert, for: dossier),
                    state: states[.init(dossier: dossier.id, expert: expert.id)] ?? .assigned)
            }.sorted { ($1.parts.total, $0.expert.id) < ($0.parts.total, $1.expert.id) },
            others: others.sorted { ($1.parts.total, $0.expert.id) < ($0.parts.total, $1.expert.id) })
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
