public import Programme

/// Plans one of which is drawn, each as likely as any other, so that no pair is assigned with a greater chance than a
/// limit (S. Jecmen, H. Zhang, R. Liu, N. Shah, V. Conitzer and F. Fang, "Mitigating Manipulation in Peer Review via
/// Randomized Reviewer Assignments", NeurIPS 2020).
///
/// Nobody can steer a review into certain hands by choosing what they bid, write or hint at: whatever they do, the
/// chance stays within the limit. Since the plans are written down before the draw, every hard requirement can be
/// checked in every outcome.
public struct Lottery: Sendable, Hashable {
    /// No pair has a greater chance than this.
    public var limit: ChanceLimit
    /// The plans, each equally likely, each by dossier, then expert. A plan may stand there more than once.
    public var tickets: [[AssignmentPair]]
    /// The groups of dossiers that share panels on every ticket, each ascending, by their first members; empty where none do.
    public var groups: [[Int]]
    /// No lottery with this limit and these groups, however many plans it has, has a greater expected worth.
    public var bound: Double
    /// The proof of `bound`.
    public var certificate: Certificate
    /// No single plan, whatever the chances, is worth more.
    public var ceiling: Double
    /// A proof of a bound on single plans; it may be weaker than `ceiling`, where branch and bound did the rest.
    public var ceilingCertificate: Certificate

    /// A lottery as read from a file.
    public init(
        limit: ChanceLimit, tickets: [[AssignmentPair]], groups: [[Int]] = [], bound: Double, certificate: Certificate, ceiling: Double,
        ceilingCertificate: Certificate
    ) {
        self.limit = limit
        self.tickets = tickets
        self.groups = groups
        self.bound = bound
        self.certificate = certificate
        self.ceiling = ceiling
        self.ceilingCertificate = ceilingCertificate
    }

    /// In how many of the tickets each pair is, for those that are in any.
    public var occurrences: [AssignmentPair: Int] {
        var occurrences: [AssignmentPair: Int] = [:]
        for ticket in tickets {
            for pair in ticket { occurrences[pair, default: 0] += 1 }
        }
        return occurrences
    }
}

/// What a lottery comes to.
public struct LotteryFigures: Sendable, Hashable {
    /// What each ticket's plan is worth: its total affinity, less the prices of soft requirements that give way.
    public let worths: [Double]
    /// Their mean: what the draw is worth on average.
    public let expected: Double
    /// What the poorest ticket is worth: whatever is drawn, it is no less.
    public let least: Double
    /// The greatest chance of a pair, as a count of tickets.
    public let mostOccurrences: Int
    /// The expected worth as a part of the bound on all lotteries with the limit; 1 where nothing is better.
    public let share: Double
    /// The expected worth as a part of the ceiling of single plans: what the limit costs is the rest.
    public let shareOfCeiling: Double
}

extension AssignmentProblem {
    /// The figures of a lottery whose tickets are sound.
    public func figures(of lottery: Lottery) -> LotteryFigures { AssignmentModel(forming(lottery.groups)).figures(of: lottery) }

    /// The plan on a ticket, numbered from 1, with the bound on single plans and its proof, so that it can be verified
    /// like any other.
    public func plan(onTicket number: Int, of lottery: Lottery) -> Plan {
        let model = AssignmentModel(self)
        var plan = Plan(lottery.tickets[number - 1], .feasible, .total, of: model)
        if formsGroups {
            plan.groups = lottery.groups
            plan.leads = leads(of: plan, keeping: [])
        }
        let bound = max(lottery.ceiling, plan.worth)
        plan.bound = bound
        plan.gap = relativeGap(of: plan.worth, bound: bound)
        if bound <= plan.worth { plan.status = .optimal }
        plan.certificate = lottery.ceilingCertificate
        return plan
    }
}

extension AssignmentModel {
    func figures(of lottery: Lottery) -> LotteryFigures {
        let units = lottery.tickets.map(worth(of:))
        let expected = Double(units.reduce(0, +)) / (Double(affinity.scale) * Double(max(units.count, 1)))
        return LotteryFigures(
            worths: units.map(value), expected: expected, least: value(units.min() ?? 0),
            mostOccurrences: lottery.occurrences.values.max() ?? 0, share: part(expected, of: lottery.bound),
            shareOfCeiling: part(expected, of: lottery.ceiling))
    }

    /// How near a worth comes to a bound. Where these are not above zero a part would say nothing: then 1 or 0.
    private func part(_ worth: Double, of bound: Double) -> Double {
        if worth >= bound { return 1 }
        return bound > 0 ? max(0, worth / bound) : 0
    }
}
