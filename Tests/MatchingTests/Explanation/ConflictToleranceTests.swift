import Matching
import Synchronization
import Testing

/// How many conflicts more a dossier bears, against trying all sets of them.
@Suite struct ConflictToleranceTests {
    /// The fewest experts that hit every panel the dossier has in some plan; nil where a panel needs none of them.
    private func fewest(_ dossier: Int, in problem: AssignmentProblem) -> Int? {
        let pinned = Set(problem.pins.filter { $0.price == nil && $0.pair.dossier == dossier }.map(\.pair.expert))
        let panels = Set(
            ExhaustiveSearch(problem, keepingPlans: true).plans.map { plan in
                Set(plan.pairs.filter { $0.dossier == dossier }.map(\.expert)).subtracting(pinned)
            })
        if panels.contains([]) { return nil }
        return (0..<(1 << problem.experts.count)).filter { mask in
            panels.allSatisfy { $0.contains { mask >> $0 & 1 == 1 } }
        }.map(\.nonzeroBitCount).min()
    }

    /// The dossier as if there were no other, and as if experts had nothing else to do.
    private func alone(_ dossier: Int, in problem: AssignmentProblem) -> AssignmentProblem {
        func here(_ rules: [AssignmentProblem.PairRule]) -> [AssignmentProblem.PairRule] {
            rules.filter { $0.pair.dossier == dossier }.map { .init(dossier: 0, expert: $0.pair.expert, price: $0.price) }
        }
        return AssignmentProblem(
            name: problem.name, dossiers: [problem.dossiers[dossier]],
            experts: problem.experts.map { expert in
                .init(id: expert.id, maximumLoad: expert.price == nil ? min(expert.maximumLoad, 1) : 1, tags: expert.tags)
            },
            affinity: AffinityMatrix(
                dossierCount: 1, expertCount: problem.experts.count,
                values: problem.experts.indices.map { problem.affinity[dossier, $0] }),
            conflicts: here(problem.conflicts), pins: here(problem.pins),
            composition: problem.composition.compactMap { rule in
                guard problem.dossiers(in: rule.dossiers).contains(dossier) else { return nil }
                return .init(dossiers: .all, tag: rule.tag, limit: rule.limit, price: rule.price)
            },
            neverTogether: problem.neverTogether)
    }

    /// Whether some experts hit every panel, by solving without them.
    private func isImpossible(without experts: [Int], on dossier: Int, in problem: AssignmentProblem) throws -> Bool {
        var changed = problem
        changed.pins.removeAll { $0.price != nil }
        changed.conflicts += experts.map { .init(dossier: dossier, expert: $0) }
        return try changed.solve().status == .infeasible
    }

    private func check(_ tolerance: ConflictTolerance, _ dossier: Int, in problem: AssignmentProblem, _ name: Comment) throws -> Int? {
        let fewest = fewest(dossier, in: problem)
        #expect(tolerance.isExact, name)
        #expect(tolerance.isUnbreakable == (fewest == nil), name)
        guard let fewest else { return nil }
        #expect(tolerance.atMost == fewest && tolerance.atLeast == fewest && tolerance.experts.count == fewest, name)
        #expect(try isImpossible(without: tolerance.experts, on: dossier, in: problem), name)
        return fewest
    }

    @Test(arguments: [false, true], 0..<4) func randomProblems(isSoft: Bool, block: UInt64) throws {
        var seen: [Int: Int] = [:]
        var tighter = 0
        for seed in block * 100..<block * 100 + 100 {
            let problem = randomProblem(seed: seed, isSoft: isSoft)
            let plan = try problem.solve()
            guard plan.status == .optimal else { continue }
            for dossier in problem.dossiers.indices where problem.dossiers[dossier].demand > 0 {
                let name = Comment(rawValue: "\(problem.name), dossier \(dossier)")
                let explanation = try problem.explain(dossier: dossier, in: plan)
                let together = try check(explanation.together, dossier, in: problem, name)
                let single = try check(explanation.alone, 0, in: alone(dossier, in: problem), name)
                if let together { seen[together, default: 0] += 1 }
                if let together, let single {
                    #expect(together <= single, name)
                    if together < single { tighter += 1 }
                }
            }
        }
        #expect(seen.values.reduce(0, +) > 20 && seen.count > 1)
        #expect(isSoft || tighter > 0)
    }

