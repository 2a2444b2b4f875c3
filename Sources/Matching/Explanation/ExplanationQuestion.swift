public import Programme
internal import Solver

/// What is asked of a plan: any of these at once.
public struct ExplanationQuestion: Sendable, Hashable {
    /// Why a pair is in the plan, or is not.
    public var pair: AssignmentPair?
    /// How scarce an expert is.
    public var expert: Int?
    /// How close a dossier is to being impossible.
    public var dossier: Int?
    /// Which dossiers are the closest, so many of them.
    public var tightest: Int?

    /// Nothing asked yet.
    public init() {}

    /// A question by ids.
    ///
    /// - Throws: `Failure.usage` where the problem has no such dossier or expert.
    public init(
        pair: (dossier: String, expert: String)? = nil, expert: String? = nil, dossier: String? = nil, tightest: Int? = nil,
        in problem: AssignmentProblem
    ) throws(Failure) {
        if let pair {
            self.pair = AssignmentPair(
                dossier: try problem.dossier(named: pair.dossier), expert: try problem.expert(named: pair.expert))
        }
        if let expert { self.expert = try problem.expert(named: expert) }
        if let dossier { self.dossier = try problem.dossier(named: dossier) }
        self.tightest = tightest
    }
}

/// The answers to a question.
public struct Explanations: Sendable, Hashable {
    /// Of the pair.
    public var pair: PairExplanation?
    /// Of the expert.
    public var expert: ExpertExplanation?
    /// Of the dossier.
    public var dossier: DossierExplanation?
    /// The tightest dossiers.
    public var tightest: [TightDossier]?
}

extension AssignmentProblem {
    /// Explains a plan, on a thread of its own, so that the caller's is free meanwhile. Where the task is cancelled, or time runs out,
    /// what is proven until then is told.
    ///
    /// - Parameters:
    ///   - plan: A plan of this problem that keeps to every requirement.
    ///   - options: How each solve goes about it; the objective is that of the plan.
    ///   - cancellation: Ends the search like a time limit that is over.
    /// - Throws: `Failure`, as `solve`.
    public func explained(
        _ question: ExplanationQuestion, in plan: Plan, _ options: SolveOptions = SolveOptions(), cancellation: Cancellation? = nil
    ) async throws -> Explanations {
        try await onDedicatedThread(until: cancellation) { cancellation in
            var answers = Explanations()
            if let pair = question.pair { answers.pair = try explain(pair, in: plan, options, cancellation: cancellation) }
            if let expert = question.expert {
                answers.expert = try explain(expert: expert, in: plan, options, cancellation: cancellation)
            }
            if let dossier = question.dossier {
                answers.dossier = try explain(
                    dossier: dossier, in: plan, timeLimit: options.timeLimit, cancellation: cancellation)
            }
            if let count = question.tightest {
                answers.tightest = try tightest(count, timeLimit: options.timeLimit, cancellation: cancellation)
            }
            return answers
        }
    }

    fileprivate func dossier(named id: String) throws(Failure) -> Int {
        if let index = dossiers.firstIndex(where: { $0.id == id }) { return index }
        throw .usage(
            Text(zh: "实例中没有材料“\(id)”；请核对编号。", en: "the instance has no dossier “\(id)”; check the id."))
    }

    fileprivate func expert(named id: String) throws(Failure) -> Int {
        if let index = experts.firstIndex(where: { $0.id == id }) { return index }
        throw .usage(
            Text(zh: "实例中没有专家“\(id)”；请核对编号。", en: "the instance has no expert “\(id)”; check the id."))
    }
}
