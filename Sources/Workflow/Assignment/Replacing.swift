internal import Formats
internal import Matching
import Programme

extension Office {
    /// Finds experts for the places that are vacant: those that declines, recusals and conflicts left, and those of a
    /// dossier that came late. A place of a category whose experts were drawn goes to the next reserve of the draw.
    ///
    /// First nothing else is touched. Where no such plan exists, as few reviews as possible move, of them as few as
    /// possible with a saved draft, and the plan is worth as much as it then can; submitted ones never do. All of that is
    /// shown by one certificate.
    public func findReplacements(as actor: String, timeLimit: Double?, seed: UInt64) async throws -> PlanReport {
        if let told: PlanReport = try await told(.findReplacements, to: actor) { return told }
        let draft = try await consult(.findReplacements, as: actor) { reader, call, round in
            try AssignmentDraft(reader, call: call, round: round)
        }
        let places = draft.dossiers.reduce(0) { $0 + (draft.panel(of: $1)?.size ?? 0) }
        guard draft.sitting.count < places else {
            throw Failure.failed(Text(zh: "没有空缺，无须补选。", en: "No place is vacant; nothing needs replacing."))
        }
        let common = SearchesTogether(timeLimit: timeLimit, seed: seed, cancellation: watch.cancellation, progress: watch.progress)
        let answer: Replacement
        if let kept = try await Replacement(keepingAll: draft, common) {
            answer = kept
        } else {
            let begun = try await consult(.findReplacements, as: actor) { reader, _, _ in try reader.begunReviews() }
            answer = try await Replacement(moving: draft, begun: begun, common)
        }
        return try await propose(
            answer.plan, of: answer.problem, written: answer.text, answer.draft, .replacement, .findReplacements, as: actor)
    }
}

/// A plan for vacant places, and the problem that it solves.
private struct Replacement {
    let draft: AssignmentDraft
    let problem: AssignmentProblem
    /// The problem as an instance.
    let text: String
    let plan: Plan

    /// The best plan in which everything that sits stays; nil where there is none.
    init?(keepingAll draft: AssignmentDraft, _ common: SearchesTogether) async throws {
        var draft = draft
        guard let places = try await ReserveSearch(draft: draft, common: common).places() else { return nil }
        draft.openings = places.openings
        let problem = try draft.problem(named: draft.call.id)
        async let text = InstanceFile.text(of: problem)
        let plan = try await problem.solved(
            common.options(diagnosing: false), cancellation: common.cancellation, progress: common.progress)
        guard plan.status != .infeasible else { return nil }
        (self.draft, self.problem, self.text, self.plan) = (draft, problem, await text, plan)
    }

    /// The plan that moves the fewest reviews; where there is none either, why.
    init(moving draft: AssignmentDraft, begun: Set<AssignmentDraft.Pair>, _ common: SearchesTogether) async throws {
        var loose = draft.loosened(begun: begun)
        loose.openings = [:]
        let search = ReserveSearch(draft: loose, common: common)
        let places = try await search.places()
        if let places {
            loose = loose.loosened(begun: begun, joining: places.map(\.pair))
            loose.openings = places.openings
            let (movable, spared) = loose.mending.map(loose.pairs) ?? ([], [])
            let mended = try await loose.problemOfKept(named: draft.call.id)
                .mendedConcurrently(
                    movable, sparing: spared, common.options(diagnosing: false), cancellation: common.cancellation,
                    progress: common.progress)
            if mended.plan.status != .infeasible {
                loose.mending?.within = mended.changes
                (self.draft, problem, plan) = (loose, mended.problem, mended.plan)
                text = InstanceFile.text(of: mended.problem)
                return
            }
        } else {
            loose.openings = search.candidates.openings
        }
        let problem = loose.problemOfKept(named: draft.call.id)
        (self.draft, self.problem, text) = (loose, problem, InstanceFile.text(of: problem))
        plan = try await problem.solved(common.options(), cancellation: common.cancellation, progress: common.progress)
    }
}
