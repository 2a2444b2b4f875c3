import Foundation
import GRDB
import Programme
import Synchronization
import Testing
import Workflow

@testable import Storage

@Suite("Works that are committed together")
struct GroupCommitTests {
    let scratch: Scratch
    let store: RoundDatabase
    let commits: GroupCommit

    init() throws {
        scratch = try Scratch()
        store = try RoundDatabase(path: scratch.path(), creating: true)
        commits = GroupCommit(store.pool, longest: .seconds(600))
    }

    private struct Refused: Error, Equatable { var number: Int }

    /// Starts works in their order while the connection is held, so that they are one group; what came of each.
    private func together(_ works: [@Sendable (Session) throws -> Int]) async -> [Result<Int, any Error>] {
        let held = DispatchSemaphore(value: 0)
        store.pool.asyncWriteWithoutTransaction { _ in held.wait() }
        var tasks: [Task<Int, any Error>] = []
        for work in works {
            tasks.append(Task { [commits] in try await commits.perform(work) })
            while commits.waiting < tasks.count { await Task.yield() }
        }
        held.signal()
        var outcomes: [Result<Int, any Error>] = []
        for task in tasks { outcomes.append(await task.result) }
        return outcomes
    }

    private func people() async throws -> [String] { try await store.read { try $0.all(Person.self).map(\.id) } }

    private static func enter(_ number: Int) -> @Sendable (Session) throws -> Int {
        { session in
            try session.put(Person(id: "P-\(number)", name: "示例", role: .auditor))
            return number
        }
    }

    @Test("one that fails is undone alone, and each gets its own answer")
    func failsAlone() async throws {
        let outcomes = await together([
            Self.enter(1),
            { session in
                _ = try Self.enter(2)(session)
                throw Refused(number: 2)
            },
            { session in
                _ = try Self.enter(3)(session)
                // What the database itself refuses undoes this work and no other.
                try session.db.execute(sql: "INSERT INTO person VALUES ('P-9', '示例', 'nobody')")
                return 3
            }, Self.enter(4),
        ])
        #expect(try outcomes[0].get() == 1 && outcomes[3].get() == 4)
        #expect(throws: Refused(number: 2)) { try outcomes[1].get() }
        #expect(throws: DatabaseError.self) { try outcomes[2].get() }
        #expect(try await people() == ["P-1", "P-4"])
    }

    @Test("a commit that fails fails all of them, and the next is taken")
    func commitFails() async throws {
        let outcomes = await together([
            Self.enter(1),
            { session in
                try session.db.execute(
                    sql: "PRAGMA defer_foreign_keys = ON; INSERT INTO pledge VALUES ('E-none', '', '\(Samples.digest)')")
                return 2
            },
            { _ in throw Refused(number: 3) },
        ])
        for outcome in outcomes {
            let error = #expect(throws: Failure.self) { try outcome.get() }
            #expect(error?.text.en.contains("nothing was changed") == true, "\(outcome)")
        }
        #expect(try await people() == [])
        #expect(try await commits.perform(Self.enter(4)) == 4)
        #expect(try await people() == ["P-4"])
    }

    @Test("a transaction that SQLite undoes as a whole fails those done, and those behind are done after it")
    func wholeIsUndone() async throws {
        let outcomes = await together([
            Self.enter(1),
            { session in
                try session.db.execute(sql: "ROLLBACK")
                throw DatabaseError(resultCode: .SQLITE_FULL)
            }, Self.enter(3),
        ])
        for outcome in outcomes[..<2] {
            let error = #expect(throws: Failure.self) { try outcome.get() }
            guard case .storage(.full, _)? = error else {
                Issue.record("\(outcome)")
                continue
            }
        }
        #expect(try outcomes[2].get() == 3)
        #expect(try await people() == ["P-3"])
    }

    @Test("a work cancelled before its turn is not done, and changes nothing for the others")
    func cancelled() async throws {
        let held = DispatchSemaphore(value: 0)
        store.pool.asyncWriteWithoutTransaction { _ in held.wait() }
        let tasks = (1...3).map { number in Task { [commits] in try await commits.perform(Self.enter(number)) } }
        while commits.waiting < 3 { await Task.yield() }
        tasks[1].cancel()
        held.signal()
        #expect(try await tasks[0].value == 1)
        #expect(try await tasks[2].value == 3)
        await #expect(throws: CancellationError.self) { try await tasks[1].value }
        #expect(try await people() == ["P-1", "P-3"])
    }

    /// A work that notes when it is answered.
    private final class Noting: PendingWork {
        let number: Int
        let notes: Notes

        init(_ number: Int, _ notes: Notes) { (self.number, self.notes) = (number, notes) }

        var error: (any Error)? { nil }
        func run(_ session: Session) -> Bool {
            notes.add("run \(number)")
            return true
        }
        func answer() { notes.add("answer \(number)") }
        func fail(_ error: any Error) { notes.add("fail \(number)") }
    }

    private final class Notes: Sendable {
        private let lines = Mutex<[String]>([])
        func add(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock { $0 } }
    }

    @Test("all are done before one is answered, and answered in the order in which they came")
    func order() async throws {
        let (notes, held) = (Notes(), DispatchSemaphore(value: 0))
        store.pool.asyncWriteWithoutTransaction { _ in held.wait() }
        for number in 1...3 { commits.enqueue(Noting(number, notes)) }
        held.signal()
        while notes.all.count < 6 { await Task.yield() }
        #expect(notes.all == ["run 1", "run 2", "run 3", "answer 1", "answer 2", "answer 3"])
    }

    @Test("who comes first doesn't wait for a long row of others")
    func longest() async throws {
        let hasty = GroupCommit(store.pool, longest: .zero)
        let (notes, held) = (Notes(), DispatchSemaphore(value: 0))
        store.pool.asyncWriteWithoutTransaction { _ in held.wait() }
        for number in 1...3 { hasty.enqueue(Noting(number, notes)) }
        held.signal()
        while notes.all.count < 6 { await Task.yield() }
        #expect(notes.all == ["run 1", "answer 1", "run 2", "answer 2", "run 3", "answer 3"])
    }

    @Test("acts that come at once, some of which fail, make a log without a gap", arguments: 1...4)
    func chain(seed: Int) async throws {
        let kept = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<200 {
                group.addTask { [store] in
                    do {
                        try await store.write { writer in
                            let end = try writer.logEnd()
                            let next = (end?.number ?? 0) + 1
                            let digest = String(repeating: "0", count: 64 - "\(number)".count) + "\(number)"
                            try writer.append(LogRow(number: next, body: #"{"previous":"\#(end?.digest ?? "")"}"#, digest: digest))
                            guard (number * 7 + seed) % 5 > 0 else { throw Refused(number: number) }
                        }
                        return 1
                    } catch is Refused { return 0 }
                }
            }
            return try await group.reduce(0, +)
        }
        let log = try await store.read { try $0.log() }
        #expect(kept == 160 && log.map(\.number) == Array(1...160))
        #expect(Set(log.map(\.digest)).count == 160)
        for (row, before) in zip(log.dropFirst(), log) { #expect(row.body == #"{"previous":"\#(before.digest)"}"#) }
    }
}
