public import Matching
public import Programme

/// A choice of visits within the budgets of the call, with all by which it can be checked. None is rewritten: choosing again is a new one.
public struct VisitPlanRecord: RoundRecord {
    /// Its number in the round, from 1.
    public var number: Int
    /// What a visit to each dossier would gain, for all that may be visited and need not be.
    public var gains: [VisitGain]
    /// Visits that are made in any case: the category is visited, somebody put them in, or they have been made already.
    public var fixed: [FixedVisit]
    /// Dossiers that somebody left out.
    public var leftOut: [String]
    /// Why somebody put in or left out; nil where nobody did.
    public var reason: String?
    /// What there is to spend.
    public var budget: Call.VisitBudget
    /// At most so many visits a trip.
    public var visitsPerTrip: Int
    /// Days of travelling a trip.
    public var travelDays: Int
    /// The dossiers that are visited.
    public var dossiers: [String]
    /// What they cost.
    public var cost: VisitSelection.Cost
    /// What they gain together, in ten-thousandths of a point.
    public var gain: Int
    /// What no choice exceeds.
    public var bound: Int
    /// What shows the bound (`VisitSelection.bound(by:)`).
    public var multipliers: [Int]
    /// What one visit, one team day and one trip more would gain.
    public var oneMore: Call.VisitBudget
    /// Who chose.
    public var madeBy: String
    /// When.
    public var madeAt: Instant

    /// A visit that is made in any case.
    public struct FixedVisit: Codable, Sendable, Hashable {
        /// The dossier.
        public var dossier: String
        /// The province in which it is visited.
        public var province: String
        /// Working days of the visit.
        public var days: Int
        /// Whether somebody put it in.
        public var isForced: Bool

        /// Puts one together from its parts.
        public init(dossier: String, province: String, days: Int, isForced: Bool) {
            self.dossier = dossier
            self.province = province
            self.days = days
            self.isForced = isForced
        }
    }

    /// Puts one together from its parts.
    public init(
        number: Int, gains: [VisitGain], fixed: [FixedVisit], leftOut: [String], reason: String?, problem: VisitSelection,
        plan: VisitSelectionPlan, oneMore: Call.VisitBudget, madeBy: String, madeAt: Instant
    ) {
        self.number = number
        self.gains = gains
        self.fixed = fixed
        self.leftOut = leftOut
        self.reason = reason
        budget = problem.budget
        visitsPerTrip = problem.visitsPerTrip
        travelDays = problem.travelDays
        dossiers = plan.dossiers
        cost = plan.cost
        gain = plan.gain
        bound = plan.bound
        multipliers = plan.multipliers
        self.oneMore = oneMore
        self.madeBy = madeBy
        self.madeAt = madeAt
    }

    /// The problem that it solves, made anew from what is recorded.
    var problem: VisitSelection {
        VisitSelection(
            gains: gains, fixed: fixed, leftOut: leftOut, budget: budget, visitsPerTrip: visitsPerTrip, travelDays: travelDays)
    }

    /// What the kind is called in the log and the store.
    public static let recordName = "visit_plan"
    /// The properties that tell two of the kind apart.
    public static let identityNames = ["number"]
    /// Their values.
    public var identity: [String] { ["\(number)"] }
}

/// The teams of all trips. Who sits in them are `VisitSeat`s.
public struct VisitTeamsRecord: RoundRecord {
    /// Its number in the round, from 1.
    public var number: Int
    /// The trips.
    public var trips: [Trip]
    /// The sum over all experts of the square of their days.
    public var squares: Int
    /// What no teams are below.
    public var bound: Int
    /// Who had them made.
    public var madeBy: String
    /// When.
    public var madeAt: Instant

    /// Puts one together from its parts.
    public init(number: Int, trips: [Trip], squares: Int, bound: Int, madeBy: String, madeAt: Instant) {
        self.number = number
        self.trips = trips
        self.squares = squares
        self.bound = bound
        self.madeBy = madeBy
        self.madeAt = madeAt
    }

    /// What the kind is called in the log and the store.
    public static let recordName = "visit_teams"
    /// The properties that tell two of the kind apart.
    public static let identityNames = ["number"]
    /// Their values.
    public var identity: [String] { ["\(number)"] }
}

/// An expert who visits a dossier.
public struct VisitSeat: RoundRecord {
    /// The teams.
    public var teams: Int
    /// The dossier.
    public var dossier: String
    /// The expert.
    public var expert: String
    /// Whether they lead there, and hand in what was found.
    public var leads: Bool

    /// Puts one together from its parts.
    public init(teams: Int, dossier: String, expert: String, leads: Bool) {
        self.teams = teams
        self.dossier = dossier
        self.expert = expert
        self.leads = leads
    }

    /// What the kind is called in the log and the store.
    public static let recordName = "visit_seat"
    /// The properties that tell two of the kind apart.
    public static let identityNames = ["teams", "dossier", "expert"]
    /// Their values.
    public var identity: [String] { ["\(teams)", dossier, expert] }
}

