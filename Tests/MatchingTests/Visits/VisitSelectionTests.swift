import Matching
import Programme
import Testing

/// Numbers from a seed, the same on every machine.
private struct Chance: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}

@Suite("Which dossiers are visited within a budget")
struct VisitSelectionTests {
    private func problem(_ seed: UInt64, count: Int, provinces: Int, budget: Call.VisitBudget) -> VisitSelection {
        var chance = Chance(state: seed)
        let candidates = (0..<count).map { index in
            VisitSelection.Candidate(
                dossier: "D-\(100 + index)", province: "P\(Int.random(in: 0..<provinces, using: &chance))",
                gain: Int.random(in: 0...20_000, using: &chance), days: Int.random(in: 1...2, using: &chance),
                isFixed: Int.random(in: 0..<8, using: &chance) == 0)
        }
        return VisitSelection(candidates: candidates, budget: budget, visitsPerTrip: 2, travelDays: 1)
    }

    @Test("is what trying out every choice finds, and within the bound by the multipliers", arguments: 0..<40)
    func exhaustive(seed: Int) throws {
        let budget = Call.VisitBudget(
            visits: seed % 4 == 0 ? nil : 4 + seed % 3, teamDays: seed % 5 == 0 ? nil : 8 + seed % 4, trips: seed % 3 == 0 ? nil : 3)
        let problem = problem(UInt64(seed + 1), count: 11, provinces: 4, budget: budget)
        var best: Int?
        for choice in 0..<(1 << problem.candidates.count) {
            let chosen = problem.candidates.enumerated().filter { choice >> $0.offset & 1 == 1 }.map(\.element)
            guard problem.candidates.allSatisfy({ !$0.isFixed || chosen.contains($0) }) else { continue }
            let cost = problem.cost(of: chosen.map(\.dossier))
            guard cost.visits <= budget.visits ?? .max, cost.teamDays <= budget.teamDays ?? .max, cost.trips <= budget.trips ?? .max
            else { continue }
            best = max(best ?? 0, chosen.reduce(0) { $0 + $1.gain })
        }
        guard let best else {
            #expect(throws: VisitBudgetTooSmall.self) { try problem.solve() }
            return
        }
        let plan = try problem.solve()
        #expect(plan.gain == best && plan.isOptimal)
        #expect(problem.cost(of: plan.dossiers) == plan.cost)
        #expect(problem.bound(by: plan.multipliers) >= best)
        let more = try problem.worthOfOneMore(beside: plan)
        #expect(
            [more.visits, more.teamDays, more.trips].map { $0 != nil } == [budget.visits, budget.teamDays, budget.trips].map { $0 != nil })
    }

    @Test("a national round is chosen and proven in under two seconds, and the order of what is given makes no difference")
    func national() throws {
        let budget = Call.VisitBudget(visits: 130, teamDays: 300, trips: 50)
        var problem = problem(7, count: 460, provinces: 37, budget: budget)
        for index in problem.candidates.indices { problem.candidates[index].isFixed = index % 9 == 0 }
        problem.visitsPerTrip = 5
        problem.travelDays = 2
        let start = ContinuousClock.now
        let plan = try problem.solve()
        let taken = start.duration(to: .now)
        #expect(plan.isOptimal)
        #expect(taken < .seconds(8), "in a debug build on a shared machine: \(taken)")
        #expect(plan.cost.visits <= 130 && plan.cost.teamDays <= 300 && plan.cost.trips <= 50)
        let shuffled = VisitSelection(candidates: problem.candidates.reversed(), budget: budget, visitsPerTrip: 5, travelDays: 2)
        #expect(try shuffled.solve() == plan)
    }

    @Test("a budget too small says what is needed")
    func tooSmall() {
        let problem = VisitSelection(
            candidates: (1...3).map { .init(dossier: "D-\($0)", province: "P", gain: 0, days: 2, isFixed: true) },
            budget: .init(visits: 2, teamDays: 20, trips: 1), visitsPerTrip: 2, travelDays: 1)
        let failure = #expect(throws: VisitBudgetTooSmall.self) { try problem.solve() }
        #expect(failure?.needed == VisitSelection.Cost(visits: 3, teamDays: 8, trips: 2))
    }

    @Test("forcing a dossier in costs what it displaces, leaving one out what it gains")
    func forcing() throws {
        let problem = VisitSelection(
            candidates: [
                .init(dossier: "A", province: "P", gain: 500, days: 1), .init(dossier: "B", province: "P", gain: 300, days: 1),
                .init(dossier: "C", province: "P", gain: 100, days: 1),
            ], budget: .init(visits: 2), visitsPerTrip: 5, travelDays: 0)
        #expect(try problem.solve().dossiers == ["A", "B"])
        #expect(try problem.putting(problem.candidates[2]).solve().dossiers == ["A", "C"])
        #expect(try problem.leavingOut("A").solve().gain == 400)
    }
}

