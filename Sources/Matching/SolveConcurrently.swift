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