    /// Larger panels out of more experts, with classes that overlap, organisations and loads.
    private func classes(seed: UInt64) -> AssignmentProblem {
        var chance = SeededGenerator(seed: seed)
        func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &chance) }
        let experts = (0..<8).map { index in
            AssignmentProblem.Expert(
                id: "E\(index)", minimumLoad: draw(0...9) == 0 ? 1 : 0, maximumLoad: draw(1...2),
                tags: ["s": [["a"], ["b"], ["a", "b"]][draw(0...5) % 3], "o": ["\(draw(0...4))"]])
        }
        let minimum = draw(0...1)
        return AssignmentProblem(
            name: "classes \(seed)", dossiers: [.init(id: "D0", demand: draw(2...4)), .init(id: "D1", demand: draw(1...2))],
            experts: experts,
            affinity: AffinityMatrix(
                dossierCount: 2, expertCount: 8, values: (0..<16).map { _ in draw(0...7) == 0 ? .nan : Double(draw(0...8)) / 8 }),
            pins: [],
            composition: [
                .init(tag: "s", limit: .count(value: "a", minimum: 1, maximum: draw(0...1) == 0 ? nil : 2)),
                .init(dossiers: .listed([0]), tag: "s", limit: .count(value: "b", minimum: minimum, maximum: nil)),
            ] + (draw(0...1) == 0 ? [.init(tag: "o", limit: .maximumPerValue(draw(1...2)))] : []))
    }

    @Test(arguments: 0..<4) func classes(block: UInt64) throws {
        var seen: [Int: Int] = [:]
        for seed in block * 40..<block * 40 + 40 {
            let problem = classes(seed: seed)
            let plan = try problem.solve()
            guard plan.status == .optimal else { continue }
            let explanation = try problem.explain(dossier: 0, in: plan)
            let name = Comment(rawValue: problem.name)
            if let together = try check(explanation.together, 0, in: problem, name) { seen[together, default: 0] += 1 }
            _ = try check(explanation.alone, 0, in: alone(0, in: problem), name)
        }
        #expect(seen.count > 2 && seen.values.reduce(0, +) > 8)
    }

    /// Without classes it is what is left over and one more, whatever the numbers.
    @Test(arguments: [(12, 7), (40, 3), (9, 9), (30, 1)]) func plainDemand(experts: Int, demand: Int) throws {
        let problem = AssignmentProblem(
            name: "plain", dossiers: [.init(id: "D", demand: demand)],
            experts: (0..<experts).map { .init(id: "E\($0)", maximumLoad: 1) },
            affinity: AffinityMatrix(dossierCount: 1, expertCount: experts, values: .init(repeating: 1, count: experts)))
        let explanation = try problem.explain(dossier: 0, in: try problem.solve())
        #expect(explanation.alone.isExact && explanation.alone.atMost == experts - demand + 1)
        #expect(explanation.together == explanation.alone)
    }

    /// Where the loads are nearly used up, a dossier bears less together with the others than by itself.
    @Test func loadsMakeItTighter() throws {
        // D1 needs E0 and E1 whole, so that only E2 and E3 are left for D0.
        let problem = AssignmentProblem(
            name: "loads", dossiers: [.init(id: "D0", demand: 1), .init(id: "D1", demand: 2)],
            experts: (0..<4).map { .init(id: "E\($0)", maximumLoad: 1) },
            affinity: AffinityMatrix(dossierCount: 2, expertCount: 4, values: [1, 1, 1, 1, 1, 1, .nan, .nan]))
        let explanation = try problem.explain(dossier: 0, in: try problem.solve())
        #expect(explanation.alone.atMost == 4 && explanation.alone.isExact)
        #expect(explanation.together.atMost == 2 && explanation.together.isExact && explanation.together.experts == [2, 3])
        let tight = try problem.explain(dossier: 1, in: try problem.solve())
        #expect(tight.alone.atMost == 1 && tight.together.atMost == 1)
    }

    /// The tightest come first, and what is said of them is what is said of each.
    @Test func tightest() throws {
        let problem = classes(seed: 3)
        let tightest = try problem.tightest(5)
        #expect(tightest.count == 2 && tightest[0].alone.atLeast <= tightest[1].alone.atLeast)
        let plan = try problem.solve()
        for tight in tightest {
            #expect(try problem.explain(dossier: tight.dossier, in: plan).alone.atMost == tight.alone.atMost)
        }
        #expect(try problem.tightest(1).count == 1)
        let ended = Cancellation()
        ended.cancel()
        #expect(try problem.tightest(5, cancellation: ended).isEmpty, "what nobody looked at is not told")
    }

    /// Whenever the search is ended, what is told until then holds.
    @Test func endedAtAnyMoment() throws {
        var open = 0
        for seed in 0..<12 as Range<UInt64> {
            let problem = classes(seed: seed)
            let plan = try problem.solve()
            guard plan.status == .optimal else { continue }
            let whole = try problem.explain(dossier: 0, in: plan)
            for patience in [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144] {
                let asked = Mutex(0)
                let cancellation = Cancellation {
                    asked.withLock { count in
                        count += 1
                        return count > patience
                    }
                }
                let cut = try problem.explain(dossier: 0, in: plan, cancellation: cancellation)
                for (told, known) in [(cut.alone, whole.alone), (cut.together, whole.together)] {
                    let name = Comment(rawValue: "\(problem.name), ended after \(patience): \(told), not \(known)")
                    if !told.isExact { open += 1 }
                    guard let most = known.atMost else { continue }
                    #expect(told.atLeast <= most && !told.isUnbreakable, name)
                    if let atMost = told.atMost { #expect(atMost >= known.atLeast, name) }
                }
            }
        }
        #expect(open > 0)
    }
}