@Suite("Who visits, and when")
struct VisitTeamTests {
    private func problem(_ seed: UInt64, experts: Int, trips: Int, size: Int, days: Int) -> VisitTeamProblem {
        var chance = Chance(state: seed)
        let all = (1...trips).map { trip in VisitTeamProblem.Trip(number: trip, dossiers: ["D\(trip)a", "D\(trip)b"], days: 2 + trip % 2) }
        let dossiers = all.flatMap(\.dossiers)
        return VisitTeamProblem(
            trips: all,
            experts: (1...experts).map { index in
                VisitTeamProblem.Expert(
                    id: "E-\(100 + index)", specialties: [index % 3 == 0 ? "finance" : "technology"], organisations: ["O\(index % 7)"],
                    barred: Set(dossiers.filter { _ in Int.random(in: 0..<10, using: &chance) == 0 }),
                    reviewed: Set(dossiers.filter { _ in Int.random(in: 0..<3, using: &chance) == 0 }))
            }, size: size, mix: [.init(specialty: "finance", minimum: 1, maximum: 2)], perOrganisation: 1, maximumDays: days)
    }

    /// The smallest sum of squares of all teams that keep to everything; nil where there are none.
    private func least(_ problem: VisitTeamProblem) -> Int? {
        func teams(_ size: Int, from index: Int) -> [[String]] {
            guard size > 0 else { return [[]] }
            return (index..<problem.experts.count).flatMap { first in
                teams(size - 1, from: first + 1).map { [problem.experts[first].id] + $0 }
            }
        }
        let all = teams(problem.size, from: 0)
        let fitting = problem.trips.map { trip in
            var alone = problem
            alone.trips = [trip]
            return all.filter { alone.faults(of: [$0]).isEmpty }
        }
        var best: Int?
        for first in fitting[0] {
            for second in fitting[1] where problem.faults(of: [first, second]).isEmpty {
                best = min(best ?? .max, problem.squares(of: [first, second]))
            }
        }
        return best
    }

    @Test("teams keep to everything and are as balanced as trying out all of them finds", arguments: 0..<25)
    func exhaustive(seed: Int) throws {
        let problem = problem(UInt64(seed + 3), experts: 8, trips: 2, size: 3, days: seed % 2 == 0 ? 9 : 4)
        guard let least = least(problem) else {
            #expect(throws: NoVisitTeams.self) { try problem.solve() }
            return
        }
        let plan = try problem.solve()
        #expect(problem.faults(of: plan.teams).isEmpty)
        #expect(plan.squares == least && plan.isOptimal)
        for (trip, (team, leads)) in zip(problem.trips, zip(plan.teams, plan.leads)) {
            for (dossier, lead) in zip(trip.dossiers, leads) {
                #expect(team.contains(lead) && problem.experts.first { $0.id == lead }?.reviewed.contains(dossier) == true)
            }
        }
    }

    @Test("where one trip by itself has no team, it is named with the reason")
    func impossible() {
        var problem = problem(5, experts: 9, trips: 2, size: 3, days: 9)
        for index in problem.experts.indices { problem.experts[index].specialties = ["technology"] }
        let failure = #expect(throws: NoVisitTeams.self) { try problem.solve() }
        guard case .trip(let number, let reason)? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(number == 1 && reason.en.contains("finance"))
    }

    @Test("a national season has teams without anybody going twice, in little time")
    func national() throws {
        var chance = Chance(state: 11)
        let trips = (1...40).map { trip in
            VisitTeamProblem.Trip(number: trip, dossiers: (0..<(2 + trip % 3)).map { "D\(trip)-\($0)" }, days: 4 + trip % 3)
        }
        let dossiers = trips.flatMap(\.dossiers)
        let problem = VisitTeamProblem(
            trips: trips,
            experts: (1...450).map { index in
                VisitTeamProblem.Expert(
                    id: "E-\(1000 + index)", specialties: [["technology", "management", "finance"][index % 3]],
                    organisations: ["O\(index % 200)"],
                    barred: Set(dossiers.filter { _ in Int.random(in: 0..<25, using: &chance) == 0 }),
                    reviewed: Set((0..<3).map { _ in dossiers[Int.random(in: 0..<dossiers.count, using: &chance)] }))
            }, size: 5,
            mix: ["technology", "management", "finance"].map { .init(specialty: $0, minimum: 1, maximum: nil) }, perOrganisation: 1,
            maximumDays: 14)
        let plan = try problem.solve()
        #expect(problem.faults(of: plan.teams).isEmpty)
        #expect(plan.isOptimal && plan.squares == problem.leastSquares)
    }

    @Test("a schedule is as short as trying out every one finds", arguments: 0..<30)
    func schedule(seed: Int) throws {
        var chance = Chance(state: UInt64(seed + 17))
        let problem = VisitScheduleProblem(
            trips: (1...4).map { number in
                .init(
                    number: number, days: Int.random(in: 1...3, using: &chance),
                    experts: Set((1...4).filter { _ in Bool.random(using: &chance) }.map { "E-\($0)" }))
            }, atOnce: seed % 3 == 0 ? nil : 2)
        let all = problem.trips.reduce(0) { $0 + $1.days }
        var shortest = Int.max
        for code in 0..<(all * all * all * all) {
            let starts = [code % all, code / all % all, code / all / all % all, code / all / all / all]
            guard problem.length(of: starts) < shortest, problem.keeps(starts) else { continue }
            shortest = problem.length(of: starts)
        }
        let (starts, least) = try problem.solve()
        #expect(problem.keeps(starts) && problem.length(of: starts) == shortest && least == shortest)
    }
}
