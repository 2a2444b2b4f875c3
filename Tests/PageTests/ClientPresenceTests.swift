import Glibc
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import Testing

@testable import Service

@Suite("A client that leaves")
struct ClientPresenceTests {
    /// How a client leaves.
    enum Way: CaseIterable { case closes, closesHalf }

    @Test("is noticed while its request is at work, and who waits is not taken for gone", .timeLimit(.minutes(10)), arguments: Way.allCases)
    func leaving(way: Way) async throws {
        let (events, told) = AsyncStream<String>.makeStream()
        let (ports, listening) = AsyncStream<Int>.makeStream()
        let router = Router(context: ServiceContext.self)
        router.get("wait") { _, context -> String in
            guard let departure = await ClientPresence.departure(from: context.channel) else {
                told.yield("nobody looks")
                return ""
            }
            try await Task.sleep(for: .milliseconds(200))
            told.yield(departure.hasHappened ? "gone too soon" : "waits")
            for _ in 0..<30_000 where !departure.hasHappened { try await Task.sleep(for: .milliseconds(10)) }
            told.yield(departure.hasHappened ? "gone" : "not noticed")
            return ""
        }
        let application = Application(
            responder: router.buildResponder(),
            server: .http1(configuration: .init(additionalChannelHandlers: [ClientPresence()])),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in listening.yield(channel.localAddress?.port ?? 0) }, logger: Logger(label: "test"))
        let group = ServiceGroup(configuration: .init(services: [application], logger: Logger(label: "test")))
        let running = Task { try await group.run() }
        var port = ports.makeAsyncIterator()
        var event = events.makeAsyncIterator()
        let number = await port.next()
        let client = try connected(to: try #require(number))
        let request = Array("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
        #expect(send(client, request, request.count, Int32(MSG_NOSIGNAL)) == request.count)
        let first = await event.next()
        #expect(first == "waits")
        if way == .closes { close(client) } else { shutdown(client, Int32(SHUT_WR)) }
        let second = await event.next()
        #expect(second == "gone")
        if way == .closesHalf { close(client) }
        await group.triggerGracefulShutdown()
        try await running.value
    }

    /// A connection to a port of this machine.
    private func connected(to port: Int) throws -> Int32 {
        let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = UInt16(port).bigEndian
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(code == 0)
        return file
    }
}
