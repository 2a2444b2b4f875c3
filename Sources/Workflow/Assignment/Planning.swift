internal import Cryptography
internal import Formats
internal import Matching
public import Programme

/// A plan with what a reader weighs before approving it.
public struct PlanReport: Codable, Sendable {
    /// Its number; nil where there is no plan since the problem has no solution.
    public var number: Int?
    /// What it is for.
    public var purpose: PlanRecord.Purpose
    /// Whether it fills every place, and is proven the best.
    public var status: String
    /// The total affinity, in ten-thousandths.
    public var total: Int
    /// What the total cannot exceed, in ten-thousandths.
    public var bound: Int
    /// Places filled.
    public var filled: Int
    /// Places asked for.
    public var places: Int
    /// How many experts have how many reviews: the index is the number of reviews.
    public var loads: [Int]
    /// Pairs that it adds to those that stay.
    public var added: [[String]]
    /// Who leads the panels that have a lead: dossier, expert; nil where the call asks for none.
    public var leads: [[String]]?
    /// The dossiers that share a panel, a group each; nil where none do.
    public var groups: [[String]]?
    /// Reserves of public draws whom it calls up.
    public var reserves: [Reserve]
    /// Why there is no solution, in words.
    public var diagnosis: [Text]
    /// What each objective of the call reached and cost the others, in words; nil where it has the total alone.
    public var steps: [Text]?
    /// For a replacement, who leaves and who comes; nil where there is no plan, or for one of an earlier version of the
    /// program.
    public var changes: PlanChanges?
    /// Where the plan stands; nil where there is none.
    public var state: PlanRecord.State?

    /// A reserve who takes a vacant place.
    public struct Reserve: Codable, Sendable {
        /// The dossier.
        public var dossier: String
        /// The expert.
        public var expert: String
        /// The place in the order of the draw, from 1.
        public var place: Int
    }
}

extension Office {
    /// Makes a plan for the whole round: exact, by integer programming, proven the best or with its bound.
    public func makePlan(as actor: String, timeLimit: Double?, seed: UInt64) async throws -> PlanReport {
        if let told: PlanReport = try await told(.makePlan, to: actor) { return told }
        let (draft, earlier) = try await consult(.makePlan, as: actor) { reader, call, round in
            if let limit = call.draw?.chanceLimit {
                throw Failure.failed(
                    Text(
                        zh: "通知规定分配方案由抽签产生（机会上限 \(limit)）：用 assignment lottery 编制，再用 draw commit --plans、draw run --plans 抽取。",
                        en:
                            "The call has the plan drawn from a lottery (limit of chance \(limit)): make one with assignment lottery, then draw commit --plans and draw run --plans."
                    ))
            }
            let missing = try reader.missingPoolDraws(call)
            guard missing.isEmpty else {
                throw Failure.failed(
                    Text(zh: "通知规定先公开抽取专家：", en: "The call asks for experts to be drawn first: ") + missing.enumerated())
            }
            let earlier = try reader.all(PlanRecord.self).filter { $0.purpose == .round }.max { $0.number < $1.number }
            let pairs = earlier?.pairs.map { AssignmentDraft.Pair(dossier: $0[0], expert: $0[1]) }
            return (try AssignmentDraft(reader, call: call, round: round), pairs)
        }
        var options = SolveOptions(timeLimit: timeLimit, seed: seed)
        if let steps = draft.call.objectives?.compactMap({ ObjectiveStep($0) }) {
            // The first plan has none to change.
            options = SolveOptions(
                steps: steps.filter { earlier != nil || $0.objective != .changes }, comparedWith: draft.indices(of: earlier ?? []).sorted(),
                timeLimit: timeLimit, seed: seed)
        }
        return try await plan(draft, .round, .makePlan, options, as: actor)
    }

    private func plan(
        _ draft: AssignmentDraft, _ purpose: PlanRecord.Purpose, _ act: Act, _ options: SolveOptions, as actor: String
    ) async throws -> PlanReport {
        let problem = try draft.problem(named: draft.call.id)
        // Written while the solver runs: a plan is told with the problem that it solves.
        async let text = InstanceFile.text(of: problem)
        let plan = try await problem.solved(options, cancellation: watch.cancellation, progress: watch.progress)
        return try await propose(plan, of: problem, written: await text, draft, purpose, act, as: actor)
    }

