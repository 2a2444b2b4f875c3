import ArgumentParser
import Foundation
import Matching
import Programme
import Synchronization

/// Whether a search tells of its progress.
struct ProgressOptions: ParsableArguments {
    @Flag(
        help: .text(
            "不在终端时也在标准错误上报告进度（逐行，至多每秒一行）",
            "Report progress on standard error even off a terminal (in lines, at most one a second)"))
    var progress = false
}

/// How far long work has come, on standard error: on a terminal one line that is written over, elsewhere, where it was
/// asked for, lines.
final class ProgressReport: Sendable {
    private enum Manner {
        case silent, inPlace, lines
    }

    private struct State {
        var phase: Text
        var progress: SolveProgress?
        var written = ""
        var writtenAt: ContinuousClock.Instant
        var isOnScreen = false
        var isOver = false
    }

    private let manner: Manner
    private let start = ContinuousClock.now
    private let state: Mutex<State>

    /// - Parameter phase: What goes on first.
    init(_ options: ProgressOptions, _ phase: Text) {
        manner = isatty(STDERR_FILENO) == 1 ? .inPlace : options.progress ? .lines : .silent
        state = Mutex(State(phase: phase, writtenAt: start))
        guard manner != .silent else { return }
        // The solver is silent for long; the time goes on.
        Task.detached { [self] in
            while !state.withLock({ $0.isOver }) {
                try? await Task.sleep(for: .milliseconds(250))
                state.withLock { if manner == .inPlace || hasNews(&$0) { write(&$0) } }
            }
        }
    }

    /// Another phase, before or after the search.
    func enter(_ phase: Text) {
        state.withLock { ($0.phase, $0.progress) = (phase, nil) }
    }

    func tell(_ progress: SolveProgress) {
        guard manner != .silent else { return }
        state.withLock { state in
            var progress = progress
            // A phase that knows of no plan yet forgets none that was found before.
            if let before = state.progress, before.phase.isOnWorth, progress.phase.isOnWorth {
                progress.best = progress.best ?? before.best
                progress.bound = progress.bound ?? before.bound
            }
            state.progress = progress
            state.phase = progress.phase.name
            if hasNews(&state) { write(&state) }
        }
    }

    /// No more is told, and the terminal is as it was.
    func end() {
        state.withLock { state in
            if state.isOnScreen { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
            (state.isOnScreen, state.isOver) = (false, true)
        }
    }

    // MARK: Writing

    /// Whether there is something to write, and it is time for it.
    private func hasNews(_ state: inout State) -> Bool {
        let passed = state.writtenAt.duration(to: .now)
        guard manner == .lines else { return passed > .milliseconds(100) }
        return passed > .seconds(1) && words(state) != state.written || passed > .seconds(10)
    }

    private func write(_ state: inout State) {
        guard !state.isOver else { return }
        let passed = start.duration(to: .now)
        let seconds = Double(passed.components.seconds) + Double(passed.components.attoseconds) * 1e-18
        state.written = words(state)
        let line = local("\(String(format: "%.1f", seconds)) 秒  ", "\(String(format: "%.1f", seconds)) s  ") + state.written
        FileHandle.standardError.write(Data((manner == .inPlace ? "\r\u{1B}[K\(line)" : line + "\n").utf8))
        state.isOnScreen = manner == .inPlace
        state.writtenAt = .now
    }

    /// All but the time.
    private func words(_ state: State) -> String {
        guard let progress = state.progress else { return state.phase.local }
        if let tickets = progress.tickets {
            return state.phase.local + "  \(tickets.made)/\(tickets.count)"
        }
        guard progress.bound != nil || progress.best != nil else { return state.phase.local }
        let bound = progress.bound.map { String(format: "%.6g", $0) } ?? "–"
        let best = progress.best.map { String(format: "%.6g", $0) } ?? "–"
        let gap = progress.gap.map { String(format: "%.4f %%", $0 * 100) } ?? "–"
        return state.phase.local
            + local("  上界 \(bound)  当前最好 \(best)  差距 \(gap)", "  bound \(bound)  best \(best)  gap \(gap)")
    }
}

extension SolveProgress.Phase {
    /// Whether bound and best are what plans are worth, not floors or the like.
    fileprivate var isOnWorth: Bool {
        switch self {
        case .network, .relaxation, .search: true
        default: false
        }
    }
}
