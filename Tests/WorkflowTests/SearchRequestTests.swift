import Formats
import Matching
import Programme
import Synchronization
import Testing

@testable import Workflow

@Suite("A search that somebody asks for")
struct SearchRequestTests {
    @Test("is made once for a request that comes twice, and told again after the stage has ended")
    func once() async throws {
        let round = try await MiniRound.villages(in: .assignment)
        func asked(_ key: String) throws -> Office { round.office.once(try OnceOnly(key: key, content: [1])) }
        let first = try await asked("key-plan").makePlan(as: "S-1", timeLimit: nil, seed: 0)
        let again = try await asked("key-plan").makePlan(as: "S-1", timeLimit: nil, seed: 0)
        #expect(first.number == 1 && again.number == 1)
        #expect(try await round.office.plan(nil, as: "S-1").number == 1)
        let lottery = try await asked("key-lots").makeLottery(limit: ChanceLimit("1"), tickets: 2, as: "S-1", timeLimit: nil, seed: 0)
        #expect(
            try await asked("key-lots").makeLottery(limit: ChanceLimit("1"), tickets: 2, as: "S-1", timeLimit: nil, seed: 0).number
                == lottery.number)
        #expect(try await asked("key-next").makePlan(as: "S-1", timeLimit: nil, seed: 0).number == 2)
        let approved = try await asked("key-approve").approvePlan(nil, as: "S-1")
        _ = try await round.office.advance(as: "S-1", despite: nil)
        #expect(try await asked("key-plan").makePlan(as: "S-1", timeLimit: nil, seed: 0).number == 1)
        let told = try await asked("key-approve").approvePlan(nil, as: "S-1")
        #expect(told.number == approved.number && told.pairs == approved.pairs && told.state == .approved)
        // A plan with its proof is kept once, and not in a receipt as well.
        let receipts = try await round.office.store.read { try $0.all(Receipt.self) }
        #expect(receipts.count == 4 && receipts.allSatisfy { $0.answer.utf8.count < 2000 })
        await #expect(throws: Failure.self) {
            try await round.office.once(try OnceOnly(key: "key-plan", content: [2])).makePlan(as: "S-1", timeLimit: nil, seed: 0)
        }
    }

    @Test("tells who watches of its course, and ends by the watch")
    func watched() async throws {
        let round = try await MiniRound.villages(in: .assignment)
        let phases = Mutex(0)
        let watch = SearchWatch { _ in phases.withLock { $0 += 1 } }
        _ = try await round.office.watched(by: watch).makePlan(as: "S-1", timeLimit: nil, seed: 0)
        #expect(phases.withLock { $0 } > 0)
        #expect(SearchWatch.ending(after: 0).cancellation?.isCancelled == true)
        #expect(SearchWatch.ending(after: 100_000).cancellation?.isCancelled == false)
        let cut = try await round.office.watched(by: .ending(after: 0)).makePlan(as: "S-1", timeLimit: nil, seed: 0)
        #expect(cut.filled == cut.places && cut.number == 2)
        // What only explains ends by it too, also where its client has left long before its time is over.
        let left = SearchWatch.ending(after: 100_000) { true }
        #expect(left.cancellation?.isCancelled == true)
        #expect(try await round.office.explain(tightest: 2, as: "S-1").answers.tightest?.count == 2)
        #expect(try await round.office.watched(by: left).explain(tightest: 2, as: "S-1").answers.tightest?.isEmpty == true)
        #expect(try await round.office.explain("V-3", as: "S-1").closeness?.alone.atLeast ?? 0 > 0)
        #expect(try await round.office.watched(by: left).explain("V-3", as: "S-1").closeness?.alone.atLeast == 0)
    }

    @Test("is refused in words where what is asked makes no sense")
    func refused() async throws {
        let round = try await MiniRound.villages(in: .assignment)
        func refused(_ asked: some UseCase, as person: String = "S-1") async -> Failure? {
            await refusal { _ = try await asked.answer(by: round.office, for: person) }
        }
        for limit in [0, -1, Double.infinity, .nan] {
            guard case .usage = await refused(MakePlan(timeLimit: limit)) else {
                Issue.record("a time limit of \(limit) is taken")
                continue
            }
        }
        _ = try await round.office.makePlan(as: "S-1", timeLimit: nil, seed: 0)
        var two = ExplainPlan(expert: "E-1")
        two.tightest = 1
        for asked in [two, ExplainPlan(tightest: 0), ExplainPlan(tightest: 101)] {
            guard case .usage = await refused(asked) else {
                Issue.record("\(asked) is answered")
                continue
            }
        }
        guard case .notPermitted = await refused(ExplainPlan(tightest: 0), as: "E-1") else {
            Issue.record("an expert asks about the plan")
            return
        }
        var draw = CommitToDraw(category: "village", sources: [])
        draw.rehearsalSeed = "not hexadecimal"
        guard case .usage = await refused(draw) else {
            Issue.record("a seed of letters is taken")
            return
        }
    }
}
