internal import Solver

/// The time a search has, who may end it sooner, and whom it tells of its course.
struct SearchClock: Sendable {
    let start: ContinuousClock.Instant
    /// Seconds from the start; nil for no limit.
    private(set) var limit: Double?
    private(set) var listener: (@Sendable (SolveProgress) -> Void)?
    private(set) var cancellation: Cancellation?
    /// What is to be done now and then while the solver is at work, on its thread.
    var alongside: (@Sendable () -> Void)?

    init(
        limit: Double?, listener: (@Sendable (SolveProgress) -> Void)? = nil, cancellation: Cancellation? = nil
    ) {
        start = ContinuousClock.now
        self.limit = limit
        self.listener = listener
        self.cancellation = cancellation
    }

    var elapsed: Double {
        let duration = ContinuousClock.now - start
        return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }

    var isCancelled: Bool { cancellation?.isCancelled ?? false }
    var remaining: Double? { limit.map { max($0 - elapsed, 0.001) } }
    var hasTime: Bool { !isCancelled && (limit.map { elapsed < $0 } ?? true) }

    /// Whether the search may end before it is through, or anybody looks on.
    var isWatched: Bool { limit != nil || listener != nil || cancellation != nil }

    // MARK: Shorter ones

    /// A clock with so many seconds from now, at most what is left.
    func limited(to seconds: Double?) -> SearchClock {
        guard let seconds else { return self }
        var clock = self
        clock.limit = elapsed + min(seconds, remaining ?? seconds)
        return clock
    }

    /// A clock that stops when a part of what is left is over.
    func part(_ part: Double) -> SearchClock { limited(to: remaining.map { $0 * part }) }

    /// A clock that stops when half of what is left is over.
    var half: SearchClock { part(0.5) }

    /// A clock for what is done when the time is over or the search was cancelled: a moment more, which nobody cuts short.
    /// Together with what cannot be cut short it stays under half a second on a national round.
    func grace(_ model: AssignmentModel) -> SearchClock {
        var clock = self
        clock.cancellation = nil
        let elapsed = elapsed
        let moment = max(0.3, 60e-6 * Double(model.places))
        clock.limit = max(min(limit ?? elapsed, elapsed) + moment, elapsed + moment / 2)
        return clock
    }

    /// A clock that tells nobody.
    var silent: SearchClock {
        var clock = self
        clock.listener = nil
        return clock
    }

    // MARK: The solver

    /// How to solve a program within the time.
    func options(
        relativeGap: Double = 0, branchLimit: Int? = nil, basis: ProgramAnswer.Basis? = nil,
        watch: ProgramOptions.Watch? = nil
    ) -> ProgramOptions {
        ProgramOptions(
            timeLimit: remaining, relativeGap: relativeGap, branchLimit: branchLimit, basis: basis, watch: watch,
            isStopped: { [self] in
                alongside?()
                return !hasTime
            })
    }

    /// Tells of a search for whole shares, in which some pairs are fixed already.
    ///
    /// - Parameter model: Nil where the program lacks requirements, so that what it finds may be no plan. Its bound is one on
    ///   some of the pairs only; that on all is the one in hand.
    func watch(_ hand: PlanInHand, plansOf model: AssignmentModel?, _ fixed: [Int]) -> ProgramOptions.Watch? {
        guard listener != nil else { return nil }
        let settled = model.map { model in model.value(fixed.reduce(-model.priceOfPins) { $0 + model.sharedWeight($1) }) }
        return { [self] _, best in
            let found = settled.flatMap { settled in best.map { $0 + settled } }
            tell(.search, bound: hand.bound, best: [found, hand.worth].compactMap { $0 }.max())
        }
    }

    func tell(tickets made: Int, of count: Int) {
        var progress = SolveProgress(phase: .tickets, elapsed: elapsed)
        progress.tickets = .init(made: made, count: count)
        listener?(progress)
    }

    func tell(_ phase: SolveProgress.Phase, bound: Double? = nil, best: Double? = nil) {
        listener?(SolveProgress(phase: phase, bound: bound, best: best, elapsed: elapsed))
    }
}
