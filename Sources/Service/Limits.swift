internal import Hummingbird
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore

/// What one request may cost.
struct Limits: Sendable {
    /// How long a body may take to arrive in all, so that nobody holds a connection by a byte at a time.
    var bodyTime: Duration = .seconds(20)
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
        let (stream, time) = (request.body, bodyTime)
        return try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask { Array(try await stream.collect(upTo: limit).readableBytesView) }
            group.addTask {
                try await Task.sleep(for: time)
                return nil
            }
            defer { group.cancelAll() }
            guard let bytes = try await group.next() ?? nil else { throw HTTPError(.requestTimeout) }
            return bytes
        }
    }
}