    /// Keeps a plan as a proposal, where it is one and passes its check.
    ///
    /// - Parameter text: The problem as an instance.
    func propose(
        _ plan: Plan, of problem: AssignmentProblem, written text: String, _ draft: AssignmentDraft, _ purpose: PlanRecord.Purpose,
        _ act: Act,
        as actor: String
    ) async throws -> PlanReport {
        let plan = plan.leading(problem, keeping: draft.indices(of: draft.leading))
        let report = PlanReport(of: plan, for: draft, problem, purpose)
        guard plan.status != .infeasible else { return report }
        async let verification = problem.verify(plan)
        let file = PlanFile(plan: plan, instanceName: problem.name, instanceText: text)
        let digest = file.instanceDigest
        let document = file.text(for: problem)
        let faults = await verification.faults
        guard faults.isEmpty else {
            throw Failure.failed(
                Text(zh: "分配方案未通过核验，未保存：", en: "The plan did not pass its own check and was not kept: ")
                    + faults.enumerated())
        }
        return try await perform(act, as: actor) { ledger in
            try ledger.refuseChange(since: draft, digest)
            var report = report
            report.number = try ledger.propose(
                plan, purpose, pairs: problem.names(of: plan.assignments), leads: report.leads, admitted: draft.admitted, digest: digest,
                document: document, report)
            return report
        }
    }

    /// Puts a plan into force: its experts are asked for their reviews, and those whose reviews it moves are asked no more.
    ///
    /// - Parameter reason: Why reviews are moved, as their experts are told; by default that the plan fills vacant places.
    public func approvePlan(_ number: Int?, reason: String? = nil, as actor: String) async throws -> PlanRecord {
        // What is kept of the request is the number alone: a plan with its proof is long.
        let approved = try await perform(.approvePlan, as: actor, remark: reason) { ledger in
            let proposed = try ledger.reader.all(PlanRecord.self).filter { $0.state == .proposed }
            guard var plan = proposed.last(where: { number == nil || $0.number == number }) else {
                throw Failure.failed(
                    Text(zh: "没有待批准的分配方案。先用 assignment plan。", en: "No plan awaits approval. Make one with assignment plan."))
            }
            // After the reviews began only vacant places are filled, with the fewest changes: a new plan for the round
            // would take away more reviews than need be.
            guard (plan.purpose == .replacement) == (ledger.round.stage == .reviews) else {
                throw Failure.failed(
                    Text(
                        zh: "第 \(plan.number) 号方案不适用于现阶段。", en: "Plan \(plan.number) does not fit the present stage."))
            }
            let undrawn = try ledger.reader.pairsNotDrawn(in: plan, ledger.round, call: ledger.call)
            guard undrawn.isEmpty else {
                throw Failure.failed(
                    Text(
                        zh: "第 \(plan.number) 号方案中有未抽中的专家（\(undrawn[0].joined(separator: "、")) 等），须重新求解。",
                        en:
                            "Plan \(plan.number) has experts who are not drawn (\(undrawn[0].joined(separator: ", ")) among them). Plan again."
                    ))
            }
            guard try ledger.reader.isDrawnAsAsked(plan, ledger.call) else {
                throw Failure.failed(
                    Text(
                        zh: "第 \(plan.number) 号方案不是最近一次抽签抽中的方案，不能批准。",
                        en: "Plan \(plan.number) is not the one that the last draw took, and cannot be approved."))
            }
            try ledger.refuseIfOvertaken(plan)
            for var earlier in try ledger.reader.all(PlanRecord.self)
            where earlier.number != plan.number && earlier.purpose == plan.purpose && earlier.state != .superseded {
                guard plan.purpose == .round || earlier.state == .proposed else { continue }
                earlier.state = .superseded
                try ledger.put(earlier)
            }
            plan.state = .approved
            plan.approvedBy = actor
            try ledger.put(plan)
            try ledger.install(plan, reason: reason)
            return plan.number
        }
        return try await store.read { try $0.get(PlanRecord.self, "\(approved)", named: Text(zh: "方案", en: "plan")) }
    }

