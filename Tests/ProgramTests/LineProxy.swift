import Foundation
import Glibc
import Synchronization

/// A line between a client and a server that breaks where a test wants it to.
final class LineProxy: Sendable {
    /// What becomes of the next connections.
    enum Manner: Sendable {
        /// They go through.
        case whole
        /// They are closed before anything is sent.
        case cut
        /// What is sent arrives and is answered, and the answer is lost.
        case losesAnswers
        /// What is sent arrives, and nothing ever comes back.
        case holdsAnswers
    }

    private struct State {
        var manner = Manner.whole
        /// After so many connections more, the line is cut; nil for never.
        var left: Int?
        var target: UInt16
        var answersLost = 0
        var isOver = false
    }

    let port: UInt16
    private let listener: Int32
    private let state: Mutex<State>

    var address: String { "http://127.0.0.1:\(port)" }
    /// How many answers were lost or held so far.
    var answersLost: Int { state.withLock { $0.answersLost } }

    /// A line to a server on this machine.
    init(to address: String) throws {
        state = Mutex(State(target: LineProxy.port(of: address)))
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var place = LineProxy.loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, address, &length) == 0
            }
        }
        guard isBound else { throw ChildProcess.Failed(description: "no port for a proxy") }
        port = UInt16(bigEndian: place.sin_port)
        Thread.detachNewThread { [self] in accept() }
    }

    func end() {
        state.withLock { $0.isOver = true }
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// From now on connections fare like this; what `left` says, so many go through before the line is cut.
    func set(_ manner: Manner, left: Int? = nil) { state.withLock { ($0.manner, $0.left) = (manner, left) } }

    /// The server has moved.
    func lead(to address: String) { state.withLock { $0.target = LineProxy.port(of: address) } }

    private static func port(of address: String) -> UInt16 { UInt16(address.split(separator: ":").last ?? "") ?? 0 }

    private static func loopback(port: UInt16) -> sockaddr_in {
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = port.bigEndian
        place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return place
    }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            guard client >= 0, !state.withLock({ $0.isOver }) else { return }
            let (manner, target) = state.withLock { state in
                if let left = state.left {
                    if left == 0 { state.manner = .cut }
                    state.left = left == 0 ? nil : left - 1
                }
                return (state.manner, state.target)
            }
            Thread.detachNewThread { [self] in serve(client, manner, target) }
        }
    }

    private func serve(_ client: Int32, _ manner: Manner, _ target: UInt16) {
        defer { close(client) }
        guard manner != .cut else { return }
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(server) }
        var place = LineProxy.loopback(port: target)
        let isThere = withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isThere else { return }
        var hasAnswered = false
        while true {
            var ends = [pollfd(fd: client, events: Int16(POLLIN), revents: 0), pollfd(fd: server, events: Int16(POLLIN), revents: 0)]
            guard poll(&ends, 2, 60_000) > 0 else { return }
            if ends[0].revents != 0 {
                guard pass(from: client, to: server) else { return }
            }
            if ends[1].revents != 0 {
                if manner == .whole {
                    guard pass(from: server, to: client) else { return }
                } else {
                    guard pass(from: server, to: nil) else { return }
                    if !hasAnswered { state.withLock { $0.answersLost += 1 } }
                    hasAnswered = true
                    if manner == .losesAnswers { return }
                }
            }
        }
    }

    private func pass(from: Int32, to: Int32?) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(from, &bytes, bytes.count, 0)
        guard count > 0 else { return false }
        guard let to else { return true }
        var sent = 0
        while sent < count {
            let more = bytes[sent..<count].withUnsafeBytes { send(to, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard more > 0 else { return false }
            sent += more
        }
        return true
    }
}
