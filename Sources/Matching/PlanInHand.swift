/// The best plan that a search has so far, whatever becomes of the search; and how one is soon found: by shifting the
/// network's best flow, or the last solution of the relaxation, until it keeps to everything.
///
/// It doesn't steer the search: unless that is cut short, the same plan comes out whether one was in hand or not.
final class PlanInHand: @unchecked Sendable {
    // Only the thread that searches touches it: what the solver calls runs on that thread.
    private let model: AssignmentModel
    private let clock: SearchClock
    private let network: AssignmentNetwork?
    private var best: (pairs: [AssignmentPair], total: Int)?
    /// The last solution of the relaxation, from which a better plan can be made than from the flow.
    var shares: [(pair: Int, share: Double)] = []
    /// No plan is worth more, as far as is known.
    var bound: Double?
    /// What the search is at.
    var phase = SolveProgress.Phase.relaxation
    /// Seconds from the start of the clock at which a plan is looked for though the search has time.
    private let due: Double
    private var wasSought = false

    init(_ model: AssignmentModel, _ clock: SearchClock, _ network: AssignmentNetwork?) {
        self.model = model
        self.clock = clock
        self.network = network
        let elapsed = clock.elapsed
        due = elapsed + min(Self.patience, clock.limit.map { max(0, $0 - elapsed) / 4 } ?? Self.patience)
    }

    /// Seconds that a search may take without a plan in hand: most are through by then.
    private static let patience = 0.5

    /// What the plan is worth; nil where there is none.
    var worth: Double? { best.map { model.value($0.total) } }

    /// Whether anybody might want a plan before the search is through.
    var isOfUse: Bool { clock.isWatched && maySeek }

    /// A floor is beyond shifting, and who raises floors has a plan already; so are panels that several dossiers share.
    /// Shifting knows the total alone: it looks for nothing else, and keeps nothing that earlier objectives reached.
    private var maySeek: Bool {
        model.floor == nil && model.sharing == nil && model.kept.isEmpty && !model.aim.isCounted && model.aim != .even
    }

    // MARK: Taking

    /// Takes a plan of the solver's that keeps to everything, unless there is a better one. What shifting could make of the
    /// relaxation would be poorer.
    func take(_ pairs: [AssignmentPair], _ total: Int) {
        shares = []
        if total > best?.total ?? Int.min { best = (pairs, total) }
    }

    /// Takes a plan if it keeps to everything and there is no better one.
    func offer(_ pairs: [AssignmentPair]) {
        guard model.isFeasible(pairs) else { return }
        let total = model.worth(of: pairs)
        if total > best?.total ?? Int.min { best = (pairs, total) }
    }

    // MARK: Seeking

    /// Looks for a plan once, when the search has taken a while, and tells of it.
    func seekWhenDue() {
        guard !wasSought, clock.elapsed >= due else { return }
        wasSought = true
        guard best == nil else { return }
        // Where loads are tight, shifting may take long, too: the search needs its time.
        seek(clock.limited(to: clock.remaining.map { $0 / 4 } ?? Self.longest), improving: false)
        if let worth { clock.tell(phase, bound: bound, best: worth) }
    }

    private static let longest = 5.0

    /// Looks for a plan, where there is none yet or the relaxation has a better beginning than that had.
    func seek(_ clock: SearchClock, improving mayImprove: Bool = true) {
        wasSought = true
        guard maySeek else { return }
        if !shares.isEmpty { complete(likeliest, clock, improving: mayImprove) }
        if best == nil { complete(network?.flowingPairs ?? [], clock, improving: mayImprove) }
        // A second look at the same shares finds the same, unless time was short.
        if clock.hasTime { shares = [] }
    }

    /// The pairs of the relaxation, those first that it has most of.
    private var likeliest: [AssignmentPair] {
        shares.filter { $0.share > 1e-6 }
            .sorted { ($1.share, model.weights[$1.pair], $0.pair) < ($0.share, model.weights[$0.pair], $1.pair) }
            .map { model.pair($0.pair) }
    }

    private func complete(_ beginning: [AssignmentPair], _ clock: SearchClock, improving mayImprove: Bool) {
        var shift = PlanShift.completing(model, clock: clock)
        shift.take(model.problem.hardPins + beginning)
        shift.takeBest()
        guard shift.complete(givingUpAfter: 1).isEmpty else { return }
        offer(shift.pairs)
        guard mayImprove else { return }
        shift.exchangeForBetter()
        offer(shift.pairs)
    }

    // MARK: Giving

    /// The plan in hand, after a last look where time ran out before there was one.
    func outcome(_ bound: Int, _ certificate: Certificate) -> TotalSearch.Outcome {
        if best == nil || !shares.isEmpty && !clock.hasTime { seek(clock.grace(model)) }
        guard let best else { return .undecided(bound: bound) }
        return .found(pairs: best.pairs, bound: bound, certificate: certificate)
    }
}
