import Foundation
import Programme
import Storage
import Synchronization
import Testing

@testable import Workflow

@Suite("A clock that is set back")
struct SteppingClockTests {
    private final class Clock: Sendable {
        private let value: Mutex<Int>
        init(_ seconds: Int) { value = Mutex(seconds) }
        var now: Instant { Instant(seconds: value.withLock { $0 }) }
        func step(_ seconds: Int) { value.withLock { $0 += seconds } }
    }

    private let round: MiniRound
    private let clock: Clock
    private let office: Office

    init() async throws {
        round = try await MiniRound.villages(in: .reviews)
        let clock = Clock(round.now.seconds)
        self.clock = clock
        office = Office(store: round.store, clock: { clock.now })
    }

    private func moments() async throws -> [Instant] { try await office.log(as: "A-1").map(\.at) }

    @Test("leaves the acts in the order of their moments, and the log sound")
    func log() async throws {
        try await office.signPledge(as: "E-1")
        clock.step(-86_400)
        try await office.signPledge(as: "E-2")
        clock.step(2 * 86_400)
        try await office.signPledge(as: "E-3")
        let moments = try await moments()
        #expect(moments == moments.sorted() && moments.last == clock.now)
        #expect(try await office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("opens no code again that has expired")
    func code() async throws {
        let code = try await office.issueCode(for: "E-1", as: "S-1")
        clock.step(SignInCode.validity + 60)
        await #expect(throws: Failure.self) { _ = try await office.signIn("E-1", code: code.code, device: "") }
        try await office.signPledge(as: "E-2")
        clock.step(-3600)
        await #expect(throws: Failure.self) { _ = try await office.signIn("E-1", code: code.code, device: "") }
        // A new one is given by the time that the log has reached, and works.
        let another = try await office.issueCode(for: "E-1", as: "S-1")
        _ = try await office.signIn("E-1", code: another.code, device: "")
    }

    @Test("makes no token count again that has expired")
    func token() async throws {
        let code = try await office.issueCode(for: "E-1", as: "S-1")
        let token = try await office.signIn("E-1", code: code.code, device: "").token
        #expect(try await office.bearer(of: token).person.id == "E-1")
        clock.step(AccessToken.validity + 60)
        await #expect(throws: Failure.self) { _ = try await office.bearer(of: token) }
        try await office.signPledge(as: "E-2")
        clock.step(-3600)
        await #expect(throws: Failure.self) { _ = try await office.bearer(of: token) }
        #expect(try await office.tokens(as: "A-1").map(\.counts) == [false])
    }

    @Test("acts that come at once are each a row of a sound log")
    func atOnce() async throws {
        let before = try await moments().count
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask { [office] in
                    // Every third is refused, and leaves the others as they are.
                    let person = number % 3 == 0 ? "X-\(number)" : ["E-1", "E-2", "E-3", "E-5"][number % 4]
                    do { _ = try await office.issueCode(for: person, as: "S-1") } catch is Failure where number % 3 == 0 {}
                }
            }
            try await group.waitForAll()
        }
        #expect(try await moments().count == before + 40)
        #expect(try await office.verifyAudit(expecting: nil).findings.isEmpty)
    }

    @Test("experts taken in a second time are refused as such; who has a code stays")
    func expertsAgain() async throws {
        let round = try await MiniRound.villages(in: .intake)
        try await round.takeInVillages()
        _ = try await round.office.issueCode(for: "E-1", as: "S-1")
        let lines = VillageLibraries.experts.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("E-1,") }
        let error = await #expect(throws: Failure.self) {
            _ = try await round.office.takeInExperts(
                round.table(lines.joined(separator: "\n"), "experts.csv"), affiliations: nil, interests: nil, as: "S-1")
        }
        guard case .malformed(let faults)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(faults.contains { $0.message.zh.contains("重复") })
        #expect(try await round.store.read { try $0.find(Person.self, ["E-1"]) } != nil)
    }
}
