import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Testing

@testable import Service

@Suite("The time that a body may take")
struct BodyTimeTests {
    private let limits: Limits = {
        var limits = Limits()
        limits.bodyTime = .milliseconds(500)
        limits.slowestLine = 1000
        return limits
    }()

    /// A body in so many pieces, with a pause before each.
    private func body(_ pieces: Int, of size: Int, pausing pause: Duration) -> RequestBody {
        RequestBody(
            asyncSequence: AsyncStream<ByteBuffer> { continuation in
                let sending = Task {
                    for _ in 0..<pieces {
                        try await Task.sleep(for: pause)
                        continuation.yield(ByteBuffer(repeating: 32, count: size))
                    }
                    continuation.finish()
                }
                continuation.onTermination = { _ in sending.cancel() }
            })
    }

    /// The status by which a body is refused; nil where it is taken.
    private func refusal(_ body: RequestBody, upTo limit: Int = 1 << 20) async throws -> Int? {
        do { _ = try await limits.collected(body, upTo: limit) } catch let error as HTTPError { return error.status.code }
        return nil
    }

    @Test("grows with what has come, so that a slow line is not cut off", .timeLimit(.minutes(1)))
    func slowLine() async throws {
        let start = ContinuousClock.now
        let bytes = try await limits.collected(body(10, of: 1000, pausing: .milliseconds(100)), upTo: 10_000)
        #expect(bytes.count == 10_000 && start.duration(to: .now) > limits.bodyTime)
    }

    @Test("is over for a body that drips, and for one that never comes", .timeLimit(.minutes(1)))
    func dripping() async throws {
        #expect(try await refusal(body(400, of: 1, pausing: .milliseconds(10))) == 408)
        #expect(try await refusal(body(1, of: 1, pausing: .seconds(50))) == 408)
    }

    @Test("says of one that is too large that it is", .timeLimit(.minutes(1)))
    func tooLarge() async throws {
        #expect(try await refusal(body(3, of: 400, pausing: .milliseconds(1)), upTo: 1000) == 413)
        #expect(try await refusal(body(2, of: 500, pausing: .milliseconds(1)), upTo: 1000) == nil)
    }
}
