public import Programme
internal import Solver

/// Teams for all trips.
public struct VisitTeamPlan: Sendable, Hashable {
    /// The members of each trip's team, sorted, in the order of the trips.
    public var teams: [[String]]
    /// Who leads at each dossier of each trip.
    public var leads: [[String]]
    /// The sum over all experts of the square of their days.
    public var squares: Int
    /// No teams have less.
    public var bound: Int
    /// Whether the bound is reached.
    public var isOptimal: Bool { squares == bound }
}

/// Why there are no teams.
public enum NoVisitTeams: Error, Sendable, Hashable {
    /// A trip for which no team can be formed, even were it the only one.
    case trip(number: Int, reason: Text)
    /// Each trip has a team, all of them together have none: not enough experts for so many days.
    case together(seatDays: Int, available: Int)
    /// The search was cut short.
    case undecided
}

extension VisitTeamProblem {
    /// Finds teams by integer programs on GLPK.
    ///
    /// First nobody goes twice: whatever keeps to that is as balanced as can be (`leastSquares`). Only where that cannot be, experts go on
    /// several trips, and the squares are made small with a price for each further day. Few experts stand for all at first, the reviewers of
    /// a trip and some others; all where that finds nothing.
    ///
    /// - Throws: `NoVisitTeams`; `Failure.failed`, where the solver gives up.
    public func solve() throws -> VisitTeamPlan {
        guard !trips.isEmpty else { return VisitTeamPlan(teams: [], leads: [], squares: 0, bound: 0) }
        for others in [8, 24] {
            if let teams = try search(candidates(others: others), onceOnly: true).teams { return plan(teams, bound: leastSquares) }
        }
        let all = candidates(others: .max)
        let once = try search(all, onceOnly: true)
        if let teams = once.teams { return plan(teams, bound: leastSquares) }
        for trip in trips.indices { try refuseImpossible(trip, all[trip]) }
        let several = try search(all, onceOnly: false)
        guard let teams = several.teams else {
            if several.status == .infeasible {
                throw NoVisitTeams.together(
                    seatDays: trips.reduce(0) { $0 + $1.days * size }, available: experts.count * maximumDays)
            }
            throw NoVisitTeams.undecided
        }
        // Squares are whole, so a bound that lies between two of them is the next one.
        let bound = several.status == .optimal ? squares(of: teams) : max(leastSquares, Int((several.bound - 1e-6).rounded(.up)))
        return plan(teams, bound: min(bound, squares(of: teams)))
    }

    private func plan(_ teams: [[String]], bound: Int) -> VisitTeamPlan {
        VisitTeamPlan(teams: teams, leads: leads(of: teams), squares: squares(of: teams), bound: bound)
    }

