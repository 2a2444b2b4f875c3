internal import Foundation

/// Runs long, blocking work on a thread of its own, so that the few threads that all tasks share stay free.
///
/// GLPK keeps its memory by thread: work that solves must begin and end on one.
public func onDedicatedThread<Answer: Sendable>(
    _ work: @escaping @Sendable () throws -> Answer
) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
        let thread = Thread { continuation.resume(with: Result { try work() }) }
        // The simplex method needs no deep stack, but recursive readers of instances might.
        thread.stackSize = 8 << 20
        thread.start()
    }
}
