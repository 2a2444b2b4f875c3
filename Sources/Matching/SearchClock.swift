internal import Solver

/// The time a search has, and whom it tells of its course.
struct SearchClock: Sendable {
    let start: ContinuousClock.Instant
    /// Seconds from the start; nil for no limit.
    let limit: Double?
    let listener: (@Sendable (SolveProgress) -> Void)?

    init(limit: Double?, listener: (@Sendable (SolveProgress) -> Void)?) {
        start = ContinuousClock.now
        self.limit = limit
        self.listener = listener
    }

    var elapsed: Double {
        let duration = ContinuousClock.now - start
        return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }

    var remaining: Double? { limit.map { max($0 - elapsed, 0.001) } }
    var hasTime: Bool { limit.map { elapsed < $0 } ?? true }

    /// What is left of the first part of the time.
    func share(_ part: Double) -> Double? { limit.map { max($0 * part - elapsed, 0.001) } }

    func tell(_ phase: SolveProgress.Phase, bound: Double?, best: Double?) {
        listener?(SolveProgress(phase: phase, bound: bound, best: best, elapsed: elapsed))
    }

    /// Tells of a search in which some pairs are fixed already; stops it when the time is over.
    func watch(_ model: AssignmentModel, _ fixed: [Int]) -> ProgramOptions.Watch {
        let settled = model.value(fixed.reduce(-model.priceOfPins) { $0 + model.sharedWeight($1) })
        return { bound, best in
            if abs(bound) < 1e300 { tell(.search, bound: bound + settled, best: best.map { $0 + settled }) }
            return hasTime
        }
    }
}
