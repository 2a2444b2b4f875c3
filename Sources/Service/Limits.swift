internal import Hummingbird
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import Synchronization
internal import Workflow

/// What one request may cost.
struct Limits: Sendable {
    /// How long a body may take to arrive whatever the line is like.
    var bodyTime: Duration = .seconds(20)
    /// How many bytes of a body earn it a second more: a large table may come over a slow line, and nobody holds a connection by a byte
    /// at a time.
    var slowestLine = UseCaseRoute.slowestLine
    /// How long a connection may take until its next request has said what it is.
    var headTime: TimeAmount = .seconds(75)
    /// How long a connection may say nothing.
    var idle: TimeAmount = .seconds(60)
    /// Connections at a time.
    var connections = 512

    /// The body of a request, of so many bytes at most.
    func body(of request: Request, upTo limit: Int) async throws -> [UInt8] {
        // Most requests have none, and need no clock.
        if request.headers[.contentLength] == nil, request.headers[.transferEncoding] == nil { return [] }
        return try await collected(request.body, upTo: limit)
    }

    /// All of a body, while it comes quickly enough.
    ///
    /// - Throws: `HTTPError` 413 or 408.
    func collected<Time: Clock<Duration>>(
        _ body: RequestBody, upTo limit: Int, by clock: Time = ContinuousClock()
    ) async throws -> [UInt8] {
        let (arrived, time, rate) = (Arrived(), bodyTime, Double(slowestLine))
        return try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask {
                var bytes: [UInt8] = []
                for try await piece in body {
                    guard bytes.count + piece.readableBytes <= limit else { throw HTTPError(.contentTooLarge) }
                    bytes += piece.readableBytesView
                    arrived.count.store(bytes.count, ordering: .relaxed)
                }
                return bytes
            }
            group.addTask {
                let start = clock.now
                while true {
                    let due = start.advanced(by: time + .seconds(Double(arrived.count.load(ordering: .relaxed)) / rate))
                    guard clock.now < due else { return nil }
                    try await clock.sleep(until: due, tolerance: nil)
                }
            }
            defer { group.cancelAll() }
            guard let bytes = try await group.next() ?? nil else { throw HTTPError(.requestTimeout) }
            return bytes
        }
    }

    /// How many bytes have come.
    private final class Arrived: Sendable {
        let count = Atomic(0)
    }
}
