/// A trip (考查线路): one team's visits in one province, one after the other.
public struct Trip: Codable, Sendable, Hashable {
    /// Its number among the trips, from 1.
    public var number: Int
    /// The province, by the code of its authority.
    public var province: String
    /// The dossiers, in the order in which they are visited.
    public var dossiers: [String]
    /// Working days that each visit takes.
    public var visitDays: [Int]
    /// Working days of travelling.
    public var travelDays: Int

    /// Puts one together from its parts.
    public init(number: Int, province: String, dossiers: [String], visitDays: [Int], travelDays: Int) {
        self.number = number
        self.province = province
        self.dossiers = dossiers
        self.visitDays = visitDays
        self.travelDays = travelDays
    }

    /// Working days in all.
    public var days: Int { visitDays.reduce(travelDays, +) }

    /// The working days of each visit, counted from the first of the trip. Half of the travelling, rounded up, comes first.
    public var spans: [Range<Int>] {
        var next = (travelDays + 1) / 2
        return visitDays.map { days in
            defer { next += days }
            return next..<next + days
        }
    }
}

extension Call {
    /// The province in which a dossier is visited: a separately planned city (计划单列市) lies in one, and shares its trips.
    public func province(of dossier: Dossier) -> String { authority(dossier.authority)?.parent ?? dossier.authority }

    /// The trips on which some dossiers are visited: as few as the rule allows in each province, as even in their number of visits as
    /// can be. Dossiers of one category stay together where they can, so that one team suits them.
    public func trips(to dossiers: [Dossier], by rule: TripRule) -> [Trip] {
        let order = Dictionary(categories.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let byProvince = Dictionary(grouping: dossiers, by: province).sorted { $0.key < $1.key }
        var trips: [Trip] = []
        for (province, dossiers) in byProvince {
            let inOrder = dossiers.sorted { (order[$0.category] ?? 0, $0.id) < (order[$1.category] ?? 0, $1.id) }
            let count = (inOrder.count + rule.visits - 1) / rule.visits
            var next = 0
            for index in 0..<count {
                let size = inOrder.count / count + (index < inOrder.count % count ? 1 : 0)
                let own = inOrder[next..<next + size]
                next += size
                trips.append(
                    Trip(
                        number: trips.count + 1, province: province, dossiers: own.map(\.id),
                        visitDays: own.map { rule.days(in: $0.category) }, travelDays: rule.travelDays))
            }
        }
        return trips
    }
}
