@testable import Matching
import Programme
import Testing

/// Dossiers that vie for the same few good experts: the floor is what all of them can reach together.
private func contestedProblem(seed: UInt64, dossiers: Int, experts: Int, demand: Int, levels: Int) -> AssignmentProblem {
    var generator = SeededGenerator(seed: seed)
    func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    // Exactly as many places as experts can take, or a few more.
    let load = (dossiers * demand + experts - 1) / experts
    let good = max(1, experts / 3)
    let values = (0..<dossiers * experts).map { pair in
        // Truncated as the tables of a round are, so that sums are just below round numbers.
        let level = pair % experts < good ? levels : draw(levels / 4...levels - 1)
        return Double(level * 10_000 / levels) / 10_000
    }
    var problem = AssignmentProblem(
        name: "contested \(seed)", dossiers: (0..<dossiers).map { .init(id: "D\($0)", demand: demand) },
        experts: (0..<experts).map {
            .init(id: "E\($0)", minimumLoad: draw(0...3) == 0 ? load - 1 : 0, maximumLoad: load, tags: ["o": ["\($0 % (demand + 1))"]])
        },
        affinity: AffinityMatrix(dossierCount: dossiers, expertCount: experts, values: values))
    if seed.isMultiple(of: 2) { problem.composition = [.init(tag: "o", limit: .maximumPerValue(1))] }
    return problem
}

@Suite("The fairest plan")
struct FairTests {
    @Test("is the best by trying everything, where dossiers vie for the same experts", arguments: 0..<4)
    func contested(block: UInt64) throws {
        for seed in block * 50..<block * 50 + 50 {
            let levels = [7, 30, 9_973][Int(seed % 3)]
            let problem = contestedProblem(seed: seed, dossiers: 4, experts: 5, demand: 2, levels: levels)
            let plan = try problem.solve(SolveOptions(objective: .fair))
            let verification = problem.verify(plan)
            #expect(verification.holds, "seed \(seed): \(verification.faults)")
            guard let best = ExhaustiveSearch(problem).bestFair else {
                #expect(plan.status == .infeasible)
                continue
            }
            #expect(plan.status == .optimal, "seed \(seed)")
            #expect(abs((plan.floor ?? 0) - best.floor) < 1e-9 && abs(plan.worth - best.value) < 1e-9, "seed \(seed)")
            #expect(plan.floorBound == plan.floor && plan.bound == plan.worth)
        }
    }

    /// What is proven of the floor is no lower than any plan's, and the same whatever the order.
    @Test("has the same floor and worth in any order")
    func order() throws {
        for seed in 0..<40 as Range<UInt64> {
            let problem = contestedProblem(seed: seed, dossiers: 6, experts: 7, demand: 3, levels: 30)
            let first = try problem.solve(SolveOptions(objective: .fair))
            guard first.status != .infeasible else { continue }
            let second = try problem.solve(SolveOptions(objective: .fair, seed: seed + 1))
            #expect(first.status == .optimal && second.status == .optimal, "seed \(seed)")
            #expect(first.floor == second.floor && abs(first.worth - second.worth) < 1e-12, "seed \(seed)")
            #expect(problem.verify(second).holds, "seed \(seed)")
        }
    }

    /// Three panels of two; the two good experts have four places for six.
    private var shared: AssignmentProblem {
        AssignmentProblem(
            name: "shared", dossiers: (0..<3).map { .init(id: "D\($0)", demand: 2) },
            experts: (0..<4).map { .init(id: "E\($0)", maximumLoad: 2) },
            affinity: AffinityMatrix(dossierCount: 3, expertCount: 4, values: (0..<3).flatMap { _ in [1, 1, 0.5, 0.25] }))
    }

    private func facts(_ problem: AssignmentProblem, _ plan: Plan) -> [String] { problem.verify(plan).facts.map(\.en) }

