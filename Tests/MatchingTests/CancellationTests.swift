import Formats
import Matching
import Programme
import Synchronization
import Testing

/// Searches that are cut short at every moment: what comes out is a plan that keeps to everything, with a bound that holds,
/// or a failure in words.
@Suite struct CancellationTests {
    /// Ends a search at its question of a number, hence at the same moment on every machine.
    private final class Moment: Sendable {
        private let asked = Atomic(0)
        let last: Int

        init(_ last: Int) { self.last = last }

        var cancellation: Cancellation {
            Cancellation { self.asked.wrappingAdd(1, ordering: .relaxed).oldValue >= self.last }
        }
        var questions: Int { asked.load(ordering: .relaxed) }
    }

    /// What is left of a search that is cut short: the plan, or nil where it failed as it may.
    private func plan(_ problem: AssignmentProblem, _ options: SolveOptions, at moment: Moment) throws -> Plan? {
        let answer = Result { () throws(Failure) in try problem.solve(options, cancellation: moment.cancellation) }
        switch answer {
        case .success(let plan):
            #expect(problem.verify(plan).faults.isEmpty, "\(problem.name), \(moment.last)")
            return plan
        case .failure(.failed(let reason)):
            #expect(!reason.zh.isEmpty && reason.en.contains("interrupted"), "\(problem.name), \(moment.last): \(reason.en)")
            return nil
        case .failure(let other): throw other
        }
    }

