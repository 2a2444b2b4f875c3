public import Programme
internal import Solver

/// What lottery is wanted.
public struct LotteryOptions: Sendable, Hashable {
    /// No pair may have a greater chance.
    public var limit: ChanceLimit
    /// How many plans to draw from, each equally likely; nil for a number that fits the limit.
    public var tickets: Int?
    /// Seconds of wall-clock time; nil for no limit.
    public var timeLimit: Double?
    /// Chooses among lotteries that are equally good.
    public var seed: UInt64

    /// The most tickets: all plans are published.
    public static let mostTickets = 1_000

    /// Options; by default as many tickets as fit the limit, and all the time it takes.
    public init(limit: ChanceLimit, tickets: Int? = nil, timeLimit: Double? = nil, seed: UInt64 = 0) {
        self.limit = limit
        self.tickets = tickets
        self.timeLimit = timeLimit
        self.seed = seed
    }

    /// The number of plans: where none is asked for, of the numbers from 20 to 40 (more for a small limit) the first
    /// that comes nearest to the limit from below.
    var count: Int {
        if let tickets { return tickets }
        let fewest = max(20, (limit.denominator + limit.numerator - 1) / limit.numerator)
        let numbers = fewest...min(max(2 * fewest, fewest), max(fewest, Self.mostTickets))
        func isNearer(_ one: Int, than other: Int) -> Bool { limit.most(of: one) * other > limit.most(of: other) * one }
        return numbers.reduce(fewest) { best, number in isNearer(number, than: best) ? number : best }
    }
}

/// What came of the making of a lottery.
public enum LotteryAnswer: Sendable {
    /// The lottery.
    case made(Lottery)
    /// There is no plan at all, whatever the chances: an infeasible plan with its diagnosis.
    case infeasible(Plan)
}

extension AssignmentProblem {
    /// Makes a lottery, blocking the thread: plans that keep to every hard requirement, no pair in more of them than
    /// the limit allows, and worth as much on average as can be had; how near that is to the best is proven.
    ///
    /// The same problem, options and seed give the same lottery, unless a time limit cuts the search short.
    ///
    /// - Parameters:
    ///   - cancellation: Ends the search like a time limit that is over.
    ///   - progress: Told how many tickets have been made out of how many, on the thread that solves.
    /// - Throws: `Failure.malformed` where the problem has faults; `Failure.noSolution` where no lottery keeps to the
    ///   limit, with the requirements in its way; `Failure.failed` where none was found all the same, or not in time.
    public func lottery(
        _ options: LotteryOptions, cancellation: Cancellation? = nil, progress: (@Sendable (SolveProgress) -> Void)? = nil
    ) throws(Failure) -> LotteryAnswer {
        let clock = SearchClock(limit: options.timeLimit, listener: progress, cancellation: cancellation)
        guard (1...LotteryOptions.mostTickets) ~= options.count else {
            throw .usage(
                Text(
                    zh: "签数须为 1 至 \(LotteryOptions.mostTickets)；上限过小时请放宽。",
                    en: "A lottery has from 1 to \(LotteryOptions.mostTickets) tickets; raise a limit that needs more."))
        }
        guard options.limit.most(of: options.count) > 0 else {
            throw .usage(
                Text(
                    zh: "\(options.count) 张签时，上限 \(options.limit) 不容许任何组合出现；请增加 --tickets。",
                    en: "With \(options.count) tickets a limit of \(options.limit) allows no pair at all; ask for more --tickets."))
        }
        guard leads.allSatisfy({ $0.maximum != nil }) else {
            throw .usage(
                Text(
                    zh: "编制抽签方案时，组长要求须写明每人至多任几组（maximumPerExpert）。",
                    en: "For a lottery each rule on leads must say how many panels an expert may lead (maximumPerExpert)."))
        }
        // Any bound on single plans will do to compare with; the tickets need the time.
        let best = try solve(
            SolveOptions(timeLimit: options.timeLimit.map { $0 / 2 }, seed: options.seed), cancellation: cancellation,
            progress: progress)
        guard best.status != .infeasible, let ceiling = best.bound, let proof = best.certificate else { return .infeasible(best) }
        // Groups are formed once, for all tickets: those of the best plan.
        let problem = forming(best.groups)
        do {
            var made: Lottery?
            for attempt in 0..<LotteryMaking.attempts where attempt == 0 || clock.hasTime {
                // Another order has other ties; the first is that of the seed itself.
                let order = Shuffle(of: problem, seed: attempt == 0 ? options.seed : scatteredSeed(options.seed, attempt))
                let making = LotteryMaking(model: AssignmentModel(order.shuffled(problem)), clock: clock.silent, options: options)
                let found: LotteryMaking.Made
                do {
                    guard let made = try making.run({ clock.tell(tickets: $0, of: options.count) }) else { continue }
                    found = made
                } catch let failure as Failure {
                    // A lottery that is made already is better than none.
                    guard made != nil, !clock.hasTime else { throw failure }
                    break
                }
                let lottery = Lottery(
                    limit: options.limit, tickets: found.tickets.map(order.restored), groups: best.groups, bound: found.bound,
                    certificate: order.restored(found.certificate), ceiling: ceiling, ceilingCertificate: proof)
                let figures = figures(of: lottery)
                if made.map({ figures.expected > self.figures(of: $0).expected }) ?? true { made = lottery }
                if figures.share >= LotteryMaking.goodShare { break }
            }
            if let made { return .made(made) }
            if !clock.hasTime { throw clock.endedWithoutLottery }
        } catch let failure as Failure {
            throw failure
        } catch let error as SolverError {
            throw .failed(error.text)
        } catch {
            throw .failed(Text(verbatim: "\(error)"))
        }
        throw .failed(
            Text(
                zh: "没有找到 \(options.count) 个互相配合、每个组合都不超过上限 \(options.limit) 的方案，也未能证明不存在。请换 --tickets，或放宽 --limit。",
                en:
                    "No \(options.count) plans were found that together keep every pair within \(options.limit), nor was it shown that there are none. Try another number of --tickets, or a higher --limit."
            ))
    }
}

