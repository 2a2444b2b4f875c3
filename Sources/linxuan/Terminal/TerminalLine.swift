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

    func waitBegins(for server: String) {
        guard isOnTerminal else { return }
        let count = state.withLock { state in
            state.count += 1
            return state.count
        }
        tellLater(server, since: .now, count)
    }

    func waitEnds() {
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
