internal import Matching

/// What the searches for one answer have in common: the time that they have together, and who ends or watches them.
struct SearchesTogether: Sendable {
    let cancellation: Cancellation?
    let progress: @Sendable (SolveProgress) -> Void
    private let limit: Double?
    private let seed: UInt64
    private let start = ContinuousClock.now

    /// - Parameter timeLimit: seconds from now; nil for no limit.
    init(
        timeLimit: Double?, seed: UInt64, cancellation: Cancellation?, progress: @escaping @Sendable (SolveProgress) -> Void
    ) {
        (self.limit, self.seed) = (timeLimit, seed)
        (self.cancellation, self.progress) = (cancellation, progress)
    }

    /// How the next one searches: within what is left of the time.
    func options(diagnosing diagnoses: Bool = true) -> SolveOptions {
        let left = limit.map { max($0 - start.duration(to: .now) / .seconds(1), 0.001) }
        var options = SolveOptions(timeLimit: left, seed: seed)
        options.diagnoses = diagnoses
        return options
    }
}
