import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Synchronization
import Testing

@testable import Service

@Suite("The time that a body may take")
struct BodyTimeTests {
    private let clock = HandClock()
    private let limits: Limits = {
        var limits = Limits()
        limits.bodyTime = .milliseconds(500)
        limits.slowestLine = 1000
        return limits
    }()

    /// A body in pieces, each asked for once the one before has been taken; so much time goes by before each. Without a number it has no
    /// end.
    private func body(_ pieces: Int? = nil, of size: Int, pausing pause: Duration) -> RequestBody {
        let sent = Atomic(0)
        return RequestBody(
            asyncSequence: AsyncStream<ByteBuffer> { [clock] in
                if sent.add(1, ordering: .relaxed).newValue > pieces ?? .max || Task.isCancelled { return nil }
                // Whoever looks at the clock gets a turn.
                try? await Task.sleep(for: .microseconds(100))
                clock.advance(by: pause)
                return ByteBuffer(repeating: 32, count: size)
            })
    }

    /// The status by which a body is refused; nil where it is taken.
    private func refusal(_ body: RequestBody, upTo limit: Int = 1 << 20) async throws -> Int? {
        do { _ = try await limits.collected(body, upTo: limit, by: clock) } catch let error as HTTPError { return error.status.code }
        return nil
    }

    @Test("grows with what has come, so that a slow line is not cut off", .timeLimit(.minutes(10)))
    func slowLine() async throws {
        let start = clock.now
        let bytes = try await limits.collected(body(10, of: 1000, pausing: .milliseconds(100)), upTo: 10_000, by: clock)
        #expect(bytes.count == 10_000 && start.duration(to: clock.now) > limits.bodyTime)
    }

    @Test("is over for a body that drips, and for one that never comes", .timeLimit(.minutes(10)))
    func dripping() async throws {
        #expect(try await refusal(body(of: 1, pausing: .milliseconds(10))) == 408)
        #expect(try await refusal(body(of: 0, pausing: .seconds(1))) == 408)
    }

    @Test("says of one that is too large that it is")
    func tooLarge() async throws {
        #expect(try await refusal(body(3, of: 400, pausing: .zero), upTo: 1000) == 413)
        #expect(try await refusal(body(2, of: 500, pausing: .zero), upTo: 1000) == nil)
    }
}
