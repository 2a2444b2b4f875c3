extension Call {
    /// What a visit is worth to the decision, in points of the official score. All figures are defaults of a call.
    public struct VisitValue: Codable, Sendable, Hashable {
        /// The standard deviation of what a visit finds out about a score, in points: how far two visits to one applicant would
        /// differ.
        public var noise: Points
        /// What each expert's request adds.
        public var perRequest: Points
        /// What each flag that somebody decided on adds.
        public var perFlag: Points
        /// A visit that is worth less is not made, whatever is left of the budget.
        public var least: Points

        /// Puts one together from its parts.
        public init(noise: Points, perRequest: Points, perFlag: Points, least: Points) {
            self.noise = noise
            self.perRequest = perRequest
            self.perFlag = perFlag
            self.least = least
        }
    }

    /// What visits may cost in all; nil for no limit.
    public struct VisitBudget: Codable, Sendable, Hashable {
        /// At most so many visits.
        public var visits: Int?
        /// At most so many days of a team, those of travelling included.
        public var teamDays: Int?
        /// At most so many trips.
        public var trips: Int?

        /// Puts one together from its parts.
        public init(visits: Int? = nil, teamDays: Int? = nil, trips: Int? = nil) {
            self.visits = visits
            self.teamDays = teamDays
            self.trips = trips
        }
    }

    /// What a trip is: the visits of one team to one province, one after the other.
    public struct TripRule: Codable, Sendable, Hashable {
        /// At most so many visits a trip.
        public var visits: Int
        /// Working days of travelling that each trip needs: the first half before the visits, the rest after them.
        public var travelDays: Int
        /// Working days that a visit takes.
        public var visitDays: Int
        /// The categories in which a visit takes longer or shorter.
        public var daysOf: [CategoryDays]

        /// Puts one together from its parts.
        public init(visits: Int, travelDays: Int, visitDays: Int, daysOf: [CategoryDays] = []) {
            self.visits = visits
            self.travelDays = travelDays
            self.visitDays = visitDays
            self.daysOf = daysOf
        }

        /// How long a visit takes in a category.
        public struct CategoryDays: Codable, Sendable, Hashable {
            /// The category.
            public var category: String
            /// Working days.
            public var days: Int

            /// Puts one together from its parts.
            public init(category: String, days: Int) {
                self.category = category
                self.days = days
            }
        }

        /// Working days of a visit in a category.
        public func days(in category: String) -> Int { daysOf.first { $0.category == category }?.days ?? visitDays }
    }

    /// Who visits.
    public struct VisitTeamRule: Codable, Sendable, Hashable {
        /// Experts in a team.
        public var size: Int
        /// How many of each specialty.
        public var composition: [Panel.Share]
        /// At most so many experts of one organisation.
        public var perOrganisation: Int?
        /// At most so many working days of one expert.
        public var maximumDays: Int

        /// Puts one together from its parts.
        public init(size: Int, composition: [Panel.Share] = [], perOrganisation: Int? = nil, maximumDays: Int) {
            self.size = size
            self.composition = composition
            self.perOrganisation = perOrganisation
            self.maximumDays = maximumDays
        }
    }

    /// When visits are made.
    public struct VisitSeason: Codable, Sendable, Hashable {
        /// The first day that may be used; nil where whoever makes the schedule says it.
        public var start: Day?
        /// At most so many teams are away at once, since somebody of the secretariat goes with each; nil for no limit.
        public var teamsAtOnce: Int?
        /// Weekdays on which nobody works (放假).
        public var off: [Day]
        /// Saturdays and Sundays that are worked (调休).
        public var worked: [Day]

        /// Puts one together from its parts.
        public init(start: Day? = nil, teamsAtOnce: Int? = nil, off: [Day] = [], worked: [Day] = []) {
            self.start = start
            self.teamsAtOnce = teamsAtOnce
            self.off = off
            self.worked = worked
        }
    }

    /// What follows from the findings of a visit for the proposed shortlist.
    public struct FindingRule: Codable, Sendable, Hashable {
        /// Where a gate was found not to be met.
        public var gateNotMet: Consequence
        /// Where the overall finding is that what was declared is partly so.
        public var partly: Consequence
        /// Where the overall finding is that it is not so.
        public var notConfirmed: Consequence

        /// Puts one together from its parts.
        public init(gateNotMet: Consequence, partly: Consequence, notConfirmed: Consequence) {
            self.gateNotMet = gateNotMet
            self.partly = partly
            self.notConfirmed = notConfirmed
        }

        /// What follows.
        public enum Consequence: Codable, Sendable, Hashable {
            /// Nothing of itself: chairs read it.
            case note
            /// So many points off the score by which the proposal is made; the official score stays.
            case deduct(Points)
            /// It is not proposed before chairs decide.
            case decide
            /// It is not proposed.
            case exclude
        }
    }
}
