internal import NIOCore
internal import NIOHTTPTypes
internal import Synchronization

/// Notices that a client has left, so that nobody goes on searching for what nobody will read.
///
/// Who has closed their half of the connection counts as gone: whoever waits for an answer keeps it open, and nginx does too.
final class ClientPresence: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart

    /// What tells whether it has.
    let departure = Departure()

    /// What tells whether the client on a channel has left; nil where nobody looks.
    static func departure(from channel: any Channel) async -> Departure? {
        try? await channel.eventLoop.submit { try channel.pipeline.syncOperations.handler(type: ClientPresence.self).departure }.get()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed { departure.happens() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        departure.happens()
        context.fireChannelInactive()
    }
}

/// Whether a client has left, for whoever works for it on another thread.
final class Departure: Sendable {
    private let flag = Atomic(false)

    var hasHappened: Bool { flag.load(ordering: .relaxed) }

    func happens() { flag.store(true, ordering: .relaxed) }
}
