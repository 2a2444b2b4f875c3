/// The best mean of some plans in which requirements hold on average, and a pair is in so many of the plans at most.
struct RelaxedMean {
    /// The pairs that are in any, with the share of plans that each is in.
    let shares: [(pair: Int, share: Double)]
    /// The multipliers of the best bound on it.
    let certificate: Certificate

    /// What came of the search for it.
    enum Outcome {
        case found(RelaxedMean)
        /// There is none.
        case impossible
        /// The time ran out.
        case undecided
    }

    /// - Parameters:
    ///   - program: Goes on from where it ended last.
    ///   - limits: the greatest share of each of all pairs.
    static func best(in program: RestrictedProgram, limits: [Double], _ clock: SearchClock) throws -> Outcome {
        program.greatestShares = limits
        let search = TotalSearch(model: program.model, clock: clock)
        guard let relaxation = try search.relax(program) else { return .impossible }
        guard let solution = relaxation.solution else { return .undecided }
        let shares = zip(program.pairs, solution.shares).filter { $0.1 > 1e-7 }.map { (pair: $0.0, share: $0.1) }
        return .found(RelaxedMean(shares: shares, certificate: solution.certificate))
    }
}
