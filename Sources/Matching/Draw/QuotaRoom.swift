internal import Programme

/// What the quotas of a draw still allow while its pool is gone through in the order drawn.
struct QuotaRoom {
    private let specialties: [String]
    private let regions: [String]
    /// Places still to be filled.
    private(set) var places: Int
    /// How many of each specialty are still needed.
    private(set) var needs: [Int]
    /// How many each region may still give.
    private var room: [Int]
    /// Those not yet looked at, by specialty and region.
    private var left: [[Int]]

    init(_ quotas: DrawQuotas, among pool: [DrawCandidate]) {
        // What is more than everybody counts as one more: sums stay small whatever a file says.
        let sensible = 0...pool.count + 1
        func within(_ count: Int) -> Int { min(max(count, sensible.lowerBound), sensible.upperBound) }
        let minima = Dictionary(quotas.minima.map { ($0.specialty, $0.minimum) }, uniquingKeysWith: max)
        specialties = Set(pool.map(\.stratum.specialty)).union(minima.keys).sorted()
        regions = Set(pool.map(\.stratum.region)).sorted()
        places = within(quotas.experts)
        needs = specialties.map { within(minima[$0] ?? 0) }
        room = regions.map { _ in within(quotas.perRegion ?? pool.count) }
        left = [[Int]](repeating: [Int](repeating: 0, count: regions.count), count: specialties.count)
        let place = Self.places(specialties, regions)
        for candidate in pool {
            guard let (specialty, region) = place(candidate.stratum) else { continue }
            left[specialty][region] += 1
        }
    }

    private static func places(_ specialties: [String], _ regions: [String]) -> (DrawStratum) -> (Int, Int)? {
        let rows = Dictionary(uniqueKeysWithValues: specialties.enumerated().map { ($1, $0) })
        let columns = Dictionary(uniqueKeysWithValues: regions.enumerated().map { ($1, $0) })
        return { stratum in
            guard let row = rows[stratum.specialty], let column = columns[stratum.region] else { return nil }
            return (row, column)
        }
    }

    /// Goes through candidates in an order and takes each with whom the quotas can still be met; where those taken
    /// stand in that order.
    mutating func taken(of order: [DrawCandidate]) -> [Bool] {
        let place = Self.places(specialties, regions)
        return order.map { candidate in place(candidate.stratum).map { take($0.0, $0.1) } ?? false }
    }

    private mutating func take(_ specialty: Int, _ region: Int) -> Bool {
        left[specialty][region] -= 1
        guard places > 0, room[region] > 0 else { return false }
        let before = needs[specialty]
        places -= 1
        room[region] -= 1
        needs[specialty] = max(0, before - 1)
        if shortage == nil { return true }
        places += 1
        room[region] += 1
        needs[specialty] = before
        return false
    }

    /// Why the places cannot be filled from those left; nil where they can.
    ///
    /// They can exactly where three things hold: the needs together take no more than the places; the regions can
    /// give that many in all; and the needs alone can be met. For a flow that meets the needs grows to one that fills
    /// the places along augmenting paths, and none of those takes anything away from a specialty.
    var shortage: Shortage? {
        let need = needs.reduce(0, +)
        if need > places { return .needs(need, places: places) }
        let most = regions.indices.reduce(0) { sum, region in
            sum + min(room[region], specialties.indices.reduce(0) { $0 + left[$1][region] })
        }
        if most < places { return .experts(most, places: places) }
        var flow = NeedFlow(left: left, room: room)
        for specialty in specialties.indices {
            guard let tied = flow.meet(needs[specialty], of: specialty) else { continue }
            return .specialties(
                tied.map { specialties[$0] }, need: tied.reduce(0) { $0 + needs[$1] }, have: flow.most(of: tied))
        }
        return nil
    }

    enum Shortage: Equatable {
        /// The minima together are more than the places.
        case needs(Int, places: Int)
        /// The pool gives so many only, regions within their limit.
        case experts(Int, places: Int)
        /// Some specialties together need more than they have, regions within their limit.
        case specialties([String], need: Int, have: Int)
    }
}

/// Experts that regions give to the needs of specialties.
private struct NeedFlow {
    let left: [[Int]]
    let room: [Int]
    private var given: [[Int]]
    private var used: [Int]

    init(left: [[Int]], room: [Int]) {
        self.left = left
        self.room = room
        given = left.map { $0.map { _ in 0 } }
        used = room.map { _ in 0 }
    }

    /// Meets a need; where it can't, the specialties that together need more than they can have (Hall's theorem).
    mutating func meet(_ need: Int, of specialty: Int) -> [Int]? {
        var missing = need
        while missing > 0 {
            var seen = [Bool](repeating: false, count: left.count)
            let found = push(missing, to: specialty, &seen)
            if found == 0 { return seen.indices.filter { seen[$0] } }
            missing -= found
        }
        return nil
    }

    /// Finds up to `limit` experts for a specialty, by having others take theirs from elsewhere where need be.
    private mutating func push(_ limit: Int, to specialty: Int, _ seen: inout [Bool]) -> Int {
        seen[specialty] = true
        for region in room.indices where given[specialty][region] < left[specialty][region] && used[region] < room[region] {
            let amount = min(limit, left[specialty][region] - given[specialty][region], room[region] - used[region])
            given[specialty][region] += amount
            used[region] += amount
            return amount
        }
        for region in room.indices where given[specialty][region] < left[specialty][region] {
            let wanted = min(limit, left[specialty][region] - given[specialty][region])
            for other in left.indices where !seen[other] && given[other][region] > 0 {
                let moved = push(min(wanted, given[other][region]), to: other, &seen)
                guard moved > 0 else { continue }
                given[other][region] -= moved
                given[specialty][region] += moved
                return moved
            }
        }
        return 0
    }

    /// The most that some specialties can have together.
    func most(of specialties: [Int]) -> Int {
        room.indices.reduce(0) { sum, region in
            sum + min(room[region], specialties.reduce(0) { $0 + left[$1][region] })
        }
    }
}