    /// A plan as published (by default the last), in the format `linxuan-plan/1`.
    public func plan(_ number: Int?, as actor: String) async throws -> PlanRecord {
        try await consult(.seeAssignment, as: actor) { reader, _, _ in
            guard let plan = try reader.all(PlanRecord.self).last(where: { number == nil || $0.number == number }) else {
                throw Failure.failed(Text(zh: "尚无分配方案。", en: "There is no plan yet."))
            }
            return plan
        }
    }

    /// A plan as it was shown when it was made, with what it changes.
    public func planReport(_ number: Int, as actor: String) async throws -> PlanReport {
        try await consult(.seeAssignment, as: actor) { reader, _, _ in
            let plan = try reader.get(PlanRecord.self, "\(number)", named: Text(zh: "方案", en: "plan"))
            return try PlanReport(of: plan, experts: try reader.all(Expert.self).map(\.id))
        }
    }

    /// The assignment problem as it stands, in the format `linxuan-assignment/1`: what anyone can solve or verify
    /// without the program's database.
    public func instance(as actor: String) async throws -> String {
        try await consult(.seeAssignment, as: actor) { reader, call, round in
            InstanceFile.text(of: try reader.draftAsProposed(call: call, round: round).problem(named: call.id))
        }
    }
}

extension AssignmentProblem {
    func names(of pairs: [AssignmentPair]) -> [[String]] {
        pairs.map { [dossiers[$0.dossier].id, experts[$0.expert].id] }
    }
}

extension RoundReader {
    /// The pairs of a plan for the round with experts whom the public draws do not let serve.
    func pairsNotDrawn(in plan: PlanRecord, _ round: RoundState, call: Call) throws -> [[String]] {
        guard plan.purpose == .round, call.draw != nil else { return [] }
        let pools = try DrawnPools(self, call: call, round: round)
        let categories = Dictionary(
            try all(Dossier.self).map { ($0.id, $0.category) }, uniquingKeysWith: { first, _ in first })
        return plan.pairs.filter { !pools.serves($0[1], in: categories[$0[0]] ?? "") }
    }
}

extension Plan {
    /// The plan with as many of some earlier leads as can stay.
    fileprivate func leading(_ problem: AssignmentProblem, keeping earlier: [AssignmentPair]) -> Plan {
        var plan = self
        plan.leads = problem.leads(of: self, keeping: earlier)
        return plan
    }
}