    @Test("is proven by a certificate of several dossiers' floors, where none by itself says as much")
    func proven() throws {
        let plan = try shared.solve(SolveOptions(objective: .fair))
        let certificate = try #require(plan.floorCertificate)
        #expect(plan.status == .optimal && plan.floor == 1.5)
        #expect(facts(shared, plan).contains("the certificate proves that no plan has a higher floor"))
        #expect(certificate.duals.keys.count { if case .floor = $0 { true } else { false } } > 1)
        var without = plan
        without.floorCertificate = nil
        #expect(facts(shared, without).contains("that no floor is higher is by search, which the certificate does not show"))
    }

    @Test("is refused where its floor's certificate is altered")
    func altered() throws {
        let problem = shared
        let plan = try problem.solve(SolveOptions(objective: .fair))
        let alterations: [(inout Certificate) -> Void] = [
            { $0.bound -= 250_000 }, { $0.bound += 1 }, { $0.scale = 10 }, { $0.resolution = 0 }, { $0.duals = [:] },
            { $0.duals[.floor(dossier: 0)] = 1 }, { $0.duals[.floor(dossier: 9)] = -1 },
            { $0.duals[.load(expert: 0)] = .max }, { $0.duals[.demand(dossier: 0)] = .min },
            { $0.duals[.floorSteps(dossier: 0, top: 1_000_000, width: 0)] = 1 },
            { $0.duals[.floorSteps(dossier: 0, top: 1_000_000, width: 250_000)] = -1 },
            { $0.duals[.floorSteps(dossier: 0, top: 1_000_001, width: 250_000)] = 1 },
            { $0.duals[.floorSteps(dossier: 0, top: .min, width: 1)] = 1 },
            { $0.duals[.floorSteps(dossier: 9, top: 1_000_000, width: 250_000)] = 1 },
            { $0.duals[.floorSteps(dossier: 0, top: 1_000_000, width: 1)] = 1 << 58 },
        ]
        for (index, alter) in alterations.enumerated() {
            var altered = plan
            var certificate = try #require(plan.floorCertificate)
            alter(&certificate)
            altered.floorCertificate = certificate
            #expect(!problem.verify(altered).holds, "alteration \(index)")
        }
    }

    /// The floor comes before prices: a multiplier of what may give way proves nothing of it.
    @Test("is not proven by requirements that may give way")
    func soft() throws {
        var problem = shared
        for expert in problem.experts.indices { problem.experts[expert].price = 5 }
        let plan = try problem.solve(SolveOptions(objective: .fair))
        #expect(plan.status == .optimal && plan.floor == 2)
        #expect(problem.verify(plan).holds)
        let hard = try #require(try shared.solve(SolveOptions(objective: .fair)).floorCertificate)
        #expect(AssignmentModel(shared).floorBound(by: hard, atMost: .max) == 1_500_000)
        #expect(AssignmentModel(problem).floorBound(by: hard, atMost: .max) == nil)
    }

    @Test("keeps to steps below its floor, whatever they are")
    func steps() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<20_000 {
            let panel = (0..<Int.random(in: 1...5, using: &generator)).map { _ in Int.random(in: -50...100, using: &generator) }
            let floor = panel.reduce(0, +) - Int.random(in: 0...20, using: &generator)
            let steps = FloorSteps(top: .random(in: -100...100, using: &generator), width: .random(in: 1...60, using: &generator))
            #expect(panel.reduce(0) { $0 + steps.count($1) } <= steps.room(panel.count, floor: floor))
        }
    }

    @Test("is honest about what the time did not allow")
    func cutShort() throws {
        let problem = contestedProblem(seed: 11, dossiers: 40, experts: 30, demand: 5, levels: 9_973)
        let plan = try problem.solve(SolveOptions(objective: .fair, timeLimit: 2))
        #expect(problem.verify(plan).holds)
        let (floor, ceiling) = (try #require(plan.floor), try #require(plan.floorBound))
        #expect(plan.status == .optimal ? ceiling == floor : ceiling > floor || plan.gap ?? 0 > 0)
    }
}
