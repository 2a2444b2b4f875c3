import Foundation
import Programme
import Remote
import Synchronization

/// Tells on standard error how a server is waited for: on a terminal, after a second, one line that goes away again. Elsewhere
/// nothing is said of waiting, so that what a command prints is the same however slow the line is.
final class TerminalLine: LineReporter {
    private struct State {
        /// How many waits have begun or ended: a wait is over when this is no longer what it was.
        var count = 0
        var isOnScreen = false
    }

    private let isOnTerminal = isatty(STDERR_FILENO) == 1
    private let state = Mutex(State())

    func waitBegins(for server: String, keeping kept: Text?) {
        if let kept { KeptNotice.arm(kept) }
        guard isOnTerminal else { return }
        let count = state.withLock { state in
            state.count += 1
            return state.count
        }
        tellLater(server, since: .now, count)
    }

    func waitEnds() {
        KeptNotice.disarm()
        state.withLock { state in
            state.count += 1
            clear(&state)
        }
    }

    /// libcurl holds the thread that waits, and maybe there is no other for tasks: so this is the system's to call.
    private func tellLater(_ server: String, since start: ContinuousClock.Instant, _ count: Int) {
        DispatchQueue.global().asyncAfter(deadline: .now() + 1) { [self] in
            let isOver = state.withLock { state in
                guard state.count == count else { return true }
                let seconds = start.duration(to: .now).components.seconds
                write("\r\u{1B}[K" + local("等待 \(server) 应答，\(seconds) 秒…", "waiting for \(server), \(seconds) s …"))
                state.isOnScreen = true
                return false
            }
            if !isOver { tellLater(server, since: start, count) }
        }
    }

    func tell(_ text: Text) {
        state.withLock { clear(&$0) }
        note(text)
    }

    private func clear(_ state: inout State) {
        if state.isOnScreen { write("\r\u{1B}[K") }
        state.isOnScreen = false
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

/// What is said where Ctrl-C ends a command whose request is kept: who thinks better of it must know that it would still be sent.
private enum KeptNotice {
    /// What the handler writes: it may neither make texts nor wait for anything.
    nonisolated(unsafe) private static var words = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)

    static func arm(_ kept: Text) {
        let text = Text(
            zh: "\n\(kept.zh)：已留存，下一次 review 命令会送出；不送的，用 linxuan review outbox --drop 清除。\n",
            en: "\nKept: \(kept.en). The next review command sends it; linxuan review outbox --drop forgets it.\n")
        let bytes = Array(text.local.utf8)
        words = .allocate(capacity: bytes.count)
        _ = words.initialize(from: bytes)
        // One that is ignored, as in the background, stays so.
        if isIgnoring(signal(SIGINT, handler)) { signal(SIGINT, SIG_IGN) }
    }

    static func disarm() {
        guard words.baseAddress != nil else { return }
        if isIgnoring(signal(SIGINT, SIG_DFL)) { signal(SIGINT, SIG_IGN) }
        words.deallocate()
        words = .init(start: nil, count: 0)
    }

    private static func isIgnoring(_ handler: sighandler_t?) -> Bool {
        handler.map { unsafeBitCast($0, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) } ?? false
    }

    /// Only what is safe in a handler (POSIX.1-2017, 2.4.3): write, signal, raise.
    private static let handler: sighandler_t = { number in
        _ = write(STDERR_FILENO, words.baseAddress, words.count)
        signal(number, SIG_DFL)
        raise(number)
    }
}
