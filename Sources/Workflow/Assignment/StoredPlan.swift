internal import Cryptography
internal import Formats
internal import Matching
internal import Programme

/// The plan of a round that explanations are about: the approved one, before that the last proposed.
///
/// It is held against the problem for which it was made: nobody's pairs are pinned, though once the reviews have begun
/// they stay. Where conflicts, declines or draws have changed that problem since, it is compared with the best plan of the
/// problem as it is now.
struct StoredPlan: Sendable {
    private let record: PlanRecord
    private let problem: AssignmentProblem

    /// - Throws: `Failure.failed` where there is no plan yet.
    init(_ reader: any RoundReader, draft: AssignmentDraft) throws {
        let plans = try reader.all(PlanRecord.self).filter { $0.purpose == .round }.sorted { $0.number < $1.number }
        guard let record = plans.last(where: { $0.approvedBy != nil }) ?? plans.last(where: { $0.state == .proposed }) else {
            throw Failure.failed(
                Text(zh: "尚无分配方案。先用 assignment plan。", en: "There is no plan yet. Make one with assignment plan."))
        }
        self.record = record
        problem = try draft.beforeTheReviews.problem(named: draft.call.id)
    }

    /// The pairs of the plan: dossier, expert.
    var pairs: [[String]] { record.pairs }

    /// The groups of dossiers that share a panel in it.
    var groups: [[String]] { get throws { try PlanFile.groups(in: record.document) } }

    /// A plan with its problem, and that it is another one, where it is.
    struct AtHand: Sendable {
        let problem: AssignmentProblem
        let plan: Plan
        let remark: Text?
    }

    /// The plan as it was made, where its problem is still the same, else the best one of the problem as it is.
    ///
    /// - Parameter cancellation: Ends the search for that with the best so far.
    /// - Throws: `Failure.noSolution` where that has none.
    func atHand(until cancellation: Cancellation? = nil) async throws -> AtHand {
        let text = InstanceFile.text(of: problem)
        if SHA256Digest(of: text).description == record.instance {
            let instance = try InstanceFile(bytes: Array(text.utf8), file: problem.name) { name throws(Failure) in
                throw .failed(Text(verbatim: name))
            }
            let file = try PlanFile(bytes: Array(record.document.utf8), file: "plan \(record.number)", for: instance)
            return AtHand(problem: problem, plan: file.plan, remark: nil)
        }
        let plan = try await problem.solved(cancellation: cancellation)
        guard plan.status != .infeasible else {
            throw Failure.noSolution(
                Text(
                    zh: "第 \(record.number) 号方案之后，回避登记或评审情况有变，按现状已无可行方案：",
                    en: "The register or the reviews have changed since plan \(record.number); as things are there is no plan: ")
                    + (plan.diagnosis.first?.message ?? Text(verbatim: "")))
        }
        return AtHand(
            problem: problem, plan: plan,
            remark: Text(
                zh: "第 \(record.number) 号方案之后，回避登记或评审情况有变：以下各数与按现状重新求得的最优方案相比。",
                en: "The register or the reviews have changed since plan \(record.number): "
                    + "figures are held against the best plan for the round as it is now."))
    }
}

extension AssignmentDraft {
    /// The same as if no review had been asked for yet.
    fileprivate var beforeTheReviews: AssignmentDraft {
        var draft = self
        draft.kept = []
        draft.openings = nil
        draft.mending = nil
        return draft
    }

    /// Refuses a dossier that takes no part.
    func refuseInactive(_ dossier: String) throws {
        guard dossiers.contains(where: { $0.id == dossier }) else {
            throw Failure.failed(
                Text(zh: "\(dossier) 不予受理，不参加评审。", en: "\(dossier) was refused at intake and is not reviewed."))
        }
    }
}
