internal import Solver

extension AssignmentProblem {
    /// Solves the problem as `solve` does, on a thread of its own, so that the caller's is free meanwhile. Where the task is
    /// cancelled, the best plan so far is given.
    ///
    /// - Throws: `Failure`, as `solve`.
    public func solved(
        _ options: SolveOptions = SolveOptions(), cancellation: Cancellation? = nil,
        progress: (@Sendable (SolveProgress) -> Void)? = nil
    ) async throws -> Plan {
        try await onDedicatedThread(until: cancellation) { try solve(options, cancellation: $0, progress: progress) }
    }
}

extension AssignmentProblem {
    /// Mends an earlier plan as `mended` does, on a thread of its own.
    ///
    /// - Throws: `Failure`, as `mended`.
    public func mendedConcurrently(
        _ earlier: [AssignmentPair], sparing dear: Set<AssignmentPair>, _ options: SolveOptions = SolveOptions(),
        cancellation: Cancellation? = nil, progress: (@Sendable (SolveProgress) -> Void)? = nil
    ) async throws -> MendedPlan {
        try await onDedicatedThread(until: cancellation) {
            try mended(earlier, sparing: dear, options, cancellation: $0, progress: progress)
        }
    }
}

extension AssignmentProblem {
    /// Makes a lottery as `lottery` does, on a thread of its own. Where the task is cancelled, that ends the search.
    ///
    /// - Throws: `Failure`, as `lottery`.
    public func lotteryMade(
        _ options: LotteryOptions, cancellation: Cancellation? = nil, progress: (@Sendable (SolveProgress) -> Void)? = nil
    ) async throws -> LotteryAnswer {
        try await onDedicatedThread(until: cancellation) { try lottery(options, cancellation: $0, progress: progress) }
    }
}

/// Runs a search on a thread of its own; it is cancelled where the caller's task is, or by the caller's own means.
func onDedicatedThread<Answer: Sendable>(
    until cancellation: Cancellation?, _ search: @escaping @Sendable (Cancellation) throws -> Answer
) async throws -> Answer {
    let own = Cancellation { cancellation?.isCancelled ?? false }
    return try await withTaskCancellationHandler {
        try await onDedicatedThread { try search(own) }
    } onCancel: {
        own.cancel()
    }
}