extension AssignmentDraft {
    /// The pairs opened to reserves, as a plan keeps them; nil where none is.
    fileprivate var admitted: [[String]]? {
        let pairs = (openings ?? [:]).flatMap { dossier, experts in experts.map { [dossier, $0] } }
        return pairs.isEmpty ? nil : pairs.sorted { $0.lexicographicallyPrecedes($1) { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
    }

    /// The same as pairs.
    fileprivate var admittedPairs: [Pair] { (admitted ?? []).map { Pair(dossier: $0[0], expert: $0[1]) } }
}

extension PlanReport {
    /// A plan as it is stored.
    init(of plan: PlanRecord, experts: [String]) throws {
        let groups = try PlanFile.groups(in: plan.document)
        let held = Dictionary(grouping: plan.pairs) { $0[1] }.mapValues(\.count)
        let loads = experts.map { held[$0] ?? 0 }
        self.init(
            number: plan.number, purpose: plan.purpose, status: (plan.optimal ? Plan.Status.optimal : .feasible).rawValue,
            total: plan.total, bound: plan.bound, filled: plan.pairs.count, places: plan.pairs.count,
            loads: (0...(loads.max() ?? 0)).map { load in loads.count { $0 == load } },
            added: plan.changes?.added ?? [], groups: groups.isEmpty ? nil : groups, reserves: plan.changes?.reserves ?? [], diagnosis: [],
            changes: plan.changes,
            state: plan.state)
    }

    init(of plan: Plan, for draft: AssignmentDraft, _ problem: AssignmentProblem, _ purpose: PlanRecord.Purpose) {
        var loads = [Int](repeating: 0, count: problem.experts.count)
        for pair in plan.assignments { loads[pair.expert] += 1 }
        let sitting = Set(draft.sitting)
        let added = problem.names(of: plan.assignments).filter {
            !sitting.contains(AssignmentDraft.Pair(dossier: $0[0], expert: $0[1]))
        }
        let isChange = purpose == .replacement && plan.status != .infeasible
        let changes = isChange ? PlanChanges(to: plan, in: problem, from: draft) : nil
        // What is paid for moving reviews is no affinity: no plan that moves as many has a larger total.
        let paid = plan.value.map { plan.total - $0 } ?? 0
        self.init(
            number: nil, purpose: purpose, status: plan.status.rawValue, total: Int((plan.total * 10_000).rounded()),
            bound: Int((((plan.bound ?? plan.worth) + paid) * 10_000).rounded(.down)), filled: plan.assignments.count,
            places: problem.dossiers.reduce(0) { $0 + $1.demand },
            loads: (0...(loads.max() ?? 0)).map { load in loads.count { $0 == load } },
            added: added, leads: problem.leads.isEmpty ? nil : problem.names(of: plan.leads),
            groups: plan.groups.isEmpty ? nil : plan.groups.map { $0.map { problem.dossiers[$0].id } },
            reserves: changes?.reserves ?? [],
            diagnosis: plan.diagnosis.flatMap { obstacle in
                // What is pinned in a round are reviews that are under way or handed in: nobody may take those out.
                [obstacle.message] + obstacle.remedies.filter { $0.kind != .unpin }.map(\.message)
            },
            changes: changes, state: nil)
        if plan.status == .infeasible, purpose == .round, !draft.pools.orders.isEmpty {
            diagnosis.append(
                Text(
                    zh: "部分类别的专家由公开抽取限定；确需时可多抽（draw commit --experts，须写明理由），再行求解",
                    en:
                        "the experts of some categories are those drawn: where need be, draw more (draw commit --experts, with a reason) and plan again"
                ))
        }
        if plan.status == .optimal { bound = total }
        if plan.objective == .ordered { steps = plan.stepTexts(for: problem) }
    }
}

extension Ledger {
    /// Somebody may have changed the register while the solver ran: a plan for another problem is worth nothing.
    fileprivate func refuseChange(since draft: AssignmentDraft, _ instanceDigest: String) throws {
        guard try reader.logEnd()?.digest != draft.knownUpTo else { return }
        var current = try AssignmentDraft(reader, call: call, round: round)
        current.openings = draft.openings
        if let mending = draft.mending {
            let joining = draft.admittedPairs
            current = current.loosened(begun: try reader.begunReviews(), joining: joining, within: mending.within)
        }
        let problemNow = try current.problem(named: call.id)
        guard SHA256Digest(of: InstanceFile.text(of: problemNow)).description == instanceDigest else {
            throw Failure.failed(
                Text(
                    zh: "计算期间回避登记或评审情况有变，方案未保存。请重新运行。",
                    en: "The register or the reviews changed meanwhile; the plan was not kept. Run it again."))
        }
    }

    /// Keeps a plan as a proposal in place of an earlier one.
    func propose(
        _ plan: Plan, _ purpose: PlanRecord.Purpose, pairs: [[String]], leads: [[String]]?, admitted: [[String]]?, digest: String,
        document: String, _ report: PlanReport
    ) throws -> Int {
        let earlier = try reader.all(PlanRecord.self)
        for var other in earlier where other.state == .proposed {
            other.state = .superseded
            try put(other)
        }
        let number = (earlier.map(\.number).max() ?? 0) + 1
        try put(
            PlanRecord(
                number: number, purpose: purpose, state: .proposed, pairs: pairs, optimal: plan.status == .optimal,
                total: report.total, bound: max(report.bound, report.total), instance: digest, document: document,
                madeBy: actor, madeAt: now, approvedBy: nil, admitted: admitted, leads: leads,
                changes: report.changes))
        return number
    }

    /// Asks the experts of an approved plan for the reviews that are not asked for yet.
    func install(_ plan: PlanRecord, reason: String? = nil) throws {
        let wanted = Set(plan.pairs)
        for review in try reader.all(Review.self) where review.state == .assigned && !wanted.contains(review.identity) {
            // Only before the reviews begin: a plan made anew takes the place of the one before.
            if round.stage == .assignment { try remove(review) }
        }
        try withdraw(plan, reason: reason)
        for pair in plan.pairs {
            // A review that was withdrawn may come back to its expert, with what they had saved.
            let earlier = try reader.find(Review.self, pair)
            guard earlier == nil || earlier?.state == .withdrawn else { continue }
            try put(Review(dossier: pair[0], expert: pair[1], state: .assigned, plan: plan.number, at: now))
        }
    }
}
