internal import Solver

extension AssignmentProblem {
    /// Solves the problem as `solve` does, on a thread of its own, so that the caller's is free meanwhile.
    ///
    /// - Throws: `Failure`, as `solve`.
    public func solved(
        _ options: SolveOptions = SolveOptions(), progress: (@Sendable (SolveProgress) -> Void)? = nil
    ) async throws -> Plan {
        try await onDedicatedThread { try solve(options, progress: progress) }
    }
}

extension AssignmentProblem {
    /// Mends an earlier plan as `mended` does, on a thread of its own.
    ///
    /// - Throws: `Failure`, as `mended`.
    public func mendedConcurrently(
        _ earlier: [AssignmentPair], sparing dear: Set<AssignmentPair>, _ options: SolveOptions = SolveOptions(),
        progress: (@Sendable (SolveProgress) -> Void)? = nil
    ) async throws -> MendedPlan {
        try await onDedicatedThread { try mended(earlier, sparing: dear, options, progress: progress) }
    }
}

extension AssignmentProblem {
    /// Makes a lottery as `lottery` does, on a thread of its own.
    ///
    /// - Throws: `Failure`, as `lottery`.
    public func lotteryMade(
        _ options: LotteryOptions, progress: (@Sendable (_ made: Int, _ of: Int) -> Void)? = nil
    ) async throws -> LotteryAnswer {
        try await onDedicatedThread { try lottery(options, progress: progress) }
    }
}
