internal import Solver

/// When each trip is made: working days are numbered from 0, nobody is on two trips at once, and no more teams are away than may be. The
/// last one is back as early as can be.
public struct VisitScheduleProblem: Sendable, Hashable {
    /// The trips.
    public var trips: [Trip]
    /// At most so many at once; nil for no limit.
    public var atOnce: Int?

    /// A problem; the order of the trips makes no difference to the answer.
    public init(trips: [Trip], atOnce: Int?) {
        self.trips = trips.sorted { $0.number < $1.number }
        self.atOnce = atOnce
    }

    /// A trip.
    public struct Trip: Sendable, Hashable {
        /// Its number.
        public var number: Int
        /// Working days, one after the other.
        public var days: Int
        /// Who goes.
        public var experts: Set<String>

        /// A trip.
        public init(number: Int, days: Int, experts: Set<String>) {
            self.number = number
            self.days = days
            self.experts = experts
        }
    }

    /// No schedule is shorter: by the longest trip, by the days of each expert, and by the days of all trips over those at once.
    public var leastDays: Int {
        let byExpert = Dictionary(grouping: trips.flatMap { trip in trip.experts.map { ($0, trip.days) } }, by: \.0)
            .mapValues { $0.reduce(0) { $0 + $1.1 } }
        let all = trips.reduce(0) { $0 + $1.days }
        return max(trips.map(\.days).max() ?? 0, byExpert.values.max() ?? 0, atOnce.map { (all + $0 - 1) / $0 } ?? 0)
    }

    /// Whether some starts keep to everything.
    public func keeps(_ starts: [Int]) -> Bool {
        guard starts.count == trips.count, starts.allSatisfy({ $0 >= 0 }) else { return false }
        let length = length(of: starts)
        for day in 0..<length {
            let away = trips.indices.filter { starts[$0] <= day && day < starts[$0] + trips[$0].days }
            if away.count > atOnce ?? .max { return false }
            var seen: Set<String> = []
            for trip in away { for expert in trips[trip].experts where !seen.insert(expert).inserted { return false } }
        }
        return true
    }

    /// Working days until the last team is back.
    public func length(of starts: [Int]) -> Int { zip(trips, starts).map { $0.days + $1 }.max() ?? 0 }

    /// Finds the shortest schedule: by a list of the trips, the longest first; and where that does not reach the bound, by integer
    /// programs on GLPK, one for each length between.
    ///
    /// - Returns: the first day of each trip; and the length that no schedule can be shorter than.
    /// - Throws: `Failure.failed`, where the solver gives up.
    public func solve() throws -> (starts: [Int], leastDays: Int) {
        var starts = byList()
        var least = leastDays
        while least < length(of: starts) {
            let answer = try program(within: least).solveOrFail(ProgramOptions(timeLimit: 20, branchLimit: 5000))
            if let found = read(answer, within: least), keeps(found) {
                starts = found
                break
            }
            // Only where nothing of this length can be is the next one the bound.
            guard answer.status == .infeasible else { break }
            least += 1
        }
        return (starts, least)
    }

    private func byList() -> [Int] {
        var starts = [Int](repeating: 0, count: trips.count)
        var away: [Int] = []
        var busy: [String: Set<Int>] = [:]
        let order = trips.indices.sorted { (-trips[$0].days, trips[$0].number) < (-trips[$1].days, trips[$1].number) }
        for index in order {
            let trip = trips[index]
            var start = 0
            while (start..<start + trip.days).contains(where: { day in
                (day < away.count && away[day] >= atOnce ?? .max) || trip.experts.contains { busy[$0]?.contains(day) == true }
            }) { start += 1 }
            starts[index] = start
            for day in start..<start + trip.days {
                while away.count <= day { away.append(0) }
                away[day] += 1
                for expert in trip.experts { busy[expert, default: []].insert(day) }
            }
        }
        return starts
    }

    /// A column for each first day of each trip, a row for each trip, each day, and each expert on each day who has several trips.
    private func program(within length: Int) -> IntegerProgram {
        var program = IntegerProgram(.minimise)
        let tripRows = trips.map { _ in program.addRow(from: 1, to: 1) }
        let dayRows = (0..<length).map { _ in program.addRow(to: atOnce.map(Double.init) ?? .infinity) }
        let several = Dictionary(grouping: trips.flatMap { Array($0.experts) }, by: \.self).filter { $0.value.count > 1 }.keys.sorted()
        let expertRows = Dictionary(
            uniqueKeysWithValues: several.map { expert in (expert, (0..<length).map { _ in program.addRow(to: 1) }) })
        for (index, trip) in trips.enumerated() {
            for start in 0...max(0, length - trip.days) {
                let days = start..<start + trip.days
                let rows =
                    [tripRows[index]] + days.map { dayRows[$0] }
                    + trip.experts.sorted().flatMap { expert in expertRows[expert].map { rows in days.map { rows[$0] } } ?? [] }
                program.addColumn(cost: 0, .integer, entries: rows.map { IntegerProgram.Entry(row: $0, value: 1) })
            }
        }
        return program
    }

    private func read(_ answer: ProgramAnswer, within length: Int) -> [Int]? {
        guard answer.status == .optimal || answer.status == .feasible else { return nil }
        var next = 0
        return trips.map { trip in
            let count = max(0, length - trip.days) + 1
            defer { next += count }
            return (0..<count).first { answer.values[next + $0] > 0.5 } ?? 0
        }
    }
}
