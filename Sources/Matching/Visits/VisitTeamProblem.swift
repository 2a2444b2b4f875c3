/// Who goes on which trip: a team for each, of the size and mix that is asked for.
///
/// On each trip every dossier has somebody in the team who reviewed it, who leads there, and somebody who did not, so that the panel does
/// not look at its own judgement alone. Days are balanced: the sum over all experts of the square of their days is as small as can be.
public struct VisitTeamProblem: Sendable, Hashable {
    /// The trips.
    public var trips: [Trip]
    /// Who may go.
    public var experts: [Expert]
    /// Experts in a team.
    public var size: Int
    /// How many of each specialty.
    public var mix: [Share]
    /// At most so many experts of one organisation in a team; nil for no limit.
    public var perOrganisation: Int?
    /// At most so many days of one expert.
    public var maximumDays: Int

    /// A problem; the order of trips and experts makes no difference to the answer.
    public init(trips: [Trip], experts: [Expert], size: Int, mix: [Share], perOrganisation: Int?, maximumDays: Int) {
        self.trips = trips.sorted { $0.number < $1.number }
        self.experts = experts.sorted { $0.id < $1.id }
        self.size = size
        self.mix = mix
        self.perOrganisation = perOrganisation
        self.maximumDays = maximumDays
    }

    /// A trip.
    public struct Trip: Sendable, Hashable {
        /// Its number.
        public var number: Int
        /// The dossiers that are visited.
        public var dossiers: [String]
        /// Working days.
        public var days: Int

        /// A trip.
        public init(number: Int, dossiers: [String], days: Int) {
            self.number = number
            self.dossiers = dossiers
            self.days = days
        }
    }

    /// An expert.
    public struct Expert: Sendable, Hashable {
        /// The expert's number.
        public var id: String
        /// What the expert knows.
        public var specialties: Set<String>
        /// Where the expert works.
        public var organisations: Set<String>
        /// The dossiers that the expert must not visit.
        public var barred: Set<String>
        /// The dossiers that the expert reviewed.
        public var reviewed: Set<String>

        /// An expert.
        public init(id: String, specialties: Set<String>, organisations: Set<String> = [], barred: Set<String>, reviewed: Set<String>) {
            self.id = id
            self.specialties = specialties
            self.organisations = organisations
            self.barred = barred
            self.reviewed = reviewed
        }
    }

    /// How many of a specialty.
    public struct Share: Sendable, Hashable {
        /// The specialty.
        public var specialty: String
        /// At least.
        public var minimum: Int
        /// At most; nil for no limit.
        public var maximum: Int?

        /// A share.
        public init(specialty: String, minimum: Int, maximum: Int?) {
            self.specialty = specialty
            self.minimum = minimum
            self.maximum = maximum
        }
    }

    /// Whether an expert may go on a trip.
    func mayGo(_ expert: Expert, on trip: Trip) -> Bool {
        trip.days <= maximumDays && trip.dossiers.allSatisfy { !expert.barred.contains($0) }
    }

    /// The smallest sum of squares that any teams can have: where nobody goes twice. Somebody with several trips has the square of their
    /// sum, which is no less than the sum of their squares; so no solver is needed to see that this is a bound.
    public var leastSquares: Int { trips.reduce(0) { $0 + size * $1.days * $1.days } }

    /// What is wrong with some teams, by trip; empty where they keep to everything.
    public func faults(of teams: [[String]]) -> [String] {
        let known = Dictionary(experts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var faults: [String] = []
        var days: [String: Int] = [:]
        for (trip, team) in zip(trips, teams) {
            let members = team.compactMap { known[$0] }
            if members.count != size || Set(team).count != size { faults.append("trip \(trip.number): size") }
            for member in members where !mayGo(member, on: trip) { faults.append("trip \(trip.number): \(member.id) may not go") }
            for dossier in trip.dossiers {
                let reviewers = members.count { $0.reviewed.contains(dossier) }
                if reviewers == 0 || reviewers == size { faults.append("trip \(trip.number): reviewers of \(dossier)") }
            }
            for share in mix {
                let count = members.count { $0.specialties.contains(share.specialty) }
                if count < share.minimum || count > share.maximum ?? .max { faults.append("trip \(trip.number): \(share.specialty)") }
            }
            if let perOrganisation {
                let houses = Dictionary(grouping: members.flatMap { $0.organisations.sorted() }, by: \.self)
                for (house, own) in houses where own.count > perOrganisation { faults.append("trip \(trip.number): \(house)") }
            }
            for id in team { days[id, default: 0] += trip.days }
        }
        if teams.count != trips.count { faults.append("teams") }
        for (id, count) in days where count > maximumDays { faults.append("\(id): \(count) days") }
        return faults.sorted()
    }

    /// The sum over all experts of the square of their days.
    public func squares(of teams: [[String]]) -> Int {
        var days: [String: Int] = [:]
        for (trip, team) in zip(trips, teams) { for id in team { days[id, default: 0] += trip.days } }
        return days.values.reduce(0) { $0 + $1 * $1 }
    }
}
