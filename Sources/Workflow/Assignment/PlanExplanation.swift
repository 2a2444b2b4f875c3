public import Formats
internal import Matching
public import Programme

/// What was asked of a round's plan, answered.
public struct PlanExplanation: Codable, Sendable {
    /// The answers.
    public var answers: ExplanationDocument
    /// That the round has changed since the plan was made; nil where it hasn't.
    public var remark: Text?
}

extension Office {
    /// Says of a pair what it costs to have it or not, of an expert how scarce they are, and which dossiers are closest to
    /// being impossible: in the approved plan or the last proposed one.
    ///
    /// - Throws: `Failure` where the round has no such dossier or expert, or no plan.
    public func explain(
        pair: (dossier: String, expert: String)? = nil, expert: String? = nil, tightest: Int? = nil, as actor: String
    ) async throws -> PlanExplanation {
        let stored = try await consult(.seeAssignment, as: actor) { reader, call, round in
            let draft = try AssignmentDraft(reader, call: call, round: round)
            if let pair {
                let dossier = try reader.get(Dossier.self, pair.dossier, named: Text(zh: "申报材料", en: "dossier"))
                try draft.refuseInactive(dossier.id)
            }
            for id in [pair?.expert, expert].compactMap({ $0 }) {
                _ = try reader.get(Expert.self, id, named: Text(zh: "专家", en: "expert"))
            }
            return try StoredPlan(reader, draft: draft)
        }
        let atHand = try await stored.atHand(until: watch.cancellation)
        let question = try ExplanationQuestion(pair: pair, expert: expert, tightest: tightest, in: atHand.problem)
        let answers = try await atHand.problem.explained(question, in: atHand.plan, cancellation: watch.cancellation)
        return PlanExplanation(answers: ExplanationDocument(answers, in: atHand.problem), remark: atHand.remark)
    }
}
