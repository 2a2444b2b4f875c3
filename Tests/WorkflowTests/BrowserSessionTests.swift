import Programme
import Storage
import Synchronization
import Testing

@testable import Workflow

@Suite("A browser's session")
struct BrowserSessionTests {
    /// An office whose clock is put forward by hand.
    private final class Clock: Sendable {
        private let seconds = Mutex(0)
        func put(forward count: Int) { seconds.withLock { $0 += count } }
        func now(after start: Int) -> Instant { Instant(seconds: start + seconds.withLock { $0 }) }
    }

    @Test("ends after twelve hours without a request, by signing out, or with its token; and no cookie can be made up")
    func idle() async throws {
        let mini = try await MiniRound.villages(in: .reviews)
        let (clock, start) = (Clock(), mini.now.seconds)
        let office = Office(store: mini.store, clock: { clock.now(after: start) })
        let seal = try await office.sessionSeal()
        func sign(stays: Bool) async throws -> BrowserSession {
            try await office.openSession("A-1", code: office.issueCode(for: "A-1", as: "S-1").code, stays: stays, under: seal)
        }

        let first = try await sign(stays: false)
        let cookie = try #require(first.cookie)
        let fresh = try #require(try await office.session(of: cookie, under: seal))
        #expect(fresh.person.id == "A-1" && fresh.cookie == nil && fresh.formKey == first.formKey && !fresh.stays)
        clock.put(forward: BrowserSession.idleLimit)
        let renewed = try #require(try await office.session(of: cookie, under: seal)?.cookie)
        #expect(renewed != cookie)
        clock.put(forward: BrowserSession.idleLimit)
        #expect(try await office.session(of: renewed, under: seal) != nil)
        clock.put(forward: 1)
        #expect(try await office.session(of: renewed, under: seal) == nil)
        #expect(try await office.tokens(as: "A-1").first?.counts == false, "it is over for good, also for a fresher cookie")

        let second = try await sign(stays: true)
        let kept = try #require(second.cookie)
        clock.put(forward: 10 * 86_400)
        #expect(try await office.session(of: kept, under: seal) != nil, "on an own machine it lasts as long as its token")
        #expect(second.formKey != first.formKey)
        clock.put(forward: AccessToken.validity - 10 * 86_400)
        #expect(try await office.session(of: kept, under: seal) == nil)

        let third = try #require(try await sign(stays: false).cookie)
        for place in stride(from: 0, to: third.utf8.count, by: 7) {
            var bytes = Array(third.utf8)
            bytes[place] = bytes[place] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
            #expect(try await office.session(of: String(decoding: bytes, as: UTF8.self), under: seal) == nil, "\(place)")
        }
        for strange in ["", "lx_", String(third.dropLast(2)), third + "00", third.uppercased()] {
            #expect(try await office.session(of: strange, under: seal) == nil)
        }
        let foreign = SessionSeal(secret: [1, 2, 3])
        #expect(try await office.session(of: third, under: foreign) == nil)
        #expect(try await office.verifyAudit(expecting: nil).findings.isEmpty)
    }
}

@Suite("Signing what was read")
struct SigningAsReadTests {
    @Test("a chair signs the list that they read, and no other")
    func digest() async throws {
        let round = try await MiniRound.villages(in: .decisions)
        _ = try await round.office.proposeShortlist(as: "C-1")
        let read = try await round.office.shortlist(as: "C-1").digest
        _ = try await round.office.moveDossier("V-3", listed: true, reason: "示例", as: "C-2")
        let failure = await refusal { _ = try await round.office.signShortlist(asRead: read, as: "C-1") }
        #expect(failure?.text.en.contains("changed since you read it") == true)
        #expect(try await round.office.shortlist(as: "C-1").signatures.isEmpty)
        let now = try await round.office.shortlist(as: "C-1").digest
        #expect(try await round.office.signShortlist(asRead: now, as: "C-1") == false)
    }
}