    /// Who leads at each dossier: of the members who reviewed it the one who leads least so far, then the first by number.
    private func leads(of teams: [[String]]) -> [[String]] {
        let known = Dictionary(experts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return zip(trips, teams).map { trip, team in
            var led: [String: Int] = [:]
            return trip.dossiers.map { dossier in
                let reviewers = team.filter { known[$0]?.reviewed.contains(dossier) == true }
                let lead = reviewers.min { (led[$0, default: 0], $0) < (led[$1, default: 0], $1) } ?? team[0]
                led[lead, default: 0] += 1
                return lead
            }
        }
    }

    /// The experts who are considered for each trip: its reviewers, and so many others of each specialty, beginning elsewhere for each trip
    /// so that trips do not compete for the same ones.
    private func candidates(others: Int) -> [[Int]] {
        let specialties = Array(Set(experts.flatMap(\.specialties))).sorted()
        return trips.enumerated().map { number, trip in
            let mayGo = experts.indices.filter { self.mayGo(experts[$0], on: trip) }
            guard others < mayGo.count else { return mayGo }
            var chosen = Set(mayGo.filter { !experts[$0].reviewed.isDisjoint(with: trip.dossiers) })
            for specialty in specialties {
                let own = mayGo.filter { experts[$0].specialties.contains(specialty) && !chosen.contains($0) }
                guard !own.isEmpty else { continue }
                let start = number * others % own.count
                chosen.formUnion((0..<min(others, own.count)).map { own[(start + $0) % own.count] })
            }
            return chosen.sorted()
        }
    }

    private func search(
        _ candidates: [[Int]], onceOnly: Bool
    ) throws -> (teams: [[String]]?, status: ProgramAnswer.Status, bound: Double) {
        var program = IntegerProgram(.minimise)
        var rows: [Int: [Int]] = [:]
        // Nobody goes on more trips, or for more days, than allowed.
        var dayRow: [Int: Int] = [:]
        for expert in Set(candidates.joined()).sorted() {
            dayRow[expert] = onceOnly ? program.addRow(to: 1) : program.addRow(from: 0, to: 0)
        }
        var columns: [(trip: Int, expert: Int)] = []
        for (index, trip) in trips.enumerated() {
            let own = candidates[index]
            rows.removeAll(keepingCapacity: true)
            func put(_ members: [Int], from lower: Double = -.infinity, to upper: Double = .infinity) {
                let row = program.addRow(from: lower, to: upper)
                for member in members { rows[member, default: []].append(row) }
            }
            put(own, from: Double(size), to: Double(size))
            for dossier in trip.dossiers {
                put(own.filter { experts[$0].reviewed.contains(dossier) }, from: 1, to: Double(size - 1))
            }
            for share in mix {
                put(
                    own.filter { experts[$0].specialties.contains(share.specialty) }, from: Double(share.minimum),
                    to: share.maximum.map(Double.init) ?? .infinity)
            }
            if let perOrganisation {
                let houses = Dictionary(grouping: own.flatMap { e in experts[e].organisations.map { ($0, e) } }, by: \.0)
                for (_, members) in houses.sorted(by: { $0.key < $1.key }) where members.count > perOrganisation {
                    put(members.map(\.1), to: Double(perOrganisation))
                }
            }
            for expert in own {
                let days = IntegerProgram.Entry(row: dayRow[expert]!, value: onceOnly ? 1 : Double(trip.days))
                // Who reviewed more of the dossiers is the better choice among equals.
                let reviewed = trip.dossiers.count { experts[expert].reviewed.contains($0) }
                program.addColumn(
                    cost: onceOnly ? -Double(reviewed) : 0, .integer,
                    entries: [days] + rows[expert, default: []].map { IntegerProgram.Entry(row: $0, value: 1) })
                columns.append((index, expert))
            }
        }
        if !onceOnly {
            // A day more costs what it adds to the square: 1, 3, 5, … The costs rise, so the days fill up from the first, and nothing
            // need be whole.
            for (_, row) in dayRow.sorted(by: { $0.key < $1.key }) {
                for day in 0..<maximumDays {
                    program.addColumn(cost: Double(2 * day + 1), entries: [IntegerProgram.Entry(row: row, value: -1)])
                }
            }
        }
        // Which of equally balanced teams is taken does not matter, so a team is good enough where it is found.
        let options = ProgramOptions(timeLimit: 60, relativeGap: onceOnly ? 0.05 : 0, branchLimit: onceOnly ? 2000 : 20_000)
        let answer = try program.solveOrFail(options)
        guard answer.status == .optimal || answer.status == .feasible else { return (nil, answer.status, answer.bound) }
        var teams = [[String]](repeating: [], count: trips.count)
        for (column, place) in columns.enumerated() where answer.values[column] > 0.5 {
            teams[place.trip].append(experts[place.expert].id)
        }
        guard faults(of: teams).isEmpty else { return (nil, .timeLimit, answer.bound) }
        return (teams, answer.status, answer.bound)
    }

    /// Says why a trip by itself has no team.
    private func refuseImpossible(_ index: Int, _ mayGo: [Int]) throws {
        let trip = trips[index]
        func refuse(_ reason: Text) -> NoVisitTeams { .trip(number: trip.number, reason: reason) }
        if trip.days > maximumDays {
            throw refuse(
                Text(
                    zh: "全程 \(trip.days) 个工作日，超过每人至多 \(maximumDays) 日",
                    en: "it takes \(trip.days) working days, more than the \(maximumDays) of one expert"))
        }
        if mayGo.count < size {
            throw refuse(Text(zh: "无须回避的专家仅 \(mayGo.count) 人", en: "only \(mayGo.count) experts are free of conflicts"))
        }
        for dossier in trip.dossiers where !mayGo.contains(where: { experts[$0].reviewed.contains(dossier) }) {
            throw refuse(
                Text(
                    zh: "评审过 \(dossier) 的专家均须回避同线路的其他单位", en: "all who reviewed \(dossier) are in conflict with another dossier of it"))
        }
        for share in mix {
            let count = mayGo.count { experts[$0].specialties.contains(share.specialty) }
            if count < share.minimum {
                throw refuse(
                    Text(
                        zh: "“\(share.specialty)”类专家须 \(share.minimum) 人，可派 \(count) 人",
                        en: "\(share.minimum) of “\(share.specialty)” are needed, \(count) may go"))
            }
        }
        let alone = VisitTeamProblem(
            trips: [trip], experts: mayGo.map { experts[$0] }, size: size, mix: mix, perOrganisation: perOrganisation,
            maximumDays: maximumDays)
        if try alone.search([Array(mayGo.indices)], onceOnly: true).status == .infeasible {
            throw refuse(
                Text(
                    zh: "没有人选能同时满足人数、专业搭配、单位分散和“每件由评审过的专家带队、又有未评审过的专家”各项要求",
                    en:
                        "no team has the size, the mix and the spread over organisations that are asked for, with somebody who reviewed each dossier and somebody who did not"
                ))
        }
    }
}
