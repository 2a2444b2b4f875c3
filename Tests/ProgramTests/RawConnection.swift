import Foundation
import Glibc
import Testing

/// A connection on which a test sends what it likes, a piece at a time.
final class RawConnection {
    private let file: Int32

    /// - Parameter address: `http://127.0.0.1:PORT`.
    init(_ address: String) throws {
        let port = try #require(address.split(separator: ":").last.flatMap { UInt16($0) })
        file = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw Refused() }
        // A server that never answers ends the test, not the test run.
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(file) }

    /// That nobody listens.
    struct Refused: Error {}

    /// Whether all of it was taken.
    @discardableResult
    func send(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return Glibc.send(file, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// One answer, its head and its body as long as the head says; what came where the other side closed before.
    func answer() -> (status: Int, text: String) {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let head = text.firstRange(of: "\r\n\r\n"),
                let length = text.lowercased().firstMatch(of: /\r\ncontent-length: (\d+)\r\n/).flatMap({ Int($0.1) }),
                text[head.upperBound...].utf8.count >= length
            {
                break
            }
            let count = recv(file, &piece, piece.count, 0)
            guard count > 0 else { break }
            bytes += piece[..<count]
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0, text)
    }

    /// Whether the other side has answered or closed.
    var hasEnded: Bool {
        var state = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
        return poll(&state, 1, 0) > 0
    }
}
