internal import Matching
public import Programme

/// What a plan made during the reviews changes (方案变动): dossier by dossier who leaves and who comes, as it stood when the
/// plan was made.
public struct PlanChanges: Codable, Sendable, Hashable {
    /// The dossiers whose panels change, in the order of their numbers.
    public var dossiers: [Panel]
    /// How many pairs the plan takes out: reviews that were asked for and not given back.
    public var moved: Int
    /// Of these, how many have a saved draft.
    public var begun: Int
    /// Whether it is proven that no plan takes out fewer, and none of those fewer with a draft.
    public var fewest: Bool
    /// The total affinity of the pairs that sit, in ten-thousandths.
    public var totalBefore: Int
    /// Where pairs had to move: up to how many changes the prices of the problem outweigh everything, by which the problem
    /// can be written again. Nil where all else is kept.
    public var within: Int?

    /// Puts one together from its parts.
    public init(dossiers: [Panel], moved: Int, begun: Int, fewest: Bool, totalBefore: Int, within: Int? = nil) {
        self.dossiers = dossiers
        self.moved = moved
        self.begun = begun
        self.fewest = fewest
        self.totalBefore = totalBefore
        self.within = within
    }

    /// The change of one panel.
    public struct Panel: Codable, Sendable, Hashable {
        /// The dossier.
        public var dossier: String
        /// Who leaves or has left.
        public var leaving: [Leaver]
        /// Who comes.
        public var coming: [Newcomer]

        /// Puts one together from its parts.
        public init(dossier: String, leaving: [Leaver], coming: [Newcomer]) {
            self.dossier = dossier
            self.leaving = leaving
            self.coming = coming
        }
    }

    /// Somebody who leaves a panel.
    public struct Leaver: Codable, Sendable, Hashable {
        /// The expert.
        public var expert: String
        /// How far their review was.
        public var state: State

        /// Puts one together from its parts.
        public init(expert: String, state: State) {
            self.expert = expert
            self.state = state
        }

        /// How far a review is whose expert leaves.
        public enum State: String, Codable, Sendable, CaseIterable {
            /// Asked for, nothing saved.
            case assigned
            /// A draft is saved.
            case begun
            /// Given back before.
            case declined
            /// Given back before, in conflict.
            case recused

            /// The state's name.
            public var name: Text {
                switch self {
                case .assigned: Text(zh: "调整，尚未动笔", en: "moved, not begun")
                case .begun: Text(zh: "调整，已存草稿", en: "moved, with a saved draft")
                case .declined: Review.State.declined.name
                case .recused: Review.State.recused.name
                }
            }

            /// Whether the plan takes the review away; else the expert gave it back.
            public var isMoved: Bool { self == .assigned || self == .begun }
        }
    }

    /// Somebody who comes to a panel.
    public struct Newcomer: Codable, Sendable, Hashable {
        /// The expert.
        public var expert: String
        /// Their place among the reserves of a public draw, from 1; nil for anybody else.
        public var reserve: Int?

        /// Puts one together from its parts.
        public init(expert: String, reserve: Int? = nil) {
            self.expert = expert
            self.reserve = reserve
        }
    }

    /// The pairs that the plan takes out: dossier, expert.
    var withdrawn: [(pair: AssignmentDraft.Pair, isBegun: Bool)] {
        dossiers.flatMap { panel in
            panel.leaving.filter(\.state.isMoved).map {
                (AssignmentDraft.Pair(dossier: panel.dossier, expert: $0.expert), $0.state == .begun)
            }
        }
    }

    /// The pairs that it brings in: dossier, expert.
    var added: [[String]] { dossiers.flatMap { panel in panel.coming.map { [panel.dossier, $0.expert] } } }
}

extension PlanChanges {
    /// The difference between the panels that sit and a plan.
    init(to plan: Plan, in problem: AssignmentProblem, from draft: AssignmentDraft) {
        let pairs = problem.names(of: plan.assignments).map { AssignmentDraft.Pair(dossier: $0[0], expert: $0[1]) }
        let (sitting, planned) = (Set(draft.sitting), Set(pairs))
        let coming = Dictionary(grouping: pairs.filter { !sitting.contains($0) }, by: \.dossier)
        let going = Dictionary(grouping: draft.sitting.filter { !planned.contains($0) }, by: \.dossier)
        let begun = draft.mending?.begun ?? []
        dossiers = draft.dossiers.compactMap { dossier in
            guard let newcomers = coming[dossier.id] else { return nil }
            let movers = (going[dossier.id] ?? []).map {
                Leaver(expert: $0.expert, state: begun.contains($0) ? .begun : .assigned)
            }
            let before = draft.lastLeavers(of: dossier, from: newcomers.count - movers.count).map {
                Leaver(expert: $0.expert, state: $0.state == .recused ? .recused : .declined)
            }
            return Panel(
                dossier: dossier.id, leaving: before + movers,
                coming: newcomers.map { pair in
                    let isCalled = draft.openings?[dossier.id]?.contains(pair.expert) == true
                    return Newcomer(
                        expert: pair.expert,
                        reserve: isCalled ? draft.pools.place(ofReserve: pair.expert, in: dossier.category) : nil)
                })
        }
        moved = going.values.reduce(0) { $0 + $1.count }
        self.begun = going.values.joined().count { begun.contains($0) }
        // Where all else is kept nothing moves, and fewer than nothing is impossible.
        fewest = draft.mending == nil || plan.status == .optimal
        totalBefore = draft.total(of: draft.sitting)
        within = draft.mending?.within
    }
}

extension AssignmentDraft {
    /// The affinity of some pairs, in ten-thousandths.
    func total(of pairs: [Pair]) -> Int {
        let dossiers = Dictionary(dossiers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let experts = Dictionary(experts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return pairs.reduce(0) { total, pair in
            guard let dossier = dossiers[pair.dossier], let expert = experts[pair.expert] else { return total }
            return total + call.affinity.parts(of: expert, for: dossier).total
        }
    }
}

extension PlanChanges {
    /// Reserves of public draws whom the plan calls up.
    var reserves: [PlanReport.Reserve] {
        dossiers.flatMap { panel in
            panel.coming.compactMap { newcomer in
                newcomer.reserve.map { .init(dossier: panel.dossier, expert: newcomer.expert, place: $0) }
            }
        }
    }
}
