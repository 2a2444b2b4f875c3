public import Programme

/// Which dossiers to visit within a budget: a multiple-choice knapsack. Each province is left alone or visited at some of its dossiers,
/// on as few trips as that takes; gains and costs are whole numbers.
public struct VisitSelection: Sendable, Hashable {
    /// What may be visited or must be.
    public var candidates: [Candidate]
    /// What there is to spend.
    public var budget: Call.VisitBudget
    /// At most so many visits a trip.
    public var visitsPerTrip: Int
    /// Working days of travelling a trip.
    public var travelDays: Int

    /// A choice of visits.
    public init(candidates: [Candidate], budget: Call.VisitBudget, visitsPerTrip: Int, travelDays: Int) {
        self.candidates = candidates.sorted { ($0.province, $0.dossier) < ($1.province, $1.dossier) }
        self.budget = budget
        self.visitsPerTrip = visitsPerTrip
        self.travelDays = travelDays
    }

    /// A dossier that may be visited.
    public struct Candidate: Sendable, Hashable {
        /// The dossier.
        public var dossier: String
        /// The province in which it is visited.
        public var province: String
        /// What the visit gains; not below zero.
        public var gain: Int
        /// Working days of the visit.
        public var days: Int
        /// Whether it is visited in any case.
        public var isFixed: Bool

        /// A candidate.
        public init(dossier: String, province: String, gain: Int, days: Int, isFixed: Bool = false) {
            self.dossier = dossier
            self.province = province
            self.gain = gain
            self.days = days
            self.isFixed = isFixed
        }
    }

    /// What is spent.
    public struct Cost: Codable, Sendable, Hashable {
        /// Visits.
        public var visits = 0
        /// Days of a team.
        public var teamDays = 0
        /// Trips.
        public var trips = 0

        /// Nothing, or so much.
        public init(visits: Int = 0, teamDays: Int = 0, trips: Int = 0) {
            self.visits = visits
            self.teamDays = teamDays
            self.trips = trips
        }

        var amounts: [Int] { [visits, teamDays, trips] }

        func isWithin(_ budget: Call.VisitBudget) -> Bool { zip(amounts, budget.amounts).allSatisfy { $0 <= $1 ?? .max } }

        static func + (left: Cost, right: Cost) -> Cost {
            Cost(visits: left.visits + right.visits, teamDays: left.teamDays + right.teamDays, trips: left.trips + right.trips)
        }
    }

    /// What some dossiers cost, all of the trips that their provinces need included.
    public func cost(of dossiers: some Sequence<String>) -> Cost {
        let chosen = Set(dossiers)
        let byProvince = Dictionary(grouping: candidates.filter { chosen.contains($0.dossier) }, by: \.province)
        return byProvince.values.map { own in cost(visits: own.count, days: own.reduce(0) { $0 + $1.days }) }.reduce(Cost(), +)
    }

    /// What one province costs.
    func cost(visits: Int, days: Int) -> Cost {
        let trips = (visits + visitsPerTrip - 1) / visitsPerTrip
        return Cost(visits: visits, teamDays: days + trips * travelDays, trips: trips)
    }

    /// What the visits cost that are made in any case: the least that any choice costs.
    public var leastCost: Cost { cost(of: candidates.lazy.filter(\.isFixed).map(\.dossier)) }

    /// Every way worth considering of visiting each province, by province: of visits as long as each other, the best come first, so that
    /// only their number is open (what is exchanged for a better one costs the same). Ties go by the dossier's number.
    func options() -> [(province: String, options: [Option])] {
        Dictionary(grouping: candidates, by: \.province).sorted { $0.key < $1.key }.map { province, own in
            let fixed = own.filter(\.isFixed)
            let start = Option(
                gain: fixed.reduce(0) { $0 + $1.gain }, days: fixed.reduce(0) { $0 + $1.days }, dossiers: fixed.map(\.dossier))
            let byDays = Dictionary(grouping: own.filter { !$0.isFixed }, by: \.days).sorted { $0.key < $1.key }
            let all = byDays.reduce([start]) { partial, group in
                let inOrder = group.value.sorted { (-$0.gain, $0.dossier) < (-$1.gain, $1.dossier) }
                return partial.flatMap { option in
                    (0...inOrder.count).map { count in
                        inOrder.prefix(count).reduce(into: option) { option, candidate in
                            option.gain += candidate.gain
                            option.days += candidate.days
                            option.dossiers.append(candidate.dossier)
                        }
                    }
                }
            }
            return (province, undominated(all))
        }
    }

    /// Leaves out what another option does better or as well at no greater cost.
    private func undominated(_ options: [Option]) -> [Option] {
        let costed = options.map { option in
            var option = option
            option.cost = cost(visits: option.dossiers.count, days: option.days)
            return option
        }
        return costed.enumerated().filter { index, option in
            !costed.enumerated().contains { other, better in
                let isNoDearer = zip(better.cost.amounts, option.cost.amounts).allSatisfy { $0 <= $1 }
                return isNoDearer && better.gain >= option.gain
                    && (better.gain > option.gain || better.cost != option.cost || other < index)
            }
        }.map(\.element)
    }

    /// One way of visiting a province.
    struct Option: Sendable, Hashable {
        var gain: Int
        var days: Int
        var dossiers: [String]
        var cost = Cost()
    }
}

extension Call.VisitBudget {
    /// The limits in the order of what a cost consists of.
    var amounts: [Int?] { [visits, teamDays, trips] }
}