private func scatteredSeed(_ seed: UInt64, _ attempt: Int) -> UInt64 { scattered(Int(truncatingIfNeeded: seed) &+ attempt) | 1 }

/// One attempt at a lottery.
private struct LotteryMaking {
    /// Where other requirements than loads are tight, plans may be taken in a way that leaves none to go with them, or
    /// poor ones only.
    static let attempts = 8
    /// A lottery that comes so near to the bound is good enough.
    static let goodShare = 0.99

    let model: AssignmentModel
    let clock: SearchClock
    let options: LotteryOptions

    struct Made {
        let tickets: [[AssignmentPair]]
        let bound: Double
        let certificate: Certificate
    }

    /// The tickets and the bound; nil where no plan went with those found.
    func run(_ tell: @escaping (Int) -> Void) throws -> Made? {
        let count = options.count
        let most = options.limit.most(of: count)
        if options.limit.numerator < options.limit.denominator, !model.problem.hardPins.isEmpty { throw try impossible(most) }
        guard let program = TotalSearch(model: model, clock: clock).startingProgram() else { throw try impossible(most) }
        // What the limit itself allows, and then what so many tickets do.
        let certificate: Certificate
        switch try RelaxedMean.best(in: program, limits: limits(options.limit.value), clock) {
        case .found(let mean): certificate = mean.certificate
        case .impossible: throw try impossible(most)
        case .undecided: throw outOfTime
        }
        guard let bound = model.bound(by: certificate, limit: options.limit) else { throw outOfTime }
        if case .impossible = try RelaxedMean.best(in: program, limits: limits(Double(most) / Double(count)), clock) {
            throw try impossible(most)
        }
        let search = LotterySearch(model: model, clock: clock, program: program, count: count, most: most, tell: tell)
        switch try search.run() {
        case .found(let tickets):
            var proof = certificate
            proof.bound = bound
            return Made(tickets: tickets, bound: model.value(bound) + model.roundingAllowance, certificate: proof)
        case .stuck: return nil
        case .undecided: throw outOfTime
        }
    }

    private func limits(_ share: Double) -> [Double] { [Double](repeating: share, count: model.pairCount) }

    private func impossible(_ most: Int) throws -> Failure {
        let clash = LotteryClash(
            model: model, clock: clock.limited(to: 30), limit: options.limit, count: options.count, most: most)
        return .noSolution(
            Text(zh: "没有每个组合机会都不超过 \(options.limit) 的抽签方案。\n", en: "No lottery keeps every pair within a chance of \(options.limit).\n")
                + (try clash.text()))
    }

    private var outOfTime: Failure { clock.endedWithoutLottery }
}

extension SearchClock {
    /// What is said where the making of a lottery ended before all tickets were there.
    fileprivate var endedWithoutLottery: Failure {
        isCancelled
            ? .failed(
                Text(
                    zh: "编制被中断，签数未齐，未写出抽签方案；请重新编制。",
                    en: "The making was interrupted before all tickets were there, so there is no lottery; make it again."))
            : .failed(Text(zh: "在规定时间内没有完成；请放宽 --time-limit。", en: "The time ran out; allow more with --time-limit."))
    }
}