/// When the trips of some teams are made.
public struct VisitScheduleRecord: RoundRecord {
    /// Its number in the round, from 1.
    public var number: Int
    /// The teams.
    public var teams: Int
    /// The first day that may be used.
    public var start: Day
    /// Each trip's days, travelling included.
    public var trips: [TripDates]
    /// Each visit's days.
    public var visits: [VisitDates]
    /// Working days until the last team is back.
    public var workingDays: Int
    /// What no schedule of these trips is below.
    public var leastWorkingDays: Int
    /// Who made it.
    public var madeBy: String
    /// When.
    public var madeAt: Instant

    /// The days of a trip.
    public struct TripDates: Codable, Sendable, Hashable {
        /// The trip's number.
        public var trip: Int
        /// The first day.
        public var from: Day
        /// The last day.
        public var until: Day

        /// Puts one together from its parts.
        public init(trip: Int, from: Day, until: Day) {
            self.trip = trip
            self.from = from
            self.until = until
        }
    }

    /// The days of a visit.
    public struct VisitDates: Codable, Sendable, Hashable {
        /// The dossier.
        public var dossier: String
        /// The first day.
        public var from: Day
        /// The last day.
        public var until: Day

        /// Puts one together from its parts.
        public init(dossier: String, from: Day, until: Day) {
            self.dossier = dossier
            self.from = from
            self.until = until
        }
    }

    /// Puts one together from its parts.
    public init(
        number: Int, teams: Int, start: Day, trips: [TripDates], visits: [VisitDates], workingDays: Int, leastWorkingDays: Int,
        madeBy: String, madeAt: Instant
    ) {
        self.number = number
        self.teams = teams
        self.start = start
        self.trips = trips
        self.visits = visits
        self.workingDays = workingDays
        self.leastWorkingDays = leastWorkingDays
        self.madeBy = madeBy
        self.madeAt = madeAt
    }

    /// What the kind is called in the log and the store.
    public static let recordName = "visit_schedule"
    /// The properties that tell two of the kind apart.
    public static let identityNames = ["number"]
    /// Their values.
    public var identity: [String] { ["\(number)"] }
}

extension VisitFinding: RoundRecord {
    /// What the kind is called in the log and the store.
    public static var recordName: String { "visit_finding" }
    /// The properties that tell two of the kind apart.
    public static var identityNames: [String] { ["dossier", "turn"] }
    /// Their values.
    public var identity: [String] { [dossier, "\(turn)"] }
}

extension RoundReader {
    /// The finding that counts of each dossier that has one: the last.
    public func visitFindings() throws -> [VisitFinding] {
        Dictionary(grouping: try all(VisitFinding.self), by: \.dossier).values.compactMap { $0.max { $0.turn < $1.turn } }
            .sorted { $0.dossier < $1.dossier }
    }

    /// The plan that the visits were chosen by; nil where they were chosen by triggers alone.
    func visitPlan() throws -> VisitPlanRecord? { try all(VisitPlanRecord.self).max { $0.number < $1.number } }

    /// The teams that are in force: the last ones, as long as the visits are those that they were made for.
    func visitTeams() throws -> VisitTeamsRecord? {
        guard let teams = try all(VisitTeamsRecord.self).max(by: { $0.number < $1.number }),
            try Set(teams.trips.flatMap(\.dossiers)) == Set(all(Visit.self).map(\.dossier))
        else { return nil }
        return teams
    }

    /// Who sits in some teams.
    func seats(in teams: VisitTeamsRecord) throws -> [VisitSeat] { try all(VisitSeat.self).filter { $0.teams == teams.number } }

    /// The schedule of some teams that is in force.
    func visitSchedule(of teams: VisitTeamsRecord) throws -> VisitScheduleRecord? {
        try all(VisitScheduleRecord.self).filter { $0.teams == teams.number }.max { $0.number < $1.number }
    }
}

extension VisitSelection {
    /// What is to choose from: visits that are made in any case, and those worth one that nobody left out.
    init(
        gains: [VisitGain], fixed: [VisitPlanRecord.FixedVisit], leftOut: [String], budget: Call.VisitBudget, visitsPerTrip: Int,
        travelDays: Int
    ) {
        let fixedOnes = Set(fixed.map(\.dossier))
        let gainOf = Dictionary(gains.map { ($0.dossier, $0.total) }, uniquingKeysWith: { first, _ in first })
        let certain = fixed.map {
            Candidate(dossier: $0.dossier, province: $0.province, gain: gainOf[$0.dossier] ?? 0, days: $0.days, isFixed: true)
        }
        let open = gains.filter { $0.isCandidate && !fixedOnes.contains($0.dossier) && !leftOut.contains($0.dossier) }
        self.init(
            candidates: certain + open.map(Candidate.init), budget: budget, visitsPerTrip: visitsPerTrip, travelDays: travelDays)
    }
}

extension VisitSelection.Candidate {
    /// A visit that need not be made.
    init(_ gain: VisitGain) {
        self.init(dossier: gain.dossier, province: gain.province, gain: gain.total, days: gain.days)
    }
}