    @Test(arguments: [false, true], 0..<4) func smallProblems(isSoft: Bool, block: UInt64) throws {
        var (cut, lost) = (0, 0)
        for seed in block * 40..<block * 40 + 40 {
            let problem = randomProblem(seed: seed, isSoft: isSoft)
            let best = ExhaustiveSearch(problem).best
            for last in [0, 1, 2, 3, 5, 8, 13, 21, 34] {
                let plan = try plan(problem, SolveOptions(), at: Moment(last))
                guard let best else {
                    #expect(plan == nil || plan?.status == .infeasible, "seed \(seed), \(last)")
                    continue
                }
                cut += 1
                guard let plan, let bound = plan.bound else {
                    #expect(plan == nil, "seed \(seed), \(last)")
                    lost += 1
                    continue
                }
                #expect(plan.status != .infeasible && plan.worth <= best + 1e-9 && bound >= best - 1e-9, "seed \(seed), \(last)")
                if plan.status == .optimal { #expect(abs(plan.worth - best) < 1e-9, "seed \(seed), \(last)") }
            }
        }
        // Where there is a plan, one is nearly always found at once.
        #expect(lost * 10 <= cut, "\(lost) of \(cut)")
    }

    @Test(arguments: [.total, .fair] as [SolveOptions.Objective]) func largerProblems(objective: SolveOptions.Objective) throws {
        for (name, problem) in try largerProblems() {
            let whole = Moment(.max)
            let best = try #require(try plan(problem, SolveOptions(objective: objective), at: whole))
            #expect(best.status == .optimal)
            var lost: [Int] = []
            for step in 0..<16 {
                let last = whole.questions * step / 16
                guard let plan = try plan(problem, SolveOptions(objective: objective), at: Moment(last)) else {
                    lost.append(last)
                    continue
                }
                let bound = try #require(plan.bound)
                if objective == .total { #expect(plan.worth <= best.worth && bound >= best.worth - 1e-9, "\(name), \(last)") }
                #expect(plan.status == .optimal || (plan.gap ?? 0) > 0 || objective == .fair, "\(name), \(last)")
                if let floor = plan.floor, let own = best.floor, objective == .fair {
                    #expect(floor <= own && plan.floorBound ?? .infinity >= own, "\(name), \(last)")
                }
            }
            // Some plan for a real round is there at once; one for experts that quarrel is hard to find at all.
            #expect(lost.count <= (name == "experts that quarrel" ? 5 : 0), "\(name): no plan at \(lost) of \(whole.questions)")
        }
    }

    private func largerProblems() throws -> [(String, AssignmentProblem)] {
        [("experts that quarrel", quarrelsome(dossiers: 6, experts: 24, seed: 1))]
            + (try ["preflib1", "aamas2016"].map { ($0, try InstanceFile(path: fixture("instances/\($0).json")).problem) })
    }

    /// Each expert on one panel, and many never together: a colouring of a graph, made up.
    private func quarrelsome(dossiers: Int, experts: Int, seed: UInt64, oneIn rarity: Int = 4) -> AssignmentProblem {
        var generator = SeededGenerator(seed: seed)
        let values = (0..<dossiers * experts).map { _ in Double(Int.random(in: 0...1000, using: &generator)) / 1000 }
        var problem = AssignmentProblem(
            name: "quarrels", dossiers: (0..<dossiers).map { .init(id: "D\($0)", demand: experts / dossiers) },
            experts: (0..<experts).map { .init(id: "E\($0)", minimumLoad: 1, maximumLoad: 1) },
            affinity: AffinityMatrix(dossierCount: dossiers, expertCount: experts, values: values))
        for one in 0..<experts {
            for other in one + 1..<experts where Int.random(in: 0..<rarity, using: &generator) == 0 {
                problem.neverTogether.append(.init(one, other))
            }
        }
        return problem
    }

    @Test func diagnosisCutShort() throws {
        for seed in 0..<400 as Range<UInt64> {
            let problem = randomProblem(seed: seed)
            let whole = Moment(.max)
            guard let known = try plan(problem, SolveOptions(), at: whole), known.status == .infeasible else { continue }
            for step in 0..<8 {
                guard let plan = try plan(problem, SolveOptions(), at: Moment(whole.questions * step / 8)) else { continue }
                #expect(plan.status == .infeasible && !plan.diagnosis.isEmpty, "seed \(seed)")
            }
        }
    }

    @Test func lotteryCutShort() throws {
        let problem = quarrelsome(dossiers: 4, experts: 12, seed: 3)
        let options = LotteryOptions(limit: try #require(ChanceLimit("1/2")), tickets: 4)
        let whole = Moment(.max)
        guard case .made = try problem.lottery(options, cancellation: whole.cancellation) else {
            Issue.record("no lottery")
            return
        }
        for step in 0..<8 {
            let answer = Result { () throws(Failure) in
                try problem.lottery(options, cancellation: Moment(whole.questions * step / 8).cancellation)
            }
            switch answer {
            case .success(.made(let lottery)): #expect(problem.verify(lottery).faults.isEmpty)
            case .success(.infeasible): Issue.record("step \(step) claims that there is no plan")
            case .failure(let failure): #expect(failure.text.en.contains("interrupted"), "\(failure.text.en)")
            }
        }
    }

    @Test func timeLimitGivesAPlan() throws {
        for name in ["preflib2", "aamas2015"] {
            let problem = try InstanceFile(path: fixture("instances/\(name).json")).problem
            let plan = try problem.solve(SolveOptions(timeLimit: 1e-6))
            #expect(plan.status == .feasible || plan.status == .optimal)
            #expect(problem.verify(plan).holds)
            #expect(plan.bound ?? 0 >= (try problem.solve().total))
        }
    }

    @Test(.timeLimit(.minutes(10))) func cancelledTask() async throws {
        let problem = quarrelsome(dossiers: 15, experts: 120, seed: 2, oneIn: 5)
        let (reports, told) = AsyncStream.makeStream(of: SolveProgress.self)
        let task = Task { try await problem.solved { told.yield($0) } }
        // Once a plan is in hand; this one takes minutes to prove.
        for await progress in reports where progress.best != nil { break }
        task.cancel()
        let plan = try await task.value
        #expect(plan.status == .feasible && problem.verify(plan).holds)
    }

    @Test func severalAtOnceAreAsAlone() async throws {
        let problems = [
            try InstanceFile(path: fixture("instances/preflib1.json")).problem, quarrelsome(dossiers: 6, experts: 24, seed: 1),
            randomProblem(seed: 4), randomProblem(seed: 9, isSoft: true),
        ]
        let alone = try problems.map { try $0.solve() }
        let together = try await withThrowingTaskGroup(of: (Int, Plan).self) { group in
            for place in 0..<2 * problems.count {
                group.addTask { (place, try await problems[place % problems.count].solved()) }
            }
            return try await group.reduce(into: [Int: Plan]()) { $0[$1.0] = $1.1 }
        }
        for place in 0..<2 * problems.count { #expect(together[place] == alone[place % problems.count]) }
    }
}
